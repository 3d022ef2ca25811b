"""The press: what writes the documents of a site to its folder, in one process or in several that inherit the graph."""

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from kg import subordinate
from kg.graph import visibility
from kg.namespace import base_in_use
from kg.site import gallery, layout, preview
from kg.site.layout import WHOLE, Layout

MANY, PARTS = 10_000, 16
"""Things of a graph from which on several processes write its site, and the parts that each kind is handed out in."""

Order = tuple[str, str]
"""A kind of documents, and which of them."""
Documents = Callable[[Order], Iterable[tuple[str, str | bytes]]]
"""What yields (path, text) of each document of an order."""


@dataclass
class Report:
    """What was written: files, bytes, the largest page, and the seconds of each step."""

    files: int = 0
    size: int = 0
    largest: tuple[int, str] = (0, "")
    seconds: dict[str, float] = field(default_factory=dict)
    left: visibility.LeftOut = visibility.NOTHING
    """What is internal and was left out."""

    def add(self, other: "Report") -> None:
        """Add what another process wrote."""
        self.files += other.files
        self.size += other.size
        self.largest = max(self.largest, other.largest)


class Site:
    """A folder being written: every text is given this site's base."""

    def __init__(self, folder: Path, base: str, form: Layout = WHOLE, version: str = "") -> None:
        self.folder = folder
        self.base = base
        self.form = form
        self.version = version
        """The version of what is written, whose folder a compact site does not have."""
        self.report = Report()
        self._known: set[Path] = set()

    def has(self, place: str) -> bool:
        """Return whether there is a file at a path; a compact site does without some."""
        return not (self.form.compact and layout.left_out(place))

    def write(self, place: str, content: str | bytes) -> None:
        """Write one file; a text is rebased, and of a compact site arranged; bytes are taken as they are."""
        if not self.has(place):
            return
        if self.form.compact and isinstance(content, str):
            if place.endswith(".html"):
                content = preview.fewer(content)
            content, shared = layout.arranged(place, content, base_in_use(), self.version)
            for name, code in shared.items():
                self._put(name, code, once=True)
        self._put(place, content)

    def _put(self, place: str, content: str | bytes, *, once: bool = False) -> None:
        """Write a file; one that several processes may write is written ``once``, by the first of them."""
        target = self.folder / place
        if target.parent not in self._known:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._known.add(target.parent)
        if isinstance(content, str):
            content = (content if self.base == base_in_use() else content.replace(base_in_use(), self.base)).encode()
        try:
            with target.open("xb" if once else "wb") as file:
                file.write(content)
        except FileExistsError:
            return
        self.report.files += 1
        self.report.size += len(content)
        if place.endswith(".html") and not place.startswith(gallery.PLACES):
            self.report.largest = max(self.report.largest, (len(content), place))


class Press:
    """Writes the documents of orders to a site: at once, or with ``many`` in other processes, on Linux.

    The processes are parted at the first order, and inherit what the documents are made from as it is then.
    """

    def __init__(self, site: Site, documents: Documents, *, many: bool) -> None:
        self.site, self.documents = site, documents
        self._running: dict[str, list[Future[Report]]] = {}
        self._pool = None
        if many and sys.platform == "linux":
            parted = multiprocessing.get_context("fork")
            self._pool = ProcessPoolExecutor(min(os.cpu_count() or 1, 4), parted, subordinate.bind)

    def __enter__(self) -> Self:
        """Hold what the processes inherit."""
        _inherited.append(self)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the processes; what they had not begun is not done."""
        _inherited.remove(self)
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def order(self, name: str, orders: Sequence[Sequence[Order]]) -> None:
        """Have the documents written of groups of orders, each group by one process, under a name."""
        if self._pool is not None:
            self._running[name] = [self._pool.submit(_written, group) for group in orders]
            return
        for group in orders:
            for each in group:
                for place, text in self.documents(each):
                    self.site.write(place, text)

    def done(self, name: str) -> None:
        """Wait until what was ordered under a name is written."""
        for each in self._running.pop(name, ()):
            self.site.report.add(each.result())


def parted(orders: Iterable[Order]) -> list[Sequence[Order]]:
    """Return orders in groups that take about as long, none of them empty."""
    known = list(orders)
    return [group for first in range(PARTS) if (group := known[first::PARTS])]


_inherited: list[Press] = []


def _written(orders: Sequence[Order]) -> Report:
    """Write the documents of orders in a process of its own, and return what was written."""
    press = _inherited[-1]
    site = Site(press.site.folder, press.site.base, press.site.form, press.site.version)
    for each in orders:
        for place, text in press.documents(each):
            site.write(place, text)
    return site.report
