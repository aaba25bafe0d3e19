"""Things given in kind, with number and measure word."""

from __future__ import annotations

from decimal import Decimal

import pytest

from laomo_extract.facts.goods import find


@pytest.mark.parametrize(
    ("text", "value", "approx", "unit", "what"),
    [
        ("送去矿泉水200箱。", 200, None, "箱", "矿泉水"),
        ("送去200箱矿泉水。", 200, None, "箱", "矿泉水"),
        ("向渔民赠送鱼苗3万余尾。", 30000, "more", "尾", "鱼苗"),
        ("发放防寒靴84双。", 84, None, "双", "防寒靴"),
        ("送来45吨取暖煤。", 45, None, "吨", "取暖煤"),
        ("捐赠大米2.5吨。", Decimal("2.5"), None, "吨", "大米"),
        ("捐赠图书1,200册。", 1200, None, "册", "图书"),
        ("发放近百份慰问品。", 100, "less", "份", "慰问品"),
        ("赠送三十套工装。", 30, None, "套", "工装"),
        pytest.param(
            "送上两百余盒月饼。",
            200,
            "more",
            "盒",
            "月饼",
        ),
        ("送上两百余盒粽子。", 200, "more", "盒", "粽子"),
        ("捐赠棉被一床。", 1, None, "床", "棉被"),
        ("捐赠电脑10台。", 10, None, "台", "电脑"),
        ("派发雨伞约500把。", 500, "about", "把", "雨伞"),
        ("领到食用油两桶。", 2, None, "桶", "食用油"),
    ],
)
def test_goods(text: str, value: int | Decimal, approx: str | None, unit: str, what: str) -> None:
    (goods,) = find(text)
    words = text[slice(*goods.unit)], text[slice(*goods.what)] if goods.what else ""
    assert (goods.value, goods.approx, *words) == (value, approx, unit, what)


def test_a_list_of_goods() -> None:
    text = "送去矿泉水200箱、毛巾80条和风油精300瓶。"
    assert [(goods.value, text[slice(*goods.unit)]) for goods in find(text)] == [
        (200, "箱"),
        (80, "条"),
        (300, "瓶"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "签订集体合同120份。",
        "征集建议35条。",
        "排查隐患18处。",
        "获得专利6件。",
        "处理案件12件。",
        "车间里有三台机床。",
        "慰问62名职工。",
        "一辆大巴驶来。",
        "发放慰问金3000元。",
        "颁发证书20本。",
        "捐款3次。",
    ],
)
def test_what_is_no_gift(text: str) -> None:
    assert [text[goods.start : goods.end] for goods in find(text)] == []
