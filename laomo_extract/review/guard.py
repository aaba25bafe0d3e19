"""Who may come in, and what a browser may do with the page.

The page is for the one who started it: the address that ``laomo review`` prints holds a token that is good for a
session's cookie. For others there is a password. Every form holds the session's own mark, so that no other site can
send one; requests by another host name (DNS rebinding) are refused; nothing is fetched from outside.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response

COOKIE = "laomo_review"
_MONTH = 30 * 24 * 3600
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
LOOPBACK = frozenset(("127.0.0.1", "localhost", "::1", "[::1]"))


@dataclass(frozen=True)
class Session:
    """Someone who came in: their name, and the mark of their forms."""

    reviewer: str
    mark: str


@dataclass
class Guard:
    """The token of the one who started the page, the password for others, and who is in.

    ``hosts`` are the names that the page may be asked for by; None allows all (where a password is asked for).
    """

    reviewer: str
    password: str | None = None
    hosts: frozenset[str] | None = LOOPBACK
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    _sessions: dict[str, Session] = field(default_factory=dict)

    def knows_host(self, request: Request) -> bool:
        """Whether the request names a host that the page is served as."""
        return self.hosts is None or (request.url.hostname or "") in self.hosts

    def session(self, request: Request) -> Session | None:
        """Whose request it is."""
        return self._sessions.get(request.cookies.get(COOKIE, ""))

    def has_token(self, request: Request) -> bool:
        """Whether the address holds the token."""
        return secrets.compare_digest(request.query_params.get("token", "").encode(), self.token.encode())

    def has_password(self, given: str) -> bool:
        """Whether it is the password; False where there is none."""
        return self.password is not None and secrets.compare_digest(given.encode(), self.password.encode())

    def enter(self, response: Response, reviewer: str, *, secure: bool) -> None:
        """Let ``reviewer`` in, from the next request on."""
        name = secrets.token_urlsafe(24)
        self._sessions[name] = Session(reviewer, secrets.token_urlsafe(24))
        response.set_cookie(
            COOKIE, name, max_age=_MONTH, httponly=True, samesite="strict", secure=secure, path="/"
        )

    def has_mark(self, session: Session, given: str) -> bool:
        """Whether a form was made for this session."""
        return secrets.compare_digest(given.encode(), session.mark.encode())
