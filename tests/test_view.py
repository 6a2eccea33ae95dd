"""The page of one report as text: safe, self-contained, complete. What it does in a browser: test_browser.py."""

import base64
import dataclasses
import datetime
import hashlib
import re
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from govreport_parser import check, parse
from govreport_parser.cli.main import cli
from govreport_parser.mentions import CountMention, DateMention, Event
from govreport_parser.metadata.model import Metadata
from govreport_parser.report.model import Finding, Message, Report
from govreport_parser.report.page.annex import annex
from govreport_parser.report.page.context import PageContext
from govreport_parser.report.page.counts import count_trees
from govreport_parser.report.page.markup import visible
from govreport_parser.report.page.words import KINDS, WORDS
from govreport_parser.spans import Span
from govreport_parser.tables.model import Indicator, Table
from govreport_parser.text.source import read_source

CORPORA = Path(__file__).parent.parent / "corpora" / "reports"
REPORTS = sorted(CORPORA.glob("*.txt"))

HOSTILE = (
    "二七区政府信息公开<script>window.hurt=1</script>工作年度报告(2015年)\n"
    "一、<img src=x onerror='window.hurt=2'>概述\"><svg onload=window.hurt=3>\n"
    "2015年,我区收到申请86件</mark></details></script><script>window.hurt=4</script>,办结\u202e86件\u202c,其中2件\u2066转办\u2069。\n"
    "<!-- <iframe src=javascript:window.hurt=5> &lt;b&gt; &#60;script&#62; ]]> {{7*7}} `${1}` \x00\x1b[31m\n"
    '《<a href="javascript:window.hurt=6">关于公开的通知</a>》(郑政办〔2015〕239号)\n'
    "统计指标 | 单位 | 统计数 |\n<td onclick=window.hurt=7>收到申请数 | 件 | <b>86</b> |\n"
)


def page_of(report: Report, **options) -> tuple[str, lxml_html.HtmlElement]:
    page = report.to_html(findings=check(report), **options)
    return page, lxml_html.document_fromstring(page)


def shown_lines(root: lxml_html.HtmlElement) -> list[str]:
    """The left side as lines: stretches of one line joined, nothing of the page's own in them."""
    lines: list[str] = []
    for line in root.xpath("//*[@id='text']//span[contains(concat(' ', @class, ' '), ' ln ')]"):
        if "cont" in line.get("class").split():
            lines[-1] += line.text_content()
        else:
            lines.append(line.text_content())
    return lines


def source_lines(text: str) -> list[str]:
    lines = [visible(line) for line in re.split(r"\r\n|\r|\n", text)]
    return lines[:-1] if lines[-1] == "" else lines


@pytest.mark.parametrize("path", REPORTS, ids=[path.stem for path in REPORTS])
def test_left_side_is_the_source(path):
    report = parse(path)
    _, root = page_of(report)
    assert shown_lines(root) == source_lines(report.source.text)


@pytest.mark.parametrize("path", REPORTS, ids=[path.stem for path in REPORTS])
def test_every_record_is_marked_on_its_own_characters(path):
    report = parse(path)
    _, root = page_of(report)
    marked: dict[str, str] = {}
    for mark in root.xpath("//*[@id='text']//mark"):
        for record in mark.get("data-r").split():
            marked[record] = marked.get(record, "") + mark.text_content()
    for record in (*report.dates, *report.counts, *report.documents, *report.absences, *report.events):
        expected = visible(re.sub(r"[\r\n]", "", report.quote(record)))
        assert marked[record.id] == expected, record.id
    for body in report.institutions:
        assert marked[body.id] == "".join(visible(mention.text) for mention in body.mentions)
    for cell in report.indicators:
        if cell.span.start < cell.span.end:
            assert cell.id in marked


@pytest.mark.parametrize("path", REPORTS, ids=[path.stem for path in REPORTS])
def test_every_record_stands_on_the_right_and_every_link_has_a_target(path):
    report = parse(path)
    _, root = page_of(report)
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids)), "an id stands twice"
    known = set(ids)
    for record in report.records():
        if not hasattr(record, "mentions") or record.mentions:
            assert record.id in known, record.id
    assert {finding.id for finding in check(report)} <= known
    for go in root.xpath("//@data-go"):
        assert go in known
    for link in root.xpath("//a/@href"):
        assert link.startswith("#")


