"""Text in the plain form that a search compares: half-width, simplified, without what the page put in."""

from __future__ import annotations

from laomo_extract.layout.clean import clean


def plain(text: str) -> str:
    """``text`` as it is searched.

    >>> plain("全國勞動模範　張　三")
    '全国劳动模范张三'
    """
    return "".join(clean(text).text.split())


def body(heading: str | None, content: str | None, start: int, end: int) -> str:
    r"""What a search finds of an item: its heading and its part of the document's ``content``.

    >>> body("慰 问", "周刊。市总慰问劳模。", 3, 10)
    '慰问\n市总慰问劳模。'
    """
    return f"{plain(heading or '')}\n{plain((content or '')[start:end])}"
