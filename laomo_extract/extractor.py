"""Extractor: layout → facts → resolve, the only place that knows their order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date as Day
from typing import TYPE_CHECKING

from laomo_extract import facts
from laomo_extract.additions import Addition, additions
from laomo_extract.errors import WrongArgumentError, WrongTypeError
from laomo_extract.facts.own import Lexicon, own
from laomo_extract.finders import NameFinder
from laomo_extract.layout import Page, clean, layout
from laomo_extract.lexicon.gazetteer import Division, gazetteer, knowing
from laomo_extract.records import Bulletin, Document, OwnFact, Span
from laomo_extract.resolve import Published, resolve, stated_date

if TYPE_CHECKING:
    from laomo_extract.processes import DiedError

_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def _published(value: Day | str | None) -> Published:
    if value is None:
        return Published(None, None, None, None)
    if isinstance(value, Day):
        return Published(
            value.isoformat()[:10], value.year, value.month, Day(value.year, value.month, value.day)
        )
    match = _ISO.fullmatch(value) if isinstance(value, str) else None
    if match:
        year, month, day = (int(group) if group else None for group in match.groups())
        try:
            whole = Day(year or 0, month or 1, day or 1)
        except ValueError:
            pass
        else:
            return Published(value, year, month, whole if day else None)
    raise WrongArgumentError("LM201", value=value)


def _home(value: str | None) -> Division | None:
    if value is None:
        return None
    division = gazetteer().find_home(value) if isinstance(value, str) else None
    if division is None:
        raise WrongArgumentError("LM202", value=value)
    return division


def _own_facts(addition: Addition, page: Page) -> Iterator[OwnFact]:
    for start, end, fields, record in addition.facts(page.clean.text):
        first, last = page.clean.span(start, end)
        yield OwnFact(
            text=page.clean.quote(start, end),
            span=Span(start=first, end=last),
            rule=record.rule,
            confidence=record.confidence,
            kind=addition.kind,
            data=record.model_dump(mode="json", include=set(fields) - {"rule", "confidence"}),
        )


def _lies_in(span: Span, whole: Span) -> bool:
    return whole.start <= span.start and span.end <= whole.end


class Extractor:
    """Reads bulletins into records.

    An extractor holds no state between texts: the same text gives the same records in any process and order.

    >>> Extractor().extract("8月27日,涪陵区总工会走访了12名劳模。", published="2024-08-30").items[0].dates[0].edtf
    '2024-08-27'
    """

    def __init__(self, *, names: NameFinder | None = None, lexicon: Lexicon | None = None) -> None:
        """An extractor that knows more than the library does.

        Kinds of fact that installed packages add (:mod:`laomo_extract.additions`) are found as well.

        Args:
            names: another finder of people's names, whose opinion is weighed with the library's own; see
                :mod:`laomo_extract.finders`.
            lexicon: the user's own words, a mapping or a TOML file: ``names`` (people who are known: found
                wherever they stand, a common word among them only where it stands like a name), ``honours``,
                ``purposes``, ``programmes``, ``topics``, ``divisions``; see :func:`laomo_extract.facts.own.own`.

        Raises:
            ValueError: ``lexicon`` has other keys or words of one character.

        >>> extractor = Extractor(lexicon={"names": ["邬阿海"], "honours": ["金锚之星"]})
        >>> worker = extractor.extract("渔轮机师邬阿海是首届金锚之星。").items[0].workers[0]
        >>> worker.name, [honour.title for honour in worker.honours]
        ('邬阿海', ['首届金锚之星'])
        """
        self._names = names
        self._own = own(lexicon)
        self._additions = tuple(additions().values())

    def _find(self, page: Page, told: Iterable[tuple[int, int]] | None = None) -> facts.Mentions:
        """The mentions of a page; ``told`` are names seen elsewhere, as ranges of the source."""
        outside = None if told is None else [page.clean.locate(*name) for name in told]
        if self._names is not None:
            outside = [*(outside or []), *self._names(page.clean.text)]
        return facts.find(page.clean.text, outside, self._own)

    def _resolve(
        self,
        page: Page,
        mentions: facts.Mentions,
        when: Published,
        where: Division | None,
        source: str | None,
    ) -> Bulletin:
        """The records of a page, those of added kinds among them."""
        bulletin = resolve(page, mentions, when, where, source, self._own)
        if not self._additions:
            return bulletin
        found = [fact for addition in self._additions for fact in _own_facts(addition, page)]
        items = tuple(
            item.model_copy(update={"own": tuple(fact for fact in found if _lies_in(fact.span, item.span))})
            for item in bulletin.items
        )
        return bulletin.model_copy(update={"items": items})

    def extract(
        self,
        text: str,
        *,
        published: Day | str | None = None,
        home: str | None = None,
        source: str | None = None,
        names: Iterable[tuple[int, int]] | None = None,
    ) -> Bulletin:
        """Read one text.

        Args:
            text: the bulletin, any ``str``.
            published: the date of publication (date, ISO string of a year, month or day), where known.
            home: the division that the publication serves (adcode or name), where known.
            source: where the text came from; kept in the record.
            names: half-open ranges of ``text`` that another program takes for people's names, as evidence
                beside the library's own; None if no other was asked.

        Raises:
            ValueError: ``published`` or ``home`` cannot be read; the message says what is accepted.
            TypeError: ``text`` is not a ``str``.
        """
        if not isinstance(text, str):
            raise WrongTypeError("LM203", kind=type(text).__name__)
        with knowing(self._own.divisions):
            when, where = _published(published), _home(home)
            page = layout(clean(text))
            return self._resolve(page, self._find(page, names), when, where, source)

    def read(self, document: Document) -> Bulletin:
        """Read one document.

        A date of publication that only its file name or folder tells counts where the page states none
        itself: a folder is often a month, or the day on which somebody saved the page. A bulletin without
        a title of its own gets the document's.

        Raises:
            ValueError: the document's ``published`` or ``home`` cannot be read.

        >>> document = Document(text="8月27日,涪陵区总工会慰问劳模。", published="2019-09", origins={"published": "folder"})
        >>> Extractor().read(document).items[0].dates[0].edtf
        '2019-08-27'
        """
        with knowing(self._own.divisions):
            when, where = _published(document.published), _home(document.home)
            page = layout(clean(document.text))
            mentions = self._find(page)
            origins = dict(document.origins)
            if origins.get("published") in ("file_name", "folder") and (own := stated_date(page, mentions)):
                when, origins["published"] = own, "document"
            bulletin = self._resolve(page, mentions, when, where, document.source)
        if bulletin.title:
            origins["title"] = "document"
        said = {"author": document.author, "publisher": document.publisher, "origins": origins}
        return bulletin.model_copy(update=said | {"title": bulletin.title or document.title})

    def pipe(
        self,
        documents: Iterable[Document],
        *,
        workers: int = 1,
        on_error: Callable[[DiedError], None] | None = None,
    ) -> Iterator[Bulletin]:
        """Read a stream of documents, lazily and in order; see :meth:`read`.

        Args:
            documents: the stream, which may be endless: no more than a few documents are in memory.
            workers: processes that read; 1 is this one.
            on_error: called, in its turn, with each document whose process ended (killed, crashed); there is no
                bulletin for it. The rest is read all the same, by another process.

        Raises:
            ValueError: ``workers`` is no number of processes, or a document's ``published`` or ``home`` cannot
                be read.
            ExceptionGroup: processes ended and there is no ``on_error``: a ``DiedError`` for each document,
                raised after the last one, so that none is lost.
        """
        if workers < 1:
            raise WrongArgumentError("LM204", workers=workers)
        if workers == 1:
            yield from map(self.read, documents)
            return
        from laomo_extract.processes import DiedError, in_order

        lost: list[DiedError] = []
        report = on_error or lost.append
        for answer in in_order(self.read, documents, workers):
            if isinstance(answer, DiedError):
                report(answer)
            else:
                yield answer
        if lost:
            raise ExceptionGroup(f"{len(lost)} not read", lost)


def extract(text: str, *, published: Day | str | None = None, home: str | None = None) -> Bulletin:
    """Read one bulletin; see :meth:`Extractor.extract`.

    >>> bulletin = extract("8月27日,涪陵区总工会为62名学生发放助学金18.6万元。", published="2024-08-30", home="500000")
    >>> [fund.amount for fund in bulletin.items[0].funds]
    [Decimal('186000')]
    """
    return Extractor().extract(text, published=published, home=home)
