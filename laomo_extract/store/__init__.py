"""Bulletins in a database: SQLite by default, PostgreSQL by URL."""

from __future__ import annotations

from laomo_extract.store.errors import RefusedError, StoreError
from laomo_extract.store.feed import Change
from laomo_extract.store.merges import Merge
from laomo_extract.store.opening import open_store
from laomo_extract.store.queue import Waiting
from laomo_extract.store.register import Appearance, Doubt, RegisteredWorker
from laomo_extract.store.reviews import ConflictError, Decision, Review
from laomo_extract.store.search import Hit
from laomo_extract.store.sources import Outcome, Quarantined, Reading
from laomo_extract.store.store import Store
from laomo_extract.store.totals import Figures, Totals, UnknownDistrictError

__all__ = [
    "Appearance",
    "Change",
    "ConflictError",
    "Decision",
    "Doubt",
    "Figures",
    "Hit",
    "Merge",
    "Outcome",
    "Quarantined",
    "Reading",
    "RefusedError",
    "RegisteredWorker",
    "Review",
    "Store",
    "StoreError",
    "Totals",
    "UnknownDistrictError",
    "Waiting",
    "open_store",
]
