"""Outputs, read back with the readers that people use: nothing lost, nothing rounded, nothing run as a formula."""

import ast
import csv
import io
import json
import re
import shutil
import sqlite3
import sys
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest

sys.path.insert(0, str(Path(__file__).parent / "batch"))

import stand_in
from write import write_documents

from govreport_parser import check, parse
from govreport_parser.batch import parse_files
from govreport_parser.errors import OutputError
from govreport_parser.export import arrow, sqlite, xlsx
from govreport_parser.export.csv import cell, csv_head, csv_rows, header
from govreport_parser.export.document import document_of, failed_document, figure_rows
from govreport_parser.export.formats import format_of
from govreport_parser.export.search import phrase, spaced
from govreport_parser.export.sqlite_views import VIEWS
from govreport_parser.report.columns import FILES, TABLES, schema_of
from govreport_parser.report.rows import table_rows

ROOT = Path(__file__).parent.parent
TEXTS = (
    "二七区2019年报告:受理申请86件,答复12.5件。",
    "=cmd|'/C calc'!A1,申请7件",
    '換行\r\n与“引號”,"逗号",申請123456789012345678件',
    "本页是诗",
)


def make_documents():
    documents = [document_of(*stand_in.parse(text.encode(), f"{number}.txt")) for number, text in enumerate(TEXTS)]
    return [*documents, failed_document("坏.txt", "坏.txt: the file is empty. Give a report.")]


@pytest.fixture(scope="module")
def documents():
    return make_documents()


def rows_of(documents, name):
    if name == "files":
        return [document.file for document in documents]
    return [row for document in documents for row in document.rows.get(name, ())]


# CSV


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_formulas_are_text(start):
    assert cell(f"{start}1+1") == f"'{start}1+1"
    written = csv_rows("files", [(f"{start}1+1",) * 7]).decode()
    (row,) = csv.reader(io.StringIO(written, newline=""))
    assert row[0].startswith("'")


@pytest.mark.parametrize("text", ["申请=86", "二七区", "1+1", "", " ", "'", "“", "-3420", "-0.5", "-", "－"])
def test_texts_that_are_no_formulas_stay(text):
    assert cell(text) == text


@pytest.mark.parametrize("text", ["-2+3+cmd|' /C calc'!A0", "-A1", "--1", "-1-1", "-1.", "－A1"])
def test_what_only_begins_like_a_number_is_a_formula(text):
    assert cell(text) == f"'{text}"


def test_differences_can_be_read_as_numbers():
    report = parse(ROOT / "corpora/reports/luolong-2018.txt")
    written = csv_head("findings") + csv_rows("findings", table_rows(report, "findings", check(report)))
    rows = list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline="")))
    assert Decimal(-3420) in {Decimal(row["difference"]) for row in rows if row["difference"]}


def test_numbers_are_never_taken_for_formulas():
    assert cell(Decimal("-3.50")) == "-3.5"
    assert cell(-3) == "-3"
    assert cell(Decimal("1.2E+4")) == "12000"


def test_csv_begins_with_a_byte_order_mark_once(documents, tmp_path):
    write_documents(documents, tmp_path / "figures.csv")
    data = (tmp_path / "figures.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\xef\xbb\xbf") == 1
    assert data.startswith(csv_head("figures"))


def test_csv_has_every_figure_and_every_file(documents, tmp_path):
    write_documents(documents, tmp_path / "figures.csv")
    with (tmp_path / "figures.csv").open(encoding="utf-8-sig", newline="") as file:
        read = list(csv.DictReader(file))
    expected = [row for document in documents for row in figure_rows(document)]
    assert len(read) == len(expected)
    assert {row["source"] for row in read} == {document.name for document in documents}
    assert [row["value"] for row in read if row["kind"] == "count"] == ["86", "12.5", "7", "123456789012345678"]
    assert [row["label"] for row in read if row["status"] == "failed"] == ["the file is empty. Give a report."]


