"""Bulletins to rows, each within a transaction that the caller holds and that no other writer shares."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import Column, Connection, Table, delete, exists, func, select, text, update
from sqlalchemy.dialects import postgresql, sqlite

from laomo_extract.records import Bulletin, District, NewsItem, Person, Record, Worker
from laomo_extract.store import reprints, schema
from laomo_extract.store.plain import body
from laomo_extract.store.queue import doubt
from laomo_extract.store.schema import FactTable, to_row

_INSERT: dict[str, Callable[[Table], sqlite.Insert | postgresql.Insert]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


def lock(connection: Connection) -> None:
    """Be the only writer until the transaction ends; readers go on.

    Otherwise a change with a lower cursor could be committed after one with a higher cursor, and a
    receiver that was past it would never see it. SQLite has one writer anyway.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE changes IN SHARE ROW EXCLUSIVE MODE"))


def document_of(connection: Connection, bulletin: str) -> int | None:
    """The key of the document of the id ``bulletin``."""
    return connection.scalar(select(schema.documents.c.pk).where(schema.documents.c.id == bulletin))


def insert(connection: Connection, bulletin: Bulletin, content: str | None) -> int:
    """Insert a bulletin of a new id; return its key."""
    row = to_row(bulletin, schema.document_fields) | {"content": content}
    pk: int = _insert_all(connection, schema.documents, [row])[0]
    _insert_parts(connection, pk, bulletin, content)
    log(connection, bulletin.id)
    return pk


def replace(connection: Connection, pk: int, bulletin: Bulletin, content: str | None) -> None:
    """Put ``bulletin`` where another reading of the same text stood: the key and the id stay."""
    documents = schema.documents
    divisions = _divisions_of(connection, pk)
    for table in (schema.persons, *(part.table for part in schema.document_parts)):
        connection.execute(delete(table).where(table.c.document == pk))
    row = to_row(bulletin, schema.document_fields) | {"content": content}
    connection.execute(update(documents).where(documents.c.pk == pk).values(row))
    _insert_parts(connection, pk, bulletin, content)
    _drop_unused(connection, divisions)
    log(connection, bulletin.id)


def remove(connection: Connection, pk: int) -> None:
    """Remove a document; if it has reprints, the first of them is the original from now on."""
    documents = schema.documents
    name = connection.scalar(select(documents.c.id).where(documents.c.pk == pk))
    printed_again = connection.execute(
        select(documents.c.pk, documents.c.id).where(documents.c.reprint_of == name).order_by(documents.c.pk)
    ).all()
    reprints.forget(connection, pk)
    if printed_again:
        first, *others = printed_again
        connection.execute(update(documents).where(documents.c.pk == first.pk).values(reprint_of=None))
        reprints.index(connection, first.pk)
        connection.execute(
            update(documents).where(documents.c.reprint_of == name).values(reprint_of=first.id)
        )
        for row in (first, *others):
            log(connection, row.id)
    divisions = _divisions_of(connection, pk)
    connection.execute(delete(documents).where(documents.c.pk == pk))
    _drop_unused(connection, divisions)
    log(connection, str(name), deleted=True)


def log(connection: Connection, bulletin: str, *, deleted: bool = False) -> None:
    """Write down that the document changed; of each document the last change is kept."""
    changes = schema.changes
    cursor = (connection.scalar(select(func.max(changes.c.cursor))) or 0) + 1
    row = {"document": bulletin, "cursor": cursor, "first": cursor, "deleted": deleted}
    change = _INSERT[connection.dialect.name](changes).values(row)
    connection.execute(
        change.on_conflict_do_update(
            index_elements=[changes.c.document], set_={"cursor": cursor, "deleted": deleted}
        )
    )


def upsert(connection: Connection, table: Table, key: str, row: dict[str, Any]) -> None:
    """Insert ``row``, or update the row that has its ``key``."""
    written = _INSERT[connection.dialect.name](table).values(row)
    others = {name: value for name, value in row.items() if name != key}
    connection.execute(written.on_conflict_do_update(index_elements=[table.c[key]], set_=others))


def _divisions_of(connection: Connection, pk: int) -> list[str]:
    districts, items = schema.metadata.tables["districts"], schema.items
    return list(
        connection.scalars(select(districts.c.division).join(items).where(items.c.document == pk).distinct())
    )


def _drop_unused(connection: Connection, keys: list[str]) -> None:
    """Drop the divisions among ``keys`` that no item has any more."""
    districts, divisions = schema.metadata.tables["districts"], schema.divisions
    used = exists().where(districts.c.division == divisions.c.key)
    connection.execute(delete(divisions).where(divisions.c.key.in_(keys), ~used))


class _Origin(NamedTuple):
    """What the rows of a document need besides its records."""

    content: str | None
    persons: dict[str, int]


def _insert_parts(connection: Connection, pk: int, bulletin: Bulletin, content: str | None) -> None:
    districts = (district for item in bulletin.items for district in item.districts)
    rows = []
    for key, district in {_division_key(district): district for district in districts}.items():
        names = ("adcode", "name", "level", "province", "city")
        rows.append({"key": key} | {name: getattr(district, name) for name in names})
    if rows:
        divisions = _INSERT[connection.dialect.name](schema.divisions)
        connection.execute(divisions.on_conflict_do_nothing(), rows)
    names_seen = list(dict.fromkeys(person.name for item in bulletin.items for person in _people(item)))
    keys = _insert_all(connection, schema.persons, [{"document": pk, "name": name} for name in names_seen])
    origin = _Origin(content, dict(zip(names_seen, keys, strict=True)))
    for part in schema.document_parts:
        _insert(connection, part, [(pk, record) for record in getattr(bulletin, part.field)], origin)


def _insert_all(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> list[int]:
    """Insert ``rows`` and return their keys in the same order."""
    if not rows:
        return []
    key: Column[int] = table.c.pk
    return list(connection.scalars(table.insert().returning(key, sort_by_parameter_order=True), rows))


def _people(item: NewsItem) -> Iterator[Worker | Person]:
    yield from item.workers
    yield from item.people


def _division_key(district: District) -> str:
    """What tells divisions apart: everything a record says of them, as zones have no adcode."""
    return "|".join(
        part or ""
        for part in (district.adcode, district.name, district.level, district.province, district.city)
    )


def _insert(
    connection: Connection, part: FactTable, owned: list[tuple[Any, Record]], origin: _Origin
) -> None:
    """Insert ``owned`` (owner's key, record) and all that hangs below."""
    if not owned:
        return
    rows = [
        {part.owner: owner, **_more(record, origin), **to_row(record, part.fields)} for owner, record in owned
    ]
    if not part.parts:  # nothing hangs below: the keys are not asked for
        connection.execute(part.table.insert(), rows)
        return
    keys = _insert_all(connection, part.table, rows)
    for below in part.parts:
        owned_below = [
            (pk, record)
            for pk, (_, owner) in zip(keys, owned, strict=True)
            for record in getattr(owner, below.field)
        ]
        _insert(connection, below, owned_below, origin)


def _more(record: Record, origin: _Origin) -> dict[str, Any]:
    """The columns that the record's own fields do not fill."""
    match record:
        case District():
            return {"division": _division_key(record)}
        case Worker() | Person():
            return {"person": origin.persons[record.name]}
        case NewsItem():
            words = body(record.heading, origin.content, record.span.start, record.span.end)
            return {"body": words, "doubt": doubt(record)}
        case _:
            return {}
