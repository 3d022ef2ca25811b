"""The image of one page, shown where a link to it is shared: its name, what is said first of it, counts, and a map.

It is drawn from what the page itself says, with the states that the page is about on the map. What is written in
letters that the font of pictures lacks has the image of its kind instead, which is the same on every machine.
"""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from kg.answering.answer import Answer
from kg.answering.answer import Thing as Named
from kg.charts import plate
from kg.drawing import font, png
from kg.drawing.lettering import shortened, width, wrapped
from kg.drawing.palette import TYPES, mixed
from kg.drawing.raster import LEVELS, Raster, face
from kg.imprint import imprint
from kg.namespace import curie, iri
from kg.naming import form
from kg.query.query import Query
from kg.site import address, preview, profile
from kg.site.resource import Library
from kg.site.section import Brief

WIDE, TALL = preview.SMALL
EDGE, ROOM = 28, WIDE - 2 * 28
"""The empty edge at the left and the right, and the room between them."""
PAPER, INK, SOFT, BRAND = "#ffffff", preview.INK, preview.SOFT, "#00508c"
LAND, MARK = "#d3dce3", TYPES["ais:State"]
COLORS = (
    PAPER,
    *(mixed(INK, PAPER, step / LEVELS) for step in range(1, LEVELS + 1)),
    *(mixed(SOFT, PAPER, step / LEVELS) for step in range(1, LEVELS + 1)),
    BRAND,
    LAND,
    MARK,
)
_INK, _SOFT, _BRAND, _LAND, _MARK = 1, 1 + LEVELS, 1 + 2 * LEVELS, 2 + 2 * LEVELS, 3 + 2 * LEVELS
TITLES = ((36, 1), (28, 2), (24, 3))
"""The sizes of a title, and the lines that it may take in each."""
LEADING = 21
MAP = (264, 154)
"""Where the map begins."""
ACROSS, STEP = 106, 3
"""The squares of the map side by side, and how far one is from the next."""
FAINT, RING = 40, 11
"""Squares below which a state is hard to see, and the radius of the ring around one."""
COUNTED = 3
"""The counts that there is room for."""
CODE = iri("ais:m49")
ROLES = tuple(iri(f"ais:{name}") for name in ("user", "recipient", "member", "jurisdiction", "location"))
"""The roles in which a state is on the map of whatever else has a role beside it."""
WITHIN = iri("ais:region")


class Card(NamedTuple):
    """What an image says."""

    kind: str
    title: str
    text: str = ""
    counts: tuple[tuple[int, str], ...] = ()
    """Numbers, each with what it counts."""
    states: tuple[str, ...] = ()
    """The IRIs of the states on the map."""


def of_thing(library: Library, name: str) -> bytes:
    """Return the image of the page of a thing as PNG."""
    return drawn(library, address.page(name), about(library, name))


def about(library: Library, name: str) -> Card:
    """Return what the image of the page of a thing says."""
    resource = library.resource(name)
    told = profile.profile(library, resource)
    stated = [each for section in resource.sections for each in section.briefs]
    held = profile.held_firmly(library, stated)
    claims = {said.claim for each in stated for said in each.said}
    sources = {said.source for each in stated for said in each.said} - {name}
    states = _states(library, name, held, profile.reached(library, resource))
    counted = [
        (0 if states == (name,) else len(states), "state or territory", "states and territories"),
        *((len(_things(held, role) - {name}), role, form.plural(role)) for role in ("technology", "supplier")),
        (len(claims), "claim", "claims"),
        (len(sources), "source", "sources"),
    ]
    counts = tuple((count, one if count == 1 else many) for count, one, many in counted if count)
    kind = ", ".join(thing.label for thing in resource.types)
    said = str(told.sentences[0]) if told and told.sentences else ""
    return Card(kind, resource.thing.label, said, counts, states)


def _things(rows: Iterable[Brief], role: str) -> set[str]:
    return {thing.iri for row in rows for thing in row.roles.get(iri(f"ais:{role}"), ())}


def of_question(library: Library, question: Query, found: Answer) -> bytes:
    """Return the image of the page of a question with its answer as PNG."""
    named = {cell.iri for row in found.rows for cell in row.values() if isinstance(cell, Named) and _is_state(cell.iri)}
    counts = ((len(found.rows), "row" if len(found.rows) == 1 else "rows"),)
    said = f"Each {question.row}." if question.row else ""
    told = Card("Question", question.summary, said, counts, tuple(sorted(named)))
    return drawn(library, f"{address.QUESTION}/{question.name}", told)


