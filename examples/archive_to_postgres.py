"""A newspaper archive (web pages, PDFs, Word, zips of them) into PostgreSQL, as often as it grows.

    python examples/archive_to_postgres.py ARCHIVE postgresql+psycopg://user@host/news

Files that are in the database already are passed over, changed ones are read again, and what cannot be read is named with its
remedy. It may be cut off at any moment and goes on when it is called again.
"""

from __future__ import annotations

import os
import sys

from laomo_extract.ingest import Summary, ingest
from laomo_extract.store import Quarantined, open_store


def bring_up_to_date(archive: str, database: str) -> tuple[Summary, list[Quarantined]]:
    """Read what is new in ``archive``; what was done, and what could not be read."""
    with open_store(database) as store:
        done = ingest([archive], store, workers=os.cpu_count() or 1, prune=True)
        return done, store.quarantine(archive)


if __name__ == "__main__":
    summary, unreadable = bring_up_to_date(*sys.argv[1:3])
    print(f"new {summary['added']}, changed {summary['changed']}, unchanged {summary['unchanged']}")
    for place in unreadable:
        print(f"{place.place}: {place.reason}; {place.remedy}", file=sys.stderr)
