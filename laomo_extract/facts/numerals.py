"""Chinese and Arabic numerals, exact, with their bounds and words of approximation.

The patterns work on clean text (half-width, simplified). They are built for text of any kind: digits
are taken possessively, so that a page of nothing but digits costs linear time.

=====================  =======================  =======================
written                value                    approximation
=====================  =======================  =======================
18.6万, 1,200           186000, 1200             –
三千五百, 廿一, 二〇〇六   3500, 21, 2006           –
两万余, 一千多万          20000, 10000000          more
近百, 不足百              100, 100                 less
数十, 上百, 十几           10, 100, 10              about (十几: more)
五六十, 七八百            50 to 60, 700 to 800     about
=====================  =======================  =======================
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from laomo_extract.records import Approx

_HAN_DIGITS = {
    **{char: k for k, char in enumerate("零一二三四五六七八九")},
    **{char: k for k, char in enumerate("零壹贰叁肆伍陆柒捌玖")},
    "〇": 0, "○": 0, "两": 2, "廿": 20, "卅": 30,
}  # fmt: skip
_TENS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}

DIGIT = "〇零○一二两三四五六七八九壹贰叁肆伍陆柒捌玖廿卅"
PLACE = "十百千万亿拾佰仟"
ARABIC = r"(?<![0-9.])(?<![0-9],)(?:[0-9]{1,3}(?:,[0-9]{3})++(?:\.[0-9]++)?|[0-9]++(?:\.[0-9]++)?)"
_HAN = rf"(?<![{DIGIT}{PLACE}几数第])(?:[几数]?[{DIGIT}{PLACE}]{{1,16}}+|[几数](?=[余多来]?[十百千万亿名位个家户]))"
# One pattern for a number as written, with the 余/多/来/几 that stands inside or behind it.
NUMBER = rf"(?:{ARABIC}[万亿][0-9]{{1,4}}+[千百万]?(?![0-9.,年月日{PLACE}])|{ARABIC}|{_HAN})(?:[余多来几][{PLACE}]{{0,3}}|[{PLACE}]{{1,3}}(?:[余多来几][万亿]?)?)?"

_BEFORE: dict[str, Approx | None] = {
    "不少于": "more", "不低于": "more", "至少": "more", "超过": "more", "超出": "more", "逾": "more", "超": "more",
    "突破": "more", "多于": "more", "高于": "more", "少说": "more",
    "近": "less", "将近": "less", "接近": "less", "不足": "less", "不到": "less", "未满": "less", "少于": "less",
    "不超过": "less",
    "约": "about", "大约": "about", "大概": "about", "约为": "about", "上": "about",
}  # fmt: skip
_AFTER: dict[str, Approx] = {
    "以上": "more", "之多": "more", "余": "more", "多": "more", "开外": "more",
    "左右": "about", "上下": "about", "许": "about", "以内": "less", "以下": "less",
}  # fmt: skip
_MIXED = re.compile(r"([0-9.,]+[万亿])([0-9]+[十百千万亿]*)")
# «签约32人» is not about 32, «附近3个村» not nearly three; «上百» is about a hundred, «上3人» nothing.
_INSIDE = {"约": "(?<![签履违预邀特解])约", "近": "(?<![附靠临邻走])近", "上": "上(?=[百千万])"}
BEFORE = "(?:" + "|".join(_INSIDE.get(word, word) for word in sorted(_BEFORE, key=len, reverse=True)) + ")"
AFTER = "(?:" + "|".join(sorted(_AFTER, key=len, reverse=True)) + ")"
RANGE = r"(?:至|到|—|-|~)"


@dataclass(frozen=True, slots=True)
class Number:
    """A number as read: its value, the upper end of a range (五六十), and how near it is."""

    value: Decimal
    upper: Decimal | None = None
    approx: Approx | None = None


def _han(text: str) -> tuple[int, int | None]:
    """Value of a Chinese numeral, and the upper value of a pair of neighbours (五六十: 50, 60)."""
    if len(text) >= 2 and all(char in _HAN_DIGITS for char in text) and not set("廿卅") & set(text):
        digits = [_HAN_DIGITS[char] for char in text]
        if len(digits) == 2 and digits[1] == digits[0] + 1 and digits[0]:
            return digits[0], digits[1]
        return int("".join(map(str, digits))), None
    total = section = digit = 0
    pair: int | None = None
    unit = 0
    for char in text:
        if char in _HAN_DIGITS:
            value = _HAN_DIGITS[char]
            if value >= 20:
                section += value
                continue
            if digit and (value == digit + 1 or (digit, value) == (3, 5)):  # 七八百, 三五百
                pair = value
            else:
                digit, pair = value, None
            if value == 0:
                digit = 0
        elif char in _TENS:
            unit = _TENS[char]
            section += (digit or 1) * unit
            if pair is not None:
                return _scaled(total, section, text, char), _scaled(
                    total, section + (pair - digit) * unit, text, char
                )
            digit = 0
        else:
            unit = _MYRIADS[char]
            if pair is not None:
                return (section + digit) * unit, (section + pair) * unit
            section += digit
            # 万亿: the second scales what stands before; 1亿2万: it opens a new section.
            total = (
                (total + (section or (0 if total else 1))) * unit
                if unit > 10**4 or not total
                else total + section * unit
            )
            section = digit = 0
    if pair is not None:
        return total + section + digit, total + section + pair
    if digit and unit > 10 and text[-2] in "百千万亿佰仟" and text[-1] != "零":
        digit *= unit // 10  # 三万五 is 35000
    return total + section + digit, None


def _scaled(total: int, section: int, text: str, char: str) -> int:
    """A pair's value times the places that follow it (七八十万)."""
    rest = text[text.index(char, 1 if len(text) > 1 else 0) + 1 :]
    for place in rest:
        section *= _MYRIADS.get(place, _TENS.get(place, 1))
    return total + section


