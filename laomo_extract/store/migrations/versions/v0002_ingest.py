"""Where documents came from, what could not be read, the change feed, reprints and search."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from laomo_extract.store.plain import body

revision = "0002"
down_revision = "0001"

_SEARCH_SQLITE = (
    "CREATE VIRTUAL TABLE items_search USING fts5"
    "(body, content='items', content_rowid='pk', tokenize='trigram')",
    "CREATE TRIGGER items_search_insert AFTER INSERT ON items BEGIN"
    " INSERT INTO items_search(rowid, body) VALUES (new.pk, new.body); END",
    "CREATE TRIGGER items_search_delete AFTER DELETE ON items BEGIN"
    " INSERT INTO items_search(items_search, rowid, body)"
    " VALUES ('delete', old.pk, old.body); END",
    "INSERT INTO items_search(items_search) VALUES ('rebuild')",
)
# Where the server has no pg_trgm, or this user may not install it, a search reads all items.
_SEARCH_POSTGRESQL = """
DO $$ BEGIN
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
    CREATE INDEX items_search ON items USING gin (body gin_trgm_ops);
EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported OR undefined_object THEN
    NULL;
END $$
"""


def upgrade() -> None:
    """Make the new tables and fill them from what is there."""
    connection = op.get_bind()
    op.execute(
        "ALTER TABLE documents ADD COLUMN reprint_of TEXT"
        " CONSTRAINT fk_documents_reprint_of REFERENCES documents (id)"
    )
    op.create_index("ix_documents_reprint_of", "documents", ["reprint_of"])
    op.create_index("ix_documents_published", "documents", ["published"])
    op.add_column("items", sa.Column("body", sa.Text, nullable=False, server_default=""))
    op.create_table(
        "sources",
        sa.Column("place", sa.Text, primary_key=True),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column(
            "document",
            sa.Integer,
            sa.ForeignKey("documents.pk", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
    )
    op.create_table(
        "quarantine",
        sa.Column("place", sa.Text, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("kind", "detail", "reason", "remedy")),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "changes",
        sa.Column("document", sa.Text, primary_key=True),
        sa.Column("cursor", sa.BigInteger, nullable=False, unique=True),
        sa.Column("first", sa.BigInteger, nullable=False),
        sa.Column("deleted", sa.Boolean, nullable=False),
    )
    # An empty fingerprint is that of no text: the place is read again when it is next met.
    op.execute(
        "INSERT INTO sources (place, fingerprint, document)"
        " SELECT source, '', max(pk) FROM documents WHERE source IS NOT NULL GROUP BY source"
    )
    op.execute(
        "INSERT INTO changes (document, cursor, first, deleted)"
        " SELECT id, row_number() OVER (ORDER BY pk), row_number() OVER (ORDER BY pk), false FROM documents"
    )
    _fill_bodies(connection)
    if connection.dialect.name == "sqlite":
        for statement in _SEARCH_SQLITE:
            op.execute(statement)
    else:
        op.execute(_SEARCH_POSTGRESQL)


def _fill_bodies(connection: sa.Connection) -> None:
    """One document at a time, as all of them may be more than the memory holds."""
    content_of = sa.text("SELECT content FROM documents WHERE pk = :pk")
    items_of = sa.text("SELECT pk, heading, span_start, span_end FROM items WHERE document = :pk")
    fill = sa.text("UPDATE items SET body = :body WHERE pk = :pk")
    for pk in connection.execute(sa.text("SELECT pk FROM documents")).scalars().all():
        content = connection.scalar(content_of, {"pk": pk})
        for item in connection.execute(items_of, {"pk": pk}).all():
            text = body(item.heading, content, item.span_start, item.span_end)
            connection.execute(fill, {"body": text, "pk": item.pk})
