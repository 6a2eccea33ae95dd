"""report.to_html(): one self-contained page, safe whatever the source contains, without a request to anywhere."""

import base64
import functools
import hashlib
import json
from collections.abc import Iterable
from importlib import resources

import regex

from govreport_parser.report.display import cell_figure
from govreport_parser.report.model import Finding, Report
from govreport_parser.report.page.context import PageContext
from govreport_parser.report.page.document import body
from govreport_parser.report.page.markup import Markup, el, join

__all__ = ["render", "snippet"]

_UNSAFE_IN_JSON = regex.compile(
    r"[<>&\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)

_SCRIPT = ("frame", "places", "selection", "walk", "search", "edits", "citation", "keys")
"""In this order: a piece may use at once what those before it define, and what comes later only when it is called."""


def render(report: Report, *, findings: Iterable[Finding] = (), lang: str | None = None) -> str:
    """Return the page of a report with its findings, in zh or en; None lets the reader's browser choose.

    ValueError for another language.
    """
    if lang not in (None, "zh", "en"):
        raise ValueError(f"lang is {lang!r}. Give zh or en, or None for the language of the reader's browser.")
    context = PageContext(report, tuple(findings))
    css, script = _data("page.css"), _script()
    head = join(
        [
            el("meta", charset="utf-8"),
            el("meta", http_equiv="Content-Security-Policy", content=_policy(css, script)),
            el("meta", name="viewport", content="width=device-width, initial-scale=1"),
            el("meta", name="referrer", content="no-referrer"),
            el("meta", name="color-scheme", content="light dark"),
            el("title", context.title),
            el("style", Markup(css)),
        ]
    )
    data = el("script", Markup(_json(context.script_data())), type="application/json", id="data")
    page = el("body", body(context), data, el("script", Markup(script)))
    language = "en" if lang == "en" else "zh-Hans"
    text = "<!DOCTYPE html>\n" + el("html", el("head", head), page, lang=language, data_lang=lang or "auto")
    # A lone surrogate has been made visible by now; this is the last word that the page can be written as UTF-8.
    return text.encode("utf-8", "replace").decode("utf-8")


def snippet(report: Report) -> str:
    """Return a small table for notebooks: how much was found of each kind, and the figures that editors ask first."""
    from govreport_parser.report.page.headline import asked_first
    from govreport_parser.report.page.masthead import facts, title_line
    from govreport_parser.report.page.words import word

    context = PageContext(report, ())
    rows = [
        ("章节 sections", str(sum(1 for _ in report.walk()))),
        ("正文数字 counts", str(len(report.counts))),
        ("统计指标 indicators", str(len(report.indicators))),
        ("事件 events", str(len(report.events))),
        ("机构 institutions", str(len(report.institutions))),
        ("文件 documents", str(len(report.documents))),
    ]
    for zh, en, cell in asked_first(report):
        at = context.lines.line(cell.span.start)
        rows.append(
            (f"{zh} {en}", f"{cell_figure(cell, 'zh')} · {word('line', 'zh', n=at)} {word('line', 'en', n=at)}")
        )
    table = el("table", *(el("tr", el("th", name, scope="row"), el("td", said)) for name, said in rows))
    return el("div", el("strong", title_line(context, "zh")), el("p", facts(context, "zh")), table)


def _policy(css: str, script: str) -> str:
    """Return a policy under which only our own style and script act, and nothing is fetched or sent."""
    return (
        f"default-src 'none'; script-src '{_digest(script)}'; style-src '{_digest(css)}'; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _json(data: object) -> str:
    return str(_UNSAFE_IN_JSON.sub(_escape, json.dumps(data, ensure_ascii=False, separators=(",", ":"))))


def _escape(match: "regex.Match[str]") -> str:
    return f"\\u{ord(match[0]):04x}"


def _script() -> str:
    """Return the pieces of the page's script as one, in a scope of its own: they share their names with nobody else."""
    pieces = "".join(_data(f"script/{name}.js") for name in _SCRIPT)
    return f'"use strict";\n(() => {{\n{pieces}}})();\n'


@functools.cache
def _data(name: str) -> str:
    return (resources.files("govreport_parser.report.page") / name).read_text(encoding="utf-8")
