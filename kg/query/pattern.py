"""What a sub-SELECT that groups and counts asks for: patterns joined, conditions, and what is told of each group."""

from dataclasses import dataclass, field
from typing import NamedTuple


class Unfit(Exception):
    """A sub-SELECT asks for more than is read here."""


class Node(NamedTuple):
    """A variable, or an IRI."""

    name: str
    variable: bool


class Pattern(NamedTuple):
    """A triple pattern, and the graph in which it is sought; None is any."""

    subject: Node
    predicate: str
    object: Node
    graph: Node | None

    @property
    def variables(self) -> set[str]:
        """The variables in it."""
        return {node.name for node in (self.subject, self.object, self.graph) if node is not None and node.variable}


class Case(NamedTuple):
    """A variable that ``BIND(IF(?tested = <iri>, ?then, ?otherwise) AS ?…)`` gives; an empty name is never bound."""

    tested: str
    iri: str
    then: str
    otherwise: str


@dataclass
class Body:
    """What is joined: patterns over variables that are told apart by where they stand, and what they have to meet."""

    patterns: list[Pattern] = field(default_factory=list)
    values: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    unequal: list[tuple[Node, Node]] = field(default_factory=list)
    before: list[tuple[str, str]] = field(default_factory=list)
    """Pairs of variables, the text of the first of which comes before that of the second."""
    cases: dict[str, Case] = field(default_factory=dict)


class Listed(NamedTuple):
    """The texts of the distinct values of a variable, joined."""

    variable: str
    separator: str


class Item(NamedTuple):
    """What is selected: a key, how many distinct values a variable has, or texts and lists of values joined."""

    name: str
    key: str = ""
    counted: str = ""
    told: tuple[Listed | str, ...] = ()


class Label(NamedTuple):
    """An OPTIONAL beside a sub-SELECT that gives the labels of a key in one language: where it stands in the text."""

    start: int
    end: int
    key: str
    name: str
    language: str


class Tally(NamedTuple):
    """A sub-SELECT that groups: where it stands in the text, braces included, and what it asks for."""

    start: int
    end: int
    items: tuple[Item, ...]
    keys: tuple[str, ...]
    body: Body
    least: tuple[tuple[str, int], ...]
    """Variables of which a row has to have so many distinct values, or is left out afterwards."""
    labels: tuple[Label, ...]
