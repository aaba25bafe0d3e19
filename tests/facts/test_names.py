"""Names of people: each kind of name in each place where one may stand."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

import laomo_extract as lx
from laomo_extract.facts.names import find
from laomo_extract.layout import clean


def shown(text: str) -> str:
    """The text with each name found in brackets."""
    for mention in reversed(find(text)):
        text = f"{text[: mention.start]}[{text[mention.start : mention.end]}]{text[mention.end :]}"
    return text


@pytest.mark.parametrize(
    "text",
    [
        "全国劳动模范[许江]到场。",
        "全国劳动模范[林晓梅]到场。",
        "钳工[贺兰山]说,学徒要先练手。",
        "护士[苏燕]获评标兵。",
        "县总工会主席[何田]出席活动。",
        "县总工会党组书记、常务副主席[赵明亮]出席活动。",
        "记者[唐宁]报道",
        "本报讯(记者[唐宁])8月6日,大会开幕。",
        "(记者[唐宁] 通讯员[陈小帆])",
        "省劳模[许江]、[林晓梅]、[何田]参加座谈。",
        "省劳模[许江]、[林晓梅]等12人参加座谈。",
        "[许江]、[林晓梅]和[何田]三人当选。",
        "授予[许江]等10名同志市劳模称号。",
        "[许江]荣获全国五一劳动奖章。",
        "走访慰问全国劳模[许江],送去慰问金。",
        "全国劳动模范、江城机床厂高级技师[许江]说。",
        "[许江](市劳模)到场。",
        pytest.param(
            "由劳模[许江]主讲。",
        ),
        pytest.param(
            "电工[许江]曾获劳模称号。",
        ),
        "[许江]是一名市劳模。",
        pytest.param(
            "授予[许江]、[林晓梅]市五一劳动奖章。",
        ),
        "由劳模[林晓梅]主讲。",
        "徒弟[孙小川]说。",
        # run together in a byline; behind an ordinal; without a known surname behind a title
        "本报讯(通讯员[陈帆][赵敏敏])8月6日,大会开幕。",
        "(记者[唐宁]通讯员[陈小帆][何田])",
        "第一名[林晓梅]得奖金6000元。",
        "全国劳动模范、养殖大户[乌日娜]讲自己的故事。",
        "矿工[阿木·拉哈]领到最高一档。",
        "[买买提·阿不都]和[热合曼·依明]都说好。",
        "省劳动模范[马海·伍各],2018年患病。",
        "“今天很高兴。”保洁员[周桂芳]说。",
    ],
)
def test_where_names_stand(text: str) -> None:
    assert shown(text.replace("[", "").replace("]", "")) == text


@pytest.mark.parametrize(
    "name",
    [
        "许江",
        "林晓梅",
        "欧阳雪",
        "欧阳明辉",
        "上官云",
        "诸葛俊峰",
        "司马青山",
        "令狐敏",
        "申屠燕",
        "艾尔肯·吐尼亚孜",
        "阿依古丽·买买提",
        "古丽娜尔·艾合买提",
        "扎西次仁",
        "卓玛",
        "巴特尔",
        "乌兰图雅",
        "阿木尔",
        "单鹏飞",
        "解光荣",
        "万里红",
        "高山",
        "江水清",
        "丁一",
    ],
)
@pytest.mark.parametrize(
    "frame", ["全国劳动模范{}到场。", "市劳模、电工{}说。", "县总工会慰问了省劳动模范{}。"]
)
def test_kinds_of_names(name: str, frame: str) -> None:
    assert shown(frame.format(name)) == frame.format(f"[{name}]")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("全国劳动模范张王晓丽到场。", "张王晓丽"),
        pytest.param(
            "全国劳动模范杨之光到场。",
            "杨之光",
        ),
        pytest.param(
            "慰问了全国五一劳动奖章获得者艾尔肯·吐尼亚孜。",
            "艾尔肯·吐尼亚孜",
        ),
        ("慰问了全国劳动模范艾尔肯·吐尼亚孜。", "艾尔肯·吐尼亚孜"),
    ],
)
def test_rarer_names(text: str, name: str) -> None:
    assert [mention.name for mention in find(text)] == [name]


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("全国劳动模范罗　婕到场。", ["罗婕"]),
        ("全国劳动模范罗  婕到场。", ["罗婕"]),
        ("获奖名单：罗　婕、许　江、林晓梅", ["罗婕", "许江", "林晓梅"]),
        ("全国勞動模範陳國華到場。", ["陈国华"]),
        ("全国劳动模范艾尔肯•吐尼亚孜到场。", ["艾尔肯·吐尼亚孜"]),
        ("全国劳动模范艾尔肯・吐尼亚孜到场。", ["艾尔肯·吐尼亚孜"]),
        ("全国劳动模范许\u200b江到场。", ["许江"]),
    ],
)
def test_names_as_the_page_sets_them(source: str, names: list[str]) -> None:
    assert [mention.name for mention in find(clean(source).text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "全国劳动模范[许江]到场。会后,[许江]走进车间。",
        "全国劳动模范[林晓梅]到场。[林晓梅]说,要把手艺传下去。大家为[林晓梅]鼓掌。",
        "省劳模[欧阳雪]到场。散会后[欧阳雪]回到车间。",
    ],
)
def test_later_mentions(text: str) -> None:
    assert shown(text.replace("[", "").replace("]", "")) == text


@pytest.mark.parametrize(
    "text",
    [
        "全国劳动模范代表到场。",
        "市劳模事迹报告会开幕。",
        "劳模工匠助企行走进车间。",
        "县总工会主席办公会召开。",
        "高温津贴发放到位。",
        "安全生产月启动。",
        "工会主席应邀到场。",
        "江城机床厂职工踊跃报名。",
        "金秋助学暖人心。",
        "记者从县总工会获悉,大会闭幕。",
        "万名职工同场竞技。",
        "全国五一劳动奖章获得者代表座谈。",
        "和平路小学放假。",
        "张家界市总工会开班。",
    ],
)
def test_what_is_no_name(text: str) -> None:
    assert shown(text) == text


@pytest.mark.parametrize("name", ["许江", "艾尔肯·吐尼亚孜", "欧阳雪"])
def test_a_name_over_a_line_end(name: str) -> None:
    source = f"8月6日，县总工会走进工地慰问。当天到场的还有全国劳动模范{name[0]}\n{name[1:]}，他走进车间，与职工交流。"
    assert [worker.name for worker in lx.extract(source).items[0].workers] == [name]


# Short forms of address name nobody, and are no part of a name.
@pytest.mark.parametrize(
    "text",
    [
        "小王今年入职,王师傅带他。",
        "钳工老周带着小陈加班。",
        "劳模王师傅、李大姐到场。",
        "代表小张、小李参加。",
    ],
)
def test_forms_of_address_are_no_names(text: str) -> None:
    assert shown(text) == text


NAMED = [
    f"{surname}{given}"
    for surname in "赵钱孙李周吴郑王冯陈"
    for given in ("国强", "梅", "晓燕", "伟", "永康", "芳")
]


@pytest.mark.parametrize("between", ["  ", " ", "\t", "\n", "、"])
@pytest.mark.parametrize("wide", [True, False])
def test_a_list_of_sixty(between: str, wide: bool) -> None:
    names = list(NAMED)
    random.Random(7).shuffle(names)
    set_wide = wide and between in ("  ", "\n")  # a gap as wide as those between the names says nothing
    shown = ["　".join(name) if set_wide and len(name) == 2 else name for name in names]
    rows = [between.join(shown[k : k + 6]) for k in range(0, 60, 6)]
    body = between.join(rows) + "。" if between == "、" else "\n".join(rows)
    bulletin = lx.extract("授予下列同志江城市五一劳动奖章:\n" + body)
    assert [worker.name for item in bulletin.items for worker in item.workers] == names


def rows(file: str) -> list[str]:
    return (Path(__file__).with_name(file)).read_text("utf-8").splitlines()


def test_names_in_ordinary_prose() -> None:
    """Sentences in no fitting, each alone: harder than a bulletin, where names come again."""
    missed = wanted = false = 0
    for row in rows("with_names.txt"):
        names = re.findall(r"\[([^]]+)\]", row)
        found = [mention.name for mention in find(clean(re.sub(r"[\[\]]", "", row)).text)]
        wanted += len(names)
        missed += sum(name not in found for name in names)
        false += sum(name not in names for name in found)
    assert wanted == 98
    assert missed <= 18
    assert false <= 3


def test_false_names_in_ordinary_prose() -> None:
    found = {
        row: names for row in rows("without_names.txt") if (names := [m.name for m in find(clean(row).text)])
    }
    assert len(found) <= 16, found
