"""Names: the declared prefixes, CURIE ↔ IRI, and the terms that exist.

Prefixes are declared once, as ``sh:declare`` in ``ontology/core.ttl``; this module reads them from there.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from kg.errors import OntologyError, ReadError, UnknownName, suggestion
from kg.file import why
from kg.setting import forgetting, kept, workspace

BASE = "https://w3id.org/ai-surveillance/"
"""The IRI every name of this toolkit starts with; publication may set another, as may a workspace that stands alone."""

VOCABULARY = ("core.ttl", "technology.ttl", "evidence.ttl")
"""The files whose triples are the ontology graph."""

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
SH = "http://www.w3.org/ns/shacl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"


class Terms(NamedTuple):
    """The classes and properties the ontology declares, by full IRI."""

    superclasses: dict[str, frozenset[str]]
    """Each class → itself and every class above it."""
    object_properties: frozenset[str]
    ranges: dict[str, str]
    """Each property with a declared range → that range."""


def local_name(name: str) -> str:
    """Return what follows the last ``#`` of an IRI, or the whole text where nothing does."""
    return name.rpartition("#")[2] or name


def term_name(name: str) -> str:
    """Return what a source calls a term: what follows the last ``#`` of its IRI, or else the last ``/``."""
    return local_name(name) if "#" in name else name.rpartition("/")[2]


def singular(plural: str) -> str:
    """Return what one row of a register is called, by the stem of its file: ``technology`` of ``technologies``."""
    return plural[:-3] + "y" if plural.endswith("ies") else plural.removesuffix("s")


@cache
def folder(name: str) -> Path:
    """Return the folder of instances called ``name`` (``ontology``, ``sources``, ``queries``, …).

    An installed package carries its own copy; a checkout uses the folder beside the package.
    """
    packaged = Path(__file__).parent / "_data" / name
    return packaged if packaged.is_dir() else Path(__file__).parent.parent / name


def base_in_use() -> str:
    """Return what the IRIs of things begin with: the toolkit's base, or that of a workspace that stands alone."""
    place = workspace()
    return place.base if place and place.alone and place.base else BASE


def published_base() -> str:
    """Return what the IRIs of a published site begin with where no other base is given: the workspace's, or ours."""
    place = workspace()
    return (place.base if place else "") or BASE


def folders(name: str) -> tuple[Path, ...]:
    """Return the folders of instances called ``name``: the released one, then that of the workspace if it has one.

    Of a workspace that stands alone it is that of the workspace, and of ``queries`` the released one as well, whose
    rules and checks belong to the ontology.
    """
    place = workspace()
    own = () if place is None or not (place.folder / name).is_dir() else (place.folder / name,)
    released = () if place and place.alone and name != "queries" else (folder(name),)
    return (*released, *own)


def own_ontology(*, shapes: bool = False) -> tuple[Path, ...]:
    """Return the Turtle files of the workspace's ``ontology/``: of its terms, or of its shapes (``…shapes.ttl``)."""
    place = workspace()
    found = () if place is None else sorted((place.folder / "ontology").glob("*.ttl"))
    return tuple(path for path in found if path.stem.endswith("shapes") == shapes)


def vocabulary() -> tuple[Path, ...]:
    """Return the files whose triples are the ontology: the released ones, then those of the workspace."""
    return (*(folder("ontology") / name for name in VOCABULARY), *own_ontology())


def browser_code(name: str) -> Path:
    """Return a file of the bundled browser code, such as ``sparql.js``.

    An installed package carries it; a checkout has it in ``web/dist``, made when the package was installed from there.

    Raises:
        ReadError: there is no such file: the code was never bundled.
    """
    packaged = Path(__file__).parent / "_data" / "web"
    found = (packaged if packaged.is_dir() else Path(__file__).parent.parent / "web" / "dist") / name
    if not found.is_file():
        todo = "run 'pip install -e .' in the checkout, which bundles it"
        raise ReadError(f"web/dist/{name}", "the browser code is not here", todo)
    return found


