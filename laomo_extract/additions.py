"""Kinds of fact that others add: a record and a ``find``, by an entry point of their package or by :func:`add`.

A package names its kind under ``[project.entry-points."laomo_extract.facts"]``::

    vehicles = "my_package.vehicles"

The module (or any object) behind it has ``record``, a class derived from :class:`~laomo_extract.records.Mention` with the
fields of the kind, and ``find``, which takes clean text (half-width, simplified, broken lines joined) and gives
``(start, end, fields)`` for each fact in it. ``fields`` may have ``rule`` and ``confidence`` as well.

The facts stand in ``item.own``, in the table ``own`` of a store, and under the kind's name wherever a kind is named:
``bulletin.frame("vehicles")``, ``laomo export --kind vehicles``. Read without the package they stay as they are.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import entry_points
from typing import Any, TypeAlias

from laomo_extract.errors import WrongArgumentError
from laomo_extract.records import Mention, NewsItem, OwnFact, Span

GROUP = "laomo_extract.facts"
"""The group of entry points."""

Find: TypeAlias = Callable[[str], Iterable[tuple[int, int, Mapping[str, Any]]]]
"""Takes clean text and gives half-open ranges of it with the fields of the fact there."""

_KIND = re.compile(r"[a-z][a-z0-9_]*")
_TAKEN = {"items", "honours", *NewsItem.model_fields}
_CONFIDENCE = 0.8  # of a finder that says nothing of it


@dataclass(frozen=True, slots=True)
class Addition:
    """A kind of fact with its record and its finder."""

    kind: str
    record: type[Mention]
    find: Find

    def typed(self, fact: OwnFact) -> Mention:
        """A fact of this kind as its record."""
        said = {name: getattr(fact, name) for name in Mention.model_fields}
        return self.record.model_validate(said | fact.data)

    def facts(self, text: str) -> Iterator[tuple[int, int, Mapping[str, Any], Mention]]:
        """What the finder sees in ``text``, each with a record that stands in for it: its fields are checked.

        A finder that fails is told in a warning, and what it found until then stays: an archive is not given up for it.
        """
        try:
            for start, end, fields in self.find(text):
                if not 0 <= start < end <= len(text):
                    raise ValueError(f"{start} to {end} is no range of a text of {len(text)} characters")
                said = {"rule": self.kind, "confidence": _CONFIDENCE, **fields}
                record = self.record(text=text[start:end], span=Span(start=start, end=end), **said)
                yield start, end, fields, record
        except Exception as error:
            warnings.warn(
                f"finder of {self.kind} failed, its package is to be mended: {error!r}", stacklevel=2
            )


_added: dict[str, Addition] | None = None


def additions() -> dict[str, Addition]:
    """Every kind that is added, by its name; entry points are looked up once a process.

    Raises:
        ValueError: what an installed package adds is no kind of fact; the message names it.
    """
    global _added
    if _added is None:
        found = {}
        for point in entry_points(group=GROUP):
            try:
                loaded = point.load()
                found[point.name] = _checked(point.name, loaded.record, loaded.find)
            except Exception as error:
                package = point.dist.name if point.dist else "its package"
                raise WrongArgumentError(
                    "LM510",
                    point=f"{point.name} = {point.value!r}",
                    group=GROUP,
                    error=error,
                    package=package,
                ) from error
        _added = found
    return _added


def add(kind: str, record: type[Mention], find: Find) -> None:
    """Add a kind of fact in this process, for a script or a notebook; extractors made from now on find it.

    Raises:
        ValueError: ``kind`` is taken or no name, or ``record`` is no class of mentions.

    >>> class Hotline(Mention):
    ...     number: str
    >>> add("hotlines", Hotline, lambda text: ((m.start(), m.end(), {"number": m[0]}) for m in re.finditer("12351", text)))
    >>> from laomo_extract import extract
    >>> bulletin = extract("区总工会开通１２３５１热线,帮助职工维权。")
    >>> [(fact.kind, fact.data, fact.text) for fact in bulletin.items[0].own]
    [('hotlines', {'number': '12351'}, '１２３５１')]
    >>> remove("hotlines")
    """
    additions()[kind] = _checked(kind, record, find)


def remove(kind: str) -> None:
    """Take back what :func:`add` added."""
    additions().pop(kind, None)


def _checked(kind: str, record: Any, find: Any) -> Addition:
    if not _KIND.fullmatch(kind) or kind in _TAKEN:
        raise WrongArgumentError("LM507", kind=kind)
    if not (isinstance(record, type) and issubclass(record, Mention)):
        raise WrongArgumentError("LM508", kind=kind, record=record)
    if not callable(find):
        raise WrongArgumentError("LM509", kind=kind, find=find)
    return Addition(kind, record, find)
