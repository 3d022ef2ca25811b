"""One ``.rq`` file: its question, its parameters, its columns, and running it.

Front matter are comment lines before the query, as grlc writes them, so that the file stays plain SPARQL:

    #+ summary: Which vendors supply the most states?
    #+ description: One row per vendor; a state counts once.
    #+ tags: [vendor, reach]
    #+ param edition: source = aigs-2022. The edition whose rows are counted.
    #+ claims: claims

A parameter is a ``VALUES ?name { … }`` block: as written it holds the default (``UNDEF`` for none); a given value
takes the block's place as an RDF term. So a file runs as it is on any SPARQL 1.1 engine.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import QueryError, UnknownName, suggestion
from kg.namespace import BASE, XSD, curie, folder, iri

if TYPE_CHECKING:
    import pandas as pd

FOLDERS = ("questions", "rules", "violations", "views")

_FRONT = re.compile(r"^#\+ ?([\w ]+?): *(.*)$")
_PARAM = re.compile(r"^(?P<type>\w+)(?: = (?P<default>\S+?))?\. +(?P<text>.+)$")
_VALUES = re.compile(r"VALUES\s+\?(\w+)\s*\{([^{}]*)\}")

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Resolve = Callable[[str, str, str], str]
"""(value as given, parameter type, place for errors) → CURIE or IRI."""

LITERAL_TYPES = {"integer": XSD + "integer", "date": XSD + "date", "text": XSD + "string"}


@dataclass(frozen=True, slots=True)
class Param:
    """One parameter: its name, its type (a register's singular, or integer, date, text, iri) and its default."""

    name: str
    type: str
    default: str | None
    description: str


@dataclass(frozen=True)
class Query:
    """One query file."""

    name: str
    folder: str
    summary: str
    description: str
    tags: tuple[str, ...]
    params: tuple[Param, ...]
    claims: str | None
    """The variable that carries claim IRIs (several in one cell are parted by a space), or None."""
    front: dict[str, str] = field(repr=False)
    text: str = field(repr=False)

    def bind(self, resolve: "Resolve", given: Mapping[str, Any]) -> str:
        """Return the SPARQL text with the given values as terms in its VALUES blocks.

        Raises:
            UnknownName: a parameter the query does not have, or a value its type does not allow.
        """
        known = {param.name: param for param in self.params}
        text = self.text
        for name, value in given.items():
            if name not in known:
                listed = f"its parameters are {', '.join(known)}" if known else "it has no parameters"
                raise UnknownName(self.name, f"no parameter {name!r}", suggestion(name, known, listed))
            values = value if isinstance(value, list | tuple | set | frozenset) else [value]
            terms = " ".join(str(_term(self.name, known[name], one, resolve)) for one in values)
            text = _replaced(text, name, terms)
        return text

    def run(self, store: ox.Store, **given: Any) -> "Table":
        """Return the answer to the question on a store; names in parameters are looked up among its labels.

        Raises:
            UnknownName: as :meth:`bind`.
            QueryError: the text is not valid SPARQL.
        """
        text = self.bind(lambda value, type_, place: named(store, value, type_, place), given)
        return run(store, text, place=f"{self.folder}/{self.name}.rq")


@dataclass(frozen=True)
class Table:
    """An answer: column names in the order of SELECT, and rows of RDF terms (None where unbound)."""

    columns: tuple[str, ...]
    rows: list[tuple[Term | None, ...]]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Term | None]]:
        for row in self.rows:
            yield dict(zip(self.columns, row, strict=True))

    def values(self) -> Iterator[dict[str, Any]]:
        """Yield each row as column → Python value: IRIs as text, numbers and booleans as such, None where unbound."""
        for row in self.rows:
            yield {column: python(term) for column, term in zip(self.columns, row, strict=True)}

    def to_frame(self) -> "pd.DataFrame":
        """Return the rows as a pandas DataFrame, columns in order; needs pandas (the ``notebook`` extra)."""
        import pandas as pd

        return pd.DataFrame(list(self.values()), columns=list(self.columns))

    def _repr_html_(self) -> str:
        from html import escape

        def cells(tag: str, values: Sequence[Any]) -> str:
            return "<tr>" + "".join(f"<{tag}>{escape('' if v is None else str(v))}</{tag}>" for v in values) + "</tr>"

        body = "".join(cells("td", list(row.values())) for row in self.values())
        return f"<table><thead>{cells('th', self.columns)}</thead><tbody>{body}</tbody></table>"


def read(path: Path) -> Query:
    """Return the query in a file.

    Raises:
        QueryError: no summary, a parameter without its VALUES block, a front matter line that cannot be read,
            or text that is not SPARQL.
    """
    place = f"{path.parent.name}/{path.name}"
    text = sparql(path)
    front: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("#+"):
            match = _FRONT.match(line)
            if not match:
                raise QueryError(
                    f"{place}, line {number}", "front matter without 'key: value'", "write '#+ key: value'"
                )
            front[match[1].strip()] = match[2].strip()
    if "summary" not in front:
        raise QueryError(place, "no '#+ summary:' line", "say in one line what it asks")
    blocks = {match[1] for match in _VALUES.finditer(text)}
    params = tuple(_param(place, key[6:], value, blocks) for key, value in front.items() if key.startswith("param "))
    tags = tuple(tag.strip() for tag in front.get("tags", "").strip("[]").split(",") if tag.strip())
    claims = front.get("claims")
    return Query(
        path.stem, path.parent.name, front["summary"], front.get("description", ""), tags, params, claims, front, text
    )


