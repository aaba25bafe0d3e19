"""The part that a counted group plays in its clause: who receives, who takes part, who gives, who is honoured.

What stands before and after a number, the noun that it counts, the cues of ``lexicon/roles.toml`` and what the
sentence and the item are about are the *features* of a count. Each has a weight for each role, fitted by
``scripts/train_roles.py`` to the project's own gold (a multinomial logistic regression); the role of the
largest sum is taken, and its share of the probability is the confidence.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import cache
from zlib import crc32

from laomo_extract import lexicon
from laomo_extract.facts.counts import CountMention
from laomo_extract.layout import Draft
from laomo_extract.layout.clean import HAN
from laomo_extract.lexicon.words import segment
from laomo_extract.records import Count, CountRole
from laomo_extract.resolve.context import Context, clause, sentence

ROLES: tuple[CountRole, ...] = ("beneficiary", "participant", "volunteer", "honoree", "other")
_NEAR = 44  # characters of the clause that are looked at on each side
# A list of counts («38家企业的152名选手», «14支队伍、56名选手») shares the predicate behind it.
_SHARED = re.compile(
    r"^(?:等|的|[、和及与]|[0-9.万余多名位人家支个所户次对]|[㐀-鿿]{1,8}(?=[、和及与]|共[0-9]))*"
)
# People helped are what users add up: in doubt they are not. On rounds that the weights had not seen this brings
# precision and recall together (0.939 and 0.938 of 1,671 counts; at 0 they are 0.896 and 0.964).
_CAUTION = 80
# «其中劳动模范80名、[先进工作者40名],»: nothing but counts and their nouns since the whole, no predicate behind.
_SHARE = re.compile(
    rf"(?:其中|包括)[:,]?(?:(?:[{HAN}]{{0,12}}[0-9.余多]+[名位人家个户支]|[0-9.余多]+[名位人家个户支][{HAN}]{{0,12}})[、,和及])*$"
)
_ALONE = re.compile(r"[、,和及]|$")
_ITEM = 600  # characters of the item that tell what it is about


@cache
def _cues(role: str, side: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The cues with their features.

    A feature is named by its pattern: a cue that is edited loses its weight until the next fitting, and no other
    takes it over.
    """
    table: dict[str, list[str]] = lexicon.toml("roles.toml")[role]
    return tuple(
        (f"cue:{role}:{side}:{crc32(pattern.encode()):08x}", re.compile(pattern))
        for pattern in table.get(side, [])
    )


@cache
def _topics() -> dict[str, re.Pattern[str]]:
    table: dict[str, str] = lexicon.toml("roles.toml")["about"]
    return {topic: re.compile(words) for topic, words in table.items()}


@cache
def weights() -> dict[str, tuple[int, ...]]:
    """Feature → its weight for each of ``ROLES``, in hundredths: whole numbers, so that no order of adding tells."""
    return {row[0]: tuple(map(int, row[1:])) for row in lexicon.rows("role_weights.tsv")}


def _words(text: str) -> list[str]:
    # Which number it is says nothing of the part; that a number stands there does.
    return ["#" if word[0].isdigit() else word for word, _ in segment(text)]


def _cue_features(role: str, side: str, words: str) -> Iterator[str]:
    found = False
    for feature, pattern in _cues(role, side):
        if pattern.search(words):
            found = True
            yield feature
    if found:
        yield f"cue:{role}:{side}"


def about(context: Context, draft: Draft) -> frozenset[str]:
    """What an item is about, as features of all its counts."""
    text = context.text
    item = text[draft.start : min(draft.end, draft.start + _ITEM)]
    heading = text[slice(*draft.headings[-1])] if draft.headings else ""
    found = {f"item:{topic}" for topic, pattern in _topics().items() if len(pattern.findall(item)) > 1}
    found.update(f"heading:{topic}" for topic, pattern in _topics().items() if pattern.search(heading))
    return frozenset(found)


