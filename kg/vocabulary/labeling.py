"""Names of blank nodes by RDFC-1.0, within a limit of time: made to be alike, a dozen of them take it for ever."""

import subprocess
import sys
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.errors import OntologyError

SECONDS = 20.0
"""Seconds that the names of a graph may take."""
FEW = 6
"""Blank nodes that are named at once, however alike they are: their orders are few."""
_ASIDE = """
import sys
import pyoxigraph as ox
try:
    import resource
    resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[1]),) * 2)  # whoever waits for it may be killed
except ImportError:
    pass
found = ox.Dataset(ox.parse(sys.stdin.buffer.read(), ox.RdfFormat.N_QUADS))
found.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
sys.stdout.buffer.write(ox.serialize(found, format=ox.RdfFormat.N_QUADS))
"""


def labeled(triples: Iterable[ox.Triple]) -> set[ox.Triple]:
    """Return triples with their blank nodes named alike for graphs that are alike.

    Raises:
        OntologyError: as :func:`named`.
    """
    return {quad.triple for quad in _labeled(ox.Dataset(ox.Quad(*triple) for triple in triples))}


def named(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Return quads, sorted, with their blank nodes named alike for datasets that are alike.

    Many are named in a process of their own, which is ended after :data:`SECONDS`.

    Raises:
        OntologyError: they could not be named within that time.
    """
    known: list[ox.Quad] = []
    blank: list[ox.Quad] = []
    for quad in quads:
        (blank if any(_blank(quad)) else known).append(quad)
    return sorted([*known, *_labeled(ox.Dataset(blank))] if blank else known, key=str)


def _labeled(found: ox.Dataset) -> Iterable[ox.Quad]:
    blank = {node for quad in found for node in _blank(quad)}
    if len(blank) <= FEW:
        return _here(found)
    given = ox.serialize(found, format=ox.RdfFormat.N_QUADS)
    command = [sys.executable, "-I", "-c", _ASIDE, f"{SECONDS + 5:.0f}"]
    try:
        made = subprocess.run(command, input=given, stdout=subprocess.PIPE, check=True, timeout=SECONDS).stdout
    except PermissionError:  # a process that may start none: whoever confined it ends it when its time is over
        return _here(found)
    except subprocess.TimeoutExpired as error:
        told = f"its {len(blank)} blank nodes are so alike that they were not told apart within {SECONDS:g} seconds"
        raise OntologyError("the graph", told, "give some of them an IRI") from error
    return ox.parse(made, ox.RdfFormat.N_QUADS)


def _here(found: ox.Dataset) -> ox.Dataset:
    found.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return found


def _blank(quad: ox.Quad) -> Iterator[ox.BlankNode]:
    """Yield the blank nodes of a quad, those of a triple in it as well."""
    left = [quad.subject, quad.object, quad.graph_name]
    while left:
        term = left.pop()
        if isinstance(term, ox.BlankNode):
            yield term
        elif isinstance(term, ox.Triple):
            left += (term.subject, term.object)
