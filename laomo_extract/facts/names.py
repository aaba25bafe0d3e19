"""Names of people, found where the words around them ask for one.

An *anchor* is a place where a name may begin: behind a title or job (副主席|, 钳工|), an honour (劳动模范|),
a reporter's mark, a name in a list («甲、|»), the head of a clause. From each anchor every length is weighed
as two readings of the same window: a name of that length and then words, or words alone. Both are sums of
logarithms of probabilities (surname and given-name characters against common words, see ``lexicon``), plus
what the anchor and the word behind the name say. The better reading wins by its margin; the margin makes
the confidence. Names so found are then looked for in the rest of the document.

Minority names need no surname: they are built from known elements, or carry a dot.
Known failures: given names without a surname outside lists and titles; names broken by other text.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from laomo_extract import lexicon
from laomo_extract.lexicon.gazetteer import gazetteer
from laomo_extract.lexicon.words import words

HAN = "㐀-䶿一-鿿"
_HAN_RUN = re.compile(rf"[{HAN}·]+")
_UNKNOWN = -13.0
_LENGTH = {1: -1.6, 2: -0.2}  # how often a given name has so many characters
_NEVER = set("的了们着吗呢吧与及且但或把每各你他她它您这那哪谁着个们某第几且乃岁届")
# A last character that is more often the verb after a shorter name («周全|教孩子们», «何静|代为致意»).
_VERBAL = set(
    "说教代领站拜照则为也都就讲带在把从被获用拿给向将收捐送当任作做是有到来去因以由要会能已正又再便才只先还让请问答听看笑哭走跑坐开关起接打抱拉举记掌问最托曾主"
)
# A last character that makes an institution or a place of a string, and what does so behind it.
_PLACE_END = set("堡庄屯寨塘桥镇乡村县区局厂队街路市省旗会院校馆站所部委办室团赛店社党")
_PLACE_AFTER = re.compile(
    r"街道|镇|乡|村|社区|县|区|市|路|街|小区|公司|集团|厂|矿|学校|中学|小学|医院|大桥|工会|总工会|工业园|景区"
)
_TITLED = re.compile(r"总书记|同志|先生|女士|院士|师傅|大姐|大哥")
_JOB_SUFFIX = set("工员师手长匠农民者警兵医官嫂艺友")
_SPEECH = re.compile(
    r"(?:说|表示|介绍|告诉|坦言|回忆|笑称|笑着|透露|强调|指出|认为|感慨|感叹|激动|致辞|宣布|点评|打趣|直说|寄语|要求|呼吁|提醒|解释|回答|讲述|分享|夺冠|获|荣获|当选|被评|被授|受聘)"
)
_AWARDED = re.compile(
    r"(?:获[“得评颁]|荣获|被授予|被评|夺冠|夺魁|折桂|当选|获全国|获省|获市|并列|分获|摘得|捧得|胜出)"
)
_GROUP = re.compile(
    rf"等(?:[0-9一二两三四五六七八九十百]+余?[名位人]|人|同志|劳模|先进|[{HAN}]{{0,4}}(?:参加|出席|陪同|受))"
)
_BOUNDARY = set("\n 。,、;:!?()“”《》…—.·|*0123456789") | set(
    "的和与由被请让叫为是向给对邀跟同及时有以获等聘收"
)
_FUNCTION = re.compile(
    r"(?:由|被|请|邀请|请来|与|和|对|向|为|给|让|帮|替|叫|名叫|叫做|选举|推选|选出|是|如|有|以|跟|找到|其中|授予|命名|聘请|表彰|走访|慰问|看望|陪同|推荐|的|以及|随)$"
)
# What can stand behind the last name of a list: «…、宗红等九人», «…、钟点五人当选», «甲(省劳模)».
_NUMBERED = re.compile(r"[两二三四五六七八九十0-9]{1,3}[名位人](?![次均])")
_NICKNAME = re.compile(r"(?:人称|外号|绰号|被称为|称为|誉为|叫做)“[^”]{1,10}”的$")
_HONOURED = re.compile(
    r"\([^()\n]{0,14}(?:劳模|模范|奖章|标兵|能手|工匠|红旗手|工作者|大师|状元|职工|获得者)[^()\n]{0,6}\)"
)
# «刘某某»: a name that the text withholds; «某某县» and «张某某公司» are none.
_ADDRESS = frozenset(
    ("大姐", "大哥", "师傅", "先生", "女士", "大爷", "大妈", "阿姨", "老师", "律师", "医生", "大嫂")
)
_WITHHELD = re.compile(rf"[{HAN}]某(?:某(?!某)|[甲乙丙](?=[{HAN}]))?(?![县市区厂]|公司|单位)")
_ASIDE = re.compile(rf"\((?:女|男|左|右|中|前|后|来自|化名|[0-9]{{2}}岁|[{HAN}]{{1,4}}族)")
_CLOSING_QUOTE = re.compile(r"[”\"](?:荣誉称号|称号)?(?:获得者)?")
_ASIDES = re.compile(r"\([^()]*\)| ")
_CELL = re.compile(rf"(?:^|(?<=[ 、]))([{HAN}]{{2,4}})(?:\([^()]{{1,8}}\))?(?=[ 、]|$)")
_BRACKET = re.compile(r"\([^()\n]{1,24}\)")
_LINK = re.compile(r"[、 ]|以及|和|与|及|跟")
_DOTTED = re.compile(rf"[{HAN}]{{2,8}}(?:·[{HAN}]{{1,9}}){{1,4}}")


@dataclass(frozen=True, slots=True)
class NameMention:
    """A person's name; ``hint`` is the class of the title before it, ``title`` the range of that title."""

    start: int
    end: int
    name: str
    score: float
    hint: str
    title: tuple[int, int] | None
    rule: str


