"""Calendar expressions, as far as their own words go.

A mention keeps what is written: «8月15日» has a month and a day and no year, «去年10月» a year relative
to a day that only the context knows. Years are filled in by ``resolve``.

=============================  =========================================
written                        parts
=============================  =========================================
2023年8月27日至29日             year, month, day – day
去年12月20日到今年3月6日          year −1, month, day – year 0, month, day
二〇〇六年八月, 98年7月, 2023.8.1   year, month (day)
八九年四月, 0八年五月, ’98年          year of two digits (month)
1至9月, 前5个月, 前三季度           month – month
上半年, 第三季度, 8月中旬           month – month, day – day
本月15日, 上月, 昨天, 上周五        month or day relative to publication
近日, 日前, 连日来                vague
=============================  =========================================

Not dates: editions (第三届), holiday names inside names (五一劳动奖章), durations (8年, 3个月),
clock times, ages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from laomo_extract.facts.numerals import read

_H = "〇零○一二三四五六七八九"
_RELATIVE_YEARS = {
    "今年": 0, "本年度": 0, "本年": 0, "去年": -1, "上年度": -1, "上年": -1, "明年": 1, "来年": 1, "前年": -2, "后年": 2,
    "次年": None, "翌年": None, "同年": None, "当年": None,
}  # fmt: skip
_RELATIVE_MONTHS = {"本月": 0, "当月": 0, "这个月": 0, "上个月": -1, "上月": -1, "下个月": 1, "下月": 1}
_RELATIVE_DAYS = {
    "今天": 0, "今日": 0, "今晨": 0, "今晚": 0, "昨天": -1, "昨日": -1, "昨晚": -1, "昨夜": -1, "昨晨": -1,
    "大前天": -3, "前天": -2, "前日": -2, "明天": 1, "明日": 1, "后天": 2,
}  # fmt: skip
_HAN_SMALL = "[一二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|卅一?|[一二三四五六七八九]|元"
_SMALL = rf"(?:(?<![0-9.])[0-9]{{1,2}}|(?<![{_H}十百千万第])(?:{_HAN_SMALL}))"


def _any(words: dict[str, int | None] | dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


# The atoms of calendar expressions, longest forms first.
_ATOM = re.compile(
    r"(?P<numeric>(?<![0-9.])(?:19|20)[0-9]{2}(?P<sep>[-./])(?:1[0-2]|0?[1-9])(?P=sep)(?:3[01]|[12][0-9]|0?[1-9])(?![0-9])"
    r"|(?<![0-9.])(?:3[01]|[12][0-9]|0[1-9])\.(?:1[0-2]|0[1-9])\.(?:19|20)[0-9]{2}(?![0-9]))"
    rf"|(?P<year>(?<![0-9])(?:19|20)[0-9]{{2}}年度?|(?<![{_H}十百])[一二][{_H}]{{3}}年度?"
    r"|(?<=[’'‘])[0-9]{2}年|(?<![0-9])[04-9][0-9]年(?=[0-9一二三四五六七八九十]{1,2}月)"
    rf"|(?<![{_H}十百0-9])[0零〇○四五六七八九][{_H}]年(?=[0-9一二三四五六七八九十]{{1,2}}月))"
    rf"|(?P<relyear>{_any(_RELATIVE_YEARS)})(?!(?<=[前后]年)年)"  # «病愈后年年…»
    rf"|(?P<month>{_SMALL}月份?)(?![饼球亮刊薪报季票嫂子])(?!(?<=[{_H}十]月)初[{_H}十])"
    rf"|(?P<relmonth>{_any(_RELATIVE_MONTHS)})份?"
    rf"|(?P<day>{_SMALL}[日号])(?![线楼院厅桌店机令文选馆门井台])"
    rf"|(?P<relday>{_any(_RELATIVE_DAYS)})(?!的(?:幸福|生活|成))"
    r"|(?P<part>上半年|下半年|前?[第]?[一二三四两1-4]个?季度|[上中下]旬|岁末年初|年中|(?<!大)[年岁月][初底末]|(?<=年)(?<!大年)(?<!半年)[初底末](?![部层级端次]))"
    r"|(?P<firstmonths>前(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})个月)"
    rf"|(?P<fromnow>即日)(?=起?(?:至|到|—|-|~)(?:[0-9{_H}十今明本]|年底))"
    r"|(?P<week>[上本下这]个?(?:周|星期|礼拜)[一二三四五六日天末]?)(?![刊报年岁期])"
    r"|(?P<next>次日|翌日)"
    r"|(?P<plan>[“]?十[一二三四五六]?五[”]?(?:规划)?(?:期间|时期|期内|以来))"
    r"|(?P<decade>(?:上个?世纪|20世纪|二十世纪|21世纪|本世纪)?(?:(?<![0-9])(?:19|20)?[0-9]0|[二三四五六七八九]十)年代[初末]?)"
    r"|(?P<vague>近日|日前|近期|最近|连日来|当前|近来|前不久|不久前|近几日|近几天|这几天)(?!期)"
    rf"|(?P<bare>(?<![0-9])(?:19|20)[0-9]{{2}}(?=(?:至|到|—|-|~)(?:19|20)[0-9]{{2}}年)|{_SMALL}(?=(?:至|到|—{{1,2}}|-{{1,2}}|~|、){_SMALL}[月日号]))"
)
# «月底», «中旬»: of a month that the words do not tell.
_MONTHLESS = re.compile(r"月[初底末]|[上中下]旬")
_TO = re.compile(r"(?:[上下]午|凌晨|晚上?|早|起)?(?:(?:一直|将)?持续)?(?:至|到|—{1,2}|-{1,2}|~)")
_GLUE = re.compile(r"的?")
# «农历九月初九» is no day of September, «每年年初» none of this year.
_NO_DAY = ("农历", "阴历", "旧历", "夏历", "每年")
_LISTED = re.compile(rf"[、和]({_SMALL})[日号]")
_QUARTER = {"一": 1, "二": 2, "三": 3, "四": 4, "两": 2}


@dataclass(frozen=True, slots=True)
class Point:
    """One end of a date as written; ``*_from`` is an offset to the context (去年: −1, 上月: −1, 昨天: −1)."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    year_from: int | None = None
    month_from: int | None = None
    day_from: int | None = None
    week_from: int | None = None
    same_year: int | None = None  # 同年, 当年: 0 and 次年: 1, counted from the year told before
    days_on: int | None = None  # 次日: 1, counted from the day told before

    @property
    def has_year(self) -> bool:
        """Whether the words themselves say something about the year."""
        return self.year is not None or self.year_from is not None or self.same_year is not None


