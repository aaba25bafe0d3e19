"""doccano: a text a line as JSON, labels as ``[start, end, label]``; the bulletin's id goes along as its metadata."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TextIO

from laomo_extract.annotation.annotated import Annotated, Label, in_order, name_of
from laomo_extract.errors import WrongArgumentError


def write(pages: Iterable[Annotated], stream: TextIO) -> int:
    """Write a line a text; return their number."""
    written = 0
    for page in pages:
        labels = [[one.start, one.end, one.label] for one in page.labels]
        line = {"text": page.text, "label": labels, "bulletin": page.id}
        stream.write(json.dumps(line, ensure_ascii=False) + "\n")
        written += 1
    return written


def read(stream: TextIO) -> Iterator[Annotated]:
    """Yield the texts of an export with labels (``label``, ``labels``) or with relations (``entities``).

    Raises:
        ValueError: a line is no such text.
    """
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
            text = data["text"]
            found = [
                (one["start_offset"], one["end_offset"], one["label"]) for one in data.get("entities") or []
            ]
            found += data.get("label") or data.get("labels") or []
            labels = [Label(start=start, end=end, label=label) for start, end, label in found]
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise WrongArgumentError("LM410", path=name_of(stream), number=number, error=error) from error
        for one in labels:
            if not 0 <= one.start <= one.end <= len(text):
                raise WrongArgumentError(
                    "LM411", path=name_of(stream), number=number, start=one.start, end=one.end
                )
        yield Annotated(id=data.get("bulletin"), text=text, labels=in_order(labels))
