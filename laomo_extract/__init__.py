"""Read Chinese trade-union news bulletins into structured records.

The door of the library: :func:`extract` for one text, :class:`Extractor` for many, :func:`read` for
files and folders, :func:`open_store` for a database, :func:`frames` for tables, and the record types.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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

if TYPE_CHECKING:
    from laomo_extract.archive import read
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


def __getattr__(name: str) -> Any:
    # SQLAlchemy and the readers are loaded when they are first asked for, not by the import of the door.
    if name == "read":
        from laomo_extract.archive import read

        return read
    if name == "frames":
        from laomo_extract.tables import frames

        return frames
    if name == "open_store":
        from laomo_extract.store import open_store

        return open_store
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
