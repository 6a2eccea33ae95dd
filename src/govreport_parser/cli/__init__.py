"""The command line: a caller of the library, not a stage of it."""
