"""Shapes: core SHACL compiled to one set query per constraint.

A set query finds all focus nodes in breach at once, where a validator visits node by node. A constraint the compiler
does not know is an error, never skipped.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.literal import text_of
from kg.namespace import RDF, RDFS, SH, XSD, based, folder, local_name, own_ontology, terms, triples
from kg.setting import kept

_IGNORED = frozenset(
    SH + name for name in ("message", "severity", "path", "name", "description", "order", "ignoredProperties", "flags")
) | {RDF + "type", RDFS + "label", RDFS + "comment", RDFS + "isDefinedBy"}
"""Properties of a shape that constrain nothing by themselves."""

_CAST = frozenset(XSD + name for name in ("integer", "decimal", "double", "boolean", "date", "dateTime", "gYear"))
_KINDS = {"IRI": "isIRI(?value)", "Literal": "isLiteral(?value)", "BlankNode": "isBlank(?value)"}

Node = ox.NamedNode | ox.BlankNode | ox.Literal
_Stated = Mapping[str, list[Node]]
_Nodes = Mapping[str, _Stated]


class Constraint(NamedTuple):
    """One constraint of a shape: the check it belongs to, its message, and the query for what is in breach.

    Its query selects each focus node with each value that is wrong, which is unbound where it is their number that is.
    """

    check: str
    message: str
    condition: str
    """What a node that breaks it matches as ``?focus``, besides being of the class."""
    lacking: str
    """What it does not match; empty where it is enough to match the condition."""
    target: str
    """The class it is about, as an IRI."""
    path: str
    """The property whose values it constrains, as an IRI; empty where it is the node itself."""
    name: str
    """The local name of the constraint in SHACL."""
    given: str
    """What the constraint demands, as an N-Triples term; empty of a list."""
    allowed: tuple[str, ...] = ()
    """Of a closed shape, the properties that it leaves a node, as IRIs."""

    @property
    def select(self) -> str:
        """The query for what is in breach in a whole graph."""
        of_class = f"VALUES ?class {{ {_listed(self.target)} }} ?focus a ?class ."
        return self._query(of_class, "MINUS")

    def among(self, nodes: Iterable[str]) -> str:
        """Return the query for what is in breach among nodes of the class, given as terms of SPARQL."""
        return self._query(f"VALUES ?focus {{ {' '.join(nodes)} }}", "FILTER NOT EXISTS")

    def _query(self, focus: str, without: str) -> str:
        lacking = f"{without} {{ {self.lacking} }}" if self.lacking else ""
        return f"SELECT DISTINCT ?focus ?value WHERE {{ {focus} {self.condition} {lacking} }}"


def files() -> tuple[Path, ...]:
    """Return the files of shapes: the released one, and those of the workspace."""
    return (folder("ontology") / "shapes.ttl", *own_ontology(shapes=True))


@kept
def constraints(path: Path) -> tuple[Constraint, ...]:
    """Return every constraint of a shapes file as a query.

    In a workspace under a base of its own, those that name a released thing are left out: it has none.

    Raises:
        OntologyError: a constraint outside the supported core of SHACL, named with its shape.
    """
    nodes: dict[str, dict[str, list[Node]]] = {}
    for s, p, o, _ in triples(path):
        nodes.setdefault(s.value, {}).setdefault(p.value, []).append(o)
    return tuple(_constraints(path, nodes))


_STRING = f"<{XSD}string>"
_NUMBERS = frozenset((f"<{XSD}integer>", f"<{XSD}decimal>"))
_SHORT: Mapping[str, Callable[[str], object]] = {
    f"<{XSD}{name}>": re.compile(pattern, re.ASCII).fullmatch
    for name, pattern in {
        "integer": r"-?\d{1,12}",
        "decimal": r"-?\d{1,12}(\.\d{1,18})?",
        "boolean": "true|false",
        "gYear": r"[12]\d{3}",
        "date": r"[12]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])",
    }.items()
}
"""Datatype that is held against its lexical forms → those that nearly every value has, as they are beyond doubt."""
_ALIKE = re.compile(r"(?!.*(?:\[\[|&&|--|~~|\(\?|\{,))[\w\[\](){}|^$*+?. :/,-]*", re.ASCII)
"""A pattern that means the same to the engine and to Python."""


def meets(constraint: Constraint, value: str) -> bool:
    """Return whether a value, as an N-Triples term, meets a constraint of values; False where that takes a closer look.

    What it is True of, the query of the constraint never finds; what it is False of, that query decides.
    """
    name, given = constraint.name, constraint.given
    if name == "nodeKind":
        kind = "Literal" if value[0] == '"' else "BlankNode" if value[0] == "_" else "IRI" if value[1] != "<" else ""
        return bool(kind) and kind in local_name(given[1:-1])
    if value[0] != '"':
        return False
    if name == "datatype" and given == _STRING:
        return value[-1] == '"'
    text, datatype = text_of(value), value[value.rindex('"') + 1 :].removeprefix("^^")
    if name == "datatype":
        if given in _SHORT:
            return datatype == given and bool(_SHORT[given](text))
        if given == f"<{RDF}langString>":
            return bool(re.fullmatch(r"@[a-z]+(-[a-z0-9]+)*", datatype, re.ASCII | re.IGNORECASE))
        return given[1:-1] not in _CAST and datatype == given
    if name == "pattern":
        plain = f"REGEX(STR(?value), {given})" in constraint.condition and "\n" not in text
        wanted = text_of(given)
        return plain and bool(_ALIKE.fullmatch(wanted)) and re.search(wanted, text, re.ASCII) is not None
    if name in ("minInclusive", "maxInclusive", "minExclusive", "maxExclusive"):
        kind = given[given.rindex('"') + 3 :]
        if not (datatype in _NUMBERS and kind in _NUMBERS and _SHORT[datatype](text)):
            return False
        number, bound = Decimal(text), Decimal(text_of(given))
        return (number == bound and "Inclusive" in name) or (number > bound if name[:3] == "min" else number < bound)
    return False


@kept
def targets(path: Path) -> frozenset[str]:
    """Return the classes that the shapes of a file are about, and those below them, as IRIs.

    Raises:
        OntologyError: the file is missing or is not Turtle.
    """
    named = {o.value for _, p, o, _ in triples(path) if p.value == SH + "targetClass"}
    below = terms().superclasses.items()
    return frozenset(named | {name for name, above in below if named & above})


@kept
def below(class_: str) -> frozenset[str]:
    """Return a class and the classes below it, as IRIs."""
    return frozenset({class_, *(name for name, above in terms().superclasses.items() if class_ in above)})


def _listed(class_: str) -> str:
    return " ".join(sorted(f"<{name}>" for name in below(class_)))


def _constraints(path: Path, nodes: "_Nodes") -> Iterator[Constraint]:
    for shape, stated in nodes.items():
        is_shape = any(class_.value == SH + "NodeShape" for class_ in stated.get(RDF + "type", ()))
        if is_shape and SH + "targetClass" not in stated:
            raise OntologyError(
                f"{path.name}, {local_name(shape)}", "a node shape without sh:targetClass", "name the class it is for"
            )
        for target in stated.get(SH + "targetClass", ()):
            name = f"shapes/{local_name(shape)}"
            for allowed, condition in _node_conditions(path, nodes, shape):
                yield Constraint(name, _message(stated), condition, "", target.value, "", "closed", "", allowed)
            for property_ in stated.get(SH + "property", ()):
                inner = nodes.get(property_.value, {})
                if SH + "path" not in inner:
                    raise OntologyError(
                        f"{path.name}, {local_name(shape)}", "a property shape without sh:path", "name the property"
                    )
                step = inner[SH + "path"][0].value
                found = list(_property_conditions(path, nodes, inner))
                whole = "".join(condition + lacking for _, _, condition, lacking in found)
                for kind, given, condition, lacking in found if based(whole) == whole else ():
                    yield Constraint(name, _message(inner), condition, lacking, target.value, step, kind, given)


def _message(stated: _Stated) -> str:
    given = stated.get(SH + "message", ())
    return next((message.value for message in given), "breaks a constraint without a message")


def _node_conditions(path: Path, nodes: _Nodes, shape: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the properties that a closed shape allows, and the condition under which a node is in breach."""
    for name, values in nodes[shape].items():
        if name == SH + "closed":
            if values[0].value == "true":
                allowed = [nodes[node.value][SH + "path"][0] for node in nodes[shape].get(SH + "property", ())]
                allowed += _list(nodes, nodes[shape].get(SH + "ignoredProperties", [None])[0])
                told = ", ".join(map(str, allowed))
                condition = f"?focus ?property ?value . FILTER(?property NOT IN ({told}))"
                yield tuple(term.value for term in allowed), condition
        elif name not in _IGNORED | {SH + "targetClass", SH + "property"}:
            raise _unknown(path, shape, name)


