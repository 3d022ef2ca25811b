"""Canonical Turtle: the same graph is the same text, and one triple more changes as few lines as it can.

The order is fixed: the ontology itself, classes, object, datatype and annotation properties, individuals, the rest; by
IRI within. A subject's type comes first, then its properties by name. A blank node is written where it is used; only
one that is used several times, or by itself, has a label, which is that of RDFC-1.0.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox

from kg import file
from kg.errors import OntologyError, TargetError
from kg.namespace import OWL, RDF, RDFS, SH, XSD, prefixes, triples
from kg.vocabulary.labeling import labeled

WIDTH = 120
"""Several IRIs stand on one line where they fit into this many characters, and on a line each where they do not."""

_ORDER = (
    {OWL + "Ontology"},
    {OWL + "Class", RDFS + "Class"},
    {OWL + "ObjectProperty", RDF + "Property"},
    {OWL + "DatatypeProperty"},
    {OWL + "AnnotationProperty"},
)
_FIRST, _LAST = (RDF + "type", SH + "path"), (SH + "message",)
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[\w.-]*[\w-])?", re.ASCII)
_SHORT = {
    XSD + "integer": re.compile(r"[+-]?\d+", re.ASCII),
    XSD + "decimal": re.compile(r"[+-]?\d*\.\d+", re.ASCII),
    XSD + "double": re.compile(r"[+-]?(?:\d+\.\d*|\.?\d+)[eE][+-]?\d+", re.ASCII),
    XSD + "boolean": re.compile(r"true|false"),
}
_TOKEN = re.compile(
    r'''(?s)"""(?:\\.|[^\\])*?"""|"(?:\\.|[^"\\\n])*"|<[^<>\s]*>|\\.|#'''
    r"""|'''(?:\\.|[^\\])*?'''|'(?:\\.|[^'\\\n])*'"""
)
"""What can hold a number sign in Turtle, and the number sign that begins a comment."""

_Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
_Node = ox.NamedNode | ox.BlankNode | ox.Triple
_Stated = dict[str, list[_Term]]


def canonical(path: Path) -> str:
    """Return the canonical text of a Turtle file; the file's own prefixes come before those of the ontology.

    Raises:
        OntologyError: not Turtle, or the file holds a comment, which no graph keeps, or what Turtle 1.1 cannot hold.
    """
    stated = {quad.triple for quad in triples(path)}
    text = path.read_text(encoding="utf-8-sig")
    comment = next((match for match in _TOKEN.finditer(text) if match.group() == "#"), None)
    if comment:
        line = text.count("\n", 0, comment.start()) + 1
        raise OntologyError(
            f"{path.name}, line {line}", "a comment, which canonical text cannot keep", "say it as a skos:editorialNote"
        )
    if illegal := next((name for name in _names(stated) if not _legal(name)), None):
        todo = "spell it with the characters that an IRI may hold"
        raise OntologyError(path.name, f"{illegal!r} is no IRI", todo)
    own = ox.parse(text, format=ox.RdfFormat.TURTLE)
    for _ in own:
        pass
    try:
        return turtle(stated, prefixes() | own.prefixes)
    except OntologyError as error:
        raise OntologyError(path.name, error.found, error.todo) from error
    except RecursionError as error:
        todo = "give some of them an IRI"
        raise OntologyError(path.name, "its blank nodes stand too deeply in one another", todo) from error


def _names(stated: Iterable[ox.Triple]) -> Iterator[str]:
    for triple in stated:
        yield from (term.value for term in triple if isinstance(term, ox.NamedNode))


def _legal(name: str) -> bool:
    """Return whether a name can be read again; as a prefix and a local part, any letter is read."""
    try:
        return bool(ox.NamedNode(name))
    except ValueError:
        return False


def difference(path: Path) -> int | None:
    """Return the number of the first line in which a file is not its canonical text, or None where it is.

    Raises:
        OntologyError: as :func:`canonical`.
    """
    wanted = canonical(path).splitlines(keepends=True)
    found = path.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    pairs = zip([*found, ""], [*wanted, ""], strict=False)
    return None if found == wanted else next(n for n, (left, right) in enumerate(pairs, 1) if left != right)


