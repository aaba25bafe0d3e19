"""The text as given → clean text with a map back to every source offset.

Clean text is what the fact finders read: simplified characters, half-width letters, digits and
punctuation, one quotation style, no zero-width marks, one line a paragraph. Lines that a page or line
end broke are joined, and so are names that the page set wide («罗  婕»).
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from laomo_extract import lexicon
from laomo_extract.lexicon.words import segment, words

# Two runs of characters: of more Python makes a table for every pattern, at 1 to 4 ms each when they are compiled. Between the
# two blocks stand only the hexagrams (䷀), and compatibility ideographs are made the characters that they stand for at once.
HAN = r"〇㐀-鿿"
_LINE = re.compile(r"[^\n]+")
_HAN_CHAR = re.compile(rf"[{HAN}]")
_ENDS = "。！？!?…；;"
# What opens a new block: markdown, bullets, numbering, brackets that frame a title.
MARKER = re.compile(
    r"\s*(?:#{1,6}|[*+-] |>|[◆◇●○■□▲△▼★☆►▶➤➢✦✧※◎▪•··∙]|[〖【\[]"
    r"|[（(]?[一二三四五六七八九十]{1,3}[)）、.．:：](?=[0-9]{1,2}月|(?![0-9]))|第[一二三四五六七八九十]+[、:：]"
    r"|[（(]?[0-9]{1,2}(?:．|[)）、.](?=[0-9]{1,2}月|(?![0-9])))|[①-⑳]|——|――)"
)
_BYLINE = re.compile(
    r"^\s*[(（]?\s*(?:责任?编辑?|责编|编辑|记者|通讯员|作者|来源|文[/／]|图[/／:：]|摄影|审核|校对|美编|发布(?:时间|日期|单位)|更新时间|(?:时间|日期)[:：]|浏览次数|点击(?:量|数|次数)|报[：:]|送[：:]|发[：:])"
)
_CELLS = re.compile(
    rf"[{HAN}·]{{1,8}}(?:[ 　]+[{HAN}·]{{1,8}}){{2,}}"
)  # a row of names, no more than space between
_COLUMNS = re.compile(r"[^ ] {3,}[^ ]|[^ ]{2} {2,}[^ ]{2}.*[^ ]{2} {2,}[^ ]{2}")
_FULL_STOP = re.compile(rf"(?<=[{HAN}”\"])\.(?=[ \n”\"“0-9{HAN}]|$)|(?<=[{HAN}] )\.(?=[ \n”]|$)")
# A mirror that tells how its characters are read («總工會(huì)»); a neutral tone bears no mark («職工們(men)»).
_PINYIN = re.compile(
    rf"(?<=[{HAN}])[(]([a-zü]{{0,4}}[āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜ][a-z]{{0,3}}|men|me|de|le|zi|ge|ma|ne|ba|zhe)[)]"
)
# What scanners take for digits: «2O19年», «l2名», «3OO元». At least one true digit, and what only a number has behind it.
_MISREAD = re.compile(
    r"(?<![A-Za-z0-9.])(?=[OolI.,]{0,12}[0-9])(?=[0-9.,]{0,12}[OolI])[0-9OolI]{1,12}(?:[.,][0-9OolI]{1,6}){0,4}"
    r"(?=[年月日号名元人户万千百亿余多个位家支份套件箱袋台吨岁届期次场%])"
)
_DIGITS = str.maketrans("OolI", "0011")
# «二OO三年», «一九九0年», «二百O五名»: a zero among Chinese digits, whatever it was typed as (Latin, Cyrillic, Greek).
_HAN_ZERO = re.compile(
    r"(?<=[一二三四五六七八九])[OoОоΟο0]{1,3}(?=[一二三四五六七八九])"
    r"|(?<=[一二三四五六七八九]{3})[OoОоΟο0](?=年)|(?<=[百千万])[OoОоΟο0](?=[一二三四五六七八九])"
)
# «參萬圓»: the full form of three, which simplifies to 参 elsewhere.
_FULL_THREE = re.compile(r"参(?=[拾佰仟]|万(?:[壹贰叁参肆伍陆柒捌玖零元圆]))")
# «1 200名», «12 000元»: digits set in threes.
_IN_THREES = re.compile(
    rf"(?<=[{HAN},。;:(“])[1-9][0-9]{{0,2}}(?: [0-9]{{3}})+(?=[余多]?[万名元人户位个家份件箱袋台吨])"
)
_STRAIGHT = re.compile(r'"([^"\n]{1,60})"')
_MONTH = re.compile(r"[0-9一二三四五六七八九十]月$")  # «三月　县总工会…»; 月 is a surname too
_LIST_AHEAD = re.compile(rf":(?: *[{HAN}]{{2,4}} +)*? *((?:[{HAN}] +)*[{HAN}])$")
_LIST_AFTER = re.compile(rf"[{HAN}](?: +[{HAN}] +[{HAN}](?![{HAN}]))*(?: *$| +[{HAN}]{{2,4}}(?![{HAN}]))")
# Marks that are thrown in between the words («劳动模范★◆周志强◆★到会»), not bullets.
_STREWN = re.compile(rf"(?<=[{HAN}0-9])[★☆◆◇■□▲△●]+(?=[{HAN}0-9])")
# «1.8月26日,…», «2.30名…»: numbers of lines that count on, glued to what they head.
_NUMBERED = re.compile(r"^[ \t]*([0-9]{1,2})(\.)(?=[0-9])", re.MULTILINE)
_SPACES = re.compile(r" *")
_NUMBER_CUT = re.compile(r"[0-9]\.?$")
_NUMBER_GOES_ON = re.compile(r"[0-9]*(?:\.[0-9]+)?[万亿千百元人名户个家位支件份盒年月日余多%]")
# A year, a date or a time is whole («发布时间:2024-08-10», «16:30»).
_DATE_END = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}$|[-/:][0-9]{1,2}$|\.[0-9]{1,2}\.[0-9]{1,2}$")
# «四|十八名», not «…统一|万州区总工会…».
_PLACES_GO_ON = re.compile(r"[十百千万][十百千万亿一二两三四五六七八九零余多]*[元人名户个家位支件份盒年月日]")
# «一百二十|三名», «百|余名»
_DIGITS_GO_ON = re.compile(
    r"[一二三四五六七八九零余多][十百千万一二三四五六七八九零]*(?:元|人(?!民)|名|户|个|位|件|份|盒|年|月|日)"
)
_DAY_FIRST = re.compile(r"[0-9]{1,2}日")
# «某报  2009年9月14日», «第3版»: the head of a page.
_RUNNING_HEAD = re.compile(
    r"[^。,，；]{0,20}(?:[12][0-9]{3}年[0-9]{1,2}月[0-9]{1,2}日(?: *星期.)?|第[0-9一二三四五六七八九十]{1,3}[版期]) *$"
)
_HAN_END = re.compile(rf"[{HAN}]{{1,8}}$")
_HAN_START = re.compile(rf"[{HAN}]{{1,8}}")
# What no line begins with: closing marks, particles, the second half of 自治区.
_NEVER_OPENS = re.compile(r"[,，。、;；！？!?)）”》%]|的(?!士|确)|[了着们](?!解|手|重|眼|力)|治区|年以来")
# What no line ends with: «标准为每人|4200元».
_OPEN_END = re.compile(r"(?:每[人户名位家]|人均|户均|标准为|共计|合计|总计|累计)$")
_BULLET = re.compile(
    r"\s*(?:[◆◇●○■□▲△▼★☆►▶➤➢✦✧※◎▪•·]|[*+-] |[0-9]{1,2}[、.．]|[(（][0-9一二三四五六七八九十]{1,2}[)）])"
)
_ENDED = re.compile(rf"[{_ENDS}]")
_INNER_MARK = re.compile(r"[,。、;].")
_PROSE_MARK = re.compile(r"[,。;](?![0-9])")
_ASCII = re.compile(r"[\x00-\xff]")
_META = re.compile(
    r"(?:来源|作者|记者|编辑|责编|阅读|浏览|点击|发布|日期|时间|字体|字号|审核|通讯员)[^。]{0,12}[:\s]"
)
_CREDIT = re.compile(r"(?:摄影?|供图|摄影报道)[)）]?$")
_NEWS_OPENS = re.compile(
    r"\s*(?:[(（]?(?:本报|本刊|本网|新华社|中工网)|[^,，。]{2,8}讯[ (（,，]|[(（](?:记者|通讯员)"
    r"|(?:[0-9]{4}年)?[0-9一二三四五六七八九十]{1,3}月[0-9一二三四五六七八九十]{1,3}日|近日|日前|近期|连日来)"
)


_LINKS = re.compile(r"(?:上|下)一[条篇版页]|相关(?:新闻|链接|阅读)|推荐阅读|打印本页|关闭窗口")
# Radicals and compatibility ideographs that look like the characters they stand for.
_LOOK_ALIKES = frozenset(
    char
    for char in map(chr, (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00)))
    if len(folded := unicodedata.normalize("NFKC", char)) == 1 and folded != char
)


@cache
def _table() -> dict[int, str | None]:
    table: dict[int, str | None] = {}
    for code in range(0xFF01, 0xFF5F):
        table[code] = chr(code - 0xFEE0)
    for char in _LOOK_ALIKES:
        table[ord(char)] = unicodedata.normalize("NFKC", char)
    # Half of a broken pair: no encoder takes it, so the finders see a replacement character.
    table.update(dict.fromkeys(range(0xD800, 0xE000), "\ufffd"))
    for simple, variants in lexicon.rows("characters.tsv"):
        for char in variants:
            table[ord(char)] = simple
    for (
        char
    ) in "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000":
        table[ord(char)] = " "
    for char in "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029":
        table[ord(char)] = "\n"
    for chars, to in (
        ("「『〝＂", "“"),
        ("」』〞〟", "”"),
        ("○◯Ｏ", None),
        ("﹑､", "、"),
        ("｡", "。"),
        ("﹒•∙・･‧", "·"),
        ("–—―─－−‐‑‒", "—"),
        ("～〜∼", "~"),
        ("〔［", "["),
        ("〕］", "]"),
        ("\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f", "\u200b"),
    ):
        if to is not None:
            for char in chars:
                table[ord(char)] = to
    return table


@cache
def _surnames() -> frozenset[str]:
    return frozenset(row[0] for row in lexicon.rows("surnames.tsv") if len(row[0]) == 1)


@cache
def _compounds() -> frozenset[str]:
    return frozenset(row[0] for row in lexicon.rows("surnames.tsv") if len(row[0]) == 2)


@cache
def _titled(jobs: bool) -> re.Pattern[str]:
    """A title (office, reporter, honour, or a job) and the names of its row up to the next surname («省劳模周 强、»)."""
    titles = [
        lexicon.any_of("people.toml", "titles", "official"),
        *([lexicon.any_of("people.toml", "titles", "staff")] if jobs else []),
        lexicon.any_of("people.toml", "titles", "journalist"),
        *(lexicon.any_of("honours.toml", "heads", key) for key in lexicon.toml("honours.toml")["heads"]),
    ]
    return re.compile(rf"(?:{'|'.join(titles)})(?:(?:[{HAN}] +[{HAN}]|[{HAN}]{{2,4}})、)*$")


@dataclass(frozen=True, slots=True)
class CleanText:
    """Clean text; ``offsets[i]`` is the place in ``source`` that ``text[i]`` came from."""

    source: str
    text: str
    offsets: array[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open range of the source that clean ``[start, end)`` came from."""
        if start >= end:
            at = self.offsets[start] if start < len(self.offsets) else len(self.source)
            return at, at
        return self.offsets[start], self.offsets[end - 1] + 1

    def locate(self, start: int, end: int) -> tuple[int, int]:
        """The half-open range of the clean text that came from the source's ``[start, end)``."""
        return bisect_left(self.offsets, start), bisect_left(self.offsets, end)

    def quote(self, start: int, end: int) -> str:
        """What stands in the source there, without white space that only the layout put in."""
        offsets, source = self.offsets, self.source
        first, last = self.span(start, end)
        if last - first == end - start:
            return source[first:last]
        kept = set(offsets[start:end])
        return "".join(
            char for at, char in enumerate(source[first:last], first) if at in kept or not char.isspace()
        )

    def value(self, start: int, end: int) -> str:
        """Like ``quote``, as a value: no white space, no zero-width marks, no look-alikes («⼤» is 大)."""
        source = self.source
        return "".join(
            unicodedata.normalize("NFKC", char) if char in _LOOK_ALIKES else char
            for at in self.offsets[start:end]
            if not (char := source[at]).isspace()
        )


