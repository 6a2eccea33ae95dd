"""Dates: marked sentences, sentences without a date, the rules' own examples, laws.

In a marked sentence `⟦text|first/last granularity⟧` is a date of a report on 2015; first/last may be left open;
`!` at the end means damaged, `~` recurring. Everything that is not marked must not be found.
"""

import datetime
from collections.abc import Callable
from functools import partial

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from govreport_parser.extractors.base import Context, Passage
from govreport_parser.extractors.date_rules import grammar
from govreport_parser.extractors.dates import find_dates
from govreport_parser.extractors.documents import find_documents
from govreport_parser.extractors.points import GROUPS
from govreport_parser.mentions import DateMention, Period
from govreport_parser.rules.loader import load_rules
from govreport_parser.rules.trace import Trace
from govreport_parser.text.normalize import normalize

MARK = regex.compile(r"⟦(?P<text>[^|⟧]*)\|(?P<value>[^⟧]*)⟧")


def dates_of(
    text: str, *, year: int | None = 2015, reference: datetime.date | None = None, period: Period | None = None
) -> tuple[DateMention, ...]:
    normal = normalize(text)
    context = Context(year=year, reference=reference, period=period)
    passage = Passage(normal=normal, prose=normal.text, context=context)
    return find_dates(passage, documents=find_documents(passage))


def plain(marked: str) -> str:
    return MARK.sub(lambda match: match["text"], marked)


def days(date: DateMention) -> str:
    return "" if date.start is None and date.end is None else f"{date.start}/{date.end}"


def shown(date: DateMention) -> str:
    flag = "!" if date.status == "damaged" else "~" if date.recurring else ""
    return f"{days(date)} {date.granularity}{flag}".strip()


RULES = load_rules("dates").file.rule


@pytest.mark.parametrize(("rule", "example"), [(rule.id, example) for rule in RULES for example in rule.examples])
def test_example(rule: str, example: str) -> None:
    reference = datetime.date(2015, 9, 3) if rule == "dates.relative-day" else None
    match = MARK.search(example)
    assert match is not None
    found = [(date.text, days(date)) for date in dates_of(plain(example), reference=reference) if date.rule == rule]
    assert (match["text"], match["value"]) in found


@pytest.mark.parametrize(("rule", "reject"), [(rule.id, reject) for rule in RULES for reject in rule.rejects])
def test_reject(rule: str, reject: str) -> None:
    reference = datetime.date(2015, 9, 3) if rule == "dates.relative-day" else None
    assert [date.text for date in dates_of(reject, reference=reference) if date.rule == rule] == []


