"""The register of workers: one entry a person, across articles.

Within a document a name is one person. Between documents, two that bear the same name are taken for one
person if they have the same employer, or the same county and an honour in common while their employers do
not speak against it. Where only one of these agrees, or a county and an honour agree against different
employers, nobody is merged: each entry names the others in ``doubtful``, with what speaks for and against it,
for a person to decide. What was decided (:mod:`laomo_extract.store.merges`) holds: those who are the same are one
entry, and of those who are not there is no doubt. Entries that have nothing in common are namesakes and not mentioned.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date as Day
from itertools import groupby, permutations
from typing import Any, Literal

from sqlalchemy import Connection, select

from laomo_extract.records import Record
from laomo_extract.store import schema
from laomo_extract.store.merges import Merge, decisions


class Appearance(Record):
    """One item that tells of the worker; ``day`` is its first event's, else that of publication as stated."""

    day: str | None
    bulletin: str
    item: str
    heading: str | None
    honours: tuple[str, ...]
    employer: str | None
    position: str | None
    districts: tuple[str, ...]


class Doubt(Record):
    """Another entry of the same name that may be the same person.

    For it speak the ``counties`` and ``honours`` that both have; against it that their employers differ, or
    that one has none to compare.
    """

    entry: str
    counties: tuple[str, ...]
    honours: tuple[str, ...]
    against: Literal["other_employer", "no_employer"]


class RegisteredWorker(Record):
    """One person: what all articles say, and each of them in the order of time (``timeline``).

    ``id`` stays while the earliest article of the person in the store does.
    """

    id: str
    name: str
    employers: tuple[str, ...]
    districts: tuple[str, ...]
    honours: tuple[str, ...]
    timeline: tuple[Appearance, ...]
    doubtful: tuple[Doubt, ...] = ()


@dataclass
class _Entry:
    """What is known of one person while the documents of a name are put together."""

    employers: set[str] = field(default_factory=set)
    counties: set[str] = field(default_factory=set)
    honours: set[str] = field(default_factory=set)
    appearances: list[Appearance] = field(default_factory=list)

    @property
    def bulletins(self) -> set[str]:
        return {one.bulletin for one in self.appearances}

    def take(self, other: _Entry) -> None:
        self.employers |= other.employers
        self.counties |= other.counties
        self.honours |= other.honours
        self.appearances += other.appearances


def register(
    connection: Connection, names: Iterable[str], *, keep_reprints: bool
) -> Iterator[RegisteredWorker]:
    """The entries of ``names``, name after name."""
    for name in names:
        decided = decisions(connection, name)
        merged = _merged(_documents(connection, name, keep_reprints))
        for one, other in _decided(merged, decided, same=True):
            if one is not other:
                one.take(other)
                merged.remove(other)
        yield from _entries(name, merged, list(_decided(merged, decided, same=False)))


def names(connection: Connection, after: str, limit: int) -> list[str]:
    """The next names of workers in the store."""
    name = schema.metadata.tables["workers"].c.name
    chosen = select(name).where(name > after).distinct().order_by(name).limit(limit)
    return list(connection.scalars(chosen))


def _documents(connection: Connection, name: str, keep_reprints: bool) -> list[_Entry]:
    """The person of this name in each document, in the order in which the documents were added."""
    tables = schema.metadata.tables
    workers, items, documents = tables["workers"], schema.items, schema.documents
    chosen = (
        select(workers.c.pk, workers.c.item, workers.c.employer, workers.c.position)
        .add_columns(items.c.id, items.c.heading, documents.c.pk.label("document"))
        .add_columns(documents.c.id.label("bulletin"), documents.c.published)
        .join(items, items.c.pk == workers.c.item)
        .join(documents, documents.c.pk == items.c.document)
        .where(workers.c.name == name)
        .order_by(documents.c.pk, workers.c.pk)
    )
    if not keep_reprints:
        chosen = chosen.where(documents.c.reprint_of.is_(None))
    rows = connection.execute(chosen).all()
    honours = _by(connection, tables["honours"], "worker", [row.pk for row in rows], "title")
    in_items = [row.item for row in rows]
    districts = _by(connection, tables["districts"], "item", in_items, "name", "division", "level")
    days = _by(connection, tables["dates"], "item", in_items, "first_day", "role")
    found = []
    for _, group in groupby(rows, key=lambda row: row.document):
        entry = _Entry()
        for row in group:
            titles = tuple(dict.fromkeys(title for (title,) in honours.get(row.pk, ())))
            there = districts.get(row.item, [])
            entry.employers |= {row.employer} if row.employer else set()
            entry.honours |= set(titles)
            entry.counties |= {key for _, key, level in there if level in ("county", "zone")}
            entry.appearances.append(
                Appearance(
                    day=_first_event(days.get(row.item, [])) or row.published,
                    bulletin=row.bulletin,
                    item=row.id,
                    heading=row.heading,
                    honours=titles,
                    employer=row.employer,
                    position=row.position,
                    districts=tuple(dict.fromkeys(name for name, _, _ in there)),
                )
            )
        found.append(entry)
    return found