def test_policy_allows_our_own_style_and_script_and_nothing_else():
    page, root = page_of(parse(HOSTILE))
    policy = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert "http" not in policy
    style, script = (re.search(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)[1] for tag in ("style", "script"))
    for text in (style, script):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert page.index("Content-Security-Policy") < page.index("<style>")


def test_nothing_of_a_hostile_source_becomes_markup():
    report = parse(HOSTILE)
    page, root = page_of(report)
    assert len(root.xpath("//script")) == 2
    assert not root.xpath("//img|//iframe|//object|//embed|//link|//base|//form")
    for name in root.xpath("//@*"):
        assert not name.attrname.startswith("on")
        assert name.attrname not in {"style", "src", "srcset", "action", "formaction", "srcdoc"}
    assert shown_lines(root) == source_lines(report.source.text)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00\x1b]", page)
    assert "⟨U+202E⟩" in page


def test_no_request_leaves_the_page():
    page, _ = page_of(parse(HOSTILE))
    ours = page[: page.index("<body>")] + page[page.rindex("<script>") :]
    assert not re.search(
        r"(?i)https?:|url\(|@import|fetch\(|XMLHttpRequest|sendBeacon|WebSocket|innerHTML|eval\(", ours
    )


def test_data_cannot_end_its_element():
    report = dataclasses.replace(
        parse("2015年"), metadata=Metadata(genre="other", title="</script><script>alert(1)</script>\u2028&")
    )
    page, root = page_of(report)
    assert "</script><script>alert" not in page
    assert "</script><script>alert(1)</script>" in root.xpath("//title")[0].text


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        st.sampled_from(list("二七区政府2015年收到申请86件,其中\n\r\u202e\u2028\x00<>&\"'|一、（《》𠮷 \t\ud800")),
        min_size=1,
        max_size=80,
    )
)
def test_any_text_is_shown_as_it_is(text):
    if not text.strip():
        return
    report = parse(text)
    _, root = page_of(report)
    # The XML library drops the rest at a NUL; the page has none.
    assert shown_lines(root) == source_lines(report.source.text)


def test_a_line_of_two_megabytes_is_cut_into_stretches():
    text = "2015年收到申请86件。" * 130_000
    report = Report(source=read_source(text), metadata=Metadata(genre="other"))
    page = report.to_html()
    root = lxml_html.document_fromstring(page, parser=lxml_html.HTMLParser(huge_tree=True))
    stretches = root.xpath("//*[@id='text']//span[contains(@class, 'ln')]")
    assert max(len(stretch.text_content()) for stretch in stretches) <= 2_000
    assert "".join(stretch.text_content() for stretch in stretches) == text


def test_positions_are_counted_as_browsers_count():
    report = parse("𠮷𠮷区2015年收到申请86件。\n2016年")
    root = page_of(report)[1]
    count = report.counts[0]
    element = root.get_element_by_id(count.id)
    assert int(element.get("data-s")) == count.span.start + 2
    assert int(element.get("data-e")) == count.span.end + 2


@pytest.mark.parametrize("lang", ["zh", "en", None])
def test_language(lang):
    root = page_of(parse("2015年收到申请86件。"), lang=lang)[1]
    assert root.get("lang") == ("en" if lang == "en" else "zh-Hans")
    assert root.get("data-lang") == (lang or "auto")


def test_findings_come_first_in_both_languages_and_lead_to_both_sides():
    report = parse(CORPORA / "luolong-2018.txt")
    findings = check(report)
    page, root = page_of(report)
    assert findings
    assert page.index('id="findings"') < page.index('id="text"')
    for finding in findings:
        card = root.get_element_by_id(finding.id)
        assert finding.message.zh in card.text_content()
        assert finding.message.en in card.text_content()
        if finding.left is not None and finding.right is not None:
            assert card.xpath(".//*[@class='side']/text()") == [finding.left, finding.right]
        targets = card.xpath(".//@data-go")
        assert set(finding.operands[:24]) <= set(targets)


def test_prose_and_table_stand_side_by_side():
    root = page_of(parse(CORPORA / "wuhou-jiaoyu-2022.txt"))[1]
    rows = root.xpath("//table[@class='pairs']/tbody/tr")
    assert rows
    for row in rows:
        kinds = [go.split("-")[0] for go in row.xpath(".//@data-go")]
        assert kinds[0] == "count"
        assert len(kinds) >= 2
    assert root.xpath("//table[@class='pairs']//tr[@class='differs']"), "34 in prose and 31 in the table"


