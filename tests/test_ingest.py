from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from opencc import OpenCC
from sqlalchemy import event, select, text

from laomo_extract import extract
from laomo_extract.ingest import Event, Summary, ingest, retry_paths
from laomo_extract.records import Bulletin
from laomo_extract.store import Store, StoreError, open_store, schema
from tests.make import bulletin as made
from tests.make import district, fund, item

PLACES = ("涪陵区", "渝中区", "江津区", "开州区", "万州区")


def page(number: int) -> str:
    where = PLACES[number % len(PLACES)]
    return (
        f"8月{number % 28 + 1}日,{where}总工会举行第{number}场助学金发放仪式,全国劳动模范张三为{number + 2}名"
        f"困难职工子女发放助学金{number + 1}万元。\n"
    )


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(4):
        (folder / f"{number}.txt").write_text(page(number), encoding="utf-8")
    return folder


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with open_store(url) as store:
        yield store


def run(store: Store, *paths: Path, **options: Any) -> Summary:
    return ingest([str(path) for path in paths], store, home="500000", **options)


def state(store: Store) -> dict[str, list[Any]]:
    """All that the store holds, without keys that the database counts up and times of the clock."""
    documents = schema.documents
    queries = {
        "sources": select(schema.sources.c.place, schema.sources.c.fingerprint, documents.c.id)
        .join(documents)
        .order_by(schema.sources.c.place),
        "quarantine": select(*[c for c in schema.quarantine.c if c.name != "at"]).order_by("place"),
        "changes": select(schema.changes).order_by("cursor"),
        "divisions": select(schema.divisions).order_by("key"),
        "content": select(documents.c.id, documents.c.content).order_by(documents.c.pk),
        "body": select(schema.items.c.id, schema.items.c.body).order_by(schema.items.c.pk),
    }
    with store._engine.connect() as connection:
        found = {name: [tuple(row) for row in connection.execute(query)] for name, query in queries.items()}
    return {"bulletins": list(store.bulletins()), **found}


def counts(summary: Summary) -> dict[str, int]:
    return {kind: number for kind, number in summary.counts.items() if number}


