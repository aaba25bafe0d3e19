"""Names of people, weighed where they stand against the reading of the same text as words.

A candidate is a surname with a given name of one or two characters, or a string of the letters that Mongolian,
Tibetan, Uyghur and Yi names are written with. It is tried behind a title or job (副主席|, 钳工|), an honour
(劳动模范|), a mark, a preposition, a body's name; a common surname anywhere. ``name_model`` gives the odds of
each; the best that do not overlap are taken, then their neighbours in lists, then their later mentions.

Dotted names (艾尔肯·吐尼亚孜), names in columns, withheld names (张某某) and the leaders of state are found by
their form. Known failures: given names without a surname, above all of four characters (勒排早堵); a common word that is also a name and stands once.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from laomo_extract import lexicon
from laomo_extract.facts.name_model import (
    HAN,
    INSTITUTION,
    JOB_SUFFIX,
    chained,
    features,
    figures,
    follows,
    given_to_several,
    left_features,
    manner,
    predicates,
    right_features,
    weights,
)
from laomo_extract.facts.own import NO_WORDS, Own
from laomo_extract.lexicon.gazetteer import gazetteer
from laomo_extract.lexicon.words import words

_HAN_RUN = re.compile(rf"[{HAN}]+")
_NEVER = frozenset("的了们着吗呢吧与及且但或把每各你他她它您这那哪谁个某第几乃岁届")
_NO_HEAD = frozenset(
    "参是为被把将已就都也还并仍在又再不没有请让由从到对给赴共兼送走访谈召获领赠"
)  # «市劳模|是张勇»
_BOUNDARY = frozenset("\n 。,、;:!?()“”《》…—.·|*0123456789") | frozenset(
    "的和与由被请让叫为是向给对邀跟同及时有以获等聘收"
)
_FUNCTION = re.compile(
    r"(?:由|被|请|来|与|和|对|向|为|给|让|帮|替|叫|名|做|举|选|出|是|如|有|以|跟|到|其中|授予|命名|聘|表彰|慰问|看望|走访|陪同|推荐|的|及|随|友|会|在|(?:表彰|慰问|看望|走访|救助|奖励|采访|推荐|选举|聘请|邀请|授予|评出|选出|介绍|帮助|资助)了|来到)$"
)
_SIGNED = frozenset("。”!?\n ")
# «刘某某»: a name that the text withholds; «某某县» and «张某某公司» are none.
_ADDRESS = frozenset(
    ("大姐", "大哥", "师傅", "先生", "女士", "大爷", "大妈", "阿姨", "老师", "律师", "医生", "大嫂")
)
_WITHHELD = re.compile(
    rf"[{HAN}]某(?:某(?!某)|[甲乙丙](?=[{HAN}]))?"
    r"(?!(?:(?![在到被和与向从是说就给把])[㐀-鿿]){0,3}(?:公司|单位|集团|大学|学院|医院|中学|小学|学校|煤矿|企业|工厂|银行|部队)|[县市区厂局镇乡村矿])"
)
_CLOSING_QUOTE = re.compile(r"[”\"](?:荣誉称号|称号)?(?:获得者)?")
_ASIDES = re.compile(r"\([^()]*\)| ")
_CELL = re.compile(rf"(?:^|(?<=[ 、.．)]))([{HAN}]{{2,4}})(?:\([^()]{{1,8}}\))?(?=[ 、]|$)")
_ROW_NUMBER = re.compile(r"\(?[0-9]{1,3}(?:[.．、]|\)) ?")
_BRACKET = re.compile(r"\([^()\n]{1,24}\)")
_LINK = re.compile(r"[、 ]|以及|和|与|及|跟")
_LINK_BEFORE = re.compile(r"(?:\([^()\n]{1,24}\))?(?:[、 ]|以及|和|与|及|跟)$")
# No 和, 与, 及, 跟, 同 in it: «买买提·阿不都|和|热合曼·依明».
_DOTTED = re.compile(rf"(?:(?![和与及跟同])[{HAN}]){{2,8}}(?:·(?:(?![和与及跟同])[{HAN}]){{1,9}}){{1,4}}")
_SIGNED_OFF = re.compile(
    rf"(?:(?<=[。”!?]) ?|(?P<opens>(?<=[讯电]) ?))"
    rf"\((?P<who>[{HAN}]{{2,4}}(?:[ 、]{{1,2}}[{HAN}]{{2,4}}){{0,2}}|[{HAN}]{{5,8}})\)(?(opens)|(?=\n|$))"
)
_REPORTS = re.compile("(?:摄影|综合)?报道|[讯电摄](?![㐀-鿿])")
_ADVERBS = frozenset("都也就还才又已曾正常总先便则却")
_LEARNT = re.compile(r"[^,。]{0,8}(?:获悉|了解到|得知|看到)")
# «第一名|韩雪», «季军|何田»
_PLACED = re.compile(r"第[一二三四五六七八九十0-9]{1,3}名|头名|冠军|亚军|季军|榜首|魁首")
# «送来|大米、白面、春联|等慰问品», «送去了|米、面和花生油|。»: things, though 白 and 花 are surnames.
_GIFTS = re.compile(
    rf"(?:送[去上来出到]|带[去来]|赠送|捐[赠献]|发放|[配分]发|购[买置]|准备)了?(?P<things>[{HAN}、“”0-9]{{3,60}}?)等[{HAN}“”]{{0,8}}?(?:品|物资|礼包|礼物|用具|装备)"
    rf"|送[去上来]了?(?P<alone>[{HAN}]{{1,5}}(?:[、和及][{HAN}]{{1,5}})+)(?=[,。;!?\n])"
)
# «|黎明|职业大学»: a word that heads a body's name, not the person of that name.
_SCHOOL = re.compile(
    "(?:职业|师范|理工|科技|工业|农业|医科|技术|外国语)*(?:大学|学院|[中小]学|学校|医院|公司|集团|煤矿|宾馆|酒店)"
)
_FIRM = re.compile(rf"\([{HAN}]{{2,6}}\)[{HAN}]{{2,12}}?(?:公司|集团|厂)")  # «福如|(天门)服装有限公司»
_LABEL = re.compile(r" ?:(?!“)")  # «来源:», «时间:»
_LONGEST_MINORITY = 8
_NO_FIGURE = -40.0  # of a string that the tables hold for no name at all
# Behind an honour a person is named more often than not: less likely readings are kept there, with a confidence that
# says so. On rounds that no weight had seen workers gained 1.7 points of F1 by it and lost no precision.
_EXPECTED = -1.0
_SURER = 0.5
_COUNTED = frozenset("人名位年月天岁次届个项")
_PAIR = 0.0  # two names are likelier than words by so much
_NO_NAME = frozenset(("d", "t", "c", "p", "r", "m"))


@dataclass(frozen=True, slots=True)
class NameMention:
    """A person's name; ``hint`` is the class of the title before it, ``title`` the range of that title.

    ``score`` is the logarithm of the odds that it is one.
    """

    start: int
    end: int
    name: str
    score: float
    hint: str
    title: tuple[int, int] | None
    rule: str


class Candidate(NamedTuple):
    """A string that may be a name, with the tables' figure for it.

    A tuple, since a long text has very many: the collector of garbage need not look into it.
    """

    at: int
    size: int
    figure: float
    minority: bool


@cache
def _titles(own: tuple[str, ...] = ()) -> tuple[lexicon.Matcher, dict[str, str]]:
    classes = dict.fromkeys(own, "honour")
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
def _known(names: tuple[str, ...]) -> lexicon.Matcher:
    return lexicon.Matcher(names)


@cache
def _nobody() -> frozenset[str]:
    return frozenset(lexicon.words_of("names.toml", "nobody"))


@cache
def _generic() -> re.Pattern[str]:
    return re.compile(lexicon.any_of("honours.toml", "generic_after"))


class Finder:
    """Finds the names of one text; ``scripts/train_names.py`` asks it for candidates and their features."""

    def __init__(
        self, text: str, outside: Iterable[tuple[int, int]] | None = None, own: Own = NO_WORDS
    ) -> None:
        self.text = text
        self.own = own
        self.figures = figures()
        # What another finder found, by where it begins; None where none was asked.
        self.outside = None if outside is None else dict(self._names_only(outside))
        self.found: dict[int, NameMention] = {}
        self.taken: list[bool] = [False] * (len(text) + 1)
        self.titles: dict[int, tuple[int, str]] = {}
        self.leaders: list[tuple[int, int]] = []
        self.in_title: set[int] = set()
        self.bylines: set[int] = set()  # where 记者, 通讯员 begin
        self.honour_ends: set[int] = set()
        self.honour_starts: set[int] = set()  # «劳动模范|和先进|工作者»: no name runs into a title
        self._collect_titles()
        self.masked = self._mask()
        self.reading = self.figures.reading(text)
        self.rows = self._rows()
        self.gifts = {
            k
            for gifts in _GIFTS.finditer(text)
            for k in range(*gifts.span("things" if gifts["things"] else "alone"))
        }
        self.candidates = list(self._candidates())
        self.covered = [False] * (len(text) + 1)
        if self.outside:
            self._add_outside(self.outside)
            for start, end in self.outside.items():
                self.covered[start:end] = [True] * (end - start)
        self.following: dict[str, tuple[set[str], int, int]] = {}
        self._note_followers()
        self._left: tuple[int, list[str]] = (-1, [])

    # -- where a name may stand ------------------------------------------------------------------------

    def _collect_titles(self) -> None:
        matcher, classes = _titles(self.own.honours)
        text = self.text
        for start, end, word in matcher.find(text):
            hint = classes[word]
            if hint == "leader":
                self.leaders.append((start, end))
                continue
            if hint == "none":
                continue
            self.in_title.update(range(start + 1, end))
            at = end
            if hint == "journalist":
                self.bylines.add(start)
                while text[at : at + 1] and text[at] in " :/":
                    at += 1
            elif hint == "honour":
                self.honour_ends.add(end)
                if end - start >= 4:
                    self.honour_starts.add(start)
                quote = _CLOSING_QUOTE.match(text, at)
                at = quote.end() if quote else at
                if _generic().match(text, at):
                    hint = "generic"
                elif text[at : at + 1] == "的":
                    at, hint = at + 1, "honoured"
            self.titles[at] = (start, hint)

        for match in _PLACED.finditer(text):
            self.titles.setdefault(match.end(), (match.start(), "other"))

    def _mask(self) -> list[bool]:
        masked = [False] * (len(self.text) + 1)
        names = gazetteer().by_name
        for start, end, word in gazetteer().matcher.find(self.text):
            if word in names and end - start >= 3:
                for k in range(start, end):
                    masked[k] = True
        return masked

    def _rows(self) -> set[int]:
        """Places in lines that are no prose."""
        rows: set[int] = set()
        for line in re.finditer(r"[^\n]+", self.text):
            if not re.search("[。!?]", line.group()):
                rows.update(range(line.start(), line.end()))
        return rows

    def _strong(self, at: int) -> bool:
        """Whether what stands before ``at`` lets a name begin there."""
        text = self.text
        if at in self.titles:
            return True
        if at in self.in_title:
            return False
        before = text[at - 1] if at else "\n"
        return (
            before in _BOUNDARY
            or before in JOB_SUFFIX
            or before in INSTITUTION
            or bool(_FUNCTION.search(text, max(0, at - 3), at))
        )

    def _candidates(self) -> Iterator[Candidate]:
        text = self.text
        tables = self.figures
        best, _ = self.reading
        for run in _HAN_RUN.finditer(text):
            start, stop = run.span()
            for at in range(start, stop - 1):
                char = text[at]
                if char in _NEVER or char == "是":
                    continue  # «担任主席|的陈丽华», «市劳模|是张勇»
                surname = char in tables.surnames or text[at : at + 2] in tables.surnames
                letter = char in tables.letters
                titled = self.titles.get(at, (0, "generic"))[1] != "generic"
                if not (surname or letter or titled) or self.masked[at] or text[at + 1 : at + 3] in _ADDRESS:
                    continue
                if at in self.gifts and not titled:
                    continue
                strong = self._strong(at)
                if not strong and (at in self.in_title or char not in tables.common):
                    continue
                cell = text[at - 1 : at] == " " and at in self.rows  # the cells of a row are whole
                least = -20.0 if titled else -14.0 if strong else -3.0
                if surname or titled:
                    for size in range(2, min(4, stop - at) + 1):
                        candidate = text[at : at + size]
                        if candidate[-1] in _NEVER or self.masked[at + size - 1]:
                            break
                        if (
                            at + size in self.honour_ends
                            or self._is_phrase(candidate, at + size, titled)
                            or (cell and at + size < stop)
                        ):
                            continue
                        bare = (
                            titled
                            and not surname
                            and size < 4  # given names are short: «劳模|前往武汉|领奖»
                            and char not in _NO_HEAD
                            and (at + size == stop or at + size in self.bylines or follows(text, at + size))
                        )
                        figure = tables.name(candidate, without_surname=bool(bare))
                        if figure is not None and figure - best[at] + best[at + size] > least:
                            yield Candidate(at, size, figure, False)
                if letter and strong:
                    for size in range(2, min(_LONGEST_MINORITY, stop - at) + 1):
                        if text[at + size - 1] not in tables.letters or self.masked[at + size - 1]:
                            break
                        # Two such letters are too often a word («毛边»), unless they are a known name («边巴»).
                        if (
                            size == 2
                            and at not in self.titles
                            and not tables.element.fullmatch(text, at, at + 2)
                        ):
                            continue
                        if text[at + size - 1] in _ADVERBS and follows(text, at + size):
                            continue  # «次仁多吉|正带着工友», «满山|都是»
                        figure = tables.minority(text[at : at + size])
                        if figure is not None and figure - best[at] + best[at + size] > -2.0:
                            yield Candidate(at, size, figure, True)

    def _names_only(self, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """The ranges that can be a name: of Han characters alone, as the dotted ones are found by their form."""
        return sorted(
            (start, end)
            for start, end in spans
            if 0 <= start < end <= len(self.text)
            and 2 <= end - start <= _LONGEST_MINORITY
            and _HAN_RUN.fullmatch(self.text, start, end)
        )

    def _add_outside(self, spans: dict[int, int]) -> None:
        """Make what another finder found a candidate, even where the tables see no name."""
        tables = self.figures
        own = {(candidate.at, candidate.at + candidate.size) for candidate in self.candidates}
        for start, end in spans.items():
            if (start, end) in own or self.masked[start] or self.masked[end - 1]:
                continue
            name = self.text[start:end]
            figure, minority = tables.name(name), False
            if figure is None:
                figure, minority = tables.minority(name), True
            if figure is None:
                figure, minority = _NO_FIGURE, False
            self.candidates.append(Candidate(start, end - start, figure, minority))
        self.candidates.sort()

    def _opinion(self, at: int, end: int, outside: dict[int, int]) -> str:
        """What another finder says of a candidate."""
        if at in outside:
            return "outside:same" if outside[at] == end else "outside:start"
        return "outside:cross" if any(self.covered[at:end]) else "outside:none"

    def _is_phrase(self, candidate: str, end: int, titled: bool = False) -> bool:
        """Whether a candidate is a job, a predicate, a place, or runs into a number (何田|三人).

        Behind a title and in a list a predicate may be a name, too («主席|高兴», «平安(供电公司)、|高兴(小学)»).
        """
        last = candidate[-1]
        return (
            last in "工员匠"
            or (candidate[0] in "从向于" and last in INSTITUTION)  # «记者|从县|总工会获悉»
            or (candidate[0] == "从" and _LEARNT.match(self.text, end) is not None)  # «记者|从赛场|获悉»
            or (
                self.text[end : end + 1] == "得" and follows(self.text, end - 1) is not None
            )  # «薛峰|听得入神»
            or candidate in _titles()[1]
            or candidate in _nobody()
            or (not titled and self.text.startswith(("街道", "社区"), end))  # «在|晏家|街道开擂»
            or candidate in gazetteer().by_name  # «到大名、|魏县|看望»
            or not self.honour_starts.isdisjoint(range(end - len(candidate) + 1, end))
            or (
                candidate[0] in "老小" and candidate[1] in self.figures.common
            )  # «小王», «老周», «小王|刚考上»
            or (len(candidate) > 2 and last in "师镇乡县村不")  # «罗江|不在名单里»
            or (len(candidate) > 2 and last == "任" and self._is_title(end))  # «何万春|任|主任»
            or _titles()[1].get(candidate[:2]) == "kin"  # «给孙子|看»
            or (
                len(candidate) > 2
                and self.text[end : end + 1] in ("了", "着")
                and not follows(self.text, end)
            )
            or (titled and self._consulted(end - len(candidate)) and words().tag.get(candidate) in ("v", "n"))
            or (
                not (titled or self._is_member(end - len(candidate), end))
                and candidate in predicates()
                and words().tag.get(candidate) not in ("a", "n")
            )
            or (candidate[0] == "和" and candidate[1] in "省市县区州旗全各")  # «全国劳模|和省、|市劳模»
            or (last in "人名位" and candidate[-2] in "两二三四五六七八九十几")
            or _FIRM.match(self.text, end) is not None
            or (len(candidate) == 2 and _SCHOOL.match(self.text, end) is not None)
            or self.text.startswith("般", end)  # «|雷鸣|般的掌声»
            or (candidate in self.figures.words and _LABEL.match(self.text, end) is not None)
            or (candidate in gazetteer().by_short and self._is_place(end - len(candidate), end))
            or (last in "里上中下内外" and candidate[:-1] in self.figures.words)
            # «何田|三人», «主席|任期三年»
            or (last in "两二三四五六七八九十几" and self.text[end : end + 1] in _COUNTED)
        )

    def _is_title(self, at: int) -> bool:
        """Whether a title or post begins at ``at``."""
        return any(start == at for start, _ in (self.titles.get(k, (-1, "")) for k in range(at + 2, at + 7)))

    def _consulted(self, at: int) -> bool:
        """Whether the title before ``at`` is of one with whom something is done: «刘桂英同厂长|商定»."""
        start, _ = self.titles[at]
        return self.text[start - 1 : start] in ("同", "与", "跟", "和")

    def _is_member(self, start: int, end: int) -> bool:
        """Whether a string fills its place in a list or a row."""
        return self.text[start - 1 : start] in ("、", "\n") and self.text[end : end + 1] in (
            "、",
            "(",
            "\n",
            ",",
        )

    def _is_place(self, start: int, end: int) -> bool:
        """Whether a short form of a division stands in brackets («(东莞)有限公司») or in a list of such."""
        text, shorts = self.text, gazetteer().by_short
        listed = (text[end : end + 1] == "、" and text[end + 1 : end + 3] in shorts) or (
            text[start - 1 : start] == "、" and text[max(0, start - 3) : start - 1] in shorts
        )
        gave = re.match(" ?供图", text[end : end + 3])  # «/ 德庆 供图»: of its office
        return listed or bool(gave) or (text[start - 1 : start] == "(" and text[end : end + 1] == ")")

    def _note_followers(self) -> None:
        """What stands behind each candidate: the ground of agreement within the document."""
        for candidate in self.candidates:
            if candidate.minority:
                continue
            at, end = candidate.at, candidate.at + candidate.size
            title = self.titles.get(at)
            name = self.text[at:end]
            ways, times, titled = self.following.get(name) or (set(), 0, 0)
            ways.add(self.text[end : end + 1])
            titled += title is not None and title[1] not in ("generic", "other")
            self.following[name] = ways, times + 1, titled

    def _agreement(self, candidate: Candidate) -> str:
        """A string that comes again with another neighbour behind it is more likely whole."""
        at = candidate.at
        ways, times, titled = self.following.get(self.text[at : at + candidate.size]) or (set(), 0, 0)
        here = self.titles.get(at)
        if here and here[1] not in ("generic", "other"):
            titled -= 1
        many = len(ways)
        if many == 1 and times > 1:
            # «郝运|来» wherever it stands: the name is longer
            shape = "same" if _HAN_RUN.match(next(iter(ways))) else "again"
        else:
            shape = str(min(many, 3))
        return shape + ("t" if titled > 0 else "")

    # -- weighing ----------------------------------------------------------------------------------------

    def describe(self, candidate: Candidate) -> list[str]:
        """The features of a candidate, without those of its neighbours in a list."""
        at, end = candidate.at, candidate.at + candidate.size
        if self._left[0] != at:  # the candidates of one place come one after the other
            line = "row" if at in self.rows else ""
            self._left = at, list(left_features(self.text, at, self.titles.get(at), line))
        found = features(
            self.text,
            at,
            candidate.size,
            figure=candidate.figure,
            minority=candidate.minority,
            reading=self.reading,
            left=self._left[1],
            right=list(right_features(self.text, end)),
            agreement=self._agreement(candidate),
        )
        if self.outside is not None:
            found.append(self._opinion(at, end, self.outside))
        return found

    def _score(self, candidate: Candidate) -> float:
        weight = weights()
        return sum(weight.get(feature, 0.0) for feature in self.describe(candidate))

    def _mention(self, candidate: Candidate, score: float) -> NameMention:
        at, end = candidate.at, candidate.at + candidate.size
        title = self.titles.get(at)
        hint, where = "", None
        if title and title[1] != "generic":
            hint, where = ("honour" if title[1] == "honoured" else title[1]), (title[0], at)
        elif at and self.text[at - 1] == "(" and (at < 2 or self.text[at - 2] in _SIGNED):
            hint = "journalist"
        elif at >= 2 and self.text[at - 1] in JOB_SUFFIX:
            hint, where = "staff", (at - 2, at)
        rule = "name:minority" if candidate.minority else f"name:{hint or 'context'}"
        return NameMention(at, end, self.text[at:end], score, hint, where, rule)

    # -- the passes --------------------------------------------------------------------------------------

    def run(self) -> list[NameMention]:
        """All names of the text."""
        for start, end in self.leaders:
            self._take(NameMention(start, end, self.text[start:end], 9.0, "leader", None, "name:leader"))
        for match in _WITHHELD.finditer(self.text):
            if match.group()[0] in self.figures.surnames and match.start() not in self.in_title:
                name = self.text[match.start() : match.end()]
                self._take(NameMention(match.start(), match.end(), name, 4.0, "", None, "name:withheld"))
        self._own()
        self._dotted()
        self._columns()
        self._bylines()
        self._signed_off()
        self._pairs()
        # What even a neighbour in a list could not make a name is let go at once.
        least = -max(weights().get("near:left", 0.0), weights().get("near:right", 0.0))
        weighed = [
            (score, candidate) for candidate in self.candidates if (score := self._score(candidate)) > least
        ]
        for score, candidate in sorted(weighed, key=lambda pair: (-pair[0], pair[1].at)):
            if score <= self._least(candidate):
                continue
            if not any(self.taken[candidate.at : candidate.at + candidate.size]):
                self._take(self._mention(candidate, score))
        self._lists(weighed)
        self._repeat()
        self._called()
        return [self.found[start] for start in sorted(self.found)]

    def _least(self, candidate: Candidate) -> float:
        """The score above which a candidate is taken."""
        at = candidate.at
        title = self.titles.get(at)
        if given_to_several(self.text, at, at + candidate.size):
            return _EXPECTED
        honoured = title is not None and title[1] in ("honour", "honoured")
        adverb = words().tag.get(words().longest(self.text, at), "") in _NO_NAME  # «劳模|分批接受检查»
        if (honoured or chained(self.text, at, title)) and not adverb:
            return _EXPECTED
        # «工会主席|应邀|到场»: a word of manner has to be the surer name.
        return _SURER if self.text[at : at + candidate.size] in manner() else 0.0

    def _take(self, mention: NameMention) -> None:
        self.found[mention.start] = mention
        for k in range(mention.start, mention.end):
            self.taken[k] = True

    def _own(self) -> None:
        """Names that the user knows, a word among them only where it stands like a name."""
        if not self.own.names:
            return
        for start, end, name in _known(self.own.names).find(self.text):
            word = name in self.figures.words or name in gazetteer().by_short
            if not any(self.taken[start:end]) and (not word or self._stands_alone(start, end)):
                self._take(
                    replace(self._mention(Candidate(start, end - start, 0.0, False), 7.0), rule="name:own")
                )

    def _dotted(self) -> None:
        letters = self.figures.letters
        element = self.figures.element
        for match in _DOTTED.finditer(self.text):
            start, end = match.span()
            first = self.text.index("·", start)
            # The part before the dot: back from the dot as far as the letters of such names go.
            at = first
            behind_job = False
            while at > start and self.text[at - 1] in letters and at not in self.titles:
                if first - at >= 2 and (self.text[at - 1] in JOB_SUFFIX or self.text[at - 1] in "人族户"):
                    behind_job = True  # «棉农|热合曼·依明», «工人|阿木·拉哈»
                    break
                at -= 1
            title = next((k for k in range(first - 2, max(start, first - 9), -1) if k in self.titles), None)
            if title is not None and not behind_job and self.text[title:at] != "人":
                at = title
            stop = self.text.rindex("·", start, end) + 1
            last = stop
            while last < end and last - stop < 8 and not (last > stop and self._goes_on(last)):
                found = element.match(self.text, last, end)
                if not found and self.text[last] not in letters and not self._odd_letter(last, end):
                    break
                last = found.end() if found else last + 1
            if first - at >= 2 and last - stop >= 1:
                known = self.titles.get(at)
                self._take(
                    NameMention(
                        at,
                        last,
                        self.text[at:last],
                        8.0,
                        known[1] if known else "",
                        (known[0], at) if known else None,
                        "name:dotted",
                    )
                )

    def _goes_on(self, at: int) -> bool:
        """Whether the sentence goes on at ``at``, behind a dotted name («阿布都|说», not «阿布都|拉说»)."""
        verb = follows(self.text, at)
        if verb is None:
            return False
        letter = len(verb.group()) == 1 and self.text[at] in self.figures.letters
        adverb = self.text[at] in _ADVERBS  # «依明|都说好»
        # «阿不都拉,另一位…» as well as «阿布都拉|说»
        closes = _HAN_RUN.match(self.text, at + 1) is None or follows(self.text, at + 1)
        return adverb or not (letter and closes)

    def _odd_letter(self, at: int, end: int) -> bool:
        """Whether the dotted name goes on with a character that such names seldom have («马海·伍|各,», «哈布|都勒»)."""
        if at + 1 >= end:
            return self.text[at] not in "的了们着"
        if self.text[at] in _NEVER or self.text[at] in _BOUNDARY or self.text[at] in "在从把将也就":
            return False
        if any(len(words().longest(self.text, k)) > 1 for k in (at, at + 1)):
            return False  # «供女儿阿依努尔·艾力|读高中»
        return self.text[at + 1] in self.figures.letters or bool(follows(self.text, at + 1))

    def _columns(self) -> None:
        """Lines of a table: names alone («何必达 申屠燕(女) 彭湃»), or with a post behind («马骏 市公交公司驾驶员»)."""
        for line in re.finditer(r"[^\n]+", self.text):
            row = line.group()
            number = _ROW_NUMBER.match(row)
            first = number.end() if number else 0
            if len(row) > 200 or re.search(r"[。,;:!?0-9]", row[first:]):
                continue
            cells = list(_CELL.finditer(row, first))
            named = [
                cell
                for cell in cells
                if self.figures.name(cell.group(1)) is not None
                and cell.group(1)[-1] not in "工员匠师"
                and cell.group(1)[-1] not in INSTITUTION
                and cell.group(1) not in _titles()[1]
            ]
            alone = len(cells) >= 3 and len(named) * 5 >= len(cells) * 4
            if not alone or sum(len(cell.group(1)) for cell in cells) < 0.5 * len(_ASIDES.sub("", row)):
                named = [cell for cell in named if self._has_post(line.start() + cell.end(), line.end())]
            for cell in named:
                start = line.start() + cell.start(1)
                end = line.start() + cell.end(1)
                self._take(NameMention(start, end, self.text[start:end], 6.0, "", None, "name:column"))

    def _bylines(self) -> None:
        """Names that run together in a byline: «记者李华通讯员杨帆赵敏敏)»."""
        for at, (_, hint) in self.titles.items():
            run = _HAN_RUN.match(self.text, at) if hint == "journalist" else None
            if run is None:
                continue
            stop = min(
                (start for start in range(at + 1, min(run.end(), at + 12)) if start in self.bylines),
                default=run.end(),
            )
            if (named := self._reporting(at, run.end())) and not any(self.taken[at:named]):
                self._take(replace(self._mention(Candidate(at, named - at, 0.0, False), 6.0), hint=hint))
                continue
            if stop - at < 5 or stop - at > 9 or self.figures.name(self.text[at:stop]) is not None:
                continue
            parts = self._tiled(at, stop)
            if parts and not any(self.taken[at:stop]):
                for start, end in parts:
                    self._take(
                        replace(self._mention(Candidate(start, end - start, 0.0, False), 4.0), hint=hint)
                    )

    def _reporting(self, at: int, stop: int) -> int | None:
        """Where the name of a reporter ends who reports from a place: «记者|魏培全|福州报道»."""
        places = gazetteer()
        for end in range(min(at + 4, stop), at + 1, -1):
            if self.figures.name(self.text[at:end]) is not None and any(
                self.text[end : behind.start()] in places.by_name
                or self.text[end : behind.start()] in places.by_short
                for behind in _REPORTS.finditer(self.text, end + 2, min(stop, end + 12))
            ):
                return end
        return None

    def _signed_off(self) -> None:
        """Who signs in brackets at the end of a text or behind 讯, whatever else the names mean: «…。(丛林 关键)», «…。(李华王芳)»."""
        for signed in _SIGNED_OFF.finditer(self.text):
            parts: list[tuple[int, int]] = []
            for word in _HAN_RUN.finditer(self.text, *signed.span("who")):
                whole = self.figures.name(word.group()) is not None
                parts.extend([word.span()] if whole else self._tiled(*word.span()) or [(0, 0)])
            signed_as = any(signed.start() <= start < signed.end() for start in self.bylines)
            if not signed_as and all(
                end and self.text[start] in self.figures.surnames for start, end in parts
            ):
                for start, end in parts:
                    if not any(self.taken[start:end]):
                        name = self.text[start:end]
                        self._take(NameMention(start, end, name, 4.0, "journalist", None, "name:journalist"))

    def _pairs(self) -> None:
        """Two names that run together behind a title («省劳模张勇李娜当场示范»), where no one name reads on."""
        common, names, best = self.figures.common, self.figures.name, self.reading[0]
        for at, (_, hint) in self.titles.items():
            run = _HAN_RUN.match(self.text, at, at + 7)  # no further than two names reach
            if run is None or hint in ("generic", "journalist") or self.text[at] not in common:
                continue
            for end in range(at + 4, min(run.end(), at + 6) + 1):
                if not (end == run.end() or follows(self.text, end)) or any(self.masked[at:end]):
                    continue
                parts = self._tiled(at, end)
                if len(parts) != 2 or any(self.text[start] not in common for start, _ in parts):
                    continue
                one_reads = any(
                    names(self.text[at:stop]) is not None
                    and (stop == run.end() or follows(self.text, stop) or stop in self.titles)
                    for stop in range(at + 2, at + 5)
                )
                odds = (
                    sum(names(self.text[start:stop]) or 0.0 for start, stop in parts) - best[at] + best[end]
                )
                if one_reads or odds < _PAIR or any(self.taken[at:end]):
                    continue
                for start, stop in parts:
                    self._take(
                        replace(self._mention(Candidate(start, stop - start, 0.0, False), 2.5), hint=hint)
                    )
                break

    def _tiled(self, at: int, stop: int) -> list[tuple[int, int]]:
        """The likeliest parting of a run into names, none left over; empty where there is none."""
        best: list[tuple[float, list[tuple[int, int]]]] = [(0.0, []), *[(-math.inf, [])] * (stop - at)]
        for end in range(at + 2, stop + 1):
            for size in (2, 3, 4):
                start = end - size
                figure = self.figures.name(self.text[start:end]) if start >= at else None
                if figure is not None and best[start - at][0] + figure > best[end - at][0]:
                    best[end - at] = best[start - at][0] + figure, [*best[start - at][1], (start, end)]
        return best[-1][1]

    def _has_post(self, end: int, stop: int) -> bool:
        """Whether the next cell of the row ends in a title or job."""
        if self.text[end : end + 1] != " ":
            return False
        edge = self.text.find(" ", end + 1, stop)
        edge = edge if edge >= 0 else stop
        bracket = self.text.find("(", end + 1, edge)
        return (bracket if bracket >= 0 else edge) in self.titles

    def next_in_list(self, end: int) -> int | None:
        """Where the name behind the one that ends at ``end`` begins, if a list goes on there."""
        bracket = _BRACKET.match(self.text, end)
        link = _LINK.match(self.text, bracket.end() if bracket else end)
        return link.end() if link else None

    def last_in_list(self, start: int) -> int | None:
        """Where the name before the one that begins at ``start`` ends, if they stand in a list."""
        floor = max(0, start - 28)
        link = _LINK_BEFORE.search(self.text, floor, start)
        return link.start() if link else None

    def _lists(self, weighed: list[tuple[float, Candidate]]) -> None:
        """Go on from each name to its neighbours in a list, forwards and backwards."""
        by_start: dict[int, list[tuple[float, Candidate]]] = {}
        by_end: dict[int, list[tuple[float, Candidate]]] = {}
        for score, candidate in weighed:
            by_start.setdefault(candidate.at, []).append((score, candidate))
            by_end.setdefault(candidate.at + candidate.size, []).append((score, candidate))
        weight = weights()
        queue = sorted(self.found)
        while queue:
            mention = self.found[queue.pop()]
            for place, near, feature in (
                (self.next_in_list(mention.end), by_start, "near:left"),
                (self.last_in_list(mention.start), by_end, "near:right"),
            ):
                if place is None:
                    continue
                free = [
                    (score + weight.get(feature, 0.0), candidate)
                    for score, candidate in near.get(place, ())
                    if not any(self.taken[candidate.at : candidate.at + candidate.size])
                ]
                if not free:
                    continue
                score, candidate = max(free, key=lambda pair: pair[0])
                if score > self._least(candidate):
                    own = self._mention(candidate, score)
                    if not own.title:
                        own = NameMention(
                            own.start, own.end, own.name, score, mention.hint, mention.title, "name:list"
                        )
                    self._take(own)
                    queue.append(own.start)

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
            word = name in self.figures.words or name in gazetteer().by_short
            if any(self.taken[start:end]) or any(self.masked[start:end]):
                continue
            if word and not self._stands_alone(start, end):
                continue
            self._take(NameMention(start, end, name, known[name].score, "", None, "name:repeat"))

    def _called(self) -> None:
        """Who is called by the first part of the name: «买买提江·吐尔逊…。|买买提江|的师傅»."""
        whole: dict[str, set[str]] = {}
        for mention in self.found.values():
            if "·" in mention.name:
                whole.setdefault(mention.name.split("·")[0], set()).add(mention.name)
        for start, mention in self.found.items():
            if len(meant := whole.get(mention.name, ())) == 1:
                self.found[start] = replace(mention, name=next(iter(meant)))
        parts = [part for part, names in whole.items() if len(names) == 1 and len(part) > 2]
        for start, end, part in lexicon.Matcher(parts).find(self.text) if parts else ():
            if not any(self.taken[start:end]) and not any(self.masked[start:end]):
                name = next(iter(whole[part]))
                self._take(NameMention(start, end, name, 4.0, "", None, "name:repeat"))

    def _stands_alone(self, start: int, end: int) -> bool:
        """Whether a known name that is also a word is the name here: its neighbours on both sides say so."""
        before = self.text[start - 1] if start else "\n"
        if not (before in _BOUNDARY or start in self.titles):
            return False
        following = self.text[end : end + 1]
        if not following or following in "\n (),。、;:!?“—":
            return (before in _BOUNDARY and before not in "的0123456789") or start in self.titles
        return bool(follows(self.text, end))


def find(
    text: str, outside: Iterable[tuple[int, int]] | None = None, own: Own = NO_WORDS
) -> list[NameMention]:
    """Find names of people in clean text.

    What another finder of names gives (``outside``, ranges of the text) is weighed with the rest; names that the
    user knows (``own``) are found wherever they stand.

    >>> [m.name for m in find("全国劳动模范、机车司机许长河讲起往事。")]
    ['许长河']
    """
    return Finder(text, outside, own).run()


def confidence(mention: NameMention) -> float:
    """The share of mentions with such a score that are right, on bulletins that the weights have not seen.

    A logistic curve through 721 names of rounds 6 and 9 to 12, each scored by weights fitted without its round.
    """
    return 1 / (1 + math.exp(-(0.46 + 0.69 * min(mention.score, 30.0))))
