"""The explorer: every page and question opens, search is Chinese, every row leads to its report, nobody else may ask."""

import asyncio
import contextlib
import hashlib
import re
import shutil
import sqlite3
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from govreport_parser import parse
from govreport_parser.cli.main import cli
from govreport_parser.errors import SourceError
from govreport_parser.export.charts import chart_spec
from govreport_parser.export.sqlite_views import VIEWS
from govreport_parser.integrations.explorer.metadata import QUERIES
from govreport_parser.integrations.explorer.plugin import chinese_phrase
from govreport_parser.integrations.explorer.server import explorer

CORPORA = Path(__file__).parent.parent / "corpora" / "reports"
TABLES = ("reports", "figures", "findings", "events", "institutions", "documents", "sections", "texts", "dictionary")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("explorer")
    for name in ("luolong-2018", "wuchang-2016", "shipai-2022", "jinjiang-2017", "wuhou-jiaoyu-2022"):
        shutil.copy(CORPORA / f"{name}.txt", folder)
    text = (CORPORA / "luolong-2018.txt").read_text(encoding="utf-8")
    (folder / "luolong-2017.txt").write_text(text.replace("2018", "2017"), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def database(folder):
    path = folder / "out.sqlite"
    result = CliRunner().invoke(cli, ["batch", str(folder), "--out", str(path)])
    assert path.exists(), result.output
    return path


@contextlib.contextmanager
def asking(database, **options):
    app = explorer(database, **options)
    with asyncio.Runner() as runner:
        runner.run(app.invoke_startup())

        def ask(path: str, host: str = "127.0.0.1:8001"):
            return runner.run(app.client.get(path, headers={"host": host}))

        yield ask


@pytest.fixture(scope="module")
def get(database):
    with asking(database) as ask:
        yield ask


@pytest.mark.parametrize("table", [*TABLES, *(view.name for view in VIEWS if view.name not in QUERIES)])
def test_tables_open_with_titles_and_descriptions(get, table):
    answer = get(f"/out/{table}")
    assert answer.status_code == 200
    assert re.search("<h1[^>]*>[^<]*[\u4e00-\u9fff]", answer.text)
    assert "<dt>" in answer.text, "the columns are described"


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_questions_open_without_an_error(get, name):
    answer = get(f"/out/{name}?words=申请")
    assert answer.status_code == 200
    assert "message-error" not in answer.text


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("most_applications?year=2018", "洛龙区人民政府"),
        ("refusal_rates", "武侯区教育局"),
        ("contradictions", "洛龙区人民政府"),
        ("no_annex", "晋江市人民政府"),
        ("repeated_texts", "洛龙区人民政府"),
        ("search_texts?words=複議", "/-/report/"),
    ],
)
def test_questions_are_answered(get, name, expected):
    assert expected in get(f"/out/{name}").text


def test_texts_are_repeated_by_the_same_body_alone(database, tmp_path):
    """One text in two years, of 城关镇 in one county, twice in the second, and of another 城关镇."""
    path = tmp_path / "towns.sqlite"
    shutil.copy(database, path)
    with contextlib.closing(sqlite3.connect(path)) as connection:
        for source, code, year in (
            ("a", "110101", 2001),
            ("b", "110101", 2002),
            ("c", "110101", 2002),
            ("d", "5", 2002),
        ):
            connection.execute(
                "INSERT INTO reports (source, report, issuer, division_code, year, genre, indicators, counts) "
                "VALUES (?, ?, '城关镇人民政府', ?, ?, 'annual_report', 0, 0)",
                (source, source, code, year),
            )
            connection.execute(
                "INSERT INTO texts (source, report, section, title, text) VALUES (?, ?, 's', '概述', ?)",
                (source, source, "本镇依法公开信息。" * 9),
            )
        repeated = connection.execute(QUERIES["repeated_texts"][2]).fetchall()
    assert [row[-1] for row in repeated if row[0] == "城关镇人民政府"] == ["b"]


def test_a_body_with_an_annex_is_not_said_to_lack_one(get):
    assert "洛龙区人民政府" not in get("/out/no_annex").text


def test_refusal_rate(get, database):
    rows = get("/out/refusal_rates.json?_shape=array").json()
    row = next(row for row in rows if row["issuer"] == "洛龙区人民政府" and row["year"] == 2018)
    report = parse(CORPORA / "luolong-2018.txt")
    cells = {cell.code: cell.value for cell in report.indicators}
    assert row["refused"] == float(cells["replies.refused"])
    assert row["percent"] == pytest.approx(float(100 * cells["replies.refused"] / cells["replies"]), abs=0.05)


def test_the_chart_and_the_question_give_the_same_rates(get, database):
    asked = get("/out/refusal_rates.json?_shape=array").json()
    drawn = chart_spec(database, "refusals")["data"]["values"]
    assert len(asked) > 3
    assert {(row["issuer"], row["year"], row["percent"]) for row in asked} == {
        (row["issuer"], row["year"], round(100 * row["rate"], 1)) for row in drawn
    }


@pytest.mark.parametrize("words", ["复议", "複議", "政府信息公开", "申请"])
def test_search_finds_words_of_any_length_in_either_script(get, words):
    rows = get(f"/out/texts.json?_search={words}&_shape=array").json()
    assert rows
    assert len(rows) < get("/out/texts.json?_shape=object&_size=0").json().get("count", 10**6)


def test_search_for_what_is_not_there_finds_nothing(get):
    assert get("/out/texts.json?_search=核潜艇&_shape=array").json() == []
    assert get("/out/search_texts.json?words=&_shape=array").json() == []


