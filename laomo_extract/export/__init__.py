"""Bulletins to files, the format told by the suffix.

============  =======================================================================================
``.jsonl``    one bulletin a line, the whole record
``.csv``      one fact a line, for a spreadsheet; see :mod:`laomo_extract.export.table`
``.xlsx``     a sheet a kind of fact, typed
``.parquet``  one kind of fact, typed
``.jsonld``   linked data; see :mod:`laomo_extract.export.linked`
``.geojson``  a point a district, with sums; see :mod:`laomo_extract.export.places`
``.spacy``    training data for spaCy; see :func:`laomo_extract.integrations.spacy.doc_bin`
``.toml``     names and titles that people confirmed, for ``--lexicon``; see :mod:`laomo_extract.export.reviewed`
(a folder)    gold files of what people reviewed, for ``laomo evaluate``
============  =======================================================================================

``.labelstudio.json``, ``.doccano.jsonl``, ``.conll`` and ``.bio`` are for annotation tools; see :mod:`laomo_extract.annotation`.
"""

from __future__ import annotations

from laomo_extract.export.files import SUFFIXES, export, replacing, suffix_of
from laomo_extract.export.reviewed import ENTERED, write_gold, write_words
from laomo_extract.export.streams import write_changes, write_csv, write_json, write_jsonl

__all__ = [
    "ENTERED",
    "SUFFIXES",
    "export",
    "replacing",
    "suffix_of",
    "write_changes",
    "write_csv",
    "write_gold",
    "write_json",
    "write_jsonl",
    "write_words",
]
