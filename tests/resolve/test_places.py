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
        # where a report was sent from, whom a notice is sent to, branches of national bodies
        ("新华社兰州8月6日电 全国劳模宣讲活动启动。", None, []),
        (
            "各市县总工会，洋浦工会工委，各产业工会：\n8月6日起，海南省总工会组织疗休养。",
            "460000",
            ["海南省 460000"],
        ),
        ("8月6日，省劳模讲述经历。央宗(甘孜邮政)最后上台。", "510000", ["四川省 510000"]),
        ("8月6日，锦州电务段信号工汤愿在比武中夺冠。", "210100", ["沈阳市 210100"]),
        # a tour's other end
        ("8月6日，涪陵区总工会的疗休养职工从云阳县归来。", CITY, ["涪陵区 500102", "云阳县 500235"]),
        ("8月6日，涪陵区总工会招聘组转赴相邻的丰都县举办招聘会。", CITY, ["涪陵区 500102", "丰都县 500230"]),
        ("8月6日，涪陵区总工会组织职工来我县做客。", "500235", ["涪陵区 500102", "云阳县 500235"]),
        # a works' name in a province's paper
        ("8月6日，铜川矿务局工会表彰能手。", "610000", ["铜川市 610200"]),
        # words that are also short forms
        ("8月6日，德宏州总工会走访劳模，全州各级工会到场。", None, ["德宏傣族景颇族自治州 533100"]),
        ("8月6日，渌口区总工会走访守了31年湘江的劳模。", None, ["渌口区 430212"]),
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
    ("text", "home", "expected"),
    [
        # each place with its share
        (
            "8月6日，市总工会下拨资金，其中平江县30万元、华容县20万元、临湘市10万元。",
            "430600",
            ["平江县", "华容县", "临湘市"],
        ),
        (
            "8月6日，省总工会下拨资金，其中平江县30万元、华容县20万元、临湘市10万元。",
            "430000",
            ["平江县", "华容县", "临湘市"],
        ),
        ("8月6日，荔浦市发放8万元。阳朔县发放6万元。", "450300", ["荔浦市", "阳朔县"]),
        (
            "8月6日，市总工会发放助学金：涪陵区12万元；丰都县8万元；忠县5万元。",
            CITY,
            ["涪陵区", "丰都县", "忠县"],
        ),
        ("8月6日，市总工会培训护工，其中丰都县30名，忠县25名。", CITY, ["丰都县", "忠县"]),
        ("8月6日，市总工会拨款，其中丰都（30万元）、忠县（20万元）。", CITY, ["丰都县", "忠县"]),
        ("8月6日，省总工会拨付补助，长沙市200万元、湘潭市120万元。", "430000", ["长沙市", "湘潭市"]),
        # one alone is no list
        ("8月6日，市总工会慰问职工200名，石柱籍职工20名。", CITY, ["重庆市"]),
    ],
)
def test_places_with_their_shares(text: str, home: str, expected: list[str]) -> None:
    assert [name.split()[0] for name in districts(text, home)[0]] == expected


