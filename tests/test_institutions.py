"""Institutions sentence by sentence: what is named, whose it is, what is no name.

In a row the wanted mentions stand in 〔text|canonical〕, in order; everything else must not be found. `|-` says that the
mention has no division; without it the division has to be the one that the canonical name begins with, or the issuer's.
"""

import re

import pytest

from govreport_parser.extractors import name_matches, name_words
from govreport_parser.extractors.base import Context, Passage
from govreport_parser.extractors.institutions import find_institutions, read_name
from govreport_parser.extractors.name_words import SEEN
from govreport_parser.mentions import DivisionRef
from govreport_parser.places import gazetteer
from govreport_parser.rules.loader import load_rules
from govreport_parser.rules.token_patterns import token_patterns, word_classes
from govreport_parser.rules.trace import Trace
from govreport_parser.text.normalize import normalize

MARK = re.compile(r"〔([^|〕]*)\|([^|〕]*)〕")


def division(code, year=2015):
    found = gazetteer().by_code(code, year=year)
    return DivisionRef(code=found.code, name=found.name, level=found.level)


def context(issuer, code, year=2015):
    return Context(year=year, issuer=issuer, division=division(code, year) if code else None)


DISTRICT = context("二七区人民政府", "410103")
OFFICE = context("二七区人民政府办公室", "410103")
CITY = context("郑州市人民政府", "410100")
COUNTY_CITY = context("瑞安市人民政府", "330381")
COUNTY = context("岳西县人民政府", "340828", 2018)
BUREAU = context("二七区教育局", "410103", 2020)
COMMISSION = context("郑州市卫生健康委员会", "410100", 2020)
STREET = context("北京街道办事处", "440104")
TOWN = context("拖市镇人民政府", "429006", 2021)
PROVINCE = context("河南省人民政府", "410000")
MUNICIPALITY = context("天津市和平区人民政府", "120101")
NEW_AREA = context("上海市浦东新区人民政府", "310115")
NOBODY = Context()
SCHOOL = context("河西师范学院", None, 2020)
HOSPITAL = context("仁和医院", None, 2020)
JINJIANG = context("晋江市人民政府", "350582", 2020)
JINJIANG_2016 = context("晋江市人民政府", "350582", 2016)
LONGXI = context("陇西县人民政府", "621122", 2019)
TAOHUA = context("桃花镇人民政府", "340123", 2024)
NANAN = context("南岸区人民政府", "500108", 2009)
WUCHANG = context("武昌区人民政府", "420106", 2016)
JIAOZHOU = context("胶州市人民政府", "370281", 2020)
NANNING = context("南宁市人民政府", "450100", 2019)


def found(text, ctx, trace=None):
    normal = normalize(text)
    return find_institutions(Passage(normal=normal, prose=normal.text, context=ctx, trace=trace))


def mentions(text, ctx):
    rows = [(m.span.start, m.text, i.canonical) for i in found(text, ctx) for m in i.mentions]
    return [(text, canonical) for _, text, canonical in sorted(rows)]


