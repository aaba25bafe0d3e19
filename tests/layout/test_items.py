"""Where one piece of news ends and the next begins, and which lines belong to none."""

from __future__ import annotations

import pytest

import laomo_extract as lx
from laomo_extract.layout import clean, layout

A = "8月6日，涪陵区总工会走进建筑工地，为职工送去清凉饮品。"
B = "8月7日，万州区总工会举办女职工读书会，八十余人到场。"
C = "8月8日，黔江区总工会开办电工培训班，为期三天。"


def kinds(text: str) -> list[str]:
    """Kind and first characters of each item: ``section 8月6日``."""
    page = layout(clean(text))
    return [f"{draft.kind} {page.clean.text[draft.start : draft.start + 4]}" for draft in page.items]


@pytest.mark.parametrize(
    "text",
    [
        f"### 涪陵区：送清凉到工地\n{A}\n\n### 万州区：书香伴巾帼\n{B}",
        f"## 送清凉到工地\n\n{A}\n\n## 书香伴巾帼\n\n{B}",
        f"一、送清凉到工地\n{A}\n二、书香伴巾帼\n{B}",
        f"（一）送清凉到工地\n{A}\n（二）书香伴巾帼\n{B}",
        f"【涪陵区】\n{A}\n【万州区】\n{B}",
        f"涪陵区送清凉到工地\n\n{A}\n\n万州区书香伴巾帼\n\n{B}",
    ],
)
def test_headings_make_sections(text: str) -> None:
    assert kinds(text) == ["section 8月6日", "section 8月7日"]


@pytest.mark.parametrize("mark", ["◆", "●", "■", "▲", "★", "·", "◆ ", "- ", "◇", "※"])
def test_bullets_make_briefs(mark: str) -> None:
    assert kinds(f"{mark}{A}\n{mark}{B}\n{mark}{C}") == [
        f"brief {mark}{line[: 4 - len(mark)]}" for line in (A, B, C)
    ]


NUMBERS = ["1. 2. 3.", "1、 2、 3、", "一、 二、 三、", "（1） （2） （3）", "① ② ③"]


@pytest.mark.parametrize(
    ("numbers", "opening"),
    [
        *((numbers, "") for numbers in NUMBERS),
        *((numbers, "8月6日，") for numbers in NUMBERS[4:]),
        *(
            pytest.param(
                numbers,
                "8月6日，",
            )
            for numbers in NUMBERS[:4]
        ),
    ],
)
def test_numbered_bullets_make_briefs(numbers: str, opening: str) -> None:
    stories = (line.split("，", 1)[1] for line in (A, B, C))
    lines = (number + opening + story for number, story in zip(numbers.split(), stories, strict=True))
    assert [kind.split()[0] for kind in kinds("\n".join(lines))] == ["brief"] * 3


@pytest.mark.parametrize(
    "text",
    [
        "涪陵区总工会走进建筑工地送清凉。万州区总工会举办女职工读书会。黔江区总工会开办电工培训班。",
        "此外，涪陵区总工会走进建筑工地送清凉。另外，万州区总工会举办女职工读书会。同时，黔江区总工会开办电工培训班。",
        "涪陵区总工会走进建筑工地送清凉。工友连声道谢。万州区总工会举办女职工读书会。黔江区总工会开办电工培训班，为期三天。",
    ],
)
def test_a_paragraph_that_rounds_up_several_organisers(text: str) -> None:
    assert [kind.split()[0] for kind in kinds(f"### 区县动态\n{text}")] == ["roundup"] * 3


def test_the_runs_of_a_roundup() -> None:
    text = "涪陵区总工会走进工地送清凉。工友连声道谢。万州区总工会举办读书会。"
    page = layout(clean(f"### 区县动态\n{text}"))
    assert [page.clean.text[draft.start : draft.end] for draft in page.items] == [
        "涪陵区总工会走进工地送清凉。工友连声道谢。",
        "万州区总工会举办读书会。",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "涪陵区总工会走进工地送清凉。区总工会还带去了一场义诊。区总工会主席到场看望工友。",
        "涪陵区总工会走进工地送清凉。工友们连声道谢。活动持续到傍晚。",
    ],
)
def test_one_organiser_is_no_roundup(text: str) -> None:
    assert len(kinds(f"### 送清凉\n{text}\n### 读书会\n{B}")) == 2


def test_a_lead_speaks_for_the_bulletin() -> None:
    text = f"入夏以来，全市各级工会把清凉送到一线。\n\n### 涪陵区：送清凉\n{A}\n\n### 万州区：读书会\n{B}"
    assert kinds(text) == ["lead 入夏以来", "section 8月6日", "section 8月7日"]


