"""Honours: titles awarded to workers, parsed from their parts.

A title is a head (劳动模范, 五一劳动奖章, 工匠, 标兵 …) behind words of level, place, edition, trade and praise:
«重庆市第三届|劳动模范», «全国纺织工业|劳动模范», «第三届宜都市|职工职业道德标兵». Quoted titles end at their quotation
marks. Honours of groups (工人先锋号, 五一劳动奖状) are not found, nor are heads that stand for a thing
(劳模精神, 劳模创新工作室). Whose an honour is, ``resolve`` decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from laomo_extract import lexicon
from laomo_extract.lexicon.gazetteer import gazetteer
from laomo_extract.records import HonourLevel

_EDITION_WORDS = r"首[届批]|第?[〇零一二三四五六七八九十百0-9]{1,4}[届批]|第[一二三四五六七八九十0-9]{1,3}师|(?:19|20)[0-9]{2}年度?|[〇零○一二三四五六七八九]{4}年度?"


@dataclass(frozen=True, slots=True)
class HonourMention:
    """A title with its range (no quotation marks), and the range with 获得者, 称号 and quotation marks."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    title: str
    kind: str
    level: HonourLevel | None
    edition: str | None
    generic: bool
    rule: str


@cache
def _heads(own: tuple[str, ...] = ()) -> tuple[lexicon.Matcher, dict[str, str]]:
    kinds = dict.fromkeys(own, "own") | {
        head: kind
        for kind, heads in lexicon.toml("honours.toml")["heads"].items()
        for head in str(heads).split()
    }
    return lexicon.Matcher(kinds), kinds


@cache
def _modifiers() -> re.Pattern[str]:
    words = [
        *lexicon.words_of("honours.toml", "modifiers", "levels"),
        *lexicon.words_of("honours.toml", "modifiers", "trades"),
    ]
    words.sort(key=len, reverse=True)
    return re.compile(rf"(?:{_EDITION_WORDS}|{'|'.join(words)}|“五一”|“三八”|[“”\"])\Z")


@cache
def _levels() -> re.Pattern[str]:
    return re.compile(rf"(?:{_EDITION_WORDS}|全国|中国|省|市|自治区|第[一二三四五六七八九十]+届)\Z")


@cache
def _collective() -> re.Pattern[str]:
    return re.compile(lexicon.any_of("honours.toml", "collective"))


@cache
def _generic_after() -> re.Pattern[str]:
    return re.compile(lexicon.any_of("honours.toml", "generic_after"))


_TAIL = re.compile(r"[”\"」』]?(?:荣誉称号|光荣称号|称号|荣誉|获得者|获奖者|得主|提名奖|提名)?[”\"]?")
_EDITION = re.compile(
    r"首[届批]|第[〇零一二三四五六七八九十百0-9]{1,4}[届批]|(?:19|20)[0-9]{2}年度?|[〇零○一二三四五六七八九]{4}年度?"
)
# A brand of two or three characters before these heads belongs to the title (巴渝工匠, 齐鲁大工匠, 草原工匠).
_BRANDED = re.compile(r"工匠|之星|大师|能手|状元|标兵|功臣|人物")
_FORMED = re.compile(
    r"最美[㐀-鿿]{1,4}?(?:员|工|师|者|人|手|长|医生|护士|民警|司机|嫂)(?![㐀-鿿]*(?:精神|风采))"
)
# Heads that are a title only with something before them.
_BARE_WORDS = frozenset(
    "标兵 能手 状元 大师 功臣 楷模 好人 建设者 带头人 排头兵 技能人才 拔尖技能人才 高技能人才 之星 模范 工匠 年度人物 新闻人物 风云人物 "
    "明星 行家里手 能工巧匠 领军人物 创新人物 服务标兵 金牌师傅 工会积极分子 先进个人 最美人物 文明职工 工匠人才 青年工匠 技能大奖 突击手 红旗手".split()
)
_OPENERS = "当争做的和与及为获得评授予名是有由请来以邀对向让被成选荣入如曾位了等给、,。:(“《 \n"
_LEVELS: list[tuple[str, HonourLevel]] = [
    ("全国|国家|中国|中华|大国", "national"),
    ("部级|中央|央企|部", "ministry"),
    ("省|自治区|直辖市|兵团", "province"),
    ("市|自治州|州|盟|地区|第[一二三四五六七八九十0-9]{1,3}师", "city"),
    ("区|县|旗|乡|镇|街道", "county"),
    ("公司|集团|厂|矿|局|院|校|段", "enterprise"),
]


