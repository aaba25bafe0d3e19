from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterator
from itertools import count as count_up
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from laomo_extract import extract
from laomo_extract.records import Bulletin, NewsItem
from laomo_extract.report import bulletins_page, report_page
from laomo_extract.report.marks import marks
from laomo_extract.store import Store, open_store
from laomo_extract.terminal import Language, Words
from tests.browser import Opened
from tests.make import bulletin, count, district, fund, item
from tests.report.conftest import Open, write
from tests.report.hostile import HOSTILE, TEXT, hostile_bulletin

DOCS = Path(__file__).parent.parent.parent / "docs" / "pictures"
PHONE = {"width": 390, "height": 844}


def number(words: str) -> float:
    return float(words.replace(",", ""))


def figure(page: Opened, name: str) -> float:
    """One of the figures at the head of the page, exactly."""
    return number(page.page.get_attribute(f"[data-figure={name}] dd", "title") or "")


def shown(page: Opened) -> list[int]:
    """How many items the filters leave, and of how many."""
    return [int(one.replace(",", "")) for one in re.findall(r"[\d,]+", page.page.inner_text("#shown"))]


def search(page: Opened, query: str) -> None:
    page.page.fill("#query", query)
    page.page.wait_for_timeout(120)  # the page waits until the reader stops typing
    page.frame()


def downloaded(page: Opened) -> list[dict[str, str]]:
    with page.page.expect_download() as waiting:
        page.page.click("#download")
    path = waiting.value.path()
    text = Path(path).read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("language", Language)
def test_it_opens_and_shows_what_the_store_holds(
    opened: Open, written: dict[Language, Path], archive: Store, language: Language
) -> None:
    page = opened(written[language])
    bulletins = list(archive.bulletins(keep_reprints=False))
    items = [one for bulletin in bulletins for one in bulletin.items]
    assert shown(page) == [len(items), len(items)]
    assert figure(page, "activities") == len(items)
    assert figure(page, "workers") == len(list(archive.workers()))
    for chart in ("over-time", "funds", "confidence", "topics"):
        assert page.page.locator(f"#{chart} svg path").count() > 3
        assert re.search(r"\d{2}", page.page.get_attribute(f"#{chart}", "aria-label") or "")
    assert page.page.locator("#people li").count() == 10
    assert page.page.locator(".tile:not(.none)").count() > 25
    assert page.page.locator("#doubts li").count() == 6


def test_filters_leave_what_they_say(opened: Open, written: dict[Language, Path], archive: Store) -> None:
    page = opened(written[Language.ZH])
    pages = list(archive.pages())
    every = len([item for bulletin, _ in pages for item in bulletin.items])

    def wanted(has: Any) -> list[int]:
        return [sum(1 for bulletin, _ in pages for item in bulletin.items if has(item)), every]

    page.page.select_option("#topic", "aid_to_pupils")
    assert shown(page) == wanted(lambda item: any(topic.key == "aid_to_pupils" for topic in item.topics))
    page.page.click("#reset")
    assert shown(page) == [every, every]

    page.page.click(".tile[data-key='510000']")
    assert shown(page) == wanted(
        lambda item: any((one.adcode or "").startswith("51") for one in item.districts)
    )
    assert page.page.inner_text("#crumbs").replace(" ", "") == "全国›四川省"
    page.page.click(".tile[data-key='513400']")
    assert shown(page) == wanted(
        lambda item: any((one.adcode or "").startswith("5134") for one in item.districts)
    )
    page.page.click("#crumbs button >> nth=0")
    assert shown(page) == [every, every]

    page.page.select_option("#from", "2023")
    page.page.select_option("#to", "2023")
    page.frame()
    inside = downloaded(page)
    assert 0 < len(inside) == shown(page)[0] < every
    assert {row["日期"][:4] for row in inside} == {"2023"}
    page.page.click("#reset")

    page.page.check("#doubtful")
    page.frame()
    assert shown(page)[0] == figure(page, "figure_doubt") == figure(page, "activities")
    assert all(float(row["最低置信度"]) < 0.7 for row in downloaded(page))


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("困难职工", 2),
        ("困难 职工", 2),
        ("困難職工", 2),
        ("ＡＢＣ", 1),
        ("abc", 1),
        ("罗婕", 1),
        ("186,000", 1),
        ("没有这些字", 0),
        ("<script>", 0),
        ("[(", 0),
    ],
)
def test_search_finds_writing_of_any_kind(tmp_path: Path, opened: Open, query: str, count: int) -> None:
    with open_store(f"sqlite:///{tmp_path / 'news.db'}") as store:
        for text in (
            "区总工会慰问困难职工，发放慰问金18.6万元。",
            "區總工會慰問困難職工家庭。ABC公司到场。",
            "全国劳动模范罗　婕到场。",
        ):
            store.add(extract(text), text=text)
        page = opened(write(store, tmp_path / "page.html"))
    search(page, query)
    assert shown(page) == [count, 3]
    assert page.page.locator("#table .tabulator-row").count() == count


