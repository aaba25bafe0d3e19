"""Bulletins as HTML: a page of a few, and what a notebook shows of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from markupsafe import Markup

from laomo_extract.records import Bulletin, NewsItem
from laomo_extract.report.frame import labels, read, template
from laomo_extract.report.highlight import DOUBTFUL, highlighted
from laomo_extract.report.marks import KINDS, marks
from laomo_extract.terminal.words import Language, Words


def bulletins_page(bulletins: Iterable[tuple[Bulletin, str]], language: Language) -> Iterator[str]:
    """Yield the page of ``bulletins``, each with the text that it was read from, piece by piece.

    The bulletins are taken one at a time.
    """
    words = Words(language)
    yield from template("bulletins.html").generate(
        bulletins=(_shown(bulletin, text, words) for bulletin, text in bulletins),
        styles=[Markup(read(style)) for style in ("static/page.css", "static/records.css")],
        **_said(language),
    )


def notebook_html(bulletin: Bulletin, language: Language) -> str:
    """``bulletin`` as a fragment of HTML; its text is not known to it, so that the values stand alone.

    >>> from laomo_extract import extract
    >>> "186,000 yuan" in notebook_html(extract("区总工会发放助学金18.6万元。"), Language.EN)
    True
    """
    return template("notebook.html").render(
        one=_shown(bulletin, None, Words(language)),
        style=Markup(read("static/records.css")),
        **_said(language),
    )


def _said(language: Language) -> dict[str, Any]:
    return {"w": labels(language), "words": Words(language), "doubtful": DOUBTFUL}


def _shown(bulletin: Bulletin, text: str | None, words: Words) -> dict[str, Any]:
    about = [
        bulletin.source,
        bulletin.published and words("published", bulletin.published),
        bulletin.home and words("home", bulletin.home),
        words("items", len(bulletin.items)),
    ]
    return {
        "bulletin": bulletin,
        "about": [part for part in about if part],
        "items": [_item(item, text, words) for item in bulletin.items],
    }


def _item(item: NewsItem, text: str | None, words: Words) -> dict[str, Any]:
    found = marks(item, words)
    by_kind = sorted((mark for mark in found if not mark.again), key=lambda mark: KINDS.index(mark.kind))
    return {
        "heading": item.heading,
        "kind": words.value(item.kind),
        "text": highlighted(text, item.span, found, words) if text is not None else None,
        "marks": by_kind,
    }
