"""Technologies that the registers name and of which no source says anything."""

from collections.abc import Iterable

from kg.namespace import iri
from kg.naming.form import folded, plural
from kg.query import query
from kg.query.query import Queryable


def untold(store: Queryable, named: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Return the IRI of each technology that no claim of a graph is about → its names, folded, and their plurals.

    ``named`` are the things of the graph, each with a name.
    """
    told = {row["technology"] for row in query.find("technologies-in-sources").run(store).values()}
    found: dict[str, set[str]] = {}
    for thing, name in named:
        if thing.startswith(iri("technology:")) and thing not in told and (words := folded(name)):
            found.setdefault(thing, set()).update((" ".join(words), " ".join((*words[:-1], plural(words[-1])))))
    return found


def longest_first(forms: Iterable[str]) -> list[str]:
    """Return names, each once, the longest first."""
    return sorted(set(forms), key=lambda form: (-len(form), form))