def source(text: str = "x" * 200):
    return read_source(text)


def cells_of(*cells: Indicator, form: str | None = "2014", part: str | None = "statistics") -> lxml_html.HtmlElement:
    table = Table(id="t", rule="forms.2014", span=Span(0, 10), form=form, part=part, rows=3, columns=3)
    report = Report(source=source(), metadata=Metadata(genre="annual_report"), tables=(table,), indicators=cells)
    return lxml_html.fromstring(f"<div>{annex(PageContext(report, ()))}</div>")


def cell(number: int, code: str, status: str = "reported", value: int | None = None, **rest) -> Indicator:
    span = Span(number, number + 1)
    decimal = None if value is None else Decimal(value)
    label = rest.pop("label", code)
    return Indicator(
        id=f"c{number}",
        rule="forms.2014",
        code=code,
        label=label,
        path=(),
        status=status,
        value=decimal,
        span=span,
        table="t",
        **rest,
    )


def test_each_kind_of_cell_looks_different():
    statuses = {
        "applications.received": ("reported", 86),
        "applications.received.in-person": ("reported", 0),
        "applications.received.fax": ("blank", None),
        "applications.received.online": ("not_applicable", None),
        "applications.received.letter": ("none", None),
        "applications.closed": ("recovered", 12),
        "applications.closed.on-time": ("unreadable", None),
        "applications.closed.extended": ("ambiguous", None),
    }
    drawn = cells_of(*(cell(index, code, *state) for index, (code, state) in enumerate(statuses.items())))
    looks = [drawn.get_element_by_id(f"c{index}") for index in range(len(statuses))]
    classes = [look.get("class") for look in looks]
    assert len(set(classes)) == len(classes)
    # Without colours and lines the words or signs still tell them apart.
    words = [re.sub(r"\s+", " ", look.text_content()).strip() for look in looks]
    assert len(set(words)) == len(words)
    assert len(drawn.xpath("//table//td[contains(@class, 'absent')]")) > 30, "rows of the form that the source lacks"


def test_units_and_the_order_of_the_official_form_are_kept():
    drawn = cells_of(cell(1, "applications.received", value=86), cell(2, "disclosure.items", value=5))
    table = drawn.xpath("//table")[0]
    labels = [" ".join(label.xpath("./span[1]/text()")) for label in table.xpath(".//tbody//th")]
    assert labels.index("主动公开政府信息数") < labels.index("收到申请数")
    row = next(row for row in table.xpath(".//tbody/tr") if "收到申请数" in row.text_content())
    assert row.xpath("./td[@class='unit']/text()") == ["件"]


@pytest.mark.parametrize(("form", "part"), [(None, None), ("2014", "no-such-part"), ("1999", "x")])
def test_cells_of_an_unknown_form_are_listed_not_lost(form, part):
    drawn = cells_of(cell(1, "some.code", value=7, label="某项"), form=form, part=part)
    assert "某项" in drawn.text_content()
    assert drawn.get_element_by_id("c1").text_content().strip().startswith("7")


def test_a_code_that_the_form_does_not_have_is_listed_below():
    drawn = cells_of(cell(1, "applications.received", value=86), cell(2, "local.extra", value=3, label="本地指标"))
    assert drawn.get_element_by_id("c2") is not None
    assert "本地指标" in drawn.text_content()


def count(number: int, value: int, part_of: int | None = None, unit: str = "件") -> CountMention:
    return CountMention(
        id=f"n{number}",
        rule="counts",
        text="x",
        span=Span(number, number + 1),
        value=Decimal(value),
        unit=unit,
        label=f"第{number}项",
        part_of=None if part_of is None else f"n{part_of}",
    )


def trees(*counts: CountMention) -> lxml_html.HtmlElement:
    report = Report(source=source(), metadata=Metadata(genre="annual_report"), counts=counts)
    return lxml_html.fromstring(f"<div>{count_trees(PageContext(report, ()))}</div>")