def _width(line: str) -> int:
    """Columns that a line of the source takes, in half-width units (all but ASCII count two)."""
    line = line.rstrip()
    return 2 * len(line) - len(_ASCII.findall(line))


def _wrap_width(lines: list[str], widths: list[int]) -> int:
    """The page's line width if the text is hard-wrapped, else 0.

    Hard-wrapped text has many lines that end in the middle of a sentence at nearly the same width.
    """
    open_ends = [
        width
        for line, width in zip(lines, widths, strict=True)
        if width >= 30 and line.rstrip()[-1:] not in _ENDS + ":”)》】" and not _COLUMNS.search(line.strip())
    ]
    if len(open_ends) < 3:
        return 0
    near, width = max((sum(top - 8 <= other <= top for other in open_ends), top) for top in set(open_ends))
    # Headings may be of one width too, but the lines of prose have its punctuation inside.
    prose = sum(
        width - 8 <= other <= width and _INNER_MARK.search(line) is not None
        for line, other in zip(lines, widths, strict=True)
    )
    return width if near >= 3 and near * 2 >= len(open_ends) and prose * 2 >= near and width <= 120 else 0


def _is_cut(line: str, after: str, going: bool) -> bool:
    """Whether a line ends in the middle of a number, a date or a word («1.5|万元», «8月|21日», «电力安|全隐患»).

    ``going`` says that the line itself goes on with the one before it, and so is no headline.
    """
    if not _HAN_CHAR.search(line):
        return False  # «01», «NO.1» above «5月10日,…» count the briefs
    if _NUMBER_CUT.search(line) and _NUMBER_GOES_ON.match(after) and not _DATE_END.search(line):
        return True
    if line[-1] in "一二两三四五六七八九" and _PLACES_GO_ON.match(after):
        return True
    if line[-1] in "十百千万" and _DIGITS_GO_ON.match(after):
        return True
    if line[-1] == "月" and len(line) > 3 and _DAY_FIRST.match(after):
        return True
    left, right = _HAN_END.search(line), _HAN_START.match(after)
    if left is None or right is None or not (going or len(line) >= 10):
        return False
    at = 0
    for word, tag in segment(left.group() + right.group()):
        at += len(word)
        if at > len(left.group()):
            cut = len(left.group()) - at + len(word)
            if cut <= 0:
                return False  # the line ends where a word does
            # The model of the segmentation makes words of its own («会|区»): a common one has to stand over the cut.
            known = any(
                word[first:last] in words().figure
                for first in range(cut)
                for last in range(cut + 1, len(word) + 1)
            )
            return known or (tag == "nr" and word[0] in _surnames())
    return False


