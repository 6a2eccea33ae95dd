"""What fuzzed documents are made of: the tokens that readers and normaliser look for, and any characters between."""

import struct
from collections.abc import Iterator

TEXT = (
    "|", "| ", " |", "｜", "|---|", "\n", "\r\n", "\r", "\u2028", "\n\n", " ", "\u3000", "\xa0", "\u200b", "\ufeff", "\ue000", "\ufffd",
    "\ufdd0", "\ufdef", "\ufdee", "\0", "檔案", "附屬檔案", "規範性檔案", "檔案館", "程式", "程式化", "網際網路", "民眾", "人民民眾", "資料庫", "入口網站",
    "設定", "發(fā)", "(fā)", "(fu)(fu)", "國(guó)務(wù)院", "(2016)", "(一)", "一、", "二、總體情況", "總 體 情 況", "統 計 指 標", "2 0 1 5 年", "2017- 01- 13 00: 00",
    "4282 件", "１２３", "⼀", "⺠", "⻔", "&amp;", "&amp;amp;nbsp;", "&#", "&#x110000;", "&#0;", "&lt;", ";", "****", "bet365", "亚洲官网", "ibet", "比分直播", ",",
    "，", "。", "乾部", "製定", "全麵", "著力", "乾", "于", "於", "后", "後", "里", "裡", "复", "複", "覆", "系", "係", "繫", "𠮷", "a", "0", "9", ".", ":",
    "{{ title }}", "{{", "}}", "# ", "## ", "**", "__", "](/a)", "[", "- ", "> ", "\\", "<p>", "</p>", "<br>", "<!--", "-->", "锟斤拷", "袑嵶龊", "ㄗ", "ä¸­", "浏览次数:", "来源:", "下载", "《", "》", "(", ")", "（", "）",
)  # fmt: skip
HTML = (
    "<html>", "</html>", "<body>", "<div>", "</div>", "<div class='nav'>", "<div id=zoom class=TRS_Editor>", "<p>", "</p>", "<br>", "<table>", "</table>",
    "<tr>", "</tr>", "<td>", "</td>", "<td colspan=3>", "<td rowspan=2>", "<td colspan=65535 rowspan=0>", "<td rowspan='9999999999'>", "<th>", "<tbody>",
    "<thead>", "<a href='#'>", "</a>", "<ul>", "<li>", "<pre>", "<script>", "</script>", "<style>", "<meta charset=gb2312>", "<meta name=PubDate content='",
    "'>", "<!--", "-->", "<![CDATA[", "]]>", "<!DOCTYPE html>", "<?xml version='1.0' encoding='utf-16'?>", "<span style='display:none'>", "<noscript>", "<center>",
    "<font>", "<o:p>", "<title>", "</title>", "<h1>", "<li>", "<option>", "<frame>", "<svg>", "<base href=x>", "<td><table>", "索引号：", "发布机构", "成文日期",
    "【字体：大 中 小】", "浏览次数：12", "分享到：", "<", ">", "&", "&#xfdef;", "&#xd800;", "&nbsp;",
)  # fmt: skip
DOCX = (
    "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>", "</w:t>", "<w:t xml:space='preserve'> ", "<w:br/>", "<w:tab/>", "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>",
    "<w:tc>", "</w:tc>", "<w:tcPr><w:gridSpan w:val='3'/></w:tcPr>", "<w:tcPr><w:vMerge/></w:tcPr>", "<w:tcPr><w:vMerge w:val='restart'/></w:tcPr>",
    "<w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr>", "<w:pPr><w:pStyle w:val='1'/></w:pPr>", "<w:del>", "</w:del>", "<w:sdt>",
    "<w:sdtContent>", "</w:sdtContent>", "</w:sdt>", "<w:gridBefore w:val='9'/>", "<w:gridSpan w:val='99999999'/>", "<w:txbxContent>", "</w:txbxContent>",
)  # fmt: skip
PDF = (
    "1 0 obj\n", "endobj\n", "<<", ">>", "/Type /Page", "/Type /Catalog", "/Pages 2 0 R", "/Kids [3 0 R]", "/Count 1", "/Parent 2 0 R", "/Contents 4 0 R", "stream\n",
    "\nendstream\n", "/Length 44", "BT /F1 12 Tf 72 700 Td (x) Tj ET\n", "xref\n", "trailer\n", "/Root 1 0 R", "/Size 5", "startxref\n", "%%EOF", "/Filter /FlateDecode",
    "/W [1 2 3]", "/ToUnicode 5 0 R", "/Font", "/Resources", "/MediaBox [0 0 9 9]", "/Encrypt", "[", "]", "(", ")", "0 0 1 rg", "10 10 50 50 re S\n", "/Prev 0",
)  # fmt: skip


def pieces(data: bytes, tokens: tuple[str, ...]) -> Iterator[str]:
    """Read a byte below 224 as a token, repeated where the next byte says so; the others as a character."""
    position = 0
    while position < len(data):
        first, position = data[position], position + 1
        if first < 200:
            yield tokens[first % len(tokens)]
        elif first < 224 and position < len(data):
            yield tokens[data[position] % len(tokens)] * (1 << (first - 200) // 2)
            position += 1
        elif position + 1 < len(data):
            code = struct.unpack_from("<H", data, position)[0]
            yield chr(code)
            position += 2


def text_of(data: bytes, *kinds: tuple[str, ...]) -> str:
    """Return the text that `data` stands for, of the tokens of these kinds."""
    return "".join(pieces(data, sum(kinds, ())))
