"""Spark with executors in processes of their own: the same records as without it, whatever happens."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import laomo_extract as lx
from laomo_extract import kinds
from laomo_extract.integrations.spark import explode, extract

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

ROOT = Path(__file__).parents[2]
BULLETINS = [document.text for document in lx.read(ROOT / "examples/bulletins")]
SHORT = "8月27日,涪陵区总工会走访慰问全国劳动模范张三。"
# Less compilation, as the programs are short
OPTIONS = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"


def need_java() -> None:
    """Skip where there is no Java, but never on CI."""
    if not shutil.which("java") and "JAVA_HOME" not in os.environ:
        if os.environ.get("CI"):
            pytest.fail("no Java on this machine; .ci/run installs it")
        pytest.skip("no Java on this machine; on Debian: apt install openjdk-17-jre-headless")


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return {
        "PYSPARK_PYTHON": sys.executable,
        "PYTHONPATH": str(ROOT),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_WORKER_DIR": str(
            tmp_path_factory.mktemp("spark")
        ),  # or it is a folder in the installed package
    }


@pytest.fixture(scope="session")
def spark(environment: dict[str, str]) -> Iterator[SparkSession]:
    """Two executors of one core and one GB each, apart from the driver."""
    need_java()
    from pyspark.sql import SparkSession

    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        builder = SparkSession.builder.master("local-cluster[2,1,1024]")
        settings = {
            "spark.ui.enabled": "false",
            "spark.driver.extraJavaOptions": OPTIONS,
            "spark.executor.extraJavaOptions": OPTIONS,
            "spark.executorEnv.PYTHONPATH": str(ROOT),
            "spark.sql.shuffle.partitions": "2",
            "spark.sql.session.timeZone": "Asia/Shanghai",
        }
        for name, value in settings.items():
            builder = builder.config(name, value)
        session = builder.getOrCreate()
        session.sparkContext.setLogLevel("OFF")
        yield session
        session.stop()


def record(row: Any) -> lx.Bulletin:
    return lx.Bulletin.model_validate(row.asDict(recursive=True))


@pytest.fixture(scope="session")
def archive(spark: SparkSession) -> DataFrame:
    """Bulletins with dates and homes that are columns of their own."""
    homes = [None, "500000", "广东省"]
    rows = [
        (f"{n}.txt", text, date(2024, 8, n % 28 + 1), homes[n % 3], n) for n, text in enumerate(BULLETINS)
    ]
    return spark.createDataFrame(rows, "path string, text string, `day.of` date, home string, n int")


@pytest.fixture(scope="session")
def read(archive: DataFrame) -> DataFrame:
    return extract(archive.repartition(6), published="day.of", home="home").cache()


@pytest.fixture(scope="session")
def expected(archive: DataFrame) -> dict[str, lx.Bulletin]:
    return {
        row.path: lx.extract(row.text, published=row["day.of"], home=row.home) for row in archive.collect()
    }


def test_the_records_are_those_of_the_local_path_row_for_row(
    spark: SparkSession, read: DataFrame, expected: dict[str, lx.Bulletin]
) -> None:
    assert read.columns == ["path", "day.of", "home", "n", "bulletin", "error"]
    rows = read.collect()
    assert spark.sparkContext._jsc.sc().getExecutorMemoryStatus().size() == 3  # the driver is one of them
    assert {row.path: record(row.bulletin) for row in rows} == expected
    assert {row.error for row in rows} == {None}
    assert sorted(row.n for row in rows) == list(range(len(BULLETINS)))


@pytest.mark.parametrize("kind", [kind for kind in kinds.KINDS if kind != "own"])
def test_a_row_a_fact_is_the_table_of_its_kind(
    read: DataFrame, expected: dict[str, lx.Bulletin], kind: str
) -> None:
    found = explode(read, kind)
    assert found.columns == ["path", "day.of", "home", "n", *kinds.columns(kind)]

    def comparable(path: str, row: dict[str, Any]) -> str:
        named = {name: row[name] for name in kinds.columns(kind)}
        lists = {name: json.loads(value) for name, value in named.items() if _is_json(value)}
        return repr((path, {name: _plain(value) for name, value in (named | lists).items()}))

    rows = [comparable(row.path, row.asDict(recursive=True)) for row in found.collect()]
    local = [comparable(path, row) for path, one in expected.items() for row in kinds.rows(one, kind)]
    assert sorted(rows) == sorted(local)
    assert rows


def _is_json(value: Any) -> bool:
    return isinstance(value, str) and value.startswith("[")


def _plain(value: Any) -> Any:
    return float(value) if type(value).__name__ in ("Decimal", "int") else value


BAD = [
    ("no text", None, "2024-08-30", "500000", "WrongTypeError: text must be a str, not NoneType"),
    ("no date", SHORT, "30/8/2024", "500000", "WrongArgumentError: published='30/8/2024' is not a date"),
    ("no home", SHORT, None, "涪陵", None),
    ("nowhere", SHORT, None, "无此地", "WrongArgumentError: home='无此地' names no division"),
    ("GBK", SHORT.encode("gbk"), None, None, "UnicodeDecodeError: 'utf-8' codec can't decode"),
    ("too large", SHORT * 2, None, None, "ValueError: the text has 134 bytes, max_size is 100"),
    ("40 digits", f"区总工会发放慰问金{10**39 + 1}万元。", None, None, "ArrowInvalid: "),
    ("nothing", "", None, None, None),
    ("good", SHORT, "2024-08-30", "重庆市", None),
]


def test_bad_rows_have_an_error_and_the_others_a_record(spark: SparkSession) -> None:
    rows = [
        (name, text.encode() if isinstance(text, str) else text, day, home)
        for name, text, day, home, _ in BAD
    ]
    df = spark.createDataFrame(rows, "name string, bytes binary, day string, home string")
    df = df.selectExpr("name", "CAST(bytes AS string) AS text", "day", "home").repartition(2)
    found = {row.name: row for row in extract(df, published="day", home="home", max_size=100).collect()}
    assert len(found) == len(BAD)
    for name, text, day, home, error in BAD:
        row = found[name]
        if error is None:
            assert row.error is None, name
            assert record(row.bulletin) == lx.extract(str(text), published=day, home=home)
        else:
            assert row.bulletin is None, name
            assert row.error.startswith(error), row.error


class Killer:
    """A finder of names that kills the executor of its process once, in the middle of a text."""

    def __init__(self, flag: Path) -> None:
        self.flag = flag

    def __call__(self, text: str) -> list[tuple[int, int]]:
        if "杀掉" in text and not self.flag.exists():
            daemon = Path(f"/proc/{os.getppid()}/status").read_text()  # forks the processes that run Python
            executor = int(daemon.split("PPid:")[1].split()[0])
            self.flag.write_text(str(executor))
            os.kill(executor, signal.SIGKILL)
        return []


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="finds the executor in /proc")
def test_an_executor_killed_in_the_middle_changes_nothing(spark: SparkSession, tmp_path: Path) -> None:
    extractor = lx.Extractor(names=Killer(tmp_path / "killed"))
    texts = [f"8月{n % 28 + 1}日,涪陵区总工会慰问{n + 2}名劳模。" + "杀掉" * (n == 25) for n in range(40)]
    df = spark.createDataFrame(list(enumerate(texts)), "n int, text string").repartition(4)
    found = extract(df, home="500000", extractor=extractor).collect()
    executor = int((tmp_path / "killed").read_text())
    assert not Path(f"/proc/{executor}").exists()
    assert {row.n: record(row.bulletin) for row in found} == {
        n: extractor.extract(text, home="500000") for n, text in enumerate(texts)
    }


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"text": "body"}, "df has no column 'body'; it has ['path', 'text', 'day.of', 'home', 'n']"),
        ({"text": "n"}, "column 'n' is int; accepted: string (cast it)"),
        ({"home": "n"}, "column 'n' is int"),
        ({"published": "n"}, "column 'n' is int; accepted: string, date, timestamp, timestamp_ntz"),
        ({"published": "dya"}, "published='dya' is not a date"),
        ({"home": "无此地"}, "home='无此地' names no division"),
    ],
)
def test_wrong_arguments_are_refused_before_the_job_runs(
    archive: DataFrame, arguments: dict[str, Any], words: str
) -> None:
    with pytest.raises(ValueError) as raised:
        extract(archive, **arguments)
    assert words in str(raised.value)


def test_columns_that_would_be_there_twice_are_refused(read: DataFrame) -> None:
    with pytest.raises(ValueError, match=r"\['bulletin', 'error'\] already"):
        extract(read.withColumnRenamed("path", "text"))
    with pytest.raises(ValueError, match=r"\['title'\], and so have funds"):
        explode(read.withColumnRenamed("path", "title"), "funds")
    with pytest.raises(ValueError, match="'money' is no kind of fact"):
        explode(read, "money")


def test_dates_of_all_kinds_are_read(spark: SparkSession) -> None:
    """A timestamp is the day in the time zone of the session."""
    rows = [(SHORT, datetime(2019, 8, 30, 23, 30, tzinfo=UTC))]
    stamps = spark.createDataFrame(rows, "text string, at timestamp")
    [row] = extract(stamps, published="at").collect()
    assert (row.bulletin.published, row.bulletin["items"][0].dates[0].edtf) == ("2019-08-31", "2019-08-27")
    [row] = extract(stamps, published=date(2018, 8, 30)).collect()
    assert row.bulletin["items"][0].dates[0].edtf == "2018-08-27"


def test_the_extra_is_named_where_spark_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql.pandas.types", None)
    with pytest.raises(ImportError, match=r"pip install 'laomo-extract\[spark\]'"):
        extract(None)  # type: ignore[arg-type]


@pytest.mark.parametrize("source", ["parquet", "text"])
def test_the_example_writes_partitions_by_province_and_year(
    spark: SparkSession, archive: DataFrame, tmp_path: Path, environment: dict[str, str], source: str
) -> None:
    """Through spark-submit for Parquet, in this session for text."""
    texts = {
        "a.txt": "8月27日,涪陵区总工会慰问全国劳动模范张三。",
        "b.txt": "去年12月20日,广东省总工会慰问劳模李四。\n\n8月1日,成都市总工会慰问劳模王五。",
    }
    folder, target = tmp_path / "in", tmp_path / "out"
    options = ["--published", "2024-08-30", "--home", "重庆市", "--format", source]
    if source == "text":
        folder.mkdir()
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8")
        (folder / "bad.txt").write_bytes(SHORT.encode("gbk"))
        from examples import spark_job

        spark_job.run(spark, spark_job.arguments([str(folder), str(target), *options]))
    else:
        rows = [*texts.items(), ("bad.txt", None)]
        spark.createDataFrame(rows, "path string, text string").write.parquet(str(folder))
        submit = Path(sys.executable).with_name("spark-submit")
        command = [str(submit), "--master", "local[2]", "--driver-java-options", OPTIONS]
        done = subprocess.run(
            [*command, str(ROOT / "examples/spark_job.py"), str(folder), str(target), *options],
            env={**os.environ, **environment}, capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    parts = {f"{path.parent.parent.name}/{path.parent.name}" for path in target.glob("items/*/*/*.parquet")}
    assert parts == {"province=50/year=2024", "province=44/year=2023"}
    items = spark.read.parquet(f"{target}/items").collect()
    assert {Path(row.path).name: row.item.workers[0].name for row in items} == {
        "a.txt": "张三",
        "b.txt": "李四",
    }
    failed = spark.read.parquet(f"{target}/bulletins").where("error IS NOT NULL").collect()
    assert [Path(row.path).name for row in failed] == ["bad.txt"]