def test_tables_sort_and_download(opened: Open, written: dict[Language, Path]) -> None:
    page = opened(written[Language.ZH])
    rows = downloaded(page)
    assert len(rows) == shown(page)[0]
    assert [row["日期"] for row in rows] == sorted((row["日期"] for row in rows), reverse=True)
    page.page.click("#table .tabulator-col[tabulator-field=fen]")
    page.frame()
    sums = [float(row["金额（元）"]) for row in downloaded(page)]
    assert sums == sorted(sums, reverse=True)
    assert sum(sums) == pytest.approx(figure(page, "yuan"))
    first = page.page.inner_text("#table .tabulator-row >> nth=0 >> .tabulator-cell[tabulator-field=fen]")
    assert number(first) == sums[0]
    for table in ("workers", "funds", "districts"):
        page.page.click(f"[data-table={table}]")
        page.page.wait_for_selector("#table .tabulator-row")
        rows = downloaded(page)
        assert len(rows) > 20
    page.page.click("[data-table=workers]")
    page.page.wait_for_selector("#table .tabulator-row")
    assert len(downloaded(page)) == figure(page, "workers")
    page.page.click("[data-table=funds]")
    page.page.wait_for_selector("#table .tabulator-row")
    assert sum(float(row["金额（元）"]) for row in downloaded(page)) == pytest.approx(figure(page, "yuan"))


def test_highlights_sit_on_the_right_characters(
    opened: Open, written: dict[Language, Path], archive: Store
) -> None:
    page = opened(written[Language.ZH])
    words = Words(Language.ZH)
    checked = 0
    for one, text in list(archive.pages())[::5]:
        for told_of in one.items:
            page.page.evaluate("(id) => { location.hash = id; }", told_of.id)
            page.page.wait_for_selector(f"#item[data-item='{told_of.id}']")
            found = page.page.evaluate(
                """() => [document.getElementById("text").textContent,
                  [...document.querySelectorAll("#text mark")].map((mark) => [mark.textContent, mark.dataset.marks, mark.className])]"""
            )
            first, last = told_of.span.start, told_of.span.end
            assert found[0] == (text or "")[first:last]
            wanted = marks(told_of, words)
            told = ["" for _ in wanted]
            for piece, over, kind in found[1]:
                numbers = [int(number) for number in over.split()]
                shortest = min(
                    numbers, key=lambda number: wanted[number].span.end - wanted[number].span.start
                )
                assert kind == f"k-{wanted[shortest].kind}"
                for index in numbers:
                    told[index] += piece
            # what stands in the masthead («惠东工会») is not in the text of the item
            assert told == [
                (text or "")[max(mark.span.start, first) : min(mark.span.end, last)] for mark in wanted
            ]
            checked += len(wanted)
    assert checked > 1000


def test_characters_beyond_the_basic_plane_shift_nothing(tmp_path: Path, opened: Open) -> None:
    text = "𠮷祥👷👷 区总工会为６２名困难学生发放助学金18.6万元,全国劳动模范罗　婕到场。"
    with open_store(f"sqlite:///{tmp_path / 'news.db'}") as store:
        read = extract(text)
        store.add(read, text=text)
        page = opened(write(store, tmp_path / "page.html"))
    page.page.click("#table a")
    assert page.page.inner_text("#text mark.k-counts") == "６２名"
    assert page.page.inner_text("#text mark.k-funds") == "18.6万元"
    assert page.page.inner_text("#text mark.k-workers") == "罗　婕"


def test_hover_and_focus_tell_value_and_rule(tmp_path: Path, opened: Open) -> None:
    text = "8月27日，涪陵区总工会为62名困难学生发放助学金18.6万元。"
    with open_store(f"sqlite:///{tmp_path / 'news.db'}") as store:
        store.add(extract(text, published="2024-08-30", home="500000"), text=text)
        page = opened(write(store, tmp_path / "page.html"))
    page.page.click("#table a")
    page.page.hover("#text mark.k-funds")
    assert "186,000 元 · 助学金" in page.page.inner_text("#tip")
    assert re.search(r"规则 fund\S* · 置信度 0\.\d\d", page.page.inner_text("#tip"))
    page.page.focus("#text mark.k-districts")
    tip = page.page.inner_text("#tip")
    assert "地区: 涪陵区" in tip  # the district in the union's name, and the union
    assert "单位: 涪陵区总工会" in tip
    box = page.page.locator("#tip").bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 1280
    page.page.click(".legend button:has(.k-funds)")
    assert page.page.locator("#text mark.k-funds").count() == 0
    assert page.page.inner_text("#text") == text


