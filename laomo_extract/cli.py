"""The command ``laomo``. Standard output carries data only; messages go to standard error.

Exit status: 0 done, 1 some inputs failed (each named with its reason, the rest done), 2 wrong usage.
What one command alone needs (SQLAlchemy, dateparser) is imported in it, so that the others start fast.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypedDict

import typer
from rich.console import Console

from laomo_extract import __version__
from laomo_extract.archive import FIELDS, MAX_SIZE, UnreadableError, files, iso_date, read, read_bytes
from laomo_extract.archive.ocr import check_installed
from laomo_extract.errors import DiskFullError
from laomo_extract.export import (
    SUFFIXES,
    export,
    replacing,
    suffix_of,
    write_changes,
    write_csv,
    write_gold,
    write_json,
    write_jsonl,
    write_words,
)
from laomo_extract.extractor import Extractor
from laomo_extract.kinds import KINDS, all_kinds
from laomo_extract.records import Bulletin, Document
from laomo_extract.selection import Selection
from laomo_extract.terminal import (
    Language,
    Words,
    bulletin_blocks,
    checkup_table,
    quarantine_table,
    reliability_table,
    report_table,
    totals_table,
    worker_block,
)

if TYPE_CHECKING:
    from laomo_extract.store import Change, Store

_language: ContextVar[Language | None] = ContextVar("language", default=None)  # given before the command

app = typer.Typer(
    help="Read Chinese trade-union news bulletins into structured records.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


class Format(StrEnum):
    """What ``laomo extract`` prints."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    HTML = "html"


_WRITERS = {Format.JSON: write_json, Format.JSONL: write_jsonl, Format.CSV: write_csv}

Lang = Annotated[
    Language | None, typer.Option(help="Language of messages and headings; may stand before the command.")
]
Published = Annotated[
    str | None,
    typer.Option(
        metavar="DATE", help="Date of publication: 2024-08-30, 2024-08, 2024, 2024年8月30日, 30 August 2024."
    ),
]
Home = Annotated[
    str | None, typer.Option(metavar="REGION", help="Region that the publication serves: adcode or name.")
]
OwnWords = Annotated[
    Path | None,
    typer.Option("--lexicon", metavar="FILE", help="TOML file of names, honours and other words that count."),
]
Title = Annotated[str | None, typer.Option(metavar="TEXT", help="Title of what is read.")]
Author = Annotated[str | None, typer.Option(metavar="NAME", help="Author of what is read.")]
Publisher = Annotated[
    str | None, typer.Option(metavar="NAME", help="Newspaper, site or union that published it.")
]
Ocr = Annotated[bool, typer.Option("--ocr", help="Recognise scanned pages of PDFs (extra ocr).")]
Column = Annotated[
    list[str] | None,
    typer.Option(
        metavar="FIELD=NAME",
        help=f"Column of a table of articles, where it has no usual name; fields: {', '.join(FIELDS)}.",
    ),
]
MaxSize = Annotated[int, typer.Option(metavar="BYTES", min=1, help="Largest document that is read.")]
KeepReprints = Annotated[
    bool, typer.Option("--keep-reprints", help="With the reprints; without it a text counts once.")
]
Districts = Annotated[
    list[str] | None,
    typer.Option("--district", metavar="DISTRICT", help="Only items of this district: adcode or name."),
]
First = Annotated[
    datetime | None,
    typer.Option("--from", formats=["%Y-%m-%d"], metavar="DAY", help="Only items from this day on."),
]
Last = Annotated[
    datetime | None,
    typer.Option("--until", formats=["%Y-%m-%d"], metavar="DAY", help="Only items until this day."),
]
StoreUrl = Annotated[str, typer.Argument(metavar="STORE", help="SQLite file, or database URL.")]


def main() -> None:
    """Run the command; what ``laomo`` on the command line calls."""
    for stream in (sys.stdout, sys.stderr):
        # by the line, so that what reads from a pipe gets each bulletin when it is done
        stream.reconfigure(encoding="utf-8", errors="replace", line_buffering=True)  # type: ignore[union-attr]
    try:
        app(prog_name="laomo")
    except OSError as error:  # a full disk, a folder that may not be written to
        typer.echo(f"laomo: {error}", err=True)
        sys.exit(1)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"laomo {__version__}")
        raise typer.Exit


