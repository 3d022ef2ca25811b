"""The questions that a page of a thing offers, filled in with it."""

from typing import NamedTuple
from urllib.parse import urlencode

from kg.namespace import curie
from kg.naming.article import spoken
from kg.query import query
from kg.setting import kept
from kg.site.section import Thing

MOST = 6
"""The questions of a register's own that a page offers."""
ANY = ("sources-about", "disagreements")
"""The questions about things of any register that it offers besides."""


class Prompt(NamedTuple):
    """A question with a thing filled in: in words, and its page with the parameter."""

    text: str
    place: str


def about(thing: Thing) -> list[Prompt]:
    """Return the questions about a thing, those of its own register first; none for what no question is about."""
    register, _, local = curie(thing.iri).partition(":")
    own = _own().get(register, [])[:MOST]
    given = [(each, register, local) for each in own] + [(query.find(each), "thing", curie(thing.iri)) for each in ANY]
    return [
        Prompt(
            _filled(each.summary, name, spoken(thing.label)), f"{each.name}.html?{urlencode({name: value}, safe=':')}"
        )
        for each, name, value in given
        if own
    ]


def _filled(summary: str, register: str, name: str) -> str:
    """Return the title of a question with a name where it says "a state" or the like, or after it."""
    for said in (f"a {register} of the world", f"an {register}", f"a {register}"):
        if said in summary:
            return summary.replace(said, name, 1)
    return f"{summary} ({name})"


@kept
def _own() -> dict[str, list[query.Query]]:
    """Return register → the questions that ask about one member of it, the shortest first."""
    found: dict[str, list[query.Query]] = {}
    for each in query.read_all("questions"):
        for param in each.params:
            said = f"a {param.name}", f"an {param.name}"
            if param.name == param.type and param.default and any(one in each.summary for one in said):
                found.setdefault(param.type, []).append(each)
    return {register: sorted(each, key=lambda one: len(one.summary)) for register, each in found.items()}