def test_folder_has_a_data_package_that_describes_every_column(documents, tmp_path):
    write_documents(documents, tmp_path / "tables")
    package = json.loads((tmp_path / "tables/datapackage.json").read_text("utf-8"))
    names = {resource["name"] for resource in package["resources"]}
    assert names == {"files", "quarantine"} | {schema.name.replace("_", "-") for schema in TABLES}
    for resource in package["resources"]:
        with (tmp_path / "tables" / resource["path"]).open(encoding="utf-8-sig", newline="") as file:
            head = next(csv.reader(file))
        assert [field["name"] for field in resource["schema"]["fields"]] == head
        assert all(field["description"] for field in resource["schema"]["fields"])
        assert resource["schema"]["missingValues"] == [""]


@pytest.mark.parametrize("name", ["files", "figures", "dates", "findings", "unmatched_rows"])
def test_csv_read_by_pandas_polars_and_duckdb(name, documents, tmp_path):
    write_documents(documents, tmp_path / "tables")
    path, count = tmp_path / "tables" / f"{name}.csv", len(rows_of(documents, name))
    columns = [column.name for column in schema_of(name).columns]
    pandas = pytest.importorskip("pandas")
    frame = pandas.read_csv(path, dtype={"division_code": str})
    assert list(frame.columns) == columns
    assert len(frame) == count
    polars = pytest.importorskip("polars")
    assert polars.read_csv(path, infer_schema_length=None, schema_overrides={"value": polars.Float64}).shape == (
        count,
        len(columns),
    )
    duckdb = pytest.importorskip("duckdb")
    types = {column.name: "DECIMAL(38,10)" for column in schema_of(name).columns if column.type == "decimal"}
    found = duckdb.read_csv(str(path), header=True, dtype=types) if types else duckdb.read_csv(str(path), header=True)
    assert found.columns == columns
    assert len(found.fetchall()) == count


# JSONL


def test_jsonl_has_a_line_a_file(documents, tmp_path):
    from govreport_parser.report.model import Report

    write_documents(documents, tmp_path / "out.jsonl")
    lines = (tmp_path / "out.jsonl").read_text("utf-8").split("\n")
    assert lines.pop() == ""
    assert len(lines) == len(documents)
    for line, document in zip(lines, documents, strict=True):
        if document.report is None:
            assert json.loads(line) == {"source": {"name": "坏.txt"}, "status": "failed", "reason": document.reason}
        else:
            assert Report.from_json(line) == document.report
    schema = json.loads((tmp_path / "out.jsonl.schema.json").read_text("utf-8"))
    for line in lines:
        jsonschema.validate(json.loads(line), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"source": {"name": "坏.txt"}, "status": "parsed", "reason": "?"}, schema)


# SQLite


@pytest.fixture
def database(documents, tmp_path):
    write_documents(documents, tmp_path / "out.sqlite")
    connection = sqlite3.connect(tmp_path / "out.sqlite")
    yield connection
    connection.close()


def test_sqlite_has_every_row_in_order(documents, database):
    for schema in (FILES, *TABLES):
        names = [column.name for column in schema.columns]
        order = "rowid" if schema.name == "files" else "key"
        stored = database.execute(f"SELECT {', '.join(names)} FROM {schema.name} ORDER BY {order}").fetchall()
        assert len(stored) == len(rows_of(documents, schema.name)), schema.name


def test_sqlite_decimals_are_exact_and_can_be_calculated_with(database):
    pairs = database.execute("SELECT value, value_text FROM figures WHERE kind = 'count' ORDER BY key").fetchall()
    assert [text for _, text in pairs] == ["86", "12.5", "7", "123456789012345678"]
    assert [Decimal(text) for _, text in pairs][3] == 123456789012345678
    assert database.execute("SELECT sum(value) FROM figures WHERE kind='count' AND value < 100").fetchone() == (105.5,)


def test_sqlite_is_one_file_without_a_journal(database, tmp_path):
    assert database.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert not list(tmp_path.glob("out.sqlite-*"))


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("申请", ["0.txt", "1.txt", "2.txt"]),
        ("答复", ["0.txt"]),
        ("受理申请", ["0.txt"]),
        ("诗", ["3.txt"]),
        ("引号", ["2.txt"]),
        ("申请 答复", ["0.txt"]),
        ("请受", []),
        ("复议", []),
        ("", []),
        ('"', []),
        ('申请" OR "诗', []),
    ],
)
def test_chinese_search_finds_words_of_any_length(words, names, database):
    assert sorted(row["source"] for row in sqlite.search(database, words)) == names


