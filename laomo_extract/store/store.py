"""Adding bulletins to a database and getting them back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlalchemy import Column, Connection, Engine, Select, Table, create_engine, event, inspect, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from laomo_extract.records import Bulletin, District, NewsItem, Person, Record, Worker
from laomo_extract.store import schema
from laomo_extract.store.schema import FactTable, from_row, to_row
from laomo_extract.store.totals import Totals, total

_BATCH = 50  # documents read at a time by Store.bulletins
_INSERT: dict[str, Callable[[Table], sqlite.Insert | postgresql.Insert]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


class StoreError(Exception):
    """A store that cannot be opened, read or written: its ``place`` and the ``reason``, with what to do."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(place, reason)
        self.place = place
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"


class Store:
    """A database of bulletins; a context manager. Made by :func:`open_store`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @property
    def url(self) -> str:
        """The database's URL, without a password."""
        return self._engine.url.render_as_string(hide_password=True)

    def add(self, bulletin: Bulletin, *, text: str | None = None) -> bool:
        """Add ``bulletin``, and the ``text`` that it was read from, in one transaction.

        Returns:
            True if it was new; False if a bulletin of this id was there already, which stays as it is.

        Raises:
            StoreError: the database refused it; nothing of the bulletin is kept.
        """
        try:
            with self._engine.begin() as connection:
                return _add(connection, bulletin, text)
        except (DBAPIError, OverflowError, UnicodeEncodeError) as error:
            place = f"{self.url}: bulletin {bulletin.id} ({bulletin.source})"
            raise StoreError(place, f"not added: {_reason(error)}") from error

    def bulletins(self) -> Iterator[Bulletin]:
        """Yield the bulletins in the order in which they were added, equal to what was added.

        They are read a few at a time, and no lock is held between two of them.

        Raises:
            StoreError: the database cannot be read.
        """
        last = 0
        while True:
            with self._reading() as connection:
                batch = _load_after(connection, last)
            for last, bulletin in batch:  # noqa: B007 (the last key is where the next batch starts)
                yield bulletin
            if len(batch) < _BATCH:
                return

    def totals(self, district: str) -> Totals:
        """Add up what the items of ``district`` (an adcode or a name) say; see :class:`Totals`.

        A province or a city takes in the divisions that lie in it.

        Raises:
            UnknownDistrictError: the store knows no such district, or several of that name.
        """
        with self._reading() as connection:
            return total(connection, district)

    def close(self) -> None:
        """Give the database back."""
        self._engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        try:
            with self._engine.connect() as connection:
                yield connection
        except DBAPIError as error:
            raise StoreError(self.url, f"cannot be read: {_reason(error)}") from error


def open_store(url: str | Path, *, create: bool = True) -> Store:
    """Open the store at ``url``, making it if it is not there.

    Args:
        url: The path of an SQLite file, or a database URL: ``sqlite:///news.db``,
            ``postgresql+psycopg://user@host/news``.
        create: If False, only a store that is there already is opened.

    Raises:
        ValueError: ``url`` is no URL that is understood.
        StoreError: the database is not there, is not a store, cannot be reached, or its driver is
            not installed.

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
    try:
        _prepare(engine, name, create=create)
    except DBAPIError as error:
        engine.dispose()
        raise StoreError(name, f"cannot be opened as a store: {_reason(error)}") from error
    except StoreError:
        engine.dispose()
        raise
    return Store(engine)


def _parse(url: str | Path) -> URL:
    if isinstance(url, Path) or "://" not in url:
        return URL.create("sqlite", database=str(url))
    try:
        target = make_url(url)
    except ArgumentError as error:
        raise ValueError(f"{url!r} is no database URL; write sqlite:///news.db or a file's path") from error
    if target.get_backend_name() not in _INSERT:
        raise ValueError(f"{target.drivername!r} is not supported; accepted: sqlite, postgresql+psycopg")
    return target


def _prepare(engine: Engine, name: str, *, create: bool) -> None:
    if create:
        schema.metadata.create_all(engine)
    elif not inspect(engine).has_table("documents"):
        raise StoreError(name, "this database is not a store of laomo_extract")


def _set_up_sqlite(connection: Any, record: Any) -> None:
    """Hold references to be true, and let readers go on while a bulletin is written."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.close()


def _reason(error: Exception) -> str:
    return str(error.orig if isinstance(error, DBAPIError) else error).strip()


