"""Score whole reports against their gold: `folder/reports/*.txt` with `folder/gold/*.json`."""

import json
from pathlib import Path
from typing import Any

from govreport_parser import check, parse
from govreport_parser.report.json import to_plain
from scoring import Score, label_fits, match, overlap, same_number

METADATA = ("year", "form", "script", "vocabulary", "issuer", "division")


def scores(folder: Path, name: str | None = None) -> dict[str, dict[str, Score]]:
    """Return the scores over all reports of a folder, under `name`; per report where there is no name."""
    total: dict[str, Score] = {}
    result = {}
    for path in sorted((folder / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        one = score_report(folder / gold["file"], gold)
        if name is None:
            result[f"outside {path.stem}"] = one
        for kind, score in one.items():
            total.setdefault(kind, Score()).add(score)
    if total and name is not None:
        result[name] = total
    return result


def score_report(path: Path, gold: dict[str, Any]) -> dict[str, Score]:
    """Score one report on every kind that its gold has."""
    report = parse(path)
    found = to_plain(report, findings=check(report))
    scorer = _Scorer(path.stem, gold, found)
    for name in (
        "metadata",
        "sections",
        "items",
        "counts",
        "dates",
        "events",
        "institutions",
        "documents",
        "numbers",
        "absences",
        "annex",
        "findings",
    ):
        getattr(scorer, name)()
    scorer.spans()
    return scorer.scores


class _Scorer:
    def __init__(self, where: str, gold: dict[str, Any], found: dict[str, Any]) -> None:
        self.where, self.gold, self.found = where, gold, found
        self.text: str = found["source"]["text"]
        self.scores: dict[str, Score] = {}

    def run(
        self, kind: str, key: str, found: list[dict[str, Any]], same: Any, touches: Any
    ) -> list[tuple[dict[str, Any], dict[str, Any]]]:
        if key not in self.gold:
            return []
        self.scores[kind], pairs = match(self.where, self.gold[key], found, same, touches)
        return pairs

    def exactly(self, kind: str, wanted: set[Any], found: set[Any]) -> None:
        score = Score(hits=len(wanted & found), found=len(found), wanted=len(wanted))
        score.errors = [f"{self.where}: missed {x}" for x in sorted(wanted - found)] + [
            f"{self.where}: extra {x}" for x in sorted(found - wanted)
        ]
        self.scores[kind] = score

    def metadata(self) -> None:
        m = self.found["metadata"]
        have = {key: m[key] for key in ("year", "form", "script", "vocabulary")}
        have["issuer"] = (m["issuer"] or {}).get("canonical")
        have["division"] = (m["division"] or {}).get("code")
        known = [key for key in METADATA if key in self.gold]
        self.exactly("metadata", {(k, str(self.gold[k])) for k in known}, {(k, str(have[k])) for k in known})

    def sections(self) -> None:
        if "sections" in self.gold:
            wanted = {(s["marker"], s["title"], s["span_start"]) for s in self.gold["sections"]}
            found = {
                (s["marker"], s["title"].strip(" .。"), s["heading_span"][0])
                for s in self.found["sections"]
                if s["marker"] and s["kind"] != "annex"
            }
            self.exactly("sections", wanted, found)

    def items(self) -> None:
        if "items" in self.gold:
            found = {(i["marker"], i["span"][0]) for s in _flat(self.found["sections"]) for i in s["items"]}
            self.exactly("items", {(i["marker"], i["start"]) for i in self.gold["items"]}, found)

    def counts(self) -> None:
        pairs = self.run(
            "counts",
            "counts",
            self.found["counts"],
            lambda g, f: (
                f["span"] == g["span"]
                and same_number(f["value"], g["value"])
                and all(f[k] == g[k] for k in ("unit", "approximation", "measure"))
            ),
            lambda g, f: overlap(g["span"], f["span"]),
        )
        if "counts" not in self.gold:
            return
        labels, parts = Score(), Score()
        places = {c["id"]: c["span"] for c in self.found["counts"]}
        for g, f in pairs:
            if g["label"]:
                labels.wanted += 1
                labels.found += 1
                labels.hits += label_fits(g["label"], f["label"])
                if not label_fits(g["label"], f["label"]):
                    labels.errors.append(
                        f"{self.where}: label of {g['text']} at {g['span']} should hold {g['label']!r}, is {f['label']!r}"
                    )
            parts.wanted += 1
            parts.found += 1
            parent = places.get(f["part_of"])
            right = parent in g["part_of"] if g.get("part_of") else parent is None
            parts.hits += right
            if not right:
                parts.errors.append(
                    f"{self.where}: {g['text']} at {g['span']} should be part of {g.get('part_of')}, is of {parent}"
                )
        self.scores["count labels"], self.scores["count parts"] = labels, parts

    def dates(self) -> None:
        self.run(
            "dates",
            "dates",
            self.found["dates"],
            lambda g, f: (
                f["span"] == g["span"]
                and f["granularity"] == g["granularity"]
                and (g.get("check") == ["granularity"] or (f["start"], f["end"]) == (g["start"], g["end"]))
            ),
            lambda g, f: overlap(g["span"], f["span"]),
        )

    def events(self) -> None:
        self.run(
            "events",
            "events",
            self.found["events"],
            lambda g, f: (
                (f["date"]["start"], f["date"]["end"]) == (g["start"], g["end"])
                and g["within"][0] <= f["span"][0]
                and f["span"][1] <= g["within"][1]
                and all(part in f["normalized"] for part in g["says"])
                and set(g.get("institutions", ())) <= set(f["institutions"])
                and f["planned"] == bool(g.get("planned"))
            ),
            lambda g, f: overlap(g["within"], f["span"]),
        )

    def institutions(self) -> None:
        if "institutions" not in self.gold:
            return
        wanted = [
            {
                "text": m["text"],
                "span": m["span"],
                "canonical": i["canonical"],
                "division": i["division"],
                "optional": i.get("optional") or m.get("optional"),
            }
            for i in self.gold["institutions"]
            for m in i["mentions"]
        ]
        found = [
            {
                "text": m["text"],
                "span": m["span"],
                "canonical": i["canonical"],
                "division": (i["division"] or {}).get("code"),
            }
            for i in self.found["institutions"]
            for m in i["mentions"]
        ]
        known = {tuple(g["span"]) for g in wanted}
        banned = {n["start"] for n in self.gold.get("not_institutions", ())}
        # Names beyond the gold are read by people, not counted; at a place named as none they are wrong.
        judged = [f for f in found if tuple(f["span"]) in known or f["span"][0] in banned]

        def same(g: dict[str, Any], f: dict[str, Any]) -> bool:
            return f["span"] == g["span"] and f["canonical"] in g["canonical"] and f["division"] == g["division"]

        optional_right = [f for f in judged if any(g["optional"] and same(g, f) for g in wanted)]
        judged = [f for f in judged if f not in optional_right]
        need = [g for g in wanted if not g["optional"]]
        self.scores["institutions"], _ = match(
            self.where, need, judged, same, lambda g, f: overlap(g["span"], f["span"])
        )

    def documents(self) -> None:
        self.run(
            "documents",
            "documents",
            [d for d in self.found["documents"] if d["title"]],
            lambda g, f: f["span"] == g["span"] and f["title"] == g["title"],
            lambda g, f: overlap(g["span"], f["span"]),
        )

    def numbers(self) -> None:
        self.run(
            "document numbers",
            "document_numbers",
            [d for d in self.found["documents"] if d["number"]],
            lambda g, f: f["number"] == g["number"],
            lambda g, f: overlap(g["span"], f["span"]),
        )

    def absences(self) -> None:
        self.run(
            "absences",
            "absences",
            self.found["absences"],
            lambda g, f: overlap(g["span"], f["span"]) and g["says"] in f["label"],
            lambda g, f: overlap(g["span"], f["span"]),
        )

    def annex(self) -> None:
        if "annex" not in self.gold:
            return
        score, cells = Score(), self.found["indicators"]
        for row in self.gold["annex"]:
            start = row["line_start"]
            end = self.text.find("\n", start)
            area = row.get("span") or [start, end if end >= 0 else len(self.text)]
            here = [c for c in cells if overlap(c["span"], area) or c["span"] == area]
            if row["unit"] is None:
                wrong = [c for c in here if c["value"] is not None]
                score.found += len(wrong)
                score.errors += [f"{self.where}: {row['label']} is a heading, has {c['value']}" for c in wrong]
                continue
            score.wanted += 1
            score.found += max(1, len(here))
            good = len(here) == 1 and self._cell(row, here[0])
            score.hits += good
            if not good:
                score.errors.append(
                    f"{self.where}: {row['label']} {row['raw']!r} {row.get('applicant') or ''} → "
                    + str(
                        [
                            (c["code"], c["applicant"], c["label"], c["unit"], c["value"], c["status"], c["raw"])
                            for c in here
                        ]
                    )
                )
        self.scores["annex cells"] = score
        codes = [(c["code"], c["applicant"], c["table"]) for c in cells]
        self.exactly(
            "annex codes", {(c, "once") for c in codes}, {(c, "once" if codes.count(c) == 1 else "more") for c in codes}
        )

    @staticmethod
    def _cell(row: dict[str, Any], cell: dict[str, Any]) -> bool:
        status = row.get("status") or ("blank" if row["value"] is None else "reported")
        return (
            same_number(cell["value"], row["value"])
            and cell["unit"] == row["unit"]
            and cell["status"] == status
            and cell["raw"] == row["raw"]
            and row["name"] in cell["label"]
            and (row["under"] is None or any(row["under"] in label for label in cell["path"]))
            and ("applicant" not in row or row["applicant"] == cell["applicant"])
        )

    def findings(self) -> None:
        if "findings" not in self.gold:
            return

        def same(g: dict[str, Any], f: dict[str, Any]) -> bool:
            if "code_prefix" in g:
                return str(f["code"]).startswith(g["code_prefix"])
            return {_key(g["left"]), _key(g["right"])} == {_key(f["left"]), _key(f["right"])}

        def touches(g: dict[str, Any], f: dict[str, Any]) -> bool:
            if "code_prefix" in g:
                return str(f["code"]).startswith(g["code_prefix"])
            return same(g, f) or (g["left"] is None and _key(g["right"]) in {_key(f["left"]), _key(f["right"])})

        wanted = self.gold["findings"]
        # A note (info) is never an extra; it may be what the gold asks for.
        found = [f for f in self.found["findings"] if f["severity"] != "info" or any(same(g, f) for g in wanted)]
        self.scores["findings"], _ = match(self.where, wanted, found, same, touches)

    def spans(self) -> None:
        """Every record must quote the source."""
        score = Score()

        def walk(value: Any) -> None:
            if isinstance(value, dict):
                for key in ("text", "raw"):
                    if isinstance(value.get("span"), list) and isinstance(value.get(key), str):
                        score.wanted += 1
                        score.found += 1
                        right = self.text[slice(*value["span"])] == value[key]
                        score.hits += right
                        if not right:
                            score.errors.append(f"{self.where}: {value[key]!r} does not stand at {value['span']}")
                for inner in value.values():
                    walk(inner)
            elif isinstance(value, list):
                for inner in value:
                    walk(inner)

        walk({key: value for key, value in self.found.items() if key != "source"})
        self.scores["quotes"] = score


def _key(value: Any) -> str | None:
    if value is None:
        return None
    text = str(value)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _flat(sections: list[dict[str, Any]]) -> Any:
    for section in sections:
        yield section
        yield from _flat(section["children"])
