"""What is known of a document from outside its text: date, title, publisher, and where it came from.

==========  =============================================================================
option      what the caller says of all documents
document    what it says of itself: its fields, or its line of source and date
file_name   «2019-08-03 涪陵区：助学金送到家门口.txt», «20190803.txt», «2019年第3期»
folder      «工人日报/2019/08/», «201908», «2019年8月»
==========  =============================================================================

The first that says something counts. The day on which a file was made or changed says nothing.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePosixPath

_YEAR, _MONTH, _DAY = r"(19[4-9]\d|20\d\d)", r"(1[0-2]|0?[1-9])", r"(3[01]|[12]\d|0?[1-9])"
_DATE = re.compile(
    rf"(?<!\d){_YEAR}(?:[-_./ 年]{_MONTH}[-_./ 月]{_DAY}日?|(1[0-2]|0[1-9])(3[01]|[12]\d|0[1-9]))(?!\d)"
    rf"|(?<!\d){_YEAR}(?:[-_./ ]?(1[0-2]|0[1-9])|年{_MONTH}月)(?!\d|[-_./ ]?\d)"
    rf"|(?<!\d){_YEAR}年"
)
_DATE_FOLDERS = re.compile(rf"(?:^|/){_YEAR}年?(?:/{_MONTH}月?(?:/{_DAY}日?)?)?(?=/|$)")
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_STATED = {
    "published": re.compile(
        r"(?:发布|发表|刊发|出版|见报|更新)?(?:时间|日期)\s*[:：]\s*(\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?)"
    ),
    "publisher": re.compile(
        r"(?:稿件|文章|信息|新闻|本文)?(?:来源|出处)\s*[:：]\s*([^\s:：,，;；|)）】]{2,30})"
    ),
    "author": re.compile(r"(?:^|[\s|（(])作者\s*[:：]\s*([^\s:：,，;；|)）】]{2,20})"),
}
_HEAD = 1500  # characters in which a page says what it is
_PUBLISHER = re.compile(
    r"[一-鿿]{1,20}(?:日报|晚报|晨报|时报|周报|工人报|报社|网|总工会|简报|通讯|杂志|月刊)"
)
_TITLE_EDGES = " \t-_.—–·,，:："


def iso_date(value: str) -> str | None:
    """A date as people write it, as an ISO year, month or day; None if it is none.

    >>> iso_date("2019年8月3日"), iso_date("2019/8/3 10:20"), iso_date("3 August 2019"), iso_date("201908")
    ('2019-08-03', '2019-08-03', '2019-08-03', '2019-08')
    """
    value = value.strip()
    if match := _ISO.fullmatch(value):
        year, month, day = match.groups()
        return value if _day(year, month or "1", day or "1") else None
    if match := _DATE.match(value):
        return _joined(*match.groups())
    import dateparser

    # A date without its year would get today's: refused
    strict = {"REQUIRE_PARTS": ["day", "month", "year"], "DATE_ORDER": "YMD"}
    day = dateparser.parse(value[:60], languages=["zh", "en"], settings=strict)
    return day.date().isoformat() if day else None


def stated(text: str) -> dict[str, str]:
    """What the head of a page says of itself: ``published``, ``publisher``, ``author``.

    >>> stated("来源：涪陵区总工会  发布时间：2022-08-31 10:20  作者：李四")
    {'published': '2022-08-31', 'publisher': '涪陵区总工会', 'author': '李四'}
    """
    found: dict[str, str] = {}
    for field, pattern in _STATED.items():
        match = pattern.search(text[:_HEAD])
        value = match and (_plain_date(match.group(1)) if field == "published" else match.group(1))
        if value:
            found[field] = value
    return found


def from_path(path: str) -> dict[str, tuple[str, str]]:
    """What a path says: each field with its value and whether ``file_name`` or ``folder`` says it.

    >>> from_path("工人日报/2019/08/a.txt")
    {'published': ('2019-08', 'folder'), 'publisher': ('工人日报', 'folder')}
    >>> from_path("2019-08-03 涪陵区：助学金送到家门口.txt")
    {'published': ('2019-08-03', 'file_name'), 'title': ('涪陵区：助学金送到家门口', 'file_name')}
    """
    pure = PurePosixPath(path.replace("\\", "/"))
    name = re.sub(r"\.(?:[A-Za-z0-9]{1,5})$", "", pure.name)
    folders = [part for part in pure.parts[:-1] if part not in ("/", ".", "..")]
    found: dict[str, tuple[str, str]] = {}
    if date_in_name := _dated(name):
        found["published"] = (date_in_name, "file_name")
    elif date_in_folders := _dated_folders(folders):
        found["published"] = (date_in_folders, "folder")
    title = _DATE.sub("", name, count=1).strip(_TITLE_EDGES)
    if len(re.findall("[一-鿿]", title)) >= 6:
        found["title"] = (title, "file_name")
    publishers = [folder for folder in folders if _PUBLISHER.fullmatch(folder)]
    if publishers:
        found["publisher"] = (publishers[-1], "folder")
    return found


def _dated(name: str) -> str | None:
    return next((found for match in _DATE.finditer(name) if (found := _joined(*match.groups()))), None)


def _dated_folders(folders: list[str]) -> str | None:
    """The nearest folders that are a date: each alone, or year, month and day one in the other."""
    for folder in reversed(folders):
        if (match := _DATE.fullmatch(folder)) and (found := _joined(*match.groups())):
            return found
    matches = [match.groups() for match in _DATE_FOLDERS.finditer("/".join(folders))]
    for year, month, day in reversed(matches):
        if found := _joined(year, month, day, *[None] * 6):
            return found
    return None


def _plain_date(value: str) -> str | None:
    match = _DATE.match(re.sub(r"\s", "", value))
    return _joined(*match.groups()) if match else None


def _joined(*groups: str | None) -> str | None:
    """The ISO date of what :data:`_DATE` found, if there is such a day."""
    year, *parts = (group for group in groups if group)
    if not _day(year, *[*parts, "1", "1"][:2]):
        return None
    return "-".join([year, *(f"{int(part):02d}" for part in parts)])


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
