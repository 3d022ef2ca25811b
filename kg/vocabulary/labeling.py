"""Names of blank nodes by RDFC-1.0, within a limit of time: made to be alike, a dozen of them take it for ever."""

import subprocess
import sys
from collections.abc import Iterable

import pyoxigraph as ox

from kg.errors import OntologyError

SECONDS = 20.0
"""Seconds that the names of a graph may take."""
FEW = 6
"""Blank nodes that are named at once, however alike they are: their orders are few."""
_ASIDE = """
import sys
import pyoxigraph as ox
found = ox.Dataset(ox.parse(sys.stdin.buffer.read(), ox.RdfFormat.N_QUADS))
found.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
sys.stdout.buffer.write(ox.serialize(found, format=ox.RdfFormat.N_QUADS))
"""


def labeled(triples: Iterable[ox.Triple]) -> set[ox.Triple]:
    """Return triples with their blank nodes named alike for graphs that are alike.

    Many are named in a process of their own, which is ended after :data:`SECONDS`.

    Raises:
        OntologyError: they could not be named within that time.
    """
    found = ox.Dataset(ox.Quad(*triple) for triple in triples)
    blank = {node for quad in found for node in (quad.subject, quad.object) if isinstance(node, ox.BlankNode)}
    if len(blank) <= FEW:
        found.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        return {quad.triple for quad in found}
    command = [sys.executable, "-I", "-c", _ASIDE]
    given = ox.serialize(found, format=ox.RdfFormat.N_QUADS)
    try:
        made = subprocess.run(command, input=given, stdout=subprocess.PIPE, check=True, timeout=SECONDS).stdout
    except subprocess.TimeoutExpired as error:
        told = f"its {len(blank)} blank nodes are so alike that they were not told apart within {SECONDS:g} seconds"
        raise OntologyError("the graph", told, "give some of them an IRI") from error
    return {quad.triple for quad in ox.parse(made, ox.RdfFormat.N_QUADS)}
