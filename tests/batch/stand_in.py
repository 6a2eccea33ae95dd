"""A stand-in parser for tests of the batch: instant, deterministic, with every table of the flattening filled."""

import hashlib
import os
import re
import signal
import time
from datetime import date
from decimal import Decimal

from govreport_parser.batch.outcomes import Parsed
from govreport_parser.errors import SourceFormatError
from govreport_parser.mentions import CountMention, DateMention, DivisionRef, Event
from govreport_parser.metadata.model import Issuer, Metadata
from govreport_parser.report.model import Finding, Message, Report
from govreport_parser.sections.tree import Section
from govreport_parser.spans import Span
from govreport_parser.tables.model import Indicator, Table, UnmatchedRow
from govreport_parser.text.source import Source

NUMBER = re.compile(r"(\d+(?:\.\d+)?)件")


def make_parse(*, max_bytes):
    if os.environ.get("GOVREPORT_TEST_NO_START"):
        raise RuntimeError("cannot load")
    return parsed


def parsed(data, name):
    return Parsed(*parse(data, name))


def parse(data, name):
    if b"KILL" in data:
        os.kill(os.getpid(), signal.SIGKILL)
    if b"HANG" in data:
        time.sleep(60)
    if b"SPIN" in data:
        re.match(r"(x+x+)+y", "x" * 40)
    if b"RAISE" in data:
        raise ZeroDivisionError("a fault of the parser")
    if not data.strip():
        raise SourceFormatError(f"{name}: the file is empty. Give a file that holds a report.")
    delay = re.search(rb"SLEEP([\d.]+)", data)
    if delay:
        time.sleep(float(delay[1]))
    busy = re.search(rb"BUSY([\d.]+)", data)
    if busy:
        end = time.process_time() + float(busy[1])
        while time.process_time() < end:
            pass
    report = make_report(data, name)
    return report, make_findings(report)


def make_report(data, name):
    text = data.decode("utf-8", "replace")
    sha = hashlib.sha256(data).hexdigest()
    place = DivisionRef(code="410103", name="二七区", level="county")
    counts = tuple(
        CountMention(
            id=f"count-{number}",
            rule="test",
            text=match[0],
            span=Span(*match.span()),
            value=Decimal(match[1]),
            unit="件",
            label="受理申请",
        )
        for number, match in enumerate(NUMBER.finditer(text))
    )
    whole = Span(0, len(text))
    head = Span(0, min(4, len(text)))
    day = DateMention(
        id="date-0",
        rule="test",
        text=text[:4],
        span=head,
        start=date(2019, 1, 1),
        end=date(2019, 12, 31),
        granularity="year",
    )
    return Report(
        source=Source(name=name, media_type="text/plain", encoding="utf-8", sha256=sha, text=text),
        metadata=Metadata(
            genre="other" if "诗" in text else "annual_report",
            title="政府信息公开工作年度报告",
            issuer=Issuer(canonical="二七区人民政府", kind="government", division=place),
            division=place,
            year=2019,
        ),
        sections=(
            Section(
                id="section-0",
                rule="test",
                level=1,
                marker="一、",
                number=1,
                title="概述",
                kind="overview",
                span=whole,
                heading_span=head,
            ),
        ),
        dates=(day,),
        events=(
            Event(
                id="event-0",
                rule="test",
                text=text,
                span=whole,
                date=day,
                normalized="=召开会议",
                kind="meeting",
                planned=False,
                actors=("二七区人民政府",),
                institutions=("二七区人民政府",),
                counts=(),
                place=None,
            ),
        ),
        counts=counts,
        tables=(
            Table(
                id="table-0",
                rule="test",
                span=whole,
                form="2019",
                part="applications",
                rows=2,
                columns=2,
                unmatched=(UnmatchedRow(text="表外行", span=head, reason="no such label"),) if "表外" in text else (),
            ),
        ),
        indicators=(
            Indicator(
                id="indicator-0",
                rule="forms.2019",
                code="applications.received",
                label="本年新收政府信息公开申请数量",
                path=("三、收到和处理",),
                applicant="total",
                unit="件",
                value=counts[0].value if counts else None,
                status="reported" if counts else "blank",
                raw="-",
                span=head,
                table="table-0",
            ),
        ),
    )


def make_findings(report):
    return (
        Finding(
            id="finding-0",
            rule="test",
            code="arithmetic.test",
            severity="warning",
            message=Message(zh="不符", en="differs"),
            left="1",
            right="2",
            difference="-1",
            spans=(Span(0, 2),),
        ),
    )
