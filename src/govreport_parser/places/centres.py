"""Where divisions lie: one point per code, for dot maps, not for surveying.

Points are rounded to a hundredth of a degree (about a kilometre); see `data/SOURCES.md` for their origin.
"""

import gzip
from functools import cache
from importlib.resources import files


def coordinates(code: str) -> tuple[float, float] | None:
    """Return the centre of a division as longitude and latitude in degrees, None where no source has it.

    >>> coordinates("410103")  # 郑州市二七区
    (113.64, 34.72)
    >>> coordinates("999999") is None
    True
    """
    return _table().get(code)


@cache
def _table() -> dict[str, tuple[float, float]]:
    packed = files("govreport_parser.places").joinpath("data", "coordinates.tsv.gz").read_bytes()
    rows = (line.split("\t") for line in gzip.decompress(packed).decode("utf-8").splitlines())
    return {code: (float(longitude), float(latitude)) for code, longitude, latitude in rows}
