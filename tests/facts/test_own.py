"""The user's own words: how they are given, and what they change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import laomo_extract as lx
from laomo_extract.facts.own import Own, own


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (None, Own()),
        ({}, Own()),
        ({"names": ["许江", "林晓梅"]}, Own(names=("林晓梅", "许江"))),
        ({"names": "许江 林晓梅\n许江"}, Own(names=("林晓梅", "许江"))),
        ({"names": ["陳國華"]}, Own(names=("陈国华",))),
        ({"honours": ["金锚之星"]}, Own(honours=("金锚之星",))),
    ],
)
def test_words_are_read_as_clean_text(given: Any, expected: Own) -> None:
    assert own(given) == expected


def test_words_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text('names = "许江"\nhonours = ["金锚之星"]\n', "utf-8")
    assert own(file) == own(str(file)) == Own(("许江",), ("金锚之星",))


@pytest.mark.parametrize("given", [{"persons": ["许江"]}, {"names": ["许"]}, {"honours": ""} | {"name": ""}])
def test_what_cannot_be_read_is_named(given: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="lexicon"):
        lx.Extractor(lexicon=given)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("渔轮机师邬阿海把缆绳递给徒弟。", ["邬阿海"]),
        ("缆绳由邬阿海递了过来。后来邬阿海上了岸。", ["邬阿海"]),
        ("缆绳由鄔阿海遞了過來。", ["鄔阿海"]),
        ("高原上的列车开动了。", []),
        ("高原、邬阿海登台。", ["高原", "邬阿海"]),
    ],
)
def test_known_people_are_found_wherever_they_stand(text: str, names: list[str]) -> None:
    bulletin = lx.Extractor(lexicon={"names": ["邬阿海", "高原"]}).extract(text)
    found = [person for item in bulletin.items for person in item.people]
    assert [person.name for person in found] == names
    assert all(person.confidence > 0.99 for person in found)


@pytest.mark.parametrize(
    ("text", "honours"),
    [
        ("金锚之星林晓梅到场。", {"林晓梅": ["金锚之星"]}),
        ("林晓梅荣获“金锚之星”称号。", {"林晓梅": ["金锚之星"]}),
        (
            "第三届金锚之星、钳工许江和全国劳动模范林晓梅到场。",
            {"许江": ["第三届金锚之星"], "林晓梅": ["全国劳动模范"]},
        ),
    ],
)
def test_own_honours_are_honours(text: str, honours: dict[str, list[str]]) -> None:
    bulletin = lx.Extractor(lexicon={"honours": ["金锚之星"]}).extract(text)
    found = {worker.name: [honour.title for honour in worker.honours] for worker in bulletin.items[0].workers}
    assert found == honours
