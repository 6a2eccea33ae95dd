"""Counts: marked sentences, negatives as many as positives, and every example of the rules.

A mark is ⟦text|value[..value_to] unit approximation change|label|<parent⟧; from the third field on each may be left out.
The label must lie in ours, which may be eight characters longer.
"""

import datetime
import re
from collections.abc import Callable
from decimal import Decimal
from functools import partial

import pytest

from govreport_parser import sentences
from govreport_parser.extractors.base import Context, Passage
from govreport_parser.extractors.counts import find_counts
from govreport_parser.extractors.lexicon import GROUPS
from govreport_parser.mentions import CountMention, DateMention, Period
from govreport_parser.numerals import plain
from govreport_parser.rules.loader import load_rules
from govreport_parser.rules.trace import Trace
from govreport_parser.spans import Span
from govreport_parser.text.alignment import Alignment
from govreport_parser.text.normalize import NormalizedText, normalize

MARK = re.compile(r"⟦([^⟧|]*)\|?([^⟧]*)⟧")


def read(text: str, **options: object) -> tuple[CountMention, ...]:
    normal = normalize(text)
    return find_counts(Passage(normal=normal, prose=normal.text, context=Context(year=2015)), **options)


def canonical(count: CountMention) -> str:
    value = plain(count.value) + (f"..{plain(count.value_to)}" if count.value_to is not None else "")
    words = [value, count.unit or ""]
    words += [count.approximation] if count.approximation not in {"exact", "range"} else []
    words += ["range"] if count.approximation == "range" else []
    words += [count.change] if count.change != "none" else []
    return " ".join(word for word in words if word)


def marks(sentence: str) -> tuple[str, list[tuple[int, int, list[str]]]]:
    text, found, position = "", [], 0
    for match in MARK.finditer(sentence):
        text += sentence[position : match.start()]
        found.append((len(text), len(text) + len(match[1]), match[2].split("|")))
        text += match[1]
        position = match.end()
    return text + sentence[position:], found


