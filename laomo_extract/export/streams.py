"""Bulletins to a stream of text: JSON, JSON Lines and CSV. Each returns the number of bulletins."""

from __future__ import annotations

import csv
import json
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, TextIO

from laomo_extract.export.table import COLUMNS, rows
from laomo_extract.kinds import KINDS, own_of
from laomo_extract.records import Bulletin, NewsItem

if TYPE_CHECKING:
    from laomo_extract.store import Change


def write_jsonl(bulletins: Iterable[Bulletin], stream: TextIO, kinds: Collection[str] = ()) -> int:
    """One bulletin a line, with the facts of ``kinds`` (none: of all)."""
    written = 0
    for bulletin in bulletins:
        bulletin = _only(bulletin, kinds) if kinds else bulletin
        stream.write(json.dumps(bulletin.model_dump(mode="json"), ensure_ascii=False) + "\n")
        written += 1
    return written


def write_json(bulletins: Iterable[Bulletin], stream: TextIO) -> int:
    """One list of all bulletins, indented; written as they come."""
    written = 0
    for bulletin in bulletins:
        stream.write(",\n" if written else "[\n")
        stream.write(json.dumps(bulletin.model_dump(mode="json"), ensure_ascii=False, indent=2))
        written += 1
    stream.write("\n]\n" if written else "[]\n")
    return written


def write_changes(changes: Iterable[Change], stream: TextIO) -> int:
    """One change a line; returns the number of changes."""
    written = 0
    for change in changes:
        stream.write(json.dumps(change.model_dump(mode="json"), ensure_ascii=False) + "\n")
        written += 1
    return written


def _only(bulletin: Bulletin, kinds: Collection[str]) -> Bulletin:
    """``bulletin`` without the facts of other kinds; honours stand with their workers."""
    kept = {*kinds, "workers"} if "honours" in kinds else {*kinds}
    dropped: dict[str, tuple[()]] = {
        kind: () for kind in KINDS if kind in NewsItem.model_fields and kind not in kept
    }
    items = tuple(item.model_copy(update=dropped | {"own": own_of(item, kinds)}) for item in bulletin.items)
    return bulletin.model_copy(update={"items": items})


def write_csv(bulletins: Iterable[Bulletin], stream: TextIO, kinds: Collection[str] = ()) -> int:
    """One fact a line under a line of column names; cells are safe to open in a spreadsheet."""
    table = csv.DictWriter(stream, COLUMNS, restval="")
    table.writeheader()
    written = 0
    for bulletin in bulletins:
        table.writerows(
            {column: _safe(cell) for column, cell in row.items()} for row in rows(bulletin, kinds)
        )
        written += 1
    return written


# Excel and LibreOffice run a cell that begins with one of these, Excel in Chinese with the wide ones too.
_FORMULA_HEADS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def _safe(cell: object) -> object:
    """A text that would run as a formula gets an apostrophe, which spreadsheets take for «text»."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_HEADS) else cell
