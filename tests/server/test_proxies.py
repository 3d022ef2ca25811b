"""Behind nginx and Caddy as docs/serving.md sets them up: the server below a prefix, under an address of its own."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin

import httpx
import pyoxigraph as ox
import pytest

from benchmarks.peers.server import HOST, free_port
from kg.graph import store as stores
from tests.fixtures import invented, web_servers
from tests.fixtures.servers import SPARE, served
from tests.fixtures.web_servers import Missing

WEB = httpx.Client(timeout=60)
LANGUAGES = {"nginx": "nginx", "caddy": "caddyfile"}
"""Each proxy → the language of its block on the page."""
PAGE = Path(__file__).parents[2] / "docs" / "serving.md"


@pytest.fixture(scope="session", autouse=True)
def closing() -> Iterator[None]:
    """Close the connections of the client when the tests of this process are done."""
    yield
    WEB.close()


def block(language: str) -> str:
    """Return the one block of a language on the page."""
    (found,) = re.findall(rf"^```{language}\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert "127.0.0.1:8000" in found
    return str(found)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("world")
    dataset = invented.dataset(invented.world(folder), invented.registers(folder))
    stores.save(dataset, folder / "kg")
    return folder / "kg"


class Behind(NamedTuple):
    """A server that a proxy is to stand before: where readers will find it, and where it is."""

    base: str
    port: int
    """Where the proxy is to listen."""
    own: str
    """The server's own host and port."""


@contextmanager
def behind(place: Path, *options: str) -> Iterator[Behind]:
    """Give a server that knows the address of proxies, which stand before it one after another."""
    port = free_port()
    base = f"http://{HOST}:{port}/data/kg/"
    with served(place, "--base", base, *options, shared=False) as (own, _):
        yield Behind(base, port, own.removeprefix("http://"))


@pytest.fixture(scope="module")
def usual(place: Path) -> Iterator[Behind]:
    """Give a server begun as the page says, which makes nothing that nobody asks for."""
    (command,) = re.findall(r"^\$ kg serve --base \S+ (.*)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    with behind(place, *command.split(), *SPARE) as found:
        yield found


@pytest.fixture(scope="module")
def sparing(place: Path) -> Iterator[Behind]:
    """Give a server that answers a client one request, and the next after hours."""
    with behind(place, *SPARE, "--proxy", HOST, "--rate", "0.0001") as found:
        yield found


@pytest.fixture(scope="module", params=LANGUAGES, ids=list(LANGUAGES))
def proxy(request: pytest.FixtureRequest) -> str:
    """Return the name of a proxy."""
    return str(request.param)


@contextmanager
def standing(proxy: str, server: Behind, folder: Path) -> Iterator[None]:
    """Have a proxy stand before a server, as the page says; one that is not installed is skipped."""
    before = getattr(web_servers, f"{proxy}_before")
    try:
        with before(block(LANGUAGES[proxy]).replace("127.0.0.1:8000", server.own), folder, server.port):
            yield
    except Missing as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="module")
def base(proxy: str, usual: Behind, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address below which readers find the server, through a proxy."""
    with standing(proxy, usual, tmp_path_factory.mktemp(proxy)):
        yield usual.base


def test_iris_of_the_base_lead_to_documents_under_it_in_each_format(base: str) -> None:
    for accept, suffix in (("text/html", "html"), ("text/turtle", "ttl"), ("application/ld+json", "jsonld")):
        answer = WEB.get(f"{base}state/ada", headers={"accept": accept})
        assert answer.status_code == 303
        assert urljoin(base, answer.headers["location"]) == f"{base}state/ada.{suffix}"
        document = WEB.get(urljoin(base, answer.headers["location"]))
        assert document.status_code == 200
        if suffix == "ttl":
            found = {q.subject.value for q in ox.parse(document.content, ox.RdfFormat.TURTLE)}
            assert f"{base}state/ada" in found
            assert not [iri for iri in found if "w3id.org/ai-surveillance/state" in iri]


def test_every_link_of_the_start_page_stays_below_the_prefix_and_leads_somewhere(base: str) -> None:
    page = WEB.get(base)
    assert page.status_code == 200
    links = {urljoin(base, found) for found in re.findall(r'(?:href|src)="([^"#]+)"', page.text)}
    ours = {link for link in links if link.startswith(base[: -len("data/kg/")])}
    assert len(ours) > 5
    assert not [link for link in ours if not link.startswith(base)]
    assert not [link for link in ours if WEB.head(link, follow_redirects=True).status_code != 200]


def test_what_is_made_for_machines_names_the_address_of_the_proxy(base: str) -> None:
    rows = WEB.post(f"{base}sparql", data={"query": f"SELECT ?p {{ <{base}state/ada> ?p ?o }}"})
    assert rows.json()["results"]["bindings"]
    for path in ("reconcile", "sparql", "fragment"):
        answer = WEB.get(base + path, headers={"accept": "application/json, text/turtle, application/trig"})
        assert answer.status_code == 200
        assert base in answer.text
        assert HOST not in answer.text.replace(base.rstrip("/"), "")
    described = WEB.get(f"{base}openapi.json").json()
    (server,) = described["servers"]
    assert urljoin(f"{base}openapi.json", server["url"]).rstrip("/") == base.rstrip("/")


def test_validators_pass_through_and_a_known_document_is_not_sent_again(base: str) -> None:
    first = WEB.get(f"{base}state/ada.html")
    again = WEB.get(f"{base}state/ada.html", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "path", ["%2e%2e/health", "..%2f..%2fetc/passwd", "state/%00", "state/ada.html%0d%0aX: y", "//x"]
)
def test_no_spelling_of_a_path_leaves_the_prefix(base: str, path: str) -> None:
    answer = WEB.get(base + path)
    assert answer.status_code in (200, 301, 400, 404)
    assert "root:" not in answer.text
    assert "x" not in answer.headers
    assert urljoin(base, answer.headers.get("location", base)).startswith(base)


def test_a_body_that_is_too_long_is_refused(base: str) -> None:
    assert WEB.post(f"{base}sparql", data={"query": "ASK {}" + " " * 1_100_000}).status_code == 413


def test_a_client_behind_a_proxy_is_counted_by_its_own_address_whatever_it_says(
    proxy: str, sparing: Behind, tmp_path: Path
) -> None:
    one, two, three = (f"127.1.{list(LANGUAGES).index(proxy)}.{number}" for number in (5, 6, 7))

    def asked(client: str, said: str = "") -> int:
        headers = {"x-forwarded-for": said} if said else {}
        with httpx.Client(transport=httpx.HTTPTransport(local_address=client), timeout=60) as web:
            return web.get(f"{sparing.base}sparql", params={"query": "ASK {}"}, headers=headers).status_code

    with standing(proxy, sparing, tmp_path):
        assert [asked(one), asked(one)] == [200, 429]
        forged = ("203.0.113.9", two, "203.0.113.9, 127.0.0.1", "127.0.0.1", "unknown", "::1", ",,")
        assert {asked(one, said) for said in forged} == {429}
        assert [asked(two, three), asked(two)] == [200, 429]
        assert asked(three) == 200
