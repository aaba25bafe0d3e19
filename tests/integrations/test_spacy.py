"""The component in a real spaCy: any tokenizer, several processes, to disk and back, training data."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy import displacy
from spacy.language import Language
from spacy.tokens import DocBin

import laomo_extract as lx
from laomo_extract.annotation import annotated
from laomo_extract.integrations.spacy import doc_bin
from laomo_extract.labels import COLOURS, LABELS, labelled

TEXT = "　　8月27日，涪陵區总工会为62名困难学生发放助学金18.6万元。\n\n全国劳动模范、钳工林晓梅 😀 到场。"
BULLETINS = Path(__file__).parents[1] / "fixtures" / "bulletins"


def pipeline(segmenter: str = "char", **config: Any) -> Language:
    tokenizer = {"@tokenizers": "spacy.zh.ChineseTokenizer", "segmenter": segmenter}
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": tokenizer}})
    nlp.add_pipe("laomo_extract", config={"published": "2024-08-30", "home": "500000", **config})
    return nlp


@pytest.fixture(scope="module")
def pkuseg_model(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A model of a few words: those that spaCy fetches are not in its package."""
    folder = tmp_path_factory.mktemp("pkuseg")
    lines = (
        "涪陵区 总工会 为 62 名 困难 学生 发放 助学金 18.6 万元 。\n全国 劳动 模范 、 钳工 林晓 梅到 场 。\n"
        * 8
    )
    for name in ("train.txt", "test.txt"):
        (folder / name).write_text(lines, "utf-8")
    code = "import spacy_pkuseg; spacy_pkuseg.train('train.txt', 'test.txt', 'model', train_iter=3)"
    subprocess.run([sys.executable, "-c", code], cwd=folder, check=True, capture_output=True)
    return str(folder / "model")


