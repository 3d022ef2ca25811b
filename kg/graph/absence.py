"""What to say of a triple that the graph does not hold: no such property, only denied, or said by nobody."""

from collections.abc import Iterable

import pyoxigraph as ox

from kg.errors import UnknownName, suggestion
from kg.evidence import contest
from kg.evidence.assertion import RELATIONS
from kg.evidence.contest import Denial
from kg.namespace import curie, local_name, terms


def told(store: ox.Store, triple: ox.Triple, concluded: Iterable[str]) -> UnknownName:
    """Return what to say of a triple that is not there; ``concluded`` are the properties that rules conclude."""
    subject, predicate, object_ = (str(each).strip("<>") for each in (triple.subject, triple.predicate, triple.object))
    names = " ".join(map(curie, (subject, predicate, object_)))
    declared = {*terms().object_properties, *terms().ranges, *concluded}
    used = next(store.quads_for_pattern(None, triple.predicate, None, None), None)
    if predicate not in declared and used is None:
        todo = suggestion(curie(predicate), map(curie, declared), "'kg document' lists the properties")
        return UnknownName(names, f"there is no property {curie(predicate)}", todo)
    exact, more = _denied(store, triple)
    if exact or more:
        said = "it is only denied" if exact else "it is not in the graph, and what is denied says more than it"
        todo = f"'kg ask both-sides --param from={curie(subject)} --param to={curie(object_)}' tells more"
        return UnknownName(names, f"{said}: {'; '.join(map(str, exact or more))}", todo)
    return UnknownName(
        names, "this triple is not in the graph", "'kg ask profile-of-state' lists what holds of a state"
    )


def _denied(store: ox.Store, triple: ox.Triple) -> tuple[list[Denial], list[Denial]]:
    """Return the denials of exactly what a triple says, and those of it and more: of one technology, at one time."""
    kind, one, other = RELATIONS.get(local_name(triple.predicate.value), ("", "", ""))
    ends = {(one, str(triple.subject)[1:-1]), (other, str(triple.object)[1:-1])}
    met = [each for each in contest.denials(store) if each.kind == kind and ends <= {*each.roles}]
    return [each for each in met if ends == {*each.roles}], [each for each in met if ends != {*each.roles}]
