"""A real Datasette in front of a store: facets, labels of what rows point to, nothing internal in sight."""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette
from sqlalchemy import create_engine, inspect

from laomo_extract.integrations.datasette import _TABLES, metadata
from laomo_extract.store import open_store
from tests.make import full


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("datasette") / "news.db"
    with open_store(path) as opened:
        for number in range(3):
            opened.add(full(f"b{number}"), text="8月27日，涪陵区总工会发放助学金。" * 9)
    return path


def get(path: Path, *pages: str) -> list[Any]:
    """What a Datasette that knows nothing but the file's name answers."""

    async def answers() -> list[Any]:
        datasette = Datasette([str(path)])
        await datasette.invoke_startup()
        responses = [await datasette.client.get(page) for page in pages]
        assert [response.status_code for response in responses] == [200] * len(pages)
        return [
            response.json() if ".json" in page else response.text
            for page, response in zip(pages, responses, strict=True)
        ]

    return asyncio.run(answers())


def test_facets_are_there_at_once(store: Path) -> None:
    counts, funds, districts = get(store, "/news/counts.json", "/news/funds.json", "/news/districts.json")
    found = counts["facet_results"]["role"]["results"]
    assert [(one["value"], one["count"]) for one in found] == [("beneficiary", 9)]
    assert set(funds["facet_results"]) == {"approx", "basis", "scope", "currency", "purpose"}
    labels = {one["label"] for one in districts["facet_results"]["division"]["results"]}
    assert labels == {"涪陵区", "两江新区"}


def test_what_a_row_points_to_is_told_by_name(store: Path) -> None:
    workers, items, districts = get(store, "/news/workers", "/news/items", "/news/districts")
    assert re.search(r'<a href="/news/items/1">第1条</a>', workers)
    assert re.search(r'<a href="/news/persons/\d+">张三</a>', workers)
    assert re.search(r'<a href="/news/documents/1">一周动态</a>', items)
    assert re.search(r'<a href="/news/divisions/[^"]*">涪陵区</a>', districts)


def test_items_are_searched(store: Path) -> None:
    (found,) = get(store, "/news/items.json?_search=涪陵区总工会&_shape=array")
    assert found


def test_nothing_internal_is_in_sight(store: Path) -> None:
    (page,) = get(store, "/news.json")
    shown = {table["name"] for table in page["tables"] if not table["hidden"]}
    assert not {"bands", "signatures", "alembic_version", "items_search"} & shown
    assert {"documents", "items", "funds", "own"} <= shown
    (front,) = get(store, "/news")
    assert "Trade-union news bulletins as records" in front


def test_every_table_and_column_of_the_metadata_is_there(store: Path) -> None:
    inspector = inspect(create_engine(f"sqlite:///{store}"))
    there = {*inspector.get_table_names(), *inspector.get_view_names()}
    for name, told in metadata()["tables"].items():
        assert name in there
        columns = {column["name"] for column in inspector.get_columns(name)}
        said = {
            *told.get("facets", ()),
            *told.get("columns", ()),
            *filter(None, [told.get("label_column"), told.get("sort_desc")]),
        }
        assert said <= columns, name
    assert {name for name in there if not name.startswith("items_search")} - set(_TABLES) == {
        *("alembic_version", "bands", "machine_readings", "signatures")
    }


def test_every_page_opens(store: Path) -> None:
    get(store, *(f"/news/{name}" for name in _TABLES))


def test_other_databases_are_left_alone(tmp_path: Path) -> None:
    import sqlite3

    sqlite3.connect(tmp_path / "other.db").execute("CREATE TABLE funds (amount)").connection.close()
    (page,) = get(tmp_path / "other.db", "/other")
    assert "Trade-union" not in page


def test_the_file_says_the_same() -> None:
    command = [sys.executable, "-m", "laomo_extract.integrations.datasette", "news"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == {"databases": {"news": metadata()}}
