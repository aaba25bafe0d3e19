"""The floors of quality, that they hold what they should, and that our figures are the scorer's."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from benchmarks import floors as gate
from laomo_extract.evaluate import Report, evaluate

SCORER = gate.ROOT.parent / "shared" / "tools" / "score.py"
FLOORS = gate.load(gate.FILE)

report = cache(evaluate)  # a folder is read once in a session


@pytest.mark.parametrize("name", FLOORS)
def test_no_figure_lies_below_its_floor(name: str) -> None:
    floors = FLOORS[name]
    if floors.is_away:
        pytest.skip(f"{floors.folder} is not here")
    assert gate.faults(floors, report(floors.path)) == []


@pytest.mark.skipif(not SCORER.exists(), reason="the scorer is not here")
@pytest.mark.parametrize("name", ["dev", "seed"])
def test_our_figures_are_the_scorers(name: str) -> None:
    folder = FLOORS[name].path
    command = [sys.executable, str(SCORER), str(folder), "--json"]
    theirs: dict[str, Any] = json.loads(
        subprocess.run(command, capture_output=True, text=True, check=True).stdout
    )
    ours = report(folder)
    assert theirs["crashed"] == []
    assert {field: figures.model_dump() for field, figures in ours.fields.items()} == theirs["fields"]
    assert ours.linked.model_dump() == theirs["linked"]
    assert ours.whole_items.model_dump() == theirs["whole items"]


# ---- the gate itself ---------------------------------------------------------------------------

GOLD = "awards", "wages", "y1993"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file of floors just measured over a small folder of gold beside it."""
    folder = tmp_path / "gold"
    folder.mkdir()
    for stem in GOLD:
        for suffix in (".json", ".txt"):
            shutil.copy(gate.ROOT / "examples" / "bulletins" / f"{stem}{suffix}", folder)
    file = tmp_path / "floors.toml"
    gate.save(file, {"small": gate.Floors(str(folder))})
    assert gate.update(file)[1]
    return file


def small(file: Path) -> tuple[gate.Floors, Report]:
    floors = gate.load(file)["small"]
    return floors, evaluate(floors.path)


def bend(file: Path) -> None:
    """Make the gold say another sum wherever it tells of money, as if the rules read sums wrong."""
    for gold_file in (file.parent / "gold").glob("*.json"):
        gold = json.loads(gold_file.read_text(encoding="utf-8"))
        for item in gold["items"]:
            for fund in item["funds"]:
                fund["amount"] = "0.07"
        gold_file.write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")


def with_floor(file: Path, figure: str, floor: str) -> None:
    floors = gate.load(file)["small"]
    gate.save(file, {"small": replace(floors, lowest=floors.lowest | {figure: Decimal(floor)})})


def test_what_was_just_measured_holds(file: Path) -> None:
    floors, report = small(file)
    assert gate.faults(floors, report) == []
    assert floors.lowest["funds"] > 0
    assert all(
        figure - Decimal("0.003") <= floors.lowest[name] <= figure
        for name, figure in gate.figures(report).items()
    )


@pytest.mark.parametrize("stem", ["awards.txt", "wages.json"])
def test_another_gold_is_told(file: Path, stem: str) -> None:
    with (file.parent / "gold" / stem).open("a", encoding="utf-8") as end:
        end.write("\n")
    (fault,) = gate.faults(*small(file))
    assert fault.endswith("run python -m benchmarks.floors")


def test_a_bulletin_that_joins_or_leaves_is_another_gold(file: Path) -> None:
    folder = file.parent / "gold"
    before = gate.fingerprint(folder)
    (folder / "awards.txt").rename(folder / "award.txt")
    assert gate.fingerprint(folder) != before
    (folder / "award.txt").unlink()
    assert gate.fingerprint(folder) != before


def test_a_bent_value_falls_through_its_floors(file: Path) -> None:
    bend(file)
    floors, report = small(file)
    floors = replace(floors, fingerprint=gate.fingerprint(floors.path))
    fallen = {fault.split()[1] for fault in gate.faults(floors, report)}
    assert fallen - {"exact_words"} == {
        "funds",
        "linked",
        "whole_items",
    }  # exact words: of fewer that are right


def test_a_floor_that_is_missing_is_told(file: Path) -> None:
    floors, report = small(file)
    lowest = {name: floor for name, floor in floors.lowest.items() if name != "funds"}
    (fault,) = gate.faults(replace(floors, lowest=lowest), report)
    assert "funds" in fault


def test_floors_do_not_fall_by_themselves(file: Path) -> None:
    bend(file)
    before = file.read_text(encoding="utf-8")
    lines, written = gate.update(file)
    assert not written
    assert file.read_text(encoding="utf-8") == before
    assert any(" funds " in line and line.endswith("would fall to 0") for line in lines)


def test_floors_fall_when_told_to(file: Path) -> None:
    bend(file)
    lines, written = gate.update(file, lower=True)
    assert written
    assert any(" funds fell from " in line for line in lines)
    assert gate.faults(*small(file)) == []


def test_floors_rise_with_what_is_measured(file: Path) -> None:
    measured = gate.load(file)["small"].lowest["dates"]
    with_floor(file, "dates", "0.123")
    lines, written = gate.update(file)
    assert written
    assert any(line.endswith(f"dates rose from 0.123 to {measured}") for line in lines)
    assert gate.load(file)["small"].lowest["dates"] == measured


def test_a_floor_that_still_holds_keeps_its_height(file: Path) -> None:
    _, report = small(file)
    with_floor(file, "dates", str(gate.figures(report)["dates"]))  # higher than measuring would put it
    assert gate.update(file) == (["written"], True)
    assert gate.load(file)["small"].lowest["dates"] == gate.figures(report)["dates"]


def test_a_figure_that_is_gone_does_not_go_silently(file: Path) -> None:
    with_floor(file, "verses", "0.5")
    lines, written = gate.update(file)
    assert not written
    assert any(line.endswith("verses 0.5 would fall to nothing") for line in lines)
