"""Facts as tables in memory: Arrow first, and from it pandas and Polars.

=========  ==============================  ==========================  ==========================
a column   Arrow                           pandas                      Polars
=========  ==============================  ==========================  ==========================
amount     decimal128(38, 8)               object of Decimal           Decimal(38, 8)
day        date32                          datetime64[ms]              Date
number     int64, float64                  Int64, float64              Int64, Float64
choice     dictionary of all its values    category of all its values  Enum of all its values
text       string                          string                      String
=========  ==============================  ==========================  ==========================

A choice is what has few values by the records («role», «scope», «level»). A number that these types do not hold (a
page of nothing but digits has such) is null, digits behind the eighth decimal are rounded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import TYPE_CHECKING, Any, Literal

from laomo_extract.arrow import DIGITS, PLACES, arrow_type
from laomo_extract.errors import WrongArgumentError
from laomo_extract.kinds import all_kinds, choices, columns, rows
from laomo_extract.missing import needs
from laomo_extract.records import Bulletin

if TYPE_CHECKING:
    import pyarrow

Library = Literal["pandas", "polars", "arrow"]

_GROUP = 10_000  # rows held as Python objects before they become Arrow's
_EXACT = Context(prec=DIGITS, rounding=ROUND_HALF_EVEN)
_UNIT = Decimal(1).scaleb(-PLACES)
_MOST = Decimal(10) ** (DIGITS - PLACES) - 1


def frame(kind: str, bulletins: Iterable[Bulletin], library: Library = "pandas") -> Any:
    """The facts of one ``kind`` in ``bulletins``, a row each; columns as :func:`~laomo_extract.kinds.columns` says.

    Args:
        kind: ``funds``, ``workers``, …; :data:`~laomo_extract.kinds.KINDS` has all.
        bulletins: Taken one at a time.
        library: What to make: a DataFrame of ``pandas`` or ``polars``, or a Table of ``arrow``.

    Raises:
        ValueError: there is no such kind or library.
        ImportError: the library is not installed; the message says what to install.

    >>> from laomo_extract import extract
    >>> frame("funds", [extract("区总工会发放助学金18.6万元。")])["amount"].sum()
    Decimal('186000')
    """
    return frames(bulletins, kinds=[kind], library=library)[kind]


def frames(
    bulletins: Iterable[Bulletin], *, kinds: Sequence[str] = (), library: Library = "pandas"
) -> dict[str, Any]:
    """The facts of ``bulletins`` as a table for each of ``kinds`` (none: all), in one pass; see :func:`frame`.

    >>> from laomo_extract import extract
    >>> tables = frames([extract("区总工会为62名学生发放助学金18.6万元。")], library="polars")
    >>> tables["counts"].select("value", "role").rows()
    [(62, 'beneficiary')]
    """
    if library not in _MAKERS:
        raise WrongArgumentError("LM206", library=library, accepted=", ".join(_MAKERS))
    with needs("pyarrow", "parquet" if library == "arrow" else library):
        from pyarrow import Table

    kinds = kinds or all_kinds()
    schemas = {kind: schema(kind) for kind in kinds}
    waiting: dict[str, list[dict[str, Any]]] = {kind: [] for kind in kinds}
    batches: dict[str, list[pyarrow.RecordBatch]] = {kind: [] for kind in kinds}

    def flush(kind: str) -> None:
        batches[kind].append(batch(waiting[kind], schemas[kind]))
        waiting[kind].clear()

    for bulletin in bulletins:
        for kind in kinds:
            waiting[kind].extend(rows(bulletin, kind))
            if len(waiting[kind]) >= _GROUP:
                flush(kind)
    made = {}
    for kind in kinds:
        flush(kind)
        made[kind] = _MAKERS[library](_with_choices(Table.from_batches(batches.pop(kind)), kind), kind)
    return made


def schema(kind: str) -> pyarrow.Schema:
    """The columns of ``kind`` with their types in Arrow; choices are text, as files and other engines take it."""
    import pyarrow

    return pyarrow.schema([(name, arrow_type(type_)) for name, type_ in columns(kind).items()])


def batch(found: Sequence[dict[str, Any]], wanted: pyarrow.Schema) -> pyarrow.RecordBatch:
    """Rows of :func:`~laomo_extract.kinds.rows` as Arrow's, with the columns of :func:`schema`."""
    import pyarrow

    def column(name: str, type_: pyarrow.DataType) -> pyarrow.Array:
        values = [row.get(name) for row in found]
        if pyarrow.types.is_decimal(type_):
            values = [_decimal(value) for value in values]
        elif pyarrow.types.is_int64(type_):
            values = [value if value is None or abs(value) < 2**63 else None for value in values]
        return pyarrow.array(values, type_)

    return pyarrow.record_batch([column(field.name, field.type) for field in wanted], wanted)


def _decimal(value: Decimal | int | None) -> Decimal | None:
    if value is None:
        return None
    exact = Decimal(value)
    return exact.quantize(_UNIT, context=_EXACT) if abs(exact) <= _MOST else None


def _with_choices(table: pyarrow.Table, kind: str) -> pyarrow.Table:
    """With choices as dictionaries of all their values, which are then the same in every table."""
    import pyarrow
    from pyarrow import compute

    for name, values in choices(kind).items():
        allowed = pyarrow.array(values, pyarrow.string())
        places = compute.index_in(table[name].combine_chunks(), allowed).cast(pyarrow.int8())
        at = table.column_names.index(name)
        table = table.set_column(at, name, pyarrow.DictionaryArray.from_arrays(places, allowed))
    return table


def _pandas(table: pyarrow.Table, kind: str) -> Any:
    with needs("pandas", "pandas"):
        import pandas
    import pyarrow

    types = {pyarrow.string(): pandas.StringDtype(), pyarrow.int64(): pandas.Int64Dtype()}
    made = table.to_pandas(types_mapper=types.get, date_as_object=False)
    for name, type_ in columns(kind).items():
        if type_ is Decimal:  # 186000, not 186000.00000000
            made[name] = [None if value is None else _short(value) for value in made[name]]
            made[name] = made[name].astype(object)
    return made


def _short(value: Decimal) -> Decimal:
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize()


def _polars(table: pyarrow.Table, kind: str) -> Any:
    with needs("polars", "polars"):
        import polars

    made = polars.from_arrow(table)
    assert isinstance(made, polars.DataFrame)
    return made.with_columns(
        polars.col(name).cast(polars.Enum(values)) for name, values in choices(kind).items()
    )


def _arrow(table: pyarrow.Table, kind: str) -> Any:
    return table


_MAKERS: dict[str, Callable[[pyarrow.Table, str], Any]] = {
    "pandas": _pandas,
    "polars": _polars,
    "arrow": _arrow,
}
