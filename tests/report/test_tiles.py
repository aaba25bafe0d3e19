from __future__ import annotations

import pytest

from laomo_extract.lexicon.gazetteer import gazetteer
from laomo_extract.report.tiles import COUNTRY, grids, lay_out, path

PROVINCES = {one.adcode for one in gazetteer().divisions if one.level == "province" and one.adcode}
TODAY = [one for one in gazetteer().divisions if one.until is None and one.adcode]


def test_the_country_has_each_province_once() -> None:
    tiles = grids([])[COUNTRY]
    assert sorted(tile.key for tile in tiles) == sorted(PROVINCES)
    assert len({(tile.column, tile.row) for tile in tiles}) == len(tiles)


@pytest.mark.parametrize("province", sorted(PROVINCES & {one.parent for one in TODAY}))
def test_each_division_of_a_province_has_a_tile_of_its_own(province: str) -> None:
    inside = [one for one in TODAY if one.parent == province]
    tiles = grids([(province, inside[0].adcode or "")])[province]
    assert {tile.key for tile in tiles} == {one.adcode for one in inside}
    cells = [(tile.column, tile.row) for tile in tiles if tile.column is not None]
    assert len(set(cells)) == len(cells)
    assert min(column for column, _ in cells if column is not None) == 0


@pytest.mark.parametrize(
    ("district", "wanted"),
    [
        (("500102", "涪陵区", None, "重庆市"), ("500000", "500102")),
        (("320106", "鼓楼区", "南京市", "江苏省"), ("320000", "320100", "320106")),
        (("429004", "仙桃市", None, "湖北省"), ("420000", "429004")),
        (("370000", "山东省", None, None), ("370000",)),
        ((None, "高新区", "济南市", "山东省"), ("370000", "370100", "高新区")),
        ((None, "某新区", None, None), ("某新区",)),
    ],
)
def test_path(district: tuple[str | None, str, str | None, str | None], wanted: tuple[str, ...]) -> None:
    assert path(*district) == wanted


def test_a_division_that_is_no_more_has_a_tile_where_it_is_told_of() -> None:
    names = {tile.name for tile in grids([("500000", "500112")])["500000"]}
    assert "渝北区" in names
    assert "渝北区" not in {tile.name for tile in grids([("500000", "500102")])["500000"]}


def test_neighbours_stay_in_their_directions() -> None:
    laid = {tile.name: tile for tile in grids([("500000", "500102")])["500000"]}
    assert (laid["巫山县"].column or 0) > (laid["万州区"].column or 0) > (laid["永川区"].column or 0)
    assert (laid["城口县"].row or 0) < (laid["涪陵区"].row or 0) < (laid["秀山土家族苗族自治县"].row or 0)


def test_one_point_is_one_tile() -> None:
    assert lay_out({"a": (100.0, 30.0)}) == {"a": (0, 0)}
    assert lay_out({}) == {}
