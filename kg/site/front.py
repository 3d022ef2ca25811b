"""The pages of a site that are no resource's: start page, lists, notes, errors, search, and the rules for web servers.

They are a table of path → what writes it, so that all of them can be written and one of them can be served.
"""

import json
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from xml.sax.saxutils import escape

import pyoxigraph as ox

from kg.evidence.mention import Names
from kg.explorer import page as explorer
from kg.explorer.story import stories
from kg.imprint import imprint
from kg.namespace import base_in_use, browser_code, curie, iri
from kg.naming import country, sound
from kg.query import query
from kg.setting import workspace
from kg.site import (
    address,
    bundle,
    catalog,
    gallery,
    hosting,
    layout,
    listing,
    negotiation,
    page,
    preview,
    question,
    synonym,
    task,
)
from kg.site.layout import WHOLE, Layout
from kg.site.resource import Library
from kg.wording.table import written

Write = Callable[[], str | bytes]
"""What writes a document."""
FIRST = ("state", "vendor", "technology", "initiative", "source", "claim")
"""The registers that the start page names first."""
MADE = ("situation", "evidence", "graph", "scheme", "scope", "quantity", "judgment", "effect", "community")
"""Registers that say how the graph is made, and that readers do not come for."""
_NAMING = tuple(iri(name) for name in ("rdfs:label", "skos:altLabel", "skos:hiddenLabel", "ais:alpha2", "ais:alpha3"))
UNSOUGHT = ("claim", "situation", "graph", "evidence")
"""Registers whose members the search does not find."""


def documents(library: Library, *, notebooks: bool = False, form: Layout = WHOLE) -> dict[str, Write]:
    """Return path → what writes the text of the document there; ``notebooks`` says whether the site has their pages."""
    table: dict[str, Write] = {
        "index.html": partial(_start, library, notebooks=notebooks),
        f"{address.QUESTION}/index.html": partial(task.html, library),
        "contribute.html": partial(
            page.framed, library, "page-note.html", "contribute", "Suggest a correction", iri=""
        ),
        "ask.html": partial(question.ask, library),
        "404.html": partial(_error, library, "404", "Not here"),
        "503.html": partial(_error, library, "503", "Not in time", late=True),
        "406.html": partial(
            _error, library, "406", "No such format", classes=negotiation.classes(form), media=negotiation.MEDIA
        ),
        "explorer.html": partial(
            page.framed, library, "page-explorer.html", "explorer", imprint().look, iri="", embedded=False
        ),
        negotiation.EMBED: partial(
            page.framed, library, "page-explorer.html", "embed", imprint().look, iri="", embedded=True
        ),
        explorer.DATA: partial(explorer.script, library.store),
        explorer.RECEIPTS: partial(explorer.receipts, library.store),
        **{name: partial(_bundled, name) for name in (explorer.SCRIPT, explorer.STYLE)},
        "robots.txt": lambda: f"User-agent: *\nAllow: /\nSitemap: {base_in_use()}sitemap.xml\n",
        "sitemap.xml": partial(_sitemap, library),
        preview.ICON: preview.icon,
        preview.TOUCH: preview.touch,
        preview.MANIFEST: preview.manifest,
        **{preview.card(f"{kind}/"): partial(preview.drawn, kind) for kind in preview.CARDS},
        "style.css": partial(_template, "page.css"),
        **{name: partial(_bundled, name) for name in ("search.js", "words.js", "question.js", "list.js", "ask.js")},
        "search-index.js": partial(_index, library),
        "words-table.js": partial(_words, library),
        "search-scripts.js": partial(_scripts, library),
    }
    if form.compact:
        table[f"{layout.BUNDLE}/index.html"] = partial(bundle.index, library, layout.BUNDLE)
    own = workspace()
    for register in address.registers():
        if own and own.alone and not library.names(register):
            continue
        if form.compact and register in layout.APART:
            table[f"{register}/index.html"] = partial(bundle.index, library, register)
            continue
        pages = listing.parts(library, register)
        for part in range(1, pages + 1):
            at = f"{register}/index" + (f".{part}" if part > 1 else "")
            table[f"{at}.html"] = partial(listing.html, library, register, part)
        if pages == 1:
            table[f"{register}/index.csv"] = partial(listing.to_csv, library, register)
    others = cache(partial(synonym.synonyms, library))
    return {**table, **_rules(catalog.version(library), form, others)}


