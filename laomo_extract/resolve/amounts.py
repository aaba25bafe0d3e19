"""Roles, scopes and bases of counts, funds and goods, judged by their clause.

The cues of scopes stand in ``lexicon/roles.toml``. A scope holds from its cue to the end of the sentence, until
another cue takes over; a tally also ends where a clause tells of a day of its own. Roles are judged by :mod:`laomo_extract.resolve.roles`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Literal, TypeVar

from laomo_extract import lexicon
from laomo_extract.facts import between
from laomo_extract.facts.counts import CountMention
from laomo_extract.facts.funds import FundMention
from laomo_extract.facts.goods import GoodsMention
from laomo_extract.layout import Draft
from laomo_extract.layout.clean import HAN
from laomo_extract.records import Count, Fund, Goods, Scope
from laomo_extract.resolve import certainty, parts
from laomo_extract.resolve.context import Context, clause, in_speech, part, sentence
from laomo_extract.resolve.roles import about, features, judge, settled

_Told = TypeVar("_Told", Count, Fund)


@cache
def _scope_cue(name: str) -> re.Pattern[str]:
    return re.compile(lexicon.toml("roles.toml")["scope"][name])


@cache
def _scope_cues() -> re.Pattern[str]:
    names = ("cumulative", "planned", "reset")
    return re.compile("|".join(f"(?P<{name}>{lexicon.toml('roles.toml')['scope'][name]})" for name in names))


def _unquoted(text: str, start: int, end: int) -> str:
    """The range with words in quotation marks blanked: a programme's name is no cue («青蓝计划»)."""
    return re.sub(r"“[^”]{0,24}”", lambda match: "“" + " " * (len(match.group()) - 2) + "”", text[start:end])


def scope_of(context: Context, at: int, end: int, draft: Draft) -> Literal["event", "cumulative", "planned"]:
    """The scope that holds at ``at``."""
    start, stop = sentence(context.text, at, draft)
    before = _unquoted(context.text, start, at)
    scope: Literal["event", "cumulative", "planned"] = "event"
    since = _own_day(context, start, at)
    for match in _scope_cues().finditer(before):
        kind = match.lastgroup
        if kind == "reset":
            if (
                scope == "planned"
                or match.end() > len(before) - 12
                or before[match.start() - 1 : match.start()] == ";"
            ):
                scope = "event"
        elif kind == "cumulative":
            if _TOLD_OF.match(before, match.end()):
                continue  # «历年|资助过的在档困难职工子女»: who is meant, no tally
            if re.match(r"截[至止]", match.group()) and re.search(
                r"报名|截止日", before[match.start() : match.start() + 6]
            ):
                continue
            if match.group()[0] == "自" and re.search(r"每[年月季]", before[match.end() :]):
                continue  # «自2019年起,每年发放1200元»: each year's sum, no tally
            if start + match.start() >= since:
                scope = "cumulative"
        elif kind == "planned":
            if match.group() == "将" and before[: match.start()].endswith("已"):
                continue  # «已将2万元送到»: 将 only brings the object
            # A plan told before a semicolon does not reach what was done after it, unless no other tense comes.
            scope = "planned"
    if scope == "event":
        after = _unquoted(context.text, end, min(stop, end + 10))
        if re.match(r"[^,。;]{0,6}将(?:由|在|于|被|用于|分|全部|按|陆续)", after):
            return "planned"
        if re.match(
            r"[^,。;]{0,14}(?:前|年底|月底|内)(?:结清|付清|到位|支付|发放|兑现|还清|付)",
            context.text[end : min(stop, end + 24)],
        ):
            return "planned"
    return scope


_TOLD_OF = re.compile("[^,。;]{0,16}过的[㐀-鿿]{2}")
# «截至8月底», «8月以来»: days that a tally is told for, not what was done on a day.
_TALLY_FROM = re.compile(r"(?:[自从至到]|截止|其中)$")
_TALLY_TO = re.compile(r"(?:以来|起|至今|底?止|为止)")


