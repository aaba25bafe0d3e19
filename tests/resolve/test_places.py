"""Which divisions an item belongs to."""

from __future__ import annotations

import pytest

import laomo_extract as lx

CITY = "500000"


def districts(text: str, home: str | None = CITY, published: str | None = "2024-08-30") -> list[list[str]]:
    """``name adcode`` of the divisions of each item."""
    items = lx.extract(text, home=home, published=published).items
    return [[f"{district.name} {district.adcode}" for district in item.districts] for item in items]


@pytest.mark.parametrize(
    ("text", "home", "expected"),
    [
        # full and short
        ("8月6日，涪陵区总工会走访劳模。", CITY, ["涪陵区 500102"]),
        ("8月6日，渝北总工会走访劳模。", CITY, ["渝北区 500112"]),
        ("8月6日，一场义诊在石柱举行。", CITY, ["石柱土家族自治县 500240"]),
        ("8月6日，秀山县总工会走访劳模。", CITY, ["秀山土家族苗族自治县 500241"]),
        ("8月6日，昆山市总工会走访劳模。", "320500", ["昆山市 320583"]),
        ("8月6日，阿拉善左旗总工会走访劳模。", "152900", ["阿拉善左旗 152921"]),
        ("8月6日，涪陵區總工會走訪勞模。", CITY, ["涪陵区 500102"]),
        ("8月6日，涪\u200b陵区总工会走访劳模。", CITY, ["涪陵区 500102"]),
        # bare: home
        ("8月6日，市总工会走访劳模。", CITY, ["重庆市 500000"]),
        ("8月6日，区总工会走访劳模。", "500102", ["涪陵区 500102"]),
        ("8月6日，县总工会走访劳模。", "500235", ["云阳县 500235"]),
        ("8月6日，全市职工运动会开幕。", CITY, ["重庆市 500000"]),
        # the most specific one
        ("8月6日，市总工会走进涪陵区，慰问职工。", CITY, ["涪陵区 500102"]),
        ("8月6日，重庆市涪陵区总工会走访劳模。", CITY, ["涪陵区 500102"]),
        ("8月6日，四川省成都市武侯区总工会走访劳模。", None, ["武侯区 510107"]),
        ("8月6日，四川省总工会走访劳模。", None, ["四川省 510000"]),
        # two counties
        ("8月6日，涪陵区总工会赴石柱县开展对口帮扶。", CITY, ["涪陵区 500102", "石柱土家族自治县 500240"]),
        # lists of places
        (
            "8月6日，市总工会到石柱、秀山走访。",
            CITY,
            ["石柱土家族自治县 500240", "秀山土家族苗族自治县 500241"],
        ),
        ("8月6日，市总工会把清凉送到丰都、忠县。", CITY, ["丰都县 500230", "忠县 500233"]),
        ("8月6日，市总工会主席率队来酉阳慰问。", CITY, ["酉阳土家族苗族自治县 500242"]),
        ("8月6日，涪陵区总工会组织劳模赴恩施、宜昌疗休养。", CITY, ["涪陵区 500102"]),
        # who comes from elsewhere
        ("8月6日，昆山市劳模来我市参观。", "410400", ["昆山市 320583", "平顶山市 410400"]),
        ("8月6日，四川省总工会一行到涪陵区考察。", CITY, ["四川省 510000", "涪陵区 500102"]),
        (
            "8月6日，涪陵区总工会与江苏省淮安市总工会合办培训班。",
            CITY,
            ["涪陵区 500102", "淮安市 320800"],
        ),
        # one character
        ("8月6日，全国职工书画展在津开幕。", None, ["天津市 120000"]),
        ("8月6日，全省工会干部培训班在榕开班。", "350000", ["福州市 350100"]),
        ("8月6日，全国总工会在北京表彰一批工匠。", None, ["北京市 110000"]),
        # functional zones
        ("8月6日，高新区总工会走访劳模。", "510700", ["绵阳高新技术产业开发区 None"]),
        ("8月6日，工业园区总工会走访劳模。", "320500", ["苏州工业园区 None"]),
        ("8月6日，经开区总工会走访劳模。", "511800", ["雅安市 511800"]),
        ("8月6日，郴州经开区总工会走访劳模。", "431000", ["郴州经开区 None"]),
        ("8月6日，北京经济技术开发区总工会走访劳模。", "110000", ["北京经济技术开发区 None"]),
        pytest.param(
            "8月6日，两江新区总工会走访劳模。",
            CITY,
            ["两江新区 None"],
        ),
        # same name, told apart by home
        ("8月6日，鼓楼区总工会走访劳模。", "320100", ["鼓楼区 320106"]),
        ("8月6日，鼓楼区总工会走访劳模。", "350100", ["鼓楼区 350102"]),
        ("8月6日，鼓楼区总工会走访劳模。", "410200", ["鼓楼区 410204"]),
        ("8月6日，南京市鼓楼区总工会走访劳模。", None, ["鼓楼区 320106"]),
        ("8月6日，福州市鼓楼区总工会走访劳模。", None, ["鼓楼区 350102"]),
        ("8月6日，朝阳区总工会走访劳模。", "110000", ["朝阳区 110105"]),
        ("8月6日，朝阳区总工会走访劳模。", "220100", ["朝阳区 220104"]),
        ("8月6日，江北区总工会走访劳模。", "330200", ["江北区 330205"]),
        ("8月6日，江北区总工会走访劳模。", CITY, ["江北区 500105"]),
        # not where the activity is
        ("8月6日，涪陵区总工会看望来自石柱的职工。", CITY, ["涪陵区 500102"]),
        ("8月6日，涪陵区总工会走进重庆云岭机械有限公司慰问。", CITY, ["涪陵区 500102"]),
        ("8月6日，涪陵区总工会看望云阳籍职工许江。", CITY, ["涪陵区 500102"]),
        ("8月6日，重庆市劳动模范许江走进涪陵区宣讲。", CITY, ["涪陵区 500102"]),
        ("8月6日，全国总工会召开电视电话会议。", None, []),
    ],
)
def test_one_item(text: str, home: str | None, expected: list[str]) -> None:
    assert districts(text, home) == [expected]


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        # the whole division lives on under a new name or rank: today's code
        ("8月6日，开县总工会走访劳模。", "2014-08-30", ["500154"]),
        ("8月6日，开州区总工会走访劳模。", "2020-08-30", ["500154"]),
        ("8月6日，璧山县总工会走访劳模。", "2012-08-30", ["500120"]),
        # merged into another: the last code in force
        ("8月6日，渝北区总工会走访劳模。", "2024-08-30", ["500112"]),
        ("8月6日，江北区总工会走访劳模。", "2024-08-30", ["500105"]),
    ],
)
def test_renamed_divisions(text: str, published: str, expected: list[str]) -> None:
    (item,) = lx.extract(text, home=CITY, published=published).items
    assert [district.adcode for district in item.districts] == expected


