"""The page's body: head, findings, tools, text on the left, records on the right."""

from collections import Counter
from collections.abc import Iterator

from govreport_parser.report.page.annex import annex
from govreport_parser.report.page.context import PageContext
from govreport_parser.report.page.counts import count_trees
from govreport_parser.report.page.findings import finding_list
from govreport_parser.report.page.headline import headline, side_by_side
from govreport_parser.report.page.lists import absences, dates, documents, institutions
from govreport_parser.report.page.markup import Markup, el, join
from govreport_parser.report.page.masthead import footer, masthead
from govreport_parser.report.page.text import fold_buttons, source_text
from govreport_parser.report.page.timeline import timeline
from govreport_parser.report.page.words import KEYS, KINDS, both, pair

__all__ = ["body"]


def body(context: PageContext) -> Markup:
    """Return all that stands in the body but the data and the script."""
    return join(
        [
            el("a", both("skip"), href="#text", cls="skip"),
            el("div", masthead(context), _options(), cls="top"),
            el("main", finding_list(context), _desk(context)),
            footer(context),
            _help(),
            el("div", cls="toast", id="toast", role="status", aria_live="polite"),
        ]
    )


def _options() -> Markup:
    """Return language, light and dark, print and help."""
    return el(
        "div",
        _button("lang", pair("English", "中文"), lang_button=True),
        _button("theme", both("light_dark")),
        _button("print", both("print")),
        _button("help", both("keys")),
        cls="options",
    )


def _button(name: str, label: Markup, *, lang_button: bool = False) -> Markup:
    title = "切换语言 Switch language" if lang_button else None
    return el("button", label, type="button", id=f"b-{name}", title=title)


def _desk(context: PageContext) -> Markup:
    parts = list(_parts(context))
    text = el(
        "section",
        el(
            "div",
            el("h2", both("text"), id="text-title"),
            el("div", fold_buttons(), _rewording(), cls="tools"),
            cls="bar",
        ),
        el(
            "div",
            source_text(context),
            cls="source",
            id="text",
            tabindex="0",
            role="region",
            aria_labelledby="text-title",
            lang=_lang(context),
        ),
        cls="pane left",
        id="left",
    )
    records = el(
        "section",
        el("div", el("h2", both("records"), id="records-title"), _contents([key for key, _ in parts]), cls="bar"),
        el(
            "div",
            *(part for _, part in parts),
            cls="records",
            id="records",
            tabindex="0",
            role="region",
            aria_labelledby="records-title",
        ),
        cls="pane right",
        id="right",
    )
    return el("div", _strip(), _tools(context), text, records, _tabs(), cls="desk", id="desk")


def _lang(context: PageContext) -> str:
    return "zh-Hans" if context.report.metadata.script == "simplified" else "zh-Hant"


def _strip() -> Markup:
    """Return the line that names the finding being walked through."""
    return el(
        "div",
        el("span", cls="walked", id="walked"),
        el("button", both("back"), type="button", id="w-back"),
        el("button", both("next"), type="button", id="w-next"),
        el("button", "×", type="button", id="w-close", aria_label="关闭 Close"),
        cls="strip-bar",
        id="walk",
        hidden=True,
    )


def _tools(context: PageContext) -> Markup:
    return el("div", _search(), _kinds(context), cls="toolbar", role="toolbar", aria_label="工具 Tools")


def _search() -> Markup:
    return el(
        "div",
        el("label", both("search"), for_="q", cls="sr"),
        el("input", type="search", id="q", placeholder="搜索 Search  ( / )", autocomplete="off", spellcheck="false"),
        el("button", "↑", type="button", id="q-back", aria_label="上一处 Previous hit"),
        el("button", "↓", type="button", id="q-next", aria_label="下一处 Next hit"),
        el("output", id="hits", for_="q"),
        cls="find",
        role="search",
    )


