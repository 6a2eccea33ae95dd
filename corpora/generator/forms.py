"""The four forms as they are printed: labels, columns and units, and which sums hold."""

from dataclasses import dataclass

__all__ = ["APPLICANTS", "BLOCKS", "FORM_2008", "FORM_2014", "NOTE", "OUTCOMES", "REVIEWS", "Block", "Row", "bare"]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list form: our key, the printed label, the bare name, a label on its path, the unit (None: heading)."""

    key: str
    label: str
    name: str
    under: str | None
    unit: str | None


def _rows(text: str) -> list[Row]:
    rows = []
    for line in text.strip().splitlines():
        key, label, name, under, unit = (part.strip() for part in line.split("|"))
        rows.append(Row(key, label, name or bare(label), under or None, unit or None))
    return rows


def bare(label: str) -> str:
    """（一）收到申请数 → 收到申请数; 其中：1.政府网站 → 政府网站; notes in brackets at the end go too."""
    rest = label.removeprefix("其中：")
    for marks in ("一、 二、 三、 四、 五、 六、 七、 八、 九、", "（一） （二） （三） （四） （五） （六） （七）"):
        for mark in marks.split():
            rest = rest.removeprefix(mark)
    head, point, tail = rest.partition(".")
    if point and head.isdigit():
        rest = tail
    if rest.startswith("（") and "）" in rest:
        rest = rest.split("）", 1)[1]
    return rest.split("（", 1)[0]


FORM_2014 = _rows("""
a | 一、主动公开情况 | | |
items | （一）主动公开政府信息数（不同渠道和方式公开相同信息计1条） | | 主动公开情况 | 条
items.normative | 其中：主动公开规范性文件数 | | 主动公开政府信息数 | 条
normative | 制发规范性文件总数 | | 主动公开情况 | 件
b | （二）通过不同渠道和方式公开政府信息的情况 | | 主动公开情况 |
channel.1 | 1.政府公报公开政府信息数 | | 通过不同渠道和方式公开政府信息 | 条
channel.2 | 2.政府网站公开政府信息数 | | 通过不同渠道和方式公开政府信息 | 条
channel.3 | 3.政务微博公开政府信息数 | | 通过不同渠道和方式公开政府信息 | 条
channel.4 | 4.政务微信公开政府信息数 | | 通过不同渠道和方式公开政府信息 | 条
channel.5 | 5.其他方式公开政府信息数 | | 通过不同渠道和方式公开政府信息 | 条
c | 二、回应解读情况 | | |
responses | （一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次） | | 回应解读情况 | 次
d | （二）通过不同渠道和方式回应解读的情况 | | 回应解读情况 |
press | 1.参加或举办新闻发布会总次数 | | 通过不同渠道和方式回应解读 | 次
press.leaders | 其中：主要负责同志参加新闻发布会次数 | | 参加或举办新闻发布会总次数 | 次
interviews | 2.政府网站在线访谈次数 | | 通过不同渠道和方式回应解读 | 次
interviews.leaders | 其中：主要负责同志参加政府网站在线访谈次数 | | 政府网站在线访谈次数 | 次
interpretations | 3.政策解读稿件发布数 | | 通过不同渠道和方式回应解读 | 篇
microblog | 4.微博微信回应事件数 | | 通过不同渠道和方式回应解读 | 次
responses.other | 5.其他方式回应事件数 | | 通过不同渠道和方式回应解读 | 次
e | 三、依申请公开情况 | | |
received | （一）收到申请数 | | 依申请公开情况 | 件
received.1 | 1.当面申请数 | | 收到申请数 | 件
received.2 | 2.传真申请数 | | 收到申请数 | 件
received.3 | 3.网络申请数 | | 收到申请数 | 件
received.4 | 4.信函申请数 | | 收到申请数 | 件
closed | （二）申请办结数 | | 依申请公开情况 | 件
closed.1 | 1.按时办结数 | | 申请办结数 | 件
closed.2 | 2.延期办结数 | | 申请办结数 | 件
replies | （三）申请答复数 | | 依申请公开情况 | 件
reply.1 | 1.属于已主动公开范围数 | | 申请答复数 | 件
reply.2 | 2.同意公开答复数 | | 申请答复数 | 件
reply.3 | 3.同意部分公开答复数 | | 申请答复数 | 件
reply.4 | 4.不同意公开答复数 | | 申请答复数 | 件
refused.1 | 其中：涉及国家秘密 | | 不同意公开答复数 | 件
refused.2 | 涉及商业秘密 | | 不同意公开答复数 | 件
refused.3 | 涉及个人隐私 | | 不同意公开答复数 | 件
refused.4 | 危及国家安全、公共安全、经济安全和社会稳定 | | 不同意公开答复数 | 件
refused.5 | 不是《条例》所指政府信息 | | 不同意公开答复数 | 件
refused.6 | 法律法规规定的其他情形 | | 不同意公开答复数 | 件
reply.5 | 5.不属于本行政机关公开数 | | 申请答复数 | 件
reply.6 | 6.申请信息不存在数 | | 申请答复数 | 件
reply.7 | 7.告知作出更改补充数 | | 申请答复数 | 件
reply.8 | 8.告知通过其他途径办理数 | | 申请答复数 | 件
reviews | 四、行政复议数量 | | | 件
review.1 | （一）维持具体行政行为数 | | 行政复议数量 | 件
review.2 | （二）被依法纠错数 | | 行政复议数量 | 件
review.3 | （三）其他情形数 | | 行政复议数量 | 件
suits | 五、行政诉讼数量 | | | 件
suit.1 | （一）维持具体行政行为或者驳回原告诉讼请求数 | | 行政诉讼数量 | 件
suit.2 | （二）被依法纠错数 | | 行政诉讼数量 | 件
suit.3 | （三）其他情形数 | | 行政诉讼数量 | 件
complaints | 六、举报投诉数量 | | | 件
fees | 七、依申请公开信息收取的费用 | | | 万元
f | 八、机构建设和保障经费情况 | | |
offices | （一）政府信息公开工作专门机构数 | | 机构建设和保障经费情况 | 个
places | （二）设置政府信息公开查阅点数 | | 机构建设和保障经费情况 | 个
staff | （三）从事政府信息公开工作人员数 | | 机构建设和保障经费情况 | 人
staff.1 | 1.专职人员数（不包括政府公报及政府网站工作人员数） | | 从事政府信息公开工作人员数 | 人
staff.2 | 2.兼职人员数 | | 从事政府信息公开工作人员数 | 人
funds | （四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费） | | 机构建设和保障经费情况 | 万元
g | 九、政府信息公开会议和培训情况 | | |
meetings | （一）召开政府信息公开工作会议或专题会议数 | | 政府信息公开会议和培训情况 | 次
courses | （二）举办各类培训班数 | | 政府信息公开会议和培训情况 | 次
trainees | （三）接受培训人员数 | | 政府信息公开会议和培训情况 | 人次
""")

_REFUSED = "否决公开答复总数"
_DINGXI = _rows("""
items | 主动公开信息数 | | | 条
items.full | 其中：全文电子化的主动公开信息数 | | 主动公开信息数 | 条
normative | 新增的行政规范性文件数 | | | 条
services | 提供服务类信息数 | | | 条
visits | 网站专栏页面访问量 | | | 人次
desk | 现场接待人数 | | | 人次
online | 网上咨询数 | | | 人次
calls | 咨询电话接听数 | | | 人次
catalogue | 依申请公开信息目录数 | | | 条
received | 申请总数 | | | 条
received.1 | 其中：1.当面申请数 | | 申请总数 | 条
received.2 | 2.传真申请数 | | 申请总数 | 条
received.3 | 3.电子邮件申请数 | | 申请总数 | 条
received.4 | 4.网上申请数 | | 申请总数 | 条
received.5 | 5.信函申请数 | | 申请总数 | 条
received.6 | 6.其他形式申请数 | | 申请总数 | 条
replies | 对申请的答复总数 | | | 条
reply.1 | 其中：1.同意公开答复数 | | 对申请的答复总数 | 条
reply.2 | 2.同意部分公开答复数 | | 对申请的答复总数 | 条
reply.3 | 3.否决公开答复总数 | | 对申请的答复总数 | 条
refused.1 | 其中：（1）“非《规定》所指政府信息”数 | “非《规定》所指政府信息”数 | 否决公开答复总数 | 条
refused.2 | （2）“信息不存在”数 | “信息不存在”数 | 否决公开答复总数 | 条
refused.3 | （3）“非本部门掌握”数 | “非本部门掌握”数 | 否决公开答复总数 | 条
refused.4 | （4）“申请内容不明确”数 | “申请内容不明确”数 | 否决公开答复总数 | 条
refused.5 | （5）“免予公开范围1”数 | “免予公开范围1”数 | 否决公开答复总数 | 条
refused.6 | （6）“免予公开范围2”数 | “免予公开范围2”数 | 否决公开答复总数 | 条
refused.7 | （7）“免予公开范围3”数 | “免予公开范围3”数 | 否决公开答复总数 | 条
refused.8 | （8）“免予公开范围4”数 | “免予公开范围4”数 | 否决公开答复总数 | 条
refused.9 | （9）“免予公开范围5”数 | “免予公开范围5”数 | 否决公开答复总数 | 条
refused.10 | （10）“免予公开范围6”数 | “免予公开范围6”数 | 否决公开答复总数 | 条
refused.11 | （11）其它原因 | 其它原因 | 否决公开答复总数 | 条
reviews | 行政复议数 | | | 件
suits | 行政诉讼数 | | | 件
appeals | 行政申诉数 | | | 件
appeals.1 | 其中：对本部门首次处理不满意的行政申诉数 | | 行政申诉数 | 件
""")
_PUTIAN = _rows("""
items | 主动公开信息数 | | | 条
items.web | 其中：1.政府网站 | 政府网站 | 主动公开信息数 | 条
items.gazette | 2.政府公报 | 政府公报 | 主动公开信息数 | 条
received | 受理依申请公开信息总数 | 申请 | | 条
received.1 | 其中：1.当面申请数 | | | 条
received.2 | 2.传真申请数 | | | 条
received.3 | 3.电子邮件申请数 | | | 条
received.4 | 4.网上申请数 | | | 条
received.5 | 5.信函申请数 | | | 条
received.6 | 6.其他形式申请数 | | | 条
replies | 本年度对申请的答复总数 | 对申请的答复总数 | | 条
reply.1 | 其中：1.同意公开答复数 | | 对申请的答复总数 | 条
reply.2 | 2.同意部分公开答复数 | | 对申请的答复总数 | 条
reply.3 | 3.否决公开答复总数 | | 对申请的答复总数 | 条
reviews | 行政复议数 | | | 件
suits | 行政诉讼数 | | | 件
appeals | 行政申诉数 | | | 件
""")
FORM_2008 = {"dingxi": _DINGXI, "putian": _PUTIAN}

APPLICANTS = {
    "natural_person": "自然人",
    "commercial_enterprise": "商业企业",
    "research_institution": "科研机构",
    "public_welfare_organisation": "社会公益组织",
    "legal_service_institution": "法律服务机构",
    "other": "其他",
    "total": "总计",
}
NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"

_OUTCOMES = [
    ("", "（一）予以公开"),
    ("", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
    ("（三）不予公开", "1.属于国家秘密"),
    ("", "2.其他法律行政法规禁止公开"),
    ("", "3.危及“三安全一稳定”"),
    ("", "4.保护第三方合法权益"),
    ("", "5.属于三类内部事务信息"),
    ("", "6.属于四类过程性信息"),
    ("", "7.属于行政执法案卷"),
    ("", "8.属于行政查询事项"),
    ("（四）无法提供", "1.本机关不掌握相关政府信息"),
    ("", "2.没有现成信息需要另行制作"),
    ("", "3.补正后申请内容仍不明确"),
    ("（五）不予处理", "1.信访举报投诉类申请"),
    ("", "2.重复申请"),
    ("", "3.要求提供公开出版物"),
    ("", "4.无正当理由大量反复申请"),
    ("", "5.要求行政机关确认或重新出具已获取信息"),
]
OUTCOMES = {
    "2019": [*_OUTCOMES, ("", "（六）其他处理")],
    "2021": [
        *_OUTCOMES,
        ("（六）其他处理", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
        ("", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"),
        ("", "3.其他"),
    ],
}
REVIEWS = ["行政复议", "未经复议直接起诉", "复议后起诉"]


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the second table: its item of Article 20, columns, rows and the unit of each column."""

    item: str
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    units: tuple[str, ...]