POSITIVE = [
    # departments that 和 joins, and bodies beside each other
    (
        COUNTY,
        "由〔县教育和体育局|岳西县教育和体育局〕公开招生信息,〔县财政局|岳西县财政局〕和〔县审计局|岳西县审计局〕配合。",
    ),
    (COUNTY, "〔岳西县文化广播电视和旅游局|岳西县文化广播电视和旅游局〕更新目录。"),
    # zones and what is theirs; the short name says where they lie
    (COUNTY_CITY, "〔瑞安经济开发区管委会|瑞安经济开发区管理委员会〕设有窗口。"),
    (PROVINCE, "转〔高新区财政局|高新区财政局〕办理。"),
    # the state and the corps
    (DISTRICT, "〔教育部办公厅|教育部办公厅〕来函,〔中国气象局|中国气象局〕调研。"),
    (DISTRICT, "〔海关总署办公厅政务公开处|海关总署办公厅政务公开处〕答复。"),
    (DISTRICT, "学习〔新疆生产建设兵团办公厅|新疆生产建设兵团办公厅〕的做法。"),
    # one term in short names too; committees written short
    (COUNTY, "〔县政府信息公开办|岳西县政府信息公开办公室〕负责汇总。"),
    (CITY, "〔市城市管理委|郑州市城市管理委员会〕更新目录。"),
    # government and party
    (
        DISTRICT,
        "在〔市委|中共郑州市委员会〕、〔市政府|郑州市人民政府〕和〔区委|中共二七区委员会〕、〔区政府|二七区人民政府〕的领导下推进工作。",
    ),
    (DISTRICT, "〔区委|中共二七区委员会〕〔区政府|二七区人民政府〕多次听取汇报。"),
    (DISTRICT, "在〔市委|中共郑州市委员会〕〔市政府|郑州市人民政府〕关心下,成效明显。"),
    (DISTRICT, "围绕〔区委|中共二七区委员会〕〔区政府|二七区人民政府〕中心工作做好公开。"),
    (DISTRICT, "报经〔市人民政府|郑州市人民政府〕批准。"),
    (DISTRICT, "落实〔省委|中共河南省委员会〕、〔省政府|河南省人民政府〕要求。"),
    (DISTRICT, "〔河南省政府|河南省人民政府〕召开电视电话会议。"),
    (DISTRICT, "〔二七区政府|二七区人民政府〕常务会议两次研究。"),
    (DISTRICT, "转来的申请由〔惠济区人民政府|惠济区人民政府〕答复。"),
    (DISTRICT, "〔区政府|二七区人民政府〕各部门按月更新。"),
    (DISTRICT, "〔我区|二七区人民政府〕按时发布年报。"),
    (DISTRICT, "由〔我区政府|二七区人民政府〕统一答复申请人。"),
    (CITY, "〔市政府|郑州市人民政府〕高度重视公开工作。"),
    (CITY, "〔我市|郑州市人民政府〕在〔省政府|河南省人民政府〕考核中位居前列。"),
    (COUNTY_CITY, "〔市委|中共瑞安市委员会〕、〔市政府|瑞安市人民政府〕主要领导亲自部署。"),
    (COUNTY_CITY, "〔温州市人民政府|温州市人民政府〕对〔我市|瑞安市人民政府〕工作予以肯定。"),
    (COUNTY, "〔县政府|岳西县人民政府〕印发了方案,〔市政府|安庆市人民政府〕予以转发。"),
    (COUNTY, "〔我县|岳西县人民政府〕落实〔省政府|安徽省人民政府〕部署。"),
    (PROVINCE, "〔省政府|河南省人民政府〕新闻发布会举行十二场。"),
    (MUNICIPALITY, "〔市政府|天津市人民政府〕对〔区政府|和平区人民政府〕开展评估。"),
    (DISTRICT, "〔中共郑州市委|中共郑州市委员会〕印发了意见。"),
    (DISTRICT, "〔中共二七区委员会|中共二七区委员会〕全会审议通过。"),
    (DISTRICT, "〔郑州市委|中共郑州市委员会〕组织评议。"),
    (DISTRICT, "〔区委宣传部|中共二七区委宣传部〕负责舆情回应。"),
    (DISTRICT, "〔区委办公室|中共二七区委办公室〕会同〔区政府办公室|二七区人民政府办公室〕督查。"),
    (DISTRICT, "〔市纪委|中共郑州市纪律检查委员会〕通报了结果。"),
    # offices of governments
    (DISTRICT, "〔区政府办|二七区人民政府办公室〕及有关单位参加。"),
    (DISTRICT, "〔区人民政府办公室|二七区人民政府办公室〕是主管部门。"),
    (DISTRICT, "参加〔郑州市人民政府办公厅|郑州市人民政府办公厅〕举办的培训。"),
    (DISTRICT, "〔省政府办公厅|河南省人民政府办公厅〕下发通知。"),
    (DISTRICT, "〔省政府办|河南省人民政府办公厅〕来函。"),
    (DISTRICT, "〔市政府办公厅|郑州市人民政府办公厅〕(〔政务公开处|郑州市人民政府办公厅政务公开处〕)负责解释。"),
    (COUNTY, "请与〔县政府办公室|岳西县人民政府办公室〕联系。"),
    (COUNTY, "〔县府办|岳西县人民政府办公室〕牵头编制年报。"),
    (DISTRICT, "〔市政府法制办公室|郑州市人民政府法制办公室〕受理复议三件。"),
    # 政府信息公开 is one term
    (DISTRICT, "在〔市政府信息公开办公室|郑州市政府信息公开办公室〕指导下开展工作。"),
    (DISTRICT, "〔市政府信息公开办公室|郑州市政府信息公开办公室〕(〔电子政务办公室|郑州市电子政务办公室〕)给予支持。"),
    (DISTRICT, "调整了〔区政府信息公开工作领导小组|二七区政府信息公开工作领导小组〕成员。"),
    (DISTRICT, "〔区政府信息公开领导小组办公室|二七区政府信息公开领导小组办公室〕组织检查。"),
    (DISTRICT, "〔区政务公开办|二七区政务公开办公室〕每季度通报一次。"),
    (DISTRICT, "〔市公开办|郑州市公开办〕抽查了网站。"),
    (DISTRICT, "〔市政府信息公开办公室|郑州市政府信息公开办公室〕发文,〔市公开办|郑州市政府信息公开办公室〕抽查。"),
    (
        DISTRICT,
        "以〔区政府信息公开领导小组|二七区政府信息公开领导小组〕主要抓,〔领导小组办公室|二七区政府信息公开领导小组办公室〕具体抓。",
    ),
    # departments
    (DISTRICT, "〔区财政局|二七区财政局〕、〔教育局|二七区教育局〕、〔民政局|二七区民政局〕率先公开。"),
    (DISTRICT, "〔市卫计委|郑州市卫生和计划生育委员会〕通报了疫情。"),
    (COMMISSION, "〔市卫健委|郑州市卫生健康委员会〕网站改版。"),
    (DISTRICT, "〔住建局|二七区住房和城乡建设局〕公开房源信息。"),
    (DISTRICT, "〔区发改委|二七区发展和改革委员会〕与〔区人社局|二七区人力资源和社会保障局〕共同答复。"),
    (DISTRICT, "〔市公安局|郑州市公安局〕公布办事指南。"),
    (DISTRICT, "〔市公安局交警支队|郑州市公安局交警支队〕发布限行公告。"),
    (DISTRICT, "〔郑州市城乡规划局|郑州市城乡规划局〕移送一件。"),
    (DISTRICT, "〔市人力资源社会保障局|郑州市人力资源和社会保障局〕开展招考。"),
    (DISTRICT, "由〔区机关事务管理局|二七区机关事务管理局〕承办。"),
    (DISTRICT, "〔省国土资源厅|河南省国土资源厅〕作出决定。"),
    (DISTRICT, "〔区城管局|二七区城管局〕通报整改情况。"),
    (DISTRICT, "〔市交通运输委员会|郑州市交通运输委员会〕公布线路。"),
    (DISTRICT, "〔区食药监局|二七区食品药品监督管理局〕抽检结果已公示。"),
    (CITY, "〔市国土资源和规划委员会|郑州市国土资源和规划委员会〕由〔市规划局|郑州市规划局〕等更名而来。"),
    (
        context("广州市天河区住房和城乡建设局", "440106", 2020),
        "〔天河区住房和城乡建设局|天河区住房和城乡建设局〕收到申请六件。",
    ),
    (DISTRICT, "〔北京市统计局|北京市统计局〕、〔国家统计局北京调查总队|国家统计局北京调查总队〕联合发布。"),
    (DISTRICT, "〔区法制办|二七区法制办公室〕审核文件,〔区委党校|中共二七区委党校〕组织培训。"),
    (COUNTY, "原〔县计生委|岳西县人口和计划生育委员会〕的目录并入〔县卫健委|岳西县卫生健康委员会〕。"),
    (CITY, "〔市应急局|郑州市应急管理局〕、〔市信访办|郑州市信访办〕分别答复。"),
    (DISTRICT, "成立〔区基层政务公开标准化规范化试点工作领导小组|二七区基层政务公开标准化规范化试点工作领导小组〕。"),
    (DISTRICT, "〔省政府|河南省人民政府〕信息化建设起步早。"),
    (DISTRICT, "〔武汉调查队|国家统计局武汉调查队〕发布数据。"),
    # services
    (DISTRICT, "联合〔区信息中心|二七区信息中心〕检查网站。"),
    (DISTRICT, "〔区信息中心|二七区信息中心〕负责运维,〔信息中心|二七区信息中心〕派出两人。"),
    (DISTRICT, "在〔区档案馆|二七区档案馆〕、〔图书馆|二七区图书馆〕设立查阅点。"),
    (COUNTY, "〔县政务服务中心|岳西县政务服务中心〕设专区。"),
    (DISTRICT, "〔区行政服务中心|二七区行政服务中心〕受理窗口增加两个。"),
    (DISTRICT, "〔市住房公积金管理中心|郑州市住房公积金管理中心〕公布年报。"),
    (DISTRICT, "〔区疾控中心|二七区疾病预防控制中心〕每日发布信息。"),
    # legislature, courts
    (DISTRICT, "主动接受〔区人大|二七区人民代表大会〕、〔区政协|政协二七区委员会〕监督。"),
    (DISTRICT, "〔区人大常委会|二七区人民代表大会常务委员会〕听取报告。"),
    (DISTRICT, "〔市中级人民法院|郑州市中级人民法院〕维持一审判决。"),
    (DISTRICT, "〔区法院|二七区人民法院〕受理两起。"),
    (DISTRICT, "〔省高院|河南省高级人民法院〕驳回再审申请。"),
    (DISTRICT, "〔二七区人民检察院|二七区人民检察院〕提出建议。"),
    (DISTRICT, "〔区妇联|二七区妇女联合会〕与〔团区委|共青团二七区委员会〕配合。"),
    # the state
    (DISTRICT, "贯彻〔国务院|国务院〕部署。"),
    (DISTRICT, "按照〔国务院办公厅政府信息与政务公开办公室|国务院办公厅政府信息与政务公开办公室〕要求编制。"),
    (DISTRICT, "落实〔党中央|中共中央〕、〔国务院|国务院〕决策。"),
    (DISTRICT, "〔财政部|财政部〕、〔国家税务总局|国家税务总局〕联合发文。"),
    (DISTRICT, "〔最高人民法院|最高人民法院〕公布案例。"),
    (BUREAU, "〔教育部|教育部〕开展督导。"),
    # the body that reports
    (BUREAU, "〔我局|二七区教育局〕收到申请两件。"),
    (BUREAU, "〔局办公室|二七区教育局办公室〕负责日常工作。"),
    (BUREAU, "〔我局政务公开领导小组|二七区教育局政务公开领导小组〕召开会议。"),
    (BUREAU, "〔本机关|二七区教育局〕不承担此项职责。"),
    (BUREAU, "〔我区|二七区人民政府〕入园率提高。"),
    (BUREAU, "〔区政府|二七区人民政府〕要求〔我局|二七区教育局〕整改。"),
    (BUREAU, "成立了〔政府信息公开工作领导小组|二七区教育局政府信息公开工作领导小组〕。"),
    (COMMISSION, "〔我委|郑州市卫生健康委员会〕认真贯彻落实〔市委|中共郑州市委员会〕、〔市政府|郑州市人民政府〕部署。"),
    (OFFICE, "〔我办|二七区人民政府办公室〕牵头起草年报。"),
    (STREET, "〔本街道|北京街道办事处〕设立专栏。"),
    (STREET, "〔我街道|北京街道办事处〕主动公开信息百余条。"),
    (STREET, "〔北京街道办事处|北京街道办事处〕配备专职人员一名。"),
    (STREET, "由〔党政办|北京街道党政办公室〕负责。"),
    (STREET, "〔街道办事处|北京街道办事处〕主任任组长。"),
    (TOWN, "〔我镇|拖市镇人民政府〕未收到申请。"),
    (TOWN, "〔镇党委|中共拖市镇委员会〕、〔镇政府|拖市镇人民政府〕高度重视。"),
    (TOWN, "〔拖市镇人民政府|拖市镇人民政府〕公布年报。"),
    (COUNTY_CITY, "〔安阳街道办事处|安阳街道办事处〕新设查阅点。"),
    (COUNTY_CITY, "〔市财政局|瑞安市财政局〕指导〔塘下镇人民政府|塘下镇人民政府〕公开预算。"),
    (NEW_AREA, "6月,〔新区政府|浦东新区人民政府〕召开会议;〔市政府|上海市人民政府〕派员指导。"),
    (STREET, "在〔越秀区北京街道办事处|北京街道办事处〕设点,〔街道党政办|北京街道党政办公室〕管理。"),
    (COMMISSION, "〔委办公室|郑州市卫生健康委员会办公室〕牵头,委机关各处室配合。"),
    (TOWN, "〔镇委|中共拖市镇委员会〕、〔镇政府|拖市镇人民政府〕研究两次。"),
    (NEW_AREA, "〔上海市第一中级人民法院|上海市第一中级人民法院〕维持原判。"),
    (DISTRICT, "〔区府办|二七区人民政府办公室〕、〔区府法制办|二七区人民政府法制办公室〕共同审查。"),
    (DISTRICT, "与〔郑州海关|郑州海关〕、〔高新区管委会|高新区管理委员会〕会商。"),
    # names given in the report, traditional characters
    (
        DISTRICT,
        "〔市政务公开办公室|郑州市政务公开办公室〕(以下简称“〔市公开办|郑州市政务公开办公室〕”)发文,〔市公开办|郑州市政务公开办公室〕督办。",
    ),
    (DISTRICT, "〔區政府辦公室|二七区人民政府办公室〕明確了專人。"),
    (DISTRICT, "在〔區檔案館|二七区档案馆〕設立查閱點。"),
    (NOBODY, "〔二七区人民政府|二七区人民政府〕发布公告。"),
    (NOBODY, "〔区政府|区人民政府〕发布公告。"),
    # offices of governments in short, glued by the dictionary
    (JINJIANG, "〔市政府办|晋江市人民政府办公室〕会同〔市效能办|晋江市效能办〕检查栏目。"),
    (JINJIANG, "3月,〔市政府办|晋江市人民政府办公室〕出台要点。"),
    (JINJIANG, "转发〔泉州市政府办|泉州市人民政府办公室〕通知。"),
    (JINJIANG, "〔政府办公室|晋江市人民政府办公室〕负责统筹,〔政府办|晋江市人民政府办公室〕派人参加。"),
    (JINJIANG, "〔市政府新闻办|晋江市人民政府新闻办公室〕主持发布会,〔市政府督查室|晋江市人民政府督查室〕跟进。"),
    (JINJIANG, "〔市政府研究室|晋江市人民政府研究室〕撰写解读稿。"),
    (NEW_AREA, "〔新区政府办|浦东新区人民政府办公室〕通报了测评结果。"),
    # the party
    (JINJIANG, "〔市委督查室|中共晋江市委督查室〕开展专项督查。"),
    (JINJIANG, "〔市委政研室|中共晋江市委政策研究室〕形成调研报告。"),
    (JINJIANG, "〔市编办|中共晋江市委机构编制委员会办公室〕公布权责清单。"),
    (JINJIANG_2016, "〔市编办|晋江市机构编制委员会办公室〕公布权责清单。"),
    (JINJIANG_2016, "〔市委编办|中共晋江市委机构编制委员会办公室〕审核清单。"),
    (JINJIANG, "〔市网信办|晋江市网信办〕监测舆情。"),
    (JINJIANG, "〔福建省委教育工委|中共福建省委教育工委〕下发文件。"),
    (NANNING, "〔自治区党委|中共广西壮族自治区委员会〕、〔自治区人民政府|广西壮族自治区人民政府〕作出部署。"),
    # departments by era and province
    (JINJIANG, "〔市审批局|晋江市行政审批局〕进驻窗口。"),
    (JIAOZHOU, "〔市审批局|胶州市行政审批服务局〕进驻窗口,〔青岛市审批局|青岛市行政审批服务局〕指导。"),
    (NANAN, "〔区人力社保局|南岸区人力资源和社会保障局〕公布岗位,〔区建委|南岸区建设委员会〕公示房源。"),
    (WUCHANG, "〔区建委|武昌区城乡建设委员会〕公示房源。"),
    (JINJIANG, "〔市建委|晋江市建委〕公示房源。"),
    (NANAN, "〔区经贸委|南岸区经济贸易委员会〕发布补贴办法。"),
    (
        JINJIANG,
        "〔市文旅局|晋江市文化和旅游局〕、〔市卫健局|晋江市卫生健康局〕、〔市医保局|晋江市医疗保障局〕更新目录。",
    ),
    (JINJIANG_2016, "〔市文旅局|晋江市文旅局〕更新目录。"),
    (JINJIANG, "〔市自规局|晋江市自然资源和规划局〕、〔市资规局|晋江市自然资源和规划局〕写法不一。"),
    (JINJIANG, "〔市退役军人局|晋江市退役军人事务局〕、〔市机关事务局|晋江市机关事务管理局〕参会。"),
    (JINJIANG, "〔市机关事务中心|晋江市机关事务中心〕、〔市大数据局|晋江市大数据局〕、〔市城管局|晋江市城管局〕参会。"),
    (JINJIANG, "〔市市监局|晋江市市场监督管理局〕抽检,〔市市场监督局|晋江市市场监督管理局〕公示。"),
    (JINJIANG, "〔市公积金中心|晋江市住房公积金管理中心〕公布年报。"),
    (JINJIANG, "〔市公路局|晋江市公路局〕、〔市外办|晋江市外办〕、〔市安委办|晋江市安委办〕各派一人。"),
    (JINJIANG, "〔市公安局交警大队|晋江市公安局交警大队〕与〔市交警大队|晋江市交警大队〕是两种写法。"),
    (JINJIANG, "〔市实验小学|晋江市实验小学〕、〔市中医院|晋江市中医院〕公开收费。"),
    (
        DISTRICT,
        "〔人社部|人力资源和社会保障部〕、〔住建部|住房和城乡建设部〕、〔国家发改委|国家发展和改革委员会〕联合发文。",
    ),
    (DISTRICT, "〔市场监管总局|国家市场监督管理总局〕、〔农业部|农业部〕先后发函。"),
    # towns
    (LONGXI, "〔首阳镇政府|首阳镇人民政府〕、〔文峰镇政府|文峰镇人民政府〕和〔永吉乡政府|永吉乡人民政府〕作了发言。"),
    (LONGXI, "由〔首阳镇政府|首阳镇人民政府〕牵头,〔高阁镇党委|中共高阁镇委员会〕配合。"),
    (DISTRICT, "〔关林街道办事处|关林街道办事处〕、〔李楼镇政府|李楼镇人民政府〕表态。"),
    (DISTRICT, "〔五里堡街道办|五里堡街道办事处〕、〔大学路街道办事处|大学路街道办事处〕完成整改。"),
    (DISTRICT, "〔建中街街道党工委|中共建中街街道工作委员会〕专题研究。"),
    (TAOHUA, "请与〔镇党政办公室|桃花镇党政办公室〕联系,〔镇党政办|桃花镇党政办公室〕登记。"),
    (TAOHUA, "〔镇纪委|中共桃花镇纪律检查委员会〕监督,〔镇政务公开办|桃花镇政务公开办公室〕汇总。"),
    (TAOHUA, "〔镇便民服务中心|桃花镇便民服务中心〕设查阅点,〔镇党委|中共桃花镇委员会〕听取汇报。"),
    (TAOHUA, "在〔县政府办公室|肥西县人民政府办公室〕指导下,〔镇政府|桃花镇人民政府〕按时编制。"),
    (TAOHUA, "〔我镇|桃花镇人民政府〕通过县政府信息公开网发布信息。"),
    (STREET, "〔街道党工委|中共北京街道工作委员会〕研究三次,〔街道办|北京街道办事处〕印发分工。"),
    # bodies outside the administration
    (SCHOOL, "〔河西师范学院|河西师范学院〕公布清单。"),
    (SCHOOL, "〔学校信息公开工作领导小组|河西师范学院信息公开工作领导小组〕由校长任组长。"),
    (SCHOOL, "〔我校|河西师范学院〕在〔河北省教育厅|河北省教育厅〕指导下工作,〔省教育厅|河北省教育厅〕予以肯定。"),
    (SCHOOL, "参加〔甘肃省教育考试院|甘肃省教育考试院〕组织的咨询。"),
    (SCHOOL, "〔兰州市教育局|兰州市教育局〕来校调研,〔市教育局|兰州市教育局〕、〔省教育厅|甘肃省教育厅〕提出意见。"),
    (SCHOOL, "〔校党委|中共河西师范学院委员会〕重视,〔校纪委|中共河西师范学院纪律检查委员会〕监督。"),
    (SCHOOL, "〔学校办公室|河西师范学院办公室〕汇总,〔校图书馆|河西师范学院图书馆〕设查阅点。"),
    (SCHOOL, "〔河西师范学院办公室|河西师范学院办公室〕受理申请。"),
    (HOSPITAL, "〔我院|仁和医院〕公开价格,〔医院办公室|仁和医院办公室〕受理投诉。"),
    # two provinces are named: which one's, is left open
    (SCHOOL, "湖北省与湖南省高校交流,〔省教育厅|省教育厅〕下发通知。"),
    (CITY, "按〔师市政府信息公开领导小组|师市政府信息公开领导小组〕的要求推进。"),
    (BUREAU, "〔局党委|中共二七区教育局委员会〕部署,〔局纪委|中共二七区教育局纪律检查委员会〕监督。"),
]