def _kinds(context: PageContext) -> Markup:
    """Return the switches of the kinds, each with its sign, its line and how many there are."""
    report = context.report
    numbers = Counter(
        count=len(report.counts),
        date=len(report.dates),
        event=len(report.events),
        institution=sum(len(body.mentions) for body in report.institutions),
        document=len(report.documents),
        absence=len(report.absences),
        cell=len(report.indicators),
        finding=len(context.findings),
    )
    switches = [
        el(
            "button",
            el("span", sign, aria_hidden="true", cls="sign"),
            el("span", pair(zh, en), cls=f"sample {kind}"),
            el("span", str(numbers[kind]), cls="n"),
            type="button",
            cls=f"kind {kind}",
            data_kind=kind,
            aria_pressed="true",
        )
        for kind, (sign, zh, en) in KINDS.items()
        if numbers[kind]
    ]
    return el("div", *switches, cls="kinds", role="group", aria_label="标记 Marks")


def _rewording() -> Markup:
    """Return the choice of what of our reading the text shows: nothing, repairs and wording, every change."""
    choices = (("0", "as_printed"), ("1", "repairs"), ("2", "all_changes"))
    buttons = [
        el("button", both(key), type="button", data_edits=value, aria_pressed="true" if value == "0" else "false")
        for value, key in choices
    ]
    return el("div", *buttons, cls="edits", role="group", aria_label="文字处理 Wording")


def _sections(context: PageContext) -> list[tuple[str, Markup | None, int | None]]:
    report = context.report
    return [
        ("headline", headline(context), None),
        ("pairs", side_by_side(context), None),
        ("counts", count_trees(context) if report.counts else None, len(report.counts)),
        ("events", timeline(context), len(report.events)),
        ("annex", annex(context), len(report.indicators) or None),
        ("institutions", institutions(context) if report.institutions else None, len(report.institutions)),
        ("documents", documents(context) if report.documents else None, len(report.documents)),
        ("absences", absences(context) if report.absences else None, len(report.absences)),
        ("dates", dates(context) if report.dates else None, len(report.dates)),
        ("losses", _losses(context), len(report.source.losses)),
    ]


def _parts(context: PageContext) -> Iterator[tuple[str, Markup]]:
    """Yield the parts of the right side that have something to show, each with its key."""
    for key, content, number in _sections(context):
        if content is not None:
            tally = el("span", str(number), cls="n") if number else None
            yield key, el("section", el("h3", both(key), tally), content, cls=f"part p-{key}", id=f"p-{key}")


def _contents(keys: list[str]) -> Markup:
    links = [el("a", both(key), href=f"#p-{key}", data_part=key) for key in keys]
    return el("nav", *links, cls="contents", aria_label="数据目录 Records")


def _losses(context: PageContext) -> Markup | None:
    losses = context.report.source.losses
    if not losses:
        return None
    rows = [
        el(
            "li",
            el("code", str(loss.bytes)),
            el("span", loss.reason, cls="said"),
            el("span", context.place(loss.span), cls="where"),
        )
        for loss in losses
    ]
    return el("ul", *rows, cls="list")


def _tabs() -> Markup:
    """Return what a phone shows at its foot: text or records."""
    return el(
        "div",
        el("button", both("text"), type="button", data_pane="left", aria_pressed="true"),
        el("button", both("records"), type="button", data_pane="right", aria_pressed="false"),
        cls="tabs",
        role="group",
        aria_label="原文或数据 Text or records",
    )


def _help() -> Markup:
    rows = [el("tr", el("th", el("kbd", keys), scope="row"), el("td", pair(zh, en))) for keys, zh, en in KEYS]
    shortcuts = el(
        "label",
        el("input", type="checkbox", id="shortcuts", checked=True),
        Markup(" "),
        pair("启用单键快捷键", "Single-key shortcuts are on"),
    )
    return el(
        "dialog",
        el("h2", both("keys"), id="help-title"),
        el("table", *rows),
        el("p", shortcuts),
        el("button", both("close"), type="button", id="help-close"),
        id="help",
        aria_labelledby="help-title",
    )
