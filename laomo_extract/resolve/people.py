"""Whose an honour is, and which mentions are one person.

An honour belongs to a person when it stands

* before the name, with employer and post between («全国劳动模范、某厂钳工张三»), for every name of a list that has
  no post of its own («市劳模甲、乙、丙»);
* in brackets behind the name («张三(市劳模)»);
* behind the name and a verb of award («张三荣获…», «授予张三等10人…», «张三曾是…»);
* over a list of lines («【重庆五一劳动奖章】» and names beneath), or in the announcement that a list closes
  («发布…职业道德标兵,甲、乙、丙三人当选»).

One name is one person within a document; an honour holds from where it is told to the document's end.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from laomo_extract.facts import between
from laomo_extract.facts.honours import HonourMention, level_of
from laomo_extract.facts.name_model import JOB_SUFFIX
from laomo_extract.facts.names import NameMention, confidence
from laomo_extract.facts.numerals import read
from laomo_extract.layout import Draft
from laomo_extract.records import Honour, Person, PersonRole, Reference, Worker
from laomo_extract.resolve.context import Context

# Words that cannot stand between an honour and the name it belongs to.
_BREAK = re.compile(
    r"[。;!?\n:]|举行|举办|参加|走进|来到|带领|邀请|慰问|看望|组成|为(?!民)|给|向(?!阳)|把|被|等(?!级)|了|开展|召开|参观|表示|介绍|获得(?!者)|荣获|授予|评选|推荐|代表(?:们|和)|座谈|们"
)
_LINK = re.compile(r"(?:\([^()\n]{0,24}\))?(?:[、 ]|以及|和|与|及|跟|,)")
_UNREAD = re.compile(r"[㐀-鿿]{2,4}(?:\([^()\n]{1,8}\))?、")
_APART = re.compile(r",(?![^,]*[是的])[㐀-鿿、]{3,24}")
_BRACKET = re.compile(r"\([^()\n]{1,40}\)")
_AWARD = re.compile(
    r"(?:荣获|享受|同获|被?追授予?|追认为|获得过?|喜获|斩获|获评|获颁|荣膺|获|被授予|授予|被评为|评为|被评选为|评选为|被命名为|命名为|命名|被表彰为|表彰为|被推选为|当选为?|入选|摘得|捧得|夺得|捧回|拿下|拿到|拿|赢得|"
    r"成为|就是|曾是|也是|还是|便是|是|获聘|认定为|被认定为|为|戴上|称为|被誉为)"
    r"(?:了|过|全国|国家|首批|首届|第[^,。]{1,4}届|[0-9〇○零一二三四五六七八九]{4}年度?|的|一枚|一名|一位|“|由?[㐀-鿿]{2,14}(?:颁发|授予|评选|命名)的?)*$"
)
# «两年前还是市制钳厂的省劳动模范»: an employer between the verb and the title.
_BEING = re.compile(r"(?:是|系)[㐀-鿿]{2,16}的$")
# «张三,|男,52岁,中共党员,某厂钳工,|全国劳动模范»: what a life in a line tells between the name and the titles.
_LIFE = re.compile(
    r",(?:(?:男|女|[㐀-鿿]{1,6}族|(?:中共|[㐀-鿿]{2})?党员|共青团员|群众|(?:现年|今年|时年)?[0-9]{2}岁|(?:生于)?[0-9]{4}年(?:[0-9]{1,2}月)?(?:出?生)?(?:于[㐀-鿿]{2,10})?|[㐀-鿿]{2,8}人"
    r"|(?:本科|大专|大学|高中|初中|中专|技校|研究生|硕士|博士)(?:学历|文化|毕业)?|(?:系|现为|现任|原)?[㐀-鿿]{2,24}[工员师手长匠民者警兵医任记席理机](?:、[㐀-鿿]{2,12})?),)*(?:[0-9]{4}年)?"
)
# «张三,|女,78岁,…»
_PORTRAIT = re.compile(
    r",(?:男|女|[㐀-鿿]{1,6}族|(?:现年|今年|时年)?[0-9]{2}岁|[0-9]{4}年(?:[0-9]{1,2}月)?出?生)[,。]"
)
# «全国劳模北戴河|休养活动»: who takes part is named beneath, not who was awarded.
_OCCASION = re.compile("活动|休养|座谈|培训|研修|会议|合影|参观|考察|代表团|工作室")
_AGAIN = re.compile(r"获得?[此该](?:称号|殊荣|荣誉|奖章)")
_BY = re.compile(r"(?:被|由)[㐀-鿿、]{2,20}(?:授予|评为|评选为|命名为|表彰为|认定为)(?:了|为)?[“]?$")
_GIVEN = re.compile(
    r"(?:等)?(?:[0-9一二两三四五六七八九十百]+余?[名位人])?(?:同志|职工|选手|个人|先生|女士)?(?:为|以|“|[0-9]{4}年度?)*$"
)
_GIVE = re.compile(r"(?:授予|命名|表彰|评选|评出|评|聘请|追授|推选|认定|公布|确定)[^,。;]{0,120}$")
_CLOSING = re.compile(
    r"(?:\([^()]*\))?(?:等)?(?:[0-9一二两三四五六七八九十]+[名位人])?(?:[^,。;]{0,6})?(?:当选|入选|上榜|获此殊荣|榜上有名|获此荣誉|获奖|光荣当选|名列其中|同时获奖|获评)"
)
_TOGETHER = re.compile(
    r"(?:与|和|同)(?P<who>[㐀-鿿·]{1,6}?)(?:一起|一道|一同|同时)?(?:同获|获得?|当选|入选)[^,。]{0,6}$"
)
_TITLE_END = re.compile(r"[”\"]?(?:称号|荣誉)?(?:[,。;、!)\n]|$|的)")
# «薛峰点评后,获得第一名的|选手被授予…»: those who are awarded are others than the one named before.
_OTHERS = re.compile(
    r"(?:的|每[个名支]?|前[0-9一二三四五六七八九十]+名?|第[一二三四五六七八九十]名|各[㐀-鿿]{1,6})(?:优秀)?(?:选手|职工|队员|同志|个人|人员|工人|学员|获奖者|优胜者|冠军|参赛者|团队|班组)[^,。;]{0,10}$"
)
_HOW_MANY = re.compile(r"([两二三四五六七八九十]|[0-9]{1,2})(?:人|名|位)[^,。]{0,12}$")
_ONE_OF = re.compile(r"等[0-9一二两三四五六七八九十百]+余?[名位][“]?")
# «(6名)», «雨花区(3名)» over rows of names
_LABEL_ROW = re.compile(r"[㐀-鿿]{0,16}\((?:共|计)?[0-9一二三四五六七八九十百]+[名人位]\):?")
_BELOW = re.compile(r"(?:下列|以下|下述|如下)[^。;]{0,60}。?$")
# What comes with the title, behind it in the line over a list: «…“市技术能手”(6人),每人奖励2000元», «…,名单如下:»
_PRIZE = re.compile(r"[,;](?:并|各|每[人名位])[^,。;]{0,20}$")
_ADDRESSED = re.compile(
    r"(?<![㐀-鿿])[小老](?P<familiar>[㐀-鿿])(?=[㐀-鿿,。:说])|(?P<polite>[㐀-鿿])(?:师傅|大姐|大哥|大爷|大妈|大娘|大嫂|阿姨|老师|先生|女士|医生)"
)
_ARE = re.compile(r"(?:分别|依次)?(?:是|为)")
_STOPS = frozenset("。;,!\n") | {""}
# «最年轻的|全国劳模是张勇。»
_THE_ONE = re.compile(r"(?:最[㐀-鿿]{1,3}|首[位个名]|第一[位个名]|唯一(?:一[位个名])?)的?$")
_AMONG = re.compile(r"(?:里|中|当中|之中|名单中),?(?:既|就|还|也)?(?:有|包括)")
_ALSO = re.compile(r"的?[,]?(?:还有|有|是)")
_TOLD_FIRST = re.compile(r"[^,。;:!?\n]{0,22}")
_TOLD_NEXT = re.compile(r"(?:\([^()\n]*\))?(?:、|和|与|以及|及)[^,。;:!?\n]{0,22}")
_FOLLOWED = re.compile(r"的?[,]?(?:还有|有|是)")
# Rows of a list: names and nothing else, with a full stop at the end; and one word.
_LISTED = re.compile(r"[㐀-鿿·]{2,12}(?:\([^()]*\))?(?:、[㐀-鿿·]{2,12}(?:\([^()]*\))?){2,}。")
_ROW = re.compile(r"[㐀-鿿]{2,4}")
_SENTENCE_END = re.compile(r"[。!?\n]")
# «6人获市劳动模范称号,他们是:», «获得全国五一劳动奖章的会员有:»
# «(周志强 |吴春梅)» goes on with a reporter's line, «周志强 |摄» closes a picture's.
_WITH = re.compile(r"[ 、/]{1,2}")
_PHOTOGRAPHER = re.compile(r" ?(?:摄(?!影|氏)|摄影(?![师家])|供图|报道\))")
_ROW_NUMBER = re.compile(r"\(?[0-9一二三四五六七八九十]{1,3}(?:[.、]|\)|(?<=[0-9])) *")
_COLUMNS = re.compile(
    r"(?:(?:序号|编号|姓名|性别|民族|年龄|出生年月|单位|工作单位|所在单位|职务|职称|岗位|备注|推荐单位)[ 、|]*){2,}$|公示(?:时间|期)"
)
_NAMED_AS = re.compile(
    r"(?:[^。;:!?\n“”]{0,24}(?:是|为|有|包括|如下|名单)?|[”]?(?:称号)?[^:!?\n]{0,60}(?:他们是|分别是|名单如下)):(?!“)"
)
_THESE = re.compile(
    r"\n?(?:这|上述|以上|他们|她们)(?:[0-9一二三四五六七八九十百]+[名位人])?[㐀-鿿]{0,6}?(?:分别)?(?:为|是):"
)
# «授予20名职工“…”称号。甲、乙上台领取证书»
_RECEIVING = re.compile(
    r"(?:\([^()]*\))?(?:等)?(?:[0-9一二两三四五六七八九十]+[名位人])?[^,。;、]{0,6}(?:上台|登台|走上(?:领奖)?台|接过|领取|领受|捧[回起])"
    r"[^,。;、]{0,8}(?:证书|奖章|奖牌|领奖|受奖|绶带)"
)
_ALSO_IS = re.compile(r"[他她](?:也|就|还|曾)?是[^。;!?\n]{0,24}[,、](?:[0-9]{4}年的?)?$")
_MEMBER_ENDS = frozenset("、,;。和及与等( \n") | {""}
_PHRASE_EDGE = re.compile(r"[、,。;:!?\n()“”]|来自")
# A post: what follows the employer up to the name, or the last words of the phrase («桥吊司机», «支部书记»).
_JOB = re.compile(
    r"[㐀-鿿]{0,8}(?:[工员师手长匠民者警兵医官]|职工|工人|主席|书记|主任|经理|教授|主管|总监|顾问|负责人|司机|护士|医生|干部|骑手|班组|秘书)$"
)
_SHORT_POST = re.compile(r"、[㐀-鿿]{2,6}")
_CHAINED = re.compile(r"[、和及与,”“]{0,3}")
# «2015年被国务院评为|全国劳动模范»: when, and by whom. Between the date and the award lies no other comma.
_AWARDED_IN = re.compile(
    r"((?:19|20)[0-9]{2}|[一二][〇零○一二三四五六七八九]{3})年度?(?:[0-9一二三四五六七八九十]{1,3}月(?:[0-9]{1,2}日)?)?,?"
    r"[^年,。;:!?\n]{0,20}?(?:被|获|荣|授予|评|当选|命名|表彰|颁发)[^年,。;:!?\n]{0,30}$"
)
_AWARDED_BY = re.compile(
    r"(?:被|由|经|获(?!得者)|[,。;:年月日\n]|^)(?P<who>(?:(?![被由经授])[㐀-鿿、]){0,20}?(?:国务院|总工会|工会|政府|委员会|党委|[省市县区州]委|部|局|厅|公司|集团|厂|妇联|团委))"
    r"(?:联合|正式|追)?(?:授予|评为|评选为|命名为|命名|表彰为|认定为|颁发)[^,。;:!?\n]{0,24}$"
)
_PRONOUN = re.compile(r"(?:他|她|其|本人)(?!们)(?:,(?=[0-9]))?[^,。]{0,14}$")
# «授予|他们“…”称号», «授予|她“…”称号», «|三人被市总工会授予…», «|三人都是省劳动模范», «|双双被授予…», «|这位劳模»: those named before.
_THOSE = re.compile(
    r"(?:他们|她们|双双|(?P<one>[这那][位名]|(?<=授予)[他她](?!们))|(?<![等共前第后余约达0-9])(?P<many>[两二三四五六七八九十]|[0-9]{1,2})(?:人|位|名)(?:选手|职工|同志|老人|师傅)?(?=[都均双分同还是为被获曾荣授“]|$|全|省|市|县))"
    r"(?:都|均|双双|分别|同时|还|也)*(?:被[㐀-鿿]{2,14}(?:授予|评为|命名为|表彰为)|(?:是|为|被|获|曾|荣获|获得|被?授予|被评为|被命名为)*)(?:[㐀-鿿]{0,4}的?|[0-9]{4}年度?)“?$"
)
# Titles that stand beside their name are surer than those that a list or a pronoun leads to.
_LINK_SURE = {"honour:before": 0.95, "honour:bracket": 0.95, "honour:after": 0.92, "honour:apposition": 0.92}
_HINT_ORDER: tuple[PersonRole, ...] = ("leader", "official", "journalist", "staff", "other")


@dataclass(frozen=True, slots=True)
class _Owned:
    honour: HonourMention
    name: str
    at: int
    rule: str


class PeopleResolver:
    """Links the names and honours of one page."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.text = context.text
        self.names = context.mentions.names
        covered = {k for name in self.names for k in range(name.start, name.end)}
        self.honours = [
            honour
            for honour in context.mentions.honours
            if not (honour.start in covered and honour.end - 1 in covered)
        ]
        self.starts = {name.start: k for k, name in enumerate(self.names)}
        self.ends = {name.end: name for name in self.names}
        self.bodies = {org.end: org for org in context.mentions.organisations}
        self.hints: dict[str, set[str]] = {}
        reporter: NameMention | None = None
        for name in self.names:
            signs = name.hint == "journalist" or bool(
                _PHOTOGRAPHER.match(self.text, name.end)
                or (reporter and _WITH.fullmatch(self.text, reporter.end, name.start))
            )
            reporter = name if signs else None
            hint = "journalist" if signs else "other" if name.hint == "kin" else name.hint
            self.hints.setdefault(name.name, set()).add(hint)
        self.owned: dict[str, list[_Owned]] = {}
        for index, honour in enumerate(self.honours):
            for own in self._owners(honour, index):
                self.owned.setdefault(own.name, []).append(own)
        self._together()
        self._again()

    # -- one honour ------------------------------------------------------------------------------------

    def _owners(self, honour: HonourMention, index: int) -> list[_Owned]:
        for rule, names in (
            ("bracket", self._in_bracket(honour)),
            ("row", self._in_row(honour)),
            ("list", self._over_roll(honour)),
            ("apposition", self._apposition(honour)),
            ("before", self._before(honour)),
            ("those", self._those(honour, index)),
            ("after", self._after(honour, index)),
            ("named", self._named_as(honour)),
            ("named", self._these(honour)),
            ("list", self._over_list(honour)),
            ("among", self._among(honour)),
            ("announced", self._announced(honour)),
            ("receiving", self._receiving(honour)),
        ):
            if names:
                return [_Owned(honour, name.name, honour.outer_start, f"honour:{rule}") for name in names]
        return []

    def _in_bracket(self, honour: HonourMention) -> list[NameMention]:
        opening = self.text.rfind("(", max(0, honour.outer_start - 40), honour.outer_start)
        if opening < 0 or ")" in self.text[opening : honour.outer_start]:
            return []
        owner = self.ends.get(opening)
        row_start, row_end = self._line(opening)
        if owner is None and not re.search("[。,;!?]", self.text[row_start:row_end]):
            owner = self._preceding(opening)  # a row of a table: «段文青 壁画修复工(省劳动模范)»
            owner = owner if owner and owner.start >= row_start and opening - owner.end < 24 else None
        if owner is None or between(self.names, opening, honour.outer_start):
            return []
        if self.text[opening + 1 : opening + 2] in ("均", "都"):
            return self._list_to(owner)  # «葡萄技术员甲和养蜂人乙(均为兵团劳模)»
        # «甲、乙(区劳模)» at the end of a list without brackets of its own is said of both.
        group = [owner]
        while True:
            previous = self.ends.get(group[0].start - 1)
            if previous is None or self.text[previous.end] not in "、和与":
                break
            group.insert(0, previous)
        before = self.text[group[0].start - 1 : group[0].start]
        return group if len(group) == 1 or before in ("", "\n", "。", ",", ";", ":") else [owner]

    def _in_row(self, honour: HonourMention) -> list[NameMention]:
        """Who heads the row of a table that has the title in a column of its own: «3 邬晓燕 护士长 市最美职工»."""
        start, end = self._line(honour.start)
        if self.text[honour.outer_start - 1] not in " 、" or re.search(r"[。,;:!?]", self.text[start:end]):
            return []
        number = _ROW_NUMBER.match(self.text, start, end)
        head = self.starts.get(number.end() if number else start)
        return [] if head is None or self.names[head].end >= honour.outer_start else [self.names[head]]

    def _those(self, honour: HonourMention, index: int) -> list[NameMention]:
        """Those named before, where only a pronoun or their number stands beside the title."""
        if honour.generic:
            return []
        chain = honour.outer_start
        for other in reversed(self.honours[max(0, index - 8) : index]):
            if not _CHAINED.fullmatch(self.text[other.outer_end : chain]):
                break
            chain = other.outer_start
        those = _THOSE.search(self.text, max(0, chain - 24), chain)
        last = self._preceding(those.start()) if those else None
        if those is None or last is None or those.start() - last.end > 120:
            return []
        many = 1 if those["one"] else 2 if those.group().startswith("双双") else 0
        if those["many"]:
            many = int(read(those["many"]).value)
        if not many:
            return self._list_to(last)
        # Each once, from the last one back.
        before: dict[str, NameMention] = {}
        for name in reversed(self.names[: self.starts[last.start] + 1]):
            if len(before) == many or those.start() - name.end > 240:
                break
            before.setdefault(name.name, name)
        return list(before.values())[::-1] if len(before) == many else []

    def _apposition(self, honour: HonourMention) -> list[NameMention]:
        """«易军等10名“江淮工匠”»: the names before the number are of those that the title names."""
        last = self._preceding(honour.outer_start)
        if last is None or not _ONE_OF.fullmatch(self.text[last.end : honour.outer_start]):
            return []
        return self._list_to(last)

    def _following(self, at: int) -> NameMention | None:
        """The first name at or behind ``at``."""
        index = bisect_left(self.names, at, key=lambda name: name.start)
        return self.names[index] if index < len(self.names) else None

    def _preceding(self, at: int) -> NameMention | None:
        """The last name that ends at or before ``at``."""
        index = bisect_right(self.names, at, key=lambda name: name.end)
        return self.names[index - 1] if index else None

    def _before(self, honour: HonourMention) -> list[NameMention]:
        if honour.generic:
            return []
        first = self._following(honour.outer_end)
        if first is None or first.start - honour.outer_end > 44:
            return []
        gap = self.text[honour.outer_end : first.start]
        bare = re.sub(r"“[^”]*”|\([^()]*\)", "", gap)
        if _BREAK.search(bare) or "," in bare:
            return []
        if (
            bare
            and not re.match(r"[、和及兼暨的与 ]", bare)
            and not (first.title and first.title[0] <= honour.outer_end + 14)
        ):
            return []
        if (
            len(bare) > 2
            and not first.title
            and bare[-1] not in "的、"
            and (bare[0] != "、" or len(bare) > 16)
        ):
            return []
        return self._list_from(first)

    def _list_from(self, first: NameMention) -> list[NameMention]:
        """A name and the names that follow it in a list without posts of their own."""
        group = [first]
        while True:
            if group[-1].end in self.starts:
                group.append(self.names[self.starts[group[-1].end]])  # «省劳模张勇|李娜当场示范»
                continue
            link = _LINK.match(self.text, group[-1].end)
            if not link or link.group()[-1] == ",":
                break
            index = self.starts.get(link.end())
            if index is None:
                # «张勇、|葸志强|、李娜»: a member that was not read as a name does not end the list.
                unread = _UNREAD.match(self.text, link.end())
                index = self.starts.get(unread.end()) if unread else None
            if index is None:
                break
            # «余小米和老师张三» has a post between and does not come here; kinship ends the list as well.
            group.append(self.names[index])
        return group

    def _list_to(self, last: NameMention) -> list[NameMention]:
        """The names of the list that ``last`` closes, posts between them allowed («车工甲、电工乙»)."""
        group = [last]
        index = self.starts[last.start]
        while index > 0:
            previous = self.names[index - 1]
            gap = self.text[previous.end : group[0].start]
            gap = _BRACKET.sub("", gap)
            if _APART.fullmatch(gap) and group[0].title and previous.title and not _BREAK.search(gap):
                group.insert(0, previous)  # «护士长缪虹,某公司挡车工韩玉,公交司机卢斌被授予…»
                index -= 1
                continue
            if (
                not re.match(r"(?:、|和|与|及|以及| |$)", gap)
                or len(gap) > 22
                or re.search(r"[。,;:!?\n]", gap)
                or _BREAK.search(gap)
            ):
                break
            # A post that no list knows («、大副|») is short and stands behind 、.
            post = gap[-1:] in JOB_SUFFIX  # «班长周杰、市环卫处清扫工|吴秀珍»
            if len(gap) > 1 and not (group[0].title or post or _SHORT_POST.fullmatch(gap)):
                break
            group.insert(0, previous)
            index -= 1
        return group

    def _after(self, honour: HonourMention, index: int) -> list[NameMention]:
        if honour.generic:
            return []
        floor = max(0, honour.outer_start - 160)
        window = self.text[floor : honour.outer_start]
        cut = max(window.rfind(mark) for mark in "。!?\n")
        window = window[cut + 1 :]
        begin = honour.outer_start - len(window)
        # A chain of honours hangs on the verb before the first of them.
        chain = begin + len(window)
        for other in reversed(self.honours[max(0, index - 8) : index]):
            if other.outer_start < begin or not _CHAINED.fullmatch(self.text[other.outer_end : chain]):
                break
            chain = other.outer_start
        before = self.text[begin:chain]
        last = self._preceding(chain)
        if last is None or last.start < begin:
            if (
                ((_PRONOUN.search(before) and _AWARD.search(before)) or _ALSO_IS.search(before))
                and last is not None
                and chain - last.end < 160
            ):
                return [last]
            portrayed = self._portrayed(begin)
            return [portrayed] if portrayed and _AWARD.search(before) else []
        words = self.text[last.end : chain]
        if ")" in words.partition("(")[0]:
            return []  # «(记者 张三)…获得五一劳动奖章»: a byline tells of others
        if _GIVEN.fullmatch(words) and _GIVE.search(self.text[begin : last.start]):
            return self._list_to(last)
        if (
            _LIFE.fullmatch(words)
            and self.text[last.start - 1 : last.start] in ("", "\n", "。", ";", "、", "“")
            and not between(self.names, honour.outer_end, honour.outer_end + 24)
        ):
            return self._list_to(last)  # «张三,全国五一巾帼标兵、某医院护士长»
        if not (_AWARD.search(words) or _BY.search(words) or _BEING.search(words)):
            return []
        if re.search(r"[“\"](?!我)[^”]*$", words) and not re.search(r"“$", words):
            return []  # «杨德才说:“我1979年被评为…”» tells of the speaker, other speech of others
        if self.text[honour.outer_end : honour.outer_end + 1] == "的" and self._following(honour.outer_end):
            following = self._following(honour.outer_end)
            assert following is not None
            if following.start - honour.outer_end < 12:
                return []
        life = _LIFE.match(words)
        if len(words) - (life.end() if life else 0) > 60 or _OTHERS.search(words):
            return []
        if words.endswith("为") and not _TITLE_END.match(self.text, honour.outer_end):
            return []  # «为劳模免费体检»: for them, not made one
        group = self._list_to(last)
        number = _HOW_MANY.search(words)
        if number and len(group) < (many := int(read(number.group(1)).value)) <= 12:
            # «甲夺得冠军,乙、丙分列二、三名,三人均被授予…»: as many as the number says.
            index = self.starts[last.start]
            group = [name for name in self.names[max(0, index - many + 1) : index + 1] if name.start >= begin]
        return group

    def _portrayed(self, at: int) -> NameMention | None:
        """Whose life the paragraph around ``at`` tells, in sentences without a subject: «张三,60岁。… 2005年被评为…»."""
        start, _ = self._line(at)
        number = _ROW_NUMBER.match(self.text, start)
        index = self.starts.get(number.end() if number else start)
        head = None if index is None else self.names[index]
        if head is None or not _PORTRAIT.match(self.text, head.end):
            return None
        others = any(name.name != head.name for name in between(self.names, head.end, at))
        return None if others else head

    def _named_as(self, honour: HonourMention) -> list[NameMention]:
        """Who is named behind «…分别是:»: «10位“最美职工”是:甲厂钳工张三,乙厂护士李四。»."""
        if honour.generic:
            return []
        colon = _NAMED_AS.match(self.text, honour.outer_end)
        if not colon or between(self.names, honour.outer_end, colon.end()):
            return []
        limit = min(len(self.text), colon.end() + 1500)
        end = _SENTENCE_END.search(self.text, colon.end(), limit)
        stop = end.start() if end else limit
        if stop == colon.end():
            return self._rows_after(stop)
        return [
            name
            for name in between(self.names, colon.end(), stop)
            if self.text[name.end : name.end + 1] in _MEMBER_ENDS
        ]

    def _these(self, honour: HonourMention) -> list[NameMention]:
        """Who is named in the sentence behind the award: «授予5名选手…奖章。这5名选手分别为:甲校教师张三、乙厂李四。»."""
        end = _SENTENCE_END.search(self.text, honour.outer_end, honour.outer_end + 120)
        these = _THESE.match(self.text, end.end()) if end else None
        start = max(0, honour.outer_start - 130)
        if these is None or honour.generic or not _GIVE.search(self.text[start : honour.outer_start]):
            return []
        stop = _SENTENCE_END.search(self.text, these.end())
        return [
            name
            for name in between(self.names, these.end(), stop.start() if stop else len(self.text))
            if self.text[name.end : name.end + 1] in _MEMBER_ENDS
        ]

    def _among(self, honour: HonourMention) -> list[NameMention]:
        """Who is told to be of them: «受表彰的10名劳模中,有公交司机张三、教师李四»."""
        if among := _AMONG.match(self.text, honour.outer_end):
            return self._told(among.end())
        if are := _ARE.match(self.text, honour.outer_end):
            told = self._told(are.end())
            if (
                len(told) > 1
                or (told and _THE_ONE.search(self.text, max(0, honour.outer_start - 12), honour.outer_start))
            ) and self.text[told[-1].end : told[-1].end + 1] in _STOPS:
                return told  # «受表彰的市劳模是张勇、李娜、王强。»
        return []

    def _line(self, at: int) -> tuple[int, int]:
        # A row is short and a paragraph seldom longer than this; the bound keeps endless lines linear.
        floor, limit = max(0, at - 1500), min(len(self.text), at + 1500)
        start, end = self.text.rfind("\n", floor, at), self.text.find("\n", at, limit)
        return (start + 1 if start >= 0 else floor), (end if end >= 0 else limit)

    def _over_roll(self, honour: HonourMention) -> list[NameMention]:
        """Those in the rows below a sentence that gives them the title: «决定命名以下20名职工为“赣南工匠”,名单如下:»."""
        start, end = self._line(honour.start)
        line = _PRIZE.sub("", self.text[start:end])
        announced = line.endswith(":") or _BELOW.search(line)
        if announced and _GIVE.search(line[: honour.outer_start - start]) and not honour.generic:
            return self._rows_after(end)
        return []

    def _over_list(self, honour: HonourMention) -> list[NameMention]:
        start, end = self._line(honour.start)
        line = _PRIZE.sub("", self.text[start:end])
        if (
            len(line) > 40
            or len(re.sub(r"\([^()]*\)|[^㐀-鿿]", "", line)) > (honour.outer_end - honour.outer_start) + 9
        ):
            return []
        if _OCCASION.search(line, honour.outer_end - start):
            return []
        colon = self.text.find(":", honour.outer_end, end)
        inside = between(self.names, start, end)
        if inside and colon < 0:
            return []
        if re.search("[。!?]", line):
            return []
        owners = [name for name in inside if name.start > colon]
        return owners + self._rows_after(end)

    def _rows_after(self, end: int) -> list[NameMention]:
        """The names that head the rows of the list below, up to a sentence or the next title."""
        owners: list[NameMention] = []
        missed = 0
        at = end + 1
        while at < len(self.text) and at - end < 3000:
            row_start, row_end = self._line(at)
            row = self.text[row_start:row_end]
            if _LISTED.fullmatch(row):
                row = row.removesuffix("。")  # «甲、乙、丙。»
            titles = between(self.honours, row_start, min(row_end, row_start + 12))
            if _COLUMNS.match(row) or (_LABEL_ROW.fullmatch(row) and not titles):
                at = row_end + 1
                continue
            if re.search(r"[。!?]", row) or any(
                not between(self.names, row_start, other.start) for other in titles
            ):
                break
            inside = between(self.names, row_start, row_end)
            # A row of one word may be a name that was not seen as one, or head the rows of a trade; more are no list.
            if not inside and (missed > 1 or not (" " in row or _ROW.fullmatch(row))):
                break
            missed = 0 if inside else missed + 1
            number = _ROW_NUMBER.match(self.text, row_start, row_end)
            row_start = number.end() if number else row_start
            if len(inside) == 1 and inside[0].end == row_end:
                owners.append(inside[0])  # «某供电公司班长张三»
                at = row_end + 1
                continue
            for name in inside:
                lead = self.text[name.start - 1 : name.start]
                labelled = lead == ":" and name.start - row_start <= 8  # «上海:张三 某中学教师»
                if self.text[name.end : name.end + 1] == ":" and name.end + 1 in self.starts:
                    continue  # the label itself
                if name.start == row_start or lead in ("、", " ", "\n") or labelled:
                    owners.append(name)
            at = row_end + 1
        return owners

    def _announced(self, honour: HonourMention) -> list[NameMention]:
        """Who closes the sentence of an announcement: «发布…标兵,甲、乙、丙三人当选»."""
        limit = min(len(self.text), honour.outer_end + 160)
        end = _SENTENCE_END.search(self.text, honour.outer_end, limit)
        stop = end.start() if end else limit
        names = between(self.names, honour.outer_end, stop)
        if not names:
            return []
        if _CLOSING.match(self.text, names[-1].end):
            return self._list_to(names[-1])
        for name in names:
            if _CLOSING.match(self.text, name.end):
                return self._list_to(name)
        return []

    def _receiving(self, honour: HonourMention) -> list[NameMention]:
        """Who comes up in the next sentence for what was awarded."""
        start = max(0, honour.outer_start - 40)
        if not _GIVE.search(self.text[start : honour.outer_start]):
            return []
        for name in between(self.names, honour.outer_end, honour.outer_end + 120):
            if _RECEIVING.match(self.text, name.end):
                return self._list_to(name)
        return []

    def _told(self, at: int) -> list[NameMention]:
        """The names of a list that begins at ``at``, with bodies and posts before them («还有|甲厂钳工张三、乙校教师李四»)."""
        group: list[NameMention] = []
        for name in between(self.names, at, at + 600):
            gap = self.text[group[-1].end if group else at : name.start]
            if not (_TOLD_NEXT if group else _TOLD_FIRST).fullmatch(gap):
                break
            group.append(name)
        return group

    def _together(self) -> None:
        """«与他同获…称号的,还有甲、乙»: those named behind, and who 他 is."""
        for honour in self.honours:
            start = max(0, honour.outer_start - 24)
            together = _TOGETHER.search(self.text[start : honour.outer_start])
            after = _FOLLOWED.match(self.text, honour.outer_end)
            if not together or not after:
                continue
            names = self._told(after.end())
            last = self._preceding(
                start
                + together.start("who")
                + (0 if together.group("who") in ("他", "她") else len(together.group("who")))
            )
            for name in [*names, *([last] if last else [])]:
                owned = self.owned.setdefault(name.name, [])
                if not any(own.honour is honour for own in owned):
                    owned.append(_Owned(honour, name.name, honour.outer_start, "honour:together"))

    def _again(self) -> None:
        """«和她一起获此称号的还有甲、乙»: the title told last, for those named behind or before."""
        for match in _AGAIN.finditer(self.text):
            index = bisect_right(self.honours, match.start(), key=lambda honour: honour.outer_end) - 1
            if index < 0 or match.start() - self.honours[index].outer_end > 240:
                continue
            honour = self.honours[index]
            told = _ALSO.match(self.text, match.end())
            if told and (group := self._told(told.end())):
                pass
            else:
                last = self._preceding(match.start())
                group = self._list_to(last) if last and match.start() - last.end <= 14 else []
            for name in group:
                owned = self.owned.setdefault(name.name, [])
                if not any(own.honour is honour for own in owned):
                    owned.append(_Owned(honour, name.name, name.start, "honour:again"))

    # -- records -----------------------------------------------------------------------------------------

    @cached_property
    def covered_by_names(self) -> set[int]:
        """Offsets that lie in names."""
        return {k for name in self.names for k in range(name.start, name.end)}

    @cached_property
    def covered_by_titles(self) -> set[int]:
        """Offsets that lie in honours: «重庆市劳动模范» is not a place, in «余干县劳模工匠宣讲团» is one."""
        return {
            k
            for honour in self.honours
            if not honour.generic
            for k in range(honour.outer_start, honour.outer_end)
        }

    def resolve(self, draft: Draft) -> tuple[list[Worker], list[Person]]:
        """The model workers and the other people of an item."""
        groups: dict[str, list[NameMention]] = {}
        written: dict[str, str] = {}  # a name in clean text → as it stands where it is whole
        told = between(self.names, draft.start, draft.end)
        for name in told:
            if name.end - name.start == len(name.name):
                written.setdefault(name.name, self.context.value(name.start, name.end))
        for name in told:
            value = written.get(name.name) or self.context.value(name.start, name.end)
            groups.setdefault(value, []).append(name)
        addressed = self._addressed(draft, groups)
        workers: list[Worker] = []
        people: list[Person] = []
        for value, mentions in groups.items():
            owned = [own for own in self.owned.get(mentions[0].name, ()) if own.at < draft.end]
            references = tuple(
                Reference(text=self.context.quote(start, end), span=self.context.span(start, end))
                for start, end in [*((m.start, m.end) for m in mentions), *addressed.get(value, ())]
            )
            first = mentions[0]
            employer, position = self._post(mentions)
            sure = round(max(confidence(mention) for mention in mentions), 3)
            if owned:
                workers.append(
                    Worker(
                        text=references[0].text,
                        span=references[0].span,
                        rule=owned[0].rule,
                        confidence=min(sure, 0.97),
                        name=value,
                        honours=tuple(self._records(owned)),
                        employer=employer,
                        position=position,
                        mentions=references,
                    )
                )
                continue
            people.append(
                Person(
                    text=references[0].text,
                    span=references[0].span,
                    rule=first.rule,
                    confidence=sure,
                    name=value,
                    role=self._role(first.name),
                    position=position,
                    mentions=references,
                )
            )
        return workers, people

    def _addressed(
        self, draft: Draft, groups: dict[str, list[NameMention]]
    ) -> dict[str, list[tuple[int, int]]]:
        """Where «小王», «王师傅» stand for the one person of that surname whom the item has named before.

        Alone such words name nobody: no record is made of them.
        """
        found: dict[str, list[tuple[int, int]]] = {}
        for match in _ADDRESSED.finditer(self.text, draft.start, draft.end):
            surname = match["familiar"] or match["polite"]
            if match.start() in self.covered_by_names or match.end() - 1 in self.covered_by_names:
                continue
            meant = [
                value
                for value, told in groups.items()
                if value[0] == surname and told[0].end <= match.start()
            ]
            if len(meant) == 1:
                found.setdefault(meant[0], []).append(match.span())
        return found

    def _role(self, name: str) -> PersonRole:
        return next((role for role in _HINT_ORDER if role in self.hints[name]), "other")

    def _post(self, mentions: Iterable[NameMention]) -> tuple[str | None, str | None]:
        """Employer and post, from the phrase before the name or before the honours that stand between."""
        for mention in mentions:
            if mention.hint in ("kin", "journalist"):
                continue
            for start, end in self._phrases_before(mention):
                body = next((self.bodies[at] for at in range(end, start, -1) if at in self.bodies), None)
                if body and body.start < start:
                    body = None
                post = self.text[body.end if body else start : end].removesuffix("的")
                job = _JOB.search(post)
                position = job.group() if job and (body is None or job.start() == 0) else None
                if body and (position or self.text[body.end : end] == "的"):
                    return self.context.value(body.start, body.end), position
                if position and mention.title and mention.title[1] == mention.start:
                    return None, position
        return None, None

    def _phrases_before(self, mention: NameMention) -> Iterator[tuple[int, int]]:
        """The phrase right before a name, then those that its chain of honours stands behind."""
        end = mention.start
        for _ in range(4):
            floor = max(0, end - 40)
            edges = [mark.end() for mark in _PHRASE_EDGE.finditer(self.text, floor, end)]
            start = edges[-1] if edges else floor
            index = bisect_right(self.honours, end, key=lambda honour: honour.outer_end) - 1
            honour = self.honours[index] if index >= 0 else None
            if (
                honour is None
                or end - honour.outer_end > 1
                or self.text[honour.outer_end : end] not in ("", "的")
            ):
                if start < end:
                    yield start, end
                if self.text[start - 1 : start] != "、":
                    return
                end = start - 1  # «某厂厂长、全国劳动模范、工程师|»
                continue
            if honour.outer_start > start:
                yield start, honour.outer_start  # «来自某集团的|市劳模»
                return
            if self.text[honour.outer_start - 1 : honour.outer_start] not in ("、", ","):
                return
            end = honour.outer_start - 1

    def _records(self, owned: list[_Owned]) -> list[Honour]:
        """Honours of one person, each once; a short form of one told in full is left out."""
        found: dict[str, _Owned] = {}
        for own in owned:
            found.setdefault(own.honour.title.replace("劳模", "劳动模范"), own)
        kept = [
            own
            for title, own in found.items()
            if not any(other != title and other.endswith(title) for other in found)
        ]
        records: list[Honour] = []
        for own in kept:
            honour = own.honour
            quoted = self.context.value(honour.start, honour.end)
            issuer = honour.issuer or self._issuer(honour)
            records.append(
                Honour(
                    text=self.context.quote(honour.start, honour.end),
                    span=self.context.span(honour.start, honour.end),
                    rule=own.rule,
                    confidence=_LINK_SURE.get(own.rule, 0.85),
                    title=re.sub('[“”「」『』"]', "", quoted),
                    level=honour.level or (level_of(issuer) if issuer else None),
                    kind=honour.kind,
                    edition=honour.edition,
                    year=honour.year or self._year(honour),
                    issuer=issuer,
                )
            )
        return records

    def _year(self, honour: HonourMention) -> int | None:
        """The year that the words before an honour say it was awarded in."""
        told = _AWARDED_IN.search(self.text, max(0, honour.outer_start - 70), honour.outer_start)
        return int(read(told.group(1)).value) if told else None

    def _issuer(self, honour: HonourMention) -> str | None:
        """The body that the words before an honour say it was awarded by."""
        # Behind the title before, as «被省政府授予…甲、被全总授予…乙» has an issuer for each.
        before = bisect_right(self.honours, honour.outer_start, key=lambda other: other.outer_end) - 1
        floor = self.honours[before].outer_end if before >= 0 else 0
        told = _AWARDED_BY.search(self.text, max(floor, honour.outer_start - 60), honour.outer_start)
        return self.context.value(*told.span("who")) if told else None
