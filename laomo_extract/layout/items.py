"""Clean text → the page: which paragraphs are news, and where one item ends and the next begins.

Every paragraph (a line of the clean text) gets a kind by its form; runs of kinds then make items:
sections under headings, briefs behind bullets, round-ups inside a paragraph, a lead before them all.
Mastheads, bylines, captions, navigation and copyright lines make the margin: no item, but the place
where the date of publication and the home of the publication are looked for.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

from laomo_extract.layout.clean import HAN, MARKER, CleanText
from laomo_extract.lexicon.gazetteer import gazetteer
from laomo_extract.records import ItemKind

Form = Literal["body", "bullet", "heading", "row", "margin"]


@dataclass(slots=True)
class Block:
    """A paragraph: its range in the clean text and what its form says that it is."""

    start: int
    end: int
    text: str
    form: Form
    marker: str = ""


@dataclass(slots=True)
class Draft:
    """An item before its facts: ranges are of the clean text."""

    kind: ItemKind
    start: int
    end: int
    headings: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Page:
    """A bulletin's clean text, its items, its title and its margin."""

    clean: CleanText
    items: list[Draft]
    title: tuple[int, int] | None
    margin: list[tuple[int, int]]

    def sentences(self, draft: Draft) -> list[tuple[int, int]]:
        """Ranges of the sentences of an item."""
        return sentences(self.clean.text, draft.start, draft.end)


