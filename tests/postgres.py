"""A PostgreSQL server of the test run's own, in a folder that goes with it."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest


class Server:
    """A running server; each call of :meth:`database` makes a new, empty database."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made = 0

    def database(self) -> str:
        self._made += 1
        name = f"laomo{self._made}"
        with psycopg.connect(host=str(self._folder), dbname="postgres", user="laomo", autocommit=True) as db:
            db.execute(f"CREATE DATABASE {name}".encode())
        return f"postgresql+psycopg://laomo@/{name}?host={self._folder}"


def _binaries() -> Path:
    """The folder of initdb and pg_ctl; the test is skipped where there is none, but never on CI."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    on_path = [Path(found).resolve().parent for found in [shutil.which("initdb")] if found]
    for folder in [*reversed(debian), *on_path]:
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    if os.environ.get("CI"):
        pytest.fail("no PostgreSQL (initdb, pg_ctl) on this machine; .ci/run installs it")
    pytest.skip("no PostgreSQL (initdb, pg_ctl) on this machine; on Debian: apt install postgresql")


def _owner() -> str | None:
    """Whom the server belongs to: PostgreSQL refuses to run as root."""
    if os.getuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@contextmanager
def running() -> Iterator[Server]:
    """A server that runs until the end of the block; it listens on a socket in its folder alone."""
    binaries, owner = _binaries(), _owner()
    folder = Path(tempfile.mkdtemp(prefix="laomo-pg-", dir="/tmp"))  # a socket's path has to be short
    if owner:
        shutil.chown(folder, owner)
    data = folder / "data"

    def run(program: str, *args: str) -> None:
        command = [str(binaries / program), "-D", str(data), *args]
        user = (
            {} if owner is None else {"user": owner, "group": pwd.getpwnam(owner).pw_gid, "extra_groups": ()}
        )
        done = subprocess.run(
            command,
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=60,
            **user,
        )  # type: ignore[call-overload]
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stdout}")

    options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
    try:
        run("initdb", "--auth=trust", "--username=laomo", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
        run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield Server(folder)
        finally:
            run("pg_ctl", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)
