"""Fit the weights of counts' roles to gold bulletins: ``lexicon/role_weights.tsv``.

Usage: ``pip install numpy scipy && python scripts/train_roles.py laomo_extract/lexicon FOLDER…``
(folders of texts with their gold: ``tests/fixtures/bulletins examples/bulletins``)
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

import numpy
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from laomo_extract import facts
from laomo_extract.archive import decode
from laomo_extract.facts import between
from laomo_extract.layout import clean, layout
from laomo_extract.records import Count
from laomo_extract.resolve import Published
from laomo_extract.resolve.context import Context
from laomo_extract.resolve.roles import ROLES, about, features

Vector: TypeAlias = "numpy.ndarray[Any, Any]"

BULLETINS = 3  # a feature that fewer bulletins show says more of them than of the language
LEAST = 0.04  # weights nearer to zero than this are left out
PENALTY = 2.0  # of 0.5, 1, 2 and 3 the best on rounds left out in turn


def examples(file: Path) -> Iterator[tuple[set[str], str]]:
    """The features and the role of each count of a bulletin that its gold tells."""
    gold = json.loads(file.read_text("utf-8"))
    source = next(path for suffix in (".txt", ".md") if (path := file.with_suffix(suffix)).exists())
    page = layout(clean(decode(source.read_bytes())))
    context = Context(page, facts.find(page.clean.text), Published(None, None, None, None), None)
    left = [(count["value"], count["unit"], count) for item in gold["items"] for count in item["counts"]]
    for draft in page.items:
        told: Count | None = None
        topics = about(context, draft)
        for mention in between(context.mentions.counts, draft.start, draft.end):
            unit = context.value(*mention.unit)
            match = next((row for row in left if row[:2] == (mention.value, unit)), None)
            if match is None:
                continue
            left.remove(match)
            yield features(context, mention, draft, told, topics), match[2]["role"]
            told = Count(
                text="", span=context.span(mention.start, mention.end), rule="", confidence=1.0,
                value=mention.value, unit=unit, role=match[2]["role"],
            )  # fmt: skip


def fit(matrix: csr_matrix, labels: Vector) -> Vector:
    """Weights, a column for each role."""
    rows, columns = matrix.shape
    right = numpy.zeros((rows, len(ROLES)))
    right[numpy.arange(rows), labels] = 1.0

    def loss(flat: Vector) -> tuple[float, Vector]:
        weights = flat.reshape(columns, len(ROLES))
        sums = matrix @ weights
        sums -= sums.max(axis=1, keepdims=True)
        logs = sums - numpy.log(numpy.exp(sums).sum(axis=1, keepdims=True))
        value = float(-(right * logs).sum() + 0.5 * PENALTY * (flat @ flat))
        slope = matrix.T @ (numpy.exp(logs) - right) + PENALTY * weights
        return value, slope.ravel()

    start = numpy.zeros(columns * len(ROLES))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 500})
    fitted: Vector = found.x.reshape(columns, len(ROLES))
    return fitted


def main(target: Path, folders: list[Path]) -> None:
    """Fit and write the weights."""
    found = [
        (k, *example)
        for k, file in enumerate(file for folder in folders for file in sorted(folder.glob("*.json")))
        for example in examples(file)
    ]
    seen: dict[str, set[int]] = {}
    for k, names, _ in found:
        for name in names:
            seen.setdefault(name, set()).add(k)
    kept = sorted(name for name, where in seen.items() if len(where) >= BULLETINS)
    column = {name: k for k, name in enumerate(kept)}
    indices: list[int] = []
    pointers = [0]
    for _, names, _ in found:
        indices += sorted(column[name] for name in names if name in column)
        pointers.append(len(indices))
    matrix = csr_matrix((numpy.ones(len(indices)), indices, pointers), shape=(len(found), len(kept)))
    fitted = fit(matrix, numpy.array([ROLES.index(role) for _, _, role in found]))
    rows = [(name, row) for name, row in zip(kept, fitted, strict=True) if abs(row).max() >= LEAST]
    bulletins = len({k for k, _, _ in found})
    head = [
        f"# Feature of a count and its weight times 100 for each role ({', '.join(ROLES)}),",
        f"# fitted by scripts/train_roles.py to {len(found)} counts of {bulletins} bulletins of this project with gold.",
    ]
    lines = ["\t".join([name, *(str(round(100 * weight)) for weight in row)]) for name, row in rows]
    (target / "role_weights.tsv").write_text("\n".join(head + lines) + "\n", "utf-8")
    print(f"{bulletins} bulletins, {len(found)} counts, {len(rows)} features")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), [Path(folder) for folder in sys.argv[2:]])
