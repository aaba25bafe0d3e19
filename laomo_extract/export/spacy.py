"""Labelled texts to a ``.spacy`` file, which ``spacy train`` takes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from laomo_extract.annotation import Annotated


def write_spacy(pages: Iterable[Annotated], path: Path) -> int:
    """Write ``pages`` to ``path``; return their number.

    Raises:
        ImportError: spaCy is not installed.
    """
    from laomo_extract.integrations.spacy import doc_bin  # spaCy takes a second to load

    written = doc_bin(pages)
    written.to_disk(path)
    return len(written)
