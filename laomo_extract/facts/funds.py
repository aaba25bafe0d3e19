"""Amounts of money: «18.6万元», «三千元», «2000元至5000元», «港币20万元», «每人1000余元».

Basis and scope are judged by ``resolve``. Not funds: prices, turnover, output, profit, ordinary wages,
money that an innovation saved or earned – these ``resolve`` leaves out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from laomo_extract import lexicon
from laomo_extract.facts.numerals import (
    AFTER,
    BEFORE,
    DIGIT,
    NUMBER,
    RANGE,
    approximation,
    read,
    shared_scale,
)
from laomo_extract.records import Approx


@cache
def _currencies() -> dict[str, str]:
    return dict(lexicon.toml("quantities.toml")["fund"]["currency"])


@cache
def _signs() -> dict[str, str]:
    return dict(lexicon.toml("quantities.toml")["fund"]["signs"])


@cache
def _pattern() -> re.Pattern[str]:
    names = "|".join(_currencies())
    signs = "|".join(map(re.escape, _signs()))
    unit = rf"(?:{names}|元(?!旦|宵|素|月(?![底初末])|老|首|件|宝|气|勋|帅|器)钱?(?:整|正(?=[,。;、)\n]|$))?|圆(?:整|正(?=[,。;、)\n]|$))?|块钱)"
    return re.compile(
        rf"(?P<before>{BEFORE})?(?P<prefix>{names})?(?P<sign>(?:{signs}) ?)?(?P<number>{NUMBER})(?:(?P<lowunit>{unit})?{RANGE}(?:(?:{signs}) ?)?(?P<upper>{NUMBER}))?"
        rf"(?P<unit>{unit}|(?(sign)(?![0-9.,]*[0-9])|(?!)))(?:(?P<jiao>[0-9{DIGIT}])角)?(?:(?P<fen>[0-9{DIGIT}])分(?!别|给|发))?(?P<after>{AFTER})?"
    )


# Sums whose unit is left to the last of a list («5万、3万和2万元»), or to what they are («发放慰问金20万。»).
_UNITLESS = re.compile(
    rf"(?P<before>{BEFORE})?(?P<number>{NUMBER})(?P<after>余|多)?"
    r"(?=(?:[、和及与][0-9.]{1,12}[万亿]?[余多]?){1,6}元|(?P<end>[。,;!\n]|$)"
    r"|(?P<noun>(?:专项|帮扶|救助|慰问|助学|扶贫|送温暖)*(?:资金|经费|善款|慰问金|助学金|救助金)))"
)
_MONEY_BEFORE = re.compile(
    r"(?:金|款|费|经费|资金|补贴|津贴|工资|欠薪)(?:共|共计|总计|合计|累计|达到?|总额)?$"
)
_LARGE = re.compile(r"[万亿][余多]?$|^[0-9]{3,}$")


# «慰问金» and the like: what money is for, right behind the amount or right before it.
_PURPOSES = "金|费|款|经费|资金|补贴|工资|薪酬|欠薪|薪|补助|津贴|报酬|会费|保费|学费|课酬|奖金|善款|工钱|意外险|基金|红包|消费券"


@lru_cache(maxsize=8)
def _after_and_before(own: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What money is for behind an amount and before it; ``own`` are words that may end it as well."""
    words = "|".join((*map(re.escape, own), _PURPOSES))
    purpose = rf"[㐀-鿿“”]{{0,9}}?(?:{words})"
    after = rf"(?:的|用于|作为|用作)?(?P<what>(?!来自|由|是|将|全|已|为|在|从|给|用){purpose})(?![㐀-鿿]{{0,1}}(?:额|会))"
    before = rf"(?P<what>{purpose})(?:共计|合计|总计|累计|共|总额|达到?|为|约|是|标准|各|:)*$"
    return re.compile(after), re.compile(before)


