"""Arithmetic checks: what a bulletin says of each × how many against the total it gives.

Sums («58人,每人1000元,共5万元») and heads («12组,每组20人,共250人») alike. A mismatch is a warning with its spans; nothing is ever corrected.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from decimal import Decimal

from laomo_extract.facts.numerals import NUMBER, read
from laomo_extract.layout.clean import HAN
from laomo_extract.records import Check, Count, Fund, NewsItem, Span

_SENTENCE_END = re.compile("[。！？!?\n]")
_TOTAL = re.compile(r"共|(?<!累)[计計]|[总總](?:额|額|数|數|金额|金額)|[总總](?=[0-9０-９])")
# How far the total may stand behind the share, and farther where the count stands between them.
_NEXT = 12
_COUNTED = 40
# Who gets a share, and how often: «每人每月500元» has a number of months besides that the text may not tell.
_PER_HEAD = re.compile(r"(?P<who>[人户戶名位])均|[每/一](?P<each>[人户戶名位])")
_PER_TIME = re.compile(r"[每/](?:天|日|周|月|季|年|学期|學期|学年|學年|期|次|课时|課時|小时|小時)")
_HOUSEHOLDS = ("户", "户次", "戶", "戶次")
# «其余22名每人1000元»: the shares told before are in the total as well.
_REST = re.compile(r"(?:其余|其餘|其他|另外|另有|余下)[^,，。;；]{0,8}$")
# «[本科生]每人5000元,…,共资助[本科生]20人»: whose share it is, as the count behind the shares says again.
_WHOSE = re.compile(rf"(?P<who>[{HAN}]{{2,10}})每[人户戶名位][^,，。;；]{{0,8}}$")
# Groups of equal size, and how many there are of them: «[每组]20人», «分成[12个组]».
_GROUP = r"小?[组組]|[队隊]|班|批|期|[团團]|[车車]|桌"
_PER_GROUP = re.compile(rf"每[个個]?(?P<group>{_GROUP})[^,，。;；0-9]{{0,4}}$")
_IN_ALL = re.compile(rf"(?:共|合[计計]|[总總][计計])[{HAN}]{{0,6}}$")
# A share that is only an average is told rounded.
_AVERAGE = re.compile(r"[人户戶]均")


def checks(item: NewsItem, text: str) -> list[Check]:
    """Warnings for one item; ``text`` is the source.

    «58人,每人1000元,共5万元» does not add up; «32名每人6000元、16名每人3000元,共24万元» does, and «每人1000元» with no
    count or no total says nothing.
    """
    found = _group_checks(item, text)
    ends = [count.span.end for count in item.counts]
    shares: list[tuple[Fund, list[Count]]] = []
    alone = Decimal(
        0
    )  # what the sentence gives to single ones: «一等奖1人,奖5000元,二等奖2人,每人3000元,共1.1万元»
    for index, fund in enumerate(item.funds):
        if index and _SENTENCE_END.search(text[item.funds[index - 1].span.end : fund.span.start]):
            shares, alone = [], Decimal(0)
        if not (_plain_sum(fund) and fund.basis == "each"):
            shares = []
            alone += fund.amount
            continue
        upto = bisect_right(ends, fund.span.start)
        near = [
            count
            for count in item.counts[max(0, upto - 4) : upto]
            if fund.span.start - count.span.end <= _COUNTED
            and not _SENTENCE_END.search(text[count.span.end : fund.span.start])
        ]
        following = item.funds[index + 1] if index + 1 < len(item.funds) else None
        previous = item.funds[index - 1] if index else None
        behind = [
            count
            for count in item.counts[upto : upto + 2]
            if following is not None and count.span.end <= following.span.start
        ]
        share = text[max(0, fund.span.start - 12) : fund.span.end + 2]
        near = _named(fund, item.counts, text) or _of_share(share, near)
        shares.append((fund, near))
        if _PER_TIME.search(share):
            continue
        if following is not None and _is_total(
            following, fund, text[fund.span.end : following.span.start], behind
        ):
            total = following
            if not near:  # «按每人1000元慰问58名职工,共5万元»: the count stands behind its share.
                near = _of_share(share, behind)
                shares[-1] = fund, near
        elif previous is not None and _is_total_before(previous, fund, text):
            total = previous
        else:
            continue
        counts = [count for _, counts in shares for count in counts]
        # «一等奖3人,每人3000元,其他获奖者每人2000元»: a share without a count of its own leaves the sum open.
        counted = {counts[-1].span.start for _, counts in shares if counts}
        if len(counted) < len(shares) or any(count.approx or count.value_max for count in counts):
            continue
        if any(
            _REST.search(text, max(0, count.span.start - 14), count.span.start) for count in near
        ) or _adds_up(shares, total, alone, text):
            continue
        terms = [(fund, counts[-1]) for fund, counts in shares]
        product = sum((share.amount * count.value for share, count in terms), Decimal(0))
        told = " + ".join(f"{count.value}{count.unit} × {share.amount}" for share, count in terms)
        found.append(
            _mismatch(
                item,
                f"{told} = {product}, but the text says {total.text}",
                [*(fact.span for term in terms for fact in term), total.span],
            )
        )
    return found


def _mismatch(item: NewsItem, message: str, spans: Iterable[Span]) -> Check:
    ordered = tuple(sorted(spans, key=lambda span: span.start))
    return Check(kind="each_times_count", item=item.id, message=message, spans=ordered)


def _group_checks(item: NewsItem, text: str) -> list[Check]:
    """Warnings for groups of equal size that do not make the heads told in all."""
    found: list[Check] = []
    for each in item.counts:
        group = _PER_GROUP.search(text, max(0, each.span.start - 10), each.span.start)
        if group is None or not _exact(each):
            continue
        start, stop = _sentence(text, each.span.start)
        numbers = [
            (read(match["number"]), Span(start=match.start(), end=match.end()))
            for match in re.finditer(rf"(?P<number>{NUMBER})[个個]?(?:{group['group']})", text[start:stop])
            if text[start + match.start() - 1] not in "第每"
        ]
        totals = [
            count
            for count in item.counts
            if start <= count.span.start < stop
            and count.scope != "each"
            and (count.unit == "人次") is (each.unit == "人次")
            and _exact(count)
            and _IN_ALL.search(text, max(start, count.span.start - 8), count.span.start)
        ]
        if len(numbers) != 1 or len(totals) != 1 or numbers[0][0].approx:
            continue
        (number, span), total = numbers[0], totals[0]
        if number.value * each.value != total.value:
            groups = Span(start=start + span.start, end=start + span.end)
            found.append(
                _mismatch(
                    item,
                    f"{text[groups.start : groups.end]} × {each.text} = {number.value * each.value}, "
                    f"but the text says {total.text}",
                    (groups, each.span, total.span),
                )
            )
    return found


def _exact(count: Count) -> bool:
    return count.approx is None and count.value_max is None


def _sentence(text: str, at: int) -> tuple[int, int]:
    start = max(
        (match.end() for match in _SENTENCE_END.finditer(text, max(0, at - 200), at)),
        default=max(0, at - 200),
    )
    end = _SENTENCE_END.search(text, at, at + 200)
    return start, end.start() if end else min(len(text), at + 200)


def _named(fund: Fund, counts: Sequence[Count], text: str) -> list[Count]:
    """The count of those whose share it is, where the sentence names them with their number."""
    whose = _WHOSE.search(text, max(0, fund.span.start - 20), fund.span.start)
    if whose is None:
        return []
    start, stop = _sentence(text, fund.span.start)
    named = [
        count
        for count in counts
        if start <= count.span.start < stop and len(count.who) >= 2 and whose["who"].endswith(count.who)
    ]
    return named if len(named) == 1 else []


def _plain_sum(fund: Fund) -> bool:
    return fund.currency == "CNY" and fund.amount_max is None and fund.approx is None


def _of_share(share: str, counts: list[Count]) -> list[Count]:
    """Those of ``counts`` that a share is for: households where it is 每户, people where it is 每人."""
    told = list(_PER_HEAD.finditer(share))
    if not told:
        return counts
    households = (told[-1]["who"] or told[-1]["each"]) in _HOUSEHOLDS
    return [count for count in counts if (count.unit in _HOUSEHOLDS) is households] or counts


def _is_total(total: Fund, share: Fund, between: str, counted: list[Count]) -> bool:
    """Whether the sum behind a share is told as what the shares make: «每人1000元,共5万元»."""
    return (
        _plain_sum(total)
        and total.basis == "total"
        and total.scope == share.scope
        and len(between) <= (_COUNTED if counted else _NEXT)
        and _TOTAL.search(between) is not None
        and not _SENTENCE_END.search(between)
    )


def _is_total_before(total: Fund, share: Fund, text: str) -> bool:
    """Whether the sum before a share is what the shares make: «慰问金5万元,人均1000元», «共5万元(每人1000元)»."""
    between = text[total.span.end : share.span.start]
    return (
        _plain_sum(total)
        and total.basis == "total"
        and total.scope == share.scope
        and total.part_of is None
        and len(between) <= _NEXT
        and re.fullmatch(r"[^,，。;；]{0,6}[,，(（][^,，。;；]{0,8}", between) is not None
    )


def _adds_up(shares: list[tuple[Fund, list[Count]]], total: Fund, alone: Decimal, text: str) -> bool:
    """Whether a count times its share, or all shares together, make the total as far as it is told."""
    last, near = shares[-1]
    products = {last.amount * count.value for count in near}
    products.add(sum((last.amount * count.value for count in near), Decimal(0)))
    together = sum((fund.amount * counts[-1].value for fund, counts in shares if counts), Decimal(0))
    products |= {together, together + alone}
    slack = _step(total) / 2
    if _AVERAGE.search(text[max(0, last.span.start - 6) : last.span.start]):
        slack += max((count.value for count in near), default=0) * _step(last) / 2
    return any(abs(product - total.amount) <= slack for product in products)


def _step(fund: Fund) -> Decimal:
    """One of the last digit told: sums are told rounded (5.76万元), and half of it is no mismatch."""
    digits = re.search(r"\.([0-9]+)", fund.text)
    scale = Decimal(10000 if re.search("[万萬]", fund.text) else 1)
    return scale / (10 ** len(digits.group(1)) if digits else 1)
