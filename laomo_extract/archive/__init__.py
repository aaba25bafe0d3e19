"""Bytes to text: files, folders and archives become documents.

=====================  ==================================================================
Read                   text, markdown, HTML, MHTML, mail, PDF with a text layer, docx, doc, RTF;
                       articles in CSV, Excel, JSON; all these in zip, tar, gzip and WARC
Encodings              UTF-8 and UTF-16 with or without a mark, GB18030 (GB 2312, GBK), Big5
Not read               scans, OFD, presentations, OpenDocument, 7z and RAR; Korean in its
                       old encoding is not recognised as such
=====================  ==================================================================

A format is told by content. What cannot be read is an :class:`UnreadableError` with a stable kind.
"""

from __future__ import annotations

from laomo_extract.archive.encodings import Decoded, decode, detect
from laomo_extract.archive.failures import KINDS, FailureKind, UnreadableError
from laomo_extract.archive.metadata import iso_date
from laomo_extract.archive.parts import MAX_SIZE
from laomo_extract.archive.readers import files, read, read_bytes
from laomo_extract.archive.tables import FIELDS

__all__ = [
    "FIELDS",
    "KINDS",
    "MAX_SIZE",
    "Decoded",
    "FailureKind",
    "UnreadableError",
    "decode",
    "detect",
    "files",
    "iso_date",
    "read",
    "read_bytes",
]