def test_without_an_import() -> None:
    """A fresh process that names the component finds it by the package's entry point."""
    code = (
        "import spacy; nlp = spacy.blank('zh'); nlp.add_pipe('laomo_extract');"
        "print(nlp('区总工会发放助学金18.6万元。')._.bulletin.items[0].funds[0].amount)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "186000\n"


def test_every_fact_is_a_span_with_its_record() -> None:
    doc = pipeline()(TEXT)
    assert doc.text == TEXT
    assert doc._.bulletin == lx.extract(TEXT, published="2024-08-30", home="500000")
    facts = {one.path: one for one in labelled(doc._.bulletin)}
    assert [span.id_ for span in doc.spans["laomo"]] == list(facts)
    for span in doc.spans["laomo"]:
        one = facts[span.id_]
        assert span._.fact == one.fact
        assert (span.start_char, span.end_char, span.label_) == (one.start, one.end, one.label)
    assert [span.kb_id_ for span in doc.spans["laomo"] if span.label_ == "DISTRICT"] == ["500102"]
    assert {"DATE", "FUND", "WORKER", "HONOUR"} <= {span.label_ for span in doc.spans["laomo"]}
    assert doc.ents == ()


def test_any_tokenizer(pkuseg_model: str) -> None:
    for segmenter in ("char", "jieba", "pkuseg"):
        nlp = pipeline(segmenter, ents=True)
        if segmenter == "pkuseg":
            nlp.tokenizer.initialize(pkuseg_model=pkuseg_model)  # type: ignore[union-attr]
        doc = nlp(TEXT)
        assert doc._.bulletin.items[0].funds[0].amount == 186000
        for span in doc.spans["laomo"]:
            exact = span._.fact.span
            assert span.start_char <= exact.start < exact.end <= span.end_char
        assert {"18.6万元", "8月27日"} <= {
            TEXT[one.fact.span.start : one.fact.span.end] for one in labelled(doc._.bulletin)
        }
        assert any(ent.label_ == "FUND" for ent in doc.ents)


@pytest.mark.parametrize(
    ("alignment", "found"), [("expand", "林晓梅到场"), ("contract", None), ("strict", None)]
)
def test_edges_within_tokens(alignment: str, found: str | None) -> None:
    nlp = pipeline(alignment=alignment)
    doc = spacy.tokens.Doc(nlp.vocab, words=["全国劳动模范", "林晓梅到场", "。"], spaces=[False] * 3)
    names = [span.text for span in nlp(doc).spans["laomo"] if span.label_ == "WORKER"]
    assert names == ([found] if found else [])


def test_day_and_home_of_each_document() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("laomo_extract")
    docs = []
    for published, home in (("2019-08-30", "330200"), ("2020-08-30", "500000")):
        doc = nlp.make_doc("8月27日,市总工会慰问劳模。")
        doc._.published, doc._.home = published, home
        docs.append(doc)
    read = [doc._.bulletin.items[0] for doc in nlp.pipe(docs)]
    assert [(item.dates[0].edtf, item.districts[0].name) for item in read] == [
        ("2019-08-27", "宁波市"),
        ("2020-08-27", "重庆市"),
    ]


def test_entities_of_a_model_are_evidence_for_names_and_are_kept() -> None:
    text = "　　瀘沽湖劃船工阿七獨支瑪領到補助500元。"

    def read(names: bool) -> spacy.tokens.Doc:
        nlp = spacy.blank("zh")
        ruler: Any = nlp.add_pipe("entity_ruler")
        ruler.add_patterns(
            [{"label": "PERSON", "pattern": "阿七獨支瑪"}, {"label": "GPE", "pattern": "瀘沽湖"}]
        )
        nlp.add_pipe("laomo_extract", config={"names": names, "ents": True})
        return nlp(text)

    with_model, alone = read(True), read(False)
    assert [span.text for span in with_model.spans["laomo"] if span._.fact.rule.startswith("name")] == [
        "阿七獨支瑪"
    ]
    assert not alone._.bulletin.items[0].people
    assert [(ent.text, ent.label_) for ent in with_model.ents] == [
        ("瀘沽湖", "GPE"),
        ("阿七獨支瑪", "PERSON"),
        ("500元", "FUND"),
    ]


def test_several_processes_give_the_same() -> None:
    texts = [path.read_text("utf-8") for path in sorted(BULLETINS.glob("*.txt"))[:6]]
    nlp = pipeline(ents=True)
    alone = [nlp(text) for text in texts]
    for one, other in zip(alone, nlp.pipe(texts, n_process=2, batch_size=2), strict=True):
        assert other._.bulletin == one._.bulletin
        assert [(s.start, s.end, s.label_, s.id_) for s in other.spans["laomo"]] == [
            (s.start, s.end, s.label_, s.id_) for s in one.spans["laomo"]
        ]
        assert [span._.fact for span in other.spans["laomo"]] == [span._.fact for span in one.spans["laomo"]]


def test_to_disk_and_back(tmp_path: Path) -> None:
    nlp = pipeline(ents=True, lexicon={"names": ["邬阿海"], "honours": ["金锚之星"]})
    nlp.to_disk(tmp_path / "pipeline")
    text = "渔轮机师邬阿海是首届金锚之星。"
    again = spacy.load(tmp_path / "pipeline")
    assert again(text)._.bulletin == nlp(text)._.bulletin
    assert again(text)._.bulletin.items[0].workers[0].name == "邬阿海"


def test_documents_to_disk_and_back(tmp_path: Path) -> None:
    nlp = pipeline()
    doc = nlp(TEXT)
    DocBin(docs=[doc], store_user_data=True).to_disk(tmp_path / "docs.spacy")
    (again,) = DocBin().from_disk(tmp_path / "docs.spacy").get_docs(nlp.vocab)
    assert again._.bulletin == doc._.bulletin
    assert [span._.fact for span in again.spans["laomo"]] == [span._.fact for span in doc.spans["laomo"]]


def test_training_data_trains() -> None:
    """An entity recogniser takes the documents, and learns the labels that are in them."""
    from spacy.training import Example

    texts = [path.read_text("utf-8") for path in sorted(BULLETINS.glob("*.txt"))[:3]]
    nlp = spacy.blank("zh")
    made = list(
        doc_bin([annotated(lx.extract(text), text, kinds=["dates", "funds"]) for text in texts]).get_docs(
            nlp.vocab
        )
    )
    assert {ent.label_ for doc in made for ent in doc.ents} == {"DATE", "FUND"}
    examples = [Example(nlp.make_doc(doc.text), doc) for doc in made]
    recogniser = nlp.add_pipe("ner")
    nlp.initialize(lambda: examples)
    assert set(recogniser.labels) == {"DATE", "FUND"}  # type: ignore[attr-defined]
    assert nlp.update(examples)["ner"] > 0


def test_training_data_leaves_out_edges_within_tokens() -> None:
    nlp = spacy.blank("xx")  # cuts at white space: the whole sentence is a token
    text = "涪陵区总工会发放助学金18.6万元。"
    (doc,) = doc_bin([annotated(lx.extract(text), text)], nlp=nlp).get_docs(nlp.vocab)
    assert not doc.ents
    assert not doc.spans["laomo"]


def test_displacy_has_the_colours() -> None:
    assert set(COLOURS) == set(LABELS.values())
    doc = pipeline(ents=True)(TEXT)
    assert COLOURS["FUND"] in displacy.render(doc, style="ent", jupyter=False)
    assert COLOURS["HONOUR"] in displacy.render(
        doc, style="span", options={"spans_key": "laomo"}, jupyter=False
    )


@pytest.mark.parametrize(
    ("config", "words"),
    [
        ({"published": "August"}, "is not a date"),
        ({"home": "999999"}, "names no division"),
        ({"lexicon": {"cats": ["喵喵"]}}, "lexicon has"),
    ],
)
def test_wrong_settings_are_told_when_the_pipeline_is_made(config: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        pipeline(**config)


def test_attributes_of_the_same_name_are_left_alone() -> None:
    code = (
        "from spacy.tokens import Doc; Doc.set_extension('published', default='2020-01-31');"
        "import spacy; nlp = spacy.blank('zh'); nlp.add_pipe('laomo_extract');"
        "print(nlp('1月3日,区总工会慰问劳模。')._.bulletin.published)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "2020-01-31\n"
