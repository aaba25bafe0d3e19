"""The small programs in examples/ that no other test runs, each as its user would run it."""

from __future__ import annotations

import runpy
import subprocess
import sys
import xml.etree.ElementTree as Tree
from pathlib import Path

import openpyxl
import psycopg
import pytest

from examples.aid_chart import aid
from laomo_extract.ingest import ingest
from laomo_extract.store import open_store
from tests import postgres

EXAMPLES = Path(__file__).parents[1] / "examples"


def run(monkeypatch: pytest.MonkeyPatch, program: str, *args: object) -> None:
    monkeypatch.setattr(sys, "argv", [program, *map(str, args)])
    runpy.run_path(str(EXAMPLES / program), run_name="__main__")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("examples") / "news.db"
    with open_store(path) as opened:
        ingest([str(EXAMPLES / "bulletins")], opened)
    return path


def test_ten_lines(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    run(monkeypatch, "ten_lines.py", EXAMPLES / "bulletins")
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    sums = [int(yuan) for _, yuan in rows]
    assert len(rows) == 10
    assert sums == sorted(sums, reverse=True)
    assert all(name and yuan > 0 for (name, _), yuan in zip(rows, sums, strict=True))


def test_an_archive_to_postgres(postgres_server: postgres.Server, tmp_path: Path) -> None:
    url = postgres_server.database()
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("8月27日,涪陵区总工会发放助学金18.6万元。", "utf-8")
    (tmp_path / "news" / "bad.txt").write_bytes(b"")
    command = [sys.executable, str(EXAMPLES / "archive_to_postgres.py"), str(tmp_path / "news"), url]
    first, second = (subprocess.run(command, capture_output=True, text=True, check=True) for _ in range(2))
    assert "new 1, changed 0, unchanged 0" in first.stdout
    assert "new 0, changed 0, unchanged 1" in second.stdout
    assert "bad.txt: the file is empty; remove it or fetch it again" in second.stderr
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        assert connection.execute("SELECT sum(amount) FROM funds").fetchone() == (186000,)


def test_aid_as_a_chart(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(monkeypatch, "aid_chart.py", store, tmp_path / "aid.svg")
    words = {text.text for text in Tree.parse(tmp_path / "aid.svg").iter("{http://www.w3.org/2000/svg}text")}
    with open_store(store) as opened:
        table = aid(opened)
        given = opened.totals(table.index[0]).yuan
    assert {*table.index, *table.columns, "万元"} <= words
    assert table.loc[table.index[0]].sum() == float(given.event)


def test_the_register_as_a_workbook(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(monkeypatch, "register_to_excel.py", store, tmp_path / "register.xlsx")
    book = openpyxl.load_workbook(tmp_path / "register.xlsx")
    people = list(book["劳模"].iter_rows(values_only=True))
    with open_store(store) as opened:
        known = list(opened.workers())
    assert capsys.readouterr().out == f"{len(known)} people\n"
    assert [row[1] for row in people[1:]] == [worker.name for worker in known]
    assert book["报道"].max_row - 1 == sum(len(worker.timeline) for worker in known)
