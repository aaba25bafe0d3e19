"""Each × how many against the total told: a warning, never a correction."""

from __future__ import annotations

import pytest

import laomo_extract as lx


@pytest.mark.parametrize(
    "text",
    [
        "涪陵区总工会慰问58名职工，每人1000元，共5万元。",
        "涪陵区总工会慰问58名职工，每人1000元，共计50000元。",
        "涪陵区总工会为20户困难职工每户发放慰问金500元，合计2万元。",
        "涪陵区總工會慰問58名職工，每人1000元，共５萬元。",
    ],
)
def test_a_mismatch_is_a_warning_with_its_spans(text: str) -> None:
    bulletin = lx.extract(text)
    (check,) = bulletin.checks
    (item,) = bulletin.items
    assert (check.kind, check.item) == ("each_times_count", item.id)
    assert [(span.start, span.end) for span in check.spans] == [
        (found.span.start, found.span.end) for found in (item.counts[0], *item.funds)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "涪陵区总工会慰问58名职工，发放慰问金5万元，人均1000元。",
        "涪陵区总工会按每人1000元的标准慰问58名职工，共发放5万元。",
        "涪陵区总工会慰问58名职工，发放慰问金共计5万元（每人1000元）。",
    ],
)
def test_a_mismatch_wherever_the_total_and_the_count_stand(text: str) -> None:
    (check,) = lx.extract(text).checks
    spans = [(span.start, span.end) for span in check.spans]
    assert spans == sorted(spans)
    assert len(spans) == 3


@pytest.mark.parametrize(
    ("text", "message"),
    [
        # several shares: all of them make the sum
        (
            "涪陵区总工会为20名本科生每人发放5000元、10名专科生每人发放3000元，共14万元。",
            "20名 × 5000 + 10名 × 3000 = 130000, but the text says 14万元",
        ),
        (
            "涪陵区总工会慰问2户困难家庭和58名职工，每户600元，每人1000元，共5万元。",
            "2户 × 600 + 58名 × 1000 = 59200, but the text says 5万元",
        ),
        # the counts behind their shares, named as they are
        (
            "涪陵区总工会发放助学金，本科生每人5000元，专科生每人3000元，共资助本科生20人、专科生10人，发放助学金14万元。",
            "20人 × 5000 + 10人 × 3000 = 130000, but the text says 14万元",
        ),
        (
            "老劳模每人2000元，困难职工每人500元，共慰问老劳模12名、困难职工40名，发放慰问金5.8万元。",
            "12名 × 2000 + 40名 × 500 = 44000, but the text says 5.8万元",
        ),
        # heads
        ("培训分12组进行，每组20人，共250人参加。", "12组 × 20人 = 240, but the text says 250人"),
        ("疗休养分4批，每批30人，共组织职工130人。", "4批 × 30人 = 120, but the text says 130人"),
        ("赛事设5个队，每队8人，参赛职工共48人。", "5个队 × 8人 = 40, but the text says 48人"),
        ("宣講團分六個組，每組五人，共三十六人。", "六個組 × 五人 = 30, but the text says 三十六人"),
    ],
)
def test_what_does_not_add_up_is_told_in_full(text: str, message: str) -> None:
    assert [check.message for check in lx.extract(text).checks] == [message]


@pytest.mark.parametrize(
    "text",
    [
        "涪陵区总工会慰问58名职工，每人1000元，共5.8万元。",
        "本科生每人5000元，专科生每人3000元，共资助本科生20人、专科生10人，发放助学金13万元。",
        "涪陵区总工会为20名本科生每人发放5000元、10名专科生每人发放3000元，共13万元。",
        "培训分12组进行，每组20人，共240人参加。",
        "第3期培训班每期40人，共60人报名。",
        "培训班每班40人，开办5个班，培训职工共1200人次。",
        "宣讲团分6个组，每组约5人，共36人。",
        "涪陵区总工会慰问58名职工，发放慰问金5.8万元，人均1000元。",
        "涪陵区总工会慰问59名职工，发放慰问金5.86万元，人均993元。",
        "涪陵区总工会按每人1000元的标准慰问58名职工，共发放5.8万元。",
        "涪陵区总工会慰问79户困难职工、老劳模24名，困难职工每户1000元，老劳模每人1500元，共11.5万元。",
        "涪陵区总工会资助60名学员，每人每天补贴30元，十五天共2.7万元。",
        "一等奖1人，奖5000元，二等奖2人，每人3000元，三等奖3人，每人2000元，共1.7万元。",
        "一等奖3人，每人3000元，其他参赛选手每人2000元，共1.7万元。",
        "前三名各得5000元，其余22名职工每人奖励1000元，奖金总额3.7万元。",
        "涪陵区总工会慰问20名骑手、30名环卫工人，每人1000元，共5万元。",
        "涪陵区总工会慰问近60名职工，每人1000元，共5.8万元。",
        "涪陵区总工会慰问58名职工，每人1000余元，共6万元。",
        "涪陵区总工会慰问58名职工，每人500元至1000元，共5万元。",
        "涪陵区总工会慰问72名职工，每人800元，共5.8万元。",
        "涪陵区总工会慰问职工，每人1000元，共5万元。",
        "涪陵区总工会慰问58名职工，每人1000元。",
        "涪陵区总工会慰问58名职工，发放慰问金5万元。",
        "涪陵区总工会慰问58名职工，每人1000元。万州区总工会募集善款共5万元。",
        pytest.param(
            "涪陵区总工会慰问58名职工，每人1000元，累计投入500万元。",
        ),
    ],
)
def test_no_warning(text: str) -> None:
    assert lx.extract(text).checks == ()


def test_nothing_is_corrected() -> None:
    (item,) = lx.extract("涪陵区总工会慰问58名职工，每人1000元，共5万元。").items
    assert [str(fund.amount) for fund in item.funds] == ["1000", "50000"]
    assert [count.value for count in item.counts] == [58]