@app.callback()
def _laomo(
    lang: Annotated[
        Language | None,
        typer.Option(
            envvar="LAOMO_LANG", help="Language: messages are in English without it, pages in Chinese."
        ),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    _language.set(lang)


@app.command("extract")
def extract_command(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE", help="Files or folders; - or none is standard input."),
    ] = None,
    published: Published = None,
    home: Home = None,
    form: Annotated[Format, typer.Option("--format", help="What to print.")] = Format.TABLE,
    title: Title = None,
    author: Author = None,
    publisher: Publisher = None,
    column: Column = None,
    max_size: MaxSize = MAX_SIZE,
    ocr: Ocr = False,
    lexicon: OwnWords = None,
    lang: Lang = None,
) -> None:
    """Print the records of bulletins."""
    with _running(lang) as run:
        run.know(lexicon)
        found = run.bulletins(
            inputs or ["-"],
            run.reading(
                published, home, column, max_size, ocr, title=title, author=author, publisher=publisher
            ),
        )
        if form is Format.TABLE:
            console = Console()
            for bulletin, text in found:
                console.print(bulletin_blocks(bulletin, text, run.words))
        elif form is Format.HTML:
            from laomo_extract.report import bulletins_page

            sys.stdout.writelines(bulletins_page(found, run.page_language))
        else:
            _WRITERS[form]((bulletin for bulletin, _ in found), sys.stdout)


@app.command()
def ingest(
    store: Annotated[
        str, typer.Option(metavar="URL", help="SQLite file, or database URL; made if it is not there.")
    ],
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH", help="Files, folders and archives; - is standard input."),
    ] = None,
    published: Published = None,
    home: Home = None,
    title: Title = None,
    author: Author = None,
    publisher: Publisher = None,
    column: Column = None,
    max_size: MaxSize = MAX_SIZE,
    ocr: Ocr = False,
    lexicon: OwnWords = None,
    workers: Annotated[int, typer.Option(metavar="N", min=1, help="Processes that extract.")] = 1,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove the records of files that are no more at PATH.")
    ] = False,
    retry: Annotated[
        bool,
        typer.Option("--retry", help="Read again only what is in quarantine (at PATH, if one is given)."),
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say nothing but what failed.")] = False,
    log_file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Append what happens to this file.")
    ] = None,
    lang: Lang = None,
) -> None:
    """Bring a store up to an archive. Cut off at any moment, it goes on when it is called again."""
    from laomo_extract.ingest import retry_paths

    with _running(lang) as run:
        if not paths and not retry:
            raise _UsageError(run.words("no_path"))
        run.know(lexicon)
        options = run.reading(
            published, home, column, max_size, ocr, title=title, author=author, publisher=publisher
        )
        with run.store(store, create=not retry) as opened:
            named = retry_paths(opened, paths or []) if retry else paths or []
            run.bring_in(named, opened, options, workers=workers, prune=prune, quiet=quiet, log_file=log_file)


@app.command()
def quarantine(
    store: StoreUrl,
    retry: Annotated[
        bool, typer.Option("--retry", help="Read again what is in it, and list what is left.")
    ] = False,
    published: Published = None,
    home: Home = None,
    column: Column = None,
    max_size: MaxSize = MAX_SIZE,
    ocr: Ocr = False,
    lang: Lang = None,
) -> None:
    """List what could not be read, why, and what to do."""
    from laomo_extract.ingest import retry_paths

    with _running(lang) as run:
        options = run.reading(published, home, column, max_size, ocr)
        with run.store(store) as opened:
            if retry:
                run.bring_in(retry_paths(opened, []), opened, options)
            Console().print(quarantine_table(opened.quarantine(), run.words))


@app.command()
def workers(
    store: StoreUrl,
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="Only entries of this name.")] = None,
    doubtful: Annotated[
        bool, typer.Option("--doubtful", help="Only entries that may be one person, with what speaks for it.")
    ] = False,
    keep_reprints: KeepReprints = False,
    lang: Lang = None,
) -> None:
    """List the model workers of a store, one entry a person."""
    with _running(lang) as run, run.store(store) as opened:
        found = opened.workers(name, keep_reprints=keep_reprints)
        console = Console()
        for entry in found:
            if entry.doubtful or not doubtful:
                console.print(worker_block(entry, run.words))


