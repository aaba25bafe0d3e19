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
    "text",
    [
        "涪陵区总工会把家建到车间\n多年来，涪陵区总工会在企业建家。\n拧紧安全阀\n区总工会排查隐患80处。\n敲开议事门\n区总工会指导协商12场。",
        "书香飘满厂区\n近日，万州区总工会办起读书会。\n一人一本好书\n工友们领到图书300册。",
        "暖心工会\n8月6日，涪陵区总工会启动送清凉。\n一瓶水的温度\n近日，记者来到工地，工人老李连声道谢。\n一把伞的牵挂\n8月9日，志愿者给快递员送伞。",
        "黔江区总工会工作回眸\n一、强技能\n今年以来，黔江区总工会开班20期。\n二、暖人心\n今年以来，黔江区总工会走访职工60户。",
    ],
)
def test_chapters_of_an_article_are_no_items(text: str) -> None:
    assert len(kinds(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "各区工会送清凉\n涪陵区总工会：\n8月6日，区总工会走进工地。\n万州区总工会：\n8月7日，区总工会走进车站。",
        "各区送清凉\n涪陵区：8月6日，区总工会走进工地。\n万州区：8月7日，区总工会走进车站。",
        "【涪陵区】8月6日，宣讲队走进工地。\n【万州区】8月7日，宣讲队走进车站。",
    ],
)
def test_places_with_a_colon_or_in_a_frame_head_items(text: str) -> None:
    items = lx.extract(text, published="2024-08-30").items
    assert [[district.name for district in item.districts] for item in items] == [["涪陵区"], ["万州区"]]


@pytest.mark.parametrize(
    "text",
    [
        "受到表彰的有：\n涪陵区：何田、罗婕。\n万州区：孟真、石峰。",
        "各区县总工会：\n8月6日，涪陵区总工会走进工地。",
        "8月6日，何田来到涪陵区。\n涪陵区：一座工业老城。",
    ],
)
def test_other_colons_head_no_items(text: str) -> None:
    assert len(kinds(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "各区工会忙开学。涪陵区发放助学金4万元。万州区走访新生30名。",
        "入夏以来，各级工会送清凉。在涪陵区，工会干部走进工地。在万州区，志愿者走进车站。",
        "各地工会动起来。涪陵区与12名劳模座谈。工友们都说好。黔江区开办夜校。",
    ],
)
def test_a_roundup_by_places_alone(text: str) -> None:
    assert len(kinds(text)) == 3


@pytest.mark.parametrize(
    "text",
    [
        "涪陵区发放助学金4万元。万州区走访新生30名。",
        "各级工会送清凉。涪陵区的何田来了。万州区的罗婕来了。",
        "各级工会送清凉。涪陵区送出水票。涪陵区还送出毛巾。",
    ],
)
def test_places_in_passing_are_no_roundup(text: str) -> None:
    assert len(kinds(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        f"工会早读\n{A}\n{B}",
        f"每日要览\n{A}\n\n{B}\n\n{C}",
        "短波\n涪陵区总工会 8月6日走进工地。\n万州区总工会 8月7日走进车站。",
    ],
)
def test_paragraphs_that_each_open_with_a_date_and_a_union(text: str) -> None:
    assert len(kinds(text)) == text.count("区总工会")


@pytest.mark.parametrize("label", ["涪陵", "送清凉", "区总工会"])
def test_an_item_begins_with_its_label(label: str) -> None:
    text = f"动态\n【{label}】{A}工友们连声道谢。\n【万州】{B}大家各谈体会。"
    assert [text[item.span.start] for item in lx.extract(text).items] == ["【", "【"]


