"""The Python of the README and of the guides runs as it stands, and prints what stands behind it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [
    path
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
    if "```python" in path.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_python_of_a_page_runs(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    names = {"__name__": "__main__"}  # those of the blocks before are known to the next
    for block in re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
        exec(compile(block, page.name, "exec"), names)
        printed = capsys.readouterr().out.splitlines()
        for comment in re.findall(r"print\(.*\)\s+# (.+)$", block, re.MULTILINE):
            assert comment in printed


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
