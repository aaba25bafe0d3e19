"""Keep a second database equal to a store, from its change feed.

    python examples/mirror.py STORE DATABASE

STORE is a store of laomo_extract (a file or a URL), DATABASE a PostgreSQL of another system («host=… dbname=…»).
Each call asks for what changed since the last one, and writes it in one transaction together with the cursor
that it has reached: it can be cut off, or run twice, at any time. The same feed as a file is what
`laomo export STORE --since CURSOR --to changes.jsonl` writes.
"""

from __future__ import annotations

import sys

import psycopg
from psycopg.types.json import Jsonb

import laomo_extract as lx

TABLES = """
CREATE TABLE IF NOT EXISTS bulletins (id text PRIMARY KEY, title text, published text, record jsonb NOT NULL);
CREATE TABLE IF NOT EXISTS reached (one boolean PRIMARY KEY DEFAULT true CHECK (one), cursor bigint NOT NULL);
INSERT INTO reached (cursor) VALUES (0) ON CONFLICT DO NOTHING;
"""
UPSERT = """
INSERT INTO bulletins (id, title, published, record) VALUES (%s, %s, %s, %s)
ON CONFLICT (id) DO UPDATE SET
    title = excluded.title, published = excluded.published, record = excluded.record
"""


def mirror(store_url: str, database: str) -> int:
    """Bring ``database`` up to the store; return how many changes there were."""
    count = 0
    with lx.open_store(store_url) as store, psycopg.connect(database) as connection:
        connection.execute(TABLES)
        row = connection.execute("SELECT cursor FROM reached FOR UPDATE").fetchone()
        cursor = row[0] if row else 0
        for change in store.changes(since=cursor):
            bulletin = change.bulletin
            if bulletin is None:
                connection.execute("DELETE FROM bulletins WHERE id = %s", (change.id,))
            else:
                record = Jsonb(bulletin.model_dump(mode="json"))
                connection.execute(UPSERT, (bulletin.id, bulletin.title, bulletin.published, record))
            cursor = change.cursor
            count += 1
        connection.execute("UPDATE reached SET cursor = %s", (cursor,))
    return count


if __name__ == "__main__":
    print(mirror(*sys.argv[1:]), "changes")
