"""The twelve standard questions, each answered with the data already loaded.

The same SPARQL text for all but one: ``naive on pyoxigraph`` has the text in ``benchmarks/naive``, as one writes a
question first (classes and labels before the patterns that select, FILTER EXISTS, everything joined before it is
grouped), asked of the same store by ``pyoxigraph`` alone. The bar against it is 5× at 1 M quads.

The seconds are the geometric mean over the questions of the median of three answers by the clock; the answer is a
digest of all rows of each. maplib 0.20 is no contender: it refuses a variable that is never bound, which four of the
questions use for "unknown".
"""

import hashlib
import json
import math
import statistics
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

TITLE = "twelve questions, geometric mean"
BAR = "≥ 60× rdflib"
OURS, AGAINST = "kg", "rdflib"
ENVIRONMENT = {"kg": "kg", "rdflib": "rdflib", "oxigraph server": "kg", "naive on pyoxigraph": "kg"}
LARGEST = {"rdflib": 200_000}
REPEATED = 3
NAIVE = Path(__file__).parents[1] / "naive"


def timed(
    given: Path, rows: Callable[[str], Iterable[tuple[str, ...]]], naive: Path | None = None
) -> Callable[[], dict[str, Any]]:
    """Return the work for an engine that gives the rows of a query text, every cell as text.

    The texts are those of ``queries/questions``, or those of a folder.
    """
    asked = json.loads((given / "questions.json").read_text())
    if naive:
        asked = [each | {"text": (naive / f"{each['name']}.rq").read_text(encoding="utf-8")} for each in asked]

    def work() -> dict[str, Any]:
        means, digests = [], {}
        for each in asked:
            spent = []
            for _ in range(REPEATED):
                begun = time.perf_counter()
                found = list(rows(each["text"]))
                spent.append(time.perf_counter() - begun)
            means.append(statistics.median(spent))
            digests[each["name"]] = _digest(found)
        return {"seconds": math.exp(statistics.fmean(map(math.log, means))), "answer": digests}

    return work


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
    import pyoxigraph as ox

    from kg import query

    store = ox.Store.read_only(str(next(path for path in (given / "store").rglob("CURRENT")).parent))

    def rows(text: str) -> Iterable[tuple[str, ...]]:
        for row in query.run(store, text):
            yield tuple("" if term is None else _number(str(query.python(term))) for term in row.values())

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
    import shutil
    import socket
    import subprocess
    import sys
    import urllib.parse
    import urllib.request

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}")
    assert program, "the PyPI package oxigraph is not installed"
    place = str(next(path for path in (given / "store").rglob("CURRENT")).parent)
    command = [program, "serve-read-only", "--location", place, "--bind", f"127.0.0.1:{port}"]
    server = subprocess.Popen([*command, "--union-default-graph"], stderr=subprocess.DEVNULL)
    atexit.register(server.kill)
    while True:
        try:
            with socket.create_connection(("127.0.0.1", port), 0.2):
                break
        except OSError:
            time.sleep(0.02)

    def rows(text: str) -> Iterable[tuple[str, ...]]:
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}/query",
            data=urllib.parse.urlencode({"query": text}).encode(),
            headers={"Accept": "application/sparql-results+json"},
        )
        with urllib.request.urlopen(request) as answer:
            told = json.load(answer)
        for row in told["results"]["bindings"]:
            yield tuple(_number(row[name]["value"]) if name in row else "" for name in told["head"]["vars"])

    return timed(given, rows)


CONTENDERS = {"kg": kg, "rdflib": rdflib, "oxigraph server": oxigraph_server, "naive on pyoxigraph": naive}
