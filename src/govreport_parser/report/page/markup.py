"""Markup: HTML that is safe by construction. Every string is escaped, every control character becomes visible."""

import html

import regex

__all__ = ["Child", "Markup", "el", "join", "visible"]

_HIDDEN = regex.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    r"\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Controls, invisible characters and those that turn the direction of writing: none of them may act inside the page."""

_VOID = frozenset({"br", "col", "input", "meta", "link", "rect", "circle", "line"})


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


Child = Markup | str | None


def visible(text: str) -> str:
    r"""Return `text` with each control character written as ⟨U+202E⟩.

    >>> visible("区\u202e政府")
    '区⟨U+202E⟩政府'
    """
    return str(_HIDDEN.sub(_name, text))


def _name(match: "regex.Match[str]") -> str:
    return f"⟨U+{ord(match[0]):04X}⟩"


def source_markup(text: str) -> Markup:
    """Return source text as HTML; control characters stand in `span.ctl`, each for one character of the source."""
    escaped = html.escape(text, quote=False)
    return Markup(_HIDDEN.sub(_token, escaped))


def _token(match: "regex.Match[str]") -> str:
    return f'<span class="ctl">{_name(match)}</span>'


def join(children: "list[Markup] | tuple[Markup, ...]") -> Markup:
    """Put pieces of markup one after another."""
    return Markup("".join(children))


def el(name: str, /, *children: Child, **attributes: str | int | bool | None) -> Markup:
    """Return an element. Strings are escaped unless they are Markup; `cls` is class, `_` in names becomes `-`.

    >>> el("b", "<区>", cls="x")
    '<b class="x">&lt;区&gt;</b>'
    """
    pieces = [f"<{name}"]
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        label = "class" if key == "cls" else key.rstrip("_").replace("_", "-")
        pieces.append(f" {label}" if value is True else f' {label}="{html.escape(visible(str(value)))}"')
    if name in _VOID:
        # The slash means nothing in HTML and closes the element in SVG.
        return Markup("".join([*pieces, "/>"]))
    pieces.append(">")
    for child in children:
        if child is not None:
            pieces.append(child if isinstance(child, Markup) else html.escape(visible(child), quote=False))
    pieces.append(f"</{name}>")
    return Markup("".join(pieces))
