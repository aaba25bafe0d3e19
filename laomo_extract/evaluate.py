"""Gold against records: how much of what the annotators found is found, and what is found besides.

=============  ==========================================================================
items          an item is right where it holds the anchor of its gold item and no other
districts      by item: the division's code, or its name where the gold gives no code
dates          by item: the EDTF value; all vague dates of an item are one
workers        by item: the name
honours        by item: the name and the title, without edition, year and quotation marks
people         by item: the names of workers and of all others
counts         by item: value and unit
beneficiaries  by item: value, unit, approximation and scope of role beneficiary
funds          by item: amount, approximation, basis and scope
goods          by item: value and unit
linked         share of gold funds and beneficiaries found, in a right item with the right
               districts and event dates
whole items    share of gold items that are right, with districts, event dates, workers,
               honours, beneficiaries and funds all right
exact words    share of the dates, people, counts, funds and goods found right whose span
               holds the words that the gold gives for them
=============  ==========================================================================

How far a confidence can be trusted is counted apart: of the values found at 0.9 or more (0.7 to 0.9, …), how many
are right. There a count is right where value, unit, approximation, role and scope are.

Facts belong to the gold item in which their words stand, whatever item they were put in. What the
gold marks optional, and dates that nothing in the document resolves, count neither for nor against.
"""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from laomo_extract.archive import UnreadableError, read
from laomo_extract.errors import WrongArgumentError
from laomo_extract.extractor import Extractor
from laomo_extract.records import (
    Approx,
    Bulletin,
    Count,
    CountRole,
    Date,
    DateRole,
    District,
    Document,
    Fund,
    Goods,
    Honour,
    ItemKind,
    Mention,
    NewsItem,
    Person,
    PersonRole,
    Record,
    Scope,
    Worker,
)

_SUFFIXES = (".txt", ".md")  # of the text that a gold file belongs to

Key = Hashable


class GoldError(WrongArgumentError):
    """A gold folder or file that is not as the annotation guide says; names the file and the place."""


class _Gold(BaseModel):
    """What the guide lets a gold file say: nothing besides."""

    model_config = ConfigDict(extra="forbid")


class _GoldFact(_Gold):
    optional: bool = False


class _GoldDistrict(_GoldFact):
    name: str
    adcode: str | None


class _GoldDate(_GoldFact):
    text: str
    edtf: str | None
    role: DateRole


class _GoldWorker(_GoldFact):
    name: str
    honours: list[str] = Field(min_length=1)


class _GoldPerson(_GoldFact):
    name: str
    role: PersonRole


class _GoldCount(_GoldFact):
    text: str
    value: int
    value_max: int | None = None
    approx: Approx | None
    unit: str
    who: str
    role: CountRole
    scope: Scope


class _GoldFund(_GoldFact):
    text: str
    amount: Decimal
    amount_max: Decimal | None = None
    currency: str = "CNY"
    approx: Approx | None
    basis: Literal["total", "each"]
    scope: Literal["event", "cumulative", "planned"]
    purpose: str


class _GoldGoods(_GoldFact):
    text: str
    value: Decimal
    approx: Approx | None
    unit: str
    what: str


class _GoldItem(_Gold):
    anchor: str = Field(min_length=1)
    kind: ItemKind
    districts: list[_GoldDistrict]
    dates: list[_GoldDate]
    workers: list[_GoldWorker]
    people: list[_GoldPerson]
    counts: list[_GoldCount]
    funds: list[_GoldFund]
    goods: list[_GoldGoods]


class Gold(_Gold):
    """A gold file."""

    id: str
    published: str | None
    home: str | None
    items: list[_GoldItem]


class Score(Record):
    """Precision, recall and F1 of one field; ``gold`` is the number of facts to be found."""

    gold: int
    precision: float
    recall: float
    f1: float


class Share(Record):
    """A part that was met: of the gold, or for exact words of what was found right."""

    gold: int
    share: float


class Band(Record):
    """Values whose confidence is ``least`` or more, below the next band: how many, and the share that is right."""

    least: float
    values: int
    right: float


class Report(Record):
    """The figures of an evaluation; ``files`` is the number of gold files.

    ``reliability`` gives for each field its bands of confidence, the surest first.
    """

    files: int
    fields: dict[str, Score]
    linked: Share
    whole_items: Share
    exact_words: Share
    reliability: dict[str, tuple[Band, ...]]


