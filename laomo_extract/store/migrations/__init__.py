"""The steps that bring a database from one version of the tables to the next.

A step stands in ``versions`` and is never changed once a version with it was published: a store out there
may be at any of them.
"""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from laomo_extract.store.revision import FIRST, HEAD, revision


def upgrade(connection: Connection) -> None:
    """Bring the database to today's tables, in the transaction of ``connection``."""
    config = Config()
    config.set_main_option("script_location", "laomo_extract.store:migrations")
    config.attributes["connection"] = connection
    if revision(connection) == FIRST:
        command.stamp(config, FIRST)
    command.upgrade(config, HEAD)
