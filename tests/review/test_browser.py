"""The review page in a real browser: what a person does there is seen in the store and in what it gives out."""

from __future__ import annotations

import json
import os
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect

from laomo_extract.evaluate import evaluate
from laomo_extract.records import NewsItem
from laomo_extract.store import Store
from tests.review.conftest import PAGES, Served
from tests.test_cli import laomo

DOCS = Path(__file__).parents[2] / "docs" / "pictures"


def item_of(store: Store, district: str) -> tuple[str, NewsItem]:
    for bulletin in store.bulletins():
        for one in bulletin.items:
            if any(each.name == district for each in one.districts):
                return bulletin.id, one
    raise AssertionError(district)


def there(store: Store, district: str) -> NewsItem:
    return item_of(store, district)[1]


def open_item(page: Page, served: Served, store: Store, district: str) -> None:
    bulletin, one = item_of(store, district)
    page.goto(f"{served.base}/item/{bulletin}/{one.id}")


def form(page: Page, kind: str, text: str) -> str:
    """The form of a value, by its kind and words."""
    forms = page.locator(f'form[data-kind="{kind}"]')
    for k in range(forms.count()):
        if forms.nth(k).locator('[name="text"]').input_value() == text:
            return f'form[data-kind="{kind}"] >> nth={k}'
    raise AssertionError((kind, text))


def save(page: Page, where: str, **fields: str) -> None:
    """Fill in the fields of a value and save it."""
    with page.expect_navigation():
        enter(page, where, **fields)


def enter(page: Page, where: str, **fields: str) -> None:
    for name, value in fields.items():
        widget = page.locator(where).locator(f'[name="{name}"]')
        if widget.evaluate("(one) => one.tagName") == "SELECT":
            widget.select_option(value)
        else:
            widget.fill(value)
    page.locator(where).get_by_role("button", name="保存").click()


def press(page: Page, key: str) -> None:
    """Press a key that leads to another page, and wait for it."""
    with page.expect_navigation():
        page.keyboard.press(key)


def select(page: Page, words: str) -> None:
    """Select words of the text as a mouse would."""
    page.evaluate(
        """(words) => {
          const text = document.getElementById("text");
          const at = text.textContent.indexOf(words);
          const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
          const range = document.createRange();
          let seen = 0, node;
          while ((node = walker.nextNode())) {
            const end = seen + node.length;
            if (seen <= at && at < end) range.setStart(node, at - seen);
            if (seen < at + words.length && at + words.length <= end) range.setEnd(node, at + words.length - seen);
            seen = end;
          }
          const selection = getSelection();
          selection.removeAllRanges();
          selection.addRange(range);
        }""",
        words,
    )


def test_it_opens_on_what_a_look_changes_most(page: Page, store: Store) -> None:
    first = store.waiting(limit=1)[0]
    assert page.url.startswith(page.url.split("/item")[0] + f"/item/{first.bulletin}/{first.item}")
    assert "token" not in page.url
    expect(page.locator("nav")).to_contain_text("待核")
    expect(page.locator(".keys")).to_contain_text("快捷键")
    assert "<" not in page.locator("main .acts").inner_text()


def test_highlights_sit_on_the_right_characters(page: Page, served: Served, store: Store) -> None:
    open_item(page, served, store, "涪陵区")
    one = there(store, "涪陵区")
    shown = page.locator("#text").evaluate("(text) => text.textContent")
    assert shown == PAGES["a.txt"][one.span.start : one.span.end]
    assert "3.1万元" in page.locator("#text mark.k-funds").all_text_contents()


def test_a_date_an_amount_and_a_division_are_mended(page: Page, served: Served, store: Store) -> None:
    open_item(page, served, store, "涪陵区")
    save(page, form(page, "dates", "8月27日"), edtf="2024-08-26", role="background")
    save(page, form(page, "funds", "3.1万元"), amount="31,500", basis="each")
    one = there(store, "涪陵区")
    assert (one.dates[0].edtf, one.dates[0].role, one.dates[0].rule) == ("2024-08-26", "background", "review")
    assert (str(one.funds[0].amount), one.funds[0].basis) == ("31500", "each")
    bulletin, _ = item_of(store, "涪陵区")
    assert [(past.decision, past.reviewer) for past in store.history(bulletin, one.id)] == [
        ("corrected", "甲")
    ] * 2
    name = page.locator(form(page, "districts", "涪陵区")).locator('[name="name"]')
    name.press_sequentially("")
    name.fill("长寿")
    expect(page.locator("#divisions option").first).to_have_attribute("value", "长寿区 500115")
    save(page, form(page, "districts", "涪陵区"), name="长寿区 500115")
    assert [each.adcode for each in store.bulletin(bulletin).items[0].districts] == ["500115"]  # type: ignore[union-attr]


