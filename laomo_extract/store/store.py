"""A database of bulletins: what can be asked of it, and what can be put into it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any

from sqlalchemy import Connection, Engine, select, true

from laomo_extract.archive.reprints import Fingerprint
from laomo_extract.errors import WrongArgumentError
from laomo_extract.records import Bulletin, NewsItem
from laomo_extract.selection import Selection
from laomo_extract.store import feed, merges, queue, reviews, schema, sources, writing
from laomo_extract.store.errors import RefusedError, told_as
from laomo_extract.store.feed import Change
from laomo_extract.store.queue import Waiting
from laomo_extract.store.reading import load
from laomo_extract.store.register import RegisteredWorker, names, register
from laomo_extract.store.reviews import Decision, Review
from laomo_extract.store.search import Hit, search
from laomo_extract.store.sources import Outcome, Quarantined, Reading
from laomo_extract.store.totals import Totals, total
from laomo_extract.tables import Library, frame

_BATCH = 50  # documents read at a time by Store.bulletins


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
            RefusedError: the database cannot hold it; nothing of the bulletin is kept.
            StoreError: the database cannot be written to; nothing of the bulletin is kept.
        """
        with self._writing(bulletin, text) as connection:
            if writing.document_of(connection, bulletin.id) is not None:
                return False
            writing.insert(connection, reviews.applied(connection, bulletin), text)
            return True

    def put(
        self,
        bulletin: Bulletin,
        *,
        place: str,
        fingerprint: str,
        text: str,
        signature: Fingerprint | None = None,
        reading: Reading | None = None,
    ) -> Outcome:
        """Make ``bulletin`` what stands at ``place``, in one transaction.

        Records of another text that stood there before are removed, unless that text stands at another
        place as well. ``fingerprint`` is kept for :meth:`fingerprint`. A place in quarantine leaves it.
        ``reading`` tells how the text was read. With a ``signature`` a new text that prints another of the store again is linked to it.

        Raises:
            RefusedError: the database cannot hold it; what stood there before stays.
            StoreError: the database cannot be written to; what stood there before stays.
        """
        with self._writing(bulletin, text) as connection:
            return sources.put(connection, place, fingerprint, bulletin, text, signature, reading)

    def recognised(self, content_hash: str) -> str | None:
        """The text that was recognised in the pictures of a file of this hash; None if none was."""
        with self._reading() as connection:
            return sources.recognised(connection, content_hash)

    def fingerprint(self, place: str) -> str | None:
        """The fingerprint of what was last put at ``place``; None if nothing was."""
        with self._reading() as connection:
            known: str | None = connection.scalar(
                select(schema.sources.c.fingerprint).where(schema.sources.c.place == place)
            )
            return known

    def places(self, path: str) -> Iterator[str]:
        """Yield the places in the folder or archive ``path`` (or ``path`` itself) that hold a document."""
        column = schema.sources.c.place
        last = ""
        while True:
            with self._reading() as connection:
                chosen = select(column).where(sources.under(column, path), column > last)
                batch = list(connection.scalars(chosen.order_by(column).limit(1000)))
            yield from batch
            if not batch:
                return
            last = batch[-1]

    def discard(self, place: str) -> None:
        """Forget ``place`` and, unless it stands at another place as well, the document there."""
        with self._changing(place, "not removed") as connection:
            sources.discard(connection, place)

    def set_aside(self, place: str, *, kind: str, reason: str, remedy: str, detail: str = "") -> bool:
        """Put ``place``, which cannot be read, into quarantine; False if it is there for this reason."""
        with self._changing(place, "not put into quarantine") as connection:
            return sources.set_aside(connection, place, kind, reason, remedy, detail)

    def release(self, place: str) -> None:
        """Take ``place`` out of quarantine."""
        with self._changing(place, "not taken out of quarantine") as connection:
            sources.release_from_quarantine(connection, place)

    def quarantine(self, path: str | None = None) -> list[Quarantined]:
        """The places that could not be read: all, or those in ``path``; ordered by place."""
        table = schema.quarantine
        which = true() if path is None else sources.under(table.c.place, path)
        with self._reading() as connection:
            rows = connection.execute(select(table).where(which).order_by(table.c.place)).all()
        return [Quarantined(**row._asdict()) for row in rows]

    def bulletins(self, *, keep_reprints: bool = True) -> Iterator[Bulletin]:
        """Yield the bulletins in the order in which they were added, equal to what was added.

        They are read a few at a time, and no lock is held between two of them.

        Args:
            keep_reprints: If False, bulletins that print another of the store again are left out.

        Raises:
            StoreError: the database cannot be read.
        """
        for batch in self._batches(keep_reprints):
            yield from (bulletin for _, bulletin in batch)

    def pages(self, *, keep_reprints: bool = False) -> Iterator[tuple[Bulletin, str | None]]:
        """Yield the bulletins as :meth:`bulletins` does, each with the text that it was read from, if it was kept.

        Raises:
            StoreError: the database cannot be read.
        """
        documents = schema.documents.c
        for batch in self._batches(keep_reprints):
            with self._reading() as connection:
                rows = connection.execute(
                    select(documents.pk, documents.content).where(documents.pk.in_([pk for pk, _ in batch]))
                ).all()
            texts = {row.pk: row.content for row in rows}
            yield from ((bulletin, texts.get(pk)) for pk, bulletin in batch)

    def text(self, bulletin: str) -> str | None:
        """The text that the bulletin of this id was read from; None if the store does not have it."""
        documents = schema.documents.c
        with self._reading() as connection:
            text: str | None = connection.scalar(select(documents.content).where(documents.id == bulletin))
        return text

    def search(self, query: str, *, limit: int = 20, keep_reprints: bool = False) -> list[Hit]:
        """The items that have every word of ``query``, the latest published first; at most ``limit``.

        Words are parted by white space; see :mod:`laomo_extract.store.search`.

        Raises:
            ValueError: ``query`` has no word.
            StoreError: the database cannot be read.
        """
        with self._reading() as connection:
            return search(connection, query, limit=limit, keep_reprints=keep_reprints)

    def workers(self, name: str | None = None, *, keep_reprints: bool = False) -> Iterator[RegisteredWorker]:
        """Yield the register of workers, or its entries of one ``name``, in the order of names.

        What counts as one person, and which merges are left to a person's judgement, is told in
        :mod:`laomo_extract.store.register`.

        Raises:
            StoreError: the database cannot be read.
        """
        last = ""
        while True:
            with self._reading() as connection:
                batch = [name] if name is not None else names(connection, last, _BATCH)
                found = list(register(connection, batch, keep_reprints=keep_reprints))
            yield from found
            if name is not None or not batch:
                return
            last = batch[-1]

    def changes(self, since: int = 0) -> Iterator[Change]:
        """Yield what changed after the cursor ``since``, in the order of the changes; see :class:`Change`.

        Raises:
            ValueError: ``since`` is no cursor of this store.
            StoreError: the database cannot be read.
        """
        with self._reading() as connection:
            newest = feed.last_cursor(connection)
        if not 0 <= since <= newest:
            raise WrongArgumentError("LM209", since=since, newest=newest)
        after: int | None = since
        while after is not None:
            with self._reading() as connection:
                batch, after = feed.changes(connection, after, since, _BATCH)
            yield from batch

    def frame(
        self,
        kind: str,
        selection: Selection | None = None,
        *,
        keep_reprints: bool = False,
        library: Library = "pandas",
    ) -> Any:
        """The facts of one ``kind`` as a data frame, a row each; see :func:`laomo_extract.tables.frame`.

        Raises:
            ValueError: there is no such kind or library.
            ImportError: the library is not installed.
            StoreError: the database cannot be read.

        >>> from laomo_extract import extract, open_store
        >>> with open_store("sqlite://") as store:
        ...     added = store.add(extract("区总工会发放助学金18.6万元。"))
        ...     print(store.frame("funds")["amount"].sum())
        186000
        """
        bulletins = self.bulletins(keep_reprints=keep_reprints)
        return frame(kind, (selection or Selection()).of(bulletins), library)

    def sign(self, bulletin: str, signature: Fingerprint) -> None:
        """Keep the signature of a document of :meth:`unsigned`, and link it if it is a reprint."""
        with self._changing(f"bulletin {bulletin}", "not signed") as connection:
            sources.sign(connection, bulletin, signature)

    def unsigned(self) -> Iterator[tuple[str, str]]:
        """Yield the id and the text of each document without a signature, in the order they were added."""
        documents = schema.documents.c
        signed = select(schema.signatures.c.document)
        last = 0
        while True:
            with self._reading() as connection:
                batch = connection.execute(
                    select(documents.pk, documents.id, documents.content)
                    .where(documents.pk > last, documents.pk.not_in(signed))
                    .where(documents.content.is_not(None))
                    .order_by(documents.pk)
                    .limit(_BATCH)
                ).all()
            for last, bulletin, content in batch:  # noqa: B007 (as in bulletins)
                yield bulletin, content
            if len(batch) < _BATCH:
                return

    def totals(self, district: str, *, keep_reprints: bool = False) -> Totals:
        """Add up what the items of ``district`` (an adcode or a name) say; see :class:`Totals`.

        A province or a city takes in the divisions that lie in it. A text and its reprints count once.

        Raises:
            UnknownDistrictError: the store knows no such district, or several of that name.
        """
        with self._reading() as connection:
            return total(connection, district, keep_reprints=keep_reprints)

    def waiting(self, after: tuple[float, int] | None = None, *, limit: int = 20) -> list[Waiting]:
        """The items that a person should look at, those first of which a look changes most.

        Args:
            after: The ``doubt`` and the ``key`` of an item; those behind it are given.
            limit: The most that are given.

        Raises:
            StoreError: the database cannot be read.
        """
        with self._reading() as connection:
            return list(queue.waiting(connection, after, limit))

    def progress(self) -> tuple[int, int]:
        """How many items wait for a look, and on how many people decided."""
        with self._reading() as connection:
            return queue.count(connection), reviews.count(connection)

    def bulletin(self, bulletin: str) -> Bulletin | None:
        """The bulletin of this id, with what people decided; None if the store does not have it."""
        with self._reading() as connection:
            found = load(connection, schema.documents.c.id == bulletin, limit=1)
        return found[0][1] if found else None

    def history(self, bulletin: str, item: str | None = None) -> list[Review]:
        """What people decided on the items of a bulletin, or on one of them, in their order."""
        with self._reading() as connection:
            return reviews.history(connection, bulletin, item)

    def review(
        self,
        bulletin: str,
        item: str,
        decision: Decision,
        *,
        reviewer: str,
        version: int = 0,
        record: NewsItem | None = None,
    ) -> Review | None:
        """Let a person's decision on an item stand; the machine's reading is kept beside it.

        Args:
            bulletin: The id of the bulletin.
            item: The id of the item.
            decision: ``corrected`` or ``accepted`` (with the item as it is left), ``rejected``, or ``undone``, which
                takes the last decision that stands back.
            reviewer: Who decided.
            version: The last version that the person saw (0: none), so that nobody overwrites what others did.
            record: The item as it is left.

        Returns:
            The decision; None if there is no such item, or nothing to undo.

        Raises:
            ConflictError: somebody decided on the item meanwhile.
            StoreError: the database cannot be written to.
        """
        with self._changing(f"item {item}", "not reviewed") as connection:
            return reviews.decide(connection, bulletin, item, decision, record, reviewer, version)

    def reviewed(self) -> Iterator[Bulletin]:
        """Yield the bulletins on an item of which people decided, as they stand."""
        with self._reading() as connection:
            ids = reviews.bulletins(connection)
        for bulletin in ids:
            if found := self.bulletin(bulletin):
                yield found

    def finished(self) -> Iterator[tuple[Bulletin, str | None]]:
        """Yield the bulletins of which people accepted or rejected every item, each with its text."""
        with self._reading() as connection:
            ids = reviews.finished(connection)
        for bulletin in ids:
            if found := self.bulletin(bulletin):
                yield found, self.text(bulletin)

    def merge(self, name: str, one: str, other: str, same: bool | None, *, reviewer: str) -> None:
        """Write down whether the worker ``name`` of the bulletins ``one`` and ``other`` is the same person.

        None takes a decision back.
        """
        with self._changing(f"worker {name}", "not merged") as connection:
            merges.decide(connection, name, one, other, same, reviewer)

    def doubtful(self, after: str = "", *, limit: int = 20) -> list[RegisteredWorker]:
        """The entries of the register that may be one person with another, of the next ``limit`` names behind ``after``."""
        found: list[RegisteredWorker] = []
        while len({entry.name for entry in found}) < limit:
            with self._reading() as connection:
                batch = merges.namesakes(connection, after, _BATCH)
                entries = list(register(connection, batch, keep_reprints=False))
            found += [entry for entry in entries if entry.doubtful]
            if not batch:
                break
            after = batch[-1]
        return found

    def close(self) -> None:
        """Give the database back."""
        self._engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _batches(self, keep_reprints: bool) -> Iterator[list[tuple[int, Bulletin]]]:
        """The bulletins with their keys, a few at a time, in the order in which they were added."""
        last = 0
        documents = schema.documents.c
        wanted = true() if keep_reprints else documents.reprint_of.is_(None)
        while True:
            with self._reading() as connection:
                batch = load(connection, documents.pk > last, wanted, limit=_BATCH)
            yield batch
            if len(batch) < _BATCH:
                return
            last = batch[-1][0]

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with told_as(self.url, "cannot be read"), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _changing(self, place: str, what: str, *, refusable: bool = False) -> Iterator[Connection]:
        """A transaction that no other writer shares; if it fails, ``what`` is told of ``place``."""
        engine = self._engine.execution_options(writes=True)
        with told_as(f"{self.url}: {place}", what, refusable=refusable), engine.begin() as connection:
            writing.lock(connection)
            yield connection

    @contextmanager
    def _writing(self, bulletin: Bulletin, text: str | None) -> Iterator[Connection]:
        place = f"bulletin {bulletin.id} ({bulletin.source})"
        if "\0" in (text or ""):  # SQLite would take it, PostgreSQL does not
            raise RefusedError(f"{self.url}: {place}", "not added: the text has a null character; remove it")
        with self._changing(place, "not added", refusable=True) as connection:
            yield connection