@app.command("export")
def export_command(
    store: StoreUrl,
    to: Annotated[
        Path,
        typer.Option(
            metavar="FILE",
            help=f"File to write: {', '.join(SUFFIXES)}; .toml: a word list of what people confirmed; "
            "a folder: gold files of what people reviewed.",
        ),
    ],
    kind: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KIND",
            help=f"Only this kind of fact: {', '.join(KINDS)}, or an added one.",
            autocompletion=lambda: list(all_kinds()),
        ),
    ] = None,
    district: Districts = None,
    first: First = None,
    last: Last = None,
    confidence: Annotated[
        float, typer.Option(metavar="SHARE", min=0, max=1, help="Only facts that are at least this sure.")
    ] = 0,
    keep_reprints: KeepReprints = False,
    mark: Annotated[
        bool, typer.Option("--mark/--no-mark", help="Begin CSV with the mark by which Excel knows UTF-8.")
    ] = True,
    since: Annotated[
        int | None,
        typer.Option(metavar="CURSOR", help="What changed after this cursor, as .jsonl; 0 is everything."),
    ] = None,
    lang: Lang = None,
) -> None:
    """Write bulletins, facts or changes of a store to a file."""
    with _running(lang) as run:
        reviewed = to.suffix in ("", ".toml")
        if suffix_of(to) is None and not reviewed:
            raise _UsageError(run.words("bad_suffix", to, ", ".join((*SUFFIXES, ".toml"))))
        wanted = Selection(
            first=first and first.date(),
            last=last and last.date(),
            districts=tuple(district or ()),
            confidence=confidence,
        )
        narrowed = bool(kind) or wanted != Selection() or keep_reprints
        if since is not None and (narrowed or suffix_of(to) != ".jsonl"):
            raise _UsageError(run.words("since_alone"))
        if reviewed and narrowed:
            raise _UsageError(run.words("reviewed_alone", to))
        with run.store(store) as opened:
            try:
                if to.suffix == ".toml":
                    with replacing(to.resolve()) as beside:
                        number = write_words(opened.reviewed(), beside)
                    run.say("exported_words", count=number, path=to)
                    return
                if reviewed:
                    run.say("exported_gold", count=write_gold(opened.finished(), to), path=to)
                    return
                if since is not None:
                    run.say("exported_changes", **_write_feed(opened.changes(since), to, since))
                    return
                found = wanted.of(opened.bulletins(keep_reprints=keep_reprints))
                count = export(found, to, kinds=kind or (), mark=mark, texts=opened.text)
                run.say("exported", count=count, path=to)
            except (ValueError, ImportError) as error:
                raise _UsageError(run.words.error(error)) from error


def _write_feed(changes: Iterable[Change], to: Path, since: int) -> dict[str, object]:
    """Write the change feed; say how much it was and from where to go on."""
    cursor = since

    def noted() -> Iterator[Change]:
        nonlocal cursor
        for change in changes:
            cursor = change.cursor
            yield change

    with replacing(to.resolve()) as beside, beside.open("w", encoding="utf-8") as stream:
        count = write_changes(noted(), stream)
    return {"count": count, "path": to, "cursor": cursor}


@app.command()
def report(
    store: StoreUrl,
    to: Annotated[Path, typer.Option(metavar="FILE", help="File to write: .html.")],
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="Heading of the page.")] = None,
    district: Districts = None,
    first: First = None,
    last: Last = None,
    keep_reprints: KeepReprints = False,
    lang: Annotated[
        Language | None,
        typer.Option(help="Language of the page and of messages; the page is Chinese without it."),
    ] = None,
) -> None:
    """Write one page that shows a store: pictures, tables, each text with its values; opens from disk."""
    from laomo_extract.report import report_page

    with _running(lang) as run:
        if to.suffix.lower() not in (".html", ".htm"):
            raise _UsageError(run.words("bad_suffix", to, ".html"))
        wanted = Selection(
            first=first and first.date(), last=last and last.date(), districts=tuple(district or ())
        )
        with run.store(store) as opened:
            pages = opened.pages(keep_reprints=keep_reprints)
            page = report_page(
                ((kept, text) for one, text in pages for kept in wanted.of([one])),
                opened.workers(keep_reprints=keep_reprints),
                language=run.page_language,
                title=title,
                keep_reprints=keep_reprints,
            )
        with replacing(to.resolve()) as beside:
            beside.write_text(page, encoding="utf-8", errors="replace", newline="\n")
        run.say("reported", path=to, size=to.stat().st_size / 1e6)


