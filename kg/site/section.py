"""What stands on the page of a resource: things, the claims on situations, and these by kind."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar, overload

from kg.evidence.receipt import Receipt
from kg.naming.form import counted
from kg.naming.index import alphabetical
from kg.site.role import CONFLICTS, MANY

Name = TypeVar("Name")
Value = TypeVar("Value")


class Thing(NamedTuple):
    """One end of a statement: the IRI and its label, or a literal's text with its language (the IRI is empty)."""

    iri: str
    label: str
    language: str = ""


class Mention(NamedTuple):
    """One claim with its receipt and its source."""

    receipt: Receipt
    source: Thing
    issued: str
    """When the source was issued, as it says; empty where it does not."""


class Row(NamedTuple):
    """One situation: its roles, and the claims that put it forward, oldest source first."""

    situation: Thing
    roles: dict[str, list[Thing]]
    """The IRI of a role → its values."""
    mentions: list[Mention]


class Saying(NamedTuple):
    """A claim on a situation, in short."""

    claim: str
    source: str
    modality: str


class Brief(NamedTuple):
    """One situation: its IRI, its roles as a row has them, and what is said of it, by claim."""

    situation: str
    roles: Mapping[str, list[Thing]]
    said: Sequence[Saying]


class Later(Sequence[Value]):
    """Values in an order, of which each is made once, when it is asked for: a page shows few of many."""

    def __init__(self, names: Sequence[Name], make: Callable[[Sequence[Name]], Sequence[Value]]) -> None:
        self._names = names
        self._make = make
        self._made: dict[int, Value] = {}

    def __len__(self) -> int:
        return len(self._names)

    def __iter__(self) -> Iterator[Value]:
        return iter(self[:])

    @overload
    def __getitem__(self, at: int) -> Value: ...

    @overload
    def __getitem__(self, at: slice) -> list[Value]: ...

    def __getitem__(self, at: int | slice) -> Value | list[Value]:
        wanted = range(len(self))[at]
        places = wanted if isinstance(wanted, range) else (wanted,)
        lacking = [place for place in places if place not in self._made]
        self._made.update(zip(lacking, self._make([self._names[place] for place in lacking]), strict=True))
        return [self._made[place] for place in places] if isinstance(wanted, range) else self._made[wanted]


class Section(NamedTuple):
    """The situations of one kind in which a resource has a role."""

    kind: Thing
    rows: Sequence[Row]
    briefs: Sequence[Brief]
    """What of each row takes no receipts."""

    @property
    def head(self) -> Thing:
        """The kind with what a table of its situations is headed."""
        return self.kind._replace(label=MANY.get(self.kind.iri) or counted(self.kind.label, 2))


class Conflict(NamedTuple):
    """Claims that do not go together: the kind of disagreement, and the claims with what each puts forward."""

    kind: str
    claims: list[tuple[Row, Mention]]

    @property
    def head(self) -> str:
        """What readers call the kind."""
        return CONFLICTS.get(self.kind, self.kind)


@dataclass(frozen=True)
class Resource:
    """What is said of one resource."""

    thing: Thing
    types: list[Thing]
    statements: list[tuple[Thing, list[Thing]]]
    """What the registers, the ontology and the sources' own descriptions say: property → values."""
    derived: list[tuple[Thing, list[Thing]]]
    """What rules derive from claims, the resource as subject."""
    incoming: list[tuple[Thing, list[Thing]]]
    """Property → subjects outside situations and claims that have the resource as object, derived ones as well."""
    sections: list[Section]
    conflicts: Sequence[Conflict]


def by_roles(roles: Mapping[str, Sequence[Thing]]) -> tuple[tuple[str, str], ...]:
    """Return what orders situations: what stands in their roles, as it is read."""
    return tuple(alphabetical(thing.label) for values in roles.values() for thing in values)
