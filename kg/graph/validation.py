"""What is wrong: shapes and violation queries → findings.

The shapes run on the store as set queries (see :mod:`kg.vocabulary.shape`), which takes a fraction of the time of a
validator that visits node by node. :func:`reference` runs the same shapes through pySHACL; the tests hold both to one
answer.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from kg.errors import QueryError, TargetError
from kg.evidence.claim import Claim
from kg.evidence.source import Source, decoded
from kg.file import outside
from kg.graph import suspect
from kg.namespace import BASE, OWL, RDF, SH, curie, folder, local_name, own_ontology, own_terms, triples
from kg.query import query
from kg.query.query import Query
from kg.setting import kept, workspace
from kg.vocabulary import shape
from kg.vocabulary.shape import Constraint


class Finding(NamedTuple):
    """One thing wrong: the check that says so, the resource it concerns, and the message. Sorts in that order."""

    check: str
    resource: str
    message: str
    value: str = ""
    """The value that is wrong, as a CURIE or a text; empty where it is the number of values, or no value at all."""
    place: str = ""
    """Where in the files the resource stands, where that is known."""

    def __str__(self) -> str:
        has = f" It has {self.value!r}." if self.value else ""
        told = _OURS.sub(lambda found: curie(found[0]), self.message) + has
        name = curie(self.resource) or "no resource"
        return f"{self.place}: {told} ({self.check}, {name})" if self.place else f"{self.check}: {name}: {told}"


_OURS = re.compile(rf"{re.escape(BASE)}[\w/#.-]*[\w]")
"""Names of ours in a message, which are told as CURIEs."""
_NAMED = re.compile(r'<[^\x00-\x20<>"{}|^`\\]+>')
"""A node that a query can name: none without a name, and none whose name is broken."""
MOST = 10_000
"""So many suspects at most are named in a query."""


def validate(store: ox.Store) -> list[Finding]:
    """Return what the shapes and the violation queries find in a store, sorted; an empty list is a valid graph.

    Raises:
        OntologyError: a shape that cannot be compiled.
        QueryError: a violation query that is not SPARQL, or selects other columns than ?resource and ?message.
    """
    constraints = chain.from_iterable(map(shape.constraints, shape.files()))
    return judged({*broken(store, constraints), *violated(store, query.read_all("violations"))})


def judged(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings sorted, without rules of the released ontology about the terms of a workspace."""
    return sorted(finding for finding in findings if not _of_house(finding))


@kept
def _headers() -> frozenset[str]:
    """Return the IRIs of the ontologies that the workspace's files are, and of the prefixes they declare."""
    stated = [quad for path in own_ontology() for quad in triples(path)]
    kinds = {s.value for s, p, o, _ in stated if p.value == RDF + "type" and o.value == OWL + "Ontology"}
    return frozenset(kinds | {s.value for s, p, _, _ in stated if p.value in (SH + "prefix", SH + "namespace")})


def _of_house(finding: Finding) -> bool:
    """Return whether a finding is a rule of the released ontology about a term of a workspace, which has its own."""
    named, own = own_terms().values(), workspace()
    if own is None or finding.check.partition("/")[0] != "violations":
        return False
    kinds = {finding.resource, *re.findall(r"https?://[^\s>,]+?(?=[.:,]?(?:\s|$))", finding.message)}
    tags = query.find(finding.check.partition("/")[2], "violations").tags
    return "ontology" in tags and (
        (own.alone and "register" not in tags) or not kinds.isdisjoint(named) or finding.resource in _headers()
    )


def violated(store: ox.Store, queries: Iterable[Query]) -> Iterator[Finding]:
    """Yield a finding for each row of violation queries; one without ?message has the query's summary.

    Raises:
        QueryError: a query selects other columns than ?resource and ?message.
    """
    for found in queries:
        table = found.run(store)
        if set(table.columns) != {"resource", "message"}:
            selected = " and ".join(f"?{column}" for column in table.columns)
            raise QueryError(
                f"violations/{found.name}.rq", f"it selects {selected}", "a violation selects ?resource and ?message"
            )
        for row in table:
            resource, message = row["resource"], row["message"]
            if resource is not None or message is not None:
                said = found.summary if message is None else message.value  # type: ignore[union-attr]
                yield Finding(f"violations/{found.name}", "" if resource is None else resource.value, said)  # type: ignore[union-attr]