def test_a_lead_before_bullets() -> None:
    text = f"入夏以来，全市各级工会把清凉送到一线，各区县有声有色。\n◆{A}\n◆{B}\n◆{C}"
    assert [kind.split()[0] for kind in kinds(text)] == ["lead", "brief", "brief", "brief"]


@pytest.mark.parametrize(
    "text",
    [
        f"清凉送到心坎上\n\n{A}\n\n饮品一箱箱搬下车，工友们围拢过来。\n\n活动还设了义诊台。",
        f"{A}饮品一箱箱搬下车。\n\n“太及时了！”瓦工老陈说。\n\n活动还设了义诊台。",
        f"清凉送到心坎上\n——涪陵区总工会慰问侧记\n\n{A}\n\n饮品一箱箱搬下车，工友们围拢过来。",
    ],
)
def test_an_article_is_one_item(text: str) -> None:
    assert len(kinds(text)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "江城工会周报",
        "江城工人报 2024年8月10日 第2版",
        "总第128期",
        "2024年8月10日",
        "（记者 林晓 通讯员 何田）",
        "记者 林晓",
        "来源：江城工人报",
        "责任编辑：林晓",
        "编辑：林晓 校对：何田",
        "图为工友领取饮品。 林晓 摄",
        "图为慰问现场。",
        "图片说明：慰问现场",
        "当前位置：首页 > 工会新闻 > 正文",
        "上一篇：工会动态",
        "版权所有：江城市总工会",
        "地址：江城市和平路1号",
        "免责声明：文中图片若涉及版权，请于12月1日前告知。",
        "本刊长期征订，全年12期，每册15元。",
        "凡注明来源为本网的稿件，未经许可不得转载，违者付稿酬500元。",
        "欢迎来稿，一经采用每篇付80元。",
    ],
)
@pytest.mark.parametrize("place", ["before", "after"])
def test_lines_of_the_margin_belong_to_no_item(line: str, place: str) -> None:
    story = f"涪陵区送清凉到工地\n\n{A}"
    bulletin = lx.extract(f"{line}\n{story}" if place == "before" else f"{story}\n{line}")
    assert [(item.span.end - item.span.start) for item in bulletin.items] == [len(A)]


@pytest.mark.parametrize(
    "line",
    [
        "图为8月9日，何田（中）为45名瓦工递毛巾。",
        "林晓（右二）把3000元慰问金交到女工罗婕手上。 何田 摄",
        "图①：8月9日，12支队伍同场竞技。 通讯员 何田 供图",
    ],
)
def test_a_caption_inside_an_article_tells_nothing(line: str) -> None:
    bulletin = lx.extract(f"{A}\n{line}\n工友们连声道谢。", published="2024-08-30")
    assert len(bulletin.items) == 1
    item = bulletin.items[0]
    assert [date.edtf for date in item.dates] == ["2024-08-06"]
    assert (item.counts, item.funds, item.people) == ((), (), ())


@pytest.mark.parametrize(
    ("text", "published"),
    [
        (f"江城工会周报\n2024年8月10日 第31期\n### 送清凉\n{A}\n### 读书会\n{B}", "2024-08-10"),
        (f"江城工会周报\n二〇二四年八月十日\n### 送清凉\n{A}\n### 读书会\n{B}", "2024-08-10"),
        (f"送清凉\n发布时间：2024-08-10\n{A}", "2024-08-10"),
        (f"送清凉\n{A}", None),
    ],
)
def test_the_date_of_publication_stands_in_the_margin(text: str, published: str | None) -> None:
    assert lx.extract(text).published == published


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        (f"### 涪陵区：送清凉到工地\n{A}\n### 读书会\n{B}", "涪陵区：送清凉到工地"),
        (f"**涪陵区：送清凉到工地**\n\n{A}\n\n**读书会**\n\n{B}", "涪陵区：送清凉到工地"),
        (f"涪陵区送清凉到工地\n\n{A}\n\n读书会\n\n{B}", "涪陵区送清凉到工地"),
    ],
)
def test_the_heading_of_an_item(text: str, heading: str) -> None:
    assert lx.extract(text).items[0].heading == heading


def test_facts_of_broken_lines() -> None:
    text = "8月6日，县总工会上门检查，更换了旧插座，看望全国劳动模范许\n\n江，送去慰问金2000元。"
    item = lx.extract(text).items[0]
    assert [(worker.name, worker.text) for worker in item.workers] == [("许江", "许江")]
    assert text[item.workers[0].span.start : item.workers[0].span.end] == "许\n\n江"
