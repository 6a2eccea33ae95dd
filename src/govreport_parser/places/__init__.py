"""The divisions of China: names, codes, parents and years of validity, from 1980 on.

In: a code or a name, a year, an area. Out: `Division` values. Covers provinces, prefectures and counties under
GB/T 2260; development zones and new areas without a code of their own are no divisions and are not here.
"""

from govreport_parser.places.centres import coordinates
from govreport_parser.places.divisions import Division, Gazetteer, Level, gazetteer
from govreport_parser.places.names import Spot

__all__ = ["Division", "Gazetteer", "Level", "Spot", "coordinates", "gazetteer"]
