"""The order in which the roles and the kinds of situations are read."""

from kg.namespace import iri

_ROLES = (
    "supplier", "agent", "user", "leader", "counted", "subject", "located", "work", "narrower", "jurisdiction",
    "member", "recipient", "technology", "system", "place", "affected", "initiative", "list", "scheme",
    "category", "value", "year", "judgment", "object", "among", "location", "publisher", "broader", "state",
    "scope", "within", "edition", "startYear", "startDate", "endDate", "listedAs",
)  # fmt: skip
RANK = {iri(f"ais:{name}"): number for number, name in enumerate(_ROLES)}
"""Roles in the order in which they are read in a sentence; any other comes after them."""

KINDS = {iri("ais:Use"): -2, iri("ais:Supply"): -1, iri("ais:Classification"): 1}
"""Kinds of situations that come before or after the others."""
