"""What changed from one version of the ontology to another, told in labels."""

from pathlib import Path
from typing import Any, NamedTuple

from kg.errors import OntologyError
from kg.namespace import OWL, RDF, RDFS, VOCABULARY, curie, iri, triples

KINDS = {
    OWL + "Class": "class",
    OWL + "ObjectProperty": "property",
    OWL + "DatatypeProperty": "property",
    OWL + "AnnotationProperty": "property",
    OWL + "NamedIndividual": "individual",
}
SIGNS = {"added": "+", "removed": "-", "deprecated": "!", "changed": "~"}

_Version = dict[str, dict[str, list[Any]]]
"""Term → property → values, both by IRI."""


class Change(NamedTuple):
    """One change of a term: ``what`` is added, removed, deprecated or changed; the rest is in words."""

    term: str
    """Its CURIE."""
    what: str
    words: str

    def __str__(self) -> str:
        return f"{SIGNS[self.what]} {self.what} {self.words}"


def changes(old: Path, new: Path) -> list[Change]:
    """Return what changed, sorted by term; a version is a Turtle file or a folder that holds the ontology's files.

    A term that is there in one version alone is added or removed as a whole; of the others, each property that has
    other values is a change.

    Raises:
        OntologyError: there is no such file or folder, or it is not Turtle.
    """
    before, after = _version(old), _version(new)
    return sorted(_changes(before, after), key=lambda change: (change.term.casefold(), change.what, change.words))


def _changes(before: _Version, after: _Version) -> list[Change]:
    found = []
    for name in before.keys() | after.keys():
        if name not in before:
            found.append(Change(curie(name), "added", _named(name, after)))
        elif name not in after:
            found.append(Change(curie(name), "removed", _named(name, before)))
        else:
            found += _of_term(name, before, after)
    return found


def _of_term(name: str, before: _Version, after: _Version) -> list[Change]:
    found = []
    for property_ in sorted(before[name].keys() | after[name].keys()):
        was, now = (set(version[name].get(property_, ())) for version in (before, after))
        if was == now:
            continue
        if property_ == OWL + "deprecated" and any(each.value == "true" for each in now):
            found.append(Change(curie(name), "deprecated", _named(name, after)))
            continue
        lost, gained = (
            sorted(_told(each, version) for each in values)
            for values, version in ((was - now, before), (now - was, after))
        )
        words = " → ".join([", ".join(lost) or "nothing", ", ".join(gained) or "nothing"])
        found.append(Change(curie(name), "changed", f"{_named(name, after)}, {curie(property_)}: {words}"))
    return found


def _named(name: str, version: _Version) -> str:
    types = (KINDS[each.value] for each in version[name].get(RDF + "type", ()) if each.value in KINDS)
    return f"{next(types, 'term')} {_label(name, version)} ({curie(name)})"


def _label(name: str, version: _Version) -> str:
    labels = [each.value for each in version.get(name, {}).get(RDFS + "label", ()) if each.language == "en"]
    return f"'{labels[0]}'" if labels else curie(name)


def _told(value: Any, version: _Version) -> str:
    if hasattr(value, "datatype"):
        return f'"{value.value}"' + (f"@{value.language}" if value.language else "")
    return _label(value.value, version)


def _version(place: Path) -> _Version:
    files = [place / name for name in VOCABULARY] if place.is_dir() else [place]
    if not place.exists():
        raise OntologyError(str(place), "no such file or folder", "name a Turtle file, or a folder of the ontology")
    stated: _Version = {}
    for file in files:
        for quad in triples(file):
            subject: Any = quad.subject
            stated.setdefault(subject.value, {}).setdefault(quad.predicate.value, []).append(quad.object)
    chains = OWL + "propertyChainAxiom"
    for name in list(stated):
        for position, head in enumerate(stated[name].get(chains, [])):
            stated[name][chains][position] = _Chain(_list(stated, head.value))
    space = iri("ais:")
    return {name: values for name, values in stated.items() if name.startswith(space)}


class _Chain(NamedTuple):
    """A property chain, told as one value."""

    value: str


def _list(stated: _Version, head: str) -> str:
    names = []
    while head != RDF + "nil":
        names.append(curie(stated[head][RDF + "first"][0].value))
        head = stated[head][RDF + "rest"][0].value
    return " ∘ ".join(names)
