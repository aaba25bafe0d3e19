"""What a person may do to an item: mend a value or its words, add one, take one out, accept them all.

Every function gives the item as it is left; values that a person entered have the rule «review» and confidence 1.
What cannot be understood is an :class:`EditError` that names the field and says what is wanted.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from datetime import date as Day
from decimal import Decimal, InvalidOperation
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import ValidationError

from laomo_extract import lexicon
from laomo_extract.errors import CodedError
from laomo_extract.export import ENTERED
from laomo_extract.extractor import Extractor
from laomo_extract.lexicon.gazetteer import Division, gazetteer
from laomo_extract.records import (
    Count,
    Date,
    District,
    Fund,
    Goods,
    Honour,
    Mention,
    NewsItem,
    Organisation,
    Person,
    Programme,
    Span,
    Topic,
    Worker,
)

MODELS: dict[str, type[Mention]] = {
    "districts": District, "dates": Date, "workers": Worker, "people": Person, "counts": Count, "funds": Fund,
    "goods": Goods, "organisations": Organisation, "programmes": Programme, "topics": Topic,
}  # fmt: skip
# What a person sees of a fact; the rest follows from it, or is not for people to say.
FIELDS: dict[str, tuple[str, ...]] = {
    "districts": ("name", "role"),
    "dates": ("edtf", "role"),
    "workers": ("name", "honours", "employer", "position"),
    "people": ("name", "role", "position"),
    "counts": ("value", "value_max", "approx", "unit", "who", "role", "scope"),
    "funds": ("amount", "amount_max", "approx", "currency", "basis", "scope", "purpose"),
    "goods": ("value", "approx", "unit", "what"),
    "organisations": ("name", "kind", "role"),
    "programmes": ("name",),
    "topics": ("key",),
}
_USUAL = ("劳动模范", "先进工作者", "五一劳动奖章", "技术能手", "三八红旗手")  # mostly written with a level
_FRAME = "为他们送去"
TITLES = "；"  # between the titles of a worker in their field
_PART = r"(?:\d{4}|\d{3}X|\d{2}XX|XXXX)(?:-(?:0[1-9]|1[0-2]|XX)(?:-(?:0[1-9]|[12]\d|3[01]|XX))?)?"
_EDTF = re.compile(rf"{_PART}(?:/{_PART})?|\d{{3}}X")


class EditError(CodedError, ValueError):
    """What a person entered cannot be a value of the record."""


def choices(kind: str, field: str) -> tuple[str, ...]:
    """The values that a field may have, where they are few; «» where it may have none.

    >>> choices("funds", "basis"), choices("counts", "approx"), choices("counts", "who")
    (('total', 'each'), ('', 'more', 'less', 'about'), ())
    """
    annotation = MODELS[kind].model_fields[field].annotation
    options = get_args(annotation) if get_origin(annotation) in (Union, UnionType) else (annotation,)
    literals = [get_args(option) for option in options if get_origin(option) is Literal]
    if not literals:
        return ()
    return (*(("",) if type(None) in options else ()), *literals[0])


def is_number(kind: str, field: str) -> bool:
    """Whether a field holds a number."""
    annotation = MODELS[kind].model_fields[field].annotation
    return bool({int, Decimal} & {annotation, *get_args(annotation)})


def shown(kind: str, fact: Mention, field: str) -> str:
    """What stands in the field of a fact before a person changes it."""
    value = getattr(fact, field)
    if field == "honours":
        return TITLES.join(honour.title for honour in value)
    if kind == "districts" and field == "name":
        adcode = getattr(fact, "adcode", None)
        return f"{value} {adcode}" if adcode else str(value)
    return "" if value is None else str(value)


def changed(
    item: NewsItem, kind: str, index: int, given: Mapping[str, str], text: str, span: Span | None = None
) -> NewsItem:
    """The item with the fact at ``index`` of ``kind`` as ``given`` says.

    Args:
        item: The item.
        kind: The kind of fact.
        index: Which of the item's facts of that kind.
        given: The fields of :data:`FIELDS` and ``text``, the fact's words; those that are left out stay.
        text: The text that the bulletin was read from.
        span: Where the words stand; without it where they stand nearest to the fact.
    """
    facts: list[Mention] = list(getattr(item, kind))
    fact = facts[index]
    words = given.get("text", fact.text)
    if span is None:
        span = fact.span if words == fact.text else located(text, item, words, fact.span.start)
    update: dict[str, Any] = {"text": words, "span": span, "rule": ENTERED, "confidence": 1.0}
    facts[index] = _with(kind, fact, update, given, item, text)
    return item.model_copy(update={kind: tuple(facts)})


def added(
    item: NewsItem, kind: str, words: str, given: Mapping[str, str], text: str, span: Span | None = None
) -> NewsItem:
    """The item with another fact of ``kind``, as the finders read its ``words`` and as ``given`` says."""
    if span is None:
        span = located(text, item, words, item.span.start)
    fact = _read(kind, words)
    update: dict[str, Any] = {"text": words, "span": span, "rule": ENTERED, "confidence": 1.0}
    made = _with(kind, fact.model_copy(update=update), update, given, item, text)
    facts = [*getattr(item, kind), made]
    return item.model_copy(update={kind: tuple(sorted(facts, key=lambda one: one.span.start))})


def without(item: NewsItem, kind: str, index: int) -> NewsItem:
    """The item without the fact at ``index`` of ``kind``."""
    facts = getattr(item, kind)
    return item.model_copy(update={kind: (*facts[:index], *facts[index + 1 :])})


def accepted(item: NewsItem) -> NewsItem:
    """The item with every value sure; where a value came from stays as it was."""
    return item.model_copy(
        update={kind: tuple(_sure(fact) for fact in getattr(item, kind)) for kind in MODELS}
    )


def _sure(fact: Mention) -> Mention:
    update: dict[str, Any] = {"confidence": 1.0}
    if isinstance(fact, Worker):
        update["honours"] = tuple(_sure(honour) for honour in fact.honours)
    return fact.model_copy(update=update)


def located(text: str, item: NewsItem, words: str, near: int) -> Span:
    """Where ``words`` stand in the item, white space aside, nearest to ``near``."""
    dense = "".join(words.split())
    places = [k for k in range(item.span.start, min(item.span.end, len(text))) if not text[k].isspace()]
    body = "".join(text[k] for k in places)
    starts = [match.start() for match in re.finditer(f"(?={re.escape(dense)})", body)] if dense else []
    if not starts:
        raise EditError("LM801", words=words)
    start = min(starts, key=lambda one: abs(places[one] - near))
    return Span(start=places[start], end=places[start + len(dense) - 1] + 1)


def _read(kind: str, words: str) -> Mention:
    """What the finders make of the words alone, or a fact that says no more than them."""
    seen = {"text": words, "span": Span(start=0, end=len(words)), "rule": ENTERED, "confidence": 1.0}
    # Alone «30盒» would be goods of nobody; the sentence gives it a verb.
    items = Extractor().extract(f"{_FRAME}{words}。").items
    found = [fact for one in items for fact in getattr(one, kind) if fact.span.start >= len(_FRAME)]
    if found:
        best: Mention = max(found, key=lambda fact: fact.span.end - fact.span.start)
        return best
    match kind:
        case "workers":
            return Worker(**seen, name=words, honours=())
        case "people":
            return Person(**seen, name=words, role="other")
        case "dates":
            return Date(**seen, edtf=None)
        case "districts":
            return District(**seen, name=words, adcode=None, level="county")
        case "organisations":
            return Organisation(**seen, name=words, kind="other")
        case "programmes":
            return Programme(**seen, name=words)
        case "topics":
            return Topic(**seen, key=words)
        case "counts":
            return Count(**seen, value=0, unit="")
        case "funds":
            return Fund(**seen, amount=Decimal(0))
        case _:
            return Goods(**seen, value=0, unit="")


def _with(
    kind: str, fact: Mention, update: dict[str, Any], given: Mapping[str, str], item: NewsItem, text: str
) -> Mention:
    values = {field: given[field].strip() for field in FIELDS[kind] if field in given}
    told: dict[str, Any] = {}
    for field, value in values.items():
        if field == "honours":
            assert isinstance(fact, Worker)
            told[field] = _honours(value, fact, item, text)
        elif is_number(kind, field):
            told[field] = _number(field, value)
        else:
            info = MODELS[kind].model_fields[field]
            told[field] = value if value or type(None) not in get_args(info.annotation) else None
    if kind == "districts" and "name" in told:
        told |= _division(told["name"])
    if kind == "dates" and "edtf" in told:
        told |= _days(told["edtf"])
    if kind == "workers" and not told.get("honours", getattr(fact, "honours", ())):
        raise EditError("LM802", name=told.get("name", getattr(fact, "name", "")))
    if told.get("name", "-") == "":
        raise EditError("LM803", field="name", value="")
    try:
        return MODELS[kind].model_validate(fact.model_dump() | update | told)
    except ValidationError as error:
        first = error.errors()[0]
        field = str(first["loc"][0])
        raise EditError("LM803", field=field, value=values.get(field, "")) from error


def _number(field: str, value: str) -> Decimal | int | None:
    if not value:
        if field.endswith("_max"):
            return None
        raise EditError("LM803", field=field, value=value)
    try:
        number = Decimal(value.replace(",", "").replace("，", ""))
    except InvalidOperation as error:
        raise EditError("LM803", field=field, value=value) from error
    if not number.is_finite() or number < 0:
        raise EditError("LM803", field=field, value=value)
    return int(number) if number == int(number) and field.startswith("value") else number


def _honours(value: str, fact: Worker, item: NewsItem, text: str) -> tuple[Honour, ...]:
    """The titles of a worker: those that were there as they were, others where they stand in the item."""
    there = {honour.title: honour for honour in fact.honours}
    titles = [title for part in re.split(r"[；;]", value) if (title := part.strip())]
    return tuple(there.get(title) or _honour(title, fact, item, text) for title in titles)


def _honour(title: str, fact: Worker, item: NewsItem, text: str) -> Honour:
    span = located(text, item, title, fact.span.start)
    read = Extractor().extract(f"{fact.name}获{title}称号。").items
    known = [honour for one in read for worker in one.workers for honour in worker.honours]
    told = known[0] if known else Honour(text=title, span=span, rule=ENTERED, confidence=1, title=title)
    return told.model_copy(
        update={"text": title, "title": title, "span": span, "rule": ENTERED, "confidence": 1.0}
    )


def divisions(typed: str, limit: int = 20) -> list[str]:
    """Names of divisions that begin so, or whose short form does, with their codes, today's first.

    >>> divisions("涪陵")[0]
    '涪陵区 500102'
    """
    known = gazetteer().divisions
    found = [one for one in known if one.name.startswith(typed) or typed in one.shorts] if typed else []
    found.sort(key=lambda one: (one.until is not None, len(one.name), one.adcode or ""))
    return list(dict.fromkeys(_named(one) for one in found))[:limit]


def titles() -> list[str]:
    """The titles that the library knows by name.

    >>> "全国劳动模范" in titles(), "市劳动模范" in titles()
    (True, True)
    """
    heads = [word for words in lexicon.toml("honours.toml")["heads"].values() for word in str(words).split()]
    usual = [f"{level}{head}" for head in _USUAL for level in ("全国", "省", "市", "区", "县")]
    return [*usual, *sorted(heads)]


def _named(division: Division) -> str:
    return f"{division.name} {division.adcode}" if division.adcode else division.name


def _division(typed: str) -> dict[str, Any]:
    name, _, code = typed.partition(" ")
    places = gazetteer()
    found = [one for one in places.by_name.get(name, ()) if not code or one.adcode == code]
    today = [one for one in found if one.until is None] or found
    if len({one.adcode for one in today}) != 1:
        raise EditError("LM804", name=typed, known="、".join(_named(one) for one in today[:5]) or "–")
    division = today[0]
    line = [division, *places.ancestors(division)]
    level = {one.level: one.name for one in reversed(line)}
    adcode = division.successors[0] if division.whole and division.successors else division.adcode
    return {
        "name": division.name,
        "adcode": adcode,
        "level": division.level,
        "province": level.get("province"),
        "city": level.get("prefecture"),
        "candidates": (),
    }


def _days(edtf: str | None) -> dict[str, Any]:
    """The first and the last day of a date, where it has them."""
    if edtf is None:
        return {"start": None, "end": None}
    if not _EDTF.fullmatch(edtf):
        raise EditError("LM805", value=edtf)
    first, _, last = edtf.partition("/")
    try:
        start, end = _bounds(first), _bounds(last or first)
    except ValueError as error:  # 31 February
        raise EditError("LM805", value=edtf) from error
    if start and end and start[0] > end[1]:
        raise EditError("LM805", value=edtf)
    return {"start": start and start[0], "end": end and end[1]}


def _bounds(part: str) -> tuple[Day, Day] | None:
    if re.fullmatch(r"\d{3}X", part):
        return Day(int(part[:3]) * 10, 1, 1), Day(int(part[:3]) * 10 + 9, 12, 31)
    if "X" in part:
        return None
    year, month, day = (*map(int, part.split("-")), 0, 0)[:3]
    if not month:
        return Day(year, 1, 1), Day(year, 12, 31)
    if not day:
        return Day(year, month, 1), Day(year, month, calendar.monthrange(year, month)[1])
    return Day(year, month, day), Day(year, month, day)
