"""What people reviewed, for the next run and for the next measurement: a word list, and gold files."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from laomo_extract.records import Bulletin, Mention, NewsItem, Person, Worker

ENTERED = "review"  # the rule of a value that a person entered or mended
_ANCHOR = 10  # characters that show where an item begins; more where they stand before it as well
# The fields of a fact in gold files; the second ones are said only where they are not as usual.
_GOLD: dict[str, tuple[tuple[str, ...], dict[str, Any]]] = {
    "districts": (("name", "adcode"), {}),
    "dates": (("text", "edtf", "role"), {}),
    "people": (("name", "role"), {}),
    "counts": (("text", "value", "approx", "unit", "who", "role", "scope"), {"value_max": None}),
    "funds": (
        ("text", "amount", "approx", "basis", "scope", "purpose"),
        {"amount_max": None, "currency": "CNY"},
    ),
    "goods": (("text", "value", "approx", "unit", "what"), {}),
}


def write_gold(reviewed: Iterable[tuple[Bulletin, str | None]], folder: Path) -> int:
    """Write bulletins and their texts as gold files for ``laomo evaluate``; return how many.

    Args:
        reviewed: The bulletins, as ``Store.finished()`` gives them. One without its text is left out.
        folder: Made where it is not there. Files are named after the bulletins' ids.

    >>> import tempfile
    >>> from laomo_extract import extract
    >>> from laomo_extract.evaluate import evaluate
    >>> text = "8月27日,涪陵区总工会慰问职工62名。"
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     count = write_gold([(extract(text), text)], Path(folder))
    ...     print(count, evaluate(folder).fields["counts"].f1)
    1 1.0
    """
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for bulletin, text in reviewed:
        if text is None:
            continue
        (folder / f"{bulletin.id}.txt").write_text(text, encoding="utf-8", newline="")
        gold = {
            "id": bulletin.id,
            "published": bulletin.published,
            "home": bulletin.home,
            "items": _items(bulletin, text),
        }
        page = json.dumps(gold, ensure_ascii=False, indent=1)
        (folder / f"{bulletin.id}.json").write_text(page + "\n", encoding="utf-8")
        count += 1
    return count


def _items(bulletin: Bulletin, text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    after = 0
    for item in bulletin.items:
        found.append({"anchor": _anchor(text, item, after), "kind": item.kind, **_facts(item)})
        after = item.span.start + 1
    return found


def _anchor(text: str, item: NewsItem, after: int) -> str:
    """The words that an item begins with, as many as do not stand before it (behind the last item)."""
    size = _ANCHOR
    start = item.span.start
    while text.find(text[start : start + size], after) < start and start + size < len(text):
        size += 1
    return text[start : start + size]


def _facts(item: NewsItem) -> dict[str, list[dict[str, Any]]]:
    facts = {kind: [_fact(kind, fact) for fact in getattr(item, kind)] for kind in _GOLD}
    facts["workers"] = [
        {"name": worker.name, "honours": [honour.title for honour in worker.honours]}
        for worker in item.workers
    ]
    return facts


def _fact(kind: str, fact: Mention) -> dict[str, Any]:
    always, unusual = _GOLD[kind]
    said = fact.model_dump(mode="json", include={*always, *unusual})
    return {name: value for name, value in said.items() if name in always or value != unusual[name]}


def write_words(bulletins: Iterable[Bulletin], path: Path) -> int:
    """Write the names and titles that people confirmed as a TOML file for ``--lexicon``; return how many.

    Args:
        bulletins: What people reviewed. Of an item whose every value is sure, the names of workers and other
            people are taken; of others, and of titles, only what a person entered.
        path: The file.
    """
    names: set[str] = set()
    honours: set[str] = set()
    for bulletin in bulletins:
        for item in bulletin.items:
            people: list[Worker | Person] = [*item.workers, *item.people]
            for one in people:
                if one.rule == ENTERED or one.confidence == 1:
                    names.add(one.name)
            titles = [honour for worker in item.workers for honour in worker.honours]
            honours |= {honour.title for honour in titles if honour.rule == ENTERED}
    lists = {"names": names, "honours": honours}
    page = "".join(
        f"{key} = {json.dumps(sorted(word for word in words if len(word) > 1), ensure_ascii=False)}\n"
        for key, words in lists.items()
    )
    path.write_text(page, encoding="utf-8")
    return len(names | honours)
