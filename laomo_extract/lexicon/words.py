"""Common words: how often each is used, what part of speech it mostly is, and a text cut into them."""

from __future__ import annotations

from collections.abc import Callable
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


@cache
def _tagger() -> Callable[[str], list[tuple[str, str]]]:
    try:
        import rjieba
    except ImportError:  # no wheel for the platform: jieba itself, the same dictionary and 30 times the time
        import jieba.posseg

        return lambda text: [(pair.word, pair.flag) for pair in jieba.posseg.cut(text)]
    tag: Callable[[str], list[tuple[str, str]]] = rjieba.tag
    return tag


def segment(text: str) -> list[tuple[str, str]]:
    """Words of a short text with their parts of speech (jieba's dictionary, model and tags).

    >>> segment("会员支付互助金")
    [('会员', 'n'), ('支付', 'v'), ('互助金', 'n')]
    """
    return _tagger()(text)
