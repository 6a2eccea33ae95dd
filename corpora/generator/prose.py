"""Prose round the tables, in sentences of our own, stating the figures of the tables and some of its own."""

import random
import re
from collections.abc import Iterator

from .figures import Figures
from .model import Page, Paragraph, Table

__all__ = ["MARK", "compose", "marks", "plain"]

MARK = "⟦{}⟧"
_MARKED = re.compile(r"⟦([^|⟧]*)((?:\|[^|⟧]*)*)⟧")
_FILLERS = [
    "{month}月{day}日，组织各科室集中学习《中华人民共和国政府信息公开条例》，要求把公开贯穿办文、办会、办事全过程。",
    "围绕群众关心的入学、就医、养老等事项，整理办事指南⟦{a}篇|办事指南⟧，配发图表，力求一看就懂。",
    "完善网站检索，清理失效链接⟦{b}条|失效链接⟧，合并重复栏目⟦{c}个|栏目⟧，查找信息比过去方便。",
    "信息发布坚持先审查、后公开，涉及个人隐私的内容一律作去标识化处理，全年未发生泄密事件。",
    "在便民服务大厅摆放宣传册⟦{b}份|宣传册⟧，由窗口人员当面讲解申请的方式和时限。",
    "对过去形成的文件重新梳理，该公开的补充公开，该废止的及时标注，方便群众查阅。",
    "邀请居民代表⟦{c}人|居民代表⟧参观政务公开专区，当场听取意见，能改的立即改。",
    "乡镇和部门的公开情况每季度通报一次，排名靠后的要说明原因并限期整改。",
]
_SECTIONS = {
    "2008": ["概述", "主动公开政府信息情况", "依申请公开政府信息情况", "复议、诉讼和申诉情况", "存在的主要问题和改进措施", "附表"],
    "2014": ["概述", "主动公开政府信息情况", "依申请公开政府信息情况", "复议和诉讼情况", "存在的主要问题和改进措施", "附表"],
    "2019": ["总体情况", "主动公开政府信息情况", "收到和处理政府信息公开申请情况", "政府信息公开行政复议、行政诉讼情况",
             "存在的主要问题及改进情况", "其他需要报告的事项"],
}  # fmt: skip
_SECTIONS["2021"] = _SECTIONS["2019"]
_NUMBERS = "一二三四五六"
_SHORTEST = 3000
"""Characters of a report without padding, about."""


def plain(text: str) -> str:
    """Return the text without its marks."""
    return _MARKED.sub(r"\1", text)


def marks(text: str) -> Iterator[tuple[int, int, list[str]]]:
    """Yield where each marked figure stands in the plain text, and what its mark says of it."""
    shift = 0
    for match in _MARKED.finditer(text):
        start = match.start() - shift
        shift += len(match[0]) - len(match[1])
        yield start, start + len(match[1]), match[2].split("|")[1:]


def compose(
    form: str, place: str, year: int, figures: Figures, tables: list[Table], dice: random.Random, size: int, *, where: str, said: tuple[str, str],
) -> Page:  # fmt: skip
    """Return a whole report as a page: title, preface, numbered sections, the tables where they belong, or `where` an office put them.

    `said` are further sentences of the first section and of that on reviews and suits.
    """
    period = f"⟦{year}年1月1日起至{year}年12月31日|@range|{year}-01-01|{year}-12-31⟧"
    page: Page = [
        Paragraph(f"{place}{year}年政府信息公开工作年度报告", "title"),
        Paragraph(
            f"根据《中华人民共和国政府信息公开条例》的规定，编制{place}{year}年政府信息公开工作年度报告。所列数据的统计期限自{period}止。"
        ),
    ]
    texts = _texts(form, figures)
    fill = _filler(dice)
    texts[0] += [next(fill) for _ in range(2)]
    texts[0] += [said[0]] if said[0] else []
    texts[3][-1] += said[1]
    length = _SHORTEST
    while length < size:
        texts[0].append(next(fill))
        length += len(plain(texts[0][-1])) + 1
    for number, title in enumerate(_SECTIONS[form]):
        page.append(Paragraph(f"{_NUMBERS[number]}、{title}", "heading"))
        page.extend(Paragraph(text) for text in texts[number])
        here = [at for at, place in enumerate(_places(form, where)) if place == number]
        for at in here:
            if len(here) > 1:  # an annex: a sentence before each table
                page.append(Paragraph(f"{_SECTIONS[form][at + 1]}如下表所示。"))
            page.append(tables[at])
    return page


