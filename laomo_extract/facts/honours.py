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
from laomo_extract.facts.numerals import read
from laomo_extract.lexicon.gazetteer import gazetteer
from laomo_extract.lexicon.words import segment
from laomo_extract.records import HonourLevel

_EDITION_WORDS = r"首[届批]|第?[〇零一二三四五六七八九十百0-9]{1,4}[届批]|第[一二三四五六七八九十0-9]{1,3}师|(?:19|20)[0-9]{2}年度?|[〇零○一二三四五六七八九]{4}年度?"


_YEAR = r"(?:(?:19|20)[0-9]{2}|[〇零○一二三四五六七八九]{4})年度?"


@dataclass(frozen=True, slots=True)
class HonourMention:
    """A title with its range (no quotation marks), and the range with 获得者, 称号 and quotation marks.

    ``edition`` (第三届), ``year`` and ``issuer`` are what the title itself says of them.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    title: str
    kind: str
    level: HonourLevel | None
    edition: str | None
    year: int | None
    issuer: str | None
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
def _modifiers(awarded: bool) -> re.Pattern[str]:
    """A word that builds titles, at the end of a window; bodies like 总工会 only before what they award themselves."""
    words = [
        *_level_words(),
        *lexicon.words_of("honours.toml", "modifiers", "trades"),
        *lexicon.words_of("honours.toml", "modifiers", "praise"),
    ]
    if awarded:
        words += lexicon.words_of("honours.toml", "issuers", "national")
        words += lexicon.words_of("honours.toml", "issuers", "local")
    words.sort(key=len, reverse=True)
    return re.compile(
        rf"(?:{_EDITION_WORDS}|{'|'.join(words)}|“(?:五一|三八|十佳|十大|百佳)”|“[^“”]{{2,8}}”(?:竞赛|活动|工程|行动)|[“”\"])\Z"
    )


@cache
def _level_words() -> dict[str, HonourLevel | None]:
    """Words that a title is built with, and the level that they say."""
    return {
        word: None if level == "none" else level
        for level, words in lexicon.toml("honours.toml")["levels"].items()
        for word in str(words).split()
    }


@cache
def _levels() -> re.Pattern[str]:
    words = sorted(_level_words(), key=len, reverse=True)
    return re.compile(rf"(?:{_EDITION_WORDS}|{'|'.join(words)}|第[一二三四五六七八九十]+届)\Z")


@cache
def _fixed_levels() -> dict[str, HonourLevel]:
    table: dict[HonourLevel, str] = lexicon.toml("honours.toml")["fixed_levels"]
    return {head: level for level, heads in table.items() for head in heads.split()}


@cache
def _bodies() -> re.Pattern[str]:
    words = (lexicon.any_of("honours.toml", "issuers", key) for key in ("bodies", "national", "local"))
    return re.compile(f"(?:{'|'.join(words)})$")


@cache
def _collective() -> re.Pattern[str]:
    return re.compile(lexicon.any_of("honours.toml", "collective"))


@cache
def _generic_after() -> re.Pattern[str]:
    return re.compile(lexicon.any_of("honours.toml", "generic_after"))


# «“大国工匠”提名人选», «省劳模培育对象»: not yet given.
_NOT_YET = re.compile(r"[”\"]?(?:提名|候选|推荐|培育|培养|入围|后备|拟表彰)(?:人选?|对象|者|名单)")
# Grades of skill, which only a level above the employer's makes a title of («齐鲁首席技师», «省首席技师»).
_GRADES = frozenset(("首席技师", "特级技师", "高级技师"))
_BESIDE = re.compile(r"[、和与(]?(?:工匠|先进|模范|能手)(?:人才)?\)?")
_TAIL = re.compile(r"[”\"」』]?(?:荣誉称号|光荣称号|称号|荣誉|获得者|获奖者|得主|提名奖|提名)?[”\"]?")
_EDITION = re.compile(r"首[届批]|第?[〇零一二三四五六七八九十百0-9]{1,4}[届批]")
_YEAR_OF = re.compile(_YEAR)
# «交通系统», «卫生计生战线», «军工行业»: whatever stands between the level and such a word is a sector.
_SECTOR = re.compile(
    r"(?:全国|[省市县区州])(?![级各的属内])(?P<sector>[㐀-鿿]{2,8}?(?:系统|战线|行业|工业|产业|领域))\Z"
)
# «浙江省“百千万”高技能领军人才»: a scheme's name between the level and the head.
_NAMED = re.compile(r"“[^“”]{2,6}”\Z")
_NO_SECTOR = re.compile(r"[的在与为对从是等各]|开展|举行|组织|工会")
# A brand of two or three characters before these heads belongs to the title (巴渝工匠, 齐鲁大工匠, 草原工匠).
_BRANDED = re.compile(r"工匠|大工匠|名匠|之星|大师|能手|状元|标兵|功臣|人物")
_FORMED = re.compile(
    r"(?:最美|十佳|百佳)[㐀-鿿]{1,5}?(?:员|工|师|者|人|手|长|医生|护士|民警|司机|嫂)(?![㐀-鿿]*(?:精神|风采))"
)
# Heads that are a title only with something before them.
_BARE_WORDS = frozenset(
    "标兵 能手 状元 大师 功臣 楷模 好人 建设者 带头人 排头兵 技能人才 拔尖技能人才 高技能人才 之星 模范 工匠 年度人物 新闻人物 风云人物 "
    "明星 行家里手 能工巧匠 领军人物 创新人物 服务标兵 金牌师傅 工会积极分子 先进个人 最美人物 文明职工 工匠人才 青年工匠 技能大奖 突击手 红旗手".split()
)
_OPENERS = "当争做的和与及为获得评授予名是有由请来以邀对向让被成选荣入如曾位了等给、,。:(“《 \n"
_OPENING_VERB = re.compile(
    r"(?:看望|慰问|走访|采访|邀请|表彰|奖励|选树|寻找|学习|走近|走进|对话|致敬|祝贺|推荐|聘请|培育|拜访|专访)\Z"
)
_AWARDED = frozenset(("may_day_medal", "medal"))
# With 全国 and a sector these are a ministry's, not the state's («全国煤炭工业劳动模范»).
_COMPANY = frozenset(("公司", "集团", "集团公司", "总公司"))
_OF_SECTORS = frozenset(("model_worker", "advanced_worker", "may_day_medal"))


def _left(text: str, at: int, *, awarded: bool = False, levels_only: bool = False) -> tuple[int, list[str]]:
    """Where the title begins, and its words up to ``at``: what builds titles and names of divisions."""
    places = gazetteer()
    start = at
    built: list[str] = []
    floor = max(0, at - 30)
    placed = levels_only
    while start > floor:
        window = text[max(floor, start - 12) : start]
        # A trade or praise may stand before the head, but not before the place («职工|敦煌市五一劳动奖章»).
        found = (_levels() if placed else _modifiers(awarded)).search(window)
        size = len(found.group()) if found else 0
        for length in range(min(12, len(window)), 1, -1):
            word = window[-length:]
            if length > size and (word in places.by_name or word in places.by_short):
                size, placed = length, True
                break
        sector = None if placed else _SECTOR.search(window)
        # «全国石油和化学工业», but not «市交警支队和公交系统»
        joined = sector and "和" in sector["sector"] and not sector.group().startswith("全国")
        if sector and len(sector["sector"]) > size and not joined and not _NO_SECTOR.search(sector["sector"]):
            size = len(sector["sector"])
        named = None if size > 1 or placed else _NAMED.search(window)
        if named and _left(text, start - len(named.group()), levels_only=True)[1]:
            size = len(named.group())
        if not size or text[start - size : start] in '“”"':
            break
        start -= size
        built.insert(0, text[start : start + size])
    return start, built


def _place_level(word: str) -> HonourLevel | None:
    places = gazetteer()
    divisions = places.by_name.get(word) or places.by_short.get(word)
    if not divisions:
        return None
    if (divisions[0].adcode or "").endswith("0000"):
        return "province"
    levels: dict[str, HonourLevel] = {"province": "province", "prefecture": "city"}
    return levels.get(divisions[0].level, "county")


def _level(built: list[str], head: str, kind: str) -> HonourLevel | None:
    """The level that the first word says which says one; a company's own title is its own («中国石油集团公司劳模»)."""
    if head in _fixed_levels():
        return _fixed_levels()[head]
    words = _level_words()
    if any(word.endswith(("公司", "集团")) and words.get(word) == "enterprise" for word in built):
        return "enterprise"
    trades = lexicon.words_of("honours.toml", "modifiers", "trades")
    for k, word in enumerate(built):
        if _place_level(word) and k + 1 < len(built) and _place_level(built[k + 1]):
            continue  # «株洲市|芦淞区|技术标兵»
        level = words.get(word) or ("city" if re.fullmatch(r"第.+师", word) else _place_level(word))
        if word in lexicon.words_of("honours.toml", "issuers", "national"):
            level = "national"
        if level == "national" and kind in _OF_SECTORS:
            sectors = (other in trades or _SECTOR_END.search(other) for other in built)
            return "ministry" if any(sectors) else level
        if level:
            return level
    if any(
        region in head or region in built
        for region in lexicon.words_of("honours.toml", "regions", "province")
    ):
        return "province"
    return None


