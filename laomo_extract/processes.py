"""Documents read by several processes: in order, a few ahead of whoever takes them, none lost unsaid."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing import Pipe, Process, parent_process
from multiprocessing.connection import Connection, wait
from queue import SimpleQueue
from threading import Lock, Thread

from laomo_extract.errors import LaomoError, table
from laomo_extract.records import Bulletin, Document

Read = Callable[[Document], Bulletin]
AHEAD = 4  # documents for each process that are being read, or wait to be taken


class DiedError(LaomoError):
    """The process that read ``document`` ended before it was done, killed or crashed: ``how`` says by what.

    >>> print(DiedError(Document(text="…", source="news/7.txt"), -9))
    news/7.txt: the process that read it ended (SIGKILL, maybe for want of memory); read it again, with fewer processes if memory was short, or leave it out [LM118]
    """

    code = "LM118"

    def __init__(self, document: Document, exit_code: int | None) -> None:
        super().__init__(document, exit_code)
        self.document = document
        self.how = f"exit status {exit_code}"
        if exit_code is not None and exit_code < 0:
            self.how = signal.Signals(-exit_code).name
        if exit_code == -9:  # what the kernel sends where memory runs out
            self.how += ", maybe for want of memory"

    def __str__(self) -> str:
        place = self.document.source or "a document without a source"
        what, remedy = table()[self.code]
        return f"{place}: {what.format(detail=self.how)}; {remedy} [{self.code}]"


def in_order(read: Read, documents: Iterable[Document], number: int) -> Iterator[Bulletin | DiedError]:
    """Yield what ``number`` processes read, a bulletin or an error for each of ``documents``.

    Each process has one document in hand, so that it is known which one ended it; another process takes its
    place. An exception of ``read`` itself is raised where the document stands.
    """
    # The processes start before the documents' side opens anything, which they would take along.
    idle: SimpleQueue[_Process] = SimpleQueue()
    for _ in range(number):
        idle.put(_Process(read))
    starting = Lock()

    def one(document: Document) -> Bulletin | DiedError:
        process = idle.get()
        try:
            return process.read(document)
        except DiedError as error:
            with starting:  # another that starts meanwhile would hold this one's end of the pipe open
                process = _Process(read)
            return error
        finally:
            idle.put(process)

    threads = ThreadPoolExecutor(number)
    waiting: deque[Future[Bulletin | DiedError]] = deque()
    try:
        for document in documents:
            waiting.append(threads.submit(one, document))
            if len(waiting) >= AHEAD * number:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        threads.shutdown(cancel_futures=True)
        for _ in range(number):
            idle.get().end()


class _Process:
    """A process that has the function, and with it the word lists, once and not with each document."""

    def __init__(self, read: Read) -> None:
        self._connection, theirs = Pipe()
        self._process = Process(target=_serve, args=(theirs, read), daemon=True)
        self._process.start()
        theirs.close()

    def read(self, document: Document) -> Bulletin:
        try:
            self._connection.send(document)
            answer: Bulletin | Exception = self._connection.recv()
        except (EOFError, ConnectionError) as error:
            self._process.join()
            raise DiedError(document, self._process.exitcode) from error
        if isinstance(answer, Exception):
            raise answer
        return answer

    def end(self) -> None:
        self._connection.close()
        self._process.terminate()
        self._process.join()


def _serve(connection: Connection, read: Read) -> None:
    _end_with_parent()
    while True:
        document = connection.recv()
        try:
            connection.send(read(document))
        except Exception as error:
            connection.send(error)


def _end_with_parent() -> None:
    """Let this process end when the one that started it is killed, or it would wait for work for ever."""
    parent = parent_process()
    if parent is not None:
        Thread(target=lambda: (wait([parent.sentinel]), os._exit(1)), daemon=True).start()
