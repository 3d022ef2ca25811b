"""What a source comes from: what it repeats, is a part or an edition of, and what it revises."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from kg.errors import SourceError
from kg.evidence.header import Header

KEYS = ("origin", "part_of", "series", "revises")
"""The keys that name another source."""


class Cited(Protocol):
    """A source, by what is asked of it here."""

    @property
    def id(self) -> str:
        """The id of the source."""

    @property
    def path(self) -> Path:
        """The file of the source."""

    @property
    def header(self) -> Header:
        """What is known of the source itself."""


def witnessing(source: Cited) -> None:
    """Do nothing where what a source says of its origin fits together.

    Raises:
        SourceError: it names itself, or a collection of its own without a series or beside an origin.
    """
    header, file = source.header, source.path.name
    for key in KEYS:
        if (getattr(header, key) or "").removeprefix("source:") == source.id:
            raise SourceError(f"{file}, {key}", "it names the source itself", "name the other source, or leave it out")
    if header.own_collection:
        todo = "leave own_collection out"
        if repeats := header.origin or header.part_of:
            raise SourceError(f"{file}, own_collection", f"it is beside {repeats!r}, whose facts it repeats", todo)
        if header.series is None:
            told = "it says that an edition was collected anew, and no 'series' is named"
            raise SourceError(f"{file}, own_collection", told, f"name the series, or {todo}: a source alone counts so")


def witness(source: Cited, sources: Mapping[str, Cited]) -> str:
    """Return the id of the source by which agreement is counted: what it repeats, is a part or an edition of.

    Raises:
        SourceError: the sources refer to each other in a circle.
    """
    path = [source.id]
    while True:
        header = sources[path[-1]].header
        above = header.origin or header.part_of or (None if header.own_collection else header.series)
        above = above and above.removeprefix("source:")
        if above is None or above not in sources:
            return path[-1]
        if above in path:
            key = next(key for key in KEYS if getattr(source.header, key))
            raise _circle(source, key, "origin", (*path, above))
        path.append(above)


def revised(source: Cited, sources: Mapping[str, Cited]) -> None:
    """Do nothing where the editions before a source come to an end.

    Raises:
        SourceError: they lead back to one of them.
    """
    path, before = [source.id], source.header.revises
    while before and (id_ := before.removeprefix("source:")) in sources:
        if id_ in path:
            raise _circle(source, "revises", "earlier edition", (*path, id_))
        path.append(id_)
        before = sources[id_].header.revises


def _circle(source: Cited, key: str, called: str, path: Sequence[str]) -> SourceError:
    told = f"its {called} leads back to {path[-1]!r} ({' from '.join(path)})"
    return SourceError(f"{source.path.name}, {key}", told, "leave it out of the one that came first")