def _property_conditions(path: Path, nodes: _Nodes, stated: _Stated) -> Iterator[tuple[str, str, str, str]]:
    """Yield the name of each constraint, what it demands, and what a node in breach matches and what it lacks."""
    step = stated[SH + "path"][0]
    if not isinstance(step, ox.NamedNode):
        raise OntologyError(path.name, "a property path that is not one property", "write a violation query instead")
    value = f"?focus {step} ?value ."
    for name, values in stated.items():
        if name in _IGNORED:
            continue
        constraint, given = name.removeprefix(SH), values[0]
        if len(values) > 1 and constraint not in ("class", "hasValue"):
            raise _unknown(path, step.value, f"{name} with several values")
        if constraint == "minCount":
            if int(given.value) == 1:
                yield constraint, str(given), "", f"?focus {step} ?any"
            elif int(given.value) > 1:
                raise _unknown(path, step.value, f"{name} {given.value}")
        elif constraint == "maxCount":
            pairs = " ".join(f"?focus {step} ?value{n} ." for n in range(int(given.value) + 1))
            numbers = range(int(given.value) + 1)
            differ = [f"!sameTerm(?value{a}, ?value{b})" for a in numbers for b in numbers if a < b]
            yield constraint, str(given), f"{pairs} FILTER({' && '.join(differ) or 'true'})", ""
        elif constraint == "uniqueLang":
            if given.value == "true":
                same = "LANG(?one) != '' && LANG(?one) = LANG(?other) && !sameTerm(?one, ?other)"
                yield constraint, str(given), f"?focus {step} ?one . ?focus {step} ?other . FILTER({same})", ""
        elif constraint == "hasValue":
            for wanted in values:
                yield constraint, str(wanted), "", f"?focus {step} {wanted}"
        elif constraint == "class":
            for class_ in values:
                lacking = f"?value a ?valueClass . VALUES ?valueClass {{ {_listed(class_.value)} }}"
                yield constraint, str(class_), value, lacking
        else:
            test = _test(path, nodes, step.value, name, given, stated)
            yield constraint, str(given), f"{value} FILTER(!COALESCE({test}, false))", ""


