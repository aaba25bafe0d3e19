"""Which amounts are only parts of another: «85万元,其中50万元用于…», «300名,其中女职工50名、农民工120名».

What 其中 opens is a part of the last amount of its sort before it, and what goes on with the list as well, as long
as the parts do not make more than the whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

_OPENING = re.compile(r"其中|(?<=[,;。(、])(?:其余|余下)")
# How far a part may stand from the whole, and from the part before it.
_FAR = 80
_NEXT_PART = 24
_SENTENCE_END = re.compile(r"[。!?\n]")
_EDGES = (",", "。", ";", "(", "、", ":")
# What no list of parts goes on over: another sentence, the end of a bracket, another sum or union.
_BREAK = re.compile(r"[;。!?\n)]|另|此外|同时|总?工会")
# What else begins another act behind a comma; behind 、 it is one more of the parts («、为高中生发放12万元»).
_OTHER = re.compile(
    r"还[^款]|最终|最后|随后|发放|慰问(?!金)|表彰|捐赠|决出|评出|选出|产生|,(?:共|合?计|并|再|又|每|人均|由|为|给|对)|、(?:共|合?计)"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount at its place in the clean text; only those of one ``sort`` are parts of each other."""

    start: int
    end: int
    value: Decimal
    sort: str


def wholes(text: str, amounts: Sequence[Amount]) -> list[int | None]:
    """For each of ``amounts``, in the order of the text, the index of the one that it is a part of.

    >>> told = [Amount(0, 4, Decimal(300), "名"), Amount(7, 13, Decimal(50), "名")]
    >>> wholes("300名,其中女职工50名", told)
    [None, 0]
    """
    found: list[int | None] = []
    last_of: dict[str, int] = {}
    taken: dict[int, Decimal] = {}
    for k, amount in enumerate(amounts):
        last = last_of.get(amount.sort)
        whole = None if last is None else _whole(text, amounts[last], amount, last, found[last])
        if whole is not None:
            taken[whole] = taken.get(whole, Decimal(0)) + amount.value
            if taken[whole] > amounts[whole].value:
                whole = None
        found.append(whole)
        last_of[amount.sort] = k
    return found


def _whole(text: str, before: Amount, amount: Amount, last: int, its_whole: int | None) -> int | None:
    """What ``amount`` is a part of: the amount ``before`` it (at index ``last``), its whole, or nothing."""
    between = text[before.end : amount.start]
    if len(between) > _FAR:
        return None
    openings = list(_OPENING.finditer(between))
    if not openings:
        ends = _BREAK.search(between) or ("," in between and _OTHER.search(between))
        return its_whole if len(between) <= _NEXT_PART and not ends else None
    opening = openings[-1]
    # «帮助|其中62人理赔28.4万元»: inside a clause it speaks of what stands right behind it.
    inside = between[opening.start() - 1 : opening.start()] not in _EDGES if opening.start() else False
    if inside and re.search("[0-9一二三四五六七八九十百,]", between[opening.end() :]):
        return None
    # «…。其中» still speaks of the sentence before it, but of none before that.
    if _SENTENCE_END.search(between[: opening.start()].rstrip("。")) or _BREAK.search(between, opening.end()):
        return None
    return last if opening.group() == "其中" else its_whole
