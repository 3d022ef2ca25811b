"""What a sub-SELECT counts, worked out in columns: its patterns joined, its rows grouped, each group told."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.query import relation
from kg.query.columns import Columns
from kg.query.pattern import Body, Item, Listed, Node, Tally, Unfit

if TYPE_CHECKING:
    from kg.query.relation import Column, Relation


Cells = list[Sequence[str | int]]


def counted(columns: Columns, tally: Tally) -> Cells:
    """Return the items of a sub-SELECT as columns of IRIs, numbers and texts.

    Raises:
        Unfit: it asks for what is not in columns, or names a blank node.
    """
    found = _Found(columns, tally, _met(columns, tally.body, _joined(columns, tally)))
    if tally.least:
        found = found.large()
    return [found.cells(item) for item in tally.items]


class _Found:
    """The joined rows of a sub-SELECT in groups."""

    def __init__(self, columns: Columns, tally: Tally, rows: "Relation") -> None:
        self.columns, self.tally, self.rows = columns, tally, rows
        self.size = len(columns.terms)
        self.group, self.count = relation.numbered([rows[key] for key in tally.keys], self.size)

    def large(self) -> "_Found":
        """Return the groups that have as many distinct values as they need to have."""
        import numpy as np

        enough = np.all([self._distinct(name) >= least for name, least in self.tally.least], axis=0)
        return _Found(self.columns, self.tally, relation.kept(self.rows, enough[self.group]))

    def cells(self, item: Item) -> Sequence[str | int]:
        """Return what an item is in each group."""
        import numpy as np

        if item.counted:
            numbers: list[int] = self._distinct(item.counted).tolist()
            return numbers
        if item.key:
            one = np.zeros(self.count, dtype=np.int64)
            one[self.group] = self.rows[item.key]
            return self._texts(one)
        parts = [[each] * self.count if isinstance(each, str) else self._listed(each) for each in item.told]
        return parts[0] if len(parts) == 1 else list(map("".join, zip(*parts, strict=True)))

    def _distinct(self, name: str) -> "Column":
        import numpy as np

        return np.bincount(relation.pairs(self.group, self.rows[name], self.size)[0], minlength=self.count)

    def _listed(self, listed: Listed) -> list[str]:
        import numpy as np

        groups, values = relation.pairs(self.group, self.rows[listed.variable], self.size)
        texts, ends = self._texts(values), np.cumsum(np.bincount(groups, minlength=self.count)).tolist()
        return [listed.separator.join(texts[start:end]) for start, end in zip([0, *ends], ends, strict=False)]

    def _texts(self, numbers: "Column") -> list[str]:
        if len(numbers) and numbers.max() >= self.columns.named:
            raise Unfit("a blank node")
        return list(map(self.columns.terms.__getitem__, numbers.tolist()))


def _wanted(tally: Tally) -> set[str]:
    """Return the variables that have to be left when all is joined."""
    body, counted = tally.body, {item.counted for item in tally.items if item.counted}
    named = {node.name for pair in body.unequal for node in pair if node.variable}
    named |= {name for pair in body.before for name in pair} | {*tally.keys, *counted} - body.cases.keys()
    named |= {each.variable for item in tally.items for each in item.told if not isinstance(each, str)}
    return named | {name for case in body.cases.values() for name in (case.tested, case.then, case.otherwise) if name}


def _joined(columns: Columns, tally: Tally) -> dict[str, "Column"]:
    """Return what is wanted of the rows that the patterns give together: joined are first those that only select."""
    given: dict[str, set[str]] = {}
    for name, iris in tally.body.values:
        given[name] = given.get(name, set(iris)) & set(iris)
    wanted = _wanted(tally)
    uses = Counter(name for pattern in tally.body.patterns for name in pattern.variables)
    if not given.keys() | wanted <= uses.keys():
        raise Unfit("a variable that no pattern gives")
    left = [
        {name: column for name, column in columns.matches(pattern, given).items() if name in wanted or uses[name] > 1}
        for pattern in tally.body.patterns
    ]
    if not all(left):
        raise Unfit("a pattern that shares no variable")
    found = min(left, key=relation.length)
    left = [each for each in left if each is not found]
    while left:
        fitting = [each for each in left if each.keys() & found.keys()]
        if not fitting:
            raise Unfit("patterns that share no variable")
        chosen = min(fitting, key=lambda each: (not each.keys() <= found.keys(), relation.length(each)))
        left = [each for each in left if each is not chosen]
        later = wanted.union(*left)
        rows = relation.joined(found, chosen, len(columns.terms))
        found = {name: column for name, column in rows.items() if name in later}
    return found


def _met(columns: Columns, body: Body, rows: "Relation") -> dict[str, "Column"]:
    """Return the rows that meet every condition, with the variables that depend on one; -1 is unbound."""
    import numpy as np

    def value(node: Node) -> "Column | int":
        return rows[node.name] if node.variable else columns.number(node.name)

    for one, other in body.unequal:
        rows = relation.kept(rows, np.not_equal(value(one), value(other)))
    for first, second in body.before:
        rows = relation.kept(rows, (rows[first] < rows[second]) & (rows[second] < columns.named))
    made = dict(rows)
    for name, case in body.cases.items():
        then, otherwise = (rows[each] if each else np.int32(-1) for each in (case.then, case.otherwise))
        made[name] = np.where(rows[case.tested] == columns.number(case.iri), then, otherwise)
    return made
