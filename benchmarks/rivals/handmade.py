"""What every user of a library that finds one kind of thing writes by hand, in an hour: plain patterns.

Shared by the rivals, so that none of them loses by a weaker hand: items, the words of approximation, scope and
basis around a number, counts, goods, titles, and which name bears which title.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date as Day
from datetime import timedelta
from typing import Any

Fact = dict[str, Any]
Facts = dict[str, list[Fact]]
Read = Callable[[str, str | None, str | None], Fact]  # text, published, home
Find = Callable[[str], list[Fact]]
FindFrom = Callable[[str, str | None], list[Fact]]  # text, published or home
Division = Callable[[str | None], Fact | None]

_FIELDS = ("districts", "dates", "workers", "people", "counts", "funds", "goods")
_SENTENCE = re.compile(r"[^。！？；\n]*\S[^。！？；\n]*[。！？；]?")
_OPENS_AN_ITEM = re.compile(
    r"\s*(?:[◆●■▲★·•○□※]|\d{1,2}[.、．]|[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十\d]+[)）]|【|#|(?:\d{1,2}月)?\d{1,2}日)"
)


def fact(start: int, end: int, **values: Any) -> Fact:
    """A fact that stands at ``[start, end)``."""
    return {"span": {"start": start, "end": end}, **values}


def clauses(text: str) -> Iterator[tuple[int, str]]:
    """Where each clause begins, and the clause."""
    return ((match.start(), match[0]) for match in re.finditer(r"[^，,。；;！？\n]+", text))


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Where each sentence begins, and the sentence."""
    return ((match.start(), match[0]) for match in _SENTENCE.finditer(text))


def items(text: str, facts: Facts, home: Fact | None = None) -> Fact:
    """The facts by item: a paragraph that a heading, a bullet or a day opens, with those that follow it.

    Of an item's divisions the first is its place, rather one of the home's province and one below a city that is
    named as well: all of them, or those before 总工会 alone, measured worse. Without any it takes ``home``.
    """
    starts = []
    below_heading = True
    for line in re.finditer(r"[^\n]*\S[^\n]*", text):
        if len(line[0].strip()) >= 20 and re.search("[。！？；]", line[0]):
            if below_heading or _OPENS_AN_ITEM.match(line[0]):
                starts.append(line.start())
            below_heading = False
        else:
            below_heading = True
    starts = starts or [0]
    made = []
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(text)], strict=True)):
        begin = start if number else 0  # the title belongs to the first item
        inside = {
            name: [one for one in facts.get(name, ()) if begin <= one["span"]["start"] < end]
            for name in _FIELDS
        }
        inside["districts"] = _place(inside["districts"], home)
        made.append({"id": str(number), "kind": "section", "heading": None} | fact(start, end, **inside))
    return {"items": made}


def _place(districts: list[Fact], home: Fact | None) -> list[Fact]:
    at_home = [one for one in districts if home and one["adcode"][:2] == home["adcode"][:2]]
    named = sorted(at_home or districts, key=lambda one: int(one["span"]["start"]))
    codes = {one["adcode"] for one in named}
    above = {code[:2] + "0000" for code in codes} | {code[:4] + "00" for code in codes if code[4:] != "00"}
    own = [one for one in named if one["adcode"] not in above] or named
    return own[:1] or ([home] if home else [])


# ---- the words around a number -----------------------------------------------------------------


def approx(text: str, start: int, end: int) -> str | None:
    """What the words at and just around a number say of it."""
    before, inside, after = text[max(start - 3, 0) : start], text[start:end], text[end : end + 2]
    if re.search(r"不足$|不到$|近$", before) or re.match(r"不足|不到|近", inside):
        return "less"
    if (
        re.search(r"超过?$|逾$|不少于$|突破$", before)
        or re.search(r"[余多]|^[超逾]|以上$", inside)
        or after == "以上"
    ):
        return "more"
    if re.search(r"约$|大约$", before) or re.search(r"^约|左右$", inside) or after in ("左右", "上下"):
        return "about"
    return None


def _clause_before(text: str, start: int, *, marks: str = "。；！？\n") -> str:
    begin = max(text.rfind(mark, 0, start) for mark in marks) + 1
    return text[begin:start]


