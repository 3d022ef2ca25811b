"""What stands against a claim, or against a tie between two things: denials, and disputes of what claims say."""

from collections.abc import Iterable
from typing import NamedTuple

import pyoxigraph as ox

from kg.namespace import curie, term_name
from kg.query import query
from kg.query.query import Queryable


class Denial(NamedTuple):
    """A claim that denies a situation."""

    claim: str
    """Its IRI."""
    source_id: str
    source: str
    """The title of its source."""
    voice: str
    """Whom the source gives voice to; an empty text where it speaks itself."""
    kind: str
    """The kind of the situation that is denied."""
    roles: tuple[tuple[str, str], ...]
    """Role of that situation → IRI, or text, of what stands in it."""
    labels: tuple[str, ...]
    """The same in words, in the same order."""
    affirming: int
    """How many claims put the same situation forward."""

    @property
    def things(self) -> frozenset[str]:
        """What has a role in the situation."""
        return frozenset(thing for _, thing in self.roles)

    def ties(self, one: str, other: str) -> bool:
        """Return whether two things both have a role in the situation."""
        return one != other and {one, other} <= self.things

    def __str__(self) -> str:
        voice = f", in the voice of {self.voice}" if self.voice else ""
        said = in_words(self.kind, self.roles, self.labels)
        return f"{said}: denied in {self.source}{voice}; {curie(self.claim)}"


def in_words(kind: str, roles: Iterable[tuple[str, str]], labels: Iterable[str]) -> str:
    """Return what a situation is, by the labels of what stands in its roles, in the same order.

    >>> in_words("Supply", [("recipient", "x:ada"), ("since", "2019")], ["Adania", "2019"])
    'Supply (recipient Adania, since 2019)'
    """
    return f"{kind} ({', '.join(f'{role} {label}' for (role, _), label in zip(roles, labels, strict=True))})"


def denials(store: Queryable) -> list[Denial]:
    """Return every claim of a graph that denies a situation, in the order of their IRIs."""
    asked = query.find("denials").run(store).values()
    rows = {str(row["claims"]).split()[0]: row for row in asked}
    if not rows:
        return []
    said = roles(store, rows)
    given = {str(row[key]) for row in rows.values() for key in ("source", "voice") if row[key]}
    called = labels(store, given | {thing for pairs in said.values() for _, thing in pairs})

    def told(name: str) -> str:
        return called.get(name, name)

    return [
        Denial(
            claim,
            str(row["source"]).rpartition("/")[2],
            told(str(row["source"])),
            told(str(row["voice"])) if row["voice"] else "",
            term_name(str(row["kind"])),
            said[claim],
            tuple(told(thing) for _, thing in said[claim]),
            int(str(row["affirming"])),
        )
        for claim, row in sorted(rows.items())
    ]


def labels(store: Queryable, names: Iterable[str]) -> dict[str, str]:
    """Return name → the label of the thing whose IRI it is, else the CURIE; a text, number or date is itself."""
    listed = sorted(set(names))
    wanted = [ox.NamedNode(name) for name in listed if name.startswith(("http://", "https://"))]
    rows = query.find("things").run(store, thing=wanted).values() if wanted else ()
    known = {row["thing"]: row["label"] for row in rows}
    return {name: known.get(name) or curie(name) for name in listed}


def roles(store: Queryable, claims: Iterable[str]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return claim IRI → role and what stands in it, an IRI or a text, of the situation it is about or denies."""
    wanted = [ox.NamedNode(name) for name in sorted(set(claims))]
    found: dict[str, list[tuple[str, str]]] = {}
    for row in query.find("statements").run(store, claim=wanted).values() if wanted else ():
        found.setdefault(str(row["claim"]), []).append((term_name(str(row["role"])), str(row["value"])))
    return {claim: tuple(pairs) for claim, pairs in found.items()}


def against(store: Queryable, claims: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return claim IRI → what other claims say against it, in words; a claim that nothing stands against is absent."""
    wanted = [ox.NamedNode(name) for name in sorted(set(claims))]
    found: dict[str, list[str]] = {}
    for row in query.find("contests").run(store, claim=wanted).values() if wanted else ():
        found.setdefault(row["claim"], []).append(f"{row['how']} in {row['title']} ({curie(row['against'])})")
    return {claim: tuple(said) for claim, said in found.items()}