@dataclass(frozen=True, slots=True)
class DateMention:
    """A calendar expression: one point, a range of two (day −1 is the month's last), or vague."""

    start: int
    end: int
    first: Point | None
    last: Point | None = None
    rule: str = "date:point"


@dataclass(frozen=True, slots=True)
class _Atom:
    kind: str
    start: int
    end: int
    text: str


def _int(text: str) -> int:
    return 1 if text == "元" else int(read(text).value)


def _year(text: str) -> int:
    """A year as written: its digits one by one («八九» is no pair of neighbours), of two the century of their time.

    >>> _year("八九"), _year("0八"), _year("二〇〇六")
    (1989, 2008, 2006)
    """
    digits = [str(_int(char)) for char in text]
    value = int("".join(digits))
    if len(digits) == 2:
        value += 1900 if value >= 40 else 2000
    return value


def _extended(point: Point, atom: _Atom) -> Point | None:
    """The point with one more atom, or None where the atom cannot follow."""
    text = atom.text
    nothing_smaller = point.day is None and point.day_from is None
    no_month = point.month is None and point.month_from is None
    no_year = not point.has_year
    if atom.kind == "year" and no_year and no_month and nothing_smaller:
        return replace(point, year=_year(text.rstrip("年度")))
    if atom.kind == "relyear" and no_year and no_month and nothing_smaller:
        offset = _RELATIVE_YEARS[text]
        if offset is None:
            return replace(point, same_year=1 if text in ("次年", "翌年") else 0)
        return replace(point, year_from=offset)
    if atom.kind == "month" and no_month and nothing_smaller:
        return replace(point, month=_int(text.rstrip("份").removesuffix("月")))
    if atom.kind == "relmonth" and no_month and nothing_smaller and no_year:
        return replace(point, month_from=_RELATIVE_MONTHS[text.rstrip("份")])
    if atom.kind == "fromnow" and point == Point():
        return Point(day_from=0)
    if atom.kind == "day" and nothing_smaller and (no_year or not no_month):
        return replace(point, day=_int(text[:-1]))
    return None


