"""Ask a store with DuckDB: its SQLite file is attached as it is, nothing is copied.

    python examples/duck.py STORE.db

DuckDB reads SQLite by an extension that it fetches the first time (`INSTALL sqlite`).
"""

from __future__ import annotations

import sys

import duckdb

QUESTION = """
SELECT name, month, CAST(activities AS integer), CAST(people AS integer), CAST(yuan AS decimal(18, 2))
FROM news.by_district_month ORDER BY 4 DESC, 1, 2 LIMIT 10
"""


def busiest(connection: duckdb.DuckDBPyConnection, store: str) -> list[tuple[object, ...]]:
    """The districts and months in which most people were helped: activities, people, yuan."""
    path = store.replace("'", "''")
    connection.execute(f"ATTACH '{path}' AS news (TYPE sqlite, READ_ONLY)")
    return connection.sql(QUESTION).fetchall()


if __name__ == "__main__":
    for row in busiest(duckdb.connect(), sys.argv[1]):
        print(*row, sep="\t")