def scope(text: str, start: int) -> str:
    """Whether a number is of this event, adds up several, or is still to come."""
    before = _clause_before(text, start)
    if re.search(r"累计|以来|多年来|历年|先后|共计?已|已有|已为|已帮", before):
        return "cumulative"
    if re.search(r"将|计划|拟|预计|力争|目标|明年", before):
        return "planned"
    return "event"


def basis(text: str, start: int) -> str:
    """Whether a sum is for each or the total."""
    before = _clause_before(text, start, marks="，,。；！？\n、")
    return (
        "each"
        if re.search(r"每[人户名位家个月班间]|人均|户均|各[奖发送得]?|分别|标准为?", before)
        else "total"
    )


# ---- counts, goods -----------------------------------------------------------------------------

NUMBER = r"(?:\d[\d,，]*(?:\.\d+)?|[一二三四五六七八九十百千两〇零]+)[多余]?[万千百亿]{0,2}[多余]?"
UNITS = "人次|户次|名|人|户|家|位|支|个(?=家庭|单位|企业|班组|代表队|村|社区|工会|集体|基层)"
_COUNT = re.compile(
    rf"(?:近|约|超过?|逾|不足|不到|不少于)?(?P<number>{NUMBER})(?P<unit>{UNITS})(?:以上|左右)?"
)
_GOODS = re.compile(
    rf"(?:近|约|超过?|逾)?(?P<number>{NUMBER})(?P<unit>[份件套箱袋瓶盒桶册本条台尾顶只双床斤吨株部])(?!以上)"
)
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}


def value(words: str) -> float | None:
    """The number that ``words`` say."""
    words = re.sub("[多余,，]", "", words)
    digits = re.match(r"\d+(?:\.\d+)?", words)
    if digits:
        result = float(digits[0])
        for power in words[digits.end() :]:
            result *= _POWERS[power]
        return round(result, 4)
    total = part = digit = 0
    for character in words:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif _POWERS[character] >= 10_000:
            total, part, digit = (total + part + digit) * _POWERS[character], 0, 0
        else:
            part, digit = part + (digit or 1) * _POWERS[character], 0
    return float(total + part + digit) or None


def counts(text: str) -> list[Fact]:
    """Numbers of people and bodies, and which part they play."""
    found = []
    for match in _COUNT.finditer(text):
        number = value(match["number"])
        if number is None or number % 1 or (number == 1 and match["number"] == "一"):
            continue
        found.append(count(text, match.start(), match.end(), number, match["unit"]))
    return found


def count(text: str, start: int, end: int, number: float, unit: str) -> Fact:
    """A count of ``number`` that stands at ``[start, end)``."""
    around = {"approx": approx(text, start, end), "scope": scope(text, start)}
    around["role"] = _role(text[max(start - 14, 0) : start], text[end : end + 10])
    return fact(start, end, value=int(number), unit=unit, **around)


def _role(before: str, after: str) -> str:
    if re.search(r"[为向给]|慰问|帮助|救助|资助|帮扶|惠及|服务|走访|看望|培训|发放|补助|安置", before):
        return "beneficiary"
    if re.search(r"表彰|授予|命名|评选|获得|选出", before):
        return "honoree"
    if re.search(r"参加|参赛|参与|组织|选派|现场|共有|来自", before + after) or re.match(
        r"选手|代表队", after
    ):
        return "participant"
    if re.search(r"志愿|专家|医护|劳模", after):
        return "volunteer"
    return "beneficiary"  # the most frequent


def goods(text: str) -> list[Fact]:
    """Things given in kind."""
    return [
        fact(match.start(), match.end(), value=number, unit=match["unit"], approx=approx(text, *match.span()))
        for match in _GOODS.finditer(text)
        if (number := value(match["number"])) is not None
    ]


# ---- titles and who bears them -----------------------------------------------------------------

_HAN = "(?![是为获予的了任称选当名和、及与])[\u4e00-\u9fa5]"
_LEVEL = rf"(?:全国|国家级?|部级|省部级|(?:{_HAN}){{2,3}}[省市区县州]|自治区|[省市区县州]级?)?"
TITLES = rf"劳动模范|劳模|先进工作者|五一劳动奖章|五一巾帼标兵|技术能手|技能大师|三八红旗手|岗位标兵|大国工匠|(?:{_HAN}){{0,2}}工匠|最美职工|道德标兵|技术标兵|技术状元"
_TITLE = re.compile(rf"(?:{_LEVEL}(?:{TITLES}))")


