"""Numbers of people, households and bodies: what is written, and what is no count."""

from __future__ import annotations

import pytest

from laomo_extract.facts.counts import find


def shown(text: str) -> str:
    """The text with each count found in brackets."""
    for mention in reversed(find(text)):
        text = f"{text[: mention.start]}[{text[mention.start : mention.end]}]{text[mention.end :]}"
    return text


@pytest.mark.parametrize(
    ("text", "value", "upper", "approx", "unit", "who"),
    [
        ("慰问[62名]环卫工人。", 62, None, None, "名", "环卫工人"),
        ("慰问[近百名]环卫工人。", 100, None, "less", "名", "环卫工人"),
        ("慰问[不少于200名]环卫工人。", 200, None, "more", "名", "环卫工人"),
        ("慰问[50余名]环卫工人。", 50, None, "more", "名", "环卫工人"),
        ("慰问[百余名]环卫工人。", 100, None, "more", "名", "环卫工人"),
        ("慰问[数十名]环卫工人。", 10, None, "about", "名", "环卫工人"),
        ("慰问[上百名]环卫工人。", 100, None, "about", "名", "环卫工人"),
        ("慰问[十几名]环卫工人。", 10, None, "more", "名", "环卫工人"),
        ("慰问[五六十名]环卫工人。", 50, 60, "about", "名", "环卫工人"),
        ("慰问[约300名]环卫工人。", 300, None, "about", "名", "环卫工人"),
        ("慰问[逾千名]环卫工人。", 1000, None, "more", "名", "环卫工人"),
        ("慰问[不足40名]环卫工人。", 40, None, "less", "名", "环卫工人"),
        ("慰问[1,200名]环卫工人。", 1200, None, None, "名", "环卫工人"),
        ("慰问[1.2万名]环卫工人。", 12000, None, None, "名", "环卫工人"),
        ("慰问[两万余名]环卫工人。", 20000, None, "more", "名", "环卫工人"),
        ("慰问[三千五百名]环卫工人。", 3500, None, None, "名", "环卫工人"),
        ("慰问[20至30名]环卫工人。", 20, 30, None, "名", "环卫工人"),
        ("慰问[2万-3万名]环卫工人。", 20000, 30000, None, "名", "环卫工人"),
        pytest.param(
            "慰问[2-3万名]环卫工人。",
            20000,
            30000,
            None,
            "名",
            "环卫工人",
        ),
        ("慰问困难职工[38户]。", 38, None, None, "户", "困难职工"),
        pytest.param(
            "惠及职工[2.6万人次]。",
            26000,
            None,
            None,
            "人次",
            "职工",
        ),
        ("服务职工[300人次以上]。", 300, None, "more", "人次", "职工"),
        ("走访[142家]企业。", 142, None, None, "家", "企业"),
        ("[14支]代表队参赛。", 14, None, None, "支", "代表队"),
        ("走访[20个]困难家庭。", 20, None, None, "个", "困难家庭"),
        ("[30位]劳模到场。", 30, None, None, "位", "劳模"),
        ("共[80人]参加。", 80, None, None, "人", ""),
        ("约有[二十人左右]到场。", 20, None, "about", "人", ""),
        ("资助[12名]应届大学新生。", 12, None, None, "名", "应届大学新生"),
        pytest.param(
            "资助[12名]困难家庭应届高中毕业生。",
            12,
            None,
            None,
            "名",
            "困难家庭应届高中毕业生",
            marks=pytest.mark.xfail(
                strict=True, reason="a word that the dictionary calls a verb cuts the noun phrase"
            ),
        ),
        # the noun phrase ends before its predicate
        ("[45名]骑手登台。", 45, None, None, "名", "骑手"),
        ("[21名]学生申请并拿到。", 21, None, None, "名", "学生"),
        ("[19名]农民工在某园区(化名)干活。", 19, None, None, "名", "农民工"),
        ("给[27户]困难家庭每户送米。", 27, None, None, "户", "困难家庭"),
        ("[6名]医生随车巡诊。", 6, None, None, "名", "医生"),
        # and keeps its noun behind a word that may be a verb
        ("[百名]贫困准大学生到场。", 100, None, None, "名", "贫困准大学生"),
        ("[8名]受助学生代表发言。", 8, None, None, "名", "受助学生代表"),
        ("[三名]困难职工家庭的大学在读子女。", 3, None, None, "名", "困难职工家庭的大学在读子女"),
        ("[9名]考入高校的学生领款。", 9, None, None, "名", "考入高校的学生"),
        # bodies
        ("组成[6个]慰问组走访。", 6, None, None, "个", "慰问组"),
        ("[十余家]企事业单位、厂矿参赛。", 10, None, "more", "家", "企事业单位、厂矿"),
        ("其中女选手[11名]。", 11, None, None, "名", "女选手"),
        # a measure word before what only looks like the end of another word
        ("[16名]优胜者获奖。", 16, None, None, "名", "优胜者"),
        ("[20名]优等生获奖。", 20, None, None, "名", "优等生"),
        ("资助[七名]家有大学生的困难职工。", 7, None, None, "名", "家有大学生的困难职工"),
        ("[三人]均被授予劳动模范。", 3, None, None, "人", ""),
        ("看台上[200多名]观众。", 200, None, "more", "名", "观众"),
        ("会同[9家]企业签约。", 9, None, None, "家", "企业"),
        ("名列二、三位的[10名]选手领奖。", 10, None, None, "名", "选手"),
        # a quotation between the measure word and the noun
        ("[五支]“送温暖”小分队踏雪进山。", 5, None, None, "支", "“送温暖”小分队"),
        ("派出[3个]“春风行动”服务组。", 3, None, None, "个", "“春风行动”服务组"),
        ("成立[8支]“红石榴”志愿服务队。", 8, None, None, "支", "“红石榴”志愿服务队"),
        # the noun stands before what tells its number
        ("工会组织累计达[17家]。", 17, None, None, "家", "组织"),
        ("建会企业累计[310家]。", 310, None, None, "家", "建会企业"),
        ("签约单位已达到[12家]。", 12, None, None, "家", "单位"),
        # where people work
        ("已走访企业和工地[57家]。", 57, None, None, "家", "企业和工地"),
        ("走访项目部[12家]。", 12, None, None, "家", "项目部"),
        ("走访企业、站点[57个]。", 57, None, None, "个", "企业、站点"),
        ("走访[20家]工地和站点。", 20, None, None, "家", "工地和站点"),
        # nothing beside the number, and its noun earlier in the sentence
        ("全区基层工会今年新建[28家]。", 28, None, None, "家", ""),
        ("全区非公企业工会今年新组建[35家]。", 35, None, None, "家", ""),
        ("推进企业协商，今年新签约[62家]。", 62, None, None, "家", ""),
        # 约 inside a word says nothing of nearness
        ("已签约[26人]。", 26, None, None, "人", ""),
        ("签约[约26人]。", 26, None, "about", "人", ""),
        ("[15对]新人喜结良缘。", 15, None, None, "对", "新人"),
    ],
)
def test_counts(text: str, value: int, upper: int | None, approx: str | None, unit: str, who: str) -> None:
    plain = text.replace("[", "").replace("]", "")
    assert shown(plain) == text
    (count,) = find(plain)
    words = plain[slice(*count.unit)], plain[slice(*count.who)] if count.who else ""
    assert (count.value, count.upper, count.approx, *words) == (value, upper, approx, unit, who)


