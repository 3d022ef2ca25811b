"""Things of two names: what was merged into another, and the address of an organization that another register holds."""

from collections.abc import Mapping

from kg.errors import RegisterError
from kg.namespace import iri, terms

ORGANIZATION = "organization"
"""The prefix under which every organization has an address, whichever register holds it."""


def another(name: str, class_: str) -> str:
    """Return the address under ``organization:`` of an organization that another register holds; else nothing."""
    prefix, _, id_ = name.partition(":")
    if prefix == ORGANIZATION or iri("ais:Organization") not in terms().superclasses.get(class_, ()):
        return ""
    return f"{ORGANIZATION}:{id_}"


def succession(successors: Mapping[str, str]) -> dict[str, str]:
    """Return each thing that has a successor → the last one that it leads to; ``successors`` has every thing there is.

    Raises:
        RegisterError: it leads to nothing that is there, or in a circle.
    """
    found: dict[str, str] = {}
    for name, direct in successors.items():
        passed, now = {name}, direct
        while successors.get(now) and now not in passed:
            passed.add(now)
            now = successors[now]
        if now and (now in passed or now not in successors):
            told = "in a circle" if now in passed else "which is no row"
            todo = "name a row that stands in 'dcterms:isReplacedBy'"
            raise RegisterError("the registers", f"{name!r} is replaced by {direct!r}, {told}", todo)
        if now:
            found[name] = now
    return found
