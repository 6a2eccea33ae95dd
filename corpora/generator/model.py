"""What passes between the parts of the generator: facts, cells, pages, drafts."""

from dataclasses import dataclass, field

__all__ = ["Cell", "Draft", "Fact", "Page", "Paragraph", "Table"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What one value cell says; everything but `raw` in simplified mainland wording."""

    label: str
    name: str
    under: str | None
    unit: str | None
    raw: str
    applicant: str | None = None
    column: str | None = None
    extra: bool = False
    """The cell belongs to no row of the form: nothing may be read from it."""


@dataclass(slots=True)
class Cell:
    """One cell of a page's table. A `\\n` in the text is a line break within the cell."""

    text: str
    colspan: int = 1
    rowspan: int = 1
    fact: Fact | None = None


@dataclass(slots=True)
class Table:
    """Rows of cells as HTML has them: a cell that spans rows is missing from the rows below."""

    rows: list[list[Cell]]
    title: str = ""
    headers: int = 0
    """How many rows are the header that a printer repeats on the next sheet."""


@dataclass(slots=True)
class Paragraph:
    """A line of prose, with marks ⟦text|label|id|of⟧ round its figures; `kind` is title, heading or text."""

    text: str
    kind: str = "text"


Page = list[Paragraph | Table]


@dataclass(slots=True, kw_only=True)
class Draft:
    """A report before it has a layout."""

    name: str
    form: str
    variant: str
    issuer: str
    division: str
    year: int
    script: str
    vocabulary: str
    page: Page
    findings: list[dict[str, object]] = field(default_factory=list)
