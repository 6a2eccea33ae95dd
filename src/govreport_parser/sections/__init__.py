"""Sections: numbering and tree."""