MARKED = [
    # figures and characters
    "⟦2015年10月13日—10月15日|2015-10-13/2015-10-15 range⟧,指派3名專職人員參加培訓會議。",
    "⟦二〇一五年|2015-01-01/2015-12-31 year⟧全鎮公開信息三百餘條。",
    "⟦二○一二年三月|2012-03-01/2012-03-31 month⟧起草了办法。",
    "⟦二0一五年四月|2015-04-01/2015-04-30 month⟧,完成机构改革。",
    "⟦二零一五年十二月三十一日|2015-12-31/2015-12-31 day⟧",
    "⟦一九九八年七月一日|1998-07-01/1998-07-01 day⟧建馆。",
    "在⟦2015 年 6 月 8 日|2015-06-08/2015-06-08 day⟧召開。",
    "⟦２０１５年６月|2015-06-01/2015-06-30 month⟧,公布目录。",
    "⟦2015年01月05日|2015-01-05/2015-01-05 day⟧报送。",
    "⟦2016年2月29日|2016-02-29/2016-02-29 day⟧公布。",
    "⟦民國92年6月18日|2003-06-18/2003-06-18 day⟧修正發布。",
    "⟦中华民国一百零四年|2015-01-01/2015-12-31 year⟧",
    "⟦07年|2007-01-01/2007-12-31 year⟧以来的旧文件。",
    # ranges
    "自⟦2019年1月1日起至12月31日|2019-01-01/2019-12-31 range⟧止。",
    "统计期限为⟦2014年1月1日至2014年12月22日|2014-01-01/2014-12-22 range⟧。",
    "⟦2015年9月至11月|2015-09-01/2015-11-30 range⟧开展整治。",
    "⟦10月13日—15日|2015-10-13/2015-10-15 range⟧参加培训。",
    "⟦3月1日到3月5日|2015-03-01/2015-03-05 range⟧公示。",
    "⟦1-11月|2015-01-01/2015-11-30 range⟧,点击量上升。",
    "⟦2013-2015年|2013-01-01/2015-12-31 range⟧三年行动。",
    "⟦2015年12月至次年2月|2015-12-01/2016-02-29 range⟧停办窗口。",
    "⟦2012年5月1日—2015年4月30日|2012-05-01/2015-04-30 range⟧任职。",
    "⟦2015.01.01-2015.12.31|2015-01-01/2015-12-31 range⟧的数据。",
    "⟦2015年一至三季度|2015-01-01/2015-09-30 range⟧无申请。",
    "⟦9月1日～9月30日|2015-09-01/2015-09-30 range⟧为宣传月。",
    # parts
    "⟦10月下旬|2015-10-21/2015-10-31 part_of_month⟧组织抽查。",
    "⟦2015年2月中下旬|2015-02-11/2015-02-28 part_of_month⟧完成。",
    "⟦四月上旬|2015-04-01/2015-04-10 part_of_month⟧下发通知。",
    "⟦5月底|2015-05-21/2015-05-31 part_of_month⟧前整改到位。",
    "⟦第三季度|2015-07-01/2015-09-30 quarter⟧通报两次。",
    "⟦2015年四季度|2015-10-01/2015-12-31 quarter⟧得分较高。",
    "⟦下半年|2015-07-01/2015-12-31 half⟧新设专栏。",
    "⟦去年下半年|2014-07-01/2014-12-31 half⟧启动改版。",
    "⟦前三季度|2015-01-01/2015-09-30 part_of_year⟧平稳。",
    "在⟦年初|2015-01-01/2015-03-31 part_of_year⟧的报告中作了部署。",
    "力争⟦明年年底|2016-12-01/2016-12-31 part_of_year⟧全部公开。",
    "截至⟦2015年底|2015-12-31/2015-12-31 part_of_year⟧累计公开9000条。",
    # words that hang on the report's year
    "⟦全年|2015-01-01/2015-12-31 year⟧沒有發生泄密事件。",
    "⟦本年度|2015-01-01/2015-12-31 year⟧未收到投诉。",
    "⟦今年以来|2015-01-01/2015-12-31 year⟧,我局加强公开。",
    "比⟦上年|2014-01-01/2014-12-31 year⟧增长8.5%。",
    "较⟦去年同期|2014-01-01/2014-12-31 year⟧多12件。",
    "⟦上年度|2014-01-01/2014-12-31 year⟧结转3件。",
    "⟦年内|2015-01-01/2015-12-31 year⟧办结。",
    "⟦一年来|2015-01-01/2015-12-31 year⟧,镇政府做了大量工作。",
    "⟦近三年|2013-01-01/2015-12-31 range⟧的申请均已答复。",
    "⟦下一年|2016-01-01/2016-12-31 year⟧的打算。",
    "⟦4月9日|2015-04-09/2015-04-09 day⟧,召开例会。",
    "⟦十一月|2015-11-01/2015-11-30 month⟧举办开放日。",
    # a year named just before in the sentence
    "⟦2012年|2012-01-01/2012-12-31 year⟧,⟦3月5日|2012-03-05/2012-03-05 day⟧和⟦6月|2012-06-01/2012-06-30 month⟧开会。",
    "⟦2012年|2012-01-01/2012-12-31 year⟧申请减少。⟦3月|2015-03-01/2015-03-31 month⟧起有所回升。",
    "比⟦2013年|2013-01-01/2013-12-31 year⟧多,其中⟦5月|2015-05-01/2015-05-31 month⟧最多。",
    # school years, now, recurring, decades
    "⟦2014—2015学年|2014-09-01/2015-08-31 academic_year⟧,学校公开信息90条。",
    "⟦2014-2015學年度|2014-09-01/2015-08-31 academic_year⟧的工作。",
    "⟦截至目前|now⟧,專欄運行正常。",
    "⟦目前|now⟧共有查阅点6处。",
    "⟦每年3月31日前|day~⟧公布上一年度报告。",
    "⟦每月|month~⟧通报一次,⟦每季度|quarter~⟧考核一次。",
    "⟦每年1、4、7、10月8日|day~⟧报送统计表。",
    "始建于⟦上世纪90年代|1990-01-01/1999-12-31 decade⟧。",
    # fields and signatures
    "发布日期:⟦2017- 01- 13|2017-01-13/2017-01-13 day⟧ 00: 00",
    "成文日期:⟦2016-03-11|2016-03-11/2016-03-11 day⟧ 来源:区政府办",
    "时间:⟦2017/3/29|2017-03-29/2017-03-29 day⟧",
    "更新日期:⟦107-01-18|2018-01-18/2018-01-18 day⟧",
    "泉源镇人民政府 ⟦2015年1月10日|2015-01-10/2015-01-10 day⟧",
    "(⟦2010年3月5日|2010-03-05/2010-03-05 day⟧)",
    # damage
    "截止⟦20101231日|2010-12-31/2010-12-31 day!⟧,累计公开信息400条。",
    "⟦2007年45日|day!⟧国务院公布条例。",
    "自⟦201211日|day!⟧起施行。",
    "截至⟦202020年12月31日|2020-12-31/2020-12-31 day!⟧",
    "统计时段⟦2016111231|range!⟧,不含街道。",
    "⟦20078月|2007-08-01/2007-08-31 month!⟧开通网站。",
    "⟦2015年2月30日|day!⟧召开会议。",
    "⟦2015年13月|month!⟧上报。",
    "自⟦201011日|day!⟧起至⟦20101231日|2010-12-31/2010-12-31 day!⟧止",
    "2.⟦2015年|2015-01-01/2015-12-31 year⟧公开信息30条。3.办结申请4件。",
    "⟦上年|2014-01-01/2014-12-31 year⟧结转2件,均于⟦一季度|2015-01-01/2015-03-31 quarter⟧答复。",
    "⟦2016年|2016-01-01/2016-12-31 year⟧,继续努力。⟦上半年|2016-01-01/2016-06-30 half⟧轮训一次。",
    # inside a title: a date, but only of the document
    "印发《⟦2015年|2015-01-01/2015-12-31 year⟧工作要点》",
]  # fmt: skip