def test_parts_stand_under_their_whole():
    drawn = trees(count(1, 10), count(2, 7, 1), count(3, 3, 1), count(4, 2, 3), count(5, 99))
    assert drawn.get_element_by_id("n2").xpath("ancestor::li/@id") == ["n1"]
    assert drawn.get_element_by_id("n4").xpath("ancestor::li/@id") == ["n1", "n3"]
    assert drawn.get_element_by_id("n5").xpath("ancestor::li/@id") == []
    assert drawn.xpath("//p[@class='cover same']")


@pytest.mark.parametrize(
    ("parts", "expected"),
    [((7, 3), "cover same"), ((7, 4), "cover over"), ((7, 1), "cover"), ((7,), None)],
)
def test_what_the_parts_add_up_to(parts, expected):
    drawn = trees(count(1, 10), *(count(index, value, 1) for index, value in enumerate(parts, start=2)))
    assert drawn.xpath("//p/@class") == ([expected] if expected else [])


def test_parts_in_other_units_are_not_added():
    assert not trees(count(1, 10), count(2, 7, 1), count(3, 3, 1, unit="人")).xpath("//p")


def test_counts_that_contain_each_other_end():
    drawn = trees(count(1, 10, 2), count(2, 7, 1), count(3, 1))
    assert drawn.xpath("//li/@id") == ["n3"], "neither is a root; the page must not hang"


def test_events_without_a_day_and_planned_ones():
    date = DateMention(id="d", rule="r", text="近期", span=Span(0, 2), start=None, end=None, granularity="now")
    fixed = dataclasses.replace(
        date, id="e", text="3月", start=datetime.date(2015, 3, 1), end=datetime.date(2015, 3, 31), granularity="month"
    )
    events = tuple(
        Event(
            id=name,
            rule="r",
            date=when,
            text="x",
            normalized="开会",
            span=Span(at, at + 3),
            kind="meeting",
            planned=planned,
            actors=(),
            institutions=(),
            counts=(),
            place=None,
        )
        for at, (name, when, planned) in enumerate((("v1", date, False), ("v2", fixed, True)))
    )
    report = Report(source=source(), metadata=Metadata(genre="annual_report", year=2015), events=events)
    root = lxml_html.document_fromstring(report.to_html())
    assert [item.get("id") for item in root.xpath("//ol[@class='events']/li")] == ["v2", "v1"]
    assert "2015-03" in root.get_element_by_id("v2").text_content()
    assert len(root.xpath("//*[local-name()='circle']")) == 1


def test_a_finding_without_records_marks_its_place():
    report = parse("2015年收到申请86件。办理情况良好。")
    start = report.source.text.index("办理情况")
    finding = Finding(
        id="f-1",
        rule="x",
        code="x",
        severity="error",
        message=Message(zh="甲<b>", en="A&B"),
        spans=(Span(start, start + 4),),
    )
    root = lxml_html.document_fromstring(report.to_html(findings=[finding]))
    assert root.xpath("//mark[@data-r='f-1']")[0].text_content() == "办理情况"
    assert root.xpath("//li[@id='f-1']//@data-go") == ["f-1"]


