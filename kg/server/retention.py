"""What is kept up to a size, the one used longest ago let go first."""

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

Kept = TypeVar("Kept")


class Retention(Generic[Kept]):
    """Key → what is kept for it, all of them up to a size, but for the one put last, however large it is."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.held = 0
        """The sizes of all that is kept, together."""
        self._found: OrderedDict[Hashable, tuple[Kept, int]] = OrderedDict()

    def __contains__(self, key: Hashable) -> bool:
        return key in self._found

    def get(self, key: Hashable) -> Kept | None:
        """Return what is kept for a key, as if it were put last, or None."""
        if key not in self._found:
            return None
        self._found.move_to_end(key)
        return self._found[key][0]

    def take(self, key: Hashable) -> Kept | None:
        """Return what was kept for a key, and is no longer, or None."""
        found, size = self._found.pop(key, (None, 0))
        self.held -= size
        return found

    def put(self, key: Hashable, kept: Kept, size: int) -> None:
        """Keep something of a size in the place of what was kept for its key."""
        self.take(key)
        self._found[key] = kept, size
        self.held += size
        while self.held > self.size and len(self._found) > 1:
            self.take(next(iter(self._found)))