def evaluate(
    gold_dir: str | os.PathLike[str], *, reader: Callable[[Document], Bulletin] | None = None
) -> Report:
    """Read every text of ``gold_dir`` that has a gold file of its name and compare.

    ``reader`` is what reads a document, with the gold's ``published`` and ``home``, into records; without it
    an :class:`Extractor`.

    Raises:
        GoldError: the folder holds no gold, or a gold file is malformed, lacks its text or has an
            anchor that the text does not have.

    >>> evaluate("examples/bulletins").files
    15
    """
    folder = Path(gold_dir)
    files = sorted(folder.glob("*.json"))
    if not files:
        raise GoldError("LM601", folder=folder)
    reader = reader or Extractor().read
    tally = _Tally()
    for file in files:
        gold, text = _load(file)
        starts = _anchors(gold, text, file)
        document = Document(text=text, published=gold.published, home=gold.home)
        tally.add(gold, starts, reader(document))
    return tally.report(len(files))


def compare(gold: Gold, text: str, bulletin: Bulletin) -> Report:
    """The figures for one ``bulletin`` that was read from ``text``; GoldError if an anchor is not there."""
    tally = _Tally()
    tally.add(gold, _anchors(gold, text), bulletin)
    return tally.report(1)


def _load(file: Path) -> tuple[Gold, str]:
    """A gold file and its text."""
    try:
        gold = Gold.model_validate_json(file.read_bytes())
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "top"
        raise GoldError("LM602", file=file, place=place, error=first["msg"]) from error
    texts = [file.with_suffix(suffix) for suffix in _SUFFIXES if file.with_suffix(suffix).exists()]
    try:
        (document,) = read(texts[0] if texts else file.with_suffix(_SUFFIXES[0]))
    except UnreadableError as error:
        raise GoldError("LM603", file=file, error=f"{error.path}: {error.reason}") from error
    return gold, document.text


def _anchors(gold: Gold, text: str, file: Path | str = "-") -> list[int]:
    """Where the gold items begin in ``text``; white space does not count, order does."""
    places = [place for place, character in enumerate(text) if not character.isspace()]
    dense = "".join(text[place] for place in places)
    starts: list[int] = []
    after = 0
    for number, item in enumerate(gold.items):
        found = dense.find("".join(item.anchor.split()), after)
        if found < 0:
            raise GoldError("LM604", file=file, number=number, anchor=item.anchor)
        starts.append(places[found])
        after = found + 1
    return starts


# ---- what is compared --------------------------------------------------------------------------

# Words that a title may have or not, and editions and years, which the records hold apart from it.
_NOT_THE_TITLE = re.compile(r"\d{4}年度?|首[届屆]|第[〇零一二三四五六七八九十百\d]+[届屆批]")
_AROUND_THE_TITLE = re.compile(r"[“”\"‘’'「」『』《》\s]|荣誉称号|称号|获得者$|荣誉$")
_CALENDAR_WORD = re.compile(r"[\d一二三四五六七八九十今去昨前明本上下]")
_VAGUE_WORD = re.compile(r"近|日前|前期|当前|目前|前不久")
_VAGUE = "vague"


def _title(honour: str) -> str:
    return _AROUND_THE_TITLE.sub("", _NOT_THE_TITLE.sub("", honour))


def _is_unresolved(date: _GoldDate | Date) -> bool:
    """A date that says when, but whose value nothing in the document gives: «8月15日» of no known year."""
    return date.edtf is None and bool(_CALENDAR_WORD.search(date.text)) and not _VAGUE_WORD.search(date.text)


@dataclass
class _Found:
    """What was found in the stretch of one gold item, by the names of a gold item's fields."""

    districts: list[District] = field(default_factory=list)
    dates: list[Date] = field(default_factory=list)
    workers: list[Worker] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)
    funds: list[Fund] = field(default_factory=list)
    goods: list[Goods] = field(default_factory=list)


_PLACED = ("dates", "workers", "people", "counts", "funds", "goods")
_FIELDS = ("districts", "dates", "workers", "honours", "people", "counts", "beneficiaries", "funds", "goods")
_SETS = frozenset({"districts", "dates", "workers", "honours", "people"})  # a second mention adds nothing
_WORDED = ("dates", "people", "counts", "funds", "goods")  # the gold gives their words
_WHOLE = ("districts", "workers", "honours", "beneficiaries", "funds")


