"""The receipts of the facts that the explorer is told, as columns beside those of :mod:`kg.explorer.facts`.

They weigh more than the facts and are read by whoever opens one: so they are a script of their own, which the explorer
fetches when a panel shows them. The stamp holds the two together: a position in one is the same claim in the other.
"""

from typing import Any

from kg.evidence.receipt import Receipt, receipts
from kg.explorer.conflict import conflicts
from kg.explorer.facts import rows, stamp
from kg.explorer.name import names
from kg.query.query import Queryable


def proof(store: Queryable) -> dict[str, Any]:
    """Return the receipts of the facts of a graph, ready to be written as JSON; the same graph gives the same value.

    ``id`` has the local name of each claim, ``place`` where it stands in its source, ``said`` in whose voice it is and
    why it was put right; ``conflicts`` are the disagreements with the receipts of both sides.
    """
    held = rows(store)
    notes = receipts(store, sorted({row["claim"] for row in held}))
    own = [notes.get(row["claim"]) for row in held]
    return {
        "stamp": stamp(held),
        "id": [row["claim"].rpartition("/")[2] for row in held],
        "place": [note.place if note else "" for note in own],
        "said": [_said(note) if note else "" for note in own],
        "conflicts": list(conflicts(store, names(store))),
    }


def _said(note: Receipt) -> str:
    """Return in whose voice a claim is, and why it was put right; empty where it is the source's own."""
    return "; ".join(filter(None, (note.voice, note.reason)))
