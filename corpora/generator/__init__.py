"""Generate annual reports with gold: a typed report and a layout in, a text and its annotation out.

Nothing here imports the parser: what the forms print is written down a second time, from the official notices, so that a mistake
in the parser's forms shows. `python -m corpora.generator --help` writes any number of reports; the same seed gives the same bytes.
"""
