"""What is shown: a block an item, and the tables of totals and of an evaluation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from laomo_extract.records import Bulletin, NewsItem
from laomo_extract.terminal.values import value
from laomo_extract.terminal.words import Words

if TYPE_CHECKING:
    from laomo_extract.doctor import Finding
    from laomo_extract.evaluate import Report
    from laomo_extract.store import Figures, Quarantined, RegisteredWorker, Totals

_FIRST_WORDS = 24  # characters that stand for an item without a heading


def bulletin_blocks(bulletin: Bulletin, text: str, words: Words) -> Group:
    """The bulletin's head, a block for each item and its warnings; ``text`` is what it was read from."""
    known = [
        bulletin.source,
        bulletin.published and words("published", bulletin.published),
        bulletin.home and words("home", bulletin.home),
        words("items", len(bulletin.items)) if bulletin.items else words("no_items"),
    ]
    head = Text(bulletin.title or words("bulletin"), style="bold")
    line = Text(" · ".join(part for part in known if part), style="dim")
    blocks = [_block(number, item, text, words) for number, item in enumerate(bulletin.items, 1)]
    warnings = [Text(f"! {words('check')}: {check.message}", style="yellow") for check in bulletin.checks]
    return Group(Rule(style="dim"), head, line, *blocks, *warnings)


def worker_block(entry: RegisteredWorker, words: Words) -> Group:
    """An entry of the register: who, each article in the order of time, and which entries may be the same."""
    head = Text.assemble((entry.name, "bold"), "  ", (entry.id, "dim"))
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for one in entry.timeline:
        said = (*one.districts, one.employer, one.position, *one.honours, one.heading)
        grid.add_row(Text(one.day or words("undated")), Text(" · ".join(part for part in said if part)))
    for doubt in entry.doubtful:
        shared = words("separator").join((*doubt.counties, *doubt.honours))
        line = words("maybe_same", doubt.entry, words("same", shared), words(doubt.against))
        grid.add_row(Text("?", style="yellow"), Text(line, style="yellow"))
    return Group(head, Padding(grid, (0, 0, 0, 4)))


def _block(number: int, item: NewsItem, text: str, words: Words) -> RenderableType:
    first_words = "".join(text[item.span.start : item.span.end].split())[:_FIRST_WORDS] + "…"
    title = Text.assemble(
        ("\n", ""),
        (f"{number:>3}  ", "bold"),
        (words.value(item.kind), "cyan"),
        ("  ", ""),
        (item.heading or first_words, "bold"),
    )
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="dim", no_wrap=True, min_width=13)
    grid.add_column(overflow="fold")
    for label, content in _contents(item, words):
        grid.add_row(label, content)
    return Group(title, Padding(grid, (0, 0, 0, 5)))


def _contents(item: NewsItem, words: Words) -> Iterator[tuple[str, RenderableType]]:
    """The kinds of fact that the item has, each with its label: on a line, or one below the other."""
    lines: dict[str, Iterable[str]] = {
        kind: (value(fact, words) for fact in getattr(item, kind)) for kind in ("districts", "dates")
    }
    rows: dict[str, list[tuple[str, str]]] = {
        "workers": [(worker.name, value(worker, words)) for worker in item.workers],
        **{
            kind: [(fact.text, value(fact, words)) for fact in getattr(item, kind)]
            for kind in ("counts", "funds", "goods")
        },
    }
    last_lines: dict[str, Iterable[str]] = {
        kind: (value(fact, words) for fact in getattr(item, kind))
        for kind in ("people", "organisations", "programmes", "topics")
    }
    yield from _joined(lines, words)
    for label, facts in rows.items():
        if facts:
            yield words(label), _grid(facts)
    yield from _joined(last_lines, words)
    for kind in dict.fromkeys(fact.kind for fact in item.own):
        told = [(fact.text, value(fact, words)) for fact in item.own if fact.kind == kind]
        yield kind, _grid(told)


