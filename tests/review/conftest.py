from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page

from laomo_extract.archive import read
from laomo_extract.ingest import ingest
from laomo_extract.review import Guard, make_app
from laomo_extract.store import Store, open_store
from laomo_extract.terminal import Language

# Two items that a person has something to mend in, and one that is a script.
PAGES = {
    "a.txt": (
        "区总工会一周动态\n\n"
        "▲涪陵区:8月27日,涪陵区总工会举行座谈会。会上慰问职工62名,发放慰问金3.1万元。\n"
        "▲渝中区:8月28日,渝中区总工会走访职工40名。某厂钳工张大山获“重庆工匠”称号。\n"
    ),
    "b.txt": "<script>document.title='hit'</script>8月29日,长寿区总工会慰问困难职工15名,<b>发放</b>2万元。\n",
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """The pages in a store of a test's own."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, text in PAGES.items():
        (folder / name).write_text(text, encoding="utf-8")
    with open_store(tmp_path / "news.db") as opened:
        ingest([str(folder)], opened, published="2024-08-30", home="500000")
        assert all(document.text for document in read(str(folder)))
        yield opened


class Served:
    """A running review page: the address that lets in, and one as another reviewer sees it."""

    def __init__(self, base: str, guard: Guard) -> None:
        self.base = base
        self.guard = guard
        self.address = f"{base}/?token={guard.token}"


@pytest.fixture
def served(store: Store) -> Iterator[Served]:
    yield from _serve(store, Guard("甲", password="开门", hosts=None), Language.ZH)


def _serve(store: Store, guard: Guard, language: Language) -> Iterator[Served]:
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(make_app(store, guard, language), log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    running = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    running.start()
    yield Served(f"http://127.0.0.1:{listening.getsockname()[1]}", guard)
    server.should_exit = True
    running.join(10)
    listening.close()


@pytest.fixture
def page(chromium: Browser, served: Served) -> Iterator[Page]:
    """The page as the one who started it opens it; at the end it may not have complained or asked elsewhere."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(15_000)
    opened = context.new_page()
    complaints: list[str] = []
    asked: list[str] = []
    opened.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(served.address)
    yield opened
    context.close()
    expected = ("status of 409", "status of 422")
    assert [one for one in complaints if not any(part in one for part in expected)] == []
    assert [url for url in asked if not url.startswith(served.base)] == []
