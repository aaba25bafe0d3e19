"""Files and folders to documents."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from laomo_extract.archive.encodings import decode
from laomo_extract.records import Document

SUFFIXES = (".txt", ".md")


class UnreadableError(Exception):
    """A file or folder that cannot be read: its ``path`` and the ``reason``, with what to do."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


def read(
    path: str | os.PathLike[str],
    *,
    published: str | None = None,
    home: str | None = None,
    on_error: Callable[[UnreadableError], None] | None = None,
) -> Iterator[Document]:
    """Yield the documents at ``path``, lazily.

    Args:
        path: A file, or a folder, which is walked with all its folders in the order of their names.
            In a folder other formats, hidden files and README files are passed over.
        published: Date of publication that every document gets.
        home: Home region (adcode or name) that every document gets.
        on_error: Called with each file that cannot be read; reading goes on.

    Raises:
        UnreadableError: ``path`` is a file that cannot be read, is not there, or is a folder with
            nothing to read; where ``on_error`` is given it gets the error instead.
        ExceptionGroup: files of the folder ``path`` could not be read and there is no ``on_error``:
            an UnreadableError for each, raised after the last document, so that none is lost.

    >>> import tempfile, pathlib
    >>> folder = tempfile.TemporaryDirectory()
    >>> _ = pathlib.Path(folder.name, "b1.txt").write_bytes("市总工会慰问劳模".encode("gb18030"))
    >>> [document.text for document in read(folder.name, published="2024-08-30")]
    ['市总工会慰问劳模']
    >>> folder.cleanup()
    """
    top = Path(path)
    failures: list[UnreadableError] = []
    report = on_error or failures.append
    for file in _files(top, report):
        try:
            yield Document(text=_text(file), source=str(file), published=published, home=home)
        except UnreadableError as error:
            report(error)
    if failures and failures[0].path == str(top):
        raise failures[0]
    if failures:
        raise ExceptionGroup(f"{path}: {len(failures)} not readable", failures)


def _files(top: Path, report: Callable[[UnreadableError], None]) -> Iterator[Path]:
    if not top.is_dir():
        yield top
        return
    found = False

    def on_walk_error(error: OSError) -> None:
        nonlocal found
        found = True  # there may be something: the folder is not reported as empty on top of this
        report(_as_unreadable(error, Path(error.filename)))

    for folder, folders, names in os.walk(top, onerror=on_walk_error):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if _is_page(Path(name)):
                found = True
                yield Path(folder, name)
    if not found:
        report(UnreadableError(str(top), "no .txt or .md file in this folder"))


def _is_page(name: Path) -> bool:
    """Whether a file of a folder is meant as a page: a README tells of the folder."""
    return name.suffix.lower() in SUFFIXES and not name.name.startswith(".") and name.stem.upper() != "README"


def _text(file: Path) -> str:
    if file.suffix and file.suffix.lower() not in SUFFIXES:
        raise UnreadableError(str(file), "this format is not supported; convert it to .txt or .md")
    try:
        return decode(file.read_bytes())
    except OSError as error:
        raise _as_unreadable(error, file) from error
    except ValueError as error:
        raise UnreadableError(str(file), str(error)) from error


def _as_unreadable(error: OSError, path: Path) -> UnreadableError:
    reasons: dict[type[OSError], str] = {
        FileNotFoundError: "no such file or folder; check the path",
        PermissionError: "no permission to read it; change its mode or owner",
    }
    return UnreadableError(str(path), reasons.get(type(error), error.strerror or str(error)))
