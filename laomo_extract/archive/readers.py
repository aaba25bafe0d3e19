"""Files, folders and archives to documents."""

from __future__ import annotations

import hashlib
import io
import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePath

from laomo_extract.archive.containers import read_packed, read_tar, read_warc, read_zip
from laomo_extract.archive.failures import UnreadableError
from laomo_extract.archive.formats import Format, recognise
from laomo_extract.archive.mail import read_mail, read_mhtml
from laomo_extract.archive.metadata import from_path, iso_date, stated
from laomo_extract.archive.ocr import check_installed
from laomo_extract.archive.office import read_docx, read_rtf, read_text
from laomo_extract.archive.pages import read_html
from laomo_extract.archive.parts import MAX_SIZE, Found, Limits, Parts, Raw
from laomo_extract.archive.pdf import read_pdf
from laomo_extract.archive.tables import FIELDS, read_csv, read_json, read_sheet
from laomo_extract.archive.word97 import read_doc
from laomo_extract.errors import WrongArgumentError
from laomo_extract.records import Document, Origin

# What comes with pages and is none itself.
_WITH_PAGES = re.compile(
    r"\.(?:css|js|map|woff2?|ttf|eot|ico|svg|ini|db|lnk|url|log|md5|sha\d*)$|^thumbs\.db$|^readme(?:\.\w+)?$",
    re.IGNORECASE,
)
_SAVED_WITH = re.compile(r"^(?P<page>.+)(?:_files|\.files)$", re.IGNORECASE)


class _Reading:
    """One call of :func:`read`: what the caller says of all documents."""

    def __init__(
        self,
        told: Mapping[str, str | None],
        columns: Mapping[str, str],
        limits: Limits,
        ocr: bool,
        report: Callable[[UnreadableError], None],
        recognised: Callable[[str], str | None] = lambda content_hash: None,
    ) -> None:
        if unknown := sorted(set(columns) - set(FIELDS)):
            raise WrongArgumentError("LM207", columns=unknown, accepted=", ".join(FIELDS))
        if ocr:
            check_installed()
        self.told, self.columns, self.limits, self.ocr, self.report = told, columns, limits, ocr, report
        self.recognised = recognised

    def documents(self, raw: Raw) -> Iterator[Document]:
        """The documents in ``raw``; each failure is reported, and the rest goes on."""
        try:
            data_hash = None
            for part in self._parts(raw):
                if isinstance(part, UnreadableError):
                    self.report(part)
                elif isinstance(part, Raw):
                    if not _passed_over(PurePath(part.path)):
                        yield from self.documents(part)
                else:
                    data_hash = data_hash or _hash(raw)
                    try:
                        yield self._document(raw, part, data_hash)
                    except UnreadableError as error:
                        self.report(error)
        except UnreadableError as error:
            self.report(error)
        except OSError:
            raise  # of the file itself
        except Exception as error:  # what a reader stumbles over must not end a run of days
            self.report(UnreadableError(raw.place, "unreadable", type(error).__name__))

    def _parts(self, raw: Raw) -> Parts:
        if raw.depth > self.limits.depth:
            raise UnreadableError(raw.place, "zip_bomb")
        limits, columns = self.limits, self.columns
        form: Format = recognise(raw)
        match form:
            case "text":
                return read_text(raw, limits)
            case "html":
                return read_html(raw, limits)
            case "mhtml":
                return read_mhtml(raw, limits)
            case "mail":
                return read_mail(raw, limits)
            case "pdf":
                return read_pdf(raw, limits, ocr=self.ocr, known=lambda: self.recognised(_hash(raw)))
            case "docx":
                return read_docx(raw, limits)
            case "doc":
                return read_doc(raw, limits)
            case "rtf":
                return read_rtf(raw, limits)
            case "csv":
                return read_csv(raw, limits, columns)
            case "sheet":
                return read_sheet(raw, limits, columns)
            case "json":
                return read_json(raw, limits, columns)
            case "zip":
                return read_zip(raw, limits)
            case "tar":
                return read_tar(raw, limits)
            case "packed":
                return read_packed(raw, limits)
            case "warc":
                return read_warc(raw, limits)

    def _document(self, raw: Raw, found: Found, content_hash: str) -> Document:
        place = f"{raw.place}#{found.row}" if found.row else raw.place
        if not found.text.strip():
            raise UnreadableError(place, "empty")
        if not _is_chinese(found.text):
            raise UnreadableError(place, "not_chinese")
        values: dict[str, str] = {}
        origins: dict[str, Origin] = {}
        for origin, said in self._said(raw, found):
            for field, value in said.items():
                if value and field not in values:
                    values[field], origins[field] = value, origin
        if found.recognised:
            origins["text"] = "ocr"
        return Document(
            text=found.text,
            source=place,
            **values,
            origins=origins,
            encoding=found.encoding,
            encoding_certainty=found.certainty,
            content_hash=content_hash,
        )

    def _said(self, raw: Raw, found: Found) -> Iterator[tuple[Origin, Mapping[str, str | None]]]:
        """What is said of a document, by whom; the first counts."""
        yield "option", self.told
        yield (
            "document",
            {
                "title": found.title,
                "author": found.author,
                "publisher": found.publisher,
                "published": found.published and iso_date(found.published),
            },
        )
        if not found.row:
            yield "document", stated(found.text)
        path = from_path(raw.place.replace("!/", "/"))
        for origin in ("file_name", "folder"):
            yield origin, {field: value for field, (value, where) in path.items() if where == origin}


