"""The license of an answer: the most restrictive of those of the sources it rests on; "not stated" is one of them."""

import re
from collections.abc import Collection, Iterable
from typing import NamedTuple

import pyoxigraph as ox

from kg.evidence.receipt import receipts
from kg.imprint import imprint
from kg.namespace import iri
from kg.query import query
from kg.query.query import Queryable

NOT_STATED = "not stated"
"""What stands for the license of a source that states none: its facts may be told, its text not passed on."""

_RANKS = (
    ("publicdomain", 0),
    ("pddl", 0),
    ("/by-nc-nd/", 5),
    ("/by-nc-sa/", 4),
    ("/by-nd/", 5),
    ("/by-nc/", 4),
    ("/by-sa/", 3),
    ("odbl", 3),
    ("/by/", 2),
    ("odc-by", 2),
    ("gpl", 3),
    ("/mpl", 3),
    ("/mit", 1),
    ("/bsd", 1),
    ("/apache", 1),
    ("/isc", 1),
)
"""Part of the address of a license → how much it asks: a notice, a name, the same terms, no trade, no change."""
_UNKNOWN, _NONE = 6, 7


_FACTS = "the facts may be told, the texts not passed on"
_NAMES = {
    "creativecommons.org/publicdomain/mark/1.0": "Public Domain Mark 1.0",
    "creativecommons.org/publicdomain/zero/1.0": "CC0 1.0",
    "opensource.org/license/mit": "MIT License",
}
"""How the address of a license begins → the name of the license."""


class License(NamedTuple):
    """The license of an answer, and the sources by the license each states."""

    name: str
    """The address of the most restrictive license, or ``not stated`` where a source states none."""
    sources: dict[str, tuple[str, ...]]
    """License → the ids of the sources under it, the least restrictive license first."""

    @property
    def stated(self) -> str:
        """The most restrictive license that a source states."""
        return next((name for name in reversed(self.sources) if name != NOT_STATED), NOT_STATED)

    def of(self, source: str) -> str:
        """Return the license of one source, by its id; an empty text where it is none of them."""
        return next((name for name, ids in self.sources.items() if source in ids), "")

    @property
    def unstated(self) -> tuple[str, ...]:
        """The ids of the sources that state no license."""
        return self.sources.get(NOT_STATED, ())

    @property
    def credit(self) -> str:
        """What a picture or file that leaves its page says of its use, in one line."""
        if self.stated == NOT_STATED:
            return f"No source states a license ({', '.join(self.unstated)}): {_FACTS}."
        told = imprint().credit
        if self.stated != imprint().license:
            told = f"Data under {short(self.stated)}, with the attribution that each source asks for."
        return f"{told} No license is stated by {', '.join(self.unstated)}: {_FACTS}." if self.unstated else told

    def __str__(self) -> str:
        told = "; ".join(f"{name}: {', '.join(ids)}" for name, ids in self.sources.items())
        return f"license of this answer, the most restrictive of its sources: {self.name} ({told})"


def rank(license_: str) -> int:
    """Return how much a license asks, from 0; one that is not known here asks more than any that is.

    >>> rank("https://creativecommons.org/licenses/by/4.0/") < rank("https://creativecommons.org/licenses/by-sa/4.0/")
    True
    >>> rank("https://opensource.org/license/mit") < rank("https://opensource.org/license/gpl-3-0")
    True
    """
    if license_ == NOT_STATED:
        return _NONE
    return next((asks for part, asks in _RANKS if part in license_.casefold()), _UNKNOWN)


def short(license_: str) -> str:
    """Return the name of a license that is given by its address; of one that is not known here the address.

    >>> short("https://creativecommons.org/licenses/by-sa/4.0/"), short("https://opensource.org/license/mit")
    ('CC BY-SA 4.0', 'MIT License')
    """
    found = re.search(r"^https?://creativecommons\.org/licenses/([a-z-]+)/([0-9.]*)", license_)
    if found:
        return f"CC {found[1].upper()} {found[2]}".rstrip()
    return next((name for start, name in _NAMES.items() if license_.partition("://")[2].startswith(start)), license_)


def united(stated: Iterable[tuple[str, str]]) -> License:
    """Return the license of what rests on sources, one at least, given as (id, license or ``not stated``)."""
    grouped: dict[str, set[str]] = {}
    for id_, license_ in stated:
        grouped.setdefault(license_, set()).add(id_)
    order = sorted(grouped, key=lambda name: (rank(name), name))
    return License(order[-1], {name: tuple(sorted(grouped[name])) for name in order})


def of(store: Queryable, claims: Iterable[str]) -> License | None:
    """Return the license of an answer that rests on claims; None where it rests on none."""
    return among(store, {note.source for note in receipts(store, claims, brief=True).values()})


def among(store: Queryable, ids: Collection[str]) -> License | None:
    """Return the license of what rests on sources, by their ids; None where it rests on none."""
    if not ids:
        return None
    wanted = [ox.NamedNode(iri(f"source:{each}")) for each in sorted(ids)]
    rows = query.find("sources").run(store, source=wanted).values()
    return united((row["source"].rpartition("/")[2], row["license"] or NOT_STATED) for row in rows)
