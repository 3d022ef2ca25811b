"""Names in cells: which thing each means, by the decisions of a mapping and the registers, and which stay open."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import NamedTuple, Protocol

from kg.errors import SourceError, suggestion
from kg.namespace import iri, local_name
from kg.naming import country
from kg.naming.form import bare, is_nothing, said, seen, unmarked
from kg.naming.names import Names
from kg.tables import homonym, occasion, remark, sign
from kg.tables.figure import Unread
from kg.tables.interval import Interval
from kg.tables.mapping import NAMED, Decision
from kg.tables.phrase import pattern
from kg.tables.remark import Saying
from kg.tables.separator import parted
from kg.tables.sheet import STRUCK

_OTHERS = pattern("others")
_NOBODY = re.compile(rf"{_OTHERS}|{pattern('nobody')}")
_TAIL = re.compile(rf"(.+?)[\s,;(]+({_OTHERS})[.)]*", re.IGNORECASE)
_KEPT = 20_000
"""The names that are remembered at once."""
_LONGEST_RUN = 6  # the parts of a cell that may be one name together
_SIDE = re.compile(r"(?:north|south|east|west)(?:ern)?", re.IGNORECASE)
_NOTE = re.compile(r"(?<=[^\W\d_])\s*\d{1,2}\)$")
"""The mark of a footnote that :func:`kg.naming.form.unmarked` leaves, as in "Kenya 1)"."""


class Row(Protocol):
    """A thing of a register, with what is stated of it."""

    @property
    def name(self) -> str:
        """Return its CURIE."""

    @property
    def statements(self) -> Sequence[tuple[str, str]]:
        """Return the property and the term of each statement."""


class Known(Protocol):
    """What is known of things: the registers, or what has their names and classes."""

    @property
    def names(self) -> Names:
        """Who answers to a name."""

    @property
    def classes(self) -> Mapping[str, frozenset[str]]:
        """Thing → its class and every class above it."""

    @property
    def rows(self) -> Mapping[str, Sequence[Row]]:
        """Register → its rows."""


_ITEM = re.compile(r"(?:https?://www\.wikidata\.org/(?:entity|wiki)/)?(Q[1-9]\d*)")


_WORDS = frozenset(("am", "as", "at", "be", "by", "do", "in", "is", "it", "me", "my", "no", "so", "to"))
"""Words of English that are the code of a state, where they are not in capitals."""


class Value(NamedTuple):
    """What a cell gives: a thing or a text, and the reason where it is read otherwise than it is written."""

    text: str
    reason: str = ""
    saying: Saying | None = None
    """What a remark beside the name says of the claims that are made of it."""
    times: Interval | None = None
    """The time that stands beside it in its cell."""


class Open(NamedTuple):
    """A name that nothing, or more than one thing, answers to."""

    kind: str
    name: str
    why: str
    things: tuple[str, ...] = ()
    """Those that it may mean, where it means several."""
    other: str = ""
    """A thing of another kind that answers to it."""


class Resolver:
    """Resolves names of a kind; each is looked up once, and what stays open is remembered."""

    def __init__(self, known: Known, decided: Mapping[tuple[str, str], Decision]) -> None:
        self.known = known
        self.decided = decided
        self._near: dict[Open, list[str]] = {}
        self._found: dict[tuple[str, str], Value | Unread | Open] = {}
        self._takes = {kind: [partial(self._is, iri(name)) for name in classes] for kind, classes in NAMED.items()}

    @cached_property
    def _items(self) -> dict[str, str]:
        """Item of Wikidata → the thing that matches it exactly."""
        match = iri("skos:exactMatch")
        stated = (
            (row, term) for rows in self.known.rows.values() for row in rows for p, term in row.statements if p == match
        )
        return {term.strip("<>").rpartition("/")[2]: row.name for row, term in stated}

    def _is(self, class_iri: str, thing: str) -> bool:
        return class_iri in self.known.classes[thing]

    def takes(self, kind: str) -> Callable[[str], bool]:
        """Return whether a thing is of a kind, as a function."""
        return lambda thing: any(takes(thing) for takes in self._takes[kind])

    def one(self, kind: str, text: str) -> Value | Unread | Open:
        """Return the thing that a text means as one name, or why it means none."""
        key = (kind, text)
        if key not in self._found:
            if len(self._found) > _KEPT:
                self._found.clear()
            self._found[key] = self._one(kind, text)
        return self._found[key]

    def _one(self, kind: str, text: str) -> Value | Unread | Open:
        decision = self.decided.get((kind, said(text))) or self.decided.get((kind, said(unmarked(text))))
        if decision and decision.left:
            return Unread(f"{seen(text)!r}: {decision.left}, as the mapping says")
        if decision and decision.thing:
            return Value(self._decided(kind, text, decision), decision.reason)
        if is_nothing(text):
            return Unread("it says that nothing is known")
        if not re.search(r"[^\W\d_]", text) and not (kind == "state" and re.fullmatch(r"\d{3}", text.strip())):
            return Unread(f"{seen(text)!r} is no name")
        if (item := _ITEM.fullmatch(text.strip())) and (thing := self._items.get(item[1])) and self.takes(kind)(thing):
            return Value(thing)
        if sign.is_struck(text):
            return Unread(STRUCK)
        if re.search(r"\(?\?\)?$", text.strip()):
            return Open(kind, seen(text), f"{seen(text)!r} is put in question")
        if doubt := sign.odd(text) or (homonym.part(text) if kind == "state" else ""):
            return Open(kind, seen(text), f"{seen(text)!r} {doubt}")
        if kind == "state" and re.fullmatch(r"[a-z]{2}", text.strip()):
            if text.strip() in _WORDS:
                return Open(kind, seen(text), f"{seen(text)!r} is a word or the code of a state: which is not said")
            text = text.strip().upper()
        for takes in self._takes[kind]:
            states = kind in ("state", "organization")
            meaning = self.known.names.meaning(text, takes, states and takes is self._takes[kind][-1], kind != "vendor")
            if len(meaning.things) == 1:
                return Value(meaning.things[0])
            if meaning.things:
                told = f"{seen(text)!r} names {', '.join(sorted(meaning.things))}"
                return Open(kind, seen(text), told, tuple(sorted(meaning.things)))
            if meaning.found:
                return Open(kind, seen(text), meaning.found)
        if kind != "state" and _NOBODY.fullmatch(bare(text)):
            return Unread(f"{seen(text)!r} names none")
        if (unnoted := _NOTE.sub("", text)) != text and isinstance(noted := self.one(kind, unnoted), Value):
            return noted
        if (apart := remark.parted(text)) and isinstance(named := self.one(kind, apart[0]), Value):
            return named._replace(saying=apart[1])
        planned = occasion.planned(text) if kind != "state" else None
        if planned and isinstance(named := self.one(kind, planned[0]), Value):
            return named._replace(saying=planned[1].saying, times=planned[1].times)
        other = self._other(kind, text)
        why = f"{seen(text)!r} is no {kind} that is known" + (f": it is {other}" if other else "")
        return Open(kind, seen(text), why, (), other)

    def _other(self, kind: str, text: str) -> str:
        """Return the thing of another kind that a text names and nothing else, or nothing."""
        for each in ("state", "vendor", "technology", "initiative"):
            takes = self.takes(each)
            if each != kind and len(bare(text)) > 3:
                found = self.known.names.meaning(text, takes, each == "state", ids=False).things
                if len(found) == 1 and not self.takes(kind)(found[0]):
                    return found[0]
        return ""

    def _decided(self, kind: str, text: str, decision: Decision) -> str:
        place = f"names.{kind}, {seen(text)!r}"
        if decision.thing in self.known.classes:
            if not self.takes(kind)(decision.thing):
                raise SourceError(
                    place, f"{decision.thing!r} is no {kind}", f"give a {local_name(iri(NAMED[kind][0]))}"
                )
            return decision.thing
        found = self.known.names.meaning(decision.thing, self.takes(kind), kind == "state", ids=kind == "state")
        if len(found.things) != 1:
            fitting = [thing for thing in self.known.classes if self.takes(kind)(thing)]
            hint = suggestion(decision.thing, fitting, "add a row to the register, or write a known name")
            raise SourceError(place, f"{decision.thing!r} is no {kind} that is known", hint)
        return found.things[0]

    def several(self, kind: str, text: str, separators: list[str]) -> Iterator[Value | Unread | Open]:
        """Yield what each name in a cell means: the longest known names that it has, and of the rest each part."""
        whole = self.one(kind, text)
        if isinstance(whole, Open) and re.search(r"\w\s*\?$", text.strip()):
            yield whole
            return
        if isinstance(whole, Open) and kind != "state" and (tail := _TAIL.fullmatch(seen(text))):
            yield from self.several(kind, tail[1], separators)
            yield Unread(f"{tail[2]!r} names none")
            return
        pieces = parted(text, separators)
        if len(pieces) < 2 or not (isinstance(whole, Open) or self._apart(kind, [name for _, name in pieces])):
            yield whole
            return
        runs = list(self._runs(kind, pieces))
        odd = [each.name for each in runs if isinstance(each, Open) and not each.things and remark.is_part(each.name)]
        if kind != "state" and odd:
            yield Open(kind, seen(text), f"{odd[0]!r} is no name, and says otherwise of what stands beside it")
            return
        found: dict[str, None] = {}
        if kind == "state" and any(isinstance(each, Open) and _SIDE.fullmatch(each.name) for each in runs):
            yield whole
            return
        for told in self._towns(pieces, runs) if kind == "state" else runs:
            if not isinstance(told, Value):
                yield told
            elif told.text not in found:
                found[told.text] = None
                yield told

    def _apart(self, kind: str, names: list[str]) -> bool:
        """Return whether each of several names means one thing by itself, and not all the same."""
        told = [self.one(kind, name) for name in names]
        return all(isinstance(each, Value) for each in told) and len(set(told)) > 1

    def _runs(self, kind: str, pieces: list[tuple[str, str]]) -> Iterator[Value | Unread | Open]:
        """Yield what the parts of a cell mean, those together that are one known name, or one of the past."""
        place = 0
        while place < len(pieces):
            if kind == "state" and _SIDE.fullmatch(pieces[place][1]) and place + 1 < len(pieces):
                yield from self._both(pieces[place], pieces[place + 1])
                place += 2
                continue
            for last in range(min(len(pieces), place + _LONGEST_RUN), place, -1):
                run = pieces[place:last]
                joined = run[0][1] + "".join(sign + name for sign, name in run[1:])
                told = self.one(kind, joined)
                known = (
                    isinstance(told, Value) and told.saying is None and not self._apart(kind, [name for _, name in run])
                )
                elsewhere = kind == "state" and (country.is_past(joined) or bool(country.named(joined)))
                if last == place + 1 or known or (elsewhere and not isinstance(told, Value)):
                    break
            while (
                isinstance(told, Open) and not told.things and last < len(pieces) and self._is_open(kind, pieces[last])
            ):
                told = self.one(kind, told.name + "".join(pieces[last]))
                last += 1
            yield told
            place = last

    @staticmethod
    def _towns(pieces: list[tuple[str, str]], runs: list[Value | Unread | Open]) -> Iterator[Value | Unread | Open]:
        """Yield what parts mean; a town and a part of a state elsewhere, "Lebanon, Ohio" or "Chicago, IL", are open."""
        place = 0
        while place < len(runs):
            pair = runs[place : place + 2] if len(runs) == len(pieces) else []
            if len(pair) == 2 and pieces[place + 1][0].strip() == ",":
                (_, first), (_, second) = pieces[place : place + 2]
                one, other = (each.text if isinstance(each, Value) else "" for each in pair)
                if why := homonym.town(first, second, (one, other)):
                    name = seen(f"{first}, {second}")
                    yield Open("state", name, f"{name!r} {why}")
                    place += 2
                    continue
            yield runs[place]
            place += 1

    def _both(self, side: tuple[str, str], other: tuple[str, str]) -> Iterator[Value | Unread | Open]:
        """Yield both states of "North and South Korea"; it stays open as one where not each of the two is one."""
        text = side[1] + "".join(other)
        match = re.fullmatch(rf"{_SIDE.pattern} (.+)", other[1], re.IGNORECASE)
        told = [self.one("state", name) for name in (f"{side[1]} {match[1]}", other[1])] if match else []
        both = bool(told) and all(isinstance(each, Value) for each in told)
        whole = self.one("state", text)
        yield from told if both and isinstance(whole, Open) else [whole]

    def _is_open(self, kind: str, piece: tuple[str, str]) -> bool:
        """Return whether a part follows upon "and", which may belong to the name, and is no known name itself."""
        told = self.one(kind, piece[1])
        return kind != "state" and piece[0].strip() in ("and", "&") and isinstance(told, Open) and not told.things

    def near(self, open_: Open) -> list[str]:
        """Return the things that an open name may have been meant as, nearest first."""
        if open_ not in self._near:
            self._near[open_] = self._looked_for(open_)
        return self._near[open_]

    def _looked_for(self, open_: Open) -> list[str]:
        if open_.things:
            return list(open_.things)
        takes = self.takes(open_.kind)
        names = self.known.names.near(open_.name, takes)
        things = (self.known.names.meaning(name, takes, open_.kind == "state").things for name in names)
        return list(dict.fromkeys(thing for each in things for thing in each))