@dataclass(frozen=True, slots=True)
class _Habits:
    """What the lines of a page have in common: their width where they are hard-wrapped (else 0), and their openings."""

    wrap: int
    indented: bool  # some lines begin with white space
    paragraphs: bool  # every paragraph does
    bullets: bool  # every bullet is a whole sentence

    @classmethod
    def of(cls, lines: list[str], widths: list[int]) -> _Habits:
        """Those of a page's lines."""
        inset = sum(line[:2].isspace() for line in lines)
        # What follows a closed line begins a paragraph.
        opening = [
            line[:2].isspace()
            for before, line in pairwise(lines)
            if before.rstrip()[-1] in _ENDS and not MARKER.match(line)
        ]
        marked = [line.rstrip()[-1] in _ENDS for line in lines if _BULLET.match(line)]
        return cls(
            _wrap_width(lines, widths),
            inset >= 2,
            len(opening) >= 2 and sum(opening) * 10 >= len(opening) * 8,
            len(marked) >= 3 and sum(marked) * 10 >= len(marked) * 7,
        )


_NAME_ROW = re.compile(
    rf"\s*(?P<surname>[{HAN}])(?:[{HAN}]{{1,3}}| +[{HAN}])(?: +|[(（])[{HAN}][^。，,；;！？!?：:]*"
)


