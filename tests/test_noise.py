"""The wording of the 1980s to 2000s, what scanners misread, and how sums and numbers are written there."""

from __future__ import annotations

import pytest

import laomo_extract as lx
from laomo_extract.records import NewsItem


def item(text: str, published: str | None = "2024-08-30") -> NewsItem:
    (found,) = lx.extract(text, home="500102", published=published).items
    return found


@pytest.mark.parametrize(
    ("written", "amount", "currency", "words"),
    [
        ("壹万贰仟元整", "12000", "CNY", "壹万贰仟元整"),
        ("叁仟伍佰圆整", "3500", "CNY", "叁仟伍佰圆整"),
        ("伍佰元正", "500", "CNY", "伍佰元正"),
        ("人民币五百圆", "500", "CNY", "人民币五百圆"),
        ("壹佰万元整", "1000000", "CNY", "壹佰万元整"),
        ("贰拾万零叁佰元整", "200300", "CNY", "贰拾万零叁佰元整"),
        ("壹仟贰佰叁拾肆元伍角陆分", "1234.56", "CNY", "壹仟贰佰叁拾肆元伍角陆分"),
        ("壹萬伍仟元整", "15000", "CNY", "壹萬伍仟元整"),
        ("參萬圓整", "30000", "CNY", "參萬圓整"),
        ("5仟元", "5000", "CNY", "5仟元"),
        ("3万8千元", "38000", "CNY", "3万8千元"),
        ("五元五角", "5.5", "CNY", "五元五角"),
        # signs
        ("￥5000元", "5000", "CNY", "￥5000元"),
        ("￥5000", "5000", "CNY", "￥5000"),
        ("¥5,000.00", "5000", "CNY", "¥5,000.00"),
        ("￥1.2万", "12000", "CNY", "￥1.2万"),
        ("$3000", "3000", "USD", "$3000"),
        ("＄3000", "3000", "USD", "＄3000"),
        ("US$3000", "3000", "USD", "US$3000"),
        ("HK$3000元", "3000", "HKD", "HK$3000元"),
        # digits
        ("12,000元", "12000", "CNY", "12,000元"),
        ("12 000元", "12000", "CNY", "12000元"),
        ("1 200 000元", "1200000", "CNY", "1200000元"),
        ("１２，０００元", "12000", "CNY", "１２，０００元"),
        ("1．5万元", "15000", "CNY", "1．5万元"),
        # misread
        ("3OO元", "300", "CNY", "3OO元"),
        ("l.5万元", "15000", "CNY", "l.5万元"),
        ("1O,OOO元", "10000", "CNY", "1O,OOO元"),
        # broken lines
        ("1.\n5万元", "15000", "CNY", "1.5万元"),
        ("3\n00元", "300", "CNY", "300元"),
    ],
)
def test_sums(written: str, amount: str, currency: str, words: str) -> None:
    (fund,) = item(f"区总工会发放慰问金{written}。").funds
    assert (f"{fund.amount:f}", fund.currency, fund.text) == (amount, currency, words)


@pytest.mark.parametrize("written", ["5000元/人", "￥5000/人", "人均5000元", "每名5000圆"])
def test_a_sum_per_head(written: str) -> None:
    (fund,) = item(f"区总工会慰问职工，标准为{written}。").funds
    assert (f"{fund.amount:f}", fund.basis) == ("5000", "each")


@pytest.mark.parametrize(
    ("written", "value", "words"),
    [
        ("l2名", 12, "l2名"),
        ("I2名", 12, "I2名"),
        ("1O名", 10, "1O名"),
        ("3O余名", 30, "3O余名"),
        ("１２名", 12, "１２名"),
        ("1 200名", 1200, "1200名"),
        ("12 000名", 12000, "12000名"),
        ("二百O五名", 205, "二百O五名"),
        ("二十名", 20, "二十名"),
        ("廿五名", 25, "廿五名"),
        ("卅名", 30, "卅名"),
        ("12\n0名", 120, "120名"),
        ("一百二十\n三名", 123, "一百二十三名"),
        ("百\n余名", 100, "百余名"),
    ],
)
def test_counts(written: str, value: int, words: str) -> None:
    (count,) = item(f"区总工会慰问职工{written}。").counts
    assert (count.value, count.text) == (value, words)


@pytest.mark.parametrize(
    "text",
    [
        "区总工会开通O2O平台。",
        "区总工会走进H2O实验室。",
        "联系电话O23-l2351。",
        "甲县 12 300人",  # two columns of a table
    ],
)
def test_letters_and_columns_are_left_alone(text: str) -> None:
    assert {count.value for found in lx.extract(text).items for count in found.counts} <= {300}


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("二〇〇三年五月八日", "2003-05-08"),
        ("二○○三年五月八日", "2003-05-08"),
        ("二OO三年五月八日", "2003-05-08"),
        ("二ОО三年五月八日", "2003-05-08"),  # Cyrillic
        ("二００三年五月八日", "2003-05-08"),
        ("二00三年五月八日", "2003-05-08"),
        ("二零零三年五月八日", "2003-05-08"),
        ("一九九O年五月八日", "1990-05-08"),
        ("一九八五年元月十日", "1985-01-10"),
        ("八六年十月", "1986-10"),
        ("2O19年8月l5日", "2019-08-15"),
        ("１９９８年５月８日", "1998-05-08"),
    ],
)
def test_dates(written: str, edtf: str) -> None:
    (date,) = item(f"{written}，区总工会慰问职工。").dates
    assert (date.edtf, date.text) == (edtf, written)


@pytest.mark.parametrize(
    ("text", "written", "edtf"),
    [
        ("月底，区总工会走访劳模。", "月底", None),
        ("区总工会月底将走访劳模。", "月底", None),
        ("区总工会于月初走访劳模。", "月初", None),
        ("中旬，区总工会走访劳模。", "中旬", None),
        ("本月中旬，区总工会走访劳模。", "本月中旬", "2024-08-11/2024-08-20"),
        ("8月底，区总工会走访劳模。", "8月底", "2024-08"),
        ("上月底，区总工会走访劳模。", "上月底", "2024-07"),
    ],
)
def test_parts_of_a_month(text: str, written: str, edtf: str | None) -> None:
    (date,) = item(text).dates
    assert (date.text, date.edtf) == (written, edtf)


@pytest.mark.parametrize("text", ["厂务公开，月底张榜。", "区总工会每月底结账。", "区总工会上旬刊出刊。"])
def test_what_recurs_is_no_date(text: str) -> None:
    assert item(text).dates == ()


@pytest.mark.parametrize(
    ("text", "goods"),
    [
        ("区总工会为每户送去2至3袋大米。", [(2, 3, "袋")]),
        ("区总工会送去2-3袋大米、3～5桶油。", [(2, 3, "袋"), (3, 5, "桶")]),
        ("区总工会送去鱼苗2至3万尾。", [(20000, 30000, "尾")]),
        ("区总工会送去2袋至3袋大米。", [(2, 3, "袋")]),
        ("区总工会送去三五十袋大米。", [(30, 50, "袋")]),
        ("区总工会送去大米3袋。", [(3, None, "袋")]),
    ],
)
def test_ranges_of_goods(text: str, goods: list[tuple[int, int | None, str]]) -> None:
    assert [(one.value, one.value_max, one.unit) for one in item(text).goods] == goods


def test_a_line_printed_twice_is_told_once() -> None:
    line = "8月6日，区总工会慰问职工12名，发放慰问金3万元。"
    found = item(f"{line}\n{line}")
    assert [count.text for count in found.counts] == ["12名"]
    assert [fund.text for fund in found.funds] == ["3万元"]
