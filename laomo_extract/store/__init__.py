"""Bulletins in a database: SQLite by default, PostgreSQL by URL."""

from __future__ import annotations

from laomo_extract.store.errors import RefusedError, StoreError
from laomo_extract.store.feed import Change
from laomo_extract.store.opening import open_store
from laomo_extract.store.register import Appearance, Doubt, RegisteredWorker
from laomo_extract.store.search import Hit
from laomo_extract.store.sources import Outcome, Quarantined, Reading
from laomo_extract.store.store import Store
from laomo_extract.store.totals import Figures, Totals, UnknownDistrictError

__all__ = [
    "Appearance",
    "Change",
    "Doubt",
    "Figures",
    "Hit",
    "Outcome",
    "Quarantined",
    "Reading",
    "RefusedError",
    "RegisteredWorker",
    "Store",
    "StoreError",
    "Totals",
    "UnknownDistrictError",
    "open_store",
]
