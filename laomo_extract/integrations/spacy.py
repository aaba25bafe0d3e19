"""The extractor as a component of a spaCy pipeline: ``nlp.add_pipe("laomo_extract")``, without an import.

=========================  ============================================================================
``doc._.bulletin``         the :class:`~laomo_extract.records.Bulletin` of ``doc.text``
``doc.spans["laomo"]``     every fact, overlapping ones too, under the labels of ``laomo_extract.labels``
``doc.ents``               with the setting ``ents``: facts that do not overlap, before a model's entities
``span._.fact``            the record behind a span of ``doc.spans["laomo"]``
``span.kb_id_``            the adcode of a district
``doc._.published``        set before the component runs: the date of publication, for years and «昨日»
``doc._.home``             set before the component runs: the division that the publication serves
=========================  ============================================================================

Facts have exact offsets of characters. A tokenizer of words (jieba, pkuseg) may cut elsewhere; a span then takes in the
tokens that the fact touches, and ``span._.fact.span`` is exact. With single characters, spaCy's default for Chinese, the
two agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from laomo_extract.annotation import Annotated, Label, annotated
from laomo_extract.extractor import Extractor
from laomo_extract.labels import COLOURS, Labelled, fact_at, flat, labelled
from laomo_extract.missing import needs
from laomo_extract.records import Bulletin, District, Mention

with needs("spacy", "spacy"):
    import spacy
    from spacy.language import Language
    from spacy.tokens import Doc, DocBin, Span
    from spacy.util import filter_spans

__all__ = ["COLOURS", "SPANS", "Component", "annotated", "doc_bin", "make"]

SPANS = "laomo"
"""The key in ``doc.spans``."""
_DATA = "laomo_extract"  # the key in doc.user_data, which goes along between processes and to disk
_PERSONS = frozenset({"PERSON", "PER"})


@lru_cache(maxsize=64)
def _bulletin(data: str) -> Bulletin:
    return Bulletin.model_validate_json(data)


def _bulletin_of(doc: Doc) -> Bulletin | None:
    data = doc.user_data.get(_DATA)
    return None if data is None else _bulletin(data)


def _fact_of(span: Span) -> Mention | None:
    bulletin = _bulletin_of(span.doc)
    return fact_at(bulletin, span.id_) if bulletin and span.id_ else None


def _extend() -> None:
    """Add the attributes, but never in place of those that a program has under these names already."""
    if not Doc.has_extension("bulletin"):
        Doc.set_extension("bulletin", getter=_bulletin_of)
    for name in ("published", "home"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)
    if not Span.has_extension("fact"):
        Span.set_extension("fact", getter=_fact_of)


_extend()


class Component:
    """What the pipeline calls with each document; made by ``nlp.add_pipe("laomo_extract", config={…})``.

    Settings:
        published, home: as of :meth:`Extractor.extract`, for documents that have none of their own.
        lexicon: as of :class:`Extractor`, a mapping; it is saved with the pipeline.
        ents: whether facts go to ``doc.ents`` as well.
        names: whether the PERSON entities that stand in ``doc.ents`` already count as evidence for names.
        alignment: what becomes of a fact whose edges lie within tokens: ``expand``, ``contract`` or ``strict``
            (left out), as of ``Doc.char_span``.
    """

    def __init__(
        self,
        *,
        published: str | None,
        home: str | None,
        lexicon: Mapping[str, Any] | None,
        ents: bool,
        names: bool,
        alignment: str,
    ) -> None:
        self._extractor = Extractor(lexicon=lexicon)
        self._extractor.extract("", published=published, home=home)  # wrong settings are told now
        self._published, self._home = published, home
        self._ents, self._names, self._alignment = ents, names, alignment

    def __call__(self, doc: Doc) -> Doc:
        """Read ``doc``."""
        bulletin = self._extractor.extract(
            doc.text,
            published=doc._.published or self._published,
            home=doc._.home or self._home,
            names=self._persons(doc) if self._names else None,
        )
        _set(doc, bulletin, ents=self._ents, alignment=self._alignment)
        return doc

    @staticmethod
    def _persons(doc: Doc) -> list[tuple[int, int]] | None:
        """The persons of a model; None where no model was asked, which is not the same as none found."""
        if not doc.has_annotation("ENT_IOB"):
            return None
        return [(entity.start_char, entity.end_char) for entity in doc.ents if entity.label_ in _PERSONS]


def _set(doc: Doc, bulletin: Bulletin, *, ents: bool, alignment: str) -> None:
    def spans(facts: Iterable[Labelled]) -> list[Span]:
        made = []
        for one in facts:
            adcode = one.fact.adcode or "" if isinstance(one.fact, District) else ""
            span = doc.char_span(
                one.start, one.end, one.label, kb_id=adcode, span_id=one.path, alignment_mode=alignment
            )
            if span is not None and len(span):
                made.append(span)
        return made

    doc.user_data[_DATA] = bulletin.model_dump_json()
    facts = list(labelled(bulletin))
    doc.spans[SPANS] = spans(facts)
    if ents:
        ours = filter_spans(
            spans(flat(facts))
        )  # once more: with tokens of words, neighbours may have grown together
        taken = {token.i for span in ours for token in span}
        doc.set_ents(
            [*ours, *(entity for entity in doc.ents if taken.isdisjoint(range(entity.start, entity.end)))]
        )


@Language.factory(
    "laomo_extract",
    default_config={
        "published": None,
        "home": None,
        "lexicon": None,
        "ents": False,
        "names": True,
        "alignment": "expand",
    },
    assigns=["doc._.bulletin", "doc.spans"],
)
def make(
    nlp: Language,
    name: str,
    published: str | None,
    home: str | None,
    lexicon: dict[str, Any] | None,
    ents: bool,
    names: bool,
    alignment: str,
) -> Component:
    """The component for a pipeline; spaCy calls this by the package's entry point."""
    return Component(
        published=published, home=home, lexicon=lexicon, ents=ents, names=names, alignment=alignment
    )


def doc_bin(pages: Iterable[Annotated], *, nlp: Language | None = None) -> DocBin:
    """Labelled texts (what the library found, or what people made of it) as documents to train spaCy with.

    ``doc.ents`` has the labels that do not overlap, for ``ner``; ``doc.spans["laomo"]`` all, for ``spancat``.

    Args:
        pages: Texts with labels: of a bulletin by :func:`~laomo_extract.annotation.annotated`, of an annotation tool by
            :func:`~laomo_extract.annotation.read`.
        nlp: Whose tokenizer cuts the texts; without it they are cut into single characters. Labels whose edges
            lie within tokens are left out, as a model would learn wrong edges from them.

    >>> from laomo_extract import extract
    >>> text = "8月27日,涪陵区总工会发放助学金18.6万元。"
    >>> [doc] = doc_bin([annotated(extract(text), text)]).get_docs(spacy.blank("zh").vocab)
    >>> [(ent.text, ent.label_) for ent in doc.ents][:2]
    [('8月27日', 'DATE'), ('涪陵区总工会', 'ORGANISATION')]
    """
    tokenizer = nlp or spacy.blank("zh")
    made = DocBin()
    for page in pages:
        doc = tokenizer.make_doc(page.text)
        doc.spans[SPANS] = _strict(doc, page.labels)
        doc.set_ents(_strict(doc, flat(page.labels)))
        made.add(doc)
    return made


def _strict(doc: Doc, labels: Iterable[Label]) -> list[Span]:
    spans = (doc.char_span(one.start, one.end, one.label) for one in labels)
    return [span for span in spans if span is not None and len(span)]
