"""What can be wrong with a file: a stable kind each, with its reason and its remedy."""

from __future__ import annotations

from typing import Literal, get_args

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

# {} is the failure's detail: a format, a size, the names of columns.
_WORDS: dict[FailureKind, tuple[str, str]] = {
    "missing": ("no such file or folder", "check the path"),
    "no_permission": ("no permission to read it", "change its mode or owner"),
    "empty": ("the file is empty", "remove it or fetch it again"),
    "empty_folder": ("nothing in this folder is a document", "check the path"),
    "encoding": ("the bytes are not UTF-8, UTF-16, GB18030 or Big5 text", "save it as UTF-8"),
    "unreadable": ("damaged, not readable as {}", "open it in its own program and save it again"),
    "encrypted": ("locked by a password", "save a copy without one"),
    "not_chinese": ("not in Chinese", "leave it out; only Chinese is read"),
    "too_large": ("{} bytes, more than the limit", "split it or raise the limit (--max-size)"),
    "no_text_column": ("no column of text among {}", "name it: --column text=NAME"),
    "broken_archive": ("a damaged archive; what comes after the damage is lost", "fetch it again"),
    "zip_bomb": ("unpacks to implausibly much", "check where it is from; unpack by hand what is wanted"),
    "path_traversal": ("a name that leads out of the archive", "check where it is from; pack it anew"),
    "symbolic_link": ("a link that leads out of the folder", "give what it leads to by its own path"),
    "scanned_pdf": ("a scan: its pages have no text layer", "read it with --ocr"),
    "unsupported": ("{} is not read", "convert it to .txt, .html, .docx or .pdf"),
    "not_installed": ("a package for {} is missing", "pip install 'laomo-extract[formats]'"),
    "process_died": (
        "the process that read it ended: {}",
        "ingest it again, with fewer --workers if memory was short",
    ),
}


class UnreadableError(Exception):
    """A document that cannot be read.

    ``path`` is its place (a path; ``a.zip!/b.html`` inside an archive, ``a.csv#3`` for a row), ``kind``
    a key that never changes, ``reason`` and ``remedy`` are for people, ``detail`` is the fact in the reason.

    >>> error = UnreadableError("a.zip!/b.bin", "unsupported", "a binary file")
    >>> print(error)
    a.zip!/b.bin: a binary file is not read; convert it to .txt, .html, .docx or .pdf
    """

    def __init__(self, path: str, kind: FailureKind, detail: str = "") -> None:
        super().__init__(path, kind, detail)  # all of them, so that it passes between processes
        self.path = path
        self.kind = kind
        self.detail = detail
        reason, self.remedy = _WORDS[kind]
        self.reason = reason.format(detail)

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}; {self.remedy}"