@pytest.mark.parametrize(
    "text",
    [
        "[38家]企业的[152名]选手参赛。",
        "[6支]队伍、[90名]队员到场。",
        "慰问[12户]困难家庭、[30名]骑手和[5名]劳模。",
    ],
)
def test_several_counts(text: str) -> None:
    assert shown(text.replace("[", "").replace("]", "")) == text


@pytest.mark.parametrize(
    "text",
    [
        "现年45岁。",
        "排名第3名。",
        "第12名选手出场。",
        "为期3个月。",
        "走过20个春秋。",
        "建成12个服务点。",
        "办了8个项目。",
        "表彰十大人物。",
        "一名护士走上台。",
        "拨打12351热线。",
        "拨打33618热线。",
        "第九期培训班。",
        "发放3000元。",
        "送去50箱饮料。",
        "3个小时过去。",
        "提出15个问题。",
        "开展5个方面工作。",
        "名列前3名。",
        "建成4个母婴室。",
        "几个问题没有解决。",
        "把9个职工驿站改成书屋。",
        "比赛设男、女、团体三个组别。",
        "两两对决。",
        "职工驿站今年新建28家。",
        "走访15个工地。",
        "建成12家“职工之家”。",
        "职工人均增收。",
    ],
)
def test_what_is_no_count(text: str) -> None:
    assert shown(text) == text
