"""The divisions of China at county level and above, through time, and the towns that lie in them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from laomo_extract import lexicon
from laomo_extract.records import Level


class Division(NamedTuple):
    """A division under one name: its code, the years it bore that name, and what it became."""

    adcode: str | None
    name: str
    level: Level
    parent: str | None
    since: int | None = None
    until: int | None = None
    successors: tuple[str, ...] = ()
    shorts: tuple[str, ...] = ()
    whole: bool = False

    def known_in(self, year: int | None) -> bool:
        """Whether it bore the name in ``year``, or bears it today where no year is given."""
        if year is None:
            return self.until is None
        return (self.since is None or self.since <= year) and (self.until is None or year <= self.until)


def _words(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(",")) if cell else ()


class Stay(NamedTuple):
    """That a town lay in a county: the county's code, whether it is a former one's, and the years, where limited."""

    adcode: str
    former: bool
    since: int | None
    until: int | None


def _stay(cell: str) -> Stay:
    code, _, span = cell.partition(":")
    since, _, until = span.partition("-")
    return Stay(
        code.removeprefix("*"),
        code.startswith("*"),
        int(since) if since else None,
        int(until) if until else None,
    )


class Towns:
    """Town → the counties that it lay in, looked up in the sorted lines of the table.

    Tens of thousands of keys made into a dictionary would cost most of the time and memory that the gazetteer takes.
    """

    def __init__(self) -> None:
        self._lines = lexicon.lines("towns.tsv")

    def _cells(self, name: str) -> str:
        key = name + "\t"
        at = bisect_left(self._lines, key)
        line = self._lines[at] if at < len(self._lines) else ""
        return line.removeprefix(key) if line.startswith(key) else ""

    def __contains__(self, name: str) -> bool:
        return bool(self._cells(name))

    def stays(self, name: str) -> list[Stay]:
        """Where and when there was a town called ``name``."""
        return [_stay(cell) for cell in _words(self._cells(name))]

    def risen(self, name: str) -> list[str]:
        """The names that it may have got with a higher rank: 堰桥镇 → 堰桥街道."""
        stem = name[:-1]
        ranks = {"乡": ("镇", "街道"), "镇": ("街道",)}.get(name[-1:], ()) if len(stem) > 1 else ()
        return [stem + rank for rank in ranks if stem + rank in self]


class Gazetteer:
    """Divisions by name, by short form and by code; use :func:`gazetteer` to get the one that counts."""

    def __init__(self, more: Iterable[Division] = ()) -> None:
        self.divisions: list[Division] = []
        self.by_name: dict[str, list[Division]] = {}
        self.by_short: dict[str, list[Division]] = {}
        self.by_code: dict[str, Division] = {}
        for row in lexicon.rows("divisions.tsv"):
            code, name, level, parent, since, until, successor, short, whole = row
            self._add(
                Division(
                    code or None,
                    name,
                    level,  # type: ignore[arg-type]
                    parent or None,
                    int(since) if since else None,
                    int(until) if until else None,
                    _words(successor),
                    _words(short),
                    whole == "1",
                )
            )
        for row in lexicon.rows("zones.tsv"):
            name, host, short = (row + [""] * 3)[:3]
            # A zone that became a division (两江新区 in 2025) was a zone until then.
            became = next(
                (division.since for division in self.by_name.get(name, []) if division.level != "zone"), None
            )
            self._add(Division(None, name, "zone", host or None, until=became, shorts=_words(short)))
        for division in more:
            self._add(division)

    def _add(self, division: Division) -> None:
        self.divisions.append(division)
        self.by_name.setdefault(division.name, []).append(division)
        for short in division.shorts:
            self.by_short.setdefault(short, []).append(division)
        code = division.adcode
        if code and (code not in self.by_code or division.until is None):
            self.by_code[code] = division

    @cached_property
    def towns(self) -> Towns:
        """The towns, read when first asked for."""
        return Towns()

    @cached_property
    def singles(self) -> dict[str, Division]:
        """Provinces and cities by the one character that news writes for them (京, 榕)."""
        table: dict[str, str] = lexicon.toml("places.toml")["single"]
        return {character: self.by_code[code] for character, code in table.items()}

    @cached_property
    def corps(self) -> dict[int, Division]:
        """The city of each division of the production corps (第八师: 石河子市)."""
        table: dict[str, str] = lexicon.toml("places.toml")["corps"]
        return {int(number): self.by_code[code] for number, code in table.items()}

    def counties(self, town: str, year: int | None) -> list[Division]:
        """The counties in which a town of that name lay in ``year``; with none, lies today, else lay."""
        stays = self.towns.stays(town)
        if year is None:
            stays = [stay for stay in stays if not (stay.former or stay.until)] or stays
        else:
            stays = [stay for stay in stays if (stay.since or year) <= year <= (stay.until or year)]
        found = [division for stay in stays for division in self._lives(stay)]
        return [division for division in found if division.known_in(year)] or (found if year is None else [])

    def counties_ever(self, town: str) -> tuple[Division, ...]:
        """All counties in which a town of that name, or of one that it got with a higher rank, lay at some time."""
        names = (town, *self.towns.risen(town))
        return tuple(
            dict.fromkeys(d for name in names for stay in self.towns.stays(name) for d in self._lives(stay))
        )

    def _lives(self, stay: Stay) -> list[Division]:
        """The county of a stay, under each of its names (开县, 开州区)."""
        return self._former.get(stay.adcode, []) if stay.former else self._whole.get(stay.adcode, [])

    @cached_property
    def _whole(self) -> dict[str, list[Division]]:
        """A code of today → the division and the former ones that live on whole as it."""
        table: dict[str, list[Division]] = {}
        for division in self.divisions:
            if division.until is None and division.adcode:
                table.setdefault(division.adcode, []).append(division)
            elif division.whole:
                table.setdefault(division.successors[0], []).append(division)
        return table

    @cached_property
    def _former(self) -> dict[str, list[Division]]:
        """A code → the divisions that bore it last and were divided or merged."""
        table: dict[str, list[Division]] = {}
        for division in self.divisions:
            if division.until is not None and division.adcode and not division.whole:
                table.setdefault(division.adcode, []).append(division)
        return table

    def town_before(self, text: str, end: int) -> str:
        """The longest name of a town, also one of lower rank than it has today, that ends at ``end``; else nothing."""
        for size in range(9, 1, -1):
            name = text[max(0, end - size) : end]
            if name in self.towns or self.towns.risen(name):
                return name
        return ""

    def town_from(self, text: str, start: int) -> str:
        """The longest name of a town that begins at ``start``, else nothing."""
        for size in range(6, 2, -1):
            if text[start : start + size] in self.towns:
                return text[start : start + size]
        return ""

    @cached_property
    def matcher(self) -> lexicon.PrefixMatcher:
        """Finds full names and short forms."""
        return lexicon.PrefixMatcher({*self.by_name, *self.by_short})

    def ancestors(self, division: Division) -> list[Division]:
        """The divisions that it lies in, the nearest first."""
        found: list[Division] = []
        code = division.parent
        while code and code in self.by_code and len(found) < 3:
            parent = self.by_code[code]
            found.append(parent)
            code = parent.parent
        return found

    def find_home(self, home: str) -> Division | None:
        """The division for a code, a full name or a short form that only one division has."""
        if home in self.by_code:
            return self.by_code[home]
        for table in (self.by_name, self.by_short):
            found = table.get(home, [])
            today = [division for division in found if division.until is None] or found
            if len(today) == 1:
                return today[0]
            for level in ("province", "prefecture"):
                higher = [division for division in today if division.level == level]
                if len(higher) == 1:
                    return higher[0]
        return None


@cache
def everyday() -> Gazetteer:
    """The gazetteer as it comes with the library, loaded once a process."""
    return Gazetteer()


@lru_cache(maxsize=4)
def _with(divisions: tuple[Division, ...]) -> Gazetteer:
    return Gazetteer(divisions)


_current: ContextVar[Gazetteer | None] = ContextVar("gazetteer", default=None)


def gazetteer() -> Gazetteer:
    """The gazetteer that counts for the text at hand: with the user's own divisions, where there are any."""
    return _current.get() or everyday()


@contextmanager
def knowing(divisions: tuple[Division, ...]) -> Iterator[None]:
    """Let :func:`gazetteer` know ``divisions`` as well, in the block and in its thread alone.

    The rules ask for it in many places; what one extractor knows beyond the library must not reach another.
    """
    if not divisions:
        yield
        return
    before = _current.set(_with(divisions))
    try:
        yield
    finally:
        _current.reset(before)