@pytest.mark.parametrize(
    ("text", "home", "expected"),
    [
        # a city that the county does not lie in
        ("8月6日，桃江县总工会组织25名环卫工人赴张家界市疗休养。", "430900", ["桃江县", "张家界市"]),
        ("8月6日，桃江县总工会组织25名环卫工人到张家界疗休养。", None, ["桃江县", "张家界市"]),
        (
            "8月6日，涪陵区总工会组织20名劳模赴云南省大理州疗休养。",
            CITY,
            ["涪陵区", "大理白族自治州"],
        ),
        ("8月6日，涪陵区总工会组织职工赴四川省学习考察。", CITY, ["涪陵区", "四川省"]),
        # its own city
        ("8月6日，桃江县总工会组织25名环卫工人赴益阳市疗休养。", "430900", ["桃江县"]),
        # those of home, not named
        ("8月 分三批组织90名一线职工到肃南裕固族自治县疗休养。", "620982", ["敦煌市", "肃南裕固族自治县"]),
        ("10月28日 赴四川省遂宁市安居区开展结对共建。", "500152", ["潼南区", "安居区"]),
        ("8月6日，选派12名技师前往成都市学习。", "500102", ["涪陵区", "成都市"]),
        ("8月6日，赴万盛经开区走访劳模。", CITY, ["万盛经开区"]),
        # the trip's goal
        ("8月6日，市总工会组织疗休养，目的地为遂昌、庆元两县。", "331100", ["遂昌县", "庆元县"]),
        # a school's name
        ("8月6日，桃江县总工会选派10名干部赴浙江大学培训。", "430900", ["桃江县"]),
        # a province by its one character
        ("8月6日，广州市总工会组织劳模来湘疗休养。", "430000", ["广州市", "湖南省"]),
        ("8月6日，佛山市总工会组织一线职工来渝休养。", CITY, ["佛山市", "重庆市"]),
        ("8月6日，上海市总工会考察团赴滇考察。", None, ["上海市", "云南省"]),
        ("8月6日，佛山市总工会30名劳模抵昆疗休养。", None, ["佛山市", "昆明市"]),
    ],
)
def test_people_sent_elsewhere(text: str, home: str | None, expected: list[str]) -> None:
    assert [name.split()[0] for name in districts(text, home)[0]] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the nation's event, no place
        ("中国海员建设工会全国委员会8月13日以视频形式开班，培训工会干部510名。", []),
        ("8月13日，中国教科文卫体工会举办线上讲座，2000人收看。", []),
        ("全国总工会办公厅近日下发通知，要求做好防暑降温。", []),
        ("本报讯（记者 许江）记者从中华全国总工会获悉，送温暖活动惠及职工300万人。", []),
        ("历时三个月的全国桥梁工职业技能大赛日前落幕，72名选手参赛。", []),
        # it has one, or home is told
        ("全国总工会8月13日在云阳县召开现场会。", ["云阳县"]),
        ("8月13日，全国总工会召开视频会议，市总工会组织120人收看。", ["重庆市"]),
        ("8月13日，全国总工会命名一批工人先锋号，我市12个班组上榜。", ["重庆市"]),
        ("8月13日，全国劳模许江到企业宣讲。", ["重庆市"]),
        ("8月13日，全国总工会授予许江五一劳动奖章。", ["重庆市"]),
    ],
)
def test_events_of_the_nation(text: str, expected: list[str]) -> None:
    assert [name.split()[0] for name in districts(text)[0]] == expected


@pytest.mark.parametrize(
    ("text", "home", "expected"),
    [
        # a short form that reaches into the name behind it
        ("8月6日，4名教师和顺德区总工会派来的2名技师参加培训。", "440600", ["顺德区"]),
        ("8月6日，6名护士和静安区总工会的志愿者上门义诊。", "310000", ["静安区"]),
        ("8月6日，劳模和田家庵区总工会干部座谈。", "340400", ["田家庵区"]),
        ("8月6日，两名技师和龙华区工会干部来校授课。", None, ["龙华区"]),
        # as long as it, behind a 和 that joins
        ("8月6日，教师和顺德工会干部参加培训。", "440600", ["顺德区"]),
        ("8月6日，教师和顺义工会干部参加培训。", "110000", ["顺义区"]),
        # one that does not join
        ("8月6日，志愿者赴和顺慰问劳模。", "140700", ["和顺县"]),
        ("8月6日，湖南宁乡市总工会走访劳模。", None, ["宁乡市"]),
        # ranks that are joined
        ("8月6日，市总工会、市区和县总工会走访劳模。", CITY, ["重庆市"]),
        ("8月6日，东区队和县技术能手比武。", "442000", ["中山市"]),
        ("8月6日，省、市和县总工会走访劳模。", "430000", ["湖南省"]),
        ("8月6日，马鞍山市和县总工会走访劳模。", None, ["和县"]),
        ("县总工会8月6日会同县人民法院调解欠薪。", "500233", ["忠县"]),
        ("8月6日，县总工会会同县司法局走访劳模。", "500233", ["忠县"]),
        ("8月6日，会同县总工会走访劳模。", "431200", ["会同县"]),
        ("8月6日，志愿者到会同县走访劳模。", "431200", ["会同县"]),
    ],
)
def test_names_that_overlap(text: str, home: str | None, expected: list[str]) -> None:
    assert [name.split()[0] for name in districts(text, home)[0]] == expected


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


