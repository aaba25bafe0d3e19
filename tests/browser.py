"""The system's own Chromium, headless, without any network."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_ARGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


def _binary() -> str:
    """The browser's path; the test is skipped where there is none, but never on CI."""
    for name in _NAMES:
        if found := shutil.which(name):
            return found
    if os.environ.get("CI"):
        pytest.fail("no Chromium on this machine; .ci/run installs it")
    pytest.skip("no Chromium on this machine; on Debian: apt install chromium")


@contextmanager
def running() -> Iterator[Browser]:
    """A browser that runs until the end of the block."""
    binary = _binary()
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=binary, args=list(_ARGS))
        try:
            yield browser
        finally:
            browser.close()


class Opened:
    """A page from disk, with what it complained of and what it asked for besides itself."""

    def __init__(self, page: Page, path: Path) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.asked: list[str] = []
        page.on("console", lambda message: self.complaints.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))
        page.goto(path.as_uri())

    def frame(self) -> None:
        """Wait until what was asked for is drawn."""
        self.page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)))")
