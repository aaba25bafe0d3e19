"""The records: what a bulletin is read into, and the one schema of the library.

Everything else (JSON Schema, SQL tables, tables of a data frame) is derived from these models. The
names and values are those of the annotation guide; every value carries its provenance: the words it
came from (``text``), where they stand (``span``), which rule found them (``rule``) and how sure it is
(``confidence``).
"""

from __future__ import annotations

import os
from datetime import date as Day
from decimal import Decimal
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, JsonValue

ItemKind = Literal["lead", "section", "roundup", "brief"]
Approx = Literal["more", "less", "about"]
Scope = Literal["event", "cumulative", "planned", "each"]
DateRole = Literal["event", "period", "background", "publication"]
CountRole = Literal["beneficiary", "participant", "volunteer", "honoree", "other"]
PersonRole = Literal["official", "staff", "journalist", "leader", "other"]
Level = Literal["province", "prefecture", "county", "zone"]
Origin = Literal["option", "document", "file_name", "folder", "ocr"]
HonourLevel = Literal["national", "ministry", "province", "city", "county", "enterprise"]


class Record(BaseModel):
    """The base of all records: closed (no unknown field) and immutable."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Span(Record):
    """A half-open range ``[start, end)`` in code points of the text as it was given."""

    start: int
    end: int


class Reference(Record):
    """A place where something is named."""

    text: str
    span: Span


class Mention(Record):
    """A value and the words that it came from.

    ``text`` is what stands at ``span`` in the source, without white space that only the page layout
    put in. ``confidence`` lies between 0 and 1.
    """

    text: str
    span: Span
    rule: str
    confidence: float


class District(Mention):
    """An administrative division, by its full official name in simplified characters.

    ``candidates`` are the other divisions («鼓楼区 350102») that the name might as well mean; where there are any,
    ``confidence`` is no more than 0.5.
    """

    name: str
    adcode: str | None
    level: Level
    province: str | None = None
    city: str | None = None
    role: Literal["place", "organiser"] = "place"
    successor: str | None = None
    predecessor: str | None = None
    candidates: tuple[str, ...] = ()


class Date(Mention):
    """A calendar expression; ``edtf`` is ISO 8601-2 level 0/1, or null where nothing resolves it."""

    edtf: str | None
    start: Day | None = None
    end: Day | None = None
    role: DateRole = "event"


class Honour(Mention):
    """A title awarded to a worker, as written, with what its words and those around it say of it.

    ``edition`` is the words for it (第三届), ``year`` that of the award, ``issuer`` the body that awards it, as
    written (省总工会). Without such words they are null; what is only known of the title is not put in.
    """

    title: str
    level: HonourLevel | None = None
    kind: str | None = None
    edition: str | None = None
    year: int | None = None
    issuer: str | None = None


class Worker(Mention):
    """A named person whom the text gives at least one honour."""

    name: str
    honours: tuple[Honour, ...]
    employer: str | None = None
    position: str | None = None
    mentions: tuple[Reference, ...] = ()


class Person(Mention):
    """Any other named person."""

    name: str
    role: PersonRole
    position: str | None = None
    mentions: tuple[Reference, ...] = ()


class Count(Mention):
    """A number of people, households or bodies; ``value_max`` where the text gives a range.

    ``part_of`` is the ``span.start`` of the count of the same item that this one is a part of («300名,其中女职工50名»).
    """

    value: int
    value_max: int | None = None
    approx: Approx | None = None
    unit: str
    who: str = ""
    role: CountRole = "other"
    scope: Scope = "event"
    part_of: int | None = None


class Fund(Mention):
    """An amount of money, in yuan unless ``currency`` (ISO 4217) says otherwise.

    ``part_of`` is the ``span.start`` of the sum of the same item that this one is a part of («85万元,其中50万元用于…»).
    """

    amount: Decimal
    amount_max: Decimal | None = None
    currency: str = "CNY"
    approx: Approx | None = None
    basis: Literal["total", "each"] = "total"
    scope: Literal["event", "cumulative", "planned"] = "event"
    purpose: str = ""
    part_of: int | None = None


class Goods(Mention):
    """Things given in kind; a number that is not whole (2.5吨) is a Decimal; ``value_max`` where it is a range."""

    value: int | Decimal
    value_max: int | Decimal | None = None
    approx: Approx | None = None
    unit: str
    what: str = ""


class Organisation(Mention):
    """A union, company, office, school or other body."""

    name: str
    kind: Literal[
        "union", "company", "government", "school", "hospital", "court", "media", "association", "other"
    ]
    role: Literal["organiser", "partner", "venue", "employer", "mentioned"] = "mentioned"


class Programme(Mention):
    """A campaign or brand that the item runs under."""

    name: str


class Topic(Mention):
    """A kind of work: ``key`` of the taxonomy; the mention is its cue."""

    key: str


class OwnFact(Mention):
    """A fact of a kind that the user added (:mod:`laomo_extract.additions`): its fields are in ``data``, as in JSON."""

    kind: str
    data: dict[str, JsonValue]


class NewsItem(Record):
    """The smallest self-contained piece of news, with its facts."""

    id: str
    kind: ItemKind
    heading: str | None
    span: Span
    districts: tuple[District, ...] = ()
    dates: tuple[Date, ...] = ()
    workers: tuple[Worker, ...] = ()
    people: tuple[Person, ...] = ()
    counts: tuple[Count, ...] = ()
    funds: tuple[Fund, ...] = ()
    goods: tuple[Goods, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    programmes: tuple[Programme, ...] = ()
    topics: tuple[Topic, ...] = ()
    own: tuple[OwnFact, ...] = ()


class Check(Record):
    """A warning that two values of a bulletin do not agree; nothing is corrected."""

    kind: Literal["each_times_count"]
    item: str
    message: str
    spans: tuple[Span, ...]


class Bulletin(Record):
    """A bulletin read: its items in the order of the page, and what does not add up.

    ``reprint_of`` is the id of the bulletin that this one prints again; a store knows it, one text alone
    does not. ``origins`` tells who said what is known from outside the items, as in :class:`Document`.
    """

    id: str
    title: str | None
    published: str | None
    home: str | None
    source: str | None = None
    author: str | None = None
    publisher: str | None = None
    origins: dict[str, Origin] = {}
    reprint_of: str | None = None
    items: tuple[NewsItem, ...] = ()
    checks: tuple[Check, ...] = ()

    def frame(self, kind: str, library: Literal["pandas", "polars", "arrow"] = "pandas") -> Any:
        """The facts of one ``kind`` as a data frame; see :func:`laomo_extract.tables.frame`."""
        from laomo_extract.tables import frame  # loaded by who asks for a table

        return frame(kind, [self], library)

    def _repr_html_(self) -> str:
        """What a notebook shows; in Chinese where ``LAOMO_LANG`` is ``zh``."""
        # The one way back from the records to what is built on them: IPython asks the value itself
        from laomo_extract.report.records import notebook_html
        from laomo_extract.terminal.words import Language

        chinese = os.environ.get("LAOMO_LANG") == Language.ZH
        return notebook_html(self, Language.ZH if chinese else Language.EN)


class Document(Record):
    """A text to be read, with what is known of it from outside the text.

    ``source`` is its place: a path, ``a.zip!/b.html`` inside an archive, ``a.csv#3`` for a row. ``origins``
    tells of each of ``title``, ``author``, ``publisher``, ``published`` and ``home`` that is known who said
    it; its ``text`` is ``ocr`` where the text was recognised in pictures of pages. ``encoding_certainty`` lies between 0 and 1. ``content_hash`` is the SHA-256 of the bytes that
    the document was read from, one for all rows of a table.
    """

    text: str
    source: str | None = None
    published: str | None = None
    home: str | None = None
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    origins: dict[str, Origin] = {}
    encoding: str | None = None
    encoding_certainty: float | None = None
    content_hash: str | None = None
