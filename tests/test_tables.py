"""Facts as tables of Arrow, pandas and Polars: the same values, and types that fit them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas
import polars
import pyarrow
import pytest

import laomo_extract as lx
from laomo_extract.kinds import KINDS, choices, columns, rows
from laomo_extract.tables import Library, frame
from tests.make import bulletin, count, full, fund, item

LIBRARIES: tuple[Library, ...] = ("arrow", "pandas", "polars")


def records(table: Any) -> list[dict[str, Any]]:
    """The rows of any of the three, with None where there is no value."""
    if isinstance(table, pyarrow.Table):
        return list(table.to_pylist())
    if isinstance(table, polars.DataFrame):
        return list(table.to_dicts())
    plain = table.astype(object)
    return list(plain.where(plain.notna(), None).to_dict("records"))


def same(value: Any) -> Any:
    """Days of pandas are points in time."""
    return value.date() if isinstance(value, pandas.Timestamp) else value


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_table_has_the_rows_of_its_kind(kind: str, library: Library) -> None:
    expected = [{name: row.get(name) for name in columns(kind)} for row in rows(full(), kind)]
    found = [
        {name: same(value) for name, value in row.items()} for row in records(full().frame(kind, library))
    ]
    assert found == expected
    assert expected or kind == "checks"


@pytest.mark.parametrize(
    ("library", "types"),
    [
        ("arrow", {"amount": "decimal128(38, 8)", "scope": "dictionary<values=string, indices=int8, ordered=0>", "part_of": "int64", "purpose": "string", "confidence": "double"}),
        ("pandas", {"amount": "object", "scope": "category", "part_of": "Int64", "purpose": "string", "confidence": "float64"}),
        ("polars", {"amount": "Decimal(precision=38, scale=8)", "scope": "Enum(categories=['event', 'cumulative', 'planned'])", "part_of": "Int64", "purpose": "String", "confidence": "Float64"}),
    ],
)  # fmt: skip
def test_types(library: Library, types: dict[str, str]) -> None:
    table = full().frame("funds", library)
    found = {name: str(table[name].type if library == "arrow" else table[name].dtype) for name in types}
    assert found == types


def test_days() -> None:
    assert str(full().frame("dates")["start"].dtype) == "datetime64[ms]"
    assert full().frame("dates", "polars")["start"].to_list() == [date(2024, 8, 27), None]
    assert full().frame("dates", "arrow")["start"].type == pyarrow.date32()


def test_amounts_of_pandas_are_short_exact_decimals() -> None:
    amounts = full().frame("funds")["amount"]
    assert [str(amount) for amount in amounts] == ["186000.1", "2000"]
    assert amounts.sum() == Decimal("188000.1")


def test_choices_are_whole_even_where_a_table_is_empty() -> None:
    empty = bulletin()
    assert list(empty.frame("counts")["approx"].cat.categories) == ["more", "less", "about"]
    assert empty.frame("counts", "polars")["role"].dtype == polars.Enum(choices("counts")["role"])
    assert empty.frame("counts", "arrow")["scope"].combine_chunks().dictionary.to_pylist() == list(
        choices("counts")["scope"]
    )


@pytest.mark.parametrize("library", LIBRARIES)
def test_frames_reads_the_bulletins_once(library: Library) -> None:
    tables = lx.frames(iter([full("b1"), full("b2")]), library=library)
    assert list(tables) == list(KINDS)
    assert len(tables["funds"]) == 4
    assert len(lx.frames([], library=library)["funds"]) == 0


def test_rows_are_held_in_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("laomo_extract.tables._GROUP", 3)
    made = [full(f"b{number}") for number in range(5)]
    assert frame("funds", made, "arrow")["bulletin"].to_pylist() == [
        name for one in made for name in (one.id, one.id)
    ]


@pytest.mark.parametrize("library", LIBRARIES)
def test_numbers_that_no_column_holds_do_no_harm(library: Library) -> None:
    odd = bulletin(
        "b1", item(funds=[fund("9" * 40), fund("0.1234567891"), fund("9" * 30)], counts=[count(10**20)])
    )
    amounts = [row["amount"] for row in records(odd.frame("funds", library))]
    assert amounts == [None, Decimal("0.12345679"), Decimal("9" * 30)]
    assert [row["value"] for row in records(odd.frame("counts", library))] == [None]


def test_wrong_names_say_what_is_accepted() -> None:
    with pytest.raises(ValueError, match="no kind of fact; accepted: items"):
        full().frame("money")
    with pytest.raises(ValueError, match="accepted: pandas, polars, arrow"):
        full().frame("funds", "excel")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("library", "missing"), [("polars", "polars"), ("pandas", "pandas"), ("arrow", "pyarrow")]
)
def test_a_missing_package_is_named(library: Library, missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, missing, None)
    with pytest.raises(ImportError, match=rf"{missing} is not installed; pip install 'laomo-extract\["):
        full().frame("funds", library)


def test_duckdb_asks_parquet(tmp_path: Path) -> None:
    from examples.parquet import by_district

    told = lx.extract("涪陵区总工会发放助学金18.6万元。渝中区总工会发放慰问金2000元。")
    assert by_district([told], tmp_path) == [("涪陵区", Decimal("186000.00")), ("渝中区", Decimal("2000.00"))]
