"""One ``.rq`` file: its question, its parameters, its columns, and running it.

Front matter are comment lines before the query, as grlc writes them, so that the file stays plain SPARQL:

    #+ summary: Which vendors supply the most states?
    #+ description: One row per vendor; a state counts once.
    #+ tags: [vendor, reach]
    #+ param edition: source = aigs-2022. The edition whose rows are counted.
    #+ example: biggest suppliers
    #+ answers: vendor: most supply? state?
    #+ row: one vendor
    #+ claims: claims

``example`` puts the question in other words, ``answers`` in the terms of :mod:`kg.wording.frame`; both may come several
times, any other key comes once. ``row`` says what a row is, ``claims`` names the variable that carries claim IRIs.

A parameter is a ``VALUES ?name { … }`` block: as written it holds the default (``UNDEF`` for none); a given value
takes the block's place as an RDF term (:mod:`kg.query.parameter`). So a file runs as it is on any SPARQL 1.1 engine.
"""

import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import pyoxigraph as ox

from kg.errors import Doubt, Faults, QueryError, UnknownName, UnknownThing, suggestion
from kg.namespace import OWL, RDFS, SKOS, base_in_use, curie, iri, prefixes
from kg.naming.names import Names, asked, one
from kg.query import fault, front, order, parameter, rewriting
from kg.query.library import files, released, remembered, sparql
from kg.query.parameter import Param as Param
from kg.query.parameter import Resolve
from kg.query.solution import Table
from kg.query.syntax import Syntax

FOLDERS = ("questions", "rules", "violations", "views", "charts")

_LISTS = {
    "questions": "'kg ask --list'",
    **dict.fromkeys(("views", "charts"), "'kg draw --list'"),
    "explorer": "the folder queries/explorer",
    "rules": "'kg infer'",
    "violations": "the folder queries/violations",
}


class Queryable(Protocol):
    """What answers SPARQL: an Oxigraph store, or an endpoint that speaks as one."""

    def query(self, query: str, *, use_default_graph_as_union: bool = False) -> "Raw":
        """Return the answer to SPARQL text; invalid text is a SyntaxError."""


Raw = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


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
    row: str
    """What one row is, in a few words; empty where the file does not say."""
    examples: tuple[str, ...]
    """The question in other words, as a reader may put it."""
    answers: tuple[str, ...]
    """What it answers, in the terms that plain words are read in (:mod:`kg.wording.frame`)."""
    front: dict[str, str] = field(repr=False)
    text: str = field(repr=False)

    def bind(self, resolve: Resolve, given: Mapping[str, Any]) -> str:
        """Return the SPARQL text with the given values as terms in its VALUES blocks.

        Raises:
            UnknownName: a parameter the query does not have, or a value its type does not allow.
        """
        return parameter.bind(self.name, self.text, self.params, given, resolve)

    def run(self, store: Queryable, **given: Any) -> Table:
        """Return the answer to the question on a store, with its ``doubt``; names are looked up among its labels.

        Raises:
            UnknownName: as :meth:`bind`.
            QueryError: the text is not valid SPARQL.
        """
        if told := getattr(store, "doubt", lambda name: None)(self.name):
            warnings.warn(Doubt(told), stacklevel=2)
        return run(store, self.bind(partial(named, store), given), f"{self.folder}/{self.name}.rq")


@remembered
def read(path: Path) -> Query:
    """Return the query in a file.

    Raises:
        QueryError: no summary, a parameter without its VALUES block, or a front matter line that cannot be read; all of
            it at once.
    """
    place = f"{path.parent.name}/{path.name}"
    text, faults = sparql(path), Faults()
    said, several, lines = front.read(place, text, faults)
    params = []
    for key, value in said.items():
        if key.startswith("param "):
            with faults.kept():
                where = f"{place}, line {lines[key]}"
                params.append(parameter.read(where, key[6:], value, text, said.get(f"takes {key[6:]}", "")))
    if "summary" not in said:
        faults.found.append(QueryError(place, "no '#+ summary:' line", "say in one line what it asks"))
    faults.told()
    return Query(
        name=path.stem,
        folder=path.parent.name,
        summary=said["summary"],
        description=said.get("description", ""),
        tags=tuple(tag.strip() for tag in said.get("tags", "").strip("[]").split(",") if tag.strip()),
        params=tuple(params),
        claims=said.get("claims"),
        row=said.get("row", ""),
        examples=tuple(several["example"]),
        answers=tuple(several["answers"]),
        front=said,
        text=text,
    )


