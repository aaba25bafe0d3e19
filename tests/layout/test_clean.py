"""Width, script, look-alikes and broken lines: what the finders read, and where it stood in the source."""

from __future__ import annotations

import pytest

import laomo_extract as lx
from laomo_extract.layout import clean


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("３５名", "35名"),
        ("ＡＢｃ厂", "ABc厂"),
        ("慰问金１８．６万元", "慰问金18.6万元"),
        ("１，２００人", "1,200人"),
        ("慰问（第一批）：", "慰问(第一批):"),
        ("勞動模範獲獎", "劳动模范获奖"),
        ("總工會慰問農民工", "总工会慰问农民工"),
        ("發放助學金３萬元", "发放助学金3万元"),
        ("⼯会⾦秋助学", "工会金秋助学"),
        ("⼆⽉", "二月"),
        ("劳\u200b模", "劳模"),
        ("\ufeff劳模", "劳模"),
        ("8\u00ad月", "8月"),
        ("工\u2060会", "工会"),
        ("8 月 27 日", "8月27日"),
        ("罗　婕受聘", "罗婕受聘"),
        ("技术能手罗 婕、尹 川到场", "技术能手罗婕、尹川到场"),
        ("镇党委书记何 田、副镇长石 峰到场", "镇党委书记何田、副镇长石峰到场"),
        ("通讯员孟 真随行采访", "通讯员孟真随行采访"),
        ("看望困难职工李 华，送去慰问金", "看望困难职工李华,送去慰问金"),
        ("市劳模何田、罗 婕走进校园", "市劳模何田、罗婕走进校园"),
        ("乡亲何 田埂上种豆", "乡亲何 田埂上种豆"),
        ("澜溪縣總工會(huì)籌集救助款２萬(wàn)元", "澜溪县总工会筹集救助款2万元"),
        ("全國(guó)先進(jìn)工人們(men)登臺(tái)", "全国先进工人们登台"),
        ("勞動(dòng)者驛站遍佈城區(qū)", "劳动者驿站遍布城区"),
        ("管材长(de)短", "管材长(de)短"),
        ("市劳模：何  田  石  峰  罗小婕", "市劳模:何田 石峰 罗小婕"),
        ("先进个人：罗小婕  何 田  石 峰", "先进个人:罗小婕 何田 石峰"),
        ("到会者：何　田　孟　真", "到会者:何田 孟真"),
        ("地址：工 会 大 厦", "地址:工 会 大 厦"),
        ("市劳模★◆何田◆★到场", "市劳模何田到场"),
        ("技术能手■◆罗婕★为◆★40名学徒◆讲课", "技术能手罗婕为40名学徒讲课"),
        ("先进工作者▲△石峰发言", "先进工作者石峰发言"),
        ("何田★罗婕★孟真", "何田★罗婕★孟真"),
        ("「工匠」", "“工匠”"),
        ("『工匠』", "“工匠”"),
        ("巴合提‧努尔", "巴合提·努尔"),
        ("巴合提•努尔", "巴合提·努尔"),
        ("8月27日－29日", "8月27日—29日"),
        ("8月27日～29日", "8月27日~29日"),
    ],
)
def test_characters(source: str, text: str) -> None:
    assert clean(source).text == text


JOINED = [
    "工会干部上门宣传，把用电知识讲给每一户留守老人听，排查了厨房里的电力安⏎⏎全隐患，更换旧插座。",
    "8月6日，澜溪县总工会走进工地，送上清凉饮品，⏎并为工友们讲解防暑常识。",
    "8月6日，澜溪县总工会走进工地，送上清凉饮品，\u3000⏎并为工友们讲解防暑常识。",
    "8月6日，县总工会走进工地慰问。现场发放了防暑药品，职工们纷纷表示感⏎⏎谢。",
    "县总工会慰问了三位劳模：老李、⏎老王和老张。",
    "慰问对象包括（⏎环卫工人、快递员）。",
    "当天上午，县总工会组织志愿者来到敬老院，陪老人聊天，帮老人打扫房间、理发剪指⏎⏎- 3 -⏎⏎甲，一直忙到中午。",
]


@pytest.mark.parametrize(
    "text",
    [
        *JOINED,
        pytest.param(
            "县总工会上门检查，更换了旧插座，排除电力安⏎⏎全隐患。",
        ),
    ],
)
def test_a_broken_sentence_is_joined(text: str) -> None:
    assert "\n" not in clean(text.replace("⏎", "\n")).text


