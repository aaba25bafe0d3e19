"""Archives into a store: what is new is read and added, what is bad is set aside, nothing twice.

Each document is one transaction, in the order of the archive. A run that was cut off, at any moment and in
any way, is simply done again: what is there already is told by its fingerprint and not extracted again.
"""

from __future__ import annotations

import gc
import hashlib
import os
import re
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from laomo_extract.archive import MAX_SIZE, FailureKind, UnreadableError, read
from laomo_extract.archive.reprints import fingerprint as signature
from laomo_extract.extractor import Extractor
from laomo_extract.facts.own import Lexicon, own
from laomo_extract.processes import DiedError
from laomo_extract.records import Bulletin, Document
from laomo_extract.store import Reading, RefusedError, Store

Kind = Literal["added", "repeated", "unchanged", "changed", "reprint", "failed", "removed"]
_COLLECTED_EVERY = 100  # places
# Where PATH itself is at fault, the call was: that is told, and not kept in quarantine.
_OF_THE_CALL: tuple[FailureKind, ...] = ("missing", "empty_folder")


@dataclass(frozen=True)
class Event:
    """What happened to one place; a failure with its ``error``."""

    kind: Kind
    place: str
    error: UnreadableError | RefusedError | None = None


@dataclass
class Summary:
    """How many places had which fate."""

    counts: Counter[Kind] = field(default_factory=Counter)

    def __getitem__(self, kind: Kind) -> int:
        return self.counts[kind]

    @property
    def read(self) -> int:
        """The documents that were read."""
        return sum(self.counts.values()) - self.counts["failed"] - self.counts["removed"]


def ingest(
    paths: Iterable[str | Document],
    store: Store,
    *,
    published: str | None = None,
    home: str | None = None,
    title: str | None = None,
    author: str | None = None,
    publisher: str | None = None,
    columns: Mapping[str, str] | None = None,
    max_size: int = MAX_SIZE,
    ocr: bool = False,
    lexicon: Lexicon | None = None,
    workers: int = 1,
    prune: bool = False,
    on_event: Callable[[Event], None] = lambda event: None,
) -> Summary:
    """Bring ``store`` up to what stands at ``paths``.

    Args:
        paths: Files, folders and archives; a Document that stands nowhere is taken as it is.
        store: Where the records go.
        published: Date of publication that every document gets.
        home: Home region (adcode or name) that every document gets.
        title: Title that every document gets.
        author: Author that every document gets.
        publisher: Publisher that every document gets.
        columns: Names of the columns of tables of articles.
        max_size: Bytes that one document may have.
        ocr: Whether scanned pages of PDFs are recognised.
        lexicon: The user's own words, as for ``Extractor``; what was read without them, or with others, is read again.
        workers: Processes that extract; each holds a few documents at a time.
        prune: Whether documents whose places in ``paths`` are no more are removed. Places in a folder or
            archive that could not be read stay.
        on_event: Called with each place when its fate is known.

    Raises:
        ValueError: ``home``, ``published``, ``columns``, ``lexicon`` or ``workers`` cannot be understood.
        ImportError: ``ocr`` is asked for, and its packages are not installed.
        StoreError: the database cannot be written to (full, locked, gone). What was added until then
            is whole, and the same call goes on from there.

    >>> import tempfile, pathlib
    >>> from laomo_extract.store import open_store
    >>> with tempfile.TemporaryDirectory() as folder, open_store("sqlite://") as store:
    ...     _ = pathlib.Path(folder, "a.txt").write_text("8月27日,涪陵区总工会慰问劳模。", encoding="utf-8")
    ...     first, second = ingest([folder], store), ingest([folder], store)
    >>> first["added"], second["unchanged"]
    (1, 1)
    """
    run = _Run(store, prune, on_event, lexicon)
    extractor = Extractor(lexicon=lexicon)
    for path in paths:
        run.path = str(path) if not isinstance(path, Document) else ""
        if isinstance(path, Document):
            documents: Iterable[Document] = [path]
        else:
            documents = read(
                path,
                published=published,
                home=home,
                title=title,
                author=author,
                publisher=publisher,
                columns=columns,
                max_size=max_size,
                ocr=ocr,
                recognised=store.recognised,
                on_error=run.failed,
            )
        waiting: deque[tuple[Document, str]] = deque()  # handed to the extractor, in its order

        def died(error: DiedError, waiting: deque[tuple[Document, str]] = waiting) -> None:
            document, _ = waiting.popleft()
            run.failed(UnreadableError(document.source or "", "process_died", error.how))

        for bulletin in extractor.pipe(run.fresh(documents, waiting), workers=workers, on_error=died):
            run.put(bulletin, *waiting.popleft())
        if isinstance(path, str):
            run.finish(path)
    return run.summary


