"""The tables of version 0.1.0."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "divisions",
        sa.Column("key", sa.Text, primary_key=True),
        _text("adcode", null=True, index=True),
        _text("name", index=True),
        _text("level"),
        *_texts_or_null("province", "city"),
    )
    op.create_table(
        "documents",
        sa.Column("pk", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        *_texts_or_null("title", "published", "home", "source", "content"),
    )
    op.create_table(
        "checks",
        *_keys(document="documents.pk"),
        *_texts("kind", "item", "message"),
        sa.Column("spans", sa.JSON, nullable=False),
    )
    op.create_table(
        "items",
        *_keys(document="documents.pk"),
        *_texts("id", "kind"),
        _text("heading", null=True),
        *_span(),
    )
    op.create_table(
        "persons",
        *_keys(document="documents.pk"),
        _text("name", index=True),
        sa.UniqueConstraint("document", "name"),
    )
    _facts(
        "districts",
        *_texts("name"),
        _text("adcode", null=True),
        *_texts("level"),
        *_texts_or_null("province", "city"),
        *_texts("role"),
        *_texts_or_null("successor", "predecessor"),
        sa.Column("candidates", sa.JSON, nullable=False),
        division="divisions.key",
    )
    _facts(
        "dates",
        _text("edtf", null=True),
        *(sa.Column(name, sa.Date) for name in ("first_day", "last_day")),
        _text("role"),
    )
    _facts(
        "workers",
        _text("name"),
        *_texts_or_null("employer", "position"),
        sa.Column("mentions", sa.JSON, nullable=False),
        person="persons.pk",
    )
    _facts(
        "people",
        *_texts("name", "role"),
        _text("position", null=True),
        sa.Column("mentions", sa.JSON, nullable=False),
        person="persons.pk",
    )
    _facts(
        "counts",
        sa.Column("value", sa.BigInteger, nullable=False),
        sa.Column("value_max", sa.BigInteger),
        _text("approx", null=True),
        *_texts("unit", "who", "role", "scope"),
    )
    _facts(
        "funds",
        sa.Column("amount", _exact(), nullable=False),
        sa.Column("amount_max", _exact()),
        _text("currency"),
        _text("approx", null=True),
        *_texts("basis", "scope", "purpose"),
    )
    _facts(
        "goods",
        sa.Column("value", _exact(), nullable=False),
        _text("approx", null=True),
        *_texts("unit", "what"),
    )
    _facts("organisations", *_texts("name", "kind", "role"))
    _facts("programmes", *_texts("name"))
    _facts("topics", *_texts("key"))
    op.create_table(
        "honours",
        *_keys(worker="workers.pk"),
        *_provenance(),
        _text("title"),
        *_texts_or_null("level", "kind", "edition"),
    )


def _facts(table: str, *columns: sa.Column[Any], **points_to: str) -> None:
    op.create_table(table, *_keys(item="items.pk", **points_to), *_provenance(), *columns)


def _keys(**points_to: str) -> list[sa.Column[Any]]:
    pointers = [
        sa.Column(
            name,
            sa.Text if target == "divisions.key" else sa.Integer,
            sa.ForeignKey(target, ondelete="CASCADE"),
            nullable=False,
            index=True,
        )
        for name, target in points_to.items()
    ]
    return [sa.Column("pk", sa.Integer, primary_key=True), *pointers]


def _provenance() -> list[sa.Column[Any]]:
    return [_text("text"), *_span(), _text("rule"), sa.Column("confidence", sa.Double, nullable=False)]


def _span() -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Integer, nullable=False) for name in ("span_start", "span_end")]


def _texts(*names: str) -> list[sa.Column[Any]]:
    return [_text(name) for name in names]


def _texts_or_null(*names: str) -> list[sa.Column[Any]]:
    return [_text(name, null=True) for name in names]


def _text(name: str, *, null: bool = False, index: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Text, nullable=null, index=index)


def _exact() -> sa.types.TypeEngine[Any]:
    return sa.Text() if op.get_bind().dialect.name == "sqlite" else sa.Numeric()