def test_words_selected_in_the_text_mend_a_span(page: Page, served: Served, store: Store) -> None:
    open_item(page, served, store, "涪陵区")
    where = form(page, "counts", "62名")
    page.locator(where).locator('[name="text"]').focus()
    select(page, "慰问职工62名")
    expect(page.locator(where).locator('[name="text"]')).to_have_value("慰问职工62名")
    save(page, where, who="职工")
    (count,) = there(store, "涪陵区").counts
    start = PAGES["a.txt"].index("慰问职工62名")
    assert (count.span.start, count.span.end, count.who) == (start, start + len("慰问职工62名"), "职工")


def test_a_worker_that_was_missed_is_added(page: Page, served: Served, store: Store) -> None:
    open_item(page, served, store, "渝中区")
    where = form(page, "workers", "张大山")
    with page.expect_navigation():
        page.locator(where).get_by_role("button", name="移除").click()
    assert there(store, "渝中区").workers == ()
    page.select_option('#add [name="kind_of"]', "workers")
    page.locator('#add [name="titles"]').focus()
    expect(page.locator('#titles option[value="市劳动模范"]')).to_have_count(1)
    page.fill('#add [name="titles"]', "重庆工匠")
    page.locator('#add [name="words"]').focus()
    select(page, "张大山")
    with page.expect_navigation():
        page.locator("#add").get_by_role("button").click()
    (worker,) = there(store, "渝中区").workers
    assert (worker.name, [honour.title for honour in worker.honours], worker.rule) == (
        "张大山",
        ["重庆工匠"],
        "review",
    )
    assert "张大山" in page.locator("#text mark.k-workers").all_text_contents()


def test_what_is_refused_is_told_and_nothing_is_saved(page: Page, served: Served, store: Store) -> None:
    open_item(page, served, store, "涪陵区")
    enter(page, form(page, "dates", "8月27日"), edtf="昨天")
    expect(page.locator(".warning")).to_contain_text("'昨天' 不是日期")
    with page.expect_navigation():
        page.get_by_role("link", name="查看最新内容").click()
    bulletin, one = item_of(store, "涪陵区")
    assert store.history(bulletin, one.id) == []
    assert page.locator(form(page, "dates", "8月27日")).locator('[name="edtf"]').input_value() == "2024-08-27"


def test_reject_undo_and_reload(page: Page, served: Served, store: Store) -> None:
    open_item(page, served, store, "渝中区")
    bulletin, one = item_of(store, "渝中区")
    page.keyboard.press("r")
    page.wait_for_url("**/item/**last=**")
    assert one.id not in [each.id for each in store.bulletin(bulletin).items]  # type: ignore[union-attr]
    page.keyboard.press("u")  # back to what was rejected
    page.wait_for_url(f"**/item/{bulletin}/{one.id}**")
    assert there(store, "渝中区") == one
    save(page, form(page, "counts", "40名"), value="41")
    save(page, form(page, "counts", "40名"), value="42")
    page.reload()
    assert page.locator(form(page, "counts", "40名")).locator('[name="value"]').input_value() == "42"
    press(page, "u")
    expect(page.locator(form(page, "counts", "40名")).locator('[name="value"]')).to_have_value("41")
    expect(page.locator("#history li")).to_have_count(5)


def test_two_reviewers_get_a_clear_conflict(
    page: Page, served: Served, store: Store, chromium: Browser
) -> None:
    open_item(page, served, store, "涪陵区")
    other = chromium.new_context()
    second = other.new_page()
    second.goto(served.base)
    second.fill('[name="reviewer"]', "乙")
    second.fill('[name="password"]', "开门")
    second.get_by_role("button", name="进入").click()
    open_item(second, served, store, "涪陵区")
    save(second, form(second, "counts", "62名"), value="63")
    enter(page, form(page, "counts", "62名"), value="99")
    expect(page.locator("h1")).to_have_text("有人先处理了")
    expect(page.locator(".warning")).to_contain_text("乙")
    with page.expect_navigation():
        page.get_by_role("link", name="查看最新内容").click()
    assert page.locator(form(page, "counts", "62名")).locator('[name="value"]').input_value() == "63"
    assert [count.value for count in there(store, "涪陵区").counts] == [63]
    other.close()