POSITIVE = """
通过区长信箱、民生热线、网上信访来信⟦68件|68 件|来信⟧。
受理市长公开电话、市长信箱、人民网留言办件⟦1.2万件|12000 件|办件⟧。
协调报社、电台、电视台刊播稿件⟦76篇|76 篇|稿件⟧。
先后赴东城区、西城区、丰台区调研⟦4次|4 次|调研⟧。
利用公示栏、明白纸、村村响播报信息⟦560条|560 条|信息⟧。
收到市民、企业、社会组织公开申请⟦88件|88 件|公开申请⟧,其中法人或其他组织提出申请⟦16件|16 件|其他组织提出申请|<88件⟧。
主动公开县政发、县政办发、县政办函、县政办字政策性文件信息⟦69件|69 件|政策性文件信息⟧。
公开规划、统计和人事任免信息⟦46条|46 条|规划、统计和人事任免信息⟧。
全年通过门户网站、公示栏等渠道公开政府信息⟦8600余条|8600 条 over|公开政府信息⟧,其中财政类⟦350条|350 条|财政类|<8600余条⟧,规划类⟦42条|42 条|规划类|<8600余条⟧。
收到政府信息公开申请⟦56件|56 件|政府信息公开申请⟧,办结⟦55件|55 件|办结⟧,结转下年度办理⟦1件|1 件|结转下年度办理⟧。
全年受理申请⟦16件|16 件|申请⟧(含上年结转⟦1件|1 件|上年结转|<16件⟧)。
引发行政复议⟦9起|9 起|行政复议⟧、行政诉讼⟦4起|4 起|行政诉讼⟧,其中一审⟦3起|3 起|一审|<4起⟧,二审⟦1起|1 起|二审|<4起⟧。
规章新制定⟦5件|5 件|新制定⟧,修改⟦4件|4 件|修改⟧,废止⟦3件|3 件|废止⟧。
行政许可事项新增⟦12个|12 个 increase⟧、撤销⟦3个|3 个 decrease⟧。
主动公开信息⟦3862条|3862 条|主动公开信息⟧,比2015年的⟦3433条|3433 条⟧增加⟦429条|429 条 increase⟧。其中规范性文件⟦17条|17 条|规范性文件|<3862条⟧。
公开信息⟦248条|248 条|公开信息⟧,其中电子化的⟦221条|221 条|电子化|<248条⟧,占⟦89.1%|89.1 %⟧。
公开信息⟦248条|248 条|公开信息⟧,电子化的⟦221条|221 条|电子化⟧,占⟦89.1%|89.1 %⟧。其中:业务类⟦200条|200 条|业务类|<248条⟧,财务类⟦48条|48 条|财务类|<248条⟧。
公开信息⟦248条|248 条|公开信息⟧,电子化的⟦221条|221 条|电子化⟧。其中:业务类⟦200条|200 条|业务类|<221条⟧,财务类⟦40条|40 条|财务类⟧。
已办结的⟦62件|62 件|办结⟧中,同意公开的⟦60件|60 件|同意公开|<62件⟧,不同意的⟦2件|2 件|不同意|<62件⟧。
⟦3件|3 件|正在审理中⟧正在审理中。
配备专职⟦1人|1 人|专职⟧,兼职⟦3人|3 人|兼职⟧。
配备⟦2名|2 名|全职⟧全职和⟦2名|2 名|兼职⟧兼职。
发布微博⟦320条|320 条|微博⟧;微信⟦740条|740 条|微信⟧。
公开行政处罚、强制⟦10件|10 件|行政处罚、强制⟧。
申请⟦114件|114 件|申请⟧,其中网络申请⟦72件|72 件|网络申请|<114件⟧(含重复申请⟦3件|3 件|重复申请|<72件⟧),信函申请⟦42件|42 件|信函申请|<114件⟧。
培训⟦1.7万余人次|17000 人次 over|培训⟧。
接待群众⟦近2000人|2000 人 under|接待群众⟧。
全年答复咨询⟦约300件|300 件 about|答复咨询⟧,浏览量⟦超2300万次|23000000 次 over|浏览量⟧。
发放宣传册⟦3万余册|30000 册 over|宣传册⟧。
累计公开⟦900余万条|9000000 条 over|公开⟧。
整理档案⟦四十余条|40 条 over|档案⟧。
选派⟦一名|1 名|业务骨干⟧业务骨干赴省里学习。
由⟦80页|80 页⟧增加至⟦100页|100 页 increase⟧。
简报从每年⟦6期|6 期⟧调整为每年⟦12期|12 期 increase⟧。
公开专栏由⟦5|5 个⟧增至⟦25个|25 个 increase⟧。
办结率由⟦85.6%|85.6 %⟧提高到⟦90.2%|90.2 % increase⟧。
满意率提高⟦10个百分点|10 百分点 increase⟧。
申请量较去年回落⟦12.3%|12.3 % decrease|申请量⟧。
主动公开⟦1.2万条|12000 条|主动公开⟧,同比增长⟦1.05%|1.05 % increase|主动公开⟧。
各项数据均增长⟦8.5%|8.5 % increase|各项数据⟧。
不予公开⟦13条|13 条|不予公开⟧,占⟦7.3%|7.3 %|不予公开⟧。
网络申请占⟦50%|50 %|网络申请⟧。
年度考核排名⟦第四|4⟧。
我县位列全市⟦第3位|3 位⟧。
网站测评进入全国⟦前20名|20 名⟧。
自收到申请之日起⟦20个工作日|20 工作日⟧内答复。
举办为期⟦半天|0.5 天⟧的培训。
公示⟦3个月|3 月⟧。
在⟦24小时|24 小时⟧内回应。
收取检索费⟦380元|380 元|收取检索费⟧。
安排专项经费⟦12.6万元|12.6 万元|专项经费⟧,其中培训⟦3.5万余元|3.5 万元 over|培训|<12.6万元⟧。
涉及资金⟦1.2亿元|1.2 亿元|资金⟧。
每个部门每年公开⟦不少于5条|5 条 at_least|公开⟧。
收到依申请公开事项⟦0|0|依申请公开事项⟧三是政府信息管理方面。
收到公开申请⟦0件|0 件|公开申请⟧。
编印简报⟦3至5期|3..5 期 range|编印简报⟧。
办理时限⟦5-7个工作日|5..7 工作日 range|办理时限⟧。
各类信息分别公开⟦3|3 件⟧、⟦5|5 件⟧、⟦7件|7 件⟧。
规章、规范性文件分别为⟦3件|3 件|规章⟧、⟦5件|5 件|规范性文件⟧。
召开专题会议⟦三次|3 次|召开专题会议⟧。
召开⟦2次|2 次|专题会议⟧专题会议,部署全年工作。
设立⟦三处|3 处|查阅点⟧查阅点。
举办培训班⟦两期|2 期|举办培训班⟧。
全区⟦29个|29 个|部门⟧部门和⟦10个|10 个|街道⟧街道完成整改。
工作分为动员、自查、整改等⟦4个|4 个|阶段⟧阶段。
满意率达⟦98%以上|98 % at_least|满意率⟧。
平均用时⟦15天左右|15 天 about|平均用时⟧。
压缩至⟦10个工作日以内|10 工作日 at_most decrease⟧。
办结率为⟦百分之九十五|95 %|办结率⟧。
⟦三成|30 %⟧以网络方式提出。
共收到申请⟦七十八万五千件|785000 件|申请⟧。
回应留言⟦1,234条|1234 条|留言⟧。
公开目录⟦3,600,000条|3600000 条|公开目录⟧。
受理⟦5万4千件|54000 件|受理⟧。
收到申请⟦43件|43 件|申请⟧(其中自然人⟦40件|40 件|自然人|<43件⟧、法人⟦3件|3 件|法人|<43件⟧),同比减少⟦7件|7 件 decrease⟧。
解读政策⟦30篇|30 篇|解读政策⟧,包括文字解读⟦20篇|20 篇|文字解读|<30篇⟧、图片解读⟦10篇|10 篇|图片解读|<30篇⟧。
公开信息⟦120条|120 条|公开信息⟧:政策类⟦50条|50 条|政策类|<120条⟧,规划类⟦70条|70 条|规划类|<120条⟧。
全年公開信息⟦12000餘條|12000 条 over|公开信息⟧,受理申請⟦３５件|35 件|申请⟧。
信息公开引发的诉讼⟦10起|10 起|诉讼⟧,其中二审⟦3起|3 起|二审|<10起⟧,一审⟦7起|7 起|一审|<10起⟧,引发行政复议⟦4起|4 起|行政复议⟧。
共接收申请⟦86件|86 件|申请⟧,依法依规回复办结⟦86件|86 件|回复办结⟧,其中市政府转办件⟦2件|2 件|市政府转办件|<86件⟧,快递邮寄⟦84件|84 件|快递邮寄|<86件⟧。
比上年增加⟦30件|30 件 increase⟧。
发生⟦一起|1 起|行政诉讼⟧行政诉讼。
全镇共有信息员⟦18名|18 名|信息员⟧。
点击量达到⟦320000|320000|点击量⟧。
缩短⟦两个半小时|2.5 小时 decrease⟧。
失效⟦2件|2 件|失效⟧、废止⟦4件|4 件|废止⟧。
公开⟦十余个|10 个 over|领域⟧领域的信息。
同比⟦-12.3%|12.3 % decrease⟧。
收到申请⟦133件|133 件|申请⟧。按提交方式分,当面申请⟦21件|21 件|当面申请|<133件⟧,网络申请⟦58件|58 件|网络申请|<133件⟧,信函申请⟦54件|54 件|信函申请|<133件⟧。
行政复议⟦7件|7 件|行政复议⟧,维持⟦5件|5 件|维持|<7件⟧、纠错⟦2件|2 件|纠错|<7件⟧。
支出⟦8.6万元|8.6 万元|支出⟧,主要是购置设备⟦5.2万元|5.2 万元|购置设备|<8.6万元⟧、印制资料⟦3.4万元|3.4 万元|印制资料|<8.6万元⟧。
公开信息⟦2100条|2100 条|公开信息⟧(含镇街⟦900条|900 条|镇街|<2100条⟧),其中网站⟦1700条|1700 条|网站|<2100条⟧、公报⟦30条|30 条|公报|<2100条⟧。
召开发布会⟦20场|20 场|发布会⟧,其中市级⟦8场|8 场|市级|<20场⟧、县级⟦12场|12 场|县级|<20场⟧,县级中网络直播⟦5场|5 场|网络直播|<12场⟧。
收到申请⟦215件|215 件|申请⟧,同比增长⟦8%|8 % increase|申请⟧。其中,当面申请⟦20件|20 件|当面申请|<215件⟧,占⟦9.3%|9.3 %|当面申请⟧。
按时答复率由去年的⟦95.2%|95.2 %|按时答复率⟧上升到今年的⟦99.8%|99.8 % increase|按时答复率⟧。
编发《工作简报》⟦24期|24 期|编发《工作简报》⟧。
行政许可、处罚类信息公开方面,分别占⟦35%|35 %|行政许可⟧、⟦20%|20 %|处罚⟧。
行政处罚事项较上年增⟦1423项|1423 项 increase|行政处罚事项⟧。
因申请人逾期不补正而不再处理⟦2件|2 件|不再处理⟧。
新增公开事项⟦12个|12 个 increase|公开事项⟧。
注册用户达⟦269万|2690000|注册用户⟧。
收集建议⟦百余条|100 条 over|建议⟧。
向⟦3名|3 名|申请人⟧申请人收取信息处理费⟦1260元|1260 元|信息处理费⟧。
平均提前⟦4个工作日|4 工作日⟧办结。
栏目⟦三个多月|3 月 over⟧没有更新。
全区⟦17个|17 个|乡镇⟧乡镇和⟦六个|6 个|街道⟧街道建成专区⟦23个|23 个|建成专区⟧。
投入经费⟦三万元|3 万元|经费⟧,另有⟦三万五千元|35000 元|⟧。
""".strip().splitlines()

