"""The form of a question: a field for each parameter with the values it takes, and what is wrong with those given."""

import re
from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple
from urllib.parse import urlencode

import pyoxigraph as ox

from kg.errors import UnknownName
from kg.namespace import SKOS, base_in_use, curie, iri
from kg.naming.index import alphabetical
from kg.naming.names import Names
from kg.query import parameter, query
from kg.query.query import Param, Query
from kg.site.resource import Library

LISTED = 300
"""The things of a register up to which a field lists them."""
WORDS = {"modality": "how firmly it is said", "recovered": "corrected by us", "thing": "thing", "iri": "address"}
"""Name of a column or a parameter → how it is told to readers, where it is no plain word."""
_KINDS = {"integer": "number", "date": "date"}


class Field(NamedTuple):
    """One parameter as a field: its name as it is sent and in words, what it is, what it takes and what it holds."""

    name: str
    word: str
    description: str
    type: str
    kind: str
    """``select``, or the type of an input: ``number``, ``date``, ``text``."""
    default: str
    options: tuple[tuple[str, str], ...]
    """The id and the label of each thing it takes, where they are listed."""
    values: tuple[tuple[str, str], ...]
    """What it holds, as sent and as read; one empty pair where it holds nothing."""
    year: bool
    """Whether it takes a year, of four digits."""


class Fault(NamedTuple):
    """A value that cannot be taken: the field, what was found, what to do, and (label, value) of what may be meant."""

    name: str
    found: str
    todo: str
    near: tuple[tuple[str, str], ...]


Given = Mapping[str, Sequence[str]]
"""Parameter → the values given for it."""


def words(name: str) -> str:
    """Return a name of a query in words.

    >>> words("statesPublished"), words("modality")
    ('states published', 'how firmly it is said')
    """
    if name in WORDS:
        return WORDS[name]
    return re.sub(r"(?<=[a-z0-9])[A-Z]", lambda found: f" {found[0].lower()}", name)


def fields(library: Library, question: Query, given: Given) -> list[Field]:
    """Return the fields of a question; one that is not given holds its default."""
    return [_field(library, param, given.get(param.name) or ()) for param in question.params]


def settled(library: Library, question: Query, given: Given) -> dict[str, list[str]]:
    """Return the parameters given, each value as the id of what it means; a value that means nothing as it is."""
    return {
        param.name: [_held(library, param, value, ())[0] for value in given[param.name]]
        for param in question.params
        if given.get(param.name)
    }


def told(found: Sequence[Field], given: Given) -> str:
    """Return the values given, in words: ``state: Kenya; edition: …``."""
    return "; ".join(
        f"{each.word}: {', '.join(label for _, label in each.values)}" for each in found if given.get(each.name)
    )


def address(given: Given) -> str:
    """Return the end of an address that holds what is given, ``?state=ken``, or nothing."""
    return f"?{urlencode(dict(given), doseq=True)}" if given else ""


def faults(library: Library, question: Query, given: Given) -> list[Fault]:
    """Return what is wrong with the values given."""
    found = []
    for param in question.params:
        for value in given.get(param.name, ()):
            try:
                parameter.term(question.name, param, value, partial(query.named, library.store))
            except UnknownName as error:
                found.append(Fault(param.name, error.found, error.todo, _near(library, param, value)))
    return found


def _near(library: Library, param: Param, value: str) -> tuple[tuple[str, str], ...]:
    known = Names((curie(thing), name) for thing, name in query.names(library.store, param.type))
    several = known.meaning(value, states=True, ids=True).things
    things = several or [
        thing for name in known.near(value, ids=True) for thing in known.meaning(name, ids=True).things
    ]
    return tuple((library.label(iri(thing)), _local(param, iri(thing))) for thing in dict.fromkeys(things))


def _field(library: Library, param: Param, given: Sequence[str]) -> Field:
    chosen = tuple((each, each) for each in param.choices)
    options = chosen or (_terms(library, param.takes) if param.takes else _options(library, param.type))
    values = given or ([param.default] if param.default else [])
    return Field(
        param.name,
        words(param.name),
        param.description,
        param.type,
        "select" if options else _KINDS.get(param.type, "text"),
        param.default or "",
        options,
        tuple(_held(library, param, value, options) for value in values) or (("", ""),),
        param.is_year,
    )


def _options(library: Library, type_: str) -> tuple[tuple[str, str], ...]:
    if type_ in (*parameter.LITERAL_TYPES, *parameter.OPEN_TYPES):
        return ()
    names = [each for each in library.names(type_) if library.kind(each) != SKOS + "ConceptScheme"]
    if len(names) > LISTED:
        return ()
    named = sorted((alphabetical(library.label(each)), library.label(each), each) for each in names)
    return tuple((each.rpartition("/")[2], label) for _, label, each in named)


def _terms(library: Library, kind: str) -> tuple[tuple[str, str], ...]:
    """Return the terms under a class, each by its CURIE and its English label, in the order of the labels."""
    rows = query.find("terms", "explorer").run(library.store, kind=kind).values()
    named = [(curie(row["term"]), row["label"]) for row in rows if row["language"] == "en"]
    return tuple(sorted(named, key=lambda each: (alphabetical(each[1]), each[0])))


def _held(library: Library, param: Param, value: str, options: tuple[tuple[str, str], ...]) -> tuple[str, str]:
    """Return a value as it is sent, an id where it names a thing, and as it is read: a term as ``options`` has it."""
    if param.type in parameter.LITERAL_TYPES:
        return value, value
    try:
        found = parameter.term(param.name, param, value, partial(query.named, library.store))
    except UnknownName:
        return value, value
    assert isinstance(found, ox.NamedNode)
    if param.takes:
        term = curie(found.value)
        return term, dict(options).get(term, term)
    known = library.kind(found.value) != ""
    return _local(param, found.value), library.label(found.value) if known else value


def _local(param: Param, name: str) -> str:
    """Return the id of a thing as a parameter takes it: without its register where the type says that."""
    return name.rpartition("/")[2] if name.startswith(f"{base_in_use()}{param.type}/") else curie(name)