def _joins(line: str, after: str, width: int, habits: _Habits, going: bool) -> bool:
    """Whether ``after`` goes on with the sentence that ``line`` (``width`` columns wide) leaves open."""
    end = line.rstrip()[-1]
    if end not in _ENDS and len(line.strip()) > 3:
        if _NEVER_OPENS.match(after.strip()):
            return True
        if _OPEN_END.search(line.rstrip()) or (
            end in "省市区县州盟旗" and after.lstrip().startswith("总工会")
        ):
            return True
    if _LINKS.match(after.strip()) or MARKER.match(after) or _BYLINE.match(after) or _BYLINE.match(line):
        return False
    if habits.indented and after[:2].isspace():
        return False
    if end in "，,、（(“《〈—":
        return len(line.strip()) > 1
    if end in "于在和与及的将自从至把被向对余约近达共由是第每" and len(line.strip()) >= 12:
        return True  # no headline ends in such a word
    if end in _ENDS + "：:":
        return False
    if end in "”’）)》】]" and re.search(r"[。！？!?…][”’）)》】\]]+$", line.rstrip()):
        return False
    if re.search(r"[。！？!?…]\([^()]{2,30}\)$", line.rstrip()):
        return False  # a signature behind the last sentence
    if _COLUMNS.search(line.strip()) or _COLUMNS.search(after.strip()):
        return False
    if _CELLS.fullmatch(line.strip()) and _CELLS.fullmatch(after.strip()):
        return False
    if (row := _NAME_ROW.fullmatch(after)) and row["surname"] in _surnames():
        return False  # «授予下列选手…,每人奖励5000元» over «赵雅静 某医院护士»
    marked = MARKER.match(line)
    if habits.wrap and width >= habits.wrap - 8:
        return not (marked and line.lstrip()[0] in "#【〖")
    body = line.strip()
    if marked and body[0] in "#【〖":
        return False
    if _CREDIT.search(body):
        return False
    if _is_cut(body, after.strip(), going):
        return True
    if habits.paragraphs and line[:2].isspace() and len(body) >= 4 and not marked:
        return True  # the page sets every paragraph in, and this line is set out
    if habits.bullets and _BULLET.match(line) and len(body) >= 8 and _ENDED.search(after):
        return True
    if going and not _NEWS_OPENS.match(after):
        return True  # a sentence that went on over a page end has not ended yet
    # Prose broken by a page end: long, with the punctuation of running text inside. A headline of two parts
    # is as long («弘扬…精神,全市…座谈会召开»), but news opens beneath it.
    if "。" not in body and (_META.search(body[:40]) or _NEWS_OPENS.match(after)):
        return False
    marks = len(_PROSE_MARK.findall(body))
    return ("。" in body[:-1] and len(body) >= 12) or (marks >= 1 and len(body) >= 20)