NEGATIVE = [
    # classes of bodies in longer lists, each its own, 师市
    (CITY, "各省、自治区、直辖市教育厅(教委)可参照执行。"),
    (CITY, "各县(市)教育局要同步公开。"),
    (CITY, "各部门也相应成立了政务公开领导小组。"),
    (CITY, "政府办公厅(室)负责组织协调。"),
    (CITY, "师市政府信息公开平台上线,师市政务公开工作稳步推进。"),
    # fields that 和 joins are no department; verbs before counties; buildings and addresses
    (COUNTY, "全县教育和卫生系统全部参加。"),
    (CITY, "地址:郑州市人民路中心小学对面。"),
    (DISTRICT, "地址:区政府办公大楼五楼。"),
    (DISTRICT, "编制依据为国务院第492号令。"),
    # one term, not two
    (DISTRICT, "全区政府信息公开工作有序开展。"),
    (DISTRICT, "全市政府信息公开培训如期举行。"),
    (DISTRICT, "二七区政府信息公开工作取得成效。"),
    (DISTRICT, "参加河南省政府信息公开培训。"),
    (DISTRICT, "适应郑州市政府信息公开工作发展的需要。"),
    (DISTRICT, "做好区政府信息公开工作。"),
    (DISTRICT, "通过政府门户网站、政府公报公开。"),
    (DISTRICT, "公开政府采购信息12条。"),
    (DISTRICT, "编制市政府信息公开目录。"),
    # groups and classes
    (DISTRICT, "各乡镇、街道办事处及时更新。"),
    (DISTRICT, "各区县、各部门按职责分工落实。"),
    (DISTRICT, "29个委办局和10个街道镇参加培训。"),
    (DISTRICT, "有关部门和单位要密切配合。"),
    (DISTRICT, "各级人民政府应当加强领导。"),
    (DISTRICT, "各区政府、各县政府分别报送。"),
    (DISTRICT, "各县(市)区人民政府要抓好落实。"),
    (DISTRICT, "市区两级政府上下联动。"),
    (DISTRICT, "乡镇政府是公开的前沿。"),
    (DISTRICT, "领先其他兄弟区。"),
    (DISTRICT, "市直部门、区直单位全部参加。"),
    (DISTRICT, "上级人民政府可以责令改正。"),
    (DISTRICT, "向人民法院提起行政诉讼。"),
    (DISTRICT, "申请人不服可以申请行政复议机关复议。"),
    (DISTRICT, "学校、医院等公共企事业单位参照执行。"),
    (DISTRICT, "社区居委会设立公开栏。"),
    (DISTRICT, "要求各单位成立领导小组。"),
    (DISTRICT, "涉及项目指挥部的法人代表。"),
    (DISTRICT, "成立指挥部的文件。"),
    (DISTRICT, "按照省、市有关规定执行。"),
    (DISTRICT, "认真按照市、区的要求部署。"),
    (DISTRICT, "相关委、办、局分别答复。"),
    (DISTRICT, "党委、政府高度重视。"),
    (DISTRICT, "领导小组下设办公室。"),
    # media, portals, columns, places
    (DISTRICT, "在《魅力二七》开设专栏。"),
    (DISTRICT, "《政府工作快报》刊发信息8篇。"),
    (DISTRICT, "通过“上海发布”推送消息。"),
    (DISTRICT, "首都之窗、“随申办”同步发布。"),
    (DISTRICT, "政府公告59条;新闻中心2054条。"),
    (DISTRICT, "设立政府信息公开查阅场所。"),
    (DISTRICT, "政务公开专区配备电脑两台。"),
    (DISTRICT, "在长安街沿线设置宣传栏。"),
    (DISTRICT, "二七区地处郑州市中心城区。"),
    (DISTRICT, "档案馆查阅点开放。"),
    (DISTRICT, "信息中心负责运维。"),
    (DISTRICT, "编制《二七区政府信息公开指南》。"),
    (DISTRICT, "根据《国务院关于加强政府信息公开的意见》执行。"),
    (DISTRICT, "《郑州市人民政府办公厅关于印发要点的通知》已转发。"),
    # junk and numbers
    (DISTRICT, "ibet国际平台关于印发方案的通知。"),
    (DISTRICT, "威廉希尔中国政府网站登录。"),
    (DISTRICT, "根据条例(国务院令第711号)修订。"),
    (DISTRICT, "国办发〔2016〕19号文件精神得到落实。"),
    (DISTRICT, "财政部令第80号施行。"),
    (DISTRICT, "依据通知(国办公开办函〔2021〕30号)编制。"),
    (BUREAU, "不属于本机关公开的6件。"),
    (DISTRICT, "召开政府信息公开联席会议两次。"),
    # words that only look like names
    (DISTRICT, "区政务公开工作扎实开展。"),
    (DISTRICT, "这一格局已经形成。"),
    (DISTRICT, "认真办理人大代表建议。"),
    (DISTRICT, "办理结果按时公开。"),
    (DISTRICT, "依法委托第三方评估。"),
    (DISTRICT, "市场中心区域人流密集。"),
    (DISTRICT, "小区物业办公室张贴通知。"),
    (DISTRICT, "自我区分信息类别。"),
    (DISTRICT, "工作人员在办公室值守。"),
    (DISTRICT, "明确由办公室专人负责。"),
    (DISTRICT, "以办事处主任修燕为组长。"),
    (DISTRICT, "紧紧围绕中心工作。"),
    (DISTRICT, "委员会成员五名。"),
    (DISTRICT, "召开局长办公会议。"),
    (DISTRICT, "设置咨询台、服务中心。"),
    (DISTRICT, "负责本单位、本部门的公开工作。"),
    (DISTRICT, "各行政机关不得以本机关内部规定为由拒绝。"),
    (DISTRICT, "公司法人变更信息已公示。"),
    (DISTRICT, "小学招生方案已公布。"),
    (DISTRICT, "本办法自发布之日起施行。"),
    (DISTRICT, "在全局范围内推广。"),
    (DISTRICT, "设立区政府信息公开查阅中心。"),
    (DISTRICT, "管理委员会制度健全。"),
    # whose it is, is not known
    (CITY, "区政府所在地不变。"),
    (PROVINCE, "县政府要加强领导。"),
    (DISTRICT, "我局收到申请。"),
    (NOBODY, "我局收到申请。"),
    (NOBODY, "我区收到申请。"),
    (DISTRICT, "镇政府负责落实。"),
    (DISTRICT, "街道办事处负责落实。"),
    (BUREAU, "镇党委负责落实。"),
    (STREET, "各街道办事处负责落实。"),
    (STREET, "镇政府负责落实。"),
    # towns, schools and departments that are none
    (LONGXI, "各乡镇政府、乡镇党委要抓好落实。"),
    (LONGXI, "十个镇政府报送材料。"),
    (LONGXI, "三镇政府联合印发方案。"),
    (DISTRICT, "全区街道办事处、镇政府全面推进。"),
    (DISTRICT, "提高街道办事处工作水平。"),
    (DISTRICT, "指导镇政府公开预算。"),
    (DISTRICT, "17个街道办事处和2个镇政府参加考核。"),
    (DISTRICT, "镇党政办公室负责登记。"),
    (TAOHUA, "各镇政府、各镇党政办公室参会。"),
    (TAOHUA, "按照县政府网站要求更新。"),
    (SCHOOL, "各二级学院、学校各部门通力配合,学校主动公开信息300条。"),
    (SCHOOL, "校长办公会研究两次。"),
    (DISTRICT, "学校办公室负责汇总。"),
    (DISTRICT, "校纪委负责监督。"),
    (DISTRICT, "技术部分公开,农业部分项目公示。"),
    (DISTRICT, "农业部门、文化部门、环保部门、人事部门配合。"),
    (DISTRICT, "研究室内安放电脑,督查室内设窗口。"),
    (JINJIANG, "市外办件较多,县外办事群众增加。"),
    (JINJIANG, "各级政府办公室协同配合。"),
    (JINJIANG, "乡镇政府办公室协同配合。"),
    (JINJIANG, "市公司治理水平提升。"),
    (BUREAU, "政府办公室协同配合。"),
]


