"""One suite for every way the site is served: live, and as files behind nginx, Apache (as w3id.org) and Caddy.

Every class of URL, in every media type, by GET and HEAD, answers alike; links lead somewhere; formats are one graph.
"""

import gzip
import random
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

import pyoxigraph as ox
import pytest

from kg.graph import store
from kg.namespace import BASE
from kg.site import layout, negotiation
from tests.fixtures import web_servers
from tests.fixtures.web_servers import Answer, Missing, Target, fetch

ACCEPTS = (
    None,
    "*/*",
    "text/html",
    "text/turtle",
    "application/ld+json",
    "application/n-triples",
    "text/csv",
    "application/json",
    "application/sparql-query",
    "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "text/html;q=0.4, text/*;q=0.8",
    "application/ld+json;q=0.3, text/turtle;q=0.7",
    "text/turtle;q=0, */*;q=0.1",
    "text/turtle;q=0.95,application/n-triples",
    'application/ld+json;profile="http://www.w3.org/ns/json-ld#expanded"',
    "TEXT/TURTLE ; q=1.000",
    "image/png",
    "image/png, text/html;q=0",
)
THINGS = {
    "data": ("data",),
    "thing": ("state/ada", "vendor/acme", "source/herald", "graph/herald", "term/Use"),
    "ontology": ("ontology", "ontology/Use"),
    "question": ("question/vendors-by-reach",),
}
PAGES = ("", "index.html", "state/", "state/index.html", "question/", "data.html", "sparql.html", "contribute.html")
FILES = {
    "style.css": "text/css",
    "search.js": "text/javascript",
    "sparql.js": "text/javascript",
    "void.ttl": "text/turtle",
    "dataset.jsonld": "application/ld+json",
    "changes.atom": "application/atom+xml",
    "state/ada.atom": "application/atom+xml",
    "vendor/acme.atom": "application/atom+xml",
    "latest/claims.csv": "text/csv",
    "latest/surveillance-kg.nq.gz": "application/gzip",
    "CITATION.cff": "application/yaml",
}
FORMATS = {"ttl": ox.RdfFormat.TURTLE, "jsonld": ox.RdfFormat.JSON_LD, "nt": ox.RdfFormat.N_TRIPLES}


class World(NamedTuple):
    """An invented graph, on disk as a store and as a site, whole and compact."""

    store: Path
    whole: Path
    compact: Path


@pytest.fixture(scope="module")
def world(
    hostile: ox.Store, hostile_site: Path, hostile_compact: Path, tmp_path_factory: pytest.TempPathFactory
) -> World:
    folder = tmp_path_factory.mktemp("world")
    store.save(hostile, folder / "store")
    return World(folder / "store", hostile_site, hostile_compact)


class Served(NamedTuple):
    """A server of a site, and the site that it serves."""

    target: Target
    site: Path
    form: layout.Layout


WAYS = [(server, form) for form in ("whole", "compact") for server in ("live", "nginx", "apache", "caddy")]
WAYS.remove(("live", "compact"))


