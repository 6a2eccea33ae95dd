"""The page in a real browser: Chromium, driven by Selenium. Skipped where none is installed.

GOVREPORT_AXE names the file axe.min.js of the npm package axe-core; GOVREPORT_SCREENSHOTS a folder for pictures.
"""

import base64
import os
import shutil
import time
from pathlib import Path

import pytest

from govreport_parser import check, parse

ROOT = Path(__file__).parent.parent
CORPORA = ROOT / "corpora" / "reports"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
    "--lang=zh-CN",
)


HIT_WORDS = """[...CSS.highlights.get('hit')].map(hit => { const live = document.createRange();
live.setStart(hit.startContainer, hit.startOffset); live.setEnd(hit.endContainer, hit.endOffset); return String(live); })"""
"""The words of the highlighted hits, as JavaScript."""


@pytest.fixture(scope="module")
def chromium():
    """One browser for all tests of this file."""
    if CHROMIUM is None or DRIVER is None:
        pytest.skip("no Chromium: install the packages chromium and chromium-driver")
    try:
        from selenium import webdriver
        from selenium.webdriver.chrome.service import Service
    except ImportError:
        pytest.skip("no Chromium: install selenium")
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in FLAGS:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    driver.set_page_load_timeout(60)
    yield driver
    driver.quit()


