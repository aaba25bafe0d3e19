"""Word processors: docx and RTF."""

from __future__ import annotations

import io
import re
from typing import Any

from laomo_extract.archive.failures import UnreadableError
from laomo_extract.archive.parts import Found, Limits, Parts, Raw, decoded, office_file

_CODE_PAGE = re.compile(rb"\\ansicpg(\d+)")
_RTF_INFO = re.compile(rb"\{\\(title|author) ([^{}]*)\}")
# What programs write as title or author where nobody gave one.
_NOT_GIVEN = re.compile(
    r"python-docx|generated|^(?:word|untitled|user|admin\w*|微软用户|无标题|文档\d*)$", re.IGNORECASE
)


def read_docx(raw: Raw, limits: Limits) -> Parts:
    """The paragraphs and tables of a Word document, a table's row a line.

    The day on which the file was made is not taken for the day of publication: templates and copies
    carry that of another document.
    """
    try:
        import docx
    except ImportError as error:
        raise UnreadableError(raw.place, "not_installed", "docx") from error
    data = office_file(raw, limits)
    try:
        document = docx.Document(io.BytesIO(data))
        lines = [line for block in document.iter_inner_content() for line in _lines(block)]
        properties = document.core_properties
        title, author = given(properties.title), given(properties.author)
    except Exception as error:  # zip, XML and package errors of three libraries
        raise UnreadableError(raw.place, "unreadable", "docx") from error
    yield Found(text="\n".join(lines), title=title, author=author)


def _lines(block: Any) -> list[str]:
    if hasattr(block, "rows"):
        # A merged cell comes once for each column that it covers
        return ["   ".join(dict.fromkeys(cell.text.strip() for cell in row.cells)) for row in block.rows]
    return [block.text]


def read_rtf(raw: Raw, limits: Limits) -> Parts:
    """The text of an RTF document, in the code page that it names (936 and 950 are Chinese)."""
    try:
        from striprtf import striprtf
    except ImportError as error:
        raise UnreadableError(raw.place, "not_installed", "RTF") from error
    data = raw.whole(limits)
    page = _CODE_PAGE.search(data)
    encoding = {b"950": "big5hkscs", b"65001": "utf-8"}.get(page.group(1) if page else b"", "gb18030")
    if not data.rstrip(b"\0\r\n ").endswith(b"}"):
        raise UnreadableError(raw.place, "unreadable", "RTF")
    try:
        text = striprtf.rtf_to_text(data.decode("latin-1"), encoding=encoding, errors="replace")  # type: ignore[no-untyped-call]
        info = {
            key.decode(): striprtf.rtf_to_text(  # type: ignore[no-untyped-call]
                "{\\rtf1 " + value.decode("latin-1") + "}", encoding=encoding, errors="replace"
            )
            for key, value in _RTF_INFO.findall(data)
        }
    except Exception as error:  # a group or number that the library stumbles over
        raise UnreadableError(raw.place, "unreadable", "RTF") from error
    yield Found(text=text, title=given(info.get("title")), author=given(info.get("author")))


def given(value: str | None) -> str | None:
    """A title or author that somebody gave, not one that a program wrote."""
    value = (value or "").strip()
    return None if not value or _NOT_GIVEN.search(value) else value


def read_text(raw: Raw, limits: Limits) -> Parts:
    """Plain text and markdown."""
    text = decoded(raw.place, raw.whole(limits), raw.declared)
    yield Found(text=text.text, encoding=text.encoding, certainty=text.certainty)
