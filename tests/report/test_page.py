from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from laomo_extract import extract
from laomo_extract.figures import day_of
from laomo_extract.report import bulletins_page, notebook_html, report_page
from laomo_extract.report.archive import archive_data
from laomo_extract.report.frame import labels
from laomo_extract.store import Store, open_store
from laomo_extract.terminal import Language, Words
from tests.make import bulletin, count, day, district, fund, item, worker
from tests.report.hostile import HOSTILE, TEXT, hostile_bulletin
from tests.test_cli import laomo

ROOT = Path(__file__).parent.parent.parent


def data_of(store: Store, **options: Any) -> dict[str, Any]:
    return archive_data(store.pages(**options), store.workers(**options), Words(Language.ZH))


def rows(store: Store, query: str) -> list[Any]:
    engine = create_engine(store.url)
    with engine.connect() as connection:
        found = list(connection.execute(text(query)).all())
    engine.dispose()
    return found


def test_the_figures_are_those_of_the_views(archive: Store) -> None:
    data = data_of(archive)
    sums: dict[tuple[str | None, str, str, str | None], list[int]] = {}
    for one in data["items"]:
        for number in one.get("districts", []):
            place = data["districts"][number]
            month = (one.get("day") or "")[:7] or None
            row = sums.setdefault((place["code"], place["name"], place["above"], month), [0, 0, 0])
            row[0] += 1
            row[1] += one.get("people", 0)
            row[2] += sum(given["fen"] for given in one.get("funds", []))
    view = rows(archive, "SELECT * FROM by_district_month")
    wanted = {
        (
            row.adcode,
            row.name,
            "".join(one for one in (row.province, row.city) if one and one != row.name),
            row.month,
        ): [
            row.activities,
            row.people,
            round(float(row.yuan or 0) * 100),
        ]
        for row in view
    }
    assert len(wanted) > 100
    assert sums == wanted


def test_the_funds_are_those_of_the_view(archive: Store) -> None:
    given = [one["fen"] for item in data_of(archive)["items"] for one in item.get("funds", [])]
    view = rows(archive, "SELECT amount FROM funds_given WHERE currency = 'CNY'")
    assert len(view) > 100
    assert sorted(given) == sorted(round(float(row.amount) * 100) for row in view)


def test_what_is_not_added_up() -> None:
    one = item(
        counts=[
            count(300),
            count(50, start=10, part_of=0),
            count(9, start=20, scope="cumulative"),
            count(8, start=30, role="participant"),
            count(7, "家", start=40),
        ],
        funds=[
            fund("186000.55"),
            fund("50000", start=10, part_of=0),
            fund("3000", start=20, basis="each"),
            fund("99", start=30, scope="planned"),
            fund("5", start=40, currency="USD"),
        ],
    )
    data = archive_data([(bulletin("b", one), None)], [], Words(Language.ZH))
    assert data["items"][0]["people"] == 300
    assert [given["fen"] for given in data["items"][0]["funds"]] == [18600055]


def test_reprints_count_once() -> None:
    with open_store("sqlite://") as store:
        store.add(bulletin("b1", item(1)))
        store.add(bulletin("b2", item(2)).model_copy(update={"reprint_of": "b1"}))
        assert len(data_of(store)["items"]) == 1
        assert len(data_of(store, keep_reprints=True)["items"]) == 2
        page = report_page(store.pages(), store.workers())
        assert "转载只计一次" in page


def test_the_day_of_an_item_is_its_first_event() -> None:
    dated = item(dates=[day("2024-08-27"), day("2024-08-02"), day("2020-01-01", role="background")])
    assert day_of(dated, bulletin("b", dated)) == "2024-08-02"
    assert day_of(item(), bulletin("b", published="2024-08")) == "2024-08"
    assert day_of(item(), bulletin("b", published=None)) is None


def test_people_of_the_register_are_counted_as_one() -> None:
    first = item(1, workers=[worker("张三", employer="机床厂")], districts=[district()])
    second = item(2, workers=[worker("张三", "市劳动模范", employer="机床厂")], districts=[district()])
    with open_store("sqlite://") as store:
        store.add(bulletin("b1", first))
        store.add(bulletin("b2", second))
        data = data_of(store)
    assert [person["name"] for person in data["people"]] == ["张三"]
    assert data["people"][0]["honours"] == ("全国劳动模范", "市劳动模范")
    assert [one["workers"] for one in data["items"]] == [[{"name": "张三", "person": 0}]] * 2


def test_the_languages_say_the_same_things() -> None:
    said = {language: labels(language) for language in Language}
    assert list(said[Language.ZH]) == list(said[Language.EN])
    gaps = [
        {key: sorted(re.findall(r"\{(\w*)\}", words)) for key, words in one.items()} for one in said.values()
    ]
    assert gaps[0] == gaps[1]


def test_each_word_is_used_and_each_used_is_there() -> None:
    folder = ROOT / "laomo_extract" / "report"
    sources = [
        folder / "static" / "report.js",
        *sorted((folder / "templates").glob("*.html")),
        folder / "page.py",
    ]
    code = "\n".join(path.read_text("utf-8") for path in sources)
    used = set(re.findall(r"\b(?:words|w)\.(\w+)", code)) - {"zh", "value"}
    words = set(labels(Language.ZH))
    assert used - words == set()
    named = set(re.findall(r'"(\w+)"', code)) | {
        f"table_{name}" for name in ("items", "workers", "funds", "districts")
    }
    assert words - used - named - {"value"} == set()


