"""section_kind: what a section is about, read off its title by the rules of `rules/data/sections.toml`."""

import functools
from typing import cast

from govreport_parser.rules.loader import load_rules
from govreport_parser.sections.tree import SectionKind

__all__ = ["section_kind"]


@functools.lru_cache(maxsize=4096)
def section_kind(title: str) -> SectionKind | None:
    """Return the kind that the first matching rule names; None where no rule matches.

    >>> section_kind("政府信息公开的收费及减免情况")
    'fees'
    """
    for rule, pattern in load_rules("sections", frozenset()).patterns:
        if pattern.search(title):
            return cast(SectionKind, rule.values["kind"])
    return None
