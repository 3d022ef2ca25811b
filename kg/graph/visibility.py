"""What is shared of a graph: all but what is marked as internal, and what rests on that alone.

The marks stand in the graph ``graph:internal``, a node each with what it marks and the reason. A claim is left out if
it is marked, is of a marked source or stands in one, or is about something that is left out; a situation and a place
with the last of their claims; a row of a workspace's register that nothing else names. Conclusions are drawn anew.
"""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pyoxigraph as ox

from kg.errors import StoreError
from kg.graph import inference, store
from kg.graph.dataset import DERIVED
from kg.literal import literal
from kg.namespace import RDF, base_in_use, iri, reference
from kg.overlay import extract
from kg.setting import use, workspace

GRAPH = "graph:internal"
_NAMING = tuple(
    iri(name) for name in ("rdfs:label", "skos:altLabel", "skos:hiddenLabel", "dcterms:title", "dcterms:creator")
)


class LeftOut(NamedTuple):
    """How much of a graph is not shared."""

    sources: int = 0
    claims: int = 0
    things: int = 0
    """The rows of registers."""
    derived: int = 0
    """The conclusions that rest on the claims."""
    files: int = 0
    """The questions, pictures and stories of the workspace that name what is left out."""

    def __bool__(self) -> bool:
        return any(self)

    def __str__(self) -> str:
        counted = (
            f"{number:,} {name if number != 1 else name.removesuffix('s')}"
            for number, name in zip(
                self, ("sources", "claims", "things", "conclusions", "queries and stories"), strict=True
            )
            if number
        )
        return f"left out as internal: {', '.join(counted) or 'nothing'}"


NOTHING = LeftOut()


