"""Who published and wrote a document, who said so, and how what stands at a place was read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the columns; the next ingest reads each file again and fills them."""
    op.add_column("documents", sa.Column("author", sa.Text()))
    op.add_column("documents", sa.Column("publisher", sa.Text()))
    op.add_column("documents", sa.Column("origins", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("sources", sa.Column("content_hash", sa.Text()))
    op.add_column("sources", sa.Column("encoding", sa.Text()))
    op.add_column("sources", sa.Column("encoding_certainty", sa.Double()))
    op.add_column("sources", sa.Column("recognised", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index("ix_sources_content_hash", "sources", ["content_hash"])
    op.execute("UPDATE sources SET fingerprint = ''")
