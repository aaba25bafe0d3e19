"""What is installed beside the library, what is missing, and what of it does not work."""

from __future__ import annotations

import platform
import re
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from importlib.metadata import PackageNotFoundError, requires, version
from typing import Literal, NamedTuple

from laomo_extract.additions import additions

State = Literal["present", "missing", "broken"]

_DISTRIBUTION = "laomo-extract"
_REQUIREMENT = re.compile(
    r"(?P<name>[\w.-]+)(?:\[[^\]]*\])?(?:[^;]*?>=(?P<least>[0-9.]+))?[^;]*(?:;.*extra == ['\"](?P<extra>[\w-]+)['\"])?"
)


class Finding(NamedTuple):
    """One thing that was looked at.

    ``part`` is ``python``, ``sqlite``, ``additions``, ``core`` or the name of an extra; ``detail`` says which versions there
    are or what is wrong, ``remedy`` what to do about it.
    """

    part: str
    state: State
    detail: str
    remedy: str = ""


def checkup() -> Iterator[Finding]:
    """Look at the machine, at what the library needs and at each of its extras.

    Nothing of what is looked at is loaded, but for the packages that add kinds of fact.
    """
    yield Finding("python", "present", f"{platform.python_version()} ({sys.executable})")
    yield _sqlite()
    for part, needed in sorted(_needed().items(), key=lambda entry: (entry[0] != "core", entry[0])):
        yield _packages(part, needed)
    try:
        added = additions()
    except ValueError as error:
        yield Finding("additions", "broken", str(error))
    else:
        if added:
            yield Finding("additions", "present", ", ".join(added))


def _sqlite() -> Finding:
    """Whether SQLite has what a search needs: an index of three characters at a time, from 3.34 on."""
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute("CREATE VIRTUAL TABLE probe USING fts5(body, tokenize='trigram')")
        except sqlite3.OperationalError as error:
            return Finding(
                "sqlite",
                "broken",
                f"{sqlite3.sqlite_version}: {error}",
                "Python with SQLite 3.34 or later, FTS5 in it",
            )
    return Finding("sqlite", "present", sqlite3.sqlite_version)


def _needed() -> dict[str, list[tuple[str, str | None]]]:
    """Packages with the least version of each, by extra; ``core`` has those that are always needed."""
    found: dict[str, list[tuple[str, str | None]]] = {}
    for line in requires(_DISTRIBUTION) or []:
        match = _REQUIREMENT.fullmatch(line)
        if match and match["extra"] != "dev":
            found.setdefault(match["extra"] or "core", []).append((match["name"], match["least"]))
    return found


def _packages(part: str, needed: list[tuple[str, str | None]]) -> Finding:
    there, missing, old = [], [], []
    for name, least in needed:
        try:
            installed = version(name)
        except PackageNotFoundError:
            missing.append(name)
            continue
        there.append(f"{name} {installed}")
        if least and _figures(installed) < _figures(least):
            old.append(f"{name} {installed} < {least}")
    wanted = _DISTRIBUTION if part == "core" else f"{_DISTRIBUTION}[{part}]"
    remedy = f"pip install --upgrade '{wanted}'" if missing or old else ""
    if old or (missing and part == "core"):
        return Finding(part, "broken", ", ".join([*old, *missing]), remedy)
    if missing:
        return Finding(part, "missing", ", ".join(missing), remedy.replace(" --upgrade", ""))
    return Finding(part, "present", ", ".join(there))


def _figures(text: str) -> tuple[int, ...]:
    figures = re.match(r"[0-9.]*", text)
    return tuple(int(figure) for figure in (figures.group() if figures else "").split(".") if figure)
