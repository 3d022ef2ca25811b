"""The questions of the library for readers and programs: a description, a Markdown page, Turtle, OpenAPI.

All of it comes from the front matter of the questions; nothing is said twice.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import UnknownName, suggestion
from kg.imprint import imprint
from kg.namespace import OWL, RDF, RDFS, SH, XSD, base_in_use, folder, iri, prefixes, triples
from kg.query import library, parameter, query
from kg.query.query import Param, Query, Queryable
from kg.setting import workspace

SCHEMA = "https://schema.org/"
MANY = 24
"""As many ids a register may have for its ids to be listed where a parameter takes them."""

IRI = r"^(|https?://[A-Za-z0-9.-]+/[A-Za-z0-9/._~#-]*|(state|vendor|source|claim|ais):[A-Za-z0-9_-]+)$"
"""Texts that a parameter for any IRI takes."""

Valid = Mapping[str, Sequence[str]]
"""Parameter type → the ids it takes, of every type whose register is in a graph."""


def tagged(questions: Sequence[Query], tag: str | None) -> list[Query]:
    """Return the questions with a tag; all where none is given.

    Raises:
        UnknownName: no question has the tag.
    """
    if tag is None:
        return list(questions)
    tags = sorted({each for question in questions for each in question.tags})
    if tag not in tags:
        valid = f"the tags are {', '.join(tags)}"
        raise UnknownName(f"--tag {tag}", "no question has this tag", suggestion(tag, tags, valid))
    return [question for question in questions if tag in question.tags]


def columns(question: Query) -> tuple[str, ...]:
    """Return the columns of a question's rows, without the one that carries claims."""
    return tuple(each for each in query.run(ox.Store(), question.text).columns if each != question.claims)


def valid_ids(store: Queryable) -> dict[str, list[str]]:
    """Return parameter type → the ids of the things of that type, sorted; types without things are absent."""
    found: dict[str, set[str]] = {}
    for thing, _ in query.names(store, "thing"):
        type_, _, id_ = thing.removeprefix(base_in_use()).partition("/")
        found.setdefault(type_, set()).add(id_)
    return {type_: sorted(ids) for type_, ids in sorted(found.items()) if type_ in parameter.types()}


def describe(question: Query, valid: Valid) -> str:
    """Return what a question asks, its parameters with the values they take, an example, and its SPARQL."""
    cites = "--cite lists the claims of each row" if question.claims else "it cannot cite: no row rests on claims alone"
    lines = [f"{question.name}: {question.summary}", "", question.description, ""]
    if (own := library.added(question.folder, question.name)) and (place := workspace()):
        lines += [f"It is of the workspace {place.title!r}: {own.relative_to(place.folder)}.", ""]
    lines += [f"A row is {question.row}: {', '.join(columns(question))}; {cites}." if question.row else cites, ""]
    for param in question.params:
        default = f", default {param.default}" if param.default else ""
        lines += [
            f"  --param {param.name}=…  ({param.type}{default}) {param.description}",
            f"      {_takes(param, valid)}",
        ]
    lines += ["", f"Example: {example(question, valid)}"]
    lines += [f"In other words: {'; '.join(question.examples)}"] if question.examples else []
    return "\n".join([*lines, "", question.text.rstrip()])


def example(question: Query, valid: Valid) -> str:
    """Return a command that asks a question, each parameter given: its default, or else the first value it takes."""
    given = [(param.name, param.default or next(iter(valid.get(param.type, ())), None)) for param in question.params]
    told = "".join(f" --param {name}={value}" for name, value in given if value)
    return f"kg ask {question.name}{told}{' --cite' if question.claims else ''}"


def _takes(param: Param, valid: Valid) -> str:
    known = valid.get(param.type, ())
    if param.choices:
        return f"one of {', '.join(param.choices)}"
    if param.type in parameter.LITERAL_TYPES:
        return {"integer": "a whole number", "date": "a date as 2021-12-31", "text": "any text"}[param.type]
    if not known:
        return {"thing": "the id, label or alias of anything"}.get(param.type, "an id, label or alias; or an IRI")
    if len(known) > MANY:
        return f"one of {len(known)}, by id, label or alias, such as {', '.join(known[:3])}"
    return f"one of {', '.join(known)}; by id, label or alias"