@app.command()
def review(
    store: StoreUrl,
    host: Annotated[
        str,
        typer.Option(
            metavar="HOST", help="Address to serve at; any but this machine's own needs a password."
        ),
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="N", min=0, max=65535, help="0 is any that is free.")] = 8470,
    password: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT", envvar="LAOMO_PASSWORD", help="Lets in those who do not have the address."
        ),
    ] = None,
    reviewer: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who decides; the user of this machine without it.")
    ] = None,
    lang: Annotated[
        Language | None,
        typer.Option(help="Language of the page and of messages; the page is Chinese without it."),
    ] = None,
) -> None:
    """Serve a page on which people mend, accept and reject what was read; stop with Ctrl+C."""
    with _running(lang) as run:
        try:
            from laomo_extract.review.server import serve
        except ImportError as error:
            raise _UsageError(run.words.error(error)) from error
        with run.store(store) as opened:
            try:
                serve(
                    opened,
                    host=host,
                    port=port,
                    password=password,
                    reviewer=reviewer,
                    language=run.page_language,
                    on_start=lambda address: run.say("reviewing", address),
                )
            except ValueError as error:
                raise _UsageError(run.words.error(error)) from error


@app.command()
def totals(
    store: StoreUrl,
    district: Annotated[str, typer.Argument(metavar="DISTRICT", help="Adcode or name.")],
    keep_reprints: KeepReprints = False,
    lang: Lang = None,
) -> None:
    """Add up the activities, people helped and money of a district."""
    from laomo_extract.store import UnknownDistrictError

    with _running(lang) as run, run.store(store) as opened:
        try:
            sums = opened.totals(district, keep_reprints=keep_reprints)
        except UnknownDistrictError as error:
            key = "several_districts" if error.several else "no_district"
            raise _UsageError(run.words(key, district, run.words("separator").join(error.known))) from error
        Console().print(totals_table(sums, run.words))


@app.command()
def evaluate(
    gold_dir: Annotated[
        Path, typer.Argument(metavar="GOLD_DIR", help="Folder of texts with their gold (.json).")
    ],
    reliability: Annotated[
        bool, typer.Option(help="Also tell how many values of each band of confidence are right.")
    ] = False,
    lang: Lang = None,
) -> None:
    """Compare the records of texts with their gold."""
    from laomo_extract.evaluate import GoldError
    from laomo_extract.evaluate import evaluate as compare

    with _running(lang) as run:
        try:
            report = compare(gold_dir)
        except GoldError as error:
            raise _UsageError(run.words.error(error)) from error
        Console().print(report_table(report, run.words))
        if reliability:
            Console().print(reliability_table(report, run.words))


@app.command()
def doctor(lang: Lang = None) -> None:
    """Tell what is installed, what is missing, and what to do."""
    from laomo_extract.doctor import checkup

    with _running(lang) as run:
        found = list(checkup())
        Console().print(checkup_table(found, run.words))
        run.failed += sum(one.state == "broken" for one in found)


@app.command()
def schema() -> None:
    """Print the JSON Schema of the records."""
    typer.echo(json.dumps(Bulletin.model_json_schema(mode="serialization"), ensure_ascii=False, indent=2))


class _UsageError(Exception):
    """Wrong usage; the message is in the language asked for."""


class _StoppedError(Exception):
    """A database that failed on the way; the message is in the language asked for."""


class _Reading(TypedDict):
    """How inputs are read: what is said of all of them."""

    published: str | None
    home: str | None
    title: str | None
    author: str | None
    publisher: str | None
    columns: dict[str, str]
    max_size: int
    ocr: bool


