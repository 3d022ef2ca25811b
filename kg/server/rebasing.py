"""A graph under another base: a copy in which every IRI of ours begins with it, and every text is as it was.

So what SPARQL computes from a term (its length, a part of it, an IRI put together) is true of the terms that are sent.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.namespace import base_in_use

PART = 50_000
"""Quads that are copied at once."""


def copy(store: ox.Store, base: str, folder: Path) -> None:
    """Write a copy of a store, its terms under another base, to a folder that is not there yet."""
    made = ox.Store(str(folder))
    term = re.compile(rf'"(?:[^"\\]|\\.)*+"|<{re.escape(base_in_use())}')
    for part in _parts(store):
        text = term.sub(lambda found: found[0] if found[0][0] == '"' else f"<{base}", part)
        made.bulk_load(text.encode(), format=ox.RdfFormat.N_QUADS)
    made.flush()


def _parts(store: ox.Store) -> Iterator[str]:
    """Yield the quads of a store as N-Quads, so many at once; a blank node keeps its name."""
    lines: list[str] = []
    for quad in store:
        lines.append(f"{quad} .\n")
        if len(lines) == PART:
            yield "".join(lines)
            lines = []
    yield "".join(lines)
