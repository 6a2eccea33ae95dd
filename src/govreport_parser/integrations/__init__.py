"""Integrations: the same records inside spaCy, Arrow, Spark and Ray."""
