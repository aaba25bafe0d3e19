"""Build ``lexicon/characters.tsv``: traditional and variant characters with their simplified form.

Source: the conversion tables of OpenCC (Apache-2.0), asked one character at a time through the package
``opencc``, because only a conversion that keeps one character one character keeps offsets.

Usage: ``pip install opencc && python scripts/build_characters.py laomo_extract/lexicon``
"""

from __future__ import annotations

import sys
from importlib import metadata
from pathlib import Path
from typing import Any

# Simplified texts use these as they stand (乾 in 乾隆 and in names); folding them would only do harm.
KEEP = set("乾著夥")


def main(folder: Path) -> None:
    """Write the table into ``folder``."""
    import opencc  # type: ignore[import-not-found,unused-ignore]

    converter: Any = opencc.OpenCC("t2s")
    rows: dict[str, list[str]] = {}
    for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000), *range(0xF900, 0xFB00)):
        char = chr(code)
        simple = converter.convert(char)
        if len(simple) == 1 and simple != char and char not in KEEP:
            rows.setdefault(simple, []).append(char)
    lines = [
        "# Simplified character, and the traditional or variant characters that stand for it.",
        f"# Derived from OpenCC {metadata.version('opencc')} (Apache-2.0) by scripts/build_characters.py.",
        *(f"{simple}\t{''.join(sorted(variants))}" for simple, variants in sorted(rows.items())),
    ]
    (folder / "characters.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
