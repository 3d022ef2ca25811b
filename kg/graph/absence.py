"""What to say of a triple that the graph does not hold: no such property, only planned or denied, or said by nobody."""

from collections.abc import Sequence

import pyoxigraph as ox

from kg.errors import UnknownName, suggestion
from kg.evidence import contest
from kg.evidence import hearsay as unsettled
from kg.evidence.assertion import RELATIONS
from kg.evidence.contest import Denial
from kg.evidence.hearsay import Hearsay
from kg.graph import surmise
from kg.graph.surmise import Concluding
from kg.namespace import curie, local_name, terms

MOST = 5
"""The claims that one line names at most."""


class Absent(UnknownName):
    """A triple that the graph does not hold, with what is said of it all the same."""

    how = ""
    """``only planned``, ``only alleged``, ``only denied`` and the like; empty where nothing says the triple."""
    hearsay: tuple[Hearsay, ...] = ()
    """The claims that plan, allege or suppose it."""
    denials: tuple[Denial, ...] = ()
    """The claims that deny it, or more than it."""


def properties(rules: Sequence[Concluding]) -> set[str]:
    """Return the IRIs of the properties that the ontology declares or rules conclude."""
    return {*terms().object_properties, *terms().ranges, *(rule.conclusion[1] for rule in rules)}


def told(store: ox.Store, triple: ox.Triple, rules: Sequence[Concluding]) -> Absent:
    """Return what to say of a triple that is not there; ``rules`` are those by which triples are concluded."""
    subject, predicate, object_ = (str(each).strip("<>") for each in (triple.subject, triple.predicate, triple.object))
    names = " ".join(map(curie, (subject, predicate, object_)))
    declared = properties(rules)
    used = next(store.quads_for_pattern(None, triple.predicate, None, None), None)
    if predicate not in declared and used is None:
        todo = suggestion(curie(predicate), map(curie, declared), "'kg document' lists the properties")
        return Absent(names, f"there is no property {curie(predicate)}", todo)
    exact, more = _denied(store, triple)
    claims = {claim for ground in surmise.grounds(store, triple, rules) for claim in ground}
    found = unsettled.hearsay(store, claims)
    if not (found or exact or more):
        todo = "'kg ask profile-of-state' lists what holds of a state"
        return Absent(names, "this triple is not in the graph", todo)
    how = unsettled.only(found) if found else "only denied" if exact else ""
    said = [f"it is {how}" if how else "it is not in the graph, and what is denied says more than it"]
    said[0] += f": {_listed(found or exact or more)}"
    if found and exact:
        said.append(f"it is denied: {_listed(exact)}")
    tied: list[Hearsay | Denial] = [*found, *exact, *more]
    if any({subject, object_} <= {thing for _, thing in each.roles} for each in tied):
        todo = f"'kg ask both-sides --param from={curie(subject)} --param to={curie(object_)}' tells more"
    else:
        todo = f"'kg ask receipts --param claim={curie(found[0].receipt.claim)}' tells where it is said"
    error = Absent(names, "; ".join(said), todo)
    error.how, error.hearsay, error.denials = how, found, (*exact, *more)
    return error


def _listed(found: Sequence[Hearsay | Denial]) -> str:
    rest = f"; and {len(found) - MOST} more" if len(found) > MOST else ""
    return "; ".join(map(str, found[:MOST])) + rest


def _denied(store: ox.Store, triple: ox.Triple) -> tuple[list[Denial], list[Denial]]:
    """Return the denials of exactly what a triple says, and those of it and more: of one technology, at one time."""
    kind, one, other = RELATIONS.get(local_name(triple.predicate.value), ("", "", ""))
    ends = {(one, str(triple.subject)[1:-1]), (other, str(triple.object)[1:-1])}
    met = [each for each in contest.denials(store) if each.kind == kind and ends <= {*each.roles}]
    return [each for each in met if ends == {*each.roles}], [each for each in met if ends != {*each.roles}]
