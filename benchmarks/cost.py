"""What each question, view and chart costs the engine, beside what the others cost on the same graph.

A cost is the time of the processor, so that other work on the machine does not count, over what a question of the
middle takes and what its rows take to be given. No cost is held to a number of seconds.
"""

import statistics
import time
from collections.abc import Mapping
from typing import NamedTuple

from kg.query.query import Query, Queryable
from kg.query.solution import Table

FOLDERS = ("questions", "views", "charts")
MOST = 100
"""How many times the cost of the middle one a query may cost.

The dearest is at some 15 times; two that sought the times of situations before the pattern that selects them were at
600 and at 2,600 times.
"""
SHARE = 400
"""The rows that cost as much as a question of the middle, as those that list the whole graph give them."""


class Cost(NamedTuple):
    """What one query took: seconds of the processor, and how many rows it gave."""

    seconds: float
    rows: int


def measured(store: Queryable, query: Query, **given: str) -> tuple[Table, Cost]:
    """Return the answer to a query, and what it cost."""
    begun = time.process_time()
    table = query.run(store, **given)
    return table, Cost(time.process_time() - begun, len(table))


def times(costs: Mapping[str, Cost]) -> dict[str, float]:
    """Return the name of each query → how many times that of the middle it cost, the dearest first.

    >>> told = times({"a": Cost(0.01, 1), "b": Cost(0.02, 3), "c": Cost(4.0, 2)})
    >>> next(iter(told)), round(told["c"])
    ('c', 199)
    """
    middle = statistics.median(cost.seconds for cost in costs.values())
    found = {name: cost.seconds / (middle * (1 + cost.rows / SHARE)) for name, cost in costs.items()}
    return dict(sorted(found.items(), key=lambda each: -each[1]))


def dear(costs: Mapping[str, Cost]) -> dict[str, str]:
    """Return the name of each query that costs too much → how much, in words."""
    return {
        name: f"{factor:,.0f} times the middle one: it takes {costs[name].seconds:.1f} s for {costs[name].rows} rows"
        for name, factor in times(costs).items()
        if factor > MOST
    }