def triples(path: Path) -> Iterator[ox.Quad]:
    """Yield the triples of one Turtle file.

    Raises:
        OntologyError: the file is missing or is not Turtle; the line is named.
    """
    try:
        data = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
        yield from ox.parse(data, format=ox.RdfFormat.TURTLE)
    except (MemoryError, SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        place = f"{path.name}, line {line}" if line else path.name
        raise OntologyError(place, f"not valid Turtle ({why(error)})", "correct the syntax there") from error
    except OSError as error:
        raise OntologyError(path.name, f"cannot be read ({error.strerror or error})", "restore the file") from error


@cache
def version() -> str:
    """Return the version of the toolkit: the ``owl:versionInfo`` of its ontology, which the package is named by.

    Raises:
        OntologyError: the ontology cannot be read, or states none.
    """
    path = folder("ontology") / VOCABULARY[0]
    try:
        stated = re.search(r'owl:versionInfo\s+"([^"]+)"', path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise OntologyError(path.name, f"cannot be read ({why(error)})", "restore the file") from error
    if stated is None:
        raise OntologyError(path.name, "no owl:versionInfo", "state the version of the ontology there")
    return stated[1]


@kept
def prefixes() -> dict[str, str]:
    """Return prefix → namespace, as declared by ``sh:declare`` in ``core.ttl`` and in the workspace's ontology.

    A register of the workspace that no prefix is declared for has its singular. Of a workspace that stands alone under
    a base of its own, the registers are below that base.

    Raises:
        OntologyError: the workspace declares a prefix that is taken.
    """
    found: dict[str, str] = {}
    for path in (folder("ontology") / "core.ttl", *own_ontology()):
        names: dict[str, str] = {}
        namespaces: dict[str, str] = {}
        for quad in triples(path):
            if quad.predicate.value == SH + "prefix":
                names[str(quad.subject)] = quad.object.value  # type: ignore[union-attr]
            elif quad.predicate.value == SH + "namespace":
                namespaces[str(quad.subject)] = quad.object.value  # type: ignore[union-attr]
        for subject, name in names.items():
            if name in found and namespaces.get(subject, "") != found[name]:
                told = f"the prefix {name!r} is declared for {found[name]} in core.ttl or another file"
                raise OntologyError(str(path), told, "choose another prefix")
            if subject in namespaces:
                found[name] = namespaces[subject]
    for place in folders("ontology"):
        for path in sorted((place / "registers").glob("*.csv")):
            name = singular(path.stem)
            if name not in found and not suggestion(name, found, ""):
                found[name] = f"{BASE}{name}/"
    return dict(sorted((name, based(space)) for name, space in found.items()))


def based(text: str) -> str:
    """Return a text with the base in use in the place of the toolkit's; the terms of its ontology keep their names."""
    return text if base_in_use() == BASE else _ABOVE.sub(base_in_use(), text)


_ABOVE = re.compile(re.escape(BASE) + "(?!ontology)")


@kept
def own_terms() -> dict[str, str]:
    """Return local name → IRI of each term that the workspace's ontology declares: what has a type and a label."""
    found: dict[str, dict[str, None]] = {}
    for path in own_ontology():
        for s, p, _, _ in triples(path):
            if isinstance(s, ox.NamedNode) and p.value in (RDF + "type", RDFS + "label"):
                found.setdefault(s.value, {})[p.value] = None
    named = sorted(name for name, said in found.items() if len(said) == 2 and not name.startswith(BASE))
    return {re.split("[#/]", name)[-1]: name for name in named}


@kept
def terms() -> Terms:
    """Return the classes and properties that exist, read from the vocabulary files."""
    parents: dict[str, set[str]] = {}
    object_properties: set[str] = set()
    ranges: dict[str, str] = {}
    for path in vocabulary():
        for s, p, o, _ in triples(path):
            if not isinstance(s, ox.NamedNode) or not isinstance(o, ox.NamedNode):
                continue
            if p.value == RDF + "type" and o.value == OWL + "Class":
                parents.setdefault(s.value, set())
            elif p.value == RDF + "type" and o.value == OWL + "ObjectProperty":
                object_properties.add(s.value)
            elif p.value == RDFS + "subClassOf":
                parents.setdefault(s.value, set()).add(o.value)
            elif p.value == RDFS + "range":
                ranges[s.value] = o.value
    superclasses: dict[str, frozenset[str]] = {}
    for name in parents:
        found, pending = {name}, [name]
        while pending:
            above = parents.get(pending.pop(), set()) - found
            found |= above
            pending.extend(above)
        superclasses[name] = frozenset(found)
    return Terms(superclasses, frozenset(object_properties), ranges)


@lru_cache(maxsize=10_000)
def iri(name: str) -> str:
    """Return the full IRI of a CURIE such as ``vendor:huawei``; a full IRI is returned as it is.

    Raises:
        UnknownName: there is no prefix, or it is not declared.

    >>> iri("vendor:huawei").rsplit("/", 2)[1:]
    ['vendor', 'huawei']
    """
    prefix, colon, local = name.partition(":")
    if not colon:
        raise UnknownName(repr(name), "neither a CURIE nor an IRI", "write its prefix, as in vendor:huawei")
    if local.startswith("//"):
        return name
    known = prefixes()
    if prefix not in known:
        hint = suggestion(prefix, known, f"use one of {', '.join(known)}")
        raise UnknownName(repr(name), f"the prefix {prefix!r} is not declared in ontology/core.ttl", hint)
    return known[prefix] + local


forgetting(iri.cache_clear)


def reference(name: str) -> str:
    """Return a CURIE or IRI as a term of N-Triples, which nothing in the name can end before its end.

    Raises:
        UnknownName: as :func:`node`.

    >>> reference("rdf:type")
    '<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>'
    """
    return str(node(name))


def node(name: str) -> ox.NamedNode:
    """Return the RDF node of a CURIE or IRI.

    Raises:
        UnknownName: as :func:`iri`; also when the name holds characters that no IRI has.
    """
    try:
        return ox.NamedNode(iri(name))
    except ValueError as error:
        raise UnknownName(repr(name), "not an IRI", "give an IRI or a CURIE such as vendor:huawei") from error


@kept
def _by_namespace() -> dict[str, str]:
    return {space: name for name, space in prefixes().items()}


def curie(name: str) -> str:
    """Return the CURIE of an IRI under the longest declared namespace, or the IRI itself where none fits.

    >>> curie(iri("state:srb"))
    'state:srb'
    """
    known = _by_namespace()
    for cut in (name.rfind("#") + 1, name.rfind("/") + 1):
        if cut < len(name) and (prefix := known.get(name[:cut])):
            return name if "/" in name[cut:] else f"{prefix}:{name[cut:]}"
    return name
