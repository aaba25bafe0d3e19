"""Pictures of pages to lines of text (extra ``ocr``): RapidOCR, whose models come inside its package."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from laomo_extract.missing import needs

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_DOTS = 200  # an inch, of the picture that is looked at; its long side is then what the models are made for


class Seen(NamedTuple):
    """A line that was recognised and its box, in points from the page's lower left."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


def check_installed() -> None:
    """ImportError, naming the extra, if the packages are not there."""
    with needs("rapidocr", "ocr"):
        import onnxruntime  # noqa: F401
        import rapidocr  # noqa: F401


def recognised(page: PdfPage) -> Iterator[Seen]:
    """The lines in the picture of ``page``."""
    scale = _DOTS / 72
    height = page.get_height()
    found = _engine()(page.render(scale=scale).to_numpy())
    for box, text in zip(found.boxes if found.txts else (), found.txts or (), strict=True):
        across, down = [float(x) for x, _ in box], [float(y) for _, y in box]
        yield Seen(
            text,
            min(across) / scale,
            height - max(down) / scale,
            max(across) / scale,
            height - min(down) / scale,
        )


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "critical"})