def quads(marked: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield the N-Quads lines that mark things as internal: the IRI of each, and the reason."""
    graph = f"<{iri(GRAPH)}> .\n"
    for number, (name, reason) in enumerate(marked):
        node = f"<{iri(GRAPH)}#{number}>"
        yield f"{node} <{iri('dcterms:references')}> {reference(name)} {graph}"
        yield f"{node} <{iri('dcterms:accessRights')}> {literal(reason, language='en')} {graph}"


def _text(node: object) -> str:
    """Return the IRI of a node, or the text of a literal."""
    return str(getattr(node, "value", node))


def internal(graph: ox.Store) -> frozenset[str]:
    """Return the IRIs of the sources and claims that are marked as internal."""
    found = graph.quads_for_pattern(None, ox.NamedNode(iri("dcterms:references")), None, ox.NamedNode(iri(GRAPH)))
    return frozenset(_text(quad.object) for quad in found)


def warning(graph: object) -> str:
    """Return what to say of a file that is made of a graph: that it may hold what is internal; or nothing."""
    marked = internal(graph) if isinstance(graph, ox.Store) else frozenset()
    if not marked:
        return ""
    return (
        f"{len(marked):,} of its sources and claims are internal: 'kg build --public --to DIR' makes a graph to share"
    )


class _Statements:
    """The claims of a graph, and what each rests on."""

    def __init__(self, graph: ox.Store) -> None:
        self.graph = graph
        self.source = self._pairs("ais:reportedIn")
        self.about = self._pairs("ais:about") | self._pairs("ais:denies")
        self.evidence: dict[str, set[str]] = {}
        for quad in graph.quads_for_pattern(None, ox.NamedNode(iri("ais:evidence")), None, None):
            self.evidence.setdefault(_text(quad.subject), set()).add(_text(quad.object))
        self.held = self._pairs("oa:hasSource")
        self.roles: dict[str, set[str]] = {}
        for quad in graph.quads_for_pattern(None, None, None, ox.NamedNode(iri("graph:situations"))):
            if isinstance(quad.object, ox.NamedNode):
                self.roles.setdefault(_text(quad.subject), set()).add(_text(quad.object))

    def _pairs(self, name: str) -> dict[str, str]:
        found = self.graph.quads_for_pattern(None, ox.NamedNode(iri(name)), None, None)
        return {_text(quad.subject): _text(quad.object) for quad in found}

    def hidden(self, marked: frozenset[str]) -> tuple[set[str], set[str]]:
        """Return the claims that are not shared, and the situations and places with none that is."""
        claims = {name for name in marked if name in self.about}
        gone: set[str] = set(marked)
        while True:
            before = len(claims)
            for name, situation in self.about.items():
                stands = {self.held.get(place, "") for place in self.evidence.get(name, ())}
                if self.source.get(name) in gone or stands & gone or self.roles.get(situation, set()) & gone:
                    claims.add(name)
            shown = self.about.keys() - claims
            situations = {self.about[name] for name in claims} - {self.about[name] for name in shown}
            places = {place for name in claims for place in self.evidence.get(name, ())}
            places -= {place for name in shown for place in self.evidence.get(name, ())}
            gone = set(marked) | claims | situations | places
            if len(claims) == before:
                return claims, situations | places


def shared(graph: ox.Store) -> tuple[ox.Store, LeftOut, frozenset[str]]:
    """Return what is shared of a graph as a store in memory, how much is left out, and the names of what is.

    The names are IRIs, labels and titles. A graph without marks is returned as it is.
    """
    marked = internal(graph)
    if not marked:
        return graph, NOTHING, frozenset()
    stated = _Statements(graph)
    claims, resting = stated.hidden(marked)
    parted = {stated.source[name] for name in claims if name in stated.source}
    gone = set(marked) | claims | resting
    rows = _rows(graph, gone)
    gone |= rows
    graphs = {iri(f"graph:{name.rpartition('/')[2]}") for name in marked if name.startswith(iri("source:"))}
    left = {iri(DERIVED), iri(GRAPH), *graphs}
    kept = [
        quad
        for quad in graph
        if str(quad.graph_name)[1:-1] not in left and not _of(quad, gone) and not _digested(quad, parted)
    ]
    found = ox.Store()
    found.bulk_extend(_mended(kept, gone, graph))
    inference.infer(found)
    derived = ox.NamedNode(iri(DERIVED))
    before, after = (sum(1 for _ in each.quads_for_pattern(None, None, None, derived)) for each in (graph, found))
    sources = [name for name in marked if name.startswith(iri("source:"))]
    names = {_text(quad.object) for quad in graph if _names(quad, rows | set(sources))}
    counts = LeftOut(len(sources), len(claims), len(rows), before - after)
    return found, counts, frozenset({*names, *sources, *rows})


def _of(quad: ox.Quad, gone: set[str]) -> bool:
    """Return whether a quad states something of what is left out, or leads to it."""
    ends = (node.value.partition("#")[0] for node in (quad.subject, quad.object) if isinstance(node, ox.NamedNode))
    return any(end in gone for end in ends)


def _digested(quad: ox.Quad, sources: set[str]) -> bool:
    """Return whether a quad tells the digest of a file of one of the sources: it is of what is left out as well."""
    return quad.predicate.value == iri("ais:fileDigest") and _text(quad.subject).partition("#")[0] in sources


def _names(quad: ox.Quad, things: set[str]) -> bool:
    return quad.predicate.value in _NAMING and _text(quad.subject) in things and isinstance(quad.object, ox.Literal)


def _rows(graph: ox.Store, gone: set[str]) -> set[str]:
    """Return the rows of the workspace's registers that only what is left out names."""
    own, others = iri("graph:own-register-"), iri("graph:register-")
    placed: dict[str, set[str]] = {}
    into: dict[str, set[str]] = {}
    for quad in graph:
        name = str(quad.graph_name)[1:-1]
        if isinstance(quad.subject, ox.NamedNode) and name.startswith((own, others)):
            placed.setdefault(_text(quad.subject), set()).add(own if name.startswith(own) else others)
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode) and name != iri(DERIVED):
            into.setdefault(_text(quad.object), set()).add(_text(quad.subject))
    mine = {name for name, places in placed.items() if places == {own}}
    reached = {name for name in mine if into.get(name, set()) & gone}
    while more := {name for name in mine - reached if into.get(name, set()) & reached}:
        reached |= more
    while shown := {name for name in reached if into.get(name, set()) - gone - reached - {iri(GRAPH)}}:
        reached -= shown
    return reached


