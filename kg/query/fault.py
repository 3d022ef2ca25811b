"""What is wrong with a query, in one line that names its place in the text."""

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from copy import copy
from functools import lru_cache

import pyoxigraph as ox

from kg.errors import QueryError, suggestion
from kg.file import damage
from kg.namespace import base_in_use, prefixes
from kg.query import federation, syntax
from kg.query.syntax import Fault, Syntax

_ENGINE = re.compile(r"error at ([0-9]+):([0-9]+): (.*)", re.DOTALL)
_MEANT = {
    "SELECT contains a variable that is unbound": ("a variable is selected that is neither grouped nor aggregated", ""),
    "SELECT overrides an existing variable": ("(… AS ?x) gives a value to a variable that has one", "choose another"),
    "Duplicated variable name": ("a variable is selected twice", "select it once"),
    "SELECT * is not authorized with GROUP BY": ("SELECT * does not go with GROUP BY", "name the variables"),
    "language tag parsing failed": ("a language tag is none of BCP 47", "write for example 'text'@en"),
}
"""What the engine calls a mistake of meaning → how it is told here, and what to do."""
_WORDS = frozenset(
    re.findall(
        r"\S+",
        """
        SELECT ASK CONSTRUCT DESCRIBE PREFIX BASE VERSION DISTINCT REDUCED AS FROM NAMED WHERE GROUP BY HAVING ORDER ASC
        DESC LIMIT OFFSET VALUES UNDEF OPTIONAL GRAPH SERVICE SILENT BIND UNION MINUS FILTER LATERAL EXISTS NOT IN a
        TRUE FALSE COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT SEPARATOR STR LANG LANGDIR LANGMATCHES DATATYPE BOUND IRI
        URI BNODE RAND ABS CEIL FLOOR ROUND CONCAT STRLEN UCASE LCASE ENCODE_FOR_URI CONTAINS STRSTARTS STRENDS
        STRBEFORE STRAFTER YEAR MONTH DAY HOURS MINUTES SECONDS TIMEZONE TZ NOW UUID STRUUID MD5 SHA1 SHA256 SHA384
        SHA512 COALESCE IF STRLANG STRLANGDIR STRDT SAMETERM ISIRI ISURI ISBLANK ISLITERAL ISNUMERIC HASLANG HASLANGDIR
        REGEX SUBSTR REPLACE ISTRIPLE TRIPLE SUBJECT PREDICATE OBJECT ADJUST
        """,
    )
)
"""The keywords and functions of SPARQL 1.2, in capitals but for ``a``."""


_JOINED = ("OPTIONAL", "MINUS", "BIND", "LATERAL")
_LISTS = {"VALUES": "}", "IN": ")"}
"""What begins a list that is read in a loop → what ends it."""
DEEPEST, MOST, LONGEST = 200, 500, 4_000
"""How deep brackets may stand, how many clauses may be joined, and of how many words and signs a query may be beside
the rows of VALUES and the lists of IN: an engine's stack ends at some thousands of whatever is joined one by one."""


def read(text: str, place: str = "query", declared: Collection[str] = (), base: str = "") -> Syntax:
    """Return a query as it was read; ``declared`` are prefixes that it need not declare itself.

    ``base`` is what the IRIs of the graph's things begin with, where it is not the base in use.

    Raises:
        QueryError: it is an update, calls another endpoint, names a prefix that it does not declare, or holds what is
            no terminal of SPARQL or more than an engine survives.
    """
    given = text.removeprefix("\ufeff")
    told = copy(syntax.read(given))
    told.base = base or base_in_use()
    if len(given) > syntax.SHORT or not _sound(given, frozenset(declared)):
        _hold(told, place, declared)
    return told


@lru_cache(maxsize=64)
def _sound(text: str, declared: Collection[str]) -> bool:
    """Return whether nothing is to be said against a query, so that one asked again is not looked through again."""
    try:
        _hold(syntax.read(text), "query", declared)
    except QueryError:
        return False
    return True


def _hold(told: Syntax, place: str, declared: Collection[str]) -> None:
    if told.form == "UPDATE":
        raise QueryError(place, "it is an update", "ask with SELECT, ASK, CONSTRUCT or DESCRIBE: this only reads")
    if federation.calls(told.text):
        raise QueryError(place, "it calls another endpoint with SERVICE", "ask that endpoint itself")
    undeclared = told.undeclared(declared)
    if undeclared is not None:
        prefix = undeclared.text.partition(":")[0]
        where = f"{place}, {told.place(undeclared.start)}"
        raise QueryError(where, f"the prefix {prefix + ':'!r} is not declared", _declaration(prefix, told))
    for found in (told.fault, _excess(told)):
        if found is not None:
            raise QueryError(f"{place}, {told.place(found.start)}", found.found, found.todo)


