"""A built graph on disk: opened read-only, replaced as a whole.

The store is Oxigraph's; ``rdflib.Dataset`` is the public face of it, unwrapped.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pyoxigraph as ox

from kg.errors import StoreError, TargetError
from kg.graph import mark
from kg.namespace import OWL, iri
from kg.query.query import Queryable

if TYPE_CHECKING:
    import rdflib

DEFAULT = Path("build/kg")
"""Where ``kg build`` writes and the other verbs look."""


def save(store: ox.Store, target: Path) -> None:
    """Write a store to the folder ``target``; what stood there stays whole until the new one is complete.

    Raises:
        TargetError: the folder cannot be written, or holds something that is not a built store.
    """
    with replacing(target) as new:
        disk = ox.Store(str(new))
        disk.bulk_load(store.dump(format=ox.RdfFormat.N_QUADS), format=ox.RdfFormat.N_QUADS)
        disk.flush()


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Give a new folder that takes the place of ``target`` when the block ends well and vanishes when it does not.

    Raises:
        TargetError: ``target`` cannot be written, or is not a folder this function may replace.
    """
    target = replaceable(target)
    previous = target.with_name(target.name + ".previous")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _sweep(target)
        scratch = Path(tempfile.mkdtemp(prefix=f".{target.name}.{os.getpid()}.", dir=target.parent))
    except OSError as error:
        raise TargetError(str(target), f"cannot be written ({error.strerror})", "name a writable folder") from error
    try:
        yield scratch / "store"
        mark.write(scratch / "store", "graph")
        if previous.exists() and target.exists():
            shutil.rmtree(previous)
        if target.exists():
            target.rename(previous)
        (scratch / "store").rename(target)
        shutil.rmtree(previous, ignore_errors=True)
    except OSError as error:
        raise TargetError(str(target), f"cannot be written ({error.strerror or error})", "make room there") from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def replaceable(target: Path) -> Path:
    """Return the absolute path of a folder that a build may replace: absent, empty, or a built store.

    Raises:
        TargetError: it is the root folder, or something else stands there.
    """
    target = target.resolve()
    if not target.name:
        raise TargetError(str(target), "it is the root folder", "name another folder")
    for place in (target, target.with_name(target.name + ".previous")):
        if place.exists() and not is_store(place) and (not place.is_dir() or any(place.iterdir())):
            raise TargetError(str(place), "it exists and is not a built store", "name another folder")
    return target


def _sweep(target: Path) -> None:
    """Remove what builds of this target left behind when they were killed: folders that name a process now gone."""
    for left in target.parent.glob(f".{target.name}.*.*"):
        process = left.name.removeprefix(f".{target.name}.").partition(".")[0]
        if process.isdigit() and not _runs(int(process)):
            shutil.rmtree(left, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def is_store(path: Path) -> bool:
    """Return whether a folder holds a built store."""
    return (path / "CURRENT").is_file()


def open_store(path: Path | str = DEFAULT) -> ox.Store:
    """Return the store built at ``path``, read-only; several processes may hold it at once.

    Where a build was cut off between setting the old store aside and putting the new one in its place, the old one is
    opened where it stands.

    Raises:
        StoreError: nothing is built there, another version of the toolkit built it, or it cannot be read.
    """
    if is_address(path):
        raise StoreError(str(path), "only a graph on disk can be read this way", "name the folder 'kg build' wrote")
    path = Path(path)
    if not path.exists():
        previous = path.with_name(path.name + ".previous")
        if not is_store(previous):
            raise StoreError(str(path), "no graph is built here", f"run 'kg build --to {path}'")
        path = previous
    if not is_store(path):
        raise StoreError(str(path), "this is not a built graph", "name the folder that 'kg build --to' wrote")
    left = mark.read(path)
    if left:
        mark.same_version(path, left.version)
    try:
        store = ox.Store.read_only(str(path))
    except (OSError, RuntimeError) as error:
        raise StoreError(str(path), f"cannot be opened ({error})", "build it again with 'kg build'") from error
    if left is None:
        mark.same_version(path, stated_version(store))
    return store


def stated_version(store: ox.Store) -> str | None:
    """Return the version that the ontology in a store states, or None where it holds no ontology of ours."""
    quads = store.quads_for_pattern(None, ox.NamedNode(OWL + "versionInfo"), None, ox.NamedNode(iri("graph:ontology")))
    return next((quad.object.value for quad in quads if isinstance(quad.object, ox.Literal)), None)


def is_address(place: object) -> bool:
    """Return whether a place is the address of an endpoint (``http://…``) rather than a folder."""
    return isinstance(place, str) and "://" in place


def open_graph(place: Path | str = DEFAULT) -> Queryable:
    """Return what answers SPARQL at a place: the store built in a folder, or the endpoint at an address.

    Raises:
        StoreError: nothing is built there, nothing answers there, or a load of the endpoint was not completed.
    """
    if not is_address(place):
        return open_store(place)
    from kg.graph import manifest

    return manifest.opened(str(place))


def dataset(store: ox.Store) -> "rdflib.Dataset":
    """Return the store as an ``rdflib.Dataset`` whose default graph is the union of the named graphs."""
    import rdflib
    from oxrdflib import OxigraphStore

    return rdflib.Dataset(store=OxigraphStore(store=store), default_union=True)


def store_of(graph: "rdflib.Dataset | ox.Store | Path | str | None") -> ox.Store:
    """Return the Oxigraph store inside whatever names a graph: a dataset, a store, a folder, or None for the default.

    Raises:
        StoreError: nothing is built at the folder, or the dataset is not on an Oxigraph store.
    """
    if graph is None or isinstance(graph, str | Path):
        return open_store(Path(graph) if graph is not None else DEFAULT)
    if isinstance(graph, ox.Store):
        return graph
    inner = getattr(graph.store, "_inner", None)
    if not isinstance(inner, ox.Store):
        raise StoreError(repr(type(graph.store).__name__), "not an Oxigraph store", "open the graph with kg.open")
    return inner


def graph_of(graph: "rdflib.Dataset | Queryable | Path | str | None") -> Queryable:
    """Return what answers SPARQL for whatever names a graph: as :func:`store_of`, or an endpoint or its address.

    Raises:
        StoreError: as :func:`store_of` and :func:`open_graph`.
    """
    if isinstance(graph, str) and is_address(graph):
        return open_graph(graph)
    if graph is None or isinstance(graph, str | Path | ox.Store) or hasattr(graph, "store"):
        return store_of(cast("rdflib.Dataset | ox.Store | Path | str | None", graph))
    return graph