def _part(point: Point, text: str) -> tuple[Point, Point | None] | None:
    """A named part of a year or a month as a range, where it can follow the point."""
    if point.day is not None:
        return None
    monthless = point.month is None and point.month_from is None
    if text.endswith("旬"):
        if monthless:
            return None
        low = {"上": 1, "中": 11, "下": 21}[text[0]]
        return replace(point, day=low), replace(point, day=low + 9 if low < 21 else -1)
    if text[0] == "月" or (not monthless and text[-1] in "初底末"):
        return None if monthless else (point, None)
    if not monthless:
        return None
    if text.endswith("季度"):
        number = next(char for char in text if char in "一二三四两1234")
        quarter = _QUARTER.get(number) or int(number)
        low = 1 if text.startswith("前") else 3 * quarter - 2
        return replace(point, month=low), replace(point, month=3 * quarter)
    if text in ("上半年", "下半年"):
        low = 1 if text == "上半年" else 7
        return replace(point, month=low), replace(point, month=low + 5)
    if text == "年中":
        return point, None
    return replace(point, month=1 if text[-1] == "初" else 12), None


def _atom(match: re.Match[str]) -> _Atom:
    # ``sep`` is a group of the numeric form, so lastgroup would name it there.
    kind = str(match.lastgroup) if match.lastgroup != "sep" else "numeric"
    return _Atom(kind, *match.span(kind), match.group(kind))


def _run(atoms: list[_Atom], k: int, text: str) -> tuple[Point, Point | None, int] | None:
    """The longest point that begins at atom ``k``: it, the end of a named part, and the next atom."""
    point: Point | None = _extended(Point(), atoms[k])
    if point is None:
        if atoms[k].kind != "part":
            return None
        spread = _part(Point(), atoms[k].text)
        return (*spread, k + 1) if spread else None
    k += 1
    while k < len(atoms) and (glue := _GLUE.match(text, atoms[k - 1].end)) and glue.end() == atoms[k].start:
        atom = atoms[k]
        if atom.kind == "part":
            spread = _part(point, atom.text)
            if spread is None:
                break
            return (*spread, k + 1)
        if atom.kind == "firstmonths" and point.has_year and point.month is None:
            return replace(point, month=1), replace(point, month=_int(atom.text[1:-2])), k + 1
        longer = _extended(point, atom)
        if longer is None:
            break
        point, k = longer, k + 1
    return point, None, k


def find(text: str) -> list[DateMention]:
    """Find calendar expressions in clean text.

    >>> [text[m.start : m.end] for text in ["自8月27日至29日"] for m in find(text)]
    ['8月27日至29日']
    """
    atoms = [_atom(match) for match in _ATOM.finditer(text)]
    found: list[DateMention] = []
    k = 0
    while k < len(atoms):
        mentions, k = _compose(atoms, k, text)
        found.extend(
            mention
            for mention in mentions
            if _valid(mention.first)
            and _valid(mention.last)
            and text[max(0, mention.start - 2) : mention.start] not in _NO_DAY
        )
    return found


def _valid(point: Point | None) -> bool:
    if point is None:
        return True
    return (point.month is None or 1 <= point.month <= 12) and (
        point.day is None or (-1 <= point.day <= 31 and point.day != 0)
    )


