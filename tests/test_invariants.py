"""What holds for every text: spans, no exceptions, the same result anywhere, linear time."""

from __future__ import annotations

import gc
import json
import random
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import laomo_extract as lx
from laomo_extract.records import Bulletin

FIXTURES = Path(__file__).parent / "fixtures" / "bulletins"
BULLETINS = [path.read_text(encoding="utf-8") for path in sorted(FIXTURES.glob("*.txt"))]
# Pieces that bulletins are made of: text put together from them meets more rules than random characters do.
PIECES = """
8月27日 2024年 去年12月 至 近日 昨天 、 , 。 ； “ ” （ ） ： \n \n\n ◆ ### 一、 62名 3.5万元 每人 200元 港币 共 累计 将 余 近 数十 两万余 位 户 家 企业
全国劳动模范 市劳模 五一劳动奖章 获得者 工匠 副主席 钳工 张伟 欧阳雪 艾尔肯·吐尼亚孜 巴图 总工会 渝北区 石柱县 鼓楼区 该区 全市 江口镇 有限公司 慰问 发放 参加
授予 荣获 等 的 在 和 记者 通讯员 罗\u3000婕 ８月 ３５ 萬元 勞動模範 \u200b \ufeff ⼯会 O l 第三届 第 千 百 亿
""".split(" ")


def mentions(record: Any) -> Iterator[Any]:
    """Every record with a text and a span inside ``record``."""
    if isinstance(record, tuple):
        for part in record:
            yield from mentions(part)
    elif hasattr(record, "model_fields_set"):
        if hasattr(record, "span") and hasattr(record, "text"):
            yield record
        for name in type(record).model_fields:
            yield from mentions(getattr(record, name))


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


def check(text: str, bulletin: Bulletin) -> None:
    """The text of each mention is what stands at its span; items do not overlap."""
    for mention in mentions(bulletin.items):
        start, end = mention.span.start, mention.span.end
        assert 0 <= start <= end <= len(text), mention
        assert squeeze(mention.text) == squeeze(text[start:end]), mention
        assert all(char.isspace() for char in text[start:end] if char not in mention.text), mention
        if hasattr(mention, "confidence"):
            assert 0 <= mention.confidence <= 1
    spans = [(item.span.start, item.span.end) for item in bulletin.items]
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


@settings(max_examples=150, deadline=None)
@given(st.text())
def test_any_string(text: str) -> None:
    check(text, lx.extract(text))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_text_of_the_pieces_of_bulletins(text: str) -> None:
    check(text, lx.extract(text, published="2024-08-30", home="500000"))


def mangle(text: str, how: str, seed: int) -> str:
    """A bulletin cut, doubled, shuffled, widened or read in the wrong encoding."""
    chance = random.Random(seed)
    if how == "cut":
        start = chance.randrange(len(text))
        return text[start : start + chance.randrange(400)]
    if how == "doubled":
        return re.sub("[^\n]+", lambda line: line.group() + "\n" + line.group(), text)
    if how == "shuffled":
        parts = re.split("(?<=[,，。\n])", text)
        chance.shuffle(parts)
        return "".join(parts)
    if how == "re-encoded":
        return text.encode("gb18030").decode("utf-8", "replace") + text.encode("utf-8").decode(
            "gb18030", "replace"
        )
    if how == "surrogates":
        return text.encode("utf-16", "surrogatepass")[: chance.randrange(600) * 2 + 1].decode(
            "utf-16", "replace"
        )
    return text.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(BULLETINS),
    st.sampled_from(["cut", "doubled", "shuffled", "re-encoded", "surrogates", "widened"]),
    st.integers(0, 10**6),
)
def test_mangled_bulletins(text: str, how: str, seed: int) -> None:
    mangled = mangle(text, how, seed)
    check(mangled, lx.extract(mangled, published="2019-05-01", home="330200"))


@pytest.mark.parametrize("text", BULLETINS)
def test_spans_of_the_fixtures(text: str) -> None:
    check(text, lx.extract(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n",
        "名",
        "1",
        "（",
        "”",
        "\ud800",
        "甲\udfff乙",
        "\x00\x01\x02",
        "((((",
        "）））",
        "\r\n\r\n",
        "\u200b" * 50,
        "Ünïcödé текст 混合 テスト 한국어",
        "🎉◆🎉",
        "8月" * 50,
        "第" * 500,
        "·" * 500,
        "0" * 300 + "元",
        "万亿" * 60 + "元",
        "涪陵区总工会走访三至千家企业。",
        "一~零万名",
        "5-０亿人",
        "7亿3亿人",
        "5万6亿户",
        "二月至明年𠮷五日",
    ],
)
def test_odd_strings(text: str) -> None:
    check(text, lx.extract(text, published="2024", home="重庆市"))


