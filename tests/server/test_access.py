"""Who may ask: clients behind proxies, hosts, users; a word of a stranger about itself is never taken."""

import asyncio
import hashlib
import io
import sys
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import cli
from kg.errors import KgError, ReadError
from kg.graph import store as stores
from kg.server import access, share
from tests.fixtures import invented
from tests.fixtures.servers import SPARE, served

TOKEN = "a long token of letters"
PROXIES = access.Proxies(access.networks(("127.0.0.0/8", "10.0.0.0/8", "::1")))


def scope(peer: str, *headers: tuple[str, str]) -> dict[str, object]:
    return {
        "type": "http",
        "scheme": "http",
        "client": (peer, 1),
        "headers": [(n.encode(), v.encode()) for n, v in headers],
    }


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("192.0.2.9", ("198.51.100.1",), "192.0.2.9"),
        ("127.0.0.1", (), "127.0.0.1"),
        ("127.0.0.1", ("198.51.100.1",), "198.51.100.1"),
        ("127.0.0.1", ("1.2.3.4, 198.51.100.1",), "198.51.100.1"),
        ("127.0.0.1", ("1.2.3.4", "198.51.100.1"), "198.51.100.1"),
        ("127.0.0.1", ("1.2.3.4, 198.51.100.1, 10.1.2.3",), "198.51.100.1"),
        ("127.0.0.1", ("198.51.100.1:4711",), "198.51.100.1"),
        ("127.0.0.1", ("[2001:db8:1:2:3::4]:4711",), "2001:db8:1:2::/64"),
        ("127.0.0.1", ("2001:db8:1:2:ffff::4",), "2001:db8:1:2::/64"),
        ("127.0.0.1", ("198.51.100.1, unknown",), "127.0.0.1"),
        ("127.0.0.1", ("198.51.100.1, ",), "127.0.0.1"),
        ("127.0.0.1", ("1.2.3.4, <script>, 10.0.0.1",), "10.0.0.1"),
        ("::1", ("198.51.100.1",), "198.51.100.1"),
        ("2001:db8:1:2:3:4:5:6", (), "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.1", (), "192.0.2.1"),
    ],
)
def test_the_client_is_the_last_on_the_way_that_no_proxy_of_ours_is(
    peer: str, forwarded: tuple[str, ...], client: str
) -> None:
    assert PROXIES.client(scope(peer, *(("x-forwarded-for", each) for each in forwarded))) == client


@given(st.lists(st.sampled_from(["1.2.3.4", "10.0.0.1", "::1", "x", "", "[::]:1", "9" * 300]), max_size=6))
def test_nothing_that_a_stranger_writes_changes_who_it_is(words: list[str]) -> None:
    said = ("x-forwarded-for", ", ".join(words))
    assert PROXIES.client(scope("192.0.2.9", said)) == "192.0.2.9"
    assert PROXIES.client(scope("127.0.0.1", said, ("x-forwarded-for", "192.0.2.9"))) == "192.0.2.9"


def test_a_proxy_tells_scheme_and_host_and_a_stranger_does_not() -> None:
    said = (("host", "a"), ("x-forwarded-proto", "https"), ("x-forwarded-host", "example.org"))
    for peer, expected in (("127.0.0.1", ("https", "example.org")), ("192.0.2.9", ("http", "a"))):
        asked = scope(peer, *said)
        PROXIES.apply(asked)
        headers = asked["headers"]
        assert isinstance(headers, list)
        assert (asked["scheme"], dict(headers)[b"host"].decode()) == expected
    evil = scope("127.0.0.1", ("host", "a"), ("x-forwarded-proto", "javascript"), ("x-forwarded-host", "a/../b"))
    before = dict(evil)
    PROXIES.apply(evil)
    assert evil == before


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ([("host", "localhost:8000")], 0),
        ([("host", "LOCALHOST")], 0),
        ([("host", "[::1]:80")], 0),
        ([], 400),
        ([("host", "localhost"), ("host", "evil.example")], 400),
        ([("host", "")], 400),
        ([("host", "localhost/x")], 400),
        ([("host", "localhost:evil")], 400),
        ([("host", "evil.example")], 421),
        ([("host", "localhost.evil.example")], 421),
    ],
)
def test_a_server_goes_by_its_names_only(headers: list[tuple[str, str]], status: int) -> None:
    assert access.host(scope("192.0.2.9", *headers), access.LOOPBACK)[0] == status


@pytest.mark.parametrize("given", ["nowhere", "10.0.0.0/99", "", "http://10.0.0.1"])
def test_a_proxy_that_is_no_address_is_refused(given: str) -> None:
    with pytest.raises(KgError, match="--proxy: not an address or a network"):
        access.networks((given,))


def test_seconds_that_were_had_are_forgotten_by_and_by() -> None:
    accounts = share.Accounts()
    accounts.charge("a", 8.0, 0.0)
    assert (accounts.had("a", 0.0), accounts.had("a", share.HALF), accounts.had("b", 0.0)) == (8.0, 4.0, 0.0)
    assert accounts.heavy("a", 0.5 * share.HALF)
    assert not accounts.heavy("a", 1.5 * share.HALF)
    for number in range(2 * share.CLIENTS):
        accounts.charge(f"c{number}", 1.0, 1.0)
    assert not accounts.heavy("a", 1.0)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("world")
    stores.save(invented.tiny(folder), folder / "kg")
    return folder / "kg"


