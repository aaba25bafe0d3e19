"""The pages: the queue's next item, people in doubt, what could not be read; and what their forms do."""

from __future__ import annotations

import asyncio
import tomllib
from collections.abc import Awaitable, Callable, Mapping
from functools import cache
from importlib import resources
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, FastAPI, HTTPException
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from laomo_extract import __version__
from laomo_extract.records import NewsItem, Span
from laomo_extract.report.frame import read as report_file
from laomo_extract.report.highlight import DOUBTFUL, highlighted
from laomo_extract.report.marks import marks
from laomo_extract.review import edits
from laomo_extract.review.guard import HEADERS, Guard, Session
from laomo_extract.store import ConflictError, Decision, Store
from laomo_extract.terminal.words import Language, Words

_STYLES = ("static/page.css", "static/records.css")  # of the report: one look for both
_OWN = {"review.css": "text/css", "review.js": "text/javascript", "icon.svg": "image/svg+xml"}
_PAUSE = 1.0  # seconds that a wrong password costs
_PEOPLE = 20  # names on a page of people in doubt

router = APIRouter()


class Desk:
    """What the pages work with."""

    def __init__(self, store: Store, guard: Guard, language: Language) -> None:
        self.store = store
        self.guard = guard
        self.words = Words(language)
        self.labels = _labels()[language]
        self.templates = Environment(
            loader=PackageLoader(__package__ or ""),
            autoescape=True,
            undefined=StrictUndefined,
            auto_reload=False,
        )

    def page(self, name: str, session: Session | None = None, status: int = 200, **shown: Any) -> Response:
        """A page; what it shows is escaped."""
        waiting, done = self.store.progress() if session else (0, 0)
        said = {"w": self.labels, "words": self.words, "session": session, "waiting": waiting, "done": done}
        said |= {"version_of_library": __version__}
        page = self.templates.get_template(name).render(**said, **shown)
        return HTMLResponse(page, status_code=status)


@cache
def _labels() -> dict[str, dict[str, str]]:
    return tomllib.loads(_file("words.toml"))


@cache
def _file(name: str) -> str:
    return resources.files(__package__ or "").joinpath(name).read_text("utf-8")