NEGATIVE = """
坚持“四位一体”工作格局。
强化六种意识,提升水平。
公开“三公”经费预算。
落实“三安全一稳定”信息要求。
三类内部事务信息不予公开。
四类过程性信息不予公开。
坚持“五公开”,推行“两统一”。
二七区人民政府信息公开。
廿三里街道和八里镇发布通知。
三溪乡、六户镇、第一镇上报材料。
学习贯彻党的十九大和二十届三中全会精神。
编制“十四五”规划。
根据条例第二十条第(一)项的规定公开。
严格执行第9至12条。
依照第十条、十一条和第五十条办理。
国令第711号公布。
教育部令第29号和492号令同时废止。
国办发〔2016〕19号文件要求。
豫政(2008)2号、[2008]3号。
推行一网通办、一图读懂、一事一审。
实行“1+X”模式。
推出100个高频事项清单。
拨打12345热线,12369、12320同时受理。
提供7*24小时服务。
实行7、24小时响应。
发生6.2级地震。
开展5.12防灾宣传,普及4G应用。
一是加强领导。二是强化培训。三是严格考核。
1.加强领导 2.强化培训
电话:0417-2688123,邮编:225300。
QQ群3580013欢迎加入。
不同渠道和方式公开相同信息计1条。
到2020年全面完成。
加入多次讨论,若干问题,一系列制度。
每一个步骤有据可查,每一个节点都留有痕迹。
取得了一定成效,进一步提高。
统一部署,逐一落实,一律公开。
制定一系列配套制度。
召开第四次会议,编印第六期简报。
第七届进博会在四季度举行。
一季度完成,二季度总结。
2015年10月13日至10月15日。
二〇一五年度工作总结。
实行一次性告知,最多跑一次。
打造一站式平台,一条龙服务。
多元共治,二元结构,元旦值守。
三农问题,四好农村路。
几十人次参加,数百条意见。
一起推进,一起落实。
十分重视,十足信心。
另一个方面,同一件事,任何一个单位。
“两个维护”“四个意识”。
两个维护和四个自信要坚持。
24小时自助服务区开放。
三年行动计划顺利实施。
双随机、一公开监管。
一体化平台上线。
第三方评估结果公布。
位于中山路15号。
网址www.abc123.gov.cn。
参见附件2、附件3。
表1、图2所示。
5.20世界计量日。
一带一路建设。
万元以下的项目,亿元产值。
半数以上,上半年,下半年。
前三季度完成任务。
零星投诉,零售药店。
百姓关心,千方百计,万众一心。
由百分比看,占比较高。
邮箱a5@163.com。
窗口一窗受理,一码通行。
县四大班子,两办督查室。
新一届政府,上一年度,下一步打算。
二次补正后办结,二次供水达标。
安装3.11版软件。
三门峡市和九江市的做法。
信息员一人多岗。
提前完成任务,目前进展顺利。
之一,其一,万一,唯一。
先进个人和集体,个别单位,个体工商户。
条例、条款、条件和条目。
编印第3期年报。
每周一例会,第2款除外。
件数、人数、次数、份额和比例。
人均、户均、日均、年均。
""".strip().splitlines()


