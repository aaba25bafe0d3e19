"""Amounts of money: sum, range, currency, nearness and what they are for."""

from __future__ import annotations

from decimal import Decimal

import pytest

from laomo_extract.facts.funds import find


def shown(text: str) -> str:
    """The text with each amount found in brackets."""
    for mention in reversed(find(text)):
        text = f"{text[: mention.start]}[{text[mention.start : mention.end]}]{text[mention.end :]}"
    return text


@pytest.mark.parametrize(
    ("text", "amount", "upper", "currency", "approx", "purpose"),
    [
        ("发放助学金[18.6万元]。", 186000, None, "CNY", None, "助学金"),
        ("发放[18.6万元]助学金。", 186000, None, "CNY", None, "助学金"),
        ("发放慰问金[三千元]。", 3000, None, "CNY", None, "慰问金"),
        ("送上慰问金[1,200元]。", 1200, None, "CNY", None, "慰问金"),
        ("筹集[380.46万元]。", 3804600, None, "CNY", None, ""),
        ("投入[1.2亿元]。", 120000000, None, "CNY", None, ""),
        ("投入[一千多万元]。", 10000000, None, "CNY", "more", ""),
        ("发放[两万余元]救助金。", 20000, None, "CNY", "more", "救助金"),
        ("发放[近5万元]救助金。", 50000, None, "CNY", "less", "救助金"),
        ("发放[约5万元]救助金。", 50000, None, "CNY", "about", "救助金"),
        ("发放[5万元左右]救助金。", 50000, None, "CNY", "about", "救助金"),
        ("发放[超过5万元]救助金。", 50000, None, "CNY", "more", "救助金"),
        ("发放[5万元以上]。", 50000, None, "CNY", "more", ""),
        ("资助[2000元至5000元]。", 2000, 5000, "CNY", None, ""),
        ("资助[2000至5000元]。", 2000, 5000, "CNY", None, ""),
        ("资助[2000—5000元]。", 2000, 5000, "CNY", None, ""),
        ("资助[2万-3万元]。", 20000, 30000, "CNY", None, ""),
        ("资助[2至3万元]。", 20000, 30000, "CNY", None, ""),
        ("资助[五六十元]。", 50, 60, "CNY", "about", ""),
        ("捐款[港币20万元]。", 200000, None, "HKD", None, ""),
        ("捐款[20万港元]。", 200000, None, "HKD", None, ""),
        ("捐款[5000美元]。", 5000, None, "USD", None, ""),
        ("捐款[3万欧元]。", 30000, None, "EUR", None, ""),
        ("捐款[人民币3万元]。", 30000, None, "CNY", None, ""),
        ("领到[200块钱]。", 200, None, "CNY", None, ""),
        pytest.param(
            "讨回欠薪[12.5万元]。",
            125000,
            None,
            "CNY",
            None,
            "欠薪",
            marks=pytest.mark.xfail(
                strict=True, reason="wages owed right before the sum are not read as its purpose"
            ),
        ),
        ("讨回[12.5万元]欠薪。", 125000, None, "CNY", None, "欠薪"),
        ("已将慰问金[2万元]送到。", 20000, None, "CNY", None, "慰问金"),
        ("颁发奖金[5000元]。", 5000, None, "CNY", None, "奖金"),
    ],
)
def test_amounts(
    text: str, amount: int, upper: int | None, currency: str, approx: str | None, purpose: str
) -> None:
    plain = text.replace("[", "").replace("]", "")
    assert shown(plain) == text
    (fund,) = find(plain)
    what = plain[slice(*fund.purpose)] if fund.purpose else ""
    assert fund.amount == amount
    assert fund.upper == upper
    assert (fund.currency, fund.approx, what) == (currency, approx, purpose)
    assert isinstance(fund.amount, Decimal)


@pytest.mark.parametrize(
    "text",
    [
        "给10名学生每人[2000元]",
        "发放[5000元]慰问金和[3000元]助学金。",
        "捐出[10万元],其中[3万元]用于助学。",
    ],
)
def test_several_amounts(text: str) -> None:
    assert shown(text.replace("[", "").replace("]", "")) == text


@pytest.mark.parametrize(
    "text",
    [
        "欢度2024元旦。",
        "吃上15元宵。",
        "每一元钱都用在刀刃上。",
        "走进3单元慰问。",
        "慰问62名职工。",
        "二维码0元领取。",
    ],
)
def test_what_is_no_money(text: str) -> None:
    assert shown(text) == text