def _by(connection: Connection, table: Any, owner: str, keys: list[int], *names: str) -> dict[int, list[Any]]:
    """The columns ``names`` of the rows that belong to ``keys``, by their owner."""
    columns = [table.c[name] for name in names]
    chosen = select(table.c[owner], *columns).where(table.c[owner].in_(keys)).order_by(table.c.pk)
    found: dict[int, list[Any]] = {}
    for key, *values in connection.execute(chosen):
        found.setdefault(key, []).append(tuple(values))
    return found


def _first_event(days: list[tuple[Day | None, str]]) -> str | None:
    return min((day.isoformat() for day, role in days if day and role == "event"), default=None)


def _merged(documents: list[_Entry]) -> list[_Entry]:
    """The documents' persons put together until no two are surely the same."""
    entries: list[_Entry] = []
    for entry in documents:
        same = [other for other in entries if _surely(entry, other)]
        for other in same:
            entry.take(other)
            entries.remove(other)
        entries.append(entry)
        # What was taken in may tell of further ones
        while again := [other for other in entries if other is not entry and _surely(entry, other)]:
            for other in again:
                entry.take(other)
                entries.remove(other)
    return entries


def _decided(entries: list[_Entry], decided: list[Merge], *, same: bool) -> Iterator[tuple[_Entry, _Entry]]:
    """The pairs of entries that a person decided to be the same, or not to be; as they are when each is asked for."""
    for merge in decided:
        pair = [
            next((entry for entry in entries if bulletin in entry.bulletins), None)
            for bulletin in (merge.one, merge.other)
        ]
        if merge.same == same and pair[0] and pair[1]:
            yield pair[0], pair[1]


def _surely(one: _Entry, other: _Entry) -> bool:
    if one.employers & other.employers:
        return True
    against = bool(one.employers and other.employers)
    return not against and bool(one.counties & other.counties and one.honours & other.honours)


def _doubt(entry: str, one: _Entry, other: _Entry) -> Doubt | None:
    """What ``other``, which is ``entry``, has in common with ``one`` that is not enough; None if nothing."""
    counties = tuple(sorted({key.split("|")[1] for key in one.counties & other.counties}))
    honours = tuple(sorted(one.honours & other.honours))
    if not counties and not honours:
        return None
    differ = one.employers and other.employers
    against: Literal["other_employer", "no_employer"] = "other_employer" if differ else "no_employer"
    return Doubt(entry=entry, counties=counties, honours=honours, against=against)


def _entries(name: str, merged: list[_Entry], apart: list[tuple[_Entry, _Entry]]) -> list[RegisteredWorker]:
    for entry in merged:
        entry.appearances.sort(key=lambda one: (one.day or "", one.bulletin, one.item))
    merged.sort(key=lambda entry: (entry.appearances[0].day or "", entry.appearances[0].bulletin))
    ids = [_id(name, entry) for entry in merged]
    doubts: dict[str, list[Doubt]] = {key: [] for key in ids}
    for (first, one), (second, other) in permutations(zip(ids, merged, strict=True), 2):
        told_apart = any({id(one), id(other)} == {id(each) for each in pair} for pair in apart)
        if not told_apart and (doubt := _doubt(second, one, other)):
            doubts[first].append(doubt)
    return [
        RegisteredWorker(
            id=key,
            name=name,
            employers=_once(one.employer for one in entry.appearances),
            districts=_once(district for one in entry.appearances for district in one.districts),
            honours=_once(title for one in entry.appearances for title in one.honours),
            timeline=tuple(entry.appearances),
            doubtful=tuple(doubts[key]),
        )
        for key, entry in zip(ids, merged, strict=True)
    ]


def _id(name: str, entry: _Entry) -> str:
    first = entry.appearances[0]
    return f"w-{hashlib.sha256(f'{name}|{first.bulletin}'.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def _once(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))
