"""Words of the user's own: people, honours, programmes, what money is for, cues of topics, divisions."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Any, TypeAlias, get_args

from laomo_extract.errors import WrongArgumentError
from laomo_extract.layout.clean import clean
from laomo_extract.lexicon.gazetteer import Division, everyday
from laomo_extract.records import Level

Lexicon: TypeAlias = Mapping[str, Any] | str | PathLike[str]

_LISTS = ("names", "honours", "purposes")
_TABLES = ("programmes", "topics")
_KEYS = (*_LISTS, *_TABLES, "divisions")
_OF_DIVISION = frozenset(("name", "level", "adcode", "within", "shorts", "since", "until"))


@dataclass(frozen=True, slots=True)
class Own:
    """The words as they stand in clean text; of ``programmes`` and ``topics`` each with the name or key it stands for."""

    names: tuple[str, ...] = ()
    honours: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    programmes: tuple[tuple[str, str], ...] = ()
    topics: tuple[tuple[str, str], ...] = ()
    divisions: tuple[Division, ...] = ()


NO_WORDS = Own()


def own(lexicon: Lexicon | None) -> Own:
    """The words of a mapping or a TOML file; lists of words may be strings parted by white space.

    ============== =====================================================================
    ``names``      people who are known
    ``honours``    titles that count
    ``purposes``   what money is given as, besides 金, 费, 款 and the like («暖心包»)
    ``programmes`` a table: the name of a campaign and its variants
    ``topics``     a table: the key of a topic, ours or a new one, and its cues
    ``divisions``  a list of tables: ``name``, ``level`` (province, prefecture, county, zone), and where known
                   ``adcode``, ``within`` (code of the division around it), ``shorts``, ``since``, ``until`` (years)
    ============== =====================================================================

    Raises:
        ValueError: there is another key, a word of one character, or a division that says too little.

    >>> own({"names": ["邬阿海"], "honours": "金锚之星 港城好师傅"}).honours
    ('港城好师傅', '金锚之星')
    """
    if lexicon is None:
        return NO_WORDS
    if isinstance(lexicon, str | PathLike):
        with Path(lexicon).open("rb") as file:
            lexicon = tomllib.load(file)
    if unknown := set(lexicon) - set(_KEYS):
        raise WrongArgumentError("LM501", unknown=sorted(unknown), accepted=", ".join(_KEYS))
    names, honours, purposes = (_words(lexicon.get(key, ()), key) for key in _LISTS)
    programmes, topics = (_table(lexicon.get(key, {}), key) for key in _TABLES)
    divisions = tuple(_division(given) for given in lexicon.get("divisions", ()))
    return Own(names, honours, purposes, programmes, topics, divisions)


def _words(given: str | Iterable[str], key: str) -> tuple[str, ...]:
    listed = given.split() if isinstance(given, str) else given
    found = {clean(word).text.replace(" ", "") for word in listed}
    if short := [word for word in found if len(word) < 2]:
        raise WrongArgumentError("LM502", key=key, short=short)
    return tuple(sorted(found))


def _table(given: Mapping[str, str | Iterable[str]], key: str) -> tuple[tuple[str, str], ...]:
    if not isinstance(given, Mapping):
        raise WrongArgumentError("LM503", key=key)
    return tuple((word, name) for name, words in given.items() for word in _words(words, key))


def _division(given: Mapping[str, Any]) -> Division:
    if not isinstance(given, Mapping) or not {"name", "level"} <= set(given) <= _OF_DIVISION:
        raise WrongArgumentError(
            "LM504", given=given, accepted=", ".join(sorted(_OF_DIVISION - {"name", "level"}))
        )
    if given["level"] not in get_args(Level):
        raise WrongArgumentError("LM505", level=given["level"], accepted=", ".join(get_args(Level)))
    within = given.get("within")
    if within is not None and within not in everyday().by_code:
        raise WrongArgumentError("LM506", within=within)
    (name,) = _words([given["name"]], "divisions")
    return Division(
        given.get("adcode"),
        name,
        given["level"],
        within,
        given.get("since"),
        given.get("until"),
        shorts=_words(given.get("shorts", ()), "divisions"),
    )
