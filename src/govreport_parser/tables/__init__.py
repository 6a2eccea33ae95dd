"""The annex: rows of cells, the official forms, and the indicators that they give."""
