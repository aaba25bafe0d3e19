"""A kind of fact from another package, all the way: found, kept, exported, and read where the package is missing."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import pytest

import laomo_extract as lx
from laomo_extract import additions
from laomo_extract.annotation import annotated
from laomo_extract.export import export
from laomo_extract.kinds import all_kinds, choices, columns
from laomo_extract.records import Mention
from laomo_extract.selection import Selection
from laomo_extract.store import open_store

EXAMPLE = Path(__file__).parents[1] / "examples" / "stations"
TEXT = "　　8月27日，涪陵区总工会新建户外勞動者驛站１２个，开放3个\n司机之家，发放慰问金2000元。"


class Lease(Mention):
    """One field of each type that a column can have."""

    name: str
    rent: Decimal
    until: date | None = None
    use: Literal["work", "rest"] = "rest"
    rooms: tuple[int, ...] = ()


def leases(text: str) -> Iterator[tuple[int, int, Mapping[str, Any]]]:
    at = text.find("之家")
    if at >= 0:
        yield (
            at,
            at + 2,
            {"name": "之家", "rent": "1200.50", "until": "2025-01-31", "rooms": [1, 2], "rule": "lease:home"},
        )


@pytest.fixture
def added() -> Iterator[None]:
    additions.add("leases", Lease, leases)
    yield
    additions.remove("leases")


def installed(folder: Path) -> dict[str, str]:
    """The environment of a process in which the example is installed: what pip would write, in ``folder``."""
    project = tomllib.loads((EXAMPLE / "pyproject.toml").read_text("utf-8"))["project"]
    info = folder / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
    )
    points = project["entry-points"]["laomo_extract.facts"].items()
    (info / "entry_points.txt").write_text(
        "[laomo_extract.facts]\n" + "".join(f"{k} = {v}\n" for k, v in points)
    )
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(folder), str(EXAMPLE), os.environ.get("PYTHONPATH", "")]),
    }


def laomo(*args: object, env: dict[str, str], cwd: Path) -> str:
    command = [sys.executable, "-c", "from laomo_extract.cli import main; main()", *map(str, args)]
    done = subprocess.run(command, capture_output=True, text=True, env=env, cwd=cwd, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_an_installed_package_adds_a_kind(tmp_path: Path) -> None:
    """From the command: nothing of the library is touched, and each way out has the kind."""
    env = installed(tmp_path)
    (tmp_path / "page.txt").write_text(TEXT, "utf-8")
    shown = laomo("extract", "page.txt", env=env, cwd=tmp_path)
    assert "stations" in shown
    assert "12" in shown
    laomo("ingest", "page.txt", "--store", "news.db", "--workers", "2", env=env, cwd=tmp_path)
    laomo("export", "news.db", "--to", "s.parquet", "--kind", "stations", env=env, cwd=tmp_path)
    code = (
        "import laomo_extract as lx, pyarrow.parquet as p, json\n"
        "from laomo_extract.export import export\n"
        "with lx.open_store('news.db') as store:\n"
        "    table = store.frame('stations')\n"
        "    for suffix in ('xlsx', 'csv', 'jsonl'): export(store.bulletins(), f's.{suffix}', kinds=['stations'])\n"
        "print(json.dumps([p.read_table('s.parquet').to_pylist(), table[['name', 'number']].values.tolist()]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=env, cwd=tmp_path, check=True
    )
    parquet, frame = json.loads(done.stdout)
    assert frame == [["户外劳动者驿站", 12]]
    assert [(row["name"], row["number"], row["confidence"], row["text"]) for row in parquet] == [
        ("户外劳动者驿站", 12, 0.9, "户外勞動者驛站１２个")
    ]
    with (tmp_path / "s.csv").open(encoding="utf-8-sig") as stream:
        (row,) = csv.DictReader(stream)
    assert (row["fact"], json.loads(row["what"])) == ("stations", {"name": "户外劳动者驿站", "number": 12})
    # In this process the package is not installed: its facts are read and exported all the same.
    with open_store(tmp_path / "news.db") as store:
        (bulletin,) = store.bulletins()
        (fact,) = bulletin.items[0].own
        assert (fact.kind, fact.data["number"]) == ("stations", 12)
        assert TEXT[fact.span.start : fact.span.end] == fact.text == "户外勞動者驛站１２个"
        assert [json.loads(data) for data in store.frame("own")["data"]] == [fact.data]
        with pytest.raises(ValueError, match="no kind of fact"):
            store.frame("stations")
        export(store.bulletins(), tmp_path / "all.jsonl")
    again = lx.Bulletin.model_validate_json((tmp_path / "all.jsonl").read_text("utf-8"))
    assert again == bulletin
    (only,) = (json.loads(line) for line in (tmp_path / "s.jsonl").read_text("utf-8").splitlines())
    assert (len(only["items"][0]["own"]), only["items"][0]["funds"]) == (1, [])


@pytest.mark.usefixtures("added")
def test_a_kind_of_this_process_goes_everywhere(url: str, tmp_path: Path) -> None:
    bulletin = lx.extract(TEXT, published="2024-08-30")
    (fact,) = bulletin.items[0].own
    assert (fact.text, fact.rule, fact.confidence) == ("之家", "lease:home", 0.8)
    assert "leases" in all_kinds()
    assert columns("leases")["rent"] is Decimal
    assert choices("leases")["use"] == ("work", "rest")
    with open_store(url) as store:
        store.add(bulletin, text=TEXT)
        assert list(store.bulletins()) == [bulletin]
        (row,) = store.frame("leases", library="polars").to_dicts()
        assert (row["rent"], row["until"], row["use"], row["rooms"]) == (
            Decimal("1200.50"),
            date(2025, 1, 31),
            "rest",
            "[1, 2]",
        )
    tables = lx.frames([bulletin], library="arrow")
    assert tables["leases"].num_rows == tables["own"].num_rows == 1
    assert [one.label for one in annotated(bulletin, TEXT, kinds=["leases"]).labels] == ["LEASES"]
    assert annotated(bulletin, TEXT, kinds=["own"]) == annotated(bulletin, TEXT, kinds=["leases"])
    export([bulletin], tmp_path / "x.jsonld", kinds=["leases"])
    (article,) = json.loads((tmp_path / "x.jsonld").read_text("utf-8"))["@graph"]
    assert article["hasPart"][0]["laomo:own"][0]["value"]["rent"] == "1200.50"
    assert next(Selection(confidence=0.85).of([bulletin])).items[0].own == ()


@pytest.mark.usefixtures("added")
def test_in_several_processes() -> None:
    documents = [lx.Document(text=TEXT)] * 3
    extractor = lx.Extractor()
    read = list(extractor.pipe(documents, workers=2))
    assert read == list(extractor.pipe(documents))
    assert all(bulletin.items[0].own for bulletin in read)


def test_a_finder_that_fails_costs_no_bulletin() -> None:
    def broken(text: str) -> Iterator[tuple[int, int, Mapping[str, Any]]]:
        yield 0, 1, {"name": "甲", "rent": 1}
        yield 0, 10_000, {}

    additions.add("leases", Lease, broken)
    try:
        with pytest.warns(UserWarning, match=r"finder of leases failed, .*0 to 10000 is no range"):
            bulletin = lx.extract("涪陵区总工会发放慰问金2000元。")
        assert len(bulletin.items[0].funds) == len(bulletin.items[0].own) == 1
        additions.add("leases", Lease, lambda text: [(0, 1, {"cats": 3})])
        with pytest.warns(UserWarning, match="finder of leases failed"):
            assert lx.extract("区总工会慰问。").items[0].own == ()
    finally:
        additions.remove("leases")


@pytest.mark.parametrize(
    ("kind", "record", "find", "words"),
    [
        ("funds", Lease, leases, "cannot be the name of a kind"),
        ("own", Lease, leases, "cannot be the name of a kind"),
        ("My kind", Lease, leases, "cannot be the name of a kind"),
        ("leases", dict, leases, "derive a class from laomo_extract.records.Mention"),
        ("leases", Lease, "find", "give a function"),
    ],
)
def test_what_is_no_kind_is_refused(kind: str, record: Any, find: Any, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        additions.add(kind, record, find)


def test_a_package_that_is_none_is_named(tmp_path: Path) -> None:
    env = installed(tmp_path)
    (entries,) = tmp_path.glob("*.dist-info/entry_points.txt")
    entries.write_text("[laomo_extract.facts]\nstations = laomo_stations:no_such\n")
    code = "import laomo_extract; laomo_extract.extract('')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env, check=False)
    assert done.returncode == 1
    assert "mend or uninstall laomo-stations" in done.stderr
