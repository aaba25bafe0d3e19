from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laomo_extract.archive import decode

SIMPLIFIED = "8月15日,渝中区总工会举办“劳模工匠助企行”活动,全国劳动模范张三等12名劳模发放慰问金18.6万元。"
TRADITIONAL = "8月15日,渝中區總工會舉辦「勞模工匠助企行」活動,全國勞動模範張三等12名勞模發放慰問金18.6萬元。"
NEWS = {
    "simplified": SIMPLIFIED,
    "traditional": TRADITIONAL,
    "short": "市总工会\r\n慰问劳模",
    "ascii": "news 2024",
}
PLAIN = ("utf-8", "gb18030")
MARKED = {"utf-8": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}


@pytest.mark.parametrize("text", NEWS.values(), ids=NEWS)
@pytest.mark.parametrize("encoding", PLAIN)
def test_encodings_without_a_mark(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("text", NEWS.values(), ids=NEWS)
@pytest.mark.parametrize("encoding", MARKED)
def test_encodings_with_a_mark(text: str, encoding: str) -> None:
    assert decode(MARKED[encoding] + text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["big5", "cp950", "big5hkscs"])
def test_big5(encoding: str) -> None:
    assert decode(TRADITIONAL.encode(encoding)) == TRADITIONAL


@pytest.mark.parametrize("start", range(0, 40, 5))
def test_a_dozen_characters_tell_gb18030_from_big5(start: int) -> None:
    for text, encoding in ((SIMPLIFIED, "gb18030"), (TRADITIONAL, "gb18030"), (TRADITIONAL, "big5")):
        part = text[start : start + 12]
        assert decode(part.encode(encoding)) == part


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n", "empty"),
        (codecs.BOM_UTF8, "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
        (b"\xff\xfe\x00", "not UTF-8"),
        ("全国劳动模范".encode() + b"\xff\xff", "not UTF-8"),
    ],
)
def test_what_cannot_be_text(data: bytes, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        decode(data)


@given(st.binary(max_size=60))
def test_any_bytes_are_text_or_an_error(data: bytes) -> None:
    try:
        assert decode(data).strip()
    except ValueError as error:
        assert not isinstance(error, UnicodeError)
