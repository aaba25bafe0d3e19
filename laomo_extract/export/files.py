"""Whole files, or none: a file is replaced only when its successor is complete."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from laomo_extract.export.streams import write_csv, write_jsonl
from laomo_extract.records import Bulletin

# Excel takes a CSV file for UTF-8 only if it begins with the mark that utf-8-sig writes.
_FORMATS: dict[str, tuple[Callable[[Iterable[Bulletin], TextIO], int], str]] = {
    ".jsonl": (write_jsonl, "utf-8"),
    ".csv": (write_csv, "utf-8-sig"),
}
SUFFIXES = tuple(_FORMATS)


def export(bulletins: Iterable[Bulletin], path: str | os.PathLike[str]) -> int:
    """Write ``bulletins`` to the file ``path`` in the format of its suffix (:data:`SUFFIXES`).

    The bulletins are taken one at a time. A file that is there is replaced at the end, in one step.

    Returns:
        The number of bulletins written.

    Raises:
        ValueError: no format has this suffix.
        OSError: the file cannot be written; one that was there is left as it was.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     export([Bulletin(id="b1", title="周刊", published=None, home=None)], f"{folder}/news.jsonl")
    1
    """
    target = Path(path).resolve()  # through a link, so that the link stays one
    if target.suffix.lower() not in _FORMATS:
        accepted = ", ".join(SUFFIXES)
        raise ValueError(f"{os.fspath(path)}: no export format {target.suffix!r}; accepted: {accepted}")
    if not target.parent.is_dir():
        raise FileNotFoundError(f"{os.fspath(path)}: no folder {target.parent}; create it or name another")
    write, encoding = _FORMATS[target.suffix.lower()]
    with _replacing(target, encoding) as stream:
        return write(bulletins, stream)


@contextmanager
def _replacing(target: Path, encoding: str) -> Iterator[TextIO]:
    """A stream to a file of its own beside ``target``, which takes its place if nothing went wrong."""
    beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        with beside.open("x", encoding=encoding, newline="") as stream:
            yield stream
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
