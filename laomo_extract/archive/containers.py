"""Archives to their members, one at a time: zip, tar, packed files, WARC.

Nothing is written to disk. What does not look like an honest archive is named and left out: names that
lead elsewhere, links, members that unpack to implausibly much.
"""

from __future__ import annotations

import bz2
import contextlib
import gzip
import io
import lzma
import stat
import tarfile
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import Any, BinaryIO
from urllib.parse import unquote, urlsplit

from laomo_extract.archive.failures import FailureKind, UnreadableError
from laomo_extract.archive.parts import Limits, Parts, Raw

_PAGE_TYPES = ("text/", "application/pdf", "application/msword", "application/rtf", "application/xhtml+xml")
_NO_PAGE_TYPES = ("text/css", "text/javascript")
_DAMAGED = (EOFError, OSError, zlib.error, lzma.LZMAError, ValueError)


def read_zip(raw: Raw, limits: Limits) -> Parts:
    """The members of a zip archive."""
    try:
        archive = zipfile.ZipFile(raw.stream)
    except zipfile.BadZipFile as error:
        raise UnreadableError(raw.place, "broken_archive") from error
    with archive:
        for info in archive.infolist():
            name = _zip_name(info)
            if info.is_dir():
                continue
            failure = _refused(raw, name, info.file_size, info.compress_size, limits)
            if stat.S_ISLNK(info.external_attr >> 16):
                failure = UnreadableError(f"{raw.place}!/{name}", "symbolic_link")
            elif info.flag_bits & 1:
                failure = UnreadableError(f"{raw.place}!/{name}", "encrypted")
            if failure is not None:
                yield failure
                continue
            try:
                with archive.open(info) as member:
                    yield raw.member(name, member.read(limits.size + 1))
            except (zipfile.BadZipFile, NotImplementedError, *_DAMAGED) as error:
                kind: FailureKind = "zip_bomb" if "Overlapped" in str(error) else "broken_archive"
                yield UnreadableError(f"{raw.place}!/{name}", kind)


def _zip_name(info: zipfile.ZipInfo) -> str:
    """The member's name; those packed by Chinese Windows are GBK, which zip itself reads as cp437."""
    name = info.filename
    if not info.flag_bits & 0x800:
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode("gb18030")
    return name.replace("\\", "/")


def read_tar(raw: Raw, limits: Limits) -> Parts:
    """The members of a tar archive, packed or not, as they come. Links inside it lead to members read anyway."""
    packed = raw.size()
    unpacked = 0
    raw.stream.seek(0)
    try:
        with tarfile.open(fileobj=raw.stream, mode="r:*") as archive:
            for info in archive:
                if info.isdir():
                    continue
                name = info.name
                unpacked += info.size
                # The whole is measured: a packed tar tells no member's packed size
                if unpacked > max(limits.harmless, limits.ratio * packed):
                    yield UnreadableError(f"{raw.place}!/{name}", "zip_bomb")
                    return
                if failure := _refused(raw, name, info.size, info.size, limits):
                    yield failure
                elif info.issym() or info.islnk():
                    target = (
                        PurePosixPath(name).parent / info.linkname
                        if info.issym()
                        else PurePosixPath(info.linkname)
                    )
                    if _leads_out(str(target)):
                        yield UnreadableError(f"{raw.place}!/{name}", "symbolic_link")
                elif (member := archive.extractfile(info)) is None:
                    yield UnreadableError(f"{raw.place}!/{name}", "unsupported", "a device")
                else:
                    data = member.read(limits.size + 1)
                    if len(data) < min(info.size, limits.size + 1):
                        raise EOFError
                    yield raw.member(name, data)
                archive.members = []  # type: ignore[attr-defined]  # else it remembers all of them
    except (tarfile.TarError, *_DAMAGED) as error:
        raise UnreadableError(raw.place, "broken_archive") from error


