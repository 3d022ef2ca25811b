"""What OWL 2 DL says of triples: whether they are consistent, which classes can have no member, what they entail."""

import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pyoxigraph as ox

from kg.errors import KgError, OntologyError
from kg.file import why
from kg.graph import java
from kg.namespace import OWL, RDF, RDFS, XSD, iri, terms


class Reasoning(NamedTuple):
    """What OWL 2 DL says of some triples, by HermiT."""

    consistent: bool
    unsatisfiable: tuple[str, ...]
    """The IRIs of the classes that can have no member, sorted; empty where the triples are inconsistent."""
    entailed: frozenset[ox.Triple]
    """The triples of object properties between individuals that follow and are not stated."""


_UNREAD = frozenset(XSD + name for name in ("date", "gYear", "gYearMonth"))
"""The datatypes in the data that OWL 2 does not have and HermiT refuses."""
_EMPTY = ox.NamedNode(iri("ais:") + "Nothing-at-all")
_PROBE = (
    ox.Triple(_EMPTY, ox.NamedNode(RDF + "type"), ox.NamedNode(OWL + "Class")),
    ox.Triple(_EMPTY, ox.NamedNode(RDFS + "subClassOf"), ox.NamedNode(OWL + "Nothing")),
)
"""A class that can have no member: where HermiT does not say so, it did not run."""
_FAULTS = (
    (r"OutOfMemory|reserve enough space|Java heap", "it has not enough memory", "close other programs"),
    (r"UnsupportedClassVersion", "it is too old for HermiT", java.ANEW),
    (r"Could not find or load main class", "it does not find HermiT", "install the package owlready2 anew"),
)
"""What Java says → what is found, and what to do."""


def reason(stated: Iterable[ox.Triple], *, edges: bool = True) -> Reasoning:
    """Return whether triples (an ontology, and individuals if any) are consistent and coherent, and what they entail.

    Dates are left out, as OWL 2 does not have them. Without ``edges`` nothing is entailed, which takes less time: the
    whole dataset about half a minute, and the ontology with some dozen individuals about four seconds with them.

    Raises:
        OntologyError: HermiT cannot read the triples, for example because they are not in OWL 2 DL.
        MissingExtra: as :func:`kg.graph.java.program`.
        KgError: Java does not start, or does not run HermiT.
    """
    import owlready2

    owlready2.JAVA_EXE = java.program()
    known = {t for t in stated if not (isinstance(t.object, ox.Literal) and t.object.datatype.value in _UNREAD)}
    world = owlready2.World()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "triples.nt"
        file.write_bytes(ox.serialize([*known, *_PROBE], format=ox.RdfFormat.N_TRIPLES) or b"")
        ontology = world.get_ontology(file.as_uri()).load()
    try:
        with ontology:
            owlready2.sync_reasoner_hermit(world, infer_property_values=edges, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        return Reasoning(False, (), frozenset())
    except owlready2.OwlReadyJavaError as error:
        raise _fault(owlready2.JAVA_EXE, str(error).partition("\n")[2]) from error
    except OSError as error:
        raise KgError(owlready2.JAVA_EXE, f"Java does not start ({why(error)})", java.ANEW) from error
    empty = {each.iri for each in world.inconsistent_classes() if each is not owlready2.Nothing}
    if _EMPTY.value not in empty:
        raise KgError(owlready2.JAVA_EXE, "it does not run HermiT: nothing came back", java.ANEW)
    return Reasoning(True, tuple(sorted(empty - {_EMPTY.value})), frozenset(_edges(world, known)))


def _fault(program: str, told: str) -> KgError:
    """Return what to say of what Java wrote when HermiT did not come to its end."""
    said = java.said(told)
    for form, found, todo in _FAULTS:
        if re.search(form, told):
            return KgError(program, found, todo)
    if "org.semanticweb" in told:
        return OntologyError("the ontology", f"HermiT cannot read it ({said})", "keep to OWL 2 DL")
    return KgError(program, f"it does not run HermiT ({said or 'it says nothing'})", java.ANEW)


def _edges(world: Any, known: set[ox.Triple]) -> Iterator[ox.Triple]:
    import rdflib

    graph = world.as_rdflib_graph()
    for name in sorted(terms().object_properties):
        for subject, _, object_ in graph.triples((None, rdflib.URIRef(name), None)):
            triple = ox.Triple(ox.NamedNode(str(subject)), ox.NamedNode(name), ox.NamedNode(str(object_)))
            if triple not in known:
                yield triple
