"""An archive of all formats, encodings and faults, as benchmarks/build_archive.py makes it."""

from __future__ import annotations

import hashlib
import runpy
from pathlib import Path
from random import Random
from typing import Any

import pytest

from laomo_extract.archive import KINDS, UnreadableError, read_bytes

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
# Root may read every file, and the packages are installed here
NOT_BUILT = {"no_permission", "not_installed", "empty_folder", "process_died"}


@pytest.fixture(scope="module")
def build() -> Any:
    return runpy.run_path(str(BENCHMARKS / "build_archive.py"))["build"]


def digest(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink()
    }


def test_every_document_is_read_and_every_fault_named(tmp_path: Path, build: Any) -> None:
    build(tmp_path, documents=320, seed=1)
    wrong, right_encodings, outcomes = runpy.run_path(str(BENCHMARKS / "read_archive.py"))["compare"](
        tmp_path
    )
    assert wrong == {}
    assert right_encodings >= 0.99
    assert outcomes["document"] >= 300
    assert set(outcomes) == {"document", *KINDS} - NOT_BUILT


def test_a_seed_gives_the_same_archive(tmp_path: Path, build: Any) -> None:
    for name in ("one", "two"):
        build(tmp_path / name, documents=60, seed=2)
    assert digest(tmp_path / "one") == digest(tmp_path / "two")


def test_damage_anywhere_is_a_document_or_a_named_failure(tmp_path: Path, build: Any) -> None:
    build(tmp_path, documents=120, seed=3)
    rng = Random(3)
    for path in sorted((tmp_path / "archive").rglob("*")):
        if not path.is_file() or path.is_symlink() or path.stat().st_size > 100_000:
            continue
        data = bytearray(path.read_bytes())
        for damage in range(3):
            broken = data[: rng.randrange(len(data) + 1)] if damage == 0 else bytearray(data)
            for _ in range(damage * 3):
                if broken:
                    broken[rng.randrange(len(broken))] = rng.randrange(256)
            failures: list[UnreadableError] = []
            documents = list(read_bytes(bytes(broken), source=path.name, on_error=failures.append))
            assert documents or failures
