"""Which amounts are only parts of another: «85万元,其中50万元用于…», «300名,其中女职工50名、农民工120名».

What 其中 opens is a part of the last amount of its sort before it, and what goes on with the list as well, as long
as the parts do not make more than the whole. Amounts of the same sentence that make exactly the whole are its
parts, whatever stands between them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

# «120万元善款|中,80万元来自企业», not «集中», «途中», «在活动中».
_AMONG = r"^(?:(?![在于]|活动|过程|仪式)[㐀-鿿]){0,10}?(?<![集手途其家心高初])[当之]?中(?=[,:有]|[0-9])"
_OPENING = re.compile(rf"其中|{_AMONG}|(?<=[,;。(、])(?:其余|余下)")
# How far a part may stand from the whole, and from the part before it.
_FAR = 80
_NEXT_PART = 24
_NEXT_SUMMAND = 48
_SENTENCE_END = re.compile(r"[。!?\n]")
_EDGES = (",", "。", ";", "(", "、", ":")
# What no list of parts goes on over: another sentence, the end of a bracket, another sum or union.
_BREAK = re.compile(r"[;。!?\n)]|另|此外|同时|总?工会")
# What else begins another act behind a comma; behind 、 it is one more of the parts («、为高中生发放12万元»).
_OTHER = re.compile(
    r"还[^款]|最终|最后|随后|发放|慰问(?!金)|表彰|捐赠|决出|评出|选出|产生|,(?:共|合?计|并|再|又|每|人均|由|为|给|对)|、(?:共|合?计)"
)
# «其中,[市财政拨付]80万元,[企业捐赠]40万元»: parts told by where they come from.
_SOURCE = re.compile(
    r",?[㐀-鿿]{2,12}(?:拨付|拨款|出资|投入|配套|捐赠|捐款|捐资|捐献|承担|负担|补助|自筹|筹集)"
)
# «其中医疗救助36万元,惠及72人;[生活救助]62万元»: behind a semicolon a part is named as the one before it.
_NAMED = re.compile(r"[㐀-鿿]{2,16}")


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
    found: list[int | None] = [None] * len(amounts)
    rows: dict[str, list[int]] = {}
    for k, amount in enumerate(amounts):
        rows.setdefault(amount.sort, []).append(k)
    for row in rows.values():
        for k, whole in enumerate(_row(text, [amounts[at] for at in row])):
            found[row[k]] = None if whole is None else row[whole]
    return found


def _row(text: str, amounts: Sequence[Amount]) -> list[int | None]:
    """The wholes of amounts of one sort."""
    found: list[int | None] = [None] * len(amounts)
    taken: dict[int, Decimal] = {}
    summed = 0  # up to where the parts are known to make their whole
    name = ""  # how the part before is told
    for k in range(1, len(amounts)):
        before, amount = amounts[k - 1], amounts[k]
        between = text[before.end : amount.start]
        opening = _opening(between)
        if opening is not None:
            whole = k - 1 if opening.group()[:2] not in ("其余", "余下") else found[k - 1]
            name = between[opening.end() :]
            if whole == k - 1:
                summed = _summed(text, amounts, k)
        elif k < summed:
            whole, name = found[k - 1], ""
        elif found[k - 1] is not None and _goes_on(between, name):
            whole, name = found[k - 1], re.split("[,;、]", between)[-1]
        else:
            continue
        if whole is not None:
            taken[whole] = taken.get(whole, Decimal(0)) + amount.value
            if taken[whole] <= amounts[whole].value:
                found[k] = whole
    return found


def _opening(between: str) -> re.Match[str] | None:
    """The words between two amounts that make the second a part of the first, or of its whole."""
    openings = list(_OPENING.finditer(between)) if len(between) <= _FAR else []
    if not openings:
        return None
    opening = openings[-1]
    # «帮助|其中62人理赔28.4万元»: inside a clause it speaks of what stands right behind it.
    inside = between[opening.start() - 1 : opening.start()] not in _EDGES if opening.start() else False
    if inside and re.search("[0-9一二三四五六七八九十百,]", between[opening.end() :]):
        return None
    # «…。其中» still speaks of the sentence before it, but of none before that.
    if _SENTENCE_END.search(between[: opening.start()].rstrip("。")):
        return None
    if _BREAK.search(between, opening.end()) and not _SOURCE.fullmatch(between, opening.end()):
        return None
    return opening


def _summed(text: str, amounts: Sequence[Amount], first: int) -> int:
    """Behind which amount those from ``first`` on make exactly the one before it; 0 where they do not."""
    left = amounts[first - 1].value
    for k in range(first, len(amounts)):
        between = text[amounts[k - 1].end : amounts[k].start]
        if k > first and (len(between) > _NEXT_SUMMAND or _SENTENCE_END.search(between)):
            return 0
        left -= amounts[k].value
        if left <= 0:
            return k + 1 if left == 0 and k > first else 0
    return 0


def _goes_on(between: str, name: str) -> bool:
    """Whether a list of parts goes on over ``between``; ``name`` is how the part before is told."""
    head, semicolon, last = between.rpartition(";")
    if semicolon:
        parallel = _NAMED.fullmatch(last) and name and (last[0] == name[0] or last[-1] == name[-1])
        return bool(parallel) and len(head) <= _NEXT_PART and not _BREAK.search(head + last)
    if len(between) > _NEXT_PART:
        return False
    if _SOURCE.fullmatch(name) and _SOURCE.fullmatch(between):
        return True
    return not (_BREAK.search(between) or ("," in between and _OTHER.search(between)))