def _own_day(context: Context, start: int, at: int) -> int:
    """Where a clause begins that tells of a time of its own, which no tally told before it reaches.

    «三年来累计帮扶1200人次;今年8月又为[30名]职工…»; -1 where there is none.
    """
    text = context.text
    for mention in reversed(between(context.mentions.dates, start, at)):
        point = mention.first
        edge = text[mention.start - 1 : mention.start]
        timed = point is None or point != replace(point, month=None, day=None, day_from=None, month_from=None)
        if (
            (edge == ";" or (edge == "," and timed))
            and not _TALLY_FROM.search(text, max(start, mention.start - 3), mention.start)
            and not _TALLY_TO.match(text, mention.end)
        ):
            return mention.start
    return -1


# «“百名劳模工匠进一线”活动»: the round number of a campaign's name, to the end of its quotation.
_CAMPAIGN = re.compile(rf"[一十百千万两]{{1,2}}[名位人家支个户](?:[{HAN}]|·)[^。!?;,“”]{{0,16}}”")


# Behind such a noun, or as a medal, a title is what was given and not who was counted.
_GIVEN_TO = re.compile(r"(?:同志|职工|选手|个人|人员|班组|单位|集体|企业)$")


def _without_title(context: Context, mention: CountMention) -> CountMention:
    """The count without the title that its noun phrase runs into: «6名同志|省五一劳动奖章», «2人|县五一劳动奖章»."""
    if mention.who is None:
        return mention
    first, last = mention.who
    for honour in between(context.mentions.honours, first, last + 1):
        at = honour.outer_start
        if _GIVEN_TO.search(context.text, first, at):
            return replace(mention, who=(first, at))
        if at == first and honour.title.endswith(("奖章", "奖状", "先锋号")):
            return replace(mention, who=None)
    return mention


def counts(context: Context, mentions: Iterable[CountMention], draft: Draft) -> list[Count]:
    """The counts of an item; a count told twice is one."""
    found: list[Count] = []
    told: list[parts.Amount] = []
    topics = about(context, draft)
    seen: dict[tuple[int, str, str], str] = {}
    last: CountMention | None = None
    for mention in mentions:
        mention = _without_title(context, mention)
        unit = context.value(*mention.unit)
        who = context.value(*mention.who) if mention.who else ""
        certain = settled(context, mention, draft, found)
        role, confidence = (
            (certain, 0.95)
            if certain
            else judge(features(context, mention, draft, found[-1] if found else None, topics))
        )
        if in_speech(context.text, mention.start) and (
            (mention.value < 10 and unit == "个") or _CAMPAIGN.match(context.text, mention.start)
        ):
            continue
        scope: Scope = scope_of(context, mention.start, mention.end, draft)
        start, _ = part(context.text, mention.start, draft)
        left = context.text[start : mention.start]
        if re.search(
            r"每(?:队|批|班|组|期|个|家|支|车|场|对|户|镇|村|校|团|名|人|位)[^,。元]{0,12}$|各(?:队|组)?$",
            left,
        ):
            scope = "each"
        key = (mention.value, unit, _noun(who))
        if key in seen and (_noun(who) or seen[key] == role) and not _beside(context, last, mention):
            continue
        seen[key] = role
        last = mention
        told.append(parts.Amount(mention.start, mention.end, Decimal(mention.value), _SORTS.get(unit, unit)))
        found.append(
            Count(
                text=context.quote(mention.start, mention.end),
                span=context.span(mention.start, mention.end),
                rule=mention.rule,
                confidence=certainty.count(
                    confidence,
                    scope_elsewhere=certainty.told_elsewhere(scope, left),
                    bodies=mention.rule == "count:bodies",
                ),
                value=mention.value,
                value_max=mention.upper,
                approx=mention.approx,
                unit=unit,
                who=who,
                role=role,
                scope=scope,
            )
        )
    return [
        _as_part(count, found, whole)
        for count, whole in zip(found, parts.wholes(context.text, told), strict=True)
    ]


# «企业方代表9名、|职工方代表9名»
_MEMBER = re.compile(rf"(?P<who>[{HAN}]{{0,12}})[、,和及与](?:其中)?(?P<other>[{HAN}]{{0,12}})")


