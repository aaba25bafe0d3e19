"""A text with its labels, and the one of a bulletin."""

from __future__ import annotations

from collections.abc import Collection
from typing import TextIO

from laomo_extract.labels import labelled
from laomo_extract.records import Bulletin, Record


class Label(Record):
    """A half-open range of a text and what it is; ``confidence`` where a program said so."""

    start: int
    end: int
    label: str
    confidence: float | None = None


class Annotated(Record):
    """A text with its labels, in the order of the text; they may overlap. ``id`` is that of the bulletin."""

    id: str | None
    text: str
    labels: tuple[Label, ...]


def annotated(bulletin: Bulletin, text: str, *, kinds: Collection[str] = ()) -> Annotated:
    """The facts of ``bulletin`` (of ``kinds``, if there are any) as labels of the ``text`` it was read from.

    >>> from laomo_extract import extract
    >>> text = "区总工会发放助学金18.6万元。"
    >>> annotated(extract(text), text, kinds=["funds"]).labels[0].label
    'FUND'
    """
    labels = [
        Label(start=one.start, end=one.end, label=one.label, confidence=one.fact.confidence)
        for one in labelled(bulletin)
        if not kinds or one.kind in kinds or ("own" in kinds and one.path.split(".")[1] == "own")
    ]
    return Annotated(id=bulletin.id, text=text, labels=in_order(labels))


def in_order(labels: Collection[Label]) -> tuple[Label, ...]:
    """By where they begin, the longer one first; each once."""
    return tuple(sorted(dict.fromkeys(labels), key=lambda one: (one.start, -one.end, one.label)))


def name_of(stream: TextIO) -> str:
    """The file that ``stream`` reads, for what is told of an error in it."""
    return str(getattr(stream, "name", "-"))
