"""The errors of the library: each has a code, by which ``errors.toml`` and docs/errors.md tell what is wrong and what to do."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any, NamedTuple


class Entry(NamedTuple):
    """What is wrong and what to do, with gaps for the facts of the case."""

    what: str
    remedy: str


@cache
def table(language: str = "en") -> dict[str, Entry]:
    """Every code with its words in ``en`` or ``zh``."""
    return {code: Entry(*entry[language]) for code, entry in _raw().items()}


@cache
def codes_of_kinds() -> dict[str, str]:
    """The codes of what cannot be read, by the name that the quarantine has for it."""
    return {entry["kind"]: code for code, entry in _raw().items() if "kind" in entry}


@cache
def _raw() -> dict[str, dict[str, Any]]:
    return tomllib.loads(resources.files(__package__).joinpath("errors.toml").read_text("utf-8"))


class LaomoError(Exception):
    """The base of all errors of the library; ``code`` never changes, the words may."""

    code: str = "LM300"


class CodedError(LaomoError):
    """An error that is all in its code and the ``facts`` of the case."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts

    def told(self, language: str = "en") -> str:
        """What is wrong and what to do.

        >>> WrongArgumentError("LM204", workers=0).told()
        'workers=0 is not a number of processes; give 1 or more'
        """
        what, remedy = table(language)[self.code]
        between = "; " if language == "en" else "；"
        return f"{what.format(**self.facts)}{between}{remedy.format(**self.facts)}"

    def __str__(self) -> str:
        return f"{self.told()} [{self.code}]"

    def __reduce__(self) -> tuple[Any, ...]:
        return (
            _again,
            (type(self), self.code, self.facts),
            self.__dict__,
        )  # by default the facts would be lost


def _again(kind: type[CodedError], code: str, facts: dict[str, object]) -> CodedError:
    error = kind.__new__(kind, code)
    CodedError.__init__(error, code, **facts)  # what a class of its own takes is not known here
    return error


class WrongArgumentError(CodedError, ValueError):
    """An argument, an option or a file that is not what it has to be."""


class WrongTypeError(CodedError, TypeError):
    """An argument of another type."""


class MissingPackageError(CodedError, ImportError):
    """A package that is not installed."""


class MissingFolderError(CodedError, FileNotFoundError):
    """A folder that is not there."""


class DiskFullError(CodedError, OSError):
    """A disk that has no room left for a file."""