@pytest.mark.parametrize(
    ("text", "home", "expected"),
    [
        # no one knows which
        ("8月6日，江口镇工会走访劳模。", None, []),
        ("8月6日，城关镇工会走访劳模。", None, []),
        # two counties of home have such a town
        ("8月6日，江口镇工会走访劳模。", CITY, ["重庆市"]),
        # home, neighbour, heading
        ("8月6日，江口镇工会走访劳模。", "500235", ["云阳县"]),
        ("8月6日，云阳县总工会到江口镇走访劳模。", None, ["云阳县"]),
        ("### 云阳县：慰问\n\n8月6日，江口镇工会走访劳模。", CITY, ["云阳县"]),
        # one county alone has it
        ("8月6日，解放碑街道总工会走访劳模。", None, ["渝中区"]),
    ],
)
def test_a_town_of_several_counties(text: str, home: str | None, expected: list[str]) -> None:
    assert [name.split()[0] for name in districts(text, home)[0]] == expected


@pytest.mark.parametrize(
    ("text", "year", "home", "expected"),
    [
        # the county of the year
        ("8月6日，志愿者到龙兴镇走访职工。", 2015, CITY, ["渝北区"]),
        ("8月6日，志愿者到龙兴镇走访职工。", 2026, CITY, ["两江新区"]),
        ("8月6日，临平街道总工会走访职工。", 2015, "330100", ["余杭区"]),
        ("8月6日，市总工会在九堡街道举办招聘会。", 2018, "330100", ["江干区"]),
        ("8月6日，一场义诊在天目西路街道举行。", 2014, "310000", ["闸北区"]),
        ("8月6日，广安门内街道工会走访职工。", 2007, "110000", ["宣武区"]),
        ("8月6日，市总工会在周浦镇举办招聘会。", 2005, "310000", ["南汇区"]),
        ("8月6日，东林街道总工会走访职工。", 2009, CITY, ["万盛区"]),
        ("8月6日，岳溪镇总工会走访职工。", 2012, CITY, ["开县"]),
        # towns that are no more, or rose in rank
        ("8月6日，市总工会在龙港镇举办招聘会。", 2015, "330300", ["苍南县"]),
        ("8月6日，堰桥镇总工会走访职工。", 2004, "320200", ["惠山区"]),
        ("8月6日，石湖荡镇总工会走访职工。", 2016, "310000", ["松江区"]),
        # one of three that merged, and no one knows which, but home may
        ("8月6日，虎丘街道总工会走访职工。", 2010, "320500", ["苏州市"]),
        ("8月6日，虎丘街道总工会走访职工。", 2010, "320504", ["金阊区"]),
        ("8月6日，虎丘街道总工会走访职工。", 2016, "320500", ["姑苏区"]),
    ],
)
def test_a_town_leads_to_the_county_of_the_year(text: str, year: int, home: str, expected: list[str]) -> None:
    assert [name.split()[0] for name in districts(text, home, f"{year}-08-30")[0]] == expected


@pytest.mark.parametrize(
    ("text", "published", "home", "name", "adcode", "successor", "predecessor"),
    [
        ("开县总工会", "2014", None, "开县", "500154", None, None),
        ("开县总工会", "2024", None, "开县", "500154", "开州区", None),
        ("开州区总工会", "2024", None, "开州区", "500154", None, None),
        ("开州区总工会", "2014", None, "开州区", "500154", None, "开县"),
        ("綦江县总工会", "2009", None, "綦江县", "500222", None, None),
        ("綦江县总工会", "2013", None, "綦江县", "500222", "綦江区", None),
        ("万盛区总工会", "2009", None, "万盛区", "500110", None, None),
        ("万盛区总工会", "2013", None, "万盛区", "500110", "綦江区", None),
        ("綦江区总工会", "2013", None, "綦江区", "500110", None, None),
        ("江北区总工会", "2024", CITY, "江北区", "500105", None, None),
        ("江北区总工会", "2026", CITY, "江北区", "500105", "两江新区", None),
        ("渝北区总工会", "2026", CITY, "渝北区", "500112", "北碚区、两江新区", None),
        ("两江新区总工会", "2026", CITY, "两江新区", "500157", None, None),
        ("两江新区总工会", "2024", CITY, "两江新区", None, None, None),
        # the name of 重庆's went out of use in 2025: 宁波's is meant
        ("江北区总工会", "2026", None, "江北区", "330205", None, None),
        ("襄樊市总工会", "2009", None, "襄樊市", "420600", None, None),
        ("襄樊市总工会", "2012", None, "襄樊市", "420600", "襄阳市", None),
        ("襄阳市总工会", "2012", None, "襄阳市", "420600", None, None),
        ("襄阳市总工会", "2005", None, "襄阳市", "420600", None, "襄樊市"),
        ("涪陵地区工会", "1986", None, "涪陵地区", "512300", None, None),
        ("渡口市总工会", "1985", None, "渡口市", "510400", None, None),
        ("渡口市总工会", "1995", None, "渡口市", "510400", "攀枝花市", None),
        ("湖北省沙市市总工会", "1990", None, "沙市市", "421002", None, None),
        ("海南省总工会", "1990", None, "海南省", "460000", None, None),
        ("崇文区总工会", "2005", "110000", "崇文区", "110103", None, None),
        ("崇文区总工会", "2015", "110000", "崇文区", "110103", "东城区", None),
        ("南汇区总工会", "2005", "310000", "南汇区", "310119", None, None),
        ("巢湖市总工会", "2005", None, "巢湖市", "341400", None, None),
        ("莱芜市总工会", "2010", None, "莱芜市", "371200", None, None),
    ],
)
def test_through_time(
    text: str,
    published: str,
    home: str | None,
    name: str,
    adcode: str | None,
    successor: str | None,
    predecessor: str | None,
) -> None:
    (item,) = lx.extract(f"8月6日，{text}走访劳模。", home=home, published=published).items
    (district,) = item.districts
    found = district.name, district.adcode, district.successor, district.predecessor
    assert found == (name, adcode, successor, predecessor)


