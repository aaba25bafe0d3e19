"""The user's own words: how they are given, and what they change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import laomo_extract as lx
from laomo_extract.facts.own import Own, own
from laomo_extract.lexicon.gazetteer import Division


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


def test_tables_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(
        """
purposes = "暖心包"
[programmes]
"匠心领航" = "匠心领航 领航匠心"
[topics]
aid_to_pupils = ["圆夢禮包"]
[[divisions]]
name = "滨海新城"
level = "zone"
within = "330200"
shorts = "新城"
since = 2021
""",
        "utf-8",
    )
    division = Division(None, "滨海新城", "zone", "330200", 2021, shorts=("新城",))
    assert own(file) == Own(
        purposes=("暖心包",),
        programmes=(("匠心领航", "匠心领航"), ("领航匠心", "匠心领航")),
        topics=(("圆梦礼包", "aid_to_pupils"),),
        divisions=(division,),
    )


@pytest.mark.parametrize(
    "given",
    [
        {"persons": ["许江"]},
        {"names": ["许"]},
        {"honours": ""} | {"name": ""},
        {"programmes": "匠心领航"},
        {"topics": {"aid_to_pupils": ["圆"]}},
        {"divisions": ["滨海新城"]},
        {"divisions": [{"name": "滨海新城"}]},
        {"divisions": [{"name": "滨海新城", "level": "town"}]},
        {"divisions": [{"name": "滨海新城", "level": "zone", "code": "330200"}]},
        {"divisions": [{"name": "滨海新城", "level": "zone", "within": "1"}]},
    ],
)
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


@pytest.mark.parametrize(
    ("given", "text", "kind", "field", "without", "found"),
    [
        ("programmes", "区总工会开展领航匠心活动。", "programmes", "name", [], ["匠心领航"]),
        ("programmes", "区总工会启动金秋助学。", "programmes", "name", ["金秋助学"], ["金秋助学"]),
        ("purposes", "区总工会发放暖心包500元。", "funds", "purpose", [""], ["暖心包"]),
        ("purposes", "区总工会送上500元的暖心包。", "funds", "purpose", [""], ["暖心包"]),
        ("purposes", "区总工会发放慰问金500元。", "funds", "purpose", ["慰问金"], ["慰问金"]),
        ("topics", "区总工会送上书海礼盒。", "topics", "key", [], ["aid_to_pupils"]),
        ("topics", "区总工会开设红色剧场。", "topics", "key", [], ["red_theatre"]),
        ("divisions", "滨海新城总工会召开会议。", "districts", "name", [], ["滨海新城"]),
        ("divisions", "8月1日,滨新总工会召开会议。", "districts", "name", [], ["滨海新城"]),
    ],
)
def test_own_words_add_to_the_known(
    given: str, text: str, kind: str, field: str, without: list[str], found: list[str]
) -> None:
    words = {
        "programmes": {"匠心领航": ["匠心领航", "领航匠心"]},
        "purposes": ["暖心包"],
        "topics": {"aid_to_pupils": "书海礼盒", "red_theatre": "红色剧场"},
        "divisions": [{"name": "滨海新城", "level": "zone", "within": "330200", "shorts": "滨新"}],
    }

    def read(extractor: lx.Extractor) -> list[str]:
        return [getattr(fact, field) for fact in getattr(extractor.extract(text).items[0], kind)]

    extractor = lx.Extractor(lexicon={given: words[given]})
    assert read(lx.Extractor()) == without
    assert read(extractor) == found
    assert read(lx.Extractor()) == without  # what one extractor knows does not reach another


def test_own_divisions_are_homes_and_lie_where_they_are_said_to() -> None:
    division = {"name": "滨海新城", "adcode": "330299", "level": "county", "within": "330200"}
    extractor = lx.Extractor(lexicon={"divisions": [division]})
    bulletin = extractor.extract("8月1日,区总工会慰问劳模。滨海新城总工会召开会议。", home="330299")
    assert bulletin.home == "330299"
    (district,) = {one.name: one for item in bulletin.items for one in item.districts}.values()
    assert (district.adcode, district.city, district.province) == ("330299", "宁波市", "浙江省")
    with pytest.raises(ValueError, match="names no division"):
        lx.extract("", home="330299")
    documents = [lx.Document(text="滨海新城总工会召开会议。", home="330299")] * 2
    read = list(extractor.pipe(documents, workers=2))
    assert [item.districts[0].adcode for one in read for item in one.items] == ["330299"] * 2


def test_a_topic_of_the_users_own_is_shown_by_its_key() -> None:
    from laomo_extract.terminal import Language, Words

    assert Words(Language.ZH).topic("红色剧场") == "红色剧场"
