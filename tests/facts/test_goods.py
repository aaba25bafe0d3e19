"""Things given in kind, with number and measure word."""

from __future__ import annotations

from decimal import Decimal

import pytest

from laomo_extract.facts.goods import find


@pytest.mark.parametrize(
    ("text", "value", "approx", "unit", "what"),
    [
        ("送去矿泉水200箱。", 200, None, "箱", "矿泉水"),
        ("送去200箱矿泉水。", 200, None, "箱", "矿泉水"),
        ("向渔民赠送鱼苗3万余尾。", 30000, "more", "尾", "鱼苗"),
        ("发放防寒靴84双。", 84, None, "双", "防寒靴"),
        ("送来45吨取暖煤。", 45, None, "吨", "取暖煤"),
        ("捐赠大米2.5吨。", Decimal("2.5"), None, "吨", "大米"),
        ("捐赠图书1,200册。", 1200, None, "册", "图书"),
        ("发放近百份慰问品。", 100, "less", "份", "慰问品"),
        ("赠送三十套工装。", 30, None, "套", "工装"),
        pytest.param(
            "送上两百余盒月饼。",
            200,
            "more",
            "盒",
            "月饼",
        ),
        ("送上两百余盒粽子。", 200, "more", "盒", "粽子"),
        ("捐赠棉被一床。", 1, None, "床", "棉被"),
        ("捐赠电脑10台。", 10, None, "台", "电脑"),
        ("派发雨伞约500把。", 500, "about", "把", "雨伞"),
        ("领到食用油两桶。", 2, None, "桶", "食用油"),
        # quotation marks, and a noun that only looks like a verb in its midst
        ("送去80份“暖冬包”。", 80, None, "份", "暖冬包"),
        ("为骑手送上“安心箱”45个。", 45, None, "个", "安心箱"),
        ("把60份装有手套、围脖的“护路礼包”交到巡线工手中。", 60, None, "份", "护路礼包"),
        ("送去90床棉被。", 90, None, "床", "棉被"),
        ("发放生活用品150套。", 150, None, "套", "生活用品"),
        ("送来人参20盒。", 20, None, "盒", "人参"),
        # verbs: bought, gathered, on their way, handed over
        ("工会采购70箱蜜橘帮助果农。", 70, None, "箱", "蜜橘"),
        ("首批9吨救灾物资运往灾区。", 9, None, "吨", "救灾物资"),
        ("社区筹集棉衣35件。", 35, None, "件", "棉衣"),
        ("退休教师捐出的12幅作品挂上了墙。", 12, None, "幅", "作品"),
        # the noun before «in all»
        ("为各车间配齐急救箱,共计310个。", 310, None, "个", "急救箱"),
        ("向骑手发放头盔,共计500顶。", 500, None, "顶", "头盔"),
        ("给工友添置保温杯,一共62个。", 62, None, "个", "保温杯"),
        ("捐赠台灯,合计155盏。", 155, None, "盏", "台灯"),
        # what arrives was sent
        ("20台制氧机从卡车上卸了下来。", 20, None, "台", "制氧机"),
        ("60箱棉衣从货车上一件件搬下来。", 60, None, "箱", "棉衣"),
        ("300床棉被从车厢里抬下来。", 300, None, "床", "棉被"),
        ("80袋面粉运抵工地。", 80, None, "袋", "面粉"),
        ("皮卡车满载大米105袋。", 105, None, "袋", "大米"),
        # one to each, and the one thing given
        ("每人领到一个水壶。", 1, None, "个", "水壶"),
        ("每名骑手收到一份价值80元的“清爽包”。", 1, None, "份", "清爽包"),
        ("小李领到一件雨衣。", 1, None, "件", "雨衣"),
    ],
)
def test_goods(text: str, value: int | Decimal, approx: str | None, unit: str, what: str) -> None:
    (goods,) = find(text)
    words = text[slice(*goods.unit)], text[slice(*goods.what)] if goods.what else ""
    assert (goods.value, goods.approx, *words) == (value, approx, unit, what)


@pytest.mark.parametrize(
    ("text", "goods"),
    [
        ("送去矿泉水200箱、毛巾80条和风油精300瓶。", ["200箱", "80条", "300瓶"]),
        ("给每户送去一袋面粉、一壶菜油。", ["1袋", "1壶"]),
        ("把90箱矿泉水、120条毛巾送到养路工手上。", ["90箱", "120条"]),
        ("绿豆600斤、白糖300斤、毛巾450条当天就分到了各个班组。", ["600斤", "300斤", "450条"]),
        ("大米50袋、食用油50桶一早就送到了困难职工家里。", ["50袋", "50桶"]),
        ("矿泉水90箱和西瓜30个全部运到工地。", ["90箱", "30个"]),
        ("为每位老人送上1床毛毯和2盒茶叶。", ["1床", "2盒"]),
    ],
)
def test_a_list_of_goods(text: str, goods: list[str]) -> None:
    assert [f"{thing.value}{text[slice(*thing.unit)]}" for thing in find(text)] == goods


@pytest.mark.parametrize(
    "text",
    [
        "签订集体合同120份。",
        "征集建议35条。",
        "排查隐患18处。",
        "获得专利6件。",
        "处理案件12件。",
        "车间里有三台机床。",
        "慰问62名职工。",
        "一辆大巴驶来。",
        "发放慰问金3000元。",
        "颁发证书20本。",
        "捐款3次。",
        "会议提出建议,共计310条。",
        "隐患12件、问题30条分到了各个部门。",
        "车间里有机床3台，产量翻番。",
        "为每位职工送上一份祝福。",
        "送来一份关怀。",
        "他带来一把旧吉他。",
        "营地建在海拔3900米的山坡上,县总工会送来了慰问金。",
    ],
)
def test_what_is_no_gift(text: str) -> None:
    assert [text[goods.start : goods.end] for goods in find(text)] == []