_NOT_PURPOSE = re.compile(r"(?:拨款|捐款|存款|贷款|罚款|汇款)$")
_CUT = re.compile(
    r"^.*(?:总?工会|将|把|发放|送去|送上|送来|获得?|领到|拿到|领取|投入|拨出|拨付|先后|拨款|捐出|捐|补助|支付|追回|讨回|给予|提供|筹集|募集|安排|每人|每户|每名|人均|共|各|的|了|为|和|与|发|给|元|收取|缴纳|代缴|支出|落实|划拨|下拨|下达|列支|交纳|赔付|奖励|补发|垫付|结清|补齐|拖欠|欠|送(?!温暖|清凉)|追索|追讨|[万余多][名人户]|其中|另外|累计)"
)


@dataclass(frozen=True, slots=True)
class FundMention:
    """An amount as written; ``purpose`` is the range of the noun phrase it is for, if any."""

    start: int
    end: int
    amount: Decimal
    upper: Decimal | None
    currency: str
    approx: Approx | None
    purpose: tuple[int, int] | None
    rule: str = "fund"


def _purpose(text: str, start: int, end: int, own: tuple[str, ...]) -> tuple[int, int] | None:
    behind, ahead = _after_and_before(own)
    after = behind.match(text, end)
    if after:
        return after.span("what")
    left = max(0, start - 16)
    before = ahead.search(text[left:start])
    if not before:
        return None
    if _NOT_PURPOSE.search(before.group("what")):
        return None
    at, stop = before.span("what")
    cut = _CUT.match(text[left + at : left + stop - 1])
    if cut:
        at += cut.end()
    return (left + at, left + stop) if stop - at >= 2 else None


def find(text: str, own: tuple[str, ...] = ()) -> list[FundMention]:
    """Find amounts of money in clean text; ``own`` are words for what money is for besides those known.

    >>> [(m.amount, m.approx) for m in find("每户发放慰问金一千余元")]
    [(Decimal('1000'), 'more')]
    """
    found = list(_unitless(text, own))
    for match in _pattern().finditer(text):
        if text[match.start() - 1 : match.start()] in ("每", "第") and not match.group("before"):
            continue  # «每一元钱», not an amount given
        low = read(match.group("number"))
        amount, upper = low.value, low.upper
        for part, share in (("jiao", "0.1"), ("fen", "0.01")):
            if match.group(part):
                amount += read(match.group(part)).value * Decimal(share)
        approx = approximation(match.group("before"), low, match.group("after"))
        if match.group("upper"):
            high = read(match.group("upper"))
            upper = high.value
            if not match.group("lowunit") and amount < upper:
                amount *= shared_scale(match.group("number"), match.group("upper"))  # «2至3万元»
            if upper < amount:
                continue
        unit = match.group("unit")
        currency = (
            _currencies().get(match.group("prefix") or "")
            or _signs().get((match.group("sign") or "").strip())
            or _currencies().get(unit, "CNY")
        )
        if amount == 0:
            continue
        found.append(
            FundMention(
                match.start(),
                match.end(),
                amount,
                upper,
                currency,
                approx,
                _purpose(text, match.start(), match.end(), own),
            )
        )
    return sorted(found, key=lambda mention: mention.start)


def _unitless(text: str, own: tuple[str, ...]) -> Iterator[FundMention]:
    for match in _UNITLESS.finditer(text):
        ends = match.group("end") is not None
        if match.group("noun") and match.group("number")[-1] not in "万亿":
            continue  # «4000万|资金» is money without its unit, «300|资金» is nothing
        if not _LARGE.search(match.group("number")) or (
            ends
            and (
                match.group("number").isdigit()
                or not _MONEY_BEFORE.search(text, max(0, match.start() - 8), match.start())
            )
        ):
            continue
        number = read(match.group("number"))
        start, end = match.start(), match.end("after") if match.group("after") else match.end("number")
        approx = approximation(match.group("before"), number, match.group("after"))
        purpose = _purpose(text, start, end, own)
        yield FundMention(start, end, number.value, number.upper, "CNY", approx, purpose)
