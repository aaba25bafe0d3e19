"""Parts of a whole, and sums that are told twice."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest

import laomo_extract as lx
from laomo_extract.resolve.parts import Amount, wholes


def told(text: str) -> tuple[list[str], list[str]]:
    """Counts and funds of the one item, parts as «part < whole»."""
    (item,) = lx.extract(text, published="2024-08-30").items
    shown = []
    for facts in (item.counts, item.funds):
        starts = {fact.span.start: fact.text for fact in facts}
        shown.append(
            [fact.text if fact.part_of is None else f"{fact.text} < {starts[fact.part_of]}" for fact in facts]
        )
    return shown[0], shown[1]


@pytest.mark.parametrize(
    ("text", "counts", "funds"),
    [
        (
            "区总工会拨出救灾资金85万元，其中50万元用于补助受灾职工，35万元用于修复活动室。",
            [],
            ["85万元", "50万元 < 85万元", "35万元 < 85万元"],
        ),
        (
            "区总工会慰问职工300名，其中女职工50名、农民工120名，发放慰问金9万元。",
            ["300名", "50名 < 300名", "120名 < 300名"],
            ["9万元"],
        ),
        (
            "首期招收学员96名，其中缝纫班51名，木工班45名，区总工会补助1万元。",
            ["96名", "51名 < 96名", "45名 < 96名"],
            ["1万元"],
        ),
        (
            "区总工会发放助学金27万元，其中大学新生15万元，高中生12万元，另拨款5万元慰问劳模。",
            [],
            ["27万元", "15万元 < 27万元", "12万元 < 27万元", "5万元"],
        ),
        (
            "区总工会慰问困难职工120户，发放慰问金24万元。其中特困户20户，每户3000元。",
            ["120户", "20户 < 120户"],
            ["24万元", "3000元"],
        ),
        ("共有86人取得证书（其中女职工40人），60人就业。", ["86人", "40人 < 86人", "60人"], []),
        (
            "市总工会筹款50万元，其中20万元用于助学，其余30万元用于助医。",
            [],
            ["50万元", "20万元 < 50万元", "30万元 < 50万元"],
        ),
        (
            "区总工会投入30万元，其中为大学新生发放18万元、为高中生发放12万元。",
            [],
            ["30万元", "18万元 < 30万元", "12万元 < 30万元"],
        ),
        (
            "参赛选手160名，其中女选手40名、农民工25名，决出一等奖3名。",
            ["160名", "40名 < 160名", "25名 < 160名", "3名"],
            [],
        ),
        # in the old script
        ("慰問困難職工二百戶，其中特困戶五十戶。", ["二百戶", "五十戶 < 二百戶"], []),
        # what speaks of others
        ("会员3962人，其中女会员517人。会上，区总工会表彰20人。", ["3962人", "517人 < 3962人", "20人"], []),
        ("96人参赛，其中女选手11人，最终20人闯入决赛。", ["96人", "11人 < 96人", "20人"], []),
        ("投入93万元，帮助其中62人办理理赔28万元。", ["62人"], ["93万元", "28万元"]),
        ("投入20万元，其余13万元由厂里承担。", [], ["20万元", "13万元"]),
        # more than the whole cannot be its part
        ("区总工会慰问职工30名，其中困难职工子女50名。", ["30名", "50名"], []),
    ],
)
def test_parts(text: str, counts: list[str], funds: list[str]) -> None:
    assert told(text) == (counts, funds)


@pytest.mark.parametrize(
    ("text", "funds"),
    [
        ("区总工会共发放18.6万元，慰问职工。仪式上，为62名学生发放助学金18.6万元。", ["18.6万元 助学金"]),
        ("区总工会共发放20万元助学金。仪式上，区总工会为50名学生发放20万元。", ["20万元 助学金"]),
        ("区总工会发放助学金18.6万元，这18.6万元将于月底到账。", ["18.6万元 助学金"]),
        ("区总工会发放助学金5万元。该笔5万元由企业捐赠。", ["5万元 助学金"]),
        ("共发放18.6万元。为学生发放助学金18.6万元。据悉，助学金18.6万元已发放。", ["18.6万元 助学金"]),
        # equal sums for two things
        ("区总工会为许江送去慰问金5000元，为李明送去助学金5000元。", ["5000元 慰问金", "5000元 助学金"]),
        ("市总工会给予荔浦市20万元、阳朔县20万元。", ["20万元 ", "20万元 "]),
        ("区总工会为许江送去5000元慰问金，为李明送去5000元慰问金。", ["5000元 慰问金", "5000元 慰问金"]),
        ("区总工会共发放5万元，助学金5万元。", ["5万元 助学金"]),
        ("区总工会发放慰问金2万元，累计发放慰问金2万元。", ["2万元 慰问金", "2万元 慰问金"]),
    ],
)
def test_a_sum_told_twice_is_one(text: str, funds: list[str]) -> None:
    (item,) = lx.extract(text, published="2024-08-30").items
    assert [f"{fund.text} {fund.purpose}" for fund in item.funds] == funds


def test_many_amounts_take_linear_time() -> None:
    text = "300名,其中女职工50名、" * 20_000
    amounts = [
        Amount(at, at + 4, Decimal(300 if at % 15 == 0 else 50), "people")
        for at in range(0, len(text) - 15, 5)
    ]
    before = time.process_time()
    assert len(wholes(text, amounts)) == len(amounts)
    assert time.process_time() - before < 5
