from __future__ import annotations

from collections.abc import Iterator

import pytest

from laomo_extract.store import Store, open_store
from tests.make import bulletin, item

TEXTS = {
    "b1": "８月２７日，涪陵區總工會慰問全國勞動模範羅　婕。",
    "b2": "渝中区总工会组织劳模走进企业，50%以上的职工参加了World Skills培训。",
    "b3": "涪陵区总工会发放助学金。",
}


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with open_store(url) as store:
        for number, (name, text) in enumerate(TEXTS.items(), 1):
            found = item(number, end=len(text), heading="金秋助学" if name == "b3" else None)
            store.add(bulletin(name, found, published=f"2024-0{number}-01"), text=text)
        reprint = bulletin("b4", item(4, end=len(TEXTS["b3"])), reprint_of="b3")
        store.add(reprint, text=TEXTS["b3"])
        yield store


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("劳模", ["b2"]),
        ("总工会", ["b3", "b2", "b1"]),
        ("劳动模范", ["b1"]),
        ("勞動模範", ["b1"]),
        ("罗婕", ["b1"]),
        ("8月27日", ["b1"]),
        ("涪陵区 助学", ["b3"]),
        ("涪陵区总工会 劳动模范", ["b1"]),
        ("金秋助学", ["b3"]),
        ("world", ["b2"]),
        ("0%", ["b2"]),
        ("0_以", []),
        ('"总工会" OR', []),
        ("婕", ["b1"]),
        ("不在其中", []),
    ],
)
def test_words_are_found(store: Store, query: str, found: list[str]) -> None:
    assert [hit.bulletin for hit in store.search(query)] == found


def test_a_hit_tells_where_it_stands(store: Store) -> None:
    [hit] = store.search("金秋")
    assert (hit.item, hit.title, hit.published, hit.heading) == ("i3", "一周动态", "2024-03-01", "金秋助学")
    assert "金秋助学" in hit.excerpt


def test_reprints_are_shown_when_asked_for(store: Store) -> None:
    found = store.search("助学金", keep_reprints=True)
    assert {hit.bulletin for hit in found} == {"b3", "b4"}


def test_the_limit_holds(store: Store) -> None:
    assert len(store.search("总工会", limit=2)) == 2


def test_a_query_without_words_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="no word"):
        store.search(" 　")


def test_a_long_word_is_looked_up_in_the_index(url: str) -> None:
    with open_store(url) as store, store._engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            plan = "explain query plan select rowid from items_search where items_search match '\"劳动模范\"'"
        else:
            connection.exec_driver_sql("set enable_seqscan = off")
            plan = "explain select pk from items where body ilike '%%劳动模范%%'"
        said = " ".join(str(row) for row in connection.exec_driver_sql(plan))
    assert "items_search" in said
    assert "Seq Scan" not in said