@pytest.mark.parametrize("sentence", POSITIVE)
def test_reads(sentence: str) -> None:
    text, wanted = marks(sentence)
    counts = read(text)
    assert [(*count.span, canonical(count)) for count in counts] == [
        (start, end, facts[0]) for start, end, facts in wanted
    ]
    texts = {count.id: count.text for count in counts}
    for count, (_, _, facts) in zip(counts, wanted, strict=True):
        assert text[count.span.start : count.span.end] == count.text
        label = next((fact for fact in facts[1:] if not fact.startswith("<")), "")
        parent = next((fact[1:] for fact in facts[1:] if fact.startswith("<")), None)
        assert label in count.label, (count.text, count.label)
        assert not label or len(count.label) <= len(label) + 8, (count.text, count.label)
        assert (texts[count.part_of] if count.part_of else None) == parent, count.text


@pytest.mark.parametrize("sentence", NEGATIVE)
def test_refuses(sentence: str) -> None:
    assert [count.text for count in read(sentence)] == []


RULES = load_rules("counts", GROUPS).file.rule


@pytest.mark.parametrize(("rule", "sentence"), [(rule.id, text) for rule in RULES for text in rule.examples])
def test_rule_examples(rule: str, sentence: str) -> None:
    text, wanted = marks(sentence)
    found = [(*count.span, canonical(count)) for count in read(text) if count.rule == rule]
    assert found == [(start, end, facts[0]) for start, end, facts in wanted]


