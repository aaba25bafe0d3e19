"""The text as language: one module a kind of fact, each ``find(text) → mentions``.

Mentions are ranges of the clean text and what their own words say; what they mean in their place is the
work of ``resolve``. :func:`find` asks every finder once and hands the mentions on together.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from laomo_extract.facts import counts, dates, districts, funds, goods, honours, names, organisations
from laomo_extract.facts.own import NO_WORDS, Own


class _Placed(Protocol):
    @property
    def start(self) -> int: ...


Placed = TypeVar("Placed", bound=_Placed)


def between(mentions: Sequence[Placed], start: int, end: int) -> Sequence[Placed]:
    """The mentions that begin in ``[start, end)``, of a list in the order of the text."""
    return mentions[bisect_left(mentions, start, key=_start) : bisect_left(mentions, end, key=_start)]


def _start(mention: _Placed) -> int:
    return mention.start


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


def find(text: str, outside: Iterable[tuple[int, int]] | None = None, own: Own = NO_WORDS) -> Mentions:
    """Find the mentions of every kind in clean text; ``outside`` is for :func:`names.find`, ``own`` the user's words."""
    return Mentions(
        dates.find(text),
        districts.find(text),
        honours.find(text, own.honours),
        names.find(text, outside, own),
        counts.find(text),
        funds.find(text, own.purposes),
        goods.find(text),
        organisations.find(text),
    )