def titles(text: str) -> list[Fact]:
    """The titles that stand in the text."""
    return [fact(match.start(), match.end(), title=match[0]) for match in _TITLE.finditer(text)]


_LIST_MARKS = r"(?:[、和及与]|等|[（(][男女][)）])+"
_NEAR = 35  # characters; measured best of 12 to 35


def everywhere(text: str, people: list[Fact]) -> list[Fact]:
    """The people, and every other place where a name stands that was found as one somewhere."""
    places = {one["span"]["start"]: one for one in people}
    names = sorted({one["name"] for one in people}, key=len, reverse=True)
    for match in re.finditer("|".join(map(re.escape, names)), text) if names else ():
        places.setdefault(match.start(), fact(*match.span(), name=match[0], role="other"))
    return [places[start] for start in sorted(places)]


def workers(text: str, people: list[Fact]) -> list[Fact]:
    """The people near whom, in one sentence, a title stands, at each mention in the text once that is known.

    Of several the nearest, rather one before the name than one behind it; who is listed after such a person
    shares it.
    """
    known = titles(text)
    borne: dict[str, list[Fact]] = {}
    listed: list[Fact] = []
    previous = 0
    for person in people:
        start, end = person["span"]["start"], person["span"]["end"]
        near = min(
            ((_distance(text, person, title), number) for number, title in enumerate(known)), default=(999, 0)
        )
        own = [known[near[1]]] if near[0] <= _NEAR else []
        if not own and re.fullmatch(_LIST_MARKS, text[previous:start]):
            own = listed
        listed, previous = own, end
        if own:
            borne.setdefault(person["name"], own)
    return [
        fact(
            person["span"]["start"], person["span"]["end"], name=person["name"], honours=borne[person["name"]]
        )
        for person in people
        if person["name"] in borne
    ]


def _distance(text: str, person: Fact, title: Fact) -> int:
    """Characters between a person and a title; many where a sentence ends between them."""
    begin: int
    end: int
    begin, end = sorted(
        (person["span"]["start"], person["span"]["end"], title["span"]["start"], title["span"]["end"])
    )[1:3]
    if end - begin > _NEAR or re.search(r"[。！？；\n]", text[begin:end]):
        return 999
    return end - begin + (5 if title["span"]["start"] > person["span"]["start"] else 0)


# ---- dates -------------------------------------------------------------------------------------

_VAGUE = re.compile(r"近日|日前(?!的)|近期|最近|连日来|前不久")
_LOOKS_AHEAD = re.compile(r"将|拟|计划|预计|截止|前完成")


def base_date(text: str, published: str | None) -> Day | None:
    """The day from which dates without a year are counted: of publication, else the first full date."""
    if published:
        year, month, day = (*map(int, published.split("-")), 12, 28)[:3]
        return Day(year, month, day)
    for match in re.finditer(r"(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})", text):
        try:
            return Day(*map(int, match.groups()))
        except ValueError:
            continue
    stated = re.search(r"((?:19|20)\d\d)年", text)
    return Day(int(stated[1]), 12, 31) if stated else None


def vague_dates(text: str) -> list[Fact]:
    """近日 and the like, which have no value."""
    return [fact(*match.span(), edtf=None, role="event") for match in _VAGUE.finditer(text)]


def date(text: str, start: int, end: int, first: Day, last: Day, base: Day | None) -> Fact:
    """The date from ``first`` to ``last`` that stands at ``[start, end)``.

    One without a year that lies after ``base`` is the year before's, unless its sentence looks ahead.
    """
    words = text[start:end]
    if base and first > base and "年" not in words and "明" not in words:
        sentence_begin = max(text.rfind("。", 0, start), text.rfind("\n", 0, start)) + 1
        if not _LOOKS_AHEAD.search(text[sentence_begin:end]):
            first, last = (
                day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)
                for day in (first, last)
            )
    return fact(start, end, edtf=_edtf(first, last, words), role="event")


def _edtf(first: Day, last: Day, words: str) -> str:
    names_days = re.search("[日号旬]", words)
    whole_months = first.day == 1 and (last + timedelta(1)).day == 1 and not names_days
    whole_years = whole_months and (first.month, last.month) == (1, 12) and "月" not in words
    length = 4 if whole_years else 7 if whole_months else 10
    ends = [day.isoformat()[:length] for day in (first, last)]
    return ends[0] if ends[0] == ends[1] else "/".join(ends)
