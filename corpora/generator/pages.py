"""Put figures into the tables that offices publish."""

from .figures import Figures
from .lists import table_2008, table_2014
from .look import Look
from .model import Table
from .sheets import applications, blocks, reviews

__all__ = ["tables"]

_NARROW = str.maketrans("（）：；，", "():;,")
_SPACED = ("规章", "总计", "其他", "单位")


def tables(form: str, variant: str, figures: Figures, look: Look, year: int) -> list[Table]:
    """Return the tables of a form, in order."""
    if form == "2008":
        found = [table_2008(variant, figures, look, year)]
    elif form == "2014":
        found = [table_2014(figures, look)]
    else:
        found = [blocks(form, figures, look, year), applications(form, figures, look), reviews(figures, look)]
    for table in found:
        _dress(table, look)
    return found


def _dress(table: Table, look: Look) -> None:
    """Liberties with the writing of labels, over the whole table."""
    for row in table.rows:
        for cell in row:
            if cell.fact:
                continue
            if look.takes("half-width"):
                cell.text = cell.text.translate(_NARROW)
            if look.takes("letterspaced") and cell.text in _SPACED:
                cell.text = " ".join(cell.text)
