"""The twelve standard questions, each answered with the data already loaded.

The same SPARQL text for all but one: ``naive on pyoxigraph`` has the text in ``benchmarks/naive``, as one writes a
question first (classes and labels before the patterns that select, FILTER EXISTS, everything joined before it is
grouped), asked of the same store by ``pyoxigraph`` alone. The bar against it is 12× at 1 M quads.

The seconds are the geometric mean over the questions of the median of three answers by the clock; the answer is a
digest of all rows of each. An answer is not waited for longer than a share of the limit of a run: its seconds so far
count then, and the mean is the least that it can be.
"""

import contextlib
import hashlib
import json
import math
import signal
import statistics
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.measure import LIMIT as GIVEN
from benchmarks.measure import NotDone

TITLE = "twelve questions, geometric mean"
BAR = "10 k quads: not slower than naive on pyoxigraph; 1 M: ≥ 12× naive; 100 k: ≥ 60× rdflib"
OURS, AGAINST = "kg", "rdflib"
MEAN = True
LIMIT = {"small": 60.0, "medium": 300.0, "large": 1_200.0}
SHARE = 1 / 36
"""The share of the seconds of a run after which one answer is waited for no longer."""
ENVIRONMENT = {
    "kg": "kg",
    "rdflib": "rdflib",
    "oxigraph server": "kg",
    "virtuoso": "kg",
    "naive on pyoxigraph": "kg",
}
LARGEST = {"rdflib": 1_100_000, "virtuoso": 200_000}
LEFT_OUT = {"maplib 0.20": "it refuses a variable that is never bound, which four of the questions use for unknown"}
REPEATED = 3
NAIVE = Path(__file__).parents[1] / "peers" / "naive"


def timed(
    given: Path, rows: Callable[[str], Iterable[tuple[str, ...]]], naive: Path | None = None
) -> Callable[[], dict[str, Any]]:
    """Return the work for an engine that gives the rows of a query text, every cell as text.

    The texts are those of ``queries/questions``, or those of a folder.
    """
    most = GIVEN * SHARE
    asked = json.loads((given / "questions.json").read_text())
    if naive:
        asked = [each | {"text": (naive / f"{each['name']}.rq").read_text(encoding="utf-8")} for each in asked]

    def answer(text: str) -> list[tuple[str, ...]] | None:
        with contextlib.suppress(TimeoutError):
            signal.setitimer(signal.ITIMER_REAL, most)
            try:
                return list(rows(text))
            finally:
                signal.setitimer(signal.ITIMER_REAL, 0)
        return None

    def work() -> dict[str, Any]:
        signal.signal(signal.SIGALRM, _too_long)
        means, digests, ended = [], {}, 0
        for each in asked:
            spent = []
            for _ in range(REPEATED):
                begun = time.perf_counter()
                found = answer(each["text"])
                spent.append(time.perf_counter() - begun)
                if found is None:
                    break
                digests[each["name"]] = _digest(found)
            ended += found is not None
            means.append(statistics.median(spent))
        mean = math.exp(statistics.fmean(map(math.log, means)))
        if ended < len(asked):
            raise NotDone(f"{len(asked) - ended} of {len(asked)} not answered in {most:.0f} s each", mean)
        return {"seconds": mean, "answer": digests}

    return work


def _too_long(signal: int, frame: Any) -> None:
    raise TimeoutError


def _digest(rows: Iterable[tuple[str, ...]]) -> str:
    told = sorted("\t".join(" ".join(sorted(cell.split(" "))) for cell in row) for row in rows)
    return f"{len(told)} rows {hashlib.sha256(chr(10).join(told).encode()).hexdigest()[:12]}"


def _number(text: str) -> str:
    try:
        return f"{float(text):.6g}"
    except ValueError:
        return text


def kg(given: Path) -> Callable[[], dict[str, Any]]:
    """The store on disk, as ``kg ask`` opens it."""
    from kg.graph.store import open_store
    from kg.query import query
    from kg.query.solution import python

    store = open_store(given / "store")

    def rows(text: str) -> Iterable[tuple[str, ...]]:
        for row in query.run(store, text):
            yield tuple("" if term is None else _number(str(python(term))) for term in row.values())

    return timed(given, rows)


def naive(given: Path) -> Callable[[], dict[str, Any]]:
    """The same store, asked by pyoxigraph as a reader first writes each question."""
    import pyoxigraph as ox

    store = ox.Store.read_only(str(next(path for path in (given / "store").rglob("CURRENT")).parent))

    def rows(text: str) -> Iterable[tuple[str, ...]]:
        found = store.query(text, use_default_graph_as_union=True)
        assert isinstance(found, ox.QuerySolutions)
        for row in found:
            yield tuple("" if term is None else _number(term.value) for term in row)

    return timed(given, rows, NAIVE)


def rdflib(given: Path) -> Callable[[], dict[str, Any]]:
    """``Dataset(default_union=True).query``."""
    import rdflib

    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(given / "graph.nq", format="nquads")

    def rows(text: str) -> Iterable[tuple[str, ...]]:
        found = dataset.query(text)
        for row in found.bindings:
            yield tuple(_number(str(row[each])) if each in row else "" for each in found.vars or ())

    return timed(given, rows)


def oxigraph_server(given: Path) -> Callable[[], dict[str, Any]]:
    """``oxigraph serve-read-only`` over HTTP, results as JSON."""
    import atexit

    from benchmarks.peers import server

    running = server.oxigraph(next(path for path in (given / "store").rglob("CURRENT")).parent)
    started = running.__enter__()
    atexit.register(running.__exit__, None, None, None)
    return timed(given, partial(over_http, started.sparql))


def virtuoso(given: Path) -> Callable[[], dict[str, Any]]:
    """Virtuoso over HTTP, results as JSON: loaded through its graph store protocol, as ``kg load`` does it."""
    import atexit
    import os
    import tempfile

    import pyoxigraph as ox

    from benchmarks.peers import virtuoso
    from kg.graph import manifest
    from kg.graph.endpoint import Endpoint

    place = tempfile.TemporaryDirectory()
    running = virtuoso.virtuoso(Path(place.name))
    address = running.__enter__()
    atexit.register(place.cleanup)
    atexit.register(running.__exit__, None, None, None)
    os.environ["KG_PASSWORD"] = virtuoso.PASSWORD
    store = ox.Store.read_only(str(next(path for path in (given / "store").rglob("CURRENT")).parent))
    manifest.load(store, Endpoint(address.replace("//", "//dba@")))
    return timed(given, partial(over_http, address))


def over_http(address: str, text: str) -> Iterable[tuple[str, ...]]:
    """Yield the rows that an endpoint answers, as JSON.

    Raises:
        RuntimeError: it refuses; the message is the first line of what it says.
    """
    import urllib.error
    import urllib.parse
    import urllib.request

    request = urllib.request.Request(
        address,
        data=urllib.parse.urlencode({"query": text}).encode(),
        headers={"Accept": "application/sparql-results+json"},
    )
    try:
        with urllib.request.urlopen(request) as answer:
            told = json.load(answer)
    except urllib.error.HTTPError as error:
        raise RuntimeError(error.read().decode(errors="replace").partition("\n")[0]) from error
    for row in told["results"]["bindings"]:
        yield tuple(_number(row[name]["value"]) if name in row else "" for name in told["head"]["vars"])


CONTENDERS = {
    "kg": kg,
    "rdflib": rdflib,
    "oxigraph server": oxigraph_server,
    "virtuoso": virtuoso,
    "naive on pyoxigraph": naive,
}
