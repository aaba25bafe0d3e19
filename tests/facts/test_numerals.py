"""Each form of a numeral, with its value, its upper bound and how near it is."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from laomo_extract.facts.numerals import AFTER, BEFORE, NUMBER, approximation, plain, read
from laomo_extract.layout import clean

EXACT = [
    ("35", 35),
    ("３５", 35),
    ("1,200", 1200),
    ("1,234,567", 1234567),
    ("１，２００", 1200),
    ("18.6万", 186000),
    ("380.46万", 3804600),
    ("0.8万", 8000),
    ("1.2亿", 120000000),
    ("3千", 3000),
    ("5百万", 5000000),
    ("2千万", 20000000),
    ("1.5万亿", 1500000000000),
    ("七", 7),
    ("两", 2),
    ("十", 10),
    ("十二", 12),
    ("四十", 40),
    ("六十三", 63),
    ("一百", 100),
    ("一百零八", 108),
    ("一百二", 120),
    ("三千五百", 3500),
    ("三千六", 3600),
    ("两千零五十", 2050),
    ("两千零五", 2005),
    ("三万五", 35000),
    ("一万零五百", 10500),
    ("十二万三千四百", 123400),
    ("一亿三千万", 130000000),
    ("一百二十万", 1200000),
    ("廿一", 21),
    ("廿", 20),
    ("卅五", 35),
    ("二〇〇六", 2006),
    ("二○二四", 2024),
    ("一九九八", 1998),
    ("壹万贰仟", 12000),
    ("叁佰伍拾", 350),
    ("兩萬", 20000),
    ("三億", 300000000),
]


@pytest.mark.parametrize(("text", "value"), EXACT)
def test_exact(text: str, value: int) -> None:
    number = read(clean(text).text)
    assert (number.value, number.upper, number.approx) == (Decimal(value), None, None)


@pytest.mark.parametrize(
    ("text", "value", "upper", "approx"),
    [
        ("两万余", 20000, None, "more"),
        ("百余", 100, None, "more"),
        ("千余", 1000, None, "more"),
        ("200多", 200, None, "more"),
        ("1300余", 1300, None, "more"),
        ("3万多", 30000, None, "more"),
        ("3万余", 30000, None, "more"),
        ("10余万", 100000, None, "more"),
        ("20多万", 200000, None, "more"),
        ("十多万", 100000, None, "more"),
        ("一千多万", 10000000, None, "more"),
        ("三百余万", 3000000, None, "more"),
        ("十余", 10, None, "more"),
        ("十几", 10, None, "more"),
        ("二十几", 20, None, "more"),
        ("三十来", 30, None, "about"),
        ("数十", 10, None, "about"),
        ("几十", 10, None, "about"),
        ("数百", 100, None, "about"),
        ("几百", 100, None, "about"),
        ("数千", 1000, None, "about"),
        ("数万", 10000, None, "about"),
        ("五六十", 50, 60, "about"),
        ("七八百", 700, 800, "about"),
        ("三五百", 300, 500, "about"),
        ("三四千", 3000, 4000, "about"),
        ("两三百", 200, 300, "about"),
        ("四五万", 40000, 50000, "about"),
        ("七八十万", 700000, 800000, "about"),
        ("两三", 2, 3, "about"),
        ("十七八", 17, 18, "about"),
        ("二十五六", 25, 26, "about"),
        ("一百三四十", 130, 140, "about"),
    ],
)
def test_with_bound_and_approximation(text: str, value: int, upper: int | None, approx: str) -> None:
    number = read(text)
    assert number.value == value
    assert number.upper == upper
    assert number.approx == approx


PATTERN = re.compile(f"({BEFORE})?({NUMBER})({AFTER})?")


@pytest.mark.parametrize(
    ("text", "value", "approx"),
    [
        ("[近百]名", 100, "less"),
        ("[将近200]名", 200, "less"),
        ("[接近1万]名", 10000, "less"),
        ("[不足百]人", 100, "less"),
        ("[不到40]人", 40, "less"),
        ("[上百]人", 100, "about"),
        ("[上千]人", 1000, "about"),
        ("[上万]人", 10000, "about"),
        ("[约300]人", 300, "about"),
        ("[大约三千]人", 3000, "about"),
        ("[逾千]人", 1000, "more"),
        ("[超500]人", 500, "more"),
        ("[超过1.2万]人", 12000, "more"),
        ("[不少于200]名", 200, "more"),
        ("[至少60]名", 60, "more"),
        ("[近三百余]名", 300, "less"),
        ("慰问[62]名", 62, None),
    ],
)
def test_with_the_word_before_it(text: str, value: int, approx: str | None) -> None:
    match = PATTERN.search(text.translate({ord(bracket): None for bracket in "[]"}))
    assert match is not None
    number = read(match.group(2))
    assert match.group() == text[text.index("[") + 1 : text.index("]")]
    assert number.value == value
    assert approximation(match.group(1), number, match.group(3)) == approx


@pytest.mark.parametrize(
    ("after", "approx"),
    [("以上", "more"), ("左右", "about"), ("上下", "about"), ("以内", "less"), (None, None)],
)
def test_the_word_behind(after: str | None, approx: str | None) -> None:
    assert approximation(None, read("300"), after) == approx


@pytest.mark.parametrize(
    ("value", "expected"), [("186000", 186000), ("2.50", Decimal("2.5")), ("3.0", 3), ("1E+4", 10000)]
)
def test_whole_numbers_are_ints(value: str, expected: int | Decimal) -> None:
    assert (plain(Decimal(value)), type(plain(Decimal(value)))) == (expected, type(expected))


def test_money_is_never_rounded() -> None:
    assert read("380.46万").value == Decimal("3804600")
    assert read("0.1万").value == Decimal("1000")
