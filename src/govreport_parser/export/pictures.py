"""From a Vega-Lite specification to SVG, PNG or a page that asks for nothing; and which Chinese font is used."""

import json
from pathlib import Path
from typing import Any

from govreport_parser.errors import GovReportError, MissingExtraError

__all__ = ["FONTS", "ChartError", "find_font", "render_chart"]

FONTS = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "PingFang SC",
    "Microsoft YaHei",
    "WenQuanYi Micro Hei",
    "SimHei",
)
"""Asked for in this order; the first that is installed is used."""
_FONT_FILES = {
    "notosanscjk": FONTS[0],
    "notosanssc": FONTS[1],
    "sourcehansans": FONTS[2],
    "pingfang": FONTS[3],
    "msyh": FONTS[4],
    "wqy-microhei": FONTS[5],
    "simhei": FONTS[6],
}
_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "~/Library/Fonts",
    "C:/Windows/Fonts",
)


class ChartError(GovReportError, ValueError):
    """A chart that cannot be drawn, with what to do."""


def find_font() -> tuple[str, Path] | None:
    """Return the first installed Chinese font of FONTS with its file; None where there is none."""
    found: dict[str, Path] = {}
    for folder in _FOLDERS:
        for path in sorted(Path(folder).expanduser().rglob("*.[to]t[fc]")):
            plain = path.name.lower()
            for start, name in _FONT_FILES.items():
                if plain.startswith(start):
                    found.setdefault(name, path)
    return next(((name, found[name]) for name in FONTS if name in found), None)


def render_chart(spec: dict[str, Any], kind: str) -> bytes:
    """Return the picture as `svg`, `png` or `html`. MissingExtraError without the extra `chart`."""
    try:
        import vl_convert
    except ImportError as error:
        raise MissingExtraError(
            "charts need vl-convert-python. Install it with `pip install 'govreport-parser[chart]'`."
        ) from error
    text = json.dumps(spec, ensure_ascii=False)
    # An empty list: nothing may be loaded from anywhere, the data stand in the specification.
    if kind == "svg":
        return str(vl_convert.vegalite_to_svg(text, allowed_base_urls=[])).encode("utf-8")
    if kind == "png":
        if find_font() is None:
            raise ChartError(
                "no Chinese font is installed, the labels would be boxes. "
                "Install one (Debian: fonts-noto-cjk) or write SVG."
            )
        return bytes(vl_convert.vegalite_to_png(text, scale=2, allowed_base_urls=[]))
    if kind == "html":
        return str(vl_convert.vegalite_to_html(text, bundle=True)).encode("utf-8")
    raise ChartError(f"no kind of picture {kind!r}. Name the file .svg, .png or .html.")
