"""Every encoding of the trade is told by what it spells; what cannot be read is stated, never dropped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_parser.errors import SourceError
from govreport_parser.text.encoding import declared_encoding, decode
from govreport_parser.text.source import read_source

SIMPLIFIED = (
    "根据《中华人民共和国政府信息公开条例》，现将2016年度本镇政府信息公开工作情况"
    "报告如下。\n一、概述\n主动公开信息42条。\n"
)
TRADITIONAL = (
    "根據《中華人民共和國政府信息公開條例》，現將2016年度本鎮政府信息公開工作情況"
    "報告如下。\r\n一、概述\r\n主動公開信息42條。\r\n"
)
HONG_KONG = "邨內街坊嘅資料，行政長官辦公室公開鰂魚涌啲文件。"


@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL])
@pytest.mark.parametrize(
    ("codec", "reported"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
    ],
)
def test_round_trip(text, codec, reported):
    source = read_source(text.encode(codec))
    assert (source.text, source.encoding, source.losses) == (text, reported, ())
    assert text.encode(codec).decode(source.encoding) == source.text


def test_utf16_big_endian_with_mark():
    source = read_source(b"\xfe\xff" + TRADITIONAL.encode("utf-16-be"))
    assert (source.text, source.encoding) == (TRADITIONAL, "utf-16")


def test_gb2312_and_big5():
    assert read_source(SIMPLIFIED.encode("gb2312")).text == SIMPLIFIED
    for codec in ("big5", "cp950", "big5hkscs"):
        source = read_source(TRADITIONAL.encode(codec))
        assert (source.text, source.encoding) == (TRADITIONAL, "big5hkscs")
    assert read_source(HONG_KONG.encode("big5hkscs")).text == HONG_KONG


def test_rare_characters_of_names_in_gb18030():
    text = SIMPLIFIED + "联系人：㛃、䶮、𠅤。"
    assert read_source(text.encode("gb18030")).text == text


@pytest.mark.parametrize("line", ["二七区人民政府办公室", "全年公开信息86条", "（一）概述", "教育局2016年年报"])
@pytest.mark.parametrize("codec", ["utf-8", "gbk", "utf-16"])
def test_short_lines(line, codec):
    assert read_source(line.encode(codec)).text == line


@pytest.mark.parametrize("line", ["二七區人民政府辦公室", "全年公開信息86條", "教育局2016年年報"])
def test_short_lines_in_big5(line):
    assert read_source(line.encode("big5")).text == line


def test_a_wrong_declaration_does_not_win():
    page = '<html><head><meta charset="big5"></head><body><p>' + SIMPLIFIED + "</p></body></html>"
    assert SIMPLIFIED.split("\n")[0] in read_source(page.encode("gbk")).text
    assert read_source(page.encode("utf-8")).encoding == "utf-8"


def test_a_declaration_is_found():
    assert declared_encoding(b'<meta http-equiv="Content-Type" content="text/html; charset=gb2312" />') == "gb18030"
    assert declared_encoding(b"<META CHARSET=BIG5>") == "big5hkscs"
    assert declared_encoding(b'<meta charset="iso-8859-1">') is None
    assert declared_encoding("charset=utf-8 是网页的编码".encode()) is None


def test_damage_is_stated():
    raw = SIMPLIFIED.encode()
    broken = raw[:30] + b"\xff\xfe" + raw[30:] + b"\xe4\xb8"
    source = read_source(broken)
    assert source.encoding == "utf-8"
    assert source.text == SIMPLIFIED[:10] + "\ufffd" + SIMPLIFIED[10:] + "\ufffd"
    end = (len(SIMPLIFIED) + 1, len(SIMPLIFIED) + 2)
    assert [(loss.span, loss.bytes) for loss in source.losses] == [((10, 11), "fffe"), (end, "e4b8")]
    assert all(loss.reason for loss in source.losses)


def test_damage_in_gb18030_and_utf16():
    source = read_source(SIMPLIFIED.encode("gbk") + b"\xff\n")
    assert source.text == SIMPLIFIED + "\ufffd\n"
    assert source.losses[0].bytes == "ff"
    source = read_source(
        b"\xff\xfe" + SIMPLIFIED.encode("utf-16-le") + b"\x00\xd8" + "条".encode("utf-16-le") + b"\x41"
    )
    assert source.text == SIMPLIFIED + "\ufffd条\ufffd"
    assert [loss.bytes for loss in source.losses] == ["00d8", "41"]


def test_a_replacement_character_of_the_file_itself_is_no_loss():
    source = read_source("公开\ufffd条".encode())
    assert (source.text, source.losses) == ("公开\ufffd条", ())


@pytest.mark.parametrize(
    "data",
    [
        b"\x7fELF\x02\x01\x01" + bytes(200),
        bytes(range(256)) * 8,
        b"MZ\x90\x00\x03\x00\x00\x00\x04\x00" + bytes(100),
        b"ab\x00cd\x01\x02\x03",
        b"\xff" * 50,
    ],
)
def test_binary_is_refused(data):
    with pytest.raises(SourceError, match=r"binary data|not text"):
        decode(data)


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"))), st.lists(st.integers(0, 10**6)))
def test_losses_account_for_every_replacement(text, cuts):
    raw = (SIMPLIFIED * 4 + text).encode()
    for cut in cuts:
        raw = raw[: cut % len(raw)] + b"\xff" + raw[cut % len(raw) :]
    try:
        source = read_source(raw)
    except SourceError:
        return
    places = {loss.span.start for loss in source.losses}
    assert all(source.text[start] == "\ufffd" for start in places)
    if "\ufffd" not in text:
        assert len(places) == source.text.count("\ufffd")
    rebuilt = b"".join(_pieces(source))
    assert rebuilt == raw or source.encoding != "utf-8"


def _pieces(source):
    position = 0
    for loss in source.losses:
        yield source.text[position : loss.span.start].encode()
        yield bytes.fromhex(loss.bytes)
        position = loss.span.end
    yield source.text[position:].encode()
