"""Read a built archive and compare it with its manifest.

    python benchmarks/read_archive.py FOLDER      (as benchmarks/build_archive.py made it)

Prints the documents and failures that are as they should be, the share of right encodings over pages of
100 and more characters, and the rate. Exit status 1 if anything is lost, twice or wrong.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from pathlib import Path

from laomo_extract import Document
from laomo_extract.archive import UnreadableError, read

MAX_SIZE = 1_000_000  # what build_archive.py takes as the limit


def squeezed(text: str) -> str:
    """The text without its white space, which formats keep in different ways."""
    return "".join(text.split())


def faults(row: dict[str, object], found: list[Document | UnreadableError]) -> list[str]:
    """What is wrong with what was found at the place of ``row``."""
    if len(found) != 1:
        return [f"found {len(found)} times"]
    (one,) = found
    outcome = "document" if isinstance(one, Document) else one.kind
    if outcome != row["outcome"]:
        return [f"{outcome} instead of {row['outcome']}"]
    if isinstance(one, UnreadableError):
        return []
    text = squeezed(one.text)
    wrong = [f"lost «{part}»" for part in map(str, row["paragraphs"]) if squeezed(part) not in text]  # type: ignore[call-overload]
    wrong += [
        f"{field} {getattr(one, field)!r} instead of {row[field]!r}"
        for field in ("published", "title")
        if field in row and getattr(one, field) != row[field]
    ]
    return wrong


def compare(folder: Path) -> tuple[dict[str, list[str]], float, Counter[str]]:
    """The faults by place, the share of right encodings, and how often each outcome was found."""
    top = folder / "archive"
    found: dict[str, list[Document | UnreadableError]] = {}

    def keep(place: str, one: Document | UnreadableError) -> None:
        found.setdefault(place.removeprefix(f"{top}/"), []).append(one)

    for document in read(top, max_size=MAX_SIZE, on_error=lambda error: keep(error.path, error)):
        keep(document.source or "", document)
    rows = [json.loads(line) for line in (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    wrong: dict[str, list[str]] = {}
    right = pages = 0
    outcomes: Counter[str] = Counter()
    for row in rows:
        here = found.pop(row["place"], [])
        if fault := faults(row, here):
            wrong[row["place"]] = fault
        outcomes[row["outcome"]] += 1
        for one in here:
            if isinstance(one, Document) and row.get("encoding") and len(one.text) >= 100:
                pages += 1
                right += one.encoding == row["encoding"]
    wrong |= {place: ["not in the manifest"] for place in found}
    return wrong, right / max(pages, 1), outcomes


if __name__ == "__main__":
    start = time.perf_counter()
    wrong, share, outcomes = compare(Path(sys.argv[1]))
    seconds = time.perf_counter() - start
    for place, fault in wrong.items():
        print(f"{place}: {'; '.join(fault)}")
    for outcome, times in outcomes.most_common():
        print(f"{outcome:16} {times}")
    print(f"wrong            {len(wrong)}")
    print(f"right encodings  {100 * share:.2f} %")
    print(f"documents/second {sum(outcomes.values()) / seconds:.0f}")
    sys.exit(bool(wrong))