WITHOUT = [
    "新闻中心2054条,政府公告59条。",
    "十一、其他需要报告的事项。",
    "根据郑政办〔2015〕239号文件精神。",
    "国办发[2016]19号、豫政(2012)5号。",
    "编制“十四五”规划,总结“十三五”成果。",
    "拨打12345热线,或12320。",
    "实行24小时值班,7、24小时开放。",
    "在20个工作日内予以答复。",
    "占比12.5%,较多。",
    "开展5.12宣传和3.23气象日活动。",
    "系统升级到V2.3.1版。",
    "联系电话:025-8368 1165。",
    "邮编:450000,传真:0371-68111111。",
    "常年公开、定期公开与随时公开相结合。",
    "近年来,公开工作稳步推进。",
    "多年来,群众十分关心。",
    "三年内分步实施。",
    "下发通知后3个月完成。",
    "第十八届三中全会,党的十九大精神。",
    "第9至12条,第五十条。",
    "一是加强领导,二是健全制度。",
    "每名干部、每次会议、每一件申请。",
    "一批年轻干部走上岗位。",
    "注意安全年检事项。",
    "盲目前行不可取,题目前面有说明。",
    "说明年度计划的由来。",
    "最近一次年报由办公室编写。",
    "成本年均下降一成。",
    "历年累计公开文件8000件。",
    "公布1.2万条,网页3,600,000次。",
    "由80页增加至100页。",
    "每期10-12页,成绩列前1-3名。",
    "五月花广场和双月街道无关。",
    "“四位一体”工作格局,“六种意识”。",
    "财政专户,QQ群201012312。",
    "上午9:00-12:00,下午2:30-5:30。",
    "序号 5 | 12 | 3",
    "国务院令第711号。",
    "两家月饼铺。",
    "一月一报制度。",
    "青年中心和少年宫。",
    "中老年人和成年子女。",
    "年度报告按时公布。",
    "年终考核列入目标。",
    "当日办结率提高。",
    "工作日内,节假日除外。",
    "会议日程安排,日常工作。",
    "15日内书面答复。",
    "季节性工作,赛季安排。",
    "世纪广场,年代剧。",
    "计划生育,年审年检。",
    "本年报所称信息。",
    "电话107-01-18。",
    "编号107-01-18,见第10.1.2节,12.5.3。",
    "序号\n2099999\n",
    "IP地址192.168.10.12。",
    "总投资2015万元。",
    "公开信息2015条。",
    "门牌2015号。",
    "第2015次检查。",
    "《条例》第二十条第(一)项。",
    "上下联动,前后衔接,今后打算。",
    "同期声采访。",
    "附近三年级学生。",
]