def _places(form: str, where: str) -> list[int]:
    """Return the section of each table."""
    if form in ("2008", "2014"):
        return [5]
    return {"in-section-one": [0, 2, 3], "at-the-end": [5, 5, 5]}.get(where, [1, 2, 3])


def _filler(dice: random.Random) -> Iterator[str]:
    while True:
        sentences = dice.sample(_FILLERS, 3)
        facts = {
            "month": dice.randint(2, 11),
            "day": dice.randint(1, 28),
            "a": dice.randint(3, 90),
            "b": dice.randint(20, 900),
            "c": dice.randint(2, 60),
        }
        yield "".join(sentence.format(**facts) for sentence in sentences)


def _counted(figure: int | str, unit: str, label: str, name: str = "", of: str = "") -> str:
    return MARK.format("|".join([f"{figure}{unit}", label, name, of]))


def _texts(form: str, figures: Figures) -> list[list[str]]:
    problems = ["一些单位公开还不够及时，解读的形式也比较单一。下一步，将加强培训，健全考核，把公开的质量再提高一步。"]
    if form in ("2019", "2021"):
        return [[], [], [_received_new(figures)], [_cases_new(figures)], problems, ["没有其他需要报告的事项。"]]
    column = "" if form == "2014" else next(c for _, c in figures)
    if ("received", "本年累计") in figures:
        column = "本年累计"
    unit = "件" if form == "2014" else "条"
    first = (
        f"全年主动公开政府信息{_counted(figures['items', column], '条', '政府信息')}，内容涉及财政、民生、规划等方面。"
    )
    return [
        [],
        [first],
        [_received_old(figures, column, unit)],
        [_cases_old(figures, column)],
        problems,
        ["统计表见下。"],
    ]


def _received_new(figures: Figures) -> str:
    new, carried, done, left = (figures[key, "total"] for key in ("new", "in", "done", "out"))
    if not new:
        return "全年没有收到政府信息公开申请。"
    text = f"全年新收政府信息公开申请{_counted(new, '件', '政府信息公开申请', 'new')}"
    text += f"，上年结转{_counted(carried, '件', '上年结转')}" if carried else "，没有上年结转的申请"
    text += f"。本年度办结{_counted(done, '件', '办结', 'done')}" if done else "。本年度没有办结"
    granted = figures["outcome.0", "total"]
    if granted and done:
        text += f"，其中予以公开{_counted(granted, '件', '予以公开', '', 'done')}"
    return text + (
        f"。结转下年度继续办理{_counted(left, '件', '结转下年度')}。" if left else "，没有结转下年度的申请。"
    )


def _cases_new(figures: Figures) -> str:
    reviews = figures["review.0", "4"]
    suits = int(figures["review.1", "4"]) + int(figures["review.2", "4"])
    return _cases(reviews, suits)


def _cases_old(figures: Figures, column: str) -> str:
    return _cases(figures["reviews", column], figures["suits", column])


def _cases(reviews: int | str, suits: int | str) -> str:
    first = (
        f"因政府信息公开被申请行政复议{_counted(reviews, '件', '行政复议')}"
        if int(reviews)
        else "没有因政府信息公开被申请行政复议"
    )
    second = f"，被提起行政诉讼{_counted(suits, '件', '行政诉讼')}。" if int(suits) else "，没有被提起行政诉讼。"
    return first + second


def _received_old(figures: Figures, column: str, unit: str) -> str:
    received = figures["received", column]
    if not int(received):
        return "全年没有收到政府信息公开申请。"
    text = f"全年收到政府信息公开申请{_counted(received, unit, '政府信息公开申请', 'received')}"
    desk = figures["received.1", column]
    if int(desk):
        text += f"，其中当面申请{_counted(desk, unit, '当面申请', '', 'received')}"
    return text + "，均在规定期限内作了答复。"