# Every way to put numbers, ranges and units together: most are nonsense that only a broken page holds.
AMOUNTS = "0123456789０９一二两三十百千万亿零〇几半余多近至到-—~.,第名户人家个元日月年去今明底旬𠮷"


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.text(alphabet=AMOUNTS, min_size=1, max_size=24))
def test_any_amount_or_date(text: str) -> None:
    check(text, lx.extract(text, published="2024-08-30", home="500000"))


def test_ten_megabytes_of_digits() -> None:
    lx.extract("1234567890" * 1_000_000)


ADVERSARIAL = {
    "bulletin": BULLETINS[0],
    "digits": "1",
    "list marks": "、",
    "的": "的",
    "第": "第",
    "counts": "3名",
    "sums": "5元",
    "dates": "8月",
    "honours": "劳模",
    "surnames": "王",
    "names": "张三、",
    "brackets": "（",
    "quotes": "“",
    "lines": "甲\n",
    "divisions": "渝北区",
    "listed divisions": "朝阳区、",
    "dotted names": "买买提·",
    "wide names": "王 ",
    "bylines": "（记者 张三）",
    "organisers": "涪陵区总工会。",
}


@pytest.mark.parametrize("unit", ADVERSARIAL.values(), ids=ADVERSARIAL.keys())
def test_time_grows_linearly(unit: str) -> None:
    """Ten times the text takes at most twelve times as long, the best of some runs counted (machines are noisy)."""

    def seconds(text: str, runs: int) -> float:
        best = float("inf")
        for _ in range(runs):
            # What the test run itself keeps is frozen: on a large heap of somebody else's each full collection
            # costs as much as the extraction, and only the longer text sets one off.
            gc.collect()
            gc.freeze()
            start = time.process_time()
            lx.extract(text)
            best = min(best, time.process_time() - start)
            gc.unfreeze()
        return best

    # At least some hundredths of a second for the shorter text: below that the clock and the caches speak.
    times = max(1, 12000 // len(unit))
    for _ in range(5):
        ratio = seconds(unit * (10 * times), 1) / seconds(unit * times, 2)
        if ratio <= 12:
            break
    assert ratio <= 12


def test_the_same_in_any_process_and_order() -> None:
    texts = BULLETINS[:6]
    here = [lx.extract(text).model_dump_json() for text in texts]
    again = [lx.extract(text).model_dump_json() for text in reversed(texts)]
    assert here == again[::-1]
    code = (
        "import json, sys, laomo_extract as lx; "
        "print(json.dumps([lx.extract(text).model_dump_json() for text in json.load(sys.stdin)]))"
    )
    for seed in ("0", "42"):
        run = subprocess.run(
            [sys.executable, "-c", code],
            input=json.dumps(texts),
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
        )
        assert json.loads(run.stdout) == here


def test_ids_come_from_content() -> None:
    text = BULLETINS[0]
    first = lx.Extractor().extract(text, source="a.txt")
    second = lx.Extractor().extract(text.replace("\n", "\r\n"), source="b.txt")
    assert first.id == second.id
    assert [item.id for item in first.items] == [item.id for item in second.items]
    assert len({item.id for item in lx.extract("◆8月1日,江北区总工会走访了三家企业。\n" * 2).items}) == 2


def test_pipe_keeps_order_and_is_lazy() -> None:
    documents = [lx.Document(text=text, source=str(k)) for k, text in enumerate(BULLETINS[:5])]
    extractor = lx.Extractor()
    alone = [extractor.read(document) for document in documents]
    assert list(extractor.pipe(documents)) == alone
    assert list(extractor.pipe(documents, workers=2)) == alone
    endless = (document for _ in iter(int, 1) for document in documents)
    assert next(extractor.pipe(endless)) == alone[0]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"published": "August"}, "is not a date"),
        ({"published": "2024-13"}, "is not a date"),
        ({"published": 2024}, "is not a date"),
        ({"home": "999999"}, "names no division"),
        ({"home": "鼓楼区"}, "names no division"),
        ({"home": 500000}, "names no division"),
    ],
)
def test_wrong_arguments_say_what_is_accepted(arguments: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        lx.extract("8月1日。", **arguments)


def test_bytes_are_refused_with_the_remedy() -> None:
    with pytest.raises(TypeError, match="decode bytes first"):
        lx.extract(b"abc")  # type: ignore[arg-type]