_Fact = _GoldFact | Mention


def _facts(item: _GoldItem | _Found) -> Iterator[tuple[str, Key, _Fact]]:
    """Each fact with its field and what it is compared by."""
    for district in item.districts:
        yield "districts", district.adcode or district.name, district
    for date in item.dates:
        yield "dates", date.edtf or _VAGUE, date
    for worker in item.workers:
        yield "workers", worker.name, worker
        for honour in worker.honours:
            if isinstance(honour, Honour):
                yield "honours", (worker.name, _title(honour.title)), honour
            else:
                yield "honours", (worker.name, _title(honour)), worker
    for person in (*item.workers, *item.people):
        yield "people", person.name, person
    for count in item.counts:
        number = (Decimal(count.value), count.unit)
        yield "counts", number, count
        if count.role == "beneficiary":
            yield "beneficiaries", (*number, count.approx, count.scope), count
    for fund in item.funds:
        yield "funds", (fund.amount, fund.approx, fund.basis, fund.scope), fund
    for goods in item.goods:
        yield "goods", (Decimal(goods.value), goods.unit), goods


def _whole(key: Key, fact: _Fact) -> Key:
    """What all of a value is compared by: of a count the part that it plays, too."""
    if isinstance(fact, _GoldCount | Count):
        return Decimal(fact.value), fact.unit, fact.approx, fact.role, fact.scope
    return key


def _is_optional(fact: _Fact) -> bool:
    """Whether it counts only if it is there."""
    if isinstance(fact, _GoldFact) and fact.optional:
        return True
    if isinstance(fact, _GoldDate | Date) and fact.edtf is None:
        return fact.role != "event" or _is_unresolved(fact)
    return False


def _keys(item: _GoldItem | _Found, name: str) -> tuple[Counter[Key], Counter[Key]]:
    """The keys of one field that must be found, and those that may be."""
    required, optional = Counter[Key](), Counter[Key]()
    for fact_field, key, fact in _facts(item):
        if fact_field == name:
            (optional if _is_optional(fact) else required)[key] += 1
    if name in _SETS:
        return Counter(required.keys()), Counter(optional.keys() - required.keys())
    return required, optional


def _worded(item: _GoldItem | _Found, name: str) -> Counter[tuple[Key, str]]:
    """The keys of one field with the words that they come from, without white space."""
    return Counter(
        (key, "".join(str(getattr(fact, "text", key)).split()))  # a name in the gold is its own words
        for fact_field, key, fact in _facts(item)
        if fact_field == name
    )


# ---- where it was found ------------------------------------------------------------------------


def _by_gold_item(items: Sequence[NewsItem], starts: Sequence[int]) -> list[_Found]:
    """The facts of ``items`` laid out by the gold item that their words stand in."""
    found = [_Found() for _ in starts]
    for item in items:
        begin = item.span.start
        body = next((start for start in starts if begin <= start < item.span.end), begin)
        for name in _PLACED:
            for fact in getattr(item, name):
                # what stands in a heading, before the anchor, belongs to the body below it
                place = body if begin <= fact.span.start < body else fact.span.start
                getattr(found[max(bisect_right(starts, place) - 1, 0)], name).append(fact)
    return found


# ---- the figures -------------------------------------------------------------------------------


@dataclass
class _Sum:
    right: int = 0
    wrong: int = 0
    missed: int = 0

    def score(self) -> Score:
        precision = self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0
        recall = self.right / (self.right + self.missed) if self.right + self.missed else 1.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return Score(
            gold=self.right + self.missed,
            precision=round(precision, 4),
            recall=round(recall, 4),
            f1=round(f1, 4),
        )


@dataclass
class _Part:
    met: int = 0
    gold: int = 0

    def share(self) -> Share:
        return Share(gold=self.gold, share=round(self.met / self.gold, 4) if self.gold else 1.0)


