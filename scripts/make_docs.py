"""Make the generated pages of docs/ from data and code: rules, findings, forms, columns, JSON schema, modules.

    python scripts/make_docs.py [--check]

With --check nothing is written; exits 1 and names the pages that are out of date.
"""

import ast
import json
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

from govreport_parser.checks.base import CHECKS, MOST_PLACES
from govreport_parser.checks.run import MODULES
from govreport_parser.export.sqlite_views import VIEWS
from govreport_parser.report.columns import FILES, TABLES
from govreport_parser.report.json import report_schema
from govreport_parser.rules.loader import load_rules, rule_set_names
from govreport_parser.tables.forms import all_forms, not_comparable

ROOT = Path(__file__).parent.parent
DOCS, PACKAGE = ROOT / "docs", ROOT / "src" / "govreport_parser"
MADE = "<!-- Made by scripts/make_docs.py; do not edit. -->\n"


def cell(text: object) -> str:
    return str(text if text is not None else "").replace("|", "\\|").replace("\n", " ")


def table(header: list[str], rows: list[list[object]]) -> str:
    lines = ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    lines += ["| " + " | ".join(cell(value) for value in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def rules() -> str:
    text = (
        "# Rules\n\nEvery record names the rule that made it. `govreport rules show ID` prints one with its pattern.\n"
    )
    for name in rule_set_names():
        text += f"\n## {name}\n\n"
        rows = [
            [f"`{rule.id}`", rule.note, rule.examples[0].replace("⟦", "**").replace("⟧", "**"), rule.rejects[0]]
            for rule in load_rules(name).file.rule
        ]
        text += table(["id", "meaning", "an example, **words\\|value**", "a counter-example"], rows)
    return MADE + text


def findings() -> str:
    assert MODULES
    text = (
        "# Findings\n\nWhat `check(report)` may say. Severity is part of each finding: official relations that fail are errors, "
        "inferred ones warnings, and what a reader should merely know is info. "
        f"A finding on many rows, cells or characters says how many and points at the first {MOST_PLACES}.\n\n"
    )
    rows: list[list[object]] = [
        [f"`{code}`", entry.meaning.en, entry.meaning.zh] for code, entry in sorted(CHECKS.items())
    ]
    return MADE + text + table(["code", "meaning", "含义"], rows)


def forms() -> str:
    text = "# Forms\n\nThe official forms, row by row. The same code stands for the same meaning in every form.\n"
    for form in all_forms():
        text += f"\n## {form.id}: {form.name} ({form.notice}, {form.years})\n\n"
        rows: list[list[object]] = []
        seen = set()
        for spec in form.indicators:
            if (spec.part, spec.code) not in seen:
                seen.add((spec.part, spec.code))
                rows.append(
                    [f"`{spec.code}`", " › ".join((*spec.path, spec.label)), spec.unit, spec.definition, spec.gloss]
                )
        text += table(["code", "label", "unit", "definition", "gloss"], rows)
        relations = [(part, relation) for part in form.part for relation in part.relation]
        if relations:
            text += f"\nRelations of the form of {form.id}:\n\n" + table(
                ["id", "kind", "official", "meaning", "含义"],
                [[r.id, r.kind, "yes" if r.official else "inferred", r.en, r.zh] for _, r in relations],
            )
    text += "\n## Not comparable\n\n" + table(
        ["this", "with that", "because", "因为"],
        [[f"`{p.left}`", f"`{p.right}`", p.en, p.zh] for p in not_comparable()],
    )
    return MADE + text


def columns() -> str:
    text = (
        "# Tables of the flattening\n\n"
        "A folder, SQLite and XLSX hold all tables; `.csv`, `.parquet` and `.arrow` hold `figures` alone, with `files` beside them as\n"
        "CSV; JSONL holds [whole reports](report.schema.json), a failure as a line with its reason (the schema of both lies beside it). SQLite has the views at the end too, and each decimal twice: `value` to\n"
        "calculate with, `value_text` exact.\n"
    )
    for schema in (FILES, *TABLES):
        text += described(schema.name, f"{schema.en} {schema.zh}。", schema.columns)
    text += "\n# Views of the SQLite output\n"
    for view in VIEWS:
        text += described(view.name, f"{view.en} {view.zh}。", view.columns)
    return MADE + text


def described(name: str, meaning: str, columns) -> str:
    rows = [[f"`{c.name}`", c.type, c.en, c.zh] for c in columns]
    return f"\n## {name}\n\n{meaning}\n\n" + table(["column", "type", "meaning", "含义"], rows)


def modules() -> str:
    text = (
        "# Modules\n\nEvery file of the library, by its own first line, from the callers down to what needs nothing of the rest; "
        "a room may import only what stands below it. [Architecture](architecture.md) says how they work together.\n"
    )
    for room in rooms():
        folder = PACKAGE / room
        paths = sorted(folder.rglob("*.py")) if folder.is_dir() else [PACKAGE / f"{room}.py"]
        rows = [[f"`{path.relative_to(PACKAGE).as_posix()}`", first_line(path)] for path in paths]
        text += f"\n## {room}\n\n" + table(["file", "what it is"], rows)
    return MADE + text


def rooms() -> Iterator[str]:
    """Yield the front door, then the rooms in the order of the layers in pyproject.toml."""
    yield "__init__"
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for layer in settings["tool"]["importlinter"]["contracts"][0]["layers"]:
        yield from layer.split(" | ")


def first_line(path: Path) -> str:
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert said, f"{path} has no docstring. Say in one line what it is."
    return said.partition("\n")[0]


def schema() -> str:
    return json.dumps(report_schema(), ensure_ascii=False, indent=1) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "rules.md": rules,
    "findings.md": findings,
    "forms.md": forms,
    "columns.md": columns,
    "report.schema.json": schema,
    "modules.md": modules,
}


def main() -> int:
    stale = []
    for name, make in PAGES.items():
        path, text = DOCS / name, make()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if "--check" not in sys.argv:
                path.write_text(text, encoding="utf-8")
    if "--check" in sys.argv and stale:
        print(f"out of date: {', '.join(stale)}. Run python scripts/make_docs.py.")
        return 1
    print("docs are up to date" if not stale else f"written: {', '.join(stale)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
