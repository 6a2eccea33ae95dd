"""Score the extractors on the sentences of `corpora/sentences`."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from govreport_parser.extractors.absences import find_absences
from govreport_parser.extractors.base import Context, Passage
from govreport_parser.extractors.counts import find_counts
from govreport_parser.extractors.dates import find_dates
from govreport_parser.extractors.documents import find_documents
from govreport_parser.extractors.events import find_events
from govreport_parser.extractors.institutions import find_institutions
from govreport_parser.mentions import DivisionRef
from govreport_parser.places import gazetteer
from govreport_parser.text.normalize import normalize
from scoring import Score, label_fits, match, overlap, same_number

KINDS = ("dates", "counts", "count labels", "count parts", "absences", "institutions", "documents", "events")


def read(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield json.loads(line)


def found_in(row: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Run every extractor over one sentence and return plain records."""
    division = gazetteer().by_code(row["division"], year=row["year"]) if row.get("division") else None
    ref = DivisionRef(code=division.code, name=division.name, level=division.level) if division else None
    normal = normalize(row["text"])
    passage = Passage(
        normal=normal, prose=normal.text, context=Context(year=row["year"], issuer=row.get("issuer"), division=ref)
    )
    documents = find_documents(passage)
    dates = find_dates(passage, documents=documents)
    counts = find_counts(passage, dates=dates, documents=documents)
    institutions = find_institutions(passage, documents=documents)
    events = find_events(passage, dates=dates, counts=counts, institutions=institutions, documents=documents)
    return {
        "dates": [plain(x) for x in dates],
        "counts": [plain(x) for x in counts],
        "absences": [plain(x) for x in find_absences(passage, dates=dates)],
        "institutions": [
            {
                "text": m.text,
                "span": m.span,
                "canonical": i.canonical,
                "division": i.division.code if i.division else None,
                "kind": i.kind,
            }
            for i in institutions
            for m in i.mentions
        ],
        "documents": [plain(x) for x in documents],
        "events": [plain(x) | {"date_text": x.date.text} for x in events],
    }


def plain(record: Any) -> dict[str, Any]:
    data = {name: getattr(record, name) for name in record.__slots__}
    return {
        key: value.isoformat()
        if hasattr(value, "isoformat")
        else str(value)
        if type(value).__name__ == "Decimal"
        else value
        for key, value in data.items()
    }


def occurrences(text: str, part: str) -> list[tuple[int, int]]:
    spans, start = [], text.find(part)
    while start >= 0:
        spans.append((start, start + len(part)))
        start = text.find(part, start + 1)
    return spans


def spans_of(text: str, gold: dict[str, Any]) -> list[tuple[int, int]]:
    """Return the places that a gold record may have: its own, and those of its alternatives that overlap it."""
    main = occurrences(text, gold["text"])
    own = main[min(gold.get("nth", 0), len(main) - 1)]
    others = [
        span for part in gold.get("text_alternatives", ()) for span in occurrences(text, part) if overlap(span, own)
    ]
    return [own, *others]


def judged(gold: dict[str, Any], item: dict[str, Any], keys: tuple[str, ...]) -> bool:
    return all(key not in gold or gold[key] == item.get(key) for key in keys)


def score_row(row: dict[str, Any]) -> dict[str, Score]:
    """Score one sentence; a kind that the line leaves out is not judged."""
    text, found, scores = row["text"], found_in(row), {}
    where = f"{row['id']} [{row['row']}] {text}"

    def touches(gold: dict[str, Any], item: dict[str, Any]) -> bool:
        return any(overlap(span, item["span"]) for span in spans_of(text, gold))

    def placed(gold: dict[str, Any], item: dict[str, Any]) -> bool:
        return tuple(item["span"]) in spans_of(text, gold)

    def run(kind: str, same: Any, loose: Any = touches) -> list[tuple[dict[str, Any], dict[str, Any]]]:
        if kind not in row:
            return []
        scores[kind], pairs = match(where, row[kind], found[kind], same, loose)
        return pairs

    run(
        "dates",
        lambda g, f: (
            placed(g, f) and judged(g, f, ("start", "end", "granularity", "recurring", "status", "approximate"))
        ),
    )
    pairs = run(
        "counts",
        lambda g, f: (
            placed(g, f)
            and all(key not in g or same_number(g[key], f[key]) for key in ("value", "value_to", "value_yuan"))
            and judged(g, f, ("unit", "measure", "approximation", "change"))
        ),
    )
    if pairs:
        places = {f["id"]: tuple(f["span"]) for f in found["counts"]}
        labels, parts = Score(), Score()
        for g, f in pairs:
            if g.get("label"):
                labels.wanted += 1
                labels.found += 1
                if label_fits(g["label"], f["label"]):
                    labels.hits += 1
                else:
                    labels.errors.append(f"{where}: label of {g['text']} should hold {g['label']!r}, is {f['label']!r}")
            if "part_of" in g:
                parts.wanted += 1
                parts.found += 1
                parent = places.get(f["part_of"]) if f["part_of"] else None
                wanted = occurrences(text, g["part_of"]) if g["part_of"] else []
                if (parent is None and not wanted) or (parent is not None and any(overlap(parent, s) for s in wanted)):
                    parts.hits += 1
                else:
                    parts.errors.append(
                        f"{where}: {g['text']} should be part of {g['part_of']}, is of {parent and text[slice(*parent)]}"
                    )
        scores["count labels"], scores["count parts"] = labels, parts
    run("absences", lambda g, f: touches(g, f) and g.get("label_contains", "") in f["label"])
    run(
        "institutions",
        lambda g, f: (
            placed(g, f)
            and f["canonical"] in g["canonical"]
            and ("division" not in g or g["division"] == f["division"])
        ),
    )
    run("documents", lambda g, f: placed(g, f) and judged(g, f, ("title", "number")))
    run("events", lambda g, f: same_event(g, f), same_date)
    return scores


def same_date(gold: dict[str, Any], item: dict[str, Any]) -> bool:
    return gold["date_text"] in item["date_text"] or item["date_text"] in gold["date_text"]


def same_event(gold: dict[str, Any], item: dict[str, Any]) -> bool:
    return (
        same_date(gold, item)
        and all(part in item["normalized"] for part in gold["says"])
        and judged(gold, item, ("planned", "kind"))
    )
