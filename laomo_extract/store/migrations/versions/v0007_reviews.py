"""What people decided on items, on entries of the register, and how doubtful an item is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the tables; of the items that are there already the surest order that their rows give."""
    op.create_table(
        "reviews",
        sa.Column("pk", sa.Integer, primary_key=True),
        sa.Column("bulletin", sa.Text, nullable=False),
        sa.Column("item", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("decision", sa.Text, nullable=False),
        sa.Column("record", sa.JSON(none_as_null=True)),
        sa.Column("span_start", sa.Integer, nullable=False),
        sa.Column("span_end", sa.Integer, nullable=False),
        sa.Column("reviewer", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("bulletin", "item", "version"),
    )
    op.create_table(
        "machine_readings",
        sa.Column("bulletin", sa.Text, primary_key=True),
        sa.Column("record", sa.JSON, nullable=False),
    )
    op.create_table(
        "merges",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("one", sa.Text, primary_key=True),
        sa.Column("other", sa.Text, primary_key=True),
        sa.Column("same", sa.Boolean, nullable=False),
        sa.Column("reviewer", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.add_column("items", sa.Column("doubt", sa.Double, nullable=False, server_default="0"))
    op.create_index("ix_items_doubt", "items", ["doubt"])
    for table, stake in (("funds", 4), ("workers", 3), ("counts", 2), ("districts", 2), ("people", 1)):
        doubts = sa.text(
            f"UPDATE items SET doubt = doubt + {stake} * COALESCE("
            f"(SELECT SUM(1 - confidence) FROM {table} WHERE {table}.item = items.pk), 0)"
        )
        op.execute(doubts)
