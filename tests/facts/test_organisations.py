"""Unions, companies, offices, schools and other bodies: where their names begin and end."""

from __future__ import annotations

import pytest

from laomo_extract.facts.organisations import find


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("8月6日,[涪陵区总工会]走访劳模。", "union"),
        ("[区总工会]走访劳模。", "union"),
        pytest.param(
            "[江城钢铁集团工会]走访劳模。",
            "union",
        ),
        ("[江城快递行业工会联合会]成立。", "union"),
        ("活动在[云岭机械有限公司]举行。", "company"),
        ("活动在[云岭机械(集团)有限责任公司]举行。", "company"),
        pytest.param(
            "走进[江城第二机床厂]慰问。",
            "company",
        ),
        ("走进[江城水泥厂]慰问。", "company"),
        ("走进[江城煤矿]慰问。", "company"),
        ("走进[江城第三中学]慰问。", "school"),
        ("走进[江城理工大学]慰问。", "school"),
        ("走进[江城人民医院]慰问。", "hospital"),
        ("走进[江城人民法院]调研。", "court"),
        ("走进[江城电视台]慰问。", "media"),
        ("由[江城物流协会]承办。", "association"),
        ("由[涪陵区民政局]承办。", "government"),
        ("由[区人社局]承办。", "government"),
        ("由[县妇联]承办。", "government"),
        ("由[团区委]承办。", "government"),
        ("由[市应急管理局]承办。", "government"),
        ("由[涪陵区人力资源和社会保障局]承办。", "government"),
        ("由[涪陵区人民政府]承办。", "government"),
    ],
)
def test_bodies(text: str, kind: str) -> None:
    plain = text.replace("[", "").replace("]", "")
    assert [(plain[body.start : body.end], body.kind) for body in find(plain)] == [
        (text[text.index("[") + 1 : text.index("]")], kind)
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("涪陵区总工会联合涪陵区人民医院开展义诊。", ["涪陵区总工会", "涪陵区人民医院"]),
        pytest.param(
            "涪陵区总工会、江城钢铁集团工会慰问职工。",
            ["涪陵区总工会", "江城钢铁集团工会"],
        ),
        ("全国劳动模范、云岭机械有限公司钳工许江到场。", ["云岭机械有限公司"]),
    ],
)
def test_several_bodies(text: str, names: list[str]) -> None:
    assert [text[body.start : body.end] for body in find(text)] == names


@pytest.mark.parametrize(
    "text", ["各级工会走访劳模。", "基层工会踊跃参与。", "一家公司。", "工会会员踊跃报名。", "职工走进学校。"]
)
def test_what_names_no_body(text: str) -> None:
    assert [text[body.start : body.end] for body in find(text)] == []
