"""Bytes of a Chinese page to text, its encoding told by its content."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Where the usual characters stand in the two old standards: punctuation, and the first level, which
# holds 3,755 characters in GB 2312 and 5,401 in Big5.
_USUAL_LEAD_BYTES = {"gb2312": range(0xA1, 0xD8), "big5": range(0xA1, 0xC7)}


def decode(data: bytes) -> str:
    """Return the text of ``data``; line ends and everything else stay as they are, a mark is dropped.

    UTF-8 proves itself, as next to no other text is valid UTF-8. Most Big5 pages are valid GB18030
    too, and many the other way round, so of these two the one wins in which more of the characters
    are usual ones.

    Raises:
        ValueError: nothing in ``data``, a binary file, or bytes of no known encoding; the message
            says which and what to do.

    >>> decode("全國勞動模範張三".encode("big5"))
    '全國勞動模範張三'
    >>> decode("全国劳动模范张三".encode("gb18030"))
    '全国劳动模范张三'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(_strict(data[len(mark) :], encoding))
    if b"\0" in data:
        raise ValueError("a binary file, not text; export it as .txt")
    text = _strict(data, "utf-8")
    if text is None:
        # At the same share GB18030 wins: pages in it are by far the more common.
        candidates = [_strict(data, "gb18030"), _strict(data, "big5hkscs")]
        text = max((t for t in candidates if t is not None), key=_usual_share, default=None)
    return _checked(text)


def _checked(text: str | None) -> str:
    if text is None:
        raise ValueError("the bytes are not UTF-8, UTF-16, GB18030 or Big5 text; save it as UTF-8")
    if not text.strip():
        raise ValueError("the file is empty; remove it or fetch it again")
    return text


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _usual_share(text: str) -> float:
    """Share of usual characters among those that are not ASCII."""
    wide = [character for character in text if not character.isascii()]
    return sum(map(_is_usual, wide)) / max(len(wide), 1)


def _is_usual(character: str) -> bool:
    for encoding, lead_bytes in _USUAL_LEAD_BYTES.items():
        try:
            if character.encode(encoding)[0] in lead_bytes:
                return True
        except UnicodeEncodeError:
            continue
    return False
