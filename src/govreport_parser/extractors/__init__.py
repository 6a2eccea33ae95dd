"""Extractors: from the prose of a report to mentions. Each reads a Passage and returns frozen records."""