@pytest.mark.parametrize(("ctx", "marked"), POSITIVE, ids=[row[1] for row in POSITIVE])
def test_names(ctx, marked):
    text = MARK.sub(lambda match: match.group(1), marked)
    assert mentions(text, ctx) == MARK.findall(marked)


@pytest.mark.parametrize(("ctx", "text"), NEGATIVE, ids=[row[1] for row in NEGATIVE])
def test_no_names(ctx, text):
    assert mentions(text, ctx) == []


RULES = [
    (rule.id, sentence, MARK2)
    for rule in load_rules("institutions").file.rule
    for MARK2, sentences in ((True, rule.examples), (False, rule.rejects))
    for sentence in sentences
]
EXAMPLE = re.compile(r"⟦([^|⟧]*)\|([^⟧]*)⟧")


def rule_context(rule_id):
    issuer = load_rules("institutions").rule(rule_id).values.get("issuer")
    return context(issuer, "410103") if issuer else DISTRICT


@pytest.mark.parametrize(("rule_id", "sentence", "wanted"), RULES)
def test_rule_sentences(rule_id, sentence, wanted):
    text = EXAMPLE.sub(lambda match: match.group(1), sentence)
    trace = Trace()
    records = found(text, rule_context(rule_id), trace)
    won = {(d.span.start, d.span.end) for d in trace.decisions if d.verdict == "won" and d.rule == rule_id}
    if not wanted:
        assert not won
        return
    for name, canonical in EXAMPLE.findall(sentence):
        assert canonical in {record.canonical for record in records}
        assert name in {text[start:end] for start, end in won}