class _Tally:
    """Sums over the bulletins added so far."""

    def __init__(self) -> None:
        self._sums = {name: _Sum() for name in ("items", *_FIELDS)}
        self._verdicts: dict[str, list[tuple[float, bool]]] = {}
        self._linked = _Part()
        self._whole = _Part()
        self._exact = _Part()

    def add(self, gold: Gold, starts: Sequence[int], bulletin: Bulletin) -> None:
        items = bulletin.items
        holders = [
            [n for n, item in enumerate(items) if item.span.start <= at < item.span.end] for at in starts
        ]
        held = Counter(n for holding in holders for n in holding)
        right = [len(holding) == 1 and held[holding[0]] == 1 for holding in holders]
        self._add_to("items", sum(right), len(items) - sum(right), len(starts) - sum(right))
        stretches = _by_gold_item(items, starts)
        for wanted, found, holding, is_right in zip(gold.items, stretches, holders, right, strict=True):
            found.districts = [_as_named(d, wanted) for n in holding[:1] for d in items[n].districts]
            self._add_item(wanted, found, is_right=is_right)
            self._add_verdicts(wanted, found)

    def _add_item(self, wanted: _GoldItem, found: _Found, *, is_right: bool) -> None:
        hits, exact = {}, {}
        for name in _FIELDS:
            (required, optional), (given, _) = _keys(wanted, name), _keys(found, name)
            hit = required & given
            over = given - hit - optional
            wrong = over.total()
            if name == "dates":
                # a vague date too many is none; nor is a guess at a date that nothing resolves
                wrong = max(wrong - over[_VAGUE] - sum(map(_is_unresolved, wanted.dates)), 0)
            self._add_to(name, hit.total(), wrong, (required - hit).total())
            hits[name] = hit.total()
            if name in _WORDED:
                held = Counter(key for key, _ in (_worded(wanted, name) & _worded(found, name)).elements())
                self._exact.gold += hit.total()
                self._exact.met += (hit & held).total()
            exact[name] = hit == required and not wrong
        dates = {
            date.edtf or _VAGUE
            for date in wanted.dates
            if date.role == "event" and not date.optional and not _is_unresolved(date)
        }
        placed = is_right and exact["districts"] and dates <= {date.edtf or _VAGUE for date in found.dates}
        for name in ("funds", "beneficiaries"):
            self._linked.gold += _keys(wanted, name)[0].total()
            self._linked.met += hits[name] if placed else 0
        self._whole.gold += 1
        self._whole.met += placed and all(exact[name] for name in _WHOLE)

    def _add_verdicts(self, wanted: _GoldItem, found: _Found) -> None:
        told = Counter((name, _whole(key, fact)) for name, key, fact in _facts(wanted))
        if any(map(_is_unresolved, wanted.dates)):
            told.update(("dates", date.edtf) for date in found.dates)  # nothing says that they are wrong
        judged: set[tuple[str, Key]] = set()
        for name, key, fact in _facts(found):
            value = name, _whole(key, fact)
            if name == "beneficiaries" or key == _VAGUE or not isinstance(fact, Mention):
                continue  # judged among the counts; that something is vague is no value
            if (name in _SETS and value in judged) or (name == "people" and isinstance(fact, Worker)):
                continue
            judged.add(value)
            self._verdicts.setdefault(name, []).append((fact.confidence, told[value] > 0))
            if name not in _SETS:
                told[value] -= 1

    def _add_to(self, name: str, right: int, wrong: int, missed: int) -> None:
        total = self._sums[name]
        total.right += right
        total.wrong += wrong
        total.missed += missed

    def report(self, files: int) -> Report:
        return Report(
            files=files,
            fields={name: total.score() for name, total in self._sums.items()},
            linked=self._linked.share(),
            whole_items=self._whole.share(),
            exact_words=self._exact.share(),
            reliability={name: _bands(verdicts) for name, verdicts in self._verdicts.items()},
        )


_BANDS = (0.9, 0.7, 0.5, 0.0)


def _bands(verdicts: Sequence[tuple[float, bool]]) -> tuple[Band, ...]:
    bands: list[Band] = []
    for above, least in zip((1.01, *_BANDS), _BANDS, strict=False):
        right = [is_right for confidence, is_right in verdicts if least <= confidence < above]
        if right:
            bands.append(Band(least=least, values=len(right), right=round(sum(right) / len(right), 4)))
    return tuple(bands)


def _as_named(district: District, wanted: _GoldItem) -> District:
    """A division whose code the gold leaves open is compared by its name."""
    if any(other.name == district.name and not other.adcode for other in wanted.districts):
        return district.model_copy(update={"adcode": None})
    return district
