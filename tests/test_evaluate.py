from __future__ import annotations

import importlib.util
import json
import random
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from laomo_extract.evaluate import Gold, GoldError, compare, evaluate
from laomo_extract.records import Bulletin, Document

SHARED = Path(__file__).parents[2] / "shared"

TEXT = """一周动态
涪陵区:慰问
8月27日,涪陵区总工会为62名困难职工发放助学金18.6万元。
近日,渝中区总工会表彰张三。
"""
GOLD: dict[str, Any] = {
    "id": "g1",
    "published": "2024-08-30",
    "home": "500000",
    "items": [
        {
            "anchor": "8月27日,涪陵区",
            "kind": "section",
            "districts": [{"name": "涪陵区", "adcode": "500102"}],
            "dates": [{"text": "8月27日", "edtf": "2024-08-27", "role": "event"}],
            "workers": [],
            "people": [],
            "counts": [
                {
                    "text": "62名",
                    "value": 62,
                    "approx": None,
                    "unit": "名",
                    "who": "困难职工",
                    "role": "beneficiary",
                    "scope": "event",
                }
            ],
            "funds": [
                {
                    "text": "18.6万元",
                    "amount": "186000",
                    "approx": None,
                    "basis": "total",
                    "scope": "event",
                    "purpose": "助学金",
                }
            ],
            "goods": [],
        },
        {
            "anchor": "近日,渝中区",
            "kind": "section",
            "districts": [{"name": "渝中区", "adcode": "500103"}],
            "dates": [{"text": "近日", "edtf": None, "role": "event"}],
            "workers": [{"name": "张三", "honours": ["重庆市劳动模范"]}],
            "people": [],
            "counts": [],
            "funds": [],
            "goods": [],
        },
    ],
}


def read_as(gold: dict[str, Any], text: str, noise: random.Random | None = None) -> Bulletin:
    """The bulletin that an extractor would give that finds what the gold says, but for ``noise``."""

    def roll(share: float) -> bool:
        return noise is not None and noise.random() < share

    starts, after = [], 0
    for item in gold["items"]:
        # an anchor may stand in the text with white space in it
        head = next(n for n in range(len(item["anchor"]), 0, -1) if item["anchor"][:n] in text[after:])
        after = text.index(item["anchor"][:head], after)
        starts.append(after)
        after += 1
    items: list[dict[str, Any]] = []
    for number, (item, start) in enumerate(zip(gold["items"], starts, strict=True)):
        end = starts[number + 1] if number + 1 < len(starts) else len(text)
        if roll(0.1):
            end = len(text)
        if roll(0.1):
            continue

        def seen(words: str, start: int = start, end: int = end) -> dict[str, Any]:
            at = max(text.find(words, start, end), start)
            at = 0 if roll(0.03) else at
            return {
                "text": words,
                "span": {"start": at, "end": at + len(words)},
                "rule": "t",
                "confidence": 1.0,
            }

        facts: dict[str, list[dict[str, Any]]] = {}
        for field in ("districts", "dates", "workers", "people", "counts", "funds", "goods"):
            facts[field] = []
            for fact in item[field]:
                made = seen(fact.get("text", fact.get("name", ""))) | {
                    k: v for k, v in fact.items() if k != "optional"
                }
                if field == "districts":
                    made["level"] = "county"
                if field == "workers":
                    made["honours"] = [seen(title) | {"title": title} for title in fact["honours"]]
                if field in ("counts", "goods") and roll(0.1):
                    made["value"] += 1
                if "scope" in made and roll(0.1):
                    made["scope"] = "planned"
                if "role" in made and field == "dates" and roll(0.2):
                    made |= {"edtf": noise and noise.choice([None, "2001-01-01"]), "role": "event"}
                if not roll(0.1):
                    facts[field] += [made] * (2 if roll(0.1) else 1)
        span = {"start": start if roll(0.3) else max(start - 5, 0), "end": end}
        items.append({"id": str(number), "kind": item["kind"], "heading": None, "span": span, **facts})
    known = {"id": gold["id"], "title": None, "published": gold["published"], "home": gold["home"]}
    return Bulletin.model_validate(known | {"items": items})


def test_everything_found() -> None:
    report = compare(Gold.model_validate(GOLD), TEXT, read_as(GOLD, TEXT))
    assert {score.f1 for score in report.fields.values()} == {1.0}
    assert report.linked.model_dump() == {"gold": 2, "share": 1.0}
    assert report.whole_items.model_dump() == {"gold": 2, "share": 1.0}


def test_nothing_found() -> None:
    nothing = Bulletin(id="b", title=None, published=None, home=None)
    report = compare(Gold.model_validate(GOLD), TEXT, nothing)
    assert report.fields["items"].recall == 0
    assert report.fields["goods"].f1 == 1.0
    assert report.whole_items.share == 0


def test_one_wrong_amount() -> None:
    found = read_as(GOLD, TEXT).model_dump(mode="json")
    found["items"][0]["funds"][0]["amount"] = "18600"
    report = compare(Gold.model_validate(GOLD), TEXT, Bulletin.model_validate(found))
    assert report.fields["funds"].f1 == 0.0
    assert report.fields["beneficiaries"].f1 == 1.0
    assert (report.linked.share, report.whole_items.share) == (0.5, 0.5)