def rewrite(path: Path) -> bool:
    """Write a file's canonical text over it and return whether that changed it.

    Raises:
        OntologyError: as :func:`canonical`; the file stays as it is.
        TargetError: the file cannot be written.
    """
    text = canonical(path)
    if path.read_bytes() == text.encode():
        return False
    try:
        file.replace(path, text.encode())
    except OSError as error:
        raise TargetError(str(path), f"cannot be written ({error.strerror})", "make it writable") from error
    return True


def turtle(stated: Iterable[ox.Triple], names: Mapping[str, str]) -> str:
    """Return triples as canonical Turtle with the prefixes (prefix → namespace) that the text uses.

    Raises:
        OntologyError: a triple about a triple, which Turtle 1.1 cannot hold.
    """
    return _Writer(stated, names).text()


class _Writer:
    """One graph on its way to text: its triples by subject, and how each blank node is to be written."""

    def __init__(self, stated: Iterable[ox.Triple], names: Mapping[str, str]) -> None:
        self.named = _naming(_spaces(tuple(names.items())))
        self.used: set[tuple[str, str]] = set()
        found = set(stated)
        terms = {type(term) for triple in found for term in (triple.subject, triple.object)}
        if ox.Triple in terms:
            raise OntologyError(
                "the graph",
                "it is RDF 1.2 (RDF-star): it states something of a triple",
                "leave it out: Turtle 1.1 cannot hold it",
            )
        above = _above(found) if ox.BlankNode in terms else {}
        self.labeled = {node for node in above if _needs_label(node, above)}
        if self.labeled:
            found = labeled(found)
            above = _above(found)
            self.labeled = {node for node in above if _needs_label(node, above)}
        self.above = above
        self.stated: dict[_Node, _Stated] = {}
        for triple in found:
            self.stated.setdefault(triple.subject, {}).setdefault(triple.predicate.value, []).append(triple.object)

    def text(self) -> str:
        tops = [node for node in self.stated if isinstance(node, ox.NamedNode) or node in self.labeled]
        roots = [node for node in self.stated if self.root(node)]
        written = sorted((self.rank(node), str(node), self.stanza(node)) for node in tops)
        written += sorted((self.rank(node), "", self.stanza(node)) for node in roots)
        heads = "".join(f"@prefix {name}: <{space}> .\n" for name, space in sorted(self.used))
        return "\n".join([*([heads] if heads else []), *(stanza for *_, stanza in sorted(written))])

    def root(self, node: _Node) -> bool:
        """Return whether a node is blank and no triple has it as its object."""
        return isinstance(node, ox.BlankNode) and not self.above.get(node)

    def rank(self, node: _Node) -> tuple[int, bool]:
        types = {each.value for each in self.stated[node].get(RDF + "type", ()) if isinstance(each, ox.NamedNode)}
        place = next((number for number, kinds in enumerate(_ORDER) if types & kinds), None)
        untyped = len(_ORDER) + (not types)
        return (untyped if place is None else place, isinstance(node, ox.BlankNode))

    def stanza(self, node: _Node) -> str:
        lines = " ;\n    ".join(self.lines(node))
        return f"{'[]' if self.root(node) else self.term(node)} {lines} .\n"

    def lines(self, node: _Node) -> Iterator[str]:
        for predicate, objects in self.properties(node):
            several = f",\n{' ' * 8}".join(objects)
            plain = f"{predicate} {', '.join(objects)}"
            bulky = any(text.startswith("[ ") for text in objects)
            iris = len(objects) > 1 and not any(text[0] in "\"'" for text in objects)
            yield f"{predicate}\n{' ' * 8}{several}" if bulky or (iris and len(plain) + 6 > WIDTH) else plain

    def properties(self, node: _Node) -> Iterator[tuple[str, list[str]]]:
        """Yield (property, its objects) of a node as text, in order."""
        named = sorted((_place(predicate), self.verb(predicate), predicate) for predicate in self.stated.get(node, {}))
        for _, text, predicate in named:
            objects = self.stated[node][predicate]
            yield text, [written for *_, written in sorted(self.sortable(each) for each in objects)]

    def sortable(self, term: _Term) -> tuple[int, str, str]:
        text = self.term(term)
        if isinstance(term, ox.Literal):
            return 2, term.language or "", text
        return int(isinstance(term, ox.BlankNode)), "", text

    def verb(self, predicate: str) -> str:
        return "a" if predicate == RDF + "type" else self.iri(predicate)

    def term(self, term: _Term) -> str:
        if isinstance(term, ox.NamedNode):
            return self.iri(term.value)
        if isinstance(term, ox.Literal):
            return self.literal(term)
        assert isinstance(term, ox.BlankNode)
        if term in self.labeled:
            return str(term)
        items = self.items(term)
        if items is not None:
            return f"( {' '.join(map(self.term, items))} )"
        inner = " ; ".join(f"{predicate} {', '.join(objects)}" for predicate, objects in self.properties(term))
        return f"[ {inner} ]" if inner else "[]"

    def items(self, node: ox.BlankNode) -> list[_Term] | None:
        """Return the members of the list that begins at a node, or None where it begins none."""
        found: list[_Term] = []
        at: _Term = node
        while isinstance(at, ox.BlankNode) and at not in self.labeled:
            cell = self.stated.get(at, {})
            if cell.keys() != {RDF + "first", RDF + "rest"} or any(len(values) != 1 for values in cell.values()):
                return None
            found.append(cell[RDF + "first"][0])
            (at,) = cell[RDF + "rest"]
        return found if isinstance(at, ox.NamedNode) and at.value == RDF + "nil" else None

    def iri(self, name: str) -> str:
        written, pair = self.named(name)
        if pair is not None:
            self.used.add(pair)
        return written

    def literal(self, term: ox.Literal) -> str:
        datatype = term.datatype.value
        if datatype in _SHORT and _SHORT[datatype].fullmatch(term.value):
            return term.value
        if term.language or datatype == XSD + "string":
            return str(term)
        return f"{ox.Literal(term.value)}^^{self.iri(datatype)}"