def test_an_article_that_holds_a_script_is_text(tmp_path: Path, opened: Open) -> None:
    with open_store(f"sqlite:///{tmp_path / 'news.db'}") as store:
        store.add(hostile_bulletin(), text=TEXT)
        store.add(bulletin("b2", item(2, heading="=1+1", topics=[])), text="")
        page = opened(write(store, tmp_path / "page.html"))
    page.page.click("#table a:has-text('script')")
    assert page.page.inner_text("#item-heading") == HOSTILE
    assert page.page.evaluate("document.getElementById('text').textContent") == TEXT
    for mark in page.page.locator("#text mark").all():
        mark.focus()
    page.page.keyboard.press("Escape")
    for table in ("workers", "funds", "districts", "items"):
        page.page.click(f"[data-table={table}]")
        page.page.wait_for_selector("#table .tabulator-row")
    for chart in ("over-time", "funds", "confidence"):
        page.page.hover(f"#{chart} svg")
        page.page.wait_for_timeout(50)
    page.page.click("#people button")
    page.page.click("#chips button >> nth=0")
    assert page.page.evaluate("window.hacked") is None
    assert page.page.locator("img, iframe").count() == 0
    assert {row["标题"] for row in downloaded(page)} == {HOSTILE, "'=1+1"}  # no formula in a spreadsheet


def test_a_phone_shows_all_within_its_width(opened: Open, written: dict[Language, Path]) -> None:
    page = opened(written[Language.ZH], **PHONE)
    assert page.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    table = page.page.evaluate(
        "(() => { const box = document.querySelector('.tabulator-tableholder'); return box.scrollWidth - box.clientWidth; })()"
    )
    assert table <= 0
    page.page.click("#table a >> nth=0")
    page.page.wait_for_selector("#item article")
    assert page.page.evaluate("document.getElementById('item').scrollWidth") <= PHONE["width"]
    page.page.locator("#text mark").first.click()
    assert page.page.is_visible("#tip")


def test_a_window_that_is_made_smaller_or_larger(opened: Open, written: dict[Language, Path]) -> None:
    page = opened(written[Language.ZH])
    for width in (900, 390, 1400):
        page.page.set_viewport_size({"width": width, "height": 800})
        page.page.wait_for_timeout(300)
        assert page.page.evaluate("document.documentElement.scrollWidth") == width
        inside = page.page.evaluate(
            "['#table .tabulator-row', '#over-time svg'].map((one) => document.querySelector(one).getBoundingClientRect().width)"
        )
        card = page.page.evaluate("document.querySelector('#over-time').clientWidth")
        assert inside[1] == card
        assert 0.8 * width - 200 < inside[0] <= width


def test_the_keyboard_is_enough(opened: Open, written: dict[Language, Path]) -> None:
    page = opened(written[Language.ZH])
    keys = page.page.keyboard
    focused = "document.activeElement"
    keys.press("Tab")
    assert page.page.evaluate(f"{focused}.className") == "skip"
    keys.press("Tab")
    assert page.page.evaluate(f"{focused}.id") == "query"
    keys.type("劳动模范")
    page.page.wait_for_timeout(150)
    left, every = shown(page)
    assert 0 < left < every
    for _ in range(120):
        keys.press("Tab")
        if page.page.evaluate(f"{focused}.closest('#table .tabulator-row') !== null"):
            break
    keys.press("Enter")
    page.page.wait_for_selector("#item[open]")
    first = page.page.inner_text("#item .place")
    assert first.startswith("1 /")
    keys.press("ArrowRight")
    assert page.page.inner_text("#item .place").startswith("2 /")
    keys.press("ArrowLeft")
    assert page.page.inner_text("#item .place") == first
    keys.press("Escape")
    assert page.page.locator("#item[open]").count() == 0


