"""Labelled texts for annotation tools, and back from them.

====================  =====================================================================================
``.labelstudio.json``  tasks of Label Studio, the facts as predictions; read: its JSON and JSON-MIN exports
``.doccano.jsonl``     doccano's sequence labelling, with or without relations
``.conll``, ``.bio``   a character a line with its place and BIO tag; read: columns of any tokens, BIOES too
====================  =====================================================================================

Places are half-open ranges of code points of the text, exactly those of the records.
"""

from __future__ import annotations

from laomo_extract.annotation.annotated import Annotated, Label, annotated
from laomo_extract.annotation.files import SUFFIXES, read, write
from laomo_extract.annotation.labelstudio import interface

__all__ = ["SUFFIXES", "Annotated", "Label", "annotated", "interface", "read", "write"]
