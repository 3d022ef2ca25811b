"""A folder of parts that is closed: with what stands in the graph besides claims, and how much of each graph there is.

Whoever has the folder can load the graph, without the sources: into a folder, or into a SPARQL endpoint.
"""

import json
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from kg.errors import StoreError
from kg.file import why
from kg.graph import depot, loading, manifest, preparation
from kg.graph.depot import KIND, LEDGER, REST, SEAL, Part, Place
from kg.graph.endpoint import Endpoint
from kg.graph.manifest import Loaded
from kg.graph.store import is_address, replaceable, replacing
from kg.namespace import curie, version

STEPS = ("verify", "load", "count", "send", "write")
_AGAIN = "build with --parts there again"


class Bundle(NamedTuple):
    """What a folder of parts says of the whole."""

    version: str
    files: dict[str, str]
    """Name of each file → its SHA-256."""
    graphs: dict[str, int]
    """IRI of each named graph → its triples."""


class Delivery(NamedTuple):
    """What came of a load."""

    quads: int
    graphs: int
    sent: Loaded | None = None
    """What an endpoint was sent; None of a folder."""
    command: str = ""
    """What loads a folder that was prepared for an engine."""


def close(place: Place, parts: Sequence[Part], rest: Iterable[Iterable[str]], store: ox.Store) -> None:
    """Write what the parts lack for the whole, and what the whole is, counted in the store that holds it.

    Raises:
        OSError: it cannot be written.
    """
    with place.writing(REST) as file:
        for texts in rest:
            file.writelines(texts)
    with place.open(LEDGER) as file:
        files = {told["file"]: told["sha256"] for told in json.load(file)["parts"] if told["file"]}
    told = {
        "kind": KIND,
        "version": version(),
        "files": {part.file: files[part.file] for part in parts} | {REST: depot.hashed(place, REST)},
        "graphs": sizes(store),
    }
    with place.writing(SEAL) as file:
        json.dump(told, file, indent=1)


def read(place: Place) -> Bundle:
    """Return what a folder of parts says of the whole.

    Raises:
        StoreError: there is no whole there, it cannot be read, or another version of the toolkit made it.
    """
    if SEAL not in place.names():
        begun = LEDGER in place.names()
        told = "a build with these parts was not completed" if begun else "no parts of a build are here"
        raise StoreError(place.address, told, "run 'kg build --parts' with this place")
    try:
        with place.open(SEAL) as file:
            told = json.load(file)
        if told["kind"] != KIND:
            raise ValueError(f"it is {told['kind']!r}")
        found = Bundle(str(told["version"]), dict(told["files"]), {name: int(n) for name, n in told["graphs"].items()})
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError(f"{place.address}/{SEAL}", f"it does not tell of parts ({why(error)})", _AGAIN) from error
    if found.version != version():
        raise StoreError(place.address, f"version {found.version} made these parts, and this is {version()}", _AGAIN)
    return found


def load(
    address: str,
    to: Path | str,
    progress: Callable[[str], None] = lambda step: None,
    threads: int = 1,
    memory: int = 2**30,
    *,
    engine: str = "",
    check: bool = False,
) -> Delivery:
    """Load the graph whose parts stand in a folder, and verify that each named graph has as many triples as it had.

    ``to`` is a folder, where the store from before stands until the new one is whole, or the address of an endpoint,
    which is sent only the graphs that it does not have: a load that was broken off goes on where it was. With
    ``check`` it is sent nothing. With an ``engine``, the folder is what its bulk loader reads.

    Raises:
        StoreError: as :func:`read`; a file is not the one that was written, or a graph has other triples; or as
            :func:`kg.graph.manifest.load`.
        TargetError: the folder cannot be written.
    """
    place = Place(address)
    found = read(place)
    progress("verify")
    for name, digest in found.files.items():
        if depot.hashed(place, name) != digest:
            raise StoreError(f"{place.address}/{name}", "it is not the file that the build wrote", _AGAIN)

    def filled(new: Path, scratch: Path) -> ox.Store:
        progress("load")
        store = ox.Store(str(new))
        scratch.mkdir()
        loading.load(store, place.local(found.files, scratch), threads, memory)
        store.flush()
        progress("count")
        if wrong := _differing(found.graphs, sizes(store)):
            raise StoreError(place.address, f"the graph is not the one that was built: {wrong}", _AGAIN)
        return store

    quads = sum(found.graphs.values())
    todo = "make room there, or set TMPDIR to another folder"
    if engine:
        with depot.room(str(to)), preparation.making(Path(to)) as scratch:
            store = filled(scratch / "store", scratch / "parts")
            progress("write")
            made = preparation.prepared(store, engine, scratch, Path(to))
            del store
        return Delivery(quads, len(found.graphs), command=made)
    if not is_address(to):
        with replacing(replaceable(Path(to))) as new:
            store = filled(new, new.with_name("parts"))
            del store
        return Delivery(quads, len(found.graphs))
    endpoint = Endpoint(str(to))
    manifest.read(endpoint)
    with depot.room(tempfile.gettempdir(), todo), tempfile.TemporaryDirectory(prefix="kg-") as folder:
        store = filled(Path(folder, "store"), Path(folder, "parts"))
        progress("send")
        sent = (manifest.check if check else manifest.load)(store, endpoint)
        del store
    return Delivery(quads, len(found.graphs), sent)


def sizes(store: ox.Store) -> dict[str, int]:
    """Return the IRI of each named graph of a store → its number of triples."""
    answer = store.query("SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g")
    assert isinstance(answer, ox.QuerySolutions)
    return {row["g"].value: int(row["n"].value) for row in answer}


def _differing(wanted: dict[str, int], found: dict[str, int]) -> str:
    return ", ".join(
        f"{curie(graph)} has {found.get(graph, 0):,} of {wanted.get(graph, 0):,} triples"
        for graph in sorted({*wanted, *found})
        if found.get(graph, 0) != wanted.get(graph, 0)
    )
