"""The change feed: what another system needs to become, and stay, equal to a store.

Each document has one place in the feed, that of its last change, numbered by a cursor that only grows. A
receiver asks for all after the cursor that it saw last, writes or deletes by id, and is equal to the store
when it has read to the end. Reading from 0 gives everything.
"""

from __future__ import annotations

from typing import Literal

from sqlalchemy import Connection, func, select

from laomo_extract.records import Bulletin, Record
from laomo_extract.store import schema
from laomo_extract.store.reading import load


class Change(Record):
    """One document that changed; ``bulletin`` is what it is now, null where it was deleted.

    ``insert`` is a document that the store did not have at the cursor asked from; a receiver that writes
    by id need not tell it from ``update``.
    """

    cursor: int
    change: Literal["insert", "update", "delete"]
    id: str
    bulletin: Bulletin | None


def last_cursor(connection: Connection) -> int:
    """The cursor of the store's last change; 0 where there is none."""
    return connection.scalar(select(func.max(schema.changes.c.cursor))) or 0


def changes(connection: Connection, after: int, since: int, limit: int) -> tuple[list[Change], int | None]:
    """The next changes after the cursor ``after``, as one who asked from ``since`` sees them.

    ``limit`` of them are looked at; the cursor of the last of these is returned too, None at the end.
    """
    table = schema.changes.c
    chosen = select(schema.changes).where(table.cursor > after).order_by(table.cursor).limit(limit)
    rows = connection.execute(chosen).all()
    wanted = [row.document for row in rows if not row.deleted]
    found = {one.id: one for _, one in load(connection, schema.documents.c.id.in_(wanted), limit=limit)}
    changed = []
    for row in rows:
        kind: Literal["insert", "update", "delete"]
        kind = "delete" if row.deleted else "insert" if row.first > since else "update"
        # One that was deleted while this was read comes again, with a later cursor
        if row.deleted or row.document in found:
            bulletin = found.get(row.document)
            changed.append(Change(cursor=row.cursor, change=kind, id=row.document, bulletin=bulletin))
    return changed, rows[-1].cursor if rows else None
