"""How likely a string is a person's name where it stands: figures of the lexicon and trained weights.

A candidate is weighed by *features*: what the string is made of (surname, given name, a common word), what
the best reading of the text as words says against it, and what stands before and behind it. The weights stand in
``lexicon/name_weights.tsv``; ``scripts/train_names.py`` fits them to the project's own gold (a conditional logit). The
sum of a candidate's weights is the logarithm of its odds against no name at all beginning at its place.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import cache

from laomo_extract import lexicon
from laomo_extract.lexicon.gazetteer import everyday, gazetteer
from laomo_extract.lexicon.words import words

HAN = "㐀-鿿"
_UNKNOWN = -13.0
_LONGEST_WORD = 6
_LENGTH = {1: -1.6, 2: -0.2}  # how often a given name has so many characters
_RARE = -14.0
_NO_SURNAME = -14.0  # behind a title even a string that begins with no surname may be a name («劳模|画眉»)

# A last character that is more often the verb after a shorter name («周全|教孩子们», «何静|代为致意»).
_VERBAL = frozenset(
    "说教代领站拜照则为也都就讲带在把从被获用拿给向将收捐送当任作做是有到来去因以由要会能已正又再便才只先还让请问答听看笑哭走跑坐开关起接打抱拉举记掌托曾主提任兼分头"
)
# A last character that makes an institution or a place of a string.
INSTITUTION = frozenset("堡庄屯寨塘桥镇乡村县区局厂队街路市省旗会院校馆站所部委办室团赛店社党学")
_PLACE_BEHIND = re.compile(
    r"街道|镇|乡|村|社区|县|区|市|路|街|小区|公司|集团|厂|矿|学校|中学|小学|医院|大桥|工会|总工会|工业园|景区|大学|学院|"
    r"隧道|水库|水电站|车站|站(?![在着上起出到立住])|港|码头|煤矿|油田|林场|农场|服务区|赛区|分赛区|分公司|分会|支行|派出所|开发区|新区|公园|广场|书店|幼儿园"
)
# What stands behind a person alone: «张三同志», «张三家中», «在张三的带领下».
_PERSONAL = re.compile(
    r"总书记|同志|先生|女士|院士|师傅|老师|大姐|大哥|的?家(?:中|里|[,。、]|看|走|慰|送|访)|的(?:带领|带动|指导|帮助|影响|鼓励|妻子|丈夫|徒弟|家)"
)
_SPEECH = re.compile(
    r"(?:说|问|答|道|喊|讲|念|叹|笑|表示|介绍|告诉|坦言|回忆|笑称|笑着|透露|强调|指出|认为|感慨|感叹|激动|致辞|宣布|点评|打趣|直说|寄语|要求|呼吁|提醒|解释|回答|讲述|分享)"
)
_AWARDED = re.compile(
    r"(?:获[“得评颁]|荣获|被授予|被评|夺冠|夺魁|折桂|当选|获全国|获省|获市|并列|分获|摘得|捧得|胜出|被推|分列)"
)
_GROUP = re.compile(
    rf"等(?:[0-9一二两三四五六七八九十百]+余?[名位人]|人|同志|劳模|先进|[{HAN}]{{0,4}}(?:参加|出席|陪同|受))"
)
# What can stand behind the last name of a list: «…、宗红等九人», «…、钟点五人当选», «甲(省劳模)».
_NUMBERED = re.compile(r"[两二三四五六七八九十0-9]{1,3}[名位人](?![次均])")
_HONOURED = re.compile(
    r"\([^()\n]{0,14}(?:劳模|模范|奖章|标兵|能手|工匠|红旗手|工作者|大师|状元|职工|获得者)[^()\n]{0,6}\)"
)
_ASIDE = re.compile(rf"\((?:女|男|左|右|中|前|后|来自|化名|[0-9]{{2}}岁|[{HAN}]{{1,4}}族)")
JOB_SUFFIX = frozenset("工员师手长匠农民者警兵医官嫂艺友")
_PUNCTUATION = frozenset("\n ()“”《》。,、;:!?—…")
_STEPS = range(-9, 19, 3)
_LIKENESS = range(-6, 5, 2)
_UNLIKE = (-8.0,) * 3
# After the words of a title: «劳模、护林员|», «工匠的徒弟|».
_CHAIN = re.compile(
    r"(?:劳模|模范|奖章|获得者|标兵|能手|工匠|红旗手|工作者|大师|状元|职工|妻子|丈夫|儿子|女儿|父亲|母亲|徒弟|师傅)[”]?(?:获得者|称号)?[”]?(?:、|,|的|——)[^、,。;]{0,16}$"
)
_OFFICE = re.compile(
    r"(?:省|市|县|区|旗|州|局|委|会|院|厂|公司|部|办|中心|学校|集团|处|科|镇|乡|街道|村|社区|政府|大队|法院|[、])$"
)
_GIVING = frozenset(
    ("授予", "追授", "命名", "表彰", "聘请", "评选", "推荐", "推选", "选举", "慰问", "看望", "走访")
)
_MEMBER = re.compile(rf"[、,][{HAN}]{{2,6}}$")  # «水手甲、大副|何永田等12人»
_BODY_BEFORE = re.compile(
    r"(?:公司|集团|中心|医院|学校|[中小]学|大学|学院|法院|政府|[局院厂站所社部队段矿店办]|[0-9一二三四五六七八九十〇]团|车间|工区|班组|食堂|养护站|匠人|手艺人)$"
)

_SETTLEMENT = re.compile(rf"[{HAN}](?:[镇乡村屯寨]|街道|社区|苏木|嘎查|农场|林场)$")


class Figures:
    """What the tables say of surnames, given names and words, in natural logarithms of probabilities."""

    def __init__(self) -> None:
        self.surnames = {row[0]: int(row[1]) / 10 for row in lexicon.rows("surnames.tsv")}
        self.given: dict[str, tuple[float, ...]] = {}
        # How much likelier a character is in a given name than in any text (as first, second, only one).
        self.likeness: dict[str, tuple[float, ...]] = {}
        for row in lexicon.rows("given.tsv"):
            *places, anywhere = (int(cell) / 10 for cell in row[1:])
            self.given[row[0]] = tuple(places)
            self.likeness[row[0]] = tuple(figure - anywhere for figure in places)
        # Surnames so common that a name is tried wherever they stand.
        self.common = {name for name, figure in self.surnames.items() if figure > -6.9 and len(name) == 1}
        self.words = dict(words().figure)
        for division in everyday().divisions:
            if len(division.name) > 2:
                self.words.setdefault(division.name, -10.0)
            for short in division.shorts:
                self.words.setdefault(short, -11.5)
        for key in ("official", "staff", "other"):
            for title in lexicon.words_of("people.toml", "titles", key):
                self.words.setdefault(title, -10.5)
        for verb in lexicon.words_of("people.toml", "verbs", "after"):
            self.words.setdefault(verb, -10.5)
        for word in lexicon.words_of("names.toml", "words"):
            self.words[word] = max(self.words.get(word, -99.0), -9.5)
        # The length of the longest word that begins with two characters.
        self.reach: dict[str, int] = {}
        for word in self.words:
            size = min(len(word), _LONGEST_WORD)
            if size > self.reach.get(word[:2], 1):
                self.reach[word[:2]] = size
        elements = lexicon.words_of("people.toml", "minority", "elements")
        letters = Counter("".join(elements) + str(lexicon.toml("people.toml")["minority"]["chars"]) * 3)
        total = sum(letters.values())
        self.letters = {char: math.log(times / total) for char, times in letters.items()}
        self.element = re.compile(lexicon.any_of("people.toml", "minority", "elements"))

    def name(self, text: str, *, without_surname: bool = False) -> float | None:
        """Log-probability of a string as a Chinese name of surname and given name, None where it is none.

        ``without_surname`` lets the first character be any.
        """
        best: float | None = None
        for split in (2, 1) if len(text) > 2 else (1,):
            surname = self.surnames.get(text[:split])
            given = text[split:]
            if surname is None or not 1 <= len(given) <= 3:
                continue
            if len(given) == 3:
                # The surnames of both parents before a given name of two («张王晓丽»).
                second = self.surnames.get(given[0])
                if second is None or text[0] not in self.common or given[0] not in self.common:
                    continue
                surname, given = surname + second - 2.0, given[1:]
            one, two, alone = 0, 1, 2
            if len(given) == 1:
                score = surname + self.given.get(given, (_RARE,) * 3)[alone] + _LENGTH[1]
            else:
                score = (
                    surname
                    + self.given.get(given[0], (_RARE,) * 3)[one]
                    + self.given.get(given[1], (_RARE,) * 3)[two]
                    + _LENGTH[2]
                )
            if split == 2:
                score += 4.0
            if best is None or score > best:
                best = score
        if best is None and without_surname and 2 <= len(text) <= 4:
            best = _NO_SURNAME + sum(self.given.get(char, (_RARE,) * 3)[1] for char in text[1:])
        return best

    def minority(self, text: str) -> float | None:
        """Log-probability of a string as a Mongolian, Tibetan, Uyghur or Yi name in Chinese letters."""
        score = -3.0 if len(text) > 2 else -5.0
        for char in text:
            figure = self.letters.get(char)
            if figure is None:
                return None
            score += figure
        covered = sum(len(found.group()) for found in self.element.finditer(text))
        return score + 1.5 * covered

    def reading(self, text: str) -> tuple[list[float], set[int]]:
        """The best reading of a text as words: its log-probability from each place on, and where words begin."""
        size = len(text)
        best = [0.0] * (size + 1)
        length = [1] * (size + 1)
        figures, reach = self.words, self.reach
        for k in range(size - 1, -1, -1):
            score = figures.get(text[k], _UNKNOWN) + best[k + 1]
            # Most pairs of characters begin no word: one look instead of five (reading took 11 % of an extraction).
            for stop in range(k + 2, min(k + reach.get(text[k : k + 2], 0), size) + 1):
                figure = figures.get(text[k:stop])
                if figure is not None and figure + best[stop] > score:
                    score = figure + best[stop]
                    length[k] = stop - k
            best[k] = score
        edges: set[int] = {size}
        at = 0
        while at < size:
            edges.add(at)
            at += length[at]
        return best, edges


@cache
def figures() -> Figures:
    """The tables, loaded once a process."""
    return Figures()


@cache
def weights() -> dict[str, float]:
    """Feature → weight."""
    return {row[0]: int(row[1]) / 100 for row in lexicon.rows("name_weights.tsv")}


@cache
def _after() -> re.Pattern[str]:
    return re.compile(lexicon.any_of("people.toml", "verbs", "after"))


def follows(text: str, at: int) -> re.Match[str] | None:
    """A word at ``at`` that goes with a person before it."""
    return _after().match(text, at)


@cache
def predicates() -> frozenset[str]:
    """Words of two characters that go with a person before them."""
    return frozenset(verb for verb in lexicon.words_of("people.toml", "verbs", "after") if len(verb) == 2)


@cache
def manner() -> frozenset[str]:
    """Words of manner and time that begin like a name and stand between a person and the verb."""
    return frozenset(lexicon.words_of("names.toml", "manner"))


@cache
def _title_behind() -> re.Pattern[str]:
    """The level, the trade and the head of a title."""
    heads = "|".join(
        lexicon.any_of("honours.toml", "heads", kind) for kind in lexicon.toml("honours.toml")["heads"]
    )
    level = "全国|自治区|[省市县区旗州盟师厂局]|集团|公司"
    return re.compile(
        rf"(?:{level})级?(?:第[〇一二三四五六七八九十0-9]+届|[0-9]{{4}}年度?)?[{HAN}]{{0,6}}?(?:{heads})"
    )


def _shown(text: str) -> str:
    """The text as it stands in a table of one line a feature."""
    return text.replace("\n", "¶")


def right_features(text: str, end: int) -> Iterator[str]:
    """What stands behind a candidate that ends at ``end``."""
    following = text[end : end + 1]
    kind = "none"
    if following == "“":
        kind = "quote"  # «彭丽获|“巾帼标兵”»: the last character may be the verb
    elif not following or following in _PUNCTUATION:
        kind = "mark"
        if following == "(":
            kind = "honoured" if _HONOURED.match(text, end) else "aside" if _ASIDE.match(text, end) else "("
    elif _title_behind().match(text, end):
        kind = "title"  # «授予韩冬|县技术标兵称号»
    elif _GROUP.match(text, end):
        kind = "group"
    elif _NUMBERED.match(text, end):
        kind = "numbered"
    elif _SPEECH.match(text, end):
        kind = "speech"
    elif _AWARDED.match(text, end):
        kind = "awarded"
    elif _PERSONAL.match(text, end):
        kind = "personal"
    elif verb := follows(text, end):
        kind = "verb1" if len(verb.group()) == 1 else "verb2"
    elif following in "0123456789":
        kind = "digit"
    elif following in "匠工员师":
        kind = "job"
    else:
        word = words().longest(text, end)
        kind = ("tag:" if len(word) > 1 else "tag1:") + words().tag.get(word, "?")
    yield "R:" + kind
    if following and kind != "title":
        yield "R1:" + _shown(following)
        if kind not in ("mark", "(", "aside", "honoured"):
            yield "R2:" + _shown(text[end : end + 2])
    if kind != "title" and _PLACE_BEHIND.match(text, end):
        yield "R:place"
    if peer := _peer(_PEER_BEHIND.match(text, end)):
        yield "R:peer " + peer
    yield "right=" + kind


# «他们是:中联重科|刘波、三一重工|王敏、…»: each member of such a list ends in a person.
_TOLD = re.compile(
    rf"(?:是|为|有|包括|如下|名单|分别|依次)[^,。;:!?\n]{{0,4}}:(?:[{HAN}()]{{2,20}}、)*[{HAN}]{{2,12}}\Z"
)


def given_to_several(text: str, at: int, end: int) -> bool:
    """Whether a title is given to a string and others («命名|于归|等8人为…»)."""
    return text[max(0, at - 2) : at] in _GIVING and _GROUP.match(text, end) is not None


def chained(text: str, at: int, title: tuple[int, str] | None) -> bool:
    """Whether a title that stands before the one at ``at``, or before a post, leads to a name there."""
    start = title[0] if title else at
    return _CHAIN.search(text, max(0, start - 26), start) is not None


# The number of a row or of a list's member, and what it stands behind.
ROW_NUMBER = re.compile(r"([\n:;]|\A)\(?[0-9一二三四五六七八九十]{1,3}(?:[.、]|\)|(?<=[0-9])) *\Z")


# The members of a list on both sides of a candidate: «送服务、办实事、|解烦忧», «甲、|乙(技术员)、丙».
_PEER_BEFORE = re.compile(rf"(?:[^{HAN}]|^)(?P<peer>[{HAN}]{{2,4}})(?:\([^()]{{1,8}}\))?、$")
_PEER_BEHIND = re.compile(rf"(?:\([^()]{{1,8}}\))?、(?P<peer>[{HAN}]{{2,4}})(?:[^{HAN}]|$)")
# What stands behind the opening mark of a short quotation, to its end.
_QUOTED = re.compile(rf"[{HAN}]{{2,9}}(?=”)")


def _peer(found: re.Match[str] | None) -> str:
    if found is None:
        return ""
    return "name" if figures().name(found["peer"]) is not None else "word"


def left_features(text: str, at: int, title: tuple[int, str] | None, line: str) -> Iterator[str]:
    """What stands before a candidate that begins at ``at``; ``title`` is the start and class of a title there."""
    number = ROW_NUMBER.search(text, max(0, at - 8), at)
    head = number.end(1) if number else at  # «1.周志强 某厂工人» begins its row
    before = text[head - 1] if head else "\n"
    kind = "plain"
    if title:
        kind = title[1]
        word = text[title[0] : at]
        yield "T:" + word[-4:]
        if title[1] == "official" and _OFFICE.search(text, max(0, title[0] - 4), title[0]):
            yield "L:office"
        if chained(text, at, title):
            yield "L:chain"
    elif before in _PUNCTUATION:
        kind = "mark"
        if before in "、 ":
            kind = "list"
        elif before == "\n":
            kind = "line"
        elif before == "(":
            kind = "("
    elif _TOLD.search(text, max(0, at - 90), at):
        kind = "told"
    elif _BODY_BEFORE.search(text, max(0, at - 4), at):
        kind = "body"
    elif before in JOB_SUFFIX:
        kind = "job"
    elif before in "和与及跟同":
        kind = "link"
    elif _SETTLEMENT.search(text, max(0, at - 4), at):
        kind = "settlement"
    elif before == "的":
        kind = "of"
    elif before in "由被请为给向对叫让帮替有是" or text[max(0, at - 2) : at] in _GIVING:
        kind = "function"
    elif _MEMBER.search(text, max(0, at - 7), at):
        kind = "member"
    if not title and before not in _PUNCTUATION and chained(text, at, title):
        yield "L:chained"
        yield f"L:chained|{kind}"
    if line:
        yield f"L:{line}|{kind}"
    if peer := _peer(_PEER_BEFORE.search(text, max(0, at - 16), at)) if before == "、" else "":
        yield "L:peer " + peer
    if before == "“" and (quoted := _QUOTED.match(text, at)):
        yield f"L:quoted {min(len(quoted.group()), 5)}"
    yield "L:" + kind
    yield "L1:" + _shown(before)
    yield "L2:" + _shown(text[max(0, head - 2) : head])
    yield "left=" + kind


@cache
def _odds(level: int, kind: str, left_kind: str) -> tuple[str, ...]:
    """The steps that the odds of a candidate are above."""
    steps = _STEPS[:level]
    return (
        *(f"odds>{step}" for step in steps),
        *(f"odds>{step}|{kind}" for step in steps),
        *(f"odds>{step}|{left_kind}" for step in steps if step % 6 == 0),
    )


@cache
def _steps(worst: int, best: int, kind: str) -> tuple[str, ...]:
    """The steps of likeness that the least and the most likely character of a given name are above."""
    return (
        *(f"worst>{step}" for step in _LIKENESS[:worst]),
        *(f"worst>{step}|{kind}" for step in _LIKENESS[:worst]),
        *(f"likest>{step}" for step in _LIKENESS[:best]),
    )


def _given(candidate: str, kind: str) -> list[str]:
    """How like a given name the characters behind the surname are, the least like of them above all."""
    tables = figures()
    given = candidate[2:] if len(candidate) > 2 and candidate[:2] in tables.surnames else candidate[1:]
    places = (2,) if len(given) == 1 else (0, 1)
    likeness = [
        tables.likeness.get(char, _UNLIKE)[place] for char, place in zip(given[-2:], places, strict=True)
    ]
    worst = bisect_left(_LIKENESS, min(likeness))
    best = bisect_left(_LIKENESS, max(likeness))
    found = list(_steps(worst, best, kind))
    if len(given) > 1:
        word = words().tag.get(given)
        if word:
            found.append(f"given:{word}")
        head = words().tag.get(candidate[:2])
        if head:
            found.append(f"head:{head}")
    return found


def features(
    text: str,
    at: int,
    size: int,
    *,
    figure: float,
    minority: bool,
    reading: tuple[list[float], set[int]],
    left: list[str],
    right: list[str],
    agreement: str,
) -> list[str]:
    """The features of one candidate. The last of ``left`` and ``right`` is their class, for conjunctions."""
    best, edges = reading
    tables = figures()
    end = at + size
    candidate = text[at:end]
    odds = figure - (best[at] - best[end])
    word = tables.words.get(candidate)
    common = "no" if word is None else "rare" if word < -12.5 else "some" if word < -10.5 else "much"
    left_kind, right_kind = left[-1], right[-1]
    kind = "M" if minority else f"H{size}"
    whole = right_kind in ("right=mark", "right=(", "right=aside", "right=honoured")
    found = [
        "bias",
        kind,
        f"word:{common}",
        f"{left_kind}|word:{common}",
        f"{left_kind}|{right_kind}",
        f"{kind}|{right_kind}",
        f"word:{common}|{right_kind}",
        f"A:{agreement}",
        f"A:{agreement}|word:{common}",
    ]
    # Each step of the odds adds its weight to those below it, so that more is never less.
    found += _odds(bisect_right(_STEPS, odds), kind, left_kind)
    found += left[:-1]
    found += right[:-1]
    if at not in edges:
        found.append("cut:start")
        found.append(f"cut:start|{left_kind}")
    if end not in edges:
        found.append("cut:end")
        found.append(f"cut:end|{'whole' if whole else right_kind}")
    last = candidate[-1]
    if not whole:
        if last in _VERBAL:
            found.append(f"verbal|{kind}")
        if size == 3 and tables.given.get(last, (0.0, -11.0, 0.0))[1] < -9.5:
            found.append("rare last")
        if last in "和与及同跟":
            found.append("link last")
        longest = words().longest(text, end - 1)
        if len(longest) > 1:
            found.append("straddle:" + words().tag[longest])
        if size > 2 and last in _VERBAL and candidate[:-1] in tables.words:
            found.append("word and verb")
        if text[end - 1 : end + 1] in predicates():
            found.append("predicate cut")
    if last in "说问答道讲" and text[end : end + 1] in (":", ","):
        found.append("speech last")
    if minority:
        element = tables.element.match(text, at)
        if element and element.end() > end:
            found.append("element cut")
        if text[end : end + 1] in tables.letters:
            found.append("letters go on")
        if sum(len(part.group()) for part in tables.element.finditer(candidate)) == size:
            found.append("elements")
    if last in INSTITUTION:
        found.append("institution")
        found.append(f"institution|{left_kind}")
    if candidate[0] == candidate[1]:
        found.append("doubled")
    if not minority:
        found += _given(candidate, kind)
        surname = tables.surnames.get(candidate[:1], tables.surnames.get(candidate[:2], -99.0))
        sort = (
            "common"
            if surname > -6.0
            else "usual"
            if surname > -8.0
            else "rare"
            if surname > -99.0
            else "none"
        )
        found.append(f"surname:{sort}")
        if sort == "none":
            found.append(f"surname:none|{left_kind}")
            found.append(f"surname:none|{'whole' if whole else right_kind}")
            found.append(f"surname:none|{kind}")
    if candidate in gazetteer().by_short:
        found.append("place")
        found.append(f"place|{left_kind}")
    if candidate in predicates():
        found.append("predicate")
        found.append(f"predicate|{left_kind}")
    if candidate in manner():
        found.append("manner")
        found.append(f"manner|{left_kind}")
    if candidate[:2] in manner() and size > 2:
        found.append("manner head")
    if word is not None:
        tag = words().tag.get(candidate)
        if tag:
            found.append(f"tag:{tag}")
            found.append(f"tag:{tag}|{left_kind}")
    return found