_NAME = re.compile(r"[\w-]+")  # a name, and no path


def find(name: str, place: str = "questions") -> Query:
    """Return the query ``queries/<place>/<name>.rq``; one that stands alone has those that the toolkit itself asks.

    Raises:
        UnknownName: no such file; the nearest name is suggested.
    """
    found = files(place)
    if name not in found and _NAME.fullmatch(name) and (inner := released(place, name)).is_file():
        return read(inner)
    if name not in found:
        near = suggestion(name, found, f"{_LISTS[place]} lists them")
        raise UnknownName(repr(name), f"no {place.removesuffix('s')} has this name", near)
    return read(found[name])


def read_all(place: str) -> list[Query]:
    """Return every query of one folder, sorted by name.

    Raises:
        QueryError: as :func:`read`; what is wrong with all files of the folder at once.
    """
    faults, found = Faults(), []
    for path in files(place).values():
        with faults.kept():
            found.append(read(path))
    faults.told()
    return found


def answered(store: Queryable, text: str, place: str = "query", base: str = "") -> Raw:
    """Return the answer to SPARQL text as the store gives it.

    The default graph is the union of the named graphs, or what FROM makes it; an IRI without its scheme is below the
    ``base`` of the store's things: ours, where none is given.

    Raises:
        QueryError: the text is not valid SPARQL, or it calls another endpoint.
    """
    return _answered(store, told := fault.read(text, place, base=base), told.text, place)


def _answered(store: Queryable, told: Syntax, text: str, place: str) -> Raw:
    """Return the answer to a text, all or the beginning of what was read."""
    try:
        return store.query(fault.based(told, text), use_default_graph_as_union=not told.graphs)
    except (SyntaxError, ValueError, RuntimeError) as error:
        raise fault.failed(error, told, place) from error


def run(store: Queryable, text: str, place: str = "query") -> Table:
    """Return the answer to SPARQL text as :func:`answered` has it, as a table.

    ASK gives one row with the column ``answer``; CONSTRUCT and DESCRIBE give the columns subject, predicate, object.
    """
    told = fault.read(text, place)
    plain, sorting = order.parted(told)
    here = isinstance(store, ox.Store)
    plain = plain if here else told.text
    counted = rewriting.rewritten(store, told, plain)
    try:
        answer = _answered(*((counted.engine(store), told, counted.text) if counted else (store, told, plain)), place)
    except QueryError:  # what is wrong is told where it stands in the text that was given
        answer, counted = _answered(store, told, plain, place), None
    if isinstance(answer, ox.QueryBoolean):
        return Table(("answer",), [(ox.Literal(bool(answer)),)])
    with fault.answering(told, place):
        if isinstance(answer, ox.QueryTriples):
            return Table(("subject", "predicate", "object"), [(t.subject, t.predicate, t.object) for t in answer])
        names = tuple(variable.value for variable in answer.variables)
        found = [tuple(row) for row in answer]
        rows = order.arranged(found, names, sorting)
        if rows is None:
            rows = [tuple(row) for row in _answered(store, told, told.text, place)] if here else found  # type: ignore[union-attr]
        return Table(names, counted.whole(rows) if counted else rows)