def features(
    context: Context, mention: CountMention, draft: Draft, told: Count | None, item: frozenset[str]
) -> set[str]:
    """The features of a count; ``told`` is the count before it in the item, ``item`` what :func:`about` says."""
    text = context.text
    who = text[mention.who[0] : mention.who[1]] if mention.who else ""
    first = mention.who[0] if mention.who and mention.who[1] <= mention.start else mention.start
    begin, _ = clause(text, first, draft)
    before = text[begin:first][-_NEAR:]
    _, stop = clause(text, mention.end, draft)
    last = max(mention.end, mention.who[1] if mention.who else 0)
    after = text[last : min(stop, last + _NEAR)]
    found = {
        "bias",
        "unit:" + text[mention.unit[0] : mention.unit[1]],
        mention.rule,
        "named" if who else "unnamed",
    }
    if re.match(r"[、和及与]", after):
        found.add("listed")
    after = _SHARED.sub("", after) if re.match(r"[的、和及与共等]", after) else after
    for role in ROLES:
        for side, words in (("before", before), ("after", after), ("noun", who)):
            if words:
                found.update(_cue_features(role, side, words))
    if who:
        found.update(("who-1:" + who[-1:], "who-2:" + who[-2:]))
        found.update("who:" + word for word in _words(who))
    left, right = _words(before), _words(after)
    found.update("before:" + word for word in left[-14:])
    found.update("after:" + word for word in right[:14])
    if left:
        found.add("next before:" + left[-1])
    if right:
        found.add("next after:" + right[0])
    found.update("near before:" + word for word in _words(before.rpartition(",")[2])[-6:])
    found.update("near after:" + word for word in _words(after.partition(",")[0])[:6])
    start, end = sentence(text, mention.start, draft)
    found.update(
        f"sentence:{topic}" for topic, pattern in _topics().items() if pattern.search(text, start, end)
    )
    found |= item
    if told is not None:
        part = (
            "part" if re.search(r"其中[^,。;]{0,10}$", text[max(draft.start, first - 16) : first]) else "next"
        )
        if part == "part" or mention.start - begin > 0:
            found.add(f"{part}:{told.role}")
            if not who:
                found.add(f"{part}:{told.role}:unnamed")
    return found


@cache
def _settled() -> tuple[tuple[CountRole, tuple[tuple[str, re.Pattern[str]], ...]], ...]:
    return tuple(
        (rule["role"], tuple((side, re.compile(rule[side])) for side in rule if side != "role"))
        for rule in lexicon.toml("roles.toml")["settled"]
    )


def settled(context: Context, mention: CountMention, draft: Draft, told: Sequence[Count]) -> CountRole | None:
    """The role that usage alone tells, or that of the whole of which the count is a part («其中劳动模范80名»)."""
    text = context.text
    first, last = mention.start, mention.end
    if mention.who:
        first, last = min(first, mention.who[0]), max(last, mention.who[1])
    begin, stop = clause(text, first, draft)
    sides = {
        "before": text[begin:first],
        "noun": text[slice(*mention.who)] if mention.who else "",
        "after": text[last : min(stop, last + _NEAR)],
    }
    for role, cues in _settled():
        if all(pattern.search(sides[side]) for side, pattern in cues):
            return role
    share = _SHARE.search(sides["before"])
    if share is None or not _ALONE.match(sides["after"]):
        return None
    at = context.page.clean.offsets[begin + share.start()]
    whole = next((count for count in reversed(told) if count.span.start < at), None)
    return whole.role if whole is not None and whole.role != "other" else None


def judge(found: set[str]) -> tuple[CountRole, float]:
    """The role of a count with these features, and its probability."""
    table = weights()
    sums = [0] * len(ROLES)
    for feature in found:
        row = table.get(feature)
        if row:
            for k, weight in enumerate(row):
                sums[k] += weight
    sums[ROLES.index("beneficiary")] -= _CAUTION
    top = max(sums)
    powers = [math.exp((value - top) / 100) for value in sums]
    best = max(
        range(len(ROLES)), key=lambda k: (powers[k], k)
    )  # of two alike not the beneficiary, which is first
    return ROLES[best], powers[best] / sum(powers)
