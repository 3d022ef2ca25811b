"""The situations that accepted claims put forward, each with its roles and the claims."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pyoxigraph as ox

from kg.evidence.claim import named
from kg.namespace import RDF, iri, local_name
from kg.query import query
from kg.query.solution import python

TYPE = RDF + "type"
ABOUT = (iri("ais:about"), iri("ais:denies"))
MODALITY, REPORTED = iri("ais:modality"), iri("ais:reportedIn")


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
    wanted = sorted((name, each) for each in kinds for name in _named(store, None, TYPE, named(each)[0]))
    for name, kind in wanted:
        about = {claim for property_ in ABOUT for claim in _named(store, None, property_, name)}
        claims = sorted(claim for claim in about if modalities.intersection(_named(store, claim, MODALITY, None)))
        roles: dict[str, set[str]] = {}
        for quad in store.quads_for_pattern(ox.NamedNode(name), None, None) if claims else ():
            if quad.predicate.value != TYPE:
                roles.setdefault(local_name(quad.predicate.value), set()).add(str(python(quad.object)))
        if roles:
            sources = {source for claim in claims for source in _named(store, claim, REPORTED, None)}
            held = {role: tuple(sorted(values)) for role, values in sorted(roles.items())}
            yield Situation(name, kind, held, tuple(claims), tuple(sorted(sources)))


def _named(store: ox.Store, subject: str | None, property_: str, object_: str | None) -> set[str]:
    """Return the IRIs at the open end of a property: its subjects, or its objects."""
    ends = (None if name is None else ox.NamedNode(name) for name in (subject, property_, object_))
    found = store.quads_for_pattern(*ends)
    return {str(quad.object if subject else quad.subject)[1:-1] for quad in found}
