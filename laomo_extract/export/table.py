"""A bulletin as rows of one flat table, one fact a row, for people who sort and filter.

Columns that say where the fact stands are the same on every row. Of the others, each kind of fact
fills those that it has:

============  ==========================================================================
fact          filled
============  ==========================================================================
district      name, adcode, level, role
date          value (EDTF), from, to, role
worker        name, what (all honours), employer, position
honour        name (of the worker), what (the title), level, kind, edition, year, issuer
person        name, role, position
count         value, value_max, approx, unit, what (who is counted), role, scope, part_of
fund          value, value_max, approx, unit (currency), what (purpose), basis, scope, part_of
goods         value, value_max, approx, unit, what
organisation  name, kind, role
programme     name
topic         name (key of the taxonomy)
an added one  what (its fields as JSON); the kind's name stands in «fact»
check         what (the warning)
============  ==========================================================================
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import Any

from laomo_extract.records import (
    Bulletin,
    Count,
    Date,
    District,
    Fund,
    Goods,
    Honour,
    Mention,
    NewsItem,
    Organisation,
    OwnFact,
    Person,
    Programme,
    Topic,
    Worker,
)

_PLACE = (
    "bulletin",
    "title",
    "published",
    "source",
    "publisher",
    "author",
    "reprint_of",
    "item",
    "item_kind",
    "heading",
    "districts",
)
_VALUES = (
    *("fact", "name", "what", "value", "value_max", "approx", "unit", "role", "scope", "basis"),
    *(
        "from",
        "to",
        "adcode",
        "level",
        "kind",
        "edition",
        "year",
        "issuer",
        "employer",
        "position",
        "part_of",
    ),
)
_PROVENANCE = ("text", "start", "end", "rule", "confidence")
COLUMNS = (*_PLACE, *_VALUES, *_PROVENANCE)

_LIST_MARK = "；"
# The kind of fact that a row's «fact» is one of
_KINDS = {
    fact: f"{fact}s" for fact in "district date worker honour count fund organisation programme topic".split()
}
_KINDS |= {"person": "people", "goods": "goods"}


def rows(bulletin: Bulletin, kinds: Collection[str] = ()) -> Iterator[dict[str, Any]]:
    """Yield the facts of ``bulletin`` as rows; columns (:data:`COLUMNS`) without a value are left out.

    Items without a fact and warnings have a row too, so that nothing of the bulletin is missing. With ``kinds``
    there are rows of these kinds of fact alone.

    >>> from laomo_extract.records import Check
    >>> check = Check(kind="each_times_count", item="i1", message="3 + 4 ≠ 8", spans=())
    >>> bulletin = Bulletin(id="b", title=None, published=None, home=None, checks=(check,))
    >>> [row["what"] for row in rows(bulletin)]
    ['3 + 4 ≠ 8']
    """
    place = {
        "bulletin": bulletin.id,
        "title": bulletin.title,
        "published": bulletin.published,
        "source": bulletin.source,
        "publisher": bulletin.publisher,
        "author": bulletin.author,
        "reprint_of": bulletin.reprint_of,
    }
    numbers = {item.id: number for number, item in enumerate(bulletin.items, 1)}
    for number, item in enumerate(bulletin.items, 1):
        of_item = {
            **place,
            "item": number,
            "item_kind": item.kind,
            "heading": item.heading,
            "districts": _LIST_MARK.join(dict.fromkeys(district.name for district in item.districts)),
        }
        facts = [row for mention in _mentions(item) for row in _facts(mention)]
        wanted = [row for row in facts if not kinds or _is_of(row["fact"], kinds)]
        for fact in wanted if kinds else facts or [{}]:
            yield of_item | fact
    for check in () if kinds else bulletin.checks:
        yield place | {
            "item": numbers.get(check.item),
            "fact": "check",
            "what": check.message,
            "kind": check.kind,
        }


def _is_of(fact: str, kinds: Collection[str]) -> bool:
    return _KINDS[fact] in kinds if fact in _KINDS else fact in kinds or "own" in kinds


def _mentions(item: NewsItem) -> Iterator[Mention]:
    for field in NewsItem.model_fields:
        value = getattr(item, field)
        if isinstance(value, tuple):
            yield from value


def _facts(mention: Mention) -> Iterator[dict[str, Any]]:
    """The row of a fact, and after a worker's those of the honours."""
    yield _values(mention) | _provenance(mention)
    if isinstance(mention, Worker):
        for honour in mention.honours:
            yield {"name": mention.name} | _values(honour) | _provenance(honour)


def _provenance(mention: Mention) -> dict[str, Any]:
    return {
        "text": mention.text,
        "start": mention.span.start,
        "end": mention.span.end,
        "rule": mention.rule,
        "confidence": mention.confidence,
    }


def _values(mention: Mention) -> dict[str, Any]:
    match mention:
        case District():
            return {"fact": "district", **_fields(mention, "name", "adcode", "level", "role")}
        case Date():
            return {
                "fact": "date",
                "value": mention.edtf,
                "from": mention.start,
                "to": mention.end,
                "role": mention.role,
            }
        case Worker():
            titles = _LIST_MARK.join(honour.title for honour in mention.honours)
            return {"fact": "worker", "what": titles, **_fields(mention, "name", "employer", "position")}
        case Honour():
            return {
                "fact": "honour",
                "what": mention.title,
                **_fields(mention, "level", "kind", "edition", "year", "issuer"),
            }
        case Person():
            return {"fact": "person", **_fields(mention, "name", "role", "position")}
        case Count():
            numbers = {"value": mention.value, "value_max": mention.value_max}
            said = _fields(mention, "approx", "unit", "role", "scope", "part_of")
            return {"fact": "count", "what": mention.who, **numbers, **said}
        case Fund():
            sums = {"value": _digits(mention.amount), "value_max": _digits(mention.amount_max)}
            said = {"unit": mention.currency, **_fields(mention, "approx", "basis", "scope", "part_of")}
            return {"fact": "fund", "what": mention.purpose, **sums, **said}
        case Goods():
            return {
                "fact": "goods",
                "value": _digits(mention.value),
                "value_max": _digits(mention.value_max),
                **_fields(mention, "what", "approx", "unit"),
            }
        case Organisation():
            return {"fact": "organisation", **_fields(mention, "name", "kind", "role")}
        case Programme():
            return {"fact": "programme", "name": mention.name}
        case Topic():
            return {"fact": "topic", "name": mention.key}
        case OwnFact():
            return {"fact": mention.kind, "what": json.dumps(mention.data, ensure_ascii=False)}
        case _:
            raise TypeError(f"no columns for {type(mention).__name__}; add them here")


def _fields(mention: Mention, *names: str) -> dict[str, Any]:
    return {name: getattr(mention, name) for name in names}


def _digits(number: int | Decimal | None) -> str | None:
    """Digits, never 5E+3, which a spreadsheet would show."""
    return None if number is None else f"{Decimal(number):f}"
