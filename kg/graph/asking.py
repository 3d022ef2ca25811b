"""A triple as it is asked about: three names, of which one without a prefix is answered with the one that is meant."""

from collections.abc import Collection, Iterable, Sequence

import pyoxigraph as ox

from kg.errors import UnknownName, suggestion
from kg.namespace import curie, node, term_name
from kg.naming import form
from kg.query import query

MOST = 3
"""The things that one line names at most."""


def triple(store: ox.Store, names: Sequence[str], properties: Collection[str]) -> ox.Triple:
    """Return the triple of a subject, a property and an object, each an IRI or a CURIE; ``properties`` are IRIs.

    Raises:
        UnknownName: a name is neither; of one that a property or a thing of the graph goes by, the CURIE is told.
    """
    subject, predicate, object_ = names
    if ":" not in predicate:
        known = {form.bare(term_name(each)): curie(each) for each in sorted(properties)}
        meant = known.get(form.bare(predicate))
        told = f"did you mean {meant!r}?" if meant else suggestion(predicate, known.values(), _PROPERTIES)
        raise UnknownName(repr(predicate), "neither a CURIE nor an IRI", told)
    for name in (subject, object_):
        if ":" not in name and (things := _things(store, name)):
            raise UnknownName(repr(name), "neither a CURIE nor an IRI", f"did you mean {_listed(things)}?")
    return ox.Triple(node(subject), node(predicate), node(object_))


_PROPERTIES = "write it as ais:suppliesTo; 'kg document' lists the properties"


def _things(store: ox.Store, name: str) -> list[str]:
    """Return the CURIEs of the things that a name or an id without its prefix may mean."""
    wanted = form.bare(name)
    found = dict.fromkeys(
        curie(thing)
        for thing, written in query.names(store, "thing")
        if wanted in (form.bare(written), form.bare(curie(thing).partition(":")[2]))
    )
    return sorted(found)


def _listed(things: Iterable[str]) -> str:
    return " or ".join(map(repr, list(things)[:MOST]))
