"""Bulletins to a stream of text: JSON, JSON Lines and CSV. Each returns the number of bulletins."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from typing import TextIO

from laomo_extract.export.table import COLUMNS, rows
from laomo_extract.records import Bulletin


def write_jsonl(bulletins: Iterable[Bulletin], stream: TextIO) -> int:
    """One bulletin a line."""
    written = 0
    for bulletin in bulletins:
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


def write_csv(bulletins: Iterable[Bulletin], stream: TextIO) -> int:
    """One fact a line under a line of column names; cells are safe to open in a spreadsheet."""
    table = csv.DictWriter(stream, COLUMNS, restval="")
    table.writeheader()
    written = 0
    for bulletin in bulletins:
        table.writerows({column: _safe(cell) for column, cell in row.items()} for row in rows(bulletin))
        written += 1
    return written


# Excel and LibreOffice run a cell that begins with one of these, Excel in Chinese with the wide ones too.
_FORMULA_HEADS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def _safe(cell: object) -> object:
    """A text that would run as a formula gets an apostrophe, which spreadsheets take for «text»."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_HEADS) else cell
