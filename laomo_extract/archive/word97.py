"""Word 97 to 2003 (.doc): the text of the main story, in the order of its pieces.

The container is read by olefile. In it the stream ``WordDocument`` holds the characters in any order, and a
table of pieces in the stream that the header names says how they follow each other ([MS-DOC] 2.4.1).

Known failures: text boxes, footnotes and comments are left out; a row of a table with an empty cell becomes
two lines.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator
from typing import Any

from laomo_extract.archive.failures import UnreadableError
from laomo_extract.archive.office import given
from laomo_extract.archive.parts import Found, Limits, Parts, Raw

_WORD_97 = 0xC1  # the first version whose text is Unicode
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
_CLX = 33  # which of the header's pairs of place and length is that of the table of pieces
_PACKED = 0x40000000  # a piece of one byte a character
# What a reader does not see: the instruction of a field (where a link leads), not the text that it gives.
_INSTRUCTION = re.compile(r"\x13[^\x13\x14\x15]*(?:\x14([^\x13\x14\x15]*))?\x15")
_MARKS = str.maketrans(
    {"\x07": "   ", "\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x0e": "\n", "\x1e": "-", "\xa0": " "}
    | dict.fromkeys("\0\x01\x02\x03\x04\x05\x08\x1f")
)
_CODE_PAGES = {936: "gb18030", 950: "big5hkscs", 1200: "utf-16-le", 65001: "utf-8", -535: "utf-8"}


def read_doc(raw: Raw, limits: Limits) -> Parts:
    """The paragraphs and tables of a document of Word 97 to 2003, a table's row a line."""
    try:
        import olefile
    except ImportError as error:
        raise UnreadableError(raw.place, "not_installed", "doc") from error
    data = raw.whole(limits)
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            header = container.openstream("WordDocument").read()
            _check(raw, header)
            table = "1Table" if _flags(header) & _SECOND_TABLE else "0Table"
            text = _story(header, container.openstream(table).read())
            said = container.get_metadata()
    except UnreadableError:
        raise
    except Exception as error:  # olefile's own errors have several bases; a damaged header gives any place
        raise UnreadableError(raw.place, "unreadable", "doc") from error
    title, author = _said(said, said.title), _said(said, said.author)
    yield Found(text=_plain(text), title=title, author=author)


def _check(raw: Raw, header: bytes) -> None:
    (version,) = struct.unpack_from("<H", header, 2)
    if version < _WORD_97:
        raise UnreadableError(raw.place, "unsupported", "Word 95 (.doc)")
    if _flags(header) & _ENCRYPTED:
        raise UnreadableError(raw.place, "encrypted")


def _flags(header: bytes) -> int:
    flags: int = struct.unpack_from("<H", header, 10)[0]
    return flags


def _story(header: bytes, table: bytes) -> str:
    """The characters of the main story."""
    at = 32
    (words,) = struct.unpack_from("<H", header, at)
    numbers = at + 2 + 2 * words
    (longs,) = struct.unpack_from("<H", header, numbers)
    (length,) = struct.unpack_from("<I", header, numbers + 2 + 4 * 3)
    pairs = numbers + 2 + 4 * longs
    start, size = struct.unpack_from("<II", header, pairs + 2 + 8 * _CLX)
    pieces = b"".join(_pieces(header, table[start : start + size]))
    # Counted in units of UTF-16, of which a rare character has two
    return pieces[: 2 * length].decode("utf-16-le", "replace")


def _pieces(stream: bytes, clx: bytes) -> Iterator[bytes]:
    """The pieces in the order of the text, each as UTF-16."""
    at = 0
    while clx[at] == 1:  # changes of format, which pieces refer to
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    (size,) = struct.unpack_from("<I", clx, at + 1)
    number = (size - 4) // 12
    ends = struct.unpack_from(f"<{number + 1}I", clx, at + 5)
    if list(ends) != sorted(ends) or ends[-1] > len(stream):  # pieces that share bytes could be a bomb
        raise ValueError("pieces that are out of order or longer than the stream")
    for k in range(number):
        (place,) = struct.unpack_from("<I", clx, at + 5 + 4 * (number + 1) + 8 * k + 2)
        length = ends[k + 1] - ends[k]
        if place & _PACKED:
            first = (place & ~_PACKED) // 2
            yield stream[first : first + length].decode("cp1252", "replace").encode("utf-16-le")
        else:
            yield stream[place : place + 2 * length]


def _plain(text: str) -> str:
    r"""Lines of text without the marks of fields, cells and pictures.

    >>> _plain("详见\x13 HYPERLINK a \x14名单\x15。\r王五\x07劳模\x07\x07张三\x07")
    '详见名单。\n王五   劳模\n张三'
    """
    fields = 1
    while fields:  # the inner ones first
        text, fields = _INSTRUCTION.subn(lambda match: match.group(1) or "", text)
    lines = text.replace("\x07\x07", "\r").translate(_MARKS).split("\n")
    return "\n".join(line.rstrip() for line in lines)


def _said(properties: Any, value: bytes | None) -> str | None:
    """A property of the document in the code page that it names."""
    encoding = _CODE_PAGES.get(properties.codepage or 0, "gb18030")
    return given((value or b"").decode(encoding, "replace").strip("\0"))