def read_packed(raw: Raw, limits: Limits) -> Parts:
    """What a gzip, bzip2 or xz file holds: a tar archive, or one file of the same name without the suffix."""
    try:
        unpacked = _unpacked(raw)
        if unpacked.read(512)[257:262] == b"ustar":
            yield from read_tar(raw, limits)
            return
        data = _unpacked(raw).read(limits.size + 1)
    except _DAMAGED as error:
        raise UnreadableError(raw.place, "broken_archive") from error
    if len(data) > max(limits.harmless, limits.ratio * raw.size()):
        raise UnreadableError(raw.place, "zip_bomb")
    path = PurePosixPath(raw.path)
    yield raw.member(path.name.removesuffix(path.suffix) or path.name, data)


def _unpacked(raw: Raw) -> BinaryIO:
    head = raw.head(6)
    raw.stream.seek(0)
    if head.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=raw.stream)  # type: ignore[return-value]
    return bz2.BZ2File(raw.stream) if head.startswith(b"BZh") else lzma.LZMAFile(raw.stream)  # type: ignore[return-value]


def read_warc(raw: Raw, limits: Limits) -> Parts:
    """The pages of a web archive that were fetched well; its pictures, styles and redirects are left out."""
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError as error:
        raise UnreadableError(raw.place, "not_installed", "WARC") from error
    raw.stream.seek(0)
    try:
        records = ArchiveIterator(raw.stream)
        while (record := _next_record(records)) is not None:
            if record.rec_type not in ("response", "resource"):
                continue
            uri = record.rec_headers.get_header("WARC-Target-URI") or "?"
            headers = record.http_headers
            said = (headers or record.rec_headers).get_header("Content-Type") or ""
            fetched = headers is None or headers.get_statuscode() == "200"
            if not fetched or not said.startswith(_PAGE_TYPES) or said.startswith(_NO_PAGE_TYPES):
                continue
            data = record.content_stream().read(limits.size + 1)
            if len(data) <= limits.size and record.raw_stream.limit:
                raise EOFError  # shorter than its head says
            charset = said.partition("charset=")[2].split(";")[0].strip(" \"'") or None
            member = raw.member(unquote(urlsplit(uri).path).strip("/") or "index", data, charset)
            yield Raw(f"{raw.place}!/{uri}", member.path, member.stream, member.depth, charset)
        if records.err_count or not _warc_end(raw).endswith((b"\n\r\n", b"\n\n")):
            raise UnreadableError(raw.place, "broken_archive")
    except _DAMAGED as error:
        raise UnreadableError(raw.place, "broken_archive") from error


def _next_record(records: Any) -> Any:
    """The next record; what warcio prints of damage it counts too, and the count is looked at."""
    with contextlib.redirect_stderr(io.StringIO()):
        try:
            return next(records, None)
        except Exception as error:  # errors of its own, and those of a head that was cut off
            raise EOFError from error


def _warc_end(raw: Raw) -> bytes:
    """The last bytes: for warcio a file that was cut off just ends, but after a whole record stand blank lines."""
    if raw.head(2) != b"\x1f\x8b":
        raw.stream.seek(max(0, raw.size() - 4))
        return raw.stream.read()
    end = b""
    unpacked = _unpacked(raw)
    while block := unpacked.read(1 << 20):
        end = (end + block)[-4:]
    return end


def _refused(raw: Raw, name: str, size: int, packed: int, limits: Limits) -> UnreadableError | None:
    place = f"{raw.place}!/{name}"
    if _leads_out(name):
        return UnreadableError(place, "path_traversal")
    if size > max(limits.harmless, limits.ratio * packed):
        return UnreadableError(place, "zip_bomb")
    if size > limits.size:
        return UnreadableError(place, "too_large", f"{size:,}")
    return None


def _leads_out(name: str) -> bool:
    """Whether a path leads out of the folder that it starts from, on any system."""
    depth = 0
    for part in PurePosixPath(name.replace("\\", "/")).parts:
        depth += -1 if part == ".." else part != "."
        if depth < 0 or part == "/" or part[1:2] == ":":
            return True
    return False
