"""Whose an honour is, who holds none, and which mentions are one person."""

from __future__ import annotations

import re

import pytest

import laomo_extract as lx

Honours = dict[str, list[str]]


def workers(text: str) -> Honours:
    """Name → titles, of all items."""
    found: Honours = {}
    for item in lx.extract(text).items:
        for worker in item.workers:
            found.setdefault(worker.name, [honour.title for honour in worker.honours])
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # those named before, by a pronoun or their number
        (
            "许江、林小满夺得头名，县总工会当场授予他们“鹤峰县技术能手”称号。",
            {"许江": ["鹤峰县技术能手"], "林小满": ["鹤峰县技术能手"]},
        ),
        (
            "区总工会看望许德厚、林荣。两人都是省劳动模范。",
            {"许德厚": ["省劳动模范"], "林荣": ["省劳动模范"]},
        ),
        (
            "许江得第一名，林键得第二名，主办方授予两人全国技术能手称号。",
            {"许江": ["全国技术能手"], "林键": ["全国技术能手"]},
        ),
        (
            "许江与林青并列第一名，双双被授予毛乌素工匠称号。",
            {"许江": ["毛乌素工匠"], "林青": ["毛乌素工匠"]},
        ),
        ("电工许江守着两间房。这位全国劳动模范说，歇脚的人多了。", {"许江": ["全国劳动模范"]}),
        ("前来的有电工许江和钳工林青（均为省劳动模范）。", {"许江": ["省劳动模范"], "林青": ["省劳动模范"]}),
        ("许江到会发言。他是退休钳工，1979年的市劳动模范。", {"许江": ["市劳动模范"]}),
        # who comes up for it, whom the next sentence or a list at the end names
        (
            "市总工会授予20名职工“江海工匠”称号，每人奖励1万元。电工许江、焊工林青上台领取证书。",
            {"许江": ["江海工匠"], "林青": ["江海工匠"]},
        ),
        (
            "区总工会命名10名职工为嘉定工匠，每人奖励1万元。他们是：\n许江（区医院）、林青（区图书馆）、何田（区公司）。",
            {"许江": ["嘉定工匠"], "林青": ["嘉定工匠"], "何田": ["嘉定工匠"]},
        ),
        (
            "县总工会决定表彰先进。\n附：名单\n一、县五一劳动奖章（2名）\n许江 县公路局养路工\n林青 县医院护士长",
            {"许江": ["县五一劳动奖章"], "林青": ["县五一劳动奖章"]},
        ),
        (
            "市总工会授予45名职工自治区五一劳动奖章，获得者部分名单如下：\n工业交通\n许江 燃气公司巡线员\n教科文卫\n林青 市医院护士长",
            {"许江": ["自治区五一劳动奖章"], "林青": ["自治区五一劳动奖章"]},
        ),
        # a column of its own
        (
            "疗休养名单\n1 许小江 恒远公司挡车工 蚌埠市五一劳动奖章\n2 林青 县医院护士长 安徽省先进工作者",
            {"许小江": ["蚌埠市五一劳动奖章"], "林青": ["安徽省先进工作者"]},
        ),
        # before the name
        ("全国劳动模范许江走进车间。", {"许江": ["全国劳动模范"]}),
        ("全国五一劳动奖章获得者、省劳模许江走进车间。", {"许江": ["全国五一劳动奖章", "省劳模"]}),
        ("全国劳动模范、云岭机械有限公司钳工许江走进车间。", {"许江": ["全国劳动模范"]}),
        ("重庆市第三届劳动模范许江走进车间。", {"许江": ["重庆市第三届劳动模范"]}),
        ("首届“巴渝工匠”许江走进车间。", {"许江": ["首届巴渝工匠"]}),
        ("“江城工匠”许江走进车间。", {"许江": ["江城工匠"]}),
        # after the name
        ("许江荣获全国五一劳动奖章。", {"许江": ["全国五一劳动奖章"]}),
        ("电工许江被授予“全国技术能手”荣誉称号。", {"许江": ["全国技术能手"]}),
        ("许江被评为市劳动模范。", {"许江": ["市劳动模范"]}),
        pytest.param(
            "电工许江曾获全国五一劳动奖章、省劳动模范等荣誉。",
            {"许江": ["全国五一劳动奖章", "省劳动模范"]},
        ),
        ("许江是一名市劳模。", {"许江": ["市劳模"]}),
        (
            "发布“最美海员”名单,轮机长许江、水手林晓梅、大副何永田等12人当选。",
            {"许江": ["最美海员"], "林晓梅": ["最美海员"], "何永田": ["最美海员"]},
        ),
        # behind a colon
        (
            "10位“最美职工”分别是:云岭机械有限公司钳工许江,江城人民医院护士林晓梅。",
            {"许江": ["最美职工"], "林晓梅": ["最美职工"]},
        ),
        (
            "6人获市劳动模范称号,他们是:造纸厂车间副主任许江、玻璃厂工程师林晓梅。",
            {"许江": ["市劳动模范"], "林晓梅": ["市劳动模范"]},
        ),
        (
            "获得省五一劳动奖章的会员有:\n江城:许江 云岭机械有限公司钳工\n林晓梅 江城人民医院护士",
            {"许江": ["省五一劳动奖章"], "林晓梅": ["省五一劳动奖章"]},
        ),
        (
            "名单如下:\n省五一劳动奖状\n江城人民医院\n省五一劳动奖章\n许 江 云岭机械有限公司钳工\n林晓梅 江城人民医院护士",
            {"许江": ["省五一劳动奖章"], "林晓梅": ["省五一劳动奖章"]},
        ),
        ("(记者 许江)省总工会公布全省12人获得五一劳动奖章。", {}),
        # in brackets
        ("电工许江（市劳模）走进车间。", {"许江": ["市劳模"]}),
        (
            "许江（省劳模）、林晓梅（全国五一劳动奖章获得者）到场。",
            {"许江": ["省劳模"], "林晓梅": ["全国五一劳动奖章"]},
        ),
        # shared by a list
        ("市劳模许江、林晓梅、何田等到场。", {"许江": ["市劳模"], "林晓梅": ["市劳模"], "何田": ["市劳模"]}),
        ("全国劳动模范许江和省劳模林晓梅到场。", {"许江": ["全国劳动模范"], "林晓梅": ["省劳模"]}),
        pytest.param(
            "市总工会授予许江、林晓梅市五一劳动奖章。",
            {"许江": ["市五一劳动奖章"], "林晓梅": ["市五一劳动奖章"]},
        ),
        # announced, the list behind it
        (
            "县总工会公布首届职业道德标兵名单，许江、林晓梅、何田三人当选。",
            {"许江": ["首届职业道德标兵"], "林晓梅": ["首届职业道德标兵"], "何田": ["首届职业道德标兵"]},
        ),
        # a heading over a list
        (
            "【全国五一劳动奖章】\n许江\n林晓梅\n何田",
            {"许江": ["全国五一劳动奖章"], "林晓梅": ["全国五一劳动奖章"], "何田": ["全国五一劳动奖章"]},
        ),
        pytest.param(
            "8月6日，市总工会公布获奖名单。\n【全国五一劳动奖章】\n许江 云岭机械有限公司钳工\n林晓梅 江城人民医院护士",
            {"许江": ["全国五一劳动奖章"], "林晓梅": ["全国五一劳动奖章"]},
        ),
        (
            "授予许江、林晓梅“市五一劳动奖章”称号。",
            {"许江": ["市五一劳动奖章"], "林晓梅": ["市五一劳动奖章"]},
        ),
        ("电工许江是市劳模。", {"许江": ["市劳模"]}),
        pytest.param(
            "电工许江是一名市劳模。",
            {"许江": ["市劳模"]},
        ),
        (
            "电工林晓梅曾获全国五一劳动奖章、省劳动模范等荣誉。",
            {"林晓梅": ["全国五一劳动奖章", "省劳动模范"]},
        ),
        # kinds of names
        ("全国劳动模范欧阳雪走进车间。", {"欧阳雪": ["全国劳动模范"]}),
        ("全国劳动模范艾尔肯·吐尼亚孜走进车间。", {"艾尔肯·吐尼亚孜": ["全国劳动模范"]}),
        ("全国劳动模范罗　婕走进车间。", {"罗婕": ["全国劳动模范"]}),
        ("全國勞動模範陳國華走進車間。", {"陳國華": ["全國勞動模範"]}),
    ],
)
def test_honours(text: str, expected: Honours) -> None:
    assert workers(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "县总工会主席何田看望劳模。",
        "许江所在班组荣获全国工人先锋号。",
        "许江任经理的云岭机械有限公司荣获全国五一劳动奖状。",
        "电工许江获得技能大赛一等奖。",
        "优秀共产党员许江走进车间。",
        "非遗传承人许江走进车间。",
        "高级技师许江走进车间。",
        "许江走进劳模创新工作室。",
        "许江弘扬劳模精神，走进车间。",
        "记者林晓采访了劳模。",
        "大家夸保洁员周桂芳是热心人。",
        "县总工会主席何田为市劳模颁奖。",
    ],
)
def test_no_model_worker(text: str) -> None:
    assert workers(text) == {}


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("县总工会主席何田出席活动。", "何田", "official"),
        ("县总工会党组书记、常务副主席赵明亮出席活动。", "赵明亮", "official"),
        ("县委书记何田到场。", "何田", "official"),
        ("云岭机械有限公司董事长何田到场。", "何田", "official"),
        ("本报讯（记者 唐宁）8月6日，大会开幕。", "唐宁", "journalist"),
        ("车间里，电工许江说，设备运转正常。", "许江", "staff"),
        ("受助学生陈小帆说，一定好好学习。", "陈小帆", "other"),
    ],
)
def test_other_people(text: str, name: str, role: str) -> None:
    (item,) = lx.extract(text).items
    assert [(person.name, person.role) for person in item.people] == [(name, role)]
    assert item.workers == ()


