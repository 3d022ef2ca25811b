"""What a process worked out lately: who asks for another part of an answer does not have it worked out again."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TypeVar, cast
from weakref import WeakKeyDictionary

from kg.answering.answer import Answer
from kg.site.resource import Library

MOST = 200_000
"""The cells and claims that are remembered of one graph; what has more than a quarter of them is not."""

Found = TypeVar("Found")


class Recollection:
    """Key → what was worked out for it, the one used longest ago let go first."""

    def __init__(self, most: int = MOST) -> None:
        self.most = most
        self.held = 0
        self._found: OrderedDict[Hashable, tuple[object, int]] = OrderedDict()

    def of(self, key: Hashable, work_out: Callable[[], Found]) -> Found:
        """Return what is remembered for a key, or what working it out gives; its error is remembered by nobody."""
        if key in self._found:
            self._found.move_to_end(key)
            return cast(Found, self._found[key][0])
        found = work_out()
        size = _size(found)
        if 4 * size <= self.most:
            self._found[key] = found, size
            self.held += size
        while self.held > self.most:
            self.held -= self._found.popitem(last=False)[1][1]
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
