"""Calendar expressions as written: where they stand, and what is none."""

from __future__ import annotations

import pytest

from laomo_extract.facts.dates import Point, find


def shown(text: str) -> str:
    """The text with each expression found in brackets."""
    for mention in reversed(find(text)):
        text = f"{text[: mention.start]}[{text[mention.start : mention.end]}]{text[mention.end :]}"
    return text


@pytest.mark.parametrize(
    "text",
    [
        "[8月15日],县总工会走访劳模。",
        "[2023年8月15日],县总工会走访劳模。",
        "[2023-08-15]发布",
        "[2023.8.15]发布",
        "[2023/8/15]发布",
        "[二〇二三年八月十五日]",
        "[二○○六年八月]成立",
        "[八月二十九日]上午召开会议",
        "[九月廿一日]",
        "[2023年8月]启动",
        "[2023年]启动",
        "[98年7月]抗洪",
        "[8月27日至29日],举办培训班。",
        "[8月27日—29日],举办培训班。",
        "[8月27日-29日],举办培训班。",
        "[8月27至29日],举办培训班。",
        "[8月27日~9月2日],举办培训班。",
        "[2023年12月28日—2024年1月3日]",
        "[2023年12月27日至次年1月4日]",
        "[去年11月20日到今年2月6日]",
        "[2024年~2026年]三年行动",
        "[2024至2026年]三年行动",
        "[1至9月],共办结案件。",
        "[今年1至9月],共办结案件。",
        "[前5个月],共办结案件。",
        "[7月上旬]开课",
        "[8月中旬]开课",
        "[3月底]完成",
        "[年初]制定计划",
        "[今年年初]制定计划",
        "[2024年初]制定计划",
        "[去年底]开工",
        "[上半年]完成",
        "[今年上半年]完成",
        "[第三季度]完成",
        "[二季度]完成",
        "[前三季度]完成",
        "[今年]启动",
        "[去年]启动",
        "[去年10月]启动",
        "[明年3月]启动",
        "[本月15日]启动",
        "[上月]启动",
        "[上个月]启动",
        "[下月]启动",
        "[昨天],县总工会走访劳模。",
        "[昨日],县总工会走访劳模。",
        "[前天],县总工会走访劳模。",
        "[今天],县总工会走访劳模。",
        "[上周五],县总工会走访劳模。",
        "[本周]开课",
        "[近日],县总工会走访劳模。",
        "[日前],县总工会走访劳模。",
        "[近期],县总工会走访劳模。",
        "[最近],县总工会走访劳模。",
        "[连日来],县总工会走访劳模。",
        "[当前],县总工会正筹备大会。",
        "[日前]的[8月3日],县总工会走访劳模。",
        "[8月27日]、[29日],举办两场讲座。",
        "截至[9月30日],报名结束。",
        "[7月20日]以来,走访工地。",
        "自[2004年]起,年年如此。",
        "[2024年]“金秋助学”启动",
        "[同年]当选",
        "[次年3月]当选",
        "[19日],大会闭幕。",
        "[12月1日]起施行",
        "[八十年代]进厂",
        "[元月5日]开班",
    ],
)
def test_expressions(text: str) -> None:
    assert shown(text.replace("[", "").replace("]", "")) == text


@pytest.mark.parametrize(
    "text",
    [
        "荣获全国五一劳动奖章。",
        "荣获三八红旗手称号。",
        "学习党的二十届三中全会精神。",
        "学习十九大精神。",
        "第三届技能大赛开幕。",
        "第九期培训班结业。",
        "第十五次代表大会召开。",
        "走访1963名职工。",
        "共有2024人报名。",
        "工会一周动态",
        "4G和5G基站",
        "4/5G基站建设",
        "历时8年建成。",
        "为期3个月的培训。",
        "培训持续3天。",
        "讲了1小时。",
        "上午9时30分开始。",
        "9点半到场。",
        "现年45岁。",
        "从业三十年。",
        "拨打12351热线。",
        "门牌8号楼",
        "搭乘3号线",
        "月饼送到家",
        "金牌月嫂上岗",
        "五四青年座谈会",
        "七一前夕走访党员。",
        "“八一”建军节慰问。",
        "春节前夕走访。",
        "“五一”前夕走访。",
        "暑期托管班开班。",
        "入夏以来天气炎热。",
        "近年来工会不断探索。",
        "目前工程完工。",
        "截至目前已完工。",
        "当天气氛热烈。",
        "日复一日坚守岗位。",
        "生日蛋糕送到手中。",
        "江城日报社",
        "版本2.0上线",
        "增长3.15个百分点",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert shown(text) == text


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("8月15日", Point(month=8, day=15), None),
        ("二〇〇六年八月", Point(2006, 8), None),
        ("98年7月", Point(1998, 7), None),
        ("8月27日至29日", Point(month=8, day=27), Point(month=8, day=29)),
        ("8月27至29日", Point(month=8, day=27), Point(month=8, day=29)),
        ("去年10月", Point(year_from=-1, month=10), None),
        ("1至9月", Point(month=1), Point(month=9)),
        ("前5个月", Point(month=1), Point(month=5)),
        ("下半年", Point(month=7), Point(month=12)),
        ("第三季度", Point(month=7), Point(month=9)),
        ("前三季度", Point(month=1), Point(month=9)),
        ("8月中旬", Point(month=8, day=11), Point(month=8, day=20)),
        ("2月下旬", Point(month=2, day=21), Point(month=2, day=-1)),
        ("上月", Point(month_from=-1), None),
        ("昨天", Point(day_from=-1), None),
        ("近日", None, None),
    ],
)
def test_parts(text: str, first: Point | None, last: Point | None) -> None:
    assert [(mention.first, mention.last) for mention in find(text)] == [(first, last)]