def _left(text: str, at: int, levels_only: bool = False) -> int:
    """Where the title begins: back over words that build titles and over names of divisions."""
    places = gazetteer()
    start = at
    floor = max(0, at - 30)
    placed = levels_only
    while start > floor:
        window = text[max(floor, start - 12) : start]
        # A trade or praise may stand before the head, but not before the place («职工|敦煌市五一劳动奖章»).
        found = (_levels() if placed else _modifiers()).search(window)
        size = len(found.group()) if found else 0
        for length in range(min(12, len(window)), 1, -1):
            word = window[-length:]
            if length > size and (word in places.by_name or word in places.by_short):
                size, placed = length, True
                break
        if text[max(0, start - 4) : start] in ("“五一”", "“三八”"):
            size = 4  # «全国“五一”劳动奖章»
        if not size or text[start - size : start] in '“”"':
            break
        start -= size
    return start


def _level(title: str) -> HonourLevel | None:
    places = gazetteer()
    for pattern, level in _LEVELS[:2]:
        if re.search(pattern, title):
            return level
    for length in range(min(11, len(title)), 1, -1):
        divisions = places.by_name.get(title[:length]) or places.by_short.get(title[:length])
        if divisions:
            kind = divisions[0].level
            if divisions[0].adcode and divisions[0].adcode.endswith("0000"):
                return "province"
            return "city" if kind == "prefecture" else "county" if kind in ("county", "zone") else "province"
    for pattern, level in _LEVELS[2:]:
        if re.search(pattern, title):
            return level
    return None


def _find_heads(text: str, own: tuple[str, ...]) -> list[tuple[int, int, str, str]]:
    """The heads of titles with their kind, listed ones first of all: «最美海员» is formed, not listed."""
    matcher, kinds = _heads(own)
    listed = matcher.find(text)
    ends = {start: end for start, end, _ in listed}
    formed = [
        (match.start(), match.end(), match.group(), "outstanding")
        for match in _FORMED.finditer(text)
        if match.start() not in ends
    ]
    return sorted([(start, end, head, kinds[head]) for start, end, head in listed] + formed)


def find(text: str, own: tuple[str, ...] = ()) -> list[HonourMention]:
    """Find titles in clean text; ``own`` are titles besides those of the lexicon.

    >>> [m.title for m in find("重庆市第三届劳动模范、全国五一劳动奖章获得者")]
    ['重庆市第三届劳动模范', '全国五一劳动奖章']
    """
    found: list[HonourMention] = []
    for head_start, head_end, head, kind in _find_heads(text, own):
        if _collective().match(text, head_start) or re.match(
            r"先锋号|奖状|集体|岗(?!位)", text[head_end : head_end + 3]
        ):
            continue
        start = _left(text, head_start)
        rule = "honour:parsed"
        quoted = text.rfind("“", max(0, start - 14), start + 1)
        inside = quoted >= 0 and "”" not in text[quoted:head_end]
        if inside and text[head_end : head_end + 1] == "”":
            # Quotation marks around the whole title, perhaps with its level before them: 首届“草原工匠”.
            outer = _left(text, quoted, levels_only=True)
            rule = "honour:quoted"
            title_start, outer_start = quoted + 1, outer
        else:
            if _BRANDED.match(head) and (start == head_start):
                brand = _brand(text, start)
                start -= brand
            title_start = outer_start = start
        if title_start == head_start and head in _BARE_WORDS and rule == "honour:parsed":
            continue  # «为标兵颁奖»: the word alone is no title
        tail = _TAIL.match(text, head_end)
        outer_end = tail.end() if tail else head_end
        title = text[title_start:head_end]
        if rule == "honour:quoted" and outer_start < quoted:
            title = text[outer_start:quoted] + title
        after = text[head_end : head_end + 6]
        generic = bool(_generic_after().match(after)) and outer_end == head_end
        edition = _EDITION.search(text[outer_start:head_end])
        found.append(
            HonourMention(
                title_start if rule != "honour:quoted" or outer_start == quoted else outer_start,
                head_end,
                outer_start,
                outer_end,
                title,
                kind,
                _level(_EDITION.sub("", text[outer_start:head_end]).replace("“", "")),
                edition.group() if edition else None,
                generic,
                rule,
            )
        )
    return found


def _brand(text: str, start: int) -> int:
    """Length of an unlisted brand before a head, bounded on its left by what opens a phrase."""
    for size in (2, 3):
        before = text[start - size - 1 : start - size] if start > size else "\n"
        brand = text[max(0, start - size) : start]
        if (
            len(brand) == size
            and re.fullmatch(r"[㐀-鿿]+", brand)
            and before in _OPENERS
            and not re.search(f"[{re.escape(_OPENERS)}]", brand)
        ):
            return size
    return 0
