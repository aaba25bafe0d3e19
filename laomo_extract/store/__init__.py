"""Bulletins in a database: SQLite by default, PostgreSQL by URL."""

from __future__ import annotations

from laomo_extract.store.errors import RefusedError, StoreError
from laomo_extract.store.opening import open_store
from laomo_extract.store.sources import Outcome, Quarantined
from laomo_extract.store.store import Store
from laomo_extract.store.totals import Figures, Totals, UnknownDistrictError

__all__ = [
    "Figures",
    "Outcome",
    "Quarantined",
    "RefusedError",
    "Store",
    "StoreError",
    "Totals",
    "UnknownDistrictError",
    "open_store",
]