def _exact(text: str) -> tuple[Decimal, Decimal | None]:
    mixed = _MIXED.fullmatch(text)
    if mixed:
        whole, rest = _exact(mixed.group(1))[0], _exact(mixed.group(2))[0]
        if mixed.group(2).isdigit() and len(mixed.group(2)) == 1:
            rest *= _MYRIADS[mixed.group(1)[-1]] // 10  # 12万5 is 125000
        return whole + rest, None
    head = text.rstrip(PLACE) if text[:1].isascii() else ""
    if head:
        scale = 1
        for char in text[len(head) :]:
            scale *= _MYRIADS.get(char, _TENS.get(char, 1))
        return Decimal(head.replace(",", "")) * scale, None
    low, high = _han(text)
    return Decimal(low), None if high is None else Decimal(high)


def read(text: str) -> Number:
    """Read a number as ``NUMBER`` matches it.

    >>> read("一千多万").value, read("一千多万").approx
    (Decimal('10000000'), 'more')
    >>> read("五六十")
    Number(value=Decimal('50'), upper=Decimal('60'), approx='about')
    """
    approx: Approx | None = None
    if text[0] in "几数":
        approx, text = "about", text[1:] or "一"
    for word in "余多来几":
        if word in text:
            approx = approx or ("about" if word == "来" else "more")
            text = text.replace(word, "")
    text = text or "一"
    if text[0] == "零" and len(text) > 1:
        text = text.lstrip("零") or "零"
    value, upper = _exact(text)
    if upper is not None:
        approx = "about"
    return Number(value, upper, approx)


def approximation(before: str | None, number: Number, after: str | None) -> Approx | None:
    """What the words around a number and inside it say of its nearness."""
    if before:
        return _BEFORE[before]
    if after:
        return _AFTER[after]
    return number.approx


def plain(value: Decimal) -> int | Decimal:
    """An int where the value is whole, else the exact decimal."""
    whole = int(value)
    return whole if whole == value else value.normalize()


def shared_scale(low: str, high: str) -> int:
    """What «2» in «2至3万» has to be multiplied by: the places of the upper end, where the lower has none.

    >>> shared_scale("2", "3万")
    10000
    """
    head = high.rstrip("百千万亿")
    if not head or re.search("[十百千万亿]", low):
        return 1  # «三至千家»: the upper end is no number times a place
    scale = 1
    for place in high[len(head) :]:
        scale *= _MYRIADS.get(place) or _TENS[place]
    return scale
