"""Bulletins to GeoJSON: a point a district, with what happened there, for a map.

Each feature is a district of the items: its code, name, city and province, how many bulletins and items name it,
the people helped and the yuan given in the items' own activities (not cumulative, planned, per head or part of a
sum told with it). An
item of two districts counts in full for each. Points come from ``lexicon/points.tsv``; a district without one
(a zone, a division of the latest years) has no geometry.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Any, TextIO

from laomo_extract import lexicon
from laomo_extract.figures import people_helped, yuan_given
from laomo_extract.records import Bulletin, District, NewsItem


@dataclass
class _Place:
    """What is added up of one district."""

    district: District
    bulletins: set[str] = field(default_factory=set)
    items: int = 0
    people: int = 0
    yuan: Decimal = Decimal(0)

    def add(self, bulletin: Bulletin, item: NewsItem) -> None:
        self.bulletins.add(bulletin.id)
        self.items += 1
        self.people += people_helped(item)
        self.yuan += sum(one.amount for one in yuan_given(item))

    def feature(self, kinds: Collection[str]) -> dict[str, Any]:
        """As GeoJSON; with ``kinds`` only the sums of these."""
        district = self.district
        sums = {"counts": ("people", self.people), "funds": ("yuan", f"{self.yuan:f}")}
        point = _points().get(district.adcode or "") or _points().get(district.successor or "")
        return {
            "type": "Feature",
            "id": district.adcode or district.name,
            "geometry": point and {"type": "Point", "coordinates": point},
            "properties": {
                "adcode": district.adcode,
                "name": district.name,
                "city": district.city,
                "province": district.province,
                "bulletins": len(self.bulletins),
                "items": self.items,
                **dict(said for kind, said in sums.items() if not kinds or kind in kinds),
            },
        }


def write_geojson(bulletins: Iterable[Bulletin], stream: TextIO, kinds: Collection[str]) -> int:
    """One collection of all districts, in the order of their codes; return the number of bulletins."""
    places: dict[tuple[str | None, str], _Place] = {}
    written = 0
    for bulletin in bulletins:
        written += 1
        for item in bulletin.items:
            for key, district in {(one.adcode, one.name): one for one in item.districts}.items():
                places.setdefault(key, _Place(district)).add(bulletin, item)
    ordered = sorted(places.items(), key=lambda place: (place[0][0] or "~", place[0][1]))
    features = [place.feature(kinds) for _, place in ordered]
    json.dump({"type": "FeatureCollection", "features": features}, stream, ensure_ascii=False, indent=1)
    stream.write("\n")
    return written


@cache
def _points() -> dict[str, list[float]]:
    """Longitude and latitude of a point in each division, by its code."""
    return {code: [float(x), float(y)] for code, x, y in lexicon.rows("points.tsv")}
