"""The stores behind an ``rdflib.Dataset``: what rdflib asks of one goes by the same rules as ``kg ask``.

FROM and FROM NAMED are the dataset of the query that says them, a query declares its prefixes and calls no other
endpoint, a graph on disk is read and never written, and what is wrong is one line.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any

from oxrdflib import OxigraphStore
from oxrdflib._converter import to_ox
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from rdflib.query import Result
from rdflib.term import Identifier

from kg.errors import StoreError
from kg.query import fault


@contextmanager
def _writing() -> Iterator[None]:
    """Tell that a graph on disk is not written, where the store refuses."""
    try:
        yield
    except RuntimeError as error:
        if "read-write" not in str(error):
            raise
        todo = "copy it into an rdflib.Dataset of your own, or build it with 'kg build'"
        raise StoreError("the graph", "it is read-only", todo) from None


def _declared(given: Mapping[str, Any], bound: Mapping[str, Any], opened: Mapping[str, str]) -> dict[str, str]:
    """Return the prefixes that a reader declares beside a query: with it, or by binding them to the open graph.

    Those that were bound when it was ``opened`` are for writing: a query declares its own, here as elsewhere. Where no
    prefix is given with a query, rdflib gives all that are bound.
    """
    names = {prefix: str(space) for prefix, space in given.items()}
    if names != {prefix: str(space) for prefix, space in bound.items()}:
        return names
    return {prefix: space for prefix, space in names.items() if opened.get(prefix) != space}


class Stored(OxigraphStore):
    """An Oxigraph store as rdflib uses one."""

    opened: Mapping[str, str] = MappingProxyType({})
    """The prefixes that were bound when the graph was opened."""

    def query(
        self,
        query: Any,
        initNs: Mapping[str, Any],  # noqa: N803
        initBindings: Mapping[str, Identifier],  # noqa: N803
        queryGraph: str,  # noqa: N803
        **kwargs: object,
    ) -> Result:
        """Return the answer to a query over the dataset it names, or else over the graph it is asked of.

        Raises:
            QueryError: it is not valid SPARQL, or it calls another endpoint.
        """
        names = _declared(initNs, dict(self.namespaces()), self.opened)
        told = fault.read(query, declared=names)
        text = fault.based(told, told.text)
        if initBindings:
            given = " ".join(str(to_ox(value)) for value in initBindings.values())
            text += f"\nVALUES ({' '.join(f'?{name}' for name in initBindings)}) {{ ({given}) }}"
        asked = "" if told.graphs else queryGraph
        try:
            return super().query(text, names, {}, asked, **kwargs)
        except (SyntaxError, ValueError, RuntimeError) as error:
            raise fault.failed(error, told) from error

    def add_graph(self, graph: Any) -> None:
        """Do nothing on a graph on disk: a named graph is there where it has triples."""
        try:
            super().add_graph(graph)
        except RuntimeError as error:
            if "read-write" not in str(error):
                raise

    def add(self, triple: Any, context: Any, quoted: bool = False) -> None:
        """Add a triple."""
        with _writing():
            super().add(triple, context, quoted)

    def addN(self, quads: Iterable[Any]) -> None:  # noqa: N802
        """Add quads."""
        with _writing():
            super().addN(quads)

    def remove(self, triple: Any, context: Any = None) -> None:
        """Remove what matches."""
        with _writing():
            super().remove(triple, context)

    def update(self, update: Any, initNs: Mapping[str, Any], *given: Any, **named: Any) -> None:  # noqa: N803
        """Run an update."""
        with _writing():
            self._inner.update(update, prefixes={**self._namespace_for_prefix, **initNs})


class Asked(SPARQLStore):
    """A SPARQL endpoint as rdflib uses one."""

    opened: Mapping[str, str] = MappingProxyType({})
    """As of :class:`Stored`."""

    def query(self, query: Any, *given: Any, **named: Any) -> Result:
        """Return the answer to a query over the dataset it names, or else over the union of the named graphs."""
        names = _declared(given[0] if given else named.get("initNs") or {}, dict(self.namespaces()), self.opened)
        told = fault.read(query, declared=names)
        text = fault.based(told, told.text)
        if not told.graphs:
            return super().query(text, *given, **named)
        union, self.kwargs["params"] = self.kwargs.get("params", {}), {}
        try:
            return super().query(text, *given, **named)
        finally:
            self.kwargs["params"] = union