@pytest.mark.parametrize(
    ("text", "canonical", "kind", "code"),
    [
        ("二七区人民政府办公室", "二七区人民政府办公室", "office", "410103"),
        ("郑州市二七区人民政府", "二七区人民政府", "government", "410103"),
        ("广州市天河区住房和城乡建设局", "天河区住房和城乡建设局", "department", "440106"),
        ("河南省人民政府", "河南省人民政府", "government", "410000"),
        ("国务院办公厅", "国务院办公厅", "office", None),
        ("杭州市卫生健康委员会", "杭州市卫生健康委员会", "department", "330100"),
        ("天津市和平区人民政府", "和平区人民政府", "government", "120101"),
        ("沈阳市和平区人民政府", "和平区人民政府", "government", "210102"),
    ],
)
def test_read_name(text, canonical, kind, code):
    name = read_name(text)
    assert (name.canonical, name.kind) == (canonical, kind)
    assert (name.division.code if name.division else None) == code


@pytest.mark.parametrize("text", ["", "2015年政府信息公开工作年度报告", "二七区", "关于印发方案的通知", "首页", "我区"])
def test_read_name_refuses(text):
    assert read_name(text) is None


def test_record():
    text = "区信息中心负责运维,由信息中心派人。"
    (record,) = found(text, DISTRICT)
    assert record.id == "institution-0"
    assert record.kind == "service"
    assert record.rule == "institutions.body"
    assert record.division == division("410103")
    assert [text[m.span.start : m.span.end] for m in record.mentions] == ["区信息中心", "信息中心"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("区政府", "government"), ("市委", "party"), ("区财政局", "department"), ("区政府办公室", "office"),
        ("区政务公开领导小组", "group"), ("区人大", "legislature"), ("区政协", "consultative"), ("区法院", "court"),
        ("区检察院", "procuratorate"), ("安阳街道办事处", "town"), ("区档案馆", "service"), ("区国资委", "department"),
    ],
)  # fmt: skip
def test_kinds(text, kind):
    assert [record.kind for record in found(f"由{text}负责。", DISTRICT)] == [kind]


