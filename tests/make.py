"""Bulletins built in one call: ``bulletin("1", item(counts=[count(62)]))``."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from laomo_extract.records import (
    Bulletin,
    Check,
    Count,
    Date,
    District,
    Fund,
    Goods,
    Honour,
    NewsItem,
    Organisation,
    OwnFact,
    Person,
    Programme,
    Reference,
    Span,
    Topic,
    Worker,
)

CODES = {"涪陵区": "500102", "渝中区": "500103", "重庆市": "500000"}


def seen(text: str, start: int = 0) -> dict[str, Any]:
    """Provenance: ``text`` standing at ``start``."""
    return {"text": text, "span": Span(start=start, end=start + len(text)), "rule": "test", "confidence": 0.9}


def district(name: str = "涪陵区", **more: Any) -> District:
    level = "province" if name == "重庆市" else "county"
    given = {"name": name, "adcode": CODES.get(name), "level": level, "province": "重庆市", **more}
    return District(**seen(name), **given)


def day(edtf: str | None = "2024-08-27", text: str = "8月27日", **more: Any) -> Date:
    first = date.fromisoformat(edtf) if edtf else None
    return Date(**seen(text), **{"edtf": edtf, "start": first, "end": first, **more})


def worker(name: str = "张三", *titles: str, **more: Any) -> Worker:
    honours = tuple(honour(title) for title in titles or ("全国劳动模范",))
    return Worker(**seen(name), **{"name": name, "honours": honours, **more})


def honour(title: str, **more: Any) -> Honour:
    return Honour(**seen(title), title=title, **more)


def person(name: str = "李四", **more: Any) -> Person:
    return Person(**seen(name), **{"name": name, "role": "official", **more})


def count(value: int = 62, unit: str = "名", start: int = 0, **more: Any) -> Count:
    return Count(
        **seen(f"{value}{unit}", start), **{"value": value, "unit": unit, "role": "beneficiary", **more}
    )


def fund(amount: str = "186000", start: int = 0, **more: Any) -> Fund:
    return Fund(**seen(f"{amount}元", start), amount=Decimal(amount), **more)


def item(number: int = 1, *, kind: str = "section", start: int = 0, end: int = 100, **facts: Any) -> NewsItem:
    fields: dict[str, Any] = {"heading": f"第{number}条", **facts}
    return NewsItem(id=f"i{number}", kind=kind, span=Span(start=start, end=end), **fields)


def bulletin(name: str = "b1", *items: NewsItem, **more: Any) -> Bulletin:
    fields: dict[str, Any] = {"title": "一周动态", "published": "2024-08-30", "home": "500000", **more}
    return Bulletin(id=name, items=items, **fields)


def full(name: str = "b1") -> Bulletin:
    """A bulletin with every kind of fact and every field of the records filled at least once."""
    reference = Reference(text="张三", span=Span(start=40, end=42))
    return bulletin(
        name,
        item(
            1,
            districts=[
                district(),
                district("两江新区", adcode=None, level="zone", city="重庆市", successor="500157"),
            ],
            dates=[day(), day(None, "近日", role="background")],
            workers=[
                worker(
                    "张三", "全国劳动模范", "省劳模", employer="某厂", position="班长", mentions=(reference,)
                ),
                worker("王五", honours=(honour("全国劳动模范", year=2015, issuer="国务院"),)),
            ],
            people=[person(mentions=(Reference(text="李四", span=Span(start=50, end=52)),))],
            counts=[
                count(who="困难职工"),
                count(20, "户", value_max=30, approx="more", scope="cumulative"),
                count(12, start=9, part_of=0),
            ],
            funds=[
                fund("186000.10", purpose="助学金"),
                fund("2000", amount_max=Decimal("5000"), basis="each", approx="about"),
            ],
            goods=[
                Goods(**seen("2.5吨"), value=Decimal("2.5"), unit="吨", what="大米"),
                Goods(**seen("3袋"), value=3, value_max=Decimal("4.5"), unit="袋"),
            ],
            organisations=[
                Organisation(**seen("区总工会"), name="涪陵区总工会", kind="union", role="organiser")
            ],
            programmes=[Programme(**seen("金秋助学"), name="金秋助学")],
            topics=[Topic(**seen("助学金"), key="aid_to_pupils")],
            own=[OwnFact(**seen("3个驿站"), kind="stations", data={"name": "驿站", "number": 3})],
        ),
        item(
            2,
            kind="brief",
            start=100,
            end=120,
            heading=None,
            districts=[district(candidates=("500102", "1"))],
        ),
        source="news/一.txt",
        checks=(
            Check(kind="each_times_count", item="i1", message="3 + 4 ≠ 8", spans=(Span(start=1, end=2),)),
        ),
    )
