"""The keys that a claim may have in the file of a source."""

from kg.evidence import modality
from kg.evidence.claim import LOCATOR, kinds
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
