"""Opening a database as a store: made where it is not there, brought up to date where it is old."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from laomo_extract.errors import WrongArgumentError
from laomo_extract.store.errors import StoreError, reason
from laomo_extract.store.revision import HEAD, revision
from laomo_extract.store.store import Store

_BACKENDS = ("sqlite", "postgresql")
_MIGRATING = 20_240_830  # the advisory lock of PostgreSQL under which one program at a time migrates


def open_store(url: str | Path, *, create: bool = True) -> Store:
    """Open the store at ``url``, making it if it is not there.

    A store of an earlier version is brought to today's tables, in place and in one transaction.

    Args:
        url: The path of an SQLite file, or a database URL: ``sqlite:///news.db``,
            ``postgresql+psycopg://user@host/news``.
        create: If False, only a store that is there already is opened.

    Raises:
        ValueError: ``url`` is no URL that is understood.
        StoreError: the database is not there, is not a store, is of a later version, cannot be reached,
            or its driver is not installed.

    >>> with open_store("sqlite://") as store:   # in memory
    ...     list(store.bulletins())
    []
    """
    target = _parse(url)
    name = target.render_as_string(hide_password=True)
    on_disk = target.drivername.startswith("sqlite") and target.database not in (None, "", ":memory:")
    if on_disk and not create and not Path(str(target.database)).is_file():
        raise StoreError(name, "no such store; make one with laomo ingest")
    try:
        engine = create_engine(target)
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        remedy = "for PostgreSQL: pip install 'laomo-extract[postgres]'"
        raise StoreError(name, f"no driver for this database ({error}); {remedy}") from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    try:
        _prepare(engine, name, create=create)
    except DBAPIError as error:
        engine.dispose()
        raise StoreError(name, f"cannot be opened as a store: {reason(error)}") from error
    except StoreError:
        engine.dispose()
        raise
    return Store(engine)


def _parse(url: str | Path) -> URL:
    if url == "":
        raise WrongArgumentError("LM311", url=url)
    if isinstance(url, Path) or "://" not in url:
        return URL.create("sqlite", database=str(url))
    try:
        target = make_url(url)
    except ArgumentError as error:
        raise WrongArgumentError("LM312", url=url) from error
    if target.get_backend_name() not in _BACKENDS:
        raise WrongArgumentError("LM313", driver=target.drivername)
    return target


def _prepare(engine: Engine, name: str, *, create: bool) -> None:
    with engine.connect() as connection:
        found = revision(connection)
    if found is None and not create:
        raise StoreError(
            name,
            "this database is not a store of laomo_extract; give another file, or let laomo ingest make one",
        )
    if found is not None and found > HEAD:
        raise StoreError(name, "made by a later version; pip install --upgrade laomo-extract")
    if found != HEAD:
        with engine.execution_options(writes=True).begin() as connection:
            _migrate(connection)


def _migrate(connection: Connection) -> None:
    from laomo_extract.store.migrations import upgrade  # Alembic is loaded only where it has work
    from laomo_extract.store.views import make_views

    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATING})
    if revision(connection) != HEAD:  # another program may have been first
        upgrade(connection)
        make_views(connection)


def _set_up_sqlite(connection: Any, record: Any) -> None:
    """Hold references to be true, and let readers go on while a bulletin is written.

    A commit does not wait for the disk: after a power cut the last bulletins may be missing, but never a
    part of one, and the next ingest adds them.
    """
    connection.isolation_level = None  # transactions begin where SQLAlchemy says, see below
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes its lock at once: one that reads first could find that another wrote meanwhile."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
