"""Every error with its code: each is raised here, says what to do, and stands in the table of the docs."""

from __future__ import annotations

import errno
import io
import json
import pickle
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

import laomo_extract as lx
from laomo_extract import additions, errors
from laomo_extract.annotation import doccano, write
from laomo_extract.annotation.conll import read as read_columns
from laomo_extract.annotation.labelstudio import read as read_tasks
from laomo_extract.archive import KINDS, UnreadableError
from laomo_extract.evaluate import GoldError, evaluate
from laomo_extract.export import export, sheets
from laomo_extract.records import Mention
from laomo_extract.review.edits import changed
from laomo_extract.review.server import serve
from laomo_extract.store import StoreError, open_store
from laomo_extract.store.errors import told_as
from laomo_extract.terminal import Language, Words
from tests.make import bulletin, district, full, item
from tests.test_cli import laomo

ROOT = Path(__file__).parents[1]


def lexicon(**given: Any) -> Callable[[Path], object]:
    return lambda folder: lx.Extractor(lexicon=given)


def stored(words: str) -> Callable[[Path], object]:
    """What a store says when its database says ``words``."""

    def fail(folder: Path) -> None:
        with told_as("news.db", "not added"):
            raise OperationalError("INSERT", {}, Exception(words))

    return fail


def out_of_memory(folder: Path) -> None:
    said = Exception("out of memory")
    said.sqlstate = "53200"  # type: ignore[attr-defined]
    with told_as("news.db", "not added"):
        raise OperationalError("INSERT", {}, said)


def two_of_a_name(folder: Path) -> object:
    with open_store(folder / "news.db") as store:
        for number, (code, city) in enumerate({"110105": "北京市", "220104": "长春市"}.items()):
            there = district("朝阳区", adcode=code, city=city, province=None)
            store.add(bulletin(f"b{number}", item(districts=[there])))
        return store.totals("朝阳区")


def lost(folder: Path) -> None:
    with told_as("news.db", "not added"):
        raise OperationalError("INSERT", {}, Exception("gone"), connection_invalidated=True)


def opened(call: Callable[[Any], object]) -> Callable[[Path], object]:
    def ask(folder: Path) -> object:
        with open_store(folder / "news.db") as store:
            store.add(full())
            return call(store)

    return ask


def no_store(folder: Path) -> object:
    import sqlite3

    sqlite3.connect(folder / "other.db").execute("CREATE TABLE t (a)").connection.close()
    return open_store(folder / "other.db", create=False)


def later(folder: Path) -> object:
    import sqlite3

    open_store(folder / "news.db").close()
    with sqlite3.connect(folder / "news.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    return open_store(folder / "news.db")


def gold(
    change: Callable[[dict[str, Any]], object] | None, text: str | None = "八月，市总工会慰问。"
) -> Callable[[Path], object]:
    def ask(folder: Path) -> object:
        if text is not None:
            (folder / "g.txt").write_text(text, "utf-8")
        if change:
            said: dict[str, Any] = {"id": "g", "published": None, "home": None, "items": []}
            change(said)
            (folder / "g.json").write_text(json.dumps(said), "utf-8")
        return evaluate(folder)

    return ask


ITEM: dict[str, Any] = {"anchor": "无此", "kind": "lead"} | {
    kind: [] for kind in ("districts", "dates", "workers", "people", "counts", "funds", "goods")
}


def sheet(folder: Path) -> object:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sheets, "MOST_ROWS", 1)
        return export([full()], folder / "x.xlsx")


def without(package: str, call: Callable[[], object]) -> Callable[[Path], object]:
    def ask(folder: Path) -> object:
        with pytest.MonkeyPatch.context() as patch:
            patch.setitem(__import__("sys").modules, package, None)
            return call()

    return ask


def broken_point(folder: Path) -> object:
    class Point:
        name, value, dist = "stations", "no_such_module", None

        def load(self) -> object:
            raise ImportError("no module")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(additions, "_added", None)
        patch.setattr(additions, "entry_points", lambda group: [Point()])
        return additions.additions()


def task(**value: Any) -> io.StringIO:
    result = [{"type": "labels", "value": {"labels": ["X"], **value}}]
    return io.StringIO(json.dumps([{"data": {"text": "甲乙"}, "annotations": [{"result": result}]}]))


