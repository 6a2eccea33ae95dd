"""Chronology: plans that lie before what they complete, events outside the period, stale years, short periods."""

import datetime
from collections.abc import Iterator

import regex

from govreport_parser.checks.base import check, finding
from govreport_parser.mentions import DateMention, Event
from govreport_parser.report.model import Finding, Report
from govreport_parser.sections.tree import Section
from govreport_parser.spans import Span

__all__: list[str] = []

_STARTED = regex.compile(r"启动|开始|着手|动工|开工|展开|铺开")
_FINISHED = regex.compile(r"完成|结束|竣工|完工|办结|建成|收尾|验收|公布|发布|定稿")
_WORK = regex.compile(
    r"\p{Han}{2,4}(?=工作|工程|项目|活动|任务|方案)|编制|编写|编纂|建设|改造|改版|整治|清理|普查|培训|修订"
    r"|起草|评估|考核|升级|迁移|测试"
)
_NEAR = 600
"""Characters of source between a start and the plan to complete it: they speak of one thing."""
_NEXT = 100
"""Characters of source after a start in which a plan without a subject still speaks of it."""
_WITHOUT_SUBJECT = regex.compile(r"(?:预计|拟|计划|力争|争取|将|定)(?:于|在|到)?(?:\d|二[〇零○]|今年|明年|本年|年底)")
_WRITING = datetime.timedelta(days=212)
"""A report may be written, and tell what was done, until the end of July of the next year."""
_FULL_YEAR = 365
"""Days: a period of data shorter than this is no full year."""


@check(
    "chronology.planned-before-start",
    zh="计划完成时间早于开始时间",
    en="A plan to complete lies before the start of the work.",
)
def planned_before_start(report: Report) -> Iterator[Finding]:
    """Compare each plan to complete a work with the starts of the same work told shortly before."""
    started: list[Event] = []
    for event in report.events:
        if event.planned and _FINISHED.search(event.normalized):
            yield from _too_early(event, started)
        elif not event.planned and _STARTED.search(event.normalized):
            started.append(event)


def _too_early(plan: Event, started: list[Event]) -> Iterator[Finding]:
    for start in reversed(started):
        if plan.span.start - start.span.end > _NEAR:
            return
        if _crossed(start, plan) and (_works(start) & _works(plan) or _goes_on(start, plan)):
            yield _planned_before_start(start, plan)
            return


def _crossed(start: Event, plan: Event) -> bool:
    return start.date.start is not None and plan.date.end is not None and plan.date.end < start.date.start


def _goes_on(start: Event, plan: Event) -> bool:
    """Tell whether the plan has no subject of its own and follows at once: 编制工作已启动。预计3月完成审核。"""
    return plan.span.start - start.span.end <= _NEXT and _WITHOUT_SUBJECT.match(plan.normalized) is not None


def _works(event: Event) -> set[str]:
    return {match.group()[-2:] for match in _WORK.finditer(event.normalized)}


def _planned_before_start(start: Event, plan: Event) -> Finding:
    left, right = str(plan.date.start), str(start.date.start)
    likely = plan.date.start.year + 1 if plan.date.start else None
    return finding(
        "chronology.planned-before-start",
        "warning",
        zh=f"计划于“{plan.date.text}”完成，但该项工作“{start.date.text}”才开始；年份可能应为 {likely} 年。",
        en=f"Completion is planned for {plan.date.text}, but the work began on {right}; the year is likely {likely}.",
        spans=[plan.date.span, start.date.span],
        operands=[plan.id, start.id],
        left=left,
        right=right,
        fault="source",
    )


@check("chronology.outside-period", zh="事件时间超出报告期", en="An event is dated outside the period of the report.")
def outside_period(report: Report) -> Iterator[Finding]:
    """Events long before or after the period; what was done in the year before is only worth knowing."""
    period = report.metadata.period
    if period is None or report.metadata.genre != "annual_report":
        return
    for event in report.events:
        start, end = event.date.start, event.date.end
        if start is None or end is None or event.date.status == "damaged":
            continue
        if end < period.start:
            yield _outside(event, period.start, "info")
        elif not event.planned and start > period.end + _WRITING:
            yield _outside(event, period.end, "warning")


