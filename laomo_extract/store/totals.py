"""What the items of a district add up to."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Generic, NamedTuple, TypeVar

from sqlalchemy import Connection, exists, select

from laomo_extract.errors import WrongArgumentError
from laomo_extract.kinds import PEOPLE
from laomo_extract.records import Record
from laomo_extract.store import schema

_HOUSEHOLDS = frozenset({"户", "户次", "家庭"})

Number = TypeVar("Number", int, Decimal)


class UnknownDistrictError(WrongArgumentError):
    """A district that no item of the store has, or (``several``) a name that several share.

    ``known`` are the names that can be given instead.
    """

    def __init__(self, district: str, known: list[str], *, several: bool) -> None:
        code = "LM211" if several else "LM210"
        super().__init__(code, district=district, known=", ".join(known) or "–")
        self.known = known
        self.several = several


class Figures(Record, Generic[Number]):
    """Sums of one quantity, one for each scope; they are never added together.

    ``approximate`` names the scopes with an approximate summand («近百名»); of a range the lower end
    counts.
    """

    event: Number
    cumulative: Number
    planned: Number
    approximate: tuple[str, ...]


class Totals(Record):
    """What the items of one district say, added up.

    ``activities`` counts the items; ``people`` and ``households`` are those who received something,
    ``yuan`` the sums of money named as a whole (not per head), and ``other_currencies`` the same by
    ISO code. A part of a sum or number told with it («85万元,其中50万元») is not added again. Bodies and groups that benefit are not people. An item of two districts counts in full
    for each.
    """

    district: str
    adcode: str | None
    activities: int
    people: Figures[int]
    households: Figures[int]
    yuan: Figures[Decimal]
    other_currencies: dict[str, Figures[Decimal]]


def total(connection: Connection, district: str, *, keep_reprints: bool = False) -> Totals:
    """The :class:`Totals` of ``district``; UnknownDistrictError where it is not one division of the store."""
    seen = connection.execute(select(schema.divisions).order_by(schema.divisions.c.key)).all()
    division = _find(seen, district)
    inside = [row.key for row in seen if _lies_in(row, division)]
    part = {part.field: part.table.c for part in schema.document_parts[0].parts}
    items = select(part["districts"].item).where(part["districts"].division.in_(inside)).distinct()
    if not keep_reprints:
        of_originals = (
            select(schema.items.c.pk).join(schema.documents).where(schema.documents.c.reprint_of.is_(None))
        )
        items = items.where(part["districts"].item.in_(of_originals))
    count, fund = part["counts"], part["funds"]
    counts = connection.execute(
        select(count.value, count.scope, count.approx, count.unit, count.who).where(
            count.item.in_(items), count.role == "beneficiary", ~_in_its_whole(part["counts"], "role")
        )
    ).all()
    funds = connection.execute(
        select(fund.amount.label("value"), fund.scope, fund.approx, fund.currency).where(
            fund.item.in_(items), fund.basis == "total", ~_in_its_whole(part["funds"], "basis")
        )
    ).all()
    foreign = sorted({row.currency for row in funds} - {"CNY"})
    return Totals(
        district=division.name,
        adcode=division.adcode,
        activities=len(connection.execute(items).all()),
        people=_sum(0, (row for row in counts if row.unit in PEOPLE)),
        households=_sum(0, (row for row in counts if _is_household(row))),
        yuan=_sum(Decimal(0), (row for row in funds if row.currency == "CNY")),
        other_currencies={
            code: _sum(Decimal(0), (r for r in funds if r.currency == code)) for code in foreign
        },
    )


def _in_its_whole(amount: Any, other: str) -> Any:
    """Whether an amount is part of one that is added up with it: same scope, same role or basis."""
    whole = amount.item.table.alias("whole").c
    return exists().where(
        whole.item == amount.item,
        whole.span_start == amount.part_of,
        whole.scope == amount.scope,
        whole[other] == amount[other],
    )


class _Division(NamedTuple):
    """A division to be totalled; without ``key`` one that only stands above divisions of the store."""

    key: str
    name: str
    adcode: str | None


def _find(seen: Iterable[Any], district: str) -> _Division:
    """The one division that ``district`` names, among ``seen`` or above them."""
    found = {(row.adcode or row.key): row for row in seen if district in _names(row)}
    if len(found) > 1:
        known = [row.adcode or f"{row.city or row.province or ''}{row.name}" for row in found.values()]
        raise UnknownDistrictError(district, known, several=True)
    for row in found.values():
        return _Division(row.key, row.name, row.adcode)
    for row in seen:
        if district in (row.province, row.city):
            return _Division("", district, None)
        if district.endswith("00") and row.adcode and row.adcode.startswith(_stem(district)):
            name = row.province if district.endswith("0000") else row.city
            return _Division("", name or district, district)
    raise UnknownDistrictError(district, sorted({row.name for row in seen}), several=False)


def _names(row: Any) -> set[str]:
    """What a division goes by: its code, its name, and its name after its city's or province's."""
    province, city = row.province or "", row.city or ""
    return {row.adcode, row.name, province + row.name, city + row.name, province + city + row.name}


def _lies_in(row: Any, division: _Division) -> bool:
    if row.key == division.key:
        return True
    if row.adcode is None or division.adcode is None:
        return division.name in (row.province, row.city)
    return bool(row.adcode.startswith(_stem(division.adcode)))


def _stem(adcode: str) -> str:
    """500000 → 50, 370600 → 3706: a code's last pairs of zeros stand for all that lies below."""
    return adcode.removesuffix("00").removesuffix("00")


def _is_household(row: Any) -> bool:
    return row.unit in _HOUSEHOLDS or (row.unit == "个" and "家庭" in row.who)


def _sum(zero: Number, rows: Iterable[Any]) -> Figures[Number]:
    sums: dict[str, Number] = dict.fromkeys(("event", "cumulative", "planned"), zero)
    approximate = set()
    for row in rows:
        if row.scope in sums:  # «每队5人» is no sum of the item
            sums[row.scope] += row.value
            if row.approx is not None:
                approximate.add(row.scope)
    return Figures(**sums, approximate=tuple(sorted(approximate)))