def test_an_article_that_holds_a_script_stays_text(page: Page, served: Served, store: Store) -> None:
    open_item(page, served, store, "长寿区")
    assert page.title() == "校对"
    assert "<b>发放</b>" in page.locator("#text").evaluate("(text) => text.textContent")
    assert page.locator("#text b, #text script").count() == 0


def test_a_pass_by_keyboard_alone(page: Page, store: Store) -> None:
    """Every item of the queue mended where it has to be, and decided, without a mouse."""
    waiting = len(store.waiting())
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.name") == "kind_of"
    page.keyboard.type("其")  # «其他人物»
    page.keyboard.press("Tab")
    words = page.locator("#text").evaluate("(text) => text.textContent.match(/总工会/)[0]")
    page.keyboard.type(words)
    press(page, "Control+Enter")
    expect(page.locator("#history li")).to_have_count(1)
    press(page, "u")
    expect(page.locator("#history li")).to_have_count(2)
    for _ in range(waiting):
        press(page, "a")
    expect(page.locator("h1")).to_have_text("没有待核条目")
    assert store.waiting() == []
    assert store.progress()[1] == waiting
    page.keyboard.press("u")
    page.wait_for_url("**/item/**")
    assert len(store.waiting()) == 1


def test_what_was_reviewed_goes_out(page: Page, served: Served, store: Store, tmp_path: Path) -> None:
    open_item(page, served, store, "涪陵区")
    save(page, form(page, "funds", "3.1万元"), amount="31500")
    for district in ("涪陵区", "渝中区"):
        open_item(page, served, store, district)
        press(page, "a")
    path = store.url.removeprefix("sqlite:///")
    assert laomo("export", path, "--to", str(tmp_path / "out.jsonl")).exit_code == 0
    sums = [
        (fund["amount"], fund["rule"])
        for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()
        for one in json.loads(line)["items"]
        for fund in one["funds"]
    ]
    assert ("31500", "review") in sums
    assert "1 bulletin" in laomo("export", path, "--to", str(tmp_path / "gold")).stderr
    assert evaluate(tmp_path / "gold").fields["funds"].gold == 1
    assert "1 word" in laomo("export", path, "--to", str(tmp_path / "words.toml")).stderr
    assert "张大山" in (tmp_path / "words.toml").read_text("utf-8")


def test_people_and_what_was_not_read(page: Page, served: Served, store: Store) -> None:
    store.set_aside("c.pdf", kind="empty", reason="nothing in it", remedy="fetch it again")
    page.goto(f"{served.base}/quarantine")
    expect(page.locator("tbody tr")).to_have_count(1)
    page.get_by_role("button", name="不再列出").click()
    expect(page.locator("main")).to_contain_text("没有未能读取的文件")
    page.goto(f"{served.base}/people")
    expect(page.locator("main")).to_contain_text("没有需要判断的人物")


def test_on_a_phone(page: Page, served: Served, store: Store) -> None:
    page.set_viewport_size({"width": 375, "height": 700})
    open_item(page, served, store, "涪陵区")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    save(page, form(page, "counts", "62名"), value="64")
    assert [count.value for count in there(store, "涪陵区").counts] == [64]


PICTURES = {"review": 1280, "review-phone": 375}


def test_pictures_of_the_docs(page: Page, served: Served, store: Store, tmp_path: Path) -> None:
    """With LAOMO_PICTURES set (``make pictures``) they are written to docs/."""
    folder = DOCS if os.environ.get("LAOMO_PICTURES") else tmp_path
    open_item(page, served, store, "渝中区")
    page.screenshot(path=tmp_path / "review.raw.png")
    page.set_viewport_size({"width": 375, "height": 700})
    page.screenshot(path=tmp_path / "review-phone.raw.png")
    for name, width in PICTURES.items():
        with Image.open(tmp_path / f"{name}.raw.png") as picture:
            assert picture.width == width
            few = picture.convert("RGB").quantize(192, Image.Quantize.MAXCOVERAGE)
            few.save(folder / f"{name}.png", optimize=True)
        assert (folder / f"{name}.png").stat().st_size < 120_000
        assert (DOCS / f"{name}.png").stat().st_size < 120_000