def read(
    path: str | os.PathLike[str],
    *,
    published: str | None = None,
    home: str | None = None,
    title: str | None = None,
    author: str | None = None,
    publisher: str | None = None,
    columns: Mapping[str, str] | None = None,
    max_size: int = MAX_SIZE,
    ocr: bool = False,
    recognised: Callable[[str], str | None] = lambda content_hash: None,
    on_error: Callable[[UnreadableError], None] | None = None,
) -> Iterator[Document]:
    """Yield the documents at ``path``, lazily.

    Args:
        path: A file, an archive, or a folder, which is walked with all its folders in the order of
            their names. Passed over there: hidden files, README files, what comes with web pages
            (styles, scripts, the folders that browsers save beside a page) and the gold beside a text.
        published: Date of publication that every document gets, whatever it says of itself.
        home: Home region (adcode or name) that every document gets.
        title: Title that every document gets.
        author: Author that every document gets.
        publisher: Publisher that every document gets.
        columns: Names of the columns of tables: ``{"text": "稿件", "published": "刊期"}``; the usual
            names need none.
        max_size: Bytes that one document may have; archives may be larger.
        ocr: Whether scanned pages of PDFs are recognised, which takes seconds a page.
        recognised: Gives the text that was recognised earlier in a PDF of this SHA-256, or None; such a
            text is taken with and without ``ocr``.
        on_error: Called with each document that cannot be read; reading goes on.

    Raises:
        UnreadableError: ``path`` is a file that cannot be read, is not there, or is a folder with
            nothing to read; where ``on_error`` is given it gets the error instead.
        ExceptionGroup: documents of ``path`` could not be read and there is no ``on_error``:
            an UnreadableError for each, raised after the last document, so that none is lost.
        ValueError: ``columns`` names a field that documents do not have.
        ImportError: ``ocr`` is asked for, and its packages are not installed.

    >>> import tempfile, pathlib
    >>> folder = tempfile.TemporaryDirectory()
    >>> _ = pathlib.Path(folder.name, "20240830.txt").write_bytes("市总工会慰问劳模".encode("gb18030"))
    >>> (document,) = read(folder.name)
    >>> document.text, document.encoding, document.published, document.origins
    ('市总工会慰问劳模', 'gb18030', '2024-08-30', {'published': 'file_name'})
    >>> folder.cleanup()
    """
    failures: list[UnreadableError] = []
    report = on_error or failures.append
    if not os.fspath(path):
        # pathlib takes it for the folder that one stands in.
        report(UnreadableError("''", "missing"))
        if failures:
            raise failures[0]
        return
    top = Path(path)
    told = {"published": published, "home": home, "title": title, "author": author, "publisher": publisher}
    reading = _Reading(told, columns or {}, Limits(size=max_size), ocr, report, recognised)
    for file in files(top, on_error=report):
        try:
            with file.open("rb") as stream:
                yield from reading.documents(_seekable(str(file), stream, max_size))
        except OSError as error:
            report(_as_unreadable(error, file))
    if failures and failures[0].path == str(top):
        raise failures[0]
    if failures:
        raise ExceptionGroup(f"{path}: {len(failures)} not readable", failures)


