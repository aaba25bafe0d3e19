"""Build an archive of generated bulletins in all formats and encodings, one in twenty broken.

    python benchmarks/build_archive.py FOLDER [--documents 120] [--seed 1]

Writes FOLDER/archive and FOLDER/manifest.jsonl: a line for every document and every failure that reading
the archive must give, with its place below FOLDER/archive. The same seed gives the same bytes. Templates
and facts are invented; only the districts are real.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import re
import shutil
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path
from random import Random

import docx
import openpyxl
from opencc import OpenCC
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

WORD_97 = Path(__file__).with_name("word97.doc")
MAX_SIZE = 1_000_000  # the limit that the manifest expects
_TO_TRADITIONAL = OpenCC("s2t").convert
_DISTRICTS = "涪陵区 渝中区 北碚区 黔江区 合川区 永川区 南川区 綦江区 大足区 璧山区 铜梁区 潼南区 荣昌区 开州区 梁平区 武隆区".split()
_SURNAMES = "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严金魏陶姜谢邹苏潘范彭"
_GIVEN = "建国 志强 晓燕 丽华 大鹏 海涛 春梅 文斌 永福 桂芳 雨桐 立新 袁铭 秀兰 明远 玉珍 国栋 小军".split()
_PAPERS = "山城工运 江岸工人报 职工之声简报 巴山工会网".split()
_JOBS = "电焊工 钳工 保洁员 公交驾驶员 护士长 质检员 炼钢工 养路工 乡村教师 快递员".split()
_FIRMS = "涪江机械厂 长岭纺织公司 云峰水泥公司 南岸客运公司 清溪化工厂 白沙茶场".split()
_EVENTS = "金秋助学 送清凉 春送岗位 劳模工匠助企行 冬送温暖 技能竞赛 职工书屋 困难帮扶".split()
_OPENINGS = (
    "{month}月{day}日，{district}总工会在{place}举行“{event}”活动，{people}名{who}领到慰问金{money}万元，每人{each}元。",
    "近日，{district}总工会启动“{event}”行动，走访{firm}等企业{firms}家，慰问一线职工{people}人。",
    "{month}月{day}日上午，{district}“{event}”现场会在{firm}召开，全区{people}名工会干部参加。",
    "连日来，{district}总工会组织{people}名志愿者走进{place}，为职工群众服务{hours}小时。",
)
_MIDDLES = (
    "{honour}、{firm}{job}{name}为大家讲述了自己三十年如一日钻研技术的故事，现场响起阵阵掌声。",
    "活动中，{honour}{name}与{people2}名青年职工结成师徒，约定每月至少见面两次，手把手传授技艺。",
    "{firm}工会主席{name2}说，企业今年投入{money2}万元改善食堂、宿舍和休息室，职工满意度明显提高。",
    "据介绍，{year}年以来，全区各级工会累计筹集资金{money3}万元，帮助职工{people3}人次。",
    "受助职工{name2}的孩子今年考上大学，拿到助学金后他一再表示，要把这份关爱传递下去。",
    "现场还设立了政策咨询、健康体检和法律援助三个摊位，发放宣传资料{people3}份，解答问题{people2}个。",
    "在比赛环节，来自{firms}家单位的选手围绕安全生产、设备检修和应急处置展开角逐，{name2}获得第一名。",
)
_CLOSINGS = (
    "下一步，{district}总工会将继续开展“{event}”活动，预计再帮助职工{people2}名。",
    "{district}总工会有关负责人表示，要让更多职工感受到“娘家人”的温暖。",
    "今年，该区计划再投入{money2}万元，把服务送到每一个班组。",
)
_JAPANESE = (
    "労働組合は八月二十七日に東京で集会を開き、参加者たちは賃金の引き上げについて話し合いました。\n" * 3
)
_ENGLISH = "The union held a meeting on Tuesday and gave books to the children of its members.\n" * 3


@dataclass(frozen=True)
class Article:
    """A generated bulletin."""

    number: int
    title: str
    paragraphs: tuple[str, ...]
    published: str
    publisher: str
    author: str

    @property
    def text(self) -> str:
        """Its title and paragraphs as plain text."""
        return "\n\n".join((self.title, *(f"　　{paragraph}" for paragraph in self.paragraphs))) + "\n"

    def traditional(self) -> Article:
        """The same in traditional characters, of those that Big5 has."""
        title, *paragraphs = (
            _TO_TRADITIONAL(part).encode("big5", "ignore").decode("big5")
            for part in (self.title, *self.paragraphs)
        )
        return Article(self.number, title, tuple(paragraphs), self.published, self.publisher, self.author)


def article(number: int, rng: Random) -> Article:
    """Bulletin ``number``; no two are alike."""

    def name() -> str:
        return rng.choice(_SURNAMES) + rng.choice(_GIVEN)

    month, day = rng.randint(1, 12), rng.randint(1, 28)
    facts = {
        "district": rng.choice(_DISTRICTS), "event": rng.choice(_EVENTS), "month": month, "day": max(1, day - 2),
        "place": rng.choice(("职工服务中心", "人民广场", "工人文化宫", "劳动公园")),
        "who": rng.choice(("困难职工", "环卫工人", "农民工", "困难职工子女")), "firm": rng.choice(_FIRMS),
        "people": rng.randint(20, 900), "people2": rng.randint(10, 99), "people3": rng.randint(1000, 9999),
        "each": rng.randint(3, 60) * 100, "money": rng.randint(2, 90), "money2": rng.randint(10, 900),
        "money3": rng.randint(1000, 9999), "firms": rng.randint(3, 40), "hours": number + 100, "year": rng.randint(2008, 2015),
        "honour": rng.choice(("全国劳动模范", "重庆市劳动模范", "全国五一劳动奖章获得者")), "job": rng.choice(_JOBS),
        "name": name(), "name2": name(),
    }  # fmt: skip
    middles = rng.sample(_MIDDLES, rng.randint(2, 4))
    paragraphs = [line.format(**facts) for line in (rng.choice(_OPENINGS), *middles, rng.choice(_CLOSINGS))]
    return Article(
        number,
        f"{facts['district']}：“{facts['event']}”送到{facts['people']}名职工身边（第{number}期）",
        tuple(paragraphs),
        f"{rng.randint(2012, 2024)}-{month:02d}-{day:02d}",
        rng.choice(_PAPERS),
        name(),
    )


@dataclass(frozen=True)
class Written:
    """A file of one document: its suffix, bytes, the encoding that must be found, and what it holds."""

    suffix: str
    data: bytes
    encoding: str | None
    article: Article


def _text(article: Article, rng: Random, suffix: str = ".txt") -> Written:
    codec, encoding = rng.choice(
        [
            ("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("utf-16", "utf-16-le"), ("utf-16-le", "utf-16-le"),
            ("gb2312", "gb18030"), ("gbk", "gb18030"), ("gb18030", "gb18030"), ("big5", "big5"),
        ]
    )  # fmt: skip
    article = article.traditional() if codec == "big5" else article
    data = article.text.encode(codec, "ignore" if codec == "gb2312" else "strict")
    return Written(suffix, data, encoding, article)


def _markdown(article: Article, rng: Random) -> Written:
    return Written(".md", ("# " + article.text.replace("　　", "")).encode(), "utf-8", article)


def _page(article: Article, charset: str, declared: str) -> bytes:
    body = "".join(f"<p>　　{paragraph}</p>\n" for paragraph in article.paragraphs)
    return f"""<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset={declared}">
