"""Nobody comes in who was not let in, and no other site speaks for those who were."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from laomo_extract.errors import CodedError
from laomo_extract.review import Guard, make_app
from laomo_extract.review.server import serve
from laomo_extract.store import Store
from tests.test_cli import laomo

BASE = "http://127.0.0.1"


@pytest.fixture
def guard() -> Guard:
    return Guard("甲")


@pytest.fixture
def client(store: Store, guard: Guard) -> Iterator[TestClient]:
    with TestClient(make_app(store, guard), base_url=BASE, follow_redirects=False) as client:
        yield client


def test_without_the_token_nothing_is_shown(client: TestClient, guard: Guard, store: Store) -> None:
    for path in ("/", "/next", "/people", "/quarantine", "/divisions?q=a", "/?token=wrong", "/?token="):
        assert client.get(path).status_code == 403, path
    (bulletin, *_) = store.bulletins()
    where = f"/item/{bulletin.id}/{bulletin.items[0].id}"
    assert client.get(where).status_code == 403
    assert client.post(f"{where}/reject", data={"mark": ""}).status_code == 403
    assert store.history(bulletin.id) == []
    entered = client.get(f"/?token={guard.token}")
    assert (entered.status_code, entered.headers["location"]) == (303, "/")
    cookie = entered.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert guard.token not in cookie
    assert client.get(where).status_code == 200


def test_a_form_of_another_site_does_nothing(client: TestClient, guard: Guard, store: Store) -> None:
    client.get(f"/?token={guard.token}")
    (bulletin, *_) = store.bulletins()
    where = f"/item/{bulletin.id}/{bulletin.items[0].id}"
    for mark in ({}, {"mark": "x"}, {"mark": guard.token}):
        for act in ("accept", "reject", "undo", "edit", "add", "remove"):
            assert client.post(f"{where}/{act}", data={**mark, "version": "0"}).status_code == 403
    assert client.post("/people/decide", data={"name": "x"}).status_code == 403
    assert client.post("/quarantine/forget", data={"place": "x"}).status_code == 403
    assert store.history(bulletin.id) == []


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "192.168.0.9"])
def test_another_host_name_is_refused(client: TestClient, guard: Guard, host: str) -> None:
    answer = client.get(f"/?token={guard.token}", headers={"Host": host})
    assert answer.status_code == 400
    assert "set-cookie" not in answer.headers
    assert client.get("/", headers={"Host": "localhost:8470"}).status_code == 403


def test_every_answer_says_what_a_browser_may_do(client: TestClient, guard: Guard) -> None:
    for path in ("/", f"/?token={guard.token}", "/quarantine", "/static/review.js", "/nowhere"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
        assert headers["x-frame-options"] == "DENY"
        assert ("no-store" in headers["cache-control"]) == ("/static/" not in path)


def test_others_come_in_by_the_password(store: Store) -> None:
    guard = Guard("甲", password="开门", hosts=None)
    with TestClient(make_app(store, guard), base_url="http://laptop.local", follow_redirects=False) as client:
        assert client.get("/").headers["location"] == "/login"
        assert client.post("/login", data={"reviewer": "乙", "password": "关门"}).status_code == 403
        assert client.post("/login", data={"reviewer": "乙"}).status_code == 403
        assert client.post("/login", data={"reviewer": "乙", "password": "开门"}).status_code == 303
        assert "乙" in client.get("/quarantine").text


def test_without_a_password_there_is_no_login(client: TestClient) -> None:
    assert client.get("/login").status_code == 404
    assert client.post("/login", data={"password": ""}).status_code == 403


def test_another_host_needs_a_password(store: Store) -> None:
    with pytest.raises(
        CodedError, match=r"--host 0\.0\.0\.0 lets others in; give --password as well \[LM806\]"
    ):
        serve(store, host="0.0.0.0")


def test_the_command_says_so(tmp_path: object, store: Store) -> None:
    path = store.url.removeprefix("sqlite:///")
    done = laomo("review", path, "--host", "0.0.0.0")
    assert done.exit_code == 2
    assert "[LM806]" in done.stderr
    assert laomo("review", "none.db").exit_code == 2