def _pieces(source: str, flat: str) -> list[tuple[int, int, bool]]:
    """Lines of the text as ``(start, end, goes on)``, running marks of the page left out where they break prose."""
    found = [(match.start(), match.end()) for match in _LINE.finditer(flat)]
    found = [(start, end) for start, end in found if not flat[start:end].isspace()]
    lines = [flat[start:end] for start, end in found]
    if not lines:
        return []
    widths = [_width(source[start:end]) for start, end in found]
    habits = _Habits.of(lines, widths)
    pieces: list[tuple[int, int, bool]] = []
    k = 0
    while k < len(lines):
        following = k + 1
        going = bool(pieces) and pieces[-1][2]
        # A page number and a running head between two halves of a sentence are left out; else they stay lines.
        beyond = following
        while beyond < min(len(lines), following + 3) and (
            _is_page_mark(lines[beyond]) or (beyond > following and _RUNNING_HEAD.match(lines[beyond]))
        ):
            beyond += 1
        if following < beyond < len(lines) and _joins(lines[k], lines[beyond], widths[k], habits, going):
            pieces.append((*found[k], True))
            k = beyond
            continue
        goes_on = following < len(lines) and _joins(lines[k], lines[following], widths[k], habits, going)
        pieces.append((*found[k], goes_on))
        k = following
    return pieces