<title>{article.title}-{article.publisher}</title></head><body>
<div class="nav"><a href="/">首页</a> | <a href="/news">新闻中心</a> | <a href="/law">政策法规</a></div>
<div class="article"><h1>{article.title}</h1>
<div class="info">来源：{article.publisher}　发布时间：{article.published} 10:20　作者：{article.author}　浏览：452次</div>
<div class="content">{body}</div></div>
<div class="related"><ul><li><a href="1.html">关于职工体检的通知</a></li><li><a href="2.html">我区三个班组获奖</a></li></ul></div>
<div class="foot">主办单位：{article.publisher} 版权所有 渝ICP备00000000号</div></body></html>""".encode(
        charset, "ignore"
    )


def _html(article: Article, rng: Random) -> Written:
    charset, declared, encoding = rng.choice(
        [
            ("utf-8", "utf-8", "utf-8"), ("gb18030", "gb2312", "gb18030"), ("gb18030", "utf-8", "gb18030"),
            ("utf-8", "gb2312", "utf-8"), ("big5", "big5", "big5"), ("gbk", "gbk", "gb18030"),
        ]
    )  # fmt: skip
    article = article.traditional() if charset == "big5" else article
    return Written(rng.choice([".html", ".htm"]), _page(article, charset, declared), encoding, article)


def _mhtml(article: Article, rng: Random) -> Written:
    page = MIMEText(_page(article, "utf-8", "utf-8").decode(), "html", "utf-8")
    message = MIMEMultipart("related", boundary="----page")
    message["From"], message["Subject"] = "<Saved by Blink>", article.title
    message.attach(page)
    return Written(".mhtml", message.as_bytes(), "utf-8", article)


def _mail(article: Article, rng: Random) -> Written:
    message = EmailMessage()
    message["From"], message["To"] = f"{article.author} <news@example.org>", "office@example.org"
    message["Subject"] = article.title
    message["Date"] = (
        f"{int(article.published[8:])} {_MONTHS[int(article.published[5:7]) - 1]} {article.published[:4]} 09:00:00 +0800"
    )
    charset = rng.choice(["utf-8", "gb18030"])
    message.set_content(article.text, charset=charset, cte="base64")
    return Written(".eml", message.as_bytes(), charset, article)


_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def _pdf(article: Article, rng: Random, encryption: StandardEncryption | None = None) -> Written:
    """One or two columns, a running head, page numbers; lines are broken where the column ends."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=1, encrypt=encryption)
    columns, width = rng.choice([(1, 36), (2, 17)])
    lines: list[str] = []
    for paragraph in article.paragraphs:
        lines += _broken_lines("　　" + paragraph, 2 * width)
    per_column = max(4, -(-len(lines) // columns)) if columns == 2 else rng.choice([9, 40])
    pages = range(0, len(lines), per_column * columns)
    for number, start in enumerate(pages, 1):
        canvas.setFont("STSong-Light", 9)
        canvas.drawString(60, 800, f"{article.publisher}　内部资料")
        canvas.drawCentredString(297, 30, f"— {number} —")
        if number == 1:
            canvas.setFont("STSong-Light", 16)
            canvas.drawCentredString(297, 765, article.title)
        canvas.setFont("STSong-Light", 12)
        for row in range(per_column):  # row by row, so that the order of drawing is not that of reading
            for column in range(columns):
                at = start + column * per_column + row
                if at < min(len(lines), start + per_column * columns):
                    canvas.drawString(60 + column * 240, 725 - 18 * row, lines[at])
        canvas.showPage()
    canvas.save()
    return Written(".pdf", stream.getvalue(), None, article)


def _broken_lines(text: str, width: int) -> list[str]:
    """Lines as a typesetter breaks them: numbers whole, no line opening with a mark."""
    lines: list[list[str]] = [[]]
    for token in re.findall(r"[0-9A-Za-z]+|.", text):
        used = sum(len(part) * (1 if part.isascii() else 2) for part in [*lines[-1], token])
        if used > width:
            lines.append([lines[-1].pop()] if token in "，。、；：？！”）》" else [])
        lines[-1].append(token)
    return ["".join(line) for line in lines]


def _docx(article: Article, rng: Random) -> Written:
    document = docx.Document()
    document.core_properties.author = article.author
    document.add_heading(article.title, 1)
    for paragraph in article.paragraphs:
        document.add_paragraph(paragraph)
    stream = io.BytesIO()
    document.save(stream)
    return Written(".docx", _undated(stream.getvalue()), None, article)


def _doc(article: Article, rng: Random) -> Written:
    """A document of Word 97, which no package writes: one that LibreOffice made of 500 «一», with other words."""
    text = "\r".join((article.title, *article.paragraphs)).ljust(500, "\r")
    before, after = WORD_97.read_bytes().split("一".encode("utf-16-le") * 500)
    return Written(".doc", before + text.encode("utf-16-le") + after, None, article)


def _rtf(article: Article, rng: Random) -> Written:
    def escaped(text: str) -> str:
        if rng.random() < 0.5:
            return "".join(
                f"\\u{ord(c) - 65536 if ord(c) > 32767 else ord(c)}?" if c > "~" else c for c in text
            )
        return "".join(f"\\'{byte:02x}" if byte > 126 else chr(byte) for byte in text.encode("gb18030"))

    head = r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 SimSun;}}\f0 "
    body = "".join(escaped(part) + "\\par\n" for part in (article.title, *article.paragraphs))
    return Written(".rtf", (head + body + "}").encode("ascii"), None, article)