_END = re.compile(rf"[。！？!?…][”’)》】]*$|[;:][”]?$|[{HAN}”][。]\([^()]{{2,24}}\)$")
_INNER_END = re.compile(r"[。！？][^。]")
_SENTENCE_END = re.compile(r"[。！？!?;…\n]+[”’)》】]*")
_NAV = re.compile(
    r"^(?:首页|设为首页|加入收藏|无障碍|手机版|您?(?:当前|所在|现在)的?位置|当前位置|返回|上一[条篇版页]|下一[条篇版页]|相关(?:新闻|链接|阅读|报道)|热[点门]|更多|推荐阅读"
    r"|版权|地址|电话|邮编|网址|END$|完$|分享|扫[一码]|▲?\W{0,2}点击|点个|阅读原文|微信|关注我们|打印|关闭|\[?打印|广告|本报地址|主管|主办|承办|投稿|编辑部)"
    r"|^(?:[^|。]{2,8} ?\| ?){2,}[^|。]{2,8}$|当前的?位置是?[:：]|^今天是|今日天气|版权所有|公网安备|ICP备|^(?:往期|精彩|延伸阅读|近期热点|最新|图片新闻)[^。]{0,8}:?$|^回复“|^Copyright|关注我们|\S+ > \S+|点击上方|【打印】|【关闭】|字号|上一[条篇版]|下一[条篇版]|共印\d+份"
)
_META = re.compile(
    r"^\W{0,2}(?:责任?编[辑校]?|责编|值班|编辑|美编|版式|编审|记者|通讯员|作者|(?:本文)?来源|稿源|供稿|撰稿|文[/、:图]|图[/、:文]|图片|摄影|摄[/:]"
    r"|审核|校对|校审|审[签校]|监制|统筹|日期|时间|(?:发布|编发|印发|出刊|刊发)(?:时间|日期|者|人|单位)?|发表|浏览|点击|阅读|报[:送]|送[:]|发[:]|抄[报送]|主送|签发|联系人|联系电话|咨询电话)[^。]{0,80}$"
    r"|^\W{0,4}\(?(?:本报|本刊|本网)?(?:记者|通讯员|特约记者|见习记者)[ :][^。,]{2,30}\)?$"
)
_SIGNED_BY = re.compile(
    r"(?:编辑|责编|美编|校对|审核|审校|编审|监制|统筹|作者|记者|通讯员|摄影|供稿|撰稿|来源|终审|初审|复审|值班) ?: ?\|? ?$"
)
_DATE = r"(?:[12][0-9]{3}|[一二][〇零○一二三四五六七八九]{3})[年\-./][0-9〇零○一二三四五六七八九十]{1,3}[月\-./][0-9〇零○一二三四五六七八九十]{1,3}日?"
_NUMBER = r"[0-9〇零○一二三四五六七八九十]{1,3}"
_DAY = rf"(?:{_NUMBER}月)?{_NUMBER}日"
_DATELINE = re.compile(
    rf"{_DATE}|^\W*[\[(]?(?:总?第[^,。]{{1,12}}[期号版]|[12][0-9]{{3}}年第?[^,。]{{1,6}}期)|^\W?内部(?:资料|刊物)"
)
# «2020-09-15 07:02 来源:工人日报 分享到:», with or without the time.
_STAMP = re.compile(
    rf"\W*{_DATE}\W*(?:[0-9]{{1,2}}[:时][0-9]{{2}}(?:[:分][0-9]{{2}})?秒?)?\W*(?:来源|稿源|出处|作者|记者|通讯员|编辑|责编|浏览|点击|阅读|人气|字[号体]|打印|分享|评论|我要|收藏)"
)
# A labelled line of a notice: «1、竞赛时间:9月1日至9月30日», «公示期限为8月12日至16日»; not «发布时间:2024-08-12».
_TERM = re.compile(
    rf"(?:[0-9一二三四五六七八九十]{{1,3}}[、.]|\([一二三四五六七八九十0-9]{{1,2}}\))?(?!发|更新|录入|上传|创建|编辑|生成|提交|来源|出刊|印发|成文)"
    rf"[{HAN}]{{2,8}}(?:时间|日期|期限|时段)[:为](?=.*{_NUMBER}[月日])"
)
_NOTICE_TITLE = re.compile(
    r"^[#\s]*关于[^\n]{2,60}的(?:通知|公告|公示|启事|通告|决定|意见|方案|倡议)(?:\([^()\n]{2,20}\))?$"
)
_TERM_HEAD = re.compile(r"(?:时间|日期|期限|时段)$")
_CAPTION = re.compile(
    r"^【?图片新闻】?|^\W{0,3}(?:图为|图[一二三四1-9]?[:：]|图片说明|上图|下图|左图|右图|配图)|[^。](?:摄影?|供图)[)]?$|(?:摄影报道)[)]?$"
)
# What the publisher says of itself, not of the news.
_FOOTER = re.compile(
    r"^\W{0,3}(?:(?:特别|免责|版权|法律|郑重)?声明[:：]|免责条款|(?:如|若|凡|倘)[^。]{0,12}(?:侵权|转载|本[网报站号])"
    r"|凡[^。]{0,12}(?:来源|注明)|本[报刊网站号](?:[^。]{0,12}(?:订阅|征订|投稿|来稿|约稿)|拥有读者|欢迎|已许可|未经)"
    r"|欢迎(?:投稿|来稿|订阅|赐稿)|投稿(?:邮箱|热线|信箱|请))|(?:如有|若有|涉及)侵权|请勿转载|不得转载|未经[^。]{0,8}授权"
)
_RULE = re.compile(r"^[^0-9A-Za-z㐀-鿿]*$")
_HAN_CHAR = re.compile(rf"[{HAN}]")
_LEAD = re.compile(r"^(?:编者按|编者的话|开栏的话|导读|本期|核心提示|内容提要|前言|引言)")
_MASTHEAD = re.compile(
    r"(?:日报|晚报|工人报|时报|周刊|周报|简报|快报|快讯|动态|信息|通讯|专刊|特刊|导刊|之窗|之声|之家|园地|天地|速览|联播|微讯|网站?|数字报|报)(?:[ ·|(].{0,20})?$"
    r"|^[㐀-鿿]{2,4}(?:工人|工运)(?:[ ·|(].{0,20})?$|^[㐀-鿿]{2,9}工会(?:[ ·|(].{0,20})?$"
)
# The name of a channel above the headline: «云上某县», «某市融媒», «某区工会服务号».
_CHANNEL = re.compile(
    r"^(?:云上|掌上|爱上|看|微)[㐀-鿿]{2,4}$|^[㐀-鿿]{2,10}(?:融媒|融媒体|融媒体中心|发布|在线|客户端|服务号|公众号|订阅号|视频号|微信|电视台|广播|头条|频道)$"
)
_ROW = re.compile(r" |[()、]|元$|[0-9]$|:$")
_DIGEST = re.compile(
    r"(?:动态|快讯|简讯|短讯|快闪|短波|要闻|速览|速递|一句话|三言两语|集锦|点滴|掠影|信息|数说|拾零|播报|短新闻|新闻)$"
)
_BULLET = "◆◇●○■□▲△▼★☆►▶➤➢✦✧※◎▪•·*+-"
_INNER_BULLET = re.compile(
    r"(?<=[。!?”)])(?=[◆●■▲★▶◎□○△☆] ?[㐀-鿿0-9])|(?<=[。!?”)] )(?=[◆●■▲★▶◎□○△☆] ?[㐀-鿿0-9])"
)
_WHEN = re.compile(
    r"[0-9〇零○一二三四五六七八九十]{1,3}月|[0-9〇零○一二三四五六七八九十]{1,3}日|近日|日前|昨[日天]|前[日天]|今[年日天]|去年|上月|本月|近期|最近|连日|上周|本周|[12][0-9]{3}年"
)
_UNION = re.compile(rf"[{HAN}]{{2,}}(?:总工会|工会)|[{HAN}]{{2,6}}(?:区|县|市|旗|州|盟)")
# A union or division by its own name; «县总工会», «全市», «各区» are none.
_WHO = re.compile(
    rf"(?:(?<![{HAN}])|(?<=[在到赴于]))(?![全各该我本市县区省])[{HAN}]{{1,7}}?(?:省|区|县|市|旗|州|盟)(?![级长民区场政])"
    rf"|[{HAN}]{{2,8}}(?:公司|集团|厂|矿|局|医院|学院|大学|街道|镇|乡|协会|教育|交通|建设|卫生|机关|财贸|金融|产业|系统|行业)(?=[{HAN}]{{0,2}}工会)"
)
_NEWS_DAY = re.compile(
    rf"{_NUMBER}月{_NUMBER}日|{_NUMBER}日(?!常|益)|近日|日前|昨[日天]|前[日天]|今[日天]|上[月周]|本[月周]|近期|最近|连日"
)
_FRAMES = ("#", "##", "###", "####", "#####", "######", "【")
_OPENING = r"^[“]?(?:在[㐀-鿿]{2,4},)?(?:(?:此外|另外|同时|与此同时|再如|又如|例如|比如|还有|其中|据悉|另悉|日前|近日)[,:]?)*"
_WHEN_FIRST = r"(?:(?:[0-9]{1,2}月)?[0-9]{1,2}日(?:[上下]午|起)?[,]?|近日[,]?|日前[,]?)?"
# A sentence that a named union or division opens; a bare 区总工会 goes on with the one before.
_NAMED = re.compile(
    _OPENING + _WHEN_FIRST + rf"(?P<who>(?![该全我本各]|区总|市总工会|县总|旗总|州总|省总|自治)"
    rf"(?:(?![是的由])[{HAN}]){{1,12}}?(?:(?:区|县|市|旗|州|盟)(?![总级区县市])[{HAN}]{{0,10}}?(?:总?工会|机关工委)"
    rf"|(?:区|县|市|旗|州|盟)总工会|(?:公司|集团|厂|矿|局|医院|学院|大学|学校|段|车间|镇|街道|乡|产业|系统|行业|能源|教育|建设|交通|经开区|高新区|新区)总?工会)"
    rf"|[{HAN}]{{2,4}}(?:、[{HAN}]{{2,4}})+等?[地区县市]?(?:总?工会|等地)"
    rf"|[{HAN}]{{2,9}}[区县市旗](?:[、和][{HAN}]{{2,8}}[区县市旗园])+的?总?工会)"
    # An officer of a union, or what a union sent, is not its run of news.
    r"(?!(?:[^,。]{0,3}(?:副?主席|书记|主任|干部|领导|负责人|党组|组织部|相关|供图|提供))|[^,。]{0,3}(?:派来|派出|选派|举办|主办|承办|开办|组织|下属|所属|指导|发起)的)"
)
# Where several counties' runs stand already, an officer opens the run of his own («丙县总工会主席…带队»).
_OFFICER = re.compile(
    _OPENING
    + _WHEN_FIRST
    + rf"(?P<who>(?![该全我本各])[{HAN}]{{1,9}}?(?:区|县|市|旗)总工会)(?=[^,。]{{0,3}}(?:副?主席|书记|主任))"
)
_OF_ALL = re.compile(r"各(?:省|市|州|盟|县|区|旗|地|级)")
_PLACE_FIRST = re.compile(
    rf"在?(?P<who>[{HAN}]{{1,9}}?(?:区|县|市|旗))(?![{HAN}]{{0,10}}(?:公司|集团|厂|医院|学校|的))(?=[{HAN},])"
)
_DATED = re.compile(rf"{_DAY}|近日|日前|昨日|今日")
# «3月6日上午,由甲省总工会主办的…», «近日,在甲市总工会…»
_DAY_FIRST = re.compile(
    rf"[“]?(?:{_DAY}(?:[上下]午|晚)?|近日|日前|昨日|今日),?[^。]{{0,20}}?(?P<who>(?![全该我本各])[{HAN}]{{2,8}}?(?:省|区|县|市|旗|州|盟)(?:总工会|[{HAN}]{{2,6}}工会))"
)
_PLACE_HEAD = re.compile(
    rf"(?P<who>(?![全各该我本市县区省])[{HAN}]{{1,9}}?(?:区|县|市|旗|州|盟)(?:[{HAN}]{{0,6}}工会)?):"
)
# A number on a line of its own above each brief («01», «NO.2», «PART 03»), as in digests made for phones.
_COUNTER = re.compile(r"\W*(?P<word>(?:NO|No|PART|Part)[. ]?)?(?P<number>[0-9]{1,2})\W*")
# What heads the rows of the honoured at the end of a text: «附:受表彰人员名单», «二、某县五一巾帼标兵(4名)».
_ROSTER = re.compile(
    r"名单(?:\([^()]*\))?:?$|(?:奖章|模范|标兵|能手|工匠|工作者|状元|红旗手|先锋)[”\"]?(?:称号|获得者)?(?:\([^()]*\))?(?:[,;](?:并|各|每[人名位])[^,。;]{0,20})?:?$"
)
# «决定授予下列6名同志市五一劳动奖章。» and beneath it «张勇 李娜 王强», or «雨花区(3名)» over such rows.
_BELOW = re.compile(r"(?:下列|以下|下述|如下)[^。;]{0,60}。$")
_NAMES_ROW = re.compile(
    rf"(?:[{HAN}]{{2,4}}|[{HAN}·]{{4,15}})(?:\([^()]{{1,8}}\))?(?: [{HAN}·]{{2,15}}(?:\([^()]{{1,8}}\))?)+|[{HAN}]{{2,9}}\([0-9一二三四五六七八九十]+[名人位]\)"
)
_PLACE_LABEL = re.compile(rf"【[{HAN}]{{1,9}}(?:区|县|市|旗|州|盟|工会)】")
_NEWS_LABEL = re.compile(
    r"【(?:本报|本刊|本网|综合)[^】]{0,8}】|【[^】]{0,8}(?:记者|通讯员)[^】]{0,12}】|【[^】]{2,8}(?:报道|讯|电|消息)】"
)
# «1月7日 县总工会…», «二月五日至九日 …», «三月 某区工会…»: an entry of a chronicle.
_CHRONICLE = re.compile(rf"(?:{_DAY}(?:(?:至|—|-|~){_DAY})?|{_NUMBER}月(?:(?:至|—|-|~){_NUMBER}月)?) (?! )")
_CHRONICLE_TITLE = re.compile(r"大事记|大事年表|纪事\W*$")
_ENTRY = re.compile(rf"(?:{_NUMBER}月)?(?:{_NUMBER}日)?(?:(?:至|—|-|~)(?:{_NUMBER}月)?{_NUMBER}日)?[, ]")
_NAMED_CITY = re.compile(_OPENING + _WHEN_FIRST + rf"(?P<who>市(?!总工会)[{HAN}]{{2,10}}工会)")
_BARE_UNION = re.compile(
    _OPENING
    + _WHEN_FIRST
    + r"(?P<who>(?P<level>省|市|区|县|旗|州|自治区)总工会)(?![^,。]{0,3}(?:副?主席|书记|主任))"
)


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Split ``text[start:end]`` into sentences."""
    found: list[tuple[int, int]] = []
    at = start
    for stop in _SENTENCE_END.finditer(text, start, end):
        if text[at : stop.start()].strip():
            found.append((at, stop.end()))
        at = stop.end()
    if text[at:end].strip():
        found.append((at, end))
    return found


def _form(text: str) -> tuple[Form, str]:
    """What a paragraph's own form says, and its marker."""
    bare = text.strip("* ")
    if _RULE.match(text) or len(_HAN_CHAR.findall(text[:60])) < 2:
        return "margin", ""
    marked = MARKER.match(text)
    marker = marked.group().strip() if marked else ""
    rest = text[len(marked.group()) :].strip() if marked else text
    ended = bool(_END.search(text[-48:])) or bool(_INNER_END.search(text))
    if re.fullmatch(rf"\([{HAN}、 :/]{{2,24}}\)", text):
        return "margin", ""  # a byline on a line of its own
    if marker.startswith("#"):
        return "heading", "#" * marker.count("#")
    # A credit at the end of a long paragraph is its picture's, not the paragraph's.
    credited = _CAPTION.search(text if len(text) < 200 else text[:20] + text[-20:])
    if credited and not (credited.start() and len(text) >= 80 and len(_INNER_END.findall(text)) > 1):
        return "margin", ""
    if len(text) < 120 and _FOOTER.search(text):
        return "margin", ""
    if len(text) < 160 and (not ended or len(text) < 90):
        if _NAV.search(text) and not _INNER_END.search(text):
            return "margin", ""
        if _META.search(bare) and not _INNER_END.search(text):
            return "margin", ""
    if _TERM.match(text):
        return "row", ""
    if len(text) < 90 and _STAMP.match(text) and not _INNER_END.search(text):
        return "margin", ""
    if not ended and len(text) < 75 and _DATELINE.search(text) and not text.endswith(":"):
        return "margin", ""
    if marker in ("【", "〖"):
        inner_end = text.find("】")
        tail = text[inner_end + 1 :].strip()
        labelled = _PLACE_LABEL.match(text) or _NEWS_LABEL.match(text)
        short = len(tail) < 30 and not (labelled and len(tail) >= 8)
        if inner_end < 0 or not ended or short:
            return "heading", "【"
        return "bullet", "【"
    if marker == "[":
        marker = ""
    if _CHRONICLE.match(text) and ended and len(text) > 14:
        return "bullet", "日"
    if marker in ("——", "――"):
        return ("body", "") if ended else ("heading", "—")
    if marker:
        kind = (
            marker
            if marker in _BULLET
            else re.sub(r"[0-9]+", "1", re.sub(r"[一二三四五六七八九十]+", "一", marker))
        )
        # A brief may lack its full stop, but not its figures («▲甲区总工会:慰问交警80名»).
        told = marker in _BULLET and len(rest) >= 14 and _self_contained(rest) and re.search("[0-9]", rest)
        if (ended and len(rest) >= 14) or told:
            return "bullet", kind
        return "heading", kind
    if ended or len(text) >= 60:
        return "body", ""
    return "heading", ""