@pytest.mark.parametrize(("rule", "sentence"), [(rule.id, text) for rule in RULES for text in rule.rejects])
def test_rule_rejects(rule: str, sentence: str) -> None:
    assert [count.text for count in read(sentence) if count.rule == rule] == []


def date(text: str, word: str, start: str, end: str) -> DateMention:
    at = text.index(word)
    return DateMention(
        id="d", rule="dates.test", text=word, span=Span(at, at + len(word)), granularity="year",
        start=datetime.date.fromisoformat(start), end=datetime.date.fromisoformat(end),
    )  # fmt: skip


def test_period_is_that_of_the_governing_date() -> None:
    text = "2015年,公开信息30条。比2014年增加2条。"
    dates = (date(text, "2015年", "2015-01-01", "2015-12-31"), date(text, "2014年", "2014-01-01", "2014-12-31"))
    first, second = read(text, dates=dates)
    assert first.period == Period(start=datetime.date(2015, 1, 1), end=datetime.date(2015, 12, 31))
    assert second.period is None


def test_nothing_inside_a_date_or_a_title_is_a_count() -> None:
    text = "近三年公开《关于印发10项措施的通知》。"
    assert read(text, dates=(date(text, "近三年", "2013-01-01", "2015-12-31"),)) == ()


def test_money_in_yuan() -> None:
    found = read("支出12.6万元,收费380元,捐赠5美元。")
    assert [(plain(c.value), c.unit, c.value_yuan and plain(c.value_yuan)) for c in found] == [
        ("12.6", "万元", "126000"), ("380", "元", "380"), ("5", "美元", None),
    ]  # fmt: skip


def test_spans_are_the_source_own() -> None:
    text = "全年公開信息１２００餘條。"
    (count,) = read(text)
    assert (count.text, count.value, count.label) == ("１２００餘條", Decimal(1200), "公开信息")


def test_no_pattern_crosses_masked_text() -> None:
    normal = normalize("收到申请3|件5")
    passage = Passage(normal=normal, prose="收到申请3\n\n\n")
    assert [(count.text, count.unit) for count in find_counts(passage)] == [("3", None)]


def test_a_refusal_says_why() -> None:
    normal, trace = normalize("坚持“四位一体”。第3条。"), Trace()
    assert find_counts(Passage(normal=normal, prose=normal.text, trace=trace)) == ()
    assert [decision.why for decision in trace.decisions] == ["slogan", "ordinal"]


LONG = (
    "公开信息12条,其中政策3条(含上年1条),收费5元;",
    "公开信息12条,", "一", "十", "百余", "1,", "1,234", "一 ", "三分之", "分别为1、", "“3条", "(3件", "《3件", "近", "第", "其中",
)  # fmt: skip


@pytest.mark.parametrize("sentence", LONG)
def test_time_is_linear(sentence: str, growth: Callable[..., float]) -> None:
    def counting(times: int) -> Callable[[], object]:
        text = sentence * times
        normal = NormalizedText(
            source=text, text=text, alignment=Alignment(), script="simplified", vocabulary="mainland"
        )
        return partial(find_counts, Passage(normal=normal, prose=text))

    assert growth(counting, 100, 1000) < 1.5


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("收到申请86件,分别为当面申请10件、网络申请76件。", ["收到申请", "当面申请", "网络申请"]),
        ("收到申請21件,按申請方式分為當面申請6件、網路申請15件。", ["收到申请", "当面申请", "网络申请"]),
        ("分别为民办学校审批3件。", ["民办学校审批"]),
    ],
)
def test_words_that_open_a_list_are_no_part_of_a_label(text, labels):
    assert [count.label for count in sentences.find_counts(text)] == labels


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("全年开展宣讲11\n4场,面向干部15场。", ["15场"]),
        ("公开信息12,\n345条。", []),
        ("全年开展宣讲\n114场。", ["114场"]),
        ("宣讲11场\n4场在社区。", ["11场", "4场"]),
    ],
)
def test_a_number_that_a_lines_end_cut_is_none(text, found):
    assert [count.text for count in sentences.find_counts(text)] == found