def _test(path: Path, nodes: _Nodes, step: str, name: str, given: Node, stated: _Stated) -> str:
    """Return the SPARQL expression that a value of the property must satisfy."""
    constraint = name.removeprefix(SH)
    if constraint == "datatype":
        typed = f"isLiteral(?value) && DATATYPE(?value) = {given}"
        return f"{typed} && DATATYPE({given}(STR(?value))) = {given}" if given.value in _CAST else typed
    if constraint == "nodeKind":
        wanted = [test for kind, test in _KINDS.items() if kind in local_name(given.value)]
        return f"({' || '.join(wanted)})"
    if constraint == "in":
        return " || ".join(f"sameTerm(?value, {term})" for term in _list(nodes, given)) or "false"
    if constraint == "pattern":
        flags = stated.get(SH + "flags")
        return f"REGEX(STR(?value), {given}{f', {flags[0]}' if flags else ''})"
    operators = {"minInclusive": ">=", "maxInclusive": "<=", "minExclusive": ">", "maxExclusive": "<"}
    if constraint in operators:
        return f"?value {operators[constraint]} {given}"
    raise _unknown(path, step, name)


def _list(nodes: _Nodes, head: Node | None) -> list[Node]:
    items = []
    while head is not None and head.value != RDF + "nil":
        items.append(nodes[head.value][RDF + "first"][0])
        head = nodes[head.value][RDF + "rest"][0]
    return items


def _unknown(path: Path, where: str, constraint: str) -> OntologyError:
    return OntologyError(
        f"{path.name}, {local_name(where)}",
        f"the constraint {constraint} is not supported",
        "write a violation query instead",
    )