def to_markdown(questions: Sequence[Query], valid: Valid) -> str:
    """Return a page of all questions: a list with anchors, then each with parameters, columns and an example."""
    lines = ["# Questions", "", f"{len(questions)} questions; each is a file of SPARQL in `queries/questions`.", ""]
    lines += [f"- [{question.name}](#{question.name}): {question.summary}" for question in questions]
    for question in questions:
        lines += ["", f"## {question.name}", "", f"**{question.summary}** {question.description}", ""]
        if question.params:
            lines += ["| parameter | type | default | what it is | takes |", "| --- | --- | --- | --- | --- |"]
            lines += [
                f"| {p.name} | {p.type} | {p.default or ''} | {p.description} | {_takes(p, valid)} |"
                for p in question.params
            ]
            lines.append("")
        lines += [f"A row is {question.row}; its columns are {', '.join(f'`{each}`' for each in columns(question))}."]
        lines += ["Each row cites its claims." if question.claims else "It cannot cite: no row rests on claims alone."]
        lines += [f"Tags: {', '.join(question.tags)}.", "", "```console", f"$ {example(question, valid)}", "```"]
        lines += ["", "In other words: " + "; ".join(question.examples) + "."] if question.examples else []
    return "\n".join(lines) + "\n"


def to_turtle(questions: Sequence[Query], valid: Valid) -> str:
    """Return each question as an ``sh:SPARQLExecutable``: comment, keywords, prefixes, SELECT, as editors read it."""
    del valid
    found: list[ox.Triple] = []
    for question in questions:
        subject = ox.NamedNode(f"{base_in_use()}question/{question.name}")
        stated: list[tuple[str, ox.NamedNode | ox.Literal]] = [
            (RDF + "type", ox.NamedNode(SH + "SPARQLExecutable")),
            (RDF + "type", ox.NamedNode(SH + "SPARQLSelectExecutable")),
            (RDFS + "label", ox.Literal(question.name)),
            (RDFS + "comment", ox.Literal(question.summary, language="en")),
            (iri("dcterms:description"), ox.Literal(question.description, language="en")),
            *((SCHEMA + "keywords", ox.Literal(tag, language="en")) for tag in question.tags),
            (SH + "prefixes", ox.NamedNode(_ontology()[0])),
            (SH + "select", ox.Literal(query_text(question))),
        ]
        found += [ox.Triple(subject, ox.NamedNode(predicate), value) for predicate, value in stated]
    used = {name: space for name, space in prefixes().items() if name in ("dcterms",)}
    named = {**used, "question": f"{base_in_use()}question/", "rdfs": RDFS, "schema": SCHEMA, "sh": SH, "xsd": XSD}
    return ox.serialize(found, format=ox.RdfFormat.TURTLE, prefixes=named).decode()  # type: ignore[union-attr]


def query_text(question: Query) -> str:
    """Return the SPARQL of a question without its front matter."""
    return "\n".join(line for line in question.text.splitlines() if not line.startswith("#+")) + "\n"


