"""The buyer of a supply that no register knows: whether it is a body of the state by its words."""

import re

from kg.naming.form import bare, core
from kg.tables.phrase import pattern

_PUBLIC = re.compile(rf"\b{pattern('public')}\b|{pattern('public', 'zh')}")
_COMPANY = re.compile(rf"\b{pattern('company')}\b")


def doubt(name: str, heading: str) -> str:
    """Return why what a name of no register bought may be no supply to the state of its row, or nothing.

    A name that has no word of a body of a state is in doubt, unless the heading over it says that it is one.

    >>> [bool(doubt(*each)) for each in (("Kenya Police", "User"), ("Acme Ltd", "Agency"), ("KNX", "Agency"))]
    [False, True, False]
    """
    plain = bare(name)
    company = core(name) != plain or bool(_COMPANY.search(plain))
    if not company and (_PUBLIC.search(plain) or _PUBLIC.search(bare(heading))):
        return ""
    told = "is a company by its words" if company else "is not known, and may be no body of the state"
    return f"who bought it, {name!r}, {told}: add it to the registers, or decide what it means"
