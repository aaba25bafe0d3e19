"""Bulletins to Parquet: one kind of fact, typed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from laomo_extract.errors import WrongArgumentError
from laomo_extract.kinds import rows
from laomo_extract.missing import needs
from laomo_extract.records import Bulletin
from laomo_extract.tables import batch, schema

_GROUP = 10_000  # rows held before they are written


def write_parquet(bulletins: Iterable[Bulletin], path: Path, kinds: Collection[str]) -> int:
    """Write the one kind of fact in ``kinds`` to ``path``; return the number of bulletins.

    Columns are those of :func:`laomo_extract.tables.schema`.

    Raises:
        ValueError: ``kinds`` is not one kind.
        ImportError: pyarrow is not installed.
    """
    if len(kinds) != 1:
        raise WrongArgumentError("LM404")
    with needs("pyarrow", "parquet"):
        from pyarrow.parquet import ParquetWriter

    (kind,) = kinds
    typed = schema(kind)
    written = 0
    with ParquetWriter(path, typed) as file:
        group: list[dict[str, Any]] = []

        def flush() -> None:
            file.write_batch(batch(group, typed))
            group.clear()

        for bulletin in bulletins:
            group.extend(rows(bulletin, kind))
            if len(group) >= _GROUP:
                flush()
            written += 1
        flush()
    return written