class Page:
    """A page in the browser, with the few things that tests ask."""

    def __init__(self, driver, path: Path) -> None:
        self.driver, self.path = driver, path

    def open(self, fragment: str = "") -> "Page":
        self.driver.get("about:blank")
        self.driver.get_log("browser")
        self.driver.get(self.path.as_uri() + fragment)
        return self

    def js(self, script: str, *arguments):
        return self.driver.execute_script(script, *arguments)

    def wait(self, script: str, *arguments):
        """Wait until the expression is true and return it."""
        end = time.monotonic() + 8
        while True:
            value = self.js(f"return {script}", *arguments)
            if value:
                return value
            assert time.monotonic() < end, f"never came true: {script} {arguments}"
            time.sleep(0.04)

    def keys(self, *keys: str) -> None:
        from selenium.webdriver.common.action_chains import ActionChains

        ActionChains(self.driver).send_keys(*keys).perform()

    def click(self, selector: str) -> None:
        from selenium.webdriver.common.by import By

        element = self.driver.find_element(By.CSS_SELECTOR, selector)
        self.js("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()

    def seen(self, selector: str) -> bool:
        """Tell whether the element stands on the screen, not hidden by the pane that scrolls it."""
        return self.js(
            """const element = document.querySelector(arguments[0]);
            const box = element.getClientRects()[0];
            if (!box) return false;
            const x = Math.min(innerWidth - 1, box.left + box.width / 2), y = box.top + Math.min(box.height / 2, 10);
            const top = document.elementFromPoint(x, y);
            return Boolean(top && (element.contains(top) || top.contains(element)));""",
            selector,
        )

    def wait_seen(self, selector: str) -> None:
        end = time.monotonic() + 8
        while not self.seen(selector):
            assert time.monotonic() < end, f"not on the screen: {selector}"
            time.sleep(0.04)

    def size(self, width: int, height: int, *, mobile: bool = False) -> None:
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": mobile}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def errors(self) -> list[str]:
        return [entry["message"] for entry in self.driver.get_log("browser") if entry["level"] in {"SEVERE", "WARNING"}]

    def picture(self, name: str) -> None:
        folder = os.environ.get("GOVREPORT_SCREENSHOTS")
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            self.driver.save_screenshot(str(Path(folder) / f"{name}.png"))


def write(path: Path, report, lang: str | None = "zh") -> Path:
    path.write_text(report.to_html(findings=check(report), lang=lang), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def reports():
    return {name: parse(CORPORA / f"{name}.txt") for name in ("luolong-2018", "shipai-2022", "jinjiang-2017")}


@pytest.fixture(scope="module")
def files(reports, tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    return {name: write(folder / f"{name}.html", report) for name, report in reports.items()}


@pytest.fixture
def page(chromium, files):
    page = Page(chromium, files["luolong-2018"])
    page.size(1440, 900)
    page.open()
    yield page
    assert page.errors() == []


@pytest.fixture
def report(reports):
    return reports["luolong-2018"]


def selector(record: str, side: str = "#records") -> str:
    return f'{side} [id="{record}"]'


def mark(record: str) -> str:
    return f'#text mark[data-r~="{record}"]'


def test_a_click_in_the_text_leads_to_the_record(page, report):
    count = report.counts[len(report.counts) // 2]
    page.click(mark(count.id))
    page.wait_seen(selector(count.id))
    assert page.js("return document.querySelector(arguments[0]).classList.contains('on')", selector(count.id))
    assert page.js("return document.querySelectorAll('#records .on').length") == 1
    assert page.js("return decodeURIComponent(location.hash)") == f"#{count.id}"


def test_a_click_on_a_record_leads_to_the_text(page, report):
    for record in (report.counts[-1], report.documents[0], report.indicators[-1], report.dates[-1]):
        page.click(f'#records [data-go="{record.id}"]')
        page.wait_seen(mark(record.id))
        text = page.js("return [...document.querySelectorAll('#text mark.on')].map(mark => mark.textContent).join('')")
        assert text == report.quote(record).strip("\n")


def test_each_mention_of_an_institution_is_its_own_place(page, report):
    body = max(report.institutions, key=lambda institution: len(institution.mentions))
    assert len(body.mentions) > 2
    page.js("for (const fold of document.querySelectorAll('.bodies details')) fold.open = true")
    for index in (len(body.mentions) - 1, 0, 1):
        page.js(
            "document.querySelectorAll(arguments[0])[arguments[1]].click()", f'a.mention[data-go="{body.id}"]', index
        )
        page.wait(
            """(() => { const box = document.querySelectorAll(arguments[0])[arguments[1]].getBoundingClientRect();
            const pane = document.getElementById('text').getBoundingClientRect();
            return box.top >= pane.top && box.bottom <= pane.bottom; })()""",
            mark(body.id),
            index,
        )


def test_a_finding_leads_to_both_sides_and_can_be_walked_through(page, report):
    finding = next(found for found in check(report) if len(found.operands) >= 2 and found.code.startswith("prose."))
    page.js("document.querySelector(arguments[0]).click()", f'[id="{finding.id}"] [data-go="{finding.operands[0]}"]')
    page.wait_seen(mark(finding.operands[0]))
    page.wait_seen(selector(finding.operands[0]))
    assert finding.message.zh in page.js("return document.getElementById('walked').textContent")
    page.click("#w-next")
    page.wait_seen(mark(finding.operands[1]))
    page.wait_seen(selector(finding.operands[1]))


def test_deep_links_open_at_the_record(page, report):
    for record in (report.counts[3], report.indicators[40], report.events[0], report.documents[-1]):
        page.open(f"#{record.id}")
        page.wait_seen(mark(record.id))
        page.wait_seen(selector(record.id))
    finding = check(report)[0]
    page.open(f"#{finding.id}")
    page.wait(f"document.getElementById('{finding.id}').classList.contains('on')")
    section = report.sections[-1]
    page.open(f"#{section.id}")
    page.wait_seen(f'[id="{section.id}"]')


def test_a_link_to_nothing_opens_the_page(page):
    page.open("#count-999999-1000000")
    page.open("#%E4%B8%8D")
    assert page.js("return document.querySelectorAll('.on').length") == 0


def test_keyboard_alone_goes_both_ways(page):
    from selenium.webdriver.common.keys import Keys

    page.js("document.getElementById('text').focus()")
    page.keys("n")
    first = page.wait("document.activeElement.matches('mark.m') && document.activeElement.dataset.r")
    page.keys("n")
    second = page.wait("document.activeElement.matches('mark.m') && document.activeElement.dataset.r")
    assert second != first or page.js("return document.querySelectorAll('mark.on').length") > 1
    page.keys("p")
    page.wait("document.activeElement.dataset.r === arguments[0]", first)
    page.keys(Keys.ENTER)
    page.wait("document.activeElement.id === arguments[0]", first)
    page.wait_seen(selector(first))
    page.keys(Keys.ENTER)
    page.wait("document.activeElement.matches('mark.m') && document.activeElement.dataset.r === arguments[0]", first)
    page.keys("?")
    page.wait("document.getElementById('help').open")
    page.keys(Keys.ESCAPE)
    page.wait("!document.getElementById('help').open")
    page.keys("f")
    page.wait("document.activeElement.matches('.card')")
    page.keys(Keys.ESCAPE)
    page.wait("!document.querySelector('.on')")


def test_the_tab_key_reaches_every_control_and_never_sticks(page):
    from selenium.webdriver.common.keys import Keys

    page.js("for (const fold of document.querySelectorAll('.right details')) fold.open = false")
    seen = []
    for _ in range(40):
        page.keys(Keys.TAB)
        seen.append(page.js("const on = document.activeElement; return on.id || on.className || on.tagName"))
    assert "b-lang" in seen
    assert len(set(seen)) > 8
    page.js("document.getElementById('b-print').previousElementSibling.focus()")
    page.keys(Keys.TAB)
    assert page.js("return document.activeElement.id") == "b-print"


def test_single_keys_can_be_switched_off(page):
    page.js("document.getElementById('shortcuts').checked = false; document.getElementById('text').focus()")
    page.keys("n")
    assert page.js("return document.querySelector('mark.on')") is None


def test_search_finds_in_the_text_and_filters_the_records(page, report):
    from selenium.webdriver.common.keys import Keys

    page.keys("/")
    page.wait("document.activeElement.id === 'q'")
    page.keys("行政复议")
    expected = report.source.text.count("行政复议")
    assert expected > 1
    page.wait("CSS.highlights.get('hit') && CSS.highlights.get('hit').size === arguments[0]", expected)
    assert page.js(f"return {HIT_WORDS}") == ["行政复议"] * expected
    page.keys(Keys.ENTER)
    page.wait("document.getElementById('hits').textContent === '1 / ' + arguments[0]", expected)
    page.wait(
        """(() => { const hit = [...CSS.highlights.get('now')][0], live = document.createRange();
        live.setStart(hit.startContainer, hit.startOffset); live.setEnd(hit.endContainer, hit.endOffset);
        const box = live.getBoundingClientRect();
        const pane = document.getElementById('text').getBoundingClientRect();
        return box.top >= pane.top && box.bottom <= pane.bottom; })()"""
    )
    page.keys(Keys.ENTER)
    page.wait("document.getElementById('hits').textContent.startsWith('2 /')")
    hidden = page.js("return [...document.querySelectorAll('.tree .rec')].filter(rec => !rec.offsetParent).length")
    assert hidden > 0
    page.keys(Keys.ESCAPE)
    page.wait("!document.documentElement.classList.contains('searching')")


def test_simplified_search_finds_traditional_text(page, files, reports):
    page.path = files["shipai-2022"]
    page.open()
    text = reports["shipai-2022"].source.text
    assert "结转" not in text
    assert "結轉" in text
    page.js("const q = document.getElementById('q'); q.value = '结转'; q.dispatchEvent(new Event('input'))")
    page.wait("CSS.highlights.get('hit') && CSS.highlights.get('hit').size === arguments[0]", text.count("結轉"))
    assert page.js(f"return [...new Set({HIT_WORDS})]") == ["結轉"]
    page.js("const q = document.getElementById('q'); q.value = '不在這裏'; q.dispatchEvent(new Event('input'))")
    page.wait("document.getElementById('hits').textContent.startsWith('0')")


def test_sections_fold_and_a_jump_unfolds(page, report):
    page.click("#fold")
    assert page.js("return document.querySelectorAll('#text details[open]').length") == 0
    count = report.counts[-1]
    page.js("document.querySelector(arguments[0]).click()", f'#records [data-go="{count.id}"]')
    page.wait_seen(mark(count.id))
    assert page.js("return document.querySelectorAll('#text details[open]').length") >= 1
    page.click("#unfold")
    assert page.js("return document.querySelectorAll('#text details:not([open])').length") == 0


def test_a_click_on_a_mark_in_a_heading_does_not_fold(page, tmp_path):
    report = parse(
        "二七区2015年政府信息公开工作年度报告\n一、2015年度概述\n全年收到申请86件。\n二、存在的问题\n人员不足。\n"
    )
    page.path = write(tmp_path / "heading.html", report)
    page.open()
    page.click("#text summary mark.date")
    assert page.js("return document.querySelectorAll('#text mark.on').length") == 1
    assert page.js("return document.querySelectorAll('#text details:not([open])').length") == 0
    page.click("#text summary")
    assert page.js("return document.querySelectorAll('#text details:not([open])').length") == 1


def test_kinds_can_be_switched_off(page):
    look = "return getComputedStyle(document.querySelector('#text mark.count')).borderBottomColor"
    before = page.js(look)
    page.click('[data-kind="count"]')
    assert page.js(look) != before
    assert page.js("return document.querySelector('[data-kind=count]').getAttribute('aria-pressed')") == "false"
    page.click('[data-kind="count"]')
    assert page.js(look) == before


def test_kinds_differ_in_shape_and_not_in_colour_alone(page):
    shapes = page.js(
        """return Object.fromEntries([...document.querySelectorAll('.kind .sample')].map(sample => {
        const look = getComputedStyle(sample);
        return [sample.className, [look.borderBottomStyle, look.borderBottomWidth, look.borderLeftWidth,
            look.textDecorationLine, look.textDecorationStyle].join(' ')]; }))"""
    )
    assert len(shapes) >= 6
    assert len(set(shapes.values())) == len(shapes)


def test_repairs_and_rewording_are_shown_in_place(page, files, reports):
    from govreport_parser.text.normalize import normalize

    page.path = files["shipai-2022"]
    page.open()
    before = page.js("return document.getElementById('text').textContent")
    page.click('[data-edits="1"]')
    page.wait("document.querySelector('.ed:not(.minor)')")
    source = reports["shipai-2022"].source.text
    edits = {(source[edit.start : edit.end], edit.replacement) for edit in normalize(source).edits}
    shown = page.js(
        """return [...document.querySelectorAll('.ed')].filter(span => span.dataset.to)
        .map(span => [span.textContent, span.dataset.to, getComputedStyle(span, '::after').content])"""
    )
    assert shown
    ends = {(text[-1:], new) for text, new in edits}
    for text, new, _ in shown:
        assert (text[-1:], new) in ends
    assert any(content.strip('"') == new for _, new, content in shown)
    assert page.js("return document.getElementById('text').textContent") == before
    page.click('[data-edits="2"]')
    page.wait("getComputedStyle(document.querySelector('.ed.minor[data-to]'), '::after').content !== 'none'")
    # Search and jumps still find their places.
    page.js("const q = document.getElementById('q'); q.value = '结转'; q.dispatchEvent(new Event('input'))")
    page.wait(f"CSS.highlights.get('hit') && {HIT_WORDS}.every(hit => hit === '結轉')")


def test_citation_line(page, report):
    count = next(count for count in report.counts if count.label and count.unit)
    page.js(
        "window.copied = null; navigator.clipboard.writeText = words => { window.copied = words; return Promise.resolve(); }"
    )
    page.js("document.querySelector(arguments[0]).click()", f'[data-cite="{count.id}"]')
    line = page.wait("window.copied")
    assert "\n" not in line
    for part in (str(count.unit), report.metadata.issuer.canonical, str(report.metadata.year), report.quote(count)):
        assert part in line
    assert f"第{report.locate(count).line}行" in line
    assert line in page.js("return document.getElementById('toast').textContent")
    page.click("#b-lang")
    page.js("window.copied = null; document.querySelector(arguments[0]).click()", f'[data-cite="{count.id}"]')
    assert f"line {report.locate(count).line}" in page.wait("window.copied")


def test_language_light_and_dark(page):
    assert "核查发现" in page.js("return document.getElementById('findings-title').innerText")
    page.click("#b-lang")
    assert "What does not add up" in page.js("return document.getElementById('findings-title').innerText")
    assert "核查发现" not in page.js("return document.getElementById('findings-title').innerText")
    light = page.js("return getComputedStyle(document.documentElement).backgroundColor")
    page.click("#b-theme")
    assert page.js("return getComputedStyle(document.documentElement).backgroundColor") != light


def test_print_is_a4_and_complete(page, report):
    page.click("#fold")
    pdf = base64.b64decode(
        page.driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True, "printBackground": True})["data"]
    )
    assert pdf.startswith(b"%PDF")
    pdfplumber = pytest.importorskip("pdfplumber", reason="no Chromium test of the printed words without pdfplumber")
    import io
    import logging
    import unicodedata

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    with pdfplumber.open(io.BytesIO(pdf)) as book:
        assert (round(book.pages[0].width), round(book.pages[0].height)) == (595, 842)
        assert 3 < len(book.pages) < 40
        words = "".join(sheet.extract_text() or "" for sheet in book.pages)
    # Fonts may map 工 to the radical ⼯: the same to the eye.
    squeezed = "".join(unicodedata.normalize("NFKC", words).split())
    assert check(report)[0].message.zh[:10] in squeezed
    last = report.source.text.strip().splitlines()[-1]
    assert "".join(last.split("|")[0].split())[:6] in squeezed


def test_print_view_has_no_controls_and_no_inner_scrolling(page):
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        for control in (".toolbar", ".options", ".cite", ".tools"):
            assert page.js(f"return document.querySelector('{control}').offsetParent") is None
        assert page.js("return getComputedStyle(document.getElementById('text')).overflowY") == "visible"
    finally:
        page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_phone(page, report):
    page.size(390, 844, mobile=True)
    page.open()
    assert page.js("return document.documentElement.scrollWidth") <= 390
    assert page.js("return document.getElementById('right').offsetParent") is None
    count = report.counts[2]
    page.click(mark(count.id))
    page.wait("document.documentElement.dataset.pane === 'right'")
    page.wait_seen(selector(count.id))
    assert page.js("return document.documentElement.scrollWidth") <= 390
    page.js("document.querySelector(arguments[0]).click()", f'#records [data-go="{count.id}"]')
    page.wait("document.documentElement.dataset.pane === 'left'")
    page.wait_seen(mark(count.id))


def test_pictures(chromium, files, reports):
    """What the docs show; also that every state can be reached from the address alone."""
    page = Page(chromium, files["luolong-2018"])
    page.size(1440, 900)
    page.open()
    page.picture("view-top")
    report = reports["luolong-2018"]
    finding = next(found for found in check(report) if found.code == "prose.table-differs")
    page.js("document.querySelector(arguments[0]).click()", f'[id="{finding.id}"] [data-go="{finding.operands[0]}"]')
    page.wait_seen(mark(finding.operands[0]))
    time.sleep(1.3)
    page.picture("view-finding")
    event = report.events[0]
    page.open(f"#{event.id}")
    page.wait_seen(selector(event.id))
    time.sleep(1.3)
    page.picture("view-events")
    page.path = files["shipai-2022"]
    recovered = next(cell for cell in reports["shipai-2022"].indicators if cell.status == "recovered" and cell.value)
    page.open(f"#{recovered.id}")
    page.wait_seen(selector(recovered.id))
    page.js("document.querySelector('#b-lang').click()")
    page.js("document.documentElement.dataset.theme = 'dark'")
    page.js("document.querySelector('[data-edits=\"1\"]').click()")
    time.sleep(1.3)
    page.picture("view-annex-dark")
    page.size(390, 844, mobile=True)
    page.path = files["luolong-2018"]
    page.open()
    page.picture("view-phone")
    page.click('.tabs [data-pane="right"]')
    page.js("document.querySelector('[data-part=counts]').click()")
    time.sleep(0.5)
    page.picture("view-phone-records")


HOSTILE = (
    "二七区政府信息公开<script>window.hurt=1</script>工作年度报告(2015年)\n"
    "一、<img src=x onerror='window.hurt=2'>概述\"><svg onload=window.hurt=3>\n"
    "2015年,我区收到申请86件</mark></details></script><script>window.hurt=4</script>,办结\u202e86件\u202c,其中2件\u2066转办\u2069。\n"
    "<!-- <iframe src=javascript:window.hurt=5> &lt;b&gt; ]]> <style>*{display:none}</style>\x00\x1b[31m\n"
    '《<a href="javascript:window.hurt=6" onclick="window.hurt=7">关于公开的通知</a>》(郑政办〔2015〕239号)\n'
    "<meta http-equiv=refresh content='0;url=http://127.0.0.1:9/'><base href='http://127.0.0.1:9/'><link rel=stylesheet href=x.css>\n"
    "收到申请86件" + "公开<b onmouseover=window.hurt=8>" * 70_000 + "\n"
    "统计指标 | 单位 | 统计数 |\n<td onclick=window.hurt=9>收到申请数 | 件 | <b>86</b> |\n"
)


def test_nothing_of_a_hostile_report_runs(chromium, tmp_path):
    report = parse(HOSTILE)
    page = Page(chromium, write(tmp_path / "hostile.html", report))
    page.size(1440, 900)
    chromium.get_log("performance")
    page.open()
    page.js("for (const fold of document.querySelectorAll('details')) fold.open = true")
    page.js("document.querySelector('[data-edits=\"2\"]').click()")
    page.js("const q = document.getElementById('q'); q.value = '<script>'; q.dispatchEvent(new Event('input'))")
    page.wait("document.getElementById('hits').textContent.startsWith('2')")
    page.js("for (const mark of [...document.querySelectorAll('#text mark')].slice(0, 20)) mark.click()")
    page.js("for (const button of [...document.querySelectorAll('.cite')].slice(0, 5)) button.click()")
    time.sleep(0.3)
    assert page.js("return window.hurt === undefined")
    assert page.js("return document.querySelectorAll('script, iframe, img, base, link').length") == 2
    assert page.js("return document.location.href").startswith("file:")
    assert page.errors() == []
    assert page.js("return getComputedStyle(document.querySelector('.ctl')).unicodeBidi") == "isolate"
    requests = [
        entry["message"]
        for entry in chromium.get_log("performance")
        if '"Network.requestWillBeSent"' in entry["message"]
    ]
    assert not [message for message in requests if '"url":"http' in message]


def test_the_policy_stops_scripts_styles_and_requests_even_if_something_slipped_in(page):
    page.js(
        """document.body.insertAdjacentHTML === undefined;
        const script = document.createElement('div'); document.body.append(script);
        try { script.setAttribute('onclick', 'window.hurt = 1'); script.click(); } catch (error) { window.refused = String(error); }
        window.fetched = 'waiting';
        fetch('http://127.0.0.1:9/').then(() => { window.fetched = 'done'; }, () => { window.fetched = 'refused'; });"""
    )
    page.wait("window.fetched === 'refused'")
    assert page.js("return window.hurt === undefined")
    with pytest.raises(Exception, match="TrustedHTML"):
        page.js("document.body.innerHTML = '<b>x</b>'")
    assert page.errors(), "the browser must have complained"


def test_a_report_of_a_megabyte_stays_responsive(chromium, tmp_path):
    text = (CORPORA / "luolong-2018.txt").read_text(encoding="utf-8")
    report = parse(text * (1_000_000 // len(text.encode()) + 1))
    assert len(report.source.text.encode()) > 1_000_000
    page = Page(chromium, write(tmp_path / "long.html", report))
    page.size(1440, 900)
    begin = time.monotonic()
    page.open()
    opened = time.monotonic() - begin
    marks = page.js("return document.querySelectorAll('mark').length")
    assert marks > 5_000
    begin = time.monotonic()
    page.js("document.querySelector(arguments[0]).click()", f'#records [data-go="{report.counts[-1].id}"]')
    page.wait_seen(mark(report.counts[-1].id))
    jumped = time.monotonic() - begin
    begin = time.monotonic()
    page.js("const q = document.getElementById('q'); q.value = '信息'; q.dispatchEvent(new Event('input'))")
    page.wait("document.getElementById('hits').textContent !== ''")
    searched = time.monotonic() - begin
    # Slow machines get their time; what must not be is a page that hangs.
    assert opened < 15, opened
    assert jumped < 5, jumped
    assert searched < 8, searched


def axe_source() -> str:
    for place in (os.environ.get("GOVREPORT_AXE"), ROOT / "node_modules/axe-core/axe.min.js"):
        if place and Path(place).is_file():
            return Path(place).read_text(encoding="utf-8")
    pytest.skip("no Chromium accessibility check: `npm install axe-core`, or name axe.min.js in GOVREPORT_AXE")


@pytest.mark.parametrize("name", ["luolong-2018", "shipai-2022", "jinjiang-2017"])
@pytest.mark.parametrize("setting", ["light", "dark", "phone"])
def test_accessibility(chromium, files, name, setting):
    axe = axe_source()
    page = Page(chromium, files[name])
    page.size(*((390, 844) if setting == "phone" else (1440, 900)), mobile=setting == "phone")
    page.open()
    if setting == "dark":
        page.click("#b-theme")
    if setting == "phone":
        page.click('.tabs [data-pane="right"]')
    page.js("for (const fold of document.querySelectorAll('details')) fold.open = true")
    page.js("document.querySelector('#records .rec [data-go]').click()")
    page.js(axe)
    page.driver.set_script_timeout(100)
    result = page.driver.execute_async_script(
        """const done = arguments[arguments.length - 1];
        axe.run(document, { resultTypes: ['violations'] }).then(found => done(found.violations.map(rule =>
            rule.id + ': ' + rule.help + ' — ' + rule.nodes.slice(0, 4).map(node => node.html.slice(0, 150) + ' ' + node.any.map(any => any.message).join(';')).join(' | '))),
            error => done(['axe: ' + error]));"""
    )
    assert result == []


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The explorer over the specimens, served by the command as users start it."""
    import socket
    import subprocess
    import sys

    from click.testing import CliRunner

    from govreport_parser.cli.main import cli

    if CHROMIUM is None or DRIVER is None:
        pytest.skip("no Chromium: install the packages chromium and chromium-driver")
    database = tmp_path_factory.mktemp("explorer") / "reports.sqlite"
    CliRunner().invoke(cli, ["batch", str(CORPORA), "--out", str(database)])
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", "from govreport_parser.cli.main import main; main()", "explore", str(database)]
    server = subprocess.Popen([*command, "--port", str(port)], stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=10)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/", "问题 Questions"),
        ("/reports/figures?_search=复议", "复议"),
        ("/reports/refusal_rates", "不予公开率"),
        ("/reports/most_applications?year=2018", "洛龙区人民政府"),
        ("/reports/contradictions", "Errors and warnings"),
        ("/-/chart/refusals", ""),
    ],
)
def test_explorer_pages_open_without_an_error(chromium, address, path, words):
    page = Page(chromium, Path("unused"))
    page.size(1440, 900)
    chromium.get("about:blank")
    chromium.get_log("browser")
    chromium.get(address + path)
    assert words in page.js("return document.body.innerText + document.body.innerHTML")
    assert [error for error in page.errors() if "favicon" not in error] == []
    if path.startswith("/-/chart"):
        page.wait("document.querySelector('canvas, svg')")
    page.picture("explore" + path.split("?")[0].replace("/", "-").rstrip("-"))


def test_a_row_of_the_explorer_leads_to_its_record(chromium, address):
    page = Page(chromium, Path("unused"))
    page.size(1440, 900)
    chromium.get(address + "/reports/figures?kind=count")
    page.click("a[href*='/-/report/'][href*='#']")
    page.wait("document.querySelector('#records .rec.on')")
    assert page.js("return document.querySelectorAll('#text mark.on').length") >= 1
