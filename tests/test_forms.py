"""Forms of the language across the rooms: a sentence, and what its records say."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

import laomo_extract as lx


def item(text: str, home: str | None = "500000") -> lx.NewsItem:
    return lx.extract(text, published="2024-08-30", home=home).items[0]


# Class of form, home (- for none), text (⏎ a new line, ⇥ a tabulator), what its records say.
ROWS = [
    tuple(line.split("\t"))
    for line in Path(__file__).with_name("forms.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


def told(text: str, home: str) -> str:
    """The facts of a text: items apart by « // », kinds of facts by « | »."""
    source = text.replace("⏎", "\n").replace("⇥", "\t")
    bulletin = lx.extract(source, published="2024-08-30", home=None if home == "-" else home)
    return " // ".join(
        " | ".join(
            ", ".join(facts)
            for facts in (
                [district.name for district in item.districts],
                [f"{date.edtf} {date.role}" for date in item.dates],
                [
                    f"{worker.name}: {'+'.join(each.title for each in worker.honours)}"
                    for worker in item.workers
                ],
                [f"{person.name} {person.role}" for person in item.people],
                [
                    f"{count.value}{count.unit} {count.who} {count.role}".replace("  ", " ")
                    for count in item.counts
                ],
                [f"{fund.amount}元 {fund.basis} {fund.scope}" for fund in item.funds],
                [f"{thing.value}{thing.unit} {thing.what}" for thing in item.goods],
            )
            if facts
        )
        or "-"
        for item in bulletin.items
    )


@pytest.mark.parametrize(("form", "home", "text", "facts"), ROWS)
def test_forms(form: str, home: str, text: str, facts: str) -> None:
    assert told(text, home) == facts


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("区总工会发放慰问金12万5千元。", ["125000"]),
        ("区总工会补发工资二千三百四十五元六角。", ["2345.6"]),
        ("区总工会补发工资86元5角2分。", ["86.52"]),
        ("每户发放救助金2至3万元。", ["20000"]),
    ],
)
def test_sums(text: str, amounts: list[str]) -> None:
    assert [fund.amount for fund in item(text).funds] == [Decimal(amount) for amount in amounts]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("8月26、27日,区总工会举办两场宣讲。", ["2024-08-26", "2024-08-27"]),
        ("九三年十月,老厂停产。", ["1993-10"]),
        ("2024年8月下旬至9月上旬,区总工会开展体检。", ["2024-08-21/2024-09-10"]),
        ("从8月1日起到31日止,区总工会开展送清凉。", ["2024-08-01/2024-08-31"]),
    ],
)
def test_dates(text: str, dates: list[str]) -> None:
    assert [date.edtf for date in item(text).dates] == dates


@pytest.mark.parametrize(
    ("text", "home", "adcodes", "sure"),
    [
        ("鼓楼区总工会联合晋安区总工会开展义诊。", None, ["350102", "350111"], None),
        ("鼓楼区总工会开展义诊。", "410200", ["410204"], True),
        ("鼓楼区总工会开展义诊。", None, None, False),
    ],
)
def test_same_names(text: str, home: str | None, adcodes: list[str] | None, sure: bool | None) -> None:
    districts = item(text, home).districts
    if adcodes is not None:
        assert [district.adcode for district in districts] == adcodes
    if sure is not None:
        assert (districts[0].confidence > 0.5) is sure
        assert bool(districts[0].candidates) is not sure


@pytest.mark.parametrize(
    ("text", "warnings"),
    [
        ("新生20名每人5000元,高中生10名每人2000元,共计12万元。", 0),
        ("新生20名每人5000元,高中生10名每人2000元,共计13万元。", 1),
        ("58名学生每人1000元,共5.8万元。", 0),
        ("58名学生每人1000元,共5万元。", 1),
    ],
)
def test_sums_are_checked(text: str, warnings: int) -> None:
    assert len(lx.extract(text).checks) == warnings


def test_a_title_behind_the_name_and_a_comma() -> None:
    workers = item("冉光荣,全国五一巾帼标兵、巴南区人民医院护士长,昨日登台。").workers
    assert [(worker.name, worker.honours[0].title) for worker in workers] == [("冉光荣", "全国五一巾帼标兵")]


def test_a_name_with_a_dot_ends_before_its_verb() -> None:
    assert [worker.name for worker in item("艾尔肯·吐尼亚孜荣获全国五一劳动奖章。").workers] == [
        "艾尔肯·吐尼亚孜"
    ]


def test_a_divisions_name_is_not_cut() -> None:
    names = [body.name for body in item("彭水苗族土家族自治县总工会慰问职工。").organisations]
    assert names == ["彭水苗族土家族自治县总工会"]
