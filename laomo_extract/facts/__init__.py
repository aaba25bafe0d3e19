"""The text as language: one module a kind of fact, each ``find(text) → mentions``.

Mentions are ranges of the clean text and what their own words say; what they mean in their place is the
work of ``resolve``. :func:`find` asks every finder once and hands the mentions on together.
"""

from __future__ import annotations

from dataclasses import dataclass

from laomo_extract.facts import counts, dates, districts, funds, goods, honours, names, organisations


@dataclass(frozen=True, slots=True)
class Mentions:
    """All mentions of a document, each list in the order of the text."""

    dates: list[dates.DateMention]
    districts: list[districts.DistrictMention]
    honours: list[honours.HonourMention]
    names: list[names.NameMention]
    counts: list[counts.CountMention]
    funds: list[funds.FundMention]
    goods: list[goods.GoodsMention]
    organisations: list[organisations.OrganisationMention]


def find(text: str) -> Mentions:
    """Find the mentions of every kind in clean text."""
    return Mentions(
        dates.find(text),
        districts.find(text),
        honours.find(text),
        names.find(text),
        counts.find(text),
        funds.find(text),
        goods.find(text),
        organisations.find(text),
    )
