from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from laomo_extract.records import Bulletin
from laomo_extract.store import RegisteredWorker, Store, open_store
from tests.make import bulletin, day, district, item, worker


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with open_store(url) as store:
        yield store


def article(name: str, where: str | None, titles: list[str], **more: Any) -> Bulletin:
    reprint = more.pop("reprint_of", None)
    return bulletin(
        name,
        item(
            districts=[district(where)] if where else [],
            dates=[day(f"2024-08-{int(name[1:]):02}")],
            workers=[worker("张伟", *titles, **more)],
        ),
        reprint_of=reprint,
    )


def register(store: Store, *articles: Bulletin) -> list[RegisteredWorker]:
    for one in articles:
        store.add(one)
    return list(store.workers("张伟"))


CITY, NATION = "市劳模", "全国劳动模范"
# Two articles: one person, doubtful (and why), or namesakes
PAIRS = [
    (("涪陵区", [CITY], {"employer": "甲厂"}), ("渝中区", [NATION], {"employer": "甲厂"}), "one"),
    (("涪陵区", [CITY], {}), ("涪陵区", [CITY], {}), "one"),
    (("涪陵区", [CITY], {"employer": "甲厂"}), ("涪陵区", [CITY, NATION], {}), "one"),
    (
        ("涪陵区", [CITY], {"employer": "甲厂"}),
        ("涪陵区", [CITY], {"employer": "乙厂"}),
        "涪陵区 市劳模 other_employer",
    ),
    (("涪陵区", [CITY], {}), ("涪陵区", [NATION], {}), "涪陵区 no_employer"),
    (("涪陵区", [CITY], {}), ("渝中区", [CITY], {}), "市劳模 no_employer"),
    ((None, [CITY], {}), (None, [CITY], {}), "市劳模 no_employer"),
    (("重庆市", [CITY], {}), ("重庆市", [NATION], {}), "apart"),
    (("涪陵区", [CITY], {"employer": "甲厂"}), ("渝中区", [NATION], {"employer": "乙厂"}), "apart"),
]


@pytest.mark.parametrize(("first", "second", "expected"), PAIRS)
@pytest.mark.parametrize("turned", [False, True])
def test_who_is_one_person(store: Store, first: Any, second: Any, expected: str, turned: bool) -> None:
    pair = [first, second][:: -1 if turned else 1]
    articles = [article(f"b{n}", where, titles, **more) for n, (where, titles, more) in enumerate(pair, 1)]
    entries = register(store, *articles)
    assert len(entries) == (1 if expected == "one" else 2)
    reasons = {
        " ".join((*doubt.counties, *doubt.honours, doubt.against))
        for entry in entries
        for doubt in entry.doubtful
    }
    assert reasons == (set() if expected in ("one", "apart") else {expected})
    if reasons:
        assert [entry.doubtful[0].entry for entry in entries] == [entries[1].id, entries[0].id]


def test_a_third_article_can_join_two(store: Store) -> None:
    first = article("b1", "涪陵区", [CITY], employer="甲厂")
    second = article("b2", "渝中区", [NATION])
    third = article("b3", "渝中区", [NATION], employer="甲厂")
    [entry] = register(store, first, second, third)
    assert (entry.employers, entry.districts, entry.honours) == (
        ("甲厂",),
        ("涪陵区", "渝中区"),
        (CITY, NATION),
    )
    assert [(one.day, one.bulletin, one.honours) for one in entry.timeline] == [
        ("2024-08-01", "b1", (CITY,)),
        ("2024-08-02", "b2", (NATION,)),
        ("2024-08-03", "b3", (NATION,)),
    ]


def test_a_name_in_one_document_is_one_person_and_reprints_do_not_count(store: Store) -> None:
    twice = bulletin("b1", item(1, workers=[worker("张伟")]), item(2, workers=[worker("张伟", "省劳模")]))
    reprint = article("b2", "涪陵区", [NATION], reprint_of="b1")
    [entry] = register(store, twice, reprint)
    assert [one.item for one in entry.timeline] == ["i1", "i2"]


def test_the_whole_register_comes_by_name(store: Store) -> None:
    for number in range(120):
        store.add(bulletin(f"b{number}", item(workers=[worker(f"工{number:03}")])))
    assert [entry.name for entry in store.workers()] == [f"工{number:03}" for number in range(120)]