def _without_junk(flat: str) -> str:
    """The same text, as long, with zero-width marks for what a mirror put in: readings, strewn marks."""
    if any(not match.group(1).isascii() for match in _PINYIN.finditer(flat)):
        flat = _PINYIN.sub(_blank, flat)
    # A mark alone may part names or briefs; two kinds of them side by side part nothing.
    if any(len(set(match.group())) > 1 for match in _STREWN.finditer(flat)):
        flat = _STREWN.sub(_blank, flat)
    return flat


def _blank(match: re.Match[str]) -> str:
    return "\u200b" * len(match.group())


_PAGE_MARK = re.compile(
    r"\s*(?:[·•\-—~\[(（第]{0,3}\s*[A-Z]?\d{1,4}\s*[·•\-—~\])）页]{0,2}|第\s*\d{1,4}\s*页\s*[/／,，（(]?\s*共\s*\d{1,4}\s*页[)）]?|\d{1,4}\s*[/／]\s*\d{1,4})\s*"
)


def _is_page_mark(line: str) -> bool:
    return bool(_PAGE_MARK.fullmatch(line))


def _wide_name(line: str, gap: re.Match[str], wide: bool, prose: bool) -> bool:
    """Whether a gap stands inside a name that was set wide: surname, gap, one character («罗  婕受聘»).

    ``wide`` says that the gap is broader than the space between two words, ``prose`` that the line is punctuated.
    Every look is bounded, as a line may hold any number of gaps.
    """
    start, end = gap.span()
    if _is_set_apart(line, start, end):
        return True
    if line[start - 1] not in _surnames() or _MONTH.search(line, max(0, start - 3), start):
        return False
    before, after = line[max(0, start - 2) : start - 1], line[end + 1 : end + 2]
    # «省劳模周 强、吴 梅走上讲台»: no phrase ends in a title and a surname.
    if _titled(jobs=not wide).search(line, max(0, start - 40), start - 1):
        return True
    if _in_list(line, start, end):
        return True
    apart = re.search(r"(?:^| )[^ ]( +)$", line[max(0, start - 60) : start - 1])
    if before == " " and apart and len(apart.group(1)) <= end - start:
        return False  # letters set apart: «工 会 简 报»
    if not wide:
        # One space also parts words; then the name has to fill its place in a list, a bracket or a byline.
        fills = before in ("", "、", "(", ",", " ", ":", ">", ".", "．") or before.isdigit()
        # «市劳模是张 勇、李 娜»
        fills = fills or (before in "是为有由和及与对向请给让" and after == "、")
        return fills and after in ("", "、", ")", "(", ",", " ", "。", ":")
    if not prose:
        # A table: the surname stands alone in its cell, or the gap parts two cells («何必达   申屠燕»).
        cell = re.search(r"[^ 、.．]*$", line[max(0, start - 4) : start])
        return cell is not None and (len(cell.group()) == 1 or cell.group() in _compounds())
    second = _SPACES.match(line, end + 1)
    return second is None or len(second.group()) != end - start


# «、王　明　亮、»: three characters with the same gaps, a mark on one side at least.
_THREE = re.compile(
    rf"(?P<mark>[、，,:：(（]|(?:记者|通讯员|摄影) |^)(?P<surname>[{HAN}])(?P<gap> +)[{HAN}](?P=gap)[{HAN}](?P<after>[、，,。)）(（]|$)"
)


def _is_set_apart(line: str, start: int, end: int) -> bool:
    """Whether the gap stands in a name of three characters that are all set apart."""
    floor = max(0, start - (end - start) - 6)
    for match in _THREE.finditer(line, floor, end + (end - start) + 3):
        if match.start("surname") < start and end <= match.start("after"):
            marked = match.group("mark") or match.group("after")
            return bool(marked) and match.group("surname") in _surnames()
    return False