def test_search_in_figures_and_nowhere_else(database):
    assert {row["kind"] for row in sqlite.search(database, "申请", table="figures")} == {"indicator", "count"}
    with pytest.raises(ValueError, match="texts"):
        sqlite.search(database, "申请", table="reports")


def test_phrases():
    assert phrase("申请") == '"申 请"'
    assert " ".join(spaced("A86件").split()) == "A86 件"


def test_sqlite_views_and_dictionary(database):
    views = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'view'")]
    assert "quarantine" in views
    assert sorted(views) == sorted(view.name for view in VIEWS)
    for view in VIEWS:
        cursor = database.execute(f"SELECT * FROM {view.name}")
        assert tuple(column[0] for column in cursor.description) == tuple(column.name for column in view.columns)
    assert database.execute("SELECT source FROM quarantine").fetchall() == [("坏.txt",)]
    described = set(database.execute('SELECT "table", "column" FROM dictionary'))
    for (table,) in database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
    ).fetchall():
        if table not in ("dictionary",) and "_fts" not in table:
            columns = {row[1] for row in database.execute(f"PRAGMA table_info({table})")} - {"key"}
            assert columns == {column for name, column in described if name == table}


@pytest.fixture(scope="module")
def specimens(tmp_path_factory):
    """The specimens, and one of them a year later with seven applications more, as docs/batch.md says."""
    folder = tmp_path_factory.mktemp("specimens")
    for path in (ROOT / "corpora/reports").iterdir():
        shutil.copy(path, folder)
    text = (folder / "shipai-2022.txt").read_text("utf-8")
    received = "一、本年新收政府信息公開申請數量 | 20 | 1 | 0 | 0 | 0 | 0 | 21 |"
    assert received in text
    later = text.replace("2022", "2023").replace(received, received.replace("| 20 |", "| 27 |").replace("21", "28"))
    (folder / "shipai-2023.txt").write_text(later, "utf-8")
    outcomes = parse_files([folder], workers=0)
    documents = [document_of(outcome.report, outcome.findings) for outcome in outcomes]
    write_documents(documents, folder / "out.sqlite")
    connection = sqlite3.connect(folder / "out.sqlite")
    yield connection
    connection.close()


def cells(row):
    return "| " + " | ".join("" if value is None else str(value) for value in row) + " |"


def test_the_questions_of_the_page_on_batches_give_the_answers_shown(specimens):
    page = (ROOT / "docs/batch.md").read_text("utf-8")
    questions = re.findall(r"```sql\n(.*?)```\n\n((?:\|[^\n]*\n)+)", page, re.DOTALL)
    assert len(questions) == page.count("```sql") == 4
    for question, answer in questions:
        cursor = specimens.execute(question)
        head = [column[0] for column in cursor.description]
        lines = [cells(head), "|" + "---|" * len(head), *map(cells, cursor)]
        assert answer.splitlines() == lines, "\n".join(lines)


def test_the_readers_of_the_page_on_batches_read_what_is_written(tmp_path, monkeypatch):
    for library in ("pandas", "polars", "duckdb", "openpyxl", "xlsxwriter", "pyarrow"):
        pytest.importorskip(library)
    (block,) = re.findall(r"```python\n(.*?)```", (ROOT / "docs/batch.md").read_text("utf-8"), re.DOTALL)
    path = ROOT / "corpora/reports/jiangsu-shuili-2023.txt"
    report = parse(path)
    document = document_of(report, check(report))
    for name in ("figures.csv", "figures.parquet", "reports.xlsx"):
        write_documents([document], tmp_path / name)
    monkeypatch.chdir(tmp_path)
    body = ast.parse(block).body
    scope: dict[str, object] = {}
    exec(compile(ast.Module([node for node in body if isinstance(node, ast.Import)], []), "docs", "exec"), scope)
    asked = [
        eval(compile(ast.Expression(node.value), "docs", "eval"), scope) for node in body if isinstance(node, ast.Expr)
    ]
    assert len(asked) == 4
    for frame in asked[:3]:
        assert len(frame) == len(document.rows["figures"])
        assert set(frame["division_code"]) == {"320000"}
    assert asked[3].fetchall() == [("江苏省水利厅", 2023, 88, "件", str(path), 30)]


