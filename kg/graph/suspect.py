"""Suspects: the nodes among which are all that break a constraint of a shape.

A store is read once from end to end, its terms become numbers, and each property a column of them, for all shapes that
constrain it. What is no suspect is in breach of nothing; whether a suspect is, the query of the constraint says.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from operator import attrgetter

import pyoxigraph as ox

from kg.namespace import RDF
from kg.query.solution import Term
from kg.vocabulary import shape
from kg.vocabulary.shape import Constraint

NONE: frozenset[int] = frozenset()
_PARTS = attrgetter("subject", "predicate", "object")


def suspects(store: ox.Store, constraints: Iterable[Constraint]) -> Iterator[tuple[Constraint, list[Term]]]:
    """Yield each constraint that a node of a store may break, with the nodes that may."""
    given, closed = list(constraints), list[Constraint]()
    if not given:
        return
    columns = _Columns(store)
    for each in given:
        focus = columns.members(each.target)
        if focus and each.name == "closed":
            closed.append(each)
        elif focus and (found := _suspected(columns, each, focus)):
            yield each, columns.terms(found)
    for each, found in _open(columns, closed):
        yield each, columns.terms(found)


def _suspected(columns: "_Columns", constraint: Constraint, focus: frozenset[int]) -> frozenset[int]:
    """Return the nodes of a class that may break a constraint of a property."""
    column, name, given = columns.of(constraint.path), constraint.name, constraint.given
    if name == "minCount":
        return focus - column.subjects
    if name == "hasValue":
        return focus - column.leading_to(frozenset(n for n in column.values if str(columns.term(n)) == given))
    if focus.isdisjoint(column.subjects):
        return NONE
    if name == "maxCount":
        return focus & column.repeated(int(given.split('"')[1]))
    if name == "uniqueLang":
        return focus & columns.speaking_twice(column)
    if name == "class":
        return focus & column.leading_to(column.values - columns.members(given[1:-1]))
    return focus & column.leading_to(columns.doubtful(constraint, column))


def _open(columns: "_Columns", closed: Sequence[Constraint]) -> Iterator[tuple[Constraint, frozenset[int]]]:
    """Yield the constraints that leave a node no property but those they list, with the nodes that have another."""
    held: dict[int, int] = {}
    """Node → the constraints that it is held against, as bits."""
    for number, each in enumerate(closed):
        members = columns.members(each.target)
        several = {node: held[node] | 1 << number for node in held.keys() & members}
        held.update(dict.fromkeys(members, 1 << number))
        held.update(several)
    found: defaultdict[Constraint, frozenset[int]] = defaultdict(frozenset)
    for path in columns.properties if closed else ():
        subjects = columns.of(path).subjects
        met = 0
        for bits in {held.get(node, 0) for node in subjects}:
            met |= bits
        for number, each in enumerate(closed):
            if met >> number & 1 and path not in each.allowed:
                found[each] |= columns.members(each.target) & subjects
    yield from found.items()


class _Column:
    """The subjects and the values of a property, by their numbers, a row for each quad."""

    def __init__(self, cells: Sequence[int]) -> None:
        self.rows = cells[::2], cells[1::2]

    @cached_property
    def subjects(self) -> frozenset[int]:
        """The nodes that have the property."""
        return frozenset(self.rows[0])

    @cached_property
    def values(self) -> frozenset[int]:
        """What the property leads to."""
        return frozenset(self.rows[1])

    def repeated(self, times: int) -> frozenset[int]:
        """Return the nodes with more than so many values; one that stands in two graphs counts twice."""
        if times and len(self.rows[0]) == len(self.subjects):
            return NONE
        return frozenset(node for node, count in Counter(self.rows[0]).items() if count > times)

    def leading_to(self, values: frozenset[int]) -> frozenset[int]:
        """Return the nodes that have one of these values."""
        return frozenset(node for node, value in zip(*self.rows, strict=True) if value in values) if values else NONE


class _Columns:
    """What a store states, a column for each property."""

    def __init__(self, store: ox.Store) -> None:
        numbers: defaultdict[Term, int] = defaultdict()
        numbers.default_factory = numbers.__len__
        cells: defaultdict[ox.NamedNode, list[int]] = defaultdict(list)
        for subject, property_, value in map(_PARTS, store):
            row = cells[property_]
            row.append(numbers[subject])
            row.append(numbers[value])
        self._terms = list(numbers)
        self._columns = {property_.value: _Column(row) for property_, row in cells.items()}
        self.properties = list(self._columns)
        of_class: defaultdict[int, set[int]] = defaultdict(set)
        for node, class_ in zip(*self.of(RDF + "type").rows, strict=True):
            of_class[class_].add(node)
        named = ((self._terms[class_], nodes) for class_, nodes in of_class.items())
        self._of_class = {class_.value: nodes for class_, nodes in named if isinstance(class_, ox.NamedNode)}
        self._members: dict[str, frozenset[int]] = {}
        self._doubtful: dict[tuple[str, str], frozenset[int]] = {}

    def of(self, path: str) -> _Column:
        """Return the column of a property, which may be empty."""
        return self._columns.get(path) or _Column(())

    def term(self, number: int) -> Term:
        """Return the term that has a number."""
        return self._terms[number]

    def terms(self, numbers: Iterable[int]) -> list[Term]:
        """Return the terms that have numbers."""
        return [self._terms[number] for number in numbers]

    def members(self, class_: str) -> frozenset[int]:
        """Return the nodes of a class and of the classes below it."""
        if class_ not in self._members:
            self._members[class_] = NONE.union(*(self._of_class.get(each, ()) for each in shape.below(class_)))
        return self._members[class_]

    def speaking_twice(self, column: _Column) -> frozenset[int]:
        """Return the nodes with more than one value in a language."""
        if not column.repeated(1):
            return NONE
        of = {value: term.language for value in column.values if isinstance(term := self._terms[value], ox.Literal)}
        told = Counter((node, of[value]) for node, value in zip(*column.rows, strict=True) if of.get(value))
        return frozenset(node for (node, _), count in told.items() if count > 1)

    def doubtful(self, constraint: Constraint, column: _Column) -> frozenset[int]:
        """Return the values of a column that may not be as a constraint demands."""
        key = (constraint.path, constraint.condition)
        if key not in self._doubtful:
            told = ((number, str(self._terms[number])) for number in column.values)
            self._doubtful[key] = frozenset(number for number, value in told if not shape.meets(constraint, value))
        return self._doubtful[key]
