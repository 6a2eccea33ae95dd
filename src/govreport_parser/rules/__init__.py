"""Rules as data: id, note, pattern, examples and counter-examples in TOML; loaded, checked, matched, explained."""
