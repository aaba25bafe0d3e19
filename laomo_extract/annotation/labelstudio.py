"""Label Studio: a list of tasks. Facts go out as predictions, what people made of them comes back as annotations."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, TextIO
from xml.sax.saxutils import quoteattr

from laomo_extract.annotation.annotated import Annotated, Label, in_order, name_of
from laomo_extract.errors import WrongArgumentError
from laomo_extract.labels import COLOURS


def interface() -> str:
    """The labelling interface that a project needs for these tasks, to be pasted into its settings."""
    labels = "\n".join(
        f"    <Label value={quoteattr(label)} background={quoteattr(colour)}/>"
        for label, colour in COLOURS.items()
    )
    return (
        f'<View>\n  <Labels name="label" toName="text">\n{labels}\n  </Labels>\n'
        '  <Text name="text" value="$text"/>\n</View>\n'
    )


def write(pages: Iterable[Annotated], stream: TextIO) -> int:
    """Write a task a text; return their number."""
    written = 0
    stream.write("[")
    for page in pages:
        result = [
            {
                "id": f"{number}",
                "from_name": "label",
                "to_name": "text",
                "type": "labels",
                "score": label.confidence,
                "value": {
                    "start": label.start,
                    "end": label.end,
                    "text": page.text[label.start : label.end],
                    "labels": [label.label],
                },
            }
            for number, label in enumerate(page.labels)
        ]
        task = {
            "data": {"text": page.text, "bulletin": page.id},
            "predictions": [{"model_version": "laomo_extract", "result": result}],
        }
        stream.write(",\n" if written else "\n")
        stream.write(json.dumps(task, ensure_ascii=False))
        written += 1
    stream.write("\n]\n")
    return written


def read(stream: TextIO) -> Iterator[Annotated]:
    """Yield the texts of a JSON or JSON-MIN export: of each the last annotation, else the last prediction.

    Raises:
        ValueError: it is no such export, or a label does not stand where it says.
    """
    try:
        tasks = json.load(stream)
    except ValueError:
        tasks = None
    if not isinstance(tasks, list):
        raise WrongArgumentError("LM407", path=name_of(stream))
    for number, task in enumerate(tasks, 1):
        try:
            data = task.get("data", task)
            text, values = data["text"], _values(task)
            labels = [
                Label(start=start, end=end, label=name, confidence=score)
                for value, score in values
                for start, end in [_place(text, value, path=name_of(stream), number=number)]
                for name in value["labels"]
            ]
        except (KeyError, TypeError, AttributeError) as error:
            raise WrongArgumentError("LM408", path=name_of(stream), number=number, error=error) from error
        yield Annotated(id=data.get("bulletin"), text=text, labels=in_order(labels))


def _values(task: dict[str, Any]) -> list[tuple[dict[str, Any], float | None]]:
    if "data" not in task:  # JSON-MIN
        return [(value, None) for value in task.get("label") or []]
    made = [one for one in task.get("annotations") or [] if not one.get("was_cancelled")]
    for choice in (made, task.get("predictions") or []):
        if choice:
            result = choice[-1]["result"]
            return [(one["value"], one.get("score")) for one in result if one["type"] == "labels"]
    return []


def _place(text: str, value: dict[str, Any], **where: object) -> tuple[int, int]:
    """Where a label stands. Some versions count in UTF-16, where an emoji is two: it moves all that is behind it."""
    start, end, words = value["start"], value["end"], value.get("text")
    if words is None or _plain(text[start:end]) == _plain(words):
        return start, end
    units = text.encode("utf-16-le", "surrogatepass")
    first, last = (len(units[: 2 * at].decode("utf-16-le", "replace")) for at in (start, end))
    if _plain(text[first:last]) == _plain(words):
        return first, last
    raise WrongArgumentError("LM409", **where, words=words, start=start, end=end, there=text[start:end])


def _plain(words: str) -> str:
    return "".join(words.replace("\\n", "").split())  # line ends are written as a backslash and an n
