"""Laws that hold for any input: parse is total, deterministic, re-entrant; every span quotes the source; JSON round-trips."""

import datetime
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govreport_parser import Report, check, parse
from govreport_parser.spans import Span

SPECIMENS = sorted((Path(__file__).parent.parent / "corpora" / "reports").glob("*.txt"))

PIECES = [
    "一、总体情况\n", "(一)主动公开。", "2019年", "今年", "去年", "3月5日", "至", "—", "〔2015〕239号", "《条例》", "《", "》", "其中", "分别为",
    "收到申请", "86件", "十二条", "1.2万余", "近", "约", "%", "个百分点", "区政府", "我区", "二七区", "郑州市", "人民政府办公室", "区委", "信息公开", "领导小组",
    "一是", "二是", "，", "。", "；", "\n", " | ", "|", "-", "0", "未收到", "没有发生", "無", "檔案", "附屬檔案", "發(fā)布", "⼀", "\u200b", "\ufeff", "&nbsp;",
    "収", "\ud800", "\x00", "１２", "（", "）", "１，２３４", "截至目前", "每年3月31日前", "2月30日", "二〇一六年一月", "收到申請數 | 件 | 3 |\n", "第二十条第（一）项 | |||\n",
]  # fmt: skip
FIGURES = [
    "公开信息", "收到申请", "办结", "其中", "，其中：", "含", "分别为", "分别占", "占", "占总数的", "占比", "增长", "同比增长", "比上年", "较2018年的", "下降", "减少",
    "增加", "翻了一番", "倍", "是上年的", "三分之二", "六成", "百分之五十", "未审结", "结转", "行政复议", "维持", "网站", "微博", "、", "和", "，", "；", "。", "\n", "：",
    "0件", "0条", "0%", "00", "100%", "100.0%", "1件", "3件", "12.5%", "33.33%", "0.0", "1e9", "1E+400", "-5", "－3", "1,386", "１２３条", "9" * 40 + "条",
    "9" * 400, "0." + "0" * 50 + "1%", "万", "亿", "万元", "元", "余", "近", "约", "以上", "个百分点", "（", "）", "(", ")", "“", "”", "|", "| 3 |", "2019年", "2018年",
    "件", "条", "%", "‰", "收到申请数 | 件 | 3 |\n", "一、概述\n",
]  # fmt: skip
FIGURE_TEXTS = st.lists(st.sampled_from(FIGURES), min_size=4, max_size=60).map("".join)
TEXTS = st.one_of(st.text(max_size=120), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
NUMBERS = st.sampled_from(["0", "0", "0", "1", "3", "12"])
SHARES = st.sampled_from(
    ["", "(5%)", ",占0%", ",占5%", ",占总数的95%", ",较上年的0件增长25%", ",同比增长0%", ",是上年的3倍"]
)
PARTS = st.lists(
    st.tuples(st.sampled_from(["网络申请", "信函申请", "维持", "甲镇"]), NUMBERS, SHARES), min_size=1, max_size=5
)
ZEROS = st.builds(
    lambda total, opening, parts, end: f"收到申请{total}件{opening}{'、'.join(f'{name}{number}件{share}' for name, number, share in parts)}{end}",
    NUMBERS, st.sampled_from([",其中", ":", ",分别为", "。其中", ",比上年的0件增长5%,"]), PARTS, st.sampled_from(["。", ",共计0件。", ",分别占0%、5%。", ",合计占5%。"]),
)  # fmt: skip
FEW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def spans_of(report: Report) -> list[tuple[Span, str | None]]:
    found: list[tuple[Span, str | None]] = []
    for record in report.records():
        if hasattr(record, "mentions"):
            found += [(mention.span, mention.text) for mention in record.mentions]
        else:
            found.append((record.span, getattr(record, "raw", getattr(record, "text", None))))
    for table in report.tables:
        found += [(row.span, row.text) for row in table.unmatched]
    for finding in check(report):
        found += [(span, None) for span in finding.spans]
    return found


@FEW
@given(TEXTS)
def test_parse_is_total_and_every_span_quotes_the_source(text: str) -> None:
    report = parse(text)
    for span, quote in spans_of(report):
        assert 0 <= span.start <= span.end <= len(report.source.text)
        if quote is not None:
            assert report.source.text[span.start : span.end] == quote


@FEW
@given(TEXTS)
def test_json_round_trips(text: str) -> None:
    report = parse(text)
    assert Report.from_json(report.to_json(findings=check(report))) == report
    assert Report.from_json(report.to_json()) == report


@FEW
@given(st.one_of(FIGURE_TEXTS, ZEROS))
def test_checks_are_total_and_speak_of_the_report(text: str) -> None:
    """Shares, changes, lists and sums of any figures: no text stops the checks or moves them off the report."""
    report = parse(text)
    findings = check(report)
    assert findings == check(parse(text))
    known = {record.id for record in report.records()}
    for finding in findings:
        assert all(0 <= span.start <= span.end <= len(report.source.text) for span in finding.spans)
        assert known.issuperset(finding.operands)
        assert "“”" not in finding.message.zh
        assert finding.message.en == finding.message.en.strip()


@FEW
@given(TEXTS)
def test_ids_are_unique_and_stable(text: str) -> None:
    report = parse(text)
    ids = [record.id for record in report.records()]
    assert len(ids) == len(set(ids))
    assert ids == [record.id for record in parse(text).records()]
    known = set(ids)
    assert all(operand in known for finding in check(report) for operand in finding.operands)
    assert all(count.part_of is None or count.part_of in known for count in report.counts)


@pytest.mark.parametrize("path", SPECIMENS, ids=[path.stem for path in SPECIMENS])
def test_specimens_obey_the_laws(path: Path) -> None:
    report = parse(path)
    assert all(quote is None or report.source.text[span.start : span.end] == quote for span, quote in spans_of(report))
    ids = [record.id for record in report.records()]
    assert len(ids) == len(set(ids))
    finding_ids = [finding.id for finding in check(report)]
    assert len(finding_ids) == len(set(finding_ids))
    text = report.to_json(findings=check(report))
    assert Report.from_json(text) == report
    assert "\n" not in text
    assert not [n for n in walk_numbers(json.loads(text)) if "E" in n or n.endswith(".0")]


def walk_numbers(value: object) -> list[str]:
    """Every exact number of the JSON, by the keys that hold them."""
    found: list[str] = []
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in {"value", "value_to", "value_yuan"} and isinstance(inner, str):
                found.append(inner)
            found += walk_numbers(inner)
    elif isinstance(value, list):
        found += [number for inner in value for number in walk_numbers(inner)]
    return found


def test_threads_share_one_library() -> None:
    texts = [path.read_text(encoding="utf-8") for path in SPECIMENS]
    alone = [parse(text) for text in texts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(parse, texts)) == alone


def test_the_clock_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    """今年 is the report's year, whatever today is."""

    class Later(datetime.date):
        @classmethod
        def today(cls) -> datetime.date:
            raise AssertionError("the clock was asked")

    monkeypatch.setattr(datetime, "date", Later)
    report = parse(SPECIMENS[0].read_text(encoding="utf-8"))
    assert report.metadata.year is not None


def test_nothing_quadratic(growth: Callable[..., float]) -> None:
    text = SPECIMENS[0].read_text(encoding="utf-8")
    assert growth(lambda times: partial(parse, text * times), 4, 40) < 1.5


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"source": 1}', b"\xff"], ids=["empty", "cut", "list", "keys", "bytes"]
)
def test_json_of_what_is_no_report_is_a_value_error_with_advice(text: str | bytes) -> None:
    with pytest.raises(
        ValueError, match=r"this JSON is no report: .+ Give what `govreport parse --format json` prints\.$"
    ):
        Report.from_json(text)
