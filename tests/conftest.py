from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests import browser, postgres


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all: Playwright runs once in a thread."""
    with browser.running() as started:
        yield started


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    with postgres.running() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database that is not there yet, once of each kind that a store can be in."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'news.db'}"
    server: postgres.Server = request.getfixturevalue("postgres_server")
    return server.database()
