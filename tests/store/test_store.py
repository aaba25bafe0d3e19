from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from laomo_extract.store import Store, StoreError, open_store, schema
from tests.make import bulletin, count, district, full, fund, item, worker


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with open_store(url) as store:
        yield store


def rows(store: Store, sql: str) -> list[tuple[Any, ...]]:
    with store._engine.connect() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(sql)]


def test_what_was_added_comes_back_equal_and_in_order(store: Store) -> None:
    added = [full(f"b{n}") for n in (3, 1, 2)] + [bulletin("empty", title=None, home=None)]
    for one in added:
        assert store.add(one)
    assert list(store.bulletins()) == added


def test_bulletins_come_batch_after_batch(store: Store) -> None:
    added = [bulletin(f"b{n}", item(n)) for n in range(120)]
    for one in added:
        store.add(one)
    assert list(store.bulletins()) == added


def test_pages_are_bulletins_with_the_texts_that_were_kept(store: Store) -> None:
    added = [(bulletin(f"b{n}", item(n)), f"第{n}篇" if n % 2 else None) for n in range(120)]
    for one, text in added:
        store.add(one, text=text)
    again = bulletin("again", reprint_of="b1")
    store.add(again, text="第1篇")
    assert list(store.pages()) == added
    assert list(store.pages(keep_reprints=True)) == [*added, (again, "第1篇")]


def test_a_bulletin_can_be_added_while_others_are_read(store: Store) -> None:
    store.add(bulletin("b1"))
    reading = store.bulletins()
    next(reading)
    assert store.add(bulletin("b2"))


def test_adding_twice_changes_nothing(store: Store) -> None:
    assert store.add(full(), text="正文")
    before = list(store.bulletins())
    assert not store.add(full().model_copy(update={"source": "elsewhere.txt"}), text="他文")
    assert list(store.bulletins()) == before
    assert rows(store, "select content from documents") == [("正文",)]


def test_a_failure_leaves_no_half_bulletin(store: Store) -> None:
    bad = bulletin("bad", item(1, districts=[district()], counts=[count(2**70)]), source="bad.txt")
    with pytest.raises(StoreError, match=r"bad \(bad\.txt\): not added"):
        store.add(bad)
    for table in schema.metadata.tables:
        assert rows(store, f"select count(*) from {table}") == [(0,)]


def test_amounts_are_exact_and_never_floats(store: Store) -> None:
    store.add(
        bulletin("b1", item(districts=[district()], funds=[fund("0.10"), fund("12345678901234567890.01")]))
    )
    kind, amounts = {
        "sqlite": ("typeof", ["0.10", "12345678901234567890.01"]),
        "postgresql": ("pg_typeof", [Decimal("0.10"), Decimal("12345678901234567890.01")]),
    }[store._engine.dialect.name]
    found = rows(store, f"select amount, cast({kind}(amount) as text) from funds")
    assert [amount for amount, _ in found] == amounts
    assert {kind for _, kind in found} <= {"text", "numeric"}
    assert store.totals("涪陵区").yuan.event == Decimal("12345678901234567890.11")


def test_every_row_of_a_fact_says_where_it_comes_from() -> None:
    provenance = {"text", "span_start", "span_end", "rule", "confidence"}
    facts = schema.document_parts[0].parts
    assert {fact.field for fact in facts} >= {"districts", "dates", "workers", "funds", "topics"}
    for fact in facts:
        assert provenance <= set(fact.table.c.keys())


def test_divisions_and_persons_are_kept_once(store: Store) -> None:
    store.add(
        bulletin("b1", item(1, districts=[district()], workers=[worker()]), item(2, workers=[worker()]))
    )
    store.add(bulletin("b2", item(1, districts=[district()], workers=[worker()])))
    assert rows(store, "select adcode, name from divisions") == [("500102", "涪陵区")]
    assert rows(store, "select document, name from persons") == [(1, "张三"), (2, "张三")]


def test_the_file_is_in_wal_mode_and_holds_references(tmp_path: Path) -> None:
    with open_store(tmp_path / "news.db") as store:
        assert rows(store, "pragma journal_mode") == [("wal",)]
        assert rows(store, "pragma foreign_keys") == [(1,)]


def test_statements_for_a_batch_do_not_grow_with_its_bulletins(store: Store) -> None:
    statements: list[str] = []
    event.listen(store._engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    for n in range(40):
        store.add(full(f"b{n}"))
    statements.clear()
    assert len(list(store.bulletins())) == 40
    assert len(statements) < 20


@pytest.mark.parametrize("name", ["sqlite:///{}", "{}"])
def test_a_store_opens_by_url_and_by_path(tmp_path: Path, name: str) -> None:
    path = tmp_path / "新闻.db"
    with open_store(name.format(path)) as store:
        store.add(bulletin())
    with open_store(path, create=False) as store:
        assert len(list(store.bulletins())) == 1


def test_a_store_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"none\.db: no such store"):
        open_store(tmp_path / "none.db", create=False)
    assert not (tmp_path / "none.db").exists()


def test_a_file_that_is_no_store_is_named(tmp_path: Path) -> None:
    text = tmp_path / "text.db"
    text.write_text("劳模" * 1000, encoding="utf-8")
    with pytest.raises(StoreError, match=r"text\.db: cannot be opened"):
        open_store(text)
    other = tmp_path / "other.db"
    connection = sqlite3.connect(other)
    connection.execute("create table t (x)")
    connection.close()
    with pytest.raises(StoreError, match="not a store"):
        open_store(other, create=False)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="nowhere"):
        open_store(tmp_path / "nowhere" / "news.db")


@pytest.mark.parametrize("url", ["mysql://host/news", "://", "news://x"])
def test_urls_that_are_not_understood(url: str) -> None:
    with pytest.raises(ValueError, match=r"accepted|write sqlite"):
        open_store(url)
