"""Reprints: the same article in several files or sites, under another head, shortened, or in traditional characters.

Texts are compared by the runs of eight characters that they have in common, estimated from MinHash
signatures: a text that lies mostly within another is its reprint, however much longer that one is.

Known failures: less than a third of a long article is not recognised; and of bulletins that one
template made, with other facts in few places, the later one can be taken for a reprint.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from laomo_extract.layout.clean import clean
from laomo_extract.records import Document

_RUN = 8  # characters; bulletins of one template with other facts have few runs of eight in common
_ROWS, _BANDS = 3, 64
_HASHES = _ROWS * _BANDS
_WIDTH = 4  # bytes a hash
_SEED = 20240830
_WITHIN = 0.62  # share of the shorter text's runs that must stand in the longer one
_LEAST = 40  # runs; a shorter text is a title or a caption, which many pages share
_KEPT = re.compile(r"[0-9A-Za-z〇㐀-䶿一-鿿]")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What is kept of a text: a signature of its runs (768 bytes), and how many they are."""

    signature: bytes
    runs: int

    def bands(self) -> Iterator[bytes]:
        """Keys, of which two texts that have a third of their runs in common share one or more.

        A text that is too short to be compared has none.
        """
        width = _ROWS * _WIDTH
        for band in range(_BANDS if self.runs >= _LEAST else 0):
            yield bytes([band]) + self.signature[band * width : (band + 1) * width]

    def shared(self, other: Fingerprint) -> float:
        """The share of the shorter text's runs that stand in the longer one, estimated; 0 for very short texts."""
        if min(self.runs, other.runs) < _LEAST:
            return 0.0
        mine, theirs = memoryview(self.signature).cast("I"), memoryview(other.signature).cast("I")
        same = sum(a == b for a, b in zip(mine, theirs, strict=True)) / _HASHES
        both = same * (self.runs + other.runs) / (1 + same)  # runs of both, from their Jaccard similarity
        return min(1.0, both / min(self.runs, other.runs))

    def is_reprint(self, other: Fingerprint) -> bool:
        """Whether the shorter of the two texts lies mostly within the longer one."""
        return self.shared(other) >= _WITHIN


def fingerprint(text: str) -> Fingerprint:
    """The fingerprint of a text; the script, the width of characters, marks and white space do not count.

    >>> one = fingerprint("8月27日,涪陵区总工会举行“金秋助学”发放仪式,为62名困难职工子女送上助学金,每人3000元,共18.6万元。")
    >>> two = fingerprint("本报讯 ８月27日，涪陵區總工會舉行「金秋助學」發放儀式，為62名困難職工子女送上助學金，每人3000元，共18.6萬元。")
    >>> one.is_reprint(two)
    True
    """
    from rensa import RMinHash

    plain = "".join(_KEPT.findall(clean(text).text))
    runs = sorted({plain[at : at + _RUN] for at in range(len(plain) - _RUN + 1)})
    minhash = RMinHash(num_perm=_HASHES, seed=_SEED)
    minhash.update(runs)
    return Fingerprint(struct.pack(f"={_HASHES}I", *minhash.digest()), len(runs))


class ReprintIndex:
    """The articles seen, each by a key of the caller's.

    >>> index = ReprintIndex()
    >>> news = "8月27日,涪陵区总工会举行“金秋助学”发放仪式,为62名困难职工子女送上助学金,每人3000元,共18.6万元。"
    >>> index.add("a.txt", fingerprint(news)), index.add("b.txt", fingerprint("本报讯 " + news))
    (None, 'a.txt')
    """

    def __init__(self) -> None:
        self._bands: dict[bytes, list[int]] = {}
        self._originals: list[tuple[str, Fingerprint]] = []

    def add(self, key: str, found: Fingerprint) -> str | None:
        """The key of the article that ``found`` is a reprint of, the nearest of several; None, if it is new.

        Only an article that is new is kept, so that a reprint of a reprint leads to the original.
        """
        bands = list(found.bands())
        near = sorted({number for band in bands for number in self._bands.get(band, ())})
        originals = [self._originals[number] for number in near]
        best = max(originals, key=lambda original: original[1].shared(found), default=None)
        if best is not None and best[1].is_reprint(found):
            return best[0]
        for band in bands:
            self._bands.setdefault(band, []).append(len(self._originals))
        self._originals.append((key, found))
        return None


def reprints(documents: Iterable[Document]) -> Iterator[tuple[Document, str | None]]:
    """Each document with the ``source`` of the document before it that it reprints, or None."""
    index = ReprintIndex()
    for number, document in enumerate(documents, 1):
        yield document, index.add(document.source or f"#{number}", fingerprint(document.text))
