"""What Datasette says of a store: a plugin, so that ``datasette news.db`` has facets, labels and descriptions at once.

Datasette finds it by the package's entry point. Where Datasette is installed apart from the library, a file does the same::

    python -m laomo_extract.integrations.datasette news > metadata.json
    datasette news.db --metadata metadata.json
"""

from __future__ import annotations

import json
import sqlite3
import sys
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from laomo_extract.kinds import KINDS, choices
from laomo_extract.missing import needs
from laomo_extract.store import schema

with needs("datasette", "datasette"):
    from datasette import hookimpl

if TYPE_CHECKING:
    from datasette.app import Datasette

_TABLES = {
    "documents": "A bulletin each, with the text that it was read from",
    "items": "News items, the smallest self-contained pieces of news",
    "districts": "Divisions where an item takes place or whose union organises it",
    "dates": "When something happened, happens or is due (EDTF)",
    "workers": "Model workers: named people whom the text gives an honour",
    "honours": "Titles of model workers, as written",
    "people": "Other named people",
    "counts": "Numbers of people, households and bodies. People helped: role is beneficiary, scope is event",
    "funds": "Amounts of money. Money given: basis is total, scope is event, part_of is empty",
    "goods": "Things given in kind",
    "organisations": "Unions, companies, offices, schools and other bodies",
    "programmes": "Campaigns and brands that an item runs under",
    "topics": "Kinds of work that an item is about",
    "own": "Facts of kinds that were added",
    "checks": "Values that do not agree with each other",
    "divisions": "Every administrative division seen, once",
    "persons": "Every name seen in a document, once",
    "sources": "What was read, and where it stands",
    "quarantine": "What could not be read, why, and what to do",
    "reviews": "What people decided on the items, by whom and when; the tables hold what stands",
    "merges": "Whether two articles tell of one worker, as people decided",
    "changes": "The last change of every document",
    "funds_given": "Money of activities: not cumulative, planned, per head, part of another or printed again",
    "by_district_month": "Activities, people helped and yuan given of a district in a month",
    "by_worker": "A name with its employer: honours, districts, bulletins, first and last month",
    "by_honour": "Titles: how many workers and bulletins have them",
    "item_months": "The month of each item: that of its first event, else of its publication",
}
# Columns with few values besides those that the records limit.
_FACETS = {
    "documents": ["home"],
    "districts": ["division", "province"],
    "honours": ["title", "kind", "year"],
    "counts": ["unit"],
    "funds": ["currency", "purpose"],
    "goods": ["unit", "what"],
    "programmes": ["name"],
    "topics": ["key"],
    "own": ["kind"],
    "checks": ["kind"],
    "divisions": ["level", "province", "city"],
    "quarantine": ["kind"],
    "reviews": ["decision", "reviewer"],
    "merges": ["same", "reviewer"],
    "funds_given": ["month", "purpose"],
    "by_district_month": ["month", "province", "name"],
    "by_honour": ["level", "kind"],
}
# What stands for a row where another points to it.
_LABELS = {
    "documents": "title",
    "items": "heading",
    "divisions": "name",
    "persons": "name",
    "workers": "name",
}
_ORDER = {
    "documents": {"sort_desc": "published"},
    "dates": {"sort_desc": "first_day"},
    "quarantine": {"sort_desc": "at"},
    "reviews": {"sort_desc": "at"},
    "by_district_month": {"sort_desc": "people"},
    "by_worker": {"sort_desc": "bulletins"},
    "by_honour": {"sort_desc": "workers"},
}
_COLUMNS = {
    "text": "The words that it came from",
    "span_start": "Where they begin in documents.content, in characters",
    "span_end": "Where they end",
    "rule": "The rule that found it",
    "confidence": "How sure it is, 0 to 1",
    "part_of": "span_start of the amount of the same item that it is a part of",
    "adcode": "Code of the division (GB/T 2260)",
    "edtf": "The date in ISO 8601-2",
    "reprint_of": "The bulletin that this one prints again",
    "doubt": "How much a look at it may change; 0 where every value is sure",
}
_HIDDEN = ("alembic_version", "bands", "machine_readings", "signatures")


def metadata() -> dict[str, Any]:
    """Datasette's metadata for a database that is a store."""
    tables: dict[str, dict[str, Any]] = {name: {"hidden": True} for name in _HIDDEN}
    for name, description in _TABLES.items():
        limited = choices(name) if name in KINDS else {}
        facets = [column for column in limited if column != "item_kind"] + _FACETS.get(name, [])
        if name == "items":
            facets = ["kind"]
        tables[name] = {
            "description": description,
            **({"facets": list(dict.fromkeys(facets))} if facets else {}),
            **({"label_column": _LABELS[name]} if name in _LABELS else {}),
            **_ORDER.get(name, {}),
            "columns": {column: said for column, said in _COLUMNS.items() if column in _columns(name)},
        }
    return {"description": "Trade-union news bulletins as records, by laomo_extract", "tables": tables}


def _columns(name: str) -> set[str]:
    table = schema.metadata.tables.get(name)  # views have none
    return set() if table is None else set(table.c.keys())


@hookimpl  # type: ignore[untyped-decorator]
def get_metadata(datasette: Datasette) -> dict[str, Any]:
    """What Datasette asks its plugins for: metadata of those of its databases that are stores."""
    stores = (
        name for name, database in datasette.databases.items() if database.path and _is_store(database.path)
    )
    return {"databases": {name: metadata() for name in stores}}


@cache
def _is_store(path: str) -> bool:
    uri = f"{Path(path).resolve().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    except sqlite3.Error:
        return False
    return {"documents", "items", "divisions", "by_district_month"} <= names


if __name__ == "__main__":
    json.dump({"databases": {name: metadata() for name in sys.argv[1:] or ["news"]}}, sys.stdout, indent=2)
