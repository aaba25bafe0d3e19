"""Install the wheel of a folder in clean environments and use it: with the oldest and the newest Python there is.

python scripts/smoke.py dist
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

VERSIONS = ("3.11", "3.12", "3.13")  # those of requires-python
TEXT = "8月27日，涪陵区总工会为62名困难学生发放助学金18.6万元。"


def pythons() -> list[str]:
    """The oldest and the newest of VERSIONS that the machine has; the one that runs this at least."""
    found: dict[str, str] = {}
    roots = [
        Path(root) / "versions" for root in (os.environ.get("PYENV_ROOT"), Path.home() / ".pyenv") if root
    ]
    for version in VERSIONS:
        candidates = [str(path) for root in roots for path in root.glob(f"{version}.*/bin/python")]
        candidates += [path] if (path := shutil.which(f"python{version}")) else []
        if ".".join(map(str, sys.version_info[:2])) == version:
            candidates.insert(0, sys.executable)
        for candidate in candidates:
            # A shim of pyenv is on the path for versions that are not switched on.
            if (
                subprocess.run(
                    [candidate, "-c", "import venv, ensurepip"], capture_output=True, check=False
                ).returncode
                == 0
            ):
                found[version] = candidate
                break
    return [
        found[version]
        for version in dict.fromkeys((min(found, key=VERSIONS.index), max(found, key=VERSIONS.index)))
    ]


def try_out(wheel: Path, python: str, folder: Path) -> None:
    """Install ``wheel`` alone and do what a first user does."""
    run = {"cwd": folder, "check": True, "capture_output": True, "text": True}
    subprocess.run([python, "-m", "venv", "env"], **run)  # type: ignore[call-overload]
    bin_ = folder / "env" / "bin"

    def call(program: str, *args: str, stdin: str | None = None) -> str:
        done = subprocess.run([str(bin_ / program), *args], input=stdin, **run)  # type: ignore[call-overload]
        out: str = done.stdout
        return out

    call("pip", "install", "--quiet", "--disable-pip-version-check", str(wheel))
    version = call("laomo", "--version").strip()
    assert version == f"laomo {wheel.name.split('-')[1]}", version
    assert "core" in call("laomo", "doctor")
    read = json.loads(call("laomo", "extract", "--format", "jsonl", "--published", "2024-08-30", stdin=TEXT))
    assert read["items"][0]["funds"][0]["amount"] == "186000", read
    (folder / "page.txt").write_text(TEXT, encoding="utf-8")
    call("laomo", "ingest", "page.txt", "--store", "news.db")
    assert "62" in call("laomo", "totals", "news.db", "涪陵区")
    for suffix in ("jsonl", "csv", "jsonld", "geojson", "labelstudio.json", "conll"):
        call("laomo", "export", "news.db", "--to", f"news.{suffix}")
    code = "import laomo_extract as lx; print(lx.extract(input()).items[0].counts[0].value)"
    assert call("python", "-c", code, stdin=TEXT) == "62\n"
    typed = "from importlib.resources import files; print((files('laomo_extract') / 'py.typed').is_file())"
    assert call("python", "-c", typed) == "True\n"


def main(dist: Path) -> None:
    """Try the one wheel in ``dist``."""
    (wheel,) = dist.resolve().glob("*.whl")
    for python in pythons():
        with tempfile.TemporaryDirectory() as folder:
            try:
                try_out(wheel, python, Path(folder))
            except subprocess.CalledProcessError as error:
                sys.exit(f"{python}: {error}\n{error.stdout}{error.stderr}")
        print(f"{wheel.name} works in a clean environment of {python}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