def _blocks(text: str) -> list[Block]:
    blocks: list[Block] = []
    at = 0
    for line in text.split("\n"):
        # «■甲区…。■乙县…。» on one line are as many lines.
        edges = [0, *(mark.start() for mark in _INNER_BULLET.finditer(line)), len(line)]
        for start, stop in pairwise(edges):
            part = line[start:stop]
            if part.strip():
                form, marker = _form(part)
                blocks.append(Block(at + start, at + stop, part, form, marker))
        at += len(line) + 1
    return blocks


def _self_contained(text: str) -> bool:
    """Whether a section or bullet opens like news of its own: a date or a named organiser at its head."""
    head = text[:48]
    return bool(_WHEN.search(head) or _UNION.search(head))


def _part(heads: list[tuple[Block, str]], form: Form, marker: str) -> None:
    """Give the paragraphs of ``heads`` a form of their own if they tell of two bodies and more."""
    if len({who for _, who in heads}) >= 2:
        for block, _ in heads:
            block.form, block.marker = form, marker


def _counted(blocks: list[Block]) -> list[Block]:
    """The paragraphs beneath lines that count on from one; page numbers stand beneath their page instead."""
    heads: list[Block] = []
    first = next((k for k, block in enumerate(blocks) if block.form == "body"), 0)
    for k, (block, following) in enumerate(pairwise(blocks)):
        counter = _COUNTER.fullmatch(block.text) if block.form == "margin" else None
        if counter is None or int(counter["number"]) != len(heads) + 1 or following.form == "margin":
            continue
        if not heads and not (k < first or counter["word"] or counter["number"][0] == "0"):
            return []
        heads.append(following)
    return heads