@pytest.mark.parametrize(
    ("words", "query"),
    [("複議 申请", '"复 议" "申 请"'), ('"', '""'), ("", '""'), (None, '""'), ("2015年", '"2015 年"')],
)
def test_phrases(words, query):
    assert chinese_phrase(words) == query


def test_every_row_leads_to_its_record_in_the_page(get):
    for table in ("figures", "events", "findings", "documents"):
        page = get(f"/out/{table}?_size=5").text
        link = re.search(r'href="(/-/report/[0-9a-f]{64})#([^"]+)"', page)
        assert link, table
        answer = get(link[1])
        assert answer.status_code == 200
        assert f'id="{link[2]}"' in answer.text or "%" in link[2]
        assert "Content-Security-Policy" in answer.text


def test_facets(get):
    page = get("/out/figures").text
    assert "facet-info" in page
    assert "indicator" in page
    assert 'data-column="year"' in get("/out/reports").text


def test_codes_tell_their_definition(get):
    assert re.search(r'<span title="[^"]+（[^）]*）：[^"]+">[a-z.-]+</span>', get("/out/figures?kind=indicator").text)


def test_files_are_shown_by_their_own_name(get, folder):
    page = get("/out/figures?_size=3").text
    assert re.search(r">[a-z]+-20\d\d\.txt</span>", page)
    assert f">{folder}" not in page


def test_a_report_that_is_gone_or_changed_says_what_to_do(get, database, tmp_path):
    assert get(f"/-/report/{'0' * 64}").status_code == 404
    other = tmp_path / "copy.sqlite"
    shutil.copy(database, other)
    source, digest = get("/out/reports.json?_shape=array&_size=1").json()[0].values(), None
    digest = get("/out/reports.json?_shape=array&_size=1").json()[0]["report"]
    path = Path(next(value for value in source if str(value).endswith(".txt")))
    before = path.read_bytes()
    try:
        path.write_bytes(before + b"\n2019")
        answer = get(f"/-/report/{digest}")
        assert answer.status_code == 404
        assert "govreport batch" in answer.text
        path.unlink()
        answer = get(f"/-/report/{digest}")
        assert answer.status_code == 404
        assert "--reports" in answer.text
    finally:
        path.write_bytes(before)
    assert get(f"/-/report/{digest}").status_code == 200


def test_pages_of_reports_in_archives(tmp_path):
    archive = tmp_path / "in!zip.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.write(CORPORA / "wuchang-2016.txt", "第一!.txt")
        packed.write(CORPORA / "jinjiang-2017.txt", "第二.txt")
        # Of two members of one name, the second is another file to the batch.
        with pytest.warns(UserWarning, match="Duplicate"):
            packed.write(CORPORA / "shipai-2022.txt", "第二.txt")
    out = tmp_path / "out.sqlite"
    assert CliRunner().invoke(cli, ["batch", str(archive), "--out", str(out)]).exit_code == 0
    digests = {
        name: hashlib.sha256((CORPORA / f"{name}.txt").read_bytes()).hexdigest()
        for name in ("wuchang-2016", "jinjiang-2017", "shipai-2022")
    }
    moved = tmp_path / "moved"
    moved.mkdir()
    with asking(out) as get:
        for digest in digests.values():
            answer = get(f"/-/report/{digest}")
            assert (answer.status_code, digest in answer.text) == (200, True)
    archive.rename(moved / archive.name)
    with asking(out) as get:
        answer = get(f"/-/report/{digests['shipai-2022']}")
        assert (answer.status_code, "--reports FOLDER" in answer.text) == (404, True)
    with asking(out, reports=moved) as get:
        assert get(f"/-/report/{digests['shipai-2022']}").status_code == 200
    (moved / archive.name).write_bytes(b"PK\3\4 broken")
    with asking(out, reports=moved) as get:
        answer = get(f"/-/report/{digests['shipai-2022']}")
        assert (answer.status_code, "broken" in answer.text) == (404, True)


def test_a_database_of_any_name_has_links_that_open(database, tmp_path):
    odd = tmp_path / "2.0 <b>&年.sqlite"
    shutil.copy(database, odd)
    with asking(odd) as get:
        page = get("/").text
        assert "<b>" not in page
        links = re.findall(r'href="(/[^"]+/(?:reports|refusal_rates))"', page)
        assert len(links) >= 2
        assert {get(link).status_code for link in links} == {200}


def test_a_page_is_made_within_the_limit_that_is_given(database, get):
    digest = get("/out/reports.json?_shape=array&_size=1").json()[0]["report"]
    with asking(database, max_bytes=2**10) as limited:
        answer = limited(f"/-/report/{digest}")
        assert (answer.status_code, "--max-size" in answer.text) == (404, True)


@pytest.mark.parametrize("name", ["years", "refusals", "map"])
def test_charts(get, name):
    answer = get(f"/-/chart/{name}")
    assert answer.status_code == 200
    assert not re.search(r"""(src|href)=["']?https?:""", answer.text)
    assert get(f"/-/chart/{name}?issuer=%E6%B2%A1%E6%9C%89").status_code in {200, 404}


def test_other_names_for_this_machine_are_refused(get):
    assert get("/", host="evil.example").status_code == 403
    assert get("/", host="127.0.0.1.evil.example").status_code == 403
    assert get("/", host="localhost:8001").status_code == 200


def test_it_is_read_only(get):
    answer = get("/out.json?sql=delete+from+reports&_shape=array")
    assert answer.status_code == 400
    assert get("/out/reports.json?_shape=array").json()


def test_no_database(tmp_path):
    with pytest.raises(SourceError, match="govreport batch"):
        explorer(tmp_path / "none.sqlite")
