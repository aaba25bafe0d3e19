"""Which document of a store a text prints again.

Texts are compared by their fingerprints (:mod:`laomo_extract.archive.reprints`), looked up by their bands, and then
by their figures: a text that gives other sums and other numbers of people, however alike its words, is another
month's round of the same activity and no reprint.
"""

from __future__ import annotations

import hashlib
from collections.abc import Hashable

from sqlalchemy import Connection, delete, func, select

from laomo_extract.archive.reprints import Fingerprint
from laomo_extract.records import Bulletin
from laomo_extract.store import schema

_NEAREST = 20  # documents with the most bands in common that are looked at
_SAME_FIGURES = 0.7  # share of the figures of the text with fewer that the other must give too


def find_original(connection: Connection, found: Fingerprint, figures: set[Hashable]) -> str | None:
    """The id of the document that a text with ``figures`` prints again, the nearest; None if it is new."""
    bands, signatures, documents = schema.bands, schema.signatures, schema.documents
    near = (
        select(bands.c.document)
        .where(bands.c.band.in_(_keys(found)))
        .group_by(bands.c.document)
        .order_by(func.count().desc(), bands.c.document)
        .limit(_NEAREST)
    )
    rows = connection.execute(
        select(documents.c.pk, documents.c.id, signatures.c.signature, signatures.c.runs)
        .join(signatures)
        .where(documents.c.pk.in_(near))
        .order_by(documents.c.pk)
    ).all()
    known = {row: Fingerprint(row.signature, row.runs) for row in rows}
    for row in sorted(rows, key=lambda row: -known[row].shared(found)):
        if not known[row].is_reprint(found):
            return None
        if _agree(figures, figures_of_document(connection, row.pk)):
            return str(row.id)
    return None


def remember(connection: Connection, pk: int, found: Fingerprint, *, new: bool) -> None:
    """Keep the fingerprint of a document; if it is ``new`` and no reprint, reprints of it are found."""
    row = {"document": pk, "signature": found.signature, "runs": found.runs}
    connection.execute(schema.signatures.insert(), row)
    if new:
        index(connection, pk)


def index(connection: Connection, pk: int) -> None:
    """Let reprints of a document be found: it is no reprint itself."""
    found = _fingerprint(connection, pk)
    if found and (rows := [{"band": key, "document": pk} for key in _keys(found)]):
        connection.execute(schema.bands.insert(), rows)


def forget(connection: Connection, pk: int) -> None:
    """No reprint of the document is looked for any more."""
    if found := _fingerprint(connection, pk):
        bands = schema.bands.c
        connection.execute(delete(schema.bands).where(bands.band.in_(_keys(found)), bands.document == pk))


def _fingerprint(connection: Connection, pk: int) -> Fingerprint | None:
    row = connection.execute(select(schema.signatures).where(schema.signatures.c.document == pk)).first()
    return None if row is None else Fingerprint(row.signature, row.runs)


def _keys(found: Fingerprint) -> list[int]:
    """The bands as numbers that a column of eight bytes holds, each once."""
    digests = (hashlib.blake2b(band, digest_size=8).digest() for band in found.bands())
    return sorted({int.from_bytes(digest, "big", signed=True) for digest in digests})


def figures_of(bulletin: Bulletin) -> set[Hashable]:
    """The sums and the numbers of people that a bulletin gives."""
    figures: set[Hashable] = set()
    for item in bulletin.items:
        figures.update(("yuan", fund.amount) for fund in item.funds)
        figures.update((count.unit, count.value) for count in item.counts)
    return figures


def figures_of_document(connection: Connection, pk: int) -> set[Hashable]:
    """The same of a document of the store."""
    figures: set[Hashable] = set()
    parts = {part.field: part.table.c for part in schema.document_parts[0].parts}
    items = select(schema.items.c.pk).where(schema.items.c.document == pk)
    funds = select(parts["funds"].amount).where(parts["funds"].item.in_(items))
    counts = select(parts["counts"].unit, parts["counts"].value).where(parts["counts"].item.in_(items))
    figures.update(("yuan", amount) for amount in connection.scalars(funds))
    figures.update((row.unit, row.value) for row in connection.execute(counts))
    return figures


def _agree(one: set[Hashable], other: set[Hashable]) -> bool:
    fewer = min(len(one), len(other))
    return not fewer or len(one & other) >= _SAME_FIGURES * fewer
