"""Names of divisions and what stands for them: «渝北区», «渝北», «该区», «市总工会», «岳溪镇».

A mention keeps all divisions that bear the name; which one is meant and whether the item is *there*
(and not only speaks of it in passing) is decided by ``resolve``, which knows home, heading and year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from laomo_extract.facts.numerals import read
from laomo_extract.lexicon.gazetteer import Division, gazetteer
from laomo_extract.lexicon.words import segment, words

Form = Literal["full", "short", "bare", "town"]


@dataclass(frozen=True, slots=True)
class DistrictMention:
    """A name with the divisions that bear it and the sign of its part in the sentence.

    ``sign``: ``organiser`` (its union or office acts), ``place`` (在X举行, 赴X), ``body`` (inside the name of a
    company or school), ``passing`` (X籍, 来自X), ``plain``. A bare mention has no divisions; its ``level`` is the
    character that says which (市, 区, 县 …).
    """

    start: int
    end: int
    form: Form
    divisions: tuple[Division, ...]
    sign: str
    level: str = ""


_UNION = r"(?:[㐀-鿿]{0,12}?(?:总工会|工会|机关工委))"
_OFFICE = (
    r"(?:(?:人大|政府|政协|纪委|党委|区委|市委|县委|委|人力社保|人社|住房城乡建委|民政|教育|卫健|卫生|文旅|司法|法院|检察院|公安|应急|交通|经信|农业农村|妇联|团委|科协|工商联|劳动|财政|"
    r"党工委|管委会|总工会)[㐀-鿿]{0,6}|[㐀-鿿]{0,6}(?:局|委员会|办公室|法院|公安分局|政府))"
)
_ORGANISER = re.compile(rf"(?:{_UNION}|{_OFFICE})")
# «康乐县邮政局|投递员»: where one works who is named beside it.
_EMPLOYED = re.compile(
    r"[㐀-鿿]{1,10}?(?:局|委|院|办|站|所|队|处|中心|机关)[㐀-鿿]{0,6}?(?:(?<![委会人党成学])员|工|师|司机|护士|医生|民警|干警|法官|工人)(?:[^㐀-鿿]|$)"
)
_BODY = re.compile(
    r"[㐀-鿿()“”·]{0,20}?(?:公司|集团|厂|矿|矿业|大学|学院|中学|小学|学校|幼儿园|医院|银行|酒店|宾馆|饭店|商场|研究院|研究所|事务所|分公司|工厂|车间|物业|股份|机务段|工务段|车务段|电务段|供电段|客运段|车辆段|铁路局|铁路分局|矿务局|工程局|电业局|供电局|车站|机场|农场|林场|牧场|茶场|渔场|煤矿|油田|港务局|日报|晚报|报社)"
)
# A branch of a national body: «甘孜邮政», «庆阳烟草(专卖局)».
_BRANCH = re.compile(
    r"(?:邮政|电信|移动|联通|铁塔|烟草|供电|石化|石油|燃气|公交|机场|高铁站)(?![㐀-鿿]{0,6}工会)"
)
# «新华社|北京|1月5日电»: where a report was sent from.
_REPORTED = re.compile("(?:新闻)?网讯|[日晚早晨]报讯|融媒讯|电视台讯")
_DATELINE = re.compile(r"(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日电")
# «各市县总工会,洋浦工会工委,各产业工会:»: whom a notice is sent to.
_ADDRESSEES = re.compile(r"^(?:各|[㐀-鿿]{2,12}总?工会[、,]各)[^\n。]{2,120}:$", re.MULTILINE)
_PASSING_AFTER = re.compile(
    r"籍|来的|人[,。、说氏]|人(?=[㐀-鿿]{2,3}[,。说])|户籍|老家|牌|话|菜|特产|方言|农民工|一名|一位|某|(?:第[一二三四五六七八九十]+届)?(?:(?:劳动模范|劳模|工匠)(?!(?:工匠|先进|和)*(?:宣讲|服务|志愿|协会|联合会|座谈|创新|工作室|学院|报告团|讲师团))|五一|三八|先进工作者|技术能手|道德模范|最美|技术状元|金牌|三等奖|二等奖|一等奖)"
)
_PASSING_BEFORE = re.compile(
    r"(?:来自|生于|出生于|出生在|老家在?|祖籍|毕业于|家住|籍贯|远在|从|客队|嫁到|落户|像|不同于)$"
)
# «从白水县出发»: a tour begins there.
_SETTING_OUT = re.compile(r"出发|启程|启动|发车")
_PLACE_BEFORE = re.compile(
    r"(?:(?<![本后原近以年从])来|在|到|赴|前往|走进|来到|抵达|深入|奔赴|位于|于|走访|驻|开进|搬进|住进|入住|目的地[为是:])(?:(?:相邻|邻近|毗邻|对口|结对)的)?$"
)
_FROM_THERE = re.compile(r"(?:回来|归来|返回|返程|凯旋)")
# «云和县劳模代表团赴…», «许昌市劳模来我市»: who comes acts.
_VISITOR = re.compile(
    r"(?:[㐀-鿿]{0,8}(?:代表团|考察团|交流团|参观团|慰问团|学习团|一行[^,。;赴到来]{0,6})|劳模|职工)(?:[㐀-鿿]{0,4}(?:赴|到|抵达?)|来(?!自))"
)
# «向对口协作的四川省布拖县捐赠…»: who receives is there as well.
_TOWARDS = re.compile(r"(?:向|给|为)(?:[㐀-鿿]{0,8}的)?(?:[㐀-鿿]{2,8}[省市州])?$")
_GIFT = re.compile(r"[㐀-鿿]{0,6}(?:捐|赠|送去|援|拨)")
_BARE = re.compile(
    r"(?P<ref>[全该我本])(?P<a>自治区|省|市|区|县|旗|州|盟)(?![的]?(?:面|体))(?!长|委书记)"
    r"|(?<![㐀-鿿])(?P<b>自治区|自治州|自治县|省|市|区|县|旗|州|盟)(?=总工会|委|人大|政府|政协|直属|级|人力|人社|教育|工商联|法院|文旅|应急|妇联)"
    r"|(?<![㐀-鿿])(?P<d>市)(?=(?!总工会)[㐀-鿿]{2,10}工会)"
    r"|(?<![㐀-鿿])(?P<e>高新区|经开区|开发区|工业园区)(?=总工会|党工委|管委会)"
    r"|(?<![㐀-鿿])师(?P<f>市)(?=总工会|党委|各?团|职工|劳模)"
    r"|(?<=[由和与、及为从对向请到经据是以让被在,。;:(“\n])(?P<c>自治区|自治州|省|市|区|县|旗|州|盟)(?=总工会)"
)
_TOWN_END = re.compile(r"街道|镇|乡|苏木")
_BEFORE_TOWN = re.compile(r"(?:[^㐀-鿿]|[在到赴进于的县区市旗往向从与和])$")
# «在京闭幕», «赴渝参加»: the character alone says nothing.
_SINGLE = re.compile(
    r"(?<=[在赴抵来])(?P<name>[㐀-鿿])(?=(?:成功|隆重|正式|圆满|联合)?(?:召开|举行|举办|开幕|闭幕|启动|开班|开赛|开讲|落幕|结业|揭晓|揭牌|发布|成立|签约|亮相|参加|出席|考察|调研|疗养|疗休养|休养|学习|参观|交流|观摩|慰问|演出|培训|就业|务工))"
)
# «甲市经开区总工会»: a zone that no list has bears the name of its host.
_ZONE = re.compile(
    r"(?:高新区|经开区|(?:经济(?:技术)?|高新技术产业)开发区|工业园区)(?=(?:总工会|工会|党工委|管委会))"
)
# «第八师总工会», «农八师工会», «兵团第十四师二二四团»: divisions of the production corps; armies have no unions.
_CORPS = re.compile(
    r"(?:(?:兵团|农)第?(?P<named>[一二三四五六七八九十]{1,2}|1?[0-9])师|第?(?P<acting>[一二三四五六七八九十]{1,2}|1?[0-9])师(?=(?:机关|直属)?(?:总工会|工会|党委)))(?!生)"
)
_TOWN_LIST = re.compile(r"(?:、[㐀-鿿]{2,5}){0,8}等[0-9一二三四五六七八九十]*个?(?:镇|乡|村|街道|社区)")
_BEFORE_TWO = set("\n ,。;:、(“”)—·|*#△▲●◆■★【】在到的由和与对向市省区赴于及为") | {""}
_NEVER_SHORT_AFTER = re.compile(
    r"[路街道门楼桥河江湖山水酒茶话剧牌村站塔寺港湾](?!区|县)|[东西南北中]?路|大道|年代|精神|科技城|风景区|[㐀-鿿]{0,6}(?:包|券|卡|套餐|贷)”"
)


def _sign(text: str, start: int, end: int) -> str:
    after = text[end : end + 26]
    if _VISITOR.match(after):
        return "organiser"
    if _DATELINE.match(after):
        return "passing"
    if _REPORTED.match(after):
        return "body"  # «香格里拉|网讯»: who reports
    if _PASSING_AFTER.match(after):
        return "passing"
    organiser, body = _ORGANISER.match(after), _BODY.match(after)
    if organiser and (not body or organiser.end() <= body.end()) and "的" not in organiser.group():
        # «彭开云|(钟祥市信访局)»: where a person works, who is named before the bracket.
        beside_name = text[start - 1 : start] == "(" and "㐀" <= text[start - 2 : start - 1] <= "鿿"
        employed = _EMPLOYED.match(after) and "工会" not in organiser.group()
        return "body" if employed or beside_name else "organiser"
    if body and not re.search(r"[的在与和、将]|举办|开展|组织|召开|总工会", body.group()):
        return "body"
    if _BRANCH.match(after):
        return "passing" if text[start - 1 : start] == "(" else "body"  # «央宗(甘孜邮政)»
    before = text[max(0, start - 6) : start]
    if re.search(r"从(?:[㐀-鿿]{2,4}[省市州盟])?$", before) and (
        _SETTING_OUT.match(after) or _FROM_THERE.match(after)
    ):
        return "place"
    if _PASSING_BEFORE.search(before):
        return "passing"
    if _PLACE_BEFORE.search(before) or (
        _TOWARDS.search(text[max(0, start - 16) : start]) and _GIFT.match(after)
    ):
        return "place"
    return "plain"


# Names of districts that are words for any city's parts.
_GENERIC = frozenset(("市区", "矿区", "城区", "郊区"))
_UNION_NEXT = re.compile(r"(?:总?工会|区委|人民政府|政府)")


def _inside_word(text: str, start: int, end: int) -> bool:
    """Whether a short form is only a part of other words: «党|和政|府», «沙河|沿镇»."""
    if len(gazetteer().town_from(text, start)) > end - start:
        return True
    if text[end - 1 : end + 1] not in words().figure:
        return False
    at = max(0, start - 4)
    bounds = {at}
    for word, _ in segment(text[at : end + 4]):
        at += len(word)
        bounds.add(at)
    return not {start, end} <= bounds


# «甲队和|顺德»: what stands before a 和 that joins, not «赴和顺», «在和县».
_JOINED = re.compile(r"(?<=[㐀-鿿])(?<![在到赴于从往至向去抵])和")
# «市、区|和县|总工会», «总工会9月4日|会同县|法院»: a county of that name stands behind its city or a verb of place.
_JOINED_RANK = re.compile(r"(?:(?<=[省市区县州])和|(?<=[㐀-鿿0-9])(?<![在到赴于从往至向去抵的])会同)县")


def _later(text: str, start: int, end: int) -> tuple[int, int, str] | None:
    """A name that begins inside a short one and reaches beyond it, and is the one meant.

    A full name always is («教师和|顺德区»); behind a 和 that joins, a short form as well («教师和|顺德»).
    """
    places = gazetteer()
    for at in range(start + 1, end):
        joined = at == start + 1 and _JOINED.match(text, start)
        for stop in range(min(len(text), at + 15), end, -1):
            word = text[at:stop]
            if word in places.by_name and (stop - at > end - start or joined):
                return at, stop, word
            if joined and word in places.by_short:
                return at, stop, word
    return None


def _names(text: str) -> Iterator[tuple[int, int, str]]:
    """Full names and short forms from left to right, without overlaps."""
    places = gazetteer()
    free = 0
    before: tuple[Division, ...] = ()
    for start, end, word in places.matcher.find(text):
        if start < free:
            continue
        full = word in places.by_name
        if not full or end - start == 2:
            start, end, word = _later(text, start, end) or (start, end, word)
        divisions = (*places.by_name.get(word, ()), *places.by_short.get(word, ()))
        around = {division.adcode[:2] for division in before if division.adcode} if free == start else set()
        if _JOINED_RANK.match(text, start) and not any(
            division.adcode and division.adcode[:2] in around for division in divisions
        ):
            continue
        free, before = end, divisions
        yield start, end, word


def find(text: str) -> list[DistrictMention]:
    """Find divisions in clean text.

    >>> [m.divisions[0].name for m in find("渝北区总工会在石柱召开会议")]
    ['渝北区', '石柱土家族自治县']
    """
    places = gazetteer()
    found: list[DistrictMention] = []
    addressed = {k for match in _ADDRESSEES.finditer(text) for k in range(*match.span())}
    for start, end, word in _names(text):
        full = word in places.by_name
        if not full and _BARE.fullmatch(word):
            continue  # «全州», the whole prefecture, is not 全州县
        # «酉阳县» is a former county and the short form of today's autonomous one: the year decides.
        divisions = (*places.by_name.get(word, ()), *places.by_short.get(word, ()))
        if not full and (
            _NEVER_SHORT_AFTER.match(text, end)
            or text[start - 1 : start] in ("老", "小", "大", "新")
            or text[end : end + 1] in ("”", "镇", "乡")
            or (text[start - 1 : start] != "和" and text[start - 1 : start + 1] in words().figure)
            or _TOWN_LIST.match(text, end)
            or _inside_word(text, start, end)
        ):
            continue  # «区财|政和|区总工会» is no 政和, «阿瓦提镇» a town
        if full and end - start == 2 and text[start - 1 : start] not in _BEFORE_TWO:
            continue  # «中心|城区», not 城区 of some city
        if word in _GENERIC and text[start - 1 : start] != "市" and not _UNION_NEXT.match(text, end):
            continue  # «到|矿区|走访», «|市区|录得高温»
        if zone := _ZONE.match(text, end):
            name = text[start : zone.end()]
            hosts = [division for division in divisions if division.level != "zone"]
            divisions = tuple(Division(None, name, "zone", host.adcode) for host in hosts)
            end = zone.end()
        found.append(
            DistrictMention(
                start,
                end,
                "full" if full else "short",
                divisions,
                "passing" if start in addressed else _sign(text, start, end),
            )
        )
    taken = {k for mention in found for k in range(mention.start, mention.end)}
    for match in _BARE.finditer(text):
        if match.start() in taken:
            continue
        level = (
            match.group("a")
            or match.group("b")
            or match.group("c")
            or match.group("d")
            or match.group("e")
            or match.group("f")
        )
        sign = "plain" if match.group("ref") else _sign(text, match.start(), match.end())
        if match.group("ref") in ("我", "该", "本") and text[match.start() - 1 : match.start()] in (
            "来",
            "到",
            "赴",
        ):
            sign = "organiser"  # «来我县做客»: the host
        found.append(DistrictMention(match.start(), match.end(), "bare", (), sign, level))
    found.extend(
        DistrictMention(match.start(), match.end(), "short", (places.singles[match.group()],), "place")
        for match in _SINGLE.finditer(text)
        if match.start() not in taken and match.group() in places.singles
    )
    for match in _CORPS.finditer(text):
        division = places.corps.get(int(read(match.group("named") or match.group("acting")).value))
        start, end = match.span()
        # «第八师|石河子市» names the city itself.
        if division and start not in taken and not text.startswith(division.name, end):
            found.append(DistrictMention(start, end, "full", (division,), _sign(text, start, end)))
    for match in _TOWN_END.finditer(text):
        end = match.end()
        start = end - len(places.town_before(text, end))
        if start < end and start not in taken and _BEFORE_TOWN.search(text[max(0, start - 1) : start] or " "):
            found.append(DistrictMention(start, end, "town", places.counties_ever(text[start:end]), "plain"))
    found.sort(key=lambda mention: (mention.start, mention.end))
    return found
