"""A store in memory as TriG in a file, read back for the comparison."""

from collections.abc import Callable
from pathlib import Path

TITLE = "write TriG"
BAR = "≥ 40× rdflib"
OURS, AGAINST = "pyoxigraph", "rdflib"
ENVIRONMENT = {"pyoxigraph": "kg", "rdflib": "rdflib"}
LARGEST = {"rdflib": 20_000}


def pyoxigraph(given: Path) -> Callable[[], bool]:
    """``Store.dump``."""
    import pyoxigraph as ox

    store = ox.Store()
    store.bulk_load(path=str(given / "graph.nq"), format=ox.RdfFormat.N_QUADS)

    def work() -> bool:
        store.dump(str(given / "out-ox.trig"), format=ox.RdfFormat.TRIG)
        return (given / "out-ox.trig").stat().st_size > 0

    return work


def rdflib(given: Path) -> Callable[[], bool]:
    """``Dataset.serialize``."""
    import rdflib

    dataset = rdflib.Dataset()
    dataset.parse(given / "graph.nq", format="nquads")

    def work() -> bool:
        dataset.serialize(given / "out-rdflib.trig", format="trig")
        return (given / "out-rdflib.trig").stat().st_size > 0

    return work


CONTENDERS = {"pyoxigraph": pyoxigraph, "rdflib": rdflib}
