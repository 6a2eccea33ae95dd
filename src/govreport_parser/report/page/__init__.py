"""The page of one report: masthead, findings, source text on the left, records on the right; one HTML file."""
