"""Draw figures that agree with one another in every way in which the forms say that they must."""

import random

from .forms import APPLICANTS, FORM_2008, FORM_2014, OUTCOMES

__all__ = ["Figures", "draw"]

Figures = dict[tuple[str, str], int | str]
"""(key, column) → figure. Columns: an applicant, a column's printed name, or `` where the form has one value a row."""

_PEOPLE = [who for who in APPLICANTS if who != "total"]


def draw(form: str, variant: str, dice: random.Random, *, city: bool) -> Figures:
    """Return a full set of figures for a form; `city`: the issuer may make rules (规章)."""
    if form == "2008":
        return _draw_2008(variant, dice)
    if form == "2014":
        return _draw_2014(dice)
    return {**_applications(form, dice), **_reviews(dice), **_blocks(form, dice, city=city)}


def _split(total: int, ways: int, dice: random.Random) -> list[int]:
    """Cut a total into parts, most of them small or nothing."""
    parts = [0] * ways
    for _ in range(min(total, 40)):
        parts[min(int(dice.expovariate(0.6)), ways - 1)] += 1
    parts[0] += total - sum(parts)
    return parts


def _draw_2008(variant: str, dice: random.Random) -> Figures:
    first, second = ("本期实际", "本年累计") if variant == "dingxi" else ("本年", "历年累计")
    inner, outer = _counts_2008(dice), _counts_2008(dice)
    figures: Figures = {}
    for row in FORM_2008[variant]:
        figures[row.key, first] = inner[row.key]
        figures[row.key, second] = inner[row.key] + outer[row.key]
    return figures


def _counts_2008(dice: random.Random) -> dict[str, int]:
    received, refused = dice.randint(0, 60), dice.choice([0, 1, 3, 7])
    items = dice.randint(40, 9000)
    found = {
        "items": items, "items.full": items - dice.randint(0, items // 3), "normative": dice.randint(0, 30),
        "services": dice.randint(0, 700), "visits": dice.randint(500, 90000), "desk": dice.randint(0, 600),
        "online": dice.randint(0, 300), "calls": dice.randint(0, 900), "catalogue": dice.randint(0, 400),
        "items.web": items - dice.randint(0, items // 4), "items.gazette": dice.randint(0, items // 2),
        "reviews": dice.choice([0, 0, 1, 2]), "suits": dice.choice([0, 0, 1]),
    }  # fmt: skip
    found["appeals"] = dice.choice([0, 0, 3])
    found["appeals.1"] = min(found["appeals"], dice.choice([0, 1]))
    granted = received - min(refused, received)
    partial = granted // 6
    found |= {"received": received, "replies": received, "reply.1": granted - partial, "reply.2": partial}
    found["reply.3"] = received - granted
    for number, part in enumerate(_split(received, 6, dice), 1):
        found[f"received.{number}"] = part
    for number, part in enumerate(_split(received - granted, 11, dice), 1):
        found[f"refused.{number}"] = part
    return found


def _draw_2014(dice: random.Random) -> Figures:
    found = {row.key: dice.randint(1, 40) for row in FORM_2014 if row.unit}
    found["items"] = dice.randint(800, 20000)
    found["normative"] = dice.randint(5, 60)
    found["items.normative"] = found["normative"] - dice.randint(0, 5)
    for number in range(1, 6):
        found[f"channel.{number}"] = dice.randint(0, found["items"])
    found["press"], found["interviews"] = dice.randint(1, 12), dice.randint(1, 12)
    found["press.leaders"] = dice.randint(0, found["press"])
    found["interviews.leaders"] = dice.randint(0, found["interviews"])
    received = dice.randint(9, 240)
    late = dice.choice([0, 0, 2, 5])
    found |= {"received": received, "closed": received, "closed.1": received - late, "closed.2": late}
    found["replies"] = received
    for kind, ways in (("received", 4), ("reply", 8)):
        for number, part in enumerate(_split(received, ways, dice), 1):
            found[f"{kind}.{number}"] = part
    for number, part in enumerate(_split(found["reply.4"], 6, dice), 1):
        found[f"refused.{number}"] = part
    for kind in ("review", "suit"):
        total = dice.choice([0, 1, 4, 9])
        found[f"{kind}s"] = total
        for number, part in enumerate(_split(total, 3, dice), 1):
            found[f"{kind}.{number}"] = part
    found["complaints"] = dice.choice([0, 0, 2])
    found["staff"] = found["staff.1"] + found["staff.2"]
    found["trainees"] = found["courses"] * dice.randint(8, 60)
    figures: Figures = {(key, ""): number for key, number in found.items()}
    figures["fees", ""] = dice.choice(["0", "0.38", "1.2"])
    figures["funds", ""] = dice.choice(["0", "12", "36.5"])
    return figures


def _applications(form: str, dice: random.Random) -> Figures:
    weights = {"natural_person": 3, "commercial_enterprise": 1}
    figures: Figures = {}
    for who in _PEOPLE:
        busy = weights.get(who, 0)
        sizes = [0, 0, 0, 1, 2, 6, 17][: 3 + busy * 2] if busy else [0] * 12 + [1]
        rows = [dice.choice(sizes) for _ in OUTCOMES[form]]
        carried_in, carried_out = dice.choice([0, 0, busy]), dice.choice([0, 0, busy])
        carried_in = min(carried_in, sum(rows) + carried_out)
        for number, figure in enumerate(rows):
            figures[f"outcome.{number}", who] = figure
        figures["done", who] = sum(rows)
        figures["in", who], figures["out", who] = carried_in, carried_out
        figures["new", who] = sum(rows) + carried_out - carried_in
    for key in dict.fromkeys(key for key, _ in figures):
        figures[key, "total"] = sum(int(figures[key, who]) for who in _PEOPLE)
    return figures


def _reviews(dice: random.Random) -> Figures:
    figures: Figures = {}
    for number in range(3):
        parts = [dice.choice([0, 0, 1, 3]) for _ in range(4)]
        for position, figure in enumerate([*parts, sum(parts)]):
            figures[f"review.{number}", str(position)] = figure
    return figures


def _blocks(form: str, dice: random.Random, *, city: bool) -> Figures:
    figures: Figures = {}
    if form == "2021":
        for row, some in (("规章", city), ("行政规范性文件", True)):
            for column, most in (("本年制发件数", 30), ("本年废止件数", 9), ("现行有效件数", 400)):
                figures[row, column] = dice.randint(0, most) if some else 0
        for row in ("行政许可", "行政处罚", "行政强制"):
            figures[row, "本年处理决定数量"] = dice.choice([0, dice.randint(1, 900), dice.randint(1000, 99999)])
        figures["行政事业性收费", "本年收费金额（单位：万元）"] = dice.choice(
            ["0", "477.35", "59237.2449", "190.457379"]
        )
        return figures
    for row, some in (("规章", city), ("规范性文件", True)):
        for column, most in (("本年新制作数量", 20), ("本年新公开数量", 20), ("对外公开总数量", 300)):
            figures[row, column] = dice.randint(0, most) if some else 0
    for row in ("行政许可", "其他对外管理服务事项", "行政处罚", "行政强制", "行政事业性收费"):
        figures[row, "上一年项目数量"] = dice.randint(10, 300)
        figures[row, "本年增/减"] = dice.choice(["0", "-8", "+14", "增52", "3"])
        figures[row, "处理决定数量"] = dice.choice([0, dice.randint(1, 40000)])
    figures["政府集中采购", "采购项目数量"] = dice.randint(1, 300)
    figures["政府集中采购", "采购总金额"] = dice.choice(["2368.7万元", "251000元", "23600万元"])
    return figures
