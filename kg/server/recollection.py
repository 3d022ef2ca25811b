"""What a process worked out lately: who asks for another part of an answer does not have it worked out again."""

from collections.abc import Callable, Hashable
from typing import TypeVar, cast
from weakref import WeakKeyDictionary

from kg.answering.answer import Answer
from kg.evidence.mention import Names
from kg.server.retention import Retention
from kg.site.resource import Library

MOST = 200_000
"""The cells and claims that are remembered of one graph; what has more than a quarter of them is not."""

Found = TypeVar("Found")


class Recollection(Retention[object]):
    """Key → what was worked out for it, the one used longest ago let go first."""

    def __init__(self, most: int = MOST) -> None:
        super().__init__(most)

    def of(self, key: Hashable, work_out: Callable[[], Found]) -> Found:
        """Return what is remembered for a key, or what working it out gives; its error is remembered by nobody."""
        if key in self:
            return cast(Found, self.get(key))
        found = work_out()
        size = _size(found)
        if 4 * size <= self.size:
            self.put(key, found, size)
        return found


def _size(found: object) -> int:
    if not isinstance(found, Answer):
        return 1
    return 1 + len(found.rows) * len(found.columns) + sum(map(len, found.claims))


_RECOLLECTIONS: WeakKeyDictionary[Library, Recollection] = WeakKeyDictionary()


def recollection(library: Library) -> Recollection:
    """Return what was worked out lately from a library, which does not change."""
    found = _RECOLLECTIONS.get(library)
    if found is None:
        found = _RECOLLECTIONS[library] = Recollection()
    return found


def names(library: Library) -> Names:
    """Return the names of a library, read once."""
    return recollection(library).of(Names, lambda: Names(library.store))
