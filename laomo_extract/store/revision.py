"""Which version of the tables a database has."""

from __future__ import annotations

from sqlalchemy import Connection, inspect, text

FIRST = "0001"  # the tables of 0.1.0, which did not say their version
HEAD = "0007"


def revision(connection: Connection) -> str | None:
    """The version of the tables in the database; None if it has no store."""
    found = inspect(connection)
    if found.has_table("alembic_version"):
        version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return version
    return FIRST if found.has_table("documents") and found.has_table("divisions") else None
