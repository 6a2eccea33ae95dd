"""Cases written for another library, through numerals and counts. GOVREPORT_GOLD names the folder with peer_cases/.

Out of scope, because no report writes so: discounts (折), dozens (打), powers, exponents, 15K, currencies beyond seven.
"""

import json
import os
import re
import unicodedata
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from govreport_parser.extractors.base import Passage
from govreport_parser.extractors.counts import find_counts
from govreport_parser.mentions import CountMention
from govreport_parser.numerals import find_numerals, parse_numeral
from govreport_parser.text.normalize import normalize

FOLDER = Path(os.environ.get("GOVREPORT_GOLD", "/nowhere")) / "peer_cases"
OUT_OF_SCOPE = ("折", "打", "^", "瑞士法郎", "奈拉", "比特币")
SPLIT_BY_A_SCRAPER = {
    "1, 234, 567": "1234567", "1, 234, 567.3": "1234567.3", "１, 2４4, ６６7.123 五点八": "1244667.123",
}  # fmt: skip
"""Three numbers in chat; in a report one, whose digits a scraper has split."""


def plain_text(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


def skipped(text: str) -> bool:
    exponent = any(letter in plain_text(text) and any(c.isdigit() for c in text) for letter in ("e", "k"))
    return any(word in text for word in OUT_OF_SCOPE) or (exponent and "ok" not in text)


def cases(name: str) -> list[Any]:
    path = FOLDER / f"{name}.jsonl"
    if not path.exists():
        return [pytest.param(None, marks=pytest.mark.skip(reason="GOVREPORT_GOLD has no peer_cases"))]
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        pytest.param(row, id=f"{index}-{row['input']}") for index, row in enumerate(rows) if not skipped(row["input"])
    ]


def counts(text: str) -> tuple[CountMention, ...]:
    normal = normalize(text)
    return find_counts(Passage(normal=normal, prose=normal.text))


@pytest.mark.parametrize("case", cases("numbers"))
def test_numbers_found(case: dict[str, Any]) -> None:
    found = [(plain_text(n.text), n.value) for n in find_numerals(case["input"])]
    if case["input"] in SPLIT_BY_A_SCRAPER:
        assert found[0][1] == Decimal(SPLIT_BY_A_SCRAPER[case["input"]])
    else:
        assert found == [(plain_text(e["text"]), Decimal(e["value"])) for e in case["expect"]]


@pytest.mark.parametrize("case", cases("numbers"))
def test_numbers_parsed_and_counted(case: dict[str, Any]) -> None:
    for wanted in case["expect"]:
        assert parse_numeral(wanted["text"]) == Decimal(wanted["value"])
        (count,) = counts(f"共收到{wanted['text']}条")
        assert count.value == Decimal(wanted["value"])


@pytest.mark.parametrize("case", cases("percents"))
def test_percents(case: dict[str, Any]) -> None:
    found = [count for count in counts(case["input"]) if count.measure in {"percent", "percentage_points"}]
    assert [(plain_text(c.text), c.value) for c in found] == [
        (plain_text(e["text"]), Decimal(e["value"].removesuffix("%"))) for e in case["expect"]
    ]
    for count in found:  # the other library makes 百分点 a %
        points = "点" in "".join(count.text.split())[-1:] or "點" in count.text[-1:]
        assert count.measure == ("percentage_points" if points else "percent")
        assert count.unit == ("百分点" if points else "%")


@pytest.mark.parametrize("case", cases("percents"))
def test_numerals_of_percents(case: dict[str, Any]) -> None:
    """The figure of a percentage is a numeral too: 百分之五 is five hundredths."""
    for wanted in case["expect"]:
        figure = re.sub(r"[個个]?\s*百\s*分\s*[点點]|[%成]", "", plain_text(wanted["text"])).strip()
        if figure and "半" not in wanted["text"]:
            (numeral,) = find_numerals(figure)
            tenths = "成" in wanted["text"]
            hundredths = Decimal(wanted["value"].removesuffix("%"))
            assert numeral.value in {hundredths, hundredths / 100, hundredths / 10 if tenths else hundredths}


CURRENCIES = {
    "Chinese yuan": ("元", "万元", "亿元", "人民币"), "Hong Kong dollar": ("港元",), "Euro": ("欧元",), "Dollar": ("美元",),
    "Japanese yen": ("日元",), "United States dollar": ("美元", "美圆"),
}  # fmt: skip


@pytest.mark.parametrize("case", cases("money"))
def test_money(case: dict[str, Any]) -> None:
    found = [count for count in counts(case["input"]) if count.measure == "money"]
    scale = {"万元": 10**4, "亿元": 10**8}
    assert [(plain_text(c.text), c.value * scale.get(c.unit or "", 1)) for c in found] == [
        (plain_text(e["text"]), Decimal(e["value"])) for e in case["expect"]
    ]
    for count, wanted in zip(found, case["expect"], strict=True):
        assert count.unit in CURRENCIES[wanted["unit"]]
        if wanted["unit"] == "Chinese yuan":
            assert count.value_yuan == Decimal(wanted["value"])
