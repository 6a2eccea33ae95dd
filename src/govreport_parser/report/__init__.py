"""The report: its records, its JSON, its flattening, its page."""
