"""Dated events: a strip of the year, and the list under it."""

import datetime
from collections import defaultdict

from govreport_parser.mentions import Event
from govreport_parser.report.display import days, in_time
from govreport_parser.report.page.context import PageContext
from govreport_parser.report.page.markup import Markup, el
from govreport_parser.report.page.record import record_line
from govreport_parser.report.page.words import both, pair

__all__ = ["timeline"]

EVENT_KINDS: dict[str, tuple[str, str]] = {
    "meeting": ("会议", "meeting"),
    "training": ("培训", "training"),
    "publication": ("发布", "publication"),
    "launch": ("启用", "launch"),
    "inspection": ("检查", "inspection"),
    "establishment": ("设立", "establishment"),
    "report": ("报告", "report"),
    "handling": ("办理", "handling"),
    "other": ("其他", "other"),
}
_WIDTH, _MARGIN, _BASE = 720, 14, 74


def timeline(context: PageContext) -> Markup | None:
    """Return the strip and the list; None where nothing is dated."""
    events = sorted(context.report.events, key=in_time)
    if not events:
        return None
    return el("div", _strip(context, events), el("ol", *(_item(context, event) for event in events), cls="events"))


def _item(context: PageContext, event: Event) -> Markup:
    zh, en = EVENT_KINDS[event.kind]
    marks = [el("span", pair(zh, en), cls="tag")]
    if event.planned:
        marks.append(el("span", both("planned"), cls="tag planned"))
    if event.date.status == "damaged":
        marks.append(el("span", both("damaged"), cls="tag damaged"))
    said = (el("span", days(event.date, joint=" – "), cls="when"), el("span", event.normalized, cls="what"), *marks)
    mark = "planned" if event.planned else None
    return record_line(context, event.id, event.span, *said, kind="event", mark=mark)


def _strip(context: PageContext, events: list[Event]) -> Markup | None:
    """Return the months of the year reported on with a dot for each event; whole years have no place on it."""
    year = context.report.metadata.year
    dated = [
        (event, event.date.start)
        for event in events
        if event.date.start and event.date.granularity not in {"year", "decade", "now"}
    ]
    if year is None or not dated:
        return None
    first = datetime.date(year, 1, 1)
    last = max([datetime.date(year, 12, 31), *(day for _, day in dated if day.year == year + 1)])
    length = (last - first).days + 1
    inside = [(event, day) for event, day in dated if first <= day <= last]
    if not inside:
        return None
    months = list(_months(first, last))
    scale = (_WIDTH - 2 * _MARGIN) / length
    grid = [_month(day, _MARGIN + (day - first).days * scale, last) for day in months]
    stacks: dict[int, int] = defaultdict(int)
    dots = []
    for event, day in inside:
        x = _MARGIN + ((day - first).days + 0.5) * scale
        slot = int(x // 9)
        if stacks[slot] < 6:
            dots.append(_dot(event, x, _BASE - 22 - stacks[slot] * 9))
        stacks[slot] += 1
    top = _BASE - 32 - 9 * (min(max(stacks.values()), 6) - 1)
    axis = el("line", x1=_MARGIN, x2=_WIDTH - _MARGIN, y1=_BASE - 14, y2=_BASE - 14, cls="axis")
    return el("svg", *grid, axis, *dots, cls="strip", viewBox=f"0 {top} {_WIDTH} {_BASE - top}", aria_hidden="true")


def _months(first: datetime.date, last: datetime.date) -> list[datetime.date]:
    days, day = [], first
    while day <= last:
        days.append(day)
        day = day.replace(year=day.year + day.month // 12, month=day.month % 12 + 1)
    return days


def _month(day: datetime.date, x: float, last: datetime.date) -> Markup:
    name = f"{day.year}" if day.month == 1 else str(day.month)
    text = el("text", name, x=f"{x + 3:.1f}", y=_BASE - 2, cls="year" if day.month == 1 else "month")
    tick = el("line", x1=f"{x:.1f}", x2=f"{x:.1f}", y1=_BASE - 18, y2=_BASE - (0 if day.month == 1 else 9), cls="tick")
    return el("g", tick, text if (last - day).days > 6 else None)


def _dot(event: Event, x: float, y: int) -> Markup:
    return el("circle", cx=f"{x:.1f}", cy=y, r="4", cls="dot planned" if event.planned else "dot", data_go=event.id)
