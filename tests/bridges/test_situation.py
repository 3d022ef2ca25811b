"""Situations that accepted claims put forward: those that the question on statements tells, put together."""

import pyoxigraph as ox

from kg.bridges.situation import Situation, accepted
from kg.evidence.claim import kinds
from kg.namespace import local_name
from kg.query import query


def test_situations_are_those_of_accepted_claims_with_all_their_roles_claims_and_sources(hostile: ox.Store) -> None:
    modalities = {row["modality"] for row in query.find("accepted-modalities").run(hostile).values()}
    rows = [row for row in query.find("statements").run(hostile).values() if row["modality"] in modalities]
    expected = []
    for name in sorted({row["situation"] for row in rows}):
        of_it = [row for row in rows if row["situation"] == name]
        roles: dict[str, set[str]] = {}
        for row in of_it:
            roles.setdefault(local_name(row["role"]), set()).add(str(row["value"]))
        told = {role: tuple(sorted(values)) for role, values in sorted(roles.items())}
        claims, sources = (tuple(sorted({row[key] for row in of_it})) for key in ("claim", "source"))
        expected.append(Situation(name, local_name(of_it[0]["kind"]), told, claims, sources))
    assert len(expected) > 3
    assert list(accepted(hostile, tuple(kinds()))) == expected
    (kind,) = {each.kind for each in expected if each.kind == "Supply"}
    assert list(accepted(hostile, (kind,))) == [each for each in expected if each.kind == kind]
    assert list(accepted(hostile, ())) == []
