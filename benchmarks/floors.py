"""The floors of quality: the least that each figure of ``laomo evaluate`` may be, by folder of gold.

    python -m benchmarks.floors            measures, raises floors, takes in a gold that changed
    python -m benchmarks.floors --lower    the same, and lets floors fall to what is measured

Floors stand in tests/quality_floors.toml, each with the fingerprint of the gold that it was measured on;
tests/test_quality.py fails where a figure lies below its floor or the gold is another. A floor is what was
measured, rounded down to three digits, less SLACK. No floor falls without ``--lower``, whether the rules or
the gold changed: then nothing is written, what would fall is printed, and the exit status is 1.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tomllib
from dataclasses import dataclass, field, replace
from decimal import ROUND_FLOOR, Decimal
from pathlib import Path

from laomo_extract.evaluate import Report, evaluate

ROOT = Path(__file__).parents[1]
FILE = ROOT / "tests" / "quality_floors.toml"
SLACK = Decimal("0.002")  # what a change that mends one class of fault may cost another
_HEAD = """\
# The least that each figure of `laomo evaluate` may be. Written by `python -m benchmarks.floors`, not by hand;
# that command says when a floor may fall. A folder beside the project is left out where it is not there.
"""


@dataclass(frozen=True)
class Floors:
    """The floors of one ``folder`` (seen from the project) and the fingerprint of its gold."""

    folder: str
    fingerprint: str = ""
    lowest: dict[str, Decimal] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        """Where the folder is."""
        return ROOT / self.folder

    @property
    def is_away(self) -> bool:
        """Whether it stands beside the project and is not there."""
        return self.folder.startswith("..") and not self.path.exists()


def load(file: Path) -> dict[str, Floors]:
    """The floors in ``file``, by the name of their folder."""
    tables = tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
    return {name: Floors(**table) for name, table in tables.items()}


def save(file: Path, floors: dict[str, Floors]) -> None:
    """Write ``floors`` as :func:`load` reads them."""
    lines = [_HEAD]
    for name, one in floors.items():
        lines.append(
            f'[{name}]\nfolder = "{one.folder}"\nfingerprint = "{one.fingerprint}"\n\n[{name}.lowest]'
        )
        lines += [f"{figure} = {floor}" for figure, floor in one.lowest.items()]
        lines.append("")
    file.write_text("\n".join(lines), encoding="utf-8")


def fingerprint(folder: Path) -> str:
    """SHA-256 over the names and bytes of the gold files and texts of ``folder``."""
    digest = hashlib.sha256()
    for file in sorted(folder.iterdir()):
        if file.suffix in (".json", ".txt", ".md"):
            digest.update(f"{file.name}\0{hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def figures(report: Report) -> dict[str, Decimal]:
    """The figures of a report that have a floor: F1 of each field, and the shares."""
    found = {name: score.f1 for name, score in report.fields.items()}
    found |= {name: getattr(report, name).share for name in ("linked", "whole_items", "exact_words")}
    return {name: Decimal(str(figure)) for name, figure in found.items()}


def floor(figure: Decimal) -> Decimal:
    """The floor under a figure."""
    return max(figure.quantize(Decimal("0.001"), ROUND_FLOOR) - SLACK, Decimal(0))


def faults(floors: Floors, report: Report) -> list[str]:
    """What does not hold, each with what to do; empty where all does."""
    if fingerprint(floors.path) != floors.fingerprint:
        return [f"{floors.folder}: the gold is another than the floors know: run python -m benchmarks.floors"]
    now = figures(report)
    if now.keys() != floors.lowest.keys():
        unmatched = ", ".join(sorted(now.keys() ^ floors.lowest.keys()))
        return [f"{floors.folder}: no figure or no floor of {unmatched}: run python -m benchmarks.floors"]
    return [
        f"{floors.folder}: {name} {now[name]} lies below its floor {lowest}"
        for name, lowest in floors.lowest.items()
        if now[name] < lowest
    ]


def updated(floors: Floors, report: Report, *, lower: bool = False) -> tuple[Floors, list[str], list[str]]:
    """The floors under ``report``, the lines that tell what moved, and those of what may not fall.

    Without ``lower`` a floor that its figure still reaches stays or rises, and one that it does not reach stays
    and is told.
    """
    now = figures(report)
    lowest, moved, refused = {}, [], []
    for name in sorted(now.keys() | floors.lowest.keys(), key=[*now, *floors.lowest].index):
        old, figure = floors.lowest.get(name), now.get(name)
        new = None if figure is None else floor(figure)
        if old is not None and not lower and (figure is None or figure < old):
            refused.append(f"{floors.folder}: {name} {old} would fall to {'nothing' if new is None else new}")
            new = old
        elif old is not None and new is not None and not lower:
            new = max(old, new)
        if new is not None:
            lowest[name] = new
        if new != old:
            way = "new" if old is None else "rose" if new is not None and new > old else "fell"
            moved.append(f"{floors.folder}: {name} {way} from {old} to {new}")
    return replace(floors, fingerprint=fingerprint(floors.path), lowest=lowest), moved, refused


def update(file: Path, *, lower: bool = False) -> tuple[list[str], bool]:
    """Measure every folder of ``file`` and write its floors anew; what to print, and whether it was written."""
    floors = load(file)
    said, forbidden = [], []
    for name, old in floors.items():
        if old.is_away:
            said.append(f"{old.folder}: not here, its floors stay as they are")
            continue
        floors[name], moved, refused = updated(old, evaluate(old.path), lower=lower)
        if floors[name].fingerprint != old.fingerprint:
            said.append(f"{old.folder}: the gold is another than before")
        said += moved
        forbidden += refused
    if forbidden:
        return [*said, *forbidden, "nothing written; --lower lets floors fall"], False
    save(file, floors)
    return [*said, "written"], True


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--lower", action="store_true", help="let floors fall")
    lines, written = update(FILE, lower=parser.parse_args().lower)
    print("\n".join(lines))
    sys.exit(not written)


if __name__ == "__main__":
    main()