def test_a_second_run_extracts_nothing_and_changes_nothing(
    store: Store, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert counts(run(store, archive)) == {"added": 4}
    before = state(store)
    monkeypatch.setattr("laomo_extract.extractor.Extractor.read", None)
    assert counts(run(store, archive)) == {"unchanged": 4}
    assert state(store) == before


def test_a_changed_file_replaces_its_records_and_says_so(store: Store, archive: Path) -> None:
    run(store, archive)
    first = next(store.bulletins())
    (archive / "0.txt").write_text(page(100), encoding="utf-8")
    told: list[Event] = []
    assert counts(run(store, archive, on_event=told.append)) == {"changed": 1, "unchanged": 3}
    assert Event("changed", str(archive / "0.txt")) in told
    bulletins = list(store.bulletins())
    assert len(bulletins) == 4
    assert first.id not in {one.id for one in bulletins}
    assert store.totals("涪陵区").people.event == 102


def test_the_same_text_with_another_date_keeps_its_id(store: Store, archive: Path) -> None:
    run(store, archive)
    before = list(store.bulletins())
    assert counts(run(store, archive, published="2019-08-30")) == {"changed": 4}
    after = list(store.bulletins())
    assert [one.id for one in after] == [one.id for one in before]
    assert {one.published for one in after} == {"2019-08-30"}


def test_the_same_text_at_two_places_is_one_document(store: Store, archive: Path) -> None:
    (archive / "copy.txt").write_text(page(0), encoding="utf-8")
    assert counts(run(store, archive)) == {"added": 4, "repeated": 1}
    (archive / "0.txt").unlink()
    assert counts(run(store, archive, prune=True)) == {"unchanged": 4, "removed": 1}
    sources = {one.source for one in store.bulletins()}
    assert sources == {str(archive / name) for name in ("1.txt", "2.txt", "3.txt", "copy.txt")}


def test_files_that_vanished_go_when_asked_for(store: Store, archive: Path) -> None:
    run(store, archive)
    (archive / "3.txt").unlink()
    assert counts(run(store, archive)) == {"unchanged": 3}
    assert len(list(store.bulletins())) == 4
    assert counts(run(store, archive, prune=True)) == {"unchanged": 3, "removed": 1}
    assert len(list(store.bulletins())) == 3
    assert "开州区" not in {row[2] for row in state(store)["divisions"]}


def test_pruning_leaves_alone_what_could_not_be_looked_at(
    store: Store, archive: Path, tmp_path: Path
) -> None:
    other = tmp_path / "news2"
    other.mkdir()
    (other / "9.txt").write_text(page(9), encoding="utf-8")
    run(store, archive, other)
    for number in range(4):
        (archive / f"{number}.txt").unlink()
    assert counts(run(store, archive, prune=True)) == {"failed": 1}
    assert len(list(store.bulletins())) == 5


def test_bad_files_are_set_aside_and_tried_again(store: Store, archive: Path) -> None:
    bad = archive / "bad.txt"
    bad.write_bytes(b"")
    assert counts(run(store, archive)) == {"added": 4, "failed": 1}
    [row] = store.quarantine()
    assert (row.place, row.kind, row.reason, row.remedy) == (
        str(bad),
        "empty",
        "the file is empty",
        "remove it or fetch it again",
    )
    run(store, archive)
    assert store.quarantine() == [row]  # since when is kept
    bad.write_text(page(7), encoding="utf-8")
    assert retry_paths(store, []) == [str(bad)]
    assert counts(run(store, bad)) == {"added": 1}
    assert store.quarantine() == []


def test_a_scan_in_quarantine_is_recognised_later(store: Store, tmp_path: Path) -> None:
    pytest.importorskip("rapidocr")
    scan = tmp_path / "a.pdf"
    scan.write_bytes((Path(__file__).parent / "fixtures" / "formats" / "scan.pdf").read_bytes())
    assert counts(run(store, scan)) == {"added": 1, "failed": 1}
    assert [(row.place, row.kind) for row in store.quarantine()] == [(f"{scan}#1", "scanned_pdf")]
    assert retry_paths(store, []) == [str(scan)]
    assert counts(run(store, scan, ocr=True)) == {"changed": 1}
    assert store.quarantine() == []
    assert store.totals("涪陵区").yuan.event == 186000


def test_what_vanished_leaves_the_quarantine(store: Store, archive: Path) -> None:
    (archive / "bad.txt").write_bytes(b"")
    (archive / "worse.txt").write_bytes(b"")
    run(store, archive, archive / "never.txt")
    assert [Path(row.place).name for row in store.quarantine()] == ["bad.txt", "worse.txt"]
    (archive / "bad.txt").unlink()
    run(store, archive)
    assert [Path(row.place).name for row in store.quarantine()] == ["worse.txt"]
    (archive / "worse.txt").unlink()
    assert retry_paths(store, []) == []
    assert store.quarantine() == []


def test_a_link_that_leads_out_is_not_followed_later_either(
    store: Store, archive: Path, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "secret.txt").write_text(page(8), encoding="utf-8")
    (archive / "link.txt").symlink_to(tmp_path / "elsewhere" / "secret.txt")
    (archive / "folder").symlink_to(tmp_path / "elsewhere")
    run(store, archive)
    known = [(row.place, row.kind) for row in store.quarantine()]
    assert {kind for _, kind in known} == {"symbolic_link"}
    assert len(known) == 2
    assert retry_paths(store, []) == []
    assert [(row.place, row.kind) for row in store.quarantine()] == known
    (archive / "link.txt").unlink()
    (archive / "link.txt").write_text(page(9), encoding="utf-8")
    assert retry_paths(store, []) == [str(archive / "link.txt")]


def test_a_text_that_the_database_cannot_hold_is_set_aside(
    store: Store, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from laomo_extract.extractor import Extractor

    read = Extractor.read

    def with_null(self: Extractor, document: Any) -> Bulletin:
        found = read(self, document)
        return found.model_copy(update={"title": "\ud800"}) if document.source.endswith("1.txt") else found

    monkeypatch.setattr(Extractor, "read", with_null)
    assert counts(run(store, archive)) == {"added": 3, "failed": 1}
    assert [row.kind for row in store.quarantine()] == ["refused"]


def test_two_processes_give_what_one_gives(url: str, archive: Path, tmp_path: Path) -> None:
    for number in range(4, 30):
        (archive / f"{number}.txt").write_text(page(number), encoding="utf-8")
    with open_store(url) as one, open_store(tmp_path / "other.db") as two:
        assert counts(run(one, archive, workers=2)) == counts(run(two, archive)) == {"added": 30}
        assert state(one) == state(two)


def test_reprints_are_linked_and_count_once(store: Store, archive: Path) -> None:
    run(store, archive)
    people = store.totals("涪陵区").people.event
    original = next(store.bulletins()).id
    for name in ("a", "b"):
        (archive / f"x{name}.txt").write_text(page(0) + f"转自{name}报。\n", encoding="utf-8")
    assert counts(run(store, archive)) == {"unchanged": 4, "reprint": 2}
    assert [one.reprint_of for one in store.bulletins()] == [None] * 4 + [original] * 2
    assert len(list(store.bulletins(keep_reprints=False))) == 4
    assert store.totals("涪陵区").people.event == people
    assert store.totals("涪陵区", keep_reprints=True).people.event == 3 * people
    (archive / "0.txt").unlink()
    run(store, archive, prune=True)
    first, second = [one for one in store.bulletins() if Path(one.source or "").name.startswith("x")]
    assert (first.reprint_of, second.reprint_of) == (None, first.id)
    (archive / "xc.txt").write_text(page(0) + "转自丙报。\n", encoding="utf-8")
    assert counts(run(store, archive)) == {"unchanged": 5, "reprint": 1}
    assert [one.reprint_of for one in store.bulletins()][-1] == first.id


def test_the_same_words_with_other_figures_are_no_reprint(store: Store, archive: Path) -> None:
    (archive / "0.txt").write_text(
        page(0) + "活动得到职工一致好评,纷纷表示感谢党和工会的关怀。", encoding="utf-8"
    )
    later = page(0).replace("2名", "35名").replace("1万元", "7万元")
    (archive / "5.txt").write_text(
        later + "活动得到职工一致好评,纷纷表示感谢党和工会的关怀。", encoding="utf-8"
    )
    run(store, archive)
    assert [one.reprint_of for one in store.bulletins()] == [None] * 5


def test_a_changed_file_is_no_reprint_of_what_it_was(store: Store, archive: Path) -> None:
    run(store, archive)
    (archive / "0.txt").write_text(page(0) + "转自甲报。\n", encoding="utf-8")
    assert counts(run(store, archive)) == {"unchanged": 3, "changed": 1}
    assert [one.reprint_of for one in store.bulletins()] == [None] * 4


def test_an_original_in_traditional_characters_and_short_texts(store: Store, archive: Path) -> None:
    """Captions that many pages share are no reprints, and take no room in the index."""
    more = "活动得到职工一致好评,纷纷表示感谢党和工会的关怀。"
    (archive / "0.txt").write_text(page(0) + more, encoding="utf-8")
    traditional = OpenCC("s2t").convert(page(0) + more)
    (archive / "x.txt").write_bytes(traditional.encode("big5", "ignore"))
    for number in range(2):
        (archive / f"y{number}.txt").write_text(
            f"图为慰问现场，涪陵区总工会供图（{number}）", encoding="utf-8"
        )
    assert counts(run(store, archive)) == {"added": 6, "reprint": 1}
    with store._engine.connect() as connection:
        indexed = set(connection.scalars(text("select document from bands")))
    assert len(indexed) == 4


def test_documents_that_came_without_signature_are_linked(store: Store, archive: Path) -> None:
    for content in (page(0), page(0) + "转自甲报。\n", page(1)):
        store.add(extract(content), text=content)
    run(store, archive)
    assert [one.reprint_of is None for one in store.bulletins()] == [True, False, True, True, True]
    assert list(store.unsigned()) == []


COMMAND = "from laomo_extract.cli import main; main()"


def start(url: str, archive: Path, *options: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", COMMAND, "ingest", str(archive), "--store", url, "--home", "500000"]
    return subprocess.Popen([*command, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def stored(store: Store) -> int:
    with store._engine.connect() as connection:
        return connection.scalar(text("select count(*) from documents")) or 0


def test_killed_at_random_moments_it_ends_as_if_undisturbed(url: str, archive: Path, tmp_path: Path) -> None:
    number = 100
    for n in range(4, number):
        (archive / f"{n:03}.txt").write_text(page(n), encoding="utf-8")
    (archive / "bad.pdf").write_bytes(b"%PDF-1.4 nothing")
    chance = random.Random(20240830)
    with open_store(url) as store:
        for kill in range(4):
            running = start(url, archive, "--workers", str(1 + kill % 2))
            goal = stored(store) + chance.randint(1, 15)
            while stored(store) < goal and running.poll() is None:
                time.sleep(0.002)
            time.sleep(chance.random() / 100)
            running.send_signal(signal.SIGKILL)
            running.communicate(timeout=10)  # its helpers, which hold the pipes, are gone too
            assert running.returncode == -signal.SIGKILL
        assert 0 < stored(store) < number
        assert start(url, archive).wait(timeout=60) == 1  # one bad file
        with open_store(tmp_path / "undisturbed.db") as undisturbed:
            run(undisturbed, archive)
            assert stored(store) == number
            assert state(store) == state(undisturbed)


def test_a_full_disk_is_told_and_leaves_no_half_document(tmp_path: Path, archive: Path) -> None:
    with open_store(tmp_path / "news.db") as store:
        with store._engine.connect() as connection:
            pages: int = connection.exec_driver_sql("pragma page_count").scalar_one()

        def limit(connection: Any, record: Any, proxy: Any) -> None:
            connection.execute(f"pragma max_page_count = {pages + 6}")

        event.listen(store._engine, "checkout", limit)
        for number in range(4, 100):
            (archive / f"{number}.txt").write_text(page(number), encoding="utf-8")
        with pytest.raises(StoreError, match="the disk is full; make room"):
            run(store, archive)
    with open_store(tmp_path / "news.db") as store:
        assert 0 < len(list(store.bulletins())) < 100
        assert len(list(store.bulletins())) == len(state(store)["sources"])
        run(store, archive)
        assert len(list(store.bulletins())) == 100


def test_a_locked_database_is_told(tmp_path: Path, archive: Path) -> None:
    path = tmp_path / "news.db"
    with open_store(f"sqlite:///{path}?timeout=0.1") as store:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("begin immediate")
        with pytest.raises(StoreError, match="locked by another program"):
            run(store, archive)
        other.execute("rollback")
        other.close()
        assert counts(run(store, archive)) == {"added": 4}


def test_a_database_that_goes_away_is_told(
    postgres_server: Any, archive: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    url = postgres_server.database()
    with open_store(url) as store:

        def end_connection(happened: Event) -> None:
            if happened.place.endswith("1.txt"):
                with store._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as other:
                    mine = "select pg_terminate_backend(pid) from pg_stat_activity where datname ="
                    other.exec_driver_sql(f"{mine} current_database() and pid <> pg_backend_pid()")
                    own = other.exec_driver_sql("select pg_backend_pid()").scalar()
                thread = threading.Thread(target=terminate, args=(postgres_server.database(), own))
                thread.start()
                thread.join()

        with pytest.raises(StoreError, match="the connection to the database was lost"):
            run(store, archive, on_event=end_connection)
        assert len(list(store.bulletins())) == 2
        assert counts(run(store, archive)) == {"unchanged": 2, "added": 2}


def terminate(url: str, backend: int) -> None:
    from sqlalchemy import create_engine

    engine = create_engine(url)
    with engine.connect() as connection:
        connection.exec_driver_sql(f"select pg_terminate_backend({backend})")
    engine.dispose()


def test_amounts_of_reprints_are_not_in_the_view_of_funds(store: Store) -> None:
    store.add(made("b1", item(districts=[district()], funds=[fund("10"), fund("5", scope="planned")])))
    store.add(made("b2", item(districts=[district()], funds=[fund("10")]), reprint_of="b1"))
    with store._engine.connect() as connection:
        amounts = connection.execute(text("select cast(amount as text) from funds_given")).scalars().all()
    assert amounts == ["10"]


def test_the_command_says_how_it_goes(archive: Path, tmp_path: Path) -> None:
    (archive / "bad.txt").write_bytes(b"")
    url, log = str(tmp_path / "news.db"), tmp_path / "run.log"
    first = start(url, archive, "--log-file", str(log))
    out, said = first.communicate(timeout=60)
    assert (first.returncode, out) == (1, b"")
    assert said.decode().splitlines() == [
        f"failed: {archive / 'bad.txt'}: the file is empty; remove it or fetch it again [LM103]",
        f"read 4, new 4, reprints among them 0, changed 0, already there 0, failed 1, removed 0. Store: sqlite:///{url}",
    ]
    assert [
        line.split(" ", 1)[1] for line in log.read_text("utf-8").splitlines()
    ] == said.decode().splitlines()
    (archive / "bad.txt").unlink()
    quiet = start(url, archive, "--quiet")
    assert quiet.communicate(timeout=60) == (b"", b"")


def test_a_scan_is_recognised_once_and_stays_without_ocr(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("rapidocr")
    folder = tmp_path / "scans"
    folder.mkdir()
    scan = (Path(__file__).parent / "fixtures" / "formats" / "scan.pdf").read_bytes()
    (folder / "a.pdf").write_bytes(scan)
    assert counts(run(store, folder, ocr=True)) == {"added": 1}
    before = state(store)
    monkeypatch.setattr("laomo_extract.archive.ocr.recognised", None)
    for ocr in (True, False):
        assert counts(run(store, folder, ocr=ocr)) == {"unchanged": 1}
    assert state(store) == before
    (folder / "b.pdf").write_bytes(scan)  # the same bytes elsewhere, another date
    assert counts(run(store, folder, ocr=True, published="2019-08-30")) == {"changed": 1, "repeated": 1}
    assert store.quarantine() == []
    (folder / "a.pdf").write_bytes(scan + b"\n%")  # other bytes are looked at again
    assert counts(run(store, folder, ocr=True, published="2019-08-30")) == {"unchanged": 1, "failed": 1}


def test_who_published_and_wrote_and_who_said_so_is_stored(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "工人日报" / "2019" / "08"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_bytes((page(0) + "来源：涪陵区总工会  作者：李四\n").encode("gb18030"))
    (folder / "b.txt").write_text(page(1), encoding="utf-8")
    run(store, tmp_path)
    one, two = store.bulletins()
    assert (one.publisher, one.author, two.publisher, two.author) == (
        "涪陵区总工会",
        "李四",
        "工人日报",
        None,
    )
    assert one.origins["publisher"] == one.origins["author"] == "document"
    assert (two.origins["publisher"], two.origins["published"]) == ("folder", "folder")
    [hit] = store.search("涪陵区 第0场")
    assert (hit.publisher, hit.author) == ("涪陵区总工会", "李四")
    assert [change.bulletin for change in store.changes()] == [one, two]
    with store._engine.connect() as connection:
        rows = connection.execute(text("select encoding, recognised from sources order by place")).all()
    assert [tuple(row) for row in rows] == [("gb18030", False), ("utf-8", False)]
    run(store, tmp_path, publisher="某报")
    assert {one.publisher for one in store.bulletins()} == {"某报"}


def test_reprints_are_kept_where_they_are_asked_for(url: str, archive: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    (archive / "x.txt").write_text(page(0) + "转自甲报。\n", encoding="utf-8")
    with open_store(url) as store:
        assert counts(run(store, archive)) == {"added": 4, "reprint": 1}
        for keep, times in ((False, 1), (True, 2)):
            assert store.totals("涪陵区", keep_reprints=keep).yuan.event == 10000 * times
            timelines = [one.timeline for one in store.workers("张三", keep_reprints=keep)]
            assert sum(map(len, timelines)) == 3 + times
            assert len(store.search("涪陵区", keep_reprints=keep)) == times
    for options, times in (([], 1), (["--keep-reprints"], 2)):
        to = tmp_path / f"{times}.parquet"
        command = [sys.executable, "-c", COMMAND, "export", url, "--to", str(to), "--kind", "funds", *options]
        subprocess.run(command, check=True, capture_output=True, timeout=60)
        funds = parquet.read_table(to).to_pylist()
        assert len([row for row in funds if row["amount"] == 10000]) == times
        said = {}
        for name, what in (("totals", "涪陵区"), ("workers", "张三")):
            command = [sys.executable, "-c", COMMAND, name, url, what, *options]
            said[name] = subprocess.run(command, check=True, capture_output=True, timeout=60).stdout.decode()
        assert f"{times}0,000" in said["totals"]
        assert said["workers"].count("undated  涪陵区") == times


def test_a_store_whose_folder_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="check that its folder is there"):
        open_store(tmp_path / "never" / "news.db")
