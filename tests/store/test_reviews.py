"""What people decide stands beside the machine's reading, through new ingests, undoing and other reviewers."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

from laomo_extract.records import Bulletin, NewsItem
from laomo_extract.store import ConflictError, Store, open_store
from tests.make import bulletin, count, day, district, fund, item, worker

TEXT = "涪陵区总工会发放助学金186000元。" * 20


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with open_store(url) as store:
        yield store


def one(name: str = "b1") -> Bulletin:
    return bulletin(
        name,
        item(1, districts=[district()], funds=[fund()], counts=[count(62)]),
        item(2, start=100, end=200, dates=[day()], workers=[worker("张伟", "市劳模")]),
    )


def corrected(there: NewsItem, amount: str) -> NewsItem:
    better = there.funds[0].model_copy(
        update={"amount": Decimal(amount), "rule": "review", "confidence": 1.0}
    )
    return there.model_copy(update={"funds": (better,)})


def put(store: Store, read: Bulletin) -> str:
    read = read.model_copy(update={"source": "a.txt"})
    return store.put(read, place="a.txt", fingerprint=read.model_dump_json(), text=TEXT)


def amounts(store: Store) -> list[Decimal]:
    return [sum_.amount for read in store.bulletins() for one in read.items for sum_ in one.funds]


def test_a_correction_is_what_every_reader_of_the_store_gets(store: Store) -> None:
    put(store, one())
    cursor = max(change.cursor for change in store.changes())
    review = store.review("b1", "i1", "corrected", reviewer="甲", record=corrected(one().items[0], "18600"))
    assert review is not None
    assert (review.version, review.reviewer) == (1, "甲")
    assert amounts(store) == [Decimal(18600)]
    assert store.totals("涪陵区").yuan.event == Decimal(18600)
    assert [
        change.bulletin and change.bulletin.items[0].funds[0].rule for change in store.changes(cursor)
    ] == ["review"]
    assert store.history("b1", "i1")[0].record == corrected(one().items[0], "18600")


def test_it_outlives_a_new_ingest_that_reads_otherwise(store: Store) -> None:
    put(store, one())
    store.review("b1", "i1", "corrected", reviewer="甲", record=corrected(one().items[0], "18600"))
    # The machine now sees one item where it saw two, and another amount in it.
    again = bulletin("b1", item(3, start=50, end=90, funds=[fund("7")]), item(2, start=100, end=200))
    assert put(store, again) == "changed"
    (read,) = store.bulletins()
    assert [(each.id, [sum_.amount for sum_ in each.funds]) for each in read.items] == [
        ("i1", [Decimal(18600)]),
        ("i2", []),
    ]
    assert put(store, again) == "unchanged"
    # What the machine says now is kept, and comes back where the decision is undone.
    store.review("b1", "i1", "undone", reviewer="乙", version=1)
    (read,) = store.bulletins()
    assert [each.id for each in read.items] == ["i3", "i2"]


def test_it_outlives_that_the_file_was_gone(store: Store) -> None:
    put(store, one())
    store.review("b1", "i2", "rejected", reviewer="甲")
    store.discard("a.txt")
    assert list(store.bulletins()) == []
    put(store, one())
    (read,) = store.bulletins()
    assert [each.id for each in read.items] == ["i1"]


def test_undoing_goes_back_step_by_step(store: Store) -> None:
    put(store, one())
    first = one().items[0]
    for version, amount in enumerate(("1", "2", "3")):
        store.review("b1", "i1", "corrected", reviewer="甲", version=version, record=corrected(first, amount))
    seen = [amounts(store)]
    for version in (3, 4, 5):
        store.review("b1", "i1", "undone", reviewer="甲", version=version)
        seen.append(amounts(store))
    assert seen == [[Decimal(3)], [Decimal(2)], [Decimal(1)], [Decimal(186000)]]
    assert store.review("b1", "i1", "undone", reviewer="甲", version=6) is None
    store.review("b1", "i1", "rejected", reviewer="甲", version=6)
    assert amounts(store) == []
    store.review("b1", "i1", "undone", reviewer="甲", version=7)
    assert amounts(store) == [Decimal(186000)]
    assert [one.decision for one in store.history("b1", "i1")].count("undone") == 4


def test_two_reviewers_do_not_overwrite_each_other(store: Store) -> None:
    put(store, one())
    record = one().items[0]
    store.review("b1", "i1", "accepted", reviewer="甲", record=record)
    with pytest.raises(ConflictError, match=r"i1: 甲 decided on it at .*; look at it again \[LM314\]"):
        store.review("b1", "i1", "rejected", reviewer="乙", version=0)
    assert [one.reviewer for one in store.history("b1")] == ["甲"]


def test_what_is_not_there_cannot_be_reviewed(store: Store) -> None:
    put(store, one())
    assert store.review("b9", "i1", "rejected", reviewer="甲") is None
    assert store.review("b1", "i9", "rejected", reviewer="甲") is None
    assert store.history("b1") == []


def sure(there: NewsItem) -> NewsItem:
    return there.model_copy(
        update={
            field: tuple(fact.model_copy(update={"confidence": 1.0}) for fact in getattr(there, field))
            for field in ("districts", "dates", "workers", "counts", "funds")
        }
    )


def test_the_queue_begins_with_what_a_look_changes_most(store: Store) -> None:
    for number, amount in ((1, "50"), (2, "900000"), (3, "3000")):
        store.add(bulletin(f"b{number}", item(number, funds=[fund(amount)])))
    assert [each.bulletin for each in store.waiting()] == ["b2", "b3", "b1"]
    first, *others = store.waiting(limit=2)
    assert [each.bulletin for each in store.waiting((first.doubt, first.key))] == ["b3", "b1"]
    assert [each.bulletin for each in others] == ["b3"]
    assert store.progress() == (3, 0)
    record = sure(item(2, funds=[fund("900000")]))
    store.review("b2", "i2", "accepted", reviewer="甲", record=record)
    assert [each.bulletin for each in store.waiting()] == ["b3", "b1"]
    assert store.progress() == (2, 1)


def test_a_bulletin_is_finished_when_every_item_is_decided(store: Store) -> None:
    put(store, one())
    first, second = (sure(each) for each in one().items)
    store.review("b1", "i1", "accepted", reviewer="甲", record=first)
    assert list(store.finished()) == []
    store.review("b1", "i2", "rejected", reviewer="甲")
    ((read, text),) = store.finished()
    assert (read.items, text) == ((first,), TEXT)
    assert second not in read.items


def test_a_person_decides_who_is_one(store: Store) -> None:
    for name, employer in (("b1", "甲厂"), ("b2", "乙厂")):
        where = item(districts=[district()], workers=[worker("张伟", "市劳模", employer=employer)])
        store.add(bulletin(name, where))
    one_, other = store.doubtful()
    assert {one_.name, other.name} == {"张伟"}
    store.merge("张伟", "b1", "b2", same=False, reviewer="甲")
    assert store.doubtful() == []
    assert len(list(store.workers("张伟"))) == 2
    store.merge("张伟", "b2", "b1", same=True, reviewer="乙")
    (entry,) = store.workers("张伟")
    assert entry.employers == ("甲厂", "乙厂")
    store.merge("张伟", "b1", "b2", same=None, reviewer="乙")
    assert len(store.doubtful()) == 2
