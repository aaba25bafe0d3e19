"""Common words: how often each is used and what part of speech it mostly is."""

from __future__ import annotations

from functools import cache

from laomo_extract import lexicon


class Words:
    """``figure[word]``: natural logarithm of its frequency; ``tag[word]``: first letter of its part of speech."""

    def __init__(self) -> None:
        self.figure: dict[str, float] = {}
        self.tag: dict[str, str] = {}
        for word, figure, tag in lexicon.rows("words.tsv"):
            self.figure[word] = int(figure) / 10
            self.tag[word] = tag

    def longest(self, text: str, at: int) -> str:
        """The longest word that begins at ``at``, else the character there."""
        for size in range(min(4, len(text) - at), 1, -1):
            if text[at : at + size] in self.figure:
                return text[at : at + size]
        return text[at : at + 1]


@cache
def words() -> Words:
    """The table, loaded once a process."""
    return Words()
