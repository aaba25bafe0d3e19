"""Titles as they are written in news of four decades, with what their words say of them."""

from __future__ import annotations

import pytest

import laomo_extract as lx
from laomo_extract.facts.honours import find

# as written; title; level; kind; edition; year; issuer
TABLE: list[tuple[str, str, str | None, str, str | None, int | None, str | None]] = [
    # model workers
    ("全国劳动模范", "全国劳动模范", "national", "model_worker", None, None, None),
    ("1989年全国劳动模范", "1989年全国劳动模范", "national", "model_worker", None, 1989, None),
    ("一九九五年全国劳动模范", "一九九五年全国劳动模范", "national", "model_worker", None, 1995, None),
    ("二○○五年省劳动模范", "二○○五年省劳动模范", "province", "model_worker", None, 2005, None),
    ("2019年度省级劳动模范", "2019年度省级劳动模范", "province", "model_worker", None, 2019, None),
    ("重庆市第三届劳动模范", "重庆市第三届劳动模范", "province", "model_worker", "第三届", None, None),
    ("自治区特级劳动模范", "自治区特级劳动模范", "province", "model_worker", None, None, None),
    ("内蒙古自治区劳动模范", "内蒙古自治区劳动模范", "province", "model_worker", None, None, None),
    ("省特等劳动模范", "省特等劳动模范", "province", "model_worker", None, None, None),
    ("辽宁省功勋劳模", "辽宁省功勋劳模", "province", "model_worker", None, None, None),
    ("兵团劳模", "兵团劳模", "province", "model_worker", None, None, None),
    ("新疆生产建设兵团劳动模范", "新疆生产建设兵团劳动模范", "province", "model_worker", None, None, None),
    ("第一师劳动模范", "第一师劳动模范", "city", "model_worker", None, None, None),
    ("成都市劳动模范", "成都市劳动模范", "city", "model_worker", None, None, None),
    ("自治州劳动模范", "自治州劳动模范", "city", "model_worker", None, None, None),
    ("全州劳动模范", "全州劳动模范", "city", "model_worker", None, None, None),
    ("涪陵区劳动模范", "涪陵区劳动模范", "county", "model_worker", None, None, None),
    ("县劳模", "县劳模", "county", "model_worker", None, None, None),
    ("镇级劳动模范", "镇级劳动模范", "county", "model_worker", None, None, None),
    ("省部级劳动模范", "省部级劳动模范", "ministry", "model_worker", None, None, None),
    ("全国交通系统劳动模范", "全国交通系统劳动模范", "ministry", "model_worker", None, None, None),
    ("全国煤炭工业劳动模范", "全国煤炭工业劳动模范", "ministry", "model_worker", None, None, None),
    ("全国铁路劳动模范", "全国铁路劳动模范", "ministry", "model_worker", None, None, None),
    ("全国粮食流通行业劳动模范", "全国粮食流通行业劳动模范", "ministry", "model_worker", None, None, None),
    ("铁道部劳动模范", "铁道部劳动模范", "ministry", "model_worker", None, None, "铁道部"),
    ("纺织工业部劳动模范", "纺织工业部劳动模范", "ministry", "model_worker", None, None, "纺织工业部"),
    ("中央企业劳动模范", "中央企业劳动模范", "ministry", "model_worker", None, None, None),
    ("集团公司劳模", "集团公司劳模", "enterprise", "model_worker", None, None, "集团公司"),
    ("国网公司劳动模范", "国网公司劳动模范", "enterprise", "model_worker", None, None, "国网公司"),
    (
        "中国石油集团公司劳动模范",
        "中国石油集团公司劳动模范",
        "enterprise",
        "model_worker",
        None,
        None,
        "中国石油集团公司",
    ),
    ("厂劳动模范", "厂劳动模范", "enterprise", "model_worker", None, None, None),
    # advanced workers
    ("市级先进工作者", "市级先进工作者", "city", "advanced_worker", None, None, None),
    ("全国先进生产者", "全国先进生产者", "national", "advanced_worker", None, None, None),
    ("化工部先进工作者", "化工部先进工作者", "ministry", "advanced_worker", None, None, "化工部"),
    (
        "全国卫生计生系统先进工作者",
        "全国卫生计生系统先进工作者",
        "ministry",
        "advanced_worker",
        None,
        None,
        None,
    ),
    ("省农林水利系统先进工作者", "省农林水利系统先进工作者", "province", "advanced_worker", None, None, None),
    ("局级先进生产者", "局级先进生产者", "enterprise", "advanced_worker", None, None, None),
    (
        "全国“安康杯”竞赛先进个人",
        "全国“安康杯”竞赛先进个人",
        "national",
        "advanced_worker",
        None,
        None,
        None,
    ),
    (
        "全国石油和化学工业先进工作者",
        "全国石油和化学工业先进工作者",
        "ministry",
        "advanced_worker",
        None,
        None,
        None,
    ),
    # medals
    ("全国五一劳动奖章", "全国五一劳动奖章", "national", "may_day_medal", None, None, None),
    ("全国“五一”劳动奖章", "全国“五一”劳动奖章", "national", "may_day_medal", None, None, None),
    ("湖北省五一劳动奖章", "湖北省五一劳动奖章", "province", "may_day_medal", None, None, None),
    ("省总工会五一劳动奖章", "省总工会五一劳动奖章", "province", "may_day_medal", None, None, "省总工会"),
    ("全国金融五一劳动奖章", "全国金融五一劳动奖章", "ministry", "may_day_medal", None, None, None),
    (
        "中国铁路总公司火车头奖章",
        "中国铁路总公司火车头奖章",
        "ministry",
        "medal",
        None,
        None,
        "中国铁路总公司",
    ),
    ("全国青年五四奖章", "全国青年五四奖章", "national", "medal", None, None, None),
    # craftsmen
    ("第三届“巴渝工匠”", "第三届巴渝工匠", "province", "craftsman", "第三届", None, None),
    ("“齐鲁大工匠”", "齐鲁大工匠", "province", "craftsman", None, None, None),
    ("首届“荆楚工匠”", "首届荆楚工匠", "province", "craftsman", "首届", None, None),
    ("第二届“楚天名匠”", "第二届楚天名匠", "province", "craftsman", "第二届", None, None),
    ("苏州市“姑苏工匠”", "苏州市姑苏工匠", "city", "craftsman", None, None, None),
    ("北京大工匠", "北京大工匠", "province", "craftsman", None, None, None),
    ("“鲲鹏工匠”", "鲲鹏工匠", None, "craftsman", None, None, None),
    ("大国工匠年度人物", "大国工匠年度人物", "national", "craftsman", None, None, None),
    ("2018年“大国工匠年度人物”", "2018年大国工匠年度人物", "national", "craftsman", None, 2018, None),
    # experts
    (
        "享受国务院政府特殊津贴专家",
        "国务院政府特殊津贴专家",
        "national",
        "skilled_expert",
        None,
        None,
        "国务院",
    ),
    ("享受省政府特殊津贴专家", "省政府特殊津贴专家", "province", "skilled_expert", None, None, "省政府"),
    ("省“金牌工人”", "省金牌工人", "province", "skilled_expert", None, None, None),
    ("省国防邮电系统“金牌工人”", "省国防邮电系统金牌工人", "province", "skilled_expert", None, None, None),
    ("全国技术能手", "全国技术能手", "national", "skilled_expert", None, None, None),
    ("全国青年岗位能手", "全国青年岗位能手", "national", "skilled_expert", None, None, None),
    ("中央企业技术能手", "中央企业技术能手", "ministry", "skilled_expert", None, None, None),
    ("中华技能大奖", "中华技能大奖", "national", "skilled_expert", None, None, None),
    ("市“首席工人”", "市首席工人", "city", "skilled_expert", None, None, None),
    ("陕西省首席技师", "陕西省首席技师", "province", "skilled_expert", None, None, None),
    (
        "浙江省“百千万”高技能领军人才",
        "浙江省“百千万”高技能领军人才",
        "province",
        "skilled_expert",
        None,
        None,
        None,
    ),
    (
        "省有突出贡献的中青年专家",
        "省有突出贡献的中青年专家",
        "province",
        "skilled_expert",
        None,
        None,
        None,
    ),
    # women, youth, virtue, service
    ("全国三八红旗手标兵", "全国三八红旗手标兵", "national", "red_flag_bearer", None, None, None),
    ("省“三八”红旗手", "省“三八”红旗手", "province", "red_flag_bearer", None, None, None),
    ("全国五一巾帼标兵", "全国五一巾帼标兵", "national", "pacesetter", None, None, None),
    ("全国新长征突击手", "全国新长征突击手", "national", "pacesetter", None, None, None),
    ("第八届全国道德模范", "第八届全国道德模范", "national", "moral_model", "第八届", None, None),
    (
        "全国职工职业道德建设标兵个人",
        "全国职工职业道德建设标兵个人",
        "national",
        "moral_model",
        None,
        None,
        None,
    ),
    ("县“最美职工”", "县最美职工", "county", "outstanding", None, None, None),
    ("全国最美快递员", "全国最美快递员", "national", "outstanding", None, None, None),
    ("省优秀工会干部", "省优秀工会干部", "province", "outstanding", None, None, None),
]


