"""Full-text search over the items.

A query is words between white space; an item is found if it has each of them, as it stands, anywhere in its
heading or text. Both are compared in plain form (:mod:`laomo_extract.store.plain`), so that traditional,
full-width and wide-set writing is found all the same.

On SQLite an index of three characters at a time (FTS5, trigram) serves words of three characters and more.
Shorter ones («劳模») it cannot serve: they are looked for among the items that the longer words leave, which
is all of them where there is no longer word. On PostgreSQL an index of the same kind (pg_trgm) does the
same; where the server does not offer it, all items are read.
"""

from __future__ import annotations

from sqlalchemy import Connection, column, literal_column, select, table

from laomo_extract.errors import WrongArgumentError
from laomo_extract.records import Record
from laomo_extract.store import schema
from laomo_extract.store.plain import plain

_AROUND = 30  # characters shown on each side of what was found


class Hit(Record):
    """An item that was found: where, and the words around the first word of the query."""

    bulletin: str
    item: str
    title: str | None
    published: str | None
    source: str | None
    publisher: str | None
    author: str | None
    heading: str | None
    excerpt: str


def search(connection: Connection, query: str, *, limit: int, keep_reprints: bool) -> list[Hit]:
    """The items that have all words of ``query``, the latest published first."""
    words = [word for word in map(plain, query.split()) if word]
    if not words:
        raise WrongArgumentError("LM208", query=query)
    items, documents = schema.items, schema.documents
    chosen = (
        select(items.c.id.label("item"), items.c.heading, items.c.body)
        .add_columns(documents.c.id.label("bulletin"), documents.c.title)
        .add_columns(documents.c.published, documents.c.source)
        .add_columns(documents.c.publisher, documents.c.author)
        .join(documents)
        .order_by(documents.c.published.desc().nulls_last(), items.c.pk)
        .limit(limit)
    )
    if not keep_reprints:
        chosen = chosen.where(documents.c.reprint_of.is_(None))
    on_sqlite = connection.dialect.name == "sqlite"
    long = [word for word in words if len(word) >= 3] if on_sqlite else []
    if long:
        index = table("items_search", column("rowid"))
        phrases = " ".join('"' + word.replace('"', '""') + '"' for word in long)
        found = select(index.c.rowid).where(literal_column("items_search").op("MATCH")(phrases))
        chosen = chosen.where(items.c.pk.in_(found))
    for word in words:
        if word not in long:
            chosen = chosen.where(items.c.body.icontains(word, autoescape=True))
    return [
        Hit(excerpt=_excerpt(row.body, words[0]), **{name: getattr(row, name) for name in _FIELDS})
        for row in connection.execute(chosen)
    ]


_FIELDS = ("bulletin", "item", "title", "published", "source", "publisher", "author", "heading")


def _excerpt(body: str, word: str) -> str:
    at = max(body.lower().find(word.lower()), 0)
    start, end = max(at - _AROUND, 0), at + len(word) + _AROUND
    return f"{'…' if start else ''}{body[start:end].strip()}{'…' if end < len(body) else ''}"
