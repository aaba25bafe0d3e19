"""What the rules of ``resolve`` share: the page with its mentions, and looks at a mention's clause."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date as Day
from functools import cached_property

from laomo_extract.facts import Mentions
from laomo_extract.facts.own import NO_WORDS, Own
from laomo_extract.layout import Draft, Page
from laomo_extract.lexicon.gazetteer import Division
from laomo_extract.records import Span

_SENTENCE = re.compile(r"[。！？!?\n]")
_CLAUSE = re.compile(r"[。！？!?\n;]")
_PART = re.compile(r"[。！？!?\n;,:]")


@dataclass
class Published:
    """The date of publication as far as it is known."""

    text: str | None
    year: int | None
    month: int | None
    day: Day | None


@dataclass
class Context:
    """A page, the mentions on it, and what is known of its publication."""

    page: Page
    mentions: Mentions
    published: Published
    home: Division | None
    own: Own = NO_WORDS

    @cached_property
    def text(self) -> str:
        """The clean text."""
        return self.page.clean.text

    def span(self, start: int, end: int) -> Span:
        """A clean range as a span of the source."""
        first, last = self.page.clean.span(start, end)
        return Span(start=first, end=last)

    def quote(self, start: int, end: int) -> str:
        """The source's words at a clean range."""
        return self.page.clean.quote(start, end)

    def value(self, start: int, end: int) -> str:
        """The source's words at a clean range as a value."""
        return self.page.clean.value(start, end)


def sentence(text: str, at: int, draft: Draft) -> tuple[int, int]:
    """Range of the sentence around ``at`` within an item."""
    return _around(_SENTENCE, text, at, draft)


def clause(text: str, at: int, draft: Draft) -> tuple[int, int]:
    """Range of the clause (between full stops and semicolons) around ``at``."""
    return _around(_CLAUSE, text, at, draft)


def part(text: str, at: int, draft: Draft) -> tuple[int, int]:
    """Range between any punctuation but 、 around ``at``."""
    return _around(_PART, text, at, draft)


def _around(pattern: re.Pattern[str], text: str, at: int, draft: Draft) -> tuple[int, int]:
    # A sentence is seldom longer than 400 characters; the bound keeps endless ones linear.
    floor = max(draft.start, at - 400)
    start = floor
    for match in pattern.finditer(text, floor, at):
        start = match.end()
    stop = pattern.search(text, at, min(draft.end, at + 400))
    return start, stop.start() if stop else min(draft.end, at + 400)


def in_speech(text: str, at: int) -> bool:
    """Whether ``at`` stands inside quotation marks."""
    opening = text.rfind("“", max(0, at - 120), at)
    return opening >= 0 and "”" not in text[opening:at]
