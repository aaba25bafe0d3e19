"""What a person enters becomes a value of the record, or is refused with what is wanted."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from laomo_extract import Extractor
from laomo_extract.records import NewsItem
from laomo_extract.review import edits

TEXT = "8月27日,涪陵区总工会慰问 职 工62名,发放慰问金3.1万元。某厂钳工张大山获“重庆工匠”称号,李四送粽子30盒。"


@pytest.fixture
def item() -> NewsItem:
    return Extractor().extract(TEXT, published="2024-08-30", home="500000").items[0]


def at(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


CHANGES = [
    ("funds", {"amount": "13,000"}, {"amount": Decimal(13000)}),
    ("funds", {"amount_max": "", "approx": "more", "basis": "each"}, {"approx": "more", "basis": "each"}),
    (
        "counts",
        {"value": "72", "role": "participant", "who": ""},
        {"value": 72, "role": "participant", "who": ""},
    ),
    ("dates", {"edtf": "2024-02"}, {"edtf": "2024-02", "start": date(2024, 2, 1), "end": date(2024, 2, 29)}),
    ("dates", {"edtf": "XXXX-08-27"}, {"edtf": "XXXX-08-27", "start": None, "end": None}),
    ("dates", {"edtf": "2024-08-01/2024-08-03"}, {"start": date(2024, 8, 1), "end": date(2024, 8, 3)}),
    ("dates", {"edtf": "199X"}, {"start": date(1990, 1, 1), "end": date(1999, 12, 31)}),
    ("dates", {"edtf": ""}, {"edtf": None, "start": None}),
    ("districts", {"name": "渝中区"}, {"name": "渝中区", "adcode": "500103", "province": "重庆市"}),
    ("districts", {"name": "鼓楼区 320106"}, {"adcode": "320106", "city": "南京市", "level": "county"}),
    ("workers", {"employer": "某厂", "position": ""}, {"employer": "某厂", "position": None}),
]


@pytest.mark.parametrize(("kind", "given", "expected"), CHANGES)
def test_a_value_is_mended(
    item: NewsItem, kind: str, given: dict[str, str], expected: dict[str, object]
) -> None:
    fact = getattr(edits.changed(item, kind, 0, given, TEXT), kind)[0]
    assert {name: getattr(fact, name) for name in expected} == expected
    assert (fact.rule, fact.confidence) == ("review", 1.0)
    before = getattr(item, kind)[0]
    assert fact.model_copy(update={name: getattr(before, name) for name in type(fact).model_fields}) == before


WRONG = [
    ("funds", {"amount": "3万"}, "LM803"),
    ("funds", {"amount": "-1"}, "LM803"),
    ("funds", {"amount": ""}, "LM803"),
    ("funds", {"scope": "often"}, "LM803"),
    ("counts", {"value": "6.5"}, "LM803"),
    ("counts", {"text": "二百名"}, "LM801"),
    ("dates", {"edtf": "8月27日"}, "LM805"),
    ("dates", {"edtf": "2024-02-31"}, "LM805"),
    ("dates", {"edtf": "2024-08-03/2024-08-01"}, "LM805"),
    ("districts", {"name": "鼓楼区"}, "LM804"),
    ("districts", {"name": "没有这个区"}, "LM804"),
    ("workers", {"honours": ""}, "LM802"),
    ("workers", {"honours": "全国劳动模范"}, "LM801"),
    ("people", {"name": ""}, "LM803"),
]


@pytest.mark.parametrize(("kind", "given", "code"), WRONG)
def test_what_cannot_be_a_value_is_refused(
    item: NewsItem, kind: str, given: dict[str, str], code: str
) -> None:
    with pytest.raises(edits.EditError) as error:
        edits.changed(item, kind, 0, given, TEXT)
    assert error.value.code == code


def test_words_are_found_where_they_stand_nearest(item: NewsItem) -> None:
    mended = edits.changed(item, "counts", 0, {"text": "职工62名"}, TEXT).counts[0]
    assert TEXT[mended.span.start : mended.span.end] == "职 工62名"
    assert mended.text == "职工62名"


ADDED = [
    ("people", "李四", {}, {"name": "李四"}),
    ("workers", "李四", {"honours": "重庆工匠"}, {"name": "李四"}),
    ("goods", "30盒", {}, {"value": 30, "unit": "盒"}),
    ("counts", "62名", {}, {"value": 62, "unit": "名"}),
    ("funds", "3.1万元", {}, {"amount": Decimal(31000)}),
    ("districts", "涪陵区", {}, {"name": "涪陵区", "adcode": "500102"}),
    ("organisations", "某厂", {}, {"name": "某厂"}),
]


@pytest.mark.parametrize(("kind", "words", "given", "expected"), ADDED)
def test_a_value_that_was_missed_is_added(
    item: NewsItem, kind: str, words: str, given: dict[str, str], expected: dict[str, object]
) -> None:
    bare = item.model_copy(update={kind: ()})
    (fact,) = getattr(edits.added(bare, kind, words, given, TEXT), kind)
    assert {name: getattr(fact, name) for name in expected} == expected
    assert TEXT[fact.span.start : fact.span.end] == words
    assert (fact.rule, fact.confidence) == ("review", 1.0)


def test_titles_keep_what_was_known_of_them(item: NewsItem) -> None:
    worker = edits.added(item, "workers", "李四", {"honours": "重庆工匠"}, TEXT).workers[-1]
    (honour,) = worker.honours
    assert (honour.title, honour.kind, honour.level) == ("重庆工匠", "craftsman", "province")
    assert honour.span.start == at("重庆工匠")[0]


def test_to_take_out_and_to_accept(item: NewsItem) -> None:
    left = edits.without(item, "people", 0)
    assert left.people == item.people[1:]
    sure = edits.accepted(item)
    assert all(fact.confidence == 1 for kind in edits.MODELS for fact in getattr(sure, kind))
    assert [fact.rule for fact in sure.funds] == [fact.rule for fact in item.funds]