def test_growth_is_stated_only_between_years_of_one_body(database):
    """Made of rows, not of reports: a gap, two reports of one year, bodies without a name, a year with nothing."""
    reports = [
        ("a1", "甲区人民政府", "110101", 2019, 10),
        ("a2", "甲区人民政府", "110101", 2020, 15),
        ("a3", "甲区人民政府", "110101", 2022, 30),
        ("a4", "甲区人民政府", "110101", 2023, 33),
        ("a5", "甲区人民政府", "110101", 2023, 34),
        ("a6", "甲区人民政府", "110101", 2024, 36),
        ("a7", "甲区人民政府", "110101", 2025, None),
        ("a8", "甲区人民政府", "110101", None, 50),
        ("a9", "甲区人民政府", "110101", None, 60),
        ("b1", "教育局", None, 2019, 7),
        ("b2", "教育局", None, 2020, 8),
        ("c1", None, "110101", 2019, 7),
        ("c2", None, "110101", 2020, 8),
        ("d1", "甲区教育局", "110101", 2019, 0),
        ("d2", "甲区教育局", "110101", 2020, 4),
    ]
    for source, issuer, code, year, value in reports:
        database.execute(
            "INSERT INTO reports (source, report, issuer, division_code, division_name, year, genre, indicators) "
            "VALUES (?, ?, ?, ?, '甲区', ?, 'annual_report', ?)",
            (source, source, issuer, code, year, 58 if source == "a5" else 20),
        )
        figure = (source, "indicator", "applications.received", value, "reported" if value is not None else "blank")
        database.execute("INSERT INTO figures (source, kind, code, value, status) VALUES (?, ?, ?, ?, ?)", figure)
    rows = database.execute(
        "SELECT source, is_government, year_earlier, growth, growth_percent, status FROM applications_by_year "
        "WHERE length(source) = 2 ORDER BY source"
    ).fetchall()
    assert [row[:1] + row[2:5] for row in rows if any(value is not None for value in row[2:5])] == [
        ("a2", 10.0, 5.0, 50.0),
        ("a5", 30.0, 4.0, 13.3),
        ("a6", 34.0, 2.0, 5.9),
        ("a7", 36.0, None, None),
        ("d2", 0.0, 4.0, None),
    ]
    assert {row[0]: row[1] for row in rows if row[1]} == {f"a{n}": 1 for n in range(1, 10)}
    assert [row[5] for row in rows if row[0] == "a7"] == ["blank"]


def test_totals_of_a_year_do_not_count_applicants_twice(specimens):
    total, given, reports = specimens.execute(
        "SELECT total, given, reports FROM indicators_by_year WHERE code = 'applications.received' AND year = 2022"
    ).fetchone()
    stated = specimens.execute(
        "SELECT sum(value), count(*) FROM applications_by_year WHERE year = 2022 AND value IS NOT NULL"
    ).fetchone()
    assert (total, given) == stated == (52.0, 2)
    assert reports == 2


