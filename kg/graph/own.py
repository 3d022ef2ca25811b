"""A reader's own RDF file: its triples beside the ontology and the registers, and what of it is ours to judge."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from kg.errors import suggestion
from kg.evidence import rdf
from kg.evidence.register import released
from kg.graph.dataset import load, register_quads, vocabulary_quads
from kg.graph.validation import Finding
from kg.namespace import RDF, base_in_use, curie, iri
from kg.vocabulary import shape

_ONTOLOGY = iri("ais:")


class Own(NamedTuple):
    """The dataset of a file, and how many of its things the shapes are about."""

    store: ox.Store
    triples: int
    in_scope: int
    findings: list[Finding]
    """The names of our namespaces in the file that mean nothing."""


def read(path: Path) -> Own:
    """Return a file's triples in a store in memory beside the ontology and the registers, and what is to say of it.

    The suffix names the format, in small letters or capitals; a byte order mark is no part of the text.

    Raises:
        ReadError: the file is missing, its suffix is no format of RDF, or it is not what its suffix says.
    """
    store = load([*vocabulary_quads(), *register_quads(released())])
    given = list(rdf.quads(path, path.absolute().as_uri()))
    graph = ox.NamedNode(iri("graph:own"))
    for quad in given:
        named = quad.graph_name if isinstance(quad.graph_name, ox.NamedNode) else graph
        store.add(ox.Quad(quad.subject, quad.predicate, quad.object, named))
    targets = frozenset().union(*map(shape.targets, shape.files()))
    typed = {
        quad.subject for quad in given if quad.predicate.value == RDF + "type" and str(quad.object)[1:-1] in targets
    }
    return Own(store, len(given), len(typed), sorted(_unknown(given, store)))


def _unknown(given: list[ox.Quad], store: ox.Store) -> Iterator[Finding]:
    """Yield what is wrong with names of ours: terms that the ontology lacks, and things that no register has."""
    stated = {quad.subject for quad in given}
    known = {node.value for node in (quad.subject for quad in store) if isinstance(node, ox.NamedNode)}
    known.update(map(iri, released().others))
    vocabulary = {name for name in known if name.startswith(_ONTOLOGY)}
    used: Counter[str] = Counter()
    first: dict[str, str] = {}
    for quad in given:
        for node in (quad.predicate, quad.object):
            if isinstance(node, ox.NamedNode) and node not in stated:
                used[node.value] += 1
                first.setdefault(node.value, str(quad.subject).strip("<>"))
    for name in used:
        if name.startswith(_ONTOLOGY) and name not in vocabulary:
            near = suggestion(curie(name), map(curie, vocabulary), "'kg document' lists its terms")
            yield Finding("own/term", first[name], f"{curie(name)} is no term of the ontology; {near}")
        elif "ai-surveillance" in name and not name.startswith(base_in_use()):
            yield Finding("own/term", first[name], f"{name} is no name of ours; its names begin with {base_in_use()}")
        elif (
            name.startswith(base_in_use())
            and name not in known
            and name.removeprefix(base_in_use()).partition("/")[0] in _registers()
        ):
            yield Finding("own/thing", first[name], f"{curie(name)} is in no register; {_near(curie(name))}")


def _near(name: str) -> str:
    """Return which thing of a register a CURIE that names none may mean: the one called so, or one spelt alike."""
    registers, (prefix, _, local) = released(), name.partition(":")
    meant = registers.names.meaning(
        local.replace("-", " "), lambda thing: thing.startswith(f"{prefix}:"), prefix == "state"
    )
    if len(meant.things) == 1:
        return f"did you mean {meant.things[0]!r}?"
    same = [each for each in registers.classes if each.startswith(f"{prefix}:")]
    return suggestion(name, same, "add a row to the register")


def _registers() -> set[str]:
    return {row.name.partition(":")[0] for rows in released().rows.values() for row in rows[:1]}


def told(own: Own) -> str:
    """Return one line about a file in which the shapes have nothing to judge, or nothing where they have."""
    if own.in_scope:
        return ""
    if not own.triples:
        return "the file holds no triple: nothing was checked"
    return (
        f"none of the {own.triples} triples says of a thing that it is of a class of the ontology: nothing was checked"
    )