def test_trace_tells_why():
    trace = Trace()
    found("各区政府要加强领导。", DISTRICT, trace)
    assert [(decision.verdict, decision.why) for decision in trace.decisions] == [("refused", "a class of bodies")]


def test_long_text_is_linear_enough():
    text = "在市委、市政府和区委、区政府的领导下,由区政府办公室牵头。" * 500
    records = found(text, DISTRICT)
    assert sum(len(record.mentions) for record in records) == 5 * 500


def test_branch_lies_where_its_name_says():
    (record,) = found("上海市公安局静安分局公开信息29条。", context("静安区人民政府", "310106"))
    assert (record.canonical, record.division.code) == ("上海市公安局静安分局", "310106")


def test_no_name_ends_with_a_class_that_only_stands_inside_names():
    rules = load_rules("institutions")
    classes = word_classes(rules)
    for rule_id, patterns in token_patterns(rules, SEEN):
        for pattern in patterns:
            for question, op in reversed(pattern):
                last = question.classes or {classes[text] for text in question.texts if text in classes}
                assert last & (name_matches._INNER | name_matches._PARTING) == set(), (rule_id, pattern)
                if op in (None, "+"):
                    break


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("发布《工作办法》和《公开指南》", ["《工作办法》", "《公开指南》"]),
        ("转发《关于落实《工作办法》的通知》后", ["《关于落实《工作办法》的通知》"]),
        ("《关于落实《工作办法》的通知", ["《关于落实《工作办法》"]),
        ("《没有完\n《公开指南》", ["《公开指南》"]),
        ("》《", []),
    ],
)
def test_titles_are_left_out(text, titles):
    assert [text[start:end] for start, end in name_words._titles(text)] == titles


def test_brackets_left_open_cost_no_more_than_others():
    assert list(name_words._titles("《" * 200_000)) == []
