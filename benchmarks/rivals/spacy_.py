"""Blank Chinese of single characters with a rule set: what its EntityRuler and Matcher can say in an hour.

An EntityRuler marks titles; a Matcher finds sums, counts, calendar dates, and names that begin with a usual surname
after a title, after the last character of a post or a job, or in a list. A date without a year takes it from the day
of publication. A list of divisions is not part of it, so districts are not scored.
"""

from __future__ import annotations

import re
from datetime import date as Day
from datetime import timedelta
from typing import Any

from benchmarks.rivals import handmade

TITLE = "spaCy with rules"
PACKAGES = ("spacy",)
FIELDS = ("items", "dates", "workers", "honours", "people", "counts", "beneficiaries", "funds", "goods")
OFFSETS = True

_TITLES = "劳动模范 劳模 先进工作者 五一劳动奖章获得者 五一劳动奖章 技术能手 技能大师 三八红旗手 工匠 岗位标兵 巾帼标兵".split()
_POST_ENDS = "工员师长手者席记任士匠理"  # 钳工, 通讯员, 护士长, 主席, 书记, 记者
_SURNAMES = "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严金魏陶姜谢邹苏潘范彭鲁韦马苗方俞任袁柳鲍史唐费薛雷贺倪汤罗毕安常傅康余顾孟黄萧尹姚邵汪毛米贝戴宋熊纪舒屈项祝董梁杜阮蓝闵季贾路江童颜郭梅林钟徐邱骆高夏蔡田樊胡霍万卢莫房解丁邓洪包左石崔吉龚程邢裴陆荣翁荀曾关叶温庄柴文欧聂武刘龙涂易廖白覃"
_NO_NAME = "在为向和与及等说的将从到被把介率带给对递以还就也都又是有拿接表示宣主持作出代获领讲走看来去前、，。；：（）《》“”\n\u3000 "


def load() -> handmade.Read:
    """The reader."""
    import spacy
    from spacy.matcher import Matcher

    nlp = spacy.blank("zh")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "TITLE", "pattern": title} for title in _TITLES])  # type: ignore[attr-defined]
    number: dict[str, Any] = {
        "TEXT": {"REGEX": "^[0-9.,，一二三四五六七八九十百千万亿两〇零余多]$"},
        "OP": "+",
    }
    digit: dict[str, Any] = {"TEXT": {"REGEX": "^[0-9一二三四五六七八九十〇零]$"}, "OP": "+"}
    near: dict[str, Any] = {"TEXT": {"IN": list("近约超逾")}, "OP": "?"}
    letter: dict[str, Any] = {"TEXT": {"NOT_IN": list(_NO_NAME)}, "IS_ALPHA": True}
    name: list[dict[str, Any]] = [{"TEXT": {"IN": list(_SURNAMES)}}, letter, letter | {"OP": "?"}]
    year, month, day = (
        [digit, {"TEXT": "年"}],
        [digit, {"TEXT": "月"}],
        [digit, {"TEXT": {"IN": ["日", "号"]}}],
    )
    rules: dict[str, list[list[dict[str, Any]]]] = {
        "money": [[near, number, {"TEXT": "元"}]],
        "count": [
            [near, number, *({"TEXT": part} for part in unit)] for unit in ("人次", "户次", *"名人户家位支")
        ],
        "goods": [[near, number, {"TEXT": {"IN": list("份件套箱袋瓶盒桶册本条台床斤吨株部")}}]],
        "date": [year, [*year, *month], [*year, *month, *day], month, [*month, *day], day],
        "name": [[before, *name] for before in ({"ENT_TYPE": "TITLE"}, {"TEXT": {"IN": list(_POST_ENDS)}})],
        "listed": [[{"TEXT": {"IN": list("、和")}}, *name]],
    }
    matcher = Matcher(nlp.vocab)
    for label, patterns in rules.items():
        matcher.add(label, patterns, greedy="LONGEST")

    def read(text: str, published: str | None, home: str | None) -> handmade.Fact:
        base = handmade.base_date(text, published)
        facts: handmade.Facts = {"dates": handmade.vague_dates(text)}
        for span in matcher(nlp(text), as_spans=True):
            start, end = span.start_char, span.end_char
            made = _made(span.label_, text, start, end, base)
            if made:
                facts.setdefault(made[0], []).append(made[1])
        facts["people"] = handmade.everywhere(text, facts.get("people", []))
        facts["workers"] = handmade.workers(text, facts["people"])
        return handmade.items(text, facts)

    return read


def _made(label: str, text: str, start: int, end: int, base: Day | None) -> tuple[str, handmade.Fact] | None:
    """The field and the fact that a match is."""
    words = text[start:end]
    if re.search(r"\s", words):  # a token may end in a space that is none of its own
        return None
    if label == "listed" and text[end : end + 1] not in ("、", "等", "和", "，", "。", "（"):
        return None
    if label in ("name", "listed"):
        return "people", handmade.fact(start + 1, end, name=words[1:], role="other")
    if label == "date":
        day = _date(text, start, end, base)
        return ("dates", day) if day else None
    parts = re.fullmatch(r"[近约超逾]?(.+?)(元|人次|户次|.)", words)
    value = (
        handmade.value(parts[1])
        if parts and re.search(r"[\d一二三四五六七八九十百千万两]", parts[1])
        else None
    )
    if parts is None or value is None:
        return None
    if label == "money":
        around = {"approx": handmade.approx(text, start, end), "basis": handmade.basis(text, start)}
        return "funds", handmade.fact(
            start, end, amount=str(value), scope=handmade.scope(text, start), **around
        )
    if label == "goods":
        approx = handmade.approx(text, start, end)
        return "goods", handmade.fact(start, end, value=value, unit=parts[2], approx=approx)
    if value % 1 or parts[1] == "一":
        return None
    return "counts", handmade.count(text, start, end, value, parts[2])


def _date(text: str, start: int, end: int, base: Day | None) -> handmade.Fact | None:
    """A calendar date; what it leaves open comes from ``base``."""
    parts = dict.fromkeys("年月日", 0) | {
        unit.replace("号", "日"): int(_number(digits))
        for digits, unit in re.findall("([^年月日号]+)([年月日号])", text[start:end])
    }
    year = parts["年"] or (base.year if base else 0)
    month = parts["月"] or (base.month if base and parts["日"] else 0)
    try:
        first = Day(year, month or 1, parts["日"] or 1)
    except ValueError:
        return None
    last = first
    if not parts["日"]:
        last = first.replace(month=month or 12, day=28) + timedelta(4)
        last -= timedelta(last.day)
    return handmade.date(text, start, end, first, last, base)


def _number(digits: str) -> float:
    if re.fullmatch("[〇零一二三四五六七八九]{4}", digits):  # 二〇二四
        return float("".join(str("〇一二三四五六七八九".index(one.replace("零", "〇"))) for one in digits))
    return handmade.value(digits) or 0
