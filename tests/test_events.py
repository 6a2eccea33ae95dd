"""Events: dated happenings with kind, plan, actors, counts and place; and the many dated sentences that are none."""

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from govreport_parser.extractors.base import Context, Passage
from govreport_parser.extractors.counts import find_counts
from govreport_parser.extractors.dates import find_dates
from govreport_parser.extractors.documents import find_documents
from govreport_parser.extractors.events import find_events
from govreport_parser.extractors.institutions import find_institutions
from govreport_parser.mentions import CountMention, DivisionRef, Event
from govreport_parser.rules.loader import load_rules
from govreport_parser.text.normalize import normalize

MARK = regex.compile(r"⟦(?P<text>[^|⟧]*)\|(?P<value>[^⟧]*)⟧")
RULES = load_rules("events").file.rule
PIECES = ["5月8日", "2015年", "召开会议", ",", "。", "\n", "将", "、", "《", "》", "至", "起", "培训"]
HOME = DivisionRef(code="410103", name="二七区", level="county")


def read(text: str, *, year: int = 2015) -> tuple[tuple[Event, ...], tuple[CountMention, ...]]:
    normal = normalize(text)
    context = Context(year=year, issuer="二七区人民政府", division=HOME)
    passage = Passage(normal=normal, prose=normal.text, context=context)
    documents = find_documents(passage)
    dates = find_dates(passage, documents=documents)
    counts = find_counts(passage, dates=dates, documents=documents)
    institutions = find_institutions(passage, documents=documents)
    events = find_events(passage, dates=dates, counts=counts, institutions=institutions, documents=documents)
    return events, counts


def events_of(text: str, *, year: int = 2015) -> tuple[Event, ...]:
    return read(text, year=year)[0]


def plain(marked: str) -> str:
    return MARK.sub(lambda match: match["text"], marked)


@pytest.mark.parametrize("example", [example for rule in RULES for example in rule.examples])
def test_example(example: str) -> None:
    wanted = [(match["text"], match["value"]) for match in MARK.finditer(example)]
    assert [(event.text, event.kind) for event in events_of(plain(example))] == wanted


@pytest.mark.parametrize("reject", [reject for rule in RULES for reject in rule.rejects])
def test_reject(reject: str) -> None:
    assert [event.text for event in events_of(reject)] == []


