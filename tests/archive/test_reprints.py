from __future__ import annotations

import runpy
from pathlib import Path
from random import Random
from typing import Any

import pytest

from laomo_extract.archive.reprints import ReprintIndex, fingerprint, reprints
from laomo_extract.records import Document

BUILDER = Path(__file__).parents[2] / "benchmarks" / "build_archive.py"


@pytest.fixture(scope="module")
def articles() -> list[Any]:
    """Bulletins from few templates, which share far more words than real ones do."""
    rng = Random(7)
    made = runpy.run_path(str(BUILDER))["article"]
    return [made(number, rng) for number in range(250)]


def variants(article: Any) -> dict[str, str]:
    half = "\n".join(article.paragraphs[: max(2, len(article.paragraphs) // 2)])
    return {
        "another head": f"工人日报讯（记者 {article.author}）\n{article.text}责任编辑：某某 阅读：1234次 分享到微信",
        "traditional": article.traditional().text,
        "shortened": f"{article.title}\n{half}",
        "shortened, another head": f"本报讯（通讯员 某某）{half}（据新华社）",
        "without its title": "\n".join(article.paragraphs[1:]),
    }


def test_reprints_are_found_and_others_are_not_taken_for_them(articles: list[Any]) -> None:
    originals = [Document(text=article.text, source=str(article.number)) for article in articles]
    copies = [
        (Document(text=text, source=f"{article.number} {name}"), str(article.number))
        for article in articles
        for name, text in variants(article).items()
    ]
    Random(1).shuffle(copies)
    truth = {document.source: original for document, original in copies}
    found = {
        document.source: original for document, original in reprints([*originals, *(c for c, _ in copies)])
    }
    named = {source: original for source, original in found.items() if original is not None}
    right = sum(truth.get(source) == original for source, original in named.items())
    assert right / len(named) >= 0.99  # precision
    assert right / len(truth) >= 0.99  # recall


def test_a_reprint_of_a_reprint_leads_to_the_original(articles: list[Any]) -> None:
    index = ReprintIndex()
    kinds = variants(articles[0])
    texts = {"original": articles[0].text, "second": kinds["another head"], "third": kinds["shortened"]}
    assert [index.add(name, fingerprint(text)) for name, text in texts.items()] == [
        None,
        "original",
        "original",
    ]


def test_a_short_text_is_no_reprint() -> None:
    captions = [Document(text="市总工会慰问劳模", source=name) for name in "ab"]
    assert [original for _, original in reprints(captions)] == [None, None]