def test_a_byline_on_a_line_of_its_own_belongs_to_no_item() -> None:
    text = "送清凉到工地\n（记者 唐宁 通讯员 陈小帆）\n8月6日，涪陵区总工会走进工地，送去清凉饮品。"
    assert [item.people for item in lx.extract(text).items] == [()]


def test_officials_beside_workers() -> None:
    text = "县总工会主席何田、全国劳动模范许江、记者唐宁同乘一辆车。"
    (item,) = lx.extract(text).items
    assert [worker.name for worker in item.workers] == ["许江"]
    assert {person.name: person.role for person in item.people} == {"何田": "official", "唐宁": "journalist"}


def test_later_mentions_are_joined_to_the_first() -> None:
    text = "全国劳动模范许江走进车间。许江现场示范，工友们围着许江提问。"
    (item,) = lx.extract(text).items
    (worker,) = item.workers
    later = [match.start() for match in re.finditer("许江", text)][1:]
    assert [reference.span.start for reference in worker.mentions][-2:] == later


def test_an_honour_holds_in_later_items() -> None:
    text = "### 涪陵区：宣讲\n8月6日，全国劳动模范许江宣讲。\n### 万州区：传帮带\n8月7日，许江走进职校，手把手教学生。"
    assert [
        [(worker.name, worker.honours[0].title) for worker in item.workers] for item in lx.extract(text).items
    ] == [[("许江", "全国劳动模范")]] * 2


