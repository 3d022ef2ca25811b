"""One parameter of a query: its type and default, the values it takes, and its place in the SPARQL text.

A parameter is a ``VALUES ?name { … }`` block. A value takes the block's place as an RDF term, never as text, so that
nothing a reader gives can become part of the query.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from kg.errors import QueryError, UnknownName, suggestion
from kg.literal import lexical
from kg.namespace import XSD, base_in_use, iri, prefixes
from kg.query import syntax
from kg.setting import kept

LITERAL_TYPES = {"integer": XSD + "integer", "date": XSD + "date", "text": XSD + "string"}
"""The types whose values are literals, with their datatypes."""

OPEN_TYPES = ("iri", "claim", "thing")
"""The types of any IRI (iri, claim) and of the things of all registers (thing)."""

Resolve = Callable[[str, str, str], str]
"""(value as given, parameter type or the CURIE of a class of terms, place for errors) → IRI."""

_PARAM = re.compile(
    r"^(?P<type>\w+)(?: = (?P<default>\S+?))?(?: of (?P<choices>\w[\w ]*(?:\|\w[\w ]*)+))?\. +(?P<text>.+)$"
)
_VALUES = re.compile(r"VALUES\s+\?(\w+)\s*\{([^{}]*)\}")
_GIVE = {"integer": "give a whole number", "date": "give a date as 2021-12-31"}
_SMALL = 24
SEVERAL = "several may be given"
"""What the description of a parameter says that takes several values where others of its type take one."""
COMPARED = ("first", "second")
"""The parameters that are two things which are held against one another."""


@dataclass(frozen=True, slots=True)
class Param:
    """One parameter: its name, its type (a register's singular, or integer, date, text, iri) and its default."""

    name: str
    type: str
    default: str | None
    description: str
    choices: tuple[str, ...] = ()
    """The texts that it takes; any where there is none."""
    takes: str = ""
    """For an iri: the CURIE of the class under which it may be named by a word, as ``#+ takes`` says."""

    @property
    def is_single(self) -> bool:
        """Whether it takes one value: a number, a day, a word of a list, the edition asked of, one of two compared.

        Things of registers are united, and whatever says so.
        """
        if SEVERAL in self.description:
            return False
        asked_of = self.default is not None and (self.type == "source" or self.name in COMPARED)
        return asked_of or bool(self.choices) or self.type in _GIVE

    @property
    def is_year(self) -> bool:
        """Whether it is a year, and so takes four digits."""
        return self.type == "integer" and self.name in YEARS


def read(place: str, name: str, value: str, text: str, takes: str = "") -> Param:
    """Return the parameter that a front matter line ``param <name>: <value>`` declares for a SPARQL text.

    ``takes`` is what a line ``takes <name>: <class>`` says.

    Raises:
        QueryError: the line cannot be read, its type is unknown, or the text has no VALUES block for it.
    """
    match = _PARAM.match(value)
    if not match:
        raise QueryError(place, f"param {name!r} says {value!r}", "write '#+ param name: type = default. What it is.'")
    if match["type"] not in types():
        hint = suggestion(match["type"], types(), f"write one of {', '.join(types())}")
        raise QueryError(place, f"param {name!r} is of the unknown type {match['type']!r}", hint)
    if name not in {block[1] for block in _VALUES.finditer(text)}:
        raise QueryError(place, f"param {name!r} has no block", f"write VALUES ?{name} {{ UNDEF }} in the query")
    choices = tuple((match["choices"] or "").split("|")) if match["choices"] else ()
    return Param(name, match["type"], match["default"], match["text"], choices, takes)


@kept
def types() -> tuple[str, ...]:
    """Return the types a parameter may have: the registers by their singular, then the literal and the open types."""
    registers = (name for name, space in prefixes().items() if space == f"{base_in_use()}{name}/")
    return (*(name for name in registers if name not in OPEN_TYPES), *LITERAL_TYPES, *OPEN_TYPES)


SPANS = (("since", "until"), ("earliest", "latest"))
"""The parameters that are the first and the last year of a span."""

YEARS = frozenset({"since", "until", "earliest", "latest", "year", "before", "said"})
"""The whole numbers that are years, of four digits: a query may hold them against years as texts."""


def bind(place: str, text: str, params: Iterable[Param], given: Mapping[str, Any], resolve: Resolve) -> str:
    """Return SPARQL text with the given values as terms in its VALUES blocks; several values of one name are united.

    Raises:
        UnknownName: a name that is no parameter, a value its type does not allow, several where one is meant, or a span
            that ends before it begins.
    """
    known = {param.name: param for param in params}
    terms: dict[str, str] = {}
    for name, value in given.items():
        if name not in known:
            listed = f"its parameters are {', '.join(known)}" if known else "it has no parameters"
            raise UnknownName(place, f"no parameter {name!r}", suggestion(name, known, listed))
        values = value if isinstance(value, list | tuple | set | frozenset) else [value]
        if len(values) > 1 and known[name].is_single:
            told = f"{len(values)} values are given, and it takes one"
            raise UnknownName(f"{place}, {name}", told, f"give {name} once, and ask again for the other")
        terms[name] = " ".join(str(term(place, known[name], one, resolve)) for one in values)

    for first, last in SPANS:
        since, until = (re.fullmatch(r'"(\d+)"\^\^\S+', terms.get(name, "")) for name in (first, last))
        if since and until and int(since[1]) > int(until[1]):
            told = f"the span ends in {until[1]}, before it begins in {since[1]}"
            raise UnknownName(f"{place}, {first}", told, f"swap {first} and {last}")
    read_ = syntax.read(text)
    written = read_.text
    for name, start, end in reversed(_blocks(read_)):
        if name in terms:
            written = f"{written[:start]}VALUES ?{name} {{ {terms[name]} }}{written[end:]}"
    return written


def _blocks(told: syntax.Syntax) -> list[tuple[str, int, int]]:
    """Return for each VALUES block of one variable its name and where it begins and ends."""
    found = []
    tokens = told.tokens
    for number, (word, variable, brace) in enumerate(zip(tokens, tokens[1:], tokens[2:], strict=False)):
        if (word.kind, word.text, variable.kind, brace.text) == ("word", "VALUES", "variable", "{"):
            end = next((token.end for token in tokens[number + 3 :] if token.text == "}"), None)
            if end is not None:
                found.append((variable.text[1:], word.start, end))
    return found


def term(place: str, param: Param, value: Any, resolve: Resolve) -> ox.NamedNode | ox.Literal:
    """Return the RDF term that a value of a parameter stands for; a term is returned as it is.

    Raises:
        UnknownName: the value is not of the parameter's type, or no thing of that type answers to it.
    """
    if isinstance(value, ox.NamedNode | ox.Literal):
        return value
    place = f"{place}, {param.name}"
    if param.choices and value not in param.choices:
        valid = f"give one of {', '.join(param.choices)}"
        raise UnknownName(place, f"{value!r} is none of its values", suggestion(str(value), param.choices, valid))
    if param.is_year and not re.fullmatch("[0-9]{4}", str(value)):
        raise UnknownName(place, f"{value!r} is no year", "give a year of four digits, as 2021")
    if param.type in LITERAL_TYPES:
        datatype = LITERAL_TYPES[param.type]
        try:
            return ox.Literal(lexical(value, datatype), datatype=ox.NamedNode(datatype))
        except ValueError as error:
            raise UnknownName(place, f"{value!r} is not of type {param.type}", _GIVE[param.type]) from error
    if param.takes and ":" not in str(value):
        return ox.NamedNode(resolve(str(value), param.takes, place))
    if param.type in ("iri", "claim"):
        return node(str(value), place)
    return ox.NamedNode(resolve(str(value), param.type, place))


def node(text: str, place: str) -> ox.NamedNode:
    """Return the IRI or CURIE in a text as a node.

    Raises:
        UnknownName: it is neither, or its prefix is not declared.
    """
    full = text if re.match(r"https?://", text) or ":" not in text else iri(text)
    try:
        if not re.search(r'[<>"{}|^`\\\x00-\x20]', full):
            return ox.NamedNode(full)
    except ValueError:
        pass
    raise UnknownName(place, f"{full!r} is not an IRI", "give an IRI or a CURIE such as vendor:huawei")


def listed(ids: Iterable[str], type_: str) -> str:
    """Return what to give where nothing answers to a name: every id of a small register, or else the kind of thing."""
    known = sorted(set(ids))
    return f"valid: {', '.join(known)}" if 0 < len(known) <= _SMALL else f"give {_article(type_)} {type_}"


def _article(noun: str) -> str:
    return "an" if noun[0] in "aeiou" else "a"
