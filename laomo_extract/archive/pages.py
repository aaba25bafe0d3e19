"""Web pages: their main text, title, date, source and author."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from laomo_extract.archive.failures import UnreadableError
from laomo_extract.archive.metadata import stated
from laomo_extract.archive.parts import Found, Limits, Parts, Raw, decoded, headed

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
# What Chinese sites call their fields: the gov.cn scheme first.
_META = {
    "title": ("articletitle", "og:title"),
    "published": ("pubdate", "publishdate", "article:published_time", "firstpublishedtime", "dc.date"),
    "publisher": ("contentsource", "source", "og:site_name"),
    "author": ("author", "article:author"),
}
_SITE_NAME = re.compile(r"[-_—|–](?:[^-_—|–]*(?:网|总工会|日报|晚报|门户|频道|新闻|站|报|政府))+\s*$")
_BLOCKS = (
    "p",
    "div",
    "tr",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "ul",
    "ol",
    "section",
    "article",
    "td",
)
_UNSEEN = ("script", "style", "noscript", "head")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\ud800-\udfff\ufffe\uffff]")  # what lxml does not take
_LAYOUT_CELL = 60  # characters; a cell of data is shorter
_INFO = re.compile(r"(?:来源|发布(?:时间|日期)|日期|作者)\s*[:：]")


def read_html(raw: Raw, limits: Limits) -> Parts:
    """The page in a file."""
    yield page(raw.place, raw.whole(limits), raw.declared)


def page(place: str, data: bytes, declared: str | None = None) -> Found:
    """The main text of a page under its title and its line of source and date.

    Raises:
        UnreadableError: no text, or the packages for HTML are not installed.
    """
    try:
        from lxml import html as lxml_html
        from trafilatura import bare_extraction
    except ImportError as error:
        raise UnreadableError(place, "not_installed", "HTML") from error
    meta_charset = _CHARSET.search(data[:4096])
    said = meta_charset.group(1).decode("ascii", "replace") if meta_charset else declared
    text = decoded(place, data, said)
    # lxml refuses str that declares an encoding in an XML head
    source = _CONTROL.sub("", re.sub(r"^\s*<\?xml[^>]*\?>", "", text.text))
    try:
        tree = lxml_html.document_fromstring(source)
    except Exception as error:  # lxml's own errors have several bases
        raise UnreadableError(place, "empty") from error
    given = _given(tree)
    whole = _lines(tree)
    told = stated("\n".join(whole))
    title = given.get("title") or _heading(tree)
    _unfold_layout_tables(tree)
    _mark_headings(tree)
    found = bare_extraction(
        lxml_html.tostring(tree, encoding="unicode"),
        favor_precision=True,
        include_comments=False,
        with_metadata=False,
    )
    body = (
        found.text if found is not None and not isinstance(found, dict) and found.text else "\n".join(whole)
    )
    info = next((line for line in whole if _INFO.search(line) and len(line) < 120), None)
    if info and "".join(info.split()) not in "".join(body.split()):
        body = f"{info}\n\n{body}"
    return Found(
        text=headed(title, body),
        title=title,
        author=given.get("author") or told.get("author"),
        publisher=told.get("publisher") or given.get("publisher"),
        published=given.get("published") or told.get("published"),
        encoding=text.encoding,
        certainty=text.certainty,
    )


def _given(tree: HtmlElement) -> dict[str, str]:
    metas = {
        (meta.get("name") or meta.get("property") or "").lower(): (meta.get("content") or "").strip()
        for meta in tree.iter("meta")
    }
    found = {
        field: next((metas[name] for name in names if metas.get(name)), "") for field, names in _META.items()
    }
    return {field: value for field, value in found.items() if value}


def _heading(tree: HtmlElement) -> str | None:
    """The article's title: the page's one heading, a block that is called title, else the window's title."""
    window = _squeezed(tree.findtext(".//title") or "")
    called = tree.xpath(
        "//h1|//*[contains(translate(@class,'TILE','tile'),'title')]|//*[contains(translate(@id,'TILE','tile'),'title')]"
    )
    headings = [_squeezed(element.text_content()) for element in called]
    headings = [
        heading for heading in headings if 4 <= len(heading) <= 80 and re.search("[一-鿿]{3}", heading)
    ]
    in_window = [heading for heading in headings if heading in window]
    return next(iter(in_window or headings), None) or _SITE_NAME.sub("", window).strip() or None


def _squeezed(text: str) -> str:
    return " ".join(_CONTROL.sub("", text).split())


def _lines(tree: HtmlElement) -> list[str]:
    """All visible text, a line a block."""
    from lxml import etree

    parts: list[str] = []
    walk = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        edge = "\n" if element.tag in _BLOCKS or element.tag == "br" else ""
        if event == "start":
            if element.tag in _UNSEEN:
                walk.skip_subtree()
            else:
                parts.append(edge + (element.text or ""))
        else:
            parts.append(edge + (element.tail or ""))
    return [line for raw in "".join(parts).split("\n") if (line := _squeezed(raw))]


def _mark_headings(tree: HtmlElement) -> None:
    """Headings inside an article become paragraphs marked as markdown does, which trafilatura keeps."""
    for level in range(2, 7):
        for heading in tree.iter(f"h{level}"):
            if text := _squeezed(heading.text_content()):
                tail = heading.tail
                heading.clear()
                heading.tag, heading.text, heading.tail = "p", f"{'#' * level} {text}", tail


def _unfold_layout_tables(tree: HtmlElement) -> None:
    """Tables that old pages are laid out with become blocks; tables of data stay."""
    for table in tree.xpath("//table"):
        cells = table.xpath(".//td")
        if (
            table.xpath(".//table")
            or not table.xpath("(.//tr)[2]")
            or any(len(cell.text_content().strip()) > _LAYOUT_CELL for cell in cells)
        ):
            for element in table.xpath("./tr|./tbody|./tbody/tr|./tr/td|./tbody/tr/td"):
                element.tag = "div"
            table.tag = "div"
    for div in tree.iter("div"):
        # Text that stands in it without a paragraph would be taken for the page's furniture
        if not any(child.tag in _BLOCKS for child in div.iterdescendants()):
            div.tag = "p"
