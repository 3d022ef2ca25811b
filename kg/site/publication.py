"""The site as a folder of files: a page and three documents for every resource, lists, questions, dumps, rules.

The bytes depend on the graph, the base and the version before it only: not on the clock, the machine or a hash seed.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import perf_counter

import pyoxigraph as ox

from kg import garbage
from kg.evidence.receipt import held
from kg.graph import mark, replacement, visibility
from kg.graph.store import in_memory
from kg.imprint import imprint
from kg.namespace import base_in_use, browser_code
from kg.overlay.workspace import based
from kg.query import query
from kg.site import (
    address,
    bundle,
    card,
    catalog,
    dump,
    feed,
    front,
    gallery,
    layout,
    negotiation,
    package,
    page,
    preview,
    question,
    sparql,
    story,
)
from kg.site.layout import WHOLE, Layout
from kg.site.press import MANY, Order, Press, Report, Site, parted
from kg.site.resource import ONTOLOGY, Library

MARK = "ro-crate-metadata.json"
STEPS = ("read", "dumps", "resources", "questions", "views", "rules")
COPIED = 2_000_000
"""The most quads of a graph that is copied into memory to be published, about 1 GB; a larger one is read on disk."""

Progress = Callable[[str], None]


def publish(
    store: ox.Store,
    target: Path,
    base: str = "",
    previous: Path | None = None,
    progress: Progress = lambda step: None,
    notebooks: bool = False,
    form: Layout = WHOLE,
) -> Report:
    """Write the site of a store to a folder and return what was written.

    ``base`` takes the place of the toolkit's in every IRI. ``previous`` is the folder of the site before, from which
    the changes are told. With ``notebooks``, they are run on the store and become pages. ``form`` says which documents
    there are. What stood at ``target`` stays whole until the new site is complete. What is marked as internal, and what
    rests on it alone, is left out.

    Raises:
        TargetError: the folder cannot be written, or holds something that is no site; or the base is no IRI.
        ReadError: ``previous`` is no site, or the browser code was never bundled.
    """
    base = based(base or base_in_use())
    browser_code(sparql.CODE[0])
    if notebooks:
        story.ready()
    with visibility.sharing(store) as (public, left), replacement.replacing(target, mark.SITE) as new:
        site = Site(new, base, form)
        copied = not left and len(public) <= COPIED
        _write(site, in_memory(public) if copied else public, previous, progress, notebooks)
    site.report.left = left
    return site.report


def _write(site: Site, store: ox.Store, previous: Path | None, progress: Progress, notebooks: bool) -> None:
    begun = perf_counter()

    def done(step: str) -> None:
        nonlocal begun
        site.report.seconds[step], begun = perf_counter() - begun, perf_counter()

    progress("read")
    library = Library(store)
    site.version = catalog.version(library)
    found = None if previous is None else dump.delta(library, previous, site.base)
    names = list(things(library, site.form))
    here = [name for name in names if name == ONTOLOGY or name in library.graphs]
    rest = sorted(set(names).difference(here))
    notes, _ = library.receipts, library.disagreements  # what many rest on is read before the processes part
    rules = front.documents(library, notebooks=notebooks, form=site.form)

    def written(order: Order) -> Iterator[tuple[str, str | bytes]]:
        kind, name = order
        if kind == "thing":
            yield from documents(library, name, site.form)
        elif kind == "question":
            yield from question.documents(library, query.find(name), spare=site.form.compact)
        else:
            yield name, gallery.document(store, name) if kind == "picture" else rules[name]()

    pictures: dict[str, list[Order]] = {}
    for place in filter(site.has, gallery.places(store)):
        pictures.setdefault(place.partition(".")[0], []).append(("picture", place))
    orders: dict[str, list[Sequence[Order]]] = {
        "views": [*pictures.values()],
        "resources": parted(("thing", name) for name in rest),
        "questions": parted(("question", each.name) for each in question.published()),
        "rules": parted(("rule", place) for place in filter(site.has, rules)),
    }
    done("read")
    with garbage.rare(), held(store, notes), Press(site, written, many=len(library.out) >= MANY) as press:
        for name, groups in orders.items():
            press.order(name, groups)
        progress("dumps")
        for name in here:
            for place, text in documents(library, name, site.form):
                site.write(place, text)
        dumps(site, library, found)
        for place, text in story.documents(library) if notebooks else ():
            site.write(place, text)
        done("dumps")
        for step in STEPS[2:]:
            progress(step)
            press.done(step)
            done(step)


def documents(library: Library, name: str, form: Layout = WHOLE) -> Iterator[tuple[str, str | bytes]]:
    """Yield (path, content) of every document of a resource: its pages, their image, then Turtle and other formats."""
    if name.startswith(f"{layout.BUNDLE}/"):
        yield from bundle.documents(library, name.partition("/")[2])
        return
    at = address.page(name)
    for part in range(1, page.parts(library, name) + 1):
        yield f"{at}.html" if part == 1 else f"{at}.{part}.html", page.html(library, name, part, form)
    if preview.own(at, few=form.compact):
        yield preview.card(at), card.of_thing(library, name)
    formats = layout.WHOLE.formats if name == ONTOLOGY else form.formats
    if form.compact and name in library.graphs:
        yield f"{at}.ttl", catalog.graph(library, name)
        return
    for suffix, write in page.WRITERS.items():
        if suffix != "html" and suffix in formats:
            yield f"{at}.{suffix}", write(library, name)
    if feed.has(at) and not form.compact:
        yield f"{at}.atom", feed.atom(library, name)


def things(library: Library, form: Layout = WHOLE) -> Iterator[str]:
    """Yield the IRI of everything that has documents, but for the questions, and the path of each bundle."""
    for register in address.registers():
        if not form.compact or register not in layout.APART:
            yield from library.names(register)
    if form.compact:
        yield from (f"{layout.BUNDLE}/{digits}" for digits in bundle.bundles(library))
    yield ONTOLOGY
    yield from sorted(name for name in library.out if address.is_term(name))


def dumps(site: Site, library: Library, found: dump.Delta | None = None) -> None:
    """Write the dumps below ``latest/`` and below the version, what describes them, and the page that queries them."""
    sizes, tables = {}, {}
    written = site.folder if (site.folder / "graph").is_dir() else None
    folders = ("latest",) if site.form.compact else ("latest", catalog.version(library))
    for name, content in dump.Dump(library, site.base, written, spare=site.form.compact).files():
        for folder in folders:
            site.write(f"{folder}/{name}", content)
        sizes[name] = len(content)
        if name in (dump.CLAIMS, dump.EDGES):
            tables[name] = content
    for name, describe in (("datapackage.json", package.frictionless), ("croissant.json", package.croissant)):
        for folder in folders:
            site.write(f"{folder}/{name}", json.dumps(describe(library, tables), ensure_ascii=False, indent=2) + "\n")
    _descriptions(site, library, folders, sizes, found)
    site.write(mark.FILE, mark.text(mark.SITE))
    site.write("data.html", _data(library, sizes))
    whole = f"latest/{imprint().name}.nq.gz"
    for place, document in sparql.documents(library, whole, (site.folder / whole).read_bytes()):
        site.write(place, document)


def _descriptions(
    site: Site, library: Library, folders: tuple[str, ...], sizes: dict[str, int], found: dump.Delta | None
) -> None:
    crate = json.dumps(catalog.crate(library, sizes), ensure_ascii=False, indent=2) + "\n"
    for folder in folders:
        site.write(f"{folder}/{MARK}", crate)
        site.write(f"{folder}/CITATION.cff", catalog.cff(library))
    whole = json.dumps(catalog.crate(library, sizes, "latest/"), ensure_ascii=False, indent=2) + "\n"
    site.write(MARK, whole)
    site.write("CITATION.cff", catalog.cff(library))
    told = sorted(catalog.described(library, sizes), key=str)
    site.write("void.ttl", catalog.void(library, sizes))
    site.write("data.ttl", catalog.void(library, sizes))
    site.write("data.nt", (ox.serialize(told, format=ox.RdfFormat.N_TRIPLES) or b"").decode())
    rdf = ox.serialize(told, format=ox.RdfFormat.RDF_XML, prefixes=catalog.names()) or b""
    site.write("data.rdf", rdf.decode() + "\n")
    site.write("data.jsonld", (ox.serialize(told, format=ox.RdfFormat.JSON_LD) or b"").decode() + "\n")
    site.write("dataset.jsonld", json.dumps(catalog.dataset(library, sizes), ensure_ascii=False, indent=2) + "\n")
    site.write("changes.atom", catalog.atom(library, found))
    if found is not None:
        site.write("changes.csv", dump.difference(found, library))


def _data(library: Library, sizes: dict[str, int]) -> str:
    """Return the page of the dumps; ``sizes`` are their bytes by name."""
    media = {name: negotiation.MEDIA.get(name.rpartition(".")[2], "text/plain") for name in sizes}
    return page.framed(library, "page-data.html", "data", "Data to download", sizes=sizes, media=media)
