"""Where sources disagree: the rows of the question ``disagreements``, with what they concern and both receipts."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from kg.evidence.receipt import receipts
from kg.explorer.name import Names, identifier, label
from kg.namespace import curie
from kg.query import query
from kg.query.query import Queryable


def conflicts(store: Queryable, names: Mapping[str, Names]) -> Iterator[dict[str, Any]]:
    """Yield the disagreements in the order of the question; ``about`` has the ids of what each concerns.

    Those are the things by which the question finds it: ``disagreements(thing=…)`` has the rows whose ``about``
    names the thing.
    """
    rows = list(query.find("disagreements").run(store).values())
    claims = sorted({claim for row in rows for claim in row["claims"].split()})
    notes = receipts(store, claims)
    concerned: defaultdict[str, set[str]] = defaultdict(set)
    if claims:
        for row in query.find("concerns", "explorer").run(store, claim=claims).values():
            concerned[row["claim"]].add(row["thing"])
    for row in rows:
        own = [claim for claim in row["claims"].split() if claim in notes]
        beside = set().union(*(concerned[claim] for claim in row["claims"].split()))
        yield {
            "kind": row["kind"],
            "subject": curie(row["subject"]),
            "label": names[row["subject"]].labels or {"en": row["label"]},
            "sides": [_side(row[side], names) for side in ("first", "second")],
            "point": _side(row["point"], names) if row["point"] is not None else None,
            "year": row["year"],
            "about": sorted(identifier(each) for each in {row["subject"], row["first"], row["second"], *beside}),
            "receipts": [
                {
                    "claim": claim.rpartition("/")[2],
                    "source": f"source:{notes[claim].source}",
                    "title": notes[claim].title,
                    "place": notes[claim].place,
                    "modality": notes[claim].modality,
                }
                for claim in own
            ],
        }


def _side(value: Any, names: Mapping[str, Names]) -> list[str]:
    """Return the id of what stands on a side, and its English name."""
    return [identifier(value), label(value, names)] if value in names else ["", str(value)]