def _insert_new(connection: Connection, table: Table, row: dict[str, Any], key: Column[Any]) -> Any:
    """Insert ``row`` unless its like is there, safe with several writers; return its ``key``, else None."""
    insert = _INSERT[connection.dialect.name](table).values(row)
    return connection.scalar(insert.on_conflict_do_nothing().returning(key))


def _insert_all(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> list[int]:
    """Insert ``rows`` and return their keys in the same order."""
    if not rows:
        return []
    return list(connection.scalars(table.insert().returning(table.c.pk, sort_by_parameter_order=True), rows))


def _add(connection: Connection, bulletin: Bulletin, text: str | None) -> bool:
    row = to_row(bulletin, schema.document_fields) | {"content": text}
    document = _insert_new(connection, schema.documents, row, schema.documents.c.pk)
    if document is None:
        return False
    districts = (district for item in bulletin.items for district in item.districts)
    divisions = {_division_key(district): district for district in districts}
    for key in sorted(divisions):  # in one order, lest two writers wait for each other
        row = {
            name: getattr(divisions[key], name) for name in ("adcode", "name", "level", "province", "city")
        }
        _insert_new(connection, schema.divisions, row | {"key": key}, schema.divisions.c.key)
    names = list(dict.fromkeys(person.name for item in bulletin.items for person in _people(item)))
    keys = _insert_all(connection, schema.persons, [{"document": document, "name": name} for name in names])
    persons = dict(zip(names, keys, strict=True))
    for part in schema.document_parts:
        _insert(connection, part, [(document, record) for record in getattr(bulletin, part.field)], persons)
    return True


def _people(item: NewsItem) -> Iterator[Worker | Person]:
    yield from item.workers
    yield from item.people


def _division_key(district: District) -> str:
    """What tells divisions apart: everything a record says of them, as zones have no adcode."""
    return "|".join(
        part or ""
        for part in (district.adcode, district.name, district.level, district.province, district.city)
    )


def _insert(
    connection: Connection, part: FactTable, owned: list[tuple[Any, Record]], persons: dict[str, int]
) -> None:
    """Insert ``owned`` (owner's key, record) and all that hangs below."""
    if not owned:
        return
    rows = [
        {part.owner: owner, **_seen(record, persons), **to_row(record, part.fields)}
        for owner, record in owned
    ]
    keys = _insert_all(connection, part.table, rows)
    for below in part.parts:
        owned_below = [
            (pk, record)
            for pk, (_, owner) in zip(keys, owned, strict=True)
            for record in getattr(owner, below.field)
        ]
        _insert(connection, below, owned_below, persons)


def _seen(record: Record, persons: dict[str, int]) -> dict[str, Any]:
    match record:
        case District():
            return {"division": _division_key(record)}
        case Worker() | Person():
            return {"person": persons[record.name]}
        case _:
            return {}


def _load_after(connection: Connection, last: int) -> list[tuple[int, Bulletin]]:
    """The next documents after the key ``last``, with their keys."""
    table = schema.documents
    rows = connection.execute(select(table).where(table.c.pk > last).order_by(table.c.pk).limit(_BATCH)).all()
    if not rows:
        return []
    owners = select(table.c.pk).where(table.c.pk.between(rows[0].pk, rows[-1].pk))
    parts = {part.field: _load(connection, part, owners) for part in schema.document_parts}
    return [
        (
            row.pk,
            Bulletin(
                **from_row(row, schema.document_fields),
                **{field: tuple(records.get(row.pk, ())) for field, records in parts.items()},
            ),
        )
        for row in rows
    ]


def _load(connection: Connection, part: FactTable, owners: Select[Any]) -> dict[int, list[Record]]:
    """The records of ``part`` whose owners' keys are among ``owners``, by that key."""
    mine = part.table.c[part.owner].in_(owners)
    below = {p.field: _load(connection, p, select(part.table.c.pk).where(mine)) for p in part.parts}
    found: dict[int, list[Record]] = {}
    for row in connection.execute(select(part.table).where(mine).order_by(part.table.c.pk)):
        parts = {field: tuple(records.get(row.pk, ())) for field, records in below.items()}
        owner = getattr(row, part.owner)
        found.setdefault(owner, []).append(part.model(**from_row(row, part.fields), **parts))
    return found
