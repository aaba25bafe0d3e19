"""Labelled texts to annotation tools and back: nothing moves."""

from __future__ import annotations

import io
import json
import re
import xml.etree.ElementTree as Tree
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import laomo_extract as lx
from laomo_extract.annotation import (
    Annotated,
    Label,
    annotated,
    conll,
    doccano,
    interface,
    labelstudio,
    read,
    write,
)
from laomo_extract.export import export
from laomo_extract.labels import LABELS, flat
from laomo_extract.store import open_store

Write = Callable[[Iterable[Annotated], TextIO], int]
Read = Callable[[TextIO], Iterator[Annotated]]

FIXTURES = sorted((Path(__file__).parent / "fixtures" / "bulletins").glob("*.txt"))[:12]
TEXT = "😀 8月27日，涪陵区总工会为62名困难学生发放助学金18.6万元。\n\n全国劳动模范　罗　婕到场。"
NAMES = st.sampled_from(["WORKER", "FUND", "大额 资金"])
# Characters that programs count in ways of their own: astral ones, combining ones, line ends, white space of all widths.
CHARS = st.sampled_from('工会8。！\n\r\t 　\u2028\u200b\x1c\x85😀👨\u200d🏻é\u0301"\\#-，')


@st.composite
def pages(draw: st.DrawFn) -> Annotated:
    text = draw(st.text(CHARS, max_size=40))
    labels = []
    for _ in range(draw(st.integers(0, 6)) if text else 0):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        if text[start:end] == text[start:end].strip():  # as facts are: white space is at no edge
            labels.append(Label(start=start, end=end, label=draw(NAMES)))
    ordered = sorted(dict.fromkeys(labels), key=lambda one: (one.start, -one.end, one.label))
    return Annotated(id=draw(st.sampled_from([None, "b-1", "b-2"])), text=text, labels=tuple(ordered))


def there_and_back(writer: Write, reader: Read, sent: list[Annotated]) -> list[Annotated]:
    stream = io.StringIO(newline="\n")
    assert writer(sent, stream) == len(sent)
    again = io.StringIO(stream.getvalue(), newline="\n")
    return list(reader(again))


@settings(max_examples=200, deadline=None)
@given(st.lists(pages(), max_size=3))
def test_tools_with_ranges_give_back_all(sent: list[Annotated]) -> None:
    assert there_and_back(labelstudio.write, labelstudio.read, sent) == sent
    assert there_and_back(doccano.write, doccano.read, sent) == sent


@settings(max_examples=300, deadline=None)
@given(st.lists(pages(), max_size=3))
def test_columns_give_back_what_does_not_overlap(sent: list[Annotated]) -> None:
    found = there_and_back(conll.write, conll.read, sent)
    assert len(found) == len(sent)
    for page, again in zip(sent, found, strict=True):
        expected = [(one.start, one.end, one.label.replace(" ", "_")) for one in flat(page.labels)]
        assert [(one.start, one.end, one.label) for one in again.labels] == expected
        assert again.id == page.id
        bare = re.compile(r"\s").sub(" ", page.text).rstrip()  # which white space it was is not told
        assert re.compile(r"\s").sub(" ", again.text) == bare


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_bulletins_go_there_and_back(path: Path, tmp_path: Path) -> None:
    text = path.read_text("utf-8")
    bulletin = lx.extract(text)
    sent = annotated(bulletin, text)
    assert len(sent.labels) >= sum(len(item.dates) + len(item.funds) for item in bulletin.items)
    for suffix in (".labelstudio.json", ".doccano.jsonl"):
        assert write([sent], tmp_path / f"x{suffix}") == 1
        (again,) = read(tmp_path / f"x{suffix}")
        assert [one.model_copy(update={"confidence": None}) for one in again.labels] == [
            one.model_copy(update={"confidence": None}) for one in sent.labels
        ]
        assert (again.id, again.text) == (sent.id, sent.text)
    write([sent], tmp_path / "x.conll")
    (columns,) = read(tmp_path / "x.conll")
    assert [(one.start, one.end, one.label) for one in columns.labels] == [
        (one.start, one.end, one.label) for one in flat(sent.labels)
    ]


def test_columns_as_other_programs_read_them() -> None:
    """By the first and the last column, sentences between empty lines; no name is cut by one."""
    stream = io.StringIO()
    text = "罗　婕到场。8月27\n日有雨"
    labels = (Label(start=0, end=3, label="WORKER"), Label(start=6, end=12, label="DATE"))
    conll.write([Annotated(id="b-1", text=text, labels=labels)], stream)
    sentences = [
        [(line.split(" ")[0], line.split(" ")[-1]) for line in block.split("\n")]
        for block in stream.getvalue().strip().split("\n\n")
    ]
    assert sentences == [
        [("-DOCSTART-", "O")],
        [("罗", "B-WORKER"), ("婕", "I-WORKER"), ("到", "O"), ("场", "O"), ("。", "O")],
        [("8", "B-DATE"), *((char, "I-DATE") for char in "月27日"), ("有", "O"), ("雨", "O")],
    ]