@pytest.mark.parametrize(("written", "title", "level", "kind", "edition", "year", "issuer"), TABLE)
def test_what_a_title_says(
    written: str,
    title: str,
    level: str | None,
    kind: str,
    edition: str | None,
    year: int | None,
    issuer: str | None,
) -> None:
    (found,) = find(f"{written}获得者许江到场。")
    assert (found.title, found.level, found.kind) == (title, level, kind)
    assert (found.edition, found.year, found.issuer) == (edition, year, issuer)
    assert not found.generic


def test_the_table_is_of_some_size() -> None:
    assert len({written for written, *_ in TABLE}) == len(TABLE) >= 60


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "许江2015年被国务院评为全国劳动模范，2018年获全国五一劳动奖章。",
            [("全国劳动模范", 2015, "国务院"), ("全国五一劳动奖章", 2018, None)],
        ),
        ("1995年，许江被省总工会授予“省五一劳动奖章”。", [("省五一劳动奖章", 1995, "省总工会")]),
        ("二○○五年四月，许江荣获全国劳动模范称号。", [("全国劳动模范", 2005, None)]),
        ("市总工会授予许江等3人“市技术能手”称号。", [("市技术能手", None, "市总工会")]),
        ("人社部授予许江全国技术能手称号。", [("全国技术能手", None, "人社部")]),
        ("许江2010年获省劳模、市劳模称号。", [("省劳模", 2010, None), ("市劳模", 2010, None)]),
        ("许江（2019年全国五一劳动奖章获得者）到场。", [("2019年全国五一劳动奖章", 2019, None)]),
        ("许江被中共中央、国务院授予“全国劳动模范”称号。", [("全国劳动模范", None, "中共中央、国务院")]),
        ("中华全国总工会授予许江全国五一劳动奖章。", [("全国五一劳动奖章", None, "中华全国总工会")]),
        ("许江享受国务院政府特殊津贴。", [("国务院政府特殊津贴", None, "国务院")]),
        # a year of something else, a body that only visits
        ("许江1990年参加工作，是市劳模。", [("市劳模", None, None)]),
        ("涪陵区总工会走访全国劳模许江。", [("全国劳模", None, None)]),
        ("2024年8月6日，市总工会慰问全国劳模许江。", [("全国劳模", None, None)]),
    ],
)
def test_what_the_words_around_it_say(text: str, expected: list[tuple[str, int | None, str | None]]) -> None:
    (item,) = lx.extract(text, published="2024-08-30").items
    (worker,) = item.workers
    assert [(honour.title, honour.year, honour.issuer) for honour in worker.honours] == expected


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("1998年省人民政府授予许江劳动模范称号。", "province"),
        ("成都市总工会授予许江劳动模范称号。", "city"),
        ("县总工会授予许江劳动模范称号。", "county"),
        ("许江被国务院授予劳动模范称号。", "national"),
        ("许江被授予劳动模范称号。", None),
    ],
)
def test_the_level_of_who_awards_it(text: str, level: str | None) -> None:
    (item,) = lx.extract(text, published="2024-08-30").items
    assert [honour.level for honour in item.workers[0].honours] == [level]


@pytest.mark.parametrize(
    "text",
    [
        "许江班组荣获全国工人先锋号。",
        "许江所在公司荣获全国五一劳动奖状。",
        "许江班组获全国五一巾帼标兵岗称号。",
        "许江车间获省先进集体、市三八红旗集体称号。",
        "许江班组获评市工人先锋号、省五一劳动奖状。",
    ],
)
def test_honours_of_groups_are_no_persons(text: str) -> None:
    (item,) = lx.extract(text).items
    assert item.workers == ()