def test_the_address_of_an_item_opens_it(opened: Open, written: dict[Language, Path], archive: Store) -> None:
    one = next(item for bulletin in archive.bulletins() for item in bulletin.items if item.heading)
    page = opened(written[Language.ZH])
    page.page.goto(f"{written[Language.ZH].as_uri()}#{one.id}")
    page.page.wait_for_selector("#item[open]")
    assert page.page.inner_text("#item-heading") == " ".join((one.heading or "").split())


def test_it_prints(opened: Open, written: dict[Language, Path], tmp_path: Path) -> None:
    page = opened(written[Language.ZH])
    page.page.click("#table a >> nth=0")
    page.page.keyboard.press("Escape")
    page.page.pdf(path=tmp_path / "page.pdf", format="A4")
    with pypdfium2.PdfDocument(tmp_path / "page.pdf") as pdf:
        texts = [pdf[number].get_textpage().get_text_bounded() for number in range(len(pdf))]
    assert "工会简报档案" in texts[0]
    assert "黑龙江" in texts[0]
    assert "报道最多的劳模" in texts[0]
    assert "条目（前 200 条" in "".join(texts)
    assert 4 <= len(texts) <= 20
    assert page.page.inner_html("#printed") == ""  # on the screen it is as before


def of_5000_items(archive: Store) -> Iterator[tuple[Bulletin, str | None]]:
    """The archive over and over, each time with other ids."""
    pages = list(archive.pages())
    left = 5000
    for turn in count_up():
        for one, text in pages:
            items = tuple(told.model_copy(update={"id": f"{told.id}-{turn}"}) for told in one.items[:left])
            yield one.model_copy(update={"id": f"{one.id}-{turn}", "items": items, "checks": ()}), text
            left -= len(items)
            if not left:
                return


def test_5000_items_open_and_filter_without_lag(tmp_path: Path, opened: Open, archive: Store) -> None:
    path = tmp_path / "page.html"
    path.write_text(report_page(of_5000_items(archive), ()), encoding="utf-8", newline="\n")
    assert path.stat().st_size < 12_000_000
    page = opened(path)
    assert shown(page) == [5000, 5000]
    ready = page.page.evaluate("performance.getEntriesByType('navigation')[0].domInteractive")
    assert ready < 6000
    for query in ("劳模", "助学金", ""):
        listed, drawn = page.page.evaluate(
            """async (query) => {
              const count = document.getElementById("shown");
              const start = performance.now();
              document.getElementById("query").value = query;
              document.getElementById("query").dispatchEvent(new Event("input"));
              await new Promise((done) => new MutationObserver(done).observe(count, { childList: true }));
              const listed = performance.now() - start;
              await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
              return [listed, performance.now() - start];
            }""",
            query,
        )
        assert listed < 600
        assert drawn < 1500
    assert page.page.locator("#table .tabulator-row").count() < 100  # only what can be seen
    page.page.evaluate("document.querySelector('.tabulator-tableholder').scrollTop = 100000")
    page.frame()
    assert 5 < page.page.locator("#table .tabulator-row").count() < 100


def test_an_empty_store_says_so(tmp_path: Path, opened: Open) -> None:
    with open_store(f"sqlite:///{tmp_path / 'news.db'}") as store:
        page = opened(write(store, tmp_path / "page.html"), ready=False)
    assert "没有条目" in page.page.inner_text("main")


def test_what_is_missing_is_said(tmp_path: Path, opened: Open) -> None:
    with open_store(f"sqlite:///{tmp_path / 'news.db'}") as store:
        store.add(bulletin("b1", item(1, heading=None, start=0, end=0), published=None, title=None))
        store.add(bulletin("b2", item(2, counts=[count(62)], districts=[district()]), published="2024"))
        page = opened(write(store, tmp_path / "page.html"))
    assert "没有数据" in page.page.inner_text("#funds")
    assert "没有数据" in page.page.inner_text("#people")
    assert page.page.inner_text("#unplaced") == "1 条未写明地区"
    assert page.page.inner_text("#undated") == "另有 1 条日期不明，未画出"
    page.page.click("#table a:has-text('第2条')")
    assert page.page.inner_text("#item .note") == "库中没有保存这份简报的原文"
    assert "62名" in page.page.inner_text("#item .facts")
    page.page.keyboard.press("Escape")
    search(page, "没有这些字")
    assert page.page.inner_text("#table") and "没有符合条件的条目" in page.page.inner_text("#table")
    for chart in ("over-time", "funds", "confidence", "topics"):
        assert "没有数据" in page.page.inner_text(f"#{chart}")
    assert page.page.locator("#people li").count() == 1


