"""Years for dates that lack them, and the part a date plays.

A date without a year takes it from its own sentence where that carries one on to it, else from the
date of publication (the latest such date not after it, unless the text looks ahead), else from the
nearest explicit year before it in the item, else from the bulletin's; else it is ``XXXX``.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date as Day
from datetime import timedelta

from laomo_extract.facts import between
from laomo_extract.facts.dates import DateMention, Point
from laomo_extract.layout import Draft
from laomo_extract.layout.clean import HAN
from laomo_extract.records import Date, DateRole
from laomo_extract.resolve.context import Context, in_speech, sentence

_AHEAD = re.compile(
    r"(?:将(?:于|在|从|自|继续|分|陆续|举|开|启|组|还)?|拟|计划|预计|定于|拟于|要求|截止|力争|确保|争取|准备|有望|下一步|接下来|报名|届时|有效期|持续到|延续到|开到|到)[^。]{0,12}$|将[^,。]{0,20}$"
)
_DEADLINE = re.compile(r"^(?:前|之前|以前|止|为止|截止|起(?:施行|实施|执行)|开赛|开幕|举行)")
_NOTICE = re.compile(r"通知|公告|公示|启事|通告|预告")
_DEPARTS = re.compile(r"动身|启程|出发|开班|开课|报到|入学")
_SET_FOR = re.compile(r"(?:将于|将在|将从|定于|拟于|计划于|预计于)$")
_EDITION_YEAR = re.compile(
    r"^(?:[^,。]{0,3}[“《]|度?[^,。]{0,14}(?:大会|述职|报告|总结会|会议|杯|赛|奖|活动|竞赛|行动|计划|班|节|考试|运动会|论坛|培训))"
)
# «2022年拟组织…»: next year's plan, told this year.
_PLANNED = re.compile(r"(?:[^,。;]{0,8}?)(?:拟|计划|力争|预计|将(?!于))")
_PAST = re.compile(
    r"^(?:就|曾|被授予|被评|被命名|获|荣获|当选|入党|入厂|进厂|参加工作|出生|毕业|退休|来到|成立|建成|创办|建厂|投产|起步|开始|前|之前|结婚|下岗|确诊|患病|起任|首次)"
)
# «2020年,[他被评为]全国劳动模范», «2019年[还当选]…», «今年[22岁]»: what is told of a person's life.
_LIFE = re.compile(
    rf"^,?(?:[他她]|这位|(?!工会|公司)[{HAN}]{{1,6}}?)?(?:又|还|刚|再次|先后|曾|便|就)*"
    r"(?:被(?:评选?|授予|命名|认定|推选)|获评|荣获|获得?(?=[^,。;]{0,10}(?:奖章|称号|劳模|劳动模范|工匠|标兵|能手))|当选|当上|评上|入党|进厂|入厂)"
)
_AGE = re.compile(r"^[已刚才]?满?[0-9〇零一二三四五六七八九十]{1,3}岁")
# «高峰说,这句话今天送给年轻人依然管用»: the today of what somebody says.
_TODAY_SAID = re.compile(r"(?:说|说道|表示|认为|感慨|感叹|坦言)[,:][^。;]{0,40}$")
_FOUNDING = re.compile(
    r"(?:,[^,。;]{2,16})?(?:正式)?(?:成立|建成|创办|创建|组建|始建|(?:出生|生)(?=[,。、;)\n]|$)|参加工作|入党|参军|入伍)"
)
_CHRONICLE = re.compile(r"([12][0-9]{3})年[^\n,。]{0,12}(?:大事记|大事年表|纪事)")
_YEAR_LINE = re.compile(r"^\W*((?:19|20)[0-9]{2})年\W*$", re.MULTILINE)
_AWARDED_FOR = re.compile(r"(?:年度)?[^,。;年]{0,4}(?:劳动模范|劳模|先进|优秀)")
_SINCE_THEN = re.compile(r"以来|来[,，]|起[,，至]|至今")
_FOUNDED = re.compile(r"(?:成立|始建|创建|创办|建|生|毕业|组建)于$")
_SINCE = re.compile(r"(?:自|从|截至|截止|到|始于|早在)$")


@dataclass(frozen=True, slots=True)
class _Year:
    start: int
    year: int
    full: bool  # the mention also has a month, so that it carries its year on
    own: bool  # not an edition, a background fact, a name's year or one planned for
    near: bool  # no background fact


class DateResolver:
    """Resolves the date mentions of one page."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.text = context.text
        self.mentions = context.mentions.dates
        self.years = [year for mention in self.mentions if (year := self._explicit(mention))]
        self.year_at = {year.start: year for year in self.years}
        self.bulletin_year = self._bulletin_year()
        chronicle = _CHRONICLE.search(self.text, 0, 400)
        self.chronicle_year = int(chronicle.group(1)) if chronicle else None
        # «1983年» on a line of its own, over the entries of that year.
        self.year_lines = [(line.start(), int(line.group(1))) for line in _YEAR_LINE.finditer(self.text)]

    def _explicit(self, mention: DateMention) -> _Year | None:
        point = mention.first
        if point is None or point.year is None:
            return None
        after = self.text[mention.end : mention.end + 20]
        full = point.month is not None
        spans = mention.last is not None and not full  # «2010—2014年度全国劳动模范»
        far = spans or mention.rule in ("date:decade", "date:plan")
        past = far or (
            not full
            and bool(
                _PAST.match(after)
                or _SINCE_THEN.match(after)
                or _SINCE.search(self.text[max(0, mention.start - 4) : mention.start])
            )
        )
        named = not full and bool(
            _EDITION_YEAR.match(after) or self.text[mention.start - 1 : mention.start] == "“"
        )
        ahead = not full and _PLANNED.match(after) is not None
        return _Year(mention.start, point.year, full, not (past or named or ahead), not past)

    def _bulletin_year(self) -> int | None:
        published = self.context.published.year
        if published is not None:
            return published
        margin = self.context.page.margin
        in_margin = [year.year for year in self.years if any(a <= year.start < b for a, b in margin)]
        if in_margin:
            return in_margin[-1]
        # A bulletin tells of its own time: of the years that it states for itself the latest is nearest to it;
        # where it states none, the year of the campaign or edition that it tells of («2020年度“金秋助学”») is its own,
        # or one that it plans for.
        told = [year.year for year in self.years if year.own] or [
            year.year for year in self.years if year.near
        ]
        # «2010—2014年度全国劳动模范…,前三位是2005年…»: written after the span that it tells of.
        spanned = [
            mention.last.year
            for mention in self.mentions
            if mention.last and mention.last.year and _AWARDED_FOR.match(self.text, mention.end)
        ]
        return max(told) if told and max(told) >= max(spanned, default=0) else None

    def known(self, mention: DateMention, before: Sequence[Date]) -> bool:
        """Whether a mention dates anything: «次日» where a day was told before, «最近» and «今天» where nobody says it."""
        if mention.rule == "date:next":
            return any(date.end for date in before)
        if mention.rule == "date:vague" and in_speech(self.text, mention.start):
            return False
        today = mention.rule == "date:relative" and self.text.startswith(("今天", "今日"), mention.start)
        return not (today and _TODAY_SAID.search(self.text, max(0, mention.start - 48), mention.start))

    # -- one mention -----------------------------------------------------------------------------------

    def resolve(self, mention: DateMention, draft: Draft, before: Sequence[Date]) -> Date:
        """The record of a mention; ``before`` are the dates of the item told before it."""
        start, end = mention.start, mention.end
        role = self._role(mention, draft)
        first = last = None
        edtf: str | None = None
        if mention.first is not None:
            low = self._fill(mention.first, mention, draft, before)
            if mention.last is None:
                edtf, first, last = _edtf(low)
            else:
                high = self._fill_end(mention.last, mention.first, low)
                edtf, first, last = _interval(low, high, mention.rule)
        confidence = 0.97 if edtf and "X" not in edtf else 0.9 if mention.first is None else 0.7
        return Date(
            text=self.context.quote(start, end),
            span=self.context.span(start, end),
            rule=mention.rule,
            confidence=confidence,
            edtf=edtf,
            start=first,
            end=last,
            role=role,
        )

    def _role(self, mention: DateMention, draft: Draft) -> DateRole:
        after = self.text[mention.end : mention.end + 14]
        before = self.text[max(draft.start, mention.start - 4) : mention.start]
        point = mention.first
        if _FOUNDED.search(self.text[max(draft.start, mention.start - 6) : mention.start]):
            return "background"
        if (
            point is not None
            and point.year is not None
            and self.bulletin_year is not None
            and point.year < self.bulletin_year
            and _FOUNDING.match(self.text, mention.end, min(draft.end, mention.end + 24))
        ):
            return "background"
        if (
            _SINCE.search(before)
            and (mention.last is None)
            and not (point and point.day and before.endswith("到"))
        ):
            return "period"
        if re.match(r"以来|起[,至]?累计|至今", after):
            return "period"
        last = mention.last
        if last is not None and last.day is None and last.day_from is None and last.week_from is None:
            # 上半年, 第三季度, 1至8月: of a tally; «活动将于9月至12月…»: of the activity itself.
            return (
                "event"
                if _SET_FOR.search(self.text, max(draft.start, mention.start - 4), mention.start)
                else "period"
            )
        if mention.rule in ("date:plan", "date:next"):
            return "period" if mention.last else "event"
        yearly = point is not None and point.month is None and point.day is None and point.month_from is None
        if yearly and point is not None and point.day_from is None and point.week_from is None:
            if _PAST.match(after) or _LIFE.match(after) or _AGE.match(after):
                return "background"
            return "period"
        return "event"

    def _fill(self, point: Point, mention: DateMention, draft: Draft, before: Sequence[Date]) -> Point:
        """The point with year and month from the context, as far as they can be known."""
        published = self.context.published
        if point.days_on is not None:
            day = next(date.end for date in reversed(before) if date.end) + timedelta(days=point.days_on)
            return Point(day.year, day.month, day.day)
        if point.day_from is not None or point.week_from is not None:
            anchor = published.day
            if anchor is None:
                return Point()
            if point.day_from is not None:
                day = anchor + timedelta(days=point.day_from)
            else:
                day = anchor - timedelta(days=anchor.weekday()) + timedelta(days=point.week_from or 0)
            return Point(day.year, day.month, day.day)
        if point.month_from is not None:
            if published.year is None or published.month is None:
                return Point()
            months = published.year * 12 + published.month - 1 + point.month_from
            return Point(months // 12, months % 12 + 1, point.day)
        if point.year is not None:
            return point
        if point.year_from is not None:
            return self._with_year(
                point, None if self.bulletin_year is None else self.bulletin_year + point.year_from
            )
        carried = self._carried(mention, draft)
        if point.same_year is not None:
            base = carried if carried is not None else self._last_year(mention, draft, before)
            return self._with_year(point, None if base is None else base + point.same_year)
        if point.month is None and point.day is not None:
            return self._bare_day(point, mention, draft, before)
        if carried is not None:
            return self._with_year(point, carried)
        return self._dated(point, mention, draft, before)

    @staticmethod
    def _with_year(point: Point, year: int | None) -> Point:
        if year is None:
            return Point() if point.month is None else Point(None, point.month, point.day)
        return Point(year, point.month, point.day)

    def _carried(self, mention: DateMention, draft: Draft) -> int | None:
        """A year with a month, or a year at the head of a clause, earlier in the same sentence."""
        start, _ = sentence(self.text, mention.start, draft)
        found = None
        for other in between(self.mentions, start, mention.start):
            if other.first is None:
                continue
            explicit = self.year_at.get(other.start)
            point = other.first
            if explicit and _since(self.text, other) and mention.first and mention.first.day is not None:
                continue  # «自2019年3月起,…;新一期将于9月27日开课»
            if explicit and (explicit.full or (self.text[other.end : other.end + 1] == "," and explicit.own)):
                found = (other.last.year if other.last and other.last.year else None) or explicit.year
            elif point.year_from is not None and point.month is not None and self.bulletin_year is not None:
                found = self.bulletin_year + point.year_from
                if (
                    mention.first
                    and mention.first.month is not None
                    and point.year_from < 0
                    and not self._same_clause(other, mention)
                ):
                    found = None
        published = self.context.published.year
        if found is not None and published is not None and found < published - 1:
            # A background year far back does not date what the sentence goes on to tell.
            return found if self._same_clause_year(start, mention, found) else None
        return found

    def _same_clause(self, other: DateMention, mention: DateMention) -> bool:
        return "," not in self.text[other.end : mention.start] or mention.start - other.end < 20

    def _same_clause_year(self, start: int, mention: DateMention, year: int) -> bool:
        return str(year) in self.text[start : mention.start] and mention.start - start < 60

    def _last_year(self, mention: DateMention, draft: Draft, before: Sequence[Date]) -> int | None:
        for date in reversed(before):
            if date.edtf and date.edtf[:4].isdigit():
                return int(date.edtf[:4])
        return self.bulletin_year

    def _bare_day(self, point: Point, mention: DateMention, draft: Draft, before: Sequence[Date]) -> Point:
        """«19日»: the month is that of the last date told, else publication's."""
        for date in reversed(before):
            if date.edtf and re.match(r"[0-9X]{4}-[0-9]{2}", date.edtf):
                year, month = date.edtf[:4], int(date.edtf[5:7])
                tail = date.edtf.partition("/")[2]
                if tail[5:7].isdigit():  # «2024-02/2025» has no month to go on with
                    year, month = tail[:4], int(tail[5:7])
                return Point(int(year) if year.isdigit() else None, month, point.day)
        for begin, stop in reversed(draft.headings):  # «2月» above the entries of a chronicle
            for head in between(self.mentions, begin, stop):
                if head.first is not None and head.first.month is not None and head.first.day is None:
                    whole = replace(point, year=head.first.year, month=head.first.month)
                    return self._dated(whole, mention, draft, before)
        day = self.context.published.day
        if day is None or point.day is None:
            return Point()
        if point.day <= day.day:
            return Point(day.year, day.month, point.day)
        previous = day.replace(day=1) - timedelta(days=1)
        return Point(previous.year, previous.month, point.day)

    def _dated(self, point: Point, mention: DateMention, draft: Draft, before: Sequence[Date]) -> Point:
        """Month (and day) without a year: by publication, else by the years that the text states."""
        if point.year is not None:
            return point
        headed = [year for at, year in self.year_lines if at < draft.start]
        if draft.kind == "brief" and (headed or self.chronicle_year is not None):
            return replace_year(point, headed[-1] if headed else self.chronicle_year)
        published = self.context.published
        month = point.month or 1
        if published.year is not None:
            year = published.year
            if published.month is not None:
                later = month > published.month or (
                    month == published.month
                    and published.day is not None
                    and point.day is not None
                    and point.day > published.day.day
                )
                ahead = self._looks_ahead(mention, draft)
                if later and point.day is not None and not ahead:
                    # «将于3月8日启动。…3月8日上午报名»: the day that was told before.
                    told = f"-{month:02d}-{point.day:02d}"
                    same = [date.edtf for date in before if date.edtf and date.edtf[4:] == told]
                    ahead = bool(same and same[-1].startswith(str(year)))
                if later:
                    year = year if ahead or self._announced(point, mention) else year - 1
                elif (
                    month < published.month
                    and ahead
                    and not (mention.last and mention.last.month and mention.last.month >= published.month)
                    and (month < published.month - 6 or self._set_for(mention, draft))
                ):
                    year += 1
            return replace_year(point, year)
        in_item = [year for year in between(self.years, draft.start, mention.start) if year.own][-1:]
        if in_item:
            return replace_year(point, in_item[-1].year)
        return replace_year(point, self.bulletin_year)

    def _announced(self, point: Point, mention: DateMention) -> bool:
        """Whether a date soon after publication is one to come: a notice's («报名时间9月1日»), or a departure's."""
        day = self.context.published.day
        if day is None or point.month is None:
            return False
        length = calendar.monthrange(day.year, point.month)[1]
        near = (Day(day.year, point.month, min(max(point.day or 1, 1), length)) - day).days <= 60
        return near and bool(
            _NOTICE.search(self.text, 0, 200) or _DEPARTS.match(self.text, mention.end, mention.end + 4)
        )

    def _set_for(self, mention: DateMention, draft: Draft) -> bool:
        """«将于3月5日», «计划于3月»: what is set for a day is still to come."""
        return _SET_FOR.search(self.text, max(draft.start, mention.start - 4), mention.start) is not None

    def _looks_ahead(self, mention: DateMention, draft: Draft) -> bool:
        start, _ = sentence(self.text, mention.start, draft)
        before = self.text[max(start, mention.start - 40) : mention.start]
        after = self.text[mention.end : mention.end + 12]
        return bool(
            _AHEAD.search(before)
            or _DEADLINE.match(after)
            or re.match(r"[^,。]{0,4}(?:付清|结清|还清|兑现)", after)
            or re.match(
                r"[^,。]{0,10}(?:[,]?[^,。]{0,12}(?<!即)(?:还将|将(?![^,。]{0,12}[送发交转])|拟|计划|预计))",
                after,
            )
            or (re.search(r"(?:至|到|—|~)$", before) and re.match("[,。]", after))
        )

    def _fill_end(self, point: Point, first: Point, low: Point) -> Point:
        """The end of a range: in the year of its beginning, or the next where it would run backwards."""
        if point.day_from is not None or point.week_from is not None:
            day = self.context.published.day
            if day is None:
                return Point()
            shift = point.day_from if point.day_from is not None else (point.week_from or 0) - day.weekday()
            target = day + timedelta(days=shift)
            return Point(target.year, target.month, target.day)
        if point.month_from is not None:
            return Point(low.year, low.month, point.day)
        if point.year is not None:
            return point
        if point.year_from is not None:
            return self._with_year(
                point, None if self.bulletin_year is None else self.bulletin_year + point.year_from
            )
        if low.year is None:
            return Point(None, point.month or low.month, point.day)
        year = low.year + (point.same_year or 0)
        month = point.month or low.month
        if not point.same_year and month is not None and low.month is not None and month < low.month:
            year += 1
        return Point(year, month, point.day)


def _since(text: str, mention: DateMention) -> bool:
    """Whether a date is only where a span began: «自2019年3月起», «2019年3月以来»."""
    return mention.last is None and (
        _SINCE_THEN.match(text, mention.end) is not None
        or text[mention.start - 1 : mention.start] in ("自", "从")
    )


def replace_year(point: Point, year: int | None) -> Point:
    """The month and day of a point in ``year``."""
    return Point(year, point.month, point.day)


def _edtf(point: Point) -> tuple[str | None, Day | None, Day | None]:
    """A point as EDTF, with its first and last day where the calendar has them."""
    year, month, day = point.year, point.month, point.day
    if year is None and month is None:
        return None, None, None
    head = f"{year:04d}" if year is not None else "XXXX"
    if month is None:
        return head, *(
            (Day(year, 1, 1), Day(year, 12, 31)) if year is not None and 1 <= year <= 9999 else (None, None)
        )
    if day is None:
        if year is None or not 1 <= year <= 9999:
            return f"{head}-{month:02d}", None, None
        return (
            f"{head}-{month:02d}",
            Day(year, month, 1),
            Day(year, month, calendar.monthrange(year, month)[1]),
        )
    if year is not None:
        length = calendar.monthrange(year, month)[1]
        if day == -1:
            day = length
        if day > length:
            return f"{head}-{month:02d}", Day(year, month, 1), Day(year, month, length)
        return f"{head}-{month:02d}-{day:02d}", Day(year, month, day), Day(year, month, day)
    if day == -1:
        day = calendar.monthrange(2000, month)[1]
    return f"{head}-{month:02d}-{day:02d}", None, None


def _interval(low: Point, high: Point, rule: str) -> tuple[str | None, Day | None, Day | None]:
    if rule == "date:decade" and low.year is not None:
        return f"{low.year // 10}X", Day(low.year, 1, 1), Day(low.year + 9, 12, 31)
    first, start, _ = _edtf(low)
    last, _, end = _edtf(high)
    if first is None or last is None:
        return first or last, None, None
    if start and end and end < start:
        return first, start, start
    return f"{first}/{last}", start, end
