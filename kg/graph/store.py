"""A built graph on disk: opened read-only, replaced as a whole.

The store is Oxigraph's; ``rdflib.Dataset`` is the public face of it, unwrapped.
"""

import warnings
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pyoxigraph as ox

from kg.errors import Doubt, StoreError
from kg.file import damage, why
from kg.graph import mark, replacement, tabulation
from kg.namespace import OWL, base_in_use, iri, prefixes
from kg.overlay import workspace
from kg.query import columns
from kg.query.query import Queryable

if TYPE_CHECKING:
    import rdflib

DEFAULT = workspace.GRAPH
"""Where ``kg build`` writes and the other verbs look."""
Generation = tuple[int, int, int]
"""What tells the store of one build from that of another: the device, the number and the time of a file of it."""
ATTEMPTS = 100
"""How often a store is opened that is replaced meanwhile."""


def save(store: ox.Store, target: Path, *, shared: bool = False) -> None:
    """Write a store to the folder ``target``; what stood there stays whole until the new one is complete.

    The mark of one that is ``shared`` does not tell of which files it was made.

    Raises:
        TargetError: the folder cannot be written, or holds something that is not a built store.
    """
    with replacing(target) as new:
        disk = ox.Store(str(new))
        content = store.dump(format=ox.RdfFormat.N_QUADS) or b""
        disk.bulk_load(content, format=ox.RdfFormat.N_QUADS)
        disk.flush()
        tabulation.write(new, [content])
        if shared:
            mark.write(new, mark.GRAPH, shared=True)


def replacing(target: Path) -> AbstractContextManager[Path]:
    """Give a new folder that takes the place of ``target`` when the block ends well and vanishes when it does not.

    Raises:
        TargetError: ``target`` cannot be written, or is not a folder that may be replaced.
    """
    return replacement.replacing(target, mark.GRAPH, _earlier)


def replaceable(target: Path) -> Path:
    """Return the absolute path of a folder that a build may replace: absent, empty, or a built store.

    Raises:
        TargetError: it is the root folder, or something else stands there.
    """
    return replacement.replaceable(target, mark.GRAPH, _earlier)


def _earlier(place: Path) -> bool:
    """Return whether a store without a mark holds the ontology's graph, and no graph but a build's."""
    if not is_store(place) or (place / mark.FILE).exists():
        return False
    try:
        names = {str(graph)[1:-1] for graph in ox.Store.read_only(str(place)).named_graphs()}
    except (OSError, RuntimeError):
        return False
    return iri("graph:ontology") in names and all(name.startswith(f"{base_in_use()}graph/") for name in names)


def is_store(path: Path) -> bool:
    """Return whether a folder holds a built store."""
    return (path / "CURRENT").is_file()


def standing(path: Path) -> Path:
    """Return where the store of a folder stands: there, or set aside beside it by a build that was cut off."""
    return path if path.exists() else path.with_name(path.name + ".previous")


def generation(path: Path) -> Generation | None:
    """Return what tells the store in a folder from any that was or will be built there, or None where there is none."""
    try:
        found = (standing(path) / "CURRENT").stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_mtime_ns


def open_store(path: Path | str = DEFAULT, *, any_version: bool = False) -> ox.Store:
    """Return the store built at ``path``, read-only; several processes may hold it at once.

    Where a build was cut off between setting the old store aside and putting the new one in its place, the old one is
    opened where it stands. A store that is replaced while it is opened is opened again. With ``any_version``, it may
    be one that another version of the toolkit built, as those that are compared. One without a mark is a
    :class:`~kg.errors.Doubt`.

    Raises:
        StoreError: nothing is built there, another version of the toolkit built it, or it cannot be read.
    """
    if is_address(path):
        raise StoreError(str(path), "only a graph on disk can be read this way", "name the folder 'kg build' wrote")
    path = Path(path)
    for _ in range(ATTEMPTS):
        before = generation(path)
        place = standing(path)
        if before is None and not place.exists():
            raise StoreError(str(path), "no graph is built here", f"run 'kg build --to {path}'")
        if before is None:
            raise StoreError(str(path), "this is not a built graph", "name the folder that 'kg build --to' wrote")
        left = mark.read(place)
        if left and not any_version:
            mark.same_version(path, left.version)
        try:
            opened = ox.Store.read_only(str(place))
        except (OSError, RuntimeError) as error:
            if generation(path) == before:
                few = "file descriptors" in str(error)
                told = "let it open more, as with 'ulimit -n 1024'" if few else "build it again with 'kg build'"
                found = "it may not open enough files at once" if few else damage(error) or why(error)
                raise StoreError(str(path), f"cannot be opened ({found})", told) from error
            continue
        if generation(path) == before:
            if left is None:
                stated = stated_version(opened)
                if not any_version:
                    mark.same_version(path, stated)
                warnings.warn(Doubt("; ".join((f"{path}: {mark.NONE}", remedy(path, stated)))), stacklevel=1)
            columns.attach(opened, place)
            return opened
    raise StoreError(str(path), "it is being replaced again and again", "wait for the builds to end")


def remedy(path: Path | str, stated: str | None) -> str:
    """Return what to do about a store without a mark whose ontology states a version, or none."""
    return f"run 'kg build --to {path}'" if stated else "name the folder that 'kg build --to' wrote"


def stated_version(store: ox.Store) -> str | None:
    """Return the version that the ontology in a store states, or None where it holds no ontology of ours."""
    quads = store.quads_for_pattern(None, ox.NamedNode(OWL + "versionInfo"), None, ox.NamedNode(iri("graph:ontology")))
    return next((quad.object.value for quad in quads if isinstance(quad.object, ox.Literal)), None)


def in_memory(store: ox.Store) -> ox.Store:
    """Return a copy of a store in memory, about 500 bytes a quad, which answers several times as fast as one on disk.

    The columns of the store are those of the copy.
    """
    copy = ox.Store()
    copy.bulk_extend(store)
    columns.hand_on(store, copy)
    return copy


def is_address(place: object) -> bool:
    """Return whether a place is the address of an endpoint (``http://…``) rather than a folder."""
    return isinstance(place, str) and "://" in place


def open_graph(place: Path | str = DEFAULT, *, any_version: bool = False) -> Queryable:
    """Return what answers SPARQL at a place: the store built in a folder, or the endpoint at an address.

    Raises:
        StoreError: nothing is built there, nothing answers there, or a load of the endpoint was not completed.
    """
    if not is_address(place):
        return open_store(place, any_version=any_version)
    from kg.graph import manifest

    return manifest.opened(str(place))


def dataset(store: ox.Store) -> "rdflib.Dataset":
    """Return the store as an ``rdflib.Dataset`` whose default graph is the union of the named graphs."""
    import rdflib

    from kg.graph.interface import Stored

    held = Stored(store=store)
    made = named(rdflib.Dataset(store=held, default_union=True))
    held.opened = {prefix: str(space) for prefix, space in made.namespaces()}
    return made


def named(dataset: "rdflib.Dataset") -> "rdflib.Dataset":
    """Return a dataset with the prefixes of the ontology bound, so that what is written of it uses them."""
    for prefix, space in prefixes().items():
        dataset.bind(prefix, space, replace=True)
    return dataset


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
