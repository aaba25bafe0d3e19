from __future__ import annotations

import csv
import importlib.metadata
import json
import os
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest
from rich.cells import cell_len
from typer.testing import CliRunner, Result

from laomo_extract import __version__
from laomo_extract.annotation import read
from laomo_extract.cli import app
from laomo_extract.doctor import checkup
from laomo_extract.records import Bulletin
from laomo_extract.store import open_store
from laomo_extract.terminal import Language, Words
from tests.make import bulletin, district, item, worker

TEXT = """8月27日,涪陵区总工会举行金秋助学金发放仪式,为62名困难职工子女发放助学金18.6万元。

近日,渝中区总工会组织全国劳动模范张三走进企业,为企业解决技术难题。
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "news" / "b.txt").write_bytes("市总工会慰问环卫工人100人。".encode("gb18030"))
    return tmp_path


def laomo(*args: object, data: str | bytes | None = None, **environment: str) -> Result:
    return CliRunner(env={"COLUMNS": "100", **environment}).invoke(
        app, [str(arg) for arg in args], input=data
    )


def process(*args: object, **options: object) -> subprocess.Popen[bytes]:
    program = "from laomo_extract.cli import main; main()"
    command = [sys.executable, "-c", program, *map(str, args)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)  # type: ignore[call-overload,no-any-return]


def test_version() -> None:
    assert laomo("--version").stdout == f"laomo {__version__}\n"


def test_extract_prints_records_as_json_lines(folder: Path) -> None:
    done = laomo("extract", folder / "news" / "a.txt", "--format", "jsonl", "--published", "2024-08-30")
    assert done.exit_code == 0
    assert done.stderr == ""
    bulletin = Bulletin.model_validate_json(done.stdout)
    assert bulletin.published == "2024-08-30"
    assert bulletin.source == str(folder / "news" / "a.txt")


def test_extract_prints_one_json_list_of_all_files(folder: Path) -> None:
    done = laomo("extract", folder / "news" / "a.txt", folder / "news" / "b.txt", "--format", "json")
    assert [Path(bulletin["source"]).name for bulletin in json.loads(done.stdout)] == ["a.txt", "b.txt"]


def test_extract_prints_csv(folder: Path) -> None:
    done = laomo("extract", folder / "news", "--format", "csv")
    assert {row["fact"] for row in csv.DictReader(done.stdout.splitlines())} >= {"count", "fund"}


@pytest.mark.parametrize("args", [(), ("-",)])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_extract_reads_standard_input(args: tuple[str, ...], encoding: str) -> None:
    done = laomo("extract", *args, "--format", "jsonl", data=TEXT.encode(encoding))
    assert done.exit_code == 0
    assert Bulletin.model_validate_json(done.stdout).items


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_table_keeps_to_the_width(folder: Path, width: int, lang: str) -> None:
    done = laomo("extract", folder / "news", "--lang", lang, COLUMNS=str(width))
    assert "62名" in done.stdout
    assert max(cell_len(line) for line in done.stdout.splitlines()) <= width


def test_the_table_in_chinese_has_no_english(folder: Path) -> None:
    done = laomo("extract", "--lang", "zh", "--published", "2024年8月30日", data=TEXT)
    assert not [character for character in done.stdout if character.isascii() and character.isalpha()]
    assert "发布 2024-08-30" in done.stdout


def test_a_bad_file_is_named_and_the_rest_is_done(folder: Path) -> None:
    (folder / "news" / "bad.txt").write_bytes(b"\0\1")
    done = laomo("extract", "nofile.txt", folder / "news", "--format", "jsonl")
    assert done.exit_code == 1
    assert len(done.stdout.splitlines()) == 2
    assert done.stderr.splitlines() == [
        "failed: nofile.txt: no such file or folder; check the path [LM101]",
        f"failed: {folder / 'news' / 'bad.txt'}: a binary file is not read; "
        "convert it to .txt, .html, .docx or .pdf [LM116]",
    ]


def test_failures_in_chinese() -> None:
    assert (
        laomo("extract", "--lang", "zh", data=b"").stderr
        == "失败：标准输入：文件为空；请删除或重新获取 [LM103]\n"
    )


@pytest.mark.parametrize(
    ("args", "environment"),
    [
        (["--lang", "zh", "extract"], {}),
        (["extract", "--lang", "zh"], {}),
        (["--lang", "en", "extract", "--lang", "zh"], {}),
        (["extract"], {"LAOMO_LANG": "zh"}),
        (["--lang", "zh", "extract"], {"LAOMO_LANG": "en"}),
    ],
)
def test_the_language_is_given_anywhere(args: list[str], environment: dict[str, str]) -> None:
    assert laomo(*args, data=b"", **environment).stderr.startswith("失败：")
    assert laomo("extract", data=b"").stderr.startswith("failed: ")


@pytest.mark.parametrize(("number", "said"), [(1, "1 item\n"), (2, "2 items\n")])
def test_one_and_several(number: int, said: str) -> None:
    text = "\n\n".join(TEXT.split("\n\n")[:number])
    assert said in laomo("extract", data=text).stdout


def test_what_is_told_of_the_documents(folder: Path) -> None:
    told = ["--title", "一周动态", "--author", "李四", "--publisher", "某报", "--published", "2024-08-30"]
    done = laomo("extract", folder / "news", *told, "--format", "jsonl")
    assert [json.loads(line)["title"] for line in done.stdout.splitlines()] == ["一周动态", "一周动态"]
    store = folder / "news.db"
    assert laomo("ingest", folder / "news", "--store", store, *told).exit_code == 0
    assert "already there 2" in laomo("ingest", folder / "news", "--store", store, *told).stderr


def test_the_register_is_listed_for_review(folder: Path) -> None:
    store = folder / "news.db"
    for number, (where, employer) in enumerate([("涪陵区", "甲厂"), ("涪陵区", "乙厂"), ("渝中区", "丙厂")]):
        with open_store(store) as opened:
            title = "市劳模" if number < 2 else "全国劳动模范"
            told = item(districts=[district(where)], workers=[worker("张伟", title, employer=employer)])
            opened.add(bulletin(f"b{number}", told))
    whole = laomo("workers", store).stdout
    assert [employer in whole for employer in ("甲厂", "乙厂", "丙厂")] == [True] * 3
    doubtful = laomo("workers", store, "张伟", "--doubtful", "--lang", "zh").stdout
    assert doubtful.count("为同一人：涪陵区、市劳模相同；单位不同") == 2
    assert "丙厂" not in doubtful
    in_english = laomo("workers", store, "--doubtful").stdout
    assert in_english.count("same 涪陵区, 市劳模; other employer") == 2
    assert laomo("workers", store, "李四").stdout == ""


@pytest.mark.parametrize("value", ["2024", "2024-08", "2024-08-30"])
def test_published_in_iso(value: str) -> None:
    done = laomo("extract", "--published", value, "--format", "jsonl", data=TEXT)
    assert Bulletin.model_validate_json(done.stdout).published == value


@pytest.mark.parametrize("value", ["2024年8月30日", "2024/8/30", "30 August 2024", "Aug 30, 2024"])
def test_published_as_people_write_it(value: str) -> None:
    done = laomo("extract", "--published", value, "--format", "jsonl", data=TEXT)
    assert Bulletin.model_validate_json(done.stdout).published == "2024-08-30"


WRONG = [
    (["extract", "--published", "8月30日"], "--published '8月30日': not a date; write 2024"),
    (["extract", "--published", "2024-13"], "--published '2024-13': not a date"),
    (["extract", "--home", "nowhere"], "--home 'nowhere': no such region; write an adcode"),
    (["extract", "--format", "xml"], "'table', 'json', 'jsonl', 'csv'"),
    (["totals", "none.db", "涪陵区"], "none.db: no such store; make one with laomo ingest"),
    (["export", "none.db", "--to", "x.csv"], "none.db: no such store"),
    (
        ["export", "none.db", "--to", "x.doc"],
        "x.doc: no export format for this suffix; accepted: .jsonl, .csv, .jsonld, .geojson, .xlsx, .parquet,",
    ),
    (["ingest", "a.txt", "--store", "mysql://x/y"], "'mysql' is not supported; accepted: sqlite"),
    (["evaluate", "."], "no gold file"),
    (["ingest", "a.txt"], "--store"),
]


@pytest.mark.parametrize(("args", "message"), WRONG, ids=[" ".join(args) for args, _ in WRONG])
def test_wrong_usage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: list[str], message: str) -> None:
    monkeypatch.chdir(tmp_path)
    done = laomo(*args, data=TEXT)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert message in done.stderr
    assert not list(tmp_path.iterdir())


def test_from_files_to_totals_and_exports(folder: Path) -> None:
    store = folder / "news.db"
    done = laomo("ingest", folder / "news", "--store", store, "--home", "500000", "--published", "2024-08-30")
    assert (done.exit_code, done.stdout) == (0, "")
    assert (
        done.stderr
        == f"read 2, new 2, reprints among them 0, changed 0, already there 0, failed 0, removed 0. Store: sqlite:///{store}\n"
    )
    again = laomo(
        "ingest",
        folder / "news",
        "none.txt",
        "--store",
        store,
        "--home",
        "500000",
        "--published",
        "2024-08-30",
    )
    assert again.exit_code == 1
    assert again.stderr.endswith(
        f"read 2, new 0, reprints among them 0, changed 0, already there 2, failed 1, removed 0. Store: sqlite:///{store}\n"
    )

    totals = laomo("totals", store, "涪陵区", "--lang", "zh")
    assert totals.exit_code == 0
    assert "涪陵区 500102" in totals.stdout
    assert "186,000" in totals.stdout
    unknown = laomo("totals", store, "北仑区")
    assert (unknown.exit_code, unknown.stdout) == (2, "")
    assert "no item in this store has the district 北仑区; there are: " in unknown.stderr

    for suffix in ("jsonl", "csv"):
        done = laomo("export", store, "--to", folder / f"out.{suffix}")
        assert (done.exit_code, done.stdout) == (0, "")
        assert done.stderr == f"2 bulletins written to {folder / f'out.{suffix}'}\n"
    lines = (folder / "out.jsonl").read_text(encoding="utf-8").splitlines()
    direct = laomo(
        "extract", folder / "news", "--home", "500000", "--published", "2024-08-30", "--format", "jsonl"
    )
    assert lines == direct.stdout.splitlines()


def test_an_export_can_be_narrowed(folder: Path) -> None:
    store, to = folder / "news.db", folder / "out.csv"
    laomo("ingest", folder / "news", "--store", store, "--home", "500000", "--published", "2024-08-30")

    def exported(*options: object) -> list[str]:
        done = laomo("export", store, "--to", to, *options)
        assert done.exit_code == 0, done.stderr
        rows = csv.DictReader(to.read_text(encoding="utf-8-sig").splitlines())
        return [row["text"] for row in rows if row["text"]]

    assert exported("--kind", "funds") == ["18.6万元"]
    assert exported("--kind", "counts", "--district", "涪陵区") == ["62名"]
    assert exported("--kind", "counts", "--from", "2024-08-28") == ["100人"]
    assert exported("--confidence", "1.0", "--kind", "topics") == []
    tasks = laomo("export", store, "--to", folder / "tasks.labelstudio.json", "--kind", "funds")
    assert tasks.exit_code == 0
    labels = [label for page in read(folder / "tasks.labelstudio.json") for label in page.labels]
    assert {label.label for label in labels} == {"FUND"}
    changes = laomo("export", store, "--to", folder / "tasks.doccano.jsonl", "--since", "0")
    assert (changes.exit_code, "--since" in changes.stderr) == (2, True)
    funds = laomo("export", store, "--to", folder / "funds.parquet", "--kind", "funds")
    assert funds.exit_code == 0
    whole = laomo("export", store, "--to", folder / "all.parquet")
    assert (whole.exit_code, "a Parquet file holds one kind" in whole.stderr) == (2, True)


def test_reprints_are_told_and_shown_when_asked_for(folder: Path) -> None:
    store, news = folder / "news.db", folder / "news"
    (news / "c.txt").write_text(f"某报讯 {TEXT}转自某报。", encoding="utf-8")
    told = laomo("ingest", news, "--store", store, "--published", "2024-08-30").stderr
    assert "new 3, reprints among them 1," in told
    number = {}
    for suffix in ("jsonl", "csv", "jsonld", "geojson", "xlsx"):
        for options in ([], ["--keep-reprints"]):
            done = laomo("export", store, "--to", folder / f"out.{suffix}", *options)
            number[suffix, bool(options)] = int(done.stderr.split()[0])
    assert number == {(suffix, kept): 3 if kept else 2 for suffix, kept in number}
    for command, said in (
        (["totals", store, "涪陵区"], "186,000"),
        (["totals", store, "涪陵区", "--keep-reprints"], "372,000"),
    ):
        assert said in laomo(*command).stdout
    assert laomo("workers", store).stdout.count("渝中区") == 1
    assert laomo("workers", store, "--keep-reprints").stdout.count("渝中区") == 2


def test_the_quarantine_is_listed_and_tried_again(folder: Path) -> None:
    store, bad = folder / "news.db", folder / "news" / "bad.txt"
    bad.write_bytes(b"")
    laomo("ingest", folder / "news", "--store", store)
    listed = laomo("quarantine", store, "--lang", "zh", COLUMNS="200")
    assert listed.exit_code == 0
    assert "文件为空；请删除或重新获取" in listed.stdout
    assert str(bad) in listed.stdout
    bad.write_text(TEXT + "续。", encoding="utf-8")
    again = laomo("ingest", "--store", store, "--retry")
    assert again.exit_code == 0
    assert "read 1, new 1" in again.stderr
    assert "bad.txt" not in laomo("quarantine", store).stdout
    bad.write_bytes(b"\0")
    worse = folder / "news" / "worse.txt"
    worse.write_bytes(b"")
    laomo("ingest", folder / "news", "--store", store)
    worse.write_text(TEXT + "又续。", encoding="utf-8")
    left = laomo("quarantine", store, "--retry", COLUMNS="200")
    assert (left.exit_code, "read 1, new 1" in left.stderr) == (1, True)
    assert ("bad.txt" in left.stdout, "worse.txt" in left.stdout) == (True, False)
    assert laomo("ingest", "--store", store).exit_code == 2


def test_a_file_that_cannot_be_written_is_named(folder: Path) -> None:
    laomo("ingest", folder / "news", "--store", folder / "news.db")
    export = process("export", folder / "news.db", "--to", folder / "none" / "out.csv")
    _, said = export.communicate(timeout=60)
    assert export.returncode == 1
    assert b"Traceback" not in said
    assert b"out.csv" in said


def test_evaluate_prints_figures() -> None:
    done = laomo("evaluate", Path(__file__).parents[1] / "examples" / "bulletins", "--lang", "zh")
    assert done.exit_code == 0
    assert "15 个文件" in done.stdout
    assert "≥ 0.9" not in done.stdout


def test_evaluate_prints_how_far_to_trust() -> None:
    done = laomo("evaluate", Path(__file__).parents[1] / "examples" / "bulletins", "--reliability")
    assert done.exit_code == 0
    assert "≥ 0.9" in done.stdout


def test_schema_is_json_schema() -> None:
    schema = json.loads(laomo("schema").stdout)
    assert schema["title"] == "Bulletin"
    assert set(schema["$defs"]) >= {"NewsItem", "Worker", "Fund"}


def test_a_reader_that_leaves_is_no_fault(folder: Path) -> None:
    for number in range(30):
        (folder / "news" / f"{number}.txt").write_text(TEXT * 20, encoding="utf-8")
    running = process("extract", folder / "news", "--format", "jsonl")
    assert running.stdout and running.stderr
    running.stdout.readline()
    running.stdout.close()
    assert running.stderr.read() == b""
    assert running.wait(timeout=60) == 1


def test_results_come_file_by_file(folder: Path) -> None:
    os.mkfifo(folder / "news" / "z.txt")  # never written to: the command waits here
    running = process("extract", folder / "news", "--format", "jsonl")
    try:
        assert running.stdout
        assert b"a.txt" in running.stdout.readline()
    finally:
        running.kill()
        running.communicate()


def test_doctor_tells_every_extra() -> None:
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))["project"]
    extras = set(project["optional-dependencies"]) - {"dev"}
    found = {one.part: one for one in checkup()}
    assert {"python", "sqlite", "core", *extras} <= set(found)
    assert [one for one in found.values() if one.state == "broken"] == []
    told = laomo("doctor", COLUMNS="200")
    assert told.exit_code == 0
    assert all(part in told.stdout for part in found)
    for language in Language:
        assert all(Words(language).part(part) for part in {*extras, *found, "additions"})
    assert "正常" in laomo("doctor", "--lang", "zh").stdout


@pytest.mark.parametrize(
    ("names", "state", "detail", "remedy"),
    [
        ({"openpyxl": None}, "missing", "openpyxl", "pip install 'laomo-extract[excel]'"),
        (
            {"openpyxl": "3.0.9"},
            "broken",
            "openpyxl 3.0.9 < 3.1",
            "pip install --upgrade 'laomo-extract[excel]'",
        ),
        ({"openpyxl": "3.10.1"}, "present", "openpyxl 3.10.1", ""),
        ({"pydantic": None}, "broken", "pydantic", "pip install --upgrade 'laomo-extract'"),
    ],
)
def test_doctor_tells_what_to_do(
    names: dict[str, str | None], state: str, detail: str, remedy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def version(name: str) -> str:
        if names.get(name, "") is None:
            raise PackageNotFoundError(name)
        return names.get(name) or importlib.metadata.version(name)

    monkeypatch.setattr("laomo_extract.doctor.version", version)
    part = "excel" if "openpyxl" in names else "core"
    (found,) = (one for one in checkup() if one.part == part)
    assert (found.state, found.remedy) == (state, remedy)
    assert detail in found.detail
    assert laomo("doctor").exit_code == (1 if state == "broken" else 0)


@pytest.mark.parametrize(
    ("line", "found"),
    [("laomo do", "doctor"), ("laomo export --k", "--kind"), ("laomo export --kind fu", "funds")],
)
def test_the_shell_completes(line: str, found: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from laomo_extract.cli import main; main()"],
        env={
            **os.environ,
            "_LAOMO_COMPLETE": "complete_bash",
            "COMP_WORDS": line,
            "COMP_CWORD": str(line.count(" ")),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert found in done.stdout.split()
