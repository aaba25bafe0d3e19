"""The values of an item as marks on its text: where, of which kind, and what a reader is told of each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from laomo_extract.records import Mention, NewsItem, Span
from laomo_extract.terminal.values import value
from laomo_extract.terminal.words import Words

# In the order in which they are shown; each is a class of the style sheet (records.css).
KINDS = (
    *("districts", "dates", "workers", "honours", "people", "counts"),
    *("funds", "goods", "organisations", "programmes", "topics", "own"),
)


class Mark(NamedTuple):
    """A value at a place of the text: ``text`` and ``span`` as in the records, ``value`` in words.

    ``again`` tells that it is a further place where a person is named: the value is one with that of the first.
    """

    span: Span
    kind: str
    value: str
    rule: str
    confidence: float
    text: str = ""
    again: bool = False


def marks(item: NewsItem, words: Words) -> list[Mark]:
    """The marks of ``item``, a place each, in the order of the text; of a name each place where it stands."""
    found: dict[tuple[int, int, str, str], Mark] = {}
    for kind, fact in facts(item):
        for one in _places(kind, fact, words):
            found.setdefault((one.span.start, one.span.end, kind, one.value), one)
    return [found[key] for key in sorted(found)]


def facts(item: NewsItem) -> Iterator[tuple[str, Mention]]:
    """Every fact of ``item`` with its kind."""
    for kind in KINDS:
        if kind == "honours":
            yield from ((kind, honour) for worker in item.workers for honour in worker.honours)
        else:
            yield from ((kind, fact) for fact in getattr(item, kind))


def _places(kind: str, fact: Mention, words: Words) -> Iterator[Mark]:
    said = value(fact, words)
    if kind == "workers":  # of others the value is the name itself or says more than it
        said = f"{getattr(fact, 'name')} · {said}"  # noqa: B009
    yield Mark(fact.span, kind, said, fact.rule, fact.confidence, fact.text)
    for place in getattr(fact, "mentions", ()):
        yield Mark(place.span, kind, said, fact.rule, fact.confidence, place.text, again=True)
