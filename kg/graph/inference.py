"""What follows: the rules of ``queries/rules`` to a fixpoint, and why each derived triple holds.

A rule is a CONSTRUCT of one triple pattern. It may rest on claims (``?claim``), on register and ontology triples, and
on triples that rules derive; these stand in its WHERE as patterns of their own, ended by a period.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph import absence, asking
from kg.graph.dataset import DERIVED
from kg.namespace import curie, iri
from kg.query import query
from kg.query.query import Query
from kg.setting import kept

_RULE = re.compile(
    r"(?s)^(?P<head>.*?)CONSTRUCT\s*\{\s*(?P<template>[^{}]*?)\s*\.?\s*\}\s*WHERE\s*(?P<body>\{.*\})\s*$"
)
_PATTERN = re.compile(r"(\?\w+)\s+([\w-]*:[\w-]+)\s+(\?\w+)\s*\.")


ROUNDS = 200
"""How often the rules are run at most: a chain of as many conclusions is no chain of reasons."""


@dataclass(frozen=True)
class Rule:
    """One rule: what it concludes and the derived triples it may rest on, as (variable, predicate IRI, variable)."""

    query: Query
    conclusion: tuple[str, str, str]
    premises: tuple[tuple[str, str, str], ...]
    select: str
    """The rule's WHERE as a SELECT over all its variables."""


@dataclass(frozen=True)
class Proof:
    """One way a triple holds: a rule, the claims it rests on directly, and the proofs of its derived premises.

    A triple that is stated by no rule (``rule`` is None) is a register or ontology triple.
    """

    triple: ox.Triple
    rule: str | None
    summary: str
    claims: tuple[str, ...]
    premises: "tuple[Proof, ...]"


@kept
def rules() -> tuple[Rule, ...]:
    """Return the rules, sorted by name.

    Raises:
        QueryError: a file is not a CONSTRUCT of one triple pattern.
    """
    return tuple(rule(found) for found in query.read_all("rules"))


def rule(found: Query) -> Rule:
    """Return the rule that a query is.

    Raises:
        QueryError: it is not a CONSTRUCT of one triple pattern.
    """
    match = _RULE.match(found.text)
    conclusion = _PATTERN.findall((match["template"] if match else "") + " .")
    if match is None or len(conclusion) != 1:
        raise QueryError(
            f"rules/{found.name}.rq",
            "not a CONSTRUCT of one triple pattern",
            "write CONSTRUCT { ?s ex:p ?o } WHERE { … }",
        )
    prefix = dict(re.findall(r"PREFIX\s+([\w-]*):\s*<([^>]*)>", found.text))

    def full(pattern: tuple[str, str, str]) -> tuple[str, str, str]:
        name, _, local = pattern[1].partition(":")
        return pattern[0][1:], prefix.get(name, "") + local, pattern[2][1:]

    premises = tuple(full(pattern) for pattern in _PATTERN.findall(match["body"]))
    return Rule(found, full(conclusion[0]), premises, f"{match['head']}SELECT DISTINCT * WHERE {match['body']}")


def infer(store: ox.Store, applied: Sequence[Rule] | None = None) -> int:
    """Add what the rules conclude to the graph ``graph:derived``, to a fixpoint; return how many triples it holds.

    A rule is run again only while a round has derived a predicate it rests on. ``applied`` are the rules, those of the
    toolkit by default.

    Raises:
        QueryError: a rule goes on making triples, as one does that makes a new IRI of an IRI it made.
    """
    graph = ox.NamedNode(iri(DERIVED))
    known: set[ox.Triple] = {quad.triple for quad in store.quads_for_pattern(None, None, None, graph)}
    applied = rules() if applied is None else applied
    due, rounds = list(applied), 0
    while due:
        rounds += 1
        if rounds > ROUNDS:
            found = f"it still makes new triples in round {ROUNDS}"
            raise QueryError(f"rules/{due[0].query.name}.rq", found, "let it make no IRI of an IRI that it made")
        fresh: set[ox.Triple] = set()
        for rule in due:
            fresh.update(_conclusions(store, rule) - known)
        store.bulk_extend(ox.Quad(t.subject, t.predicate, t.object, graph) for t in fresh)
        known |= fresh
        changed = {triple.predicate.value for triple in fresh}
        due = [rule for rule in applied if any(predicate in changed for _, predicate, _ in rule.premises)]
    return len(known)


