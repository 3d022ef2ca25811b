"""surveillance-kg: an evidence-first knowledge graph of AI surveillance.

Who uses it, who supplies it, and which source says so: every edge, row and number opens its receipt.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import KgError
from kg.overlay.workspace import GRAPH as _GRAPH

if TYPE_CHECKING:
    import rdflib

    from kg.answering.notebook import Result
    from kg.charts.chart import Chart
    from kg.networks.projection import Network
    from kg.query.query import Query, Queryable
    from kg.query.solution import Table

    Graph = rdflib.Dataset | Queryable | Path | str
    __version__: str

__all__ = ["KgError", "Query", "Table", "ask", "build", "chart", "draw", "network", "open", "questions", "workspace"]


_PLACES = {"Query": "kg.query.query", "Table": "kg.query.solution"}
"""The classes that are given from here → where they stand; read when asked for: the command needs none to start."""


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from kg.namespace import version

        return version()
    if name in _PLACES:
        from importlib import import_module

        return getattr(import_module(_PLACES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def build(to: Path | str | None = None, *, sources: Sequence[Path | str] = ()) -> "rdflib.Dataset":
    """Return the dataset of all sources as an ``rdflib.Dataset``; with ``to`` it is written there as well.

    ``to`` is a folder, and the dataset then read-only as :func:`open` gives it, or the address of a SPARQL endpoint,
    which is then made to hold the dataset. ``sources`` are folders of your own sources, read beside those of the
    toolkit.

    Raises:
        KgError: an input file is broken, or ``to`` cannot be written.
    """
    from kg.graph import pipeline, store

    built, _ = pipeline.build(to, [Path(folder) for folder in sources])
    return store.dataset(built)


def open(path: Path | str = _GRAPH) -> "rdflib.Dataset":
    """Return a built graph, read-only, as an ``rdflib.Dataset`` whose default graph is the union of its named graphs.

    ``path`` is a folder, or the address of a SPARQL endpoint; see :mod:`kg.graph.endpoint` for users and passwords.

    Raises:
        StoreError: nothing is built there, or nothing answers there.
    """
    from kg.graph import store

    if store.is_address(path):
        from kg.graph import manifest

        return manifest.dataset(str(path))
    return store.dataset(store.open_store(path))


def ask(question: str, /, *, graph: "Graph | None" = None, **params: Any) -> "Result":
    """Return the answer to a question, by name or in plain words: a table that cites the claims its rows rest on.

    Of plain words all has to be used, or nothing is run; ``anyway=True`` runs the nearest question with a warning,
    which the table keeps in ``understood``.

    ``graph`` is a dataset, a store, a folder, the address of a SPARQL endpoint, or None for the folder ``kg build``
    writes by default.

    Raises:
        UnknownName: no such question, parameter, or name in a parameter.
        Unanswered: no question uses all that plain words say, or several that differ do.
        StoreError: nothing is built at ``graph``, or nothing answers there.
    """
    from kg.answering import notebook
    from kg.graph.store import graph_of

    return notebook.ask(graph_of(graph), question, **params)


def chart(name: str, /, *, graph: "Graph | None" = None, **params: Any) -> "Chart":
    """Return a map or chart of ``queries/charts``, which a notebook shows as a picture.

    Raises:
        UnknownName: no such chart, parameter, or name in a parameter.
    """
    from dataclasses import replace

    from kg.charts import chart as _chart
    from kg.charts import sheet
    from kg.graph.store import graph_of

    return replace(_chart.read(graph_of(graph), name, **params), picture=sheet.to_svg)


def draw(name: str, to: Path | str, /, *, graph: "Graph | None" = None, **params: Any) -> Path:
    """Write a view of ``queries/views``, or a map or chart of ``queries/charts``, to a file and return its path.

    The suffix of the file names the format.

    Raises:
        UnknownName: no such view or chart, parameter, or name in a parameter.
        TargetError: the file cannot be written, or its suffix is not a format.
    """
    from kg import picture
    from kg.graph.store import graph_of

    return picture.draw(graph_of(graph), name, Path(to), **params)


def network(view: str, /, *, graph: "Graph | None" = None, **params: Any) -> "Network":
    """Return a view of ``queries/views`` as a ``networkx.MultiDiGraph`` whose edges keep their claims.

    :func:`kg.networks.view.read` says what nodes and edges hold; :mod:`kg.measures.measure` measures them.

    Raises:
        UnknownName: no such view, parameter, or name in a parameter.
    """
    from kg.graph.store import graph_of
    from kg.networks import view as _view

    return _view.read(graph_of(graph), view, **params)


def workspace(folder: Path | str | None) -> None:
    """Let what stands in a workspace count from now on beside what is released; None leaves what is released alone.

    Its terms, rows, sources, queries and stories are added, or stand alone where it says so; see
    :mod:`kg.overlay.workspace`.

    Raises:
        ReadError: the folder is no workspace, or its ``kg.toml`` does not say what it must.
    """
    from kg.overlay.workspace import read
    from kg.setting import use

    use(None if folder is None else read(Path(folder)))


def questions() -> "list[Query]":
    """Return every question, sorted by name."""
    from kg.query import query

    return query.read_all("questions")


def load_ipython_extension(shell: Any) -> None:
    """Give a notebook the magics ``%%sparql`` and ``%ask``; called by ``%load_ext kg``."""
    from kg.answering import magic

    magic.load(shell)