_STOCK = ("上一年项目数量", "本年增/减", "处理决定数量")
BLOCKS = {
    "2019": [
        Block(
            "第二十条第（一）项",
            ("本年新制作数量", "本年新公开数量", "对外公开总数量"),
            ("规章", "规范性文件"),
            ("件",) * 3,
        ),
        Block("第二十条第（五）项", _STOCK, ("行政许可", "其他对外管理服务事项"), ("件",) * 3),
        Block("第二十条第（六）项", _STOCK, ("行政处罚", "行政强制"), ("件",) * 3),
        Block("第二十条第（八）项", ("上一年项目数量", "本年增/减"), ("行政事业性收费",), ("件",) * 2),
        Block("第二十条第（九）项", ("采购项目数量", "采购总金额"), ("政府集中采购",), ("件", "万元")),
    ],
    "2021": [
        Block(
            "第二十条第（一）项",
            ("本年制发件数", "本年废止件数", "现行有效件数"),
            ("规章", "行政规范性文件"),
            ("件",) * 3,
        ),
        Block("第二十条第（五）项", ("本年处理决定数量",), ("行政许可",), ("件",)),
        Block("第二十条第（六）项", ("本年处理决定数量",), ("行政处罚", "行政强制"), ("件",)),
        Block("第二十条第（八）项", ("本年收费金额（单位：万元）",), ("行政事业性收费",), ("万元",)),
    ],
}
