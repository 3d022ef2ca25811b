"""The shapes held against a graph from which one in some hundred triples of claims is gone: number of results."""

import hashlib
import re
from collections.abc import Callable
from pathlib import Path

TITLE = "SHACL core validation"
BAR = "1 M quads ≤ 3 s; 100 k: ≥ 40× pySHACL, ≥ 5× Shifty"
OURS, AGAINST = "kg", "pyshacl"
ENVIRONMENT = {"kg": "kg", "pyshacl": "kg", "shifty": "shifty"}
LARGEST = {"pyshacl": 200_000, "shifty": 200_000}
GONE = 211
"""One in so many triples about claims, situations and evidence is left out."""
ABOUT = re.compile(r"<[^>]+/(?:claim|situation|evidence)/")
SHAPES = Path(__file__).parents[2] / "ontology" / "shapes.ttl"


def faulty(given: Path) -> Path:
    """Return a folder with ``graph.nq`` and ``graph.nt`` of a graph that has faults, the same in both."""
    target = given / "faulty"
    if not (target / "graph.nt").is_file():
        target.mkdir(exist_ok=True)
        triples = set()
        with (given / "graph.nq").open(encoding="utf-8") as read, (target / "graph.nq").open("w") as write:
            for line in read:
                triple = line.rstrip(" .\n").rpartition(" <")[0]
                chance = int.from_bytes(hashlib.blake2b(triple.encode(), digest_size=4).digest(), "big")
                if chance % GONE or not ABOUT.match(triple):
                    write.write(line)
                    triples.add(f"{triple} .\n")
        (target / "graph.nt").write_text("".join(sorted(triples)), encoding="utf-8")
    return target


def kg(given: Path) -> Callable[[], int]:
    """Shapes compiled to set queries, and the violation queries as well."""
    import pyoxigraph as ox

    from kg.graph import validation

    store = ox.Store()
    store.bulk_load(path=str(faulty(given) / "graph.nq"), format=ox.RdfFormat.N_QUADS)
    return lambda: sum(finding.check.startswith("shapes/") for finding in validation.validate(store))


def pyshacl(given: Path) -> Callable[[], int]:
    """PySHACL on an rdflib graph in memory."""
    import warnings

    import pyshacl
    import rdflib

    warnings.simplefilter("ignore")
    graph = rdflib.Graph().parse(faulty(given) / "graph.nt", format="nt")
    shapes = rdflib.Graph().parse(SHAPES)

    def work() -> int:
        _, report, _ = pyshacl.validate(graph, shacl_graph=shapes)
        return len(list(report.subjects(rdflib.RDF.type, rdflib.SH.ValidationResult)))

    return work


def shifty(given: Path) -> Callable[[], int]:
    """Shifty, which is written in Rust and parses the graph as a part of the work."""
    import shifty

    data = str(faulty(given) / "graph.nt")
    return lambda: sum(len(each.reasons) for each in shifty.validate_algebra(data, str(SHAPES)).violations)


CONTENDERS = {"kg": kg, "pyshacl": pyshacl, "shifty": shifty}
