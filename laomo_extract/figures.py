"""What an item's own activity gives: the figures that are added up wherever items are.

They are those of the store's views (:mod:`laomo_extract.store.views`): not cumulative, planned or per head, and no
part of an amount that is added up as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from laomo_extract.kinds import PEOPLE
from laomo_extract.records import Bulletin, Count, Fund, NewsItem

_Amount = TypeVar("_Amount", Count, Fund)


def people_helped(item: NewsItem) -> int:
    """How many people received something; bodies and households are not people."""
    counts = [one for one in item.counts if one.role == "beneficiary" and one.scope == "event"]
    return sum(one.value for one in _wholes(counts) if one.unit in PEOPLE)


def yuan_given(item: NewsItem) -> list[Fund]:
    """The sums of money in yuan that the item's activity gives."""
    funds = [one for one in item.funds if one.basis == "total" and one.scope == "event"]
    return [one for one in _wholes(funds) if one.currency == "CNY"]


def day_of(item: NewsItem, bulletin: Bulletin) -> str | None:
    """The day of the item's first event, else the day, month or year of publication; None if unknown."""
    events = [date.start for date in item.dates if date.role == "event" and date.start]
    return min(events).isoformat() if events else bulletin.published


def _wholes(amounts: list[_Amount]) -> Iterator[_Amount]:
    """Without the parts of an amount that is among them, or they would be added twice."""
    starts = {one.span.start for one in amounts}
    return (one for one in amounts if one.part_of not in starts)
