"""The library does not get slower unnoticed: its time beside that of a fixed yardstick, in the same process."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import jieba

from laomo_extract import Extractor

BULLETINS = Path(__file__).parent / "fixtures" / "bulletins"
# benchmarks/speed.py says 0.15 (docs/speed.md); below this an extraction takes half as long again.
LEAST = 0.10


def seconds(run: Callable[[str], object], pages: list[str]) -> float:
    start = time.perf_counter()
    for page in pages:
        run(page)
    return time.perf_counter() - start


def test_an_extraction_keeps_its_ratio_to_a_segmentation() -> None:
    pages = [file.read_text("utf-8") for file in sorted(BULLETINS.glob("*.txt"))[::12]]
    jieba.setLogLevel(60)
    extract = Extractor().extract
    for run in (jieba.lcut, extract):
        run(pages[0])
    # In turns, so that what else the machine does meets both; the best of five is the least disturbed.
    ratios = [seconds(jieba.lcut, pages) / seconds(extract, pages) for _ in range(5)]
    assert max(ratios) > LEAST, ratios
