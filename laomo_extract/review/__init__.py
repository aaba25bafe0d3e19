"""The review page: people look at the items that are most in doubt, mend them, and accept or reject them.

:func:`make_app` makes the application of a store; ``laomo review`` serves it.
"""

from __future__ import annotations

from laomo_extract.review.app import make_app
from laomo_extract.review.guard import Guard

__all__ = ["Guard", "make_app"]
