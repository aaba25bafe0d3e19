"""Text with marks → pieces → HTML.

Marks may lie in one another (the district in a union's name) or cross. The text is therefore cut wherever one begins
or ends, and each piece knows all marks that lie over it, the shortest first: its colour is that of the first, and it
tells of all. Pieces put together are the text, character for character.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from laomo_extract.records import Span
from laomo_extract.report.marks import Mark
from laomo_extract.terminal.words import Words


class Piece(NamedTuple):
    """A run of the text, and the indices of the marks that lie over it, the shortest first."""

    text: str
    marks: tuple[int, ...]


def pieces(text: str, span: Span, marks: Sequence[Mark]) -> list[Piece]:
    """``text`` within ``span`` in pieces; of a mark only what lies in the span is shown.

    >>> from laomo_extract.report.marks import Mark
    >>> union = Mark(Span(start=0, end=6), "organisations", "涪陵区总工会", "", 1)
    >>> county = Mark(Span(start=0, end=3), "districts", "涪陵区", "", 1)
    >>> [(piece.text, piece.marks) for piece in pieces("涪陵区总工会慰问", Span(start=0, end=8), [union, county])]
    [('涪陵区', (1, 0)), ('总工会', (0,)), ('慰问', ())]
    """
    end = min(span.end, len(text))
    edges = {span.start, end}
    for mark in marks:
        edges |= {edge for edge in (mark.span.start, mark.span.end) if span.start < edge < end}
    cuts = sorted(edges)
    over: list[list[int]] = [[] for _ in cuts]
    for index in sorted(range(len(marks)), key=lambda one: marks[one].span.end - marks[one].span.start):
        first, last = marks[index].span.start, marks[index].span.end
        for cut in range(bisect_left(cuts, first), bisect_left(cuts, last)):
            over[cut].append(index)
    return [
        Piece(text[start:following], tuple(lying))
        for start, following, lying in zip(cuts, cuts[1:], over, strict=False)
    ]


def highlighted(text: str, span: Span, marks: Sequence[Mark], words: Words) -> Markup:
    """``text`` within ``span`` as HTML: each piece under marks is a ``<mark>`` that tells of them when hovered."""
    return Markup("").join(
        Markup('<mark class="k-{}"{} tabindex="0" title="{}">{}</mark>').format(
            marks[piece.marks[0]].kind,
            Markup(' data-doubt=""') if any(is_doubtful(marks[one]) for one in piece.marks) else "",
            "\n".join(told(marks[one], words) for one in piece.marks),
            piece.text,
        )
        if piece.marks
        else escape(piece.text)
        for piece in pieces(text, span, marks)
    )


DOUBTFUL = 0.7  # below it a value is set apart, for a person to look at


def is_doubtful(mark: Mark) -> bool:
    """Whether a person should look at it."""
    return mark.confidence < DOUBTFUL


def told(mark: Mark, words: Words) -> str:
    """What a reader is told of a mark: kind, value, rule and confidence."""
    return f"{words(mark.kind)}: {mark.value}\n{mark.rule} · {mark.confidence:.0%}"
