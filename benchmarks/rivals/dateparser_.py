"""``search_dates`` in Chinese over each clause, with the day of publication as its base.

Dates prefer the past; findings without 年, 月, 日 or 号 are dropped, and what is found is as precise as its words
(``handmade.date``). Vague dates (近日) are added by hand.
"""

from __future__ import annotations

import re
from datetime import date as Day
from datetime import datetime, timedelta

from benchmarks.rivals import handmade

TITLE = "dateparser.search"
PACKAGES = ("dateparser",)
FIELDS = ("dates",)
OFFSETS = False  # it gives the words, not where they stand


def load() -> handmade.Read:
    """The reader."""
    from dateparser.search import search_dates

    def read(text: str, published: str | None, home: str | None) -> handmade.Fact:
        base = handmade.base_date(text, published)
        settings = {
            "PREFER_DATES_FROM": "past",
            "PREFER_DAY_OF_MONTH": "first",
            "PREFER_MONTH_OF_YEAR": "first",
        }
        given = settings | ({"RELATIVE_BASE": datetime(base.year, base.month, base.day)} if base else {})
        dates = handmade.vague_dates(text)
        for clause in re.finditer(r"[^，,。；！？\s]+", text):
            at = clause.start()
            for words, moment in search_dates(clause[0], languages=["zh"], settings=given) or ():
                at = max(text.find(words, at), at)
                if re.search("[年月日号]", words):
                    dates.append(
                        handmade.date(text, at, at + len(words), *_whole(words, moment.date()), base)
                    )
        return handmade.items(text, {"dates": dates})

    return read


def _whole(words: str, day: Day) -> tuple[Day, Day]:
    """The first and last day of what the words name: a day, a month or a year."""
    if re.search("[日号]", words):
        return day, day
    if "月" in words:
        return day.replace(day=1), (day.replace(day=1) + timedelta(31)).replace(day=1) - timedelta(1)
    return day.replace(month=1, day=1), day.replace(month=12, day=31)
