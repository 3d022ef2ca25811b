"""States and claims per vendor in one edition: SPARQL on the store beside SQL over the same facts in columns."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

TITLE = "aggregation: states and claims per vendor"
BAR = "≤ 3× DuckDB at 1 M quads"
OURS, AGAINST = "kg", "duckdb"
ENVIRONMENT = {"kg": "kg", "duckdb": "kg"}
NAME = "vendors-by-reach"


def kg(given: Path) -> Callable[[], list[Any]]:
    """The question ``vendors-by-reach`` on the store on disk."""
    import pyoxigraph as ox

    from kg import query

    store = ox.Store.read_only(str(next(path for path in (given / "store").rglob("CURRENT")).parent))
    text = next(each["text"] for each in json.loads((given / "questions.json").read_text()) if each["name"] == NAME)

    def work() -> list[Any]:
        rows = query.run(store, text).values()
        return sorted([r["vendor"].rpartition("/")[2], int(r["states"]), len(set(r["claims"].split()))] for r in rows)

    return work


def duckdb(given: Path) -> Callable[[], list[Any]]:
    """A table of claims in memory, ``count(DISTINCT …)`` by vendor."""
    import duckdb

    engine = duckdb.connect()
    engine.execute("CREATE TABLE claims AS SELECT * FROM read_csv(?, all_varchar=true)", [str(given / "table.csv")])
    asked = (
        'SELECT regexp_extract("situation supplier", \'[^/]*$\'), count(DISTINCT "situation recipient"), '
        "string_agg(DISTINCT claim, ' ') FROM claims "
        'WHERE "situation supplier" IS NOT NULL AND "claim reportedIn" LIKE \'%/edition-0001\' GROUP BY ALL'
    )

    def work() -> list[Any]:
        return sorted(
            [vendor, states, len(claims.split())] for vendor, states, claims in engine.execute(asked).fetchall()
        )

    return work


CONTENDERS = {"kg": kg, "duckdb": duckdb}
