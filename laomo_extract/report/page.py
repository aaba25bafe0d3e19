"""The page of a store, as one file: no address outside it, and only its own two scripts may run."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from datetime import date as Day
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from laomo_extract.records import Bulletin
from laomo_extract.report.archive import archive_data
from laomo_extract.report.frame import labels, read, template
from laomo_extract.report.highlight import DOUBTFUL
from laomo_extract.terminal.words import Language, Words

if TYPE_CHECKING:
    from laomo_extract.store import RegisteredWorker


def report_page(
    pages: Iterable[tuple[Bulletin, str | None]],
    register: Iterable[RegisteredWorker],
    *,
    language: Language = Language.ZH,
    title: str | None = None,
    keep_reprints: bool = False,
) -> str:
    """The page that shows ``pages``, bulletins each with its text (``Store.pages()``), as HTML.

    Args:
        pages: What is shown.
        register: Who is one person (``Store.workers()``).
        language: Of the page.
        title: The page's heading.
        keep_reprints: Whether reprints are among the pages; the page says so.
    """
    from laomo_extract import __version__

    data: dict[str, Any] = archive_data(pages, register, Words(language))
    said = labels(language)
    scripts = [Markup(read("vendor/vendor.js")), Markup(read("static/report.js"))]
    styles = ("vendor/tabulator.css", "static/page.css", "static/records.css", "static/report.css")
    return template("report.html").render(
        title=title or said["page_title"],
        w=said,
        data={**data, "doubtful": DOUBTFUL},
        doubtful=DOUBTFUL,
        keep_reprints=keep_reprints,
        scripts=scripts,
        styles=[Markup(read(style)) for style in styles],
        policy=_policy(scripts),
        licences=read("vendor/LICENSES.txt"),
        version=__version__,
        day=Day.today().isoformat(),
    )


def _policy(scripts: Iterable[str]) -> str:
    """What a browser lets the page do: run these scripts, and fetch nothing."""
    digests = (base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in scripts)
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