@pytest.mark.parametrize("marked", MARKED)
def test_marked(marked: str) -> None:
    wanted = [(match["text"], match["value"]) for match in MARK.finditer(marked)]
    assert [(date.text, shown(date)) for date in dates_of(plain(marked))] == wanted


@pytest.mark.parametrize("text", WITHOUT)
def test_without_date(text: str) -> None:
    assert [(date.text, date.rule) for date in dates_of(text)] == []


@pytest.mark.parametrize("text", ["4月9日", "去年", "全年", "上半年", "年初", "10月下旬", "近三年"])
def test_without_year_stays_open(text: str) -> None:
    (date,) = dates_of(text, year=None)
    assert (date.text, date.start, date.end) == (text, None, None)


def test_anchored_tells_where_the_year_came_from() -> None:
    dates = dates_of("2014年5月1日和4月9日,去年")
    assert [date.anchored for date in dates] == [False, False, True]


@pytest.mark.parametrize("text", ["明天上报", "5天前收到", "上半月"])
def test_conversation_needs_a_reference(text: str) -> None:
    assert dates_of(text) == ()


def test_school_year_splits_the_months() -> None:
    period = Period(start=datetime.date(2018, 9, 1), end=datetime.date(2019, 8, 31))
    found = dates_of("10月23日开展检查。4月23日召开会议。", year=2019, period=period)
    assert [str(date.start) for date in found] == ["2018-10-23", "2019-04-23"]


def test_prose_only() -> None:
    normal = normalize("合计 | 2015年 | 3\n2015年5月")
    prose = "\n" * normal.text.index("2015年5月") + normal.text[normal.text.index("2015年5月") :]
    found = find_dates(Passage(normal=normal, prose=prose, context=Context(year=2015)))
    assert [date.text for date in found] == ["2015年5月"]


def test_decisions_are_told() -> None:
    trace = Trace()
    normal = normalize("2015年,公开13月")
    find_dates(Passage(normal=normal, prose=normal.text, context=Context(year=2015), trace=trace))
    assert ("dates.point", "won") in [(decision.rule, decision.verdict) for decision in trace.decisions]
    assert "refused" in [decision.verdict for decision in trace.decisions]


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="0123456789年月日旬季度上中下今去全每至—-.〇一二十初底截目前民国 ,。《》\n", max_size=60))
def test_total_and_exact(text: str) -> None:
    normal = normalize(text)
    passage = Passage(normal=normal, prose=normal.text, context=Context(year=2015))
    end = 0
    for date in find_dates(passage):
        assert text[date.span.start : date.span.end] == date.text
        assert date.span.start >= end
        assert date.start is None or date.end is None or date.start <= date.end
        end = date.span.end


UNITS = ["13月", "年", "2015年", "1、", "20101", "每年1、", "至2015", "一", "2015年1月1日至", "上", "107-01-18"]


@pytest.mark.parametrize("unit", UNITS)
def test_time_is_linear(unit: str, growth: Callable[..., float]) -> None:
    def finding(size: int) -> Callable[[], object]:
        normal = normalize(unit * (size // len(unit)))
        return partial(find_dates, Passage(normal=normal, prose=normal.text, context=Context(year=2015)))

    assert growth(finding, 4_000, 40_000) < 1.5


def test_groups_of_the_rules():
    rules = load_rules("dates", GROUPS)
    assert [rule.id for rule, _ in rules.patterns] == list(grammar().ids)
    for rule, pattern in rules.patterns:
        assert set(grammar().groups[rule.id][0]) == set(pattern.groupindex)
