"""From the tables to a checked graph: read, build, infer, validate; the same graph by rdflib, owlrl and pySHACL."""

from collections.abc import Callable
from pathlib import Path

TITLE = "build: tables → checked graph"
BAR = "released sources ≤ 1.0 s and ≥ 100× rdflib + owlrl + pySHACL; 1 M quads ≤ 12 s in one process, ≤ 7 s in two"
REAL = CLOCK = True
OURS, AGAINST = "kg", "rdflib + owlrl + pyshacl"
ENVIRONMENT = {"kg": "kg", "kg, two processes": "kg", "rdflib + owlrl + pyshacl": "kg"}
LARGEST = {"rdflib + owlrl + pyshacl": 20_000}


def _building(processes: int) -> Callable[[Path], Callable[[], int]]:
    """The steps of ``kg build``, in memory, by as many processes."""

    def contender(given: Path) -> Callable[[], int]:
        from kg.graph import pipeline
        from kg.graph.shard import Inputs

        data, how = given / "data", pipeline.How(processes)
        inputs = Inputs((data / "sources",), None, data / "registers") if data.is_dir() else None
        return lambda: len(pipeline.build(how=how, inputs=inputs)[1].findings)

    return contender


def peers(given: Path) -> Callable[[], int]:
    """Parse the asserted N-Quads, close a copy under OWL 2 RL for what is entailed, validate with pySHACL.

    The shapes are for what is stated: they are held against the graph without the types that the closure adds.
    """
    import warnings

    import owlrl
    import pyshacl
    import rdflib

    from kg.namespace import folder

    warnings.simplefilter("ignore")
    shapes = rdflib.Graph().parse(folder("ontology") / "shapes.ttl")

    def work() -> int:
        graph, closed = rdflib.Graph(), rdflib.Graph()
        dataset = rdflib.Dataset(default_union=True)
        dataset.parse(given / "asserted.nq", format="nquads")
        for s, p, o, _ in dataset.quads():
            graph.add((s, p, o))
            closed.add((s, p, o))
        owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(closed)
        _, report, _ = pyshacl.validate(graph, shacl_graph=shapes)
        return len(list(report.subjects(rdflib.RDF.type, rdflib.SH.ValidationResult)))

    return work


CONTENDERS = {"kg": _building(1), "kg, two processes": _building(2), "rdflib + owlrl + pyshacl": peers}
