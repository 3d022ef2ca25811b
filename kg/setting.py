"""The workspace in use: which folder of a reader's own stands beside what is released, or in its place."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple, ParamSpec, TypeVar


class Workspace(NamedTuple):
    """A workspace: its folder, what it is called, and under which names and terms it is published."""

    folder: Path
    title: str
    alone: bool = False
    """Whether the released registers, sources, queries and stories are left out."""
    base: str = ""
    """What the IRIs of its things begin with where it stands alone, and a published site; empty for the toolkit's."""
    description: str = ""
    publisher: str = ""
    license: str = ""
    """The address of the license of what stands in its registers and ontology."""
    language: str = "en"


_in_use: list[Workspace] = []
"""The workspace in use, for every thread of the process."""
_P = ParamSpec("_P")
_R = TypeVar("_R")
_held: list[Callable[[], None]] = []
"""What forgets each answer that holds for one workspace only."""


def workspace() -> Workspace | None:
    """Return the workspace in use, or None."""
    return _in_use[0] if _in_use else None


def use(place: Workspace | None) -> None:
    """Let what stands in a workspace count beside what is released; None leaves what is released alone."""
    if place != workspace():
        _in_use[:] = [] if place is None else [place]
        forget()


def forget() -> None:
    """Forget every answer that holds for the workspace in use: its files have changed."""
    for each in _held:
        each()


def kept(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """Return a function that remembers its answers until another workspace is used."""
    remembering = cache(function)
    forgetting(remembering.cache_clear)
    return remembering  # type: ignore[return-value]


def forgetting(cleared: Callable[[], None]) -> None:
    """Call a function whenever another workspace is used."""
    _held.append(cleared)
