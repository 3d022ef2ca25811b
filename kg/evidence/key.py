"""The keys that a claim may have in the file of a source."""

from collections.abc import Container, Iterable, Mapping

from kg.errors import SourceError, suggestion
from kg.evidence import modality
from kg.evidence.claim import LOCATOR, Role, kinds
from kg.naming.form import one
from kg.setting import kept

CLAIM_KEYS = (
    "id",
    "kind",
    "modality",
    *modality.DIMENSIONS,
    "claimedBy",
    "lowerBound",
    "upperBound",
    "reason",
    "locatedIn",
    "visibility",
    "visibilityReason",
    "disputes",
    "confirms",
)
"""What a claim may state besides the roles of its kind and its locator."""


@kept
def keys() -> frozenset[str]:
    """Return every key that a claim of some kind may have."""
    return frozenset((*CLAIM_KEYS, *LOCATOR, *(role for roles in kinds().values() for role in roles)))


_OF_ALL = frozenset((*CLAIM_KEYS, *LOCATOR))


def misnamed(
    place: str, kind: str, roles: Mapping[str, Role], stated: Iterable[str], held: Container[str]
) -> list[SourceError]:
    """Return what is wrong with the keys of a claim: those that are ``stated`` at its place, and all that it has."""
    found = []
    for key in stated:
        if key not in roles and key not in _OF_ALL:
            todo = suggestion(key, [*roles, *CLAIM_KEYS, *LOCATOR], f"its roles are {', '.join(roles)}")
            found.append(SourceError(place, f"{one(kind)} has no key {key!r}", todo))
    lacking = [role.name for role in roles.values() if role.required and role.name not in held]
    return [*found, *(SourceError(place, f"{one(kind)} without {name!r}", f"say its {name}") for name in lacking)]
