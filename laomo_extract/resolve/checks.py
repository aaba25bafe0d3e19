"""Arithmetic checks: what a bulletin says of each × how many against the total it gives.

A mismatch is a warning with its spans; nothing is ever corrected.
"""

from __future__ import annotations

import re
from decimal import Decimal

from laomo_extract.records import Check, NewsItem


def checks(item: NewsItem, text: str) -> list[Check]:
    """Warnings for one item; ``text`` is the source.

    «58人,每人1000元,共5万元» does not add up; «每人1000元» with no count or no total says nothing.
    """
    found: list[Check] = []
    for each in item.funds:
        if each.basis != "each" or each.amount_max is not None or each.approx or each.currency != "CNY":
            continue
        total = next(
            (
                fund
                for fund in item.funds
                if fund.basis == "total"
                and 0 < fund.span.start - each.span.end <= 12
                and re.search(r"(?:共|合计|共计|总计|计)", text[each.span.end : fund.span.start])
                and fund.currency == "CNY"
                and not fund.approx
            ),
            None,
        )
        if total is None:
            continue
        counts = [
            count
            for count in item.counts
            if 0 <= each.span.start - count.span.end <= 40 and not re.search("[。！？]", text[count.span.end : each.span.start])
        ]
        if not counts or any(count.approx for count in counts):
            continue
        products = {each.amount * count.value for count in counts}
        products.add(sum((each.amount * count.value for count in counts), Decimal(0)))
        # Totals are told rounded (5.76万元): half of the last digit told is no mismatch.
        told = total.text
        digits = re.search(r"\.([0-9]+)", told)
        step = Decimal(10000 if "万" in told else 1) / (10 ** len(digits.group(1)) if digits else 1)
        if any(abs(product - total.amount) <= step / 2 for product in products):
            continue
        count = counts[-1]
        found.append(
            Check(
                kind="each_times_count",
                item=item.id,
                message=f"{count.value}{count.unit} × {each.amount} = {count.value * each.amount}, but the text says {total.text}",
                spans=(count.span, each.span, total.span),
            )
        )
    return found
