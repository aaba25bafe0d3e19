"""What an ingest costs, and whether it keeps what it promises.

    python -m benchmarks.ingest cost [--texts 300]
    python -m benchmarks.ingest encodings [--pages 5000]
    python -m benchmarks.ingest archive FOLDER --store URL [--kills 20] [--workers 1]

«cost» extracts the same texts alone and through an ingest from files into SQLite, in one process, and prints
both times. «encodings» encodes generated pages cut to 100 characters and more in every way that they come in,
and prints how many are read as they were written. «archive» brings FOLDER/archive, as benchmarks/build_archive.py made it, into an empty store,
killing the process KILLS times at random moments, and compares what is stored and in quarantine with the
manifest; it prints the peak memory of the undisturbed last run of the process. Exit status 1 if anything is
lost, twice or wrong.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from sqlalchemy import select

from benchmarks.build_archive import article
from laomo_extract import Document, Extractor
from laomo_extract.archive.encodings import EncodingError, decode
from laomo_extract.ingest import ingest
from laomo_extract.store import open_store, schema

BULLETINS = Path(__file__).parents[1] / "tests" / "fixtures" / "bulletins"
MAX_SIZE = 1_000_000  # what build_archive.py takes as the limit


def cost(texts: int) -> bool:
    """Print the time of extraction alone and of an ingest of the same texts."""
    pages = [file.read_text(encoding="utf-8") for file in sorted(BULLETINS.glob("*.txt"))]
    different = [f"{pages[n % len(pages)]}\n第{n}号\n" for n in range(texts)]
    extractor = Extractor()
    extractor.extract(different[0])  # loads the word lists
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "news")
        folder.mkdir()
        for number, text in enumerate(different):
            (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")
        start = time.perf_counter()
        for text in different:
            extractor.read(Document(text=text))
        alone = time.perf_counter() - start
        with open_store(Path(name, "news.db")) as store:
            start = time.perf_counter()
            done = ingest([str(folder)], store)
            whole = time.perf_counter() - start
            start = time.perf_counter()
            again = ingest([str(folder)], store)
            skipped = time.perf_counter() - start
    print(f"{texts} texts of {sum(map(len, different)) / texts:.0f} characters on average")
    print(f"extraction alone  {alone:7.2f} s  {texts / alone:5.0f} a second")
    print(f"ingest            {whole:7.2f} s  {texts / whole:5.0f} a second  {whole / alone:.2f} times")
    print(f"ingest again      {skipped:7.2f} s  {texts / skipped:5.0f} a second")
    return done["added"] + done["reprint"] == again["unchanged"] == texts and whole <= 2.5 * alone


_WRITTEN_IN = ("utf-8", "utf-16-le", "utf-16-be", "gb2312", "gbk", "gb18030", "big5", "cp950", "big5hkscs")


def encodings(pages: int) -> bool:
    """Print the share of generated pages whose text comes back, by the encoding that they were written in."""
    chance = random.Random(1)
    right: Counter[str] = Counter()
    for number in range(pages):
        for name in _WRITTEN_IN:
            page = article(number, chance)
            page = page.traditional() if name in ("big5", "cp950", "big5hkscs") else page
            start = chance.randrange(len(page.text) - 100)
            data = page.text[start : start + chance.randint(100, 400)].encode(name, "ignore")
            try:
                right[name] += decode(data) == data.decode(name)
            except EncodingError:
                continue
    for name in _WRITTEN_IN:
        print(f"{name:10} {right[name]:6} of {pages} pages  {100 * right[name] / pages:.2f} %")
    return all(right[name] >= 0.99 * pages for name in _WRITTEN_IN)


def archive(folder: Path, url: str, kills: int, workers: int) -> bool:
    """Bring the archive in, with kills, and compare the store with the manifest."""
    program = "from laomo_extract.cli import main; main()"
    command = [sys.executable, "-c", program, "ingest", str(folder / "archive"), "--store", url]
    command += ["--workers", str(workers), "--max-size", str(MAX_SIZE), "--quiet"]
    chance = random.Random(1)
    for _ in range(kills):
        running = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        time.sleep(2 + 3 * chance.random())
        running.kill()
        running.wait()
    start = time.perf_counter()
    subprocess.run(command, stderr=subprocess.DEVNULL, check=False)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    with open_store(url, create=False) as store:
        with store._engine.connect() as connection:
            stored = set(connection.scalars(select(schema.sources.c.place)))
        bad = {row.place: row.kind for row in store.quarantine()}
        bulletins = [bulletin.id for bulletin in store.bulletins()]
        reprints = len(bulletins) - len(list(store.bulletins(keep_reprints=False)))
    wrong: Counter[str] = Counter()
    expected = set()
    with (folder / "manifest.jsonl").open(encoding="utf-8") as manifest:
        for line in manifest:
            row = json.loads(line)
            place = f"{folder / 'archive'}/{row['place']}"
            expected.add(place)
            if row["outcome"] == "document":
                wrong["a good document is not stored"] += place not in stored
            else:
                wrong["a bad document is stored"] += place in stored
                wrong["a wrong or no reason"] += bad.get(place) != row["outcome"]
    wrong["stored or set aside, but not in the manifest"] = len((stored | set(bad)) - expected)
    wrong["twice"] = len(bulletins) - len(set(bulletins))
    print(
        f"{len(expected)} places, {len(stored)} stored, {len(bad)} in quarantine, {reprints} reprints, {kills} kills"
    )
    print(f"last run {seconds:.1f} s, peak memory of a process {peak:.0f} MB")
    for what, number in wrong.items():
        print(f"{number:5}  {what}")
    return not any(wrong.values())


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parts = parser.add_subparsers(dest="part", required=True)
    parts.add_parser("cost").add_argument("--texts", type=int, default=300)
    parts.add_parser("encodings").add_argument("--pages", type=int, default=5000)
    whole = parts.add_parser("archive")
    whole.add_argument("folder", type=Path)
    whole.add_argument("--store", required=True)
    whole.add_argument("--kills", type=int, default=0)
    whole.add_argument("--workers", type=int, default=1)
    given = parser.parse_args()
    if given.part == "cost":
        well = cost(given.texts)
    elif given.part == "encodings":
        well = encodings(given.pages)
    else:
        well = archive(given.folder, given.store, given.kills, given.workers)
    sys.exit(0 if well else 1)


if __name__ == "__main__":
    main()