def _announce(blocks: list[Block]) -> None:
    """Find the heads of items that only their likes tell from prose: places with a colon, dates, unions."""
    counted = _counted(blocks)
    if len(counted) >= 2 and all(block.form == "body" for block in counted):
        for block in counted:
            block.form, block.marker = "bullet", "1"
    lines: list[tuple[Block, str]] = []
    briefs: list[tuple[Block, str]] = []
    for block in blocks:
        head = _PLACE_HEAD.match(block.text) if block.form == "body" else None
        if head and head.end() == len(block.text):
            lines.append((block, head.group("who")))
        elif head and _self_contained(block.text[head.end() :]):
            briefs.append((block, head.group("who")))
    _part(lines, "heading", ":")
    _part(briefs, "bullet", ":")
    if any(block.form == "heading" and _CHRONICLE_TITLE.search(block.text) for block in blocks):
        for block in blocks:
            if block.form == "body" and (entry := _ENTRY.match(block.text)) and len(entry.group()) > 2:
                block.form, block.marker = "bullet", "日"
            elif re.fullmatch(rf"{_NUMBER}月份?", block.text):
                block.form, block.marker = "heading", "月"
    # A digest, where some news have a second paragraph, or open with their day and name the union behind it.
    opened = [
        (block, day["who"])
        for block in blocks
        if block.form == "body" and (day := _DAY_FIRST.match(block.text))
    ]
    if len({who for _, who in opened}) >= 3 and 1 <= len(_told_from(opened, blocks)) <= len(opened) / 0.6:
        _part(opened, "bullet", "日")
        return
    # Each paragraph another union's: «3月6日,甲市总工会… / 3月7日,乙市总工会…», with no heading between.
    dated = [
        (block, named.group("who"))
        for block in blocks
        if block.form == "body" and (named := _NAMED.match(block.text)) and _DATED.search(block.text[:24])
    ]
    if dated and len(dated) == len({who for _, who in dated}) == len(_told_from(dated, blocks)):
        _part(dated, "bullet", "日")


