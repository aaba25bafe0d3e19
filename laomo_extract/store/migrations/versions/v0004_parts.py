"""The year and the issuer of an honour; which amounts are parts of others; goods as a range."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the columns; a year that stood as an edition («2023年度») becomes the year."""
    for table, column, kind in (
        ("honours", "year", sa.BigInteger()),
        ("honours", "issuer", sa.Text()),
        ("counts", "part_of", sa.BigInteger()),
        ("funds", "part_of", sa.BigInteger()),
        ("goods", "value_max", sa.Text() if op.get_bind().dialect.name == "sqlite" else sa.Numeric()),
    ):
        op.add_column(table, sa.Column(column, kind))
    op.execute(
        "UPDATE honours SET year = CAST(substr(edition, 1, 4) AS INTEGER), edition = NULL"
        " WHERE edition LIKE '19__年%' OR edition LIKE '20__年%'"
    )
