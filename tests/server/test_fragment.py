"""Triple Pattern Fragments: a pattern gives its triples and no others, the pages make the whole, terms are read."""

import html
import re
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest

from kg.namespace import RDF, iri
from kg.server import fragment
from kg.server.fragment import FOAF, FORMATS, HYDRA, SIZE, Pattern, pattern
from kg.server.reply import Asked, Reply
from kg.site import negotiation
from kg.site.resource import Library

PLACE = "http://example.org/fragment"
VOID = "http://rdfs.org/ns/void#"
TYPE = ox.NamedNode(RDF + "type")


def ask(library: Library, accept: str = "application/trig", **given: str) -> Reply:
    url = f"{PLACE}?{urlencode(given, safe=':/', quote_via=quote)}" if given else PLACE
    return fragment.fragment(library, Asked(url, accept, tuple(given.items())))


def split(reply: Reply) -> tuple[set[ox.Triple], set[ox.Triple]]:
    """Return the data and what is said of the fragment."""
    assert reply.status == 200, reply.body
    quads = list(ox.parse(input=reply.body, format=FORMATS["trig"]))
    metadata = ox.NamedNode(f"{PLACE}#metadata")
    assert {quad.graph_name for quad in quads} <= {ox.DefaultGraph(), metadata}
    data = {quad.triple for quad in quads if quad.graph_name != metadata}
    return data, {quad.triple for quad in quads if quad.graph_name == metadata}


def value(said: set[ox.Triple], subject: str, property_: str) -> str | None:
    found = [t.object for t in said if t.subject == ox.NamedNode(subject) and t.predicate.value == property_]
    assert len(found) <= 1
    return getattr(found[0], "value", None) if found else None


@pytest.mark.parametrize(
    "given",
    [
        {"subject": iri("state:srb")},
        {"predicate": iri("ais:suppliesTo")},
        {"object": iri("state:srb")},
        {"subject": iri("vendor:huawei"), "predicate": iri("ais:suppliesTo")},
        {"subject": iri("vendor:huawei"), "object": iri("state:srb")},
        {"object": '"Serbia"@en'},
        {"predicate": iri("ais:alpha3"), "object": '"SRB"'},
        {"subject": iri("vendor:huawei"), "predicate": iri("ais:suppliesTo"), "object": iri("state:srb")},
        {"subject": iri("state:srb"), "predicate": iri("ais:suppliesTo"), "object": iri("vendor:huawei")},
        {"subject": "https://example.org/nothing"},
    ],
    ids=lambda given: " ".join(given),
)
def test_a_pattern_gives_its_triples_and_their_number(
    library: Library, released: ox.Store, given: dict[str, str]
) -> None:
    asked = pattern(*(given.get(role, "") for role in ("subject", "predicate", "object")))
    wanted = {quad.triple for quad in released.quads_for_pattern(*asked, None)}
    data, said = split(ask(library, **given))
    assert data == wanted
    counted = [t.object for t in said if t.predicate.value in (HYDRA + "totalItems", VOID + "triples")]
    assert counted == [ox.Literal(len(wanted))] * 2


def test_the_pages_of_a_fragment_make_it_whole_and_none_comes_twice(library: Library, released: ox.Store) -> None:
    wanted = {quad.triple for quad in released.quads_for_pattern(None, ox.NamedNode(iri("ais:modality")), None, None)}
    assert len(wanted) > 3 * SIZE
    found: list[ox.Triple] = []
    address: str | None = f"{PLACE}?predicate={quote(iri('ais:modality'), safe='')}"
    while address is not None:
        query = dict(pair.split("=") for pair in address.partition("?")[2].split("&"))
        page = {"predicate": iri("ais:modality")} | ({"page": query["page"]} if "page" in query else {})
        data, said = split(fragment.fragment(library, Asked(address, "application/trig", tuple(page.items()))))
        assert len(data) <= SIZE
        found += data
        address = value(said, address, HYDRA + "next")
    assert len(found) == len(wanted)
    assert set(found) == wanted


def test_a_triple_of_two_graphs_counts_once_and_comes_once() -> None:
    store = ox.Store()
    one = ox.NamedNode("https://example.org/one")
    for number in range(3):
        store.add(ox.Quad(one, TYPE, one, ox.NamedNode(f"https://example.org/graph/{number}")))
    data, said = split(ask(Library(store)))
    assert data == {ox.Triple(one, TYPE, one)}
    assert value(said, PLACE, HYDRA + "totalItems") == "1"


