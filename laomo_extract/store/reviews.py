"""What people made of the items: kept beside the machine's reading, and never overwritten by a new one.

Every decision is a row that stays: which item, its version, what was decided, by whom and when; taking one back is
a row as well. The tables of records hold what stands: the machine's items, and in the place of those that a person
looked at the items as they were left. The machine's own reading of such a document is kept in ``machine_readings``.
A new ingest changes that reading, and the person's items are put into it again; they stand for all items that they
overlap, however the text is parted by then.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import groupby
from typing import Literal

from sqlalchemy import Connection, exists, func, select

from laomo_extract.errors import CodedError
from laomo_extract.records import Bulletin, NewsItem, Record, Span
from laomo_extract.store import schema, writing
from laomo_extract.store.reading import load

Decision = Literal["corrected", "accepted", "rejected", "undone"]


class ConflictError(CodedError):
    """Someone else decided on the item meanwhile: what was to be written was not."""


class Review(Record):
    """One decision. ``record`` is the item as it was left; none where it was rejected, or where the last decision was undone."""

    bulletin: str
    item: str
    version: int
    decision: Decision
    record: NewsItem | None
    span: Span
    reviewer: str
    at: datetime


def history(connection: Connection, bulletin: str, item: str | None = None) -> list[Review]:
    """All decisions on a bulletin, or on one item of it, in their order."""
    table = schema.reviews
    chosen = select(table).where(table.c.bulletin == bulletin).order_by(table.c.item, table.c.version)
    if item is not None:
        chosen = chosen.where(table.c.item == item)
    return [
        Review(
            bulletin=row.bulletin,
            item=row.item,
            version=row.version,
            decision=row.decision,
            record=None if row.record is None else NewsItem.model_validate(row.record),
            span=Span(start=row.span_start, end=row.span_end),
            reviewer=row.reviewer,
            at=row.at,
        )
        for row in connection.execute(chosen)
    ]


def standing(decisions: Iterable[Review]) -> list[Review]:
    """Of the decisions on one item those that were not undone; the last is the one that stands."""
    stack: list[Review] = []
    for one in decisions:
        if one.decision != "undone":
            stack.append(one)
        elif stack:
            stack.pop()
    return stack


def effective(bulletin: Bulletin, decisions: Iterable[Review]) -> Bulletin:
    """``bulletin`` with the items that people left in the place of those that they looked at.

    Warnings about an item that a person looked at are dropped.
    """
    stacks = [standing(group) for _, group in groupby(decisions, key=lambda one: one.item)]
    stand = [stack[-1] for stack in stacks if stack]
    spans = [one.record.span if one.record else one.span for one in stand]
    kept = [item for item in bulletin.items if not any(_overlap(item.span, span) for span in spans)]
    left = [*kept, *(one.record for one in stand if one.record)]
    names = {item.id for item in kept}
    return bulletin.model_copy(
        update={
            "items": tuple(sorted(left, key=lambda item: (item.span.start, item.span.end))),
            "checks": tuple(check for check in bulletin.checks if check.item in names),
        }
    )


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def applied(connection: Connection, bulletin: Bulletin) -> Bulletin:
    """What is to be stored of the machine's reading ``bulletin``, which is kept where people decided on it."""
    decisions = history(connection, bulletin.id)
    if not decisions:
        return bulletin
    _keep(connection, bulletin)
    return effective(bulletin, decisions)


def decide(
    connection: Connection,
    bulletin: str,
    item: str,
    decision: Decision,
    record: NewsItem | None,
    reviewer: str,
    version: int,
) -> Review | None:
    """Write a decision down and let it stand; ``version`` is the last one that the person saw, 0 for none.

    Returns:
        The decision; None where there is no such item, or none to undo.
    """
    decisions = history(connection, bulletin, item)
    last = decisions[-1] if decisions else None
    if last and last.version != version:
        raise ConflictError("LM314", item=item, reviewer=last.reviewer, at=f"{last.at:%Y-%m-%d %H:%M}")
    found = load(connection, schema.documents.c.id == bulletin, limit=1)
    if not found:
        return None
    pk, there = found[0]
    before = standing(decisions)
    seen = next((one for one in there.items if one.id == item), None)
    if (seen is None and not before) or (decision == "undone" and not before):
        return None
    if not history(connection, bulletin):
        _keep(connection, there)
    span = seen.span if seen else before[-1].span
    review = Review(
        bulletin=bulletin,
        item=item,
        version=last.version + 1 if last else 1,
        decision=decision,
        record=record,
        span=span,
        reviewer=reviewer,
        at=datetime.now(UTC).replace(microsecond=0),
    )
    row = review.model_dump(mode="json", exclude={"span", "at"})
    row |= {"span_start": span.start, "span_end": span.end, "at": review.at}
    connection.execute(schema.reviews.insert(), [row])
    machine = schema.machine_readings
    reading = connection.scalar(select(machine.c.record).where(machine.c.bulletin == bulletin))
    stands = effective(Bulletin.model_validate(reading), history(connection, bulletin))
    # Where it was read and whose reprint it is may have changed since the machine read it.
    stands = stands.model_copy(update={"source": there.source, "reprint_of": there.reprint_of})
    content = connection.scalar(select(schema.documents.c.content).where(schema.documents.c.pk == pk))
    writing.replace(connection, pk, stands, content)
    return review


def _keep(connection: Connection, bulletin: Bulletin) -> None:
    row = {"bulletin": bulletin.id, "record": bulletin.model_dump(mode="json")}
    writing.upsert(connection, schema.machine_readings, "bulletin", row)


def finished(connection: Connection) -> list[str]:
    """The ids of the bulletins on every item of which a person decided, and that are there; in the order of the store."""
    documents, items, reviews = schema.documents, schema.items, schema.reviews
    looked_at = exists().where(reviews.c.bulletin == documents.c.id)
    waiting = exists().where(items.c.document == documents.c.pk, items.c.doubt > 0)
    chosen = select(documents.c.id).where(looked_at, ~waiting).order_by(documents.c.pk)
    done = []
    for bulletin in list(connection.scalars(chosen)):
        decided = {
            stack[-1].item
            for _, group in groupby(history(connection, bulletin), key=lambda one: one.item)
            if (stack := standing(group)) and stack[-1].decision != "corrected"
        }
        there = set(connection.scalars(select(items.c.id).join(documents).where(documents.c.id == bulletin)))
        if there <= decided:
            done.append(bulletin)
    return done


def bulletins(connection: Connection) -> list[str]:
    """The ids of the bulletins on an item of which a decision stands."""
    named = select(schema.reviews.c.bulletin).distinct().order_by(schema.reviews.c.bulletin)
    return [
        bulletin
        for bulletin in list(connection.scalars(named))
        if any(
            standing(group) for _, group in groupby(history(connection, bulletin), key=lambda one: one.item)
        )
    ]


def count(connection: Connection) -> int:
    """How many items a person decided on."""
    pairs = select(schema.reviews.c.bulletin, schema.reviews.c.item).distinct().subquery()
    return connection.scalar(select(func.count()).select_from(pairs)) or 0
