"""A network as a page, beside pyvis as it is by default and ttl3d: seconds to write it, size, seconds until drawn.

The networks are invented: a third of the nodes are at one end of every edge, and few nodes have many edges. Each page
is opened from a file in headless Chromium, which draws without a GPU and is refused every request to a host. It is
drawn when it shows what it will go on showing: pyvis' when its physics has come to rest, the others' when they are
loaded; two frames are waited for after that.

    python -m benchmarks.drawing --edges 250 2000 20000 --ttl3d .venv-ttl3d/bin/ttl3d --limit 60
"""

import argparse
import random
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from kg.receipt import Receipt

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from kg.drawing.projection import Network

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BASE = "https://example.org/"
FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))"
REST = """new Promise((done) => { network.once("stabilized", () => done(true));
  network.once("stabilizationIterationsDone", () => done(true)); })"""


def network(edges: int, seed: int = 1) -> "Network":
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


def ours(made: "Network", target: Path, program: str, limit: float) -> None:
    """Write the page of this toolkit."""
    from kg.drawing.network import page

    notes = {}
    for at, (*_, edge) in enumerate(sorted(made.edges(data=True), key=lambda found: str(found[2]["id"]))):
        (claim,) = edge["claims"]
        place = f"sheet Supplies, row {at + 2}, column Vendor"
        notes[claim] = Receipt(claim, "Supply", "ledger", "A ledger", "ledger", place, "asserted", "", "", None, None)
    target.write_text(page(made, notes), encoding="utf-8")


def pyvis(made: "Network", target: Path, program: str, limit: float) -> None:
    """Write the page of pyvis as it is by default, with its script inside, for there is no network here."""
    import networkx as nx
    from pyvis.network import Network as Pyvis

    plain: nx.DiGraph[str] = nx.DiGraph()
    plain.add_nodes_from((name, {"label": node["label"]}) for name, node in made.nodes(data=True))
    plain.add_edges_from(made.edges())
    drawn = Pyvis(directed=True, cdn_resources="in_line")
    drawn.from_nx(plain)
    target.write_text(drawn.generate_html(), encoding="utf-8")


def ttl3d(made: "Network", target: Path, program: str, limit: float) -> None:
    """Write the page of ttl3d, from Turtle with labels and types and one triple for each edge."""
    lines = [f"@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n@prefix e: <{BASE}> ."]
    for name, node in made.nodes(data=True):
        kind = node["type"].partition(":")[2]
        lines.append(f'<{BASE}{name}> a e:{kind} ; rdfs:label "{node["label"]}" .')
    lines += [f"<{BASE}{seller}> e:suppliesTo <{BASE}{buyer}> ." for seller, buyer in made.edges()]
    source = target.with_suffix(".ttl")
    source.write_text("\n".join(lines), encoding="utf-8")
    command = [program, str(source), "-o", str(target), "--max-mb", "1000"]
    subprocess.run(command, check=True, capture_output=True, timeout=limit)


def until_drawn(browser: "Browser", path: Path, wait: str, limit: float) -> float | None:
    """Return the seconds from the address to the picture, or None where they are more than the limit."""
    from playwright.sync_api import Error

    context = browser.new_context(bypass_csp=True, viewport={"width": 1280, "height": 800})
    context.route(lambda address: not address.startswith(("file:", "data:", "blob:")), lambda route: route.abort())
    page = context.new_page()
    page.set_default_timeout(limit * 1000)
    begun = perf_counter()
    try:
        page.goto(path.as_uri(), wait_until="load")
        seconds = (
            f"Promise.race([{wait}.then(() => {FRAMES}), new Promise((done) => setTimeout(done, {limit * 1000}))])"
        )
        drawn = page.evaluate(seconds)
    except Error:
        drawn = None
    taken = perf_counter() - begun
    context.close()
    return taken if drawn and taken <= limit else None


def main() -> None:
    """Print a table, a row for each size and contender."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--edges", type=int, nargs="+", default=[250, 2000, 20000])
    parser.add_argument("--ttl3d", default=shutil.which("ttl3d"), help="its program; left out where there is none")
    parser.add_argument("--limit", type=float, default=60, help="seconds for a page to be written, and to be drawn")
    given = parser.parse_args()
    contenders: list[tuple[str, Callable[..., None], str, str]] = [
        ("kg draw", ours, "Promise.resolve(window.kgNetwork)", ""),
        ("pyvis", pyvis, REST, ""),
        *([("ttl3d", ttl3d, "Promise.resolve(1)", given.ttl3d)] if given.ttl3d else []),
    ]
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    args = ["--headless", "--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
    print("| edges | | written (s) | size (MB) | drawn (s) |\n|--:|---|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=args)
        for count in given.edges:
            made: Any = network(count)
            for name, write, wait, tool in contenders:
                target = Path(folder) / f"{write.__name__}-{count}.html"
                begun = perf_counter()
                try:
                    write(made, target, tool, given.limit)
                except subprocess.TimeoutExpired:
                    print(f"| {count:,} | {name} | not in {given.limit:.0f} | | |", flush=True)
                    continue
                written = perf_counter() - begun
                drawn = until_drawn(browser, target, wait, given.limit)
                told = f"{drawn:.1f}" if drawn is not None else f"not in {given.limit:.0f}"
                size = target.stat().st_size / 1e6
                print(f"| {count:,} | {name} | {written:.1f} | {size:.1f} | {told} |", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