def conflict(folder: Path) -> object:
    with open_store("sqlite://") as store:
        store.add(full())
        where = full().id, full().items[0].id
        store.review(*where, "rejected", reviewer="甲")
        return store.review(*where, "rejected", reviewer="乙")


def mended(kind: str, **given: str) -> Callable[[Path], object]:
    return lambda folder: changed(full().items[0], kind, 0, given, "")


def no_room() -> Iterator[lx.Bulletin]:
    yield full()
    raise OSError(errno.ENOSPC, "No space left on device")


RAISED: dict[str, Callable[[Path], object]] = {
    "LM201": lambda folder: lx.extract("", published="August"),
    "LM202": lambda folder: lx.extract("", home="鼓楼区"),
    "LM203": lambda folder: lx.extract(b""),  # type: ignore[arg-type]
    "LM204": lambda folder: list(lx.Extractor().pipe([], workers=0)),
    "LM205": lambda folder: full().frame("money"),
    "LM206": lambda folder: full().frame("funds", "excel"),  # type: ignore[arg-type]
    "LM207": lambda folder: list(lx.read(folder, columns={"body": "正文"})),
    "LM208": opened(lambda store: store.search(" ")),
    "LM209": opened(lambda store: list(store.changes(99))),
    "LM210": opened(lambda store: store.totals("江北区")),
    "LM211": two_of_a_name,
    "LM300": stored("near x: syntax error"),
    "LM301": lambda folder: open_store(folder / "none.db", create=False),
    "LM302": without("psycopg", lambda: open_store("postgresql+psycopg://x/y")),
    "LM303": no_store,
    "LM304": later,
    "LM305": stored("database is locked"),
    "LM306": stored("database or disk is full"),
    "LM307": stored("attempt to write a readonly database"),
    "LM308": out_of_memory,
    "LM309": lost,
    "LM310": opened(lambda store: store.add(bulletin("b9"), text="甲\0")),
    "LM311": lambda folder: open_store(""),
    "LM312": lambda folder: open_store("://"),
    "LM313": lambda folder: open_store("mysql://x/y"),
    "LM314": conflict,
    "LM401": lambda folder: export([], folder / "x.doc"),
    "LM402": lambda folder: export([], folder / "none" / "x.csv"),
    "LM403": lambda folder: export([full()], folder / "x.conll"),
    "LM404": lambda folder: export([full()], folder / "x.parquet"),
    "LM405": sheet,
    "LM406": lambda folder: write([], folder / "x.txt"),
    "LM407": lambda folder: list(read_tasks(io.StringIO("{}"))),
    "LM408": lambda folder: list(read_tasks(io.StringIO("[1]"))),
    "LM409": lambda folder: list(read_tasks(task(start=0, end=1, text="乙"))),
    "LM410": lambda folder: list(doccano.read(io.StringIO("{}"))),
    "LM411": lambda folder: list(doccano.read(io.StringIO('{"text": "甲", "label": [[0, 2, "X"]]}'))),
    "LM412": lambda folder: list(read_columns(io.StringIO("甲\n"))),
    "LM413": lambda folder: list(read_columns(io.StringIO("甲 3 O\n乙 1 O\n"))),
    "LM414": lambda folder: export(no_room(), folder / "x.jsonl"),
    "LM501": lexicon(persons=["许江"]),
    "LM502": lexicon(names=["许"]),
    "LM503": lexicon(programmes="匠心领航"),
    "LM504": lexicon(divisions=[{"name": "滨海新城"}]),
    "LM505": lexicon(divisions=[{"name": "滨海新城", "level": "town"}]),
    "LM506": lexicon(divisions=[{"name": "滨海新城", "level": "zone", "within": "1"}]),
    "LM507": lambda folder: additions.add("funds", Mention, lambda text: []),
    "LM508": lambda folder: additions.add("cats", dict, lambda text: []),  # type: ignore[arg-type]
    "LM509": lambda folder: additions.add("cats", Mention, "find"),  # type: ignore[arg-type]
    "LM510": broken_point,
    "LM601": gold(None),
    "LM602": gold(lambda said: said.update(note="x")),
    "LM603": gold(lambda said: None, None),
    "LM604": gold(lambda said: said["items"].append(ITEM)),
    "LM701": without("polars", lambda: full().frame("funds", "polars")),
    "LM801": mended("counts", text="二百名"),
    "LM802": mended("workers", honours=""),
    "LM803": mended("funds", amount="3万"),
    "LM804": mended("districts", name="鼓楼区"),
    "LM805": mended("dates", edtf="昨天"),
    "LM806": opened(lambda store: serve(store, host="0.0.0.0")),
}
# What cannot be read is raised by the tests of the archive.
BY_COMMAND = {
    "LM201": ["extract", "--published", "8月30日"],
    "LM202": ["extract", "--home", "nowhere"],
    "LM207": ["extract", "--column", "body=正文"],
    "LM210": ["totals", "news.db", "江北区"],
    "LM212": ["ingest", "--store", "x.db"],
    "LM213": ["export", "news.db", "--to", "x.csv", "--since", "0"],
    "LM214": ["export", "news.db", "--to", "gold", "--kind", "funds"],
    "LM301": ["totals", "none.db", "涪陵区"],
    "LM313": ["ingest", "x.txt", "--store", "mysql://x/y"],
    "LM401": ["export", "news.db", "--to", "x.doc"],
    "LM404": ["export", "news.db", "--to", "x.parquet"],
    "LM601": ["evaluate", "."],
}