def test_folders_of_the_author_are_not_told(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text("2015年收到申请86件。", encoding="utf-8")
    assert str(tmp_path) not in page_of(parse(path))[0]


def test_a_language_that_the_page_does_not_have():
    with pytest.raises(ValueError, match="Give zh or en"):
        parse("2015年收到申请86件。").to_html(lang="fr")


def test_same_input_same_page():
    path = CORPORA / "shipai-2022.txt"
    assert page_of(parse(path))[0] == page_of(parse(path))[0]


def test_notebooks_get_a_short_table():
    shown = parse(HOSTILE)._repr_html_()
    assert shown.startswith("<div>")
    assert "<script" not in shown
    assert len(shown) < 3_000


def test_notebooks_get_the_first_figures_with_unit_and_line():
    shown = lxml_html.fromstring(parse(CORPORA / "luolong-2018.txt")._repr_html_())
    rows = {row.findtext("th"): row.findtext("td") for row in shown.iter("tr")}
    assert rows["收到公开申请 Applications received"] == "77 件 · 第45行 line 45"
    assert rows["收取费用 Fees charged"] == "0.38 万元 · 第77行 line 77"


def test_the_plain_name_of_a_report_is_one_line():
    report = parse(CORPORA / "luolong-2018.txt")
    assert (
        repr(report)
        == f"<Report {str(CORPORA / 'luolong-2018.txt')!r} of 洛龙区人民政府 on 2018: 52 counts, 58 indicators>"
    )
    assert "None" in repr(parse("通知"))


OLD_FORM = """洛龙区2011年政府信息公开工作年度报告
附表：政府信息公开指标统计表
指标名称 | 单位 | 本期实际 | 本年累计 |
主动公开信息数 | 条 | 30 | 150 |
申请总数 | 条 | 3 | {year} |
"""


def tiles(report: Report) -> dict[str, str]:
    _, root = page_of(report)
    found = root.xpath("//li[starts-with(@class, 'tile')]")
    return {
        tile.xpath(".//*[@class='zh']")[0].text: tile.xpath(".//*[@class='big']")[0].text_content() for tile in found
    }


def test_the_figure_of_a_quarter_does_not_stand_for_the_year():
    assert tiles(parse(OLD_FORM.format(year=16)))["收到公开申请"] == "16 条"
    assert "收到公开申请" not in tiles(parse(OLD_FORM.format(year="")))


def test_lawsuits_in_two_groups_are_not_shown_as_all():
    shown = tiles(parse(CORPORA / "qingdao-chengguan-2020.txt"))
    assert "行政诉讼" not in shown
    assert {"直接起诉", "复议后起诉"} <= shown.keys()


def test_words_are_there_in_both_languages():
    assert all(zh and en for zh, en in WORDS.values())
    assert len({sign for sign, _, _ in KINDS.values()}) == len(KINDS)


# The command.


@pytest.fixture
def report_file(tmp_path):
    path = tmp_path / "in" / "report.txt"
    path.parent.mkdir()
    path.write_text("2015年,我区收到申请86件。", encoding="utf-8")
    return path


def test_view_writes_here_by_default(report_file, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(cli, ["view", str(report_file)])
    assert result.exit_code == 0
    assert "86件" in (tmp_path / "report.html").read_text(encoding="utf-8")
    assert result.stdout == ""


def test_view_to_a_named_page_and_to_standard_output(report_file, tmp_path):
    out = tmp_path / "new" / "page.html"
    assert CliRunner().invoke(cli, ["view", str(report_file), "--out", str(out)]).exit_code == 0
    result = CliRunner().invoke(cli, ["view", str(report_file), "--out", "-"])
    assert result.exit_code == 0
    assert result.stdout == out.read_text(encoding="utf-8")


def test_view_of_several_files_takes_a_folder(report_file, tmp_path):
    other = tmp_path / "other" / "report.txt"
    other.parent.mkdir()
    other.write_text("2016年", encoding="utf-8")
    result = CliRunner().invoke(cli, ["view", str(report_file), str(other), "--out", str(tmp_path / "pages")])
    assert result.exit_code == 0
    assert sorted(path.name for path in (tmp_path / "pages").iterdir()) == ["report-2.html", "report.html"]


def test_view_does_not_overwrite_the_report(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "report.html"
    path.write_text("<html><body><p>2015年,我区收到申请86件。</p></body></html>", encoding="utf-8")
    before = path.read_bytes()
    assert CliRunner().invoke(cli, ["view", "report.html"]).exit_code == 0
    assert path.read_bytes() == before
    assert (tmp_path / "report-2.html").exists()


@pytest.mark.parametrize("arguments", [["missing.txt"], ["a.txt", "b.txt", "--out", "-"]])
def test_view_refuses_with_a_remedy(arguments, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(cli, ["view", *arguments])
    assert result.exit_code == 2
    assert result.stderr.strip()


def test_view_says_where_it_cannot_write(report_file, tmp_path):
    (tmp_path / "taken").write_text("", encoding="utf-8")
    result = CliRunner().invoke(cli, ["view", str(report_file), "--out", str(tmp_path / "taken" / "page.html")])
    assert result.exit_code == 2
    assert "--out" in result.stderr


def test_a_page_of_one_name_is_not_made_a_folder_for_several(tmp_path):
    out = tmp_path / "page.html"
    files = [str(CORPORA / "luolong-2018.txt"), str(CORPORA / "shipai-2022.txt")]
    result = CliRunner().invoke(cli, ["view", *files, "--out", str(out)])
    assert result.exit_code == 2
    assert "Name a folder with --out." in result.output
    assert not out.exists()
    assert CliRunner().invoke(cli, ["view", *files, "--out", str(tmp_path / "pages")]).exit_code == 0
    assert len(list((tmp_path / "pages").iterdir())) == 2
