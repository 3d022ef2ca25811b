"""What a file of RDF says, as a source: claims where it uses the terms of the ontology, and the rest as it is.

A thing of a kind of situation is a claim, with what is said of it in the roles of the kind; so is a relation that the
rules conclude, such as ``ais:suppliesTo``. What would change the meaning of a term, or a thing of a register, is no
statement of a source, and is left out and told.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import pyoxigraph as ox

from kg.errors import UnknownName, suggestion
from kg.evidence import rdf
from kg.evidence.claim import Role, classes, kinds
from kg.evidence.register import Registers
from kg.literal import text_of
from kg.namespace import BASE, OWL, RDF, RDFS, SKOS, base_in_use, curie, iri, local_name, terms

RELATIONS = {
    "suppliesTo": ("Supply", "supplier", "recipient"),
    "usesTechnology": ("Use", "user", "technology"),
    "memberOf": ("Membership", "member", "initiative"),
    "basedIn": ("HomeState", "agent", "state"),
    "listedOn": ("Listing", "agent", "list"),
    "ownedBy": ("Ownership", "owned", "owner"),
}
"""Relation that the rules conclude → the kind of situation, and the roles of its subject and its object."""
SUFFIXES = tuple(suffix for suffix in rdf.FORMATS if suffix != ".json")
_SAME = (OWL + "sameAs", SKOS + "exactMatch")
_NAMES = (
    RDFS + "label",
    SKOS + "prefLabel",
    "http://xmlns.com/foaf/0.1/name",
    "http://schema.org/name",
    "https://schema.org/name",
)
_OF_CLAIMS = ("lowerBound", "upperBound", "reason")

Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class Unknown(NamedTuple):
    """A thing in a role of a claim that no register has: what it is called, its class in the file, and why."""

    name: str
    kind: str
    """A CURIE; empty where the file gives it no class of the ontology."""
    node: str
    found: str
    todo: str


@dataclass
class Asserted:
    """What came of a file."""

    triples: int = 0
    claims: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    """The place and the raw claim, as a file of a source would state it."""
    rest: list[str] = field(default_factory=list)
    """The triples that stay as they are, as N-Triples without their end; nodes without a name have one."""
    left: Counter[str] = field(default_factory=Counter)
    """Why triples are left out → how many."""
    unknown: Counter[Unknown] = field(default_factory=Counter)
    """Things that no register has → in how many roles they are."""
    graphs: int = 0
    """The named graphs of the file, which become one."""


def beside(source: Path) -> Path | None:
    """Return the file of RDF that lies beside the file of a source, or None."""
    return next((path for suffix in SUFFIXES if (path := source.with_suffix(suffix)).exists()), None)


def read(path: Path, id_: str, registers: Registers) -> Asserted:
    """Return what a file says as the source with an id.

    Raises:
        ReadError: as :func:`kg.evidence.rdf.quads`.
    """
    return _Reading(path, id_, registers).read()


class _Reading:
    def __init__(self, path: Path, id_: str, registers: Registers) -> None:
        self.path = path
        self.space = f"{iri('source:' + id_)}#"
        self.registers = registers
        self.found = Asserted()
        self.numbers: dict[str, int] = {}
        """Node without a name → its number, in the order of the file."""
        self.out: dict[Node, list[tuple[str, Node]]] = {}
        self.kinds = {target: kind for kind, target in classes().items()} if kinds() else {}
        self.matches = {
            text_of(term) if term.startswith('"') else term[1:-1]: row.name
            for rows in registers.rows.values()
            for row in rows
            for property_, term in row.statements
            if property_ == SKOS + "exactMatch"
        }

    def read(self) -> Asserted:
        graphs, seen = set(), set()
        for quad in rdf.quads(self.path, self.space):
            graphs.add(str(quad.graph_name))
            triple = (quad.subject, quad.predicate.value, quad.object)
            if triple not in seen:
                seen.add(triple)
                self.out.setdefault(quad.subject, []).append((quad.predicate.value, quad.object))
        self.found.triples = len(seen)
        self.found.graphs = len(graphs - {str(ox.DefaultGraph())})
        said = self._said()
        for node, stated in self.out.items():
            for _, value in stated:
                self._number(node)
                self._number(value)
            types = [self.kinds[_iri(value)] for p, value in stated if p == RDF + "type" and _iri(value) in self.kinds]
            if len(types) == 1:
                self._situation(node, types[0], said.get(node, []))
            elif types:
                self.found.left[f"a thing is of several kinds of situation: {', '.join(sorted(types))}"] += len(stated)
            elif self._is_claim(stated) or self._is_evidence(stated):
                continue
            else:
                for predicate, value in stated:
                    self._other(node, predicate, value)
        return self.found

    def _number(self, node: Node) -> None:
        if isinstance(node, ox.BlankNode):
            self.numbers.setdefault(node.value, len(self.numbers) + 1)

    def _said(self) -> dict[Node, list[tuple[Node, list[tuple[str, Node]]]]]:
        """Return situation → the claims of the file that are about it."""
        found: dict[Node, list[tuple[Node, list[tuple[str, Node]]]]] = {}
        for node, stated in self.out.items():
            for predicate, value in stated:
                if predicate in (iri("ais:about"), iri("ais:denies")):
                    found.setdefault(value, []).append((node, stated))
        return found

    def _is_claim(self, stated: list[tuple[str, Node]]) -> bool:
        """Return whether a thing is a claim about a situation of the file; one about nothing here is left out."""
        abouts = [value for p, value in stated if p in (iri("ais:about"), iri("ais:denies"))]
        typed = any(p == RDF + "type" and value == ox.NamedNode(iri("ais:Claim")) for p, value in stated)
        if (abouts or typed) and not any(value in self.out for value in abouts):
            self.found.left["a claim is about no situation of the file"] += len(stated)
        return bool(abouts) or typed

    def _is_evidence(self, stated: list[tuple[str, Node]]) -> bool:
        places = {iri(f"oa:{name}") for name in ("hasSource", "hasSelector", "SpecificResource")}
        places |= {iri(f"oa:{name}Selector") for name in ("TextPosition", "TextQuote")}
        places |= {iri(f"ais:{name}Selector") for name in ("Cell", "Entry")}
        found = any(p in places or _iri(value) in places for p, value in stated)
        if found:
            self.found.left["it tells the place of a claim in another source: here the file is the source"] += len(
                stated
            )
        return found

    def _situation(self, node: Node, kind: str, claims: list[tuple[Node, list[tuple[str, Node]]]]) -> None:
        roles = {role.iri: role for role in kinds()[kind].values()}
        raw: dict[str, Any] = {"kind": kind}
        for predicate, value in self.out[node]:
            if predicate == RDF + "type":
                continue
            if predicate in roles:
                role, given = roles[predicate], self._value(roles[predicate], value)
                raw[role.name] = (
                    [*raw[role.name], given]
                    if role.name in raw and role.several
                    else [given]
                    if role.several
                    else given
                )
            elif predicate.startswith(iri("ais:")):
                near = suggestion(curie(predicate), map(curie, roles), f"its roles are {', '.join(map(curie, roles))}")
                self.found.left[f"{curie(predicate)} is no role of a {kind}; {near}"] += 1
            else:
                self._other(node, predicate, value)
        place = self._place(node)
        for claim, stated in claims or [(node, [])]:
            entry = self._called(claim)
            self.found.claims.append((place, {**raw, **self._put(stated), "entry": entry}))

    def _put(self, stated: list[tuple[str, Node]]) -> dict[str, Any]:
        """Return how a claim of the file puts forward what it is about."""
        raw: dict[str, Any] = {}
        for predicate, value in stated:
            name = predicate.removeprefix(iri("ais:"))
            if name == "denies":
                raw["stance"] = "denies"
            elif name == "modality" and isinstance(value, ox.NamedNode):
                raw["modality"] = value.value.rpartition("#")[2]
            elif name == "claimedBy":
                raw["claimedBy"] = self._thing(value, iri("ais:Agent"))
            elif name in _OF_CLAIMS and isinstance(value, ox.Literal):
                raw[name] = value.value
        return raw

    def _value(self, role: Role, value: Node) -> str:
        if isinstance(value, ox.Literal):
            return value.value if role.class_iri is None else self._known(value.value, role.class_iri, "", value.value)
        return self._thing(value, role.class_iri)

    def _thing(self, node: Node, class_iri: str | None) -> str:
        """Return what a source would write for a thing: its CURIE where a register has it, else what the file has."""
        name = node.value if isinstance(node, ox.NamedNode | ox.Literal) else ""
        if known := self._same(name):
            return known
        stated = self.out.get(node, [])
        for predicate, value in stated:
            if predicate in _SAME and isinstance(value, ox.NamedNode) and (known := self._same(value.value)):
                return known
        labels = [value for p in _NAMES for q, value in stated if p == q and isinstance(value, ox.Literal)]
        labels.sort(key=lambda each: each.language not in ("en", None))
        types = [_iri(value) for p, value in stated if p == RDF + "type" and _iri(value) in terms().superclasses]
        return self._known(
            labels[0].value if labels else name, class_iri, types[0] if types else "", self._called(node)
        )

    def _same(self, name: str) -> str:
        if name in self.matches:
            return self.matches[name]
        known = curie(name) if name.startswith((BASE, base_in_use())) else ""
        known = self.registers.replaced.get(known, known)
        return known if known in self.registers.classes or known.startswith("source:") else ""

    def _known(self, name: str, class_iri: str | None, kind: str, node: str) -> str:
        try:
            return self.registers.resolve(name, class_iri)
        except UnknownName as error:
            self.found.unknown[Unknown(name, curie(kind) if kind else "", node, error.found, error.todo)] += 1
            return name

    def _other(self, node: Node, predicate: str, value: Node) -> None:
        """Take a triple that is no claim: it stays as it is, is a relation of ours, or is left out."""
        local = predicate.removeprefix(iri("ais:"))
        if local in RELATIONS and predicate.startswith(iri("ais:")):
            kind, one, other = RELATIONS[local]
            roles = kinds()[kind]
            raw = {"kind": kind, one: self._value(roles[one], node), other: self._value(roles[other], value)}
            entry = f"{self._called(node)} {curie(predicate)} {self._called(value)}"
            self.found.claims.append((self._place(node), {**raw, "entry": entry}))
            return
        if told := self._refused(node, predicate, value):
            self.found.left[told] += 1
            return
        self.found.rest.append(f"{self._term(node)} <{predicate}> {self._term(value)}")

    def _refused(self, node: Node, predicate: str, value: Node) -> str:
        if isinstance(node, ox.Triple) or isinstance(value, ox.Triple):
            return "a triple about a triple is not read"
        name = node.value if isinstance(node, ox.NamedNode) else ""
        if name.startswith(f"{BASE}ontology"):
            return "it says something of a term of the released ontology: put names of it into ontology/*.ttl"
        if name.startswith((BASE, base_in_use())) and not name.startswith(self.space):
            return "it says something of a thing outside of a claim: put its names into the register"
        if predicate == RDF + "type" and _iri(value) in terms().superclasses and _iri(value).startswith(BASE):
            return "it says that a thing is of a class of the ontology: the rows of registers do"
        if predicate.startswith(BASE) and local_name(predicate) not in _terms():
            near = suggestion(curie(predicate), map(curie, _terms().values()), "correct it")
            return f"{curie(predicate)} is no term; {near}"
        return ""

    def _place(self, node: Node) -> str:
        return f"{self.path.name}, {self._called(node)}"

    def _called(self, node: Node) -> str:
        if isinstance(node, ox.BlankNode):
            self._number(node)
            return f"node {self.numbers[node.value]}"
        return curie(node.value) if isinstance(node, ox.NamedNode) else str(getattr(node, "value", node))

    def _term(self, node: Node) -> str:
        return f"<{self.space}node-{self.numbers[node.value]}>" if isinstance(node, ox.BlankNode) else str(node)


def _iri(node: Node) -> str:
    """Return the IRI of a node that has one, or nothing."""
    return node.value if isinstance(node, ox.NamedNode) else ""


def _terms() -> dict[str, str]:
    """Return local name → IRI of the classes and properties of the ontology."""
    held = (*terms().superclasses, *terms().object_properties, *terms().ranges)
    return {local_name(name): name for name in held if name.startswith(BASE)}


def quads(path: Path, id_: str, registers: Registers) -> Iterator[str]:
    """Yield the N-Quads lines of what stays as it is in a file, in the graph of its source."""
    graph = f"<{iri('graph:' + id_)}> .\n"
    yield from (f"{line} {graph}" for line in read(path, id_, registers).rest)
