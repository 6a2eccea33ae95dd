"""Outputs: the rows of the flattening as files that people open."""