def to_openapi(questions: Sequence[Query], valid: Valid) -> str:
    """Return an OpenAPI 3.1 description: one path a question that is published, one query parameter a parameter."""
    served = [question for question in questions if "everything" not in question.tags]
    tags = sorted({tag for question in served for tag in question.tags})
    document = {
        "openapi": "3.1.0",
        "info": {
            "title": f"{imprint().name}: questions",
            "version": _ontology()[1],
            "description": "Each question of the library as a GET; names are ids, labels or aliases of the registers.",
        },
        "tags": [{"name": tag} for tag in tags],
        "paths": {f"/question/{question.name}": {"get": _operation(question, valid)} for question in served},
        "components": {name: _shared()[name] for name in ("responses", "schemas")},
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


@lru_cache(maxsize=1)
def _shared() -> dict[str, Any]:
    """Return what operations share: the parameters of every answer, the other responses, and the schemas."""
    shared: dict[str, Any] = json.loads((Path(__file__).parent / "openapi.json").read_text(encoding="utf-8"))
    return shared


def _operation(question: Query, valid: Valid) -> dict[str, Any]:
    cells: dict[str, Any] = {column: {"$ref": "#/components/schemas/Cell"} for column in columns(question)}
    if question.claims:
        cells["claims"] = {"type": "array", "items": {"$ref": "#/components/schemas/Claim"}}
    rows = {"type": "array", "items": {"type": "object", "properties": cells, "required": list(cells)}}
    cited = {"meta": {"$ref": "#/components/schemas/Meta"}, "rows": rows}
    whole = {"type": "object", "properties": cited, "required": list(cited)}
    texts = ("text/csv", "text/markdown", "text/html", "application/sparql-query")
    return {
        "operationId": question.name,
        "summary": question.summary,
        "description": question.description,
        "tags": list(question.tags),
        "parameters": [
            *(_described(param, valid) for param in question.params),
            *_shared()["parameters"],
        ],
        "responses": {
            "200": {
                "description": f"A row is {question.row}." if question.row else "The rows.",
                "headers": {"X-Total-Count": {"description": "All rows.", "schema": {"type": "integer"}}},
                "content": {
                    "application/json": {"schema": {"oneOf": [rows, whole]}},
                    **{media: {"schema": {"type": "string"}} for media in texts},
                },
            },
            **{status: {"$ref": f"#/components/responses/{name}"} for status, name in _RESPONSES.items()},
        },
    }


_RESPONSES = {
    "303": "See",
    "400": "Wrong",
    "404": "Unknown",
    "406": "Unacceptable",
    "429": "TooMany",
    "431": "TooLong",
    "503": "Busy",
    "504": "Late",
}
"""Status of a response that is no answer → its description in ``openapi.json``."""


def _described(param: Param, valid: Valid) -> dict[str, Any]:
    formats = {"integer": {"type": "integer"}, "date": {"type": "string", "format": "date"}}
    schema: dict[str, Any] = dict(formats.get(param.type, {"type": "string"}))
    if param.is_year:
        schema |= {"minimum": 1000, "maximum": 9999}
    if param.type in ("iri", "claim"):
        schema["pattern"] = IRI
    elif param.default and param.type not in formats:
        schema |= {"minLength": 1, "pattern": r"\S"}
    if param.default:
        schema["default"] = int(param.default) if param.type == "integer" else param.default
    if param.choices:
        schema["enum"] = list(param.choices)
    known = list(valid.get(param.type, ()))
    if 0 < len(known) <= MANY:
        schema["examples"] = known
    described = {"name": param.name, "in": "query", "required": False}
    told = f"{param.description} Type: {param.type}."
    if param.is_single:
        return {**described, "description": f"{told} One value.", "schema": schema}
    default = {"default": [schema.pop("default")]} if "default" in schema else {}
    told = f"{told} Several values are united: {param.name}=…&{param.name}=…"
    listed = {"type": "array", "items": schema, **default}
    return {**described, "description": told, "style": "form", "explode": True, "schema": listed}


@lru_cache(maxsize=1)
def _ontology() -> tuple[str, str]:
    """Return the IRI of the ontology, which declares the prefixes, and its version."""
    for quad in triples(folder("ontology") / "core.ttl"):
        if quad.predicate.value == OWL + "versionInfo":
            return quad.subject.value, quad.object.value  # type: ignore[union-attr]
    return iri("ais:"), ""


FORMATS: dict[str, Callable[[Sequence[Query], Valid], str]] = {
    "md": to_markdown,
    "ttl": to_turtle,
    "openapi": to_openapi,
}
"""Name of a format → the function that writes the library in it."""
