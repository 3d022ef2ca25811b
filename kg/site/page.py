"""The page of one resource: HTML, Turtle, JSON-LD, N-Triples.

Each function takes a :class:`kg.site.resource.Library` and an IRI and returns text; where it is written or served, and
under which base, is not decided here. Links are relative, so that a page works below any folder and from a disk.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

import jinja2
import msgspec
import pyoxigraph as ox
from markupsafe import Markup

from kg.drawing.template import templates
from kg.evidence import modality
from kg.imprint import imprint
from kg.namespace import OWL, base_in_use, curie, iri, prefixes
from kg.naming.form import counted
from kg.naming.index import alphabetical
from kg.query import query
from kg.setting import forgetting, kept
from kg.site import address, anchor, citation, feed, preview, profile
from kg.site.layout import WHOLE, Layout
from kg.site.resource import ABOUT, ONTOLOGY, Library
from kg.site.section import Mention, Resource, Row, Section, Thing
from kg.vocabulary.labeling import labeled
from kg.vocabulary.turtle import turtle as canonical

ROWS = 150
"""The rows of situations on one page; what has more continues on further pages."""
EMBEDDED = 8_000
"""Characters of JSON-LD a page holds itself; a longer document is linked only (a triple takes about 80)."""
DEVELOPERS = (OWL + "sameAs", iri("prov:wasDerivedFrom"))
"""Properties of no interest to readers, told in a fold: other identifiers, files and digests."""
COLUMNS = 5
"""Sources that have a column each in a table of situations; where there are more, they share one."""

_CELL = re.compile(r"^(?:sheet .*?, )?row (\d+), column .*, cell (“.*”)$", re.DOTALL)
"""The place of a cell: in a table of many, its row and what it says are enough; the rest is said when pointed at."""


class Head(NamedTuple):
    """What the frame of a page says: its path without suffix, title, trail of (title, path), IRI and description."""

    path: str
    title: str
    trail: tuple[tuple[str, str], ...] = ()
    iri: str = ""
    description: str = ""
    formats: tuple[str, ...] = ()


class Table(NamedTuple):
    """The situations of one kind as a table: role columns, source columns (empty: the sources share one), rows."""

    kind: Thing
    roles: list[Thing]
    sources: list[Thing]
    rows: Sequence[Row]
    continued: bool


def html(library: Library, name: str, part: int = 1, form: Layout = WHOLE) -> str:
    """Return the page of a resource; ``part`` counts the pages it is cut into, from 1 (see :func:`parts`)."""
    if name == ONTOLOGY:
        return ontology(library)
    resource = library.resource(name)
    count = _parts(resource)
    at = address.page(name)
    register = at.partition("/")[0]
    above = address.ONTOLOGY if register == address.TERM else f"{register}/index"
    trail = ((address.plural(above.partition("/")[0]), above),)
    title = resource.thing.label + (f", part {part} of {count}" if part > 1 else "")
    small = part == 1 and not form.compact and len(library.triples(name)) <= EMBEDDED // 80
    embedded = jsonld(library, name) if small else ""
    shown = [_table(library, section, name, rows, later) for section, rows, later in _cut(resource, part)]
    told = profile.profile(library, resource) if part == 1 else None
    return template("page.html").render(
        head=Head(at, title, trail, name, described(title, _description(resource, told)), form.formats[1:]),
        library=library,
        resource=resource,
        profile=told,
        mapped=register == "vendor" and any(p.iri == iri("ais:suppliesTo") for p, _ in resource.derived),
        row=_situation(library, name, register),
        claim=library.mention(name) if register == "claim" else None,
        tables=shown,
        unsettled=_unsettled,
        part=part,
        parts=count,
        disagreements=_disagreements(),
        known=[each for each in resource.statements if each[0].iri not in DEVELOPERS],
        made=[each for each in resource.statements if each[0].iri in DEVELOPERS],
        feed=part == 1 and feed.has(at) and not form.compact,
        embedded=script(embedded) if 0 < len(embedded) <= EMBEDDED else "",
        **frame(library, at, name, resource.thing.label),
    )


@kept
def _disagreements() -> dict[str, str]:
    """Return kind of disagreement → what it is, as the description of the question that finds them says."""
    told = query.find("disagreements").description
    return dict(re.findall(r"(?<=\. )([a-z ]+): ([^.]+\.)", told))


def parts(library: Library, name: str) -> int:
    """Return the number of pages the HTML of a resource is cut into."""
    return 1 if name == ONTOLOGY else _parts(library.resource(name))


def ontology(library: Library) -> str:
    """Return the page of the ontology: every term with its labels, definition, place in the hierarchy and uses."""
    groups = []
    rest = {name for name in library.out if address.is_term(name)}
    for title, kinds in _GROUPS:
        names = {term for kind in kinds for p, term in library.into.get(kind, ()) if p.endswith("#type")}
        own = sorted((alphabetical(library.label(name)), name) for name in names if address.is_term(name))
        groups.append((title, [library.resource(name) for _, name in own]))
        rest -= names
    groups.append(("Individuals", [library.resource(name) for name in sorted(rest)]))
    resource = library.resource(ONTOLOGY)
    return template("page-ontology.html").render(
        head=Head("ontology", resource.thing.label, (), ONTOLOGY, "", tuple(WRITERS)[1:]),
        library=library,
        resource=resource,
        groups=[(title, terms) for title, terms in groups if terms],
        **frame(library, "ontology", ONTOLOGY, resource.thing.label),
    )


_GROUPS = (
    ("Classes", (OWL + "Class",)),
    ("Object properties", (OWL + "ObjectProperty",)),
    ("Datatype properties", (OWL + "DatatypeProperty",)),
    ("Annotation properties", (OWL + "AnnotationProperty",)),
    ("Modalities", (iri("ais:Modality"), iri("ais:AcceptedModality"))),
)


def turtle(library: Library, name: str) -> str:
    """Return the document of a resource as Turtle."""
    return canonical(library.triples(name), prefixes())


def ntriples(library: Library, name: str) -> str:
    """Return the document of a resource as N-Triples, sorted."""
    return "".join(f"{triple} .\n" for triple in _relabeled(library.triples(name)))


def jsonld(library: Library, name: str) -> str:
    """Return the document of a resource as expanded JSON-LD."""
    written = ox.serialize(_relabeled(library.triples(name)), format=ox.RdfFormat.JSON_LD)
    assert written is not None
    return written.decode() + "\n"


def rdfxml(library: Library, name: str) -> str:
    """Return the document of a resource as RDF/XML, for older tools."""
    written = ox.serialize(_relabeled(library.triples(name)), format=ox.RdfFormat.RDF_XML, prefixes=prefixes())
    assert written is not None
    return written.decode() + "\n"


WRITERS: Mapping[str, Callable[[Library, str], str]] = {
    "html": html,
    "ttl": turtle,
    "jsonld": jsonld,
    "nt": ntriples,
    "rdf": rdfxml,
}
"""Suffix of a file → the function that writes it, the preferred format first."""


@cache
def template(name: str) -> jinja2.Template:
    """Return one of the templates of the site; every value is escaped."""
    return templates("site").get_template(name)


def frame(library: Library, at: str, name: str, title: str) -> dict[str, Any]:
    """Return what the templates need for the page at a path: links, the version, and citations of the IRI ``name``."""

    def href(to: str, suffix: str = ".html") -> str:
        return address.link(at, to, suffix)

    def linked(thing: Thing) -> Markup:
        return anchor.linked(thing, address.root(at))

    def said(mention: Mention) -> Markup:
        return _said(mention, address.root(at))

    return {
        "href": href,
        "anchor": linked,
        "said": said,
        "root": address.root(at),
        "version": library.one(ONTOLOGY, OWL + "versionInfo"),
        "citations": citation.all_of(citation.work(library, name, title)),
        "path": address.path,
        "page_of": address.page,
        "tally": address.tally,
        "curie": curie,
        "image": base_in_use() + preview.card(at),
        "imaged": preview.size(at),
        "shown": preview.said(at, title),
    }


def framed(library: Library, name: str, at: str, title: str, **values: Any) -> str:
    """Return a page that is not a resource's: the template ``name`` at a path, with its values in the site's frame."""
    iri = base_in_use() + (at.removesuffix("index") if at.endswith("index") else f"{at}.html")
    told = described(title, values.pop("description", "") or imprint().summary)
    head = Head(at, title, values.pop("trail", ()), values.pop("iri", iri), told)
    around = frame(library, at, head.iri, title)
    return template(name).render(head=head, library=library, **{**around, **values})


def described(title: str, text: str) -> str:
    """Return what a page says of itself to those who list it: no two pages say the same, for each names its title.

    >>> described("Huawei", "50 states are supplied by it."), described("Chad", "One source says that Chad uses it.")
    ('Huawei: 50 states are supplied by it.', 'One source says that Chad uses it.')
    """
    return text if title in text else f"{title}: {text}"


def script(text: str) -> Markup:
    """Return JSON that can stand in a script element: no tag can end it."""
    safe = msgspec.json.encode(msgspec.json.decode(text)).decode()
    return Markup(safe.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))


@lru_cache(maxsize=100_000)
def _said(mention: Mention, root: str) -> Markup:
    """Return where a claim stands, linked, with what sets it apart from a plain assertion of the source."""
    place = f"{root}{address.link('', address.path(mention.receipt.claim))}"
    label = _CELL.sub(r"row \1, \2", mention.receipt.place)
    return Markup(template("page-parts.html").module.said(mention, place, label))  # type: ignore[attr-defined]


forgetting(_said.cache_clear)


def _situation(library: Library, name: str, register: str) -> Row | None:
    if register == "situation":
        return library.row(name)
    return library.row(library.one(name, *ABOUT)) if register == "claim" else None


def _unsettled(row: Row) -> str:
    """Return that nobody says firmly that a situation holds, such as ``only planned``; nothing where somebody does."""
    held = [mention.receipt.modality for mention in row.mentions]
    return modality.only(held) if held and all(map(modality.short_of, held)) else ""


def _description(resource: Resource, told: profile.Profile | None) -> str:
    if told is not None and told.sentences:
        return " ".join(map(str, told.sentences))
    kinds = ", ".join(f"{len(rows):,} {counted(kind.label, len(rows))}" for kind, rows, _ in resource.sections)
    types = ", ".join(thing.label for thing in resource.types)
    return f"{resource.thing.label} ({types}). {kinds}".strip()


def _parts(resource: Resource) -> int:
    return max(1, -(-sum(len(section.rows) for section in resource.sections) // ROWS))


def _cut(resource: Resource, part: int) -> Iterator[tuple[Section, Sequence[Row], bool]]:
    """Yield (section, its rows on this part, whether it began on an earlier one)."""
    first, past = (part - 1) * ROWS, 0
    for section in resource.sections:
        rows = section.rows[max(0, first - past) : max(0, first + ROWS - past)]
        if rows:
            yield section, rows, first > past
        past += len(section.rows)


def _table(library: Library, section: Section, name: str, rows: Sequence[Row], continued: bool) -> Table:
    roles = dict.fromkeys(role for each in section.briefs for role in each.roles)
    for role in [r for r in roles if all([t.iri for t in each.roles.get(r, ())] == [name] for each in section.briefs)]:
        del roles[role]
    sources = {said.source for each in section.briefs for said in each.said}
    return Table(
        section.head,
        [library.heading(role) for role in roles],
        [library.thing(each) for each in sorted(sources, key=lambda each: (library.issued(each), each))]
        if len(sources) <= COLUMNS
        else [],
        rows,
        continued,
    )


def _relabeled(triples: list[ox.Triple]) -> list[ox.Triple]:
    if not any(isinstance(node, ox.BlankNode) for triple in triples for node in (triple.subject, triple.object)):
        return triples
    return sorted(labeled(triples), key=str)
