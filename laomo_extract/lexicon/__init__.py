"""Word lists as data (TSV, TOML), each with its source and licence in its head, and the one loader.

Tables are read once a process and only when first asked for.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from typing import Any

import ahocorasick_rs


def _read(name: str) -> str:
    return resources.files(__name__).joinpath(name).read_text(encoding="utf-8")


def lines(name: str) -> list[str]:
    """Lines of the table ``name`` behind its notes (the first lines, those that start with ``#``)."""
    text = _read(name)
    start = 0
    while text.startswith("#", start):
        start = text.index("\n", start) + 1
    return text[start:].removesuffix("\n").split("\n")


def rows(name: str) -> Iterator[list[str]]:
    """Rows of the table ``name``, tab separated."""
    return (line.split("\t") for line in lines(name))


@cache
def toml(name: str) -> dict[str, Any]:
    """The TOML file ``name`` as a dictionary."""
    return tomllib.loads(_read(name))


@cache
def words_of(name: str, *keys: str) -> tuple[str, ...]:
    """A word list of a TOML file: a string of words parted by white space under ``keys``."""
    node: Any = toml(name)
    for key in keys:
        node = node[key]
    return tuple(str(node).split())


def any_of(name: str, *keys: str) -> str:
    """The words of a list as one alternative of a pattern, the longest first: ``(?:劳动模范|劳模)``."""
    words = sorted(words_of(name, *keys), key=len, reverse=True)
    return "(?:" + "|".join(map(re.escape, words)) + ")"


class Matcher:
    """Finds all words of a list in a text in one pass (Aho-Corasick).

    ``find`` gives ``(start, end, word)``, leftmost-longest and without overlaps.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self.words = list(words)
        self._longest = ahocorasick_rs.AhoCorasick(
            self.words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest, store_patterns=False
        )

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """Longest matches from left to right."""
        words = self.words
        return [(start, end, words[k]) for k, start, end in self._longest.find_matches_as_indexes(text)]


class PrefixMatcher:
    """Finds what :class:`Matcher` finds, made ten times as fast for a list of thousands of words.

    ``words`` have two characters or more: what begins with a word's first two is compared with the words.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._longest: dict[str, int] = {}
        for word in self._words:
            if len(word) > self._longest.get(word[:2], 0):
                self._longest[word[:2]] = len(word)

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """Longest matches from left to right."""
        words, longest = self._words, self._longest
        found: list[tuple[int, int, str]] = []
        free = 0
        for start in range(len(text) - 1):
            if start < free or text[start : start + 2] not in longest:
                continue
            for size in range(longest[text[start : start + 2]], 1, -1):
                word = text[start : start + size]
                if word in words:
                    free = start + len(word)
                    found.append((start, free, word))
                    break
        return found
