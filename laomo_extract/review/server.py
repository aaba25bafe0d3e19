"""Serving the review page from this machine."""

from __future__ import annotations

import getpass
import socket
from collections.abc import Callable

from laomo_extract.missing import needs

with needs("fastapi", "review"):
    import fastapi as _
with needs("python-multipart", "review"):
    import python_multipart as _  # type: ignore[no-redef]  # noqa: F401
with needs("uvicorn", "review"):
    import uvicorn

from laomo_extract.review.app import make_app
from laomo_extract.review.edits import EditError
from laomo_extract.review.guard import LOOPBACK, Guard
from laomo_extract.store import Store
from laomo_extract.terminal.words import Language


def serve(
    store: Store,
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    password: str | None = None,
    reviewer: str | None = None,
    language: Language = Language.ZH,
    on_start: Callable[[str], object] = print,
) -> None:
    """Serve the review page of ``store`` until Ctrl+C.

    Args:
        store: What is reviewed.
        host: The address to listen at.
        port: The port; 0 is any that is free.
        password: Lets in those who do not have the address with the token.
        reviewer: Who decides; the user of this machine without it.
        language: Of the pages.
        on_start: Called with the address that lets in.

    Raises:
        ValueError: ``host`` lets others in, and there is no ``password``.
        OSError: the port is taken.
        ImportError: the packages of the extra ``review`` are not installed.
    """
    if host not in LOOPBACK and not password:
        raise EditError("LM806", host=host)
    # By a name that is not this machine's own others come in, who know it by names that nobody can list.
    hosts = LOOPBACK if host in LOOPBACK else None
    guard = Guard(reviewer or getpass.getuser(), password or None, hosts)
    with socket.create_server(
        (host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET
    ) as listening:
        # Without it the body of an answer waits 40 ms for the browser to say that it has the head.
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        number = listening.getsockname()[1]
        name = f"[{host}]" if ":" in host else host
        on_start(f"http://{name}:{number}/?token={guard.token}")
        config = uvicorn.Config(
            make_app(store, guard, language), log_level="warning", server_header=False, access_log=False
        )
        uvicorn.Server(config).run(sockets=[listening])
