"""The facts as tables: a table a kind of fact, its columns and their types derived from the records.

Each row says where it stands (``bulletin``, ``title``, ``published``, ``source``, ``publisher``, ``author``, ``reprint_of``, ``item``,
``heading`` and the item's ``districts``, joined by «；»); then come the record's fields. A span is
``span_start`` and ``span_end``; lists that are no facts of their own are JSON. ``honours`` have the ``name``
of their worker; ``items`` are the items themselves.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from datetime import date as Day
from decimal import Decimal
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from laomo_extract.additions import additions
from laomo_extract.errors import WrongArgumentError
from laomo_extract.records import Bulletin, Honour, ItemKind, Mention, NewsItem, OwnFact, Record, Span

_WHERE: dict[str, type] = {
    "bulletin": str,
    "title": str,
    "published": str,
    "source": str,
    "publisher": str,
    "author": str,
    "reprint_of": str,
    "item": str,
    "item_kind": str,
    "heading": str,
    "item_districts": str,
}
LIST_MARK = "；"  # between the districts of an item
PEOPLE = frozenset({"名", "人", "位", "人次", "员", "口"})  # units in which people are counted


def _models() -> dict[str, type[Mention]]:
    found = {}
    for field, info in NewsItem.model_fields.items():
        element = (get_args(info.annotation) or (None,))[0]
        if isinstance(element, type) and issubclass(element, Mention):
            found[field] = element
    return found | {"honours": Honour}


_MODELS = _models()
KINDS = ("items", *_MODELS)
"""The kinds of fact of the library; ``own`` has those of all kinds that are added, their fields as JSON."""


def all_kinds() -> tuple[str, ...]:
    """:data:`KINDS`, and the name of each kind that is added (:mod:`laomo_extract.additions`)."""
    return (*KINDS, *additions())


def _model(kind: str) -> type[Mention]:
    return _MODELS[kind] if kind in _MODELS else additions()[kind].record


def columns(kind: str) -> dict[str, type]:
    """The columns of the table ``kind``, each with its type: str, int, float, Decimal or date.

    Raises:
        ValueError: there is no such kind.

    >>> [name for name, type in columns("funds").items() if type is Decimal]
    ['amount', 'amount_max']
    """
    if kind not in KINDS and kind not in additions():
        raise WrongArgumentError("LM205", kind=kind, accepted=", ".join(all_kinds()))
    if kind == "items":
        return _WHERE | {"span_start": int, "span_end": int}
    named: dict[str, type] = {"name": str} if kind == "honours" else {}
    own: dict[str, type] = {}
    for field, info in _model(kind).model_fields.items():
        if info.annotation is Span:
            own |= {"span_start": int, "span_end": int}
        elif field != "honours":  # a table of their own
            own[field] = _type(info.annotation)
    return _WHERE | named | own


def _type(annotation: Any) -> type:
    options = get_args(annotation) if get_origin(annotation) in (Union, UnionType) else (annotation,)
    for kind in (Decimal, Day, float, int):
        if kind in options:
            return kind
    return str


def choices(kind: str) -> dict[str, tuple[str, ...]]:
    """Of the columns of ``kind`` those that have few values by the records, each with all of them.

    Raises:
        ValueError: there is no such kind.

    >>> choices("funds")["basis"]
    ('total', 'each')
    """
    columns(kind)
    fields = {} if kind == "items" else _model(kind).model_fields
    found = {"item_kind": get_args(ItemKind)}
    for name, info in fields.items():
        literals = [
            part for part in (info.annotation, *get_args(info.annotation)) if get_origin(part) is Literal
        ]
        if literals:
            found[name] = get_args(literals[0])
    return found


def rows(bulletin: Bulletin, kind: str) -> Iterator[dict[str, Any]]:
    """Yield the rows that ``bulletin`` has in the table ``kind``.

    >>> from laomo_extract import extract
    >>> [row["amount"] for row in rows(extract("区总工会发放助学金18.6万元。"), "funds")]
    [Decimal('186000')]
    """
    for item in bulletin.items:
        where = {
            "bulletin": bulletin.id,
            "title": bulletin.title,
            "published": bulletin.published,
            "source": bulletin.source,
            "publisher": bulletin.publisher,
            "author": bulletin.author,
            "reprint_of": bulletin.reprint_of,
            "item": item.id,
            "item_kind": item.kind,
            "heading": item.heading,
            "item_districts": LIST_MARK.join(dict.fromkeys(district.name for district in item.districts)),
        }
        if kind == "items":
            yield where | {"span_start": item.span.start, "span_end": item.span.end}
        elif kind == "honours":
            for worker in item.workers:
                for honour in worker.honours:
                    yield where | {"name": worker.name} | _values(honour)
        elif kind in KINDS:
            for fact in getattr(item, kind):
                yield where | _values(fact)
        else:
            for fact in item.own:
                if fact.kind == kind:
                    yield where | _values(additions()[kind].typed(fact))


def _values(record: Record) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for field in type(record).model_fields:
        value = getattr(record, field)
        if isinstance(value, Span):
            values |= {"span_start": value.start, "span_end": value.end}
        elif field == "honours":
            continue
        elif isinstance(value, tuple | list | dict):
            listed = record.model_dump(mode="json", include={field})[field]
            values[field] = json.dumps(listed, ensure_ascii=False)
        else:
            values[field] = value
    return values


def own_of(item: NewsItem, kinds: Collection[str]) -> tuple[OwnFact, ...]:
    """The added facts of ``item`` that are of one of ``kinds``; ``own`` stands for all of them."""
    return tuple(fact for fact in item.own if "own" in kinds or fact.kind in kinds)
