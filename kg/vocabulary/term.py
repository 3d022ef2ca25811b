"""A term of the ontology: what the ontology says of it, and which queries and shapes use it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from kg.namespace import OWL, RDF, RDFS, SH, VOCABULARY, curie, folder, iri, terms, triples
from kg.query import query

KINDS = {
    "Class": "class",
    "ObjectProperty": "property",
    "DatatypeProperty": "property",
    "AnnotationProperty": "property",
}
TRAITS = {
    OWL + "FunctionalProperty": "functional",
    OWL + "IrreflexiveProperty": "irreflexive",
    OWL + "SymmetricProperty": "symmetric",
    OWL + "TransitiveProperty": "transitive",
}
_NAMED = re.compile(r"(?<![\w?$:-])ais:(\w+)")


class Used(NamedTuple):
    """A query or shape that names a term."""

    kind: str
    name: str
    summary: str


class Row(NamedTuple):
    """What a shape says of one property: how many values, which, and the message where they are not so."""

    path: str
    number: str
    values: str
    message: str


class NodeShape(NamedTuple):
    """A node shape: the class it targets and what it says of its properties."""

    name: str
    target: str
    closed: bool
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Term:
    """One term, of ours or of another vocabulary that ours rests on."""

    name: str
    """Its CURIE."""
    kind: str
    """class, property, individual, or "" for a term of another vocabulary."""
    labels: dict[str, str]
    """Language → label."""
    texts: dict[str, list[str]] = field(repr=False)
    links: dict[str, list[str]] = field(repr=False)
    """Property → the CURIEs or IRIs it leads to, sorted; ``^property`` → those it is led to from."""
    traits: list[str] = field(repr=False)
    used: list[Used] = field(repr=False)

    @property
    def anchor(self) -> str:
        """The name without its prefix: the fragment of its IRI."""
        return self.name.partition(":")[2]


def read() -> dict[str, Term]:
    """Return CURIE → term, sorted: those the ontology declares, its own and those of other vocabularies."""
    nodes = statements(VOCABULARY)
    chains = {head: " ∘ ".join(curie(each.value) for each in _list(nodes, head)) for head in _heads(nodes)}
    led: dict[str, dict[str, set[str]]] = {}
    for subject, stated in nodes.items():
        for predicate, values in stated.items():
            for value in values:
                led.setdefault(value.value, {}).setdefault(f"^{curie(predicate)}", set()).add(curie(subject))
    used = _used()
    found: dict[str, Term] = {}
    for name, stated in nodes.items():
        types = [each.value for each in stated.get(RDF + "type", ())]
        kinds = [kind for each in types if (kind := KINDS.get(each.removeprefix(OWL)))]
        if not kinds and OWL + "NamedIndividual" not in types:
            continue
        ours = name.startswith(iri("ais:"))
        if not ours and name.startswith(iri("ais:").removesuffix("ontology#")):
            continue
        texts: dict[str, list[str]] = {}
        links = {key: sorted(values) for key, values in led.get(name, {}).items()}
        for predicate, values in stated.items():
            for value in values:
                if hasattr(value, "language"):
                    texts.setdefault(curie(predicate), []).append(value.value)
                else:
                    links.setdefault(curie(predicate), []).append(chains.get(value.value, curie(value.value)))
        labels = {each.language or "": each.value for each in stated.get(RDFS + "label", ())}
        found[curie(name)] = Term(
            curie(name),
            (kinds[0] if kinds else "individual") if ours else "",
            dict(sorted(labels.items())),
            texts,
            {key: sorted(values) for key, values in links.items()},
            [trait for each, trait in TRAITS.items() if each in types],
            used.get(curie(name), []),
        )
    return dict(sorted(found.items(), key=lambda item: (item[0].casefold(), item[0])))


def shapes() -> list[NodeShape]:
    """Return the node shapes, sorted by name."""
    nodes = statements(["shapes.ttl"])
    found = []
    for name, stated in nodes.items():
        if SH + "targetClass" not in stated:
            continue
        rows = [_row(nodes, nodes[each.value]) for each in stated.get(SH + "property", ())]
        target = curie(stated[SH + "targetClass"][0].value)
        found.append(NodeShape(curie(name), target, SH + "closed" in stated, tuple(sorted(rows))))
    return sorted(found)


def _row(nodes: Mapping[str, Mapping[str, list[Any]]], stated: Mapping[str, list[Any]]) -> Row:
    given = {name.removeprefix(SH): values[0] for name, values in stated.items()}
    least, most = (given[key].value if key in given else "" for key in ("minCount", "maxCount"))
    values = [curie(given[key].value) for key in ("class", "datatype", "nodeKind", "hasValue") if key in given]
    if "in" in given:
        values.append("one of " + ", ".join(curie(each.value) for each in _list(nodes, given["in"].value)))
    if "pattern" in given:
        values.append(f"of the form {given['pattern'].value}")
    bounds = [given[key].value if key in given else "" for key in ("minInclusive", "maxInclusive")]
    if any(bounds):
        values.append(f"from {bounds[0]} to {bounds[1]}" if all(bounds) else f"from {bounds[0]}")
    number = f"{least or 0} or more" if not most else (most if least == most else f"{least or 0} to {most}")
    return Row(curie(given["path"].value), number, ", ".join(values), given["message"].value)


def statements(files: Iterable[str]) -> dict[str, dict[str, list[Any]]]:
    """Return subject → predicate → objects, each as an RDF term, in the order of the files."""
    nodes: dict[str, dict[str, list[Any]]] = {}
    for file in files:
        stated: Iterator[Any] = triples(folder("ontology") / file)
        for s, p, o, _ in stated:
            nodes.setdefault(s.value, {}).setdefault(p.value, []).append(o)
    return nodes


def _heads(nodes: Mapping[str, Mapping[str, list[Any]]]) -> list[str]:
    return [each.value for stated in nodes.values() for each in stated.get(OWL + "propertyChainAxiom", ())]


def _list(nodes: Mapping[str, Mapping[str, list[Any]]], head: str) -> Iterator[Any]:
    while head != RDF + "nil":
        yield nodes[head][RDF + "first"][0]
        head = nodes[head][RDF + "rest"][0].value


def _used() -> dict[str, list[Used]]:
    """Return CURIE → the questions, rules, violations, views and shapes that name it."""
    found: dict[str, list[Used]] = {}
    for place in query.FOLDERS:
        for each in query.read_all(place):
            for name in sorted(set(_NAMED.findall(each.text))):
                found.setdefault(f"ais:{name}", []).append(Used(place.removesuffix("s"), each.name, each.summary))
    for shape in shapes():
        named = {shape.target, *(row.path for row in shape.rows), *(row.values for row in shape.rows)}
        for name in sorted({f"ais:{local}" for text in named for local in _NAMED.findall(text)}):
            found.setdefault(name, []).append(Used("shape", shape.name.partition(":")[2], ""))
    return found


def above(name: str) -> set[str]:
    """Return the CURIEs of the classes above a class, without itself."""
    return {curie(each) for each in terms().superclasses.get(iri(name), ())} - {name}