def test_sums_take_one_report_of_a_body_and_year_and_keep_units_apart(database):
    """Made of rows: a report as text, page and news, one of another body, one amended, bodies that nobody can place."""
    reports = [
        ("a-news.html", "甲区人民政府", "110101", 2019, "sha-0", 99, "万元", 2),
        ("a.html", "甲区人民政府", "110101", 2019, "sha-1", 50, "万元", 3),
        ("a.txt", "甲区人民政府", "110101", 2019, "sha-2", 58, "万元", 2),
        ("b.txt", "乙区人民政府", "110102", 2019, "sha-3", 58, "元", 700),
        ("c.txt", "城关镇人民政府", None, 2019, "sha-4", 58, "元", 40),
        ("d.txt", "城关镇人民政府", None, 2019, "sha-5", 58, "元", 60),
        ("d-again.txt", "城关镇人民政府", None, 2019, "sha-5", 58, "元", 60),
    ]
    for source, issuer, code, year, sha256, cells, unit, value in reports:
        database.execute(
            "INSERT INTO reports (source, report, issuer, division_code, year, genre, indicators, counts) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, 9)",
            (source, sha256, issuer, code, year, "other" if "news" in source else "annual_report", cells),
        )
        database.execute(
            "INSERT INTO figures (source, report, kind, code, year, value, unit, status) "
            "VALUES (?, ?, 'indicator', 'fees.on-request', ?, ?, ?, 'reported')",
            (source, sha256, year, value, unit),
        )
    sums = database.execute(
        "SELECT unit, reports, given, total, mean FROM indicators_by_year WHERE code = 'fees.on-request' ORDER BY unit"
    ).fetchall()
    assert sums == [("万元", 1, 1, 2.0, 2.0), ("元", 3, 3, 800.0, 800 / 3)]
    copies = database.execute(
        "SELECT source, copies, counted FROM duplicates WHERE issuer IN ('甲区人民政府', '城关镇人民政府')"
    ).fetchall()
    assert copies[:2] == [("d-again.txt", 2, 1), ("d.txt", 2, 0)]
    assert copies[2:] == [("a.txt", 3, 1), ("a.html", 3, 0), ("a-news.html", 3, 0)]
    years, number = database.execute("SELECT years, reports FROM coverage WHERE issuer = '甲区人民政府'").fetchone()
    assert (years, number) == (1, 2)


def test_datasette_is_told_where_the_search_is(documents, tmp_path):
    write_documents(documents, tmp_path / "out.sqlite")
    metadata = json.loads((tmp_path / "out.sqlite.metadata.json").read_text("utf-8"))
    tables = metadata["databases"]["out"]["tables"]
    assert (tables["texts"]["fts_table"], tables["texts"]["fts_pk"]) == ("texts_fts", "key")
    query = metadata["databases"]["out"]["queries"]["search_texts"]["sql"]
    connection = sqlite3.connect(tmp_path / "out.sqlite")
    found = [connection.execute(query, {"words": words}).fetchall() for words in ("申请", "複議", "")]
    connection.close()
    assert [row[0] for row in found[0]] == ["0.txt", "1.txt"]
    assert "申请" in found[0][0][2]
    assert found[1:] == [[], []]


def test_plain_datasette_finds_two_characters_as_its_description_says(documents, tmp_path):
    datasette = pytest.importorskip("datasette.app")
    import asyncio

    write_documents(documents, tmp_path / "out.sqlite")
    metadata = json.loads((tmp_path / "out.sqlite.metadata.json").read_text("utf-8"))
    app = datasette.Datasette([str(tmp_path / "out.sqlite")], metadata=metadata)

    async def get(path):
        return (await app.client.get(path)).json()

    async def ask():
        return await get('/out/texts.json?_shape=array&_search="申 请"'), await get(
            "/out/search_texts.json?_shape=array&words=申请"
        )

    typed, asked = asyncio.run(ask())
    assert {row["source"] for row in typed} == {"0.txt", "1.txt", "2.txt"}
    assert {row["source"] for row in asked} == {"0.txt", "1.txt"}
    assert '"申 请"' in metadata["databases"]["out"]["tables"]["texts"]["description"]


# Parquet


def test_parquet_has_decimals_as_decimals(documents, tmp_path):
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    write_documents(documents, tmp_path / "out.parquet")
    table = pq.read_table(tmp_path / "out.parquet")
    assert table.schema.field("value").type == pa.decimal128(38, 12)
    assert table.schema.field("value").metadata[b"description"]
    read = [tuple(row.values()) for row in table.to_pylist()]
    assert read == [tuple(row) for document in documents for row in figure_rows(document)]


