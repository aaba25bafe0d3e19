"""Bytes to text: files, folders and their encodings become documents.

=====================  ==================================================================
Read                   ``.txt``, ``.md`` and files without a suffix
Encodings              UTF-8 and UTF-16 with a mark, UTF-8 without, GB18030 (GBK), Big5
Not read               UTF-16 without a mark; Korean and Japanese pages in their old
                       encodings are not recognised as such
=====================  ==================================================================
"""

from __future__ import annotations

from laomo_extract.archive.encodings import decode
from laomo_extract.archive.readers import SUFFIXES, UnreadableError, read

__all__ = ["SUFFIXES", "UnreadableError", "decode", "read"]
