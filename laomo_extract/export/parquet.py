"""Bulletins to Parquet: one kind of fact, typed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from laomo_extract.arrow import arrow_type
from laomo_extract.kinds import columns, rows
from laomo_extract.missing import needs
from laomo_extract.records import Bulletin

_GROUP = 10_000  # rows held before they are written


def write_parquet(bulletins: Iterable[Bulletin], path: Path, kinds: Collection[str]) -> int:
    """Write the one kind of fact in ``kinds`` to ``path``; return the number of bulletins.

    Amounts are decimals of 38 digits, 8 of them after the point.

    Raises:
        ValueError: ``kinds`` is not one kind.
        ImportError: pyarrow is not installed.
    """
    if len(kinds) != 1:
        raise ValueError("a Parquet file holds one kind of fact; give one, such as funds")
    with needs("pyarrow", "parquet"):
        import pyarrow
        from pyarrow.parquet import ParquetWriter

    (kind,) = kinds
    schema = pyarrow.schema([(name, arrow_type(type_)) for name, type_ in columns(kind).items()])
    numbers = [name for name, type_ in columns(kind).items() if type_ is Decimal]
    written = 0
    with ParquetWriter(path, schema) as file:
        group: list[dict[str, Any]] = []

        def flush() -> None:
            file.write_table(pyarrow.Table.from_pylist(group, schema=schema))
            group.clear()

        for bulletin in bulletins:
            for row in rows(bulletin, kind):
                exact = {name: Decimal(row[name]) for name in numbers if row[name] is not None}
                group.append(row | exact)
            if len(group) >= _GROUP:
                flush()
            written += 1
        flush()
    return written
