"""Every question, view and chart with its defaults, on the released sources: the middle one, and the five dearest.

What a query costs is the time of the processor over that of the middle one and of its rows (:mod:`benchmarks.cost`);
``tests/queries/test_questions.py`` lets none cost a hundred times that.
"""

import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks import cost
from benchmarks.graphs import inputs
from benchmarks.standing import Standing

TITLE = "questions, views and charts with their defaults: the dearest"
BAR = f"none above {cost.MOST} times the middle one"
OURS = AGAINST = "the middle one"
ENVIRONMENT = {OURS: "kg"}
TIMES = "times the middle one and its rows"
DEAREST = 5


def held(size: str, to: Path) -> Iterator[list[Standing]]:
    """Yield the middle query of the library, then the five dearest; the released sources are of one size."""
    import pyoxigraph as ox

    from kg.query import query

    del size
    store = ox.Store.read_only(str(inputs.store_of(inputs.real(to / "inputs"))))
    costs = {}
    for place in cost.FOLDERS:
        for each in query.read_all(place):
            begun = time.perf_counter()
            _, found = cost.measured(store, each)
            costs[f"{place}/{each.name}"] = found, time.perf_counter() - begun
    yield standings(costs)


CONTENDERS = {OURS: held}


def standings(costs: dict[str, tuple[cost.Cost, float]]) -> list[Standing]:
    """Return the table of what queries cost: name → the cost, and the seconds by the clock."""
    factors = cost.times({name: each for name, (each, _) in costs.items()})
    case = f"the released sources, {len(costs)} queries"

    def row(who: str, processor: float, clock: float) -> Standing:
        return Standing("library", case, 0, who, seconds=[clock], processor=[processor])

    middle = statistics.median(each.seconds for each, _ in costs.values())
    told = [row(OURS, middle, statistics.median(clock for _, clock in costs.values()))]
    for name in list(factors)[:DEAREST]:
        each, clock = costs[name]
        told.append(row(name, each.seconds, clock))
        told[-1].figures = {"rows": [float(each.rows)], TIMES: [factors[name]]}
    return told