def named(store: Queryable, value: str, type_: str, place: str) -> str:
    """Return the IRI that a name means in a store: an IRI, a CURIE, an id of the type, a label or an alias.

    The type ``thing`` takes names of every register, the CURIE of a class the words for terms under it; ``iri`` and
    ``claim`` take any IRI or CURIE as it is. An IRI, a CURIE or an id means that thing, whatever else is called so.

    Raises:
        UnknownName: nothing, or more than one thing, answers to the name; the nearest names are suggested.
    """
    if type_ in ("iri", "claim"):
        return parameter.node(value, place).value
    if ":" in type_:
        return _termed(store, value, type_, place)
    wanted = _stable(store, curie(value) if value.startswith(base_in_use()) else value)
    if (exact := _exact(wanted, type_)) and _answers(store, exact):
        return _standing(store, exact)
    pairs = list(names(store, type_))
    known = Names((curie(thing), name) for thing, name in pairs)
    code = wanted.upper() if type_ == "state" and re.fullmatch("[a-z]{2}", wanted) else wanted
    if found := one(known.meaning(code, states=type_ in ("state", "thing"), ids=True), value, place):
        return _standing(store, iri(found))
    valid = parameter.listed((thing.rpartition("/")[2] for thing, _ in pairs), type_)
    near = asked(known.near(wanted, ids=True))
    raise UnknownThing(place, f"no {type_} is called {value!r}", f"{near} {valid}" if near else valid)


def _termed(store: Queryable, word: str, kind: str, place: str) -> str:
    """Return the term under a class that a word means, in any language: "supply" of ``ais:Situation``."""
    rows = list(find("terms", "explorer").run(store, kind=kind).values())
    said, told = word.strip().casefold(), [(row["term"], row["label"].casefold()) for row in rows]
    meant = {term for term, label in told if label == said} or {a for a, b in told if b.startswith(f"{said} ")}
    if len(meant) == 1:
        return str(meant.pop())
    valid = ", ".join(sorted(row["label"] for row in rows if row["language"] == "en"))
    raise UnknownThing(place, f"no term is called {word!r}", f"valid: {valid}")


def _standing(store: Queryable, thing: str) -> str:
    """Return the thing that stands for one now: what it was merged into, or itself."""
    replaced = f"SELECT ?now WHERE {{ <{thing}> <{iri('dcterms:isReplacedBy')}>+ ?now }} ORDER BY ?now"
    found = [row["now"] for row in run(store, replaced).values()]
    later = f"ASK {{ <%s> <{iri('dcterms:isReplacedBy')}> ?later }}"
    return next((now for now in found if not answered(store, later % now)), thing)


def _stable(store: Queryable, name: str) -> str:
    """Return the CURIE that claims are made with where a name such as ``organization:huawei`` is another of a thing."""
    if not re.fullmatch(r"organization:[A-Za-z0-9_-]+", name):
        return name
    found = answered(store, f"SELECT ?thing {{ ?thing <{OWL}sameAs> <{iri(name)}> }}")
    assert isinstance(found, ox.QuerySolutions)
    return next((curie(row[0].value) for row in found), name)


def _exact(wanted: str, type_: str) -> str | None:
    """Return the IRI that a CURIE or an id of a type would have, or None where a text can be neither."""
    written = wanted if ":" in wanted else f"{type_}:{wanted}"
    prefix = written.partition(":")[0]
    if not re.fullmatch(r"[a-z]+:[a-z0-9][a-z0-9.-]*", written) or prefix not in prefixes():
        return None
    return iri(written) if type_ in (prefix, "thing") and prefixes()[prefix] == f"{base_in_use()}{prefix}/" else None


def _answers(store: Queryable, thing: str) -> bool:
    """Return whether a thing is among those that :func:`names` gives."""
    scheme = f"<{thing}> a <{SKOS}ConceptScheme>"
    return bool(answered(store, f"ASK {{ <{thing}> <{RDFS}label> ?name FILTER NOT EXISTS {{ {scheme} }} }}"))


def names(store: Queryable, type_: str) -> Iterator[tuple[str, str]]:
    """Yield (IRI, name) for each label and alias of the things of a type, in the order of the IRIs.

    The type ``thing`` gives those of every register; a literal type or an open one gives none.
    """
    if type_ == "thing" or type_ not in (*parameter.LITERAL_TYPES, *parameter.OPEN_TYPES):
        base = base_in_use() if type_ == "thing" else iri(f"{type_}:")
        for thing, name in find("names").run(store).rows:
            if isinstance(thing, ox.NamedNode) and isinstance(name, ox.Literal) and thing.value.startswith(base):
                yield thing.value, name.value