def users(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write a file of users: ada with a password, and a token."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("correct horse\n"))
    assert cli.main(["serve", "--add-user", "ada"]) == 0
    token = f"robot:sha256${hashlib.sha256(TOKEN.encode()).hexdigest()}"
    path = folder / "users"
    path.write_text(f"# who may ask\n{capsys.readouterr().out}{token}\n", encoding="utf-8")
    path.chmod(0o640)
    return path


def test_a_graph_that_is_not_for_everybody_is_for_its_users(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = users(tmp_path, capsys, monkeypatch)
    assert "correct horse" not in path.read_text(encoding="utf-8")
    held = access.keys(path)
    assert held._checked("Bearer wrong") == ""
    with served(place, *SPARE, "--users", str(path), user=("ada", "correct horse")) as (address, _):
        assert httpx.get(f"{address}/health/live", timeout=60).status_code == 200
        for path_ in ("/healthcare/ada.html", "/health/ada", "/health/", "/health/live/x", "/metrics"):
            assert httpx.get(f"{address}{path_}", timeout=60).status_code == 401
        for auth in (None, ("ada", "wrong"), ("eve", "correct horse"), ("ada", "")):
            answer = httpx.get(f"{address}/state/ada", auth=auth, timeout=60)
            assert (answer.status_code, answer.headers["www-authenticate"].startswith("Basic ")) == (401, True)
        for _ in range(2):
            assert httpx.get(f"{address}/state/ada", auth=("ada", "correct horse"), timeout=60).status_code == 303
        bearer = {"Authorization": f"Bearer {TOKEN}"}
        assert httpx.get(f"{address}/state/ada", headers=bearer, timeout=60).status_code == 303
        for header in ("Basic", "Basic !!!", "Basic " + "A" * 4000, "Negotiate x", "\xff"):
            code = httpx.get(
                f"{address}/", headers=[(b"authorization", header.encode("latin-1"))], timeout=60
            ).status_code
            assert code == 401


def test_who_tries_many_passwords_lets_nobody_wait_for_more_than_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    held = access.keys(users(tmp_path, capsys, monkeypatch))
    ended: list[str] = []

    async def tried(client: str, password: str) -> None:
        given = b64encode(f"ada:{password}".encode()).decode()
        user = await held.user(scope(client, ("authorization", f"Basic {given}")), client)
        assert user == ("ada" if password == "correct horse" else "")
        ended.append(client)

    async def all_at_once() -> None:
        many = [tried("192.0.2.66", f"wrong {number}") for number in range(12)]
        await asyncio.gather(*many, tried("192.0.2.1", "correct horse"), tried("192.0.2.1", "correct horse"))

    with ThreadPoolExecutor(1) as apart:  # a browser of other tests may have a loop at work in this thread
        apart.submit(asyncio.run, all_at_once()).result()
    assert ended.index("192.0.2.1") <= 2
    assert len(ended) == 14
    assert not held._turns


@pytest.mark.parametrize(
    ("text", "mode", "told"),
    [
        ("ada:plain\n", 0o600, "line 1: not the line of a user"),
        ("", 0o600, "it holds no user"),
        ("ada:scrypt$00$11\n", 0o600, "line 1: not the line of a user"),
        ("ada:x\n", 0o644, "everybody may read it"),
    ],
)
def test_a_file_of_users_that_is_none_is_refused(tmp_path: Path, text: str, mode: int, told: str) -> None:
    path = tmp_path / "users"
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    with pytest.raises(ReadError, match=told):
        access.keys(path)


def test_a_server_on_this_machine_answers_no_other_name_and_shares_nothing_unasked(place: Path) -> None:
    with served(place, *SPARE, "--allow-host", "graph.example", shared=False) as (address, _):
        for host, status in (("localhost", 303), ("graph.example:8080", 303), ("evil.example", 421)):
            answer = httpx.get(f"{address}/state/ada", headers={"Host": host}, timeout=60)
            assert answer.status_code == status
            assert "access-control-allow-origin" not in answer.headers


def test_a_base_with_a_path_is_served_below_it_and_the_address_is_the_bases(place: Path) -> None:
    base = "https://graph.example/data/kg/"
    with served(place, *SPARE, "--base", base, "--forwarded") as (address, _):
        for prefix in ("", "/data/kg"):
            answer = httpx.get(f"{address}{prefix}/state/ada", headers={"Accept": "text/turtle"}, timeout=60)
            assert answer.headers["location"] == "/data/kg/state/ada.ttl"
            assert base in httpx.get(f"{address}{prefix}/state/ada.ttl", timeout=60).text
        told = httpx.get(f"{address}/data/kg/reconcile", headers={"Host": "evil.example"}, timeout=60)
        assert told.json()["view"]["url"].startswith(f"{base}reconcile/view")
        assert "evil" not in told.text


def test_an_answer_that_depends_on_the_host_says_so(place: Path) -> None:
    with served(place, *SPARE, "--forwarded") as (address, _):
        asked = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "graph.example"}
        told = httpx.get(f"{address}/reconcile", headers=asked, timeout=60)
        assert told.json()["view"]["url"].startswith("https://graph.example/reconcile/view")
        assert "Host" in told.headers["vary"]
