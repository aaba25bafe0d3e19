"""Which format bytes are in: their content decides; the name only where the content says nothing."""

from __future__ import annotations

import codecs
import re
import zipfile
from pathlib import PurePosixPath
from typing import Literal

from laomo_extract.archive.failures import UnreadableError
from laomo_extract.archive.parts import Raw
from laomo_extract.archive.tables import is_table_head

Format = Literal[
    "text",
    "html",
    "mhtml",
    "mail",
    "pdf",
    "docx",
    "doc",
    "rtf",
    "csv",
    "sheet",
    "json",
    "zip",
    "tar",
    "packed",
    "warc",
]

# By suffix, what must begin with bytes of its own: without them it is damaged, not another format.
_EXPECTED: dict[str, str] = {
    ".pdf": "PDF",
    ".docx": "docx",
    ".xlsx": "xlsx",
    ".rtf": "RTF",
    ".doc": "doc",
    ".xls": "xls",
}
_ARCHIVES = (".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".warc")
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"BM", "a picture"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"SQLite format 3\0", "a database"),
    (b"AT&TFORM", "DjVu"),
)
_PACKED = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_IN_OFFICE = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "sheet"),
    ("xl/workbook.bin", "sheet"),
    ("ppt/presentation.xml", "a presentation"),
    ("OFD.xml", "OFD"),
    ("content.xml", "an OpenDocument file"),
)
_HTML = re.compile(
    rb"<!doctype html|<html|<head[\s>]|<body[\s>]|<meta\s|<(?:div|table|p|br)[\s>/]", re.IGNORECASE
)
_HEADER = re.compile(rb"\A(?:From .*\r?\n)?(?:[A-Za-z][A-Za-z0-9-]*:.*(?:\r?\n[ \t].*)*\r?\n){2,}")
_MAIL = re.compile(rb"^(?:From|Subject|Received|Message-ID|MIME-Version):", re.IGNORECASE | re.MULTILINE)
_SAVED_PAGE = re.compile(rb"^Content-Type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)


def recognise(raw: Raw) -> Format:
    """The format of ``raw``.

    Raises:
        UnreadableError: empty, damaged, locked, or no format that is read.
    """
    head = raw.head()
    suffix = PurePosixPath(raw.path).suffix.lower()
    if not head:
        raise UnreadableError(raw.place, "empty")
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith((b"PK\3\4", b"PK\5\6")):
        return _zipped(raw, suffix)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _compound(raw, suffix)
    if head.lstrip()[:5] == b"{\\rtf":
        return "rtf"
    if head.startswith(b"WARC/") or (head.startswith(b"\x1f\x8b") and raw.path.lower().endswith(".warc.gz")):
        return "warc"
    if head[257:262] == b"ustar":
        return "tar"
    if head.startswith(_PACKED):
        return "packed"
    for signature, name in _OTHERS:
        if head.startswith(signature):
            raise UnreadableError(raw.place, "unsupported", name)
    form = _textual(_narrow(head), suffix)
    if suffix in _EXPECTED and form == "text":  # Word and Excel write web pages under these names too
        raise UnreadableError(raw.place, "unreadable", _EXPECTED[suffix])
    if suffix in _ARCHIVES:
        raise UnreadableError(raw.place, "broken_archive")
    return form


def _textual(head: bytes, suffix: str) -> Format:
    header = _HEADER.match(head)
    if header and _MAIL.search(header.group()):
        return "mhtml" if _SAVED_PAGE.search(header.group()) else "mail"
    if suffix in (".json", ".jsonl", ".ndjson") or re.match(rb"\s*\[?\s*\{\s*\"", head):
        return "json"
    if _HTML.search(head):
        return "html"
    if suffix in (".csv", ".tsv") or is_table_head(head):
        return "csv"
    return "text"


def _narrow(head: bytes) -> bytes:
    """The head of UTF-16 text as UTF-8, in which signatures can be looked for."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", "ignore").encode()
    return head.removeprefix(codecs.BOM_UTF8)


def _zipped(raw: Raw, suffix: str) -> Format:
    try:
        with zipfile.ZipFile(raw.stream) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        if suffix in _EXPECTED:
            raise UnreadableError(raw.place, "unreadable", _EXPECTED[suffix]) from error
        raise UnreadableError(raw.place, "broken_archive") from error
    for name, found in _IN_OFFICE:
        if name in names:
            if found in ("docx", "sheet"):
                return "docx" if found == "docx" else "sheet"
            raise UnreadableError(raw.place, "unsupported", found)
    return "zip"


def _compound(raw: Raw, suffix: str) -> Format:
    """Old Office files, and new ones locked by a password, are containers whose directory names the kind."""
    raw.stream.seek(0)
    data = raw.stream.read(64 * 1024 * 1024)
    if _wide("EncryptedPackage") in data:
        raise UnreadableError(raw.place, "encrypted")
    if _wide("WordDocument") in data:
        return "doc"
    if _wide("Workbook") in data or _wide("Book") in data:
        return "sheet"
    if suffix in _EXPECTED:  # cut off, its directory with it
        raise UnreadableError(raw.place, "unreadable", _EXPECTED[suffix])
    raise UnreadableError(raw.place, "unsupported", "an old Office file")


def _wide(name: str) -> bytes:
    return name.encode("utf-16-le")
