"""Ways of finding people's names, side by side: what each is worth on gold, and what it costs.

    python -m benchmarks.names [FOLDER…]      (from the project's folder; FOLDERs: more gold, in no fitting)

«alone»: what the finder finds are the names. «with»: it is evidence beside the library's own. Weights are fitted to
some rounds of tests/fixtures/bulletins and scored on the others; FOLDERs are scored with the weights of the lexicon.
Speed is of the whole extraction; memory is of a fresh process up to its first bulletin, all in processor time.
Needs numpy, scipy and the extra ``lac``.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from laomo_extract import Extractor, finders
from laomo_extract.evaluate import evaluate
from laomo_extract.facts import name_model, names
from laomo_extract.facts.names import Candidate, Finder, NameMention

FIXTURES = Path("tests/fixtures/bulletins")
EXAMPLES = Path("examples/bulletins")
FOLDS = {
    "fe, ff": (("fa", "fb", "fc", "fd"), ("fe", "ff")),
    "fa to fd": (("fe", "ff"), ("fa", "fb", "fc", "fd")),
}
FINDERS: dict[str, finders.NameFinder] = {
    "rjieba": finders.rjieba,
    "jieba": finders.jieba,
    "LAC": finders.lac,
}
WAYS = ["own", *(f"{name} {how}" for name in FINDERS for how in ("alone", "with"))]


def gold(*rounds: str) -> list[Path]:
    """The gold files of these rounds."""
    return [file for file in sorted(FIXTURES.glob("*.json")) if file.name.startswith(rounds)]


def alone(finder: finders.NameFinder) -> Callable[..., list[NameMention]]:
    """Makes names of what a finder finds, with the titles before them and nothing else."""

    def find(text: str, *_: object) -> list[NameMention]:
        reader = Finder(text)
        found = {start: end for start, end in finder(text) if end > start}
        return [
            reader._mention(Candidate(at, end - at, 0.0, False), 3.0) for at, end in sorted(found.items())
        ]

    return find


@contextmanager
def way(label: str) -> Iterator[Extractor]:
    """An extractor that finds names this way."""
    name, _, how = label.partition(" ")
    if how == "alone":
        with mock.patch.object(names, "find", alone(FINDERS[name])):
            yield Extractor()
    else:
        yield Extractor(names=FINDERS.get(name))


def figures(folder: Path, extractor: Extractor) -> str:
    """Precision, recall and F1 of workers and of people, as cells of a table."""
    fields = evaluate(folder, reader=extractor.read).fields
    return " | ".join(
        f"{score.precision:.3f} {score.recall:.3f} **{score.f1:.3f}**"
        for score in (fields["workers"], fields["people"])
    )


def quality(label: str, files: Iterable[Path], weights: dict[str, float]) -> list[str]:
    """A row for each way over these gold files, with these weights."""
    with tempfile.TemporaryDirectory() as folder, mock.patch.object(names, "weights", lambda: weights):
        for file in files:
            for part in file.parent.glob(f"{file.stem}.*"):
                (Path(folder) / part.name).symlink_to(part.resolve())
        rows = []
        for each in WAYS:
            with way(each) as extractor:
                rows.append(f"| {label} | {each} | {figures(Path(folder), extractor)} |")
        return rows


def crossed(label: str) -> list[str]:
    """The rows of some rounds, with weights fitted to the others."""
    from scripts.train_names import fitted  # NumPy and SciPy, which must not count as what a way costs

    learned, unseen = FOLDS[label]
    files = gold(*learned) + sorted(EXAMPLES.glob("*.json"))
    own = fitted(files)
    return quality(label, gold(*unseen), own | fitted(files, finders.lac, own))


def peak() -> float:
    """The most memory that this process has held, in MB (getrusage counts the parent's before the program began)."""
    found = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text("utf-8"))
    return int(found.group(1)) / 1024 if found else float("nan")


def cost(label: str) -> None:
    """Print what a way costs, in this fresh process: start-up, memory, speed."""
    texts = [
        file.with_suffix(".txt").read_text("utf-8") for file in gold("f") if file.with_suffix(".txt").exists()
    ]
    begin = time.process_time()
    with way(label) as extractor:
        extractor.extract(texts[0])
        start = time.process_time() - begin
        memory = peak()
        rates = []
        for _ in range(3):
            begin = time.process_time()
            for text in texts:
                extractor.extract(text)
            rates.append(sum(map(len, texts)) / (time.process_time() - begin))
    print(f"| {label} | {start:.2f} s | {memory:.0f} MB | {max(rates) / 1000:.1f} |", flush=True)


def main(folders: list[Path]) -> None:
    """Print both tables."""
    print("| scored on | names by | workers P R F1 | people P R F1 |\n| --- | --- | --- | --- |")
    with ProcessPoolExecutor() as pool:
        for rows in pool.map(crossed, FOLDS):
            print(*rows, sep="\n", flush=True)
    for folder in folders:
        print(
            *quality(folder.name, sorted(folder.glob("*.json")), name_model.weights()), sep="\n", flush=True
        )
    print(
        "\n| names by | first bulletin | memory | thousand characters a second of processor time |\n| --- | --- | --- | --- |",
        flush=True,
    )
    for each in WAYS:
        subprocess.run([sys.executable, "-m", "benchmarks.names", "--cost", each], check=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--cost"]:
        cost(sys.argv[2])
    else:
        main([Path(folder) for folder in sys.argv[1:]])