def _compose(atoms: list[_Atom], k: int, text: str) -> tuple[list[DateMention], int]:
    """The mention that begins at atom ``k`` (a listed date makes several), and the atom after it."""
    atom = atoms[k]
    single = _single(atom)
    if single is not None:
        return single, k + 1
    start = atom.start
    low: Point | None
    high: Point | None = None
    if atom.kind == "bare":
        low = None
        after = k
        at = atom.end
    else:
        run = _run(atoms, k, text)
        if run is None:
            vague = _MONTHLESS.fullmatch(atom.text) and _placed(text, start, atom.end)
            return [DateMention(start, atom.end, None, rule="date:vague")] if vague else [], k + 1
        low, high, after = run
        at = _end(atoms, after - 1, text, low)
        if high is None and after < len(atoms) and atoms[after].kind == "bare" and atoms[after].start == at:
            listed_points = _listed_points(low, atoms, after, text)
            if listed_points is not None:
                first, second_point = listed_points
                return [
                    DateMention(start, atoms[after].end, first),
                    DateMention(atoms[after + 1].start, atoms[after + 1].end, second_point),
                ], after + 2
            whole = _shared(low, atoms, after, text)
            if whole is not None:
                low, high, after = whole
                return [DateMention(start, atoms[after - 1].end, low, high, "date:range")], after
    to = _TO.match(text, at)
    following = after + 1 if atom.kind == "bare" else after
    if to and following < len(atoms) and atoms[following].start == to.end():
        if atoms[following].kind == "relday" and low is not None:
            until = Point(day_from=_RELATIVE_DAYS[atoms[following].text])
            return [DateMention(start, atoms[following].end, low, until, "date:range")], following + 1
        second = _run(atoms, following, text)
        if second is not None:
            end_point, end_high, after = second
            at = _end(atoms, after - 1, text, end_point)
            end_point = end_high or end_point
            if low is None:
                value = _int(atom.text)
                if end_point.year is not None:
                    low = Point(year=value)
                elif end_point.month is not None and end_point.day is None:
                    low = replace(end_point, month=value)
                elif end_point.month is None and end_point.day is not None:
                    low = Point(day=value)
                else:
                    return [DateMention(atoms[following].start, at, end_point)], after
            if low.day is not None and end_point.day is not None and end_point.month is None:
                end_point = replace(low, day=end_point.day)
            if _ordered(low, end_point):
                return [DateMention(start, at, low, end_point, "date:range")], after
            return [
                DateMention(start, atoms[k].end, low),
                DateMention(atoms[following].start, at, end_point),
            ], after
    if low is None or low == Point(day_from=0):
        return [], k + 1
    if low == Point(day=low.day) and not _alone(text, start, at):
        return [], after
    mentions = [DateMention(start, at, low, high)]
    while low.day is not None and (listed := _LISTED.match(text, at)):
        mentions.append(
            DateMention(listed.start() + 1, listed.end(), replace(low, day=_int(listed.group(1))))
        )
        at = listed.end()
        after += 1
    return mentions, after


def _listed_points(point: Point, atoms: list[_Atom], k: int, text: str) -> tuple[Point, Point] | None:
    """Two of a list that share what stands before them: «8月|26、27日», «去年|8、9月»."""
    if k + 1 >= len(atoms) or text[atoms[k].end : atoms[k + 1].start] != "、":
        return None
    value, last = _int(atoms[k].text), atoms[k + 1]
    if last.kind == "day" and point.day is None and not (point.month is None and point.month_from is None):
        return replace(point, day=value), replace(point, day=_int(last.text[:-1]))
    if last.kind == "month" and point.has_year and point.month is None and point.day is None:
        return replace(point, month=value), replace(point, month=_int(last.text.rstrip("份")[:-1]))
    return None


def _shared(point: Point, atoms: list[_Atom], k: int, text: str) -> tuple[Point, Point, int] | None:
    """A range whose ends share what stands before them: «今年|1至9月», «8月|27至29日»."""
    to = _TO.match(text, atoms[k].end)
    if not to or k + 1 >= len(atoms) or atoms[k + 1].start != to.end():
        return None
    value, last = _int(atoms[k].text), atoms[k + 1]
    if last.kind == "month" and point.month is None and point.has_year:
        return replace(point, month=value), replace(point, month=_int(last.text.rstrip("份")[:-1])), k + 2
    if last.kind == "day" and point.day is None and (point.month is not None or point.month_from is not None):
        return replace(point, day=value), replace(point, day=_int(last.text[:-1])), k + 2
    return None