@dataclass(frozen=True, slots=True)
class _Anchor:
    at: int
    bonus: float
    rule: str
    hint: str = ""
    title: tuple[int, int] | None = None


class _Model:
    """The figures of the name model, in natural logarithms."""

    def __init__(self) -> None:
        self.surnames = {row[0]: int(row[1]) / 10 for row in lexicon.rows("surnames.tsv")}
        self.given = {row[0]: tuple(int(cell) / 10 for cell in row[1:]) for row in lexicon.rows("given.tsv")}
        self.words = dict(words().figure)
        for division in gazetteer().divisions:
            if len(division.name) > 2:
                self.words.setdefault(division.name, -10.0)
            for short in division.shorts:
                self.words.setdefault(short, -11.5)
        for key in ("official", "staff", "other"):
            for title in lexicon.words_of("people.toml", "titles", key):
                self.words.setdefault(title, -10.5)
        # Surnames so common that a name is tried wherever they stand.
        self.common = {name for name, figure in self.surnames.items() if figure > -6.9 and len(name) == 1}
        for verb in lexicon.words_of("people.toml", "verbs", "after"):
            self.words.setdefault(verb, -10.5)
        for word in lexicon.words_of("names.toml", "words"):
            self.words[word] = max(self.words.get(word, -99.0), -9.5)

    def name(self, text: str, sure: bool = False) -> float | None:
        """Log-probability of a string as a Chinese name, None where it cannot be one.

        Where a name is ``sure`` to stand, a rare character is no reason against a name of two («钳工周到获评»).
        """
        size = 2 if len(text) > 2 and text[:2] in self.surnames else 1
        best: float | None = None
        for split in {size, 1}:
            surname = self.surnames.get(text[:split])
            given = text[split:]
            if surname is None or not 1 <= len(given) <= 2:
                continue
            floor = -14.0
            if len(given) == 1:
                single = self.given.get(given, (floor,) * 3)[2]
                score = surname + (max(single, -9.5) if sure else single) + _LENGTH[1]
                if split == 2:
                    score += 4.0
            else:
                score = (
                    surname
                    + self.given.get(given[0], (floor,) * 3)[0]
                    + self.given.get(given[1], (floor,) * 3)[1]
                    + _LENGTH[2]
                )
            if best is None or score > best:
                best = score
        return best

    def reading(self, text: str) -> list[float]:
        """Best log-probability of each tail of ``text`` as a row of words; index len(text) is 0."""
        size = len(text)
        best = [0.0] * (size + 1)
        words = self.words
        for k in range(size - 1, -1, -1):
            score = words.get(text[k], _UNKNOWN) + best[k + 1]
            for stop in range(k + 2, min(k + 6, size) + 1):
                figure = words.get(text[k:stop])
                if figure is not None and figure + best[stop] > score:
                    score = figure + best[stop]
            best[k] = score
        return best


