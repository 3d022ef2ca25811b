"""The servers that are held beside each other, and wrk that asks them; jobs/server.py is the job.

    python -m benchmarks.peers.server --hold SECONDS

keeps 200 clients at ``kg serve`` with its own limits, and tells each status and the memory of the server as it goes.
"""

import argparse
import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from benchmarks.peers import environment
from kg.namespace import BASE
from kg.query import query

ROOT = Path(__file__).parents[2]
HOST = "127.0.0.1"
MISSING = "wrk is missing: install the package 'wrk'"
ASKED = "vendors-by-reach"
QUESTION = f"the question {ASKED}, each another"
SLOW = {"rdflib-endpoint": (QUESTION,)}
"""Server → the kinds of request that it is not asked under load: one answer takes it longer than a turn."""
SELECT = f"SELECT ?from WHERE {{ GRAPH ?g {{ ?from <{BASE}ontology#suppliesTo> <{BASE}state/srb> }} }}"
ENTITY = f"{BASE}state/srb"
JSON, TURTLE = "application/sparql-results+json", "text/turtle"

VARIED = """
local n = 0
request = function()
  n = n + 1
  return wrk.format("GET", "%s%%20%%23" .. n .. "." .. os.time(), {["Accept"] = "%s"})
end
"""
"""wrk's script: each request ends with a comment of its own, so that no answer is one already given."""

STATUSES = """
local threads = {}
setup = function(thread) table.insert(threads, thread) end
init = function() found = {} n = 0 math.randomseed(os.time()) end
local paths = {%s}
request = function()
  n = n + 1
  local path = paths[math.random(#paths)]
  if string.find(path, "query=") then path = path .. "%%20%%23" .. math.random(500) end
  return wrk.format("GET", path)
end
response = function(status)
  found[status] = (found[status] or 0) + 1
  told = ""
  for each, count in pairs(found) do told = told .. each .. "=" .. count .. " " end
end
done = function() for _, thread in ipairs(threads) do print("statuses " .. (thread:get("told") or "")) end end
"""


class Server(NamedTuple):
    """A server that runs: its name, its process, its address, and where it answers SPARQL and gives the entity."""

    name: str
    process: "subprocess.Popen[bytes]"
    sparql: str
    entity: str
    started: float
    """Seconds from its start to its first answer."""


def main() -> None:
    """Hold 200 clients at ``kg serve``."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers.server", description=__doc__.partition("\n")[0])
    parser.add_argument("--graph", type=Path, default=ROOT / "build" / "kg", metavar="DIR")
    parser.add_argument("--hold", type=int, default=60, metavar="SECONDS", help="how long")
    given = parser.parse_args()
    if shutil.which("wrk") is None:
        sys.exit(MISSING)
    hold(given.graph, given.hold)


@contextlib.contextmanager
def servers(graph: Path, place: Path, folder: Path) -> Iterator[list[Server]]:
    """Yield the servers, each started on the same graph: ours first. ``folder`` is where the environments are."""
    store = ox.Store.read_only(str(graph))
    (place / "graph.nq").write_bytes(store.dump(format=ox.RdfFormat.N_QUADS) or b"")
    with contextlib.ExitStack() as stack:
        yield [stack.enter_context(each) for each in (_kg(graph), oxigraph(graph), _rdflib(place, folder))]


def question() -> str:
    """Return the SPARQL of the question that is asked."""
    return query.find(ASKED).text


def compare(servers: list[Server]) -> bool:
    """Return whether the servers give the same rows, and the same triples that have the entity as subject."""
    rows, triples = [], []
    for server in servers:
        for text in (SELECT, query.find(ASKED).text):
            if text != SELECT and server.name in SLOW:
                continue
            found = ox.parse_query_results(_get(asked(server.sparql, text), JSON), ox.QueryResultsFormat.JSON)
            assert isinstance(found, ox.QuerySolutions)
            rows.append((text, sorted([getattr(term, "value", "") for term in row] for row in found)))
        document = ox.parse(_get(server.entity, TURTLE), ox.RdfFormat.TURTLE)
        triples.append({str(quad.triple) for quad in document if str(quad.subject) == f"<{ENTITY}>"})
    same = all(found == known for text, found in rows for other, known in rows if text == other)
    return same and bool(triples[0]) and all(each == triples[0] for each in triples)


def settle(servers: list[Server], seconds: float = 120) -> None:
    """Wait until the processes of the servers rest: ours makes its dumps and front pages behind its first answers.

    Raises:
        RuntimeError: one still worked after ``seconds``.
    """
    until = time.monotonic() + seconds
    for server in servers:
        while True:
            before = _processor(server.process.pid)
            time.sleep(1)
            if _processor(server.process.pid) - before < 0.03:
                break
            if time.monotonic() > until:
                raise RuntimeError(f"{server.name}: still works {seconds:.0f} s after its first answers")


def wrk(
    server: Server, url: str, accept: str, seconds: int, clients: int, place: Path, varied: bool
) -> tuple[float, float]:
    """Return requests per second, and the processor time of the server for one of them in ms.

    Raises:
        RuntimeError: an answer was an error.
    """
    parts = urllib.parse.urlsplit(url)
    command = ["wrk", "-t1", f"-c{clients}", f"-d{seconds}s", "--timeout", "30s", "-H", f"Accept: {accept}"]
    if varied:
        script = place / "varied.lua"
        script.write_text(VARIED % (f"{parts.path}?{parts.query}", accept), encoding="utf-8")
        command += ["-s", str(script)]
    before = _processor(server.process.pid)
    done = subprocess.run([*command, url], capture_output=True, text=True, check=True).stdout
    spent = _processor(server.process.pid) - before
    if "Non-2xx" in done:
        raise RuntimeError(f"{server.name}: {done}")
    answered = int(re.search(r"(\d+) requests in", done)[1])  # type: ignore[index]
    rate = float(re.search(r"Requests/sec:\s*([\d.]+)", done)[1])  # type: ignore[index]
    return rate, 1000 * spent / answered if answered else 0.0


def hold(graph: Path, seconds: int) -> None:
    """Keep 200 clients at a server with limits, and print its memory as it goes and the statuses of its answers."""
    vendors = [f"/vendor/{name}.html" for name in ("huawei", "hikvision", "dahua", "nec", "zte", "ibm")]
    paths = [*vendors, "/state/srb.ttl", "/state/chn", f"/sparql?query={urllib.parse.quote(SELECT)}"]
    print(f"\n200 clients for {seconds} s at kg serve --queue 50 --seconds 2\n")
    with _kg(graph, "--queue", "50", "--seconds", "2") as server, tempfile.TemporaryDirectory() as scratch:
        address = server.sparql.removesuffix("/sparql")
        for path in paths:
            _get(address + path, "*/*")
        script = Path(scratch, "mixed.lua")
        script.write_text(STATUSES % ", ".join(json.dumps(path) for path in paths), encoding="utf-8")
        command = ["wrk", "-t2", "-c200", f"-d{seconds}s", "--timeout", "30s", "-s", str(script), address]
        asking = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        begun = time.monotonic()
        while asking.poll() is None:
            print(f"  after {time.monotonic() - begun:3.0f} s: {memory(server.process.pid):,.0f} MB", flush=True)
            with contextlib.suppress(subprocess.TimeoutExpired):
                asking.wait(max(1, seconds / 8))
        out = asking.stdout.read() if asking.stdout else ""
        print(
            "\n".join(f"  {line.strip()}" for line in out.splitlines() if re.search("statuses|Socket|Requests", line))
        )


@contextlib.contextmanager
def _kg(graph: Path, *options: str) -> Iterator[Server]:
    port = free_port()
    command = [sys.executable, "-m", "kg", "serve", "--graph", str(graph), "--port", str(port)]
    with _running([*command, "--rate", "0", "--quiet", *options], f"http://{HOST}:{port}/health") as (process, started):
        address = f"http://{HOST}:{port}"
        _get(f"{address}/state/srb.ttl", TURTLE)
        yield Server("kg serve", process, f"{address}/sparql", f"{address}/state/srb.ttl", started)


@contextlib.contextmanager
def oxigraph(graph: Path) -> Iterator[Server]:
    """Yield Oxigraph's own server on a store."""
    port = free_port()
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or "oxigraph"
    command = [
        program,
        "serve-read-only",
        "--location",
        str(graph),
        "--bind",
        f"{HOST}:{port}",
        "--union-default-graph",
    ]
    with _running(command, f"http://{HOST}:{port}/query?query=ASK%20%7B%7D") as (process, started):
        place = f"http://{HOST}:{port}/query"
        yield Server("oxigraph serve", process, place, asked(place, f"DESCRIBE <{ENTITY}>"), started)


