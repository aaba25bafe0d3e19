from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from laomo_extract.ingest import ingest
from laomo_extract.report import report_page
from laomo_extract.store import Store, open_store
from laomo_extract.terminal import Language
from tests.browser import Opened

FIXTURES = Path(__file__).parent.parent / "fixtures" / "bulletins"


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The bulletins of the tests in a store."""
    path = tmp_path_factory.mktemp("archive") / "news.db"
    with open_store(f"sqlite:///{path}") as store:
        ingest([str(FIXTURES)], store)
        yield store


@pytest.fixture(scope="session")
def written(archive: Store, tmp_path_factory: pytest.TempPathFactory) -> dict[Language, Path]:
    """The page of the archive in each language."""
    folder = tmp_path_factory.mktemp("pages")
    return {language: write(archive, folder / f"{language}.html", language) for language in Language}


def write(store: Store, path: Path, language: Language = Language.ZH) -> Path:
    page = report_page(store.pages(), store.workers(), language=language)
    path.write_text(page, encoding="utf-8", newline="\n")
    return path


Open = Callable[..., Opened]


@pytest.fixture
def opened(chromium: Browser) -> Iterator[Open]:
    """Opens pages; at the end none may have complained, or asked for anything but itself."""
    contexts, pages = [], []

    def open_page(path: Path, *, width: int = 1280, height: int = 900, ready: bool = True) -> Opened:
        context = chromium.new_context(viewport={"width": width, "height": height}, accept_downloads=True)
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = Opened(context.new_page(), path)
        pages.append(page)
        if ready:
            page.page.wait_for_selector("html[data-ready]", state="attached")
            page.frame()
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert [page.complaints for page in pages] == [[] for _ in pages]
    for page in pages:
        outside = [url for url in page.asked if not url.startswith(("file:", "blob:", "data:"))]
        assert outside == []
        assert len({url.partition("#")[0] for url in page.asked if url.startswith("file:")}) == 1