@pytest.mark.parametrize(
    ("text", "home", "name"),
    [
        ("8月6日，涪陵县总工会走访劳模。", None, "涪陵县"),
        ("8月6日，吴县总工会走访劳模。", "320500", "吴县"),
        ("8月6日，万县市总工会走访劳模。", None, "万县市"),
        ("8月6日，绍兴县总工会走访劳模。", None, "绍兴县"),
    ],
)
def test_divisions_of_the_eighties(text: str, home: str | None, name: str) -> None:
    (item,) = lx.extract(text, home=home, published="1986-08-30").items
    assert name[:2] in "".join(district.name for district in item.districts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "### 涪陵区：送清凉\n8月6日，区总工会走进工地。\n### 云阳县：读书会\n8月7日，县总工会办读书会。",
            ["涪陵区", "云阳县"],
        ),
        (
            "### 涪陵区：送清凉\n8月6日，该区职工踊跃报名。\n### 云阳县：读书会\n8月7日，全县职工踊跃报名。",
            ["涪陵区", "云阳县"],
        ),
        (
            "### 涪陵：送清凉\n8月6日，工会走进工地。\n### 云阳：读书会\n8月7日，工会办读书会。",
            ["涪陵区", "云阳县"],
        ),
        ("### 区县动态\n涪陵区总工会走进工地送清凉。云阳县总工会举办读书会。", ["涪陵区", "云阳县"]),
    ],
)
def test_headings_and_roundups(text: str, expected: list[str]) -> None:
    assert [[name.split()[0] for name in names] for names in districts(text)] == [[name] for name in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8月6日，一场义诊在云阳县江口镇举行。", ["云阳县"]),
        ("8月6日，江口镇工会走访劳模。", ["武隆区"]),
        ("8月6日，工会志愿者走进涪陵区马武镇。", ["涪陵区"]),
        ("8月6日，工会到岳溪镇走访职工。", ["开州区"]),
    ],
)
def test_towns_lead_to_their_county(text: str, expected: list[str]) -> None:
    home = "500156" if expected == ["武隆区"] else CITY
    assert [name.split()[0] for name in districts(text, home)[0]] == expected


@pytest.mark.parametrize("home", [None, "440100"])
def test_the_heading_tells_same_names_apart(home: str | None) -> None:
    text = "### 南京市：慰问\n\n8月6日，鼓楼区总工会慰问职工。\n\n### 福州市：慰问\n\n8月7日，鼓楼区总工会慰问职工。"
    items = lx.extract(text, published="2024-08-30", home=home).items
    assert [item.districts[0].adcode for item in items] == ["320106", "350102"]


def test_a_masthead_gives_the_home() -> None:
    text = "涪陵区总工会工作简报\n2024年8月10日\n### 送清凉\n8月6日，区总工会走进工地。\n### 读书会\n8月7日，区总工会办读书会。"
    assert [[name.split()[0] for name in names] for names in districts(text, None, None)] == [["涪陵区"]] * 2


@pytest.mark.parametrize(
    ("text", "role"),
    [("8月6日，涪陵区总工会走访劳模。", "organiser"), ("8月6日，一场义诊在涪陵区举行。", "place")],
)
def test_role(text: str, role: str) -> None:
    assert [district.role for district in lx.extract(text, home=CITY).items[0].districts] == [role]
