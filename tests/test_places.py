"""Divisions by code, name and year; names in running text; laws over the whole table."""

import re
import subprocess
import sys
from collections import Counter, defaultdict
from importlib.resources import files
from itertools import pairwise

import pytest

from govreport_parser.places import Division, coordinates, gazetteer

PLACES = gazetteer()
ALL = PLACES.all()


def first(name: str, **options) -> tuple[str, str] | None:
    found = PLACES.named(name, **options)
    return (found[0].code, found[0].name) if found else None


def names(divisions) -> list[str]:
    return [division.name for division in divisions]


# By code


@pytest.mark.parametrize(
    ("code", "year", "name"),
    [
        ("410103", None, "二七区"),
        ("410103", 2012, "二七区"),
        ("420600", 2009, "襄樊市"),
        ("420600", 2010, "襄阳市"),  # renamed on 9 December 2010: the state on 31 December
        ("420600", None, "襄阳市"),
        ("110103", 2009, "崇文区"),
        ("110104", 2009, "宣武区"),
        ("110104", None, "宣武区"),  # abolished: the latest under the code
        ("310103", 2010, "卢湾区"),
        ("341400", 2010, "巢湖市"),
        ("340181", 2011, "巢湖市"),
        ("371200", 2018, "莱芜市"),
        ("370116", 2019, "莱芜区"),
        ("330104", 2020, "江干区"),
        ("330113", 2021, "临平区"),
        ("330114", 2021, "钱塘区"),
        ("330110", 2021, "余杭区"),
        ("540581", 2023, "错那市"),
        ("540530", 2022, "错那县"),
        ("610305", 2022, "凤翔区"),
        ("441900", None, "东莞市"),
        ("442000", None, "中山市"),
        ("460400", None, "儋州市"),
        ("620200", None, "嘉峪关市"),
        ("460300", None, "三沙市"),
        ("513201", 2015, "马尔康市"),
        ("710000", None, "台湾省"),
    ],
)
def test_a_code_is_read_as_of_its_year(code, year, name):
    assert PLACES.by_code(code, year=year).name == name


@pytest.mark.parametrize(("code", "year", "name"), [("310103", 2020, "卢湾区"), ("330113", 2005, "临平区")])
def test_a_year_outside_all_ranges_gives_the_nearest(code, year, name):
    assert PLACES.by_code(code, year=year).name == name


@pytest.mark.parametrize("code", ["", "000000", "999999", "41010", "110100", "429000", "410171", "二七区"])
def test_pseudo_codes_zones_and_nonsense_are_no_divisions(code):
    assert PLACES.by_code(code) is None


# By name


@pytest.mark.parametrize(
    ("name", "options", "expected"),
    [
        ("二七区", {}, ("410103", "二七区")),
        ("二七", {}, ("410103", "二七区")),
        ("鼓楼区", {"within": "410200"}, ("410204", "鼓楼区")),
        ("鼓楼区", {"within": "350000"}, ("350102", "鼓楼区")),
        ("鼓楼区", {"within": "320300"}, ("320302", "鼓楼区")),
        ("朝阳区", {"within": "110000"}, ("110105", "朝阳区")),
        ("朝阳区", {"within": "220100"}, ("220104", "朝阳区")),
        ("朝阳", {"within": "211300"}, ("211300", "朝阳市")),
        ("襄樊市", {"year": 2008}, ("420600", "襄樊市")),
        ("襄樊市", {"year": 2015}, ("420600", "襄樊市")),  # no longer there, still found
        ("襄阳", {"year": 2015}, ("420600", "襄阳市")),
        ("崇文区", {}, ("110103", "崇文区")),
        ("宣武", {"year": 2008}, ("110104", "宣武区")),
        ("巢湖市", {"year": 2008}, ("341400", "巢湖市")),
        ("巢湖市", {"year": 2015}, ("340181", "巢湖市")),
        ("巢湖市", {}, ("340181", "巢湖市")),
        ("恩施州", {}, ("422800", "恩施土家族苗族自治州")),
        ("恩施", {}, ("422800", "恩施土家族苗族自治州")),
        ("恩施市", {}, ("422801", "恩施市")),
        ("内蒙古", {}, ("150000", "内蒙古自治区")),
        ("吉林", {}, ("220000", "吉林省")),  # the higher level first
        ("河南", {}, ("410000", "河南省")),
        ("河南", {"within": "630000"}, ("632324", "河南蒙古族自治县")),
        ("浦东", {}, ("310115", "浦东新区")),
        ("清新", {}, ("441803", "清新区")),
        ("碑林", {}, ("610103", "碑林区")),
        ("绿园区", {}, ("220106", "绿园区")),
        ("神农架", {}, ("429021", "神农架林区")),
        ("东乡", {"within": "620000"}, ("622926", "东乡族自治县")),
        ("锡林郭勒", {}, ("152500", "锡林郭勒盟")),
        ("察右前旗", {}, ("150926", "察哈尔右翼前旗")),
        ("济源市", {"year": 2010}, ("419001", "济源市")),
        ("凤翔县", {"year": 2023}, ("610322", "凤翔县")),
    ],
)
def test_the_likeliest_division_of_a_name_comes_first(name, options, expected):
    assert first(name, **options) == expected


