"""Words of the user's own: names of people who are known, and titles that count as honours."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TypeAlias

from laomo_extract.layout.clean import clean

Lexicon: TypeAlias = Mapping[str, str | Iterable[str]] | str | PathLike[str]


@dataclass(frozen=True, slots=True)
class Own:
    """The words as they stand in clean text."""

    names: tuple[str, ...] = ()
    honours: tuple[str, ...] = ()


def own(lexicon: Lexicon | None) -> Own:
    """The words of a mapping or a TOML file with ``names`` and ``honours``: lists, or strings parted by white space.

    >>> own({"names": ["邬阿海"], "honours": "金锚之星 港城好师傅"})
    Own(names=('邬阿海',), honours=('港城好师傅', '金锚之星'))
    """
    if lexicon is None:
        return Own()
    if isinstance(lexicon, str | PathLike):
        with Path(lexicon).open("rb") as file:
            lexicon = tomllib.load(file)
    if unknown := set(lexicon) - {"names", "honours"}:
        raise ValueError(
            f"lexicon has {sorted(unknown)}: it holds lists of words under 'names' and 'honours'"
        )
    return Own(_words(lexicon, "names"), _words(lexicon, "honours"))


def _words(lexicon: Mapping[str, str | Iterable[str]], key: str) -> tuple[str, ...]:
    given = lexicon.get(key, ())
    found = {
        clean(word).text.replace(" ", "") for word in (given.split() if isinstance(given, str) else given)
    }
    if short := [word for word in found if len(word) < 2]:
        raise ValueError(f"lexicon[{key!r}] has {short}: a word has two characters or more")
    return tuple(sorted(found))
