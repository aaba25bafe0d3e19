"""Bulletins to files, the format told by the suffix.

==========  =======================================================================================
``.jsonl``  one bulletin a line, the whole record
``.csv``    one fact a line, for a spreadsheet; see :mod:`laomo_extract.export.table`
==========  =======================================================================================
"""

from __future__ import annotations

from laomo_extract.export.files import SUFFIXES, export
from laomo_extract.export.streams import write_csv, write_json, write_jsonl

__all__ = ["SUFFIXES", "export", "write_csv", "write_json", "write_jsonl"]
