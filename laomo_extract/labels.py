"""The facts of a bulletin as labelled ranges of its text, for programs that think in labels: spaCy, annotation tools."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, Protocol, TypeVar

from laomo_extract.records import Bulletin, Mention, NewsItem, OwnFact, Worker

LABELS = {
    "districts": "DISTRICT",
    "dates": "DATE",
    "workers": "WORKER",
    "honours": "HONOUR",
    "people": "PERSON",
    "counts": "COUNT",
    "funds": "FUND",
    "goods": "GOODS",
    "organisations": "ORGANISATION",
    "programmes": "PROGRAMME",
    "topics": "TOPIC",
}
"""The label of each kind of fact; that of an added kind is its name in capitals."""

# Light enough for black letters on them, and told apart by those who see no red or no green.
COLOURS = {
    "DISTRICT": "#9ad0f5",
    "DATE": "#d9d9d9",
    "WORKER": "#ffb1a8",
    "HONOUR": "#ffd76e",
    "PERSON": "#f5c6de",
    "COUNT": "#b8e0b0",
    "FUND": "#7fd6c2",
    "GOODS": "#d6e685",
    "ORGANISATION": "#c5b6f2",
    "PROGRAMME": "#f0b67f",
    "TOPIC": "#e6d5c3",
}
"""The colour of each label."""


class Labelled(NamedTuple):
    """A fact with its kind and label; ``path`` is where it stands in the bulletin («0.workers.1.honours.0»)."""

    kind: str
    label: str
    path: str
    fact: Mention

    @property
    def start(self) -> int:
        """Where its words begin in the text."""
        return self.fact.span.start

    @property
    def end(self) -> int:
        """Where its words end."""
        return self.fact.span.end


def labelled(bulletin: Bulletin) -> Iterator[Labelled]:
    """Yield the facts of ``bulletin``, item by item and kind by kind; honours after their worker.

    >>> from laomo_extract import extract
    >>> bulletin = extract("8月27日,涪陵区总工会发放助学金18.6万元。", published="2024-08-30")
    >>> [(one.label, one.path) for one in labelled(bulletin)][:3]
    [('DISTRICT', '0.districts.0'), ('DATE', '0.dates.0'), ('FUND', '0.funds.0')]
    """
    for number, item in enumerate(bulletin.items):
        for kind in NewsItem.model_fields:
            facts = getattr(item, kind)
            if not isinstance(facts, tuple):
                continue
            for at, fact in enumerate(facts):
                path = f"{number}.{kind}.{at}"
                if isinstance(fact, OwnFact):
                    yield Labelled(fact.kind, fact.kind.upper(), path, fact)
                    continue
                yield Labelled(kind, LABELS[kind], path, fact)
                if isinstance(fact, Worker):
                    for place, honour in enumerate(fact.honours):
                        yield Labelled("honours", LABELS["honours"], f"{path}.honours.{place}", honour)


def fact_at(bulletin: Bulletin, path: str) -> Mention:
    """The fact at a ``path`` of :func:`labelled`."""
    found: Any = bulletin.items
    for step in path.split("."):
        found = found[int(step)] if step.isdecimal() else getattr(found, step)
    assert isinstance(found, Mention)
    return found


class _Ranged(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_Range = TypeVar("_Range", bound=_Ranged)


def flat(ranges: Iterable[_Range]) -> list[_Range]:
    """Those of ``ranges`` that do not overlap, in the order of the text: of two that do, the longer one, else the first.

    >>> from laomo_extract import extract
    >>> [one.label for one in flat(labelled(extract("涪陵区总工会发放助学金18.6万元。")))]
    ['ORGANISATION', 'TOPIC', 'FUND']
    """
    taken: set[int] = set()
    kept = []
    for one in sorted(ranges, key=lambda one: (one.start - one.end, one.start)):
        if one.start < one.end and one.start not in taken and one.end - 1 not in taken:
            taken.update(range(one.start, one.end))
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)