def conclusions(store: ox.Store, applied: Sequence[Rule]) -> frozenset[str]:
    """Return what rules conclude from a store and from each other, as N-Triples without the period.

    Raises:
        QueryError: as :func:`infer`.
    """
    infer(store, applied)
    graph = ox.NamedNode(iri(DERIVED))
    return frozenset(str(quad.triple) for quad in store.quads_for_pattern(None, None, None, graph))


def unproved(store: ox.Store) -> tuple[list[ox.Triple], list[ox.Triple]]:
    """Return the derived triples that no rule concludes from the rest of a store, and the conclusions it lacks.

    Everything is derived anew from what is not derived, so that no triple rests on itself.
    """
    graph = ox.NamedNode(iri(DERIVED))
    copy = ox.Store()
    copy.bulk_extend(quad for quad in store if quad.graph_name != graph)
    infer(copy)
    stated, concluded = (
        {quad.triple for quad in each.quads_for_pattern(None, None, None, graph)} for each in (store, copy)
    )
    return sorted(stated - concluded, key=str), sorted(concluded - stated, key=str)


def _conclusions(store: ox.Store, rule: Rule) -> set[ox.Triple]:
    answer = query.run(store, rule.query.text, f"rules/{rule.query.name}.rq")
    return {ox.Triple(*row) for row in answer.rows}  # type: ignore[arg-type]


def derived(store: ox.Store) -> list[tuple[str, str, int]]:
    """Return (rule, its summary, how many distinct triples it yields on the store), sorted by rule."""
    return [(rule.query.name, rule.query.summary, len(_conclusions(store, rule))) for rule in rules()]


def why(store: ox.Store, subject: str, predicate: str, object_: str) -> list[Proof]:
    """Return every way a triple holds, down to the claims; names are IRIs or CURIEs.

    Raises:
        Absent: the triple is not in the graph, or its property is none; the error says who plans, alleges or denies it.
        UnknownName: a name is no IRI.
    """
    triple = asked(store, subject, predicate, object_)
    proofs = list(_proofs(store, triple, frozenset()))
    if not proofs:
        raise absence.told(store, triple, rules())
    return proofs


def asked(store: ox.Store, subject: str, predicate: str, object_: str) -> ox.Triple:
    """Return the triple that three names ask about.

    Raises:
        UnknownName: a name is neither an IRI nor a CURIE; it says which one may be meant.
    """
    return asking.triple(store, (subject, predicate, object_), absence.properties(rules()))


def _proofs(store: ox.Store, triple: ox.Triple, above: frozenset[ox.Triple]) -> Iterator[Proof]:
    derived = ox.Quad(triple.subject, triple.predicate, triple.object, ox.NamedNode(iri(DERIVED)))
    stated = [
        quad
        for quad in store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
        if quad.graph_name != derived.graph_name
    ]
    if stated:
        names = ", ".join(sorted(curie(str(quad.graph_name)[1:-1]) for quad in stated))
        yield Proof(triple, None, f"stated in {names}", (), ())
    if next(store.quads_for_pattern(*derived), None) is None:
        return
    for rule in rules():
        if rule.conclusion[1] == triple.predicate.value:
            yield from _by_rule(store, rule, triple, above | {triple})


def _by_rule(store: ox.Store, rule: Rule, triple: ox.Triple, above: frozenset[ox.Triple]) -> Iterator[Proof]:
    bound = {rule.conclusion[0]: triple.subject, rule.conclusion[2]: triple.object}
    answer = store.query(
        rule.select,
        use_default_graph_as_union=True,
        substitutions={ox.Variable(name): term for name, term in bound.items()},
    )
    assert isinstance(answer, ox.QuerySolutions)
    found = [variable.value for variable in answer.variables]
    grouped: dict[tuple[ox.Triple, ...], set[str]] = {}
    for solution in answer:
        value = {name: solution[name] for name in found} | bound
        premises = tuple(ox.Triple(value[s], ox.NamedNode(p), value[o]) for s, p, o in rule.premises)
        claims = grouped.setdefault(premises, set())
        if "claim" in value:
            claims.add(value["claim"].value)
    for premises, claims in sorted(grouped.items(), key=str):
        below = [tuple(_proofs(store, premise, above)) for premise in premises if premise not in above]
        if len(below) == len(premises) and all(below):
            summary = rule.query.summary
            yield Proof(triple, rule.query.name, summary, tuple(sorted(claims)), tuple(chain.from_iterable(below)))
