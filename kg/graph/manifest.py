"""What an endpoint holds of a graph: sent graph by graph, each recorded once it is whole, all of it verified.

The named graph ``graph:manifest`` of the endpoint says of each graph how many triples it has and their digest, and of
the whole whether it is complete: ``schema:creativeWorkStatus`` is "Incomplete" from the first change to the last check
and "Published" after it.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from kg.errors import StoreError
from kg.graph import mark
from kg.literal import literal
from kg.namespace import OWL, XSD, curie, iri, version
from kg.query import query
from kg.query.query import Queryable
from kg.query.solution import Table, Term, python
from kg.vocabulary.labeling import labeled

if TYPE_CHECKING:
    import rdflib

    from kg.graph.endpoint import Endpoint

CANARIES = ("size", "headline-figures", "disagreements")
"""The questions an endpoint must answer as the store does before a load counts as whole.

Between them they count every kind of thing, join supply with membership over several graphs, and compare the bounds of
counts.
"""
COMPLETE, INCOMPLETE = "Published", "Incomplete"


class Record(NamedTuple):
    """One graph: its number of triples, and the digest of them that does not depend on their order."""

    triples: int
    digest: str


MODULUS = 2**256
BEGUN = Record(0, "")
"""What the manifest says of a graph from before it is touched until it is whole."""


class Manifest(NamedTuple):
    """The graphs that were sent, by IRI, and whether all of a build was; ``complete`` is None where nothing is said."""

    graphs: dict[str, Record]
    complete: bool | None
    version: str | None = None
    """The version of the toolkit that sent them, where it is said."""


class Loaded(NamedTuple):
    """What a load did: how many graphs were sent, stood there already, or were dropped as no longer built."""

    sent: int
    kept: int
    dropped: int


def load(store: ox.Store, endpoint: "Endpoint") -> Loaded:
    """Make the endpoint hold the named graphs of a store, and verify that it does.

    A graph whose number of triples and digest the manifest has, and whose number of triples the endpoint confirms, is
    not sent again. Graphs of the manifest that the store does not have are dropped; graphs of others are left alone.

    Raises:
        StoreError: the endpoint refuses or breaks off; or a graph or a canary question is not as it should be, which
            is then named. The manifest stays incomplete.
    """
    before = read(endpoint)
    named = graphs(store)
    records = {graph: lines.record() for graph, lines in named.items()}
    held = {
        graph: record
        for graph, record in records.items()
        if before.graphs.get(graph) == record and endpoint.size(graph) == record.triples
    }
    gone = before.graphs.keys() - records.keys()
    done = dict.fromkeys([*gone, *records], BEGUN) | held
    _write(endpoint, Manifest(done, complete=False))
    for graph in sorted(done.keys() - held.keys()):
        endpoint.put(graph, named[graph].sent() if graph in named else ())
        if graph in records and endpoint.size(graph) == records[graph].triples:
            done[graph] = records[graph]
            _write(endpoint, Manifest(done, complete=False))
    _verify(store, endpoint, records)
    _write(endpoint, Manifest(records, complete=True))
    return Loaded(len(records) - len(held), len(held), len(gone))


def check(store: ox.Store, endpoint: "Endpoint") -> Loaded:
    """Hold what an endpoint has against the named graphs of a store, and send nothing.

    Raises:
        StoreError: as the endpoint does; or its manifest lacks a graph or has another digest of it, or a graph or a
            canary question is not as it should be, which is then named.
    """
    there = read(endpoint).graphs
    records = {graph: lines.record() for graph, lines in graphs(store).items()}
    if wrong := [curie(graph) for graph, record in records.items() if there.get(graph) != record]:
        told = f"its manifest has another digest, or none, of {', '.join(wrong[:5])}"
        raise StoreError(endpoint.address, f"{told} ({len(wrong):,} graphs)", "load it again")
    _verify(store, endpoint, records)
    return Loaded(0, len(records), 0)


def _verify(store: ox.Store, endpoint: "Endpoint", records: Mapping[str, Record]) -> None:
    missing = [
        f"{curie(graph)} has {found:,} of {record.triples:,} triples"
        for graph, record in records.items()
        if (found := endpoint.size(graph)) != record.triples
    ]
    if missing:
        raise StoreError(endpoint.address, f"not all arrived: {', '.join(missing)}", "build to it again")
    for name in CANARIES:
        if not same(name, store, endpoint):
            raise StoreError(
                endpoint.address,
                f"every graph arrived, but it answers the question {name!r} otherwise than the store that was sent",
                "see whether it holds other data in its default graph, and build to it again",
            )


def read(endpoint: Queryable) -> Manifest:
    """Return the manifest of an endpoint; it has no graphs and says nothing where none was sent by :func:`load`.

    Raises:
        StoreError: as the endpoint does; or what stands there is no manifest.
    """
    manifest = iri("graph:manifest")
    table = query.run(endpoint, f"SELECT ?s ?p ?o WHERE {{ GRAPH <{manifest}> {{ ?s ?p ?o }} }}", manifest)
    said: dict[str, dict[str, str]] = {}
    for row in table.values():
        said.setdefault(row["s"], {})[row["p"]] = str(row["o"])
    whole = said.pop(manifest, {})
    status = whole.get(iri("schema:creativeWorkStatus"))
    try:
        graphs = {
            graph: Record(int(about[iri("void:triples")]), about[iri("schema:sha256")]) for graph, about in said.items()
        }
    except (KeyError, ValueError) as error:
        place = getattr(endpoint, "address", manifest)
        told = "what it says of its graphs is not what 'kg build' writes"
        raise StoreError(place, told, f"empty the graph {manifest} there, and build to it again") from error
    return Manifest(graphs, None if status is None else status == COMPLETE, whole.get(OWL + "versionInfo"))


def same(question: str, one: Queryable, other: Queryable) -> bool:
    """Return whether two graphs give the same rows to a question with its defaults, in whatever order."""
    found = query.find(question)
    first, second = (rows(found.run(graph), found.claims) for graph in (one, other))
    return first == second


def rows(table: Table, claims: str | None = None) -> Counter[tuple[object, ...]]:
    """Return how often each row occurs in an answer; the claim IRIs of a cell are a set, numbers are their values."""

    def value(column: str, term: Term | None) -> object:
        return frozenset(str(python(term) or "").split()) if column == claims else python(term)

    return Counter(tuple(map(value, table.columns, row)) for row in table.rows)


class Lines:
    """The triples of a graph as N-Triples lines, read from the store each time; memory does not grow with them."""

    def __init__(self, store: ox.Store, graph: ox.NamedNode) -> None:
        self._store, self._graph = store, graph

    def __iter__(self) -> Iterator[str]:
        for quad in self._store.quads_for_pattern(None, None, None, self._graph):
            yield f"{quad.triple} .\n"

    def sent(self) -> Iterable[str]:
        """Return the lines: all of them in a list where one has a blank node, whose name is then a canonical one."""
        return self._canonical() if self._blank else self

    def record(self) -> Record:
        """Return how many lines there are, and the sum of their hashes, whatever their order."""
        count = whole = 0
        for line in self.sent():
            count += 1
            whole += int.from_bytes(hashlib.sha256(line.encode()).digest(), "big")
        return Record(count, f"{whole % MODULUS:064x}")

    @cached_property
    def _blank(self) -> bool:
        quads = self._store.quads_for_pattern(None, None, None, self._graph)
        return any(isinstance(node, ox.BlankNode) for quad in quads for node in (quad.subject, quad.object))

    def _canonical(self) -> list[str]:
        quads = self._store.quads_for_pattern(None, None, None, self._graph)
        return sorted(f"{triple} .\n" for triple in labeled(quad.triple for quad in quads))


def graphs(store: ox.Store) -> dict[str, Lines]:
    """Return the IRI of each named graph of a store → its lines, by IRI."""
    named = (graph for graph in store.named_graphs() if isinstance(graph, ox.NamedNode))
    return {graph.value: Lines(store, graph) for graph in sorted(named, key=lambda graph: graph.value)}


def lines(manifest: Manifest) -> list[str]:
    """Return the N-Triples lines of a manifest."""
    triples, digest = iri("void:triples"), iri("schema:sha256")
    found = [
        line
        for graph, record in manifest.graphs.items()
        for line in (
            f"<{graph}> <{triples}> {literal(str(record.triples), XSD + 'integer')} .\n",
            f"<{graph}> <{digest}> {literal(record.digest)} .\n",
        )
    ]
    status = literal(COMPLETE if manifest.complete else INCOMPLETE)
    whole = iri("graph:manifest")
    of_whole = (
        f"<{whole}> <{iri('schema:creativeWorkStatus')}> {status} .\n",
        f"<{whole}> <{OWL}versionInfo> {literal(version())} .\n",
    )
    return [*found, *of_whole]


def _write(endpoint: "Endpoint", manifest: Manifest) -> None:
    """Replace the manifest of an endpoint."""
    endpoint.put(iri("graph:manifest"), lines(manifest))


def opened(address: str) -> "Endpoint":
    """Return the endpoint at an address, ready to be asked.

    Raises:
        StoreError: nothing answers there, a load of it was not completed, or another version of the toolkit sent it.
    """
    from kg.graph.endpoint import Endpoint

    endpoint = Endpoint(address)
    held = read(endpoint)
    mark.same_version(endpoint.address, held.version)
    if held.complete is False:
        raise StoreError(
            endpoint.address, "a build to it was not completed", f"run 'kg build --to {endpoint.address}' again"
        )
    return endpoint


def dataset(address: str) -> "rdflib.Dataset":
    """Return an endpoint, read-only, as an ``rdflib.Dataset`` whose default graph is the union of its named graphs.

    Raises:
        StoreError: as :func:`opened`; or the endpoint's default graph is another, so that rdflib cannot ask the union.
    """
    import rdflib

    from kg.graph.interface import Asked

    endpoint = opened(address)
    if "default-graph-uri" in dict(endpoint.union):
        raise StoreError(
            endpoint.address, "its default graph is not the union of the graphs", "use kg.ask, which names each graph"
        )
    user = (endpoint.user, endpoint.password) if endpoint.user else None
    family = endpoint.dialect.rdflib
    store = Asked(endpoint.address, returnFormat=family, method="POST_FORM", params=dict(endpoint.union), auth=user)
    made = rdflib.Dataset(store=store, default_union=True)
    store.opened = {prefix: str(space) for prefix, space in made.namespaces()}
    return made