def test_words_between_shares_are_no_labels():
    counts = read("17条申请中,水费的8条,饮水的6条,采砂的3条,分别占47.1%、35.3%和17.6%。")
    assert not {count.label for count in counts if count.measure == "percent"} & {"分别", "和"}


def test_growth_after_growth_does_not_pile_up_labels():
    assert {count.label for count in read("比上年增长3%," * 20)} == {"比上年增长"}
    assert read("收到申请64件,比上年减少8件,下降11.1%。")[-1].label == "收到申请下降"


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("财政类信息占18%,计36件。", ["财政类信息", "财政类信息"]),
        ("公开信息计239条。", ["公开信息"]),
        ("设立了1个专门的信息公开受理点。", ["设立信息公开受理点"]),
        ("不同渠道公开相同信息计1条。", []),
        ("同一件的多次申请计为1件。", []),
        ("采用一条计1分。", ["采用"]),
        ("比上月1200件增加20件。", ["比上月", "增加"]),
        ("学习十七届五次全会精神。", []),
        ("在43个参评的部门中位列第四。", ["部门", "位列"]),
        ("全国40家单位评比中排名第七。", ["单位评比", "排名"]),
        ("做好4件代表建议、6件委员提案办理结果信息公开。", ["做好代表建议", "委员提案办理结果信息"]),
        ("年初、年中两次举办政务公开培训。", ["举办政务公开培训"]),
        ("全年培训2次,参训40人。", ["培训", "参训"]),
        ("主动公开政务信息主要包括机构职能、部门文件及经费六大类。", ["主动公开政务信息"]),
        ("包括概述、公开情况等六个部分。", ["部分"]),
        ("公开文件90件,其中市政府30件,各市60件。", ["公开文件", "市政府", "各市"]),
        ("编印了《释义》等教材和讲义共3册。", ["教材和讲义"]),
        ("行政审批及其他行政权力办理结果37条。", ["行政审批及其他行政权力办理结果"]),
        ("举办培训,86名信息员全程参加。", ["信息员"]),
        ("公布12项全程代办事项。", ["公布全程代办事项"]),
    ],
)  # fmt: skip
def test_labels_on_further_pages(text, labels):
    assert [count.label for count in read(text)] == labels


@pytest.mark.parametrize(
    ("text", "parents"),
    [
        ("主动公开信息186条,其中网站公开42条,同时微信公开144条。", ["", "186条", "186条"]),
        ("公开信息186条,其中财政信息42条,同时微信公开140条。", ["", "186条", ""]),
        ("收到申请20件,其中网络5件,另办结15件。", ["", "20件", ""]),
        ("公开信息6条,其中网站公开4条,同时微信公开2条。", ["", "6条", ""]),
        ("公开639条,其中概况类110条;动态类289条;其他信息共计200条。", ["", "639条", "639条", "639条"]),
        ("公开639条,其中概况类110条;动态类289条;全年共计发放200条。", ["", "639条", "639条", ""]),
        ("收到申请4件,全部规范受理并及时予以答复。其中2件已转办。", ["", "4件"]),
        ("收到申请4件,全部答复。另外举办培训。其中2件已转办。", ["", ""]),
        ("新媒体阅读量1.3亿次。其中,微博发布信息2769条。", ["", ""]),
        ("发布信息3000次。其中,微博发布信息2769条。", ["", "3000次"]),
        ("审结8件,其中维持5件,撤销2件,纠正1件。", ["", "8件", "8件", "8件"]),
    ],
)  # fmt: skip
def test_parts_on_further_pages(text, parents):
    counts = read(text)
    by_id = {count.id: count.text for count in counts}
    assert [by_id.get(count.part_of, "") for count in counts] == parents


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("行政复议结果为维持3件,撤销2件。", "none"),
        ("行政诉讼一审判决驳回1起,撤销1起。", "none"),
        ("清理许可事项,撤销2项。", "decrease"),
        ("清理便民服务点,撤销3个。", "decrease"),
        ("比上年减少2件。", "decrease"),
    ],
)
def test_what_a_review_revokes_is_no_decrease(text, change):
    assert read(text)[-1].change == change
