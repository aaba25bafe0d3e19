"""Bulletins in a database: SQLite by default, PostgreSQL by URL."""

from __future__ import annotations

from laomo_extract.store.store import Store, StoreError, open_store
from laomo_extract.store.totals import Figures, Totals, UnknownDistrictError

__all__ = ["Figures", "Store", "StoreError", "Totals", "UnknownDistrictError", "open_store"]