def _undated(data: bytes) -> bytes:
    """A zip of an office program without the time at which it was written."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = re.sub(rb"(<dcterms:(\w+)[^>]*>)[^<]*", rb"\g<1>2024-01-01T00:00:00Z", old.read(info))
            new.writestr(zipfile.ZipInfo(info.filename), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


_SINGLE: tuple[tuple[int, Callable[[Article, Random], Written]], ...] = (
    (34, _text), (4, _markdown), (22, _html), (4, _mhtml), (5, _mail), (9, _pdf), (9, _docx), (4, _doc), (5, _rtf),
)  # fmt: skip


def _single(article: Article, rng: Random) -> Written:
    (write,) = rng.choices([write for _, write in _SINGLE], [weight for weight, _ in _SINGLE])
    return write(article, rng)


_HEADERS = {
    "zh": {"title": "标题", "text": "正文", "published": "发布日期", "publisher": "来源", "author": "作者"},
    "en": {
        "title": "Title",
        "text": "Content",
        "published": "Date",
        "publisher": "Source",
        "author": "Author",
    },
}


def _row(article: Article, language: str) -> dict[str, str]:
    values = {"title": article.title, "text": "\n".join(article.paragraphs), "published": article.published}
    values |= {"publisher": article.publisher, "author": article.author}
    return {header: values[field] for field, header in _HEADERS[language].items()}


def _table(articles: list[Article], rng: Random) -> tuple[str, bytes, str | None, int]:
    """A table of articles: its suffix, bytes, encoding, and the number of the first article's row."""
    rows = [_row(article, language) for language in [rng.choice(["zh", "en"])] for article in articles]
    form = rng.choice(["csv", "xlsx", "jsonl"])
    if form == "csv":
        stream = io.StringIO(newline="")
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
        codec = rng.choice(["utf-8-sig", "gb18030"])
        return ".csv", stream.getvalue().encode(codec), codec.removesuffix("-sig"), 2
    if form == "jsonl":
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        return ".jsonl", lines.encode(), "utf-8", 1
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(list(rows[0]))
    for row in rows:
        sheet.append(list(row.values()))
    data = io.BytesIO()
    book.save(data)
    return ".xlsx", _undated(data.getvalue()), None, 2