@pytest.mark.parametrize("library", ["pandas", "polars", "duckdb"])
def test_parquet_read_by(library, documents, tmp_path):
    pytest.importorskip("pyarrow")
    module = pytest.importorskip(library)
    write_documents(documents, tmp_path / "out.parquet")
    path = str(tmp_path / "out.parquet")
    if library == "duckdb":
        values = [value for (value,) in module.sql(f"SELECT value FROM '{path}' WHERE kind = 'count'").fetchall()]
    elif library == "polars":
        frame = module.read_parquet(path)
        values = frame.filter(module.col("kind") == "count")["value"].to_list()
    else:
        frame = module.read_parquet(path)
        values = list(frame[frame["kind"] == "count"]["value"])
    assert [Decimal(value) for value in values] == [
        Decimal(86),
        Decimal("12.5"),
        Decimal(7),
        Decimal(123456789012345678),
    ]


@pytest.mark.parametrize(
    ("value", "fits"),
    [
        ("0.000000000001", True),
        ("0.0000000000001", False),
        ("9" * 26, True),
        ("1" + "0" * 26, False),
        ("1E+20", True),
        ("NaN", False),
    ],
)
def test_decimals_that_do_not_fit_say_so(value, fits):
    pytest.importorskip("pyarrow")
    names = [column.name for column in schema_of("figures").columns]
    row = tuple({"value": Decimal(value), "status": "reported", "quote": value}.get(name) for name in names)
    read = arrow.record_batch([row]).to_pylist()[0]
    assert (read["value"] == Decimal(value)) is fits
    assert read["status"] == ("reported" if fits else "out_of_range")
    assert read["quote"] == value


def test_an_arrow_file_holds_what_parquet_holds(documents, tmp_path):
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    write_documents(documents, tmp_path / "out.parquet")
    write_documents(documents, tmp_path / "out.arrow")
    with pa.ipc.open_file(tmp_path / "out.arrow") as file:
        assert file.num_record_batches == 1, "one batch of many parts"
        table = file.read_all()
    assert table.schema.equals(arrow.arrow_schema(), check_metadata=True)
    assert table.equals(pq.read_table(tmp_path / "out.parquet"))
    polars = pytest.importorskip("polars")
    assert polars.read_ipc(tmp_path / "out.arrow")["value"].to_list() == table["value"].to_pylist()


def failures(path):
    """Return name and reason of every failed file, as a reader of this output alone finds them."""
    if path.suffix == ".jsonl":
        lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        return [(line["source"]["name"], line["reason"]) for line in lines if line.get("status") == "failed"]
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [(row["source"], row["label"]) for row in csv.DictReader(file) if row["status"] == "failed"]
    if path.suffix == ".sqlite":
        connection = sqlite3.connect(path)
        found = connection.execute("SELECT source, reason FROM files WHERE status = 'failed'").fetchall()
        connection.close()
        return found
    if path.suffix == ".xlsx":
        import openpyxl

        rows = openpyxl.load_workbook(path)["files"].iter_rows(min_row=2, values_only=True)
        return [(row[0], row[2]) for row in rows if row[1] == "failed"]
    if path.is_dir():
        with (path / "files.csv").open(encoding="utf-8-sig", newline="") as file:
            return [(row["source"], row["reason"]) for row in csv.DictReader(file) if row["status"] == "failed"]
    import pyarrow.feather
    import pyarrow.parquet

    read = pyarrow.parquet.read_table if path.suffix == ".parquet" else pyarrow.feather.read_table
    return [(row["source"], row["label"]) for row in read(path).to_pylist() if row["status"] == "failed"]


@pytest.mark.parametrize(
    "name", ["tables", "out.jsonl", "out.csv", "out.sqlite", "out.xlsx", "out.parquet", "out.arrow"]
)
def test_failures_are_in_the_output_itself(name, documents, tmp_path):
    for package in {"out.xlsx": ["xlsxwriter"], "out.parquet": ["pyarrow"], "out.arrow": ["pyarrow"]}.get(name, []):
        pytest.importorskip(package)
    write_documents(documents, tmp_path / name)
    assert failures(tmp_path / name) == [("坏.txt", "the file is empty. Give a report.")]


# XLSX