def test_one_entry_a_person() -> None:
    text = "全国劳动模范许江走进车间。省劳模许江现场示范。"
    assert workers(text) == {"许江": ["全国劳动模范", "省劳模"]}


@pytest.mark.parametrize(
    ("text", "employer", "position"),
    [
        ("江城钢铁公司炼钢工人、全国五一劳动奖章获得者许江到场。", "江城钢铁公司", "炼钢工人"),
        ("江城电力公司线路班班长、市劳模许江讲课。", "江城电力公司", "线路班班长"),
        ("来自江城榨菜集团的市劳模许江说，要带好徒弟。", "江城榨菜集团", None),
        ("市劳模、桥吊司机许江到场。", None, "桥吊司机"),
        ("在江城机械有限公司，全国劳动模范许江表演绝活。", None, None),
        ("慰问组看望老劳模许江。", None, None),
    ],
)
def test_employer_and_post(text: str, employer: str | None, position: str | None) -> None:
    [worker] = lx.extract(text).items[0].workers
    assert (worker.employer, worker.position) == (employer, position)


def test_employer() -> None:
    text = "全国劳动模范、云岭机械有限公司钳工许江走进车间。"
    assert [worker.employer for worker in lx.extract(text).items[0].workers] == ["云岭机械有限公司"]


def test_a_form_of_address_is_a_mention_of_the_one_it_means() -> None:
    text = "省劳模王建国带着徒弟走进车间。“王师傅手艺好。”徒弟赵明说。小赵今年22岁。老王点点头,李师傅也来了。"
    item = lx.extract(text).items[0]
    everyone: list[lx.Worker | lx.Person] = [*item.workers, *item.people]
    told = {who.name: [mention.text for mention in who.mentions] for who in everyone}
    assert told == {"王建国": ["王建国", "王师傅", "老王"], "赵明": ["赵明", "小赵"]}
