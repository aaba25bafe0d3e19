"""What can be wrong with a file: a stable kind each, with its reason and its remedy."""

from __future__ import annotations

from typing import Literal, get_args

from laomo_extract.errors import LaomoError, codes_of_kinds, table

FailureKind = Literal[
    "missing",
    "no_permission",
    "empty",
    "empty_folder",
    "encoding",
    "unreadable",
    "encrypted",
    "not_chinese",
    "too_large",
    "no_text_column",
    "broken_archive",
    "zip_bomb",
    "path_traversal",
    "symbolic_link",
    "scanned_pdf",
    "unsupported",
    "not_installed",
    "process_died",
]
KINDS: tuple[FailureKind, ...] = get_args(FailureKind)


class UnreadableError(LaomoError):
    """A document that cannot be read.

    ``path`` is its place (a path; ``a.zip!/b.html`` inside an archive, ``a.csv#3`` for a row), ``kind``
    a key that never changes, ``reason`` and ``remedy`` are for people, ``detail`` is the fact in the reason.

    >>> error = UnreadableError("a.zip!/b.bin", "unsupported", "a binary file")
    >>> print(error)
    a.zip!/b.bin: a binary file is not read; convert it to .txt, .html, .docx or .pdf [LM116]
    """

    def __init__(self, path: str, kind: FailureKind, detail: str = "") -> None:
        super().__init__(path, kind, detail)  # all of them, so that it passes between processes
        self.path = path
        self.kind = kind
        self.detail = detail
        self.code = codes_of_kinds()[kind]
        what, self.remedy = table()[self.code]
        self.reason = what.format(detail=detail)

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}; {self.remedy} [{self.code}]"
