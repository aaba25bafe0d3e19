"""Arithmetic checks: what a bulletin says of each × how many against the total it gives.

A mismatch is a warning with its spans; nothing is ever corrected.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from decimal import Decimal

from laomo_extract.records import Check, Count, Fund, NewsItem

_TOTAL = re.compile(r"共|(?<!累)计")


def checks(item: NewsItem, text: str) -> list[Check]:
    """Warnings for one item; ``text`` is the source.

    «58人,每人1000元,共5万元» does not add up; «每人1000元» with no count or no total says nothing.
    """
    found: list[Check] = []
    ends = [count.span.end for count in item.counts]
    for each, total in zip(item.funds, item.funds[1:], strict=False):
        if not (_plain_sum(each) and each.basis == "each" and _plain_sum(total) and total.basis == "total"):
            continue
        if each.scope != total.scope:
            continue
        between = text[each.span.end : total.span.start]
        if len(between) > 12 or not _TOTAL.search(between):
            continue
        counts = [
            count
            for count in item.counts[
                max(0, bisect_right(ends, each.span.start) - 4) : bisect_right(ends, each.span.start)
            ]
            if each.span.start - count.span.end <= 40
            and not re.search("[。！？]", text[count.span.end : each.span.start])
        ]
        if not counts or any(count.approx for count in counts) or _adds_up(each, counts, total):
            continue
        count = counts[-1]
        product = count.value * each.amount
        found.append(
            Check(
                kind="each_times_count",
                item=item.id,
                message=f"{count.value}{count.unit} × {each.amount} = {product}, but the text says {total.text}",
                spans=(count.span, each.span, total.span),
            )
        )
    return found


def _plain_sum(fund: Fund) -> bool:
    return fund.currency == "CNY" and fund.amount_max is None and fund.approx is None


def _adds_up(each: Fund, counts: list[Count], total: Fund) -> bool:
    """Whether one of the counts, or all of them together, makes the total as far as it is told."""
    products = {each.amount * count.value for count in counts}
    products.add(sum((each.amount * count.value for count in counts), Decimal(0)))
    # Totals are told rounded (5.76万元): half of the last digit told is no mismatch.
    digits = re.search(r"\.([0-9]+)", total.text)
    step = Decimal(10000 if re.search("[万萬]", total.text) else 1) / (
        10 ** len(digits.group(1)) if digits else 1
    )
    return any(abs(product - total.amount) <= step / 2 for product in products)