def _beside(context: Context, last: CountMention | None, mention: CountMention) -> bool:
    """Whether a count equal to the one before it is the next of a list, of others."""
    if last is None or last.value != mention.value:
        return False
    between = _MEMBER.fullmatch(context.text, last.end, mention.start)
    if between is None:
        return False
    one = context.value(*last.who) if last.who else between["who"]
    other = context.value(*mention.who) if mention.who else between["other"]
    return one != other and "" not in (one, other)


# Measure words of people, of which some may be parts of others; likewise of households.
_SORTS = dict.fromkeys(("名", "人", "位", "人次", "万人次", "口", "员"), "people") | dict.fromkeys(
    ("户", "户次"), "households"
)


def _as_part(told: _Told, others: list[_Told], whole: int | None) -> _Told:
    return told if whole is None else told.model_copy(update={"part_of": others[whole].span.start})


def _noun(who: str) -> str:
    return who[-2:]


_NO_FUND = re.compile(
    r"(?:产值|营收|营业额|营业收入|销售额|销售收入|销售|利润|效益|节约|节省|节支|降本|降低成本|增收|创收|创效|创造价值|创造|产量|单价|售价|市场价|原价|票价|房价|计件|工价|月薪|年薪|日薪|底薪|起薪|月收入|年收入|收入|月工资|日工资|最低工资|工资标准|时薪|损失(?!费)|造价|GDP|税收|税费|纳税|贷款余额|负债|注册资本|订单|货款|成交|交易额|带货|省下|省了|[可能][节]?省|少花|股价|油价|身价|亏损|挣|赚)[^,。;]{0,8}$"
)
# Ordinary wages («最低工资由1510元/月提高到1720元/月»), prices of a measure, what insurance would pay.
_WAGE = re.compile(r"(?:最低|平均|人均|月均|年均)(?:月|年)?(?:工资|收入|薪酬)[^,。;]{0,24}$")
# What one hour or one piece is paid with is a wage rate, unless it is a subsidy.
_RATE = re.compile(
    r"每(?:个)?(?:小时|工时|工日|台班|件|打|双|条|趟|单|立方米?|千克|箩|筐)(?:工价|单价|工钱|[由从为约达是]|不低于|不少于|计|按)*$"
)
_RATE_AFTER = re.compile(r"[/／每](?:小时|工时|工日|台班|件|打|双|条|趟|单|立方米?)")
# «由14元[调到]15.2元»: the second end of a range that one verb moves.
_MOVED = re.compile(r"[^,。;元]{0,4}(?:调|提|涨|升|降|增|加|上浮|下浮)[^,。;元]{0,4}[到至为]")
_PRICE = re.compile(
    r"(?:每(?:斤|公斤|吨|亩|度|升|平方米|平米|公里)|门票|票价|房租|租金|月租)(?:仅|只|仅需|只需|仅要|卖|售|为|约|价)*$"
    r"|(?:最高)?(?:保额|保险金额|保障金额|保障额度|赔付限额|赔付额度?|理赔额度?)(?:最高)?(?:可达|达到?|为|每人|各|高达)*$"
)
# What a ticket or a meal costs: «门票每张[30元]», «一份盒饭[15元]»; a subsidy to it is none («餐补每人15元»).
_COST = re.compile(
    r"(?:(?:门|车|船|机|电影|演出|入场|年|月)票|票|套餐|盒饭|份饭|快餐|工作餐|自助餐|早餐|午餐|晚餐|饭菜)(?:每|一)(?:张|份|餐|顿|客|人|位|盒|套)(?:只|仅|只需|只要|售价?|为|约|收费?)*$"
    r"|一(?:张|份|顿|客|盒)[^,。;补贴给送]{0,4}(?:票|套餐|盒饭|份饭|快餐|工作餐|自助餐|早餐|午餐|晚餐)(?:只|仅|只需|只要|售价?|为|约)*$"
)
# What would be paid, were it needed: «最高可获[10万元]保障», «最高赔付[10万元]».
_COVER = re.compile(
    r"(?:最高|最多|享受?到?|享有|获得?|提供|拥有)(?:可|能)?(?:以)?(?:获得?|享受?|享有|得到|达)?(?:最高|每人)?(?:可达|达)?$"
)
_COVERED = re.compile(rf"的?[{HAN}]{{0,8}}?(?:保障|保额|保险(?!金|费))(?![金费基服待水工补资经])")
_PAYOUT = re.compile(r"最[高多](?:可|能)?(?:获得?|得到)?(?:赔付|赔偿|赔|理赔|给付)(?:金额)?(?:可?达|为)?$")
# The difference to another year or the mean of others: «比上年多[200元]», «高于全省平均的[3100元]».
_COMPARED = re.compile(
    r"(?:比|较)[^,。;]{1,10}(?:多|增加|增长|提高|上涨|高|低|减少|少|下降|净增)[了出]?(?:近|约)?$|(?:同比|环比)[^,。;]{0,3}(?:增长|增加|提高|多|减少|少|下降|上涨)了?$"
    r"|(?:高于|低于|超过)[^,。;]{0,10}(?:平均|标准)[^,。;]{0,4}$"
)
# «企业开价1800元,职工要2200元,最后定在2050元»: what the two sides of a table said.
_HAGGLED = re.compile(r"开价|要价|还价|讨价")
# «“万元奖金”的故事», «“亿元村”»: a round sum that opens a name in quotation marks.
_IN_NAME = re.compile(rf"[一十百千万亿]+元[{HAN}]{{1,6}}”")
_PROCEEDS = re.compile(r"的?(?:订单|货款|生意|产值|销售额|利润|营业额|收入)")
_THIS = re.compile(r"(?:这|该|此|上述)(?:笔|项|总额)?$")
# «[募集到的善款]65.3万元[将用于]…»: a sum that was told before. One of both is enough where equal sums are rare.
_RAISED = re.compile(rf"(?:[到来得出]|募集|筹集|募捐|捐赠|捐献|筹措|拨付|所[筹募捐])的[{HAN}]{{0,6}}$")
_SPENT_ON = re.compile(r"(?:善款|资金|经费|捐款)?,?将?(?:全部|全额|悉数|主要|专项)?用[于来作]")
_ANOTHER = re.compile(r"[㐀-鿿]{0,5}[、,;](?:(?!共|计|即|其中|发放|使用)[㐀-鿿]){2,12}")
_KEPT = re.compile(r"挽回|追回|讨回|捐|补偿|赔偿|拖欠|欠")
# «给每名学员安排带班师傅,并发给安家费[800元]», «对每支参赛队,市总工会补助[1500元]»: the part before tells to whom.
_TO_EACH = re.compile(
    r"(?:给|为|向|对|替|让|使)每一?(?:名|位|户|人|个|家|支|对|所)[^,。;]{1,24},"
    r"(?:(?:并|还|另|又|同时|再|也)[^,。;为给向对全]*|[^,。;为给向对全]*(?:补助|补贴|奖励|发放|发给|奖)[^,。;为给向对全]*)$"
)
# «其中|本科资助[5000元],专科、高职资助[4000元]»: so much for one pupil of a grade.
_GRADE = re.compile(
    r"(?:^|[,、;:(中和对为给向]|考[上取入])(?:(?:一本|二本|三本|本科|专科|大专|高职|中职|中专|职高|技校|高中|初中|小学|幼儿园|研究生|硕士|博士|重点大学)"
    r"(?:及以上|以上|院校|阶段|学历|在校|录取|新|的)*(?:学生|新生|学子|生)?[、和及与]?)+"
    r"(?:一次性)?(?:资助|补助|奖励|救助|给予|发放|发给|可?获得?|助学金|奖学金|标准|为|是)*$"
)
# «获得一等奖的选手…,得到[1.2万元]奖励»: whoever comes first.
_RANK = re.compile(r"[一二三特]等奖的(?:选手|职工|个人|获得者|参赛者|同志|队伍|团队)[^。;]{0,40}$")
_FOR_ONE = 20_000
_EACH_AFTER = re.compile(r"^(?:[^,。;]{0,4}不等|/(?:人|户|名|月)|每(?:人|户|名)|(?:一|每)(?:人|户|位)(?!次))")