@lru_cache(maxsize=8)
def _spaces(names: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Return (namespace, prefix) of each prefix, the longest namespace first."""
    return tuple(sorted(((space, name) for name, space in names if space), key=_by_length))


@lru_cache(maxsize=8)
def _naming(spaces: tuple[tuple[str, str], ...]) -> Callable[[str], tuple[str, tuple[str, str] | None]]:
    """Return what gives an IRI as Turtle writes it, and the (prefix, namespace) that it uses, if any."""

    @lru_cache(maxsize=200_000)
    def named(name: str) -> tuple[str, tuple[str, str] | None]:
        for space, prefix in spaces:
            if name.startswith(space) and _LOCAL.fullmatch(name[len(space) :]):
                return f"{prefix}:{name[len(space) :]}", (prefix, space)
        return f"<{name}>", None

    return named


def _by_length(pair: tuple[str, str]) -> tuple[int, int, str]:
    return -len(pair[0]), len(pair[1]), pair[1]


def _place(predicate: str) -> int:
    if predicate in _FIRST:
        return _FIRST.index(predicate)
    return len(_FIRST) + 1 + _LAST.index(predicate) if predicate in _LAST else len(_FIRST)


def _above(found: set[ox.Triple]) -> dict[_Node, list[_Node]]:
    """Return blank node → the subjects of the triples that have it as their object."""
    above: dict[_Node, list[_Node]] = {}
    for triple in found:
        if isinstance(triple.subject, ox.BlankNode):
            above.setdefault(triple.subject, [])
        if isinstance(triple.object, ox.BlankNode):
            above.setdefault(triple.object, []).append(triple.subject)
    return above


def _needs_label(node: _Node, above: dict[_Node, list[_Node]]) -> bool:
    """Return whether a blank node is used several times, or lies on a circle of blank nodes."""
    if len(above[node]) > 1:
        return True
    seen, at = {node}, node
    while len(above.get(at, ())) == 1:
        (at,) = above[at]
        if at in seen:
            return at == node
        if len(seen) > 1_000:  # Python nests no more
            raise RecursionError
        seen.add(at)
    return False