def test_a_name_shared_by_many_gives_all_that_were_valid():
    assert {found.code for found in PLACES.named("鼓楼区", year=2015)} == {"320106", "320302", "350102", "410204"}
    assert names(PLACES.named("巢湖市", year=2015)) == ["巢湖市"]


def test_full_names_go_before_short_ones():
    assert [found.code for found in PLACES.named("沙市", year=2000)] == ["421002"]
    assert names(PLACES.named("通州区", year=2015, within="320000")) == ["通州区", "通州区"]
    assert first("通州区", year=2015, within="320000") == ("320612", "通州区")


@pytest.mark.parametrize(
    "name",
    [
        "",
        "区",
        "京",
        "豫",
        "横",
        "市辖区",
        "县",
        "省直辖县级行政区划",
        "郑东新区",
        "郑州航空港区",
        "天府新区",
        "二七广场",
    ],
)
def test_what_is_no_division_has_no_name(name):
    assert PLACES.named(name) == ()


# Up and down


@pytest.mark.parametrize(
    ("code", "year", "above"),
    [
        ("410103", None, ["郑州市", "河南省"]),
        ("110105", None, ["北京市"]),
        ("500112", None, ["重庆市"]),
        ("429004", None, ["湖北省"]),
        ("659001", None, ["新疆维吾尔自治区"]),
        ("469001", None, ["海南省"]),
        ("420602", 2009, ["襄樊市", "湖北省"]),
        ("420602", 2011, ["襄阳市", "湖北省"]),
        ("341402", None, ["巢湖市", "安徽省"]),
        ("110000", None, []),
    ],
)
def test_parents_are_real_divisions_of_the_year(code, year, above):
    division = PLACES.by_code(code, year=year)
    assert names(PLACES.parents(division, year=year)) == above
    assert PLACES.parent(division, year=year) == next(iter(PLACES.parents(division, year=year)), None)


def test_children_are_those_of_the_year():
    assert "崇文区" in names(PLACES.children("110000", year=2009))
    assert "崇文区" not in names(PLACES.children("110000"))
    assert names(PLACES.children("341400")) == ["居巢区", "庐江县", "无为县", "含山县", "和县"]
    assert PLACES.children("441900") == ()
    assert PLACES.children("999999") == ()
    hangzhou = names(PLACES.children("330100", year=2021))
    assert {"临平区", "钱塘区", "余杭区", "上城区", "拱墅区"} <= set(hangzhou)
    assert not {"下城区", "江干区"} & set(hangzhou)
    assert "仙桃市" in names(PLACES.children("420000"))


# In running text


@pytest.mark.parametrize(
    "marked",
    [
        "〔河南省〕〔郑州市〕〔二七区〕2012年政府信息公开年度报告",
        "〔恩施土家族苗族自治州〕人民政府",
        "由〔上海市〕〔浦东新区〕负责",
        "〔襄樊市〕和〔襄阳市〕",
        "〔河南省〕〔新县〕人民政府",
        "〔和县〕人民政府办公室",
        "（〔横县〕）",
        "〔枣庄市〕〔市中区〕",
        "〔市中区〕政府信息公开",
        "〔洛阳市〕〔老城区〕",
        "〔晋城市〕〔城区〕",
        "〔海城市〕人民政府，〔江西省〕〔南昌市〕〔新建区〕",
        "〔广州市〕北京街道办事处",
        # Nothing here
        "各市和县政府",
        "由区政府会同县级有关部门、行政和县级机关",
        "沿海城市、新兴城市、战略合作市场",
        "张三担任县长",
        "改造老城区，城区绿化",
        "〔郑州市〕城区道路",
        "长安街、二七纪念塔、安阳街道",
        "我区政府信息公开",
        "",
    ],
)
def test_full_names_in_text(marked):
    text = re.sub("[〔〕]", "", marked)
    found = PLACES.names_in(text)
    assert [name for _, _, name in found] == re.findall("〔(.+?)〕", marked)
    assert all(text[start:end] == name for start, end, name in found)
    assert all(left[1] <= right[0] for left, right in pairwise(found))


# Laws over the whole table


def test_codes_levels_and_years_are_well_formed():
    levels = {"province": r"\d\d0000", "prefecture": r"\d\d(?!00)\d\d00", "county": r"\d{4}(?!00)\d\d"}
    for division in ALL:
        assert re.fullmatch(levels[division.level], division.code), division
        assert 1980 <= division.since <= (division.until or 9999), division
        assert not re.search("市辖区|直辖|开发区", division.name), division


