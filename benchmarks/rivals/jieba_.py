"""Words tagged nr (person), of two characters and more, are the people.

Who has a title beside the name is a model worker (``handmade.workers``).
"""

from __future__ import annotations

from benchmarks.rivals import handmade

TITLE = "jieba.posseg"
PACKAGES = ("jieba",)
FIELDS = ("workers", "honours", "people")
OFFSETS = True  # the words laid end to end are the text


def load() -> handmade.Read:
    """The reader."""
    from jieba import posseg

    def read(text: str, published: str | None, home: str | None) -> handmade.Fact:
        people, at = [], 0
        for word in posseg.cut(text):
            if word.flag == "nr" and len(word.word) > 1:
                people.append(handmade.fact(at, at + len(word.word), name=word.word, role="other"))
            at += len(word.word)
        people = handmade.everywhere(text, people)
        return handmade.items(text, {"people": people, "workers": handmade.workers(text, people)})

    return read