@pytest.mark.parametrize(
    ("lines", "text", "labels"),
    [
        ("王 B-PER\n芳 I-PER\n\n到 O\n", "王芳\n到", [(0, 2, "PER")]),
        ("-DOCSTART- -X- -X- O\n\n王芳 NR B-NP S-PER\n到 VV O O\n", "王芳到", [(0, 2, "PER")]),
        ("王\tB-PER\n芳\tE-PER\n李\tI-PER\n", "王芳李", [(0, 2, "PER"), (2, 3, "PER")]),
        (
            "王 B-PER\n京 B-LOC\n城 I-LOC\n人 I-PER\n",
            "王京城人",
            [(0, 1, "PER"), (1, 3, "LOC"), (3, 4, "PER")],
        ),
    ],
)
def test_columns_of_other_programs(lines: str, text: str, labels: list[tuple[int, int, str]]) -> None:
    (page,) = conll.read(io.StringIO(lines))
    assert page.text == text
    assert [(one.start, one.end, one.label) for one in page.labels] == labels


def task(**more: Any) -> str:
    return json.dumps([{"data": {"text": "😀涪陵区总工会"}, **more}])


def result(start: int, end: int, text: str | None = "涪陵区") -> list[dict[str, Any]]:
    value = {"start": start, "end": end, "labels": ["DISTRICT"]} | ({} if text is None else {"text": text})
    return [{"type": "labels", "value": value}, {"type": "choices", "value": {"choices": ["x"]}}]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (task(annotations=[{"result": result(1, 4)}]), [(1, 4)]),
        (task(annotations=[{"result": result(2, 5)}]), [(1, 4)]),  # counted in UTF-16
        (task(annotations=[{"result": result(1, 4, None)}]), [(1, 4)]),
        (task(annotations=[{"result": []}], predictions=[{"result": result(1, 4)}]), []),  # people took it away
        (task(annotations=[{"result": [], "was_cancelled": True}], predictions=[{"result": result(1, 4)}]), [(1, 4)]),
        (task(annotations=[], predictions=[]), []),
        (json.dumps([{"text": "涪陵区", "label": [{"start": 0, "end": 3, "text": "涪陵区", "labels": ["DISTRICT"]}]}]), [(0, 3)]),
        (json.dumps([{"text": "涪陵区"}]), []),
    ],
)  # fmt: skip
def test_exports_of_label_studio(given: str, found: list[tuple[int, int]]) -> None:
    (page,) = labelstudio.read(io.StringIO(given))
    assert [(one.start, one.end) for one in page.labels] == found


def test_exports_of_doccano() -> None:
    lines = (
        '{"id": 7, "text": "涪陵区", "label": [[0, 3, "DISTRICT"]], "Comments": [], "bulletin": "b-1"}\n\n'
        '{"id": 8, "text": "涪陵区", "entities": [{"id": 1, "label": "DISTRICT", "start_offset": 0, "end_offset": 3}], "relations": []}\n'
    )
    first, second = doccano.read(io.StringIO(lines))
    assert (first.id, second.id) == ("b-1", None)
    assert first.labels == second.labels == (Label(start=0, end=3, label="DISTRICT"),)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("x.json", "{}", "no list of tasks; export the project as JSON"),
        ("x.json", "[1]", "task 1: no text or labels as Label Studio"),
        ("x.json", task(annotations=[{"result": result(3, 6)}]), "task 1: '涪陵区' does not stand at 3 to 6"),
        ("x.jsonl", '{"text": "甲"}\n{"label": []}\n', "line 2: no text and labels"),
        ("x.jsonl", '{"text": "甲", "label": [[0, 2, "X"]]}', "line 1: 0 to 2 lies outside"),
        ("x.jsonl", "甲", "line 1: no text and labels"),
        ("x.conll", "甲 O\n乙\n", "line 2: '乙' ends with no tag"),
        ("x.bio", "甲 3 O\n乙 1 O\n", "line 2: place 1 lies before"),
        ("x.txt", "", "accepted: .json, .jsonl, .conll, .bio"),
    ],
)
def test_what_is_wrong_is_named(name: str, content: str, words: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(ValueError, match=re.escape(words)) as caught:
        list(read(tmp_path / name))
    assert str(tmp_path / name) in str(caught.value)


def test_a_suffix_that_no_tool_has(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"accepted: \.labelstudio\.json"):
        write([], tmp_path / "x.json")


def test_the_interface_has_every_label() -> None:
    tree = Tree.fromstring(interface())
    assert [one.get("value") for one in tree.iter("Label")] == list(LABELS.values())
    (text,) = tree.iter("Text")
    (labels,) = tree.iter("Labels")
    assert (text.get("name"), text.get("value"), labels.get("toName")) == ("text", "$text", "text")


def test_a_store_is_exported_with_its_texts(tmp_path: Path) -> None:
    bulletin = lx.extract(TEXT, published="2024-08-30")
    with open_store(tmp_path / "news.db") as store:
        store.add(bulletin, text=TEXT)
        assert store.text(bulletin.id) == TEXT
        assert store.text("b-0") is None
        for suffix in (".labelstudio.json", ".doccano.jsonl", ".conll", ".bio"):
            path = tmp_path / f"news{suffix}"
            assert export(store.bulletins(), path, kinds=["funds"], texts=store.text) == 1
            (page,) = read(path)
            assert [page.text[one.start : one.end] for one in page.labels] == ["18.6万元"]
        assert export(store.bulletins(), tmp_path / "news.spacy", texts=store.text) == 1
        assert (tmp_path / "news.spacy").stat().st_size
    with pytest.raises(ValueError, match="no text, which annotation needs"):
        export([bulletin], tmp_path / "news.conll")
