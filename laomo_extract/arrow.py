"""Arrow types of the records, derived from their annotations; one derivation for tables, Parquet and Spark."""

from __future__ import annotations

import json
from datetime import date as Day
from decimal import Decimal
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from laomo_extract.missing import needs
from laomo_extract.records import Bulletin, Record

DIGITS, PLACES = 38, 8  # of amounts: before and after the point together, and after it


def arrow_type(annotation: Any, extra: str = "parquet") -> Any:
    """The Arrow type of what is annotated so: a scalar, a record (a struct), a tuple of one kind (a list), a mapping.

    A field that may not be None is not nullable. ``extra`` is what to install where pyarrow is missing.

    >>> from laomo_extract.records import Reference
    >>> print(arrow_type(tuple[Reference, ...]))
    list<element: struct<text: string not null, span: struct<start: int64 not null, end: int64 not null> not null> not null>
    """
    with needs("pyarrow", extra):
        import pyarrow

    if get_origin(annotation) is tuple:
        return pyarrow.list_(
            pyarrow.field("element", arrow_type(get_args(annotation)[0], extra), nullable=False)
        )
    if (
        get_origin(annotation) is dict
    ):  # of words to words; what else may be in it (the data of an added kind) is JSON
        text = pyarrow.string()
        return pyarrow.map_(text, text) if _options(get_args(annotation)[1]) == {str} else text
    options = _options(annotation)
    for kind in options:
        if issubclass(kind, Record):
            annotations = {name: info.annotation for name, info in kind.model_fields.items()}
            fields = [
                pyarrow.field(name, arrow_type(annotation, extra), nullable=NoneType in _options(annotation))
                for name, annotation in annotations.items()
            ]
            return pyarrow.struct(fields)
    scalars = {
        Decimal: pyarrow.decimal128(DIGITS, PLACES),  # before int: goods are the one or the other
        Day: pyarrow.date32(),
        float: pyarrow.float64(),
        int: pyarrow.int64(),
        str: pyarrow.string(),
    }
    return next(type_ for kind, type_ in scalars.items() if kind in options)


def arrow_value(bulletin: Bulletin) -> dict[str, Any]:
    r"""The fields of ``bulletin`` as Arrow takes them for its type: maps as pairs, the data of added kinds as JSON.

    >>> from laomo_extract import Document, Extractor
    >>> arrow_value(Extractor().read(Document(text="慰问劳模\n\n8月1日,市总工会慰问劳模。")))["origins"]
    [('title', 'document')]
    """
    fields = bulletin.model_dump()
    fields["origins"] = list(fields["origins"].items())
    for item in fields["items"]:
        for fact in item["own"]:
            fact["data"] = json.dumps(fact["data"], ensure_ascii=False)
    return fields


def _options(annotation: Any) -> set[Any]:
    """The types that a value may have: of a union its members, of a Literal those of its values."""
    if get_origin(annotation) is Literal:
        return {type(value) for value in get_args(annotation)}
    if get_origin(annotation) in (tuple, dict) or not get_args(annotation):
        return {annotation}
    return {kind for member in get_args(annotation) for kind in _options(member)}
