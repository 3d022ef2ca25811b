"""A reader's own RDF file: its triples beside the ontology and the registers, and what of it is ours to judge."""

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from kg.errors import ReadError, suggestion
from kg.evidence.register import released
from kg.file import irregular
from kg.graph.dataset import load, register_quads, vocabulary_quads
from kg.graph.validation import Finding
from kg.namespace import RDF, base_in_use, curie, iri
from kg.vocabulary import shape

FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".n3": ox.RdfFormat.N3,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".json": ox.RdfFormat.JSON_LD,
    ".owl": None,
}
"""Suffix → the format of RDF; of ``.owl`` the first characters tell whether it is RDF/XML or Turtle."""

_ONTOLOGY = iri("ais:")

MOST = 50_000_000
"""The characters that the entities of one file of RDF/XML may stand for."""
_ENTITY = re.compile(r"""<!ENTITY[\s%]*([^\s"']+)\s*(?:"([^"]*)"|'([^']*)')""")
DEEPEST = 500
"""The levels to which the values of JSON-LD, and triples within triples, may be nested."""
_LEVELS = re.compile(
    rb"""\"{3}.*?\"{3}|'{3}.*?'{3}|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*'|\\.|<[^<>\s"{}|^`\\]*>|\#[^\n\r]*|(<<)|(>>)""",
    re.DOTALL,
)
_BRACKETS = re.compile(rb"""\"(?:[^"\\]|\\.)*+"|([\[{])|([\]}])""", re.DOTALL)
_USED = re.compile(r"&([^;&<\s]+);")


class Own(NamedTuple):
    """The dataset of a file, and how many of its things the shapes are about."""

    store: ox.Store
    triples: int
    in_scope: int
    findings: list[Finding]
    """The names of our namespaces in the file that mean nothing."""


def read(path: Path) -> Own:
    """Return a file's triples in a store in memory beside the ontology and the registers, and what is to say of it.

    The suffix names the format, in small letters or capitals; a byte order mark is no part of the text.

    Raises:
        ReadError: the file is missing, its suffix is no format of RDF, or it is not what its suffix says.
    """
    store = load([*vocabulary_quads(), *register_quads(released())])
    given = list(_quads(path))
    graph = ox.NamedNode(iri("graph:own"))
    for quad in given:
        named = quad.graph_name if isinstance(quad.graph_name, ox.NamedNode) else graph
        store.add(ox.Quad(quad.subject, quad.predicate, quad.object, named))
    targets = frozenset().union(*map(shape.targets, shape.files()))
    typed = {
        quad.subject for quad in given if quad.predicate.value == RDF + "type" and str(quad.object)[1:-1] in targets
    }
    return Own(store, len(given), len(typed), sorted(_unknown(given, store)))


def _quads(path: Path) -> Iterator[ox.Quad]:
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        known = ", ".join(FORMATS)
        raise ReadError(path.name, f"its suffix {suffix!r} is no format of RDF", f"end its name with one of {known}")
    if found := irregular(path):
        raise ReadError(path.name, found, "name a file of RDF")
    try:
        data = path.read_bytes().removeprefix(codecs.BOM_UTF8)
    except OSError as error:
        raise ReadError(path.name, f"cannot be read ({error.strerror})", "name a file of RDF") from error
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise ReadError(path.name, "it is UTF-16", "save it as UTF-8")
    head = data[:2000].lstrip()
    if head.startswith(b"<") and re.search(rb"<(?:\w+:)?Ontology\b[^>]*ontologyIRI|<Ontology\b", head):
        raise ReadError(path.name, "it is OWL/XML, which is not RDF", "save it as RDF/XML or Turtle, as Protégé can")
    if re.match(rb"(?:Prefix\(|Ontology\()", head) or re.match(rb"Prefix: ", head):
        raise ReadError(
            path.name, "it is OWL in a syntax that is not RDF", "save it as RDF/XML or Turtle, as Protégé can"
        )
    is_xml = re.match(rb"<\?xml|<!DOCTYPE|<rdf:RDF|<!--", head)
    kind = FORMATS[suffix] or (ox.RdfFormat.RDF_XML if is_xml else ox.RdfFormat.TURTLE)
    if kind is ox.RdfFormat.RDF_XML and _expanded(data) > MOST:
        found = f"its entities stand for more than {MOST:,} characters"
        raise ReadError(path.name, found, "write the text in the place of its entities")
    if kind is not ox.RdfFormat.RDF_XML and _nested(data, kind):
        raise ReadError(path.name, f"its values are nested deeper than {DEEPEST} levels", "write it flat")
    try:
        yield from ox.parse(data, format=kind, base_iri=path.absolute().as_uri())
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        place = f"{path.name}, line {line}" if line else path.name
        raise ReadError(place, f"it is not {kind.name} ({error})", "correct it there") from error


