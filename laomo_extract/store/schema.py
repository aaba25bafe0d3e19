"""The tables, derived from the records: a field of a record is a column of its table.

==============  ================================================================================
documents       a bulletin each, with the text that it was read from
items           a news item each
districts …     one table a kind of fact, named as in the records; a row points to its item,
topics          keeps the record's fields and ``text``, ``span_start``, ``span_end``, ``rule``,
                ``confidence``
honours         a title each; a row points to its worker
checks          a warning each; a row points to its document
divisions       every administrative division seen, once; ``districts.division`` points here
persons         every name seen in a document, once; ``workers.person`` and ``people.person``
                point here
sources         every place (file, member of an archive) that was read, with the fingerprint of what
                stood there and the document that it holds
quarantine      every place that could not be read, and why
signatures      what is kept of a document's text to know it again (``archive.reprints``)
bands           the documents that are no reprints by the keys of their signatures
changes         the change feed: the last change of every document there ever was
reviews         every decision of a person on an item (``store.reviews``)
machine_readings  what the machine read where people decided on it
merges          decisions on who of the register is one person
==============  ================================================================================

Columns whose record's name is a reserved word of SQL have another: a date's ``start`` and ``end`` are
``first_day`` and ``last_day``. Lists that are no facts of their own (candidates, mentions, a check's
spans) are JSON. ``items.body`` is the item's text in plain form, which is what a search looks at.

These are the tables of today. A database of an earlier version is brought to them by the migrations; a
test holds the two equal.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Day
from decimal import Decimal
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import TypeAdapter
from pydantic.fields import FieldInfo
from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    Table,
    Text,
    UniqueConstraint,
    false,
)
from sqlalchemy import Date as SqlDate
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

from laomo_extract.records import Bulletin, Check, Honour, Mention, NewsItem, Record, Span, Worker


class Exact(TypeDecorator[Decimal]):
    """A decimal number that never passes through a float: NUMERIC, or text where SQLite would round."""

    impl = Numeric
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """NUMERIC everywhere but on SQLite, whose own NUMERIC is a float."""
        return dialect.type_descriptor(Text() if dialect.name == "sqlite" else Numeric())

    def process_bind_param(self, value: Decimal | int | None, dialect: Dialect) -> Any:
        """Write 186000, never 1.86E+5."""
        if value is None or dialect.name != "sqlite":
            return value
        return format(Decimal(value), "f")

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        """Read what was written."""
        return None if value is None else Decimal(value)


_SCALARS: dict[type, type[TypeEngine[Any]]] = {
    str: Text,
    int: BigInteger,
    float: Double,
    Decimal: Exact,
    Day: SqlDate,
}
_COLUMN_NAMES = {"start": "first_day", "end": "last_day"}


@dataclass(frozen=True)
class FieldColumns:
    """How one field of a record stands in its table."""

    field: str
    column: str
    json: TypeAdapter[Any] | None = None

    def write(self, record: Record) -> dict[str, Any]:
        """The columns' values for ``record``."""
        value = getattr(record, self.field)
        if isinstance(value, Span):
            return {"span_start": value.start, "span_end": value.end}
        return {self.column: self.json.dump_python(value, mode="json") if self.json else value}

    def read(self, row: Any) -> Any:
        """The field's value from ``row``."""
        if self.field == "span":
            return Span(start=row.span_start, end=row.span_end)
        value = getattr(row, self.column)
        return self.json.validate_python(value) if self.json else value


@dataclass(frozen=True)
class FactTable:
    """A table whose rows are the records of ``model`` that stand in ``field`` of their owner.

    ``owner`` is the column that points to the owner's row.
    """

    table: Table
    model: type[Record]
    field: str
    owner: str
    fields: tuple[FieldColumns, ...]
    parts: tuple[FactTable, ...] = ()


def to_row(record: Record, fields: tuple[FieldColumns, ...]) -> dict[str, Any]:
    """The columns that hold ``fields`` of ``record``."""
    row: dict[str, Any] = {}
    for columns in fields:
        row |= columns.write(record)
    return row


def from_row(row: Any, fields: tuple[FieldColumns, ...]) -> dict[str, Any]:
    """The ``fields`` of the record that ``row`` holds."""
    return {columns.field: columns.read(row) for columns in fields}


metadata = MetaData()

divisions = Table(
    "divisions",
    metadata,
    Column("key", Text, primary_key=True),
    Column("adcode", Text, index=True),
    Column("name", Text, nullable=False, index=True),
    Column("level", Text, nullable=False),
    Column("province", Text),
    Column("city", Text),
)


def _element(annotation: Any) -> type[Record] | None:
    """The record type of a ``tuple[Record, ...]``, else None."""
    if get_origin(annotation) is not tuple:
        return None
    element = get_args(annotation)[0]
    return element if isinstance(element, type) and issubclass(element, Record) else None


def _is_part(annotation: Any) -> bool:
    """Whether a field holds facts with a table of their own."""
    element = _element(annotation)
    return element is not None and issubclass(element, Mention | NewsItem | Check)


def _scalar(annotation: Any) -> tuple[type[TypeEngine[Any]] | None, bool]:
    """The column type of a single value, None where it is a list, and whether NULL is allowed."""
    options = get_args(annotation) if get_origin(annotation) in (Union, UnionType) else (annotation,)
    optional = type(None) in options
    kinds = {str if get_origin(option) is Literal else option for option in options} - {type(None)}
    if kinds == {int, Decimal}:
        return Exact, optional
    return _SCALARS.get(kinds.pop()), optional


