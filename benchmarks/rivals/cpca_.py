"""Of the package chinese_province_city_area_mapper, ``transform_text_with_addrs``.

Divisions of the home's own province come first where a name is borne by several (``umap``); an item in which none is
named takes the home.
"""

from __future__ import annotations

from benchmarks.rivals import handmade

TITLE = "cpca"
PACKAGES = ("cpca", "pandas", "setuptools")  # it asks setuptools for pkg_resources
FIELDS = ("districts",)
OFFSETS = True


def load() -> handmade.Read:
    """The reader."""
    places, division = load_places()

    def read(text: str, published: str | None, home: str | None) -> handmade.Fact:
        return handmade.items(text, {"districts": places(text, home)}, division(home))

    return read


def load_places() -> tuple[handmade.FindFrom, handmade.Division]:
    """Where divisions are named, given the code of home; and the division of a code."""
    import cpca

    divisions = {code[:6]: info.name for code, info in cpca.ad_2_addr_dict.items()}

    def preferred(home: str | None) -> dict[str, str]:
        near: dict[str, str] = {}
        for length in (2, 4, 6) if home else ():  # the nearest last, so that it wins
            near |= {name: code for code, name in divisions.items() if code[:length] == (home or "")[:length]}
        return near

    def places(text: str, home: str | None) -> list[handmade.Fact]:
        try:
            rows = cpca.transform_text_with_addrs(text, pos_sensitive=True, umap=preferred(home))
        except KeyError:  # what it raises where there is no division in the text
            return []
        found = []
        for row in rows.to_dict("records"):
            start, name = max(row["省_pos"], row["市_pos"], row["区_pos"]), divisions[row["adcode"]]
            found.append(handmade.fact(start, start + len(name), name=name, adcode=row["adcode"]))
        return found

    def division(code: str | None) -> handmade.Fact | None:
        return handmade.fact(0, 0, name=divisions[code], adcode=code) if code in divisions else None

    return places, division
