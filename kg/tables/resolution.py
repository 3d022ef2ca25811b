"""Names in cells: which thing each means, by the decisions of a mapping and the registers, and which stay open."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import NamedTuple, Protocol

from kg.errors import SourceError, suggestion
from kg.namespace import iri, local_name
from kg.naming.form import bare, is_nothing, said, seen, unmarked
from kg.naming.names import Names
from kg.tables.figure import Unread
from kg.tables.mapping import NAMED, Decision

SEPARATORS = (";", "\n", "|", "、", "，", "/", ",", "+", " and ", " & ", " und ", " et ", " y ", " e ", " и ")
"""What parts several names in a cell, the surest first."""
_NOBODY = re.compile(
    r"(?:and )?(?:others?|various|multiple|several|many|mult|misc|etc|et al|local (?:company|companies|firms?)|domestic"
    r"|in house|undisclosed|unclear|not disclosed|confidential|none|nobody|mixed|diverse|x"
    r"|(?:local|domestic|foreign|unknown|unnamed|unspecified|undisclosed|unidentified|other|various|several)"
    r" (?:compan(?:y|ies)|firms?|vendors?|suppliers?|providers?|contractors?|integrators?|partners?))"
)
_LEGAL = re.compile(
    r"(?:ltd|limited|inc|llc|llp|plc|gmbh|ag|sa|s a|spa|s p a|bv|nv|oy|ab|as|co|corp|corporation|company|group|pte ltd"
    r"|pvt ltd|co ltd|sarl|srl|sas|kg|jsc|ooo|sro|doo|kft|holdings?|technolog(?:y|ies)|international)"
)


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


class Value(NamedTuple):
    """What a cell gives: a thing or a text, and the reason where it is read otherwise than it is written."""

    text: str
    reason: str = ""


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
            if len(self._found) > 50_000:
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
        if kind != "state" and _NOBODY.fullmatch(bare(text)):
            return Unread(f"{seen(text)!r} names none")
        if not re.search(r"[^\W\d_]", text) and not (kind == "state" and re.fullmatch(r"\d{3}", text.strip())):
            return Unread(f"{seen(text)!r} is no name")
        if (item := _ITEM.fullmatch(text.strip())) and (thing := self._items.get(item[1])) and self.takes(kind)(thing):
            return Value(thing)
        if re.search(r"\(?\?\)?$", text.strip()):
            return Open(kind, seen(text), f"{seen(text)!r} is put in question")
        if kind == "state" and re.fullmatch(r"[a-z]{2}", text.strip()):
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
        if (unnoted := _NOTE.sub("", text)) != text and isinstance(noted := self.one(kind, unnoted), Value):
            return noted
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
        """Yield what each name in a cell means: the whole of it where that is one name, else its parts."""
        whole = self.one(kind, text)
        if not isinstance(whole, Open) or (whole.things and len(parts(text, separators)) < 2):
            yield whole
            return
        found: dict[str, None] = {}
        for part in parts(text, separators):
            told = self.one(kind, part)
            if isinstance(told, Value):
                if told.text not in found:
                    yield told
                found[told.text] = None
            else:
                yield told

    def near(self, open_: Open) -> list[str]:
        """Return the things that an open name may have been meant as, nearest first."""
        if open_.things:
            return list(open_.things)
        takes = self.takes(open_.kind)
        names = self.known.names.near(open_.name, takes)
        things = (self.known.names.meaning(name, takes, open_.kind == "state").things for name in names)
        return list(dict.fromkeys(thing for each in things for thing in each))


def parts(text: str, separators: list[str]) -> list[str]:
    """Return the names in a cell, parted by separators; "Co., Ltd." is no name of its own.

    >>> parts("Acme Cameras Co., Ltd.; Huawei and ZTE", [";", ",", " and "])
    ['Acme Cameras Co., Ltd.', 'Huawei', 'ZTE']
    """
    separators = [sign for sign in separators if sign in text or sign.casefold() in text.casefold()]
    if not separators:
        return [text]
    pattern = "|".join(re.escape(sign) if not sign.isspace() or sign == "\n" else r"\s" for sign in separators)
    pieces = re.split(f"({pattern})(?![^(]*\\))", text, flags=re.IGNORECASE)
    found = [pieces[0]]
    for sign, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        if not found[-1].strip() or (_LEGAL.fullmatch(bare(piece)) and sign.strip() in (",", "")):
            found[-1] += sign + piece
        else:
            found.append(piece)
    trimmed = (re.sub(r"^(?:and|und|et)\s+|^&\s*", "", piece.strip(" \t\r\n,;/")) for piece in found)
    return [piece for piece in trimmed if piece]
