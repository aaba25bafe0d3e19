from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import duckdb
import duckdb_extension_sqlite_scanner
import pytest

from examples.duck import busiest
from laomo_extract.store import open_store
from tests.make import bulletin, count, day, district, full, fund, item


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    """DuckDB with its extension for SQLite, which a package brings: nothing is fetched."""
    connection = duckdb.connect()
    folder = Path(duckdb_extension_sqlite_scanner.__file__).parent / "extensions"
    (extension,) = folder.glob("*/*.duckdb_extension")
    connection.load_extension(str(extension))
    return connection


def test_a_store_is_attached_and_asked(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    path = tmp_path / "it's news.db"
    with open_store(path) as store:
        told = item(districts=[district()], dates=[day()], counts=[count(62)], funds=[fund("186000.10")])
        store.add(bulletin("b1", told))
        store.add(bulletin("b2", item(2, districts=[district("渝中区")], dates=[day("2024-07-01")])))
    assert busiest(connection, str(path)) == [
        ("涪陵区", "2024-08", 1, 62, Decimal("186000.10")),
        ("渝中区", "2024-07", 1, 0, None),
    ]


def test_every_table_and_view_can_be_read(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    with open_store(tmp_path / "news.db") as store:
        store.add(full(), text="全文" * 60)
    connection.execute(f"ATTACH '{tmp_path / 'news.db'}' AS news (TYPE sqlite, READ_ONLY)")
    names = [name for (name,) in connection.sql("SELECT table_name FROM duckdb_tables()").fetchall()]
    names += [
        name
        for (name,) in connection.sql("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()
    ]
    assert {"funds", "bands", "funds_given", "by_district_month", "by_worker", "by_honour"} <= set(names)
    for name in names:
        connection.sql(f'SELECT * FROM news."{name}"').fetchall()
