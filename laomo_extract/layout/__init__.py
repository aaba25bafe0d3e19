"""The text as a page: clean text with a map back to the source, and the items on it."""

from laomo_extract.layout.clean import CleanText, clean
from laomo_extract.layout.items import Draft, Page, layout, sentences

__all__ = ["CleanText", "Draft", "Page", "clean", "layout", "sentences"]