def _basis(context: Context, mention: FundMention, draft: Draft) -> Literal["total", "each"]:
    start, stop = part(context.text, mention.start, draft)
    before = context.text[start : mention.start]
    # One character more: «奖金各[5000元]», «计[5000元]» are cues only before a number.
    told = context.text[start : mention.start + 1]
    each = list(_scope_cue("each").finditer(told))
    total = list(_scope_cue("total").finditer(told))
    if re.search(r"最[高大多]的?(?:一|单)笔$|单笔最[高大]的?$", before):
        return "total"  # «其中最高的一笔3万元»
    if before.endswith("最低") or _EACH_AFTER.match(context.text[mention.end : stop]):
        return "each"
    if each and (not total or total[-1].start() < each[-1].start()):
        return "each"
    if total:
        return "total"
    # The shares of a cost told per head («每人每年保费80元,工会补助30元»), and what one each costs
    # («为每名学员购买了意外险,保费50元»).
    floor, _ = clause(context.text, mention.start, draft)
    since = context.text[floor : mention.start]
    if _TO_EACH.search(since) or (
        mention.amount <= _FOR_ONE and (_GRADE.search(since) or _RANK.search(since))
    ):
        return "each"
    told = context.text[floor:start]
    each = list(_scope_cue("each").finditer(told))
    if each and not _scope_cue("total").search(told[each[-1].end() :]) and len(told) - each[-1].end() <= 40:
        shares = re.search(r"(?:补助|补贴|承担|负担|自付|报销|减免)$", before)
        if ("元" in told[each[-1].end() :] and shares) or (
            "元" not in told[each[-1].end() :]
            and re.match(r"[^,]{0,3}(?:保费|标准|价值|金额|学费|费用|单价)", before)
        ):
            return "each"
    return "total"


