"""What people decided of entries of the register that may be one person.

An entry is told by a bulletin that it appears in, as within a document a name is one person; so a decision stays
true when further articles join either entry.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Connection, delete, func, select

from laomo_extract.records import Record
from laomo_extract.store import schema


class Merge(Record):
    """Whether the person of ``name`` in the bulletins ``one`` and ``other`` is the ``same``, by whom decided and when."""

    name: str
    one: str
    other: str
    same: bool
    reviewer: str
    at: datetime


def decisions(connection: Connection, name: str) -> list[Merge]:
    """The decisions on those of a name, in the order of time."""
    table = schema.merges
    chosen = select(table).where(table.c.name == name).order_by(table.c.at, table.c.one, table.c.other)
    return [Merge(**row._asdict()) for row in connection.execute(chosen)]


def decide(connection: Connection, name: str, one: str, other: str, same: bool | None, reviewer: str) -> None:
    """Write down whether they are one; None takes a decision back."""
    table = schema.merges
    one, other = sorted((one, other))
    connection.execute(delete(table).where(table.c.name == name, table.c.one == one, table.c.other == other))
    if same is not None:
        at = datetime.now(UTC).replace(microsecond=0)
        row = {"name": name, "one": one, "other": other, "same": same, "reviewer": reviewer, "at": at}
        connection.execute(table.insert(), [row])


def namesakes(connection: Connection, after: str, limit: int) -> list[str]:
    """The next names that workers of several originals bear: those among whom there may be doubt."""
    workers, items, documents = schema.metadata.tables["workers"], schema.items, schema.documents
    chosen = (
        select(workers.c.name)
        .join(items, items.c.pk == workers.c.item)
        .join(documents, documents.c.pk == items.c.document)
        .where(workers.c.name > after, documents.c.reprint_of.is_(None))
        .group_by(workers.c.name)
        .having(func.count(documents.c.pk.distinct()) > 1)
        .order_by(workers.c.name)
        .limit(limit)
    )
    return list(connection.scalars(chosen))
