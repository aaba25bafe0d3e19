"""Documents a second through Spark, beside the plain loop in the same run.

    python benchmarks/spark.py [--texts 400] [--rounds 3]

Starts Spark with one and then with two executors of one core each (local-cluster), warms it up, and times by turns
the plain loop in this process and Spark over the same texts, from Parquet to Parquet. A ratio is the median of the
rounds', each of two neighbouring times, so that a load from outside strikes both. Prints a table, and the sizes
that docs/scale.md counts with.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyarrow
import pyarrow.parquet
from pyspark.sql import SparkSession

from laomo_extract import Extractor
from laomo_extract.integrations.spark import extract

ROOT = Path(__file__).parents[1]
BULLETINS = ROOT / "tests" / "fixtures" / "bulletins"
PARTS = 8  # files of the input, and so tasks
SEED = "import laomo_extract as lx; lx.extract('8月27日,涪陵区总工会慰问劳模。')"
RESIDENT = "print(open('/proc/self/status').read().split('VmHWM:')[1].split()[0])"  # kB, the peak


def session(executors: int) -> SparkSession:
    """Spark with so many executors of one core and one GB."""
    builder = SparkSession.builder.master(f"local-cluster[{executors},1,1024]")
    builder = builder.config("spark.ui.enabled", "false").config("spark.executorEnv.PYTHONPATH", str(ROOT))
    started = builder.config("spark.sql.files.minPartitionNum", str(PARTS)).getOrCreate()  # a task a file
    started.sparkContext.setLogLevel("OFF")
    return started


def size(folder: Path) -> int:
    """The bytes of the Parquet in a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*.parquet"))


def compare(texts: list[str], source: Path, target: Path, executors: int, rounds: int) -> list[float]:
    """The time of the plain loop over Spark's, a round each."""
    extractor, ratios = Extractor(), []
    with session(executors) as spark:
        read = extract(spark.read.parquet(str(source)), home="500000")
        for number in range(rounds + 1):
            start = time.perf_counter()
            for text in texts:
                extractor.extract(text, home="500000")
            plain = time.perf_counter() - start
            start = time.perf_counter()
            read.write.mode("overwrite").parquet(str(target))
            through = time.perf_counter() - start
            if number:  # the first round loads the word lists
                ratios.append(plain / through)
                rates = f"{len(texts) / plain:7.1f} {len(texts) / through:7.1f} documents a second"
                print(f"{executors} executors, round {number}: {rates}", file=sys.stderr)
    return ratios


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--texts", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    os.environ |= {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    pages = [file.read_text(encoding="utf-8") for file in sorted(BULLETINS.glob("*.txt"))]
    texts = [f"{pages[n % len(pages)]}\n第{n}号\n" for n in range(given.texts)]
    with tempfile.TemporaryDirectory() as name:
        os.environ["SPARK_WORKER_DIR"] = f"{name}/work"
        source, target = Path(name, "in"), Path(name, "out")
        source.mkdir()
        for part in range(PARTS):
            table = pyarrow.table({"text": texts[part::PARTS]})
            pyarrow.parquet.write_table(table, source / f"{part}.parquet")
        print(
            "| | documents a second, plain loop = 1 | rounds |\n| --- | ---: | --- |\n| plain loop | 1.00 | |"
        )
        for executors in (1, 2):
            ratios = compare(texts, source, target, executors, given.rounds)
            shown = ", ".join(f"{ratio:.2f}" for ratio in ratios)
            noun = "executor" if executors == 1 else "executors"
            print(f"| Spark, {executors} {noun} | {statistics.median(ratios):.2f} | {shown} |", flush=True)
        characters = sum(map(len, texts)) / len(texts)
        in_bytes = sum(len(text.encode()) for text in texts) / len(texts)
        print(f"\na text: {characters:.0f} characters, {in_bytes:.0f} bytes")
        print(f"its records: {size(target) / len(texts):.0f} bytes of Parquet")
    start = time.perf_counter()
    resident = subprocess.run([sys.executable, "-c", f"{SEED}; {RESIDENT}"], capture_output=True, text=True)
    seconds = time.perf_counter() - start
    print(
        f"a process: {seconds:.1f} s from its start to the end of its first text, {int(resident.stdout) / 1024:.0f} MB"
    )
    start = time.perf_counter()
    extractor = Extractor()
    for text in texts[: len(pages)]:
        extractor.extract(text, home="500000")
    rate = min(len(pages), len(texts)) / (time.perf_counter() - start)
    print(f"plain loop: {rate:.1f} documents a second on one core")


if __name__ == "__main__":
    main()
