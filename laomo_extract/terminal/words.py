"""What the command says, in the language asked for."""

from __future__ import annotations

import tomllib
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from laomo_extract import lexicon
from laomo_extract.archive import UnreadableError

if TYPE_CHECKING:
    from laomo_extract.store import Quarantined


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

    def failure(self, error: UnreadableError) -> str:
        """Why a document cannot be read and what to do."""
        if self._language is Language.EN:
            return f"{error.reason}; {error.remedy}"
        words: str = self._words["failure"][error.kind]
        return words.format(self.value(error.detail))

    def quarantined(self, row: Quarantined) -> str:
        """Why a place is in quarantine and what to do."""
        words: str | None = self._words.get("failure", {}).get(row.kind)
        if words is None:
            return f"{self.reason(row.reason)}; {row.remedy}"
        return words.format(self.value(row.detail))

    def reason(self, reason: str) -> str:
        """The reason of a failure; what the language has no words for («not added: …») stays in English."""
        words: dict[str, str] = self._words["reason"]
        return ": ".join(words.get(part, part) for part in reason.split(": "))
