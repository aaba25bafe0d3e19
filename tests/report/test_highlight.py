from __future__ import annotations

import pytest

from laomo_extract import extract
from laomo_extract.records import OwnFact, Span
from laomo_extract.report.highlight import highlighted, pieces
from laomo_extract.report.marks import Mark, facts, marks
from laomo_extract.terminal import Language, Words
from tests.make import item, seen

WORDS = Words(Language.ZH)
TEXT = "8月27日，涪陵区总工会为62名困难学生发放助学金18.6万元，全国劳动模范罗　婕到场。"


def mark(start: int, end: int, kind: str = "counts", confidence: float = 0.9) -> Mark:
    return Mark(Span(start=start, end=end), kind, f"{start}–{end}", "rule", confidence)


@pytest.mark.parametrize(
    ("marks", "wanted"),
    [
        ([], [("0123456789", ())]),
        ([(2, 4)], [("01", ()), ("23", (0,)), ("456789", ())]),
        ([(0, 10)], [("0123456789", (0,))]),
        # one in another, whichever comes first
        ([(2, 8), (4, 6)], [("01", ()), ("23", (0,)), ("45", (1, 0)), ("67", (0,)), ("89", ())]),
        ([(4, 6), (2, 8)], [("01", ()), ("23", (1,)), ("45", (0, 1)), ("67", (1,)), ("89", ())]),
        # crossing
        ([(2, 6), (4, 9)], [("01", ()), ("23", (0,)), ("45", (0, 1)), ("678", (1,)), ("9", ())]),
        # the same words twice
        ([(2, 4), (2, 4)], [("01", ()), ("23", (0, 1)), ("456789", ())]),
        # reaching out of the text
        ([(8, 20)], [("01234567", ()), ("89", (0,))]),
        # of no characters
        ([(3, 3)], [("012", ()), ("3456789", ())]),
    ],
)
def test_pieces(marks: list[tuple[int, int]], wanted: list[tuple[str, tuple[int, ...]]]) -> None:
    found = pieces("0123456789", Span(start=0, end=10), [mark(*one) for one in marks])
    assert [tuple(piece) for piece in found] == wanted


def test_pieces_are_the_text_and_marks_their_words() -> None:
    text = "𠮷祥路👷。\n" + TEXT  # characters beyond the basic plane count as one
    item = extract(text, published="2024-08-30", home="500000").items[0]
    found = marks(item, WORDS)
    cut = pieces(text, item.span, found)
    assert "".join(piece.text for piece in cut) == text[item.span.start : item.span.end]
    for index, one in enumerate(found):
        words = "".join(piece.text for piece in cut if index in piece.marks)
        assert words == text[one.span.start : one.span.end]
    assert {one.kind for one in found} >= {"districts", "dates", "workers", "honours", "counts", "funds"}


def test_every_fact_has_its_mark() -> None:
    item = extract(TEXT, published="2024-08-30", home="500000").items[0]
    found = {(one.kind, one.span, one.rule, one.confidence) for one in marks(item, WORDS)}
    assert {(kind, fact.span, fact.rule, fact.confidence) for kind, fact in facts(item)} == found


def test_further_places_of_a_name_are_marked_as_such() -> None:
    text = "全国劳动模范张桂芳慰问职工。张桂芳说,张桂芳在。"
    found = [one for one in marks(extract(text).items[0], WORDS) if one.kind == "workers"]
    assert [text[one.span.start : one.span.end] for one in found] == ["张桂芳"] * 3
    assert sorted(one.again for one in found) == [False, True, True]


def test_html_is_escaped_and_tells_of_each_mark() -> None:
    text = '<b>&"62名"</b>'
    html = str(highlighted(text, Span(start=0, end=len(text)), [mark(5, 8, confidence=0.5)], WORDS))
    assert html.startswith('&lt;b&gt;&amp;&#34;<mark class="k-counts" data-doubt=""')
    assert "数量: 5–8\nrule · 50%" in html
    assert html.endswith(">62名</mark>&#34;&lt;/b&gt;")


def test_many_marks_take_little_time() -> None:
    text = "张三、" * 20_000
    found = [mark(start, start + 2) for start in range(0, len(text), 3)]
    assert len(pieces(text, Span(start=0, end=len(text)), found)) == 40_000


def test_facts_of_added_kinds_are_marked_as_well() -> None:
    fact = OwnFact(**seen("三座驿站"), kind="stations", data={"number": 3})
    (one,) = marks(item(own=[fact]), Words(Language.EN))
    assert (one.kind, one.text) == ("own", "三座驿站")
    assert "3" in one.value
    shown = highlighted("三座驿站开放", Span(start=0, end=6), [one], Words(Language.EN))
    assert shown.startswith('<mark class="k-own"')
