"""Read Chinese trade-union news bulletins into structured records.

The door of the library: :func:`extract` for one text, :class:`Extractor` for many, :func:`read` for
files and folders, :func:`open_store` for a database, :func:`frames` for tables, and the record types.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from laomo_extract.archive import read
    from laomo_extract.extractor import Extractor, extract
    from laomo_extract.records import (
        Bulletin,
        Check,
        Count,
        Date,
        District,
        Document,
        Fund,
        Goods,
        Honour,
        NewsItem,
        Organisation,
        Person,
        Programme,
        Reference,
        Span,
        Topic,
        Worker,
    )
    from laomo_extract.store import open_store
    from laomo_extract.tables import frames

__version__ = "0.1.0"

__all__ = [
    "Bulletin",
    "Check",
    "Count",
    "Date",
    "District",
    "Document",
    "Extractor",
    "Fund",
    "Goods",
    "Honour",
    "NewsItem",
    "Organisation",
    "Person",
    "Programme",
    "Reference",
    "Span",
    "Topic",
    "Worker",
    "__version__",
    "extract",
    "frames",
    "open_store",
    "read",
]


# What is asked of the door comes from there, and is loaded when it is first asked for: Python compiles some hundred patterns
# of the finders, and SQLAlchemy and the readers take their time.
_FROM = {
    "Extractor": "extractor",
    "extract": "extractor",
    "frames": "tables",
    "open_store": "store",
    "read": "archive",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_FROM.get(name, 'records')}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