def test_reliability_tells_by_band_what_is_right() -> None:
    found = read_as(GOLD, TEXT).model_dump(mode="json")
    first, second = found["items"]
    first["funds"][0]["amount"] = "18600"
    first["counts"][0].update(role="participant", confidence=0.6)  # the number is right, its part is not
    first["people"].append(second["workers"][0] | {"name": "李四", "role": "other", "confidence": 0.2})
    del first["people"][0]["honours"], first["people"][0]["employer"]
    report = compare(Gold.model_validate(GOLD), TEXT, Bulletin.model_validate(found))
    bands = {
        name: [(b.least, b.values, b.right) for b in bands] for name, bands in report.reliability.items()
    }
    assert bands == {
        "districts": [(0.9, 2, 1.0)],
        "dates": [(0.9, 1, 1.0)],  # «近日» has no value to be judged
        "workers": [(0.9, 1, 1.0)],
        "honours": [(0.9, 1, 1.0)],
        "people": [(0.0, 1, 0.0)],
        "counts": [(0.5, 1, 0.0)],
        "funds": [(0.9, 1, 0.0)],
    }


@pytest.mark.parametrize(
    ("place", "words", "met"),
    [
        (("items", 0, "funds", 0), "18.6万", 4),  # right amount, words cut
        (("items", 1, "workers", 0), "表彰张三", 4),  # right name, words too many
        (("items", 0, "dates", 0), "8月 27日", 5),  # white space does not count
    ],
)
def test_right_values_from_other_words(place: tuple[Any, ...], words: str, met: int) -> None:
    found: Any = read_as(GOLD, TEXT).model_dump(mode="json")
    fact = found
    for step in place:
        fact = fact[step]
    fact["text"] = words
    report = compare(Gold.model_validate(GOLD), TEXT, Bulletin.model_validate(found))
    assert report.fields["funds"].f1 == report.fields["people"].f1 == 1.0
    assert (report.exact_words.gold, report.exact_words.share) == (5, met / 5)


def test_another_reader(tmp_path: Path) -> None:
    (tmp_path / "g1.json").write_text(json.dumps(GOLD), encoding="utf-8")
    (tmp_path / "g1.txt").write_text(TEXT, encoding="utf-8")
    seen = []

    def reader(document: Document) -> Bulletin:
        seen.append((document.text, document.published, document.home))
        return read_as(GOLD, TEXT)

    assert evaluate(tmp_path, reader=reader).whole_items.share == 1.0
    assert seen == [(TEXT, "2024-08-30", "500000")]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda gold: gold["items"][1].update(anchor="无此"),
            r"g1\.json: items\.1\.anchor: '无此' does not stand",
        ),
        (
            lambda gold: gold["items"][0]["funds"][0].update(basis="all"),
            r"g1\.json: items\.0\.funds\.0\.basis: ",
        ),
        (lambda gold: gold["items"][0].pop("goods"), r"g1\.json: items\.0\.goods: Field required"),
        (lambda gold: gold.update(note="x"), r"g1\.json: note: Extra"),
    ],
)
def test_bad_gold_is_named(tmp_path: Path, change: Any, message: str) -> None:
    gold = json.loads(json.dumps(GOLD))
    change(gold)
    (tmp_path / "g1.json").write_text(json.dumps(gold), encoding="utf-8")
    (tmp_path / "g1.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(GoldError, match=message):
        evaluate(tmp_path)


def test_gold_that_is_no_json_or_lacks_its_text(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="no gold file"):
        evaluate(tmp_path)
    (tmp_path / "g1.json").write_text(json.dumps(GOLD), encoding="utf-8")
    with pytest.raises(GoldError, match=r"its text .*g1\.txt: no such file"):
        evaluate(tmp_path)
    (tmp_path / "g1.json").write_text("{", encoding="utf-8")
    with pytest.raises(GoldError, match=r"g1\.json: top: Invalid JSON"):
        evaluate(tmp_path)


@pytest.mark.skipif(not (SHARED / "tools" / "score.py").exists(), reason="the scorer is not here")
@pytest.mark.parametrize("seed", range(8))
def test_the_figures_are_those_of_the_scorer(seed: int) -> None:
    spec = importlib.util.spec_from_file_location("score", SHARED / "tools" / "score.py")
    assert spec and spec.loader
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    noise = random.Random(seed)
    for file in sorted((SHARED / "corpus").glob("*/*.json")):
        gold = json.loads(file.read_text("utf-8"))
        text = file.with_suffix(".txt").read_bytes().decode("utf-8")
        found = read_as(gold, text, noise)
        tally: Any = defaultdict(Counter)
        parts: Any = defaultdict(Counter)
        score.compare(gold, found.model_dump(mode="json"), text, tally, [], parts)
        report = compare(Gold.model_validate(gold), text, found)
        assert {name: sums["tp"] + sums["fn"] for name, sums in tally.items()} == {
            name: figures.gold for name, figures in report.fields.items()
        }
        for name, sums in tally.items():
            given = sums["tp"] + sums["fp"]
            assert report.fields[name].precision == (round(sums["tp"] / given, 4) if given else 1.0), (
                file,
                name,
            )
            wanted = sums["tp"] + sums["fn"]
            assert report.fields[name].recall == (round(sums["tp"] / wanted, 4) if wanted else 1.0), (
                file,
                name,
            )
        for name, share in (("linked", report.linked), ("whole items", report.whole_items)):
            all_of = parts[name]["all"]
            assert share.share == (round(parts[name]["hit"] / all_of, 4) if all_of else 1.0), (file, name)
