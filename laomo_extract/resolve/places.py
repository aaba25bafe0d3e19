"""Which divisions an item belongs to.

Every mention is first read as one division: by home, by the item's heading, by its neighbours and by the
year. Then the strongest evidence speaks: the heading, who organises, where it takes place, what the item
opens with; the towns that it names; and home, where the text says nothing. What is only named in passing
(a company's or school's name, a person's origin, a title's level) counts only when nothing else is there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from laomo_extract.facts import between
from laomo_extract.facts.districts import DistrictMention
from laomo_extract.layout import Draft
from laomo_extract.lexicon import any_of
from laomo_extract.lexicon.gazetteer import Division, gazetteer
from laomo_extract.records import District
from laomo_extract.resolve.context import Context, sentence

_HEADING_PLACE = re.compile(r"\W*(?:[0-9一二三四五六七八九十]{1,3}[、.． ]*)?")
# «仙游|今报», «赣州|工会», «和县|融媒»: a publication named after what it serves.
_PUBLISHER = re.compile(
    r"总?工会|工运|职工|工人报|[今日晚早晨商时]?报(?!道|告)|融媒|发布|电视台|广播|新闻网?|在线|之窗|网(?!络)"
)
_MEETING = re.compile(
    r"举行|举办|召开|开幕|闭幕|启动|揭牌|成立|落幕|开赛|开擂|开班|开课|疗休养|进行|考察|学习|休养|参观|参加|交流|培训|观摩|帮扶|签约|演出|宣讲|开展|慰问|看望|走访|回访|调研|表彰|命名|颁[发授奖]"
)
# «赴甲、乙、丙疗休养», «到甲、乙等地务工»: where a rest trip goes by turns, or many went to work, is only named.
_REST_TRIP = re.compile(r"[^,。;\n]{0,30}(?:疗\(?休?\)?养|休养|务工|打工|就业)")
# «8月|组织90名职工到|某县疗休养», «10月28日|赴|某县结对»: those of home, who are not named, went there.
_WE_WENT = re.compile(
    r"[0-9年月日至上中下午旬初末底\s,、~—-]*(?:分[0-9一二三四五六七八九十]+批)?"
    r"(?:(?:组织|选派|安排|选送|派出)[^,。]{1,24}(?:赴|到|前往)|赴|前往)(?:[㐀-鿿]{2,8}[省市州盟])*"
)
# «万州、开州等五个区县工会», «合川、永川等地»: a list of places that act.
_LISTED = re.compile(
    r"(?:、[㐀-鿿]{2,8}){1,12}等?[0-9一二三四五六七八九十两]{0,3}[个地]?[区县市]{0,2}(?:总工会|工会)|(?:、[㐀-鿿]{2,8}){0,12}等地"
)
# «其中平江县|30万元、华容县|20万元», «荔浦市|发放8万元。»: what a place has of a whole.
_SHARE = re.compile(
    r"[:(]?[㐀-鿿]{0,8}?[0-9一二三四五六七八九十百千两][0-9.一二三四五六七八九十百千万亿两]*[余多]?[万亿]?余?(?:元|名|人|户)"
)
# Names that many cities give to a part of theirs.
_GENERIC = re.compile(r"[东南西北中城郊新矿市]区")
# What zones of a kind are called; a bare «开发区» is the economic one, beside which the other is the «高新区».
_ZONES = {
    "高新区": ("高新区",),
    "经开区": ("经开区",),
    "开发区": ("经济技术开发区", "经济开发区", "经开区"),
    "工业园区": ("工业园区",),
    "新区": ("新区",),
}
_NATIONAL = re.compile(r"全国总工会|中华全国总工会|全总|人民大会堂|党中央|国务院")
# «全国总工会印发通知», «10月13日,中国海员建设工会全国委员会…», «历时三月的全国职工技能大赛收官»: what an item begins with
# whose event is the nation's.
_NATIONS_OWN = re.compile(
    rf"\W*(?:本[报网]讯|[㐀-鿿]{{2,6}}讯)?\s*(?:\([^)]{{0,30}}\))?[0-9年月日至上下午近前昨今晚\s,]{{0,24}}"
    rf"(?:(?:由|据|记者从|经)?(?:党中央|国务院|{any_of('places.toml', 'national', 'unions')})(?!授予|表彰)"
    r"|(?:历时[㐀-鿿0-9]{2,6}的)?(?:第[0-9一二三四五六七八九十]{1,3}届)?全国[^,。]{2,24}?"
    r"(?:大赛|竞赛|比武|运动会|决赛|会议)[^,。]{0,12}(?:落幕|收官|闭幕|开幕|启动|结束|揭晓|举行|召开|决出|开赛))"
)


class _Choice(NamedTuple):
    """The division that a name is read as, and those that it might as well be."""

    division: Division
    others: tuple[Division, ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    mention: DistrictMention
    division: Division
    sign: str
    others: tuple[Division, ...] = ()


class PlaceResolver:
    """Finds the divisions of the items of one page."""

    def __init__(self, context: Context, persons: set[int], titles: set[int]) -> None:
        """``persons`` and ``titles`` are the offsets that names of people and honours cover."""
        self.context = context
        self.places = gazetteer()
        self.mentions = [
            mention
            for mention in context.mentions.districts
            if (mention.start not in titles or mention.sign == "organiser")
            and not (
                mention.form in ("short", "town")
                and any(k in persons for k in range(mention.start, mention.end))
            )
        ]
        self.inside_names = {
            k
            for mention in self.mentions
            if mention.form == "full"
            for k in range(mention.start, mention.end)
        }
        self.ends = {mention.end: mention for mention in self.mentions if mention.form != "bare"}
        self.shares = self._shares()
        self.together = self._together(self.mentions)
        self.document: Division | None = None
        self.document = self._document_division()

    def _shares(self) -> set[int]:
        """Where the places of a list of shares begin, that is two or more that stand side by side with theirs."""
        text = self.context.text
        found: set[int] = set()
        before: tuple[int, int] | None = None
        for mention in self.mentions:
            share = _SHARE.match(text, mention.end) if mention.form in ("full", "short") else None
            if share is None:
                continue
            if before and re.fullmatch(r"[^\n]{1,12}", text[before[1] : mention.start]):
                found |= {before[0], mention.start}
            before = mention.start, share.end()
        return found

    def _document_division(self) -> Division | None:
        """The division that masthead and title name, for pages whose home is not given."""
        page = self.context.page
        # The heading of one item says nothing of a whole bulletin.
        own = [draft.headings[-1] for draft in page.items if draft.headings]
        headings = set(own) if len(page.items) > 1 else set()
        for start, end in [*page.margin, *([page.title] if page.title else [])]:
            if (start, end) in headings:
                continue
            for mention in between(self.mentions, start, end):
                if mention.form in ("full", "short"):
                    choice = self._choose(mention, [], None, self.together)
                    if (choice and not choice.others) and (
                        mention.sign == "organiser"
                        or mention.form == "full"
                        or _PUBLISHER.match(self.context.text, mention.end)
                    ):
                        return choice.division
        return None

    @property
    def home(self) -> Division | None:
        """The home that was given, else the one that the masthead names."""
        return self.context.home or self.document

    # -- one mention → one division -----------------------------------------------------------------

    def _near(self, division: Division, home: Division | None) -> int:
        """How near a division lies to home: 4 the same, 3 inside or around it, 2 the same city, 1 the same province."""
        if home is None:
            return 0
        if division.adcode == home.adcode and division.name == home.name:
            return 4
        line = [other.adcode for other in self.places.ancestors(division)] + (
            [division.parent] if division.parent else []
        )
        home_line = [other.adcode for other in self.places.ancestors(home)]
        if home.adcode in line or (division.adcode and division.adcode in home_line):
            return 3
        shared = [code for code in line if code and code in home_line]
        if shared:
            return 2 if not shared[0].endswith("0000") else 1
        return 0

    def _generic(self, mention: DistrictMention) -> bool:
        """Whether the name is one that any city may give to a part of it."""
        return _GENERIC.fullmatch(self.context.text, mention.start, mention.end) is not None

    def _together(self, mentions: Iterable[DistrictMention]) -> Counter[str | None]:
        """How many of the names that several divisions bear each city has: 铁西区 and 铁东区 are both 鞍山's."""
        year = self.context.published.year
        cities: dict[tuple[Division, ...], set[str | None]] = {}
        for mention in mentions:
            if mention.form in ("full", "short") and len(mention.divisions) > 1:
                cities[mention.divisions] = {
                    division.parent for division in mention.divisions if division.known_in(year)
                }
        return Counter(city for names in cities.values() for city in names)

    def _of_the_year(
        self, mention: DistrictMention, year: int | None, is_local: Callable[[Division], bool]
    ) -> list[Division]:
        """The divisions of a name that bore it in a year, of a town the counties that it lay in then."""
        if mention.form != "town":
            return [division for division in mention.divisions if division.known_in(year)]
        name = self.context.text[mention.start : mention.end]
        found = self.places.counties(name, year)
        if not any(map(is_local, found)):
            # «堰桥镇» of 2004 is a street today; with home around it, rather that than a far 堰桥镇.
            risen = [d for later in self.places.towns.risen(name) for d in self.places.counties(later, year)]
            if not found or any(map(is_local, risen)):
                return list(dict.fromkeys(risen))
        return found

    def _choose(
        self,
        mention: DistrictMention,
        neighbours: list[Division],
        home: Division | None,
        together: Counter[str | None],
        heading: Sequence[Division] = (),
    ) -> _Choice | None:
        """The division of that name that the item's heading is near to, else home, else the names beside it.

        ``together`` is what :meth:`_together` says of the item's names.
        """
        year = self.context.published.year

        def local(division: Division) -> tuple[int, int]:
            headed = max((self._near(division, other) for other in heading), default=0)
            return headed, self._near(division, home)

        candidates = self._of_the_year(mention, year, lambda division: any(local(division)))
        if mention.form == "short" and mention.sign == "plain" and year is None:
            # «守了31年湘江» is no word of the 湘江区 that was until 1992.
            candidates = [division for division in candidates if division.until is None]
            if not candidates:
                return None
        if not any(any(local(division)) for division in candidates):
            # «江北区» in a paper of 重庆 that came out after 2025 looks back; it is not 宁波's.
            former = [division for division in mention.divisions if max(local(division))]
            candidates = former or candidates or ([] if mention.form == "town" else list(mention.divisions))
            if not former and year is not None:
                past = [d for d in candidates if d.since is None or d.since <= year]
                candidates = past or candidates
        if not candidates:
            return None

        def beside(division: Division) -> int:
            return max((self._near(division, other) for other in neighbours), default=0)

        def told(division: Division) -> tuple[int, ...]:
            return *local(division), beside(division), together[division.parent]

        def rank(division: Division) -> tuple[int, ...]:
            level = {"province": 3, "prefecture": 2, "county": 1, "zone": 0}[division.level]
            on_page = self.together[division.parent]
            return (
                *told(division),
                int(division.known_in(year)),
                on_page,
                level,
                -(int(division.adcode or 0)),
            )

        best = max(candidates, key=rank)
        headed, near = local(best)
        placed = near or headed or beside(best)
        if self._generic(mention) and not placed:
            # Any city's «新区» or «郊区»; one that was called so, and no more, decades ago proves nothing.
            zone = self._zone("新区", home) if home is not None and best.name == "新区" else None
            if zone is not None:
                return _Choice(zone, ())
            if home is not None or not best.known_in(year):
                return None
        if mention.form in ("short", "town") and not placed:
            if len({division.adcode for division in candidates}) > 1 and together[best.parent] < 2:
                return None
            if mention.form == "short" and home is not None and mention.sign not in ("organiser", "place"):
                # A bare word that is also some far division's short form is seldom meant as one.
                return _Choice(best, ()) if best.level != "county" else None
        others = [d for d in candidates if d.adcode != best.adcode and told(d) == told(best)]
        if mention.form == "town" and others:
            return None  # two counties of home have such a town: it leads to neither
        return _Choice(best, tuple(others))

    # -- one item -------------------------------------------------------------------------------------

    def resolve(self, draft: Draft) -> list[District]:
        """The districts of an item."""
        home = self.home
        text = self.context.text
        inside = between(self.mentions, draft.start, draft.end)
        together = self._together(inside)
        heading = self._heading(draft, home)
        neighbours = [reading.division for reading in heading]
        # Names that only one division bears tell which 鼓楼区 is meant, before or behind it.
        neighbours += [
            mention.divisions[0]
            for mention in inside
            if mention.form == "full" and len(mention.divisions) == 1 and not self._generic(mention)
        ][:12]
        readings: list[_Reading] = []
        headed = [reading.division for reading in heading]
        for mention in inside:
            if mention.form == "bare":
                meant = self._bare(mention, heading, readings, home)
                choice = _Choice(meant, ()) if meant else None
            else:
                choice = self._choose(mention, neighbours, home, together, headed)
            if choice is not None:
                readings.append(_Reading(mention, choice.division, self._sign(mention, draft), choice.others))
                if mention.form == "full" and not choice.others and choice.division not in neighbours:
                    neighbours = [*neighbours[-11:], choice.division]
        chosen = self._strongest(draft, heading, readings)
        if not chosen:
            chosen = self._fallback(draft, readings, home, text)
        elif home is not None and self._we_went(draft, chosen, home):
            chosen = [self._at_home(draft, home), *chosen]
        return [self._record(reading) for reading in self._most_specific(chosen)]

    def _sign(self, mention: DistrictMention, draft: Draft) -> str:
        """The mention's sign, and «opening» for what the item begins with."""
        text = self.context.text
        if mention.sign == "plain" and mention.start in self.shares:
            return "place"
        in_list = text[mention.end : mention.end + 1] == "、"
        acts = (
            mention.sign == "plain"
            and mention.form in ("full", "short")
            and _LISTED.match(text, mention.end) is not None
        )
        # «兴安盟|阿尔山市», «到荔浦、|阳朔走访»: an address or a list is read as its first part is.
        for _ in range(6):
            previous = self.ends.get(mention.start) or self._listed_before(mention)
            if (
                mention.sign != "plain"
                or mention.form == "bare"
                or previous is None
                or previous.start < draft.start
            ):
                break
            in_list = in_list or previous.end < mention.start
            mention = previous
        if acts and mention.sign == "plain":
            return "organiser"
        if in_list and mention.sign == "place" and _REST_TRIP.match(text, mention.end):
            return "passing"
        if mention.sign == "plain":
            start, _ = sentence(text, mention.start, draft)
            before = text[start : mention.start]
            first = start <= draft.start + 2
            if first and (
                mention.start - draft.start <= 16
                or "," not in before
                or re.fullmatch(r"[^,]{0,16},[^,]{0,6}", before)
            ):
                if (
                    mention.form == "short"
                    and not re.match(r"[:,、各市区县]", text[mention.end : mention.end + 1])
                    and mention.start > draft.start + 3
                ):
                    return "plain"
                return "opening" if mention.form != "bare" else "organiser"
        if (
            mention.sign == "place"
            and not in_list
            and not _MEETING.search(text[mention.end : mention.end + 30])
        ):
            return (
                "place"
                if re.match(
                    r"(?:区|县|市|镇|[㐀-鿿]{0,8}(?:镇|乡|街道|村|社区))",
                    text[mention.end : mention.end + 10],
                )
                or mention.form == "full"
                else "plain"
            )
        return mention.sign

    def _listed_before(self, mention: DistrictMention) -> DistrictMention | None:
        """The place that stands before a mention in a list: «荔浦、|阳朔»."""
        if self.context.text[mention.start - 1 : mention.start] not in ("、", "和", "与", "及"):
            return None
        return self.ends.get(mention.start - 1)

    def _in_lists(self, mentions: list[DistrictMention]) -> list[DistrictMention]:
        """Those that stand beside another of them in a list."""
        pairs = [
            (before, mention)
            for mention in mentions
            if (before := self._listed_before(mention)) is not None and before in mentions
        ]
        return [mention for pair in pairs for mention in pair]

    def _heading(self, draft: Draft, home: Division | None) -> list[_Reading]:
        """Places that the item's own heading opens with: «### 甲区: …», «二、乙县|…»."""
        if not draft.headings:
            return []
        start, end = draft.headings[-1]
        text = self.context.text
        found: list[_Reading] = []
        numbering = _HEADING_PLACE.match(text, start, end)
        at = numbering.end() if numbering else start
        for mention in between(self.mentions, start, end):
            if mention.form in ("bare", "town"):
                continue
            if mention.start > at and not (found and text[at : mention.start] in ("、", "和", "与", " ")):
                continue
            choice = self._choose(mention, [], home, self.together)
            if choice is None:
                continue
            division = choice.division
            if home is not None and (division == home or division in self.places.ancestors(home)):
                continue  # a masthead's name says nothing about the item
            after = text[mention.end : mention.end + 1]
            if (
                mention.form == "short"
                and not after.isdigit()  # «荆门|16名劳模赴汉领奖»
                and after not in (":", "|", "、", " ", "·", "", ")", "】", "—")
                and mention.sign != "organiser"
            ):
                continue
            if mention.sign in ("body", "passing"):
                continue
            found.append(_Reading(mention, division, "heading", choice.others))
            at = mention.end
        return found

    def _bare(
        self,
        mention: DistrictMention,
        heading: list[_Reading],
        readings: list[_Reading],
        home: Division | None,
    ) -> Division | None:
        """What «该区», «全县», «市总工会» stand for: a division of that rank in the item, else home or around it."""
        level = mention.level
        ending = {"自治区": ("自治区",), "省": ("省",), "自治州": ("自治州", "州")}.get(level, (level,))
        # «许昌市劳模来|我市»: the host is not the guest.
        hosts = self.context.text[mention.start - 1 : mention.start + 1] in ("来我", "到我", "赴我")
        # The heading's county is meant, however many others were named since; «该县» is the last one named.
        told = [*reversed(readings[-40:])]
        if self.context.text[mention.start] == "该":
            told += heading
        else:
            told = [*heading, *told]
        for reading in told if home is None or not hosts else []:
            if reading.division.name.endswith(ending) and reading.sign not in ("passing", "body"):
                return reading.division
        bodies = [
            reading.division
            for reading in readings[-40:]
            if reading.sign == "body" and reading.division.name.endswith(ending)
        ]
        if bodies and (home is None or not home.name.endswith(ending)):
            return bodies[0]
        if home is None:
            return None
        if level in _ZONES:
            return self._zone(level, home)
        for division in [home, *self.places.ancestors(home)]:
            if division.name.endswith(ending) or (level == "市" and division.level in ("prefecture",)):
                return division
        return None

    def _zone(self, kind: str, home: Division) -> Division | None:
        """The one zone of that kind («高新区») that home has, if it has one alone."""
        zones = [
            division
            for division in self.places.divisions
            if division.level == "zone"
            and division.parent == home.adcode
            and any(name.endswith(_ZONES[kind]) for name in (division.name, *division.shorts))
        ]
        return zones[0] if len(zones) == 1 else None

    def _strongest(self, draft: Draft, heading: list[_Reading], readings: list[_Reading]) -> list[_Reading]:
        organisers = [reading for reading in readings if reading.sign == "organiser"]
        venues = [reading for reading in readings if reading.sign == "place"]
        openings = [reading for reading in readings if reading.sign == "opening"]
        counties = [reading for reading in organisers if reading.division.level in ("county", "zone")]
        if heading:
            named = {reading.division for reading in heading}
            alone = len(self.context.page.items) == 1
            venue_counties = [r for r in venues if r.division.level in ("county", "zone")] if alone else []
            beside = [
                reading
                for reading in (*counties, *venue_counties)
                if reading.division not in named and (alone or self._early(reading, draft))
            ]
            return [*heading, *beside]
        if counties:
            named_counties = list({r.division: r for r in reversed(counties)}.values())
            # «甲县总工会与外省乙市总工会合办»: a city that contains none of the counties acts beside them.
            others = [
                r
                for r in organisers
                if r.division.level == "prefecture"
                and any(self._beside(r, county, draft) for county in named_counties)
            ]
            return [*counties, *others, *venues]
        if openings and any(reading.division.level in ("county", "zone") for reading in openings):
            return [*openings, *venues]
        if organisers or venues:
            return [*organisers, *venues]
        return openings

    def _at_home(self, draft: Draft, home: Division) -> _Reading:
        """Home, for an item that names no place of it."""
        return _Reading(DistrictMention(draft.start, draft.start, "bare", (), "home"), home, "home")

    def _we_went(self, draft: Draft, chosen: list[_Reading], home: Division) -> bool:
        """Whether an item tells, without a subject, that those of home went to the places chosen."""
        first = chosen[0].mention.start
        start, _ = sentence(self.context.text, first, draft)
        return all(
            reading.sign == "place" and self._near(reading.division, home) < 3 for reading in chosen
        ) and bool(_WE_WENT.fullmatch(self.context.text, start, first))

    def _beside(self, one: _Reading, other: _Reading, draft: Draft) -> bool:
        """Whether two readings stand in the same sentence."""
        start, end = sentence(self.context.text, one.mention.start, draft)
        return start <= other.mention.start < end

    def _early(self, reading: _Reading, draft: Draft) -> bool:
        return reading.mention.start - draft.start < 60 and reading.mention.form != "bare"

    def _fallback(
        self, draft: Draft, readings: list[_Reading], home: Division | None, text: str
    ) -> list[_Reading]:
        if home is None or home.level != "county":
            # What an item of a city's or a province's paper says of no county's union may still name its county.
            # «铜川矿务局», «西安仪表厂» in a province's paper
            wide = home is None or home.level == "province"
            for form in ("plain", "opening", "body", "town"):
                found = [
                    reading
                    for reading in readings
                    if (reading.mention.form if form == "town" else reading.sign) == form
                    and reading.mention.form != "bare"
                    and reading.division.level in (("county", "prefecture") if wide else ("county",))
                    and (home is None or self._near(reading.division, home) == 3)
                    and reading.mention.start - draft.start < (400 if form == "town" else 60)
                ]
                if found:
                    return found[:1]
        if home is None and _NATIONAL.search(text, draft.start, draft.start + 60):
            return []
        # The nation's event in a bulletin of home has no place, unless something of home is told.
        if _NATIONS_OWN.match(text, draft.start, draft.end) and not any(
            self._near(reading.division, home) for reading in readings
        ):
            return []
        if home is not None:
            return [self._at_home(draft, home)]
        for sign in ("plain", "body"):
            found = [reading for reading in readings if reading.sign == sign]
            if found:
                return found[:1]
        return []

    def _around(self, chosen: list[_Reading]) -> set[str | None]:
        """The codes of the divisions in which others of those lie."""
        return {other.adcode for reading in chosen for other in self.places.ancestors(reading.division)}

    def _most_specific(self, chosen: list[_Reading]) -> list[_Reading]:
        """Without those that only contain another, and one each."""
        counties = [reading for reading in chosen if reading.division.level in ("county", "zone")]
        if counties:
            around = self._around(chosen)
            # «市总工会向外省某县捐赠», «某县总工会组织职工赴外市疗休养»: the giver's or the host's city does not contain
            # the county, so both stand, as do the members of a list («到昌江县和|儋州市|慰问»).
            listed = self._in_lists([reading.mention for reading in chosen])
            chosen = [
                reading
                for reading in chosen
                if reading.division.level in ("county", "zone")
                or (
                    reading.division.adcode not in around
                    and (reading.sign in ("organiser", "place", "home") or reading.mention in listed)
                )
            ]
        elif any(reading.division.level == "prefecture" for reading in chosen):
            around = self._around(chosen)
            chosen = [
                reading
                for reading in chosen
                if reading.division.level == "prefecture"
                or (reading.division.adcode not in around and reading.sign in ("organiser", "place", "home"))
            ]
        kept: dict[tuple[str | None, str], _Reading] = {}
        for reading in chosen:
            kept.setdefault((reading.division.adcode, reading.division.name), reading)
        return list(kept.values())

    def _record(self, reading: _Reading) -> District:
        mention, division = reading.mention, reading.division
        adcode = division.adcode
        year = self.context.published.year
        successor = predecessor = None
        if division.whole and division.successors:
            adcode = division.successors[0]
        if division.until is not None and (year is None or year > division.until) and division.successors:
            names = [
                self.places.by_code[code].name for code in division.successors if code in self.places.by_code
            ]
            successor = "、".join(names) or None
        if division.since is not None and year is not None and year < division.since:
            before = [
                other.name
                for other in self.places.divisions
                if division.adcode in other.successors and other.whole
            ]
            predecessor = before[0] if before else None
        line = self.places.ancestors(division)
        province = next(
            (other.name for other in line if other.level == "province"),
            division.name if division.level == "province" else None,
        )
        city = next(
            (other.name for other in line if other.level == "prefecture"),
            division.name if division.level == "prefecture" else None,
        )
        name = division.name
        if (
            division.level == "zone"
            and mention.form != "bare"
            and not self._generic(mention)
            and re.search(r"[区园城]$", self.context.text[mention.start : mention.end])
        ):
            name = self.context.text[mention.start : mention.end]
        confidence = {"heading": 0.97, "organiser": 0.96, "place": 0.9, "opening": 0.9, "home": 0.75}.get(
            reading.sign, 0.6
        )
        if reading.others:
            confidence = min(confidence, 0.5)  # one of several of that name, and nothing says which
        return District(
            text=self.context.quote(mention.start, mention.end),
            span=self.context.span(mention.start, mention.end),
            rule=f"district:{reading.sign}",
            confidence=confidence,
            name=name,
            adcode=adcode,
            level=division.level,
            province=province,
            city=city,
            role="organiser" if reading.sign == "organiser" else "place",
            successor=successor,
            predecessor=predecessor,
            candidates=tuple(f"{other.name} {other.adcode}" for other in reading.others),
        )