class _Run:
    """One call of a command: its language, its inputs, and how many of them failed.

    Without a language messages are in English and pages (``page_language``) in Chinese.
    """

    def __init__(self, language: Language | None) -> None:
        self.words = Words(language or Language.EN)
        self.page_language = language or Language.ZH
        self.failed = 0
        self.lexicon: Path | None = None

    def know(self, lexicon: Path | None) -> None:
        """Take the user's own words from a file; wrong usage where it cannot be understood."""
        try:
            Extractor(lexicon=lexicon)
        except (OSError, ValueError) as error:  # ValueError: also what is no TOML
            raise _UsageError(f"{lexicon}: {self.words.error(error)}") from error
        self.lexicon = lexicon

    def reading(
        self,
        published: str | None,
        home: str | None,
        column: list[str] | None,
        max_size: int,
        ocr: bool,
        **told: str | None,
    ) -> _Reading:
        """How the inputs are to be read; wrong usage where it cannot be understood."""
        options = _Reading(
            published=None if published is None else self._iso(published),
            home=home,
            title=told.get("title"),
            author=told.get("author"),
            publisher=told.get("publisher"),
            columns=self._columns(column or []),
            max_size=max_size,
            ocr=ocr,
        )
        if ocr:
            try:
                check_installed()
            except ImportError as error:
                raise _UsageError(self.words.error(error)) from error
        try:
            Extractor().extract("", home=home)
        except ValueError as error:
            raise _UsageError(self.words("bad_home", home)) from error
        return options

    def bring_in(
        self,
        paths: list[str],
        store: Store,
        options: _Reading,
        *,
        workers: int = 1,
        prune: bool = False,
        quiet: bool = False,
        log_file: Path | None = None,
    ) -> None:
        """Ingest ``paths``, telling how it goes and what became of them."""
        from laomo_extract.ingest import ingest
        from laomo_extract.store import StoreError
        from laomo_extract.terminal.progress import IngestProgress

        number = sum(
            sum(1 for _ in files(Path(path), on_error=lambda error: None)) for path in paths if path != "-"
        )
        with IngestProgress(self.words, number, quiet=quiet, log=log_file) as progress:
            chosen: list[str | Document] = []
            for path in paths:
                chosen.extend([path] if path != "-" else self.documents("-", options))
            try:
                done = ingest(
                    chosen,
                    store,
                    lexicon=self.lexicon,
                    workers=workers,
                    prune=prune,
                    on_event=progress,
                    **options,
                )
            except StoreError as error:
                why = self.words.stored(error)
                self.failed += 1
                progress.say(self.words("stopped", why))
                return
            self.failed += done["failed"]
            line = self.words(
                "ingested",
                read=done.read,
                new=done["added"] + done["reprint"],
                reprints=done["reprint"],
                changed=done["changed"],
                known=done["unchanged"] + done["repeated"],
                failed=self.failed,
                removed=done["removed"],
                store=store.url,
            )
            progress.say(line, shown=not quiet)

    def bulletins(self, paths: Iterable[str], options: _Reading) -> Iterator[tuple[Bulletin, str]]:
        """The bulletins of ``paths``, one at a time, each with the text that it was read from."""
        extractor = Extractor(lexicon=self.lexicon)
        for path in paths:
            for document in self.documents(path, options):
                yield extractor.read(document), document.text

    def documents(self, path: str, options: _Reading) -> Iterator[Document]:
        """The documents at ``path``, or in standard input for ``-``; what cannot be read is named."""
        if path != "-":
            yield from read(path, **options, on_error=self._unreadable)
            return
        data = sys.stdin.buffer.read(options["max_size"] + 1)
        for document in read_bytes(data, **options, on_error=self._unreadable):
            yield document.model_copy(update={"source": document.source or None})

    def _unreadable(self, error: UnreadableError) -> None:
        """Name an input that failed; the others go on."""
        self.failed += 1
        self.say("failed", error.path or self.words("standard_input"), self.words.failure(error))

    def _columns(self, given: list[str]) -> dict[str, str]:
        pairs = [pair.partition("=") for pair in given]
        for field, _, name in pairs:
            if field not in FIELDS or not name:
                raise _UsageError(self.words("bad_column", f"{field}={name}", ", ".join(FIELDS)))
        return {field: name for field, _, name in pairs}

    def _iso(self, value: str) -> str:
        """A date as people write it, as an ISO year, month or day."""
        day = iso_date(value)
        if day is None:
            raise _UsageError(self.words("bad_published", value))
        return day

    @contextmanager
    def store(self, url: str, *, create: bool = False) -> Iterator[Store]:
        """The store at ``url``, open; one that cannot be opened is wrong usage."""
        from laomo_extract.store import StoreError, open_store

        try:
            opened = open_store(url, create=create)
        except ValueError as error:
            raise _UsageError(self.words.error(error)) from error
        except StoreError as error:
            raise _UsageError(self.words.stored(error)) from error
        with opened:
            try:
                yield opened
            except StoreError as error:
                raise _StoppedError(self.words.stored(error)) from error

    def say(self, key: str, *given: object, **named: object) -> None:
        """A message to standard error."""
        typer.echo(self.words(key, *given, **named), err=True)


@contextmanager
def _running(language: Language | None) -> Iterator[_Run]:
    """A run that ends with the right exit status, and without a traceback where the user erred.

    The language is that given behind the command, else the one given before it.
    """
    run = _Run(language or _language.get())
    try:
        yield run
    except _UsageError as error:
        run.say("error", error)
        raise typer.Exit(2) from error
    except _StoppedError as error:
        run.say("stopped", error)
        raise typer.Exit(1) from error
    except DiskFullError as error:
        run.say("stopped", run.words.error(error))
        raise typer.Exit(1) from error
    if run.failed:
        raise typer.Exit(1)
