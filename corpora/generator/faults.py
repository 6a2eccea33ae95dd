"""Contradictions planted in figures, and the findings that must announce them."""

from typing import Any

from .figures import Figures
from .forms import APPLICANTS

__all__ = ["plant_figures", "plant_prose", "settle_pending"]


def _finding(left: int, right: int, about: str) -> dict[str, Any]:
    return {"left": str(left), "right": str(right), "about": about}


def plant_figures(form: str, fault: str, figures: Figures) -> list[dict[str, Any]]:
    """Change figures in place; return what must be found. A fault that the form does not know changes nothing."""
    plant = {
        ("2008", "sum"): _sum_2008, ("2014", "sum"): _sum_2014, ("2014", "part"): _part_2014, ("2019", "reviews"): _reviews,
        ("2021", "reviews"): _reviews, ("2021", "balance"): _balance, ("2019", "balance"): _balance, ("2021", "row"): _row_total,
        ("2019", "row"): _row_total, ("2014", "magnitude"): _magnitude_2014, ("2021", "magnitude"): _magnitude_2021,
    }.get((form, fault))  # fmt: skip
    return plant(figures) if plant else []


def _up(figures: Figures, key: str, column: str, by: int) -> int:
    figures[key, column] = int(figures[key, column]) + by
    return int(figures[key, column])


def _sum_2008(figures: Figures) -> list[dict[str, Any]]:
    column = list(dict.fromkeys(column for _, column in figures))[-1]
    total = int(figures["received", column])
    _up(figures, "received.1", column, 2)
    return [_finding(total, total + 2, f"{column}: applications are not the sum of their six ways")]


def _sum_2014(figures: Figures) -> list[dict[str, Any]]:
    total = int(figures["received", ""])
    _up(figures, "received.3", "", 1)
    return [_finding(total, total + 1, "收到申请数 is not the sum of its four ways")]


def _part_2014(figures: Figures) -> list[dict[str, Any]]:
    total = int(figures["press", ""])
    figures["press.leaders", ""] = total + 2
    return [_finding(total, total + 2, "主要负责同志参加新闻发布会次数 exceeds the number of press conferences")]


def _reviews(figures: Figures) -> list[dict[str, Any]]:
    if not figures["review.0", "4"]:  # the outcomes may all be left blank, and blank is not zero
        return []
    total = _up(figures, "review.0", "4", 1)
    return [_finding(total, total - 1, "行政复议 总计 is not the sum of its outcomes")]


def _balance(figures: Figures) -> list[dict[str, Any]]:
    found = []
    for who in ("natural_person", "total"):
        _up(figures, "out", who, 1)
        left = int(figures["new", who]) + int(figures["in", who])
        right = int(figures["done", who]) + int(figures["out", who])
        found.append(_finding(left, right, f"{who}: new + carried in is not done + carried out"))
    return found


def _row_total(figures: Figures) -> list[dict[str, Any]]:
    people = sum(int(figures["outcome.0", who]) for who in APPLICANTS if who != "total")
    if not people:  # the applicants' cells may all be left blank, and blank is not zero
        return []
    total = _up(figures, "outcome.0", "total", 10)
    done = int(figures["done", "total"])
    return [
        _finding(total, people, "予以公开: 总计 is not the sum of the applicants"),
        _finding(done, done + 10, "总计: the rows are not the total"),
    ]


def _impossible(value: str, about: str) -> list[dict[str, Any]]:
    return [{"code": "form.impossible-value", "left": value, "right": None, "about": about}]


def _magnitude_2014(figures: Figures) -> list[dict[str, Any]]:
    figures["offices", ""] = "2.5"
    return _impossible("2.5", "政府信息公开工作专门机构数: two offices and a half")


def _magnitude_2021(figures: Figures) -> list[dict[str, Any]]:
    figures["行政许可", "本年处理决定数量"] = "-12"
    return _impossible("-12", "行政许可: fewer decisions than none")


def settle_pending(figures: Figures) -> None:
    """Give every suit its outcome in the table, and let there be one, so that a pending one in prose contradicts it."""
    for number in ("1", "2"):
        figures[f"review.{number}", "0"] = int(figures[f"review.{number}", "0"]) + int(figures[f"review.{number}", "3"])
        figures[f"review.{number}", "3"] = 0
    for position in ("0", "4"):
        _up(figures, "review.1", position, 1)


def plant_prose(form: str, figures: Figures) -> list[dict[str, Any]]:
    """Change the figures that the prose will state, after the tables are made."""
    key = "new" if form in ("2019", "2021") else "received"
    column = {"2008": "本年累计", "2014": ""}.get(form, "total")
    if (key, column) not in figures:
        column = "本年"
    table = int(figures[key, column])
    if not table:  # the cell may be left blank, and nothing is compared with a blank
        return []
    told = _finding(_up(figures, key, column, 3), table, "prose and table state different numbers of applications")
    if key != "new" or not all(figures[other, column] for other in ("in", "done", "out")):
        return [told]
    sides = [
        int(figures[left, column]) + int(figures[right, column]) for left, right in (("new", "in"), ("done", "out"))
    ]
    return [told, _finding(*sides, "prose: new + carried in is not done + carried out")]
