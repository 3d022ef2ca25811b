"""N-Quads into a store in memory."""

from collections.abc import Callable
from pathlib import Path

TITLE = "parse N-Quads into a store"
BAR = "≥ 28× rdflib"
OURS, AGAINST = "pyoxigraph", "rdflib"
ENVIRONMENT = {"pyoxigraph": "kg", "rdflib": "rdflib"}
LARGEST = {"rdflib": 200_000}
LEFT_OUT = {"maplib 0.20": "it reads no N-Quads"}


def pyoxigraph(given: Path) -> Callable[[], int]:
    """Bulk load, as the toolkit does."""
    import pyoxigraph as ox

    def work() -> int:
        store = ox.Store()
        store.bulk_load(path=str(given / "graph.nq"), format=ox.RdfFormat.N_QUADS)
        return len(store)

    return work


def rdflib(given: Path) -> Callable[[], int]:
    """``Dataset.parse``."""
    import rdflib

    def work() -> int:
        dataset = rdflib.Dataset()
        dataset.parse(given / "graph.nq", format="nquads")
        return sum(1 for _ in dataset.quads())

    return work


CONTENDERS = {"pyoxigraph": pyoxigraph, "rdflib": rdflib}
