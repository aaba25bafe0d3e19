"""Titles awarded to workers, in full and as written."""

from __future__ import annotations

import pytest

from laomo_extract.facts.honours import find


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("全国劳动模范许江到场。", ["全国劳动模范"]),
        ("省劳模许江到场。", ["省劳模"]),
        ("市劳动模范许江到场。", ["市劳动模范"]),
        ("重庆市劳动模范许江到场。", ["重庆市劳动模范"]),
        ("重庆市第三届劳动模范许江到场。", ["重庆市第三届劳动模范"]),
        ("全国先进工作者许江到场。", ["全国先进工作者"]),
        ("全国五一劳动奖章获得者许江到场。", ["全国五一劳动奖章"]),
        ("全国五一劳动奖章获得者、省劳模许江到场。", ["全国五一劳动奖章", "省劳模"]),
        ("许江荣获全国五一劳动奖章。", ["全国五一劳动奖章"]),
        ("许江荣获“全国五一劳动奖章”荣誉称号。", ["全国五一劳动奖章"]),
        pytest.param(
            "全国“五一”劳动奖章获得者许江到场。",
            ["全国“五一”劳动奖章"],
        ),
        ("重庆市五一巾帼标兵林晓到场。", ["重庆市五一巾帼标兵"]),
        ("全国三八红旗手林晓到场。", ["全国三八红旗手"]),
        ("大国工匠许江到场。", ["大国工匠"]),
        ("巴渝工匠许江到场。", ["巴渝工匠"]),
        ("首届“巴渝工匠”许江到场。", ["首届巴渝工匠"]),
        ("全国技术能手许江到场。", ["全国技术能手"]),
        ("省级技能大师许江到场。", ["省级技能大师"]),
        ("全市岗位标兵许江到场。", ["全市岗位标兵"]),
        ("全国职工职业道德标兵许江到场。", ["全国职工职业道德标兵"]),
        ("最美职工许江到场。", ["最美职工"]),
        ("发布“最美海员”名单,许江上榜。", ["最美海员"]),
        ("2021年获评第四师劳动模范。", ["第四师劳动模范"]),
        ("全国纺织工业劳动模范许江到场。", ["全国纺织工业劳动模范"]),
        ("2023年度江苏省劳动模范许江到场。", ["2023年度江苏省劳动模范"]),
        ("区劳模、市技术能手许江到场。", ["区劳模", "市技术能手"]),
        ("许江(市劳模)到场。", ["市劳模"]),
    ],
)
def test_titles(text: str, titles: list[str]) -> None:
    assert [mention.title for mention in find(text)] == titles


@pytest.mark.parametrize(
    "text",
    [
        "荣获全国工人先锋号。",
        "荣获全国五一劳动奖状。",
        "荣获全国五一巾帼标兵岗。",
        "荣获全国三八红旗集体。",
        "获得技能大赛一等奖。",
        "他是优秀共产党员。",
        "高级技师许江到场。",
        "非遗传承人许江到场。",
        "为标兵颁奖。",
        pytest.param(
            "争当能手。",
        ),
    ],
)
def test_what_is_no_honour_of_a_worker(text: str) -> None:
    assert [mention.title for mention in find(text) if not mention.generic] == []


@pytest.mark.parametrize(
    "text",
    ["弘扬劳模精神。", "走进劳模创新工作室。", "许江劳模工作室揭牌。", "组织劳模疗休养。", "弘扬工匠精神。"],
)
def test_a_title_that_stands_for_a_thing_or_a_group_is_generic(text: str) -> None:
    assert [mention.title for mention in find(text) if not mention.generic] == []


@pytest.mark.parametrize(
    ("text", "level", "edition"),
    [
        ("全国劳动模范", "national", None),
        ("大国工匠", "national", None),
        ("江苏省劳动模范", "province", None),
        ("省劳模", "province", None),
        ("重庆市劳动模范", "province", None),
        ("成都市劳动模范", "city", None),
        ("市劳模", "city", None),
        ("涪陵区劳动模范", "county", None),
        ("区劳模", "county", None),
        ("集团劳模", "enterprise", None),
        ("重庆市第三届劳动模范", "province", "第三届"),
        ("首届“巴渝工匠”", "province", "首届"),
        ("2023年度全国五一劳动奖章", "national", None),
    ],
)
def test_level_and_edition(text: str, level: str | None, edition: str | None) -> None:
    assert [(mention.level, mention.edition) for mention in find(text)] == [(level, edition)]