@pytest.mark.parametrize("text", ["_x0041_", "a\x0bb\x1f", "换行\n\t制表", "'引", "\ufffe尾", "=1", "http://x.gov.cn/"])
def test_xlsx_gives_back_odd_texts_as_they_were(text, tmp_path):
    pytest.importorskip("xlsxwriter")
    openpyxl = pytest.importorskip("openpyxl")
    write_documents([failed_document("a.txt", f"甲{text}")], tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    from openpyxl.utils.escape import unescape

    assert unescape(book["files"].cell(2, 3).value) == f"甲{text}"


def test_xlsx_is_typed_and_frozen(documents, tmp_path):
    pytest.importorskip("xlsxwriter")
    openpyxl = pytest.importorskip("openpyxl")
    write_documents(documents, tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == ["files", "quarantine", *(schema.name for schema in TABLES), "dictionary"]
    assert [row[:3] for row in book["quarantine"].iter_rows(min_row=2, values_only=True)] == [
        ("坏.txt", "failed", "the file is empty. Give a report.")
    ]
    for schema in (FILES, *TABLES):
        sheet = book[schema.name]
        assert sheet.freeze_panes == "A2"
        assert sheet.max_row == 1 + len(rows_of(documents, schema.name))
        assert [value.value for value in sheet[1]] == [column.name for column in schema.columns]
        assert all(cell.data_type != "f" for row in sheet for cell in row)
    column = header("figures").index("value")
    values = [row[column] for row in book["figures"].iter_rows(min_row=2, values_only=True)]
    assert values == [86, 86, 12.5, 7, 7, "123456789012345678", "123456789012345678", None]
    events = book["events"].cell(3, header("events").index("quote") + 1)
    assert events.value == TEXTS[1]
    dates = book["dates"].cell(2, header("dates").index("start_date") + 1)
    assert (dates.value.isoformat()[:10], dates.number_format) == ("2019-01-01", "yyyy-mm-dd")


def test_xlsx_refuses_what_does_not_fit(documents, tmp_path, monkeypatch):
    pytest.importorskip("xlsxwriter")
    monkeypatch.setattr(xlsx, "MAX_ROWS", 4)
    with pytest.raises(OutputError, match="sqlite"):
        write_documents(documents, tmp_path / "out.xlsx")
    assert not (tmp_path / "out.xlsx").exists()


@pytest.mark.parametrize("text", ["长" * 40_000, "𠮷" * 20_000], ids=["long", "two units each"])
def test_xlsx_never_cuts_a_text(text, tmp_path):
    pytest.importorskip("xlsxwriter")
    long = document_of(*stand_in.parse(text.encode(), "long.txt"))
    with pytest.raises(OutputError, match=r"of long\.txt: does not fit into a cell"):
        write_documents([long], tmp_path / "out.xlsx")


# All


@pytest.mark.parametrize("name", ["out.doc", "out.json", "out.sqlite3"])
def test_an_unknown_ending_is_refused_with_advice(name, tmp_path):
    with pytest.raises(OutputError, match="jsonl"):
        format_of(tmp_path / name)


@pytest.mark.parametrize("name", ["tables", "out.jsonl", "out.csv", "out.sqlite", "out.xlsx", "out.parquet"])
def test_every_output_comes_with_a_dictionary_and_the_failures(name, documents, tmp_path):
    for package in {"out.xlsx": ["xlsxwriter"], "out.parquet": ["pyarrow"]}.get(name, []):
        pytest.importorskip(package)
    paths = write_documents(documents, tmp_path / name)
    assert any(path.name.endswith("datapackage.json") for path in paths)
    quarantine = next(path for path in paths if path.name.endswith("quarantine.csv"))
    assert "坏.txt,failed,the file is empty" in quarantine.read_text("utf-8-sig")
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]
    assert set(paths) == format_of(tmp_path / name).paths() == {path for path in tmp_path.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", ["tables", "out.jsonl", "out.sqlite"])
def test_the_names_of_an_output_are_known_without_making_its_descriptions(name, tmp_path, monkeypatch):
    def never(*_):
        raise AssertionError("made")

    for made in ("formats.datapackage", "sqlite.datasette_metadata"):
        monkeypatch.setattr(f"govreport_parser.export.{made}", never)
    monkeypatch.setattr("govreport_parser.export.formats.line_schema", never)
    assert len(format_of(tmp_path / name).paths()) > 2