def _index(library: Library) -> str:
    sought = [register for register in address.registers() if register not in UNSOUGHT]
    index: list[list[object]] = [
        [each.label, address.path(each.iri), register, _also(library, each.iri)]
        for register in sought
        for each in listing.members(library, register)
    ]
    terms = sorted(name for name in library.out if address.is_term(name))
    index += [[library.label(name), address.page(name), "term", []] for name in terms]
    index += [
        [each.summary, f"{address.QUESTION}/{each.name}", "question", [each.name]] for each in question.published()
    ]
    networks, charts = query.read_all("views"), gallery.charts(library.store)
    for at, kind, pictures in ((address.VIEW, "network", networks), (address.CHART, "chart", charts)):
        index += [[one.summary, f"{at}/{one.name}", "picture", [one.name, kind]] for one in pictures]
    for each in stories(frozenset(curie(name) for name in library.out if name.startswith(base_in_use()))):
        index.append([each["title"], f"explorer#{each['steps'][0]['selection']}&story={each['name']}.1", "story", []])
    return f"var kgIndex = {json.dumps(index, ensure_ascii=False, separators=(',', ':'))};\n"


def _words(library: Library) -> str:
    """Return the table by which the search field reads a question in plain words, as a script."""
    return f"var kgWords = {json.dumps(written(Names(library.store)), ensure_ascii=False, separators=(',', ':'))};\n"


def _scripts(library: Library) -> str:
    """Return what the search needs for names in scripts that are not Latin: names of states, and sounds of letters."""
    names = country.unlatin()
    states = ((name, library.one(name, iri("ais:alpha3"))) for name in library.names("state"))
    told = {
        "names": [[address.path(name), names[code]] for name, code in states if code in names],
        "letters": sound.letters(),
        "hangul": sound.hangul(),
    }
    return f"var kgScripts = {json.dumps(told, ensure_ascii=False, separators=(',', ':'))};\n"


def _also(library: Library, name: str) -> list[str]:
    """Return the other names and the codes by which a thing is sought."""
    given = [(p, term) for p, term, _ in library.out.get(name, ()) if p in _NAMING and isinstance(term, ox.Literal)]
    return sorted({term.value for p, term in given} - {library.label(name)})


def _sitemap(library: Library) -> str:
    """Return the pages that a search engine is told of: the front pages, and those of the registers but claims."""
    told = [register for register in address.registers() if register not in UNSOUGHT]
    things = [address.page(name) for register in told for name in library.names(register)]
    asked = [f"{address.QUESTION}/{each.name}" for each in question.published()]
    places = ["", "data.html", "ontology.html", *(f"{place}.html" for place in sorted({*things, *asked}))]
    lines = "".join(f"  <url><loc>{escape(base_in_use() + place)}</loc></url>\n" for place in places)
    head = '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{lines}</urlset>\n"


def _start(library: Library, *, notebooks: bool) -> str:
    own = workspace()
    alone = own is not None and own.alone
    dataset = json.dumps(catalog.dataset(library, {}), ensure_ascii=False).replace("<", "\\u003c")
    return page.framed(
        library,
        "page-start.html",
        "index",
        imprint().name,
        summary=imprint().summary,
        dataset=dataset,
        figures=[] if alone else list(query.find("headline-figures").run(library.store).values()),
        size=next(query.find("size").run(library.store).values()),
        registers=[
            (name, address.plural(name), len(library.names(name))) for name in sorted(address.registers(), key=_rank)
        ],
        made=MADE,
        questions=question.published(),
        views=query.read_all("views"),
        charts=gallery.charts(library.store),
        notebooks=f"{address.NOTEBOOK}/index.html" if notebooks else "",
    )


def _rank(register: str) -> tuple[int, str]:
    return (FIRST.index(register) if register in FIRST else len(FIRST), register)


def _error(library: Library, at: str, title: str, **values: object) -> str:
    """Return a page that is sent for any address: its links start at the root, or where its script finds the site."""
    told = {"root": "/", "classes": (), "style": _template("page.css"), "script": _template("page-error.js")}
    return page.framed(library, "page-error.html", at, title, iri="", **{**told, **values})


def _template(name: str) -> str:
    return (Path(page.__file__).parent / "templates" / name).read_text(encoding="utf-8")


def _bundled(name: str) -> str:
    return browser_code(name).read_text(encoding="utf-8")


def _rules(version: str, form: Layout, others: Callable[[], dict[str, str]]) -> dict[str, Write]:
    """Return path → what writes the rules of a web server; ``others`` gives the other names of things."""
    return {
        "rules/nginx-http.conf": lambda: hosting.nginx(version, form)[0],
        "rules/nginx-server.conf": lambda: synonym.nginx(others()) + hosting.nginx(version, form)[1],
        "rules/htaccess": lambda: hosting.apache(version, form, synonym.apache(others())),
        "rules/Caddyfile": lambda: synonym.caddy(others()) + hosting.caddy(version, form),
        "_headers": lambda: hosting.netlify(form)[0],
        "_redirects": lambda: synonym.netlify(others()) + hosting.netlify(form)[1],
    }
