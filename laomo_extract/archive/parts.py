"""What readers take and what they give."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from laomo_extract.archive.encodings import Decoded, EncodingError, detect
from laomo_extract.archive.failures import UnreadableError

MAX_SIZE = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a document may be, how deep archives may be nested, how far they may unpack."""

    size: int = MAX_SIZE
    depth: int = 4
    ratio: int = 100  # Chinese prose is packed 2 to 4 times, tables and mark-up up to 30 times
    harmless: int = 1024 * 1024  # bytes below which a ratio says nothing


@dataclass(frozen=True, slots=True)
class Raw:
    """Bytes at a place: a file, or a member of an archive. ``path`` is what its name and folders say."""

    place: str
    path: str
    stream: BinaryIO
    depth: int = 0
    declared: str | None = None  # the encoding that came with it

    def whole(self, limits: Limits) -> bytes:
        """All of it, if it is not too large."""
        self.stream.seek(0)
        data = self.stream.read(limits.size + 1)
        if len(data) > limits.size:
            raise UnreadableError(self.place, "too_large", f"{self.size():,}")
        return data

    def head(self, length: int = 4096) -> bytes:
        """Its first bytes."""
        self.stream.seek(0)
        return self.stream.read(length)

    def size(self) -> int:
        """How many bytes it has."""
        return self.stream.seek(0, io.SEEK_END)

    def member(self, path: str, data: bytes, declared: str | None = None) -> Raw:
        """A part of it, one level deeper."""
        return Raw(f"{self.place}!/{path}", path, io.BytesIO(data), self.depth + 1, declared)


@dataclass(frozen=True, slots=True)
class Found:
    """A text, and what its document says of itself.

    ``row`` is its place in the file, if it is one of many; ``recognised`` says that it was read from pictures.
    """

    text: str
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    encoding: str | None = None
    certainty: float | None = None
    row: str = field(default="")
    recognised: bool = False


Part = Found | Raw | UnreadableError
Parts = Iterator[Part]


def decoded(place: str, data: bytes, declared: str | None = None) -> Decoded:
    """The text of ``data``, or why there is none."""
    try:
        return detect(data, declared=declared)
    except EncodingError as error:
        if error.kind == "binary":
            raise UnreadableError(place, "unsupported", "a binary file") from error
        raise UnreadableError(place, error.kind) from error


def office_file(raw: Raw, limits: Limits) -> bytes:
    """The bytes of an office file, for a library that unpacks it whole: a zip if it is new."""
    data = raw.whole(limits)
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(info.file_size for info in archive.infolist())
        if unpacked > max(limits.size, limits.ratio * len(data)):
            raise UnreadableError(raw.place, "zip_bomb")
    return data


def headed(title: str | None, text: str) -> str:
    """``text`` under its ``title``, unless it stands there already: the layout looks for it on top."""
    squeezed = "".join((title or "").split())
    tops = ("".join(line.split()).lstrip("#") for line in text[:400].splitlines())
    if not squeezed or not text.strip() or any(top.startswith(squeezed) for top in tops):
        return text
    return f"{title}\n\n{text}"
