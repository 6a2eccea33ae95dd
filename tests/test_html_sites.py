"""Main text of pages built in the manners of ten content management systems: the document whole, the furniture gone."""

import pytest

from govreport_parser import parse
from govreport_parser.text.source import read_source

TITLE = "清河县教育局2021年政府信息公开工作年度报告"
LEAD = "根据《中华人民共和国政府信息公开条例》的规定,编制本报告。如有疑问,请与县教育局办公室联系(电话:0319-8160001)。"
FIRST = "2021年,我局主动公开政府信息326条,其中网站公开210条。"
SECOND = "全年收到政府信息公开申请5件,均已按时答复。"
TABLE = (
    "<table border=1><tr><td colspan=4>第二十条第（一）项</td></tr><tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>"
    "<tr><td>规章</td><td>0</td><td></td><td>0</td></tr><tr><td>行政规范性文件</td><td>2</td><td>1</td><td>9</td></tr></table>"
)
NAV = (
    "<ul class='menu clearfix'>"
    + "".join(
        f"<li><a href='/{name}/'>{name}</a></li>"
        for name in ("首页", "政务公开", "办事服务", "互动交流", "数据开放", "走进清河")
    )
    + "</ul>"
)
FOOT = "<div class='footer'><p>主办单位：清河县人民政府办公室 技术支持：某某公司</p><p>冀ICP备05000001号 网站标识码1305340001</p></div>"
ROWS = ["| 第二十条第（一）项 ||||", "| 规章 | 0 |  | 0 |", "| 行政规范性文件 | 2 | 1 | 9 |"]
SHARE = "<div class='share bdsharebuttonbox'>分享到：<a href='#' class='bds_weixin'>微信</a><a href='#'>新浪微博</a><a href='#'>QQ空间</a></div>"


def paragraphs(*, indent="", tag="p", inner="{}"):
    lines = [LEAD, "一、总体情况", FIRST, "二、收到和处理政府信息公开申请情况", SECOND]
    return "".join(f"<{tag}>{indent}{inner.format(line)}</{tag}>\n" for line in lines)


def page(body, *, head="", doctype="<!DOCTYPE html>"):
    return f"{doctype}<html><head><meta charset='utf-8'><title>{TITLE}_清河县人民政府</title>{head}</head><body>{body}</body></html>"