def _told_from(heads: list[tuple[Block, str]], blocks: list[Block]) -> list[Block]:
    """The paragraphs from the first head on; none where one of them rounds up several unions itself."""
    told = [block for block in blocks if block.form != "margin" and block.start >= heads[0][0].start]
    rounds_up = any(len(_split_roundup(block.text, 0, len(block.text))) > 1 for block in told)
    return [] if rounds_up else told


def _profiles(blocks: list[Block]) -> None:
    """Take the labels that come again for each person portrayed («【人物档案】… 【内心独白】…») for no briefs' heads."""
    labelled = [
        (block, block.text.partition("】")[0])
        for block in blocks
        if block.marker == "【" and block.form in ("bullet", "heading")
    ]
    again = {label for label, times in Counter(label for _, label in labelled).items() if times > 1}
    if len(again) > 1:
        for block, label in labelled:
            if label in again:
                block.form, block.marker = "body", ""


def _signatures(blocks: list[Block]) -> None:
    """Let what a label alone on its line announces be margin as well: «责任编辑: ⏎ 李飞 审核: ⏎ 王书军»."""
    for block, following in pairwise(blocks):
        if (
            block.form == "margin"
            and _SIGNED_BY.search(block.text)
            and re.fullmatch(rf"[{HAN}· :|]{{2,20}}", following.text)
        ):
            following.form = "margin"


