"""What the elements of WordprocessingML say, whatever their namespace: name, children, value, whole number."""

from typing import Any

__all__ = ["Element", "children", "find", "tag_of", "value_of", "whole"]

Element = Any
"""An element of lxml, which has no types of its own."""


def tag_of(element: Element) -> str:
    """Return the local name; empty for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: Element, tag: str) -> list[Element]:
    """Return the children of that name."""
    return [child for child in element if tag_of(child) == tag]


def find(element: Element, *path: str) -> Element:
    """Go down to the first child of each name in turn; None where there is none."""
    for tag in path:
        element = next((child for child in element if tag_of(child) == tag), None)
        if element is None:
            return None
    return element


def value_of(element: Element, name: str = "val") -> str:
    """Return an attribute; empty where it, or the element, is not there."""
    if element is None:
        return ""
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def whole(text: str, default: int) -> int:
    """Read a whole number of at most six digits; anything else is `default`."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else default