def _basis_elsewhere(
    context: Context, mention: FundMention, draft: Draft, basis: Literal["total", "each"]
) -> bool:
    """Whether another part of the clause told the basis, or may have told another one."""
    start, stop = part(context.text, mention.start, draft)
    own = context.text[start : mention.start + 1]
    if basis == "each":
        return not (_scope_cue("each").search(own) or _EACH_AFTER.match(context.text[mention.end : stop]))
    floor, _ = clause(context.text, mention.start, draft)
    each = re.search("[每各]", context.text[floor : mention.start])
    return each is not None and not _scope_cue("total").search(own)


def _priced(context: Context, mention: FundMention, draft: Draft) -> bool:
    """Whether a sum is a price, a wage, a turnover or the like, which nobody gives."""
    text = context.text
    start, _ = part(text, mention.start, draft)
    before = text[start : mention.start]
    if _NO_FUND.search(before) and not _KEPT.search(before):
        return True
    if any(pattern.search(before) for pattern in (_WAGE, _RATE, _PRICE, _COST, _PAYOUT, _COMPARED)):
        return True
    if _COVER.search(before) and _COVERED.match(text, mention.end):
        return True
    if _RATE_AFTER.match(text, mention.end) or _PROCEEDS.match(text, mention.end):
        return True
    if text[mention.start - 1 : mention.start] == "“" and _IN_NAME.match(text, mention.start):
        return True
    return _HAGGLED.search(text, *sentence(text, mention.start, draft)) is not None


