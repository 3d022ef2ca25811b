"""What follows from the asserted graph: the toolkit's rules, and peers that compute a whole closure."""

from collections.abc import Callable, Iterable
from pathlib import Path

TITLE = "rules to a fixpoint"
BAR = "≥ 150× owlrl; 1 M quads ≤ 20 s"
OURS, AGAINST = "kg", "owlrl"
ENVIRONMENT = {"kg": "kg", "owlrl": "rules", "HermiT": "kg"}
LARGEST = {"owlrl": 20_000, "HermiT": 20_000}
LEFT_OUT = {"reasonable 0.4": "it derives nothing from a property chain"}
TERMS = "https://w3id.org/ai-surveillance/ontology#"
CHAIN = (TERMS + "usesTechnologyFrom", TERMS + "suppliesTo", TERMS + "basedIn")


def chained(triples: Iterable[tuple[str, str, str]]) -> int:
    """Return how many edges the property chain of the ontology gives: the entailment all contenders share.

    The edges are counted from ``suppliesTo`` and ``basedIn`` as each contender has derived or been given them.
    """
    return len({(s, o) for s, p, o in triples if p == CHAIN[0]})


def kg(given: Path) -> Callable[[], int]:
    """SPARQL rules on the store, to a fixpoint."""
    import pyoxigraph as ox

    from kg.graph import inference

    store = ox.Store()
    store.bulk_load(path=str(given / "asserted.nq"), format=ox.RdfFormat.N_QUADS)

    def work() -> int:
        inference.infer(store)
        found = store.quads_for_pattern(None, ox.NamedNode(CHAIN[0]), None, None)
        return len({(quad.subject.value, str(quad.object)) for quad in found})  # type: ignore[union-attr]

    return work


def _supplied(given: Path) -> Path:
    """Return the file of the triples without the chain's conclusion: what the peers are to derive again."""
    target = given / "before-chain.ttl"
    if not target.is_file():
        with (given / "graph.nt").open(encoding="utf-8") as read, target.open("w", encoding="utf-8") as write:
            write.writelines(line for line in read if f"> <{CHAIN[0]}> <" not in line)
    return target


def owlrl(given: Path) -> Callable[[], int]:
    """The OWL 2 RL closure of an rdflib graph."""
    import owlrl
    import rdflib

    graph = rdflib.Graph().parse(_supplied(given), format="nt")

    def work() -> int:
        owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
        return chained((str(s), str(p), str(o)) for s, p, o in graph.triples((None, rdflib.URIRef(CHAIN[0]), None)))

    return work


def hermit(given: Path) -> Callable[[], int]:
    """All that OWL 2 DL entails between individuals, by HermiT."""
    import pyoxigraph as ox

    from kg.graph import reasoning

    triples = {quad.triple for quad in ox.parse(path=str(_supplied(given)), format=ox.RdfFormat.N_TRIPLES)}

    def work() -> int:
        entailed = reasoning.reason(triples).entailed
        return chained((t.subject.value, t.predicate.value, str(t.object)) for t in entailed)  # type: ignore[union-attr]

    return work


CONTENDERS = {"kg": kg, "owlrl": owlrl, "HermiT": hermit}