def test_a_reprint_of_one_sum_tells_what_decides_the_scale(tmp_path: Path, opened: Open) -> None:
    with open_store(f"sqlite:///{tmp_path / 'news.db'}") as store:
        for number, amount in enumerate(("1000000", "2000", "3000"), 1):
            store.add(bulletin(f"b{number}", item(number, funds=[fund(amount)])))
        page = opened(write(store, tmp_path / "page.html"))
    assert page.page.inner_text("#largest") == "其中最大一笔 1000000元 占 100%：第1条"


def test_the_page_of_a_few_bulletins(tmp_path: Path, opened: Open) -> None:
    path = tmp_path / "page.html"
    text = "8月27日，涪陵区总工会为62名困难学生发放助学金18.6万元。"
    read = extract(text, published="2024-08-30", home="500000")
    path.write_text("".join(bulletins_page([(read, text), (hostile_bulletin(), TEXT)], Language.ZH)), "utf-8")
    page = opened(path, ready=False, **PHONE)
    assert page.page.evaluate("document.querySelector('.hl').textContent") == text
    assert page.page.inner_text("mark.k-funds") == "18.6万元"
    assert "186,000 元" in (page.page.get_attribute("mark.k-funds", "title") or "")
    assert page.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert page.page.evaluate("window.hacked") is None


# What a reader of each kind sees of red, green and blue: after Viénot, Brettel and Mollon (1999)
SIGHTS = {
    "protan": ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0)),
    "deutan": ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0)),
}


def linear(colour: str) -> list[float]:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def lab(rgb: list[float]) -> list[float]:
    to_xyz = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    white = (0.9505, 1.0, 1.089)
    xyz = [
        sum(a * max(b, 0) for a, b in zip(row, rgb, strict=True)) / w
        for row, w in zip(to_xyz, white, strict=True)
    ]
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in xyz)
    return [116 * y - 16, 500 * (x - y), 200 * (y - z)]


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("name", ["COLOURS", "SHADES", "BANDS"])
def test_the_colour_blind_tell_the_colours_apart(name: str, sight: str) -> None:
    script = Path(__file__).parent.parent.parent / "laomo_extract" / "report" / "static" / "report.js"
    line = re.search(rf"^const {name} = .*$", script.read_text("utf-8"), re.MULTILINE)
    assert line
    colours = re.findall(r"#[0-9A-Fa-f]{6}", line[0])
    assert len(colours) >= 4
    seen = []
    for colour in colours:
        rgb = linear(colour)
        seen.append(lab([sum(a * b for a, b in zip(row, rgb, strict=True)) for row in SIGHTS[sight]]))
    for number, one in enumerate(seen):
        for other in seen[number + 1 :]:
            assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 > 10


PICTURES = {"report": 1280, "report-item": 1280, "report-phone": 390}


def richest(archive: Store) -> str:
    """The item of moderate length with the most kinds of values, for the picture of one."""

    def kinds(told: NewsItem) -> tuple[int, str]:
        fits = told.workers and told.funds and told.span.end - told.span.start < 400
        return len({one.kind for one in marks(told, Words(Language.ZH))}) if fits else 0, told.id

    return max(kinds(told) for one in archive.bulletins() for told in one.items)[1]


def test_pictures_of_the_docs(
    opened: Open, written: dict[Language, Path], archive: Store, tmp_path: Path
) -> None:
    """With LAOMO_PICTURES set (``make pictures``) they are written to docs/."""
    folder = DOCS if os.environ.get("LAOMO_PICTURES") else tmp_path
    folder.mkdir(exist_ok=True)
    desk = opened(written[Language.ZH], height=1000)
    desk.page.screenshot(path=tmp_path / "report.raw.png")
    desk.page.evaluate("(id) => { location.hash = id; }", richest(archive))
    desk.page.wait_for_selector("#text mark")
    desk.page.hover("#text mark.k-workers >> nth=0")
    desk.page.screenshot(path=tmp_path / "report-item.raw.png")
    phone = opened(written[Language.ZH], **PHONE)
    phone.page.screenshot(path=tmp_path / "report-phone.raw.png")
    for name, width in PICTURES.items():
        target = folder / f"{name}.png"
        with Image.open(tmp_path / f"{name}.raw.png") as picture:
            assert picture.width == width
            assert len(picture.convert("RGB").getcolors(1 << 24) or ()) > 50  # not a blank page
            few = picture.convert("RGB").quantize(192, Image.Quantize.MAXCOVERAGE)  # rare colours count too
            few.save(target, optimize=True)
        assert target.stat().st_size < 120_000
        assert (DOCS / f"{name}.png").stat().st_size < 120_000
