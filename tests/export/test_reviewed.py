"""What people reviewed serves the next run: gold files that measure it, and words that it knows."""

from __future__ import annotations

from pathlib import Path

import laomo_extract as lx
from laomo_extract.evaluate import evaluate
from laomo_extract.export import ENTERED, write_gold, write_words
from laomo_extract.records import NewsItem, Span, Worker
from tests.test_cli import laomo

TEXT = (
    "区总工会一周动态\n\n▲涪陵区:8月27日,区总工会慰问职工62名,发放慰问金3.1万元。\n"
    "▲渝中区:8月27日,区总工会慰问职工40名。渔轮机师邬阿海获赠锦旗。\n"
)


def seen() -> lx.Bulletin:
    return lx.extract(TEXT, published="2024-08-30", home="500000")


def test_gold_files_measure_what_they_were_made_of(tmp_path: Path) -> None:
    read = seen()
    assert write_gold([(read, TEXT), (read, None)], tmp_path / "gold") == 1
    report = evaluate(tmp_path / "gold")
    assert {name: score.f1 for name, score in report.fields.items() if score.gold} == dict.fromkeys(
        [name for name, score in report.fields.items() if score.gold], 1.0
    )
    assert report.fields["counts"].gold == 2


def test_an_anchor_is_as_long_as_it_has_to_be(tmp_path: Path) -> None:
    line = "8月27日,区总工会召开会议,{}代表参加。\n"
    text = line.format("全体") + line.format("部分")
    start = len(line.format("全体"))
    items = [
        NewsItem(id=f"i{k}", kind="brief", heading=None, span=Span(start=k, end=k + start))
        for k in (0, start)
    ]
    read = lx.Bulletin(id="b1", title=None, published=None, home=None, items=tuple(items))
    write_gold([(read, text)], tmp_path)
    assert evaluate(tmp_path).fields["items"].gold == 2


def known(name: str, rule: str, confidence: float) -> Worker:
    honour = lx.Honour(text="金锚之星", span=Span(start=0, end=4), rule=rule, confidence=1, title="金锚之星")
    span = Span(start=0, end=len(name))
    return Worker(text=name, span=span, rule=rule, confidence=confidence, name=name, honours=(honour,))


def test_the_word_list_has_what_people_confirmed_and_the_next_run_knows_it(tmp_path: Path) -> None:
    item = (
        seen()
        .items[0]
        .model_copy(update={"workers": (known("邬阿海", ENTERED, 1), known("佚名氏", "name:honour", 0.6))})
    )
    words = tmp_path / "words.toml"
    assert write_words([seen().model_copy(update={"items": (item,)})], words) == 2
    assert words.read_text("utf-8") == 'names = ["邬阿海"]\nhonours = ["金锚之星"]\n'
    reader = lx.Extractor(lexicon=words)
    (told,) = reader.extract("渔轮机师邬阿海是首届金锚之星。").items[0].workers
    assert (told.name, told.honours[0].title) == ("邬阿海", "首届金锚之星")


def test_on_the_command_line(tmp_path: Path) -> None:
    page, store = tmp_path / "a.txt", str(tmp_path / "news.db")
    page.write_text("渔轮机师邬阿海是首届金锚之星。", encoding="utf-8")
    words = tmp_path / "words.toml"
    words.write_text('names = ["邬阿海"]\nhonours = ["金锚之星"]\n', encoding="utf-8")
    assert '"workers": []' in laomo("extract", str(page), "--format", "json").stdout
    with_words = laomo("extract", str(page), "--format", "json", "--lexicon", str(words))
    assert "首届金锚之星" in with_words.stdout
    assert "changed 0" in laomo("ingest", str(page), "--store", store).stderr
    # Another word list reads the same page anew; the same one does not.
    for expected in ("changed 1", "changed 0"):
        done = laomo("ingest", str(page), "--store", store, "--lexicon", str(words))
        assert expected in done.stderr
    assert laomo("export", store, "--to", str(tmp_path / "gold")).exit_code == 0
    assert "0 words" in laomo("export", store, "--to", str(tmp_path / "out.toml")).stderr
    wrong = laomo("extract", str(page), "--lexicon", str(page))
    assert wrong.exit_code == 2
    assert str(page) in wrong.stderr
