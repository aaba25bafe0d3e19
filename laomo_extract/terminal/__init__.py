"""Records for the eye: blocks and tables in a terminal, in English or Chinese."""

from __future__ import annotations

from laomo_extract.terminal.tables import (
    bulletin_blocks,
    checkup_table,
    quarantine_table,
    reliability_table,
    report_table,
    totals_table,
    worker_block,
)
from laomo_extract.terminal.words import Language, Words

__all__ = [
    "Language",
    "Words",
    "bulletin_blocks",
    "checkup_table",
    "quarantine_table",
    "reliability_table",
    "report_table",
    "totals_table",
    "worker_block",
]