def broken(store: ox.Store, constraints: Iterable[Constraint]) -> Iterator[Finding]:
    """Yield a finding for each value in breach of a constraint of a shape.

    Raises:
        QueryError: a constraint holds what the engine cannot evaluate.
    """
    for constraint, nodes in suspect.suspects(store, constraints):
        named = list(map(str, nodes[: MOST + 1]))
        few = len(named) <= MOST and all(map(_NAMED.fullmatch, named))
        select = constraint.among(named) if few else constraint.select
        try:
            found = list(store.query(select, use_default_graph_as_union=True))  # type: ignore[arg-type]
        except (SyntaxError, ValueError, RuntimeError):
            found = query.run(store, constraint.select, constraint.check).rows
        for focus, value in found:
            yield Finding(constraint.check, focus.value, constraint.message, _told(value))


def reached(store: ox.Store, constraint: Constraint) -> Iterator[Finding]:
    """Yield the findings of a constraint on the class of values, in the time that the values of its property take.

    It is for properties that few things of a large graph have.
    """
    type_, classes, targets = ox.NamedNode(RDF + "type"), *map(shape.below, (constraint.given[1:-1], constraint.target))

    def typed(node: object, wanted: frozenset[str]) -> bool:
        if isinstance(node, ox.Literal):
            return False
        return any(str(quad.object)[1:-1] in wanted for quad in store.quads_for_pattern(node, type_, None))  # type: ignore[arg-type]

    for quad in store.quads_for_pattern(None, ox.NamedNode(constraint.path), None):
        if typed(quad.subject, targets) and not typed(quad.object, classes):
            yield Finding(constraint.check, quad.subject.value, constraint.message, _told(quad.object))  # type: ignore[union-attr]


def _told(value: object) -> str:
    """Return a value as a reader knows it; a blank node, and no value, are nothing."""
    if isinstance(value, ox.NamedNode):
        return curie(value.value)
    return value.value if isinstance(value, ox.Literal) else ""


def reference(store: ox.Store, shapes: Path | None = None) -> list[Finding]:
    """Return what pySHACL finds with the same shapes on an in-memory copy; slower, and independent of the compiler."""
    import pyshacl
    import rdflib

    data = rdflib.Graph()
    lines = ox.serialize({quad.triple for quad in store}, format=ox.RdfFormat.N_TRIPLES) or b""
    data.parse(data=lines, format="nt")
    shapes_graph = rdflib.Graph().parse(shapes or folder("ontology") / "shapes.ttl", format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes_graph, inference="none")
    sh = rdflib.Namespace(SH)
    found = set()
    for result in report.subjects(rdflib.RDF.type, sh.ValidationResult):
        shape = report.value(result, sh.sourceShape)
        node = next(shapes_graph.subjects(sh.property, shape), shape)
        message = str(report.value(result, sh.resultMessage))
        value = report.value(result, sh.value)
        told = (
            curie(str(value))
            if isinstance(value, rdflib.URIRef)
            else str(value)
            if isinstance(value, rdflib.Literal)
            else ""
        )
        found.add(Finding(f"shapes/{local_name(str(node))}", str(report.value(result, sh.focusNode)), message, told))
    return sorted(found)


def verify(claims: Iterable[Claim], sources: Mapping[str, Source], texts: Path) -> list[Finding]:
    """Return what is wrong with the text locators of claims, held against the original texts in a folder.

    A text is found by its SHA-256 digest, whatever the file is called. A source without its text in the folder is not
    checked; a folder that holds none of the texts is an error.

    Raises:
        TargetError: no such folder, or none of the texts is in it.
    """
    if not texts.is_dir():
        raise TargetError(str(texts), "no such folder", "name the folder that holds the original texts")
    files = [file.read_bytes() for file in sorted(texts.iterdir()) if file.is_file() and not outside(file, texts)]
    wanted = {id_: source.header.text.sha256 for id_, source in sources.items() if source.header.text}
    held = {(id_, decoded(data, digest)) for id_, digest in wanted.items() for data in files}
    found = {id_: text for id_, text in held if text is not None}
    if not found:
        raise TargetError(
            str(texts), "none of the texts the sources name is in it", "see [text] sha256 in sources/*.toml"
        )
    findings = set()
    for claim in claims:
        place = dict(claim.locator)
        if claim.held_by in found and "start" in place:
            span = found[claim.held_by][int(place["start"]) : int(place["end"])]
            if int(place["end"]) > len(found[claim.held_by]):
                findings.add(Finding("texts/span", claim.iri, f"the text ends before {place['end']}"))
            elif place.get("phrase", "") not in span:
                message = f"the phrase {place['phrase']!r} does not occur at {place['start']}–{place['end']}"
                findings.add(Finding("texts/phrase", claim.iri, message))
    return sorted(findings)
