"""What each derived triple rests on: the rules that conclude it, and the claims, down to those of its premises."""

from typing import NamedTuple

import pyoxigraph as ox

from kg.graph import inference
from kg.graph.dataset import DERIVED
from kg.namespace import iri


class Basis(NamedTuple):
    """Names of rules and IRIs of claims, sorted."""

    rules: tuple[str, ...]
    claims: tuple[str, ...]


def bases(store: ox.Store) -> dict[ox.Triple, Basis]:
    """Return each derived triple of a store → what it rests on, sorted by the triple.

    A triple that the registers alone imply rests on no claim.
    """
    derived = {quad.triple for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(iri(DERIVED)))}
    rules: dict[ox.Triple, set[str]] = {}
    claims: dict[ox.Triple, set[str]] = {triple: set() for triple in derived}
    above: dict[ox.Triple, set[ox.Triple]] = {}
    for rule in inference.rules():
        answer = store.query(rule.select, use_default_graph_as_union=True)
        assert isinstance(answer, ox.QuerySolutions)
        names = [variable.value for variable in answer.variables]
        for row in answer:
            value = dict(zip(names, row, strict=True))
            triple = _triple(value, rule.conclusion)
            if triple not in derived:
                continue
            rules.setdefault(triple, set()).add(rule.query.name)
            if isinstance(claim := value.get("claim"), ox.NamedNode):
                claims[triple].add(claim.value)
            for premise in (_triple(value, each) for each in rule.premises):
                if premise in derived and premise != triple:
                    above.setdefault(premise, set()).add(triple)
    due = [triple for triple in above if claims[triple]]
    while due:
        premise = due.pop()
        for triple in above.get(premise, ()):
            if not claims[premise] <= claims[triple]:
                claims[triple] |= claims[premise]
                due.append(triple)
    order = sorted(derived, key=str)
    return {each: Basis(tuple(sorted(rules.get(each, ()))), tuple(sorted(claims[each]))) for each in order}


def _triple(value: dict[str, object], pattern: tuple[str, str, str]) -> ox.Triple:
    subject, predicate, object_ = pattern
    return ox.Triple(value[subject], ox.NamedNode(predicate), value[object_])  # type: ignore[arg-type]
