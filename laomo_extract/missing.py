"""What to say where an optional package is not installed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from laomo_extract.errors import MissingPackageError


@contextmanager
def needs(package: str, extra: str) -> Iterator[None]:
    """Name the extra that brings ``package`` if its import in the block fails."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise MissingPackageError("LM701", package=package, extra=extra) from error
