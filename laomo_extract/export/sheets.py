"""Bulletins to an Excel workbook: a sheet a kind of fact, with numbers and dates as such."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date as Day
from decimal import Decimal
from pathlib import Path
from typing import Any

from laomo_extract.errors import WrongArgumentError
from laomo_extract.kinds import all_kinds, columns, rows
from laomo_extract.missing import needs
from laomo_extract.records import Bulletin

MOST_ROWS = 1_048_576  # of a sheet, its heading among them
_WIDTHS: dict[type, int] = {int: 9, float: 10, Decimal: 16, Day: 12, str: 18}


def write_xlsx(bulletins: Iterable[Bulletin], path: Path, kinds: Collection[str]) -> int:
    """Write a sheet for each of ``kinds`` (none: for all) to ``path``; return the number of bulletins.

    Rows go to the file as they come. Text is written as text: none of it runs as a formula. Amounts are
    numbers of Excel, which keep 15 digits.

    Raises:
        ValueError: a sheet would have more rows than Excel holds.
        ImportError: openpyxl is not installed.
    """
    with needs("openpyxl", "excel"):
        from openpyxl import Workbook
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
        from openpyxl.styles import Font
        from openpyxl.utils import get_column_letter

    def cell(sheet: Any, value: Any) -> Any:
        if isinstance(value, str):
            made = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
            made.data_type = "s"  # «=1+1» is a text
            return made
        made = WriteOnlyCell(sheet, value)
        if isinstance(value, Decimal):
            made.number_format = "#,##0.00" if value == round(value, 2) else "General"
        elif isinstance(value, Day):
            made.number_format = "yyyy-mm-dd"
        return made

    book = Workbook(write_only=True)
    sheets: dict[str, tuple[Any, dict[str, type], int]] = {}
    for kind in kinds or all_kinds():
        sheet, names = book.create_sheet(kind), columns(kind)
        sheet.freeze_panes = "A2"
        for number, type_ in enumerate(names.values(), 1):
            sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS[type_]
        heads = [cell(sheet, name) for name in names]
        for head in heads:
            head.font = Font(bold=True)
        sheet.append(heads)
        sheets[kind] = (sheet, names, 1)
    written = 0
    try:
        for bulletin in bulletins:
            for kind, (sheet, names, used) in sheets.items():
                for row in rows(bulletin, kind):
                    used += 1
                    if used > MOST_ROWS:
                        raise WrongArgumentError("LM405", kind=kind, most=MOST_ROWS)
                    sheet.append([cell(sheet, row.get(name)) for name in names])
                sheets[kind] = (sheet, names, used)
            written += 1
    finally:
        for sheet, _, _ in sheets.values():
            sheet.close()  # also where the export is cut off: openpyxl writes through files of its own
    book.save(path)
    return written
