"""Run one peer over JSON lines: this file is started by peers.py with the Python of that peer's own environment.

    python benchmarks/peers_worker.py {jionlp,recognizers} < lines > records

In: `{"id", "text", "reference"}`, the last an ISO day from which the peer may count 今年 and 去年.
Out: `{"id", "numbers", "percents", "money", "dates", "failed"}`; a kind that the peer does not offer is null. Every
record has a `span` [start, end) and its `text`; `values` lists every reading that the peer offers, as strings, money in
yuan; `readings` of a date are [start, end] pairs of ISO days. Standard library and the peer only; Python 3.7 or later.
"""

import datetime
import json
import sys

DAY = datetime.timedelta(days=1)
CALENDAR = ("date", "daterange", "datetime", "datetimerange")
"""What both peers and we call a date; durations (20个工作日) and recurring times (每月) are kinds of their own."""


def inclusive(match):
    """Recognizers' `end` is the place of the last character."""
    return [match.start, match.end + 1]


def days(value):
    """Return the readings of one resolution of Recognizers.

    The end of a range is the day after it for periods (去年 ends on 1 January) and the day itself for spelled-out
    ranges (5月12日至13日 ends on the 13th). Which of the two is meant cannot be told, so both are offered.
    """
    if "value" in value:
        day = value["value"][:10]
        return [[day, day]]
    start, end = value.get("start", "")[:10] or None, value.get("end", "")[:10] or None
    readings = [[start, end]]
    try:
        readings.append([start, str(datetime.date.fromisoformat(end) - DAY)])
    except (TypeError, ValueError, OverflowError):
        pass
    return readings


class Recognizers:
    """Microsoft Recognizers-Text: numbers, percentages, currency, dates."""

    def __init__(self):
        import recognizers_date_time
        import recognizers_number
        import recognizers_number_with_unit
        from recognizers_text import Culture

        self.culture = Culture.Chinese
        self.number = recognizers_number.recognize_number
        self.percentage = recognizers_number.recognize_percentage
        self.currency = recognizers_number_with_unit.recognize_currency
        self.datetime = recognizers_date_time.recognize_datetime

    def numbers(self, text, reference):
        return [self.valued(match) for match in self.number(text, self.culture)]

    def percents(self, text, reference):
        return [self.valued(match) for match in self.percentage(text, self.culture)]

    def money(self, text, reference):
        found = self.currency(text, self.culture)
        return [self.valued(match) for match in found if match.resolution and match.resolution.get("value")]

    def valued(self, match):
        value = (match.resolution or {}).get("value") or ""
        return {"span": inclusive(match), "text": match.text, "values": [value.rstrip("%")]}

    def dates(self, text, reference):
        found = []
        for match in self.datetime(text, self.culture, reference=reference):
            if match.type_name.rpartition(".")[2] in CALENDAR:
                values = (match.resolution or {}).get("values") or []
                readings = [reading for value in values for reading in days(value)]
                found.append({"span": inclusive(match), "text": match.text, "readings": readings})
        return found


class JioNLP:
    """JioNLP: times and amounts of money. It has no extractor for other numbers or for percentages."""

    numbers = percents = None

    def __init__(self):
        import jionlp

        self.ner = jionlp.ner

    def money(self, text, reference):
        found = []
        for item in self.ner.extract_money(text, with_parsing=True):
            number = item["detail"]["num"]
            values = list(number) if isinstance(number, (list, tuple)) else [number]
            found.append({"span": item["offset"], "text": item["text"], "values": [str(value) for value in values]})
        return found

    def dates(self, text, reference):
        found = []
        for item in self.ner.extract_time(text, time_base=reference.timestamp(), with_parsing=True):
            if item["type"] in ("time_point", "time_span"):
                ends = [str(end)[:10] for end in item["detail"]["time"]]
                found.append({"span": item["offset"], "text": item["text"], "readings": [ends]})
        return found


def answer(peer, line):
    reference = datetime.datetime.fromisoformat(line["reference"])
    records = {"id": line["id"], "failed": []}
    for kind in ("numbers", "percents", "money", "dates"):
        method = getattr(peer, kind)
        try:
            records[kind] = method and method(line["text"], reference)
        except Exception as error:  # whatever a peer raises is its answer to this sentence
            records[kind] = []
            records["failed"].append("%s: %r" % (kind, error))
    return records


def main():
    out, sys.stdout = sys.stdout, sys.stderr  # JioNLP greets on standard output
    peer = {"jionlp": JioNLP, "recognizers": Recognizers}[sys.argv[1]]()
    for line in sys.stdin:
        out.write(json.dumps(answer(peer, json.loads(line)), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