def test_the_controls_lead_to_any_other_fragment(library: Library) -> None:
    _, said = split(ask(library, subject=iri("state:srb")))
    here = f"{PLACE}?subject={iri('state:srb')}"
    dataset = value(said, f"{PLACE}#metadata", FOAF + "primaryTopic")
    assert dataset is not None
    subsets = {t.object.value for t in said if t.predicate.value == VOID + "subset"}  # type: ignore[union-attr]
    assert here in subsets
    form = value(said, dataset, HYDRA + "search")
    assert form is not None
    assert value(said, form, HYDRA + "template") == f"{PLACE}{{?subject,predicate,object}}"
    mapped = {
        value(said, t.object.value, HYDRA + "variable"): value(said, t.object.value, HYDRA + "property")  # type: ignore[union-attr]
        for t in said
        if t.predicate.value == HYDRA + "mapping"
    }
    assert mapped == {role: RDF + role for role in ("subject", "predicate", "object")}


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_says_the_same(library: Library, suffix: str) -> None:
    reply = ask(library, negotiation.MEDIA[suffix], subject=iri("state:srb"))
    assert reply.media == negotiation.MEDIA[suffix]
    assert ("Vary", "Accept, Host") in reply.headers
    data, said = split(ask(library, subject=iri("state:srb")))
    assert {quad.triple for quad in ox.parse(input=reply.body, format=FORMATS[suffix])} == data | said


def test_terms_are_read_in_the_explicit_representation() -> None:
    integer = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")
    assert pattern("?s", "_:b", "") == Pattern(None, None, None)
    assert pattern("", "", f'"5"^^{integer.value}').object == ox.Literal("5", datatype=integer)
    assert pattern("", "", '"a "quoted" word"@sr-Latn').object == ox.Literal('a "quoted" word', language="sr-Latn")
    assert pattern("", "", '"<script>alert(1)</script>\n"').object == ox.Literal("<script>alert(1)</script>\n")
    assert pattern("<https://example.org/a>", "", "").subject == ox.NamedNode("https://example.org/a")


def test_a_literal_cannot_become_part_of_a_query(library: Library) -> None:
    hostile = '"x" } UNION { ?subject ?predicate ?object } #"'
    data, said = split(ask(library, object=hostile))
    assert not data
    assert {t.object for t in said if t.predicate.value == HYDRA + "totalItems"} == {ox.Literal(0)}


@pytest.mark.parametrize(
    ("given", "status", "said"),
    [
        ({"subject": "not an iri"}, 400, "is not an IRI"),
        ({"subject": '"literal"'}, 400, "is not an IRI"),
        ({"predicate": "x> ?p ?o } #"}, 400, "is not an IRI"),
        ({"object": '"open'}, 400, "is not a literal"),
        ({"object": '"5"^^not an iri'}, 400, "is not an IRI"),
        ({"page": "0"}, 400, "is not valid"),
        ({"page": "-1"}, 400, "is not valid"),
        ({"page": "two"}, 400, "is not valid"),
        ({"page": "99999"}, 404, "the fragment has fewer"),
        ({"subjet": "x"}, 400, "no parameter"),
    ],
    ids=lambda case: str(case),
)
def test_what_cannot_be_answered_is_a_problem(library: Library, given: dict[str, str], status: int, said: str) -> None:
    reply = ask(library, **given)
    assert reply.status == status
    assert reply.media == "application/problem+json"
    assert said in reply.body.decode()


def test_no_acceptable_format_is_406_with_the_list(library: Library) -> None:
    reply = ask(library, "image/png")
    assert reply.status == 406
    assert all(negotiation.MEDIA[suffix] in reply.body.decode() for suffix in fragment.SUFFIXES)


def test_an_address_that_is_no_iri_is_a_problem(library: Library) -> None:
    reply = fragment.fragment(library, Asked("http://bad host/fragment", "application/trig"))
    assert reply.status == 400


BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


def test_a_browser_gets_a_page_with_the_form_the_triples_and_the_pages_around(library: Library) -> None:
    reply = ask(library, BROWSER, predicate=iri("ais:modality"), page="2")
    text = reply.body.decode()
    assert (reply.status, reply.media) == (200, "text/html; charset=utf-8")
    assert text.count("<tr>") == SIZE + 1
    assert f'name="predicate" value="{iri("ais:modality")}"' in text
    around = re.findall(r'href="(fragment\?[^"]*)">(\w+)<', text)
    last = -(-fragment.total(library.store, pattern("", iri("ais:modality"), "")) // SIZE)
    assert [(name, html.unescape(to).rpartition("page=")[2]) for to, name in around] == [
        ("First", "1"), ("Previous", "1"), ("Next", "3"), ("Last", str(last)),
    ]  # fmt: skip


def test_a_page_escapes_what_is_asked_and_says_where_nothing_matches(library: Library) -> None:
    text = ask(library, BROWSER, object='"<script>alert(1)</script>"').body.decode()
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert" in text
    assert "Nothing matches" in text


def test_clients_that_take_any_format_get_named_graphs(library: Library) -> None:
    assert ask(library, "*/*").media == "application/trig"
    assert ask(library, "application/n-quads,text/html;q=0.2").media == "application/n-quads"
