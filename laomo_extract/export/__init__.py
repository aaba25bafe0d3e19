"""Bulletins to files, the format told by the suffix.

============  =======================================================================================
``.jsonl``    one bulletin a line, the whole record
``.csv``      one fact a line, for a spreadsheet; see :mod:`laomo_extract.export.table`
``.xlsx``     a sheet a kind of fact, typed
``.parquet``  one kind of fact, typed
``.jsonld``   linked data; see :mod:`laomo_extract.export.linked`
``.geojson``  a point a district, with sums; see :mod:`laomo_extract.export.places`
============  =======================================================================================
"""

from __future__ import annotations

from laomo_extract.export.files import SUFFIXES, export, replacing
from laomo_extract.export.streams import write_changes, write_csv, write_json, write_jsonl

__all__ = ["SUFFIXES", "export", "replacing", "write_changes", "write_csv", "write_json", "write_jsonl"]
