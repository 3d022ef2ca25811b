"""Where each resource stands on a site: IRI → path, and the relative link from one page to another."""

import re
from functools import cache

from kg.namespace import BASE, prefixes

ONTOLOGY = "ontology"
TERM = "term"
"""Where the pages of single terms stand; a term's IRI leads to its place in the page of the whole ontology."""
DATA = "data"
"""Where the whole dataset is described."""
QUESTION = "question"
VIEW, CHART, NOTEBOOK = "view", "chart", "notebook"


@cache
def registers() -> tuple[str, ...]:
    """Return the registers whose members have pages, by their singular: the prefixes below the base."""
    named = (name for name, space in prefixes().items() if space == f"{BASE}{name}/")
    return tuple(sorted(named))


def plural(register: str) -> str:
    """Return what the list of a register is called.

    >>> plural("state"), plural("technology"), plural("ontology")
    ('States', 'Technologies', 'Ontology')
    """
    if register in (ONTOLOGY, "evidence"):
        return register.capitalize()
    return (f"{register[:-1]}ies" if register.endswith("y") else f"{register}s").capitalize()


def path(name: str) -> str:
    """Return the path of a resource's page without suffix, with the fragment of a term; nothing if it has no page.

    >>> path(BASE + "state/srb"), path(BASE + "ontology#Use"), path("https://example.org/")
    ('state/srb', 'ontology#Use', '')
    """
    if not name.startswith(BASE):
        return ""
    local = name[len(BASE) :]
    if re.match(rf"{ONTOLOGY}(?:#|/|$)", local):
        return f"{ONTOLOGY}#{local.partition('#')[2]}" if "#" in local else ONTOLOGY
    register, _, rest = local.partition("/")
    return local if rest and "/" not in rest and "#" not in rest and register in (*registers(), QUESTION) else ""


def page(name: str) -> str:
    """Return the path of the page that is about a resource alone: :func:`path`, but for a term, ``term/`` and its name.

    >>> page(BASE + "state/srb"), page(BASE + "ontology#Use"), page(BASE + "ontology")
    ('state/srb', 'term/Use', 'ontology')
    """
    return re.sub(rf"^{ONTOLOGY}#", f"{TERM}/", path(name))


def named(place: str) -> str:
    """Return the IRI that a page without suffix is about, the inverse of :func:`page`.

    >>> named("term/Use") == BASE + "ontology#Use", named("state/srb") == BASE + "state/srb"
    (True, True)
    """
    register, _, rest = place.partition("/")
    return f"{BASE}{ONTOLOGY}#{rest}" if register == TERM else f"{BASE}{place}"


def link(at: str, to: str, suffix: str = ".html") -> str:
    """Return the relative link from the page at one path to the file of another path.

    >>> link("state/srb", "ontology#Use"), link("index", "state/srb", ".ttl")
    ('../ontology.html#Use', 'state/srb.ttl')
    """
    place, hash_, fragment = to.partition("#")
    return f"{root(at)}{place}{suffix}{hash_}{fragment}"


def root(at: str) -> str:
    """Return the relative link from the page at a path to the root of the site, empty or ending with a slash."""
    return "../" * at.count("/")
