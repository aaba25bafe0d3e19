from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text

from laomo_extract.records import Bulletin, NewsItem
from laomo_extract.store import StoreError, open_store, schema
from laomo_extract.store.revision import FIRST, HEAD
from laomo_extract.store.views import VIEWS
from tests.make import bulletin, full

OLD = Path(__file__).parents[1] / "fixtures" / "store-0.1.0.sql"  # what version 0.1.0 made of three bulletins


def migrations() -> Config:
    config = Config()
    config.set_main_option("script_location", "laomo_extract.store:migrations")
    return config


def make_old_store(url: str) -> None:
    """A database as version 0.1.0 left it: on SQLite its own, on PostgreSQL its rows in the first tables."""
    dump = OLD.read_text(encoding="utf-8")
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        file = sqlite3.connect(str(engine.url.database))
        file.executescript(dump)
        file.close()
        return
    config = migrations()
    rows = re.findall(r'^INSERT INTO "(\w+)" .*;$', dump, re.MULTILINE)
    assert len(rows) > 20
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, FIRST)
        connection.exec_driver_sql("DROP TABLE alembic_version")
        for table in schema.metadata.sorted_tables:
            for row in re.finditer(rf'^INSERT INTO "{table.name}" .*;$', dump, re.MULTILINE):
                connection.exec_driver_sql(row.group().replace("%", "%%"))
            if table.name in rows and "pk" in table.c:
                highest = f"(SELECT max(pk) FROM {table.name})"
                connection.exec_driver_sql(
                    f"SELECT setval(pg_get_serial_sequence('{table.name}', 'pk'), {highest})"
                )
    engine.dispose()


def of_version_0_1_0(today: Bulletin) -> Bulletin:
    """A bulletin without what the records of version 0.1.0 could not hold."""

    def known(item: NewsItem) -> NewsItem:
        workers = tuple(
            worker.model_copy(
                update={
                    "honours": tuple(
                        honour.model_copy(update={"year": None, "issuer": None}) for honour in worker.honours
                    )
                }
            )
            for worker in item.workers
        )
        counts = tuple(count for count in item.counts if count.part_of is None)
        goods = tuple(one.model_copy(update={"value_max": None}) for one in item.goods)
        return item.model_copy(update={"workers": workers, "counts": counts, "goods": goods, "own": ()})

    return today.model_copy(update={"items": tuple(map(known, today.items))})


def differences(url: str) -> list[Any]:
    engine = create_engine(url)

    def ours(thing: Any, name: str | None, kind: str, *_: Any) -> bool:
        return not (name or "").startswith(("items_search", "alembic_version"))

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours})
        found: list[Any] = compare_metadata(context, schema.metadata)
    engine.dispose()
    return found


def test_the_migrations_lead_to_the_tables_of_today(url: str) -> None:
    with open_store(url):
        pass
    assert differences(url) == []
    assert ScriptDirectory.from_config(migrations()).get_current_head() == HEAD


def test_a_store_of_version_0_1_0_is_upgraded_in_place(url: str) -> None:
    make_old_store(url)
    with open_store(url, create=False) as store:
        assert list(store.bulletins()) == [
            of_version_0_1_0(full("b1")),
            bulletin("b2", source="news/一.txt"),
            bulletin("b3"),
        ]
        assert store.fingerprint("news/一.txt") == ""
        assert store.add(bulletin("b4"))
        with store._engine.connect() as connection:
            bodies = connection.execute(text("select body from items order by pk")).scalars().all()
            changes = connection.execute(text("select document from changes order by cursor")).scalars().all()
        assert "全国劳动模范张三走访" in bodies[0]
        assert changes == ["b1", "b2", "b3", "b4"]
    assert differences(url) == []


def test_an_upgrade_that_fails_leaves_the_store_as_it_was(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    make_old_store(url)

    def fail(connection: object) -> None:
        raise StoreError("here", "stopped")

    with monkeypatch.context() as patched:
        patched.setattr("laomo_extract.store.views.make_views", fail)
        with pytest.raises(StoreError, match="stopped"):
            open_store(url)
    engine = create_engine(url)
    assert not inspect(engine).has_table("changes")
    engine.dispose()
    with open_store(url) as store:
        assert len(list(store.bulletins())) == 3


def test_a_store_of_a_later_version_is_refused(url: str) -> None:
    with open_store(url) as store, store._engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    with pytest.raises(StoreError, match="later version"):
        open_store(url)


def test_the_views_can_be_read(url: str) -> None:
    with open_store(url) as store:
        store.add(full())
        with store._engine.connect() as connection:
            for name in VIEWS:
                assert connection.execute(text(f"select * from {name}")).all(), name
            months = connection.execute(
                text("select name, month, activities, people, cast(yuan as text) from by_district_month")
            )
            assert {tuple(row) for row in months} == {
                ("涪陵区", "2024-08", 2, 62, "186000.10"),
                ("两江新区", "2024-08", 1, 62, "186000.10"),
            }
            given = connection.execute(text("select cast(amount as text), purpose from funds_given")).all()
            assert [tuple(row) for row in given] == [("186000.10", "助学金")]
