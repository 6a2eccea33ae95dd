"""Cases written for another library, which reads chat: all hold, save two that count from a day there."""

import datetime
import json
from pathlib import Path

from govreport_parser.sentences import find_dates

IN_CHAT_ONLY = {"上2个月", "近三年销量最高的品牌是什么？"}
"""They count back from the day of speaking; in a report the years are counted from the report's year."""


def test_peer_cases(gold_folder: Path) -> None:
    lines = (gold_folder / "peer_cases" / "dates.jsonl").read_text(encoding="utf-8").splitlines()
    wrong = []
    for case in map(json.loads, filter(None, lines)):
        if case["input"] in IN_CHAT_ONLY:
            continue
        found = find_dates(case["input"], reference=datetime.date.fromisoformat(case["reference"]))
        have = [{"text": date.text, "start": str(date.start), "end": str(date.end)} for date in found]
        if have != case["expect"]:
            wrong.append((case["input"], have))
    assert wrong == []


def test_recent_years_count_from_the_report() -> None:
    (date,) = find_dates("近三年", year=2017)
    assert (str(date.start), str(date.end)) == ("2015-01-01", "2017-12-31")