def _mended(kept: list[ox.Quad], gone: set[str], graph: ox.Store) -> Iterator[ox.Quad]:
    """Yield quads without what tells of what is left out; a source whose witness is left out counts as itself."""
    counts, modality, a = ox.NamedNode(iri("ais:countsAs")), ox.NamedNode(iri("ais:modality")), RDF + "type"
    kinds = {iri("ais:Modality"), iri("ais:AcceptedModality")}
    situations = iri("graph:situations")
    used = {_text(quad.object) for quad in kept if quad.predicate == modality}
    composed = {
        _text(quad.subject)
        for quad in kept
        if str(quad.graph_name)[1:-1] == situations and quad.predicate.value == a and _text(quad.object) in kinds
    } - used
    filled = {str(quad.graph_name)[1:-1] for quad in kept}
    for quad in kept:
        name = _text(quad.subject)
        empty = str(quad.graph_name)[1:-1] == iri("graph:workspace") and name.startswith(iri("graph:own-"))
        if name not in composed and not (empty and name not in filled):
            yield quad
    for quad in graph.quads_for_pattern(None, counts, None, None):
        if _text(quad.subject) not in gone and _text(quad.object) in gone:
            yield ox.Quad(quad.subject, counts, quad.subject, quad.graph_name)


@contextmanager
def sharing(graph: ox.Store) -> Iterator[tuple[ox.Store, LeftOut]]:
    """Give what is shared of a graph, and how much is left out; meanwhile so much of the workspace in use is used.

    A copy of the workspace takes its place, without its sources, the rows that are left out, and the queries and
    stories that name what is.
    """
    found, left, names = shared(graph)
    own = workspace()
    if not left or own is None:
        yield found, left
        return
    ids = frozenset(name.rpartition("/")[2] for name in names if name.startswith(base_in_use()))
    with TemporaryDirectory(prefix="kg-shared-") as folder:
        files = extract.write(own, Path(folder), ids, frozenset(name for name in names if "://" not in name))
        use(own._replace(folder=Path(folder)))
        try:
            yield found, left._replace(files=files)
        finally:
            use(own)


@contextmanager
def written(place: Path) -> Iterator[tuple[Path, LeftOut]]:
    """Give the folder of a graph in which only what is shared stands, as :func:`sharing` has it, while the block runs.

    Raises:
        StoreError: nothing is built at the place.
    """
    with ExitStack() as stack:
        found, left = stack.enter_context(sharing(store.open_store(place)))
        if left:
            folder = Path(stack.enter_context(TemporaryDirectory(prefix="kg-shared-"))) / "kg"
            store.save(found, folder)
            place = folder
        yield place, left


@contextmanager
def served(place: Path | str, *, public: bool, own: bool) -> Iterator[tuple[Path | str, str]]:
    """Give the folder of a graph to serve, and what to say of it; ``own`` says that only who may see all can ask.

    Raises:
        StoreError: it holds what is internal, is to be asked by anybody, and is not to be public; or as
            :func:`kg.graph.store.open_store`.
    """
    marked = frozenset() if store.is_address(place) else internal(store.open_store(place))
    told = f"{len(marked):,} internal sources and claims are"
    if marked and not public and not own:
        todo = "serve it with --public, or for the users of a file (--users)"
        raise StoreError(str(place), f"{told} in it, and anybody may ask", todo)
    if not public or not marked:
        yield place, f"{told} served; --public leaves them out" if marked else ""
        return
    with written(Path(place)) as (folder, left):
        yield folder, str(left)
