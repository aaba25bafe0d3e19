"""Whole files, or none: a file is replaced only when its successor is complete."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from laomo_extract import annotation
from laomo_extract.annotation import Annotated, annotated
from laomo_extract.errors import DiskFullError, MissingFolderError, WrongArgumentError
from laomo_extract.export.linked import write_jsonld
from laomo_extract.export.parquet import write_parquet
from laomo_extract.export.places import write_geojson
from laomo_extract.export.sheets import write_xlsx
from laomo_extract.export.spacy import write_spacy
from laomo_extract.export.streams import write_csv, write_jsonl
from laomo_extract.kinds import columns
from laomo_extract.records import Bulletin

_TEXTS: dict[str, Callable[[Iterable[Bulletin], TextIO, Collection[str]], int]] = {
    ".jsonl": write_jsonl,
    ".csv": write_csv,
    ".jsonld": write_jsonld,
    ".geojson": write_geojson,
}
_FILES: dict[str, Callable[[Iterable[Bulletin], Path, Collection[str]], int]] = {
    ".xlsx": write_xlsx,
    ".parquet": write_parquet,
}
_LABELLED: dict[str, Callable[[Iterable[Annotated], Path], int]] = {
    **dict.fromkeys(annotation.SUFFIXES, annotation.write),
    ".spacy": write_spacy,
}
_FULL = (errno.ENOSPC, errno.EDQUOT)
SUFFIXES = (*_TEXTS, *_FILES, *_LABELLED)


def suffix_of(path: str | os.PathLike[str]) -> str | None:
    """The one of :data:`SUFFIXES` that ``path`` ends with, the longest; None if there is none.

    >>> suffix_of("news.Doccano.JSONL"), suffix_of("news.txt")
    ('.doccano.jsonl', None)
    """
    name = os.fspath(path).lower()
    return max((suffix for suffix in SUFFIXES if name.endswith(suffix)), key=len, default=None)


def export(
    bulletins: Iterable[Bulletin],
    path: str | os.PathLike[str],
    *,
    kinds: Collection[str] = (),
    mark: bool = True,
    texts: Callable[[str], str | None] | None = None,
) -> int:
    """Write ``bulletins`` to the file ``path`` in the format of its suffix (:data:`SUFFIXES`).

    The bulletins are taken one at a time. A file that is there is replaced at the end, in one step.

    Args:
        bulletins: What to write; ``Selection(…).of(bulletins)`` narrows it.
        path: The file.
        kinds: The kinds of fact wanted (``funds``, ``workers``, …); all if there is none. A Parquet file
            holds exactly one.
        texts: Gives the text that a bulletin was read from, by its id; the formats of annotation tools need it:
            ``store.text``, or ``{bulletin.id: text}.get``.
        mark: Whether a CSV file begins with the mark by which Excel knows UTF-8.

    Returns:
        The number of bulletins written.

    Raises:
        ValueError: no format has this suffix, no kind this name, the format cannot hold so much, or a text is missing.
        ImportError: the package that writes the format is not installed; the message names it.
        OSError: the file cannot be written; one that was there is left as it was.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     export([Bulletin(id="b1", title="周刊", published=None, home=None)], f"{folder}/news.jsonl")
    1
    """
    target = Path(path).resolve()  # through a link, so that the link stays one
    suffix = suffix_of(target)
    if suffix is None:
        raise WrongArgumentError(
            "LM401", path=os.fspath(path), suffix=target.suffix, accepted=", ".join(SUFFIXES)
        )
    for kind in kinds:
        columns(kind)
    if not target.parent.is_dir():
        raise MissingFolderError("LM402", path=os.fspath(path), folder=target.parent)
    with replacing(target) as beside:
        if suffix in _LABELLED:
            return _LABELLED[suffix](_annotated(bulletins, texts, kinds), beside)
        if suffix in _FILES:
            return _FILES[suffix](bulletins, beside, kinds)
        encoding = "utf-8-sig" if suffix == ".csv" and mark else "utf-8"
        with beside.open("w", encoding=encoding, newline="") as stream:
            return _TEXTS[suffix](bulletins, stream, kinds)


def _annotated(
    bulletins: Iterable[Bulletin], texts: Callable[[str], str | None] | None, kinds: Collection[str]
) -> Iterator[Annotated]:
    for bulletin in bulletins:
        text = texts(bulletin.id) if texts else None
        if text is None:
            raise WrongArgumentError("LM403", bulletin=bulletin.id, source=bulletin.source)
        yield annotated(bulletin, text, kinds=kinds)


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A path beside ``target`` to write to; what is there takes its place if nothing went wrong.

    Raises:
        DiskFullError: there was no room for it; ``target`` is left as it was.
    """
    beside = target.with_name(f".{secrets.token_hex(4)}.{target.name}")
    try:
        yield beside
        beside.replace(target)
    except OSError as error:
        # Arrow tells the number in its words alone.
        if error.errno in _FULL or "errno 28" in str(error):
            raise DiskFullError("LM414", path=target) from error
        raise
    finally:
        beside.unlink(missing_ok=True)
