"""A network as a page, beside pyvis as it is by default and ttl3d: seconds until drawn, seconds to write it, its size.

The networks are invented: a third of the nodes are at one end of every edge, and few nodes have many edges. Each page
is opened from a file in headless Chromium, which draws without a GPU (WebGL in software, 2-D canvas by the processor)
and is refused every request to a host. It is drawn when it shows what it will go on showing: pyvis' when its physics
has come to rest, the others' when they are loaded; two frames are waited for after that. The answer is the number of
edges that the page holds.
"""

import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from benchmarks.measure import LIMIT as GIVEN
from benchmarks.measure import NotDone

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from kg.networks.projection import Network

TITLE = "network view, from its file to the picture"
BAR = "2,000 edges ≥ 25× pyvis; 20,000 written ≤ 1.2 s, drawn ≤ 2.5 s"
OURS, AGAINST = "kg draw", "pyvis"
ENVIRONMENT = {"kg draw": "kg", "pyvis": "kg", "ttl3d": "kg"}
TOOLS = {"ttl3d": "ttl3d"}
"""The work is done from here for all; ttl3d is a program in an environment of its own."""
SIZES, UNIT = {"small": (250,), "medium": (250, 2_000, 20_000), "large": (250, 2_000, 20_000, 100_000)}, "edges"
LIMIT = {"small": 30.0, "medium": 90.0, "large": 240.0}
CLOCK = True
LAST = 0.9
"""The part of its limit after which a page is no longer waited for."""
WRITTEN, SIZE = "written, s", "MB"

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ["--headless", "--no-sandbox", "--enable-unsafe-swiftshader"]
BASE = "https://example.org/"
FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))"
REST = """new Promise((done) => { network.once("stabilized", () => done(true));
  network.once("stabilizationIterationsDone", () => done(true)); })"""


def _network(edges: int, seed: int = 1) -> "Network":
    """Return a network of as many edges, each of which rests on a claim of its own."""
    import networkx as nx

    chance = random.Random(seed)
    nodes = max(12, edges * 3 // 10)
    pairs: set[tuple[str, str]] = set()
    while len(pairs) < edges:
        seller, buyer = int(nodes / 3 * chance.random() ** 2), int(nodes * 2 / 3 * chance.random() ** 1.5)
        pairs.add((f"vendor:v{seller}", f"state:s{buyer}"))
    told: dict[str, Any] = {
        "summary": "Who supplies whom?",
        "description": "",
        "limits": "",
        "layout": "force",
        "params": "",
    }
    made: Any = nx.MultiDiGraph(view="invented", **told)
    for name in sorted({end for pair in pairs for end in pair}):
        kind = "ais:Vendor" if name.startswith("vendor") else "ais:State"
        made.add_node(name, label=name.partition(":")[2].upper(), type=kind, iri=BASE + name)
    for at, (source, target) in enumerate(sorted(pairs)):
        key = f"{source}--{target}"
        said = {
            "claims": [f"{BASE}claim/{at}"],
            "sources": ["ledger"],
            "origins": ["ledger"],
            "modalities": ["asserted"],
        }
        made.add_edge(source, target, key=key, id=key, weight=1, sourceCount=1, originCount=1, editions=[], **said)
    network: Network = made
    return network


def _ours(made: "Network", target: Path) -> None:
    """Write the page of this toolkit."""
    from kg.evidence.receipt import Receipt
    from kg.networks.network import page

    notes = {}
    for at, (*_, edge) in enumerate(sorted(made.edges(data=True), key=lambda found: str(found[2]["id"]))):
        (claim,) = edge["claims"]
        place = f"sheet Supplies, row {at + 2}, column Vendor"
        notes[claim] = Receipt(claim, "Supply", "ledger", "A ledger", "ledger", place, "asserted", "", "", None, None)
    target.write_text(page(made, notes), encoding="utf-8")


def _pyvis(made: "Network", target: Path) -> None:
    """Write the page of pyvis as it is by default, with its script inside, for there is no network here."""
    import networkx as nx
    from pyvis.network import Network as Pyvis

    plain: nx.DiGraph[str] = nx.DiGraph()
    plain.add_nodes_from((name, {"label": node["label"]}) for name, node in made.nodes(data=True))
    plain.add_edges_from(made.edges())
    drawn = Pyvis(directed=True, cdn_resources="in_line")
    drawn.from_nx(plain)
    target.write_text(drawn.generate_html(), encoding="utf-8")


def _ttl3d(made: "Network", target: Path) -> None:
    """Write the page of ttl3d, from Turtle with labels and types and one triple for each edge."""
    from benchmarks.peers import environment

    lines = [f"@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n@prefix e: <{BASE}> ."]
    for name, node in made.nodes(data=True):
        kind = node["type"].partition(":")[2]
        lines.append(f'<{BASE}{name}> a e:{kind} ; rdfs:label "{node["label"]}" .')
    lines += [f"<{BASE}{seller}> e:suppliesTo <{BASE}{buyer}> ." for seller, buyer in made.edges()]
    source = target.with_suffix(".ttl")
    source.write_text("\n".join(lines), encoding="utf-8")
    program = Path(environment.python("ttl3d", target.parents[3] / "environments")).with_name("ttl3d")
    command = [str(program), str(source), "-o", str(target), "--max-mb", "1000"]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=GIVEN * LAST)
    except subprocess.TimeoutExpired:
        raise NotDone(f"not written in {GIVEN * LAST:.0f} s", GIVEN * LAST) from None


