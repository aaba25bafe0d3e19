"""Bytes of a Chinese page to text, its encoding told by its content."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import Literal

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Where the usual characters stand in the two old standards: punctuation, and the first level, which
# holds 3,755 characters in GB 2312 and 5,401 in Big5.
_USUAL_LEAD_BYTES = {"gb2312": range(0xA1, 0xD8), "big5": range(0xA1, 0xC7)}

# Of a page cut off or glued together somewhere the rest is kept; more damage is another encoding.
_DAMAGE = 0.005
_PLAUSIBLE = 0.6  # share of usual characters; bulletins have over 0.9, random bytes under 0.5
_SAMPLE = 20_000  # characters that are looked at to tell two encodings apart


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding that it was read in, and how certain (0 to 1) that choice is."""

    text: str
    encoding: str
    certainty: float


class EncodingError(ValueError):
    """Bytes that are no text: ``kind`` is ``empty``, ``binary`` or ``encoding``."""

    def __init__(self, kind: Literal["empty", "binary", "encoding"], reason: str) -> None:
        super().__init__(reason)
        self.kind = kind


def decode(data: bytes) -> str:
    """Return the text of ``data``; see :func:`detect`.

    >>> decode("全國勞動模範張三".encode("big5"))
    '全國勞動模範張三'
    >>> decode("全国劳动模范张三".encode("gb18030"))
    '全国劳动模范张三'
    """
    return detect(data).text


def detect(data: bytes, *, declared: str | None = None) -> Decoded:
    """Return the text of ``data``; line ends and everything else stay as they are, a mark is dropped.

    UTF-8 proves itself, as next to no other text is valid UTF-8. Most Big5 pages are valid GB18030
    too, and many the other way round, so of these two the one wins in which more of the characters
    are usual ones. What a page declares of itself (``declared``) decides where the characters do not,
    for many a page declares what it is not.

    Raises:
        EncodingError: (a ValueError) nothing in ``data``, a binary file, or bytes of no known
            encoding; the message says which and what to do.

    >>> detect("全国劳动模范张三".encode("gb18030"), declared="utf-8").encoding
    'gb18030'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(_decoded(data[len(mark) :], encoding, 1.0))
    if b"\0" in data:
        return _checked(_unmarked_utf16(data))
    return _checked(_decoded(data, "utf-8", 1.0) or _chinese(data, declared))


def _chinese(data: bytes, declared: str | None) -> Decoded | None:
    """The better of GB18030 and Big5; if neither takes all bytes, of those with little damage."""
    for errors in ("strict", "replace"):
        texts = [
            (text, name)
            for name, codec in (("gb18030", "gb18030"), ("big5", "big5hkscs"))
            if (text := _text(data, codec, errors)) is not None
        ]
        if errors == "replace" and (text := _text(data, "utf-8", errors)) is not None:
            texts = [(text, "utf-8")]  # what is nearly all UTF-8 is nothing else
        if not texts:
            continue
        # At the same share GB18030 wins: pages in it are by far the more common.
        shares = [_usual_share(text) + 0.02 * _same(name, declared) for text, name in texts]
        best = max(shares)
        text, name = texts[shares.index(best)]
        if best < _PLAUSIBLE and len(text) >= 20:
            return None
        ahead = best - min(shares) if len(shares) > 1 else 1.0
        certainty = min(1.0, 0.5 + 2 * ahead) * min(1.0, best)
        return Decoded(text, name, round(certainty if errors == "strict" else certainty * 0.8, 3))
    return None


def _same(name: str, declared: str | None) -> bool:
    family = {"gb2312": "gb18030", "gbk": "gb18030", "big5hkscs": "big5", "cp950": "big5"}
    try:
        known = codecs.lookup(declared or "").name
    except LookupError:
        return False
    return family.get(known, known) == name


def _unmarked_utf16(data: bytes) -> Decoded:
    """UTF-16 whose mark was lost: the zero bytes of its digits and line ends stand all on one side."""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _text(data, encoding, "strict")
        if text and "\0" not in text and _usual_share(text) > 0.8:
            return Decoded(text, encoding, round(min(1.0, _usual_share(text)), 3))
    raise EncodingError("binary", "a binary file, not text; export it as .txt")


def _checked(found: Decoded | None) -> Decoded:
    if found is None:
        raise EncodingError(
            "encoding", "the bytes are not UTF-8, UTF-16, GB18030 or Big5 text; save it as UTF-8"
        )
    if not found.text.strip():
        raise EncodingError("empty", "the file is empty; remove it or fetch it again")
    return found


def _decoded(data: bytes, encoding: str, certainty: float) -> Decoded | None:
    text = _text(data, encoding, "strict")
    return None if text is None else Decoded(text, encoding, certainty)


def _text(data: bytes, encoding: str, errors: str) -> str | None:
    """The text, if the encoding takes it; with ``replace`` a little damage is let pass."""
    try:
        text = data.decode(encoding, errors)
    except UnicodeDecodeError:
        return None
    return text if errors == "strict" or text.count("\ufffd") <= _DAMAGE * len(text) else None


def _usual_share(text: str) -> float:
    """Share of usual characters among those that are not ASCII."""
    wide = [character for character in text[:_SAMPLE] if not character.isascii()]
    return sum(map(_is_usual, wide)) / max(len(wide), 1)


def _is_usual(character: str) -> bool:
    for encoding, lead_bytes in _USUAL_LEAD_BYTES.items():
        try:
            if character.encode(encoding)[0] in lead_bytes:
                return True
        except UnicodeEncodeError:
            continue
    return False
