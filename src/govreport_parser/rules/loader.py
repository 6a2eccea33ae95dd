"""Load rule files: TOML → checked RuleSet. A rule without examples and rejects does not load."""

import functools
import tomllib
from collections.abc import Collection, Iterable
from importlib import resources
from pathlib import Path

from pydantic import ValidationError

from govreport_parser.errors import RuleError
from govreport_parser.rules.model import RuleFile, RuleSet
from govreport_parser.rules.patterns import check_groups

__all__ = ["load_rules", "read_rules", "rule_set_names"]


def rule_set_names() -> tuple[str, ...]:
    """Return the names of the rule files that ship with the library, sorted."""
    folder = resources.files("govreport_parser.rules") / "data"
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml")))


@functools.cache
def load_rules(name: str, groups: frozenset[str] | None = None) -> RuleSet:
    """Load the rule file `name` of the library; `groups` are the group names that the extractor understands.

    RuleError for a group that it does not. None: any, for those who only show the rules.
    """
    entry = resources.files("govreport_parser.rules") / "data" / f"{name}.toml"
    return _build(name, entry.read_text(encoding="utf-8"), groups)


def read_rules(path: Path) -> RuleSet:
    """Load a user's rule file. RuleError says what is wrong with it and where."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise RuleError(f"{path}: {error.strerror}. Check the path.") from error
    except UnicodeDecodeError as error:
        raise RuleError(f"{path}: not UTF-8. Save the rule file as UTF-8.") from error
    rules = _build(str(path), text, None)
    _ = rules.patterns  # what is wrong with a pattern is to be said now
    return rules


def _build(name: str, text: str, groups: frozenset[str] | None) -> RuleSet:
    try:
        file = RuleFile.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{name}: not TOML: {error}. Mend the file.") from error
    except ValidationError as error:
        problems = "; ".join(_problem(item["loc"], item["msg"]) for item in error.errors())
        raise RuleError(f"{name}: {problems}. Mend the file.") from error
    _check_unique(name, (rule.id for rule in file.rule))
    if groups is not None:
        _check_groups(name, file, groups)
    return RuleSet(name, file)


def _check_groups(name: str, file: RuleFile, groups: Collection[str]) -> None:
    for piece, pattern in file.pieces.items():
        check_groups(f"{name}: pieces.{piece}", pattern, groups)
    for rule in file.rule:
        check_groups(f"{name}: {rule.id}", rule.pattern or "", groups)


def _problem(location: tuple[int | str, ...], message: str) -> str:
    return f"{'.'.join(map(str, location))}: {message}"


def _check_unique(name: str, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for rule_id in ids:
        if rule_id in seen:
            raise RuleError(f"{name}: the id {rule_id} stands twice. Give each rule its own id.")
        seen.add(rule_id)