def _expanded(data: bytes) -> int:
    """Return how many characters the entities of RDF/XML stand for where they are used, or where they pass the most.

    An entity is what it was last declared as, and may use those declared before it.
    """
    text = data.decode("utf-8", "replace")
    sizes: dict[str, int] = {}
    for name, double, single in _ENTITY.findall(text):
        value = double or single
        sizes[name] = len(value) + sum(sizes.get(used, 0) for used in _USED.findall(value))
        if sizes[name] > MOST:
            return sizes[name]
    return sum(sizes.get(found[1], 0) for found in _USED.finditer(text)) if sizes else 0


def _nested(data: bytes, kind: ox.RdfFormat) -> bool:
    """Return whether values are nested deeper than they may be: brackets in JSON-LD, elsewhere triples in triples."""
    json = kind is ox.RdfFormat.JSON_LD
    if (data.count(b"[") + data.count(b"{") if json else data.count(b"<<")) <= DEEPEST:
        return False
    depth = 0
    for found in (_BRACKETS if json else _LEVELS).finditer(data):
        depth += (found[1] is not None) - (found[2] is not None)
        if depth > DEEPEST:
            return True
    return False


def _unknown(given: list[ox.Quad], store: ox.Store) -> Iterator[Finding]:
    """Yield what is wrong with names of ours: terms that the ontology lacks, and things that no register has."""
    stated = {quad.subject for quad in given}
    known = {node.value for node in (quad.subject for quad in store) if isinstance(node, ox.NamedNode)}
    vocabulary = {name for name in known if name.startswith(_ONTOLOGY)}
    used: Counter[str] = Counter()
    first: dict[str, str] = {}
    for quad in given:
        for node in (quad.predicate, quad.object):
            if isinstance(node, ox.NamedNode) and node not in stated:
                used[node.value] += 1
                first.setdefault(node.value, str(quad.subject).strip("<>"))
    for name in used:
        if name.startswith(_ONTOLOGY) and name not in vocabulary:
            near = suggestion(curie(name), map(curie, vocabulary), "'kg document' lists its terms")
            yield Finding("own/term", first[name], f"{curie(name)} is no term of the ontology; {near}")
        elif "ai-surveillance" in name and not name.startswith(base_in_use()):
            yield Finding("own/term", first[name], f"{name} is no name of ours; its names begin with {base_in_use()}")
        elif (
            name.startswith(base_in_use())
            and name not in known
            and name.removeprefix(base_in_use()).partition("/")[0] in _registers()
        ):
            yield Finding("own/thing", first[name], f"{curie(name)} is in no register; {_near(curie(name))}")


def _near(name: str) -> str:
    """Return which thing of a register a CURIE that names none may mean: the one called so, or one spelt alike."""
    registers, (prefix, _, local) = released(), name.partition(":")
    meant = registers.names.meaning(
        local.replace("-", " "), lambda thing: thing.startswith(f"{prefix}:"), prefix == "state"
    )
    if len(meant.things) == 1:
        return f"did you mean {meant.things[0]!r}?"
    same = [each for each in registers.classes if each.startswith(f"{prefix}:")]
    return suggestion(name, same, "add a row to the register")


def _registers() -> set[str]:
    return {row.name.partition(":")[0] for rows in released().rows.values() for row in rows[:1]}


def told(own: Own) -> str:
    """Return one line about a file in which the shapes have nothing to judge, or nothing where they have."""
    if own.in_scope:
        return ""
    if not own.triples:
        return "the file holds no triple: nothing was checked"
    return (
        f"none of the {own.triples} triples says of a thing that it is of a class of the ontology: nothing was checked"
    )