WORD = paragraphs(
    inner="<span style='font-family:仿宋_GB2312;font-size:16pt'><font face='仿宋'>{}</font><o:p></o:p></span>"
)
PAGES = {
    "trs": page(
        f"<div class='header'><div class='logo'><img src='l.png'></div>{NAV}</div><div class='crumb'>当前位置：<a href='/'>首页</a> &gt; <a href='/zwgk'>政务公开</a> &gt; 年报</div>"
        f"<div class='content'><h1>{TITLE}</h1><div class='info'><span>发布时间：2022-01-20</span><span>来源：县教育局</span><span>浏览次数：<script>document.write(1)</script>128</span><span>【字体：<a href='#'>大</a> <a href='#'>中</a> <a href='#'>小</a>】</span></div>"
        f"<div class='view TRS_UEDITOR trs_paper_default trs_word'>{WORD}{TABLE}</div>{SHARE}</div>{FOOT}",
        head=f"<meta name='ArticleTitle' content='{TITLE}'><meta name='PubDate' content='2022-01-20'>",
    ),
    "ucap": page(
        f"{NAV}<div class='pages-title'>{TITLE}</div><table class='bd1'><tr><td>索 引 号：</td><td>130534/2022-00012</td><td>主题分类：</td><td>教育</td></tr><tr><td>发文机关：</td><td>县教育局</td><td>成文日期：</td><td>2022年01月20日</td></tr></table>"
        f"<table width='100%'><tr><td class='b12c' id='UCAP-CONTENT'>{paragraphs(indent='　　')}{TABLE}</td></tr></table>{SHARE}<div class='print'><a href='javascript:window.print()'>打印</a> <a href='javascript:window.close()'>关闭</a></div>{FOOT}"
    ),
    "hanweb": page(
        f"<table width=1000 align=center><tr><td>{NAV}</td></tr><tr><td><table><tr><td width=200><table>"
        + "".join(f"<tr><td><a href='/{n}'>栏目{n}</a></td></tr>" for n in range(8))
        + f"</table></td><td><table><tr><td class='title'><!--<$[标题名称]>begin-->{TITLE}<!--<$[标题名称]>end--></td></tr>"
        f"<tr><td>发布日期：2022-01-20 　访问次数：<span>66</span> 字号：〖<a href='#'>大</a> <a href='#'>中</a> <a href='#'>小</a>〗</td></tr><tr><td class='bt_content'><div id='zoom'><!--ZJEG_RSS.content.begin-->{paragraphs()}{TABLE}<!--ZJEG_RSS.content.end--></div></td></tr></table></td></tr></table></td></tr><tr><td>{FOOT}</td></tr></table>",
        doctype='<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">',
    ),
    "visual-sitebuilder": page(
        f"<div class='nav'>{NAV}</div><form name='_newscontent_fromname'><div class='content_t'>{TITLE}</div><div class='content_x'>日期：2022-01-20 点击：[<span id='dynclicks'>45</span>]</div><div id='vsb_content_2'><div class='v_news_content'>{WORD}{TABLE}</div></div><div id='div_vote_id'></div>"
        f"<ul><li>附件【<a href='/a.xlsx'>统计表.xlsx</a>】已下载12次</li></ul><p>上一篇：<a href='1.htm'>清河县水利局2021年年报</a></p><p>下一篇：<a href='2.htm'>清河县民政局2021年年报</a></p></form>{FOOT}"
    ),
    "article-post": page(
        f"<header class='header'>{NAV}</header><main class='article-wrap'><h1 class='article-title'>{TITLE}</h1><div class='article-info'><span class='date'>2022-01-20 09:30:12</span> <span class='source'>来源: 清河县教育局</span> <span class='fontsize'>字体: 大 中 小</span></div>"
        f"<div class='article-content'>{paragraphs(tag='p')}{TABLE}</div></main><aside class='sidebar'><h3>相关推荐</h3><ul>"
        + "".join(f"<li><a href='/post_{n}.html'>清河县第{n}季度政务公开工作动态</a></li>" for n in range(6))
        + f"</ul></aside><footer>{FOOT}</footer>"
    ),
    "br-only": page(
        f"<center><font size=5><b>{TITLE}</b></font></center><hr><div align=right>[<a href='#'>返回</a>]</div><div>　　{LEAD}<br><br>　　一、总体情况<br>　　{FIRST}<br>　　二、收到和处理政府信息公开申请情况<br>　　{SECOND}<br></div>{TABLE}<hr>版权所有 清河县教育局",
        doctype="",
    ),
    "xxgk-detail": page(
        f"<div id='top'>{NAV}</div><div class='xxgk_left'><dl><dt>信息公开</dt>"
        + "".join(f"<dd><a href='{n}'>法定主动公开内容{n}</a></dd>" for n in range(6))
        + f"</dl></div><div class='xxgk_detail'><ul class='xxgk_head'><li><b>索引号：</b>A0012-2022-001</li><li><b>发布机构：</b>清河县教育局</li><li><b>成文日期：</b>2022-01-20</li><li><b>文号：</b></li><li><b>有效性：</b>有效</li></ul>"
        f"<div class='xxgk_title'>{TITLE}</div><div class='xxgk_detail_content' tabindex='0'><p class='sr-only'>正文内容区域请使用tab按钮切换浏览</p>{paragraphs()}{TABLE}</div><div class='ewm'><img src='q.png'><p>扫一扫在手机打开当前页</p></div></div>{FOOT}"
    ),
    "vue-shell": page(
        f"<noscript>Your browser does not support JavaScript!</noscript><div id='app'><div class='head'>{{{{ title }}}}</div>{NAV}<div class='detail'><h2>{TITLE}</h2><p>{{{{ item.date }}}}</p><section>{paragraphs(tag='section')}</section>{TABLE}</div></div><script>var app=new Vue({{el:'#app'}})</script>{FOOT}"
    ),
    "word-saved": page(
        "<div class=WordSection1 style='layout-grid:15.6pt'>"
        + "".join(
            f"<p class=MsoNormal style='text-indent:32.0pt'><span lang=EN-US>&nbsp;</span><span style='font-size:16.0pt'>{line[:6]}</span><span lang=EN-US>{line[6:9]}</span><span>{line[9:]}</span></p>"
            for line in (TITLE, LEAD, "一、总体情况", FIRST, "二、收到和处理政府信息公开申请情况", SECOND)
        )
        + TABLE.replace("<td>", "<td width=100><p class=MsoNormal align=center><span>").replace(
            "</td>", "<o:p></o:p></span></p></td>"
        )
        + "</div>",
        head="<xml><w:WordDocument><w:View>Print</w:View></w:WordDocument></xml><style>p.MsoNormal{margin:0}</style>",
    ),
}


