"""Metadata: genre, title, year, period, publication, issuer and division of a report, each with its place."""
