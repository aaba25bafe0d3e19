"""Ours beside what people would use instead: quality, start-up, memory and speed, as Markdown.

    pip install -r benchmarks/requirements.txt
    python -m benchmarks.quality [FOLDER…] [--only ours --only glued] [--short]

Each FOLDER holds bulletins with gold (without one: tests/fixtures/bulletins). Every rival of ``benchmarks.rivals``
runs in a process of its own and is scored by ``laomo_extract.evaluate`` on the fields that it can fill; one whose
packages are not installed is named as absent. Progress goes to standard error.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import platform
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib import metadata
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.rivals import NAMES
from laomo_extract import Bulletin, Document
from laomo_extract.evaluate import Report, evaluate

ROOT = Path(__file__).parents[1]
_SHARES = ("linked", "whole_items", "exact_words")
_WORDED = {"dates", "people", "counts", "funds", "goods"}  # the fields whose words the gold gives


@dataclass(frozen=True)
class Result:
    """What one rival did over all folders, by the name of the folder."""

    rival: ModuleType
    versions: str
    reports: dict[str, Report]
    cost: dict[str, float]


# ---- running -----------------------------------------------------------------------------------


def versions(packages: tuple[str, ...]) -> str:
    """The installed versions; ``PackageNotFoundError`` if one is absent."""
    return ", ".join(f"{package} {metadata.version(package)}" for package in dict.fromkeys(packages))


def run(name: str, folders: list[Path]) -> Result:
    """Have one rival read the bulletins of ``folders`` in a process of its own, and score it."""
    rival = importlib.import_module(f"benchmarks.rivals.{name}")
    installed = versions(rival.PACKAGES)
    command = [sys.executable, "-m", "benchmarks.reader", name]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    ) as process:
        reports = {folder.name: evaluate(folder, reader=_reader(process, name)) for folder in folders}
        cost = _ask(process, name, None)
    return Result(rival, installed, reports, cost)


def _reader(process: subprocess.Popen[str], name: str) -> Callable[[Document], Bulletin]:
    def read(document: Document) -> Bulletin:
        question = document.model_dump(include={"text", "published", "home"})
        return as_bulletin(_ask(process, name, json.dumps(question, ensure_ascii=False)), document.text)

    return read


def _ask(process: subprocess.Popen[str], name: str, question: str | None) -> dict[str, Any]:
    """The answer to one question, or with None to the end of questions."""
    assert process.stdin and process.stdout
    try:
        if question is None:
            process.stdin.close()
        else:
            print(question, file=process.stdin, flush=True)
        answer: dict[str, Any] = json.loads(process.stdout.readline())
    except (BrokenPipeError, json.JSONDecodeError) as error:
        raise RuntimeError(f"{name} has died: echo | python -m benchmarks.reader {name} shows why") from error
    return answer


def as_bulletin(records: dict[str, Any], text: str) -> Bulletin:
    """Records by the names of a gold file, with spans, as the scorer takes them."""

    def mention(fact: dict[str, Any], **values: Any) -> dict[str, Any]:
        words = text[fact["span"]["start"] : fact["span"]["end"]]
        return {"text": words, "rule": "", "confidence": 1.0} | values | fact

    items = []
    for item in records["items"]:
        facts = {
            name: [mention(fact) for fact in found] for name, found in item.items() if isinstance(found, list)
        }
        facts["districts"] = [mention(fact, level="county") for fact in item["districts"]]
        facts["workers"] = [
            mention(worker) | {"honours": [mention(honour) for honour in worker["honours"]]}
            for worker in item["workers"]
        ]
        items.append(item | facts)
    return Bulletin.model_validate(
        {"id": "", "title": None, "published": None, "home": None} | records | {"items": items}
    )


# ---- the tables --------------------------------------------------------------------------------


def table(head: list[str], rows: list[list[str]]) -> str:
    """A Markdown table."""
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rows))


def figure(result: Result, folder: str, name: str, *, whole: bool = False) -> str:
    """F1 of a field (with ``whole`` after precision and recall) or a share; — where the rival has no part in it."""
    report, fields = result.reports[folder], set(result.rival.FIELDS)
    if name in _SHARES:
        has_part = (
            bool(result.rival.OFFSETS and fields & _WORDED)
            if name == "exact_words"
            else {"items", "districts"} <= fields
        )
        return f"{getattr(report, name).share:.3f}" if has_part else "—"
    if name not in fields:
        return "—"
    score = report.fields[name]
    return f"{score.precision:.3f} / {score.recall:.3f} / **{score.f1:.3f}**" if whole else f"{score.f1:.3f}"


def costs(result: Result) -> list[str]:
    """Start-up, peak memory and speed, as cells."""
    return [f"{result.cost['start_up']:.1f}", f"{result.cost['memory']:.0f}", f"{result.cost['speed']:.1f}"]


COSTS = ["start-up, s", "memory, MB", "thousand characters/s"]


def short(results: list[Result], folder: str) -> str:
    """A row a rival: F1 of every field, the shares and the cost."""
    names = [*results[0].reports[folder].fields, *_SHARES]
    rows = [[one.rival.TITLE, *(figure(one, folder, name) for name in names), *costs(one)] for one in results]
    return table(["", *(name.replace("_", " ") for name in names), *COSTS], rows)


def long(results: list[Result], folder: str) -> str:
    """A row a field: precision, recall and F1 of every rival."""
    report = results[0].reports[folder]
    rows = [
        [name.replace("_", " "), *(figure(one, folder, name, whole=True) for one in results)]
        for name in (*report.fields, *_SHARES)
    ]
    return table([f"{report.files} bulletins", *(one.rival.TITLE for one in results)], rows)


def wiring(results: list[Result]) -> str:
    """What each rival is and how it is wired, from the docstring of its module."""
    lines = []
    for one in results:
        first, *rest = (one.rival.__doc__ or "").strip().replace("``", "`").splitlines()
        lines += [
            f"- **{one.rival.TITLE}** ({one.versions}). {first}",
            *(f"  {line}".rstrip() for line in rest),
        ]
        if one.cost["failed"]:
            lines.append(
                f"  It raised an error on {one.cost['failed']:.0f} bulletins, which count as not read."
            )
    return "\n".join(lines)


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, default=[ROOT / "tests" / "fixtures" / "bulletins"])
    parser.add_argument("--only", action="append", choices=NAMES)
    parser.add_argument("--short", action="store_true", help="F1 and costs alone")
    given = parser.parse_args()
    results, absent = [], []
    for name in given.only or NAMES:
        print(name, file=sys.stderr)
        try:
            results.append(run(name, given.folders))
        except metadata.PackageNotFoundError as error:
            absent.append(f"{name} (no {error.name})")
    print(f"{date.today()}, Python {platform.python_version()}, {os.cpu_count()} cores.")
    if absent:
        print(f"Absent: {', '.join(absent)}.")
    if not results:
        return
    for folder in given.folders:
        print(f"\n`{folder.name}`:\n\n{(short if given.short else long)(results, folder.name)}")
    if not given.short:
        print(
            f"\n{table(['', *COSTS], [[one.rival.TITLE, *costs(one)] for one in results])}\n\n{wiring(results)}"
        )


if __name__ == "__main__":
    main()
