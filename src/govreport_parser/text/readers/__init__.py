"""One reader a format: its bytes → one text with pipe rows for tables, and where each stretch came from."""
