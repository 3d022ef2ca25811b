"""Rows as columns of numbers under the names of variables: joined, kept, grouped and counted as a whole, by numpy."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kg.query.pattern import Unfit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Column = NDArray[Any]
    Relation = Mapping[str, Column]

MOST = 20_000_000
"""Rows of a join that are made at most."""


def length(relation: "Relation") -> int:
    """Return how many rows a relation has, which has a column at least."""
    return len(next(iter(relation.values())))


def kept(relation: "Relation", fits: "Column") -> dict[str, "Column"]:
    """Return the rows that fit, by a mask or by their places."""
    return {name: column[fits] for name, column in relation.items()}


def joined(one: "Relation", other: "Relation", size: int) -> dict[str, "Column"]:
    """Return the rows of two relations that agree in the columns both have; ``size`` is above every number in them.

    Where the other brings no column, a row stays one row however often it is met there.

    Raises:
        Unfit: they are more than :data:`MOST`.
    """
    import numpy as np

    names = sorted(one.keys() & other.keys())
    here, there, size = _keys([one[name] for name in names], [other[name] for name in names], size)
    met = np.zeros(size, dtype=bool)
    met[there] = True
    if other.keys() <= one.keys():
        return kept(one, met[here])
    rows = np.flatnonzero(met[here])
    if (place := _places(there, size)) is not None:
        return {**kept(other, place[here[rows]]), **kept(one, rows)}
    if (place := _places(here, size)) is not None:
        met[:] = False
        met[here] = True
        rows = np.flatnonzero(met[there])
        return {**kept(one, place[there[rows]]), **kept(other, rows)}
    counts = np.bincount(there, minlength=size)
    repeated = counts[here[rows]]
    total = int(repeated.sum())
    if total > MOST:
        raise Unfit(f"{total} rows")
    within = np.arange(total) - np.repeat(np.cumsum(repeated) - repeated, repeated)
    first = np.repeat((np.cumsum(counts) - counts)[here[rows]], repeated)
    return {**kept(other, np.argsort(there, kind="stable")[first + within]), **kept(one, np.repeat(rows, repeated))}


def _places(keys: "Column", size: int) -> "Column | None":
    """Return for each number the place where it stands among keys, anything where it does not; None if one repeats."""
    import numpy as np

    place, every = np.empty(size, dtype=np.int32), np.arange(len(keys), dtype=np.int32)
    place[keys] = every
    return place if np.array_equal(place[keys], every) else None


def _keys(one: Sequence["Column"], other: Sequence["Column"], size: int) -> tuple["Column", "Column", int]:
    """Return a number for each row of two relations that is the same where the rows agree, and one above all."""
    import numpy as np

    if len(one) == 1:
        return one[0], other[0], size
    numbers = numbered([np.concatenate(pair) for pair in zip(one, other, strict=True)], size)[0]
    return numbers[: len(one[0])], numbers[len(one[0]) :], len(numbers) + 1


def numbered(columns: Sequence["Column"], size: int) -> tuple["Column", int]:
    """Return the number of the group of each row, rows that agree in all columns being one, and how many there are."""
    import numpy as np

    found = np.zeros(size, dtype=bool)
    found[columns[0]] = True
    group: Column
    group, count = (np.cumsum(found, dtype=np.int32) - 1)[columns[0]], int(found.sum())
    for column in columns[1:]:
        unique, group = np.unique(group.astype(np.int64) * size + column, return_inverse=True)
        count = len(unique)
    return group, count


def pairs(group: "Column", column: "Column", size: int) -> tuple["Column", "Column"]:
    """Return the distinct pairs of a group and a number that is not below 0, in the order of the groups."""
    import numpy as np

    given = column >= 0
    found = np.unique(group[given].astype(np.int64) * size + column[given])
    return found // size, found % size