@contextlib.contextmanager
def _rdflib(place: Path, folder: Path) -> Iterator[Server]:
    port = free_port()
    program = str(Path(environment.python("endpoint", folder)).parent / "rdflib-endpoint")
    command = [program, "serve", "--host", HOST, "--port", str(port), str(place / "graph.nq")]
    with _running(command, f"http://{HOST}:{port}/?query=ASK%20%7B%7D") as (process, started):
        address = f"http://{HOST}:{port}/"
        entity = f"CONSTRUCT {{ <{ENTITY}> ?p ?o }} WHERE {{ GRAPH ?g {{ <{ENTITY}> ?p ?o }} }}"
        yield Server("rdflib-endpoint", process, address, asked(address, entity), started)


@contextlib.contextmanager
def _running(command: list[str], probe: str) -> Iterator[tuple["subprocess.Popen[bytes]", float]]:
    begun = time.perf_counter()
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=ROOT, stdout=quiet, stderr=quiet, stdin=quiet)
    try:
        while True:
            try:
                urllib.request.urlopen(urllib.request.Request(probe, headers={"Accept": JSON}), timeout=60).read()
                break
            except OSError:
                if process.poll() is not None or time.perf_counter() - begun > 180:
                    raise RuntimeError(f"{command[0]} does not answer") from None
                time.sleep(0.02)
        yield process, time.perf_counter() - begun
    finally:
        end(process)


def end(process: "subprocess.Popen[bytes]") -> None:
    """End a server by its own process."""
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(20)


def free_port() -> int:
    """Return a port of loopback that nothing listens at."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def asked(sparql: str, query: str) -> str:
    """Return the address of a query at an endpoint."""
    return f"{sparql}?query={urllib.parse.quote(query, safe='')}"


def _get(url: str, accept: str) -> bytes:
    with urllib.request.urlopen(urllib.request.Request(url, headers={"Accept": accept}), timeout=120) as answer:
        content: bytes = answer.read()
        return content


def _tree(process: int) -> list[int]:
    found = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    pairs = [tuple(map(int, line.split())) for line in found.splitlines()]
    tree = [process]
    for pid in tree:
        tree.extend(child for child, parent in pairs if parent == pid)
    return tree


def _processor(process: int) -> float:
    ticks = 0
    for pid in _tree(process):
        with contextlib.suppress(OSError):
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def memory(process: int) -> float:
    """Return the resident memory of a process and its children in MB; 0 where it has ended."""
    pages = 0
    for pid in _tree(process):
        with contextlib.suppress(OSError):
            pages += int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    main()
