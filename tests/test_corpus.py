"""The floors of accuracy, by the scorer that stands beside the project; skipped where it does not."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from laomo_extract.evaluate import evaluate

SHARED = Path(__file__).parents[2] / "shared"
SCORER = SHARED / "tools" / "score.py"
FIELDS = ("items", "districts", "dates", "workers", "honours", "beneficiaries", "funds")

pytestmark = pytest.mark.skipif(not SCORER.exists(), reason="the scorer and its corpus are not here")


@cache
def score(name: str) -> dict[str, Any]:
    command = [sys.executable, str(SCORER), str(SHARED / "corpus" / name), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


@pytest.mark.parametrize("field", FIELDS)
def test_dev(field: str) -> None:
    assert score("dev")["fields"][field]["f1"] >= 0.90


def test_whole_items_of_the_seed() -> None:
    assert score("seed")["whole items"]["share"] >= 0.85


@pytest.mark.parametrize("name", ["dev", "seed"])
def test_nothing_is_raised_and_our_figures_are_the_same(name: str) -> None:
    theirs, ours = score(name), evaluate(SHARED / "corpus" / name)
    assert theirs["crashed"] == []
    assert {field: figures.model_dump() for field, figures in ours.fields.items()} == theirs["fields"]
    assert ours.linked.model_dump() == theirs["linked"]
    assert ours.whole_items.model_dump() == theirs["whole items"]
