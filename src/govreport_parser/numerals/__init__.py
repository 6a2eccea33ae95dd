"""Numerals: 三十二, 卅二, ３２, 壹佰, 5万4千, 1,234, 1.2万 → exact Decimal; 一–九十九 both ways.

Reads raw text of either script and width; refuses what only looks like a number (十分重要, 进一步, 几十).
"""

from govreport_parser.numerals.find import Numeral, find_numerals, parse_numeral
from govreport_parser.numerals.write import chinese_number, ordinal, parse_ordinal, plain

__all__ = ["Numeral", "chinese_number", "find_numerals", "ordinal", "parse_numeral", "parse_ordinal", "plain"]
