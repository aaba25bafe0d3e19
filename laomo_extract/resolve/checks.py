"""Arithmetic checks: what a bulletin says of each × how many against the total it gives.

A mismatch is a warning with its spans; nothing is ever corrected.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from decimal import Decimal

from laomo_extract.records import Check, Count, Fund, NewsItem

_SENTENCE_END = re.compile("[。！？!?\n]")
_TOTAL = re.compile(r"共|(?<!累)计")


def checks(item: NewsItem, text: str) -> list[Check]:
    """Warnings for one item; ``text`` is the source.

    «58人,每人1000元,共5万元» does not add up; «32名每人6000元、16名每人3000元,共24万元» does, and «每人1000元» with no
    count or no total says nothing.
    """
    found: list[Check] = []
    ends = [count.span.end for count in item.counts]
    shares: list[tuple[Fund, list[Count]]] = []
    for index, fund in enumerate(item.funds):
        following = item.funds[index + 1] if index + 1 < len(item.funds) else None
        if not (_plain_sum(fund) and fund.basis == "each"):
            shares = []
            continue
        if shares and _SENTENCE_END.search(text[shares[-1][0].span.end : fund.span.start]):
            shares = []
        upto = bisect_right(ends, fund.span.start)
        near = [
            count
            for count in item.counts[max(0, upto - 4) : upto]
            if fund.span.start - count.span.end <= 40
            and not _SENTENCE_END.search(text[count.span.end : fund.span.start])
        ]
        shares.append((fund, near))
        if following is None or not (_plain_sum(following) and following.basis == "total"):
            continue
        between = text[fund.span.end : following.span.start]
        if fund.scope != following.scope or len(between) > 12 or not _TOTAL.search(between):
            continue
        counts = [count for _, counts in shares for count in counts]
        if not near or any(count.approx for count in counts) or _adds_up(shares, following):
            continue
        count = near[-1]
        found.append(
            Check(
                kind="each_times_count",
                item=item.id,
                message=f"{count.value}{count.unit} × {fund.amount} = {count.value * fund.amount}, "
                f"but the text says {following.text}",
                spans=(count.span, fund.span, following.span),
            )
        )
    return found


def _plain_sum(fund: Fund) -> bool:
    return fund.currency == "CNY" and fund.amount_max is None and fund.approx is None


def _adds_up(shares: list[tuple[Fund, list[Count]]], total: Fund) -> bool:
    """Whether a count times its share, or all shares together, make the total as far as it is told."""
    last, near = shares[-1]
    products = {last.amount * count.value for count in near}
    products.add(sum((last.amount * count.value for count in near), Decimal(0)))
    products.add(sum((fund.amount * counts[-1].value for fund, counts in shares if counts), Decimal(0)))
    # Totals are told rounded (5.76万元): half of the last digit told is no mismatch.
    digits = re.search(r"\.([0-9]+)", total.text)
    step = Decimal(10000 if re.search("[万萬]", total.text) else 1) / (
        10 ** len(digits.group(1)) if digits else 1
    )
    return any(abs(product - total.amount) <= step / 2 for product in products)
