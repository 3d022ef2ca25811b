"""The names of things, in the languages that the explorer speaks."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kg.imprint import imprint
from kg.namespace import curie, folder
from kg.query import query
from kg.query.query import Queryable

LANGUAGES = ("en", "es", "fr", "sr", "zh")
"""The languages in which things are named, where the registers have the names."""


class Names(NamedTuple):
    """The names of one thing: language → label, and its other names."""

    labels: dict[str, str]
    also: list[str]


def names(store: Queryable) -> defaultdict[str, Names]:
    """Return IRI of a thing → its names; none of a thing that has none."""
    found: defaultdict[str, Names] = defaultdict(lambda: Names({}, []))
    for row in query.find("names", "explorer").run(store).values():
        if row["label"] and row["language"] in (*LANGUAGES, ""):
            found[row["thing"]].labels.setdefault(row["language"] or "en", row["name"])
        else:
            found[row["thing"]].also.append(row["name"])
    return found


def label(thing: str, known: Mapping[str, Names]) -> str:
    """Return the English label of a thing, or else its short IRI."""
    return known[thing].labels.get("en") or curie(thing)


def identifier(thing: str) -> str:
    """Return what the explorer calls a thing: its register and name, or of a term its name."""
    return curie(thing).removeprefix("ais:")


def translations(things: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return what is called in English alone by the registers → language → what it is called in ``translations.toml``.

    They are those of some things by their IRIs, each as :func:`identifier` gives it, and the title of the explorer.
    """
    read = tomllib.loads((folder("queries") / "translations.toml").read_text(encoding="utf-8"))
    here = {*map(identifier, things), imprint().look}
    return {name: words for name, words in read.items() if name in here}