def make_app(store: Store, guard: Guard, language: Language = Language.ZH) -> FastAPI:
    """The review page of ``store``, an ASGI application.

    Args:
        store: What is reviewed.
        guard: Who may come in.
        language: Of the pages.
    """
    app = FastAPI(title="laomo review", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.desk = Desk(store, guard, language)
    app.include_router(router)
    app.middleware("http")(_guarded)
    app.add_exception_handler(ConflictError, _conflict)
    app.add_exception_handler(edits.EditError, _problem)
    return app


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


async def _guarded(request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
    guard = _desk(request).guard
    if not guard.knows_host(request):
        response: Response = Response("unknown host", status_code=400)
    elif guard.has_token(request):
        response = RedirectResponse(request.url.path, status_code=303)
        guard.enter(response, guard.reviewer, secure=request.url.scheme == "https")
    elif guard.session(request) or request.url.path == "/login" or request.url.path.startswith("/static/"):
        response = await go_on(request)
    elif guard.password is not None:
        response = RedirectResponse("/login", status_code=303)
    else:
        response = _desk(request).page("closed.html", status=403)
    response.headers.update(HEADERS)
    if request.url.path.startswith("/static/") and response.status_code == 200:
        response.headers["Cache-Control"] = "private, max-age=86400"  # their addresses name the version
    return response


def _session(request: Request) -> Session:
    session = _desk(request).guard.session(request)
    if session is None:
        raise HTTPException(403)
    return session


async def _sent(request: Request) -> FormData:
    """What a form sent; it has to be one of the session's own."""
    form = await request.form()
    session = _desk(request).guard.session(request)
    if session is None or not _desk(request).guard.has_mark(session, str(form.get("mark", ""))):
        raise HTTPException(403, "this form is not of this session; go back and open the page anew")
    return form


Sent = Annotated[FormData, Depends(_sent)]
Came = Annotated[Session, Depends(_session)]


def _conflict(request: Request, error: Exception) -> Response:
    where = str(request.url.path).rpartition("/")[0]
    told = _desk(request).words.error(error)
    return _desk(request).page("stopped.html", _session(request), 409, kind="conflict", told=told, back=where)


def _problem(request: Request, error: Exception) -> Response:
    where = str(request.url.path).rpartition("/")[0]
    told = _desk(request).words.error(error)
    return _desk(request).page("stopped.html", _session(request), 422, kind="problem", told=told, back=where)


# ---- coming in ------------------------------------------------------------------------------------


@router.get("/login")
def login_page(request: Request) -> Response:
    """Where others than the one who started the page come in."""
    if _desk(request).guard.password is None:
        raise HTTPException(404)
    return _desk(request).page("login.html", wrong=False)


@router.post("/login")
async def login(request: Request) -> Response:
    """Let those in who know the password."""
    desk = _desk(request)
    form = await request.form()
    if not desk.guard.has_password(str(form.get("password", ""))):
        await asyncio.sleep(_PAUSE)
        return desk.page("login.html", status=403, wrong=True)
    response = RedirectResponse("/", status_code=303)
    reviewer = str(form.get("reviewer", "")).strip() or desk.guard.reviewer
    desk.guard.enter(response, reviewer, secure=request.url.scheme == "https")
    return response


@router.get("/static/{name}")
def static(name: str) -> Response:
    """The style sheet and the script."""
    if name not in _OWN:
        raise HTTPException(404)
    text = _file(f"static/{name}")
    if name.endswith(".css"):
        text = "\n".join((*map(report_file, _STYLES), text))
    return Response(text, media_type=_OWN[name])


# ---- items ----------------------------------------------------------------------------------------


@router.get("/")
def start(request: Request, session: Came) -> Response:
    """The item that a look changes most."""
    return _next(request, session)


@router.get("/next")
def following(request: Request, session: Came, after: str = "", last: str = "") -> Response:
    """The item behind the place ``after``; ``last`` is the one that was decided on just now."""
    return _next(request, session, after, last)


def _next(request: Request, session: Session, after: str = "", last: str = "") -> Response:
    desk = _desk(request)
    doubt, _, key = after.partition(",")
    try:
        place = (float(doubt), int(key)) if after else None
    except ValueError:
        place = None
    found = desk.store.waiting(place, limit=1) or desk.store.waiting(limit=1)
    if not found:
        return RedirectResponse(f"/done?{urlencode({'last': last})}", status_code=303)
    one = found[0]
    query = {"at": f"{one.doubt!r},{one.key}"} | ({"last": last} if last else {})
    return RedirectResponse(f"/item/{one.bulletin}/{one.item}?{urlencode(query)}", status_code=303)


@router.get("/done")
def done(request: Request, session: Came, last: str = "") -> Response:
    """Where no item is left."""
    return _desk(request).page("done.html", session, last=_last(_desk(request), last))


def _last(desk: Desk, last: str) -> dict[str, Any] | None:
    """The decision just taken, for its undoing."""
    bulletin, _, item = last.partition("/")
    history = desk.store.history(bulletin, item) if item else []
    return {"where": f"/item/{last}", "version": history[-1].version} if history else None


@router.get("/item/{bulletin}/{item}")
def item_page(
    request: Request, session: Came, bulletin: str, item: str, at: str = "", last: str = ""
) -> Response:
    """An item: its text with the values marked, and its records to be mended."""
    desk = _desk(request)
    read = desk.store.bulletin(bulletin)
    one = next((one for one in read.items if one.id == item), None) if read else None
    history = desk.store.history(bulletin, item)
    if read is None or (one is None and not history):
        return desk.page("stopped.html", session, 404, kind="no_item", told="", back="/")
    text = desk.store.text(bulletin)
    shown = one or next((past.record for past in reversed(history) if past.record), None)
    return desk.page(
        "item.html",
        session,
        bulletin=read,
        item=one,
        shown=shown,
        marked=highlighted(text, shown.span, marks(shown, desk.words), desk.words)
        if text and shown
        else None,
        start=shown.span.start if shown else 0,
        facts=_facts(desk, one) if one else [],
        kinds=list(edits.MODELS),
        history=history,
        version=history[-1].version if history else 0,
        at=at,
        last=_last(desk, last),
        where=f"/item/{bulletin}/{item}",
    )


def _facts(desk: Desk, item: NewsItem) -> list[dict[str, Any]]:
    """The facts with their widgets, those first that are least sure."""
    found = [
        {
            "kind": kind,
            "index": index,
            "text": fact.text,
            "confidence": fact.confidence,
            "doubtful": fact.confidence < DOUBTFUL,
            "rule": fact.rule,
            "start": fact.span.start,
            "end": fact.span.end,
            "fields": [
                _widget(desk, kind, field, edits.shown(kind, fact, field)) for field in edits.FIELDS[kind]
            ],
        }
        for kind in edits.MODELS
        for index, fact in enumerate(getattr(item, kind))
    ]
    return sorted(found, key=lambda fact: fact["confidence"] >= DOUBTFUL)


def _widget(desk: Desk, kind: str, field: str, value: str) -> dict[str, Any]:
    return {
        "name": field,
        "label": desk.labels[f"f_{field}"],
        "value": value,
        "choices": [(one, desk.words.value(one) if one else "—") for one in edits.choices(kind, field)],
        "number": edits.is_number(kind, field),
        "division": kind == "districts" and field == "name",
        "titles": field == "honours",
    }


def _item_of(desk: Desk, bulletin: str, item: str) -> tuple[NewsItem, str]:
    read = desk.store.bulletin(bulletin)
    one = next((one for one in read.items if one.id == item), None) if read else None
    if one is None:
        raise HTTPException(404)
    return one, desk.store.text(bulletin) or ""


def _decide(
    request: Request,
    session: Session,
    form: FormData,
    where: tuple[str, str],
    decision: Decision,
    record: NewsItem | None,
) -> Response:
    """Write a decision down, and go on: to the next item where one was done with, else back to the item."""
    desk = _desk(request)
    version = int(str(form.get("version", "0")))
    review = desk.store.review(*where, decision, reviewer=session.reviewer, version=version, record=record)
    if review is None:
        raise HTTPException(404)
    at = str(form.get("at", ""))
    name = "/".join(where)
    if decision in ("accepted", "rejected"):
        return _next(request, session, at, name)
    return RedirectResponse(f"/item/{name}?{urlencode({'at': at})}", status_code=303)


def _given(form: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in form.items()}


def _span(form: Mapping[str, Any], item: NewsItem, text: str, words: str) -> Span | None:
    """The place that was selected in the text, if it holds the words."""
    try:
        start, end = int(str(form.get("start", ""))), int(str(form.get("end", "")))
    except ValueError:
        return None
    inside = item.span.start <= start < end <= item.span.end
    same = "".join(text[start:end].split()) == "".join(words.split())
    return Span(start=start, end=end) if inside and same else None


@router.post("/item/{bulletin}/{item}/edit")
def edit(request: Request, session: Came, form: Sent, bulletin: str, item: str) -> Response:
    """Mend a value."""
    one, text = _item_of(_desk(request), bulletin, item)
    given = _given(form)
    span = _span(form, one, text, given.get("text", ""))
    left = edits.changed(one, given["kind_of"], int(given["index"]), given, text, span)
    return _decide(request, session, form, (bulletin, item), "corrected", left)


@router.post("/item/{bulletin}/{item}/add")
def add(request: Request, session: Came, form: Sent, bulletin: str, item: str) -> Response:
    """Add a value that the machine missed."""
    one, text = _item_of(_desk(request), bulletin, item)
    given = _given(form)
    words = given.get("words", "").strip()
    fields = {"honours": given["titles"]} if given["kind_of"] == "workers" else {}
    left = edits.added(one, given["kind_of"], words, fields, text, _span(form, one, text, words))
    return _decide(request, session, form, (bulletin, item), "corrected", left)


@router.post("/item/{bulletin}/{item}/remove")
def remove(request: Request, session: Came, form: Sent, bulletin: str, item: str) -> Response:
    """Take a value out."""
    one, _ = _item_of(_desk(request), bulletin, item)
    left = edits.without(one, str(form["kind_of"]), int(str(form["index"])))
    return _decide(request, session, form, (bulletin, item), "corrected", left)


@router.post("/item/{bulletin}/{item}/accept")
def accept(request: Request, session: Came, form: Sent, bulletin: str, item: str) -> Response:
    """Let the item stand as it is."""
    one, _ = _item_of(_desk(request), bulletin, item)
    return _decide(request, session, form, (bulletin, item), "accepted", edits.accepted(one))


@router.post("/item/{bulletin}/{item}/reject")
def reject(request: Request, session: Came, form: Sent, bulletin: str, item: str) -> Response:
    """Take the item out."""
    return _decide(request, session, form, (bulletin, item), "rejected", None)


@router.post("/item/{bulletin}/{item}/undo")
def undo(request: Request, session: Came, form: Sent, bulletin: str, item: str) -> Response:
    """Take the last decision that stands back."""
    return _decide(request, session, form, (bulletin, item), "undone", None)


@router.get("/divisions")
def divisions(session: Came, q: str = "") -> Response:
    """Divisions whose name begins so, for completion."""
    return JSONResponse(edits.divisions(q.strip()))


@router.get("/titles")
def titles(session: Came) -> Response:
    """Titles that workers are given, for completion."""
    return JSONResponse(edits.titles())


# ---- people, and what could not be read ---------------------------------------------------------------


@router.get("/people")
def people(request: Request, session: Came, after: str = "") -> Response:
    """Entries of the register that may be one person."""
    desk = _desk(request)
    entries = desk.store.doubtful(after, limit=_PEOPLE)
    by_id = {entry.id: entry for entry in entries}
    pairs = [
        (entry, by_id[doubt.entry], doubt)
        for entry in entries
        for doubt in entry.doubtful
        if doubt.entry in by_id and entry.id < doubt.entry
    ]
    return desk.page("people.html", session, pairs=pairs, behind=entries[-1].name if entries else "")


@router.post("/people/decide")
def decide_people(request: Request, session: Came, form: Sent) -> Response:
    """Write down whether two are one."""
    name, one, other, same = (str(form[field]) for field in ("name", "one", "other", "same"))
    _desk(request).store.merge(name, one, other, same == "yes", reviewer=session.reviewer)
    return RedirectResponse("/people", status_code=303)


@router.get("/quarantine")
def quarantine(request: Request, session: Came) -> Response:
    """What could not be read, why, and what to do."""
    desk = _desk(request)
    rows = [(row, desk.words.quarantined(row)) for row in desk.store.quarantine()]
    return desk.page("quarantine.html", session, rows=rows)


@router.post("/quarantine/forget")
def forget(request: Request, session: Came, form: Sent) -> Response:
    """Leave a place out of the list; the next ingest that fails on it brings it back."""
    _desk(request).store.release(str(form["place"]))
    return RedirectResponse("/quarantine", status_code=303)
