"""Facts as a pandas DataFrame."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date as Day
from decimal import Decimal
from typing import TYPE_CHECKING

from laomo_extract.kinds import columns, rows
from laomo_extract.missing import needs
from laomo_extract.records import Bulletin

if TYPE_CHECKING:
    from pandas import DataFrame

_TYPES = {str: "string", int: "Int64", float: "float64", Decimal: "object", Day: "datetime64[s]"}


def frame(kind: str, bulletins: Iterable[Bulletin]) -> DataFrame:
    """The facts of ``kind`` in ``bulletins``, a row each."""
    types = {name: _TYPES[type_] for name, type_ in columns(kind).items()}
    with needs("pandas", "pandas"):
        import pandas
    made = pandas.DataFrame((row for one in bulletins for row in rows(one, kind)), columns=list(types))
    return made.astype(types)
