"""Numbers of people, households and bodies: «58名受灾职工», «职工2.6万人次», «142家企业».

名, 位, 人, 人次, 户, 户次 count people whatever follows; 个, 家, 支, 所, 对 only with a noun for a body or a
group behind them or before them. Role and scope are judged by ``resolve``, which sees the clause.

Not counts: things, projects, sums, ages, editions, ranks, «十大», hotlines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

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

_PATTERN = re.compile(
    rf"(?P<before>{BEFORE})?(?P<number>{NUMBER})(?:{RANGE}(?P<upper>{NUMBER}))?"
    rf"(?P<unit>万?人次|人(?![民才力工大员物们事气心口格生情性海家造行]|[三四]足|文(?!艺)|均(?![被获为是在已都]))|户次|户(?![外籍口型主])|名(?!单(?![亲身位])|[额誉称字牌声]|义(?![工务诊])|列(?![车席])|优(?![秀胜等良])|家(?![属长庭政有境住在中里])|师(?![生傅徒])|人(?![员大力民社才]))|位(?![置于数次]|列(?![车席]))"
    rf"|(?:[个家支所间]|组(?![队成织建合])|对(?![决比口方接]))(?!月|小时|多月)|余人|余名)(?P<after>{AFTER})?"
)
# Where a noun phrase ends: punctuation, or a word that can only open a predicate.
_VERB = (
    "参加|参与|参赛|参训|出席|到场|入会|加入|受益|获得(?!者)|获评|荣获|得到|领到|拿到|接受|当选|入选|被|齐聚|走进|来到|进行|开展|"
    "现有|共有|惠及|讨回|追回|拿回|要回|送上|送去|送来|送出|献上|与会|组成|同台|同场|下水|听|观看|报名|结业|取得|考取|考上|通过|实现|"
    "展开|展示|展现|表演|表示|享受|享有|签订|签约|义诊|授课|上门|轮流|进场|找到|前往|深入|提供|就业|上岗|顺利|免费|成功|"
    "围着|坐着|站着|同获|进入|投身|受助|受训|受到|登台|汇聚|投稿|起立|应邀|组队|角逐|比拼|竞技|亮相|参观|聆听|观摩|脱贫|解困|每人|人均|"
    "因|配发|配送|派发|分发|赠送|捐赠|安装|支付|缴纳|购买|慰问|领回|领取|收到|讲解|开办|举办|组织|安排|歇脚|全部|分别|先后|陆续|累计|需要|办理|发放|补助|资助|投入|牵手|了|着|等(?=在|参|到|获|受|代表)|来自"
)
_STOP = re.compile(rf"[,。;:、!?…()\[\]\"“”《》—\n ]|{_VERB}|[0-9]")
_WHO_EDGE = re.compile(r"[,。;:!?…()\[\]\"“”《》—\n 0-9]")
_VERB_TAG = re.compile(r"v[dig]?|vn|p|d|f")
# Predicates that also stand before their noun: 参赛选手, 受助学生.
_PARTICIPLES = frozenset("参赛 参训 受训 受助 获奖 与会 入会 脱贫 报名 上岗 就业 结业 入选".split())
_WHO_BEFORE = re.compile(r"[㐀-鿿]{2,8}$")
_LIST_BEFORE = re.compile(r"[㐀-鿿、]{2,20}$")
# «参加互助的单位|有|1275家», «参赛队伍|增至|24支»: the noun is the subject of what tells its number.
_NUMBERING = re.compile(
    r"(?:(?:累计)?(?:[已现总]?共?有|达到?)|累计|共计?|合计|总计|已?达到?了?|增至|增加[到至]|上升[到至]|升至|扩大[到至]|发展[到至]|[总人]数[为达])$"
)
_HAN_RUN = re.compile(r"[㐀-鿿]+")
_PREDICATE_TAGS = frozenset(("v", "p", "d", "vd"))
_RANKED = re.compile(r"(?:(?:名列|分列|位列)(?![车席])|排名|排在)[^,。的]{0,5}$|[一二三四五六七八九]、$|第$")
_PLACES = re.compile(r"(?:街道|乡镇|镇|乡|村|社区|区县|县区|县|区|市)$")
_NUMBERED = re.compile(r"[几数]十?")
# «看台上200名»: no upper hundreds.
_AFTERWARDS = re.compile(r"[最然随先此之赛会]后$")  # «最后48名选手闯进决赛», but not «后3名»
_UPON = re.compile(r"[台场会线路街车船席岗]上$")
_BODY_WORD = re.compile(r"(?:工会|企业|公司|单位|机构|班组|医院|学校|商户|门店|组织|联合会|车间|工作室)$")
# Where people work: 家 counts those who do, as it counts firms («走访企业和[工地57家]»).
_SITES = re.compile(r"(?:工地|项目部|站点|网点|作业点|厂区|园区)$")
_OF_LIST = re.compile(r"[、和及与]")
# «全区基层工会今年[新建28家]»: nothing stands behind the number, and what it counts stands earlier in the sentence.
_BARE = re.compile(r"[,。;、:)\n]|$")
_DONE_WITH = re.compile(
    r"(?:新建|新增|新组建|组建|建立|建成|建会|发展|走访|慰问|检查|抽查|签约|覆盖|挂牌|命名|表彰|评出|培育|吸纳|达|有|共|的|中)了?$"
)
_EARLIER = re.compile(r"[^。!?\n;]{0,40}$")
# A verb that is part of the noun: «17名新就业形态女性劳动者».
_OPENER = re.compile(r"新就业形态|新业态|新就业|灵活就业|未就业|待就业")
_THING_FAR = re.compile(
    r"(?:\([㐀-鿿]{1,4}\))?疗\(?休?\)?养院|(?:疗养|疗休养|休养|培训|实训|教育|创新)(?:基地|中心|场所)"
)
_COUPLES = re.compile(r"(?:成功|当场|现场)?牵手")
_QUOTED = re.compile(r"[“‘][^“”‘’]{1,16}[”’]")
# «|在档|困难职工[56户]»: the segmentation takes 在 for a verb.
_REGISTERED = re.compile("(?<![现正所])在(?:[册档岗编读校]|职(?!工))")
_EACH = re.compile(r"每|各(?=[0-9队班组家])")
# What makes a noun of the word before it.
_SUFFIXES = tuple("员工者手师生")
_NOUN_END = re.compile(r"[员工者师手长匠农民家人生嫂户属女孩友众友匠妹哥姐友]$")


@dataclass(frozen=True, slots=True)
class CountMention:
    """A number with its measure word; ``who`` is the range of the noun phrase counted, if any."""

    start: int
    end: int
    value: int
    upper: int | None
    approx: Approx | None
    unit: tuple[int, int]
    who: tuple[int, int] | None
    rule: str


@cache
def _heads() -> re.Pattern[str]:
    return re.compile(lexicon.any_of("quantities.toml", "count", "heads") + "$")


@cache
def _things_next() -> re.Pattern[str]:
    return re.compile(lexicon.any_of("quantities.toml", "count", "things"))


@cache
def _long_heads() -> re.Pattern[str]:
    words = [word for word in lexicon.words_of("quantities.toml", "count", "heads") if len(word) > 1]
    return re.compile("(?:" + "|".join(words) + ")$")


@cache
def _things() -> re.Pattern[str]:
    return re.compile(lexicon.any_of("quantities.toml", "count", "things") + "$")


def _who_after(text: str, at: int) -> tuple[int, int] | None:
    """The noun phrase that begins at ``at``, with 、 and 和 between its parts.

    It ends with its last noun for people or bodies before the predicate («8名选手登场» → 选手); a phrase
    without such a noun ends before the first verb behind a noun. A verb that opens it needs that noun at
    once (获奖选手) or behind a 的 (考入高校的学生), else it is the predicate.
    """
    if text[at : at + 1] == "的":
        at += 1  # «500人的劳模疗休养活动»
    edge = _WHO_EDGE.search(text, at, min(len(text), at + 40))
    start = at
    if opener := _OPENER.match(text, at):
        at = opener.end()
    words = segment(text[at : edge.start() if edge else at + 40])
    end = at
    loose = at  # the end as long as no head is found
    opened = None  # what the last part began with: a verb that may turn out to be the predicate
    joined = False  # behind 的 or 、, where a verb may open the next noun: 家庭的在读子女
    here = at
    for k, (word, tag) in enumerate(words):
        here += len(word)
        if word == "荣获":
            break  # the segmentation takes it for a name
        if k == 0 and not _HAN_RUN.match(word):
            break
        head = tag not in ("r", "m") and (_is_head(word) or (k > 0 and word in "工生员者手"))
        following = words[k + 1] if k + 1 < len(words) else ("", "")
        if head:
            if opened == "verb" and not _attributive(words, k):
                break
            end, opened, joined = here, None, False
        elif word in ("、", "和", "与", "及", "的", "等") and end > at:
            if (
                _VERB_TAG.fullmatch(following[1])
                or following[1] in ("m", "r")
                or _NUMBERED.match(following[0])
            ):
                break
            joined = True
        elif _VERB_TAG.fullmatch(tag):
            if (end > at or loose > at) and not _is_head(following[0]):
                break
            if end == at == loose:
                opened = "verb"
            elif tag != "vn" and end > at and not joined:
                break
        elif tag in ("ns", "nr", "m", "r", "t") and end > at:
            break
        elif opened is None and end == at:
            loose = here
    end = end if end > at else loose
    while end > at and text[end - 1] in "、和与及":
        end -= 1
    return (start, end) if end > at else None


def _attributive(words: list[tuple[str, str]], at: int) -> bool:
    """Whether the verb that opens a phrase belongs to the noun at ``at``: 获奖选手, 考入高校的学生."""
    verb = words[0][0]
    if verb in ("均", "都", "皆", "也"):
        return False  # «三人均被授予…»
    if any(word == "的" for word, _ in words[:at]):
        return True
    if any(word in ("了", "着") for word, _ in words[:at]):
        return False  # «19人接进了车间»
    return not re.fullmatch(_VERB + "|获", verb) or (at == 1 and verb in _PARTICIPLES)


def _is_head(word: str) -> bool:
    return word != "牵手" and bool(
        _heads().fullmatch(word) or (len(word) > 1 and (_long_heads().search(word) or _NOUN_END.search(word)))
    )


def _body(text: str, who: tuple[int, int] | None, start: int, end: int, unit: str) -> tuple[int, int] | None:
    """The noun that makes 个, 家, 支, 所 a count of bodies: behind the number or right before it."""
    # «37个工会|驿站», «3家市劳模|疗休养基地»
    if _things_next().match(text, who[1] if who else end) or (who and _THING_FAR.match(text, who[1])):
        return None  # «37个工会[驿站]», «团体三个[组别]»
    if who:
        phrase = text[who[0] : who[1]]
        if _has_body(phrase, unit):
            return who
        # The noun that ends the phrase decides: 工会驿站 is a thing, 基层工会的负责人 are people.
        if _things().search(phrase):
            return None
        if _heads().search(phrase) or _NOUN_END.search(phrase):
            return who
        best = 0
        for size in range(1, min(len(phrase), 14)):
            if _things().search(phrase[:size]):
                return (who[0], who[0] + best) if best and best < size - 4 else None
            if _heads().search(phrase[:size]):
                best = size
        return (who[0], who[0] + best) if best else None
    if numbering := _NUMBERING.search(text, max(0, start - 6), start):
        start = numbering.start()
    listed = _LIST_BEFORE.search(text, max(0, start - 20), start)
    if listed and _has_body(listed.group(), unit):
        return _noun_before(text, start, sites=True)
    before = _WHO_BEFORE.search(text, max(0, start - 8), start)
    if before and _heads().search(before.group()) and not _things().search(before.group()):
        head = _heads().search(before.group())
        assert head is not None
        return before.start() + head.start(), before.end()
    return None


def find(text: str) -> list[CountMention]:
    """Find counts in clean text.

    >>> [text[m.start : m.end] for text in ["慰问近百名环卫工人"] for m in find(text)]
    ['近百名']
    """
    found: list[CountMention] = []
    for match in _PATTERN.finditer(text):
        start, end = match.span()
        unit_start, unit_end = match.span("unit")
        unit = match.group("unit")
        previous = text[start - 1] if start else ""
        if (
            (
                previous
                and previous in "第每这那首前后上整另"
                and not _UPON.search(text, max(0, start - 2), start)
                and not _AFTERWARDS.search(text, max(0, start - 2), start)
            )
            or _RANKED.search(text[max(0, start - 8) : start])
            or text[max(0, start - 2) : start] in ("排名", "前名")
            or text[start - 1 : start + 1] == "同一"
        ):
            continue
        if match.group("number") in ("几", "数", "两两"):
            continue  # «几个»: no number can be told; «两两组队»: none is told
        number = read(match.group("number"))
        value = number.value
        if unit[0] == "余" or unit[0] == "万":
            unit_start += 1
            unit = unit[1:]
            if match.group("unit")[0] == "万":
                value *= 10000
        if value != int(value) or value >= 10**10:
            continue
        upper = number.upper
        if match.group("upper"):
            high = read(match.group("upper")).value
            value *= shared_scale(match.group("number"), match.group("upper"))  # «2-3万名»
            if high <= value:
                continue
            upper = high
        approx = approximation(match.group("before"), number, match.group("after"))
        if match.group("unit")[0] == "余":
            approx = approx or "more"
        who = _who_after(text, end)
        rule = "count:people"
        if unit in ("个", "家", "支", "所", "对", "组", "间"):
            body = None
            if quoted := _QUOTED.match(text, end):
                named = _who_after(text, quoted.end())  # «五支|“送温暖”|小分队»
                body = named and _body(text, named, start, end, unit) and (end, named[1])
                who = _who_after(text, end + 1)
            body = body or _body(text, who, start, end, unit)
            couples = unit == "对" and _COUPLES.match(text, end)
            if body is None and not couples and not (unit == "家" and _told_earlier(text, start, end)):
                continue
            if body and (
                _PLACES.search(text[body[0] : body[1]])
                and text[max(0, start - 2) : start].endswith(("在", "到", "赴", "入", "于"))
            ):
                continue
            who, rule = body, "count:bodies"
        elif who is None:
            who = _noun_before(text, start)
        listed = match.group("number") == "1" and who is not None and who[1] <= start  # «其中全国劳模1人»
        if value == 0 or (value == 1 and not approx and match.group("number") in ("一", "1") and not listed):
            continue  # «一名护士»: indefinite
        low = plain(value)
        high_value = plain(upper) if upper is not None else None
        if not isinstance(low, int) or not (high_value is None or isinstance(high_value, int)):
            continue
        found.append(CountMention(start, end, low, high_value, approx, (unit_start, unit_end), who, rule))
    return found


def _has_body(phrase: str, unit: str) -> bool:
    """Whether places of work end a phrase that counts them as bodies: «57家|工地», «企业和工地|57个»."""
    if not _SITES.search(phrase):
        return False
    *others, _ = _OF_LIST.split(phrase)
    return unit == "家" or any(_heads().search(other) and not _things().search(other) for other in others)


def _told_earlier(text: str, start: int, end: int) -> bool:
    """Whether a number with nothing behind it counts bodies that the sentence names before it."""
    if not (_BARE.match(text, end) and _DONE_WITH.search(text, max(0, start - 4), start)):
        return False
    earlier = _EARLIER.search(text, max(0, start - 40), start)
    words = segment(earlier.group()) if earlier else []
    nouns = [word for word, tag in words if tag[:1] in "nl" and len(word) > 1]
    named = [word for word in nouns if _BODY_WORD.search(word) or _things().search(word)]
    return bool(named) and not _things().search(named[-1])


def _noun_before(text: str, start: int, *, sites: bool = False) -> tuple[int, int] | None:
    """The noun right before a number that nothing follows: «困难职工38户», «会员2984人», ``sites`` «工地57家»."""
    if numbering := _NUMBERING.search(text, max(0, start - 6), start):
        start = numbering.start()
    before = _LIST_BEFORE.search(text, max(0, start - 20), start)
    if not before:
        return None
    if not (_heads().search(before.group()) or _NOUN_END.search(before.group()) or sites):
        return None
    whole = text.rfind("其中", max(0, before.start() - 1), start)
    begin = at = before.start() if whole < 0 else whole + 2
    stops = list(_STOP.finditer(text, begin, before.end()))
    if stops and stops[-1].group() != "、":
        begin = at = stops[-1].end()
    words = segment(text[at:start])
    for (word, tag), (following, next_tag) in pairwise([*words, ("", "")]):
        at += len(word)
        if word.endswith("工会") and next_tag in ("v", "vn"):
            begin = at  # «县总工会|培训职工», where 培训 might be a noun
        if following in _SUFFIXES:
            continue  # «快递|员»
        verb = tag in _PREDICATE_TAGS or (tag == "vn" and at - len(word) == begin)
        if at < start and (
            (verb and not _heads().search(word)) or (word == "、" and text[at - 2] in "名人户家个位次")
        ):
            begin = at
    if text[begin] == "的":
        begin += 1
    if listed := _REGISTERED.search(text, max(0, begin - 2), begin + 1):
        begin = listed.start()
    return (begin, start) if begin < start and not _EACH.match(text, begin) else None
