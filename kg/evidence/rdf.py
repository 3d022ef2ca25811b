"""A file of RDF: its quads, within bounds, with nothing fetched and no link followed."""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.errors import ReadError
from kg.evidence import context
from kg.file import charset, irregular, outside, undecoded, why

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

LARGEST = 500_000_000
"""The bytes of a file at most."""
MOST = 50_000_000
"""The characters that the entities of one file of RDF/XML may stand for."""
_ENTITY = re.compile(r"""<!ENTITY[\s%]*([^\s"']+)\s*(?:"([^"]*)"|'([^']*)')""")
DEEPEST = 500
"""The levels to which the values of JSON-LD, and triples within triples, may be nested."""
ATTRIBUTES = 1_000
"""The attributes of an element of RDF/XML, with the prefixes that it declares, at most."""
_LEVELS = re.compile(
    rb"""\"{3}.*?\"{3}|'{3}.*?'{3}|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*'|\\.|<[^<>\s"{}|^`\\]*>|\#[^\n\r]*|(<<)|(>>)""",
    re.DOTALL,
)
_BRACKETS = re.compile(rb"""\"(?:[^"\\]|\\.)*+"|([\[{])|([\]}])""", re.DOTALL)
_XML = {
    "syntax error": "it does not begin as XML does",
    "no element found": "it ends before its root element does",
    "unclosed token": "it ends within a tag",
    "mismatched tag": "an end tag is not that of the element it ends",
    "undefined entity": "an entity is used that it does not declare",
    "unbound prefix": "a prefix is not declared",
    "not well-formed (invalid token)": "a character stands there that XML does not hold there",
    "duplicate attribute": "an attribute stands there twice",
    "junk after document element": "something follows its root element",
}
"""What a reader of XML says → how it is told."""
_USED = re.compile(r"&([^;&<\s]+);")


def quads(path: Path, base: str) -> Iterator[ox.Quad]:
    """Yield the quads of a file, in its order; ``base`` is what its relative addresses begin with.

    The suffix names the format, in small letters or capitals; a byte order mark is no part of the text. Nothing is
    fetched: not the context of JSON-LD that stands elsewhere, and no entity that is a file.

    Raises:
        ReadError: the file is missing, too large, or a link out of its folder; its suffix is no format of RDF, or it is
            not what its suffix says; or its entities or levels are more than are read.
    """
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        known = ", ".join(FORMATS)
        raise ReadError(path.name, f"its suffix {suffix!r} is no format of RDF", f"end its name with one of {known}")
    if found := irregular(path) or outside(path, path.parent):
        raise ReadError(path.name, found, "name a file of RDF")
    try:
        if path.stat().st_size > LARGEST:
            raise ReadError(path.name, f"it has more than {LARGEST:,} bytes", "part it into several files")
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
    if kind is ox.RdfFormat.RDF_XML and data.strip():
        data = _well_formed(path.name, data)
    if kind is not ox.RdfFormat.RDF_XML and _nested(data, kind):
        raise ReadError(path.name, f"its values are nested deeper than {DEEPEST} levels", "write it flat")
    if kind is ox.RdfFormat.JSON_LD:
        data = context.inlined(data, path)
    try:
        yield from ox.parse(data, format=kind, base_iri=base)
    except MemoryError as error:
        told = f"it has a statement or a text that the parser does not hold ({error})"
        raise ReadError(path.name, told, "shorten the text, or leave the statement out") from error
    except (SyntaxError, ValueError) as error:
        if "LoadDocumentCallback" in str(error):
            told = "its context stands elsewhere, and nothing is fetched"
            raise ReadError(path.name, told, "put the context beside it, and name it without a path") from error
        line = getattr(error, "lineno", None)
        place = f"{path.name}, line {line}" if line else path.name
        raise ReadError(place, f"it is not {kind.name} ({why(error)})", "correct it there") from error


def _well_formed(file: str, data: bytes) -> bytes:
    """Return RDF/XML as UTF-8, once it is XML to its end, which the parser of RDF does not ask of it.

    Raises:
        ReadError: it is not well-formed, in an encoding that nobody knows, nested too deeply, or an element has more
            attributes than the parser of RDF reads in time that grows with them alone.
    """
    from xml.parsers import expat

    declared = re.match(rb"""<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["'][^>]*\?>""", data)
    name = declared[1].decode("ascii", "replace") if declared else "utf-8"
    try:
        if declared and charset(name) != "utf-8":
            data = data[declared.end() :].decode(name).encode()
    except (LookupError, ValueError) as error:
        found = f"it is not in the encoding {name[:40]!r} that it names"
        raise ReadError(file, found, "save it as UTF-8") from error
    line, found = undecoded(data)
    if line:
        raise ReadError(f"{file}, line {line}", f"it is not UTF-8: {found}", "save it as UTF-8")
    reader = expat.ParserCreate("utf-8", " ")
    depth = declared_here = 0

    def declared_one(prefix: str | None, name: str | None) -> None:
        nonlocal declared_here
        declared_here += 1

    def begun(name: str, attributes: list[str]) -> None:
        nonlocal depth, declared_here
        depth, number, declared_here = depth + 1, len(attributes) // 2 + declared_here, 0
        place = f"{file}, line {reader.CurrentLineNumber}"
        if depth > DEEPEST:
            raise ReadError(place, f"its elements are nested deeper than {DEEPEST} levels", "write it flat")
        if number > ATTRIBUTES:
            raise ReadError(place, f"an element has more than {ATTRIBUTES:,} attributes", "part it into several")

    def ended(name: str) -> None:
        nonlocal depth
        depth -= 1

    reader.ordered_attributes = True
    reader.StartNamespaceDeclHandler, reader.StartElementHandler, reader.EndElementHandler = declared_one, begun, ended
    try:
        reader.Parse(data, True)
    except expat.ExpatError as error:
        said = expat.ErrorString(error.code)
        told = _XML.get(said, said)
        raise ReadError(f"{file}, line {error.lineno}", f"it is not XML ({told})", "correct it there") from error
    return data


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
