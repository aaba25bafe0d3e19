"""How large the report of an archive is, and how fast a browser opens and filters it.

The bulletins of the tests are taken over and over until there are enough items::

    python -m benchmarks.report --items 5000
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from laomo_extract import Extractor, read
from laomo_extract.records import Bulletin
from laomo_extract.report import report_page
from tests import browser

FIXTURES = Path(__file__).parent.parent / "tests" / "fixtures" / "bulletins"
FILTER = """async (query) => {
  const count = document.getElementById("shown");
  const start = performance.now();
  document.getElementById("query").value = query;
  document.getElementById("query").dispatchEvent(new Event("input"));
  await new Promise((done) => new MutationObserver(done).observe(count, { childList: true }));
  const listed = performance.now() - start;
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
  return [listed, performance.now() - start];
}"""


def repeated(items: int) -> Iterator[tuple[Bulletin, str]]:
    """Bulletins with ``items`` items in all, each with its text."""
    extractor = Extractor()
    known = [(extractor.read(document), document.text) for document in read(FIXTURES)]
    left = items
    for turn in count():
        for one, text in known:
            kept = tuple(item.model_copy(update={"id": f"{item.id}-{turn}"}) for item in one.items[:left])
            yield one.model_copy(update={"id": f"{one.id}-{turn}", "items": kept, "checks": ()}), text
            left -= len(kept)
            if not left:
                return


def main() -> None:
    """Measure, and print a line each."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--items", type=int, default=5000)
    wanted = asked.parse_args().items
    pages = list(repeated(wanted))
    start = time.perf_counter()
    page = report_page(pages, ())
    print(f"written in {time.perf_counter() - start:.1f} s, {len(page.encode()) / 1e6:.1f} MB")
    with tempfile.TemporaryDirectory() as folder, browser.running() as started:
        path = Path(folder) / "report.html"
        path.write_text(page, encoding="utf-8", newline="\n")
        opening, listing, drawing = [], [], []
        for _ in range(3):
            opened = started.new_page(viewport={"width": 1280, "height": 900})
            start = time.perf_counter()
            opened.goto(path.as_uri())
            opened.wait_for_selector("html[data-ready]", state="attached")
            opening.append(time.perf_counter() - start)
            for query in ("劳模", "助学金", "涪陵", ""):
                listed, drawn = opened.evaluate(FILTER, query)
                listing.append(listed)
                drawing.append(drawn)
            opened.close()
    print(f"opens in {statistics.median(opening):.1f} s")
    print(f"from key to list {statistics.median(listing):.0f} ms (at most {max(listing):.0f})")
    print(f"from key to pictures {statistics.median(drawing):.0f} ms (at most {max(drawing):.0f})")


if __name__ == "__main__":
    main()