def _outside(event: Event, limit: datetime.date, severity: str) -> Finding:
    before = event.date.end is not None and event.date.end < limit
    return finding(
        "chronology.outside-period",
        "info" if severity == "info" else "warning",
        zh=f"“{event.date.text}”的事件{'早于' if before else '晚于'}报告期（{limit}）。",
        en=f"{event.date.text} lies {'before' if before else 'after'} the period of the report ({limit}).",
        spans=[event.date.span],
        operands=[event.id],
        left=str(event.date.start),
        right=str(limit),
        fault="source",
    )


@check(
    "chronology.stale-year",
    zh="标题或开头所写年份与报告年度不符",
    en="A heading or the opening names another year than the report's.",
)
def stale_year(report: Report) -> Iterator[Finding]:
    """Look for earlier years in headings, title lines and 现将…报告如下: a template not brought up to date."""
    year = report.metadata.year
    if year is None or report.metadata.genre != "annual_report":
        return
    quoted = [document.span for document in report.documents if document.title is not None]
    headings = [section for section in report.walk() if section.heading_span is not None]
    for date in report.dates:
        if _is_period_of_another_year(report.source.text, date, year):
            yield _stale(date, year)
        if date.granularity != "year" or date.anchored or date.start is None or date.start.year >= year:
            continue
        if any(span.covers(date.span) for span in quoted):
            continue
        if _in_heading(date, headings) or _is_title(report.source.text, date):
            yield _stale(date, year)


def _in_heading(date: DateMention, headings: list[Section]) -> bool:
    return any(section.heading_span is not None and section.heading_span.covers(date.span) for section in headings)


_OPENING = regex.compile(r"(?:现将|現將|现就|現就|下面将|下面將)[^。；\n]{0,24}\Z")
_AT_TITLE = regex.compile(
    r"度?[^。，,；;：:\n|]{0,40}(?:[统統][计計]表|情[况況]表|年度[报報]告|工作[报報]告|年[报報]|工作[总總][结結])[\s|]*$",
    regex.MULTILINE,
)
_REPORTED = regex.compile(r"[^。\n]{0,60}?(?:报告如下|報告如下|公布如下|汇报如下|匯報如下)")


def _is_title(text: str, date: DateMention) -> bool:
    """Tell whether the year opens a title line, or stands in 现将…报告如下."""
    start, end = date.span
    if _OPENING.search(text, max(0, start - 30), start) and _REPORTED.match(text, end):
        return True
    line = text.rfind("\n", 0, start) + 1
    return start - line <= 20 and not _STOPS.search(text, line, start) and _AT_TITLE.match(text, end) is not None


_STOPS = regex.compile(r"[。，,；;：:比较與与]")


_OF_DATA = regex.compile(
    r"(?r)(?:[统統][计計]|[数數][据據])[^。\n，,；;]{0,6}(?:期限|[时時]限|[时時][间間]|期[间間]|日期)[为為是自从從：:]{0,3}\s?"
)


def _is_period_of_another_year(text: str, date: DateMention, year: int) -> bool:
    """Tell whether the data are said to be those of another whole year: 统计期限自2020年1月1日起至2020年12月31日."""
    first, last = date.start, date.end
    if first is None or last is None or first.year == year or last.year != first.year:
        return False
    whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    start = date.span.start
    return whole and date.granularity != "year" and _OF_DATA.match(text, max(0, start - 24), start) is not None


def _stale(date: DateMention, year: int) -> Finding:
    return finding(
        "chronology.stale-year",
        "warning",
        zh=f"此处写作“{date.text}”，而报告年度为 {year} 年；可能沿用了旧模板。",
        en=f"Here stands {date.text}, but the report is on {year}: an old template may have been used again.",
        spans=[date.span],
        operands=[date.id],
        left=str(date.start),
        right=f"{year}-01-01",
        fault="source",
    )


@check("chronology.short-period", zh="数据期间不足一年", en="The data cover less than the year.")
def short_period(report: Report) -> Iterator[Finding]:
    """Look at the period that the report states itself: where it ends early the figures do not compare."""
    metadata = report.metadata
    period, place = metadata.period, metadata.spans.period
    if period is None or place is None:
        return
    days = (period.end - period.start).days + 1
    if days >= _FULL_YEAR or (period.start.month, period.start.day) != (1, 1):
        return
    yield finding(
        "chronology.short-period",
        "info",
        zh=f"数据期间为 {period.start} 至 {period.end}，共 {days} 天，不足一年。",
        en=f"The data cover {period.start} to {period.end}, {days} days, less than a year.",
        spans=[Span(*place)],
        left=str(period.start),
        right=str(period.end),
        fault="source",
    )
