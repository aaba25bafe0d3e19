"""What a fact says, in a few words: the normalised value beside the words of the text."""

from __future__ import annotations

from decimal import Decimal

from laomo_extract.records import (
    Approx,
    Count,
    Date,
    District,
    Fund,
    Goods,
    Honour,
    Mention,
    Organisation,
    OwnFact,
    Person,
    Programme,
    Topic,
    Worker,
)
from laomo_extract.terminal.words import Words


def value(fact: Mention, words: Words) -> str:
    """The value of ``fact`` in the language of ``words``; of a worker the titles, employer and post.

    >>> from laomo_extract import extract
    >>> from laomo_extract.terminal.words import Language
    >>> [value(fund, Words(Language.EN)) for fund in extract("区总工会发放助学金近2万元。").items[0].funds]
    ['< 20,000 yuan · 助学金']
    """
    match fact:
        case District():
            return fact.name
        case Date():
            return _with_role(fact.edtf or f"{fact.text} {words('undated')}", fact.role, "event", words)
        case Worker():
            titles = words("separator").join(honour.title for honour in fact.honours)
            return _parts(titles, " ".join(part for part in (fact.employer, fact.position) if part))
        case Honour():
            return _parts(fact.title, fact.edition or "", str(fact.year or ""), fact.issuer or "")
        case Person():
            return f"{fact.name} ({words.value(fact.role)})"
        case Count():
            number = _number(fact.value, fact.value_max, fact.approx)
            return _parts(number, words.value(fact.role), _unless_event(fact.scope, words), fact.who)
        case Fund():
            amount = _number(fact.amount, fact.amount_max, fact.approx)
            unit = words("yuan") if fact.currency == "CNY" else fact.currency
            each = words("each") if fact.basis == "each" else ""
            return _parts(f"{amount} {unit}", each, _unless_event(fact.scope, words), fact.purpose)
        case Goods():
            return _parts(_number(fact.value, fact.value_max, fact.approx), fact.what)
        case Organisation():
            return _with_role(fact.name, fact.role, "mentioned", words)
        case Programme():
            return fact.name
        case Topic():
            return words.topic(fact.key)
        case OwnFact():
            return _parts(*map(str, fact.data.values()))
        case _:
            raise TypeError(f"{type(fact).__name__} is no fact of an item")


def _with_role(value: str, role: str, usual: str, words: Words) -> str:
    return value if role == usual else f"{value} ({words.value(role)})"


_MARKS = {"about": "≈ ", "more": "> ", "less": "< "}


def _number(value: int | Decimal, value_max: int | Decimal | None, approx: Approx | None) -> str:
    ends = [value] if value_max is None else [value, value_max]
    return _MARKS.get(approx or "", "") + "–".join(f"{Decimal(end):,f}" for end in ends)


def _unless_event(scope: str, words: Words) -> str:
    return "" if scope == "event" else words.value(scope)


def _parts(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