def _settle(blocks: list[Block]) -> None:
    """Let the neighbours decide where a paragraph's own form is not enough."""
    _signatures(blocks)
    _profiles(blocks)
    _announce(blocks)
    if not any(block.form in ("body", "bullet") for block in blocks):
        # A page of nothing but photo news: each picture's text is an item of its own.
        for block in blocks:
            if block.form == "margin" and _CAPTION.search(block.text) and _INNER_END.search(block.text):
                block.form, block.marker = "bullet", "图"
    bodies = [k for k, block in enumerate(blocks) if block.form in ("body", "bullet")]
    if not bodies:
        # A bare list, or a few words: all that is not margin is one text.
        for block in blocks:
            if block.form == "heading":
                block.form = "body"
        return
    first, last = bodies[0], bodies[-1]
    listing = False
    for k, block in enumerate(blocks):
        following = blocks[k + 1] if k + 1 < len(blocks) else None
        if block.form == "body":
            rows = following and _BELOW.search(block.text) and _NAMES_ROW.fullmatch(following.text)
            listing = block.text.endswith(":") or rows is not None
            continue
        if block.form == "bullet":
            listing = block.text.endswith(":")
            continue
        if (
            block.form == "margin"
            and k
            and blocks[k - 1].form == "row"
            and _TERM_HEAD.search(blocks[k - 1].text)
        ):
            block.form = "row"
        if block.form == "margin":
            listing = False
        if block.form != "heading" or k < first:
            continue
        opens_body = following is not None and following.form in ("body", "bullet")
        if block.text.endswith(":") and not block.marker:
            block.form, listing = "row", True
        elif listing and not (opens_body and (block.marker or not _ROW.search(block.text))):
            block.form = "row"
        elif k > last:
            # «【全国五一劳动奖章】» and rows beneath close the text; else what is left is the page's margin.
            roster = block.marker == "【" or _ROSTER.search(block.text)
            listing = listing or bool(roster and following and following.form == "heading")
            block.form = "row" if listing else "margin"
    # Three and more open lines between two bodies are a list, not headings.
    run: list[Block] = []
    for k, block in enumerate([*blocks, Block(0, 0, "", "body")]):
        if block.form == "heading" and not block.marker and k > first:
            run.append(block)
            continue
        if len(run) >= 3 and sum(bool(_ROW.search(other.text)) for other in run) * 2 >= len(run):
            for other in run:
                other.form = "row"
        run = []


@dataclass(slots=True)
class _Section:
    headings: list[Block]
    blocks: list[Block]

    @property
    def text(self) -> str:
        return "\n".join(block.text for block in self.blocks)


