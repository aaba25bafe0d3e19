"""JioNLP's dates and money, its divisions or where it finds none cpca's, LAC's names.

Items, counts, goods and titles are written by hand (``handmade``).
"""

from __future__ import annotations

from benchmarks.rivals import cpca_, handmade, jionlp_, lac

TITLE = "JioNLP + cpca + LAC"
PACKAGES = (*jionlp_.PACKAGES, *cpca_.PACKAGES, *lac.PACKAGES)
FIELDS = (
    "items",
    "districts",
    "dates",
    "workers",
    "honours",
    "people",
    "counts",
    "beneficiaries",
    "funds",
    "goods",
)
OFFSETS = True


def load() -> handmade.Read:
    """The reader."""
    dates, funds, names = jionlp_.load_dates(), jionlp_.load_funds(), lac.load_names()
    places, division = jionlp_.load_places()
    other_places, _ = cpca_.load_places()

    def read(text: str, published: str | None, home: str | None) -> handmade.Fact:
        people = names(text)
        facts = {
            "districts": places(text, home) or other_places(text, home),
            "dates": dates(text, published),
            "funds": funds(text),
            "people": people,
            "workers": handmade.workers(text, people),
            "counts": handmade.counts(text),
            "goods": handmade.goods(text),
        }
        return handmade.items(text, facts, division(home))

    return read