def until_drawn(browser: "Browser", path: Path, wait: str, count: str, limit: float) -> tuple[float, int] | None:
    """Return the seconds from the address to the picture and the number of edges; None if it takes more than that."""
    from playwright.sync_api import Error

    context = browser.new_context(bypass_csp=True, viewport={"width": 1280, "height": 800})
    context.route(lambda address: not address.startswith(("file:", "data:", "blob:")), lambda route: route.abort())
    page = context.new_page()
    page.set_default_timeout(limit * 1000)
    begun = perf_counter()
    try:
        page.goto(path.as_uri(), wait_until="load")
        late = f"new Promise((done) => setTimeout(done, {limit * 1000}))"
        drawn = page.evaluate(f"Promise.race([{wait}.then(() => {FRAMES}), {late}])")
        taken = perf_counter() - begun
        return (taken, page.evaluate(count)) if drawn and taken <= limit else None
    except Error:
        return None


def _contender(write: Callable[["Network", Path], None], wait: str, count: str) -> Callable[[Path], Any]:
    def contender(given: Path) -> Callable[[], dict[str, Any]]:
        from playwright.sync_api import sync_playwright

        made, target = _network(int(given.name)), given / f"{write.__name__.strip('_')}.html"
        program = next(filter(None, map(shutil.which, BROWSERS)), None)

        def work() -> dict[str, Any]:
            begun = perf_counter()
            write(made, target)
            written, size = perf_counter() - begun, target.stat().st_size / 1e6
            limit = GIVEN * LAST - written
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
                found = until_drawn(browser, target, wait, count, limit)
                browser.close()
            if found is None:
                told = f"not drawn in {limit:.0f} s (written in {written:.1f} s, {size:.1f} MB)"
                raise NotDone(told, limit)
            seconds, edges = found
            return {"seconds": seconds, "answer": edges, "figures": {WRITTEN: written, SIZE: size}}

        return work

    return contender


CONTENDERS = {
    "kg draw": _contender(_ours, "Promise.resolve(window.kgNetwork)", "kgNetwork.edges.length"),
    "pyvis": _contender(_pyvis, REST, "edges.length"),
    "ttl3d": _contender(_ttl3d, "Promise.resolve(1)", "DATA.links.length"),
}