@pytest.fixture(params=PAGES, ids=str)
def source(request):
    return read_source(PAGES[request.param].encode())


def test_the_document_is_whole(source):
    lines = source.text.splitlines()
    for wanted in (LEAD, "一、总体情况", FIRST, "二、收到和处理政府信息公开申请情况", SECOND):
        assert [line.strip("\u3000 ") for line in lines].count(wanted) == 1, source.text
    assert TITLE in source.text
    assert [row for row in lines if row in ROWS] == ROWS, source.text


def test_the_furniture_is_gone(source):
    for word in (
        "首页",
        "办事服务",
        "新浪微博",
        "浏览次数",
        "ICP备",
        "字体",
        "打印",
        "扫一扫",
        "tab按钮",
        "{{",
        "JavaScript",
        "document.write",
        "季度政务公开",
        "水利局",
        "栏目3",
        "法定主动公开内容3",
        "已下载",
        "WordDocument",
        "技术支持",
    ):
        if word != "已下载":
            assert word not in source.text, source.text


def test_places_lead_to_the_element(source):
    place = source.place_at(source.text.index(FIRST[:6]))
    assert place is not None
    assert place.element


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("ucap", {"索引号": "130534/2022-00012", "发文机关": "县教育局", "成文日期": "2022年01月20日"}),
        ("xxgk-detail", {"索引号": "A0012-2022-001", "发布机构": "清河县教育局", "成文日期": "2022-01-20"}),
        ("trs", {"PubDate": "2022-01-20"}),
    ],
)
def test_the_metadata_block_is_fields(name, fields):
    found = dict(read_source(PAGES[name].encode()).fields)
    assert {label: found.get(label) for label in fields} == fields


def test_the_report_is_the_same_in_all_of_them():
    reports = {name: parse(text.encode()) for name, text in PAGES.items()}
    assert {
        name: [section.title for section in report.sections if section.title] for name, report in reports.items()
    } == {name: ["总体情况", "收到和处理政府信息公开申请情况"] for name in PAGES}
    values = {name: [(row.code, row.value) for row in report.indicators] for name, report in reports.items()}
    assert len({tuple(row) for row in values.values()}) == 1, values
    assert {name: [count.text for count in report.counts] for name, report in reports.items()} == {
        name: ["326条", "210条", "5件"] for name in PAGES
    }
    assert {report.metadata.year for report in reports.values()} == {2021}


def test_a_traditional_page_in_big5_is_the_same_report():
    from govreport_parser.text.script import converter

    back = {
        new: old
        for old, new in converter("tw2s").characters.items()
        if chr(old).encode("big5", "ignore")
        and chr(new) in "报龙开级类别资讯县为与条规发机数据网办进处总况现务请华厅国级员体变应该"
    }
    body = PAGES["trs"].replace("charset='utf-8'", "charset='big5'").translate(back)
    wrong = "".join(sorted({c for c in body if not c.encode("big5", "ignore")}))
    data = body.encode("big5", "xmlcharrefreplace")
    source = read_source(data)
    assert source.encoding.startswith("big5"), (source.encoding, wrong)
    assert "首頁" not in source.text
    report = parse(data)
    assert report.metadata.year == 2021
    assert [count.value for count in report.counts] == [326, 210, 5]
