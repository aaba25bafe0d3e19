"""Tables of articles, one a row: CSV, Excel and JSON (a line, or an element of a list, each).

Columns are known by their names, in English or Chinese; ``columns`` says which is which where the
names are others. A row that cannot be read is named, the rest goes on.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from laomo_extract.archive.failures import UnreadableError
from laomo_extract.archive.parts import Found, Limits, Parts, Raw, decoded, headed, office_file

_NAMES: dict[str, frozenset[str]] = {
    field: frozenset(names.split())
    for field, names in {
        "text": "text content body article fulltext 正文 内容 全文 文章 文本 新闻内容 正文内容 文章内容",
        "title": "title headline subject 标题 题目 新闻标题 文章标题",
        "published": "published date pubdate publishdate publicationdate publishedat time 日期 时间 发布日期 发布时间 "
        "出版日期 发表日期 发表时间 刊发日期 见报日期",
        "publisher": "publisher source media newspaper site 来源 媒体 报纸 报刊 发布单位 来源媒体 新闻来源",
        "author": "author byline writer 作者 记者 撰稿",
    }.items()
}
FIELDS = tuple(_NAMES)

# An article may be longer than the 131,072 characters that csv allows a cell.
csv.field_size_limit(2**31 - 1)


def is_table_head(head: bytes) -> bool:
    """Whether a text begins with the names of columns, one of them that of a text."""
    for encoding in ("utf-8", "gb18030"):
        line = head.partition(b"\n")[0].decode(encoding, "ignore")
        cells = re.split(r"[,\t;]", line)
        if len(cells) > 1 and len(_matched(cells, {})) > 1 and "text" in _matched(cells, {}):
            return True
    return False


def read_csv(raw: Raw, limits: Limits, columns: Mapping[str, str]) -> Parts:
    """The rows of a CSV or TSV file."""
    text = decoded(raw.place, raw.whole(limits))
    first = text.text.partition("\n")[0]
    delimiter = max("\t,;", key=first.count)
    rows = csv.reader(io.StringIO(text.text, newline=""), delimiter=delimiter, strict=True)
    try:
        header = next(rows)
        yield from _articles(raw, header, enumerate(rows, 2), columns, text.encoding, text.certainty)
    except csv.Error as error:
        raise UnreadableError(raw.place, "unreadable", f"CSV (line {rows.line_num})") from error


def read_sheet(raw: Raw, limits: Limits, columns: Mapping[str, str]) -> Parts:
    """The rows of every sheet of a workbook that has a column of text."""
    try:
        from python_calamine import CalamineError, CalamineWorkbook, PasswordError
    except ImportError as error:
        raise UnreadableError(raw.place, "not_installed", "Excel") from error
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(office_file(raw, limits)))
        sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    except PasswordError as error:
        raise UnreadableError(raw.place, "encrypted") from error
    except CalamineError as error:
        raise UnreadableError(raw.place, "unreadable", "Excel") from error
    sheets = {name: rows for name, rows in sheets.items() if rows}
    if not sheets:
        raise UnreadableError(raw.place, "empty")
    for name, rows in sheets.items():
        header = [str(cell) for cell in rows[0]]
        place = f"{name}!" if len(sheets) > 1 else ""
        yield from _articles(raw, header, enumerate(rows[1:], 2), columns, None, None, place)


def read_json(raw: Raw, limits: Limits, columns: Mapping[str, str]) -> Parts:
    """The objects of a JSON Lines file, or of a JSON list; a single object too."""
    text = decoded(raw.place, raw.whole(limits))
    for number, value in _values(raw.place, text.text):
        if isinstance(value, UnreadableError):
            yield value
        elif not isinstance(value, dict) or ("items" in value and "checks" in value):
            yield UnreadableError(f"{raw.place}#{number}", "unsupported", "JSON that is no article")
        else:
            yield from _articles(
                raw, list(value), [(number, list(value.values()))], columns, text.encoding, text.certainty
            )


def _values(place: str, text: str) -> Iterator[tuple[int, Any]]:
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        pass
    else:
        yield from enumerate(whole if isinstance(whole, list) else [whole], 1)
        return
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            yield number, json.loads(line)
        except (ValueError, RecursionError):
            yield number, UnreadableError(f"{place}#{number}", "unreadable", "JSON")


def _articles(
    raw: Raw,
    header: list[str],
    rows: Iterable[tuple[int, list[Any]]],
    columns: Mapping[str, str],
    encoding: str | None,
    certainty: float | None,
    sheet: str = "",
) -> Parts:
    places = _matched(header, columns)
    if "text" not in places:
        names = ", ".join(name for name in map(str, header) if name.strip())
        raise UnreadableError(raw.place, "no_text_column", names[:200])
    for number, row in rows:
        if not any(_cell(value) for value in row):
            continue
        given = {field: _cell(row[at]) for field, at in places.items() if at < len(row)}
        yield Found(
            text=headed(given.get("title"), given.get("text") or ""),
            title=given.get("title"),
            author=given.get("author"),
            publisher=given.get("publisher"),
            published=given.get("published"),
            encoding=encoding,
            certainty=certainty,
            row=f"{sheet}{number}",
        )


def _matched(header: list[str], columns: Mapping[str, str]) -> dict[str, int]:
    """Where each field stands: as ``columns`` says, else by the usual names."""
    plain = [re.sub(r"[\s_\-\"'\ufeff]", "", str(name)).casefold() for name in header]
    found: dict[str, int] = {}
    for field, usual in _NAMES.items():
        wanted = {columns[field]} if field in columns else set()
        at = [k for k, name in enumerate(header) if str(name).strip() in wanted]
        at = at or ([] if wanted else [k for k, name in enumerate(plain) if name in usual])
        if at:
            found[field] = at[0]
    return found


def _cell(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, date):
        return value.isoformat()[:10]
    return str(value).strip() or None