def test_a_page_number_inside_a_sentence_is_left_out() -> None:
    assert "理发剪指甲," in clean(JOINED[-1].replace("⏎", "\n")).text


def test_hard_wrapped_lines_are_joined() -> None:
    lines = [
        "八月上旬，澜溪县总工会组织十二支志愿服务队走进建筑工地和环卫站点",
        "开展夏季慰问活动，为坚守岗位的一线职工送去了清凉饮料和防暑药品同",
        "时现场设立法律咨询台和健康义诊台，向职工讲解劳动合同和高温津贴的",
        "有关规定，还邀请医生为职工测量血压和血糖，受到职工的一致欢迎和好",
        "评。",
    ]
    assert clean("\n".join(lines)).text.count("\n") == 0


@pytest.mark.parametrize(
    "text",
    [
        "8月6日，县总工会走进工地慰问。⏎8月7日，市总工会举办培训班。",
        "8月6日，县总工会走进工地慰问。⏎⏎8月7日，市总工会举办培训班。",
        "澜溪县总工会送清凉⏎8月6日，县总工会走进工地慰问。",
        "### 澜溪县：送清凉⏎8月6日，县总工会走进工地慰问。",
        "他说：“谢谢大家。”⏎活动持续一整天。",
        "◆8月6日，县总工会走进工地，慰问职工⏎◆8月7日，市总工会举办培训班，培训骨干",
        "一、送清凉⏎二、金秋助学",
        "1. 送清凉活动在全县铺开，走访工地十处⏎2. 助学活动在全县铺开，走访学校十所",
        "8月6日，县总工会走进工地慰问。⏎（记者 林晓 通讯员 何田）",
        "活动得到职工好评，大家都说好！（林晓）⏎8月7日，市总工会举办培训班。",
        "慰问标准如下：⏎每户一千元。",
    ],
)
def test_real_paragraphs_stay_apart(text: str) -> None:
    assert clean(text.replace("⏎", "\n")).text.count("\n") == 1


@pytest.mark.parametrize(
    ("source", "word", "stood"),
    [
        ("慰问 ３５ 名", "35", "３５"),
        ("勞動模範許江", "劳动模范", "勞動模範"),
        ("⼯会慰问", "工会", "⼯会"),
        ("劳\u200b模", "劳模", "劳\u200b模"),
        ("聘书发给罗　　婕。", "罗婕", "罗　　婕"),
        ("县总工会派出电工志愿者上门检查，更换了旧插座，排除电力安\n\n全隐患。", "安全", "安\n\n全"),
        ("全國(guó)技術(shù)能手登臺(tái)", "技术能手", "技術(shù)能手"),
        ("😀，第一書記", "书记", "書記"),
    ],
)
def test_a_span_points_into_the_source(source: str, word: str, stood: str) -> None:
    text = clean(source)
    at = text.text.index(word)
    start, end = text.span(at, at + len(word))
    assert source[start:end] == stood


@pytest.mark.parametrize(
    ("source", "quote"),
    [
        ("聘书发给罗　　婕。", "罗婕"),
        ("县总工会派出电工志愿者上门检查，更换了旧插座，排除电力安\n\n全隐患。", "安全"),
    ],
)
def test_a_quote_leaves_out_the_white_space_of_the_page(source: str, quote: str) -> None:
    text = clean(source)
    at = text.text.index(quote)
    assert text.quote(at, at + len(quote)) == quote


@pytest.mark.parametrize(
    ("plain", "written"),
    [
        ("8月27日", "８月２７日"),
        ("18.6万元", "１８．６万元"),
        ("18.6万元", "18.6萬元"),
        ("62名", "６２名"),
        ("涪陵区", "涪陵區"),
        ("劳动模范", "勞動模範"),
        ("劳动模范", "劳\u200b动模范"),
        ("工会", "⼯会"),
        ("助学", "助學"),
        ("8月27日", "8 月 27 日"),
        ("，", "，　"),
    ],
)
def test_the_same_facts_however_it_is_written(plain: str, written: str) -> None:
    story = "8月27日，涪陵区总工会邀请全国劳动模范许江，为62名困难职工子女发放助学金18.6万元。"
    item = lx.extract(story.replace(plain, written), published="2024-08-30").items[0]
    assert [district.adcode for district in item.districts] == ["500102"]
    assert [date.edtf for date in item.dates] == ["2024-08-27"]
    assert [worker.name for worker in item.workers] == ["许江"]
    assert [count.value for count in item.counts] == [62]
    assert [int(fund.amount) for fund in item.funds] == [186000]