def drawn(library: Library, at: str, card: Card) -> bytes:
    """Return the image of the page at a path as PNG: a card, or that of its kind where the font lacks a letter."""
    if not font.holds(f"{card.kind}{card.title}{card.text}{''.join(noun for _, noun in card.counts)}{imprint().name}"):
        return preview.drawn(preview.kind(at))
    made = Raster(WIDE, TALL)
    made.rows[:] = map(bytearray, _sheet(mapped=bool(card.states)))
    if card.states:
        _mark(made, library, card.states)
    made.text(EDGE, 32, shortened(_capital(card.kind), 16, ROOM), face(16), _SOFT)
    size, lines = _title(card.title)
    y = 36
    for line in lines:
        y += round(size * 1.1)
        made.text(EDGE, y, line, face(size, bold=True), _INK)
    y += 4
    below = MAP[1] - 8 if card.states or card.counts else TALL - 40
    for line in _lines(card.text, max((below - y) // LEADING, 0)):
        y += LEADING
        made.text(EDGE, y, line, face(16), _INK)
    for at_, (count, noun) in enumerate(card.counts[:COUNTED]):
        y = MAP[1] + 34 + 34 * at_
        number = f"{count:,}"
        made.text(EDGE, y, number, face(24, bold=True), _INK)
        after = EDGE + width(number, 24, bold=True) + 6
        made.text(after, y, shortened(noun, 16, ROOM), face(16), _INK)
    made.text(EDGE, TALL - 18, shortened(imprint().name, 16, MAP[0] - EDGE), face(16), _SOFT)
    return png.indexed([bytes(row) for row in made.rows], COLORS)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lines(text: str, most: int) -> list[str]:
    """Return a text as at most so many lines, the last of them cut where there are more."""
    lines = wrapped(text, 16, ROOM)
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], shortened(" ".join(lines[most - 1 :]), 16, ROOM)] if most else []


def _title(text: str) -> tuple[int, list[str]]:
    """Return the largest size in which there is room for a title, and its lines."""
    for size, most in TITLES:
        lines = wrapped(text, size, ROOM, bold=True)
        if len(lines) <= most:
            return size, lines
    return size, [*lines[: most - 1], shortened(" ".join(lines[most - 1 :]), size, ROOM, bold=True)]


@cache
def _sheet(*, mapped: bool) -> tuple[bytes, ...]:
    """Return the rows of an image on which nothing is said yet, with the map of the world in squares or without it."""
    made = Raster(WIDE, TALL)
    for y in range(6):
        made.fill(y, 0, WIDE, _BRAND)
    for spot in plate.plate(ACROSS).spots.values() if mapped else ():
        _squares(made, spot.runs, _LAND)
    return tuple(map(bytes, made.rows))


def _mark(made: Raster, library: Library, states: tuple[str, ...]) -> None:
    """Give some states on the map their color; one alone has a ring around it."""
    keys = [library.one(name, CODE) or name.rpartition("/")[2] for name in states]
    laid = plate.plate(ACROSS)
    marked = [laid.spots[key] for key in keys if key in laid.spots]
    for spot in marked:
        x, y = spot.middle
        _squares(made, spot.runs or ((y, x, x + 1),), _MARK)
    if len(states) == 1 and marked and sum(last - first for _, first, last in marked[0].runs) < FAINT:
        across, along = ((each + 0.5) * STEP + begin for each, begin in zip(marked[0].middle, MAP, strict=True))
        for down in range(-RING, RING + 1):
            outer, inner = (max(radius**2 - down**2, 0) ** 0.5 for radius in (RING, RING - 2))
            for first, last in ((across - outer, across - inner), (across + inner, across + outer)):
                made.fill(round(along + down), round(first), round(last), _MARK)


def _squares(made: Raster, runs: Iterable[plate.Run], color: int) -> None:
    for y, first, last in runs:
        for x in range(first, last):
            for down in range(STEP - 1):
                made.fill(MAP[1] + STEP * y + down, MAP[0] + STEP * x, MAP[0] + STEP * (x + 1) - 1, color)


def _is_state(name: str) -> bool:
    return curie(name).startswith("state:")


def _states(library: Library, name: str, rows: Iterable[Brief], counted: set[str]) -> tuple[str, ...]:
    """Return the states that a page is about: the thing itself, those counted on it or in it, or those of its rows."""
    if _is_state(name) or counted:
        return (name,) if _is_state(name) else tuple(sorted(counted))
    held = {thing.iri for row in rows for role in ROLES for thing in row.roles.get(role, ())}
    inside = [name]
    for region in inside:
        inside += [each for role, each in library.into.get(region, ()) if role == WITHIN and each not in inside]
    return tuple(sorted(filter(_is_state, held.union(inside))))