@pytest.mark.parametrize(
    ("text", "home", "expected", "candidates"),
    [
        # names that stand in several cities, together: a city that has them all
        ("新华区、桥西区总工会", None, ["130105", "130104"], []),
        ("鼓楼区、台江区总工会", None, ["350102", "350103"], []),
        ("市中区、峄城区总工会", None, ["370402", "370404"], []),
        ("铁西区、铁东区总工会", "220000", ["220302", "220303"], []),
        ("铁西、铁东两区总工会", "210000", ["210303", "210302"], []),
        # two cities have both
        ("铁西区、铁东区总工会", None, ["210303", "210302"], ["铁西区 220302", "铁东区 220303"]),
        ("铁西区总工会", None, ["210106"], ["铁西区 210303", "铁西区 220302"]),
        # home is elsewhere and has none
        ("鼓楼区总工会", "440100", ["320106"], ["鼓楼区 320302", "鼓楼区 350102", "鼓楼区 410204"]),
    ],
)
def test_agreement(text: str, home: str | None, expected: list[str], candidates: list[str]) -> None:
    (item,) = lx.extract(f"8月6日，{text}走访劳模。", home=home, published="2024-08-30").items
    assert [district.adcode for district in item.districts] == expected
    assert [other for district in item.districts for other in district.candidates] == candidates
    assert all((district.confidence > 0.5) is not bool(candidates) for district in item.districts)


@pytest.mark.parametrize(
    ("text", "home", "expected"),
    [
        # divisions of the production corps are one with their cities
        ("第八师石河子市总工会", None, ["石河子市 659001"]),
        ("八师石河子市总工会", None, ["石河子市 659001"]),
        ("第八师总工会", None, ["石河子市 659001"]),
        ("农八师工会", None, ["石河子市 659001"]),
        ("兵团第十四师总工会", None, ["昆玉市 659009"]),
        ("十三师总工会", "650000", ["新星市 659011"]),
        ("师市总工会", "659002", ["阿拉尔市 659002"]),
        ("第十二师总工会", "650000", ["新疆维吾尔自治区 650000"]),  # it has no city
        # zones by home
        ("开发区总工会", "370600", ["烟台经济技术开发区 None"]),
        ("经开区总工会", "370600", ["烟台经济技术开发区 None"]),
        ("高新区总工会", "370600", ["烟台高新技术产业开发区 None"]),
        ("新区总工会", "610000", ["陕西省 610000"]),
        ("新区总工会", "130206", ["新区 130206"]),
        ("城区总工会", "441500", ["城区 441502"]),
        ("城区总工会", "370600", ["烟台市 370600"]),
        ("浦东新区总工会", "310000", ["浦东新区 310115"]),
        ("西咸新区总工会", None, ["西咸新区 None"]),
    ],
)
def test_sister_units_and_zones(text: str, home: str | None, expected: list[str]) -> None:
    assert districts(f"8月6日，{text}走访劳模。", home) == [expected]


@pytest.mark.parametrize(
    "text", ["第八师生合唱团慰问职工。", "第八师劳动模范许江慰问职工。", "陆军第八师官兵慰问职工。"]
)
def test_other_divisions_are_no_cities(text: str) -> None:
    assert districts(f"8月6日，{text}", "110000") == [["北京市 110000"]]


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
