"""The register of model workers as an Excel file: python examples/register_to_excel.py news.db register.xlsx.

One sheet has a row a person, the other a row an appearance in the news. Entries that may be one person are marked, for
somebody to decide.
"""

from __future__ import annotations

import sys

from openpyxl import Workbook
from openpyxl.styles import Font

from laomo_extract.store import Store, open_store

PEOPLE = ("编号", "姓名", "荣誉", "单位", "地区", "报道数", "首见", "末见", "可能同为")
NEWS = ("编号", "姓名", "日期", "标题", "荣誉", "单位", "职务", "地区", "文章")


def write(store: Store, path: str) -> int:
    """Write the register; the number of people in it."""
    book = Workbook()
    people, news = book.active, book.create_sheet("报道")
    people.title = "劳模"
    for sheet, heads in ((people, PEOPLE), (news, NEWS)):
        sheet.append(heads)
        sheet.freeze_panes = "C2"
        for cell in sheet[1]:
            cell.font = Font(bold=True)
    for worker in store.workers():
        days = [one.day for one in worker.timeline if one.day]
        said = ("、".join(part) for part in (worker.honours, worker.employers, worker.districts))
        doubts = "、".join(doubt.entry for doubt in worker.doubtful)
        people.append(
            (
                worker.id,
                worker.name,
                *said,
                len(worker.timeline),
                min(days, default=""),
                max(days, default=""),
                doubts,
            )
        )
        for one in worker.timeline:
            told = (
                one.day,
                one.heading,
                "、".join(one.honours),
                one.employer,
                one.position,
                "、".join(one.districts),
            )
            news.append((worker.id, worker.name, *told, one.bulletin))
    people.auto_filter.ref = people.dimensions
    book.save(path)
    return int(people.max_row) - 1


if __name__ == "__main__":
    with open_store(sys.argv[1], create=False) as opened:
        print(write(opened, sys.argv[2]), "people")