def _zip(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _tar(members: dict[str, bytes | str], *, packed: bool = True) -> bytes:
    """A tar of files (bytes) and links (where to)."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            if isinstance(data, str):
                info.type, info.linkname = tarfile.SYMTYPE, data
                archive.addfile(info)
            else:
                info.size = len(data)
                archive.addfile(info, io.BytesIO(data))
    return gzip.compress(stream.getvalue(), mtime=0) if packed else stream.getvalue()


def _warc(pages: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=True)
    for uri, data in pages.items():
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        dates = {"WARC-Date": "2024-01-01T00:00:00Z", "WARC-Record-ID": f"<urn:uuid:{uri}>"}
        writer.write_record(
            writer.create_warc_record(
                uri, "response", payload=io.BytesIO(data), http_headers=headers, warc_headers_dict=dates
            )
        )
    return stream.getvalue()


def _locked(data: bytes) -> bytes:
    """A zip whose members say that they are encrypted."""
    data = re.sub(rb"(PK\x03\x04..)..", lambda match: match.group(1) + b"\x01\0", data, flags=re.DOTALL)
    return re.sub(rb"(PK\x01\x02....)..", lambda match: match.group(1) + b"\x01\0", data, flags=re.DOTALL)


def _scan() -> bytes:
    from PIL import Image

    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=1)
    canvas.drawImage(ImageReader(Image.new("L", (200, 280), 200)), 0, 0, 595, 842)
    canvas.save()
    return stream.getvalue()


def _picture() -> bytes:
    from PIL import Image

    stream = io.BytesIO()
    Image.new("L", (8, 8)).save(stream, "PNG")
    return stream.getvalue()


class Builder:
    """Writes files below a folder and remembers what must be found in them."""

    def __init__(self, folder: Path, rng: Random) -> None:
        self.folder, self.rng = folder, rng
        self.expected: list[dict[str, object]] = []

    def file(self, stem: str, suffix: str, data: bytes) -> str:
        """Write a file into a folder of its year and month, and return its place."""
        rng = self.rng
        place = f"{rng.randint(2015, 2024)}/{rng.randint(1, 12):02d}/{stem}{suffix}"
        path = self.folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return place

    def good(self, place: str, article: Article, encoding: str | None, **told: str) -> None:
        """Expect a document."""
        self.expected.append(
            {
                "place": place,
                "outcome": "document",
                "encoding": encoding,
                "paragraphs": article.paragraphs,
                **told,
            }
        )

    def bad(self, place: str, kind: str) -> None:
        """Expect a failure."""
        self.expected.append({"place": place, "outcome": kind})

    def write(self, articles: Iterator[Article], count: int) -> None:
        """Put ``count`` articles into files, tables and archives."""
        rng = self.rng
        left = count
        while left > 0:
            shape = rng.choices(["single", "table", "zip", "tar", "warc"], [80, 6, 5, 3, 2])[0]
            batch = [next(articles) for _ in range(1 if shape == "single" else min(left, rng.randint(2, 6)))]
            left -= len(batch)
            stem = f"{batch[0].number:06d}"
            if shape == "single":
                self._single(batch[0])
            elif shape == "table":
                suffix, data, encoding, first = _table(batch, rng)
                place = self.file(stem, suffix, data)
                for number, article in enumerate(batch, first):
                    self.good(
                        f"{place}#{number}",
                        article,
                        encoding,
                        published=article.published,
                        title=article.title,
                    )
            elif shape == "warc":
                pages = {f"http://example.org/{article.number}.html": article for article in batch}
                place = self.file(
                    stem, ".warc.gz", _warc({uri: _page(page, "gbk", "gbk") for uri, page in pages.items()})
                )
                for uri, article in pages.items():
                    self.good(
                        f"{place}!/{uri}",
                        article,
                        "gb18030",
                        published=article.published,
                        title=article.title,
                    )
            else:
                self._archive(stem, batch, shape)

    def _single(self, article: Article) -> None:
        written = _single(article, self.rng)
        dated = self.rng.random() < 0.3
        stem = f"{article.published} {article.number:06d}" if dated else f"{article.number:06d}"
        place = self.file(stem, written.suffix, written.data)
        told = {"published": article.published} if dated else {}
        self.good(place, written.article, written.encoding, **told)

    def _archive(self, stem: str, articles: list[Article], shape: str) -> None:
        files = {}
        for article in articles:
            written = _single(article, self.rng)
            files[f"来稿/{article.number:06d}{written.suffix}"] = written
        members = {name: written.data for name, written in files.items()}
        if shape == "zip":
            place = self.file(stem, ".zip", _zip(members))
        else:
            packed = self.rng.random() < 0.7
            place = self.file(stem, ".tar.gz" if packed else ".tar", _tar(dict(members), packed=packed))
        for name, written in files.items():
            self.good(f"{place}!/{name}", written.article, written.encoding)

    def broken(self, articles: Iterator[Article], count: int) -> None:
        """Write ``count`` broken documents, every way in turn."""
        ways = [getattr(self, name) for name in sorted(vars(Builder)) if name.startswith("_bad_")]
        for number in range(count):
            ways[number % len(ways)](f"x{number:05d}", next(articles))

    def _plain(self, stem: str, suffix: str, data: bytes, kind: str) -> None:
        self.bad(self.file(stem, suffix, data), kind)

    def _bad_empty(self, stem: str, article: Article) -> None:
        self._plain(stem, ".txt", self.rng.choice([b"", b" \r\n"]), "empty")

    def _bad_encoding(self, stem: str, article: Article) -> None:
        self._plain(stem, ".txt", bytes(self.rng.randint(128, 255) for _ in range(400)) + b"\xff", "encoding")

    def _bad_unreadable(self, stem: str, article: Article) -> None:
        written = self.rng.choice([_pdf, _docx, _doc, _rtf])(article, self.rng)
        cut = written.data[:100] if written.suffix == ".pdf" else written.data[: len(written.data) // 2]
        self._plain(stem, written.suffix, cut, "unreadable")

    def _bad_encrypted(self, stem: str, article: Article) -> None:
        if self.rng.random() < 0.5:
            locked = _pdf(article, self.rng, StandardEncryption("secret"))
            self._plain(stem, ".pdf", locked.data, "encrypted")
        else:
            place = self.file(stem, ".zip", _locked(_zip({"a.txt": article.text.encode()})))
            self.bad(f"{place}!/a.txt", "encrypted")

    def _bad_not_chinese(self, stem: str, article: Article) -> None:
        self._plain(stem, ".txt", self.rng.choice([_ENGLISH, _JAPANESE]).encode(), "not_chinese")

    def _bad_too_large(self, stem: str, article: Article) -> None:
        self._plain(stem, ".txt", (article.text * (MAX_SIZE // len(article.text))).encode(), "too_large")

    def _bad_broken_archive(self, stem: str, article: Article) -> None:
        text = {"a.txt": self.rng.randbytes(2000).hex().encode()}
        suffix, data = self.rng.choice([(".zip", _zip(text)), (".tar.gz", _tar(dict(text)))])
        self._plain(stem, suffix, data[: len(data) // 2], "broken_archive")

    def _bad_zip_bomb(self, stem: str, article: Article) -> None:
        zeros = bytes(5 * MAX_SIZE)
        suffix, data = self.rng.choice(
            [(".zip", _zip({"a.txt": zeros})), (".tar.gz", _tar({"a.txt": zeros}))]
        )
        self.bad(self.file(stem, suffix, data) + "!/a.txt", "zip_bomb")

    def _bad_path_traversal(self, stem: str, article: Article) -> None:
        members = {"../../a.txt": b"x", "b.txt": article.text.encode()}
        suffix, data = self.rng.choice([(".zip", _zip(members)), (".tar", _tar(dict(members), packed=False))])
        place = self.file(stem, suffix, data)
        self.bad(f"{place}!/../../a.txt", "path_traversal")
        self.good(f"{place}!/b.txt", article, "utf-8")

    def _bad_symbolic_link(self, stem: str, article: Article) -> None:
        if self.rng.random() < 0.5:
            place = self.file(
                stem, ".tar", _tar({"a.txt": "/etc/hostname", "b.txt": article.text.encode()}, packed=False)
            )
            self.bad(f"{place}!/a.txt", "symbolic_link")
            self.good(f"{place}!/b.txt", article, "utf-8")
        else:
            place = self.file(stem, ".txt", b"")
            (self.folder / place).unlink()
            (self.folder / place).symlink_to("/etc")
            self.bad(place, "symbolic_link")

    def _bad_scanned(self, stem: str, article: Article) -> None:
        self._plain(stem, ".pdf", _scan(), "scanned_pdf")

    def _bad_unsupported(self, stem: str, article: Article) -> None:
        suffix, data = self.rng.choice([(".png", _picture()), (".dat", bytes(range(256)))])
        self._plain(stem, suffix, data, "unsupported")

    def _bad_no_text_column(self, stem: str, article: Article) -> None:
        self._plain(stem, ".csv", "编号,备注\n1,无\n".encode(), "no_text_column")

    def _bad_missing(self, stem: str, article: Article) -> None:
        place = self.file(stem, ".txt", b"")
        (self.folder / place).unlink()
        (self.folder / place).symlink_to("gone.txt")
        self.bad(place, "missing")


def build(folder: Path, *, documents: int, seed: int) -> None:
    """Write ``folder``/archive and ``folder``/manifest.jsonl."""
    shutil.rmtree(folder / "archive", ignore_errors=True)
    (folder / "archive").mkdir(parents=True)
    rng = Random(seed)
    articles = (article(number, rng) for number in range(10**9))
    broken = documents // 20
    builder = Builder(folder / "archive", rng)
    builder.write(articles, documents - broken)
    builder.broken(articles, broken)
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in builder.expected)
    (folder / "manifest.jsonl").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=120)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    build(given.folder, documents=given.documents, seed=given.seed)