def test_a_code_has_one_name_a_year():
    by_code = defaultdict(list)
    for division in ALL:
        by_code[division.code].append(division)
    for rows in by_code.values():
        assert all(left.until is not None and left.until < right.since for left, right in pairwise(rows)), rows


def test_every_division_but_provinces_has_a_real_parent():
    orphans = []
    for division in ALL:
        parent = PLACES.parent(division)
        assert (parent is None) == (division.level == "province"), division
        if parent and not parent.covers(division.until):
            orphans.append(division.code)
    # Only where the sources end a prefecture a year before its counties (安阳地区 in 1982).
    assert {code[:4] for code in orphans} == {"4121"}


def test_every_division_is_found_by_its_code_and_names():
    for division in ALL:
        assert PLACES.by_code(division.code, year=division.since) is division
        for name in (division.name, *division.short):
            assert division in PLACES.named(name, year=division.since)


def test_short_names_have_two_characters_and_abbreviations_are_of_provinces():
    for division in ALL:
        assert all(len(short) > 1 and short != division.name for short in division.short), division
        assert bool(division.abbreviations) == (division.level == "province"), division
    assert PLACES.by_code("410000").abbreviations == ("豫",)


def kind(division: Division) -> str:
    zone = division.code.startswith("2327") and division.name.endswith("区")
    if zone or division.name.endswith(("会", "岛", "海域")):
        return "no county"  # 大兴安岭's zones, committees and islands: codes, but not in the ministry's count
    if division.name in ("神农架林区", "六枝特区", "万山特区"):
        return division.name[-2:]
    return re.search("自治[县旗]$|.$", division.name).group()


@pytest.mark.parametrize(
    ("year", "published"),
    [  # 民政事业发展统计公报: what the ministry counted at the end of the year
        (2010, {"区": 853, "市": 370, "县": 1461, "自治县": 117, "旗": 49, "自治旗": 3, "特区": 2, "林区": 1}),
        (2015, {"区": 921, "市": 361, "县": 1397, "自治县": 117, "旗": 49, "自治旗": 3, "特区": 1, "林区": 1}),
        (2018, {"区": 970, "市": 375, "县": 1335, "自治县": 117, "旗": 49, "自治旗": 3, "特区": 1, "林区": 1}),
        (2022, {"区": 977, "市": 394, "县": 1301, "自治县": 117, "旗": 49, "自治旗": 3, "特区": 1, "林区": 1}),
    ],
)
def test_the_counties_are_as_many_as_the_ministry_counted(year, published):
    counties = Counter(kind(division) for division in ALL if division.level == "county" and division.covers(year))
    del counties["no county"]
    assert counties == published


def test_there_are_34_provinces_and_333_prefectures():
    today = Counter(division.level for division in ALL if division.until is None)
    assert (today["province"], today["prefecture"]) == (34, 333)


def test_a_division_is_a_value():
    division = PLACES.by_code("410103")
    assert division == Division(
        code="410103", name="二七区", level="county", parent="410100", since=1980, until=None, short=("二七",)
    )
    with pytest.raises(AttributeError):
        division.name = "中原区"


# Coordinates


def test_coordinates_lie_in_china_and_near_the_parent():
    assert coordinates("410103") == pytest.approx((113.65, 34.73), abs=0.1)
    assert coordinates("999999") is None
    known = [coordinates(division.code) for division in ALL if division.until is None]
    assert sum(point is not None for point in known) > 3100
    assert all(73 < point[0] < 136 and 3 < point[1] < 54 for point in known if point)


# Size and speed


def test_the_data_are_small():
    data = files("govreport_parser.places").joinpath("data")
    assert sum(len(data.joinpath(name).read_bytes()) for name in ("divisions.tsv.gz", "coordinates.tsv.gz")) < 200_000


def test_importing_reads_no_data_and_loading_is_quick():
    program = """
import time
from govreport_parser.places import divisions, centres, gazetteer
assert divisions.gazetteer.cache_info().currsize == 0 and centres._table.cache_info().currsize == 0
times = []
for _ in range(9):
    divisions.gazetteer.cache_clear()
    begin = time.process_time()
    assert gazetteer() is gazetteer()
    times.append(time.process_time() - begin)
print(min(times))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert float(done.stdout) < 0.06


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("根据《条例》和县政府办《通知》要求", []),
        ("(以下简称条例)和县财政局的部署", []),
        ("“两微”和县政府网站", []),
        ("，和县财政局公开信息", ["和县"]),
        ("马鞍山市和县财政局", ["马鞍山市", "和县"]),
        ("《条例》萧县施行", ["萧县"]),
    ],
)
def test_a_word_that_joins_behind_a_closing_mark_is_no_county(text, names):
    assert [name for _, _, name in gazetteer().names_in(text)] == names
