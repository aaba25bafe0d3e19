"""The divisions of China at county level and above, through time, and the towns that lie in them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

from laomo_extract import lexicon
from laomo_extract.records import Level


@dataclass(frozen=True, slots=True)
class Division:
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


def _year(text: str) -> int | None:
    return int(text) if text else None


class Gazetteer:
    """Divisions by name, by short form and by code; use :func:`gazetteer` to get the one instance."""

    def __init__(self) -> None:
        self.divisions: list[Division] = []
        self.by_name: dict[str, list[Division]] = {}
        self.by_short: dict[str, list[Division]] = {}
        self.by_code: dict[str, Division] = {}
        for row in lexicon.rows("divisions.tsv"):
            code, name, level, parent, since, until, successor, short, whole = (row + [""] * 9)[:9]
            self._add(
                Division(
                    code or None,
                    name,
                    level,  # type: ignore[arg-type]
                    parent or None,
                    _year(since),
                    _year(until),
                    tuple(filter(None, successor.split(","))),
                    tuple(filter(None, short.split(","))),
                    whole == "1",
                )
            )
        for row in lexicon.rows("zones.tsv"):
            name, host, short = (row + [""] * 3)[:3]
            # A zone that became a division (两江新区 in 2025) was a zone until then.
            became = next(
                (division.since for division in self.by_name.get(name, []) if division.level != "zone"), None
            )
            shorts = tuple(filter(None, short.split(",")))
            self._add(Division(None, name, "zone", host or None, until=became, shorts=shorts))

    def _add(self, division: Division) -> None:
        self.divisions.append(division)
        self.by_name.setdefault(division.name, []).append(division)
        for short in division.shorts:
            self.by_short.setdefault(short, []).append(division)
        code = division.adcode
        if code and (code not in self.by_code or division.until is None):
            self.by_code[code] = division

    @cached_property
    def towns(self) -> dict[str, tuple[str, ...]]:
        """Town → codes of the counties that have one of that name."""
        return {row[0]: tuple(row[1].split(",")) for row in lexicon.rows("towns.tsv")}

    @cached_property
    def singles(self) -> dict[str, Division]:
        """Provinces and cities by the one character that news writes for them (京, 榕)."""
        table: dict[str, str] = lexicon.toml("places.toml")["single"]
        return {character: self.by_code[code] for character, code in table.items()}

    def town_before(self, text: str, end: int) -> str:
        """The longest name of a town that ends at ``end``, else nothing."""
        for size in range(9, 1, -1):
            if text[max(0, end - size) : end] in self.towns:
                return text[max(0, end - size) : end]
        return ""

    def town_from(self, text: str, start: int) -> str:
        """The longest name of a town that begins at ``start``, else nothing."""
        for size in range(6, 2, -1):
            if text[start : start + size] in self.towns:
                return text[start : start + size]
        return ""

    @cached_property
    def matcher(self) -> lexicon.Matcher:
        """Finds full names and short forms."""
        return lexicon.Matcher(sorted({*self.by_name, *self.by_short}))

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
def gazetteer() -> Gazetteer:
    """The gazetteer, loaded once a process."""
    return Gazetteer()
