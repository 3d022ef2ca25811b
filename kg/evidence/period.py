"""The times of a claim as a file states them, in the roles that its kind has for them."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from kg.errors import SourceError
from kg.evidence.claim import Role
from kg.literal import lexical
from kg.namespace import RDFS, folder, iri, local_name, triples


def timed(raw: dict[str, Any], roles: Mapping[str, Role], place: str) -> dict[str, Any]:
    """Return a raw claim whose times stand in the roles of its kind that could hold them before 0.2.

    One fact so has one name, whichever of the two words a source file uses: ``since = 2014`` and ``startYear = 2014``.

    Raises:
        SourceError: both words are used.
    """
    held = [role for role in ("since", "until", "heldAt") if role in raw]
    if not held:
        return raw
    told = dict(raw)
    for role in held:
        for other in _older(role):
            if other in raw:
                raise SourceError(place, f"both {role!r} and {other!r}", "leave one of them out")
            if other in roles:
                try:
                    told[other] = lexical(raw[role], str(roles[other].datatype))
                except ValueError:
                    continue
                del told[role]
    return told


@cache
def _older(role: str) -> tuple[str, ...]:
    """Return the properties below a role of time, such as ``startYear`` below ``since``, which some kinds have."""
    below, wanted = RDFS + "subPropertyOf", iri(f"ais:{role}")
    stated = triples(folder("ontology") / "core.ttl")
    return tuple(sorted(local_name(s.value) for s, p, o, _ in stated if p.value == below and o.value == wanted))