def read_bytes(
    data: bytes,
    *,
    source: str = "",
    published: str | None = None,
    home: str | None = None,
    title: str | None = None,
    author: str | None = None,
    publisher: str | None = None,
    columns: Mapping[str, str] | None = None,
    max_size: int = MAX_SIZE,
    ocr: bool = False,
    on_error: Callable[[UnreadableError], None],
) -> Iterator[Document]:
    """Yield the documents in ``data``, as :func:`read` does with a file called ``source``.

    >>> [document.text for document in read_bytes("<p>市总工会慰问劳模</p>".encode(), on_error=print)]
    ['市总工会慰问劳模']
    """
    told = {"published": published, "home": home, "title": title, "author": author, "publisher": publisher}
    reading = _Reading(told, columns or {}, Limits(size=max_size), ocr, on_error)
    yield from reading.documents(Raw(source, source, io.BytesIO(data)))


def files(top: Path, *, on_error: Callable[[UnreadableError], None]) -> Iterator[Path]:
    """The files at ``top`` that are meant as documents, in order; links that lead out are reported."""
    if not top.is_dir():
        yield top
        return
    inside = top.resolve()
    found = False

    def on_walk_error(error: OSError) -> None:
        nonlocal found
        found = True  # there may be something: the folder is not reported as empty on top of this
        on_error(_as_unreadable(error, Path(error.filename)))

    for folder, folders, names in os.walk(top, onerror=on_walk_error):
        folders[:] = sorted(name for name in folders if not _passed_over(PurePath(name), names))
        # A link to a folder inside is walked where it leads to
        for name in sorted([*names, *(name for name in folders if Path(folder, name).is_symlink())]):
            path = Path(folder, name)
            if _passed_over(PurePath(name), names):
                continue
            if path.is_symlink() and path.exists() and not path.resolve().is_relative_to(inside):
                on_error(UnreadableError(str(path), "symbolic_link"))
            elif path.is_dir():
                continue
            else:
                yield path
            found = True
    if not found:
        on_error(UnreadableError(str(top), "empty_folder"))


def _passed_over(path: PurePath, siblings: list[str] | None = None) -> bool:
    """Whether a file or folder is no document by its name, or by what stands beside it."""
    if path.name.startswith(".") or "__MACOSX" in path.parts or _WITH_PAGES.search(path.name):
        return True
    beside = siblings or ()
    saved = _SAVED_WITH.match(path.name)
    if saved and any(saved["page"] + suffix in beside for suffix in (".html", ".htm")):
        return True
    # Gold of a text
    return path.suffix == ".json" and any(path.stem + suffix in beside for suffix in (".txt", ".md"))


def _seekable(place: str, stream: io.BufferedReader, max_size: int) -> Raw:
    """A pipe cannot be read twice: it is taken whole."""
    return Raw(place, place, stream if stream.seekable() else io.BytesIO(stream.read(max_size + 1)))


def _hash(raw: Raw) -> str:
    raw.stream.seek(0)
    return hashlib.file_digest(raw.stream, "sha256").hexdigest()  # type: ignore[arg-type]


def _is_chinese(text: str) -> bool:
    """More Chinese characters than foreign words, and few letters of other scripts (kana, Hangul, Arabic)."""
    sample = text[:5000]
    chinese = len(re.findall(r"[〇㐀-䶿一-鿿豈-﫿]", sample))
    words = len(re.findall(r"[A-Za-z]{2,}", sample))
    others = len(re.findall(r"[぀-ヿ가-힯؀-ۿЀ-ӿ\u0f00-\u0fff\u1800-\u18af]", sample))
    return chinese > 0 and chinese >= words and others <= 0.3 * chinese


def _as_unreadable(error: OSError, path: Path) -> UnreadableError:
    match error:
        case FileNotFoundError():
            return UnreadableError(str(path), "missing")
        case PermissionError():
            return UnreadableError(str(path), "no_permission")
        case _:
            return UnreadableError(str(path), "unreadable", error.strerror or "a file")
