"""Where each resource stands on a site: IRI → path, and the relative link from one page to another."""

import re
from collections import Counter
from collections.abc import Iterable

from kg.namespace import BASE, base_in_use, own_terms, prefixes
from kg.naming import form
from kg.setting import kept

ONTOLOGY = "ontology"
TERM = "term"
"""Where the pages of single terms stand; a term's IRI leads to its place in the page of the whole ontology."""
DATA = "data"
"""Where the whole dataset is described."""
_OF_ONTOLOGY = re.compile(rf"{re.escape(BASE)}{ONTOLOGY}(?:#|/|$)")
_PARTS = re.compile(r"[#/]")
QUESTION = "question"
VIEW, CHART, NOTEBOOK = "view", "chart", "notebook"


@kept
def registers() -> tuple[str, ...]:
    """Return the registers whose members have pages, by their singular: the prefixes below the base."""
    named = (name for name, space in prefixes().items() if space == f"{base_in_use()}{name}/")
    return tuple(sorted(named))


def plural(register: str) -> str:
    """Return what the list of a register is called.

    >>> plural("state"), plural("technology"), plural("ontology")
    ('States', 'Technologies', 'Ontology')
    """
    if register in (ONTOLOGY, "evidence"):
        return register.capitalize()
    return form.plural(register).capitalize()


def tally(names: Iterable[str]) -> str:
    """Return how many resources there are, and of which registers where they are of several.

    >>> tally([BASE + "state/srb", BASE + "state/hun"]), tally([BASE + "state/srb", BASE + "vendor/zte"])
    ('2', '2: 1 state, 1 vendor')
    """
    counted = Counter(path(name).partition("/")[0] for name in names)
    told = (f"{number} {plural(each).lower() if number > 1 else each}" for each, number in counted.most_common())
    return f"{counted.total()}: {', '.join(told)}" if len(counted) > 1 else str(counted.total())


def path(name: str) -> str:
    """Return the path of a resource's page without suffix, with the fragment of a term; nothing if it has no page.

    >>> path(BASE + "state/srb"), path(BASE + "ontology#Use"), path("https://example.org/")
    ('state/srb', 'ontology#Use', '')
    """
    if _OF_ONTOLOGY.match(name):
        return f"{ONTOLOGY}#{name.partition('#')[2]}" if "#" in name else ONTOLOGY
    if is_term(name):
        return f"{ONTOLOGY}#{_PARTS.split(name)[-1]}"
    if not name.startswith(base_in_use()):
        return ""
    local = name[len(base_in_use()) :]
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
    if place == ONTOLOGY:
        return BASE + ONTOLOGY
    return own_terms().get(rest, f"{BASE}{ONTOLOGY}#{rest}") if register == TERM else f"{base_in_use()}{place}"


def is_term(name: str) -> bool:
    """Return whether an IRI is a term of the ontology, of the released one or of the workspace's."""
    return name.startswith(f"{BASE}{ONTOLOGY}#") or own_terms().get(_PARTS.split(name)[-1]) == name


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
