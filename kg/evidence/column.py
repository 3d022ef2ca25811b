"""The columns of a register: each is ``id`` or a property that exists, with a language or without one."""

from collections import Counter
from collections.abc import Iterator, Sequence

import pyoxigraph as ox

from kg.errors import RegisterError, UnknownName
from kg.namespace import RDF, curie, iri, node, triples, vocabulary
from kg.setting import kept

_USUAL = (
    *("rdf:type", "rdfs:label", "rdfs:comment", "rdfs:seeAlso", "dcterms:isReplacedBy", "owl:deprecated"),
    *("skos:prefLabel", "skos:altLabel", "skos:hiddenLabel", "skos:definition", "skos:scopeNote", "skos:note"),
    *("skos:example", "skos:editorialNote", "skos:notation", "skos:exactMatch", "skos:closeMatch", "skos:broader"),
    *("skos:narrower", "skos:related", "skos:inScheme", "dcterms:publisher", "dcterms:source"),
)
"""Properties of other vocabularies that rows have."""
_MEANT = {
    **dict.fromkeys(("label", "name", "title", "label@en", "name@en"), "rdfs:label@en"),
    **dict.fromkeys(("alias", "aliases", "altlabel", "altlabel@en", "synonym", "synonyms"), "skos:altLabel@en"),
    **dict.fromkeys(("type", "class", "kind"), "rdf:type"),
    **dict.fromkeys(("wikidata", "sameas", "qid"), "skos:exactMatch"),
}
"""A column without a prefix, folded → the one that is meant."""
_BEGIN = "begin the file with a header row of id and property CURIEs"


def faults(file: str, header: Sequence[str]) -> Iterator[RegisterError]:
    """Yield what is wrong with the header row of a register, column by column, with the near one of what is none."""
    place = f"{file}, line 1"
    if "id" not in header:
        yield _without_id(file, header)
        return
    for column, count in Counter(header).items():
        property_, at, language = column.partition("@")
        if count > 1:
            yield RegisterError(place, f"the column {column!r} stands there {count} times", "leave one of them")
        if column == "id":
            continue
        if not column.strip():
            yield RegisterError(place, "a column has no name", "name it by a property, or take it out")
        elif ":" not in property_:
            meant = _MEANT.get(column.strip().casefold())
            todo = f"did you mean {meant!r}?" if meant else "write a property with its prefix, as rdfs:label@en"
            yield RegisterError(place, f"the column {column!r} is no property", todo)
        elif (fault := _property(place, column, property_)) is not None:
            yield fault
        elif not _is_tag(language if at else None):
            found = f"{language!r} in {column!r} is not a language tag"
            yield RegisterError(place, found, "write it as rdfs:label@en")


def _without_id(file: str, header: Sequence[str]) -> RegisterError:
    found = "no column 'id'"
    if parting := next((sign for sign in ";\t|" if len(header) == 1 and sign in header[0]), ""):
        return RegisterError(f"{file}, line 1", f"its columns are parted by {parting!r}", "save it as CSV with commas")
    near = next((column for column in header if column.strip().casefold() in ("id", "ids", "identifier", "key")), None)
    if near is not None:
        return RegisterError(f"{file}, line 1", f"{found}, but {near!r}", "name that column 'id'")
    return RegisterError(file, found, _BEGIN)


def _property(place: str, column: str, property_: str) -> RegisterError | None:
    try:
        name = node(property_).value
    except UnknownName as error:
        return RegisterError(place, error.found, error.todo)
    known = _known()
    if name in known:
        return None
    near = _near(property_, known)
    if near:
        meant = column.replace(property_, near, 1)
        return RegisterError(place, f"no property is called {property_!r}", f"did you mean {meant!r}?")
    if property_.startswith("ais:"):
        return RegisterError(place, f"no property is called {property_!r}", "'kg document' lists those that there are")
    return None


@kept
def _known() -> frozenset[str]:
    typed = ((s, o) for path in vocabulary() for s, p, o, _ in triples(path) if p.value == RDF + "type")
    declared = {s.value for s, o in typed if isinstance(s, ox.NamedNode) and str(o).endswith("Property>")}
    return frozenset((*declared, *map(iri, _USUAL)))


def _near(property_: str, known: frozenset[str]) -> str:
    """Return the known property with the same prefix that is spelt nearly so, or nothing."""
    from rapidfuzz.distance import OSA

    prefix, _, local = property_.partition(":")
    among = [each.partition(":")[2] for each in map(curie, known) if each.startswith(f"{prefix}:")]
    scored = sorted((OSA.distance(local.casefold(), each.casefold()), each) for each in among)
    return f"{prefix}:{scored[0][1]}" if scored and scored[0][0] <= max(1, len(local) // 4) else ""


def _is_tag(language: str | None) -> bool:
    try:
        ox.Literal("", language=language)
    except ValueError:
        return False
    return True