def test_the_python_of_the_docs_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "report.md").read_text("utf-8"), re.DOTALL)
    assert blocks
    for block in blocks:
        exec(compile(block, "report.md", "exec"), {"__name__": "__main__"})
    assert "涪陵区" in (tmp_path / "report.html").read_text("utf-8")


class _Parts(HTMLParser):
    """The tags of a page, what scripts hold, and the addresses that it names."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [
            value or "" for name, value in attrs if name in ("src", "href", "action", "srcset", "data")
        ]


@pytest.mark.parametrize("kind", ["report", "bulletins", "notebook"])
def test_text_is_escaped_everywhere(kind: str) -> None:
    one = hostile_bulletin()
    plain = bulletin("b", item(1, heading="x", start=0, end=9))

    def page(shown: Any, words: str) -> str:
        if kind == "report":
            return report_page([(shown, words)], [], title=shown.title)
        if kind == "bulletins":
            return "".join(bulletins_page([(shown, words)], Language.ZH))
        return notebook_html(shown, Language.ZH)

    hostile, tame = _Parts(), _Parts()
    written = page(one, TEXT)
    hostile.feed(written)
    tame.feed(page(plain, "市总工会慰问。"))
    for tag in ("script", "img", "svg", "iframe", "a", "style", "meta"):
        assert hostile.tags.count(tag) == tame.tags.count(tag), tag
    assert all(address.startswith("#") for address in hostile.addresses)
    assert HOSTILE not in written


def test_what_a_page_holds_is_read_back_as_it_was() -> None:
    page = report_page([(hostile_bulletin(), TEXT)], [])
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    data = json.loads(found[1])
    assert data["items"][0]["heading"] == HOSTILE
    shown = "".join(piece if isinstance(piece, str) else piece[0] for piece in data["items"][0]["pieces"])
    assert shown == TEXT


def test_the_command_writes_a_page(tmp_path: Path) -> None:
    store = tmp_path / "news.db"
    (tmp_path / "a.txt").write_text("8月27日,涪陵区总工会慰问劳模。", encoding="utf-8")
    laomo("ingest", tmp_path / "a.txt", "--store", store)
    target = tmp_path / "report.html"
    done = laomo("report", store, "--to", target)
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.startswith(f"report written to {target} (")
    assert '<html lang="zh-CN">' in target.read_text("utf-8")
    done = laomo("report", store, "--to", target, "--lang", "en", "--title", "A <b>")
    page = target.read_text("utf-8")
    assert '<html lang="en">' in page
    assert "<h1>A &lt;b&gt;</h1>" in page
    assert (
        '<html lang="en">'
        in (laomo("--lang", "en", "report", store, "--to", target), target.read_text("utf-8"))[1]
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "news.db", "report.html"]


def test_a_page_of_a_part(tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path / 'news.db'}"
    with open_store(store) as opened:
        early = item(1, districts=[district("涪陵区")], dates=[day("2024-08-27")])
        late = item(2, districts=[district("渝中区")], dates=[day("2024-09-02")])
        opened.add(bulletin("b", early, late), text="甲" * 100)

    def items(*args: object) -> list[str]:
        laomo("report", store, "--to", tmp_path / "page.html", *args)
        page = (tmp_path / "page.html").read_text("utf-8")
        found = re.search(r'id="data">(.*?)</script>', page, re.DOTALL)
        assert found
        return [one["id"] for one in json.loads(found[1])["items"]]

    assert items() == ["i1", "i2"]
    assert items("--district", "涪陵区") == ["i1"]
    assert items("--from", "2024-09-01") == ["i2"]
    assert items("--until", "2024-08-31") == ["i1"]
    assert items("--district", "500103", "--until", "2024-08-31") == []


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("{store}", "--to", "page.pdf"), "page.pdf: no export format for this suffix; accepted: .html"),
        (("none.db", "--to", "page.html"), "no such store"),
    ],
)
def test_wrong_usage_of_the_command(tmp_path: Path, args: tuple[str, ...], told: str) -> None:
    store = tmp_path / "news.db"
    open_store(f"sqlite:///{store}").close()
    done = laomo("report", *(arg.format(store=store) for arg in args))
    assert done.exit_code == 2
    assert told in done.stderr


def test_extract_prints_a_page() -> None:
    source = "8月27日,涪陵区总工会为62名困难职工子女发放助学金18.6万元。"
    done = laomo("extract", "--format", "html", "--published", "2024-08-30", data=source)
    assert done.stdout.startswith("<!DOCTYPE html>")
    assert '<html lang="zh-CN">' in done.stdout
    assert "186,000 元" in done.stdout
    assert 'class="k-funds"' in done.stdout
    assert '<html lang="en">' in laomo("extract", "--format", "html", "--lang", "en", data=source).stdout


@pytest.mark.parametrize(
    ("language", "told"), [("zh", "186,000 元"), ("en", "186,000 yuan"), ("", "186,000 yuan")]
)
def test_a_notebook_shows_a_bulletin(monkeypatch: pytest.MonkeyPatch, language: str, told: str) -> None:
    monkeypatch.setenv("LAOMO_LANG", language)
    html = extract("涪陵区总工会发放助学金18.6万元。", home="500000")._repr_html_()
    assert told in html
    assert "涪陵区" in html
    assert html.startswith('<div class="laomo"')
