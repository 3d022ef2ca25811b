"""The shapes held against the graph: number of results."""

from collections.abc import Callable
from pathlib import Path

TITLE = "SHACL core validation"
BAR = "no bar of its own"
OURS, AGAINST = "kg", "pyshacl"
ENVIRONMENT = {"kg": "kg", "pyshacl": "kg"}
LARGEST = {"pyshacl": 20_000}


def kg(given: Path) -> Callable[[], int]:
    """Shapes compiled to set queries, and the violation queries as well."""
    import pyoxigraph as ox

    from kg import validation

    store = ox.Store()
    store.bulk_load(path=str(given / "graph.nq"), format=ox.RdfFormat.N_QUADS)
    return lambda: sum(finding.check.startswith("shapes/") for finding in validation.validate(store))


def pyshacl(given: Path) -> Callable[[], int]:
    """PySHACL on an rdflib graph in memory."""
    import warnings

    import pyshacl
    import rdflib

    from kg.namespace import folder

    warnings.simplefilter("ignore")
    graph = rdflib.Graph().parse(given / "graph.nt", format="nt")
    shapes = rdflib.Graph().parse(folder("ontology") / "shapes.ttl")

    def work() -> int:
        _, report, _ = pyshacl.validate(graph, shacl_graph=shapes)
        return len(list(report.subjects(rdflib.RDF.type, rdflib.SH.ValidationResult)))

    return work


CONTENDERS = {"kg": kg, "pyshacl": pyshacl}
