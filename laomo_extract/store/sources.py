"""Which document stands at which place, and which places could not be read."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, or_, select, update

from laomo_extract.archive.reprints import Fingerprint
from laomo_extract.records import Bulletin, Record
from laomo_extract.store import reprints, reviews, schema, writing
from laomo_extract.store.reading import load


class Outcome(StrEnum):
    """What became of a text that was put into a store."""

    ADDED = "added"  # a new document
    REPRINT = "reprint"  # a new document that prints another of the store again
    REPEATED = "repeated"  # the same text is there already, from another place
    UNCHANGED = "unchanged"
    CHANGED = "changed"  # the place's former records are replaced


class Quarantined(Record):
    """A place that could not be read: what ``kind`` of failure with which ``detail``, what to do, since when."""

    place: str
    kind: str
    detail: str
    reason: str
    remedy: str
    at: datetime


class Reading(Record):
    """How a text was read: from bytes of which hash and encoding, and whether in pictures of pages."""

    content_hash: str | None = None
    encoding: str | None = None
    encoding_certainty: float | None = None
    recognised: bool = False


def recognised(connection: Connection, content_hash: str) -> str | None:
    """The text that was recognised in a file of this hash."""
    documents, sources = schema.documents, schema.sources
    chosen = select(documents.c.content).join(sources, sources.c.document == documents.c.pk)
    text: str | None = connection.scalar(
        chosen.where(sources.c.content_hash == content_hash, sources.c.recognised).limit(1)
    )
    return text


def put(
    connection: Connection,
    place: str,
    fingerprint: str,
    bulletin: Bulletin,
    content: str,
    signature: Fingerprint | None,
    reading: Reading | None,
) -> Outcome:
    """Make ``bulletin`` the document of ``place``; what stood there before goes, unless it stands elsewhere."""
    sources = schema.sources
    bulletin = reviews.applied(connection, bulletin)
    before = connection.execute(select(sources.c.document).where(sources.c.place == place)).scalar()
    pk = writing.document_of(connection, bulletin.id)
    outcome = Outcome.CHANGED if before is not None else Outcome.REPEATED
    if pk is None:
        original = signature and reprints.find_original(connection, signature, reprints.figures_of(bulletin))
        pk = writing.insert(connection, bulletin.model_copy(update={"reprint_of": original}), content)
        if signature:
            reprints.remember(connection, pk, signature, new=original is None)
        if before is None:
            outcome = Outcome.REPRINT if original else Outcome.ADDED
    else:
        [(_, there)] = load(connection, schema.documents.c.id == bulletin.id, limit=1)
        if there == bulletin.model_copy(update={"reprint_of": there.reprint_of}):
            outcome = Outcome.UNCHANGED
        elif there.source == place:
            outcome = Outcome.CHANGED  # the same text, but its date or region was told otherwise
            writing.replace(
                connection, pk, bulletin.model_copy(update={"reprint_of": there.reprint_of}), content
            )
    row = {"place": place, "fingerprint": fingerprint, "document": pk}
    writing.upsert(connection, sources, "place", row | (reading or Reading()).model_dump())
    if before is not None and before != pk:
        _release(connection, before, place)
    release_from_quarantine(connection, place)
    return outcome


def sign(connection: Connection, name: str, signature: Fingerprint) -> None:
    """Keep the signature of a document that came without one, and link it if it is a reprint."""
    documents = schema.documents
    pk = writing.document_of(connection, name)
    if pk is None:
        return  # removed meanwhile
    figures = reprints.figures_of_document(connection, pk)
    already = connection.scalar(select(documents.c.reprint_of).where(documents.c.pk == pk))
    original = already or reprints.find_original(connection, signature, figures)
    reprints.remember(connection, pk, signature, new=original is None)
    if original != already:
        connection.execute(update(documents).where(documents.c.pk == pk).values(reprint_of=original))
        writing.log(connection, name)


def discard(connection: Connection, place: str) -> None:
    """Forget ``place``; its document goes too, unless it stands elsewhere."""
    sources = schema.sources
    pk = connection.scalar(select(sources.c.document).where(sources.c.place == place))
    if pk is not None:
        connection.execute(delete(sources).where(sources.c.place == place))
        _release(connection, pk, place)


def _release(connection: Connection, pk: int, place: str) -> None:
    """``place`` no longer holds the document: it goes, or is named after another place that holds it."""
    sources, documents = schema.sources, schema.documents
    other = connection.scalar(select(func.min(sources.c.place)).where(sources.c.document == pk))
    if other is None:
        writing.remove(connection, pk)
        return
    renamed = update(documents).where(documents.c.pk == pk, documents.c.source == place).values(source=other)
    if connection.execute(renamed).rowcount:
        name = connection.scalar(select(documents.c.id).where(documents.c.pk == pk))
        writing.log(connection, str(name))


_INSIDE = ("/", "\\", "!/", "#")


def under(column: Any, path: str) -> ColumnElement[bool]:
    """Whether ``column`` names ``path`` or something in it: a file of a folder, a member of an archive."""
    inside = [column.startswith(path.rstrip("/\\") + mark, autoescape=True) for mark in _INSIDE]
    return or_(column == path, *inside)


def set_aside(connection: Connection, place: str, kind: str, reason: str, remedy: str, detail: str) -> bool:
    """Put ``place`` into quarantine; False if it is there for the same reason, since when is kept."""
    quarantine = schema.quarantine
    row = {"place": place, "kind": kind, "detail": detail, "reason": reason, "remedy": remedy}
    columns = [quarantine.c[name] for name in row]
    there = connection.execute(select(*columns).where(quarantine.c.place == place)).first()
    if there is not None and there._asdict() == row:
        return False
    writing.upsert(connection, quarantine, "place", row | {"at": datetime.now(UTC).replace(microsecond=0)})
    return True


def release_from_quarantine(connection: Connection, place: str) -> None:
    """The place was read, or is no more."""
    connection.execute(delete(schema.quarantine).where(schema.quarantine.c.place == place))
