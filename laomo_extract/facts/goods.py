"""Things given in kind, with number and measure word: «鱼苗3万余尾», «防寒靴84双», «45吨取暖煤».

A number counts goods when its clause gives or brings something; things made, signed or found
(合同, 建议, 隐患) do not. The words stand in ``lexicon/quantities.toml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from laomo_extract import lexicon
from laomo_extract.facts.numerals import (
    AFTER,
    BEFORE,
    NUMBER,
    RANGE,
    approximation,
    plain,
    read,
    shared_scale,
)
from laomo_extract.lexicon.words import segment
from laomo_extract.records import Approx


@cache
def _pattern() -> re.Pattern[str]:
    units = lexicon.any_of("quantities.toml", "goods", "units")
    return re.compile(
        rf"(?P<before>{BEFORE})?(?P<number>{NUMBER})(?:(?:{units})?{RANGE}(?P<upper>{NUMBER}))?"
        rf"(?P<unit>余?{units})(?P<after>{AFTER})?"
    )


@cache
def _list_sent() -> re.Pattern[str]:
    """The verb behind a list: «绿豆[600斤]、白糖300斤、毛巾450条当天就分到了各个班组»."""
    units = lexicon.any_of("quantities.toml", "goods", "units")
    return re.compile(
        rf"(?:[㐀-鿿]{{0,8}}[、和及][㐀-鿿]{{1,10}}{NUMBER}{units}){{1,8}}[㐀-鿿]{{0,8}}?{_SENT}"
    )


@cache
def _giving() -> re.Pattern[str]:
    return re.compile(lexicon.any_of("quantities.toml", "goods", "giving"))


@cache
def _not_goods() -> re.Pattern[str]:
    return re.compile(lexicon.any_of("quantities.toml", "goods", "not_goods"))


@cache
def _abstract() -> re.Pattern[str]:
    return re.compile(lexicon.any_of("quantities.toml", "goods", "abstract") + "$")


@cache
def _bodies() -> re.Pattern[str]:
    return re.compile(lexicon.any_of("quantities.toml", "count", "heads") + "$")


# Between two of a list: «毛巾[60条]、凉席[91床]», «一[袋]大米、一[壶]油».
_LISTED = re.compile(r"[㐀-鿿“”]{0,8}[、和及与][㐀-鿿“”]{0,11}|[㐀-鿿“”]{0,8},[㐀-鿿“”]{0,11}")
_CLAUSE = re.compile(r"[。!?;…\n]")
# The verb behind the things: «[12吨]物资发往», «把[90箱]矿泉水、80条毛巾送到».
_SENT = r"(?:送到|送给|送往|送抵|送进|送达|发到|发往|发给|发放到|分发到|分到|分给|运往|运抵|运到|运进|寄往|赠予|捐给|交到|交给|递到|搬进|搬到|抬进)"
_SENT_AFTER = re.compile(rf"[㐀-鿿]{{0,8}}{_SENT}")
# «[20台]制氧机从卡车上卸了下来»: what arrives was sent.
_UNLOADED = re.compile(r"[㐀-鿿]{1,10}?从[㐀-鿿]{0,6}车[上里厢]?[㐀-鿿]{0,4}[卸搬抬]")
# «配齐急救箱,[共计310个]»: the noun stands before the comma.
_IN_ALL = re.compile(r"[,、](?:共计?|合计|总计|一共|总共)有?$")
_TAKEN = re.compile(r"[把将](?:[^,;:]|,(?=[0-9]+)){0,24}$")
_SENT_FAR = re.compile(rf"(?:[^,;:]|,(?=[0-9]+)){{0,40}}?{_SENT}")
# Who each gets one: «给每户送去[一袋]大米», «每人领到[一个]保温杯».
_EACH = re.compile(r"每(?:人|户|名|位|家|个|对|队|班|组|桌)|人均|各(?=[得获领发奖送赠])|人手$")
_ONE_GIVEN = re.compile(
    r"(?:送去|送上|送来|送给|赠送|捐赠|捐献|捐出|发放|分发|配发|领到|领取|领回|收到|赞助)了?$"
)
# «捐出的[40幅]作品»: what is donated is a thing, whatever it is.
_DONATED = re.compile(r"捐[出赠献]?了?的?$")
_VAGUE_UNITS = frozenset("份 个 张 片 节 面 束 把 部 本 封".split())
# What stands between the measure word and a noun behind 的: «一个价值120元的“新春暖包”».
_WORTH = re.compile(r"(?:总?价值|装有|装着|内装|内含|含有|包含|印有|写有)[^。;!?]{0,24}?的(?=[㐀-鿿“])")
_QUOTED = re.compile(r"“([^“”]{1,12})”")
_NAMED = re.compile(r"[㐀-鿿]{0,3}”")
_NOUN_AFTER = re.compile(r"[㐀-鿿]{1,12}")
_NOUN_BEFORE = re.compile(r"[㐀-鿿“”‘’]{1,12}$")
_EDGE_WORD = re.compile(
    r"(?:等|了|的|和|及|与|送|给|赠|发|捐|买|还|写|另|得|领|奖|配|去|来|回|上|出|到|又|共|各|计|有|约|只|人|位|名|其中|包括|价值|全部|一并|作为|用于|每[㐀-鿿])[有到给往去来得下]?"
)
_NOUN_TAGS = ("n", "vn", "an", "l", "nz", "nr", "ns", "nt", "j", "g", "ng", "x", "i")
_VERB_TAGS = ("v", "p", "d", "c", "u", "uj", "ul", "ud", "uz", "r", "q", "f", "vd", "t", "s", "y")


@dataclass(frozen=True, slots=True)
class GoodsMention:
    """A number of things; ``what`` is the range of the noun, if the text gives it beside the number."""

    start: int
    end: int
    value: int | Decimal
    upper: int | Decimal | None
    approx: Approx | None
    unit: tuple[int, int]
    what: tuple[int, int] | None
    rule: str = "goods"


def find(text: str) -> list[GoodsMention]:
    """Find goods in clean text.

    >>> [text[m.unit[0] : m.unit[1]] for text in ["送去绿豆糕800盒"] for m in find(text)]
    ['盒']
    """
    found: list[GoodsMention] = []
    for match in _pattern().finditer(text):
        start, end = match.span()
        if text[start - 1 : start] in ("第", "每", "这", "那", "几") or text[end : end + 1] in (
            "人",
            "次",
            "号",
        ):
            continue
        if text[end - 1 : end + 1] in ("个月", "部分", "件套"):
            continue
        if text[start - 1 : start] == "“" and _NAMED.match(text, end):
            continue  # «“两节”送温暖», «“十件实事”»: a name
        unit_start, unit_end = match.span("unit")
        unit = match.group("unit").removeprefix("余")
        unit_start = unit_end - len(unit)
        what = _what(text, start, end)
        noun = text[what[0] : what[1]] if what else ""
        if _abstract().search(noun) or (noun and _bodies().search(noun)):
            continue
        if _not_goods().search(noun) and not _DONATED.search(text, max(0, start - 4), start):
            continue
        left = max(0, start - 40)
        clause = text[left:start]
        cut = list(_CLAUSE.finditer(clause))
        clause = clause[cut[-1].end() :] if cut else clause
        follow = _CLAUSE.split(text[end : end + 14])[0]
        if follow.startswith("的"):
            continue  # «海拔4280米的雪坡», «20升的水桶»: a size
        if not noun and unit in ("个", "家", "支", "对", "米", "车", "单", "片", "节"):
            continue
        # In a list («毛巾60条、凉席91床、风扇46台») the first one's verb is said of all.
        listed = (
            bool(found) and start - found[-1].end <= 20 and _LISTED.fullmatch(text[found[-1].end : start])
        )
        if not listed and not (
            _giving().search(clause[-30:])
            or _SENT_AFTER.match(follow)
            or _UNLOADED.match(text, end)
            or _list_sent().match(text, end)
            or (_TAKEN.search(clause) and _SENT_FAR.match(text, end))
        ):
            continue
        number = read(match.group("number"))
        single = match.group("number") in ("一", "1") and not (what and what[1] <= start)
        if number.value == 0 or (single and not listed and not _counted(clause, unit, follow)):
            continue  # «一只行李箱» only introduces a thing; «床单一条» counts it
        approx = approximation(match.group("before"), number, match.group("after"))
        if match.group("unit") != unit:
            approx = approx or "more"
        low, high = number.value, number.upper
        if match.group("upper"):
            high = read(match.group("upper")).value
            low *= shared_scale(match.group("number"), match.group("upper"))  # «2至3万尾»
            if high <= low:
                continue
        most = None if high is None else plain(high)
        things = [*_others(text, what), what] if what and text[start - 1 : start] == "各" else [what]
        found.extend(
            GoodsMention(start, end, plain(low), most, approx, (unit_start, unit_end), thing)
            for thing in things
        )
    return found


def _others(text: str, what: tuple[int, int]) -> list[tuple[int, int]]:
    """The things listed before the last one: «大米、|面粉各100袋»."""
    found: list[tuple[int, int]] = []
    at = what[0]
    while text[at - 1 : at] in ("、", "和") and at > 1:
        before = _NOUN_BEFORE.search(text, max(0, at - 13), at - 1)
        size = _trailing_noun(before.group()) if before else 0
        if not size:
            break
        at -= 1 + size
        found.append((at, at + size))
    return found[::-1]


def _counted(clause: str, unit: str, follow: str) -> bool:
    """Whether «one» before a noun is a number: one to each, or the one thing given («领到一件棉衣»).

    «每人领到一只书包,共58只» counts them all behind it.
    """
    if re.search(r",[^,]{0,4}共", follow):
        return False
    return bool(_EACH.search(clause[-20:]) or (unit not in _VAGUE_UNITS and _ONE_GIVEN.search(clause)))


def _what(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The things counted: the noun behind the measure word, or the one right before the number."""
    worth = _WORTH.match(text, end)
    at = worth.end() if worth else end
    quoted = _QUOTED.match(text, at)
    if quoted:
        return quoted.span(1)
    after = _NOUN_AFTER.match(text, at)
    if after and (size := _leading_noun(after.group())):
        return at, at + size
    if in_all := _IN_ALL.search(text, max(0, start - 6), start):
        start = in_all.start()
    before = _NOUN_BEFORE.search(text, max(0, start - 12), start)
    if not before:
        return None
    run = before.group()
    if run.endswith("”") and "“" in run:
        return before.start() + run.rindex("“") + 1, start - 1
    run = run.removesuffix("共").removesuffix("各")
    stop = before.start() + len(run)
    size = _trailing_noun(run)
    return (stop - size, stop) if size else None


def _leading_noun(run: str) -> int:
    """How much of ``run`` is the noun that opens it: 矿泉水 of 矿泉水慰问职工; 棉被 is not cut at 被."""
    run = re.split(_SENT, run, maxsplit=1)[0]
    size = 0
    noun = False
    for word, tag in segment(run):
        if tag == "m" and not size:
            break  # «50桶一早就送到»
        if _EDGE_WORD.fullmatch(word) or (tag in _VERB_TAGS and (noun or tag not in ("v", "vd", "s", "q"))):
            break
        noun = noun or tag in _NOUN_TAGS
        size += len(word)
    return size


def _trailing_noun(run: str) -> int:
    """How much of ``run`` is the noun that ends it: 人丹 of 送去人丹, 大米 of 买回大米."""
    size = 0
    for word, tag in reversed(segment(run)):
        if (
            _EDGE_WORD.fullmatch(word)
            or _giving().fullmatch(word)
            or (size and tag in ("p", "uj", "ul", "d", "r", "q", "c"))
        ):
            break
        size += len(word)
    return size
