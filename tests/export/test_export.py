from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from laomo_extract.export import export
from laomo_extract.export.table import COLUMNS
from laomo_extract.records import Bulletin
from tests.make import bulletin, count, district, full, fund, item, worker


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_json_lines_hold_the_whole_records(tmp_path: Path) -> None:
    added = [full("b1"), bulletin("b2")]
    path = tmp_path / "news.jsonl"
    assert export(iter(added), path) == 2
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [Bulletin.model_validate_json(line) for line in lines] == added
    assert "涪陵区" in lines[0]
    assert json.loads(lines[0])["items"][0]["funds"][0]["amount"] == "186000.10"


def test_csv_has_a_row_a_fact(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    assert export([full()], path) == 1
    found = table(path)
    assert [row["fact"] for row in found] == [
        *("district", "district", "date", "date", "worker", "honour", "honour", "worker", "honour", "person"),
        *("count", "count", "count", "fund", "fund", "goods", "goods", "organisation", "programme", "topic"),
        *("stations", "district", "check"),
    ]
    assert tuple(found[0]) == COLUMNS
    assert {row["districts"] for row in found[:19]} == {"涪陵区；两江新区"}
    money = found[13]
    assert (money["value"], money["unit"], money["what"], money["text"]) == (
        "186000.10",
        "CNY",
        "助学金",
        "186000.10元",
    )
    assert found[4]["what"] == "全国劳动模范；省劳模"
    assert found[-1]["item"] == "1"


def test_csv_keeps_items_without_a_fact(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    export([bulletin("b1", item(1))], path)
    assert [(row["heading"], row["fact"]) for row in table(path)] == [("第1条", "")]


def test_csv_is_utf8_with_a_mark(tmp_path: Path) -> None:
    path = tmp_path / "news.CSV"
    export([full()], path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbfbulletin,")


def test_amounts_are_digits_in_csv(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    export([bulletin("b1", item(funds=[fund("1.8E+5", amount_max="2E+5")]))], path)
    assert (table(path)[0]["value"], table(path)[0]["value_max"]) == ("180000", "200000")


@pytest.mark.parametrize("head", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_cell_runs_as_a_formula(tmp_path: Path, head: str) -> None:
    path = tmp_path / "news.csv"
    name = f"{head}HYPERLINK(1)"
    facts: dict[str, Any] = {
        "districts": [district(name)],
        "workers": [worker(name, name)],
        "counts": [count(who=name)],
    }
    export([bulletin("b1", item(heading=name, **facts), title=name)], path)
    cells = [cell for row in table(path) for cell in row.values()]
    assert f"'{name}" in cells
    assert not [cell for cell in cells if cell.startswith(head)]


def test_a_failure_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    def broken() -> Iterator[Bulletin]:
        yield full()
        raise RuntimeError("cut")

    path = tmp_path / "news.jsonl"
    path.write_text("before", encoding="utf-8")
    with pytest.raises(RuntimeError, match="cut"):
        export(broken(), path)
    assert [(file.name, file.read_text(encoding="utf-8")) for file in tmp_path.iterdir()] == [
        ("news.jsonl", "before")
    ]


def test_an_unknown_suffix_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"news\.doc: no export format '\.doc'; accepted: \.jsonl, \.csv"):
        export([full()], tmp_path / "news.doc")
    assert not list(tmp_path.iterdir())


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "real.jsonl")
    export([full()], tmp_path / "link.jsonl")
    assert (tmp_path / "link.jsonl").is_symlink()
    assert (tmp_path / "real.jsonl").exists()
