"""Files of labelled texts, the tool told by the end of the name."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TextIO

from laomo_extract.annotation import conll, doccano, labelstudio
from laomo_extract.annotation.annotated import Annotated
from laomo_extract.errors import WrongArgumentError

WRITERS: dict[str, Callable[[Iterable[Annotated], TextIO], int]] = {
    ".labelstudio.json": labelstudio.write,
    ".doccano.jsonl": doccano.write,
    ".conll": conll.write,
    ".bio": conll.write,
}
SUFFIXES = tuple(WRITERS)
_READERS: dict[str, Callable[[TextIO], Iterator[Annotated]]] = {
    ".json": labelstudio.read,
    ".jsonl": doccano.read,
    ".conll": conll.read,
    ".bio": conll.read,
}


def write(pages: Iterable[Annotated], path: str | os.PathLike[str]) -> int:
    """Write ``pages`` to ``path`` in the format of its suffix (:data:`SUFFIXES`); return their number.

    Raises:
        ValueError: no format has this suffix.
    """
    name = os.fspath(path).lower()
    for suffix, writer in WRITERS.items():
        if name.endswith(suffix):
            with Path(path).open("w", encoding="utf-8", newline="\n") as stream:
                return writer(pages, stream)
    raise WrongArgumentError("LM406", path=os.fspath(path), accepted=", ".join(SUFFIXES))


def read(path: str | os.PathLike[str]) -> Iterator[Annotated]:
    """Yield the texts that an annotation tool exported: ``.json`` is Label Studio's, ``.jsonl`` doccano's.

    Raises:
        ValueError: no format has this suffix, or the file is not what its suffix says; the message names the line.
        OSError: the file cannot be read.
    """
    reader = _READERS.get(Path(path).suffix.lower())
    if reader is None:
        raise WrongArgumentError("LM406", path=os.fspath(path), accepted=", ".join(_READERS))
    with Path(path).open(encoding="utf-8-sig", newline="\n") as stream:
        yield from reader(stream)
