"""Names of divisions and what stands for them, with the sign of their part in the sentence."""

from __future__ import annotations

import pytest

from laomo_extract.facts.districts import find


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("涪陵区总工会走访劳模。", "full 涪陵区 organiser"),
        ("涪陵总工会走访劳模。", "short 涪陵 organiser"),
        ("在涪陵举行。", "short 涪陵 place"),
        ("在涪陵区举行。", "full 涪陵区 place"),
        ("赴石柱开展帮扶。", "short 石柱 place"),
        ("赴石柱土家族自治县开展帮扶。", "full 石柱土家族自治县 place"),
        ("走进秀山送法。", "short 秀山 place"),
        ("涪陵区司法局举办讲座。", "full 涪陵区 organiser"),
        ("涪陵区委开展调研。", "full 涪陵区 organiser"),
        ("区总工会走访劳模。", "bare 区 organiser"),
        ("市总工会走访劳模。", "bare 市 organiser"),
        ("由县总工会承办。", "bare 县 organiser"),
        ("该区职工踊跃报名。", "bare 该区 plain"),
        ("全县职工踊跃报名。", "bare 全县 plain"),
        ("我市职工踊跃报名。", "bare 我市 plain"),
        ("两江新区总工会走访劳模。", "full 两江新区 organiser"),
        ("开县总工会走访劳模。", "full 开县 organiser"),
        pytest.param(
            "在岳溪镇举行。",
            "town 岳溪镇 plain",
        ),
        ("涪陵区新泰机械有限公司竣工。", "full 涪陵区 body"),
        ("涪陵籍职工返乡。", "short 涪陵 passing"),
        ("他来自涪陵区。", "full 涪陵区 passing"),
        ("科尔沁右翼前旗总工会走访劳模。", "full 科尔沁右翼前旗 organiser"),
        ("凉山彝族自治州总工会走访劳模。", "full 凉山彝族自治州 organiser"),
        ("岳溪镇工会走访劳模。", "town 岳溪镇 plain"),
        ("来秀山慰问。", "short 秀山 place"),
        ("首场宣讲在榕举行。", "short 榕 place"),
        ("全国职工书画展在津开幕。", "short 津 place"),
        ("论坛在沪成功举办。", "short 沪 place"),
        ("云和县劳模代表团赴外地学习。", "full 云和县 organiser"),
        ("昆山市职工一行来我区交流。", "full 昆山市 organiser"),
        ("流动课堂从白水县出发。", "full 白水县 place"),
        ("涪陵经开区总工会走访职工。", "short 涪陵经开区 organiser"),
        ("到江口镇工会走访。", "town 江口镇 plain"),
        ("志愿者来到中关村街道。", "town 中关村街道 plain"),
        ("活动当天在岳溪镇举行。", "town 岳溪镇 plain"),
    ],
)
def test_forms_and_signs(text: str, found: str) -> None:
    mention = find(text)[0]
    assert f"{mention.form} {text[mention.start : mention.end]} {mention.sign}" == found


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("涪陵区", {"500102"}),
        ("渝北", {"500112"}),
        ("巴南", {"500113"}),
        ("彭水", {"500243"}),
        ("昆山市", {"320583"}),
        ("昆山", {"320583"}),
        ("阿拉善左旗", {"152921"}),
        ("鼓楼区", {"320106", "320302", "350102", "410204"}),
        ("成都市", {"510100"}),
        ("四川省", {"510000"}),
    ],
)
def test_divisions_that_bear_a_name(text: str, codes: set[str]) -> None:
    divisions = [division for mention in find(text) for division in mention.divisions]
    assert {division.adcode for division in divisions if division.until is None or len(codes) == 1} >= codes


@pytest.mark.parametrize(
    "text",
    [
        "中心城区面貌一新。",
        "解放碑步行街人头攒动。",
        "走在涪陵路上。",
        "职工文化宫开放。",
        "市场监管培训开班。",
        "工业区里机器轰鸣。",
        "社区书屋开放。",
        "小区物业慰问保安。",
        "喝一口安溪茶。",
        "大家都说好。",
        "把党和政府的关怀送到家。",
        "劳模在京工作多年。",
        "他在渝打工。",
        "职工在汉服展上留影。",
    ],
)
def test_what_is_no_division(text: str) -> None:
    assert [text[mention.start : mention.end] for mention in find(text)] == []
