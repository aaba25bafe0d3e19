"""Unions, companies, offices, schools and other bodies by the last word of their names.

The right end of such a name is sure; its left end is taken at punctuation or at the nearest word that
cannot stand inside a name (a verb, a preposition). A union's full name ends in 总工会, 工会, 工会联合会 or 工会委员会.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from laomo_extract.lexicon.gazetteer import gazetteer

Kind = Literal[
    "union", "company", "government", "school", "hospital", "court", "media", "association", "other"
]

_ENDS: list[tuple[str, Kind]] = [
    ("总工会|工会联合会|工会委员会|工会工作委员会|工联会|工会", "union"),
    ("有限责任公司|股份有限公司|有限公司|分公司|子公司|总公司|公司|集团|合作社|工厂|[㐀-鿿](?<![进到驻入建全该本出赴回各离])厂|煤矿|电厂|水厂|供电局|供电所|机务段|工务段|电务段|车务段|车辆段", "company"),
    ("人民法院|法院|检察院|仲裁院", "court"),
    ("人力资源和社会保障[局厅]|文化和旅游[局厅]|住房和城乡建设[局厅委]|团[省市区县旗州]委|人民政府|委员会|管委会|人大常委会|区委|县委|市委|省委|[社教民政卫健农财公安法旅信管务建障理监源业通计视象委商育游]局|[建教卫健经发改]委|人社局|人力社保局|住房城乡建委|文明办|妇联|团委|办事处", "government"),
    ("大学|学院|中学|小学|学校|幼儿园|职教中心|技工学校", "school"),
    ("医院|卫生院|妇幼保健院|疾控中心|卫生服务中心", "hospital"),
    ("日报社|报社|电视台|广播电台|融媒体中心", "media"),
    ("协会|商会|学会|基金会|联合会|研究会", "association"),
]  # fmt: skip
_PATTERN = re.compile("|".join(f"(?P<{kind}>{ends})" for ends, kind in _ENDS))
_NAME = r"[㐀-鿿()“”·A-Za-z0-9]"
_CUT = re.compile(
    r"(?:参加|参与|考上|表彰|在|由|对|向|与|和|及|、|的|到|为|赴|从|于|经|据|被|把|将|给|让|请|是|有|了|等|走进|前往|来到|联合|携手|组织|邀请|召开|举办|举行|参观|走访|慰问|通过|依托|来自|以及|同|会同|指导|支持|日|月|近日|日前|"
    r"名|家|位|个|所|获得者|劳模|模范|工匠|奖章|[0-9]人|当选|担任|加入|成立|新建|组建|代表|领导|此外|另外|其中|今年|去年|昨日|昨天|昨|本月|上月|[,。:;!? \n])"
)
_TAIL = re.compile(_NAME + "+$")
_GENERIC = re.compile(
    r"^(?:各级|基层|各|该|本|我|这家|一家|两家|多家|所在|全国各级|新建|上级|行业|企业|全市各级|各基层|区县|县区|乡镇|街道|市州|地市|产业)+$"
)


@dataclass(frozen=True, slots=True)
class OrganisationMention:
    """A body's name in the text."""

    start: int
    end: int
    kind: Kind
    rule: str = "organisation"


def find(text: str) -> list[OrganisationMention]:
    """Find organisations in clean text.

    >>> [text[m.start : m.end] for text in ["在云岭机械有限公司举行"] for m in find(text)]
    ['云岭机械有限公司']
    """
    found: list[OrganisationMention] = []
    places = {k: start for start, end, _ in gazetteer().matcher.find(text) for k in range(start + 1, end)}
    for match in _PATTERN.finditer(text):
        kind: Kind = match.lastgroup  # type: ignore[assignment]
        floor = max(0, match.start() - 24)
        left = text[floor : match.start()]
        cut = 0
        for stop in _CUT.finditer(left):
            cut = stop.end()
        start = floor + cut
        tail = _TAIL.search(text[start : match.start()])
        start = match.start() - (len(tail.group()) if tail else 0)
        place = places.get(start)
        if place is not None and place >= floor:
            start = place  # «彭水苗族土家|族自治县总工会»: a division's name is never cut
        if found and start < found[-1].end:
            if match.start() <= found[-1].end and kind == found[-1].kind:
                found[-1] = OrganisationMention(found[-1].start, match.end(), kind)
                continue
            if match.start() == found[-1].end and kind == "union":
                found[-1] = OrganisationMention(found[-1].start, match.end(), kind)  # «钢铁集团|工会»
                continue
            start = found[-1].end
        while start < match.start() and text[start] in "”“()·0123456789":
            start += 1
        stem = text[start : match.start()]
        if (
            (not stem and text[match.start()] != "团")
            or (len(stem) == 1 and kind != "union" and stem not in "省市区县旗州")
            or _GENERIC.match(stem)
            or stem.count("(") != stem.count(")")
        ):
            continue
        if text[match.end() : match.end() + 1] in ("员", "干", "会员", "工作", "法"):
            continue
        found.append(OrganisationMention(start, match.end(), kind))
    return found
