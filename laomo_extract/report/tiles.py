"""Divisions as tiles of one size, each near where it lies: the country by provinces, what lies in a division by itself.

The country's tiles are set by hand (tiles.tsv), as readers know them. The others are laid out from a point in each
division (lexicon/points.tsv).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from itertools import pairwise
from math import ceil, cos, radians, sqrt
from typing import NamedTuple

from laomo_extract import lexicon
from laomo_extract.lexicon.gazetteer import Division, gazetteer
from laomo_extract.records import District

COUNTRY = ""
_ROOM = 1.3  # cells for each tile: with none to spare the outline of a province becomes a block


class Tile(NamedTuple):
    """A division's place in the grid of the division above it; without ``column`` and ``row`` it has none."""

    key: str
    name: str
    short: str
    column: int | None
    row: int | None


@cache
def path(adcode: str | None, name: str, city: str | None, province: str | None) -> tuple[str, ...]:
    """The tiles that a district is shown as, one a grid, from its province down to itself.

    The keys are codes; a division without one (a zone) goes by its name.

    >>> path("500102", "涪陵区", None, "重庆市"), path(None, "高新区", "济南市", "山东省")
    (('500000', '500102'), ('370000', '370100', '高新区'))
    """
    known = gazetteer()
    if adcode in known.by_code:
        own = known.by_code[adcode]
        return (*reversed([one.adcode or one.name for one in known.ancestors(own)]), adcode)
    above = [known.find_home(one) for one in (province, city) if one and one != name]
    return (*(one.adcode for one in above if one and one.adcode), adcode or name)


def path_of(district: District) -> tuple[str, ...]:
    """:func:`path` of a record."""
    return path(district.adcode, district.name, district.city, district.province)


def grids(paths: Iterable[tuple[str, ...]]) -> dict[str, list[Tile]]:
    """The grids to show all ``paths``: that of the country, and of each division that one of them leads through.

    A grid holds the divisions of today and those of the paths.
    """
    inside: dict[str, set[str]] = {}
    for one in paths:
        for above, key in pairwise(one):
            inside.setdefault(above, set()).add(key)
    return {COUNTRY: list(_country()), **{above: _inside(above, inside[above]) for above in sorted(inside)}}


def _country() -> Iterator[Tile]:
    table = resources.files(__package__ or "").joinpath("tiles.tsv").read_text("utf-8")
    for line in table.splitlines():
        if not line.startswith("#"):
            code, column, row, short = line.split("\t")
            yield Tile(code, gazetteer().by_code[code].name, short, int(column), int(row))


def _inside(above: str, seen: set[str]) -> list[Tile]:
    known = gazetteer()
    today = {
        one.adcode for one in known.divisions if one.parent == above and one.until is None and one.adcode
    }
    points = {}
    for code in sorted(today | seen):
        # A division that is no more stands near the one that it became
        division = known.by_code.get(code)
        where = [_points().get(one) for one in (code, *(division.successors if division else ()))]
        if point := next(filter(None, where), None):
            points[code] = point
    laid = lay_out(points)
    tiles = []
    for key in sorted(today | seen):
        division = known.by_code.get(key)
        column, row = laid.get(key, (None, None))
        tiles.append(Tile(key, division.name if division else key, _short(division, key), column, row))
    return tiles


def _short(division: Division | None, key: str) -> str:
    if division is None:
        return key
    return min(division.shorts, key=len) if division.shorts else division.name


def lay_out(points: dict[str, tuple[float, float]]) -> dict[str, tuple[int, int]]:
    """A cell (column, row) for each of ``points`` (longitude, latitude): near where it lies, no cell twice.

    Each takes the nearest free cell, those in the middle first; then places are changed as long as that brings
    tiles nearer to their points.

    >>> lay_out({"west": (106.0, 29.0), "east": (108.0, 29.0), "north": (107.0, 31.0)})
    {'west': (0, 1), 'east': (1, 1), 'north': (1, 0)}
    """
    if not points:
        return {}
    squeeze = cos(radians(sum(y for _, y in points.values()) / len(points)))
    xs = {key: x * squeeze for key, (x, _) in points.items()}
    ys = {key: -y for key, (_, y) in points.items()}
    width = max(xs.values()) - min(xs.values()) or 1.0
    height = max(ys.values()) - min(ys.values()) or 1.0
    columns = max(1, round(sqrt(len(points) * _ROOM * min(max(width / height, 0.6), 1.8))))
    rows = ceil(len(points) * _ROOM / columns)
    wanted = {
        key: (
            (xs[key] - min(xs.values())) / width * (columns - 1),
            (ys[key] - min(ys.values())) / height * (rows - 1),
        )
        for key in points
    }
    middle = ((columns - 1) / 2, (rows - 1) / 2)
    free = [(column, row) for row in range(rows) for column in range(columns)]
    cells: dict[str, tuple[int, int]] = {}
    for key in sorted(points, key=lambda key: (_apart(wanted[key], middle), key)):
        cells[key] = min(free, key=lambda cell: _apart(wanted[key], cell))
        free.remove(cells[key])
    while _better(cells, free, wanted):
        pass
    left, top = (min(cell[axis] for cell in cells.values()) for axis in (0, 1))
    return {key: (cells[key][0] - left, cells[key][1] - top) for key in points}


def _better(
    cells: dict[str, tuple[int, int]],
    free: list[tuple[int, int]],
    wanted: dict[str, tuple[float, float]],
) -> bool:
    """Move or exchange tiles where that brings them nearer; False if nothing does."""
    moved = False
    for key in cells:
        for number, cell in enumerate(free):
            if _apart(wanted[key], cell) < _apart(wanted[key], cells[key]) - 1e-9:
                cells[key], free[number] = cell, cells[key]
                moved = True
        for other in cells:
            one, two = cells[key], cells[other]
            now = _apart(wanted[key], one) + _apart(wanted[other], two)
            if _apart(wanted[key], two) + _apart(wanted[other], one) < now - 1e-9:
                cells[key], cells[other] = two, one
                moved = True
    return moved


def _apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2


@cache
def _points() -> dict[str, tuple[float, float]]:
    return {code: (float(x), float(y)) for code, x, y in lexicon.rows("points.tsv")}
