from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import psycopg
import pytest

from examples.mirror import mirror
from laomo_extract.ingest import ingest
from laomo_extract.store import Store, open_store
from tests.make import bulletin, full
from tests.test_cli import laomo
from tests.test_ingest import page


def received(database: str) -> dict[str, Any]:
    with psycopg.connect(database) as connection:
        return dict(connection.execute("SELECT id, record FROM bulletins").fetchall())


def held(store: Store) -> dict[str, Any]:
    return {one.id: one.model_dump(mode="json") for one in store.bulletins()}


def test_a_receiver_stays_equal_to_the_store(url: str, tmp_path: Path, postgres_server: Any) -> None:
    database = postgres_server.database().replace("postgresql+psycopg", "postgresql")
    folder = tmp_path / "news"
    folder.mkdir()

    def bring_in() -> None:
        with open_store(url) as store:
            ingest([str(folder)], store, prune=True)

    def check(changes: int) -> None:
        assert mirror(url, database) == changes
        with open_store(url) as store:
            assert received(database) == held(store)
        assert mirror(url, database) == 0

    for number in range(60):
        (folder / f"{number:02}.txt").write_text(page(number), encoding="utf-8")
    bring_in()
    check(60)
    (folder / "00.txt").write_text(page(100), encoding="utf-8")  # one gone, one new
    (folder / "01.txt").unlink()  # gone
    (folder / "60.txt").write_text(page(2) + "转自某报。", encoding="utf-8")  # a reprint
    bring_in()
    check(4)
    (folder / "02.txt").unlink()  # its reprint is the original now
    bring_in()
    check(2)
    (folder / "01.txt").write_text(page(1), encoding="utf-8")  # comes back
    bring_in()
    check(1)


def test_the_feed_says_what_is_new_and_what_is_not(url: str) -> None:
    with open_store(url) as store:
        store.add(bulletin("b1"))
        store.put(bulletin("b2"), place="b", fingerprint="1", text="")
        assert [(one.cursor, one.change, one.id) for one in store.changes()] == [
            (1, "insert", "b1"),
            (2, "insert", "b2"),
        ]
        store.put(bulletin("b3"), place="b", fingerprint="2", text="")
        assert [(one.change, one.id) for one in store.changes(2)] == [("insert", "b3"), ("delete", "b2")]
        store.put(full("b3").model_copy(update={"source": None}), place="c", fingerprint="3", text="")
        assert list(store.changes(4)) == []  # the text is there already, from another place
        with pytest.raises(ValueError, match="no cursor of this store, whose last is 4"):
            list(store.changes(5))


def test_the_feed_as_a_file(tmp_path: Path) -> None:
    store, to = tmp_path / "news.db", tmp_path / "changes.jsonl"
    with open_store(store) as opened:
        opened.add(full("b1"))
    done = laomo("export", store, "--since", 0, "--to", to)
    assert done.stderr == f"1 change written to {to}; go on with --since 1\n"
    [line] = [json.loads(line) for line in to.read_text(encoding="utf-8").splitlines()]
    assert (line["cursor"], line["change"], line["id"], line["bulletin"]["id"]) == (1, "insert", "b1", "b1")
    assert laomo("export", store, "--since", 1, "--to", to).stderr.startswith("0 changes")
    assert laomo("export", store, "--since", 7, "--to", to).exit_code == 2
    assert laomo("export", store, "--since", 0, "--kind", "funds", "--to", to).exit_code == 2
