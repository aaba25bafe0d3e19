from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pyarrow import parquet

from laomo_extract.export import export
from laomo_extract.kinds import KINDS, columns, rows
from laomo_extract.records import Count
from laomo_extract.selection import Selection
from laomo_extract.store import open_store
from tests.make import bulletin, count, day, district, full, fund, item, worker


@pytest.mark.parametrize("kind", KINDS)
def test_rows_have_the_columns_of_their_kind(kind: str) -> None:
    found = list(rows(full(), kind))
    assert found
    types = columns(kind)
    for row in found:
        assert list(row) == list(types)
        for name, value in row.items():
            allowed = (int, Decimal) if types[name] is Decimal else types[name]
            assert value is None or isinstance(value, allowed), (name, value)


def test_excel_has_a_sheet_a_kind_with_typed_cells(tmp_path: Path) -> None:
    path = tmp_path / "news.xlsx"
    assert export([full()], path) == 1
    book = openpyxl.load_workbook(path)
    assert tuple(book.sheetnames) == KINDS
    for kind in KINDS:
        assert book[kind].max_row == 1 + len(list(rows(full(), kind)))
    money = next(cell for cell in book["funds"][1] if cell.value == "amount")
    cell = book["funds"].cell(2, money.column)
    assert (cell.value, cell.data_type, cell.number_format) == (186000.10, "n", "#,##0.00")
    first = next(cell for cell in book["dates"][1] if cell.value == "start")
    assert book["dates"].cell(2, first.column).value == datetime(2024, 8, 27)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\x01劳模", "#REF!"])
def test_no_cell_of_excel_runs_as_a_formula(tmp_path: Path, text: str) -> None:
    path = tmp_path / "news.xlsx"
    export([bulletin("b1", item(heading=text, workers=[worker(text)]), title=text)], path)
    for sheet in openpyxl.load_workbook(path):
        cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row if cell.value is not None]
        assert {cell.data_type for cell in cells} <= {"s", "n"}


def test_more_rows_than_excel_holds_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("laomo_extract.export.sheets.MOST_ROWS", 3)
    three = bulletin("b1", *(item(number) for number in range(3)))
    with pytest.raises(ValueError, match=r"items: more than 3 rows.*\.parquet"):
        export([three], tmp_path / "news.xlsx")
    assert not list(tmp_path.iterdir())


def test_parquet_is_typed_and_exact(tmp_path: Path) -> None:
    path = tmp_path / "funds.parquet"
    big = bulletin("b2", item(funds=[fund("12345678901234567890.01")]))
    assert export([full(), big], path, kinds=["funds"]) == 2
    table = parquet.read_table(path)
    assert [
        str(table.schema.field(name).type) for name in ("amount", "span_start", "confidence", "purpose")
    ] == [
        "decimal128(38, 8)",
        "int64",
        "double",
        "string",
    ]
    assert table["amount"].to_pylist() == [
        Decimal("186000.10"),
        Decimal(2000),
        Decimal("12345678901234567890.01"),
    ]
    export([full()], tmp_path / "dates.parquet", kinds=["dates"])
    assert parquet.read_table(tmp_path / "dates.parquet")["start"].to_pylist() == [date(2024, 8, 27), None]


@pytest.mark.parametrize("kinds", [(), ("funds", "dates")])
def test_parquet_holds_one_kind(tmp_path: Path, kinds: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="a Parquet file holds one kind of fact"):
        export([full()], tmp_path / "all.parquet", kinds=kinds)


