"""The list of a register as a table: what sets its members apart, in columns that can be sorted and chosen by."""

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kg.namespace import base_in_use, curie, iri
from kg.naming import form
from kg.naming.index import alphabetical
from kg.query.solution import python
from kg.site import address, page, profile
from kg.site.resource import ABOUT, REPORTED, TYPE, Library
from kg.site.section import Thing

LISTED = 500
"""The members of a register on one page of its list."""
CHOICES = 40
"""The values of a column up to which a reader may choose by them."""
_APART = ("claim", "situation", "evidence")


class Column(NamedTuple):
    """One column: its title, the property it shows, whether the member is its object, and whether it is counted."""

    title: str
    property: str
    inverse: bool = False
    counted: str = ""
    """The register whose things are counted; empty where they are named."""


class Row(NamedTuple):
    """One member with its cells: things, or a number."""

    thing: Thing
    cells: tuple[tuple[Thing, ...] | int, ...]
    explore: str
    """The selection of the explorer that shows it; empty where there is none."""


COLUMNS: Mapping[str, Sequence[Column]] = {
    "category": (Column("classification", "skos:inScheme"),),
    "claim": (Column("source", "ais:reportedIn"), Column("how firmly it is said", "ais:modality")),
    "evidence": (Column("source", "oa:hasSource"),),
    "group": (Column("based in", "ais:membersBasedIn"), Column("states supplied", "ais:suppliesTo", False, "state")),
    "initiative": (Column("members", "ais:memberOf", True, "state"),),
    "list": (Column("publisher", "dcterms:publisher"), Column("vendors on it", "ais:listedOn", True, "vendor")),
    "organization": (Column("agency of", "ais:agencyOf"), Column("technologies", "ais:usesTechnology")),
    "place": (Column("state", "ais:inState"),),
    "region": (Column("within", "ais:region"), Column("states", "ais:region", True, "state")),
    "source": (
        Column("published", "dcterms:issued"),
        Column("edition of", "ais:editionYear"),
        Column("publisher", "dcterms:publisher"),
        Column("license", "dcterms:license"),
    ),
    "state": (
        Column("region", "ais:region"),
        Column("technologies", "ais:usesTechnology", False, "technology"),
        Column("suppliers", "ais:suppliesTo", True, "vendor"),
        Column("member of", "ais:memberOf"),
    ),
    "technology": (Column("kind of", "skos:broader"), Column("states using it", "ais:usesTechnology", True, "state")),
    "vendor": (
        Column("based in", "ais:basedIn"),
        Column("on lists", "ais:listedOn"),
        Column("owner", "ais:ownedBy"),
        Column("states supplied", "ais:suppliesTo", False, "state"),
    ),
}
"""Register → the columns of its list; every list has a column of kinds, if there are several, and of claims."""


def members(library: Library, register: str) -> list[Thing]:
    """Return the members of a register, sorted by label."""
    things = map(library.thing, library.names(register))
    return sorted(things, key=lambda each: (alphabetical(each.label), each.iri))


