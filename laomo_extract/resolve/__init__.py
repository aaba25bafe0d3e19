"""The facts in context: mentions of a page → the records of a bulletin."""

from __future__ import annotations

import hashlib
import re
from datetime import date as Day

from laomo_extract.facts import Mentions, between
from laomo_extract.facts.own import NO_WORDS, Own
from laomo_extract.layout import Draft, Page
from laomo_extract.lexicon.gazetteer import Division
from laomo_extract.records import Bulletin, Check, Date, NewsItem
from laomo_extract.resolve import amounts
from laomo_extract.resolve.checks import checks
from laomo_extract.resolve.context import Context, Published, in_speech
from laomo_extract.resolve.dates import DateResolver
from laomo_extract.resolve.organisations import organisations, programmes, topics
from laomo_extract.resolve.people import PeopleResolver
from laomo_extract.resolve.places import PlaceResolver

__all__ = ["Published", "resolve", "stated_date"]

_HEADING_MARKS = re.compile(r"^[#*\s◆◇●○■□▲△▼★☆►▶➤➢✦✧※◎▪•]+|[*\s]+$")


def _id(kind: str, *content: str) -> str:
    """An id from content: the same words give the same id, whatever file they stand in."""
    squeezed = "\x1f".join(re.sub(r"\s+", "", part) for part in content)
    return f"{kind}-{hashlib.sha256(squeezed.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def resolve(
    page: Page,
    mentions: Mentions,
    published: Published,
    home: Division | None,
    source: str | None,
    own: Own = NO_WORDS,
) -> Bulletin:
    """Make the records of a page; ``own`` are the user's words."""
    if published.text is None:
        published = stated_date(page, mentions) or published
    context = Context(page, mentions, published, home, own)
    dates = DateResolver(context)
    people = PeopleResolver(context)
    places = PlaceResolver(context, people.covered_by_names, people.covered_by_titles)
    bulletin_id = _id("b", page.clean.source)
    items: list[NewsItem] = []
    warnings: list[Check] = []
    seen: dict[str, int] = {}
    for draft in page.items:
        words = page.clean.text[draft.start : draft.end]
        seen[words] = seen.get(words, 0) + 1
        item = _item(context, draft, dates, people, places, _id("i", bulletin_id, words, str(seen[words])))
        items.append(item)
        warnings.extend(checks(item, page.clean.source))
    resolved_home = home or places.home
    return Bulletin(
        id=bulletin_id,
        title=page.clean.value(*page.title).lstrip("#—") if page.title else None,
        published=published.text,
        home=resolved_home.adcode if resolved_home else None,
        source=source,
        items=tuple(items),
        checks=tuple(warnings),
    )


def _item(
    context: Context,
    draft: Draft,
    dates: DateResolver,
    people: PeopleResolver,
    places: PlaceResolver,
    item_id: str,
) -> NewsItem:
    mentions = context.mentions
    page_text = context.text
    told: list[Date] = []
    for mention in between(mentions.dates, draft.start, draft.end):
        if mention.rule == "date:relative" and in_speech(page_text, mention.start):
            continue
        if dates.known(mention, told):
            told.append(dates.resolve(mention, draft, told))
    workers, persons = people.resolve(draft)
    taken = people.covered_by_names
    money = between(mentions.funds, draft.start, draft.end)
    money_at = {k for fund in money for k in range(fund.start, fund.end)}
    heading = None
    if draft.headings:
        start, end = draft.headings[-1]
        heading = _HEADING_MARKS.sub("", context.quote(start, end)) or None
    counted = [
        count
        for count in between(mentions.counts, draft.start, draft.end)
        if count.start not in taken and count.start not in places.inside_names  # «五家|渠市»
    ]
    counted_at = {k for count in counted for k in range(count.start, count.end)}
    return NewsItem(
        id=item_id,
        kind=draft.kind,
        heading=heading,
        span=context.span(draft.start, draft.end),
        districts=tuple(places.resolve(draft)),
        dates=tuple(told),
        workers=tuple(workers),
        people=tuple(persons),
        counts=tuple(amounts.counts(context, counted, draft)),
        funds=tuple(amounts.funds(context, money, draft)),
        goods=tuple(
            amounts.goods(
                context,
                [
                    thing
                    for thing in between(mentions.goods, draft.start, draft.end)
                    if thing.start not in money_at and thing.start not in counted_at
                ],
                draft,
            )
        ),
        organisations=tuple(organisations(context, draft, workers)),
        programmes=tuple(programmes(context, draft)),
        topics=tuple(topics(context, draft)),
    )


def stated_date(page: Page, mentions: Mentions) -> Published | None:
    """The date of publication that the page's margin states in full, if any."""
    for mention in mentions.dates:
        point = mention.first
        if point is None or mention.last is not None or point.year is None or point.month is None:
            continue
        if not any(start <= mention.start < end for start, end in page.margin):
            continue
        if point.day is None:
            return Published(f"{point.year:04d}-{point.month:02d}", point.year, point.month, None)
        try:
            day = Day(point.year, point.month, point.day)
        except ValueError:
            continue
        return Published(day.isoformat(), point.year, point.month, day)
    return None