def funds(context: Context, mentions: Iterable[FundMention], draft: Draft) -> list[Fund]:
    """The funds of an item; the same sum told twice for the same purpose is one."""
    found: list[Fund] = []
    told: list[parts.Amount] = []
    amounts: set[tuple[Decimal, str]] = set()
    seen: dict[tuple[Decimal, str, str, str], dict[str, int]] = {}
    totals: set[tuple[Decimal, str, str, str]] = set()
    price: int | None = None  # the end of the last sum that was no fund
    for mention in mentions:
        names = between(context.mentions.names, mention.start - 3, mention.start)
        if context.text[mention.start] in "百千万" and any(name.end > mention.start for name in names):
            continue  # «飞防机手钱|千元»
        start, _ = part(context.text, mention.start, draft)
        before = context.text[start : mention.start]
        if _priced(context, mention, draft) or (
            price is not None and _MOVED.fullmatch(context.text, price, mention.start)
        ):
            price = mention.end
            continue
        purpose = context.value(*mention.purpose) if mention.purpose else ""
        basis = _basis(context, mention, draft)
        scope = scope_of(context, mention.start, mention.end, draft)
        amount = _plain(mention.amount)
        signs = [_RAISED.search(before), _SPENT_ON.match(context.text, mention.end)]
        this = _THIS.search(before) or all(signs) or (any(signs) and _exact(amount))
        if this and (amount, basis) in amounts:
            continue  # «这18.6万元将于月底到账»
        summed = _scope_cue("total").search(before) is not None
        if scope == "cumulative" and _exact(amount) and (amount, mention.currency, basis, "event") in seen:
            continue  # «捐款2.63万元…。截至目前,共接到捐款[2.63万元]»
        key = (amount, mention.currency, basis, scope)
        purposes = seen.setdefault(key, {})
        cued = summed or key in totals
        # «荔浦市20万元、阳朔县20万元»: two receivers
        listed = (
            found
            and found[-1].amount == amount
            and _ANOTHER.fullmatch(context.text, told[-1].end, mention.start)
        )
        restated = purpose in purposes or (
            bool(purposes) and (not purpose or "" in purposes) and (cued or _exact(amount))
        )
        if restated and not (listed and not cued):
            if purpose and "" in purposes:  # told again with what it is for
                at = purposes[purpose] = purposes.pop("")
                found[at] = found[at].model_copy(update={"purpose": purpose})
            continue
        amounts.add((amount, basis))
        purposes[purpose] = len(found)
        if summed:
            totals.add(key)
        told.append(parts.Amount(mention.start, mention.end, amount, f"{basis} {mention.currency}"))
        found.append(
            Fund(
                text=context.quote(mention.start, mention.end),
                span=context.span(mention.start, mention.end),
                rule=mention.rule,
                confidence=certainty.fund(
                    context.text[clause(context.text, mention.start, draft)[0] : mention.start],
                    scope_elsewhere=certainty.told_elsewhere(scope, before),
                    basis_elsewhere=_basis_elsewhere(context, mention, draft, basis),
                    in_speech=in_speech(context.text, mention.start),
                ),
                amount=amount,
                amount_max=None if mention.upper is None else _plain(mention.upper),
                currency=mention.currency,
                approx=mention.approx,
                basis=basis,
                scope=scope,
                purpose=purpose,
            )
        )
    return [
        _as_part(fund, found, whole)
        for fund, whole in zip(found, parts.wholes(context.text, told), strict=True)
    ]


def _exact(amount: Decimal) -> bool:
    """Whether an amount is not so round that two of it are easily equal: 18.6万, 1250, but not 5000 or 25万."""
    return amount % 1000 != 0 or len(amount.normalize().as_tuple().digits) > 2


def _plain(value: Decimal) -> Decimal:
    """Without exponent and trailing zeros: 1.86E+5 and 186000.0 are 186000."""
    return Decimal(format(value.normalize(), "f"))


def goods(context: Context, mentions: Iterable[GoodsMention], draft: Draft) -> list[Goods]:
    """The goods of an item."""
    found: list[Goods] = []
    seen: set[tuple[int | Decimal, str, str]] = set()
    for mention in mentions:
        unit = context.value(*mention.unit)
        what = context.value(*mention.what) if mention.what else ""
        if (mention.value, unit, what[-2:]) in seen:
            continue
        seen.add((mention.value, unit, what[-2:]))
        found.append(
            Goods(
                text=context.quote(mention.start, mention.end),
                span=context.span(mention.start, mention.end),
                rule=mention.rule,
                confidence=certainty.goods(single=mention.value == 1),
                value=mention.value,
                value_max=mention.upper,
                approx=mention.approx,
                unit=unit,
                what=what,
            )
        )
    return found