def retry_paths(store: Store, paths: Iterable[str]) -> list[str]:
    """The files and folders to read again for what is in quarantine, in ``paths`` or (none given) at all.

    A place in an archive leads to the archive. Places that are no more leave the quarantine. A link that led out of its
    folder stays while it is a link: by its own path it would be followed.
    """
    chosen = list(paths)
    rows = [row for path in chosen for row in store.quarantine(path)] if chosen else store.quarantine()
    found: dict[str, None] = {}
    for row in rows:
        if row.kind == "symbolic_link" and Path(row.place).is_symlink():
            continue
        if file := _file_of(row.place):
            found[file] = None
        else:
            store.release(row.place)
    return list(found)


def fingerprint(document: Document) -> str:
    """What tells whether a document has to be read again: all that its records depend on, not its place."""
    said = document.model_dump_json(exclude={"source", "content_hash", "encoding", "encoding_certainty"})
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def _file_of(place: str) -> str | None:
    """The file or folder that ``place`` is or, in ``a.zip!/b.csv#3``, is packed in; None if it is no more."""
    if os.path.lexists(place):
        return place
    for mark in re.finditer(r"!/|#", place):
        if Path(place[: mark.start()]).is_file():
            return place[: mark.start()]
    return None


class _Run:
    """One call of :func:`ingest`."""

    def __init__(
        self, store: Store, prune: bool, on_event: Callable[[Event], None], lexicon: Lexicon | None
    ) -> None:
        self.summary = Summary()
        self.path = ""  # what of the caller's paths is being read
        self._store = store
        self._on_event = on_event
        self._seen: set[str] | None = set() if prune else None  # grows with the archive: kept if asked for
        self._bad: set[str] = set()
        known = repr(own(lexicon)).encode() if lexicon is not None else b""
        self._words = f"+{hashlib.sha256(known).hexdigest()[:16]}" if known else ""
        for bulletin, text in store.unsigned():  # of an earlier version, or added one by one
            store.sign(bulletin, signature(text))

    def fresh(
        self, documents: Iterable[Document], waiting: deque[tuple[Document, str]]
    ) -> Iterator[Document]:
        """The documents that the store does not have as they are; each is noted in ``waiting``."""
        for document in documents:
            if self._seen is not None and document.source:
                self._seen.add(document.source)
            mark = fingerprint(document) + self._words
            if document.source and self._store.fingerprint(document.source) == mark:
                self._tell("unchanged", document.source)
                continue
            waiting.append((document, mark))
            yield document

    def put(self, bulletin: Bulletin, document: Document, mark: str) -> None:
        """Add what was extracted."""
        place = document.source or ""
        try:
            if not document.source:
                added = self._store.add(bulletin, text=document.text)
                self._tell("added" if added else "unchanged", place)
                return
            outcome = self._store.put(
                bulletin,
                place=place,
                fingerprint=mark,
                text=document.text,
                signature=signature(document.text),
                reading=Reading(
                    content_hash=document.content_hash,
                    encoding=document.encoding,
                    encoding_certainty=document.encoding_certainty,
                    recognised=document.origins.get("text") == "ocr",
                ),
            )
        except RefusedError as error:
            self._bad.add(place)
            self._store.set_aside(
                place, kind="refused", reason=error.reason, remedy="correct the text or remove it"
            )
            self._tell("failed", place, error)
            return
        self._tell(outcome.value, place)

    def failed(self, error: UnreadableError) -> None:
        """Note a place that cannot be read."""
        self._bad.add(error.path)
        if error.path != self.path or error.kind not in _OF_THE_CALL:
            self._store.set_aside(
                error.path, kind=error.kind, detail=error.detail, reason=error.reason, remedy=error.remedy
            )
        self._tell("failed", error.path, error)

    def finish(self, path: str) -> None:
        """Forget what is no more at ``path``: in quarantine always, among the documents if asked for."""
        for row in self._store.quarantine(path):
            if row.place not in self._bad:
                self._store.release(row.place)
        if self._seen is None:
            return
        for place in self._store.places(path):
            if place not in self._seen and not any(_stands_in(place, bad) for bad in self._bad):
                self._store.discard(place)
                self._tell("removed", place)

    def _tell(self, kind: Kind, place: str, error: UnreadableError | RefusedError | None = None) -> None:
        self.summary.counts[kind] += 1
        # Documents of Word hold themselves in cycles, and beside the word lists, which are many objects, Python
        # looks for cycles so seldom that memory grew by a quarter over 10,000 documents.
        if self.summary.counts.total() % _COLLECTED_EVERY == 0:
            gc.collect()
        self._on_event(Event(kind, place, error))


def _stands_in(place: str, path: str) -> bool:
    return place == path or place.startswith((f"{path}/", f"{path}\\", f"{path}!", f"{path}#"))
