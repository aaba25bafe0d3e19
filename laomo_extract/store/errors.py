"""What can go wrong with a database, in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, InterfaceError, InternalError, OperationalError

from laomo_extract.errors import LaomoError, table

# What the database says (a part of its message, or an SQLSTATE's beginning) and what to tell of it.
_KNOWN = {
    "database is locked": "the database is locked by another program; close it, or try again later",
    "disk is full": "the disk is full; make room and do it again",
    "No space left on device": "the disk is full; make room and do it again",
    "readonly database": "the database may not be written to; change its mode or owner",
    "unable to open database file": "the file cannot be opened or made; check that its folder is there and its mode",
    "53100": "the disk is full; make room and do it again",
    "53200": "the database server is out of memory; try again later",
    "55P03": "the database is locked by another program; close it, or try again later",
}
_LOST = "the connection to the database was lost; see that it runs, and do it again"


class StoreError(LaomoError):
    """A store that cannot be opened, read or written: its ``place`` and the ``reason``, with what to do."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(place, reason)
        self.place = place
        self.reason = reason
        self.code = _code(reason)

    def __str__(self) -> str:
        return f"{self.place}: {self.reason} [{self.code}]"


class RefusedError(StoreError):
    """A bulletin that the database cannot hold; others can be added all the same."""


def _code(reason: str) -> str:
    """The code whose words are in ``reason``; LM300 if only the database knows what is wrong."""
    for code, entry in table().items():
        if code.startswith("LM3") and entry.what in reason:
            return code
    return "LM300"


def reason(error: Exception) -> str:
    """What ``error`` means for the one who runs the program."""
    if not isinstance(error, DBAPIError):
        return str(error).strip()
    state = getattr(error.orig, "sqlstate", None) or ""
    for sign, words in _KNOWN.items():
        if sign == state or sign in str(error.orig):
            return words
    # 08: connection exceptions; 57P: the server shuts down or ended this connection
    if error.connection_invalidated or state.startswith(("08", "57P")):
        return _LOST
    return str(error.orig).strip()


@contextmanager
def told_as(place: str, what: str, *, refusable: bool = False) -> Iterator[None]:
    """Turn the database's errors into a :class:`StoreError` of ``place``: ``what`` failed and why.

    If ``refusable``, those that come from the values to be written are a :class:`RefusedError`.
    """
    try:
        yield
    except (DBAPIError, OverflowError, UnicodeEncodeError) as error:
        of_database = isinstance(error, OperationalError | InterfaceError | InternalError)
        kind = RefusedError if refusable and not of_database else StoreError
        raise kind(place, f"{what}: {reason(error)}") from error