def test_linked_data_say_what_the_records_say(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonld"
    reprint = full("b2").model_copy(update={"reprint_of": "b1"})
    assert export([full("b1"), reprint], path) == 2
    document = json.loads(path.read_text(encoding="utf-8"))
    first, second = document["@graph"]
    assert (first["@type"], first["@id"]) == ("NewsArticle", "urn:laomo:b1")
    assert second["isBasedOn"] == {"@id": "urn:laomo:b1"}
    part = first["hasPart"][0]
    assert [count.get("laomo:partOf") for count in part["laomo:counts"]] == [None, None, "62名"]
    assert part["laomo:funds"][0] == {
        "@type": "MonetaryAmount",
        "value": "186000.10",
        "currency": "CNY",
        "laomo:of": "助学金",
        "laomo:basis": "total",
        "laomo:scope": "event",
        "laomo:words": "186000.10元",
    }
    assert part["mentions"][0]["award"] == ["全国劳动模范", "省劳模"]
    assert part["temporalCoverage"] == ["2024-08-27"]


@pytest.mark.parametrize("suffix", ["jsonl", "csv", "jsonld", "xlsx"])
def test_only_the_kinds_asked_for_are_written(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"news.{suffix}"
    export([full()], path, kinds=["funds", "honours"])
    if suffix == "xlsx":
        assert openpyxl.load_workbook(path).sheetnames == ["funds", "honours"]
        return
    written = path.read_text(encoding="utf-8-sig")
    assert "186000.10" in written
    assert "省劳模" in written or suffix == "jsonld"
    assert "大米" not in written
    assert "金秋助学" not in written


def test_a_map_has_a_point_a_district_with_its_sums(tmp_path: Path) -> None:
    """Planned and cumulative figures, participants and bodies are not added up; former divisions are found."""
    first = item(
        1,
        districts=[district(), district("涪陵区", role="organiser"), district("渝中区")],
        counts=[
            count(62),
            count(12, part_of=0),  # of the 62, which stand at 0
            count(20, role="participant"),
            count(9, scope="cumulative"),
            count(3, "家"),
        ],
        funds=[
            fund("186000.10"),
            fund("3000", basis="each"),
            fund("5", scope="planned"),
            fund("7", currency="USD"),
        ],
    )
    second = item(2, districts=[district()], counts=[count(8)])
    former = item(3, districts=[district("开县", adcode="500234", successor="500154")])
    zone = item(4, districts=[district("某新区", adcode=None, level="zone")])
    path = tmp_path / "news.geojson"
    assert export([bulletin("b1", first, second), bulletin("b2", former, zone)], path) == 2
    collection = json.loads(path.read_text(encoding="utf-8"))
    assert collection["type"] == "FeatureCollection"
    features = {feature["properties"]["name"]: feature for feature in collection["features"]}
    assert list(features) == ["涪陵区", "渝中区", "开县", "某新区"]
    assert features["涪陵区"] == {
        "type": "Feature",
        "id": "500102",
        "geometry": {"type": "Point", "coordinates": [107.32, 29.68]},
        "properties": {
            "adcode": "500102",
            "name": "涪陵区",
            "city": None,
            "province": "重庆市",
            "bulletins": 1,
            "items": 2,
            "people": 70,
            "yuan": "186000.10",
        },
    }
    assert features["渝中区"]["properties"]["people"] == 62
    assert features["开县"]["geometry"] == {"type": "Point", "coordinates": [108.33, 31.26]}
    assert features["某新区"]["geometry"] is None
    export([bulletin("b1", first)], path, kinds=["funds"])
    (one, _) = json.loads(path.read_text(encoding="utf-8"))["features"]
    assert one["properties"].keys() == {"adcode", "name", "city", "province", "bulletins", "items", "yuan"}


def test_an_unknown_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="'money' is no kind of fact; accepted: items, districts"):
        export([full()], tmp_path / "news.csv", kinds=["money"])


def test_csv_without_a_mark(tmp_path: Path) -> None:
    export([full()], tmp_path / "news.csv", mark=False)
    assert (tmp_path / "news.csv").read_bytes().startswith(b"bulletin,")


def _sure(fact: Count, confidence: float) -> Count:
    return fact.model_copy(update={"confidence": confidence})


BULLETIN = bulletin(
    "b1",
    item(1, districts=[district("涪陵区")], dates=[day("2024-08-27")], counts=[count(1)]),
    item(2, districts=[district("渝中区", city="重庆市")], dates=[day("2024-07-01", role="background")]),
    item(3, counts=[_sure(count(2), 0.2), _sure(count(3), 0.8)]),
    published="2024-09",
)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["i1", "i2", "i3"]),
        ({"first": date(2024, 8, 27), "last": date(2024, 8, 27)}, ["i1"]),
        ({"last": date(2024, 8, 31)}, ["i1"]),
        ({"first": date(2024, 9, 30)}, ["i2", "i3"]),
        ({"districts": ("涪陵区",)}, ["i1"]),
        ({"districts": ("500103", "涪陵区")}, ["i1", "i2"]),
        ({"districts": ("500000",)}, ["i1", "i2"]),
        ({"districts": ("重庆市",)}, ["i1", "i2"]),
        ({"districts": ("重庆市渝中区",)}, ["i2"]),
        ({"districts": ("510000",)}, []),
    ],
)
def test_items_are_chosen(wanted: dict[str, Any], found: list[str]) -> None:
    chosen = list(Selection(**wanted).of([BULLETIN]))
    assert [item.id for one in chosen for item in one.items] == found
    assert len(chosen) == bool(found)


def test_facts_that_are_not_sure_are_left_out() -> None:
    [chosen] = Selection(confidence=0.5).of([BULLETIN])
    assert [count.value for count in chosen.items[2].counts] == [3]


def test_a_data_frame_has_types(url: str) -> None:
    with open_store(url) as store:
        store.add(full())
        store.add(full("b2").model_copy(update={"reprint_of": "b1"}))
        money = store.frame("funds")
        assert [str(money[name].dtype) for name in ("amount", "span_start", "confidence", "purpose")] == [
            "object",
            "Int64",
            "float64",
            "string",
        ]
        assert money["amount"].sum() == Decimal("188000.10")
        assert str(store.frame("dates")["start"].dtype) == "datetime64[ms]"
        assert store.frame("counts")["value_max"].isna().tolist() == [True, False, True]
        assert store.frame("counts")["part_of"].fillna(-1).tolist() == [-1, -1, 0]
        assert len(store.frame("funds", keep_reprints=True)) == 4
        assert store.frame("items", Selection(districts=("宁波市",))).empty
        with pytest.raises(ValueError, match="no kind of fact"):
            store.frame("money")
