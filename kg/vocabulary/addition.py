"""What the ontology of a workspace may say: terms of its own, and names of released ones; no other meaning of those."""

from pathlib import Path

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.namespace import (
    BASE,
    OWL,
    RDF,
    RDFS,
    SH,
    SKOS,
    VOCABULARY,
    curie,
    folder,
    local_name,
    own_ontology,
    term_name,
    triples,
)

_NAMING = frozenset((RDFS + "label", SKOS + "altLabel", SKOS + "hiddenLabel", SKOS + "scopeNote", RDFS + "seeAlso"))
_TYPES = frozenset(OWL + kind for kind in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty"))


def check() -> None:
    """Hold the workspace's ontology against the released one; nothing is returned.

    Raises:
        OntologyError: a file says of a released term more than names and notes, makes a term in the released namespace
            or with the local name of a term that is there, or has shapes in a file whose name does not end with
            ``shapes.ttl``.
    """
    files = own_ontology(), own_ontology(shapes=True)
    if not any(files):
        return
    stated: dict[str, Path] = {}
    for path in (folder("ontology") / name for name in VOCABULARY):
        stated |= {s.value: path for s, _, _, _ in triples(path) if isinstance(s, ox.NamedNode)}
    local = {local_name(name): (name, path) for name, path in stated.items() if name.startswith(BASE)}
    for path in files[0]:
        own: dict[str, Path] = {}
        for s, p, o, _ in triples(path):
            if isinstance(o, ox.NamedNode) and o.value in (SH + "NodeShape", SH + "PropertyShape"):
                told = "it holds shapes beside terms"
                raise OntologyError(str(path), told, f"put them in {path.with_name('shapes.ttl').name}")
            if not isinstance(s, ox.NamedNode):
                continue
            if s.value in stated and stated[s.value] != path and p.value not in _NAMING:
                told = f"it says {curie(p.value)} of {curie(s.value)}, which {stated[s.value]} defines"
                raise OntologyError(str(path), told, "add names to it only, or make a term of your own below it")
            if p.value == RDF + "type" and o.value in _TYPES and s.value not in stated:
                _placed(path, s.value, local)
                own[s.value] = path
        stated |= own
        local |= {term_name(name): (name, path) for name in own}


def _placed(path: Path, name: str, local: dict[str, tuple[str, Path]]) -> None:
    """Raise where a new term is not in a namespace of its own, or has the local name of another."""
    word = term_name(name)
    space = name.removesuffix(word)
    if name.startswith(BASE):
        told = f"{name} is in the namespace of the released ontology"
        raise OntologyError(str(path), told, "make it in a namespace of your own, under your base")
    if "://" not in space:
        todo = "let it begin with a namespace of yours: <https://…/terms#Licence>"
        raise OntologyError(str(path), f"{name} is no name of a term", todo)
    if word in local and local[word][0] != name:
        other, there = local[word]
        told = f"the name {word!r} of {space} is taken by {other} in {there}"
        raise OntologyError(str(path), told, "call it otherwise: a source names kinds and roles by it")
