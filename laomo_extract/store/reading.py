"""Rows back to bulletins."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, select

from laomo_extract.records import Bulletin, Record
from laomo_extract.store import schema
from laomo_extract.store.schema import FactTable, from_row


def load(connection: Connection, *which: ColumnElement[bool], limit: int) -> list[tuple[int, Bulletin]]:
    """The first ``limit`` documents, in the order of their keys, of which ``which`` holds, with their keys."""
    table = schema.documents
    chosen = select(table.c.pk).where(*which).order_by(table.c.pk).limit(limit)
    keys = list(connection.scalars(chosen))
    rows = connection.execute(select(table).where(table.c.pk.in_(keys)).order_by(table.c.pk)).all()
    owners = select(table.c.pk).where(table.c.pk.in_(keys))
    parts = {part.field: _load(connection, part, owners) for part in schema.document_parts} if keys else {}
    return [
        (
            row.pk,
            Bulletin(
                **from_row(row, schema.document_fields),
                **{field: tuple(records.get(row.pk, ())) for field, records in parts.items()},
            ),
        )
        for row in rows
    ]


def _load(connection: Connection, part: FactTable, owners: Select[Any]) -> dict[int, list[Record]]:
    """The records of ``part`` whose owners' keys are among ``owners``, by that key."""
    mine = part.table.c[part.owner].in_(owners)
    below = {p.field: _load(connection, p, select(part.table.c.pk).where(mine)) for p in part.parts}
    found: dict[int, list[Record]] = {}
    for row in connection.execute(select(part.table).where(mine).order_by(part.table.c.pk)):
        parts = {field: tuple(records.get(row.pk, ())) for field, records in below.items()}
        owner = getattr(row, part.owner)
        found.setdefault(owner, []).append(part.model(**from_row(row, part.fields), **parts))
    return found
