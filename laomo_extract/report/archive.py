"""What the page of a store is given to show: items with their figures, marks and text, as plain data for JSON.

The figures of an item are worked out here (:mod:`laomo_extract.figures`); the page only adds them up, as the reader
filters. Money goes as whole hundredths of a yuan, which a number of JavaScript holds exactly up to 90 trillion yuan.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN
from typing import TYPE_CHECKING, Any

from laomo_extract import lexicon
from laomo_extract.figures import day_of, people_helped, yuan_given
from laomo_extract.layout.clean import clean
from laomo_extract.records import Bulletin, District, Fund, NewsItem
from laomo_extract.report.highlight import pieces
from laomo_extract.report.marks import KINDS, Mark, marks
from laomo_extract.report.tiles import grids, path_of
from laomo_extract.terminal.words import Words

if TYPE_CHECKING:
    from laomo_extract.store import RegisteredWorker


def archive_data(
    pages: Iterable[tuple[Bulletin, str | None]], register: Iterable[RegisteredWorker], words: Words
) -> dict[str, Any]:
    """The data of the page that shows ``pages``, bulletins each with the text that it was read from.

    ``register`` tells who is one person. Keys are short words and what is empty is left out, as each stands there
    thousands of times.
    """
    gathered = _Gathered(words)
    for bulletin, text in pages:
        gathered.add(bulletin, text)
    return {
        "bulletins": gathered.bulletins,
        "items": gathered.items,
        "districts": list(gathered.districts.values()),
        "grids": grids(tuple(district["path"]) for district in gathered.districts.values()),
        "people": gathered.people(register),
        "rules": list(gathered.rules),
        "kinds": {kind: words(kind) for kind in KINDS},
        "topics": {topic: words.topic(topic) for topic in sorted(gathered.topics)},
        "fold": _fold(gathered.characters),
    }


class _Gathered:
    """What is put together while the bulletins pass by."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.bulletins: list[dict[str, Any]] = []
        self.items: list[dict[str, Any]] = []
        self.districts: dict[tuple[str, ...], dict[str, Any]] = {}
        self.rules: dict[str, int] = {}
        self.topics: set[str] = set()
        self.characters: set[str] = set()
        self.workers: dict[tuple[str, str], list[dict[str, Any]]] = {}

    def add(self, bulletin: Bulletin, text: str | None) -> None:
        """The items of ``bulletin``."""
        number = len(self.bulletins)
        self.bulletins.append(
            _filled(title=bulletin.title, published=bulletin.published, source=bulletin.source)
        )
        for item in bulletin.items:
            self.items.append(self._item(item, bulletin, number, text))

    def people(self, register: Iterable[RegisteredWorker]) -> list[dict[str, Any]]:
        """The persons of ``register`` who are in the items; the items' workers are given their numbers."""
        people: list[dict[str, Any]] = []
        for entry in register:
            here = [seen for one in entry.timeline for seen in self.workers.get((one.item, entry.name), ())]
            for seen in here:
                seen["person"] = len(people)
            if here:
                people.append(
                    _filled(
                        name=entry.name,
                        honours=entry.honours,
                        employers=entry.employers,
                        doubtful=bool(entry.doubtful),
                    )
                )
        return people

    def _item(self, item: NewsItem, bulletin: Bulletin, number: int, text: str | None) -> dict[str, Any]:
        found = marks(item, self.words)
        whole = text or ""
        body = whole[item.span.start : item.span.end]
        self.characters.update(body, item.heading or "")
        self.topics.update(topic.key for topic in item.topics)
        workers = [{"name": worker.name} for worker in item.workers]
        for worker in workers:
            self.workers.setdefault((item.id, worker["name"]), []).append(worker)
        return _filled(
            id=item.id,
            bulletin=number,
            heading=item.heading and " ".join(item.heading.split()),
            kind=self.words.value(item.kind),
            day=day_of(item, bulletin),
            districts=list(dict.fromkeys(self._district(one) for one in item.districts)),
            topics=list(dict.fromkeys(topic.key for topic in item.topics)),
            people=people_helped(item),
            funds=[_fund(one) for one in yuan_given(item)],
            workers=workers,
            checks=[check.message for check in bulletin.checks if check.item == item.id],
            marks=[self._mark(mark, item, text) for mark in found],
            pieces=[[piece.text, *piece.marks] if piece.marks else piece.text
                    for piece in pieces(whole, item.span, found)],
        )  # fmt: skip

    def _mark(self, mark: Mark, item: NewsItem, text: str | None) -> list[Any]:
        """A mark as a list; with its own words where the text shown has them not (a masthead's district)."""
        bare = text is None or mark.span.start >= item.span.end or mark.span.end <= item.span.start
        told = [KINDS.index(mark.kind), mark.value, self._rule(mark.rule), mark.confidence, int(mark.again)]
        return [*told, mark.text] if bare else told

    def _district(self, district: District) -> int:
        """The number of a district, the same for all mentions of it under one name (穆棱县, today 穆棱市)."""
        path = path_of(district)
        above = [one for one in (district.province, district.city) if one and one != district.name]
        made = {
            "number": len(self.districts),
            "name": district.name,
            "above": "".join(above),
            "code": district.adcode,
            "path": path,
        }
        number: int = self.districts.setdefault((*path, district.name), made)["number"]
        return number

    def _rule(self, rule: str) -> int:
        return self.rules.setdefault(rule, len(self.rules))


def _filled(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in (None, "", 0, False, [], ())}


def _fund(fund: Fund) -> dict[str, Any]:
    """A sum; its purpose in simplified characters without the page's white space: 助學金 and 助学金 are one."""
    return {
        "fen": int((fund.amount * 100).to_integral_value(ROUND_HALF_EVEN)),
        "purpose": "".join(clean(fund.purpose).text.split()),
        "text": fund.text,
        "approx": bool(fund.approx or fund.amount_max),
        "confidence": fund.confidence,
    }


def _fold(characters: set[str]) -> dict[str, str]:
    """Of ``characters`` those that are variants, with the simplified ones, so that a search finds both."""
    found = {}
    for simple, variants in lexicon.rows("characters.tsv"):
        found.update(dict.fromkeys(characters.intersection(variants), simple))
    return dict(sorted(found.items()))
