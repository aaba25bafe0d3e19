"""The Python of the README and of the guides runs as it stands, and prints what stands behind it."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from laomo_extract.cli import app

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [
    path
    for path in (ROOT / "README.md", ROOT / "README.zh-CN.md", *sorted((ROOT / "docs").rglob("*.md")))
    if re.search("```(?:python|sh)\n", path.read_text(encoding="utf-8"))
]


def run_commands(block: str) -> None:
    """The lines of a shell block that call the command."""
    for line in block.splitlines():
        if line.startswith("laomo "):
            done = CliRunner().invoke(app, shlex.split(line)[1:])
            assert done.exit_code == 0, done.output


@pytest.mark.parametrize("page", PAGES, ids=lambda page: "/".join(page.parts[-2:]))
def test_what_a_page_shows_runs(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    names = {"__name__": "__main__"}  # those of the blocks before are known to the next
    for kind, block in re.findall(r"```(python|sh)\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
        if kind == "sh":
            run_commands(block)
            continue
        exec(compile(block, page.name, "exec"), names)
        printed = capsys.readouterr().out.splitlines()
        told = re.findall(r"print\(.*\)\s+# (.+)$|^ +# (.+)$", block, re.MULTILINE)
        for comment in ("".join(pair) for pair in told):
            assert comment in printed


def test_pages_link_to_what_is_there() -> None:
    """Those that the site does not check: the README in both languages, and links out of docs/."""
    for page in (ROOT / "README.md", ROOT / "README.zh-CN.md"):
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (ROOT / target).exists(), f"{page.name}: {target}"


def test_the_example_is_what_is_printed(tmp_path: Path) -> None:
    page, printed = (block.split("```")[0] for block in README.split("```text\n")[1:3])
    (tmp_path / "page.txt").write_text(page, "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", "from laomo_extract.cli import main; main()", "extract", "page.txt", "--published", "2024-08-30", "--home", "重庆市"],
        cwd=tmp_path, capture_output=True, text=True, check=True, env={**os.environ, "COLUMNS": "80"},
    )  # fmt: skip
    lines = [line.rstrip() for line in done.stdout.splitlines()]
    assert "\n".join(lines[lines.index(printed.splitlines()[0]) :]).strip() == printed.strip()


def test_every_extra_is_told_with_its_size() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    page = (ROOT / "docs" / "install.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)` \|.*\| [0-9.]+ \|$", page, re.MULTILINE)
    assert sorted(rows) == sorted(set(project["optional-dependencies"]) - {"dev"})