def _in_list(line: str, start: int, end: int) -> bool:
    """Whether the gap stands in a name of a list behind a colon («劳模:周  强  吴  梅  郑国华»)."""
    ahead = _LIST_AHEAD.search(line, max(0, start - 60), start)
    after = _LIST_AFTER.match(line, end, end + 60)
    if ahead is None or after is None:
        return False
    singles = ahead.group(1).split()
    # Letters of two go together, each first one a surname; «工 会 简 报» is no list.
    return len(singles) % 2 == 1 and _surnames().issuperset(singles[::2])


def _enumerated(flat: str) -> str:
    """The text with a mark of its own behind numbers of lines that count on, so that «1.8» is no decimal there."""
    found = list(_NUMBERED.finditer(flat))
    numbers = [int(match.group(1)) for match in found]
    chars = list(flat) if found else []
    for k, match in enumerate(found):
        if numbers[k] + 1 in numbers[k + 1 : k + 2] or numbers[k] - 1 in numbers[max(0, k - 1) : k]:
            chars[match.start(2)] = "．"
    return "".join(chars) if found else flat


def clean(source: str) -> CleanText:
    """Make the clean text of ``source``; any ``str`` is taken.

    >>> clean("８月２７日，罗　婕受聘。").text
    '8月27日,罗婕受聘。'
    """
    # Old web pages end sentences with the ASCII full stop («…重新上岗 . ») and quote with straight marks.
    flat = _FULL_STOP.sub("。", source.translate(_table()))
    flat = _without_junk(_STRAIGHT.sub(r"“\1”", flat))
    flat = _HAN_ZERO.sub(lambda match: "〇" * len(match.group()), flat)
    flat = _FULL_THREE.sub("叁", flat)
    flat = _MISREAD.sub(lambda match: match.group().translate(_DIGITS), flat)
    flat = _IN_THREES.sub(lambda match: match.group().replace(" ", "\u200b"), flat)
    flat = _enumerated(flat)
    parts: list[str] = []
    offsets = array("q")

    def keep(start: int, end: int) -> None:
        parts.append(flat[start:end])
        offsets.extend(range(start, end))

    pieces = _pieces(source, flat)
    joined = False
    for start, end, goes_on in pieces:
        line = flat[start:end]
        stripped = len(line) - len(line.lstrip(" \u200b"))
        start, line = start + stripped, line.strip(" \u200b")
        end = start + len(line)
        if not line:
            continue
        if parts and not joined:
            parts.append("\n")
            offsets.append(start - 1)
        at = 0
        prose = re.search(r"[,。;:]", line) is not None
        for gap in re.finditer(r"[ \u200b]+", line):
            left, right = gap.span()
            if ("\u200b" in gap.group() and " " not in gap.group()) or _drops(
                line, gap, right - left > 1 or source[start + left] == "\u3000", prose
            ):
                pass
            else:
                keep(start + at, start + left + 1)
                at = right
                continue
            keep(start + at, start + left)
            at = right
        keep(start + at, end)
        joined = goes_on
    return CleanText(source, "".join(parts), offsets)


_DOT = re.compile(rf"(?<=[{HAN}]) · (?=[{HAN}])|(?<=[{HAN}])· (?=[{HAN}])|(?<=[{HAN}]) ·(?=[{HAN}])")


def _drops(line: str, gap: re.Match[str], wide: bool, prose: bool) -> bool:
    """Whether white space inside a line is the page's doing and not the text's."""
    start, end = gap.span()
    left, right = line[start - 1], line[end]
    if end - start == 1 and (
        (left.isdigit() and _HAN_CHAR.match(right)) or (_HAN_CHAR.match(left) and right.isdigit())
    ):
        return True  # «8 月 27 日»
    if end - start == 1 and _DOT.search(line, max(0, start - 4), end + 3):
        return True  # «买买提 · 吐尔逊»
    if (left in "，、,。；;:：“（(《" and right != " ") or right in "，、。；”）)》":
        return _HAN_CHAR.match(left) is not None or _HAN_CHAR.match(right) is not None or left in "、，。"
    return bool(_HAN_CHAR.match(left) and _HAN_CHAR.match(right) and _wide_name(line, gap, wide, prose))
