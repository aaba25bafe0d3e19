"""What the command says, in the language asked for."""

from __future__ import annotations

import tomllib
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from laomo_extract import lexicon
from laomo_extract.archive import UnreadableError
from laomo_extract.errors import CodedError, codes_of_kinds, table

if TYPE_CHECKING:
    from laomo_extract.store import Quarantined, StoreError


class Language(StrEnum):
    """Languages that messages and headings are in."""

    EN = "en"
    ZH = "zh"


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(
        resources.files(__name__.rpartition(".")[0]).joinpath("words.toml").read_text("utf-8")
    )


class Words:
    """The words of one language.

    >>> Words(Language.ZH)("items", 20), Words(Language.EN)("items", 1), Words(Language.EN).value("brief")
    ('20 条', '1 item', 'brief')
    """

    def __init__(self, language: Language) -> None:
        self._language = language
        self._words: dict[str, Any] = _table()[language]

    def __call__(self, key: str, *given: object, **named: object) -> str:
        """The message ``key`` with its gaps filled; KeyError if there is none.

        Where the language has one for a single thing and one for several, the first number decides.
        """
        message: str | list[str] = self._words[key]
        if isinstance(message, list):
            number = named["count"] if "count" in named else given[0]
            message = message[0 if number == 1 else 1]
        return message.format(*given, **named)

    def value(self, value: str) -> str:
        """A value of the records in words; as it is where the language has no other."""
        word: str = self._words["value"].get(value, value)
        return word

    def part(self, part: str) -> str:
        """What a part of the installation is for; nothing for one without words."""
        name: str = self._words["serves"].get(part, "")
        return name

    def topic(self, key: str) -> str:
        """A topic's name; its key in plain words where the language is not Chinese."""
        if self._language is not Language.ZH:
            return key.replace("_", " ")
        name: str = (
            lexicon.toml("topics.toml").get(key, {}).get("zh", key)
        )  # a user's own topic has its key alone
        return name

    def error(self, error: Exception) -> str:
        """What is wrong and what to do, with the error's code where it has one."""
        return f"{error.told(self._language)} [{error.code}]" if isinstance(error, CodedError) else str(error)

    def failure(self, error: UnreadableError) -> str:
        """Why a document cannot be read and what to do."""
        return self._unreadable(error.code, error.detail)

    def quarantined(self, row: Quarantined) -> str:
        """Why a place is in quarantine and what to do."""
        code = codes_of_kinds().get(row.kind)
        return self._unreadable(code, row.detail) if code else f"{self.reason(row.reason)}; {row.remedy}"

    def _unreadable(self, code: str, detail: str) -> str:
        what, remedy = table(self._language)[code]
        between = "；" if self._language is Language.ZH else "; "
        return f"{what.format(detail=self.value(detail))}{between}{remedy} [{code}]"

    def stored(self, error: StoreError) -> str:
        """What is wrong with a store and what to do."""
        return f"{error.place}: {self.reason(error.reason)} [{error.code}]"

    def reason(self, reason: str) -> str:
        """The reason of a failure; what the language has no words for («not added: …») stays in English."""
        words: dict[str, str] = self._words["reason"]
        return ": ".join(words.get(part, part) for part in reason.split(": "))
