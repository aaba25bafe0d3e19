"""What is kept of the texts to know them again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables; the next ingest fills them for the documents that are there."""
    op.create_table(
        "signatures",
        sa.Column(
            "document", sa.Integer, sa.ForeignKey("documents.pk", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("signature", sa.LargeBinary, nullable=False),
        sa.Column("runs", sa.Integer, nullable=False),
    )
    op.create_table(
        "bands",
        sa.Column("band", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("document", sa.Integer, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
