"""Several processes: order, memory, and what becomes of a document whose process ends."""

from __future__ import annotations

import gc
import itertools
import os
import signal
import weakref
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from laomo_extract import Document, Extractor
from laomo_extract.ingest import ingest
from laomo_extract.processes import AHEAD, DiedError
from laomo_extract.store import open_store

KILLED, CRASHED = "杀进程", "退出进程"


def deadly(text: str) -> Sequence[tuple[int, int]]:
    """A finder of names that ends its process at certain words."""
    if KILLED in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if CRASHED in text:
        os._exit(3)
    return ()


def pages(number: int, **bad: str) -> Iterator[Document]:
    for n in range(number):
        text = f"8月27日,涪陵区总工会为{n + 2}名困难职工发放助学金{n + 1}万元。" + bad.get(f"n{n}", "")
        yield Document(text=text, source=f"{n}.txt")


@pytest.mark.parametrize("place", [0, 7, 19])
def test_a_process_that_ends_is_told_with_its_document_and_the_rest_is_read(place: int) -> None:
    extractor, died = Extractor(names=deadly), list[DiedError]()
    expected = [extractor.read(document) for document in pages(20) if document.source != f"{place}.txt"]
    found = list(extractor.pipe(pages(20, **{f"n{place}": KILLED}), workers=2, on_error=died.append))
    assert found == expected
    assert [str(error) for error in died] == [
        f"{place}.txt: the process that read it ended (SIGKILL, maybe for want of memory); "
        "read it again, with fewer processes if memory was short, or leave it out [LM118]"
    ]


def test_all_that_ended_are_raised_after_the_last_where_nobody_listens() -> None:
    found: list[str | None] = []
    bad = {"n1": KILLED, "n2": CRASHED, "n3": KILLED, "n11": CRASHED}
    with pytest.raises(ExceptionGroup, match="4 not read") as raised:
        found.extend(one.source for one in Extractor(names=deadly).pipe(pages(12, **bad), workers=2))
    assert found == [f"{n}.txt" for n in range(12) if f"n{n}" not in bad]
    died = [error for error in raised.value.exceptions if isinstance(error, DiedError)]
    assert [(error.document.source, error.how[:13]) for error in died] == [
        ("1.txt", "SIGKILL, mayb"),
        ("2.txt", "exit status 3"),
        ("3.txt", "SIGKILL, mayb"),
        ("11.txt", "exit status 3"),
    ]


def test_a_wrong_argument_is_raised_at_its_document() -> None:
    documents = [Document(text="", home="重庆市"), Document(text="", home="无此地"), Document(text="")]
    stream = Extractor().pipe(documents, workers=2)
    assert next(stream).home == "500000"
    with pytest.raises(ValueError, match="names no division"):
        next(stream)


@pytest.mark.parametrize("workers", [1, 2])
def test_an_endless_stream_is_read_in_constant_memory(workers: int) -> None:
    """However many were read, only the few documents ahead are alive."""
    made: list[weakref.ref[Document]] = []

    def endless() -> Iterator[Document]:
        for n in itertools.count():
            document = Document(text=f"8月{n % 28 + 1}日,涪陵区总工会慰问劳模。", source=str(n))
            made.append(weakref.ref(document))
            yield document

    most = 0
    stream = Extractor().pipe(endless(), workers=workers)
    for n, bulletin in enumerate(itertools.islice(stream, 400)):
        assert bulletin.source == str(n)
        if n % 20 == 0:
            gc.collect()
            most = max(most, sum(one() is not None for one in made))
    assert 0 < most <= AHEAD * workers + workers
    stream.close()  # type: ignore[attr-defined]


def test_an_ingest_sets_the_document_aside_and_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("laomo_extract.ingest.Extractor", lambda lexicon: Extractor(names=deadly))
    folder = tmp_path / "news"
    folder.mkdir()
    for document in pages(9, n4=KILLED):
        (folder / (document.source or "")).write_text(document.text, encoding="utf-8")
    with open_store(tmp_path / "news.db") as store:
        done = ingest([str(folder)], store, workers=2)
        assert (done["added"], done["failed"]) == (8, 1)
        [row] = store.quarantine()
        assert (row.place, row.kind) == (str(folder / "4.txt"), "process_died")
        assert row.reason == "the process that read it ended (SIGKILL, maybe for want of memory)"
        (folder / "4.txt").write_text("涪陵区总工会慰问劳模。", encoding="utf-8")
        assert ingest([str(folder)], store, workers=2)["added"] == 1
        assert store.quarantine() == []
