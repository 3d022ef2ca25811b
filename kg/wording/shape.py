"""A text word for word, with marks in the places of its names: what an example of the library is compared by."""

from collections.abc import Sequence
from typing import NamedTuple

from kg.evidence.mention import HOME
from kg.wording.item import YEAR, Item

Meanings = dict[str, str]


class Shape(NamedTuple):
    """A text word for word, with a mark in the place of each name, and what the names mean."""

    marks: tuple[str, ...]
    names: tuple[Meanings, ...]


NAMELESS = Shape((), ())


def shape(found: Sequence[Item]) -> Shape:
    """Return the shape of a text; numbers that are no years are words, and so are the names of what all is about."""
    marks: list[str] = []
    names: list[Meanings] = []
    for item in found:
        year = item.section == "number" and len(item.text) == YEAR and item.text.isdigit()
        if item.section == "name" or year:
            kind = "year" if year else "home" if HOME in item.meanings else "name"
            marks.append(f"<{kind}{'s' if item.owner else ''}>")
            names.append(item.meanings)
        else:
            marks.extend(item.text.casefold().split())
    return Shape(tuple(marks), tuple(names))
