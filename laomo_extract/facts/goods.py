"""Things given in kind, with number and measure word: «鱼苗3万余尾», «防寒靴84双», «45吨取暖煤».

A number counts goods when its clause gives or brings something; things made, signed or found
(合同, 建议, 隐患) do not. The words stand in ``lexicon/quantities.toml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from laomo_extract import lexicon
from laomo_extract.facts.numerals import AFTER, BEFORE, NUMBER, approximation, plain, read
from laomo_extract.records import Approx


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<before>{BEFORE})?(?P<number>{NUMBER})(?P<unit>余?(?:{lexicon.any_of('quantities.toml', 'goods', 'units')}))(?P<after>{AFTER})?"
    )


@cache
def _giving() -> re.Pattern[str]:
    return re.compile(lexicon.any_of("quantities.toml", "goods", "giving"))


@cache
def _not_goods() -> re.Pattern[str]:
    return re.compile(lexicon.any_of("quantities.toml", "goods", "not_goods"))


@cache
def _bodies() -> re.Pattern[str]:
    return re.compile(lexicon.any_of("quantities.toml", "count", "heads") + "$")


_LISTED = re.compile(r"[、,和及][㐀-鿿“”]{0,11}")
_CLAUSE = re.compile(r"[。!?;…\n]")
_NOUN_AFTER = re.compile(r"[㐀-鿿]{1,10}")
_NOUN_BEFORE = re.compile(r"[㐀-鿿“”]{1,10}$")
_LEFT_EDGE = re.compile(
    r"^.*(?:送去|送上|送来|送出|送给|送到|捐赠|捐献|赠送|发放|分发|派发|配发|发给|领到|领取|收到|带去|带来|购买|购置|购进|采购|分得|捐出|配备|添置|提供|另有|还有|价值|等|了|的|和|及|送|赠|发|捐|买|还|人|位|名|们|只|一)"
)
_RIGHT_EDGE = re.compile(
    r"[,。;:、和及]|等|送|给|发|作|用|到|让|供|价值|共|在|已|将|分|由|全部|并|一并|都|也|是|被"
)


@dataclass(frozen=True, slots=True)
class GoodsMention:
    """A number of things; ``what`` is the range of the noun, if the text gives it beside the number."""

    start: int
    end: int
    value: int | Decimal
    approx: Approx | None
    unit: tuple[int, int]
    what: tuple[int, int] | None
    rule: str = "goods"


def find(text: str) -> list[GoodsMention]:
    """Find goods in clean text.

    >>> [text[m.unit[0] : m.unit[1]] for text in ["送去绿豆糕800盒"] for m in find(text)]
    ['盒']
    """
    found: list[GoodsMention] = []
    for match in _pattern().finditer(text):
        start, end = match.span()
        if text[start - 1 : start] in ("第", "每", "这", "那", "几") or text[end : end + 1] in (
            "人",
            "次",
            "号",
        ):
            continue
        if text[end - 1 : end + 1] == "个月":
            continue
        unit_start, unit_end = match.span("unit")
        unit = match.group("unit").removeprefix("余")
        unit_start = unit_end - len(unit)
        what = _what(text, start, end)
        noun = text[what[0] : what[1]] if what else ""
        if _not_goods().search(noun) or (noun and _bodies().search(noun)):
            continue
        left = max(0, start - 40)
        clause = text[left:start]
        cut = list(_CLAUSE.finditer(clause))
        clause = clause[cut[-1].end() :] if cut else clause
        follow = text[end : end + 14]
        follow = _CLAUSE.split(follow)[0]
        if not noun and unit in ("个", "家", "支", "对", "米", "车", "单", "片", "节"):
            continue
        # In a list («毛巾60条、凉席91床、风扇46台») the first one's verb is said of all.
        listed = (
            bool(found) and start - found[-1].end <= 12 and _LISTED.fullmatch(text[found[-1].end : start])
        )
        if not listed and not (
            _giving().search(clause[-30:])
            or re.search(r"^[㐀-鿿]{0,8}(?:送到|送给|送往|发到|赠予|捐给)", follow)
        ):
            continue
        number = read(match.group("number"))
        if number.value == 0 or (match.group("number") in ("一", "1") and not (what and what[1] <= start)):
            continue  # «一只行李箱» only introduces a thing; «床单一条» counts it
        approx = approximation(match.group("before"), number, match.group("after"))
        if match.group("unit") != unit:
            approx = approx or "more"
        found.append(GoodsMention(start, end, plain(number.value), approx, (unit_start, unit_end), what))
    return found


def _what(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The things counted: the noun behind the measure word, or the one right before the number."""
    after = _NOUN_AFTER.match(text, end)
    if after:
        edge = _RIGHT_EDGE.search(after.group())
        stop = end + edge.start() if edge else after.end()
        if stop > end:
            return end, stop
    before = _NOUN_BEFORE.search(text, max(0, start - 10), start)
    if before:
        at = before.start()
        cut = _LEFT_EDGE.match(text[at:start])
        if cut:
            at += cut.end()
        if at < start:
            return at, start
    return None
