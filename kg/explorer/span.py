"""The years in which a claim is said to hold, by the rule of the questions that take ``since`` and ``until``.

A situation without a time of its own is said to hold at the time as of which its source speaks; one that began is not
said to go on after its source was published, unless an end is said.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg.query import query
from kg.query.query import Queryable

Times = Mapping[str, Mapping[str, list[str]]]
"""A situation or a source → role (started, ended, held, asOf, issued) → the times, as they are written."""


def times(store: Queryable) -> Times:
    """Return the times that are said of situations and sources."""
    found: defaultdict[str, dict[str, list[str]]] = defaultdict(dict)
    for row in query.find("times", "explorer").run(store).values():
        found[row["thing"]].setdefault(row["role"], []).append(str(row["value"]))
    return found


def spans(rows: Iterable[Mapping[str, Any]], known: Times) -> Iterator[tuple[int | None, int | None]]:
    """Yield for each claim the first and the last year in which it is said to hold; none of both where no time is said.

    ``rows`` have the claim's ``kind``, ``state``, ``thing``, ``situation`` and ``source``, and whether it is
    ``accepted``. A membership that began lasts until the end that another accepted claim says of it.
    """
    rows = list(rows)
    over: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        if row["kind"] == "membership" and row["accepted"]:
            over[row["state"], row["thing"]] += known.get(row["situation"], {}).get("ended", ())
    for row in rows:
        own, source = known.get(row["situation"], {}), known.get(row["source"], {})
        started, ended, held = (min(own.get(role, ()), default=None) for role in ("started", "ended", "held"))
        as_of, issued = (min(source.get(role, ()), default=None) for role in ("asOf", "issued"))
        told = as_of or issued
        later = max((each for each in over[row["state"], row["thing"]] if started and each >= started), default=None)
        until = started and (told if told and told > started else started)
        first = started or held or ended or as_of
        yield year(first), year(ended or held or later or until or as_of)


def year(time: str | None) -> int | None:
    """Return the year of a time.

    >>> year("2021-05-13"), year("2019"), year(None), year("unknown")
    (2021, 2019, None, None)
    """
    return int(time[:4]) if time and time[:4].isdigit() else None


def dated(source: str, known: Times) -> str:
    """Return when a source was published, or else the time as of which it speaks; empty where neither is known."""
    told = known.get(source, {})
    return max(told.get("issued", ()), default="") or max(told.get("asOf", ()), default="")
