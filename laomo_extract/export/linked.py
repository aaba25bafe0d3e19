"""Bulletins to JSON-LD: schema.org where it has a word, a few words of our own where it has none.

A bulletin is a NewsArticle, its items are articles in it (``hasPart``). Districts are AdministrativeAreas
(``contentLocation``), model workers and other people Persons, bodies Organizations (all ``mentions``), events'
dates EDTF in ``temporalCoverage``, topics ``keywords``. What schema.org lacks:

===================  =========================================================================
``laomo:counts``     QuantitativeValues: people, households, bodies
``laomo:funds``      MonetaryAmounts, exact digits as text
``laomo:goods``      QuantitativeValues: things given in kind
``laomo:programmes`` names of the campaigns that the item runs under
``laomo:own``        facts of added kinds, with their fields as ``value``
``laomo:role``       what a counted group, person or body is in the item (``beneficiary``, …)
``laomo:scope``      ``event``, ``cumulative``, ``planned`` or ``each``
``laomo:basis``      ``total`` or ``each``
``laomo:approx``     ``more``, ``less`` or ``about``
``laomo:of``         who or what is counted, what the money is for
``laomo:partOf``     the words of the amount that this one is a part of
``laomo:words``      the words of the text that say so
===================  =========================================================================
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from decimal import Decimal
from typing import Any, TextIO

from laomo_extract.kinds import own_of
from laomo_extract.records import Bulletin, Count, District, Fund, Goods, Mention, NewsItem, Person, Worker

_CONTEXT = {"@vocab": "https://schema.org/", "laomo": "urn:laomo:terms:"}


def write_jsonld(bulletins: Iterable[Bulletin], stream: TextIO, kinds: Collection[str]) -> int:
    """One document with all bulletins as its graph, written as they come; return their number."""
    context = json.dumps(_CONTEXT, ensure_ascii=False)
    stream.write(f'{{"@context": {context}, "@graph": [')
    written = 0
    for bulletin in bulletins:
        stream.write(",\n" if written else "\n")
        stream.write(json.dumps(_article(bulletin, kinds), ensure_ascii=False))
        written += 1
    stream.write("\n]}\n")
    return written


def _article(bulletin: Bulletin, kinds: Collection[str]) -> dict[str, Any]:
    original = bulletin.reprint_of
    return _filled(
        {
            "@type": "NewsArticle",
            "@id": f"urn:laomo:{bulletin.id}",
            "headline": bulletin.title,
            "datePublished": bulletin.published,
            "publisher": bulletin.publisher and {"@type": "Organization", "name": bulletin.publisher},
            "author": bulletin.author and {"@type": "Person", "name": bulletin.author},
            "isBasedOn": original and {"@id": f"urn:laomo:{original}"},
            "hasPart": [_item(item, kinds) for item in bulletin.items],
        }
    )


def _item(item: NewsItem, kinds: Collection[str]) -> dict[str, Any]:
    def of(kind: str) -> tuple[Any, ...]:
        return getattr(item, kind) if not kinds or kind in kinds else ()

    bodies = [
        _said(body, {"@type": "Organization", "name": body.name, "laomo:role": body.role})
        for body in of("organisations")
    ]
    return _filled(
        {
            "@type": "Article",
            "@id": f"urn:laomo:{item.id}",
            "headline": item.heading,
            "contentLocation": [_area(district) for district in of("districts")],
            "temporalCoverage": [date.edtf for date in of("dates") if date.edtf and date.role == "event"],
            "mentions": [*map(_worker, of("workers")), *map(_person, of("people")), *bodies],
            "keywords": list(dict.fromkeys(topic.key for topic in of("topics"))),
            "laomo:programmes": list(dict.fromkeys(programme.name for programme in of("programmes"))),
            "laomo:counts": [_count(count) | _whole(count, item.counts) for count in of("counts")],
            "laomo:funds": [_fund(fund) | _whole(fund, item.funds) for fund in of("funds")],
            "laomo:goods": [_goods(goods) for goods in of("goods")],
            "laomo:own": [
                _said(fact, {"@type": fact.kind, "value": fact.data})
                for fact in (own_of(item, kinds) if kinds else item.own)
            ],
        }
    )


def _area(district: District) -> dict[str, Any]:
    return _said(
        district,
        {
            "@type": "AdministrativeArea",
            "name": district.name,
            "identifier": district.adcode,
            "containedInPlace": district.city or district.province,
            "laomo:role": district.role,
        },
    )


def _worker(worker: Worker) -> dict[str, Any]:
    employer = worker.employer and {"@type": "Organization", "name": worker.employer}
    titles = [honour.title for honour in worker.honours]
    person = {"@type": "Person", "name": worker.name, "award": titles}
    return _said(worker, person | {"worksFor": employer, "jobTitle": worker.position})


def _person(person: Person) -> dict[str, Any]:
    said = {"@type": "Person", "name": person.name, "jobTitle": person.position, "laomo:role": person.role}
    return _said(person, said)


def _count(count: Count) -> dict[str, Any]:
    return _said(
        count,
        {
            "@type": "QuantitativeValue",
            **_number(count.value, count.value_max),
            "unitText": count.unit,
            "laomo:of": count.who,
            "laomo:role": count.role,
            "laomo:scope": count.scope,
            "laomo:approx": count.approx,
        },
    )


def _fund(fund: Fund) -> dict[str, Any]:
    most = None if fund.amount_max is None else f"{fund.amount_max:f}"
    return _said(
        fund,
        {
            "@type": "MonetaryAmount",
            **_number(f"{fund.amount:f}", most),
            "currency": fund.currency,
            "laomo:of": fund.purpose,
            "laomo:basis": fund.basis,
            "laomo:scope": fund.scope,
            "laomo:approx": fund.approx,
        },
    )


def _whole(part: Count | Fund, amounts: Iterable[Count | Fund]) -> dict[str, Any]:
    """The words of the amount that ``part`` is a part of."""
    wholes = [amount.text for amount in amounts if amount.span.start == part.part_of]
    return {"laomo:partOf": wholes[0]} if wholes else {}


def _goods(goods: Goods) -> dict[str, Any]:
    return _said(
        goods,
        {
            "@type": "QuantitativeValue",
            **_number(_plain(goods.value), _plain(goods.value_max)),
            "unitText": goods.unit,
            "laomo:of": goods.what,
            "laomo:approx": goods.approx,
        },
    )


def _plain(number: int | Decimal | None) -> int | str | None:
    return f"{number:f}" if isinstance(number, Decimal) else number


def _number(value: int | str | None, most: int | str | None) -> dict[str, Any]:
    return {"value": value} if most is None else {"minValue": value, "maxValue": most}


def _said(mention: Mention, values: dict[str, Any]) -> dict[str, Any]:
    return _filled(values | {"laomo:words": mention.text})


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    """Without what the text left open."""
    return {key: value for key, value in values.items() if value not in (None, "", [])}