def _columns(name: str, info: FieldInfo) -> tuple[FieldColumns, list[Column[Any]]]:
    if info.annotation is Span:
        spans = [Column(column, Integer, nullable=False) for column in ("span_start", "span_end")]
        return FieldColumns(name, "span_start"), spans
    column = _COLUMN_NAMES.get(name, name)
    kind, optional = _scalar(info.annotation)
    if kind is None:
        return FieldColumns(name, column, TypeAdapter[Any](info.annotation or Any)), [
            Column(column, JSON, nullable=False)
        ]
    return FieldColumns(name, column), [Column(column, kind, nullable=optional)]


def _column_pairs(model: type[Record]) -> list[tuple[FieldColumns, list[Column[Any]]]]:
    fields = model.model_fields.items()
    return [_columns(name, info) for name, info in fields if not _is_part(info.annotation)]


def _points_to(column: str, target: str) -> Column[Any]:
    return Column(column, ForeignKey(target, ondelete="CASCADE"), nullable=False, index=True)


def _fact_table(
    field: str,
    model: type[Record],
    owner: str,
    target: str,
    *more: Column[Any],
    parts: tuple[FactTable, ...] = (),
) -> FactTable:
    pairs = _column_pairs(model)
    table = Table(
        field,
        metadata,
        Column("pk", Integer, primary_key=True),
        _points_to(owner, target),
        *more,
        *(column for _, columns in pairs for column in columns),
    )
    return FactTable(table, model, field, owner, tuple(described for described, _ in pairs), parts)


# Facts that point to something seen, besides their item.
_SEEN = {
    "districts": ("division", "divisions.key"),
    "workers": ("person", "persons.pk"),
    "people": ("person", "persons.pk"),
}


def _item_parts() -> tuple[FactTable, ...]:
    """One table for each field of an item that holds facts."""
    parts = []
    for field, info in NewsItem.model_fields.items():
        if model := _element(info.annotation):
            more = [_points_to(*_SEEN[field])] if field in _SEEN else []
            below = (_fact_table("honours", Honour, "worker", "workers.pk"),) if model is Worker else ()
            parts.append(_fact_table(field, model, "item", "items.pk", *more, parts=below))
    return tuple(parts)


_document_columns = _column_pairs(Bulletin)
documents = Table(
    "documents",
    metadata,
    Column("pk", Integer, primary_key=True),
    *(column for _, columns in _document_columns for column in columns),
    Column("content", Text),
    UniqueConstraint("id"),
    ForeignKeyConstraint(["reprint_of"], ["documents.id"], name="fk_documents_reprint_of"),
    Index("ix_documents_reprint_of", "reprint_of"),
    Index("ix_documents_published", "published"),
)
document_fields = tuple(described for described, _ in _document_columns)
persons = Table(
    "persons",
    metadata,
    Column("pk", Integer, primary_key=True),
    _points_to("document", "documents.pk"),
    Column("name", Text, nullable=False, index=True),
    UniqueConstraint("document", "name"),
)
document_parts = (
    _fact_table(
        "items",
        NewsItem,
        "document",
        "documents.pk",
        Column("body", Text, nullable=False, server_default=""),
        Column("doubt", Double, nullable=False, server_default="0", index=True),
        parts=_item_parts(),
    ),
    _fact_table("checks", Check, "document", "documents.pk"),
)
items = document_parts[0].table
sources = Table(
    "sources",
    metadata,
    Column("place", Text, primary_key=True),
    Column("fingerprint", Text, nullable=False),
    _points_to("document", "documents.pk"),
    Column("content_hash", Text, index=True),
    Column("encoding", Text),
    Column("encoding_certainty", Double),
    Column("recognised", Boolean, nullable=False, server_default=false()),
)
quarantine = Table(
    "quarantine",
    metadata,
    Column("place", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("remedy", Text, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
)
signatures = Table(
    "signatures",
    metadata,
    Column("document", ForeignKey("documents.pk", ondelete="CASCADE"), primary_key=True),
    Column("signature", LargeBinary, nullable=False),
    Column("runs", Integer, nullable=False),
)
# No reference to the document: 64 rows each would need a second index as large as the table.
bands = Table(
    "bands",
    metadata,
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    Column("document", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
# No references to documents and items: decisions outlive them.
reviews = Table(
    "reviews",
    metadata,
    Column("pk", Integer, primary_key=True),
    Column("bulletin", Text, nullable=False),
    Column("item", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("decision", Text, nullable=False),
    Column("record", JSON(none_as_null=True)),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    Column("reviewer", Text, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    UniqueConstraint("bulletin", "item", "version"),
)
machine_readings = Table(
    "machine_readings",
    metadata,
    Column("bulletin", Text, primary_key=True),
    Column("record", JSON, nullable=False),
)
merges = Table(
    "merges",
    metadata,
    Column("name", Text, primary_key=True),
    Column("one", Text, primary_key=True),
    Column("other", Text, primary_key=True),
    Column("same", Boolean, nullable=False),
    Column("reviewer", Text, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
)
changes = Table(
    "changes",
    metadata,
    Column("document", Text, primary_key=True),
    Column("cursor", BigInteger, nullable=False, unique=True),
    Column("first", BigInteger, nullable=False),
    Column("deleted", Boolean, nullable=False),
)
