"""From a Vega-Lite specification to SVG, PNG or a page that asks for nothing; and which Chinese font is used."""

import json
from pathlib import Path
from typing import Any

from govreport_parser.errors import MissingExtraError, OutputError

__all__ = ["FONTS", "find_font", "render_chart", "styled"]

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


def styled(spec: dict[str, Any]) -> dict[str, Any]:
    """Return the specification with the look that all charts share: fonts, colours, paper."""
    font = ", ".join([*FONTS, "sans-serif"])
    config = {
        "font": font,
        "background": "#fffefb",
        "title": {"anchor": "start", "fontSize": 18, "subtitleFontSize": 12, "subtitleColor": "#5d5a54", "offset": 14},
        "axis": {
            "gridColor": "#e6e1d6",
            "domainColor": "#1c1b19",
            "labelFontSize": 12,
            "titleFontSize": 12,
            "titleFontWeight": "normal",
        },
        "legend": {"labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal", "labelLimit": 260},
        "view": {"stroke": None},
        "range": {"category": ["#1a56a0", "#b3551a", "#12693f", "#7a2f9a", "#a61b14", "#0a656c", "#7a5c00", "#55565c"]},
    }
    return {"$schema": "https://vega.github.io/schema/vega-lite/v6.json", "config": config, "padding": 16, **spec}


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
            raise OutputError(
                "no Chinese font is installed, the labels would be boxes. "
                "Install one (Debian: fonts-noto-cjk) or write SVG."
            )
        return bytes(vl_convert.vegalite_to_png(text, scale=2, allowed_base_urls=[]))
    if kind == "html":
        return str(vl_convert.vegalite_to_html(text, bundle=True)).encode("utf-8")
    raise OutputError(f"no kind of picture {kind!r}. Name the file .svg, .png or .html.")
