"""What single formats give, where the built archive does not say it."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from laomo_extract import Document, Extractor
from laomo_extract.archive import KINDS, UnreadableError, read, read_bytes
from laomo_extract.terminal import Language, Words

NEWS = "8月27日，涪陵区总工会举行“金秋助学”发放仪式，62名困难职工子女领到助学金18.6万元。"


def documents(data: bytes, name: str = "", **options: object) -> list[Document]:
    failures: list[UnreadableError] = []
    found = list(read_bytes(data, source=name, on_error=failures.append, **options))  # type: ignore[arg-type]
    assert failures == []
    return found


def failure(data: bytes, name: str = "", **options: object) -> UnreadableError:
    failures: list[UnreadableError] = []
    assert list(read_bytes(data, source=name, on_error=failures.append, **options)) == []  # type: ignore[arg-type]
    (error,) = failures
    return error


def test_a_page_of_layout_tables_gives_its_article() -> None:
    page = f"""<html><head><meta name="ContentSource" content="重庆日报"><meta name="PubDate" content="2021-09-01 08:00">
    <title>助学金送到家门口-某某市总工会</title></head><body>
    <table width=900><tr><td><a href="/">首页</a></td><td><a href="/2">工会要闻</a></td></tr></table>
    <table><tr><td class="title">助学金送到家门口</td></tr><tr><td>作者：李四 点击数：88</td></tr>
    <tr><td><div>　　{NEWS}<br><br>　　{NEWS.replace("62", "63")}</div>
    <table border=1><tr><td>姓名</td><td>荣誉</td></tr><tr><td>王五</td><td>市劳动模范</td></tr></table></td></tr></table>
    <table><tr><td>主办单位：某某市总工会 备案号：渝ICP备000号</td></tr></table></body></html>"""
    (document,) = documents(page.encode("gbk"))
    assert document.text.startswith("助学金送到家门口\n")
    assert NEWS in document.text
    assert "王五" in document.text
    assert "首页" not in document.text
    assert (document.title, document.author) == ("助学金送到家门口", "李四")
    assert (document.publisher, document.published) == ("重庆日报", "2021-09-01")


def test_a_page_without_a_date_gets_none() -> None:
    (document,) = documents(f"<html><body><p>{NEWS}</p><p>版权所有 2015-2022</p></body></html>".encode())
    assert document.published is None


def test_attachments_of_a_mail_are_documents(tmp_path: Path) -> None:
    word = io.BytesIO()
    made = docx.Document()
    made.add_paragraph(NEWS)
    table = made.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "王五", "市劳动模范"
    made.save(word)
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "张三 <a@example.org>", "本周信息"
    mail["Date"] = "Fri, 30 Aug 2024 23:30:00 +0800"
    mail.set_content("请见附件。")
    mail.add_attachment(word.getvalue(), maintype="application", subtype="msword", filename="信息.docx")
    mail.add_attachment(NEWS.encode(), maintype="text", subtype="plain", filename="../信息.txt")
    body, attached, text = documents(mail.as_bytes(), "a.eml")
    assert (body.text, body.published, body.author) == ("本周信息\n\n请见附件。\n", "2024-08-30", "张三")
    assert (attached.source, attached.text) == ("a.eml!/信息.docx", f"{NEWS}\n王五   市劳动模范")
    assert (text.source, text.text) == ("a.eml!/信息.txt", NEWS)


def test_a_pdf_of_two_columns_is_read_column_by_column() -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    left = [
        "　　甲区总工会走访慰问困难职",
        "工六十二名，发放慰问金五万",
        "元。",
        "　　乙区总工会为职工举办讲座",
        "三场。",
    ]
    right = [
        "　　丙县总工会看望劳动模范十",
        "二名，送上慰问金。",
        "　　丁县总工会开展技能竞赛，",
        "八十名职工参加，三人获得一",
        "等奖。",
    ]
    stream = io.BytesIO()
    canvas = Canvas(stream)
    for page in (1, 2):
        canvas.setFont("STSong-Light", 9)
        canvas.drawString(60, 800, "山城工运　2022年第8期")
        canvas.drawString(290, 30, f"— {page} —")
        canvas.setFont("STSong-Light", 12)
        for row, pair in enumerate(zip(left, right, strict=True)):
            for x, line in zip((60, 260), pair, strict=True):
                canvas.drawString(x, 700 - 18 * row, line if page == 1 else line.translate(OTHERS))
        canvas.showPage()
    canvas.save()
    (document,) = documents(stream.getvalue())
    page_text = [
        "甲区总工会走访慰问困难职工六十二名，发放慰问金五万元。",
        "乙区总工会为职工举办讲座三场。",
        "丙县总工会看望劳动模范十二名，送上慰问金。",
        "丁县总工会开展技能竞赛，八十名职工参加，三人获得一等奖。",
    ]
    assert document.text.split("\n") == [
        "山城工运　2022年第8期",
        *page_text,
        *(line.translate(OTHERS) for line in page_text),
    ]


def test_columns_by_option_and_bad_rows_named() -> None:
    table = f"稿件,刊期\n{NEWS},2024年8月30日\n,2024\nonly English here,2024\n".encode("gb18030")
    failures: list[UnreadableError] = []
    columns = {"text": "稿件", "published": "刊期"}
    (document,) = read_bytes(table, source="a.csv", columns=columns, on_error=failures.append)
    assert (document.source, document.text, document.published) == ("a.csv#2", NEWS, "2024-08-30")
    assert [(error.path, error.kind) for error in failures] == [
        ("a.csv#3", "empty"),
        ("a.csv#4", "not_chinese"),
    ]
    assert failure(table, "a.csv").kind == "no_text_column"
    with pytest.raises(ValueError, match="columns=\\['body'\\]"):
        list(read_bytes(table, columns={"body": "稿件"}, on_error=print))


def test_a_bad_line_of_json_is_named() -> None:
    lines = json.dumps({"标题": "助学", "内容": NEWS}, ensure_ascii=False) + '\n{"内容": \n'
    failures: list[UnreadableError] = []
    (document,) = read_bytes(lines.encode(), source="a.jsonl", on_error=failures.append)
    assert document.text == f"助学\n\n{NEWS}"
    assert [(error.path, error.kind) for error in failures] == [("a.jsonl#2", "unreadable")]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", f"标题,正文\n甲,{NEWS}".encode()),  # a table called text
        ("a.html", NEWS.encode()),
        ("a.doc", f"<html><body>{NEWS}</body></html>".encode()),  # Word's own web page
        ("a.bin", NEWS.encode("utf-16")),
        ("a", f"{{\\rtf1\\ansi\\ansicpg936 {''.join(f'{chr(92)}u{ord(c)}?' for c in NEWS)}}}".encode()),
    ],
)
def test_content_counts_not_the_suffix(name: str, data: bytes) -> None:
    (document,) = documents(data, name)
    assert NEWS.replace("“", "").replace("”", "") in document.text.replace("“", "").replace("”", "")


def test_names_in_a_zip_of_chinese_windows() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("2024年8月/助学.txt", NEWS)
    name = "2024年8月/助学.txt"
    data = stream.getvalue().replace(name.encode(), name.encode("gbk").ljust(len(name.encode()), b"_"))
    data = data.replace(b"\x00\x08\x00\x00", b"\x00\x00\x00\x00")  # the mark of UTF-8 names
    (document,) = documents(data, "a.zip")
    assert document.source is not None
    assert document.source.startswith("a.zip!/2024年8月/助学.txt")
    assert (document.published, document.origins["published"]) == ("2024-08", "folder")


@pytest.mark.parametrize("packed", [False, True])
def test_a_web_archive_that_was_cut_off_is_named(packed: bool) -> None:
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=packed)
    for number in range(2):
        page = io.BytesIO(f"<html><body><p>第{number}期：{NEWS}</p></body></html>".encode())
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        uri = f"http://example.org/{number}.html"
        writer.write_record(writer.create_warc_record(uri, "response", payload=page, http_headers=headers))
    whole = stream.getvalue()
    assert len(documents(whole, "a.warc")) == 2
    for end in range(20, len(whole), 37):
        if whole[:end].endswith(b"\r\n\r\n"):  # as after a whole record
            continue
        failures: list[UnreadableError] = []
        found = list(read_bytes(whole[:end], source="a.warc", on_error=failures.append))
        assert [error.kind for error in failures] == ["broken_archive"], end
        assert all(NEWS in document.text for document in found)


def test_what_a_reader_stumbles_over_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumbles(raw: object, limits: object) -> None:
        raise KeyError("tag")

    monkeypatch.setattr("laomo_extract.archive.readers.read_html", stumbles)
    error = failure(f"<p>{NEWS}</p>".encode(), "a.html")
    assert (error.path, error.kind) == ("a.html", "unreadable")


def test_archives_in_archives_end_somewhere() -> None:
    data = NEWS.encode()
    for depth in range(6):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr(f"{depth}.zip" if depth else "a.txt", data)
        data = stream.getvalue()
        if depth == 2:
            (document,) = documents(data, "top.zip")
            assert document.source == "top.zip!/2.zip!/1.zip!/a.txt"
    assert failure(data, "top.zip").kind == "zip_bomb"


@pytest.mark.parametrize("name", ["word/document.xml", "xl/workbook.xml"])
def test_an_office_file_may_be_a_bomb(name: str) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, bytes(5_000_000))
    assert failure(stream.getvalue(), max_size=1_000_000).kind == "zip_bomb"


def test_every_failure_has_words_in_both_languages() -> None:
    for kind in KINDS:
        error = UnreadableError("a.txt", kind, "PDF")
        english, chinese = (Words(language).failure(error) for language in (Language.EN, Language.ZH))
        assert english == f"{error.reason}; {error.remedy} [{error.code}]"
        assert "；" in chinese
        assert ("PDF" in english) == ("PDF" in chinese) or kind == "unsupported"


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pypdfium2", None)
    error = failure(b"%PDF-1.7\n", "a.pdf")
    assert (error.kind, error.remedy) == ("not_installed", "pip install 'laomo-extract[formats]'")


OTHERS = str.maketrans("甲乙丙丁职元奖", "戊己庚辛村圆赏")
DATED = "8月27日，涪陵区总工会慰问劳模12名。"


@pytest.mark.parametrize(
    ("path", "text", "option", "published", "origin"),
    [
        ("2019/08/a.txt", DATED, None, "2019-08", "folder"),
        ("2019/08/20190830.txt", DATED, None, "2019-08-30", "file_name"),
        ("20190830.txt", f"发布时间：2019-08-29\n{DATED}", None, "2019-08-29", "document"),
        ("20190830.txt", f"发布时间：2019-08-29\n{DATED}", "2018", "2018", "option"),
        ("a.txt", DATED, None, None, None),
        ("12345678.txt", DATED, None, None, None),
    ],
)
def test_where_the_date_comes_from(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
    text: str,
    option: str | None,
    published: str | None,
    origin: str | None,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")
    (document,) = read(path.partition("/")[0], published=option)
    assert (document.published, document.origins.get("published")) == (published, origin)
    (bulletin,) = Extractor().pipe([document])
    assert bulletin.published == published


def test_what_the_page_states_beats_its_folder() -> None:
    text = f"山城工运\n2019年8月30日　第12期\n\n关爱劳模\n\n{DATED}"
    document = Document(text=text, published="2020-01", origins={"published": "folder"})
    (bulletin,) = Extractor().pipe([document])
    assert bulletin.published == "2019-08-30"


def test_an_article_page_of_a_newspaper_is_one_document_of_several_items() -> None:
    page = f"""<html><head><title>第二版</title></head><body><div>
    <h2>涪陵区：助学金送到家门口</h2><p>{NEWS}</p><p>{NEWS.replace("62", "63")}</p>
    <h2>渝中区：劳模进校园</h2><p>8月28日，渝中区总工会组织全国劳动模范张三走进学校，为120名学生讲课，讲述自己的成长故事。</p>
    </div></body></html>"""
    (document,) = documents(page.encode())
    (bulletin,) = Extractor().pipe([document])
    assert [item.districts[0].name for item in bulletin.items] == ["涪陵区", "渝中区"]


WORD_97 = (Path(__file__).parents[1] / "fixtures" / "formats" / "word97.doc").read_bytes()
HEADER = bytes.fromhex("eca5 0101")  # where the stream with the text begins


def word97(at: int, value: int) -> bytes:
    """The document with other bytes at a place of its header."""
    start = WORD_97.index(HEADER) + at
    return WORD_97[:start] + value.to_bytes(2, "little") + WORD_97[start + 2 :]


def test_a_document_of_word_97_is_read() -> None:
    """Headings, a link, a table, a header that is left out, a character of four bytes, a page break."""
    (document,) = documents(WORD_97, "a.doc")
    assert document.text.split("\n") == [
        "涪陵区：助学金送到家门口",
        "来源：山城工运　发布时间：2024-08-30",
        f"{NEWS}详见名单。",
        "姓名   荣誉   单位",
        "王五   市劳动模范   长岭纺织公司",
        "受助职工张三表示，𠮷日要把这份关爱传递下去。",
        "",
        "第二页：渝中区总工会慰问环卫工人100人。",
        "",
    ]
    assert (document.title, document.author) == ("助学金送到家门口", "李四")
    assert (document.published, document.publisher) == ("2024-08-30", "山城工运")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (word97(2, 0x68), "unsupported"),  # Word 95
        (word97(10, 0x0100), "encrypted"),
        (word97(0x1A2, 0xFFFF), "unreadable"),  # the table of pieces is elsewhere
        (WORD_97[:6000], "unreadable"),
        (WORD_97[:1000], "unreadable"),  # without the directory that names the kind
    ],
)
def test_documents_of_word_97_that_cannot_be_read(data: bytes, kind: str) -> None:
    assert failure(data, "a.doc").kind == kind


SCAN = (Path(__file__).parents[1] / "fixtures" / "formats" / "scan.pdf").read_bytes()
TYPED = "渝中区总工会慰问环卫工人100人，送上清凉用品。"


def test_a_scanned_page_among_others_is_named() -> None:
    failures: list[UnreadableError] = []
    (document,) = read_bytes(SCAN, source="a.pdf", on_error=failures.append)
    assert document.text == TYPED
    assert [(error.path, error.kind) for error in failures] == [("a.pdf#1", "scanned_pdf")]


def test_a_scanned_page_is_recognised_and_says_so() -> None:
    pytest.importorskip("rapidocr")
    (document,) = documents(SCAN, "a.pdf", ocr=True)
    assert document.text.split("\n")[1:] == [
        "涪陵区：助学金送到家门口",
        NEWS,
        "受助职工张三的孩子今年考上大学，他一再表示，要把这份关爱传递下去。",
        TYPED,
    ]
    assert document.origins["text"] == "ocr"


def test_without_its_packages_ocr_is_refused_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    with pytest.raises(ImportError, match=r"pip install 'laomo-extract\[ocr\]'"):
        documents(SCAN, "a.pdf", ocr=True)


def test_what_is_told_beats_what_the_document_says() -> None:
    told = {"title": "一周动态", "author": "王五", "publisher": "某报"}
    (document,) = documents(WORD_97, "工人日报/a.doc", **told)
    assert {field: getattr(document, field) for field in told} == told
    assert {document.origins[field] for field in told} == {"option"}
