"""The situations that accepted claims put forward, each with its roles and the claims."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pyoxigraph as ox

from kg.namespace import local_name
from kg.query import query


class Situation(NamedTuple):
    """A situation: its IRI and kind, its roles and their values, and the accepted claims with their sources."""

    iri: str
    kind: str
    roles: dict[str, tuple[str, ...]]
    claims: tuple[str, ...]
    sources: tuple[str, ...]

    def one(self, *roles: str) -> str:
        """Return the first value of the first of several roles that has one, or nothing."""
        return next((self.roles[role][0] for role in roles if self.roles.get(role)), "")


def accepted(store: ox.Store, kinds: Sequence[str]) -> Iterator[Situation]:
    """Yield the situations of some kinds that an accepted claim puts forward, in the order of their IRIs."""
    modalities = {row["modality"] for row in query.find("accepted-modalities").run(store).values()}
    roles: dict[str, dict[str, set[str]]] = {}
    kind: dict[str, str] = {}
    claims: dict[str, set[str]] = {}
    sources: dict[str, set[str]] = {}
    for row in query.find("statements").run(store).values():
        name = row["situation"]
        if row["modality"] not in modalities or local_name(row["kind"]) not in kinds:
            continue
        kind[name] = local_name(row["kind"])
        roles.setdefault(name, {}).setdefault(local_name(row["role"]), set()).add(str(row["value"]))
        claims.setdefault(name, set()).add(row["claim"])
        sources.setdefault(name, set()).add(row["source"])
    for name in sorted(kind):
        held = {role: tuple(sorted(values)) for role, values in sorted(roles[name].items())}
        yield Situation(name, kind[name], held, tuple(sorted(claims[name])), tuple(sorted(sources[name])))