def test_a_roundup_goes_on_in_paragraphs_of_its_own() -> None:
    text = (
        f"各地工会送清凉。{A[5:]}{B[5:]}\n除了送物，还有送法。云阳县总工会检查津贴发放。\n"
        "在渝北面，垫江县总工会办招聘会。\n工友们连声道谢。"
    )
    assert len([kind for kind in kinds(text) if kind.startswith("roundup")]) >= 3


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (f"一周工会动态\n\n01\n{A}\n\n02\n{B}\n\n03\n{C}", 3),
        (f"NO.1\n{A}\n图片\nNO.2\n{B}", 2),
        (f"速览\nPART 01\n{A}\nPART 02\n{B}\n工友们连声道谢。", 2),
        (f"{A}\n1\n活动还在继续。\n2\n工友们连声道谢。", 1),  # numbers of pages
        (f"{A}工友们\n- 1 -\n连声道谢。", 1),
    ],
)
def test_counted_briefs(text: str, number: int) -> None:
    assert len(kinds(text)) == number


@pytest.mark.parametrize(
    "text",
    [
        f"{A}\n8月7日，涪陵区总工会又走进车站。",
        f"{A}\n工友们连声道谢。\n{B}\n活动还在继续。",
        f"{A}\n8月7日，志愿者也来到车站。",
    ],
)
def test_paragraphs_of_an_article_stay_together(text: str) -> None:
    assert len(kinds(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "涪陵区工会大事记\n一月九日　区总工会召开委员会议，选举主席。\n三月二日至六日　区总工会举办工会主席学习班。\n五月　区总工会慰问劳模。",
        "大事记\n2月11日 区总工会走访困难职工40户。\n7月 区总工会组织疗养。\n9月3日至5日 区总工会举办比武。",
        "工会2021年大事记\n4月8日，区总工会走访职工。\n6月1日，区总工会慰问儿童。\n10月，区总工会换届。",
    ],
)
def test_each_entry_of_a_chronicle_is_an_item(text: str) -> None:
    assert [kind.split()[0] for kind in kinds(text)] == ["brief"] * 3


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("云上涪陵\n涪陵区送清凉到工地", "涪陵区送清凉到工地"),
        ("涪陵融媒\n涪陵区总工会慰问环卫工人", "涪陵区总工会慰问环卫工人"),
        ("江城工会服务号\n清凉送到心坎上", "清凉送到心坎上"),
        ("江城工人\n涪陵区送清凉到工地", "涪陵区送清凉到工地"),
    ],
)
def test_the_name_of_a_channel_is_no_title(head: str, title: str) -> None:
    assert lx.extract(f"{head}\n{A}").title == title


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


def test_glued_numbers_of_bullets() -> None:
    page = "周报\n\n1.8月26日，江津区总工会慰问职工。\n\n2.30名职工参加綦江区总工会培训班的学习。"
    items = lx.extract(page, published="2024-08-30").items
    assert [item.kind for item in items] == ["brief", "brief"]
    assert items[0].dates[0].edtf == "2024-08-26"
    assert items[1].counts[0].value == 30


@pytest.mark.parametrize(
    ("page", "adcode", "amounts", "workers"),
    [
        (
            "江津区总工会排查隐患\n\n8月20日，江津区总工会开展电力安\n\n全隐患排查，慰问全国劳动模范赵立\n\n新和30名职\n工，"
            "发放慰问金1.5\n万元。",
            "500116",
            ["15000"],
            ["赵立新"],
        ),
        ("8月20日，江津区总工会开展电力安\n\n全隐患排查。", "500116", [], []),
        ("12月\n\n5日，江津区总工会慰问职工，发放慰问金四\n十万元。", "500116", ["400000"], []),
        (
            "江津区总工会送清凉\n\n8月\n21日，江津区总工会慰问全国五一劳动奖\n章获得者赵立\n新。",
            "500116",
            [],
            ["赵立新"],
        ),
    ],
)
def test_words_and_numbers_cut_by_a_page_end(
    page: str, adcode: str, amounts: list[str], workers: list[str]
) -> None:
    [item] = lx.extract(page, published="2024-08-30").items
    assert item.dates  # the first half is in the item
    assert [district.adcode for district in item.districts] == [adcode]
    assert [str(fund.amount) for fund in item.funds] == amounts
    assert [worker.name for worker in item.workers] == workers


def test_a_headline_is_not_joined_to_its_news() -> None:
    page = "江津区总工会召开困难职工帮扶工作会\n区总工会主席王建国出席会议并讲话。"
    assert lx.extract(page).title == "江津区总工会召开困难职工帮扶工作会"
