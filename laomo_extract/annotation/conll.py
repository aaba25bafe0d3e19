"""CoNLL columns with BIO tags: a character a line, its place in the text, its tag; an empty line between sentences.

    -DOCSTART- b-1f4e 0 O

    8 0 B-DATE
    月 1 I-DATE

White space has no line, so a reader that takes the first and the last column reads no odd token; the places tell where it
was. Labels that overlap have no room in one column: of two the longer one stays (:func:`laomo_extract.labels.flat`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TextIO

from laomo_extract.annotation.annotated import Annotated, Label, in_order, name_of
from laomo_extract.errors import WrongArgumentError
from laomo_extract.labels import flat

_START = "-DOCSTART-"
_SENTENCE_ENDS = frozenset("。！？!?\n")
_TAG = re.compile(r"O|[BIESMLU]-(?P<label>\S+)")


def write(pages: Iterable[Annotated], stream: TextIO) -> int:
    """Write the texts one after the other; return their number."""
    written = 0
    for page in pages:
        stream.write(f"{_START} {page.id or '-'} 0 O\n\n")
        tags: dict[int, str] = {}
        for one in flat(page.labels):
            label = "_".join(one.label.split())
            tags |= dict.fromkeys(range(one.start, one.end), f"I-{label}") | {one.start: f"B-{label}"}
        ended = True  # the last line is empty
        for at, char in enumerate(page.text):
            if not char.isspace():
                stream.write(f"{char} {at} {tags.get(at, 'O')}\n")
                ended = False
            inside = tags.get(at + 1, "O").startswith("I-")  # a name may go on behind the end of a line
            if char in _SENTENCE_ENDS and not inside and not ended:
                stream.write("\n")
                ended = True
        if not ended:
            stream.write("\n")
        written += 1
    return written


def read(stream: TextIO) -> Iterator[Annotated]:
    """Yield the texts of a file of columns: the token first, the tag last, the place between them if there is one.

    Without places the text is made of the tokens, a sentence a line. With places it has spaces where white space was, or
    ends of lines between sentences: its labels stand where they stood in the text that was written.

    Raises:
        ValueError: a line has no tag, or its place is before that of the line above.
    """
    page = _Page()
    for number, line in enumerate(stream, 1):
        columns = line.split()
        if not columns:
            page.end_sentence()
        elif columns[0] == _START:
            if page.begun:
                yield page.done()
            page = _Page(
                id=columns[1] if len(columns) == 4 and columns[1] not in ("-", "-X-") else None, begun=True
            )
        else:
            tag = _TAG.fullmatch(columns[-1])
            if tag is None or len(columns) < 2:
                raise WrongArgumentError("LM412", path=name_of(stream), number=number, line=line.strip())
            place = int(columns[1]) if len(columns) == 3 and columns[1].isdecimal() else None
            if place is not None and place < page.length:
                raise WrongArgumentError("LM413", path=name_of(stream), number=number, place=place)
            page.add(columns[0], place, columns[-1][0], tag["label"])
    if page.begun:
        yield page.done()


@dataclass
class _Page:
    """A text as it is put together again."""

    id: str | None = None
    begun: bool = False
    parts: list[str] = field(default_factory=list)
    length: int = 0
    gap: str = ""
    labels: list[Label] = field(default_factory=list)
    open: bool = False  # whether the last token had the last of ``labels``

    def end_sentence(self) -> None:
        self.gap = "\n" if self.length else ""

    def add(self, token: str, place: int | None, mark: str, label: str | None) -> None:
        self.begun = True
        gap = self.gap if place is None else (self.gap or " ") * (place - self.length)
        start = self.length + len(gap)
        self.parts += [gap, token]
        self.length = start + len(token)
        self.gap = ""
        if label is None:
            self.open = False
        elif self.open and mark in "IEML" and self.labels[-1].label == label:
            self.labels[-1] = self.labels[-1].model_copy(update={"end": self.length})
        else:
            self.labels.append(Label(start=start, end=self.length, label=label))
            self.open = True
        if mark in "ESLU":
            self.open = False

    def done(self) -> Annotated:
        return Annotated(id=self.id, text="".join(self.parts), labels=in_order(self.labels))
