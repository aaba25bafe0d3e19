"""How an ingest goes: a bar with rate and time left on a terminal, plain lines elsewhere, a log file."""

from __future__ import annotations

import time
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    Task,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from laomo_extract.archive import UnreadableError
from laomo_extract.terminal.words import Words

if TYPE_CHECKING:
    from laomo_extract.ingest import Event

_BETWEEN_LINES = 10.0  # seconds between two plain lines that only say how far it is
_BETWEEN_DRAWS = 0.1
_TOLD = ("changed", "failed", "removed")  # fates that are named each, the others are only counted


class _Rate(TextColumn):
    """Files a second."""

    def __init__(self, words: Words) -> None:
        super().__init__("")
        self._words = words

    def render(self, task: Task) -> Text:
        """The rate of the last seconds."""
        return Text(self._words("rate", task.speed or 0), style="dim")


class IngestProgress:
    """Told of each event, it tells the reader of the terminal and of the log file.

    ``files`` is how many files there are in all; with ``quiet`` only failures are shown. The bar is drawn
    by the events themselves: a thread of its own would be a danger to processes that fork.
    """

    def __init__(self, words: Words, files: int, *, quiet: bool = False, log: Path | None = None) -> None:
        self._words = words
        self._quiet = quiet
        self._console = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)
        self._open = ExitStack()
        self._log = None if log is None else self._open.enter_context(log.open("a", encoding="utf-8"))
        self._bar: Progress | None = None
        self._task = TaskID(0)
        if self._console.is_terminal and not quiet:
            self._bar = self._open.enter_context(
                Progress(
                    TextColumn("{task.description}"),
                    BarColumn(),
                    MofNCompleteColumn(),
                    _Rate(words),
                    TimeRemainingColumn(),
                    console=self._console,
                    auto_refresh=False,
                )
            )
            self._task = self._bar.add_task(words("ingesting"), total=files)
        self._files = files
        self._done = 0
        self._file = ""
        self._told_at = time.monotonic()

    def __enter__(self) -> IngestProgress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def __call__(self, event: Event) -> None:
        """Tell of ``event``."""
        place = event.place or self._words("standard_input")
        file = place.split("!/")[0].split("#")[0]
        if file != self._file:
            self._file = file
            self._done += 1
        if event.kind in _TOLD:
            why = self._why(event)
            self.say(self._words(event.kind, place, why), shown=event.kind == "failed" or not self._quiet)
        self._draw(place)

    def say(self, line: str, *, shown: bool = True) -> None:
        """A line to the terminal, above the bar, and to the log."""
        if self._log:
            print(datetime.now().astimezone().isoformat(timespec="seconds"), line, file=self._log, flush=True)
        if shown:
            self._console.print(line)

    def _why(self, event: Event) -> str:
        if isinstance(event.error, UnreadableError):
            return self._words.failure(event.error)
        return "" if event.error is None else self._words.reason(event.error.reason)

    def _draw(self, place: str) -> None:
        now = time.monotonic()
        if self._bar is not None:
            last = self._done >= self._files
            if last or now - self._told_at >= _BETWEEN_DRAWS:
                self._told_at = now
                self._bar.update(self._task, completed=min(self._done, self._files), refresh=True)
        elif now - self._told_at >= _BETWEEN_LINES:
            self._told_at = now
            self.say(self._words("reading", self._done, self._files, place), shown=not self._quiet)