@cache
def _model() -> _Model:
    return _Model()


@cache
def _titles() -> tuple[lexicon.Matcher, dict[str, str]]:
    classes: dict[str, str] = {}
    for hint in ("other", "kin", "staff", "official"):
        for word in lexicon.words_of("people.toml", "titles", hint):
            classes[word] = hint
    for word in lexicon.words_of("people.toml", "titles", "journalist"):
        classes[word] = "journalist"
    for heads in lexicon.toml("honours.toml")["heads"].values():
        for word in str(heads).split():
            classes[word] = "honour"
    for word in ("称号的", "获得者", "得主", "传人", "传承人"):
        classes[word] = "honour"
    for word in lexicon.words_of("people.toml", "titles", "leader"):
        classes[word] = "leader"
    for word in lexicon.words_of("people.toml", "titles", "not_titles"):
        classes[word] = "none"
    return lexicon.Matcher(classes), classes


@cache
def _generic() -> re.Pattern[str]:
    return re.compile(lexicon.any_of("honours.toml", "generic_after"))


@cache
def _after() -> re.Pattern[str]:
    return re.compile(lexicon.any_of("people.toml", "verbs", "after"))


@cache
def _predicates() -> frozenset[str]:
    return frozenset(verb for verb in lexicon.words_of("people.toml", "verbs", "after") if len(verb) == 2)


@cache
def _minority() -> re.Pattern[str]:
    elements = lexicon.any_of("people.toml", "minority", "elements")
    chars = str(lexicon.toml("people.toml")["minority"]["chars"])
    return re.compile(f"{elements}{{1,3}}[{chars}]{{0,2}}")


@cache
def _minority_element() -> re.Pattern[str]:
    return re.compile(lexicon.any_of("people.toml", "minority", "elements"))


_BONUS = {"journalist": 6.0, "honour": 5.0, "official": 4.0, "staff": 3.5, "kin": 4.5, "other": 2.5}
# Anchors that many a common word follows: here the margin has to be wide.
_WEAK = {"name:clause": 3.0, "name:function": 3.5, "name:bare": 4.0, "name:job": 1.5}
_HONOUR_CHAIN = re.compile(
    r"(?:劳模|模范|奖章|获得者|标兵|能手|工匠|红旗手|工作者|大师|状元|职工|妻子|丈夫|儿子|女儿|父亲|母亲|徒弟|师傅)[”]?(?:获得者|称号)?[”]?(?:、|,|的|——)[^、,。;]{0,16}$"
)
_OFFICE = re.compile(
    r"(?:省|市|县|区|旗|州|局|委|会|院|厂|公司|部|办|中心|学校|集团|处|科|镇|乡|街道|村|社区|政府|大队|法院|[、])$"
)


