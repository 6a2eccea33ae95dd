"""The official forms and what belongs to them, loaded from their TOML files."""

import functools
import tomllib
from importlib import resources
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from govreport_parser.errors import RuleError
from govreport_parser.tables.form_model import Form, FormId, IndicatorSpec, Limit, NotComparable

__all__ = ["all_forms", "describe", "headings", "limit_of", "limits", "load_form", "not_comparable"]

_ORDER: tuple[FormId, ...] = ("2008", "2014", "2019", "2021")
_Checked = TypeVar("_Checked", bound=BaseModel)


class _Pairs(BaseModel, frozen=True, extra="forbid"):
    pair: tuple[NotComparable, ...]


class _Limits(BaseModel, frozen=True, extra="forbid"):
    limit: tuple[Limit, ...]


@functools.cache
def load_form(name: FormId) -> Form:
    """Load the form `name`; RuleError says what is wrong with its file and where."""
    return _checked(Form, name, _toml(name))


@functools.cache
def all_forms() -> tuple[Form, ...]:
    """Return the forms, oldest first."""
    return tuple(load_form(name) for name in _ORDER if _entry(name).is_file())


@functools.cache
def not_comparable() -> tuple[NotComparable, ...]:
    """Return the pairs of indicators that must not be compared, with the reasons."""
    return _checked(_Pairs, "comparability", _toml("comparability")).pair


@functools.cache
def limits() -> tuple[Limit, ...]:
    """Return the limits, the most particular first; the last covers every code."""
    return _checked(_Limits, "limits", _toml("limits")).limit


@functools.cache
def limit_of(code: str) -> Limit:
    """Return the limit of an indicator.

    >>> limit_of("rules.issued").any
    Decimal('1000')
    """
    return next(limit for limit in limits() if limit.covers(code))


def describe() -> tuple[IndicatorSpec, ...]:
    """Return every indicator of every form with its definition and gloss, for the documentation."""
    return tuple(spec for form in all_forms() for spec in form.indicators)


@functools.cache
def headings() -> dict[str, tuple[str, ...]]:
    """Return the words of header rows by what stands below them: 统计指标 under `label`."""
    return {role: tuple(words) for role, words in _toml("headings").items()}


def _entry(name: str) -> "resources.abc.Traversable":
    return resources.files("govreport_parser.tables") / "forms" / f"{name}.toml"


def _toml(name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(_entry(name).read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"forms/{name}.toml: not TOML: {error}. Mend the file.") from error


def _checked(model: type[_Checked], name: str, data: dict[str, Any]) -> _Checked:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, item['loc']))}: {item['msg']}" for item in error.errors())
        raise RuleError(f"forms/{name}.toml: {problems}. Mend the file.") from error
