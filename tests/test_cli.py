"""The command line as a user meets it."""

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from govreport_parser import parse
from govreport_parser.cli.main import cli
from govreport_parser.cli.words import say

ROOT = Path(__file__).parent.parent
REPORT = ROOT / "corpora" / "reports" / "wuchang-2016.txt"
FAULTY = ROOT / "corpora" / "reports" / "luolong-2018.txt"
POEM = "床前明月光，疑是地上霜。\n举头望明月，低头思故乡。\n"


def run(*arguments: str, text: str | bytes | None = None) -> Result:
    return CliRunner().invoke(cli, list(arguments), input=text, catch_exceptions=True)


def program(*arguments: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run the installed program in a process of its own."""
    code = "from govreport_parser.cli.main import main; main()"
    return subprocess.run([sys.executable, "-c", code, *arguments], input=data, capture_output=True, check=False)


def test_the_list_of_commands_is_not_cut_off() -> None:
    commands = run("--help").output.partition("Commands:")[2]
    assert "..." not in commands
    assert set(cli.commands) <= set(commands.split())


@pytest.mark.parametrize("command", [[], *([name] for name in sorted(cli.commands))], ids=str)
def test_help_shows_its_example_on_lines_of_its_own(command: list[str]) -> None:
    shown = run(*command, "--help").output
    assert "\\b" not in shown
    for line in shown.splitlines():
        assert "Example:" not in line or line.strip() == "Example:"


def test_summary_in_english_names_issuer_year_and_lines() -> None:
    result = run("parse", str(REPORT), "--lang", "en", "--no-color")
    assert result.exit_code == 0
    first = result.output.splitlines()[0]
    assert "武昌区人民政府" in first
    assert "2016" in first
    assert "Headline figures" in result.output
    assert "line " in result.output
    assert "\x1b[" not in result.output


def test_summary_in_chinese() -> None:
    result = run("parse", str(REPORT), "--lang", "zh")
    assert "武昌区人民政府　2016年度" in result.output
    assert "统计表" in result.output


@pytest.mark.parametrize("command", ["parse", "check"])
def test_whose_lines_a_page_has(tmp_path: Path, command: str) -> None:
    """Findings name the lines of the text, which for a web page are not the lines of the file."""
    page = tmp_path / "page.html"
    text = f"<html><body><p>{REPORT.read_text(encoding='utf-8').replace(chr(10), '</p><p>')}</p></body></html>"
    page.write_text(text.replace("收到申请数 | 件 | ", "收到申请数 | 件 | 9"), encoding="utf-8")
    note = "Lines are those of the text read out of the file"
    assert note in " ".join(run(command, str(page), "--lang", "en").output.split())
    assert note not in " ".join(run(command, str(FAULTY), "--lang", "en").output.split())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_summary_fits_eighty_columns(lang: str) -> None:
    from rich.cells import cell_len

    for path in (REPORT, FAULTY):
        output = run("parse", str(path), "--lang", lang, "--no-color").output
        assert max(cell_len(line) for line in output.splitlines()) <= 80


def test_a_number_longer_than_python_reads_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "digits.txt"
    path.write_text(f"一、概述\n全年公开政府信息{'9' * 5000}条。\n", encoding="utf-8")
    result = run("parse", str(path))
    assert result.exit_code == 0
    assert "999" in result.output


def test_language_follows_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert "正文" in run("parse", str(REPORT)).output
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert "Headline" in run("parse", str(REPORT)).output


def test_json_is_one_object_a_line() -> None:
    result = run("parse", str(REPORT), str(FAULTY), "--format", "json")
    lines = result.output.splitlines()
    assert [json.loads(line)["schema_version"] for line in lines] == [1, 1]


def test_csv_for_a_spreadsheet() -> None:
    result = run("parse", str(REPORT), str(FAULTY), "--format", "csv")
    assert result.output.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(result.output.removeprefix("\ufeff"))))
    assert {"label", "value", "unit", "status", "quote", "line"} <= set(rows[0])
    assert {row["source"] for row in rows} == {str(REPORT), str(FAULTY)}
    text = REPORT.read_text(encoding="utf-8").split("\n")
    for row in rows:
        if row["source"] == str(REPORT):
            assert row["quote"].removeprefix("'") in text[int(row["line"]) - 1]
    assert {row["kind"] for row in rows} == {"indicator", "count"}


def test_tree_shows_sections_with_lines() -> None:
    output = run("parse", str(REPORT), "--format", "tree").output
    assert "一、基本情况  [overview] :" in output


def test_standard_input() -> None:
    result = run("parse", "-", "--format", "json", text=POEM.encode())
    assert json.loads(result.output)["source"]["text"] == POEM


def test_check_exit_codes() -> None:
    assert run("check", str(REPORT)).exit_code == 0
    assert run("check", str(FAULTY), "--fail-on", "warning").exit_code == 1
    assert run("check", str(ROOT / "nowhere.txt")).exit_code == 2


def test_what_is_no_report_is_said_and_is_no_error() -> None:
    result = run("parse", "-", "--lang", "en", text=POEM.encode())
    assert result.exit_code == 0
    assert "does not look like an annual report" in result.output
    assert "genre.not-annual-report" in result.output


@pytest.mark.parametrize(
    ("make", "advice"),
    [
        (None, "Check the path"),
        ("folder", "Give"),
        (b"", "Give"),
        (b"\x00\x01\x02\x7fELF" * 50, "Give"),
    ],
)
def test_no_document_ends_with_advice_and_code_2(tmp_path: Path, make: bytes | str | None, advice: str) -> None:
    path = tmp_path / "input.txt"
    if make == "folder":
        path.mkdir()
    elif isinstance(make, bytes):
        path.write_bytes(make)
    done = program("parse", str(path))
    assert done.returncode == 2
    message = done.stderr.decode()
    assert "Traceback" not in message
    assert str(path) in message
    assert message.rstrip().endswith(".")


def test_over_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("政府信息公开。" * 1000, encoding="utf-8")
    done = program("parse", str(path), "--max-size", "0.001")
    assert done.returncode == 2
    assert b"--max-size" in done.stderr


def test_one_bad_file_does_not_hide_the_others(tmp_path: Path) -> None:
    result = run("parse", str(tmp_path / "none.txt"), str(REPORT), "--format", "json")
    assert result.exit_code == 2
    assert "武昌区" in result.stdout


def test_wrong_use_is_code_2() -> None:
    assert run("parse").exit_code == 2
    assert run("parse", str(REPORT), "--format", "xml").exit_code == 2
    assert run("explain", str(REPORT), "--at", "nowhere").exit_code == 2
    assert run("explain", str(REPORT), "--at", "99999:1").exit_code == 2
    assert run("rules", "show", "no.such-rule").exit_code == 2


def test_a_column_behind_the_line_is_no_place_of_another_line() -> None:
    line = REPORT.read_text(encoding="utf-8").splitlines()[0]
    assert run("explain", str(REPORT), "--at", f"1:{len(line)}").exit_code == 0
    behind = run("explain", str(REPORT), "--at", f"1:{len(line) + 1}")
    assert behind.exit_code == 2
    assert f"line 1 ends with column {len(line)}. Give a column up to that." in behind.output
    last = len(REPORT.read_text(encoding="utf-8").split("\n"))
    assert "is empty. Give another." in run("explain", str(REPORT), "--at", f"{last}:1").output


def test_the_mark_stands_below_its_character(tmp_path: Path) -> None:
    from rich.cells import cell_len

    path = tmp_path / "s.txt"
    path.write_text("2018年,公开信息6402条。\n", encoding="utf-8")
    line, mark = run("explain", str(path), "--at", "1:11").output.splitlines()[:2]
    assert cell_len(mark[:-1]) == cell_len(line[:10])


def test_explain_says_where_there_is_nothing_to_explain(tmp_path: Path) -> None:
    path = tmp_path / "s.txt"
    path.write_text("一、概述\n公开。\n", encoding="utf-8")
    assert "no rule looked at this character" in run("explain", str(path), "--at", "2:1").output


def test_explain_names_winner_and_rule() -> None:
    text = REPORT.read_text(encoding="utf-8").split("\n")
    line = next(
        number for number, words in enumerate(text, 1) if "件" in words and "申请" in words and "|" not in words
    )
    column = text[line - 1].index("件") + 1
    output = run("explain", str(REPORT), "--at", f"{line}:{column}").output
    assert "record" in output
    assert "counts." in output


def test_explain_names_the_rules_of_the_metadata(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(
        "临江区水务局2012年政府信息公开工作年度报告\n发布时间:2013-03-01\n一、概述\n我局公开信息40条。\n",
        encoding="utf-8",
    )
    wanted = {
        "1:2": ("metadata.title.report", "metadata.issuer.before-year"),
        "1:9": ("metadata.title.report", "metadata.year.any"),
        "2:8": ("metadata.published.field",),
        "4:2": (),
    }
    for at, rules in wanted.items():
        output = run("explain", str(page), "--at", at).output
        assert tuple(line.split()[1] for line in output.split("\n") if " metadata." in line) == rules


def test_rules_list_show_and_test() -> None:
    listed = run("rules", "list").output
    for name in ("dates.", "counts.", "documents.", "institutions.", "sections."):
        assert name in listed
    rule = listed.split()[0]
    assert "rejects:" in run("rules", "show", rule).output
    result = run("rules", "test")
    assert result.exit_code == 0, result.output
    assert "0 problems" in result.output


def test_rules_test_on_a_users_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        '[[rule]]\nid = "mine.one"\nnote = "n"\npattern = "甲"\nexamples = ["⟦甲|1⟧乙"]\nrejects = ["乙"]\n',
        encoding="utf-8",
    )
    assert run("rules", "test", str(path)).exit_code == 0
    path.write_text(
        '[[rule]]\nid = "mine.one"\nnote = "n"\npattern = "甲"\nexamples = ["⟦乙|1⟧甲"]\nrejects = ["乙"]\n',
        encoding="utf-8",
    )
    assert run("rules", "test", str(path)).exit_code == 1
    path.write_text('[[rule]]\nid = "mine.one"\nnote = "n"\npattern = "甲"\n', encoding="utf-8")
    assert program("rules", "test", str(path)).returncode == 2


def test_schema_describes_what_parse_prints() -> None:
    import jsonschema

    schema = json.loads(run("schema").output)
    for path in (REPORT, FAULTY):
        jsonschema.validate(json.loads(run("parse", str(path), "--format", "json").output), schema)


def test_import_is_light() -> None:
    code = "import sys, govreport_parser; print([m for m in ('spacy', 'jieba', 'opencc', 'pyarrow', 'pydantic', 'lxml') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"


def test_one_of_a_thing_is_told_in_the_singular():
    figures = {"sections": 1, "counts": 21, "institutions": 1, "documents": 0}
    assert say("summary_of", "en", **figures) == "1 section, 21 counts, 1 institution, 0 documents cited"


def shown(tmp_path: Path, text: str, lang: str) -> list[str]:
    path = tmp_path / "report.txt"
    path.write_text(text, encoding="utf-8")
    return [line.strip() for line in run("parse", str(path), "--lang", lang, "--no-color").output.splitlines()]


def test_a_year_that_is_not_known_is_said_once(tmp_path: Path) -> None:
    notice = "关于召开会议的通知\n各乡镇：定于十月上旬召开会议，请派3人参加。\n"
    assert shown(tmp_path, notice, "zh")[0] == "编制机关未能识别　年度未知"
    assert shown(tmp_path, notice, "en")[0] == "issuer not recognised, year unknown"


def test_a_table_of_no_known_form_is_not_passed_over(tmp_path: Path) -> None:
    text = (REPORT.parent / "longzhong-shifan-2019.txt").read_text("utf-8")
    zh, en = shown(tmp_path, text, "zh"), shown(tmp_path, text, "en")
    assert "统计表格式未识别" in "".join(zh[2:5])
    assert any(line.startswith("5 行不符合已知格式") for line in zh)
    assert "table of no known form" in " ".join(en[2:5])
    assert any(line.startswith("5 table rows fit no known form") for line in en)
    without = shown(tmp_path, "洛龙区2018年政府信息公开工作年度报告\n一、概述\n全年公开信息12条。\n", "zh")
    assert any("无统计表" in line for line in without)
    assert not any("不符合已知格式" in line for line in without)


def test_cells_by_applicant_are_counted_and_doubtful_ones_shown(tmp_path: Path) -> None:
    text = (REPORT.parent / "jiangsu-shuili-2023.txt").read_text("utf-8")
    row = "| 一、本年新收政府信息公開申請數量 | 71 | 12 | 1 | 2 | 2 | 0 | 88 | |"
    assert row in text
    sound = "\n".join(shown(tmp_path, text, "en"))
    number = re.search(r"(\d+) cells by kind of applicant are not shown", sound)
    report = parse(text)
    split = [cell for cell in report.indicators if cell.value and cell.applicant not in (None, "total")]
    assert number is not None
    assert int(number[1]) == len(split)
    assert "Firms" not in sound
    torn = shown(tmp_path, text.replace(row, row.replace("| 12 |", "| 1口 |")), "zh")
    assert any("（商业企业）" in line and "1口 (无法读取)" in line for line in torn)