def _sections(blocks: list[Block]) -> list[_Section]:
    sections = [_Section([], [])]
    for block in blocks:
        if block.form == "heading":
            if sections[-1].blocks:
                sections.append(_Section([], []))
            sections[-1].headings.append(block)
        elif block.form != "margin":
            sections[-1].blocks.append(block)
    return [section for section in sections if section.blocks]


def _is_multiple(sections: list[_Section]) -> bool:
    """Whether headings part a bulletin into items, or only an article into chapters."""
    if len(sections) < 2:
        return False
    rest = sections[1:] if not sections[0].headings or len(sections) > 2 else sections
    told: set[str] = set()
    alone = 0
    for section in sections:
        own = _opens_anew(section, told)
        alone += own and (section is not sections[0] or rest is sections)
    return alone >= max(1, 0.6 * len(rest))


def _opens_anew(section: _Section, told: set[str]) -> bool:
    """Whether a section is news of its own; ``told`` holds the bodies that those before it opened with."""
    heading = section.headings[-1] if section.headings else None
    if heading and (_heading_place(heading.text) or _DIGEST.search(heading.text)):
        return True
    head = section.text[:48]
    if heading and heading.marker in _FRAMES:
        return _self_contained(head)
    # Chapters go on with the body of the first («县总工会帮扶…», «今年以来,甲市总工会…» beneath «一、抓培训»).
    opening = " ".join([*(block.text[:48] for block in section.headings), head])
    names = {named.group() for named in _WHO.finditer(opening)}
    fresh = bool(names - told) or bool(_NEWS_DAY.search(head) and _UNION.search(opening))
    told |= names
    return fresh


def _heading_place(heading: str) -> bool:
    return bool(re.match(rf"\W*(?:[0-9一二三四五六七八九十]{{1,3}}[、. ]*)?[{HAN}]{{2,12}}[:|]", heading))


def _place_runs(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, str]]:
    """Where sentences behind one that speaks of all («各县工会忙助学。») open with a county's name alone."""
    if len(pieces) < 3 or not _OF_ALL.search(text, *pieces[0]):
        return []
    found = []
    for at, stop in pieces[1:]:
        place = _PLACE_FIRST.match(text[at:stop])
        if place and place.group("who") in gazetteer().by_name:
            found.append((at, place.group("who")))
    return found