class _Finder:
    def __init__(self, text: str) -> None:
        self.text = text
        self.model = _model()
        self.found: dict[int, NameMention] = {}
        self.taken: list[bool] = [False] * (len(text) + 1)
        self.title_ends: dict[int, tuple[int, str]] = {}
        self.leaders: list[tuple[int, int]] = []
        self.in_title: set[int] = set()
        self.honour_starts: set[int] = set()
        self.following: dict[str, tuple[set[str], int]] = {}
        self._collect_titles()
        self.masked = self._mask()

    # -- anchors -------------------------------------------------------------------------------------

    def _collect_titles(self) -> None:
        matcher, classes = _titles()
        for start, end, word in matcher.find(self.text):
            hint = classes[word]
            if hint == "leader":
                self.leaders.append((start, end))
            elif hint != "none":
                self.title_ends[end] = (start, hint)
                if hint == "honour":
                    self.honour_starts.add(start)
                self.in_title.update(range(start + 1, end))

    def _mask(self) -> list[bool]:
        masked = [False] * (len(self.text) + 1)
        names = gazetteer().by_name
        for start, end, word in gazetteer().matcher.find(self.text):
            if word in names and end - start >= 3:
                for k in range(start, end):
                    masked[k] = True
        return masked

    def _anchors(self) -> Iterator[_Anchor]:
        text = self.text
        size = len(text)
        for end, (start, hint) in self.title_ends.items():
            bonus = _BONUS[hint]
            at = end
            if hint == "journalist":
                while at < size and text[at] in " :/":
                    at += 1
            elif hint == "honour":
                quote = _CLOSING_QUOTE.match(text, at)
                at = quote.end() if quote else at
                if _generic().match(text, at):
                    bonus = 0.5
                elif text[at : at + 1] == "的":
                    at, bonus = at + 1, 3.0
            else:
                # «全国劳动模范、护林员|»: behind honour and job nothing but a name is looked for.
                if _HONOUR_CHAIN.search(text[max(0, start - 26) : start]):
                    bonus += 5.0
                if hint == "official" and _OFFICE.search(text[max(0, start - 4) : start]):
                    bonus += 2.5
            yield _Anchor(at, bonus, f"name:{hint}", hint, (start, end))
        for match in _HAN_RUN.finditer(text):
            start, end = match.span()
            before = text[start - 1] if start else "\n"
            if before in "\n*":
                row_end = text.find("\n", start)
                line = text[start : row_end if row_end >= 0 else size]
                row = not re.search("[。!?]", line)
                yield _Anchor(
                    start,
                    3.0 if row and text[end : end + 1] in " (、" else -5.0,
                    "name:row" if row else "name:clause",
                )
            elif before == "(" and (start < 2 or text[start - 2] in "。”!?\n "):
                yield _Anchor(start, 1.5, "name:signature", "journalist")
            elif before == "—" or before in "。,;:!?”(“ 、":
                yield _Anchor(start, -4.5, "name:clause")
            for k in range(start + 1, end):
                if k in self.title_ends or k in self.in_title:
                    continue
                if text[k - 1] in _JOB_SUFFIX and k - start >= 2:
                    chained = _HONOUR_CHAIN.search(text[max(0, k - 26) : k])
                    yield _Anchor(k, 4.5 if chained else 2.0, "name:job", "staff", (k - 2, k))
                elif text[k - 2 : k] == "”的":
                    yield _Anchor(k, 4.0 if _NICKNAME.search(text[max(0, k - 20) : k]) else -1.0, "name:job")
                elif text[k - 2 : k] == "其中" or text[k - 2 : k] in ("授予", "命名", "表彰", "聘请", "评选"):
                    yield _Anchor(k, -1.5, "name:function")
                elif _FUNCTION.search(text[max(0, k - 3) : k]):
                    yield _Anchor(k, -4.5, "name:function")
                elif text[k] in self.model.common:
                    chained = _HONOUR_CHAIN.search(text[max(0, k - 26) : k])
                    yield _Anchor(k, -3.0 if chained else -8.0, "name:bare")

    # -- weighing ------------------------------------------------------------------------------------

    def _window(self, at: int) -> str:
        stop = at
        text, limit = self.text, min(len(self.text), at + 11)
        while stop < limit and (text[stop].isalnum() or text[stop] == "·"):
            stop += 1
        return text[at:stop]

    def _after_bonus(self, end: int) -> float:
        text = self.text
        following = text[end : end + 1]
        if following == "(" and _HONOURED.match(text, end):
            return 6.0
        if following == "(" and _ASIDE.match(text, end):
            return 5.0
        if not following or following in "\n ()“,。、;:!?":
            return 1.2
        if _GROUP.match(text, end):
            return 4.0
        if _NUMBERED.match(text, end):
            return 3.5
        if _SPEECH.match(text, end):
            return 2.0
        verb = _after().match(text, end)
        if verb:
            return 1.0 if len(verb.group()) == 1 else 1.5
        if _TITLED.match(text, end):
            return 2.0
        if following in "—0123456789":
            return 2.0
        word = words().longest(text, end)
        if len(word) > 1 and words().tag[word] in "vpdcr":
            return 1.0
        return -0.5

    def _weigh(self, anchor: _Anchor) -> NameMention | None:
        at, text = anchor.at, self.text
        window = self._window(at)
        if len(window) < 2 or self.taken[at] or self.masked[at]:
            return None
        if window[1:3] in _ADDRESS:
            return None  # «周大姐» is no full name
        tails = self.model.reading(window)
        best: tuple[float, int, str] | None = None
        for size in (2, 3, 4):
            if size > len(window) or any(self.masked[at : at + size]):
                break
            candidate = window[:size]
            if _NEVER & set(candidate[1:]) or "·" in candidate or not _HAN_RUN.fullmatch(candidate):
                break
            figure = self.model.name(candidate, anchor.bonus >= 3.5)
            if figure is None:
                continue
            end = at + size
            score = figure + tails[size] - tails[0] + anchor.bonus + self._after_bonus(end)
            whole = not text[end : end + 1] or text[end] in "\n (),、。;:"
            score += self._agreement(candidate)
            if size == 3 and not whole:
                # «万里|托人», «何静|代为»: a rare or verbal last character is rather the next word's first.
                if candidate[2] in _VERBAL:
                    score -= 2.5
                elif self.model.given.get(candidate[2], (0.0, -11.0, 0.0))[1] < -9.5:
                    score -= 1.5
            if (candidate[-1] in "工匠员师" and not whole) or end in self.honour_starts:
                score -= 5.0  # «养路工|齐整», «巴渝|工匠»
            if size == 2 and candidate[0] == candidate[1]:
                score -= 6.0
            if candidate[-1] in _PLACE_END or _PLACE_AFTER.match(text, end):
                score -= 6.0
            if text[end - 1 : end + 1] in _predicates():
                score -= 4.0  # «焊工班|荣获»
            if (
                candidate in _titles()[1]
                or candidate[1:] in _titles()[1]
                or (size > 2 and candidate[:2] in _titles()[1])
            ):
                score -= 6.0
            if whole and anchor.bonus >= 2.5:
                score += 2.0
            if anchor.rule == "name:list":
                score += (
                    4.0 if whole or text[end] in "等和与及" else 0.0 if _after().match(text, end) else -4.0
                )
            if anchor.rule in ("name:signature", "name:row") and not whole:
                score -= 6.0
            if anchor.rule in ("name:clause", "name:function", "name:row") and (
                _GROUP.match(text, end) or self._listed(end)
            ):
                score += 3.0
            if anchor.rule in ("name:clause", "name:function") and _AWARDED.match(text, end):
                score += 2.5
            if anchor.rule in ("name:clause", "name:function") and _SPEECH.match(text, end):
                score += 1.5
            if best is None or score > best[0]:
                best = (score, end, anchor.rule)
        minority = self._weigh_minority(anchor, window, tails)
        if minority and (best is None or minority[0] > best[0]):
            best = minority
        if best is None:
            return None
        least = 1.0 if _GROUP.match(text, best[1]) else _WEAK.get(anchor.rule, 0.0)
        if best[0] <= least:
            return None
        score, end, rule = best
        return NameMention(at, end, text[at:end], score, anchor.hint, anchor.title, rule)

    def _note_followers(self, anchors: list[_Anchor]) -> None:
        """What stands behind each possible name at its anchors: the ground of agreement within the document."""
        for anchor in anchors:
            if anchor.rule == "name:bare":
                continue
            window = self.text[anchor.at : anchor.at + 5]
            for size in (2, 3, 4):
                if len(window) >= size:
                    ways, times = self.following.get(window[:size]) or (set(), 0)
                    ways.add(window[size : size + 1])
                    self.following[window[:size]] = ways, times + 1

    def _listed(self, end: int) -> bool:
        """Whether a name goes on to another one behind 、: «任飘、皮世豪笑到最后»."""
        text = self.text
        if text[end : end + 1] != "、":
            return False
        other = _HAN_RUN.match(text, end + 1)
        if not other:
            return False
        window = other.group()
        return any(
            self.model.name(window[:size]) is not None
            and window[:size] not in self.model.words
            and (
                len(window) == size or bool(_GROUP.match(window, size)) or bool(_after().match(window, size))
            )
            for size in (2, 3, 4)
            if len(window) >= size
        )

    def _agreement(self, candidate: str) -> float:
        """A string that comes again with another neighbour behind it is more likely whole."""
        followers, times = self.following.get(candidate) or (set(), 0)
        ways = len(followers)
        if ways == 1 and times > 1 and len(candidate) == 2 and _HAN_RUN.match(next(iter(followers))):
            return -3.0  # «郝运|来» wherever it stands: the name is longer
        return 0.0 if ways < 2 else 2.5 if ways == 2 else 4.0

    def _weigh_minority(
        self, anchor: _Anchor, window: str, tails: list[float]
    ) -> tuple[float, int, str] | None:
        match = _minority().match(window)
        if not match:
            return None
        longest: tuple[float, int, str] | None = None
        element = _minority_element()
        for size in range(2, match.end() + 1):
            part = window[:size]
            covered = sum(len(found.group()) for found in element.finditer(part))
            # Each element is as good as a word of its own; loose characters cost what rare words cost.
            figure = -9.0 - 1.5 * (len(element.findall(part)) - 1) - 8.5 * (size - covered)
            end = anchor.at + size
            score = figure + tails[size] - tails[0] + anchor.bonus + self._after_bonus(end)
            if anchor.rule == "name:list":
                score += 4.0 if self.text[end : end + 1] in ("、", "等", ",", "。", "(", " ", "") else 0.0
            if anchor.bonus < -1 and size < 3:
                continue
            if longest is None or score > longest[0]:
                longest = (score, end, "name:minority")
        return longest

    # -- the passes ----------------------------------------------------------------------------------

    def _take(self, mention: NameMention) -> None:
        self.found[mention.start] = mention
        for k in range(mention.start, mention.end):
            self.taken[k] = True

    def _dotted(self) -> None:
        chars = set(str(lexicon.toml("people.toml")["minority"]["chars"]))
        for match in _DOTTED.finditer(self.text):
            start, end = match.span()
            first = self.text.index("·", start)
            # The part before the dot: back from the dot as far as the letters of such names go.
            at = first
            while at > start and (self.text[at - 1] in chars) and at not in self.title_ends:
                at -= 1
            title = next(
                (k for k in range(first - 2, max(start, first - 9), -1) if k in self.title_ends), None
            )
            if title is not None:
                at = title
            minority = _minority().search(self.text, max(start, at - 2), first)
            if minority and minority.end() == first and minority.start() not in self.title_ends:
                at = min(at, minority.start())
            stop = self.text.rindex("·", start, end) + 1
            last = stop
            while (
                last < end
                and last - stop < 8
                and self.text[last : last + 2] not in _predicates()
                and (self.text[last] in chars or _minority_element().match(self.text, last, end))
            ):
                element = _minority_element().match(self.text, last, end)
                last = element.end() if element else last + 1
            if first - at >= 2 and last - stop >= 1:
                hint = self.title_ends.get(at)
                self._take(
                    NameMention(
                        at,
                        last,
                        self.text[at:last],
                        8.0,
                        hint[1] if hint else "",
                        (hint[0], at) if hint else None,
                        "name:dotted",
                    )
                )

    def run(self) -> list[NameMention]:
        for start, end in self.leaders:
            self._take(NameMention(start, end, self.text[start:end], 9.0, "leader", None, "name:leader"))
        for match in _WITHHELD.finditer(self.text):
            if match.group()[0] in self.model.surnames and match.start() not in self.in_title:
                name = self.text[match.start() : match.end()]
                self._take(NameMention(match.start(), match.end(), name, 4.0, "", None, "name:withheld"))
        self._dotted()
        self._columns()
        anchors = list(self._anchors())
        self._note_followers(anchors)
        weighed = [mention for anchor in anchors if (mention := self._weigh(anchor))]
        weighed.sort(key=lambda mention: (-mention.score, mention.start))
        for mention in weighed:
            if not any(self.taken[mention.start : mention.end]):
                self._take(mention)
        self._lists()
        self._repeat()
        return [self.found[start] for start in sorted(self.found)]

    def _columns(self) -> None:
        """Lines of a table: names alone («何必达 申屠燕(女) 彭湃»), or with a post behind («马骏 市公交公司驾驶员»)."""
        for line in re.finditer(r"[^\n]+", self.text):
            row = line.group()
            if len(row) > 200 or re.search(r"[。,;:!?0-9]", row):
                continue
            cells = list(_CELL.finditer(row))
            named = [
                cell
                for cell in cells
                if self.model.name(cell.group(1)) is not None
                and cell.group(1)[-1] not in "工员匠师"
                and cell.group(1)[-1] not in _PLACE_END
                and cell.group(1) not in _titles()[1]
            ]
            alone = len(cells) >= 3 and len(named) * 5 >= len(cells) * 4
            if not alone or sum(len(cell.group(1)) for cell in cells) < 0.5 * len(_ASIDES.sub("", row)):
                named = [cell for cell in named if self._has_post(line.start() + cell.end(), line.end())]
            for cell in named:
                start = line.start() + cell.start(1)
                end = line.start() + cell.end(1)
                self._take(NameMention(start, end, self.text[start:end], 6.0, "", None, "name:column"))

    def _has_post(self, end: int, stop: int) -> bool:
        """Whether the next cell of the row ends in a title or job."""
        if self.text[end : end + 1] != " ":
            return False
        edge = self.text.find(" ", end + 1, stop)
        edge = edge if edge >= 0 else stop
        bracket = self.text.find("(", end + 1, edge)
        return (bracket if bracket >= 0 else edge) in self.title_ends

    def _next_in_list(self, end: int) -> int | None:
        text = self.text
        bracket = _BRACKET.match(text, end)
        if bracket:
            end = bracket.end()
        link = _LINK.match(text, end)
        return link.end() if link else None

    def _lists(self) -> None:
        """Go on from each name to its neighbours in a list, forwards and backwards."""
        queue = sorted(self.found)
        while queue:
            mention = self.found[queue.pop()]
            at = self._next_in_list(mention.end)
            if at is not None and at < len(self.text) and not self.taken[at]:
                linked = self.text[at - 1] in "、 "
                follower = self._weigh(
                    _Anchor(at, 4.0 if linked else 1.0, "name:list", mention.hint, mention.title)
                )
                whole = follower and self.text[follower.end : follower.end + 1] in (
                    "",
                    " ",
                    "\n",
                    "(",
                    "、",
                    ")",
                    ",",
                    "。",
                )
                if (
                    follower
                    and (self.text[at - 1] != " " or whole)
                    and not any(self.taken[follower.start : follower.end])
                ):
                    self._take(follower)
                    queue.append(follower.start)
            if mention.start and self.text[mention.start - 1] == "、":
                previous = self._backwards(mention)
                if previous:
                    self._take(previous)
                    queue.append(previous.start)

    def _backwards(self, mention: NameMention) -> NameMention | None:
        end = mention.start - 1
        bracket = re.search(r"\([^()\n]{1,24}\)$", self.text[max(0, end - 26) : end])
        if bracket:
            end -= len(bracket.group())
        for size in (2, 3, 4):
            start = end - size
            if start < 0 or self.taken[start] or self.masked[start]:
                return None
            before = self.text[start - 1] if start else "\n"
            if not (before in _BOUNDARY or start in self.title_ends):
                continue
            candidate = self.text[start:end]
            if not re.fullmatch(rf"[{HAN}]+", candidate) or _NEVER & set(candidate[1:]):
                return None
            if self.model.name(candidate) is not None:
                title = self.title_ends.get(start)
                return NameMention(
                    start, end, candidate, 2.0, title[1] if title else mention.hint,
                    (title[0], start) if title else None, "name:list",
                )  # fmt: skip
        return None

    def _repeat(self) -> None:
        """Find names already known at their later (and earlier) places."""
        known: dict[str, NameMention] = {}
        for start in sorted(self.found):
            mention = self.found[start]
            if mention.name not in known or mention.score > known[mention.name].score:
                known[mention.name] = mention
        if not known:
            return
        for start, end, name in lexicon.Matcher(sorted(known)).find(self.text):
            word = name in self.model.words or name in gazetteer().by_short
            if any(self.taken[start:end]) or any(self.masked[start:end]):
                continue
            if word and not self._stands_alone(start, end):
                continue
            self._take(NameMention(start, end, name, known[name].score, "", None, "name:repeat"))

    def _stands_alone(self, start: int, end: int) -> bool:
        """Whether a known name that is also a word is the name here: its neighbours on both sides say so."""
        before = self.text[start - 1] if start else "\n"
        if not (before in _BOUNDARY or start in self.title_ends):
            return False
        following = self.text[end : end + 1]
        if not following or following in "\n (),。、;:!?“—":
            return (before in _BOUNDARY and before not in "的0123456789") or start in self.title_ends
        return bool(_after().match(self.text, end))


def find(text: str) -> list[NameMention]:
    """Find names of people in clean text.

    >>> [m.name for m in find("全国劳动模范、机车司机许长河讲起往事。")]
    ['许长河']
    """
    return _Finder(text).run()


def confidence(mention: NameMention) -> float:
    """The margin between the two readings as a probability."""
    return 1 / (1 + math.exp(-0.6 * mention.score))
