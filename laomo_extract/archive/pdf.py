"""PDF with a text layer: lines in the order in which they are read, paragraphs whole.

The page's own order of drawing says little, so the lines are put in order by where they stand: a page
is cut along white gutters into columns and across into what stands above them. Running heads and page
numbers are left out, and lines that a column's edge broke are joined.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

from laomo_extract.archive import ocr as eyes
from laomo_extract.archive.failures import UnreadableError
from laomo_extract.archive.parts import Found, Limits, Parts, Raw

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

_APART = 1.3  # times the distance of two lines of a paragraph
_MOST = 0.5  # of a page's area
_FEW = 10  # characters on a page of a scan: its number, a stamp
_PAGE_NUMBER = re.compile(r"[\W_]*(?:第\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?(?:\s*[页版])?[\W_]*")
_HELD = re.compile(r"[0-9A-Za-z.%]+|.(?:[^\w\s]+)?")


@dataclass(slots=True)
class _Line:
    """A line of one column: its text and box (the origin is the page's lower left), and its size of type."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def size(self) -> float:
        """Width of a character."""
        return max(
            1.0, (self.right - self.left) / max(1.0, sum(1 if c > "\xff" else 0.55 for c in self.text))
        )


def read_pdf(raw: Raw, limits: Limits, *, ocr: bool, known: Callable[[], str | None]) -> Parts:
    """The text of a PDF; without ``ocr`` a scan is refused, for no text is in it.

    ``known`` gives the text that was recognised in the same file earlier; it is asked where pages are scanned.
    """
    try:
        import pypdfium2
        from pypdfium2.raw import FPDF_ERR_PASSWORD
    except ImportError as error:
        raise UnreadableError(raw.place, "not_installed", "PDF") from error
    data = raw.whole(limits)
    try:
        document = pypdfium2.PdfDocument(io.BytesIO(data))
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == FPDF_ERR_PASSWORD
        raise UnreadableError(
            raw.place, "encrypted" if locked else "unreadable", "" if locked else "PDF"
        ) from error
    try:
        yield from _parts(raw, document, ocr, known)
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(raw.place, "unreadable", "PDF") from error
    finally:
        document.close()


def _parts(raw: Raw, document: PdfDocument, ocr: bool, known: Callable[[], str | None]) -> Parts:
    """The text, and each scanned page among others that was not recognised."""
    pages = [list(_lines(page)) for page in document]
    if not pages:
        raise UnreadableError(raw.place, "empty")
    bare = [k for k, lines in enumerate(pages) if _characters(lines) < _FEW and _is_drawn(document[k])]
    if bare and (text := known()) is not None:
        yield _found(document, text, recognised=True)
        return
    if ocr:
        for k in bare:
            pages[k] = [_Line(*seen) for seen in eyes.recognised(document[k])]
    if sum(map(_characters, pages)) < _FEW * len(pages):
        raise UnreadableError(raw.place, "scanned_pdf" if bare and not ocr else "empty")
    text = _paragraphs(_without_running_heads([_in_order(lines) for lines in pages]))
    yield _found(document, text, recognised=ocr and bool(bare))
    for k in () if ocr else bare:
        if _is_picture(document[k]):
            yield UnreadableError(f"{raw.place}#{k + 1}", "scanned_pdf")


def _found(document: PdfDocument, text: str, *, recognised: bool) -> Found:
    meta = document.get_metadata_dict(skip_empty=True)
    title = meta.get("Title", "")
    # Printed from Word or a browser, the title is a file's name
    title = title if re.search(r"[一-鿿]{4}", title) and not re.search(r"\.\w{2,4}$|Microsoft", title) else ""
    author = meta.get("Author", "")
    author = author if re.search(r"[一-鿿]{2}", author) else ""
    return Found(text=text, title=title or None, author=author or None, recognised=recognised)


def _characters(lines: list[_Line]) -> int:
    return sum(len(line.text) for line in lines)


def _is_drawn(page: PdfPage) -> bool:
    """Whether anything is on a page."""
    return any(True for _ in page.get_objects(max_depth=2))


def _is_picture(page: PdfPage) -> bool:
    """Whether a picture takes up most of a page."""
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    area = page.get_width() * page.get_height()
    boxes = (picture.get_bounds() for picture in page.get_objects([FPDF_PAGEOBJ_IMAGE], max_depth=2))
    return any((right - left) * (top - bottom) > _MOST * area for left, bottom, right, top in boxes)


def _lines(page: PdfPage) -> Iterator[_Line]:
    """Runs of characters on one base line without a gap that a column could stand in."""
    text_page: Any = page.get_textpage()
    text = text_page.get_text_range()
    if text_page.count_chars() != len(text):  # characters outside the basic plane count twice there
        text = "".join(text_page.get_text_range(k, 1) or "\0" for k in range(text_page.count_chars()))
    line: _Line | None = None
    for at, char in enumerate(text):
        if char in "\r\n\0\ufffe":
            continue
        left, bottom, right, top = text_page.get_charbox(at, loose=True)
        if char.isspace() and line is None:
            continue
        height = top - bottom
        if line is not None and (
            abs(bottom - line.bottom) > 0.5 * height
            or left - line.right > 1.8 * height
            or left < line.right - 0.8 * height
        ):
            yield from _kept(line)
            line = None
        if line is None:
            if not char.isspace():
                line = _Line(char, left, bottom, right, top)
            continue
        if char.isspace():
            line.text += char
            continue
        line.text += char
        line.right, line.top, line.bottom = (
            max(line.right, right),
            max(line.top, top),
            min(line.bottom, bottom),
        )
    if line is not None:
        yield from _kept(line)


def _kept(line: _Line) -> Iterator[_Line]:
    line.text = line.text.rstrip()
    yield line


def _in_order(lines: list[_Line]) -> list[_Line]:
    """Lines as they are read: column by column, what spans the columns before or after them."""
    if len(lines) < 2:
        return lines
    if columns := _columns(lines):
        return [line for column in columns for line in _in_order(column)]
    lines = sorted(lines, key=lambda line: (-line.top, line.left))
    # A head above columns, then a foot below them, is cut off as soon as the rest falls into columns
    for cut in range(1, len(lines)):
        if cut > 12:
            break
        if _clear(lines[:cut], lines[cut:]) and _columns(lines[cut:]):
            return [*_rows(lines[:cut]), *_in_order(lines[cut:])]
    for cut in range(len(lines) - 1, max(0, len(lines) - 13), -1):
        for head in range(min(12, cut)):
            if (
                _clear(lines[:cut], lines[cut:])
                and _columns(lines[head:cut])
                and _clear(lines[:head], lines[head:cut])
            ):
                return [*_rows(lines[:head]), *_in_order(lines[head:cut]), *_rows(lines[cut:])]
    return _rows(lines)


def _clear(above: list[_Line], below: list[_Line]) -> bool:
    """Whether a white line runs across the page between the two."""
    return not above or not below or min(line.bottom for line in above) >= max(line.top for line in below) - 1


def _columns(lines: list[_Line]) -> list[list[_Line]]:
    """The columns of prose that white gutters part, from left to right; none if there is no gutter."""
    ordered = sorted(lines, key=lambda line: line.left)
    columns: list[list[_Line]] = [[]]
    right = ordered[0].right
    for line in ordered:
        if line.left - right > 0.7 * line.size:
            columns.append([])
        columns[-1].append(line)
        right = max(right, line.right)
    # Cells of a table are short, and so is a number in the margin
    if len(columns) < 2 or not all(_is_prose(column) for column in columns):
        return []
    return columns


def _is_prose(column: list[_Line]) -> bool:
    lengths = sorted(len(line.text) for line in column)
    return len(column) >= 3 and lengths[len(lengths) // 2] >= 8


def _rows(lines: list[_Line]) -> list[_Line]:
    """Pieces that stand beside each other as one line, the cells of a table apart."""
    rows: list[_Line] = []
    for line in sorted(lines, key=lambda line: (-line.bottom, line.left)):
        row = rows[-1] if rows else None
        if (
            row is not None
            and abs(row.bottom - line.bottom) < 0.4 * (line.top - line.bottom)
            and line.left >= row.right - 1
        ):
            row.text += "   " + line.text
            row.right = line.right
        else:
            rows.append(line)
    return rows


def _without_running_heads(pages: list[list[_Line]]) -> list[list[_Line]]:
    """Pages without their numbers, and with the head that runs over them once only."""
    rows = [_rows_of_page(page) for page in pages]
    gaps = [gap for page in rows for gap in _gaps(page)]
    pitch = median(gaps) if gaps else 0
    edges = [{id(line): _plain(line.text) for line in _edge_lines(page, pitch)} for page in rows]
    often = Counter(text for edge in edges for text in set(edge.values()))
    running = {text for text, times in often.items() if text and times > 1 and times * 2 >= len(pages)}
    seen: set[str] = set()
    kept: list[list[_Line]] = []
    for page, edge in zip(pages, edges, strict=True):
        body: list[_Line] = []
        for line in page:
            plain = edge.get(id(line))
            if plain is not None and (
                _PAGE_NUMBER.fullmatch(line.text) or (plain in running and plain in seen)
            ):
                continue
            seen.add(plain or "")
            body.append(line)
        kept.append(body)
    return kept


def _rows_of_page(page: list[_Line]) -> list[list[_Line]]:
    """The lines that stand at one height, from the top down."""
    rows: list[list[_Line]] = []
    for line in sorted(page, key=lambda line: -line.bottom):
        if rows and rows[-1][0].bottom - line.bottom < 0.5 * (line.top - line.bottom):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _gaps(rows: list[list[_Line]]) -> list[float]:
    return [above[0].bottom - below[0].bottom for above, below in pairwise(rows)]


def _edge_lines(rows: list[list[_Line]], pitch: float) -> list[_Line]:
    """What stands highest and lowest on a page, at most two rows each, with white between it and the rest."""
    apart = [gap > _APART * pitch for gap in _gaps(rows)]
    head = next((k for k in (2, 1) if any(apart[k - 1 : k])), 0)
    foot = next((k for k in (2, 1) if len(apart) >= k and apart[-k]), 0)
    return [line for row in rows[:head] + rows[len(rows) - foot :] for line in row]


def _plain(text: str) -> str:
    return re.sub(r"[\d\W_]", "", text)


def _paragraphs(pages: list[list[_Line]]) -> str:
    """Lines joined where a column's edge broke a paragraph."""
    lines = [line for page in pages for line in page]
    if not lines:
        return ""
    ends = _column_ends(lines)
    paragraphs = [lines[0].text]
    for k in range(1, len(lines)):
        before, line = lines[k - 1], lines[k]
        # A number or word that did not fit, or a character held by the mark behind it, left the line short
        held = _HELD.match(line.text)
        room = (len(held.group()) if held else 1) * line.size
        full = before.right + room >= ends[k - 1] - 0.5 * before.size
        indented = line.left > _column_start(lines, k) + 0.9 * line.size
        same_type = abs(line.size - before.size) < 0.15 * before.size
        if full and not indented and same_type and "   " not in before.text + line.text:
            # Latin words are parted by the line's end, Chinese is not
            apart = before.text[-1:].isascii() and line.text[:1].isascii() and before.text[-1:].isalpha()
            paragraphs[-1] += (" " if apart else "") + line.text
        else:
            paragraphs.append(line.text)
    return "\n".join(paragraphs)


def _column_ends(lines: list[_Line]) -> list[float]:
    """For each line where its column ends: the furthest right of the lines that stand over or under it."""
    return [
        max(other.right for other in lines[max(0, k - 40) : k + 40] if _same_column(line, other))
        for k, line in enumerate(lines)
    ]


def _column_start(lines: list[_Line], at: int) -> float:
    return min(other.left for other in lines[max(0, at - 40) : at + 40] if _same_column(lines[at], other))


def _same_column(line: _Line, other: _Line) -> bool:
    """Whether two lines of one size of type start within a few characters of each other."""
    return abs(line.left - other.left) < 5 * line.size and abs(line.size - other.size) < 0.2 * line.size
