"""Which items and facts of bulletins are wanted."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date as Day
from typing import Any

from laomo_extract.records import Bulletin, District, Mention, NewsItem, Record


class Selection(Record):
    """What is wanted; what is left out is no condition.

    An item is of the days ``first`` to ``last`` if one of its events is; without a dated event the day (month,
    year) of publication counts. It is of ``districts`` (adcodes or names) if one of its own is one of them or
    lies in one. Facts below ``confidence`` are left out.

    >>> from laomo_extract import extract
    >>> read = extract("8月27日,涪陵区总工会慰问劳模。", published="2024-08-30", home="500000")
    >>> wanted = Selection(first=Day(2024, 8, 1), districts=("500000",))
    >>> [len(one.items) for one in wanted.of([read])]
    [1]
    >>> list(Selection(last=Day(2024, 8, 1)).of([read]))
    []
    """

    first: Day | None = None
    last: Day | None = None
    districts: tuple[str, ...] = ()
    confidence: float = 0.0

    def of(self, bulletins: Iterable[Bulletin]) -> Iterator[Bulletin]:
        """Yield the bulletins with what is wanted of them; those without a wanted item are left out."""
        everything = self == Selection()
        for bulletin in bulletins:
            if everything:
                yield bulletin
            elif items := tuple(self._sure(item) for item in bulletin.items if self._wants(item, bulletin)):
                names = {item.id for item in items}
                checks = tuple(check for check in bulletin.checks if check.item in names)
                yield bulletin.model_copy(update={"items": items, "checks": checks})

    def _wants(self, item: NewsItem, bulletin: Bulletin) -> bool:
        placed = not self.districts or any(
            _lies_in(district, wanted) for district in item.districts for wanted in self.districts
        )
        return placed and self._in_time(item, bulletin)

    def _in_time(self, item: NewsItem, bulletin: Bulletin) -> bool:
        if self.first is None and self.last is None:
            return True
        events = [(date.start, date.end or date.start) for date in item.dates if date.role == "event"]
        spans = [(start, end) for start, end in events if start and end] or _published(bulletin.published)
        first, last = self.first or Day.min, self.last or Day.max
        return any(start <= last and end >= first for start, end in spans)

    def _sure(self, item: NewsItem) -> NewsItem:
        if not self.confidence:
            return item
        kept: dict[str, Any] = {}
        for field in NewsItem.model_fields:
            facts = getattr(item, field)
            if isinstance(facts, tuple):
                kept[field] = tuple(
                    fact for fact in facts if isinstance(fact, Mention) and fact.confidence >= self.confidence
                )
        return item.model_copy(update=kept)


def _published(value: str | None) -> list[tuple[Day, Day]]:
    """The first and the last day that a date of publication may mean."""
    if value is None:
        return []
    year, month, day = (*map(int, value.split("-")), 0, 0)[:3]
    last_month = month or 12
    last_day = day or monthrange(year, last_month)[1]
    return [(Day(year, month or 1, day or 1), Day(year, last_month, last_day))]


def _lies_in(district: District, wanted: str) -> bool:
    province, city = district.province or "", district.city or ""
    names = {district.name, district.adcode, province, city, province + district.name, city + district.name}
    if wanted in names:
        return True
    # 500000 and 370600 stand for all codes that begin with 50 and 3706
    stem = wanted.removesuffix("00").removesuffix("00")
    return wanted.isdecimal() and len(wanted) == 6 and (district.adcode or "").startswith(stem)