def _joined(lines: dict[str, Iterable[str]], words: Words) -> Iterator[tuple[str, Text]]:
    for label, values in lines.items():
        if line := words("separator").join(dict.fromkeys(values)):
            yield words(label), Text(line)


def _grid(rows: list[tuple[str, str]]) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(overflow="fold", min_width=8)
    grid.add_column(overflow="fold")
    for said, meaning in rows:
        grid.add_row(Text(said), Text(meaning, style="dim"))
    return grid


def totals_table(totals: Totals, words: Words) -> RenderableType:
    """Sums of one district, a row each, a column for each scope."""
    table = Table(title=f"{totals.district} {totals.adcode or ''}".strip(), title_justify="left")
    table.add_column(words("figure"))
    for label in ("this_event", "cumulative", "planned"):
        table.add_column(words(label), justify="right")
    table.add_row(words("activities"), f"{totals.activities:,}")
    sums: dict[str, Figures[Any]] = {
        words("people_helped"): totals.people,
        words("households_helped"): totals.households,
        words("yuan_given"): totals.yuan,
        **{words("money_given", code): figures for code, figures in totals.other_currencies.items()},
    }
    for label, figures in sums.items():
        table.add_row(label, *_figures(figures))
    approximate = any(figures.approximate for figures in sums.values())
    return Group(table, Text(words("approximate"), style="dim")) if approximate else table


def _figures(figures: Figures[Any]) -> list[str]:
    sums = {"event": figures.event, "cumulative": figures.cumulative, "planned": figures.planned}
    return [
        f"{'≈ ' if scope in figures.approximate else ''}{Decimal(value):,f}" if value else "–"
        for scope, value in sums.items()
    ]


def quarantine_table(rows: Iterable[Quarantined], words: Words) -> RenderableType:
    """What could not be read, a row a place."""
    table = Table()
    for label in ("place", "kind", "reason_and_remedy", "since"):
        table.add_column(words(label), overflow="fold")
    for row in rows:
        why = words.quarantined(row)
        table.add_row(Text(row.place), row.kind, Text(why), f"{row.at:%Y-%m-%d %H:%M}")
    return table


def checkup_table(findings: Iterable[Finding], words: Words) -> RenderableType:
    """What is installed, a row a part."""
    table = Table()
    for label in ("part", "what_for", "state", "what_there_is"):
        table.add_column(words(label), overflow="fold")
    styles = {"present": "green", "missing": "dim", "broken": "red"}
    for one in findings:
        told = "; ".join(part for part in (one.detail, one.remedy) if part)
        state = Text(words.value(one.state), style=styles[one.state])
        table.add_row(one.part, words.part(one.part), state, Text(told))
    return table


def report_table(report: Report, words: Words) -> RenderableType:
    """The figures of an evaluation, a row a field."""
    table = Table(title=words("files", report.files), title_justify="left")
    table.add_column(words("field"))
    for label in ("gold", "precision", "recall", "f1"):
        table.add_column(words(label), justify="right")
    for name, score in report.fields.items():
        figures = (score.precision, score.recall, score.f1)
        table.add_row(words.value(name), str(score.gold), *(f"{figure:.3f}" for figure in figures))
    shares = {"linked": report.linked, "whole_items": report.whole_items, "exact_words": report.exact_words}
    for name, share in shares.items():
        table.add_row(words(name), str(share.gold), "", f"{share.share:.3f}", "")
    return table


def reliability_table(report: Report, words: Words) -> RenderableType:
    """How far a confidence can be trusted: of the values of each band, how many there are and the share right."""
    table = Table(title=words("reliability"), title_justify="left")
    table.add_column(words("field"))
    least = sorted({band.least for bands in report.reliability.values() for band in bands}, reverse=True)
    for bound in least:
        table.add_column(f"≥ {bound}", justify="right")
    for name, bands in report.reliability.items():
        told = {band.least: f"{band.right:.3f} ({band.values})" for band in bands}
        table.add_row(words.value(name), *(told.get(bound, "") for bound in least))
    return table