@pytest.fixture(scope="module", params=WAYS, ids=" ".join)
def served(request: pytest.FixtureRequest, world: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Yield a server of the site in one of its forms; one that is not installed is skipped."""
    server, form = request.param
    site = world.whole if form == "whole" else world.compact
    try:
        with getattr(web_servers, server)(
            world.store if server == "live" else site, tmp_path_factory.mktemp("server")
        ) as begun:
            yield Served(begun, site, layout.WHOLE if form == "whole" else layout.COMPACT)
    except Missing as missing:
        pytest.skip(str(missing))


@pytest.fixture
def target(served: Served) -> Target:
    return served.target


def place(each: negotiation.Class, thing: str, suffix: str) -> str:
    """Return where a document of a thing stands, with the fragment that leads to it."""
    found = re.fullmatch(each.pattern, thing)
    assert found, thing
    return re.sub(r"\$(\d)", lambda number: found[int(number[1])], each.location(suffix))


class Links(HTMLParser):
    """What a page links and loads, and where its fragments are."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        self.ids.add(given.get("id", ""))
        link = given.get("href") if tag in ("a", "link") else given.get("src")
        if link and not link.startswith("data:"):
            self.links.append(link)


def things(world: World, form: layout.Layout = layout.WHOLE) -> Iterator[tuple[negotiation.Class, str]]:
    """Yield every class of resources with things of it."""
    apart = [f"{name}/{min(path.stem for path in (world.whole / name).glob('*.nt'))}" for name in layout.APART]
    known = [*(thing for some in THINGS.values() for thing in some), *apart]
    for each in negotiation.classes(form):
        found = [thing for thing in known if re.fullmatch(each.pattern, thing)]
        assert found, each.name
        yield from ((each, thing) for thing in found)


def named(world: World, site: Path) -> set[str]:
    """Return IRIs of ours: of each register and class of the graph one, all of its vocabulary, all of DCAT and VoID."""
    sample: dict[tuple[str, str], str] = {}
    whole: set[str] = set()
    classes = {str(quad.subject): str(quad.object) for quad in store.open_store(world.store) if "#type>" in str(quad)}
    for quad in store.open_store(world.store):
        for term in (quad.subject, quad.predicate, quad.object, quad.graph_name):
            if isinstance(term, ox.NamedNode) and term.value.startswith(BASE):
                register = term.value.removeprefix(BASE).partition("/")[0].partition("#")[0]
                kind = (register + "#" * ("#" in term.value), classes.get(str(term), ""))
                sample[kind] = min(term.value, sample.get(kind, term.value))
                whole |= {term.value} if register == "ontology" else set()
    described = ox.parse(path=str(site / "data.nt"), format=ox.RdfFormat.N_TRIPLES)
    told = {str(term)[1:-1] for quad in described for term in quad.triple if isinstance(term, ox.NamedNode)}
    for text in ("dataset.jsonld", "ro-crate-metadata.json"):
        told |= set(re.findall(rf'"({re.escape(BASE)}[^"]*)"', (site / text).read_text(encoding="utf-8")))
    return {name for name in {*sample.values(), *whole, *told} if name.startswith(BASE)}


def test_every_iri_that_the_graph_and_its_descriptions_name_answers(served: Served, world: World) -> None:
    target, names = served.target, named(world, served.site)
    assert len({name.removeprefix(BASE).partition("/")[0] for name in names}) > 15
    for name in sorted({name.partition("#")[0] for name in names}):
        asked = target.things + name.removeprefix(BASE)
        answer = fetch(asked, accept="text/turtle, */*;q=0.1")
        for _ in range(2):
            if answer.status in (301, 302, 303):
                asked = target.documents + target.location(answer, asked)
                answer = fetch(asked, accept="text/turtle, */*;q=0.1")
        assert answer.status == 200, (name, answer.status)


def test_an_iri_with_a_fragment_is_told_of_in_the_document_without_it(world: World) -> None:
    for name in sorted(name for name in named(world, world.whole) if "#" in name):
        place, fragment = name.removeprefix(BASE).split("#")
        if not fragment:  # the namespace of the ontology
            continue
        written = (world.whole / f"{place}.nt").read_text(encoding="utf-8")
        assert f"<{name}> <" in written, name


def media(answer: Answer) -> str:
    return answer.headers.get("content-type", "").partition(";")[0]


def test_choice_by_quality() -> None:
    four = ("html", "ttl", "jsonld", "nt")
    chosen = [negotiation.choose(accept, four) for accept in ACCEPTS]
    assert chosen == [
        "html", "html", "html", "ttl", "jsonld", "nt", None, None, None, "html", "ttl", "ttl", "html", "nt", "jsonld",
        "ttl", None, None,
    ]  # fmt: skip


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_thing_leads_to_the_document_that_is_asked_for(served: Served, world: World, method: str) -> None:
    target = served.target
    for each, thing in things(world, served.form):
        for accept in ACCEPTS:
            asked, case = target.things + thing, f"{thing} as {accept}"
            answer = fetch(asked, method, accept)
            suffix = negotiation.choose(accept, each.suffixes)
            assert "accept" in answer.headers["vary"].lower(), case
            assert answer.headers["access-control-allow-origin"] == "*", case
            if suffix is None:
                assert answer.status == 406, case
                assert all((f".{known}".encode() in answer.body) == (method == "GET") for known in each.suffixes), case
                continue
            assert (answer.status, target.location(answer, asked)) == (303, place(each, thing, suffix)), case


def test_any_accept_header_is_read_alike(served: Served) -> None:
    target = served.target
    chance = random.Random(7)
    ranges = ("text/html", "text/turtle", "application/ld+json", "application/n-triples", "image/png", "text/*", "*/*")
    ends = ("", ";q=0", ";q=0.0", "; q=1", ";Q=0.5", ";q=0.55", " ; q = 0.3", ";level=1", ";level=1;q=0.7", ";q=x", ";")
    for _ in range(150):
        several = (chance.choice(ranges) + chance.choice(ends) for _ in range(chance.randint(1, 5)))
        accept = chance.choice((",", ", ", " ,\t")).join(several)
        suffix = negotiation.choose(accept, served.form.formats)
        asked = f"{target.things}state/ada"
        answer = fetch(asked, accept=accept)
        assert answer.status == (303 if suffix else 406), accept
        assert suffix is None or target.location(answer, asked) == f"state/ada.{suffix}", accept


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_document_is_the_one_of_the_site(served: Served, world: World, method: str) -> None:
    for each, thing in things(world, served.form):
        for suffix in each.suffixes:
            path = place(each, thing, suffix).partition("#")[0]
            answer = fetch(served.target.documents + path, method, "text/html")
            assert (answer.status, media(answer)) == (200, negotiation.MEDIA[suffix]), path
            written = (served.site / path).read_bytes()
            assert answer.body == (written if method == "GET" else b""), path
            assert int(answer.headers.get("content-length", len(written))) == len(written), path


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_pages_and_files_are_those_of_the_site(served: Served, method: str) -> None:
    target = served.target
    packed = {"latest/claims.csv.gz": "application/gzip"}
    files = packed | {name: kind for name, kind in FILES.items() if name != "latest/claims.csv"}
    files = {name: kind for name, kind in files.items() if "/" not in name or not name.endswith(".atom")}
    kinds = dict.fromkeys(PAGES, "text/html") | (files if served.form.compact else FILES)
    for place, kind in kinds.items():
        answer = fetch(target.documents + place, method)
        assert (answer.status, media(answer)) == (200, kind), place
        written = served.site / (f"{place}index.html" if place in ("", "state/", "question/") else place)
        assert answer.body == (written.read_bytes() if method == "GET" else b""), place
        assert "content-encoding" not in answer.headers, place


def test_a_page_and_a_text_say_their_letters_and_allow_no_more_than_they_need(target: Target) -> None:
    if target.name == "apache":  # as w3id.org: it redirects only, and the host of the files has headers of its own
        return
    for place in ("index.html", "state/ada.html", "state/ada.ttl", "question/vendors-by-reach.csv", "sparql.html"):
        answer = fetch(target.documents + place)
        assert answer.headers["content-type"].lower().endswith("charset=utf-8"), place
        assert answer.headers["content-security-policy"] == negotiation.POLICY, place
        assert answer.headers["x-content-type-options"] == "nosniff", place
        assert answer.headers["access-control-allow-origin"] == "*", place


def test_a_document_that_is_known_is_not_sent_again(target: Target) -> None:
    for place in ("state/ada.ttl", "state/ada.html", "question/vendors-by-reach.csv"):
        first = fetch(target.documents + place)
        again = fetch(target.documents + place, If_None_Match=first.headers["etag"])
        assert (again.status, again.body) == (304, b""), place
        changed = fetch(target.documents + place, If_None_Match='"another"')
        assert (changed.status, changed.body) == (200, first.body), place


def test_a_text_is_sent_packed_to_who_unpacks_it_and_to_nobody_else(target: Target) -> None:
    if target.name == "apache":  # as w3id.org: it redirects only, and the host of the files packs as it likes
        return
    for place in ("index.html", "style.css", "explorer-data.js", "sparql.js", "ontology.ttl"):
        plain = fetch(target.documents + place)
        for method in ("GET", "HEAD"):
            packed = fetch(target.documents + place, method, Accept_Encoding="br;q=0.9, gzip")
            assert packed.headers["content-encoding"] == "gzip", place
            assert "accept-encoding" in packed.headers["vary"].lower(), place
            assert target.name == "caddy" or packed.headers["etag"] != plain.headers["etag"], place
            assert packed.headers["content-type"] == plain.headers["content-type"], place
            assert method == "HEAD" or gzip.decompress(packed.body) == plain.body, place
        again = fetch(target.documents + place, Accept_Encoding="gzip", If_None_Match=packed.headers["etag"])
        assert (again.status, again.body) == (304, b""), place
        refused = fetch(target.documents + place, Accept_Encoding="gzip;q=0")
        assert ("content-encoding" in refused.headers, refused.body) == (False, plain.body), place
    for place in ("icon.png", "latest/surveillance-kg.nq.gz"):
        assert "content-encoding" not in fetch(target.documents + place, Accept_Encoding="gzip").headers, place
    missing = fetch(target.documents + "nothing.html", Accept_Encoding="gzip")
    assert missing.status == 404
    assert b"</html>" in (gzip.decompress(missing.body) if "content-encoding" in missing.headers else missing.body)


def test_what_is_not_there_is_not_found(target: Target) -> None:
    for place in ("state/nowhere", "nothing/at-all", "nothing.html", "state/ada.exe", "%2e%2e/%2e%2e/etc/passwd"):
        answer, asked = fetch(target.things + place), target.things + place
        if answer.status in (302, 303):
            answer = fetch(target.documents + target.location(answer, asked))
        assert answer.status in (400, 404), place


def test_the_documents_of_a_thing_are_one_graph(served: Served, world: World) -> None:
    target = served.target
    for each, thing in things(world, served.form):
        if each.name == "question":
            continue
        graphs = {}
        for suffix in FORMATS.keys() & set(each.suffixes):
            asked = target.things + thing
            answer = fetch(asked, accept=negotiation.MEDIA[suffix])
            body = fetch(target.documents + target.location(answer, asked)).body
            dataset = ox.Dataset(ox.parse(body, FORMATS[suffix]))
            dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
            graphs[suffix] = sorted(map(str, dataset))
        assert all(graph == graphs["ttl"] for graph in graphs.values()), thing
        assert graphs["ttl"], thing


def test_a_bundle_says_of_each_thing_in_it_what_its_own_document_says(world: World) -> None:
    bundled = {
        str(quad.triple) for path in (world.compact / "bundle").glob("*.ttl") for quad in ox.parse(path=str(path))
    }
    names = [f"{register}/{path.stem}" for register in layout.APART for path in (world.whole / register).glob("*.nt")]
    assert len(names) > 15
    for name in names:
        own = ox.parse(path=str(world.whole / f"{name}.nt"), format=ox.RdfFormat.N_TRIPLES)
        assert {str(quad.triple) for quad in own if str(quad.subject).startswith(f"<{BASE}{name}")} <= bundled, name
        path, _, fragment = layout.bundle(name).partition("#")
        assert fragment in Links((world.compact / f"{path}.html").read_text(encoding="utf-8")).ids, name


def test_a_vendor_has_an_address_as_an_organization_that_leads_to_it(served: Served) -> None:
    target = served.target
    for place, leads in (("organization/acme", "vendor/acme"), ("organization/beta", "vendor/beta")):
        for suffix in {"ttl", "html", "nt"}.intersection(served.form.formats):
            accept = negotiation.MEDIA[suffix]
            asked = target.things + place
            answer = fetch(asked, accept=accept)
            if (answer.status, target.location(answer, asked)) == (303, leads):
                answer = fetch(target.things + leads, accept=accept)
            assert (answer.status, target.location(answer, asked)) == (303, f"{leads}.{suffix}"), (place, accept)
        answer = fetch(target.things + place + ".ttl")
        assert answer.status in (302, 303)
        told = fetch(target.documents + target.location(answer, target.things + place + ".ttl")).body.decode()
        assert f"owl:sameAs organization:{place.partition('/')[2]}" in told


def test_an_organization_of_its_own_register_is_at_its_address(target: Target) -> None:
    answer = fetch(f"{target.things}organization/herald", accept="text/turtle")
    assert (answer.status, target.location(answer, f"{target.things}organization/herald")) == (
        303,
        "organization/herald.ttl",
    )
    asked = f"{target.things}organization/nobody"
    answer = fetch(asked, accept="text/turtle")
    if answer.status == 303:
        answer = fetch(target.documents + target.location(answer, asked))
    assert answer.status == 404


def test_no_link_is_dead(target: Target) -> None:
    """Follow every link from the start page that stays on the site, its permalinks as well."""
    known: dict[str, set[str]] = {}
    pending, wanted = [f"{target.documents}index.html"], []
    while pending:
        address = pending.pop()
        if address in known:
            continue
        answer = fetch(address, accept="text/html")
        if answer.status in (302, 303):
            wanted.append((address, target.documents + target.location(answer, address)))
            known[address] = set()
            pending.append(wanted[-1][1].partition("#")[0])
            continue
        assert answer.status == 200, f"{address}: {answer.status}, linked from {[a for a, b in wanted if b == address]}"
        page = Links(answer.body.decode()) if media(answer) == "text/html" else Links("")
        known[address] = page.ids
        for link in page.links if urlsplit(address).path.partition("view/")[1] == "" else ():
            there = urljoin(address, link)
            if there.startswith(BASE):
                there = target.address(there)
            if there.startswith((target.documents, target.things)):
                wanted.append((address, there))
                pending.append(there.partition("#")[0])
    dead = [
        (address, there)
        for address, there in wanted
        if "#" in there and "=" not in there.partition("#")[2] and there.partition("#")[0].endswith(".html")
        if there.partition("#")[2] not in known[there.partition("#")[0]]
    ]
    assert dead == []
    assert len(known) > 300


def test_one_page_alone_may_be_framed(target: Target) -> None:
    if target.name == "apache":
        return  # its rules lead to the site and say nothing of how it is served
    framed = fetch(target.documents + negotiation.EMBED)
    assert framed.status == 200
    assert framed.headers["content-security-policy"] == negotiation.FRAMED
    for place in ("index.html", "explorer.html", "explorer.js", "state/ada.html"):
        assert fetch(target.documents + place).headers["content-security-policy"] == negotiation.POLICY