def level_of(body: str) -> HonourLevel | None:
    """The level of a body that awards titles, as its name says it: 省人民政府 → province."""
    if re.match(r"国务院|中共中央|党中央|中华|全国", body):
        return "national"
    for size in range(min(11, len(body)), 0, -1):
        level = _place_level(body[:size]) if size > 1 else None
        if level := level or _level_words().get(body[:size]):
            return level
    return "ministry" if body.endswith("部") else None


_SECTOR_END = re.compile(r"(?:系统|战线|行业|工业)$")


def _issuer(built: list[str]) -> str | None:
    """The body that the words name, with its place («重庆市总工会») and trade («铁道部»), without year and edition."""
    national = [word for word in built if word in lexicon.words_of("honours.toml", "issuers", "national")]
    if national:
        return national[0]
    ends = [k for k, word in enumerate(built) if _bodies().search(word)]
    if not ends:
        return None
    words = [word for word in built[: ends[-1] + 1] if not re.fullmatch(_EDITION_WORDS, word)]
    name = "".join(words)
    return name if len(name) > 1 else None


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
        if (
            _collective().match(text, head_start)
            or re.match(r"先锋号|奖状|集体|岗(?!位)", text[head_end : head_end + 3])
            or _NOT_YET.match(text, head_end)
        ):
            continue
        start, built = _left(text, head_start, awarded=kind in _AWARDED or "津贴" in head)
        if built and built[0] == "职工" and text[start - 1 : start] in ("名", "位", "个"):
            start, built = start + 2, built[1:]  # «授予45名职工|自治区五一劳动奖章»
        rule = "honour:parsed"
        quoted = text.rfind("“", max(0, start - 14), start + 1)
        inside = quoted >= 0 and "”" not in text[quoted:head_end]
        if inside and text[head_end : head_end + 1] == "”":
            # Quotation marks around the whole title, perhaps with its level before them: 首届“草原工匠”.
            outer, before = _left(text, quoted)
            if not before or _level(before[:1], "", "") is None:
                outer, before = _left(text, quoted, levels_only=True)
            rule = "honour:quoted"
            if (
                before
                and _level(before[:1], "", "") == "enterprise"
                and re.match(r"[㐀-鿿]", text[outer - 1 : outer])
            ):
                outer = quoted  # «湘钢|集团“金牌员工”»: the end of a body's name
            title_start, outer_start = quoted + 1, outer
            built = [*before, text[quoted + 1 : start], *built]
        else:
            brand = 0
            if _BRANDED.match(head) and start == head_start:
                brand = _brand(text, start, (2, 3))
            elif built and built[0] in _COMPANY:
                brand = _brand(text, start, (2, 3, 4))
            if brand:
                built.insert(0, text[start - brand : start])
                start -= brand
            title_start = outer_start = start
        if title_start == head_start and head in _BARE_WORDS and rule == "honour:parsed":
            continue  # «为标兵颁奖»: the word alone is no title
        if head in _GRADES and rule == "honour:parsed" and _level(built, head, kind) in (None, "enterprise"):
            continue  # «公司首席技师» is a post
        tail = _TAIL.match(text, head_end)
        outer_end = tail.end() if tail else head_end
        title = text[title_start:head_end]
        if rule == "honour:quoted" and outer_start < quoted:
            title = text[outer_start:quoted] + title
        after = text[head_end : head_end + 6]
        joined = _BESIDE.match(text, head_end)  # «劳模|工匠|宣讲团»
        behind = text[joined.end() : joined.end() + 6] if joined else after
        generic = bool(_generic_after().match(behind)) and outer_end == head_end
        edition = _EDITION.search(text[outer_start:head_end])
        year = _YEAR_OF.search(text[outer_start:head_end])
        found.append(
            HonourMention(
                title_start if rule != "honour:quoted" or outer_start == quoted else outer_start,
                head_end,
                outer_start,
                outer_end,
                title,
                kind,
                _level(built, head, kind),
                edition.group() if edition else None,
                int(read(year.group().rstrip("年度")).value) if year else None,
                _issuer(built),
                generic,
                rule,
            )
        )
    return found


def _brand(text: str, start: int, sizes: tuple[int, ...]) -> int:
    """Length of an unlisted brand that ends at ``start``, bounded on its left by what opens a phrase; 0 if there is none."""
    for size in sizes:
        before = text[start - size - 1 : start - size] if start > size else "\n"
        brand = text[max(0, start - size) : start]
        if (
            len(brand) == size
            and re.fullmatch(r"[㐀-鿿]+", brand)
            and (before in _OPENERS or _OPENING_VERB.search(text, max(0, start - size - 2), start - size))
            and not re.search(f"[{re.escape(_OPENERS)}]", brand)
            and not any(tag[0] in "vdpcru" for _, tag in segment(brand))
        ):
            return size
    return 0