# «义诊26日正式启动», «记者16日从市总工会获悉»: what follows a day, never a span of days («3日游», «7日内»).
_DAY_THEN = re.compile(
    r"[, 上下中晚晨至起、开举在]|$|从|正式|召开|启动|闭幕|落幕|揭牌|挂牌|获悉|结业|结束|签约|发布|成立|走进|前往|赴"
)
_SPAN_OF_DAYS = re.compile(r"(?:[0-9月第年.·每近约共多余续]|为期|历时|[长达前后])\Z")


def _alone(text: str, start: int, end: int) -> bool:
    """Whether a day without its month stands where a date stands («19日,», not «60日龄»)."""
    return (
        text[end - 1] == "日"
        and not _SPAN_OF_DAYS.search(text[max(0, start - 2) : start])
        and bool(_DAY_THEN.match(text, end))
    )


def _placed(text: str, start: int, end: int) -> bool:
    """Whether a part of an untold month dates something («于月初», «月底,», «月底将»), not «月底张榜», each month's."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    return before in ("于", "在") or after == "将" or (before in ("", *",。;:\n“") and after in (",", "前"))


def _end(atoms: list[_Atom], k: int, text: str, point: Point) -> int:
    """Where the expression ends: «3月底» takes in the 底."""
    end = atoms[k].end
    if (
        (point.month is not None or point.month_from is not None)
        and point.day is None
        and re.match(r"[初底末](?![部层级端次])", text[end : end + 2])
    ):
        return end + 1
    return end


def _ordered(low: Point, high: Point) -> bool:
    """Whether two points are of a kind that can make a range."""
    if high.day is not None and high.month is None and high.day_from is None:
        return low.day is not None
    return (
        low.day_from == 0
        or (low.day is None) == (high.day is None)
        or low.month is not None
        or low.year is not None
    )


def _single(atom: _Atom) -> list[DateMention] | None:
    """Mentions of atoms that are whole in themselves."""
    start, end, text = atom.start, atom.end, atom.text
    if atom.kind == "numeric":
        year, month, day = (int(part) for part in re.split(r"[-./]", text))
        if day > 31:
            year, day = day, year  # 04.05.2018
        return [DateMention(start, end, Point(year, month, day), rule="date:numeric")]
    if atom.kind == "vague":
        return [DateMention(start, end, None, rule="date:vague")]
    if atom.kind == "relday":
        return [DateMention(start, end, Point(day_from=_RELATIVE_DAYS[text]), rule="date:relative")]
    if atom.kind == "next":
        return [DateMention(start, end, Point(days_on=1), rule="date:next")]
    if atom.kind == "plan":
        # The plans of five years: the tenth was that of 2001 to 2005.
        year = 2001 + 5 * (_int(re.findall(r"十[一二三四五六]?(?=五)", text)[0]) - 10)
        return [DateMention(start, end, Point(year), Point(year + 4), "date:plan")]
    if atom.kind == "firstmonths":
        return [DateMention(start, end, Point(month=1), Point(month=_int(text[1:-2])), "date:months")]
    if atom.kind == "week":
        weeks = {"上": -7, "下": 7}.get(text[0], 0)
        last = text[-1]
        if last in "周期拜":
            return [DateMention(start, end, Point(week_from=weeks), Point(week_from=weeks + 6), "date:week")]
        if last == "末":
            return [
                DateMention(start, end, Point(week_from=weeks + 5), Point(week_from=weeks + 6), "date:week")
            ]
        day = "一二三四五六日".index("日" if last == "天" else last)
        return [DateMention(start, end, Point(week_from=weeks + day), rule="date:week")]
    if atom.kind == "decade":
        digits = re.search(r"((?:19|20)?[0-9]0|[二三四五六七八九]十)年代", text)
        value = _int(digits.group(1)) if digits else 0
        if value < 100:
            value += 2000 if text.startswith(("21", "本世纪")) else 1900
        return [DateMention(start, end, Point(value), Point(value + 9), "date:decade")]
    return None
