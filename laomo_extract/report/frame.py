"""The templates of the pages, their words and their files."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from laomo_extract.terminal.words import Language

if TYPE_CHECKING:
    from jinja2 import Environment, Template


@cache
def read(name: str) -> str:
    """A file of the package: ``static/page.css``."""
    return resources.files(__package__ or "").joinpath(name).read_text("utf-8")


@cache
def _labels() -> dict[str, dict[str, str]]:
    return tomllib.loads(read("words.toml"))


def labels(language: Language) -> dict[str, str]:
    """What the pages say, in ``language``."""
    return _labels()[language]


@cache
def _templates() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader(__package__ or ""), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    made.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    return made


def template(name: str) -> Template:
    """A template of the package; what it is given is escaped."""
    return _templates().get_template(name)
