"""An archive as Parquet files, a kind of fact each, asked with DuckDB.

    python examples/parquet.py FOLDER_OF_BULLETINS FOLDER_FOR_PARQUET

The tables go together by the columns `bulletin` and `item`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import duckdb

import laomo_extract as lx
from laomo_extract.export import export

QUESTION = """
SELECT name, CAST(sum(amount) AS decimal(18, 2)) AS yuan
FROM 'funds.parquet' JOIN (SELECT DISTINCT bulletin, item, name FROM 'districts.parquet') USING (bulletin, item)
WHERE basis = 'total' AND scope = 'event' AND currency = 'CNY' AND part_of IS NULL
GROUP BY name ORDER BY yuan DESC
"""


def by_district(bulletins: Iterable[lx.Bulletin], folder: Path) -> list[tuple[object, ...]]:
    """Write ``bulletins`` to Parquet files in ``folder``; the yuan given in each district."""
    kept = list(bulletins)
    for kind in ("funds", "districts"):
        export(kept, folder / f"{kind}.parquet", kinds=[kind])
    connection = duckdb.connect()
    quoted = str(folder).replace("'", "''")
    connection.execute(f"SET file_search_path = '{quoted}'")
    return connection.sql(QUESTION).fetchall()


if __name__ == "__main__":
    documents = lx.read(sys.argv[1])
    for row in by_district(lx.Extractor().pipe(documents), Path(sys.argv[2])):
        print(*row, sep="\t")
