"""The docs say what is true: README's code runs, every command, rule and finding stands in the docs, generated pages are fresh."""

import doctest
import re
import subprocess
import sys
from pathlib import Path

import pytest

from govreport_parser import errors
from govreport_parser.checks.base import CHECKS
from govreport_parser.checks.run import MODULES
from govreport_parser.cli.main import cli
from govreport_parser.rules.loader import load_rules, rule_set_names

ROOT = Path(__file__).parent.parent
READMES = [ROOT / "README.md", ROOT / "README.zh.md"]


@pytest.mark.parametrize("path", READMES, ids=["en", "zh"])
def test_the_code_of_the_readme_runs(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    blocks = re.findall(r"```python\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)
    assert blocks
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    scope: dict[str, object] = {}
    for number, block in enumerate(blocks):
        test = doctest.DocTestParser().get_doctest(block, scope, f"{path.name} block {number}", str(path), 0)
        assert test.examples
        runner.run(test, clear_globs=False)
        scope.update(test.globs)
    assert runner.summarize(verbose=False).failed == 0


def test_both_readmes_state_the_same_figures() -> None:
    stated = []
    for path in READMES:
        rows = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
        stated.append([re.findall(r"\d+(?:\.\d+)+", row) for row in rows if "`govreport" not in row])
    assert stated[0] == stated[1]


def test_every_command_stands_in_the_readmes_and_has_help() -> None:
    for path in READMES:
        text = path.read_text(encoding="utf-8")
        assert [name for name in cli.commands if f"govreport {name}" not in text] == []
    for name, command in cli.commands.items():
        assert command.help, name


def test_every_rule_and_finding_stands_in_the_docs() -> None:
    assert MODULES
    findings = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")
    assert [code for code in CHECKS if f"`{code}`" not in findings] == []
    rules = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    ids = [rule.id for name in rule_set_names() for rule in load_rules(name).file.rule]
    assert [rule for rule in ids if f"`{rule}`" not in rules] == []


def test_every_room_stands_in_the_architecture_and_nothing_else() -> None:
    text = (
        (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").partition("## Rooms")[2].partition("\n## ")[0]
    )
    named = {
        name.rstrip("/")
        for row in re.findall(r"^\| (`[^|]+) \|", text, re.MULTILINE)
        for name in re.findall("`(.+?)`", row)
    }
    package = ROOT / "src" / "govreport_parser"
    rooms = {path.stem for path in package.iterdir() if not path.name.startswith(("_", ".", "py.typed"))}
    assert named == rooms


def test_finding_codes_begin_with_a_known_family() -> None:
    families = ("arithmetic.", "prose.", "chronology.", "form.", "numbering.", "genre.", "text.")
    assert MODULES
    assert [code for code in CHECKS if not code.startswith(families)] == []


def test_generated_pages_are_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "make_docs.py", "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    "module",
    sorted((ROOT / "src" / "govreport_parser").rglob("*.py")),
    ids=[path.stem for path in sorted((ROOT / "src" / "govreport_parser").rglob("*.py"))],
)
def test_doctests_of_the_installed_modules(module: Path) -> None:
    """Run the docstring examples of each module as it is installed."""
    import importlib

    name = ".".join(module.relative_to(ROOT / "src").with_suffix("").parts).removesuffix(".__init__")
    if name.endswith((".integrations.spark", ".integrations.ray")):
        return
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_errors_are_few_and_each_is_a_standard_one_too() -> None:
    """Whoever catches knows at most six; none is defined away from the module that names them all."""
    found = re.findall(
        r"^class (\w+)\(.*\b(?:GovReport|Source|SourceFormat|MissingExtra|Rule|Batch|Output|Dictionary)Error\b",
        "\n".join(path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py")),
        re.MULTILINE,
    )
    children = errors.GovReportError.__subclasses__()
    assert len(children) <= 6
    assert all(issubclass(child, OSError | ImportError | RuntimeError | ValueError) for child in children)
    assert set(found) <= set(errors.__all__)


def test_links_of_the_docs_lead_somewhere() -> None:
    for path in [
        *READMES,
        *sorted((ROOT / "docs").glob("*.md")),
        ROOT / "CONTRIBUTING.md",
        ROOT / "corpora" / "README.md",
    ]:
        for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"
