"""``Extractor.extract`` with the date of publication and the home."""

from __future__ import annotations

from typing import Any

TITLE = "laomo_extract"
PACKAGES = ("laomo-extract",)
FIELDS = (
    "items",
    "districts",
    "dates",
    "workers",
    "honours",
    "people",
    "counts",
    "beneficiaries",
    "funds",
    "goods",
)
OFFSETS = True


def load() -> Any:
    """The reader."""
    from laomo_extract import Extractor

    extractor = Extractor()

    def read(text: str, published: str | None, home: str | None) -> dict[str, Any]:
        return extractor.extract(text, published=published, home=home).model_dump(mode="json")

    return read
