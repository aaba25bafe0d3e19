"""Write docs/errors.md from the table of errors: python -m scripts.write_errors > docs/errors.md."""

from __future__ import annotations

import re
import sys

from laomo_extract.errors import Entry, table

_HEAD = """# Errors

Every error of the library is a `laomo_extract.errors.LaomoError`, most of them also a `ValueError` (or `TypeError`,
`ImportError`, `FileNotFoundError`). Its message says what is wrong and what to do, and ends with a code, which is `error.code` too and
never changes its meaning. The command tells them in English or Chinese (`--lang zh`).

Words in ‹› are those of the case.
"""
_GROUPS = {
    "LM1": "What cannot be read",
    "LM2": "Arguments and options",
    "LM3": "Stores",
    "LM4": "Exports and annotation",
    "LM5": "Own words and kinds",
    "LM6": "Gold",
    "LM7": "Packages",
}


def page() -> str:
    """The page as it stands in the docs."""
    parts = [_HEAD]
    for group, title in _GROUPS.items():
        rows = [_row(code, entry) for code, entry in table().items() if code.startswith(group)]
        parts.append(
            f"## {title}\n\n| code | what is wrong | what to do |\n| --- | --- | --- |\n"
            + "\n".join(rows)
            + "\n"
        )
    return "\n".join(parts)


def _row(code: str, entry: Entry) -> str:
    what, remedy = (re.sub(r"\{(\w+)[^}]*\}", r"‹\1›", words).replace("|", "\\|") for words in entry)
    return f"| {code} | {what} | {remedy} |"


if __name__ == "__main__":
    sys.stdout.write(page())