def parts(library: Library, register: str) -> int:
    """Return the number of pages that a list is cut into."""
    return max(1, -(-len(library.names(register)) // LISTED))


def html(library: Library, register: str, part: int) -> str:
    """Return one page of the list of a register; ``part`` counts them from 1."""
    at = f"{register}/index" + (f".{part}" if part > 1 else "")
    pages = parts(library, register)
    titles, rows = table(library, register, part)
    return page.framed(
        library,
        "page-list.html",
        at,
        f"{_plural(library, register)}: {len(library.names(register)):,}",
        kinds=[(form.counted(kind, number), number) for kind, number in _kinds(library, register)],
        titles=titles,
        chosen=_chosen(titles, rows) if pages == 1 else [False] * len(titles),
        numbers=[all(isinstance(row.cells[at], int) for row in rows) for at in range(len(titles))],
        rows=rows,
        part=part,
        pages=pages,
        csv="" if pages > 1 else "index.csv",
    )


def to_csv(library: Library, register: str) -> str:
    """Return the whole list as CSV: the IRI, the name, and what the columns hold, several values parted by ``; ``."""
    titles, rows = table(library, register, 0)
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([register, "name", *titles])
    for row in rows:
        cells = [each if isinstance(each, int) else "; ".join(thing.label for thing in each) for each in row.cells]
        writer.writerow([row.thing.iri, row.thing.label, *cells])
    return file.getvalue()


def table(library: Library, register: str, part: int) -> tuple[list[str], list[Row]]:
    """Return the titles of the columns after the name, and the rows of one page; those of all where ``part`` is 0."""
    found = members(library, register)
    shown = found[(part - 1) * LISTED : part * LISTED] if part else found
    columns = list(COLUMNS.get(register, ()))
    if len(_kinds(library, register)) > 1:
        columns = [Column("kind", "rdf:type"), *columns]
    rows = [
        Row(each, tuple(_cell(library, each.iri, column) for column in columns), profile.selection(each.iri))
        for each in shown
    ]
    titles = [column.title for column in columns]
    if register not in (*_APART, "graph"):
        rows = [row._replace(cells=(*row.cells, _claims(library, row.thing.iri))) for row in rows]
        titles.append("claims")
    kept = [at for at in range(len(titles)) if any(row.cells[at] for row in rows)]
    return [titles[at] for at in kept], [row._replace(cells=tuple(row.cells[at] for at in kept)) for row in rows]


def _plural(library: Library, register: str) -> str:
    """Return what the members of a register are called together: ``States and territories``."""
    kinds = [kind for kind, _ in _kinds(library, register)]
    if len(kinds) == 2 and register in kinds:
        return f"{address.plural(register)} and {address.plural(kinds[kinds[0] == register]).lower()}"
    return address.plural(register)


def _kinds(library: Library, register: str) -> list[tuple[str, int]]:
    """Return the kinds of a register's members with their numbers, the largest first; none where a list is long."""
    if register in ("claim", "evidence", "graph"):
        return []
    counts = Counter(library.kind(name) for name in library.names(register))
    named = {kind: number for kind, number in counts.items() if library.label(kind) != curie(kind)}
    return [(library.label(kind), number) for kind, number in sorted(named.items(), key=lambda each: (-each[1], each))]


def _cell(library: Library, name: str, column: Column) -> tuple[Thing, ...] | int:
    wanted = iri(column.property)
    if column.property == "ais:region" and column.inverse:
        found = [library.thing(subject) for subject in _inside(library, name)]
    elif column.inverse:
        found = [library.thing(subject) for p, subject in library.into.get(name, ()) if p == wanted]
    else:
        found = [_value(library, term) for p, term, _ in library.out.get(name, ()) if p == wanted]
    found = [each for each in found if column.property != "rdf:type" or each.label != curie(each.iri)]
    if column.counted:
        return len({each.iri for each in found if each.iri.startswith(f"{base_in_use()}{column.counted}/")})
    return tuple(sorted(set(found), key=lambda each: (alphabetical(each.label), each.iri)))


def _inside(library: Library, region: str) -> set[str]:
    """Return what lies in a region or in a region within it."""
    found, open_ = set(), [region]
    while open_:
        for property_, subject in library.into.get(open_.pop(), ()):
            if property_ in (iri("ais:region"), iri("ais:intermediateRegion")) and subject not in found:
                found.add(subject)
                open_.append(subject)
    return found


def _value(library: Library, term: object) -> Thing:
    found = library.value(term)  # type: ignore[arg-type]
    return found if found.iri else Thing("", str(python(term)))  # type: ignore[arg-type]


def _claims(library: Library, name: str) -> int:
    """Return the number of claims that a source makes, or that are about a situation in which a thing has a role."""
    into = library.into.get(name, ())
    reported = {subject for p, subject in into if p == REPORTED}
    situations = {subject for p, subject in into if subject.startswith(f"{base_in_use()}situation/") and p != TYPE}
    about = {claim for each in situations for p, claim in library.into.get(each, ()) if p in ABOUT}
    return len(reported | about)


def _chosen(titles: Sequence[str], rows: Sequence[Row]) -> list[bool]:
    """Return for each column whether a reader may choose by its values: it names few, and some more than once."""
    chosen = []
    for at in range(len(titles)):
        named = Counter(
            thing.label for row in rows for cell in [row.cells[at]] if not isinstance(cell, int) for thing in cell
        )
        chosen.append(1 < len(named) <= CHOICES and max(named.values(), default=0) > 1)
    return chosen
