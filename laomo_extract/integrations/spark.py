"""Archives beyond one machine: the same records as columns of a Spark DataFrame (extra ``spark``).

=========  ==============================================
Spark      4.0 to 4.3, classic sessions and clusters
Java       17 or 21, on the driver and on every executor
Python     3.11 to 3.13, the same on both
=========  ==============================================

The executors need this package installed, as the driver does.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date as Day
from typing import TYPE_CHECKING, Any

from laomo_extract.archive import MAX_SIZE
from laomo_extract.arrow import arrow_type, arrow_value
from laomo_extract.errors import WrongArgumentError
from laomo_extract.extractor import Extractor
from laomo_extract.kinds import KINDS, LIST_MARK, columns
from laomo_extract.missing import needs
from laomo_extract.records import Bulletin

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_ROWS = (
    64  # read before they are handed back: what a task holds of the records, which are larger than the text
)
_ADDED = {"bulletin": Bulletin | None, "error": str | None}
_OF_BULLETIN = ("title", "published", "source", "publisher", "author", "reprint_of")
_TEXTS = ("string",)
_DAYS = ("string", "date", "timestamp", "timestamp_ntz")


def extract(
    df: DataFrame,
    text: str = "text",
    published: Day | str | None = None,
    home: str | None = None,
    *,
    extractor: Extractor | None = None,
    max_size: int = MAX_SIZE,
) -> DataFrame:
    """Read the bulletins in a column of ``df``.

    The result has a row for each row of ``df``: its columns without ``text``, which is most of the bytes, then
    ``bulletin``, the record with all that is nested in it, and ``error``. One of these two is null. Amounts are
    decimals of 38 digits, 8 of them after the point. A row that cannot be read (its text is null, not UTF-8 or too
    large, its date is none) does not stop the job: ``error`` says why.

    Args:
        df: the texts, in whatever partitions; each is read by one process.
        text: the column of the texts.
        published: the column of the dates of publication (date, timestamp or ISO string), or the date of all.
        home: the column of the divisions that the publications serve (adcode or name), or the one of all.
        extractor: one with the user's own words or finder of names.
        max_size: bytes that one text may have.

    Raises:
        ValueError: ``df`` lacks a column, has one of another type or already has ``bulletin`` or ``error``; a
            date or division of all cannot be read.
        ImportError: pyspark or pyarrow is not installed.
    """
    with needs("pyspark", "spark"):
        from pyspark.sql.pandas.types import from_arrow_schema
        from pyspark.sql.types import StructType
    with needs("pyarrow", "spark"):
        import pyarrow

    names = df.columns
    _check(df, text, _TEXTS)
    constants: dict[str, Any] = {}
    varying: dict[str, int] = {}
    for option, value, types in (("published", published, _DAYS), ("home", home, _TEXTS)):
        if isinstance(value, str) and value in names:
            _check(df, value, types)
            varying[option] = names.index(value)
        else:
            constants[option] = value
    reader = extractor or Extractor()
    try:
        reader.extract("", **constants)
    except ValueError as error:
        raise ValueError(f"{error}; or name a column of {names}") from error
    at = names.index(text)
    kept = [number for number, name in enumerate(names) if name != text]
    if taken := [names[number] for number in kept if names[number] in _ADDED]:
        raise ValueError(f"df has columns {taken} already: rename or drop them")

    def read(batches: Iterator[Any]) -> Iterator[Any]:
        record = arrow_type(Bulletin, "spark")
        nothing = pyarrow.nulls(1, record)

        def one(batch: Any, row: int) -> tuple[Any, str | None]:
            try:
                written = batch.column(at)[row]
                if written.is_valid and written.as_buffer().size > max_size:
                    raise ValueError(f"the text has {written.as_buffer().size} bytes, max_size is {max_size}")
                given = {option: batch.column(number)[row].as_py() for option, number in varying.items()}
                bulletin = reader.extract(written.as_py(), **given, **constants)
                return pyarrow.array([arrow_value(bulletin)], record), None
            except Exception as error:  # whatever it is, it is this row's alone
                return nothing, f"{type(error).__name__}: {error}"

        for whole in batches:
            for start in range(0, whole.num_rows, _ROWS):
                batch = whole.slice(start, _ROWS)
                answers = [one(batch, row) for row in range(batch.num_rows)]
                bulletins = pyarrow.concat_arrays([bulletin for bulletin, _ in answers])
                errors = pyarrow.array([error for _, error in answers], pyarrow.string())
                columns = [*(batch.column(number) for number in kept), bulletins, errors]
                yield pyarrow.RecordBatch.from_arrays(columns, names=result.names)

    added = pyarrow.schema(
        [pyarrow.field(name, arrow_type(annotation, "spark")) for name, annotation in _ADDED.items()]
    )
    result = StructType([*(df.schema.fields[number] for number in kept), *from_arrow_schema(added).fields])
    # Columns go by their number: Spark takes a dot in a name for a step into the column.
    return df.toDF(*map(str, range(len(names)))).mapInArrow(read, result)


def explode(df: DataFrame, kind: str) -> DataFrame:
    """One row a fact of ``kind`` (``funds``, ``workers``, …) of what :func:`extract` returned.

    The columns of ``df`` come first, then those of the table of this kind; see :mod:`laomo_extract.kinds`. Lists in
    a fact stay lists. Rows without such facts, and those with an error, have none.

    Raises:
        ValueError: there is no such kind, or ``df`` has a column that the table has too.
    """
    with needs("pyspark", "spark"):
        from pyspark.sql import functions as F

    if kind not in KINDS:
        raise WrongArgumentError(
            "LM205", kind=kind, accepted=", ".join(KINDS)
        )  # added kinds are rows of «own»
    wanted = columns(kind)
    others = [name for name in df.columns if name not in _ADDED]
    if taken := [name for name in others if name in wanted]:
        raise ValueError(f"df has columns {taken}, and so have {kind}: rename or drop them")
    kept = [f"`{name}`" for name in others]  # a name may have a dot
    found = df.select(*kept, "bulletin", F.explode("bulletin.items").alias("_item"))
    fact = worker = "_item"
    if kind != "items":
        fact = worker = "_fact"
        found = found.select("*", F.explode(f"_item.{'workers' if kind == 'honours' else kind}").alias(fact))
    if kind == "honours":
        fact = "_honour"
        found = found.select("*", F.explode(f"{worker}.honours").alias(fact))
    districts = F.array_distinct(F.col("_item.districts")["name"])
    elsewhere = {
        "bulletin": F.col("bulletin.id"),
        **{name: F.col(f"bulletin.{name}") for name in _OF_BULLETIN},
        "item": F.col("_item.id"),
        "item_kind": F.col("_item.kind"),
        "heading": F.col("_item.heading"),
        "item_districts": F.array_join(districts, LIST_MARK),
        "span_start": F.col(f"{fact}.span.start"),
        "span_end": F.col(f"{fact}.span.end"),
        **({"name": F.col(f"{worker}.name")} if kind == "honours" else {}),
    }
    own = found.select(f"{fact}.*").columns  # the title of an honour is not that of its bulletin
    table = [F.col(f"{fact}.{name}") if name in own else elsewhere[name].alias(name) for name in wanted]
    return found.select(*kept, *table)


def _check(df: DataFrame, name: str, types: tuple[str, ...]) -> None:
    """Refuse a column that is not there or of another type: before the job runs, and not once a row."""
    there = dict(df.dtypes)
    if name not in there:
        raise ValueError(f"df has no column {name!r}; it has {df.columns}")
    if there[name] not in types:
        raise ValueError(f"column {name!r} is {there[name]}; accepted: {', '.join(types)} (cast it)")
