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
        said = ", ".join(f"{role} {label}" for (role, _), label in zip(self.roles, self.labels, strict=True))
        voice = f", in the voice of {self.voice}" if self.voice else ""
        return f"{self.kind} ({said}): denied in {self.source}{voice}; {curie(self.claim)}"


def denials(store: Queryable) -> list[Denial]:
    """Return every claim of a graph that denies a situation, in the order of their IRIs."""
    grouped: dict[str, list[dict[str, str]]] = {}
    for row in query.find("denials").run(store).values():
        told = {key: "" if value is None else str(value) for key, value in row.items()}
        grouped.setdefault(told["claims"].split()[0], []).append(told)
    if not grouped:
        return []
    names = {row[key] for rows in grouped.values() for row in rows for key in ("source", "voice", "thing")}
    wanted = [ox.NamedNode(name) for name in sorted(names) if name.startswith(("http://", "https://"))]
    labels = {row["thing"]: row["label"] for row in query.find("things").run(store, thing=wanted).values()}
    found = []
    for claim, rows in sorted(grouped.items()):
        source, voice = rows[0]["source"], rows[0]["voice"]
        found.append(
            Denial(
                claim,
                labels.get(source) or curie(source),
                voice and (labels.get(voice) or curie(voice)),
                term_name(rows[0]["kind"]),
                tuple((term_name(row["role"]), row["thing"]) for row in rows),
                tuple(labels.get(row["thing"]) or curie(row["thing"]) for row in rows),
                int(rows[0]["affirming"]),
            )
        )
    return found


def against(store: Queryable, claims: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return claim IRI → what other claims say against it, in words; a claim that nothing stands against is absent."""
    wanted = [ox.NamedNode(name) for name in sorted(set(claims))]
    found: dict[str, list[str]] = {}
    for row in query.find("contests").run(store, claim=wanted).values() if wanted else ():
        found.setdefault(row["claim"], []).append(f"{row['how']} in {row['title']} ({curie(row['against'])})")
    return {claim: tuple(said) for claim, said in found.items()}