@pytest.mark.parametrize("code", RAISED)
def test_each_error_has_its_code_and_says_what_to_do(code: str, tmp_path: Path) -> None:
    with pytest.raises(errors.LaomoError) as caught:
        RAISED[code](tmp_path)
    error = caught.value
    assert error.code == code
    told = str(error)
    assert told.endswith(f"[{code}]")
    if code != "LM300":
        remedy = re.escape(errors.table()[code].remedy)
        assert re.search(re.sub(r"\\\{[^}]*\}", ".*", remedy), told)
    again = pickle.loads(pickle.dumps(error)) if not isinstance(error, StoreError) else error
    assert str(again) == told


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("LM204", ValueError),
        ("LM203", TypeError),
        ("LM701", ImportError),
        ("LM402", FileNotFoundError),
        ("LM601", GoldError),
    ],
)
def test_errors_are_those_of_python_too(code: str, kind: type[Exception], tmp_path: Path) -> None:
    with pytest.raises(kind):
        RAISED[code](tmp_path)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("code", BY_COMMAND)
def test_the_command_tells_them_in_both_languages(
    code: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with open_store("news.db") as store:
        store.add(full())
    done = laomo("--lang", language, *BY_COMMAND[code], data="")
    assert done.exit_code == 2
    assert done.stderr.rstrip().endswith(f"[{code}]")
    chinese = re.search(r"[请没不缺]", re.sub(r"'[^']*'", "", done.stderr))
    assert bool(chinese) == (language == "zh")


def test_what_cannot_be_read_has_codes_too() -> None:
    assert set(errors.codes_of_kinds()) == set(KINDS)
    for kind in KINDS:
        error = UnreadableError("a.txt", kind, "x")
        assert errors.table()[error.code].remedy in str(error)
        english, chinese = (Words(language).failure(error) for language in (Language.EN, Language.ZH))
        assert english.endswith(f"[{error.code}]")
        assert chinese.endswith(f"[{error.code}]")
        assert re.search("[请]", chinese)


def test_every_code_is_raised_somewhere() -> None:
    assert set(errors.table()) == set(RAISED) | set(BY_COMMAND) | set(errors.codes_of_kinds().values())


def test_both_languages_have_the_same_gaps() -> None:
    for code, entry in errors.table().items():
        gaps = [set(re.findall(r"\{(\w+)", " ".join(words))) for words in (entry, errors.table("zh")[code])]
        assert gaps[0] == gaps[1], code


def test_the_table_of_the_docs_is_that_of_the_library() -> None:
    from scripts.write_errors import page

    assert (ROOT / "docs" / "errors.md").read_text("utf-8") == page()


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the tests run as root, who may read all."""
    (tmp_path / "a.txt").write_text("市总工会慰问劳模。", "utf-8")

    def refuse(self: Path, mode: str = "r") -> object:
        raise PermissionError(self)

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UnreadableError, match=r"no permission to read it; .* \[LM102\]"):
        list(lx.read(tmp_path / "a.txt"))
