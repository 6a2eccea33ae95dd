"""Sentences that state a share, a growth rate or the parts of a whole, right by default: what checks of prose must pass over in silence.

With a fault, one of them is wrong, and the finding that must say so is given with it.
"""

import random
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from .figures import Figures

__all__ = ["CLAIM_FAULTS", "claims", "pending"]

Claim = tuple[str, list[dict[str, Any]]]
CLAIM_FAULTS = ("share", "growth", "listed")
_CENT = Decimal("0.01")
_SHARES = (
    "开通咨询电话，全年接听来电⟦{whole}次|来电|calls⟧，其中当场答复⟦{part}次|当场答复||calls⟧，占{rate}%。",
    "全年编印宣传资料⟦{whole}份|宣传资料|papers⟧，其中图解⟦{part}份|图解||papers⟧，占总数的{rate}%。",
    "征集群众建议⟦{whole}条|群众建议|ideas⟧，采纳⟦{part}条|采纳||ideas⟧，占{rate}%。",
)
_GROWTHS = (
    "组织政务开放活动⟦{new}次|政务开放活动⟧，比上年的⟦{old}次|政务开放活动⟧{way}{rate}%。",
    "全年接待来访群众⟦{new}人|来访群众⟧，上年为⟦{old}人|来访群众⟧，同比{way}{rate}%。",
)
_LISTS = (
    "全年开展现场宣讲⟦{whole}场|现场宣讲⟧，其中面向机关干部⟦{a}场|面向机关干部⟧、面向村（社区）⟦{b}场|面向村（社区）⟧、面向企业⟦{c}场|面向企业⟧。",
    "通过微信、微博、客户端分别发布动态⟦{a}篇|动态⟧、⟦{b}篇|动态⟧、⟦{c}篇|动态⟧，共⟦{whole}篇|动态⟧。",
)


def claims(dice: random.Random, fault: str = "") -> Claim:
    """Return two or three sentences, and what must be found where `fault` is one of CLAIM_FAULTS."""
    makers = {"share": _share, "growth": _growth, "listed": _listed}
    wanted = dice.sample(list(makers), 2)
    if fault in makers and fault not in wanted:
        wanted.append(fault)
    told = [makers[name](dice, wrong=name == fault) for name in wanted]
    return "".join(text for text, _ in told), [finding for _, found in told for finding in found]


def _rate(value: Decimal, dice: random.Random) -> str:
    """The rate as offices print it: no, one or two decimals, rounded half up."""
    return format(value.quantize(Decimal(1).scaleb(-dice.choice((0, 1, 1, 2))), ROUND_HALF_UP), "f")


def _finding(code: str, left: object, right: object, about: str) -> list[dict[str, Any]]:
    return [{"code": code, "left": str(left), "right": str(right), "about": about}]


def _plain(value: Decimal) -> str:
    text = format(value.quantize(_CENT, ROUND_HALF_UP), "f")
    return text.rstrip("0").rstrip(".")


def _share(dice: random.Random, *, wrong: bool) -> Claim:
    whole = dice.randint(40, 900)
    part = dice.randint(5, whole * 4 // 5)
    right = Decimal(part * 100) / whole
    rate = _rate(right + (dice.choice((4, 9, 13)) if wrong else 0), dice)
    text = dice.choice(_SHARES).format(whole=whole, part=part, rate=rate)
    return text, _finding("arithmetic.share", rate, _plain(right), f"{part} of {whole}") if wrong else []


def _growth(dice: random.Random, *, wrong: bool) -> Claim:
    old = dice.randint(20, 400)
    new = max(3, old + dice.choice((-1, 1)) * dice.randint(1, old * 3 // 4))
    right = abs(Decimal((new - old) * 100) / old)
    rate = _rate(right + (dice.choice((5, 11, 17)) if wrong else 0), dice)
    text = dice.choice(_GROWTHS).format(new=new, old=old, rate=rate, way="增长" if new > old else "下降")
    return text, _finding("arithmetic.growth", rate, _plain(right), f"{old} → {new}") if wrong else []


def _listed(dice: random.Random, *, wrong: bool) -> Claim:
    a, b, c = (dice.randint(2, 60) for _ in range(3))
    whole = a + b + c + (dice.choice((-1, 1)) * dice.randint(1, 2) if wrong else 0)
    text = dice.choice(_LISTS).format(whole=whole, a=a, b=b, c=c)
    return text, _finding("arithmetic.listed", whole, a + b + c, f"{a}+{b}+{c}") if wrong else []


def pending(form: str, figures: Figures, fault: str) -> Claim:
    """Return a sentence on suits still pending: as the table has it, or against a table whose outcomes are complete."""
    if form not in ("2019", "2021"):
        return "", []
    waiting = sum(int(figures[f"review.{number}", "3"]) for number in (1, 2))
    total = sum(int(figures[f"review.{number}", "4"]) for number in (1, 2))
    if fault == "pending" and total and not waiting:
        found = [
            {
                "code": "form.pending-outcomes",
                "left": None,
                "right": None,
                "about": "one suit is pending, none in the table",
            }
        ]
        return "其中⟦1件|行政诉讼⟧行政诉讼截至年底尚未审结。", found
    return (f"其中行政诉讼尚未审结⟦{waiting}件|尚未审结⟧。" if waiting else ""), []
