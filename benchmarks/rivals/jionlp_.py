"""``extract_time``, ``extract_money`` and ``parse_location``.

- Time: sentence by sentence, the day of publication as base; durations, holidays and clock times are dropped,
  «2019年以来» is cut to the date that it begins with, what lies after the base is the year before's.
- Money: its words of approximation and range are kept, basis and scope are told by the words before.
- Location: it gives the first division of a sentence, so that it is asked again for the rest; the home's
  province is put before a county that several have, and an item without a division takes the home.
  (``recognize_location`` finds all at once, but takes 17 s and 2 GB to start.)
"""

from __future__ import annotations

import re
from datetime import date as Day
from typing import Any

from benchmarks.rivals import handmade

TITLE = "JioNLP"
PACKAGES = ("jionlp",)
FIELDS = ("districts", "dates", "funds")
OFFSETS = True  # of time and money; divisions are looked for


def load() -> handmade.Read:
    """The reader."""
    dates, funds = load_dates(), load_funds()
    places, division = load_places()

    def read(text: str, published: str | None, home: str | None) -> handmade.Fact:
        facts = {"dates": dates(text, published), "funds": funds(text), "districts": places(text, home)}
        return handmade.items(text, facts, division(home))

    return read


def load_dates() -> handmade.FindFrom:
    """Where dates are, given the date of publication."""
    import jionlp

    def dates(text: str, published: str | None) -> list[handmade.Fact]:
        base = handmade.base_date(text, published)
        given = {"year": base.year, "month": base.month, "day": base.day} if base else None
        found = handmade.vague_dates(text)
        for begin, sentence in handmade.sentences(text):
            for one in jionlp.ner.extract_time(sentence, **({"time_base": given} if given else {})):
                words, (start, end) = one["text"], one["offset"]
                if one["type"] not in ("time_point", "time_span") or not re.search("[年月日号昨今前]", words):
                    continue
                times = one["detail"]["time"]
                since = re.search("以来$|起$", words)
                if since:
                    end -= len(since[0])
                    times = jionlp.parse_time(
                        words[: since.start()], **({"time_base": given} if given else {})
                    )["time"]
                try:
                    first, last = (Day.fromisoformat(time[:10]) for time in times)
                except ValueError:  # «inf»
                    continue
                found.append(handmade.date(text, begin + start, begin + end, first, last, base))
        return found

    return dates


def load_funds() -> handmade.Find:
    """Where sums are."""
    import jionlp

    def funds(text: str) -> list[handmade.Fact]:
        found: list[handmade.Fact] = []
        for begin, sentence in handmade.sentences(text):
            for one in jionlp.ner.extract_money(sentence):
                start, end = (begin + place for place in one["offset"])
                number = one["detail"]["num"]
                amounts = [number] if isinstance(number, str) else number
                if one["detail"]["case"] != "元" or "null" in amounts:
                    continue
                before = found[-1] if found else None
                if before and re.fullmatch("[至到~—-]+", text[before["span"]["end"] : start]):
                    before["amount_max"], before["span"]["end"] = amounts[0], end
                    continue
                values: dict[str, Any] = {"amount": amounts[0], "approx": handmade.approx(text, start, end)}
                found.append(
                    handmade.fact(
                        start,
                        end,
                        basis=handmade.basis(text, start),
                        scope=handmade.scope(text, start),
                        **values,
                    )
                )
        return found

    return funds


def load_places() -> tuple[handmade.FindFrom, handmade.Division]:
    """Where divisions are named, given the code of home; and the division of a code."""
    import jionlp
    from jionlp.dictionary.dictionary_loader import china_location_loader

    codes: dict[tuple[str, ...], str] = {}
    short: dict[str, str] = {}

    def fill(above: tuple[str, ...], name: str, entry: dict[str, Any]) -> None:
        path = (*above, name)
        codes[path] = entry["_admin_code"]
        aliases = entry["_alias"]
        short[name] = aliases if isinstance(aliases, str) else aliases[0]
        for below, inside in entry.items():
            if isinstance(inside, dict):
                fill(path, below, inside)

    for province, entry in china_location_loader(detail=False).items():
        if not province.startswith("_"):
            fill((), province, entry)
    paths = {code: path for path, code in codes.items()}

    def places(text: str, home: str | None) -> list[handmade.Fact]:
        found = []
        prefix = paths[home[:2] + "0000"][0] if home and home[:2] + "0000" in paths else ""
        for begin, sentence in handmade.sentences(text):
            rest, at = sentence, begin
            for _ in range(2):  # a third measured no better
                one = jionlp.parse_location(rest)
                if one["county"] and not one["province"]:
                    one = jionlp.parse_location(prefix + rest)
                path = tuple(part for part in (one["province"], one["city"], one["county"]) if part)
                name = path[-1] if path else ""
                words = next(
                    (words for words in (name, short.get(name, "")) if words and words in rest), None
                )
                if words is None:
                    break
                start = at + rest.index(words)
                if path in codes:
                    found.append(handmade.fact(start, start + len(words), name=name, adcode=codes[path]))
                rest, at = text[start + len(words) : begin + len(sentence)], start + len(words)
        return found

    def division(code: str | None) -> handmade.Fact | None:
        return handmade.fact(0, 0, name=paths[code][-1], adcode=code) if code in paths else None

    return places, division