def _excess(told: Syntax) -> Fault | None:
    """Return where brackets stand too deep, or too much is joined one by one, for an engine to survive it."""
    joined, length, listed = 0, 0, None
    for token in told.tokens:
        if token.depth > DEEPEST:
            return Fault(token.start, f"brackets stand more than {DEEPEST} deep", "nest fewer")
        joined += token.kind == "word" and token.text in _JOINED
        if joined > MOST:
            named = f"{', '.join(_JOINED[:-1])} and {_JOINED[-1]}"
            return Fault(token.start, f"there are more than {MOST} of {named}", "ask in several queries")
        if listed is None and token.kind == "word" and token.text in _LISTS:
            listed = token
        elif listed is not None and token.depth <= listed.depth and token.text == _LISTS[listed.text]:
            listed = None
        elif listed is None or (listed.text == "IN" and token.kind in ("mark", "word") and token.text != ","):
            length += 1
        if length > LONGEST:
            found = f"there are more than {LONGEST} words and signs beside VALUES and IN"
            return Fault(token.start, found, "ask in several queries, or with VALUES")
    return None


def _declaration(prefix: str, told: Syntax) -> str:
    known = spaces(told.base)
    if prefix in known:
        return f"begin with PREFIX {prefix}: <{known[prefix]}>"
    near = suggestion(prefix, [*told.prefixes, *known], "")
    return near or f"begin with PREFIX {prefix}: <…>"


def spaces(base: str) -> dict[str, str]:
    """Return prefix → namespace of a graph whose things have IRIs that begin with a base."""
    ours = base_in_use()
    if base in ("", ours):
        return prefixes()
    return {
        name: base + each.removeprefix(ours) if each.startswith(ours) else each for name, each in prefixes().items()
    }


def based(told: Syntax, text: str) -> str:
    """Return a text, all or the beginning of what was read, in which an IRI without its scheme is one of the graph."""
    return f"BASE <{told.base or base_in_use()}> {text}" if told.relative else text


def failed(error: Exception, told: Syntax, place: str = "query") -> QueryError:
    """Return what the engine has against a query, or met while it answered, as one line."""
    met = _ENGINE.match(str(error))
    if not isinstance(error, SyntaxError) or met is None:
        function = re.search(r"custom function (<[^>]*>)", str(error))
        if function:
            return QueryError(place, f"the function {function[1]} is not known here", "use the functions of SPARQL 1.1")
        if broken := damage(error):
            return QueryError(place, f"the graph cannot be read: {broken}", "build it again with 'kg build'")
        return QueryError(place, f"it cannot be answered ({error})", "correct the query there")
    if not told.form:
        return QueryError(place, f"not valid SPARQL: {_formless(told)}", "ask with SELECT, ASK, CONSTRUCT or DESCRIBE")
    for start, found, todo in _faults(told, met[3]):
        return QueryError(f"{place}, {told.place(start)}", f"not valid SPARQL: {found}", todo)
    line, column = int(met[1]), int(met[2])
    start = told.index(line, column - (len(based(told, "")) if line == 1 else 0))
    near = told.before(start)
    where = f"near {near!r}" if told.at(start) else f"the query is not complete after {near!r}"
    return QueryError(f"{place}, {told.place(start)}", f"not valid SPARQL: {where}", "correct the query there")


@contextmanager
def answering(told: Syntax, place: str = "query") -> Iterator[None]:
    """Tell what the engine meets while an answer is read as a QueryError: a function it does not know, for example."""
    try:
        yield
    except (SyntaxError, ValueError, RuntimeError) as error:
        raise failed(error, told, place) from error


def _formless(told: Syntax) -> str:
    if not told.tokens:
        return "there is no query"
    word = next((word.text for word in told.words if word.text not in _WORDS), "")
    near = suggestion(word, syntax.QUERIES, "") if word else ""
    return f"{word!r} is no form of query{'; ' if near else ''}{near}" if word else "it has no form"


def _faults(told: Syntax, expected: str) -> list[tuple[int, str, str]]:
    """Return the mistakes that explain why the engine refuses: where each is, what it is, and what to do."""
    found = []
    for token in told.tokens:
        if token.kind == "word" and token.text not in _WORDS:
            near = suggestion(token.text, _WORDS, "correct the query there")
            found.append((token.start, f"{token.text} is neither a keyword nor a function", near))
    bracket = told.unclosed
    if bracket is not None:
        found.append((bracket.start, f"{bracket.text!r} has no counterpart", "close each bracket that is opened"))
    if "IRI parsing failed" in expected:
        wrong = (token for token in told.tokens if token.kind == "iri" and not _is_iri(token.text[1:-1]))
        found.extend((token.start, f"{token.text} is no IRI", "correct it there") for token in wrong)
    for said, (meaning, todo) in _MEANT.items():
        if said in expected:
            named = " or ".join(told.ungrouped) if not todo else ""
            what = f"{named} is selected and neither grouped nor aggregated" if named else meaning
            start = next((word.start for word in told.words if word.text == told.form), 0)
            found.append((start, what, todo or "name it in GROUP BY, or aggregate it"))
    return found


def _is_iri(text: str) -> bool:
    try:
        ox.NamedNode(text if re.match("[A-Za-z][A-Za-z0-9+.-]*:", text) else base_in_use() + text)
    except ValueError:
        return False
    return True
