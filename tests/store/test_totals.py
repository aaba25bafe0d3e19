from __future__ import annotations

from decimal import Decimal

import pytest

from laomo_extract.store import Store, Totals, open_store
from tests.make import bulletin, count, district, fund, item


@pytest.fixture
def store(url: str) -> Store:
    store = open_store(url)
    store.add(
        bulletin(
            "b1",
            item(
                1,
                districts=[district(), district(role="organiser")],
                counts=[
                    count(62),
                    count(100, "人次", approx="about"),
                    count(7, "户"),
                    count(3, "个", who="困难家庭"),
                    count(5, "支"),
                    count(9, "人", role="participant"),
                    count(4, "人", scope="each"),
                    count(5000, "人", scope="cumulative"),
                    count(80, "人", scope="planned"),
                ],
                funds=[
                    fund("186000.05"),
                    fund("0.10"),
                    fund("3000", basis="each"),
                    fund("9000000", scope="cumulative"),
                    fund("70", scope="planned"),
                    fund("500", currency="USD"),
                ],
            ),
            item(2, districts=[district("渝中区")], funds=[fund("1000")]),
            item(
                3,
                districts=[district("高新区", adcode=None, level="zone", city="重庆市")],
                funds=[fund("10")],
            ),
            item(4, funds=[fund("77")]),
        )
    )
    store.add(bulletin("b2", item(1, districts=[district("重庆市", province=None)], counts=[count(1)])))
    return store


def figures(totals: Totals, name: str) -> tuple[object, ...]:
    found = getattr(totals, name)
    return found.event, found.cumulative, found.planned, found.approximate


@pytest.mark.parametrize("name", ["涪陵区", "500102", "重庆市涪陵区"])
def test_a_district_by_name_and_by_code(store: Store, name: str) -> None:
    totals = store.totals(name)
    assert (totals.district, totals.adcode, totals.activities) == ("涪陵区", "500102", 1)
    assert figures(totals, "people") == (162, 5000, 80, ("event",))
    assert figures(totals, "households") == (10, 0, 0, ())
    assert figures(totals, "yuan") == (Decimal("186000.15"), Decimal(9000000), Decimal(70), ())
    assert {code: sums.event for code, sums in totals.other_currencies.items()} == {"USD": Decimal(500)}


def test_a_province_takes_in_what_lies_in_it(store: Store) -> None:
    totals = store.totals("500000")
    assert totals.activities == 4
    assert totals.people.event == 163
    assert totals.yuan.event == Decimal("187010.15")


@pytest.mark.parametrize("name", ["宁波市", "330200", "浙江省", "330000"])
def test_a_division_of_which_only_parts_were_seen(store: Store, name: str) -> None:
    beilun = district("北仑区", adcode="330206", province="浙江省", city="宁波市")
    store.add(bulletin("b3", item(1, districts=[beilun], counts=[count(8)])))
    assert store.totals(name).people.event == 8
    assert store.totals(name).district in ("宁波市", "浙江省")


def test_a_zone_without_a_code(store: Store) -> None:
    assert store.totals("重庆市高新区").yuan.event == Decimal(10)


def test_a_name_of_several_districts_is_refused(store: Store) -> None:
    for code, city in (("110105", "北京市"), ("220104", "长春市")):
        store.add(bulletin(code, item(districts=[district("朝阳区", adcode=code, province=None, city=city)])))
    with pytest.raises(ValueError, match="several districts; give one of: 110105, 220104"):
        store.totals("朝阳区")
    assert store.totals("长春市朝阳区").activities == 1


def test_a_district_not_seen_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="'江北区': no item has this district; there are: 涪陵区"):
        store.totals("江北区")


def test_a_part_is_not_added_to_its_whole(url: str) -> None:
    counts = [
        count(300, start=10),
        count(50, start=20, part_of=10),
        count(7, start=30, part_of=10, role="honoree"),
    ]
    funds = [
        fund("85", start=40),
        fund("50", start=50, part_of=40),
        fund("9", start=60, scope="cumulative"),
        fund("2", start=70, part_of=60),  # «累计9元,其中今年2元»: its whole is no sum of the event
    ]
    with open_store(url) as store:
        store.add(bulletin("b1", item(1, districts=[district()], counts=counts, funds=funds)))
        totals = store.totals("涪陵区")
        assert totals.people.event == 300
        assert (totals.yuan.event, totals.yuan.cumulative) == (Decimal(87), Decimal(9))
        with store._engine.connect() as connection:
            (month,) = connection.exec_driver_sql("SELECT people, yuan FROM by_district_month").all()
            given = connection.exec_driver_sql("SELECT amount FROM funds_given").scalars().all()
        assert (month.people, Decimal(month.yuan)) == (300, Decimal(87))
        assert sorted(map(Decimal, given)) == [Decimal(2), Decimal(85)]
