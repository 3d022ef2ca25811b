"""The numbers a graph holds for what a text counts, and the questions that give them.

Which question recomputes which count, which lists reported ones, and which knows who supplies whom, is said in the
front matter of the questions, in keys that begin with ``recomputes``, ``reports``, ``supports``, ``lists`` and
``contradicts``:

    #+ recomputes use: counted=quantity:states-using; technology=?figure; ?group=use; value=?states
    #+ reports: counted=?counted; technology=?technology; supplier=?supplier; initiative=?initiative
    #+ supports Supply: from=supplier; to=recipient|technology

``role=?column`` must equal that column of a row, ``role=a|b|-`` must be one of these (``-``: not given, ``*``: any),
``?column=text`` chooses rows, ``value`` is the column of the number. A role that a key does not mention must be absent
from the claim.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from kg.namespace import iri
from kg.prose.proposal import Proposal
from kg.query import query
from kg.query.query import Query, Queryable

_ROLES = ("technology", "supplier", "initiative", "system", "scope", "within")


@dataclass(frozen=True)
class Figure:
    """A number the graph holds for what a text counts."""

    source: str
    """The id of the source it is recomputed from, or that reports it."""
    year: int | None
    lower: int | None
    upper: int | None
    recomputed: bool
    origin: str
    claims: tuple[str, ...] = field(repr=False)
    question: str = ""
    """What it was compared with: the question that counts, and the rows it counts."""

    def __str__(self) -> str:
        if self.recomputed:
            asked = f" by {self.question}" if self.question else ""
            return f"{self.lower} in {self.source}, recomputed from {len(self.claims)} claims{asked}"
        return f"{bounds(self.lower, self.upper)} reported in {self.source} (origin {self.origin})"


def bounds(lower: int | None, upper: int | None) -> str:
    """Return bounds in words.

    >>> bounds(50, None), bounds(63, 63), bounds(None, None)
    ('at least 50', '63', 'no number')
    """
    if lower is None:
        return "no number" if upper is None else f"at most {upper}"
    return f"at least {lower}" if upper is None else str(lower) if lower == upper else f"{lower} to {upper}"


class Figures:
    """What one graph holds; answers are kept, so that each question is asked once."""

    def __init__(self, store: Queryable) -> None:
        self.store = store
        self._answers: dict[tuple[str, str], list[dict[str, Any]]] = {}

    def recomputed(self, proposal: Proposal, by_id: Mapping[str, Proposal]) -> Iterator[Figure]:
        """Yield for each edition the number that a question recomputes; ``by_id`` holds the document's other claims."""
        for question, terms in self.mappings("recomputes"):
            if not all(_allowed(proposal, by_id, role, value) for role, value in terms.items() if _is_role(role)):
                continue
            if any(_role(proposal, by_id, role) is not None and role not in terms for role in _ROLES):
                continue
            for edition, year in self.editions:
                for row in self.answer(question, edition):
                    chosen = all(
                        str(row.get(name[1:])) == value for name, value in terms.items() if name.startswith("?")
                    )
                    equal = all(
                        row.get(value[1:]) == iri(str(_role(proposal, by_id, role)))
                        for role, value in terms.items()
                        if _is_role(role) and value.startswith("?")
                    )
                    if chosen and equal:
                        value = row[terms["value"][1:]]
                        claims = tuple(str(row.get(question.claims or "") or "").split())
                        rows = ", ".join(v for k, v in terms.items() if k.startswith("?"))
                        asked = f"{question.name} ({rows})" if rows else question.name
                        yield Figure(edition, year, value, value, True, edition, claims, asked)

    def reported(self, proposal: Proposal) -> Iterator[Figure]:
        """Yield what sources report of the same count."""
        for question, terms in self.mappings("reports"):
            for row in self.answer(question):
                if all(_agrees(proposal.roles.get(role), row.get(column[1:]), role) for role, column in terms.items()):
                    source, origin = (str(row[key]).rpartition("/")[2] for key in ("source", "origin"))
                    yield Figure(
                        source, None, row["lower"], row["upper"], False, origin, (str(row[question.claims or "claim"]),)
                    )

    def mappings(self, key: str) -> Iterator[tuple[Query, dict[str, str]]]:
        """Yield the questions whose front matter has a key, with the terms it gives."""
        for question in self._questions:
            for name, text in question.front.items():
                if name == key or name.startswith(key + " "):
                    yield question, _terms(text)

    @cached_property
    def _questions(self) -> list[Query]:
        keys = re.compile(r"^#\+ (?:recomputes|reports|supports|contradicts|lists)\b", re.M)
        return [one for one in query.read_all("questions") if keys.search(one.text)]

    @cached_property
    def _sources(self) -> list[dict[str, Any]]:
        return list(query.find("sources").run(self.store).values())

    @cached_property
    def editions(self) -> list[tuple[str, int | None]]:
        """The editions with claims of their own, the newest first, with their years."""
        names = [_id(row["source"]) for row in self._sources if _id(row["type"]) == "Edition" and row["statements"]]
        return sorted(((name, year_in(name.replace("-", " "))) for name in names), key=lambda e: (-(e[1] or 0), e[0]))

    @cached_property
    def articles(self) -> frozenset[str]:
        """The ids of the articles."""
        return frozenset(_id(row["source"]) for row in self._sources if _id(row["type"]) == "Article")

    def answer(self, question: Query, edition: str = "") -> list[dict[str, Any]]:
        """Return the rows of a question, for one edition or as it stands."""
        key = (question.name, edition)
        if key not in self._answers:
            given = {"edition": f"source:{edition}"} if edition else {}
            self._answers[key] = list(question.run(self.store, **given).values())
        return self._answers[key]


def _id(name: str) -> str:
    return re.split(r"[/#]", name)[-1]


def _terms(text: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in text.split(";"))
    return {name.strip(): value.strip() for name, _, value in pairs}


def _is_role(name: str) -> bool:
    return not name.startswith("?") and name != "value"


def _role(proposal: Proposal, by_id: Mapping[str, Proposal], role: str) -> Any:
    """Return the value of a role; ``within.supplier`` is the supplier of the count this one lies within."""
    if role == "within":
        return proposal.within
    if role.startswith("within."):
        whole = by_id.get(proposal.within or "")
        return whole.roles.get(role.partition(".")[2]) if whole else None
    return proposal.roles.get(role)


def _allowed(proposal: Proposal, by_id: Mapping[str, Proposal], role: str, value: str) -> bool:
    given = _role(proposal, by_id, role)
    if value == "*":
        return True
    if value.startswith("?"):
        return given is not None
    return (str(given) if given is not None else "-") in value.split("|")


def _agrees(given: Any, column: Any, role: str) -> bool:
    """Return whether a role and a column name one thing; a technology may be left out on either side."""
    if role == "technology" and (given is None or column is None):
        return True
    if role == "scope":
        whole = (None, iri("scope:surveyed"), iri("scope:worldwide"))
        given, column = (None if one in whole or f"{one}".startswith("scope:") else one for one in (given, column))
    return bool((iri(given) if given is not None else None) == column)


def year_in(text: str) -> int | None:
    """Return the one year from 1900 on that a text names, or None."""
    years = re.findall(r"\b((?:19|20)\d\d)\b", text)
    return int(years[0]) if len(set(years)) == 1 else None
