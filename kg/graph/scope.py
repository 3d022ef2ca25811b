"""How far a check or a rule looks: at terms, at the parts of one claim, or across claims.

``#+ across: terms`` in the front matter says that it rests on the ontology, the registers, the descriptions of sources
and what is derived; ``#+ across: roles`` that it rests on one claim, its situation and its evidence besides;
``#+ across: claims``, or nothing, that it may compare any claims. What looks across claims runs once, on the whole
graph. Of shapes the class they are about decides.
"""

import re
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from typing import NamedTuple

import pyoxigraph as ox

from kg.errors import QueryError, suggestion
from kg.evidence.claim import kinds, named
from kg.graph import inference, validation
from kg.graph.inference import Rule
from kg.graph.validation import Finding
from kg.namespace import iri, terms
from kg.query import query
from kg.query.query import Query
from kg.setting import kept
from kg.vocabulary import shape
from kg.vocabulary.shape import Constraint

TERMS, ROLES, CLAIMS = "terms", "roles", "claims"
SELECTORS = ("oa:TextPositionSelector", "oa:TextQuoteSelector", "ais:CellSelector", "ais:EntrySelector")

_TERM = re.compile(r"[:#/](\w+)")

PROVED = frozenset(
    {
        "bounds-out-of-order",
        "bounds-without-count",
        "category-of-another-scheme",
        "claim-about-nothing",
        "classification-without-value",
        "end-before-start",
        "evidence-without-selector",
        "jurisdiction-owned",
        "place-out-of-jurisdiction",
        "recovered-without-cell",
        "recovered-without-reason",
        "regulation-of-two-areas",
        "regulation-without-area",
        "role-beside-itself",
        "situation-without-claim",
        "start-after-source",
        "time-said-twice",
        "use-without-user-or-place",
    }
)
"""The released checks of one claim that :mod:`kg.graph.doubt` holds a record against."""


class Checks(NamedTuple):
    """What is to be checked together."""

    constraints: tuple[Constraint, ...]
    queries: tuple[Query, ...]

    def found(self, store: ox.Store) -> set[Finding]:
        """Return what they find in a store."""
        return {*validation.broken(store, self.constraints), *validation.violated(store, self.queries)}

    def found_across(self, store: ox.Store, threads: int = 1) -> set[Finding]:
        """Return what they find in the whole graph, where few things have the properties of constraints on classes.

        The engine looks for so many of them at a time.
        """

        def found(each: Constraint | Query) -> list[Finding]:
            if isinstance(each, Query):
                return list(validation.violated(store, [each]))
            return list(validation.reached(store, each) if each.name == "class" else validation.broken(store, [each]))

        held: tuple[Constraint | Query, ...] = (*self.queries, *self.constraints)
        if threads < 2:
            return set(chain.from_iterable(map(found, held)))
        with ThreadPoolExecutor(threads) as pool:
            return set(chain.from_iterable(pool.map(found, held)))


def across(found: Query) -> str:
    """Return how far a check or a rule looks: :data:`TERMS`, :data:`ROLES` or :data:`CLAIMS`.

    Raises:
        QueryError: its front matter says something else.
    """
    said = found.front.get("across", CLAIMS)
    if said not in (TERMS, ROLES, CLAIMS):
        place = f"{found.folder}/{found.name}.rq"
        raise QueryError(place, f"across: {said!r}", suggestion(said, (TERMS, ROLES, CLAIMS), "say how far it looks"))
    return CLAIMS if said == ROLES and found.folder == "violations" and found.name not in PROVED else said


@kept
def checks() -> dict[str, Checks]:
    """Return how far they look → the shapes and the violation queries, each in one of the three.

    Raises:
        OntologyError: a shape that cannot be compiled.
        QueryError: a query that cannot be read.
    """
    parted: dict[str, tuple[list[Constraint], list[Query]]] = {each: ([], []) for each in (TERMS, ROLES, CLAIMS)}
    for constraint in chain.from_iterable(map(shape.constraints, shape.files())):
        parted[_reach(constraint)][0].append(constraint)
    for found in query.read_all("violations"):
        parted[across(found)][1].append(found)
    return {name: Checks(tuple(constraints), tuple(queries)) for name, (constraints, queries) in parted.items()}


@kept
def _of_today() -> frozenset[str]:
    """Return the checks that hold what is said against the day on which they run."""
    queries = (found for each in checks().values() for found in each.queries)
    return frozenset(f"violations/{found.name}" for found in queries if "NOW()" in found.text)


def lasting(findings: Iterable[Finding]) -> bool:
    """Return whether findings stay as they are however much time goes by."""
    return _of_today().isdisjoint(finding.check for finding in findings)


@kept
def recorded() -> frozenset[str]:
    """Return the classes of what a claim is made of: claims, situations, evidence and selectors, as IRIs."""
    parts = ("ais:Claim", "oa:SpecificResource", *SELECTORS)
    return frozenset((*map(iri, parts), *(named(kind)[0] for kind in kinds())))


def _reach(constraint: Constraint) -> str:
    superclasses = terms().superclasses
    if constraint.target not in recorded():
        below = any(constraint.target in superclasses.get(each, ()) for each in recorded())
        return CLAIMS if below else TERMS
    if constraint.name == "class" and constraint.path not in map(iri, ("ais:about", "ais:denies", "ais:evidence")):
        wanted = constraint.given[1:-1]
        met = (iri("ais:Claim"), *(named(kind)[0] for kind in kinds()))
        if any(wanted == each or wanted in superclasses.get(each, ()) for each in met):
            return CLAIMS
    return ROLES


def rules() -> dict[str, tuple[Rule, ...]]:
    """Return how far they look → the rules, each in one of the three.

    Raises:
        QueryError: as :func:`kg.graph.inference.rules`; the front matter of a rule says something else.
    """
    found = inference.rules()
    return {each: tuple(rule for rule in found if across(rule.query) == each) for each in (TERMS, ROLES, CLAIMS)}


def words(rules: tuple[Rule, ...]) -> frozenset[str]:
    """Return the local names of terms that the texts of rules hold."""
    return frozenset(_TERM.findall(" ".join(rule.query.text for rule in rules)))
