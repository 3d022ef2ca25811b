"""What a triple would rest on if more were accepted than is: the claims that plan, allege or suppose what gives it.

Each rule is asked without the condition that its claims are accepted; what rests on other conclusions, is sought from
these on. So a plan of a supply gives the line of supplier and recipient, and of the recipient and the supplier's home.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

import pyoxigraph as ox

from kg.evidence import modality

_TRIPLE = re.compile(r"\?\w+\s+[\w-]*:[\w-]+\s+\?\w+\s*\.")
DEPTH = 8
"""How many conclusions may rest on one another."""

Ground = frozenset[str]
"""Claims that together give a triple, those aside that what is derived rests on."""
Sought = tuple[ox.NamedNode | None, str, ox.NamedNode | None]


class Concluding(Protocol):
    """What is asked of a rule: see :class:`kg.graph.inference.Rule`."""

    @property
    def conclusion(self) -> tuple[str, str, str]:
        """The variable, predicate IRI and variable of what it concludes."""
        ...

    @property
    def premises(self) -> tuple[tuple[str, str, str], ...]:
        """Those of what it rests on."""
        ...

    @property
    def select(self) -> str:
        """All that it looks for, as a SELECT."""
        ...


def grounds(store: ox.Store, triple: ox.Triple, rules: Sequence[Concluding]) -> list[Ground]:
    """Return the sets of claims on which a triple would rest, in order; none where no claim says anything of it."""
    if not isinstance(triple.subject, ox.NamedNode) or not isinstance(triple.object, ox.NamedNode):
        return []
    sought = (triple.subject, triple.predicate.value, triple.object)
    found = {ground for _, ground in _given(store, rules, sought, ()) if ground}
    return sorted(found, key=sorted)


def _given(
    store: ox.Store, rules: Sequence[Concluding], sought: Sought, above: tuple[Sought, ...]
) -> Iterator[tuple[ox.Triple, Ground]]:
    """Yield each triple of a pattern that holds, with no claim, or would hold, with the claims that give it."""
    subject, predicate, object_ = sought
    held = {quad.triple for quad in store.quads_for_pattern(subject, ox.NamedNode(predicate), object_, None)}
    yield from ((triple, frozenset()) for triple in held)
    if sought in above or len(above) >= DEPTH:
        return
    for rule in rules:
        if rule.conclusion[1] != predicate:
            continue
        bound = {name: term for name, term in zip(rule.conclusion[::2], (subject, object_), strict=True) if term}
        by_claims = "?claim" in rule.select
        found = _claimed(store, rule, bound) if by_claims else _joined(store, rules, rule, bound, (*above, sought))
        for value, ground in found:
            ends = value.get(rule.conclusion[0]), value.get(rule.conclusion[2])
            if isinstance(ends[0], ox.NamedNode) and isinstance(ends[1], ox.NamedNode):
                triple = ox.Triple(ends[0], ox.NamedNode(predicate), ends[1])
                if triple not in held:
                    yield triple, ground


Value = dict[str, ox.NamedNode]
Found = Iterator[tuple[Value, Ground]]


def _claimed(store: ox.Store, rule: Concluding, bound: Value) -> Found:
    answer = store.query(
        modality.unconditional(rule.select),
        use_default_graph_as_union=True,
        substitutions={ox.Variable(name): term for name, term in bound.items()},
    )
    assert isinstance(answer, ox.QuerySolutions)
    names = [variable.value for variable in answer.variables]
    for row in answer:
        value = {name: row[name] for name in names if isinstance(row[name], ox.NamedNode)} | bound
        if "claim" in value:
            yield value, frozenset([value["claim"].value])


def _joined(
    store: ox.Store, rules: Sequence[Concluding], rule: Concluding, bound: Value, above: tuple[Sought, ...]
) -> Found:
    """Yield the values of a rule's variables by what its premises give, each sought with what those before gave.

    There are none where the rule says more than its premises.
    """
    _, _, body = rule.select.partition("SELECT DISTINCT * WHERE")
    if _TRIPLE.sub("", body).strip("{} \n"):
        return
    due: list[tuple[Value, Ground]] = [(dict(bound), frozenset())]
    for one, predicate, other in rule.premises:
        further = []
        for value, ground in due:
            pattern = (value.get(one), predicate, value.get(other))
            for triple, more in _given(store, rules, pattern, above):
                if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode):
                    further.append((value | {one: triple.subject, other: triple.object}, ground | more))
        due = further
    yield from due
