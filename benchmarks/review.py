"""How long a reviewer waits for the next item.

    python -m benchmarks.review [--items 100000] [--steps 60] [--store FILE]

Fills a store with generated bulletins of five items each (FILE is kept and used again where it is given), opens the
review page in a real browser, and measures from each key press (S skips, A accepts) to the next item's being drawn.
Exit status 1 if the 95th percentile is 150 ms or more.
"""

from __future__ import annotations

import argparse
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.build_archive import article
from laomo_extract import Extractor
from laomo_extract.records import Bulletin, NewsItem
from laomo_extract.store import Store, open_store
from tests import browser

_OF_BULLETIN = 5
_LIMIT = 0.150


def fill(store: Store, items: int) -> None:
    """Add bulletins until there are ``items`` items; the facts are read once and shared out with other ids."""
    from random import Random

    chance, extractor = Random(1), Extractor()
    texts = [
        "\n".join(article(n * _OF_BULLETIN + k, chance).text for k in range(_OF_BULLETIN)) for n in range(40)
    ]
    read = [extractor.extract(text) for text in texts]
    number = 0
    while number * _OF_BULLETIN < items:
        model, text = read[number % len(read)], texts[number % len(read)]
        parts: list[NewsItem] = list(model.items)
        while len(parts) < _OF_BULLETIN:
            parts += parts
        told = tuple(
            one.model_copy(update={"id": f"i-{number}-{k}"}) for k, one in enumerate(parts[:_OF_BULLETIN])
        )
        bulletin: Bulletin = model.model_copy(update={"id": f"b-{number}", "items": told, "checks": ()})
        store.add(bulletin, text=text)
        number += 1


@contextmanager
def served(path: Path) -> Iterator[str]:
    """The address of the review page, served by the command in a process of its own as people have it."""
    program = [sys.executable, "-c", "from laomo_extract.cli import main; main()"]
    running = subprocess.Popen(
        [*program, "review", str(path), "--port", "0"], stderr=subprocess.PIPE, text=True
    )
    try:
        assert running.stderr
        found = re.search(r"http://\S+", running.stderr.readline())
        assert found
        yield found.group()
    finally:
        running.terminate()
        running.wait(10)


def measure(path: Path, steps: int) -> list[float]:
    """Seconds from each key press to the next item's being drawn."""
    taken = []
    with served(path) as address, browser.running() as chromium:
        page = chromium.new_page()
        page.goto(address)
        for step in range(steps):
            key = "a" if step % 3 == 2 else "s"
            start = time.perf_counter()
            with page.expect_navigation(wait_until="load"):
                page.keyboard.press(key)
            taken.append(time.perf_counter() - start)
    return taken


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--steps", type=int, default=60)
    parser.add_argument("--store", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        path = given.store or Path(name, "news.db")
        with open_store(path) as store:
            if not store.progress()[0]:
                fill(store, given.items)
            waiting, _ = store.progress()
        taken = measure(path, given.steps)
    late = statistics.quantiles(taken, n=20)[-1]
    print(f"{waiting:,} items wait; {len(taken)} key presses")
    print(f"median {1000 * statistics.median(taken):.0f} ms, 95th percentile {1000 * late:.0f} ms")
    sys.exit(0 if late < _LIMIT else 1)


if __name__ == "__main__":
    main()
