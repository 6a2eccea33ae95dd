"""The explorer: Datasette over a batch's SQLite, with what makes it usable at once."""