def _split_roundup(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The runs of sentences of a paragraph that rounds up several organisers, else the whole."""
    starts: list[tuple[int, str]] = []
    pieces = sentences(text, start, end)
    for at, stop in pieces:
        sentence = text[at:stop]
        named = _NAMED.match(sentence) or _NAMED_CITY.match(sentence)
        if named:
            starts.append((at, named.group("who")))
    opened = [] if len({who for _, who in starts}) >= 2 else _place_runs(text, pieces)
    if len({who for _, who in opened}) >= 2:
        return list(pairwise([start, *(at for at, _ in opened), end]))
    whos = [who for _, who in starts]
    if len(set(whos)) < 2 or len(pieces) < 2:
        return [(start, end)]
    runs: list[int] = []
    previous = ""
    named_starts = dict(starts)
    officers = len(set(whos)) >= 3
    for at, stop in pieces:
        bare = _BARE_UNION.match(text[at:stop])
        if at in named_starts:
            who = named_starts[at]
        elif previous and bare and bare.group("level") not in previous[1:]:
            # «市教育工会…;市总工会…»: the bare union is another one, not the one told before.
            who = bare.group("who")
        elif officers and (officer := _OFFICER.match(text[at:stop])):
            who = officer.group("who")
        else:
            continue
        if who != previous:
            runs.append(at)
        previous = who
    edges = [start, *runs[1:], end]
    return list(pairwise(edges))


def _organisers(text: str, block: Block) -> set[str]:
    """The unions and divisions that open a sentence of a paragraph by their own name."""
    opened = (_NAMED.match(text[at:stop]) for at, stop in sentences(text, block.start, block.end))
    return {named.group("who") for named in opened if named}


def _drafts(
    text: str, section: _Section, kind: ItemKind, headings: list[tuple[int, int]], briefs: bool
) -> list[Draft]:
    """The items of one section."""
    drafts: list[Draft] = []
    open_draft: Draft | None = None
    rounded: set[str] = set()  # the organisers of a round-up so far
    for block in section.blocks:
        if block.form == "bullet" and block.marker == "【" and not _NEWS_LABEL.match(block.text):
            # «【简讯】甲区总工会…。乙县总工会…。» is a heading of its own and what it heads.
            label = block.start + text[block.start : block.end].find("】") + 1
            runs = _split_roundup(text, label, block.end)
            form: ItemKind = "brief" if len(runs) == 1 else "roundup"
            place = [(block.start, label)] if _PLACE_LABEL.match(block.text) else []
            # The label belongs to what it heads: an item may be looked for by it.
            runs[0] = block.start, runs[0][1]
            drafts.extend(Draft(form, start, end, place) for start, end in runs)
            open_draft = None
            continue
        if block.form == "bullet" and briefs:
            open_draft = Draft("brief", block.start, block.end, headings)
            drafts.append(open_draft)
            continue
        runs = _split_roundup(text, block.start, block.end) if block.form in ("body", "bullet") else []
        named = _organisers(text, block) if len(runs) > 1 or rounded else set()
        if len(runs) > 1:
            drafts.extend(Draft("roundup", start, end) for start, end in runs)
            open_draft = None
            rounded |= named
        elif named - rounded:  # a round-up goes on with another union in a paragraph of its own
            open_draft = Draft("roundup", block.start, block.end)
            drafts.append(open_draft)
            rounded |= named
        elif open_draft is None:
            open_draft = Draft(kind, block.start, block.end, headings)
            drafts.append(open_draft)
        else:
            open_draft.end = block.end
    return drafts


def _title(blocks: list[Block]) -> tuple[int, int] | None:
    """The title: of the headings before the first text the last one that is no masthead."""
    head: list[Block] = []
    for block in blocks:
        if block.form in ("body", "bullet") and head:
            break
        if block.form == "heading":
            head.append(block)
    plain = [
        block
        for block in head
        if not _MASTHEAD.search(block.text) and not _CHANNEL.match(block.text) and block.marker in ("", "#")
    ]
    chosen = plain[0] if plain else head[0] if head else None
    return (chosen.start, chosen.end) if chosen else None


def _is_aside(text: str) -> bool:
    return bool(_CAPTION.search(text) or _FOOTER.search(text))


def _without(clean: CleanText, asides: list[Block], drafts: list[Draft]) -> CleanText:
    """The clean text, as long, with blank lines for captions that stand between the paragraphs of an item."""
    starts = [draft.start for draft in drafts]
    parts: list[str] = []
    at = 0
    for block in asides:
        before = bisect_right(starts, block.start) - 1
        if before < 0 or drafts[before].end <= block.start:
            continue
        parts += clean.text[at : block.start], "\n" * (block.end - block.start)
        at = block.end
    return replace(clean, text="".join([*parts, clean.text[at:]]))


def layout(clean: CleanText) -> Page:
    """Find the items of a clean text."""
    text = clean.text
    blocks = _blocks(text)
    _settle(blocks)
    sections = _sections(blocks)
    bullets = [block for block in blocks if block.form == "bullet"]
    briefs = len(bullets) >= 2 and sum(_self_contained(block.text) for block in bullets) * 2 >= len(bullets)
    multiple = _is_multiple(sections)
    title = _title(blocks)
    if title and _NOTICE_TITLE.search(text, *title):
        briefs = multiple = False  # «二、慰问时间», «(一)各级工会要…»: the points of one notice
    drafts: list[Draft] = []
    if multiple or briefs:
        for k, section in enumerate(sections):
            headings = [(block.start, block.end) for block in section.headings]
            opening = not section.headings or _LEAD.match(section.text) is not None
            ahead = (
                k == 0
                and len(sections) > 1
                and sections[1].headings
                and sections[1].headings[0].marker == "#"
            )
            lead = k == 0 and (opening or (briefs and not multiple) or ahead)
            kind: ItemKind = "lead" if lead else "section"
            drafts.extend(_drafts(text, section, kind, headings, briefs))
    elif sections:
        whole = _Section([], [block for section in sections for block in section.blocks])
        # An article's heading is its title, not the kicker or masthead that stands beside it.
        headings = [title] if title else []
        drafts = _drafts(text, whole, "section", headings, False)
        if len(drafts) > 1 and drafts[0].kind == "section" and drafts[1].kind == "roundup":
            drafts[0].kind = "lead"
    asides = [block for block in blocks if block.form == "margin" and _is_aside(block.text)]
    clean = _without(clean, asides, drafts)
    margin = [(block.start, block.end) for block in blocks if block.form == "margin"]
    head = drafts[0].start if drafts else len(text)
    margin += [(block.start, block.end) for block in blocks if block.form == "heading" and block.end <= head]
    return Page(clean, drafts, title, sorted(margin))
