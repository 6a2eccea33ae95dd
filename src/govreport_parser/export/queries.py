"""What the views, the charts and the explorer's questions ask of the database in the same words of SQL."""

__all__ = ["ONE_EACH", "RANKED", "TOTALS"]

TOTALS = "(applicant IS NULL OR applicant = 'total')"
"""The condition on `figures` for totals: a matrix has a column for each kind of applicant and one of totals, and what
adds up all of them counts twice."""

_BODY_AND_YEAR = "coalesce(issuer || '|' || division_code || '|' || year, report)"
"""A report whose body, division or year is not known is a copy of none but files of the same bytes: many a county has a
城关镇人民政府."""

RANKED = (
    f"SELECT *, row_number() OVER (PARTITION BY {_BODY_AND_YEAR} "
    "ORDER BY genre = 'annual_report' DESC, indicators DESC, counts DESC, source) AS place, "
    f"count(*) OVER (PARTITION BY {_BODY_AND_YEAR}) AS copies FROM reports"
)
"""Reports with how many there are of the same body and year, and their place among them: the fullest is the first, and
what is no annual report stands for none that is."""

ONE_EACH = f"SELECT * FROM ({RANKED}) WHERE place = 1"
"""One report of each body and year: a scrape has many of them twice, and what adds up would count them twice."""
