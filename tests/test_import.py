from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = (
    *(
        "spacy",
        "dateparser",
        "sqlalchemy",
        "alembic",
        "pandas",
        "pyarrow",
        "pyspark",
        "openpyxl",
        "typer",
        "rich",
    ),
    *("jinja2", "markupsafe"),
    *("lxml", "trafilatura", "pypdfium2", "docx", "striprtf", "python_calamine", "warcio", "rensa"),
)


def loaded_by(program: str) -> set[str]:
    """Which of the heavy packages are loaded after ``program`` ran in a process of its own."""
    report = f"{program}\nimport sys\nprint(*[name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", report], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "program",
    [
        "import laomo_extract",
        "import laomo_extract; laomo_extract.extract('8月27日,涪陵区总工会慰问劳模张三。')",
        "import laomo_extract; laomo_extract.read",
        "import laomo_extract.evaluate, laomo_extract.export",
        "import laomo_extract.integrations.spark",
    ],
)
def test_the_library_loads_nothing_heavy(program: str) -> None:
    assert loaded_by(program) == set()


def test_the_command_loads_only_what_it_needs() -> None:
    assert loaded_by("import laomo_extract.cli") == {"typer", "rich"}


def test_the_door_has_what_it_says() -> None:
    import laomo_extract

    for name in laomo_extract.__all__:
        assert getattr(laomo_extract, name) is not None
    with pytest.raises(AttributeError, match="no_such"):
        laomo_extract.no_such  # noqa: B018