HAPPENINGS = [
    # text, [(first day, kind, planned)]
    ("2015年10月13日—10月15日,指派3名专职人员参加培训会议。", [("2015-10-13", "training", False)]),
    ("年度报告的编制工作,已于2015年12月31日启动。", [("2015-12-31", "launch", False)]),
    ("编写工作正在进行,预计2015年2月中下旬完成编制。", [("2015-02-11", "other", True)]),
    ("3月5日召开动员会;6月10日进行抽查。", [("2015-03-05", "meeting", False), ("2015-06-10", "inspection", False)]),
    ("2016年3月,我区将举办培训班两期。", [("2016-03-01", "training", True)]),
    ("我局计划于2016年上半年开通微信公众号。", [("2016-01-01", "launch", True)]),
    ("拟在明年四月组织一次全面检查。", [("2016-04-01", "inspection", True)]),
    ("力争2016年6月底前建成统一平台。", [("2016-06-21", "launch", True)]),
    ("5月15日,区公开办印发了《2015年工作要点》。", [("2015-05-15", "publication", False)]),
    ("7月1日,区政府将有关情况上报市政府。", [("2015-07-01", "report", False)]),
    ("9月2日,二七区人民法院开庭审理一起信息公开案件。", [("2015-09-02", "handling", False)]),
    ("新网站从8月1日起正式上线。", [("2015-08-01", "launch", False)]),
    ("自2015年6月1日起,窗口启用电子触摸屏。", [("2015-06-01", "launch", False)]),
    ("去年12月,成立了领导小组。", [("2014-12-01", "establishment", False)]),
    ("2016年1月20日,召开总结会,通报了情况。", [("2016-01-20", "meeting", False)]),
    ("11月中旬,邀请市民代表走进政府。", [("2015-11-11", "other", False)]),
    ("第二季度,对12个部门的网站开展了抽查。", [("2015-04-01", "inspection", False)]),
    ("6月底前完成了目录的修订。", [("2015-06-21", "publication", False)]),
    ("4月10日至20日,分三批轮训工作人员90人。", [("2015-04-10", "training", False)]),
    ("在2015年9月16日召开的全区大会上,作了经验交流。", [("2015-09-16", "meeting", False)]),
    ("3月8日、9月6日,分别举办专题讲座。", [("2015-03-08", "training", False), ("2015-09-06", "training", False)]),
    ("2月16日收到申请,3月2日作出答复。", [("2015-02-16", "handling", False), ("2015-03-02", "handling", False)]),
    ("区档案馆查阅点于5月揭牌。", [("2015-05-01", "launch", False)]),
    ("到2020年,基本实现公开标准化全覆盖。", [("2020-01-01", "other", True)]),
    ("2016年,我区将新开通专栏3个。", [("2016-01-01", "launch", True)]),
    ("年度报告于2016年1月11日公开。", [("2016-01-11", "publication", False)]),
    ("在学习上,2016年上半年轮训一次。", [("2016-01-01", "training", True)]),
    ("(1)2016年一季度完成检查。", [("2016-01-01", "inspection", True)]),
    ("5月,市政府召开政府信息公开工作会议。", [("2015-05-01", "meeting", False)]),
    ("12月1日起試運行新系統。", [("2015-12-01", "launch", False)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), HAPPENINGS)
def test_happening(text: str, wanted: list[tuple[str, str, bool]]) -> None:
    assert [(str(event.date.start), event.kind, event.planned) for event in events_of(text)] == wanted


NONE = [
    "自2008年5月1日起施行的《条例》得到落实。",
    "新修订的《条例》于2019年5月15日正式施行。",
    "2019年4月3日修订的《条例》扩大了公开范围。",
    "截至11月30日,全区累计发布信息900条。",
    "截止2015年12月31日共受理申请4件。",
    "统计期限自2015年1月1日至2015年12月31日。",
    "每年3月31日前向社会公布年度报告。",
    "每季度召开一次例会。",
    "各单位须于12月10日前报送总结。",
    "要求各镇于3月底前上报目录。",
    "应当在2015年6月30日前完成整改。",
    "2015年,召开会议12次。",
    "全年举办培训3期。",
    "目前,各项工作正在推进。",
    "根据《2015年3月工作安排》推进。",
    "2016年,信息公开工作任务繁重。",
    "2015年3月10日",
    "二七区人民政府 2016年1月15日",
    "公开日期:2016-03-11",
    "比去年6月增加12件。",
    "与2014年9月相比,会议减少。",
    "上半年共公开信息600条。",
    "9月累计受理咨询300人次。",
    "8月未召开新闻发布会。",
    "根据2015年5月印发的《实施方案》,细化任务。",
    "不断加强组织领导,召开专题会议。",
    "《条例》(2007年4月5日国务院令第492号公布)是依据。",
    "“12345”热线24小时受理诉求。",
    "2013年以来,先后出台制度8项。",
    "2015年6月以来,群众满意。",
    "《2015年6月公报》刊登文件5件。",
]


@pytest.mark.parametrize("text", NONE)
def test_no_event(text: str) -> None:
    assert [(event.text, event.kind) for event in events_of(text)] == []


def test_actors_institutions_counts_and_place() -> None:
    text = "2015年11月20日,區政府辦及區財政局組織信息員45人在鬱金香視頻會議室,進行了培訓,并向市政府报送总结。"
    events, counts = read(text)
    (event,) = events
    assert event.place == "郁金香视频会议室"
    assert event.actors == ("二七区人民政府办公室", "二七区财政局")
    assert event.institutions == ("二七区人民政府办公室", "二七区财政局", "郑州市人民政府")
    assert event.counts == tuple(count.id for count in counts if count.unit == "人")
    assert event.text == text.rstrip("。")
    assert event.normalized.startswith("2015年11月20日,区政府办")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("3月6日,在区会议中心召开推进会。", "区会议中心"),
        ("3月6日,于市民广场。", None),
        ("9月8日,在行政服务大厅举行揭牌仪式。", "行政服务大厅"),
        ("9月8日,在各单位支持下召开会议。", None),
        ("9月8日,存在的问题在会上通报。", None),
    ],
)
def test_place(text: str, place: str | None) -> None:
    assert [event.place for event in events_of(text) if event.place] == ([place] if place else [])


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("报告的编制工作,已于12月31日启动。", "报告的编制工作,已于12月31日启动"),
        ("优化网站频道,9月,新模块上线。", "9月,新模块上线"),
        ("我镇将做好以下工作:2016年一季度建成专栏。", "2016年一季度建成专栏"),
        ("推进公开,计划于2016年6月30日前公布目录。", "计划于2016年6月30日前公布目录"),
    ],
)
def test_where_an_event_begins(text: str, event: str) -> None:
    assert [found.text for found in events_of(text)] == [event]


def test_actor_at_the_very_start() -> None:
    (event,) = events_of("区政府于3月5日召开会议。")
    assert event.actors == event.institutions == ("二七区人民政府",)


def test_addressee_is_no_actor() -> None:
    (event,) = events_of("12月3日,我局向区政府报送总结。")
    assert "二七区人民政府" in event.institutions


def test_an_event_stays_within_its_sentence() -> None:
    text = "我区高度重视。5月8日,召开会议。今后继续加强。"
    (event,) = events_of(text)
    assert event.text == "5月8日,召开会议"


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_total_and_exact(pieces: list[str]) -> None:
    text = "".join(pieces)
    events = events_of(text)
    for event in events:
        assert text[event.span.start : event.span.end] == event.text
        assert "。" not in event.text
        assert "\n" not in event.text
    assert len({event.id for event in events}) == len(events)
