"""What a person's minute changes most: the doubt that hangs on an item, and the items that wait for a look.

The doubt of a fact is what its confidence leaves open, times what is at stake: of a sum or a number of people its
order of magnitude, of a name with honours three. An item has the sum of its facts' doubts. What a person accepted
has none.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import log10
from typing import NamedTuple

from sqlalchemy import Connection, func, select, tuple_

from laomo_extract.records import Count, Date, District, Fund, Goods, Mention, NewsItem, Person, Worker
from laomo_extract.store import schema

_STAKES: dict[type[Mention], float] = {Worker: 3, Person: 1, District: 2, Date: 0.5, Goods: 1}


class Waiting(NamedTuple):
    """An item that a person has not accepted yet: its place in the queue is ``(doubt, key)``, the most doubtful first."""

    bulletin: str
    item: str
    doubt: float
    key: int


def doubt(item: NewsItem) -> float:
    """How much a look at ``item`` may change, 0 if every value is sure.

    >>> from laomo_extract import extract
    >>> doubt(extract("区总工会发放助学金18.6万元。").items[0]) > 0
    True
    """
    facts = (
        *item.districts, *item.dates, *item.workers, *item.people, *item.counts, *item.funds, *item.goods
    )  # fmt: skip
    return round(sum((1 - fact.confidence) * _stake(fact) for fact in facts), 6)


def _stake(fact: Mention) -> float:
    match fact:
        case Fund():
            return log10(10 + float(fact.amount))
        case Count():
            return log10(10 + fact.value)
        case _:
            return _STAKES[type(fact)]


def waiting(connection: Connection, after: tuple[float, int] | None, limit: int) -> Iterator[Waiting]:
    """The items that come after the place ``after``, or the first ones; reprints are not asked about."""
    items, documents = schema.items, schema.documents
    chosen = (
        select(documents.c.id.label("bulletin"), items.c.id, items.c.doubt, items.c.pk)
        .join(documents, documents.c.pk == items.c.document)
        # An expression, or SQLite would begin with all documents that are no reprints, and sort their items.
        .where(items.c.doubt > 0, func.coalesce(documents.c.reprint_of, "") == "")
        .order_by(items.c.doubt.desc(), items.c.pk.desc())  # backwards through the index
        .limit(limit)
    )
    if after is not None:
        chosen = chosen.where(tuple_(items.c.doubt, items.c.pk) < tuple_(*after))
    for row in connection.execute(chosen):
        yield Waiting(*row)


def count(connection: Connection) -> int:
    """How many items wait."""
    items, documents = schema.items, schema.documents
    # All but those of reprints, as the index alone tells of all.
    everywhere = select(func.count()).select_from(items).where(items.c.doubt > 0)
    reprints = select(documents.c.pk).where(documents.c.reprint_of.is_not(None))
    of_reprints = select(func.count()).where(items.c.document.in_(reprints), items.c.doubt + 0 > 0)
    return (connection.scalar(everywhere) or 0) - (connection.scalar(of_reprints) or 0)
