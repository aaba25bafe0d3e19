"""Organisations with the part they play, programmes that an item runs under, and its topics."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from laomo_extract import lexicon
from laomo_extract.facts import between
from laomo_extract.layout import Draft
from laomo_extract.records import Organisation, Programme, Topic, Worker
from laomo_extract.resolve.context import Context, sentence

_NAMED_PROGRAMME = re.compile(
    r"“(?P<name>[^“”\n]{2,20})”(?:专项|主题|系列|品牌|公益|志愿|帮扶|慰问|服务)*(?:行动|活动|计划|工程|项目|品牌|助学|大讲堂|宣讲)"
)
# «本报讯(记者 张三 通讯员 李四)»: what stands before the news says nothing of who acts.
_BYLINE = re.compile(r"^[^,。()]{0,8}[讯电] ?|\([^()]*\)")
Role = Literal["organiser", "partner", "venue", "employer", "mentioned"]


def organisations(context: Context, draft: Draft, workers: list[Worker]) -> list[Organisation]:
    """The bodies of an item, each once."""
    text = context.text
    employers = {worker.employer for worker in workers if worker.employer}
    found: dict[str, Organisation] = {}
    organised = False
    for mention in between(context.mentions.organisations, draft.start, draft.end):
        name = context.value(mention.start, mention.end)
        if name in found:
            continue
        start, _ = sentence(text, mention.start, draft)
        before = _BYLINE.sub("", text[start : mention.start])
        role: Role = "mentioned"
        if name in employers:
            role = "employer"
        elif re.search(r"在$", before):
            role = "venue"
        elif re.search(r"(?:联合|会同|携手|与|和|、)$", before) and organised:
            role = "partner"
        elif (
            not organised
            and len(before) <= 24
            and start - draft.start < 120
            and mention.kind in ("union", "company", "government", "association")
        ):
            role, organised = "organiser", True
        found[name] = Organisation(
            text=context.quote(mention.start, mention.end),
            span=context.span(mention.start, mention.end),
            rule=mention.rule,
            confidence=0.85 if mention.kind == "union" else 0.75,
            name=name,
            kind=mention.kind,
            role=role,
        )
    return list(found.values())


@lru_cache(maxsize=8)
def _campaigns(own: tuple[tuple[str, str], ...]) -> tuple[lexicon.Matcher, dict[str, str]]:
    table: dict[str, str] = lexicon.toml("programmes.toml")["campaigns"]
    names = {variant: name for name, variants in table.items() for variant in variants.split()} | dict(own)
    return lexicon.Matcher(names), names


def programmes(context: Context, draft: Draft) -> list[Programme]:
    """Campaigns and brands: the known ones, and what is quoted before 行动, 活动, 计划."""
    matcher, names = _campaigns(context.own.programmes)
    text = context.text[draft.start : draft.end]
    found: dict[str, tuple[int, int, str]] = {}
    for start, end, word in matcher.find(text):
        found.setdefault(names[word], (start, end, "programme:known"))
    for match in _NAMED_PROGRAMME.finditer(text):
        name = context.value(draft.start + match.start("name"), draft.start + match.end("name"))
        if not any(known in match.group("name") for known in names):
            found.setdefault(name, (*match.span("name"), "programme:quoted"))
    return [
        Programme(
            text=context.quote(draft.start + start, draft.start + end),
            span=context.span(draft.start + start, draft.start + end),
            rule=rule,
            confidence=0.95 if rule.endswith("known") else 0.8,
            name=name,
        )
        for name, (start, end, rule) in sorted(found.items(), key=lambda entry: entry[1])
    ]


@lru_cache(maxsize=8)
def _topic_cues(own: tuple[tuple[str, str], ...]) -> tuple[lexicon.Matcher, dict[str, list[str]]]:
    keys: dict[str, list[str]] = {}
    for key, topic in lexicon.toml("topics.toml").items():
        for cue in str(topic["cues"]).split():
            keys.setdefault(cue, []).append(key)
    for cue, key in own:
        if key not in keys.setdefault(cue, []):
            keys[cue].append(key)
    return lexicon.Matcher(keys), keys


def topics(context: Context, draft: Draft) -> list[Topic]:
    """Topics of an item with the first cue of each; a topic of one weak cue among many is kept with less trust."""
    matcher, keys = _topic_cues(context.own.topics)
    text = context.text[draft.start : draft.end]
    first: dict[str, tuple[int, int]] = {}
    count: dict[str, int] = {}
    for start, end, word in matcher.find(text):
        for key in keys[word]:
            first.setdefault(key, (start, end))
            count[key] = count.get(key, 0) + 1
    ranked = sorted(first, key=lambda key: (-count[key], first[key]))[:4]
    return [
        Topic(
            text=context.quote(draft.start + first[key][0], draft.start + first[key][1]),
            span=context.span(draft.start + first[key][0], draft.start + first[key][1]),
            rule="topic:cue",
            confidence=min(0.95, 0.6 + 0.1 * count[key]),
            key=key,
        )
        for key in ranked
    ]