def sparql(path: Path) -> str:
    """Return the text of a query file.

    Raises:
        QueryError: there is no such file, or it is not UTF-8 text.
    """
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(str(path), f"cannot be read ({error})", "name a file of UTF-8 text") from error


def _replaced(text: str, name: str, terms: str) -> str:
    return _VALUES.sub(lambda block: f"VALUES ?{name} {{ {terms} }}" if block[1] == name else block[0], text)


def _param(place: str, name: str, value: str, blocks: set[str]) -> Param:
    match = _PARAM.match(value)
    if not match:
        raise QueryError(place, f"param {name!r} says {value!r}", "write '#+ param name: type = default. What it is.'")
    if name not in blocks:
        raise QueryError(place, f"param {name!r} has no block", f"write VALUES ?{name} {{ UNDEF }} in the query")
    return Param(name, match["type"], match["default"], match["text"])


def find(name: str, place: str = "questions") -> Query:
    """Return the query ``queries/<place>/<name>.rq``.

    Raises:
        UnknownName: no such file; the nearest name is suggested.
    """
    path = folder("queries") / place / f"{name}.rq"
    if not re.fullmatch(r"[\w-]+", name) or not path.is_file():
        known = [file.stem for file in (folder("queries") / place).glob("*.rq")]
        kind = place.removesuffix("s")
        raise UnknownName(repr(name), f"no {kind} has this name", suggestion(name, known, f"'kg {kind} --list'"))
    return read(path)


def read_all(place: str) -> list[Query]:
    """Return every query of one folder, sorted by name."""
    return [read(path) for path in sorted((folder("queries") / place).glob("*.rq"))]


def run(store: ox.Store, text: str, place: str = "query") -> Table:
    """Return the answer to SPARQL text; the default graph is the union of the named graphs.

    ASK gives one row with the column ``answer``; CONSTRUCT and DESCRIBE give the columns subject, predicate, object.

    Raises:
        QueryError: the text is not valid SPARQL.
    """
    try:
        answer = store.query(text, use_default_graph_as_union=True)
    except (SyntaxError, ValueError) as error:
        raise QueryError(place, f"not valid SPARQL ({error})", "correct the query there") from error
    if isinstance(answer, ox.QueryBoolean):
        return Table(("answer",), [(ox.Literal(bool(answer)),)])
    if isinstance(answer, ox.QueryTriples):
        return Table(("subject", "predicate", "object"), [(t.subject, t.predicate, t.object) for t in answer])
    columns = tuple(variable.value for variable in answer.variables)
    return Table(columns, [tuple(row) for row in answer])


_NUMBERS: dict[str, Callable[[str], Any]] = {
    XSD + "integer": int,
    XSD + "decimal": float,
    XSD + "double": float,
    XSD + "boolean": lambda text: text == "true",
}


def python(term: Term | None) -> Any:
    """Return a term as a Python value: text of an IRI or literal, a number, a boolean, or None."""
    if isinstance(term, ox.Literal):
        return _NUMBERS.get(term.datatype.value, str)(term.value)
    return None if term is None else getattr(term, "value", str(term))


def _term(place: str, param: Param, value: Any, resolve: Resolve) -> Term:
    if isinstance(value, ox.NamedNode | ox.Literal):
        return value
    place = f"{place}, {param.name}"
    text = str(value)
    if param.type in LITERAL_TYPES:
        pattern = {"integer": r"[+-]?\d+", "date": r"\d{4}-\d\d-\d\d"}.get(param.type, r"(?s).*")
        if not re.fullmatch(pattern, text):
            raise UnknownName(place, f"{text!r} is not of type {param.type}", f"give {_article(param.type)}")
        return ox.Literal(text, datatype=ox.NamedNode(LITERAL_TYPES[param.type]))
    return ox.NamedNode(resolve(text, param.type, place))


def _article(type_: str) -> str:
    return {"integer": "a whole number", "date": "a date as 2021-12-31"}.get(type_, f"a {type_}")


def named(store: ox.Store, value: str, type_: str, place: str) -> str:
    """Return the IRI that a name means in a store: an IRI, a CURIE, an id of the type, a label or an alias.

    The type ``thing`` takes names of every register; ``iri`` and ``claim`` take any IRI or CURIE as it is.

    Raises:
        UnknownName: nothing, or more than one thing, answers to the name; the nearest names are suggested.
    """
    if type_ in ("iri", "claim"):
        return _checked(value if value.startswith("http") else iri(value), place)
    base = BASE if type_ == "thing" else iri(f"{type_}:")
    wanted = curie(value) if value.startswith(BASE) else value
    ids: dict[str, set[str]] = {}
    known: dict[str, str] = {}
    for row in find("names").run(store).values():
        thing, name = row["thing"], row["name"]
        if thing.startswith(base):
            for key in (curie(thing), thing.rpartition("/")[2], name):
                ids.setdefault(key.casefold(), set()).add(thing)
                known[key.casefold()] = key
    found = ids.get(wanted.casefold(), set())
    if len(found) == 1:
        return next(iter(found))
    if found:
        raise UnknownName(place, f"{value!r} means {', '.join(sorted(found))}", "give the id of the one that is meant")
    raise UnknownName(place, f"no {type_} is called {value!r}", suggestion(wanted, known.values(), f"give a {type_}"))


def _checked(text: str, place: str) -> str:
    if re.search(r'[<>"{}|^`\\\x00-\x20]', text):
        raise UnknownName(place, f"{text!r} is not an IRI", "give an IRI or a CURIE such as vendor:huawei")
    return text
