"""What changed between two editions, or between two builds: the claim-level difference.

A *situation* has one name whoever claims it, so two sources state the same where they claim a situation of one name.
What else they say of the same thing is found by its *key*: the kind of the situation and its key roles. A situation is

- **kept** where both sides claim it, with the same bounds;
- **changed** where both sides claim a situation of the same kind and key, with other values: first those that agree on
  the year are paired, then, where each side has exactly one left, those two;
- **removed** where only the first side claims it and nothing of its key is left to pair it with; **added** likewise.

Each situation is counted in exactly one of the four, whatever the number of claims about it; a pair of changed ones
counts once. Besides, a change may be *reclassified*, *redated*, *resourced* or *recovered*; see :class:`Change`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import pyoxigraph as ox

from kg.errors import UnknownName, suggestion
from kg.evidence.claim import Role, kinds
from kg.evidence.receipt import Receipt, receipts
from kg.namespace import curie, iri, local_name, term_name
from kg.query import query
from kg.query.query import Queryable

STATUSES = ("added", "removed", "changed", "kept")

EXCEPTIONS = {("Classification", "category"): False, ("Listing", "listedAs"): True}
"""(kind, role) → whether the role is a key role, where that is otherwise than :func:`key_roles` says.

The category is what a classification says of a jurisdiction, as the value is, though a category is a named thing. A
list names one vendor in many entries, so the name as listed tells entries apart, though it is a text.
"""
BOUNDS = ("lowerBound", "upperBound")
YEAR = "year"


class Side(NamedTuple):
    """What one side says: the situation, its values by role (bounds among them), and the claims about it."""

    situation: str
    """The situation's IRI."""
    values: tuple[tuple[str, str], ...]
    claims: tuple[str, ...]
    """The IRIs of the claims, sorted."""
    modalities: tuple[str, ...]
    standing: frozenset[tuple[str, ...]] = frozenset()
    """How it stands there: what :attr:`Change.resourced` compares."""


Stated = tuple[str, dict[str, str], Side]
"""The kind of a situation, its key role → value, and what a source says of it."""


class Change(NamedTuple):
    """One situation, or a pair of changed ones, with what each side says; a side is None where it says nothing."""

    status: str
    """One of :data:`STATUSES`."""
    kind: str
    key: tuple[tuple[str, str], ...]
    """Key role → CURIE or literal, in the order of the roles' names; of two builds, ``reportedIn`` comes first."""
    before: Side | None
    after: Side | None

    @property
    def values(self) -> dict[str, tuple[str, str]]:
        """Value role → (before, after) for the roles whose values differ; an absent value is an empty text."""
        if self.before is None or self.after is None:
            return {}
        old, new = dict(self.before.values), dict(self.after.values)
        pairs = {role: (old.get(role, ""), new.get(role, "")) for role in sorted(old.keys() | new.keys())}
        return {role: pair for role, pair in pairs.items() if pair[0] != pair[1]}

    @property
    def reclassified(self) -> bool:
        """Whether the category changed, and not merely the year or the value."""
        return all(self.values.get("category", ("", "")))

    @property
    def redated(self) -> bool:
        """Whether nothing changed but the year."""
        return self.values.keys() == {YEAR}

    @property
    def resourced(self) -> bool:
        """Whether a kept situation rests on claims of another standing.

        Between two sources the standing is modality, voice, and whether the place is in the source itself: places
        always differ between two documents. Between two builds it is the claims themselves, place included.
        """
        if self.status != "kept" or self.before is None or self.after is None:
            return False
        return self.before.standing != self.after.standing

    @property
    def recovered(self) -> bool:
        """Whether the second side has it by recovered claims alone, and the first not so."""
        only = ("recovered",)
        return (
            self.after is not None
            and self.after.modalities == only
            and not (self.before is not None and self.before.modalities == only)
        )

    @property
    def listed(self) -> bool:
        """Whether there is anything to tell: all but what was kept on the same standing."""
        return self.status != "kept" or self.resourced

    @property
    def states(self) -> list[str]:
        """The states and territories in its key roles, as CURIEs."""
        return sorted({value for _, value in self.key if value.startswith("state:")})


@dataclass(frozen=True)
class Difference:
    """The changes between two sides, sorted by kind, key and status, with what a reader needs to check them."""

    before: str
    """The first side: the CURIE of a source, or the place of a build."""
    after: str
    changes: list[Change]
    receipts: dict[str, Receipt] = field(repr=False)
    """Claim IRI → receipt, of the claims of either side of the changes that are listed."""
    labels: dict[str, str] = field(repr=False)
    """CURIE → English label, for the things in keys and values that have one."""
    versions: tuple[str | None, ...] = ()
    """The versions of the toolkit that made the two builds, where they say so."""

    def of_kind(self, kind: str | None) -> "Difference":
        """Return the changes of one kind of situation, or all for None.

        Raises:
            UnknownName: there is no such kind.
        """
        if kind is None:
            return self
        known = {name.casefold(): name for name in kinds()}
        if kind.casefold() not in known:
            raise UnknownName(
                repr(kind),
                "no kind of situation has this name",
                suggestion(kind, kinds(), f"use one of {', '.join(kinds())}"),
            )
        kept = [change for change in self.changes if change.kind == known[kind.casefold()]]
        return replace(self, changes=kept)


def key_roles(kind: str) -> frozenset[str]:
    """Return the key roles of a kind: the roles that say which thing a situation is about, not what of it.

    They are the required roles and those that name a thing of a register; the roles with a number, date or text are
    what an edition may state anew. :data:`EXCEPTIONS` lists the two roles where it is otherwise.
    """

    def is_key(role: Role) -> bool:
        return EXCEPTIONS.get((kind, role.name), role.required or role.datatype is None)

    return frozenset(role.name for role in kinds()[kind].values() if is_key(role))


def between_sources(graph: Queryable, before: str, after: str) -> Difference:
    """Return the difference of two sources of one graph, named by id, label or CURIE.

    Raises:
        UnknownName: the graph has no such source.
    """
    old, new = (curie(query.named(graph, name, "source", "kg diff")) for name in (before, after))
    first, second = (_sides(graph, iri(name), own=True).get(name, {}) for name in (old, new))
    return _difference(graph, graph, (old, new), _compared(first, second, ()))


def between_builds(
    before: Queryable, after: Queryable, names: tuple[str, str], source: str | None = None
) -> Difference:
    """Return the difference of two builds, source by source, or of one source; ``names`` say where the builds stand.

    A source that only one build has is added or removed with all its situations.

    Raises:
        UnknownName: neither build has the source.
    """
    only = None
    if source is not None:
        try:
            only = query.named(after, source, "source", "kg diff")
        except UnknownName:
            only = query.named(before, source, "source", "kg diff")
    first, second = (_sides(graph, only, own=False) for graph in (before, after))
    pairs = ((name, first.get(name, {}), second.get(name, {})) for name in first.keys() | second.keys())
    changes = (change for name, old, new in pairs for change in _compared(old, new, (("reportedIn", name),)))
    return _difference(before, after, names, changes)


def _difference(before: Queryable, after: Queryable, names: tuple[str, str], changes: Iterable[Change]) -> Difference:
    found = sorted(changes, key=_order)
    old, new = (receipts(graph, _claims(found, side)) for graph, side in ((before, "before"), (after, "after")))
    things = {*names, *(value for change in found for _, value in change.key)}
    things.update(
        value for change in found for side in (change.before, change.after) if side for _, value in side.values
    )
    wanted = sorted(iri(name) for name in things if re.fullmatch(r"\w+:[\w-]+", name))
    labels: dict[str, str] = {}
    for graph in {id(graph): graph for graph in (before, after)}.values():
        rows = query.find("things").run(graph, thing=wanted).values() if wanted else ()
        labels |= {curie(row["thing"]): row["label"] for row in rows if row["label"]}
    return Difference(*names, found, old | new, labels)


def _sides(graph: Queryable, source: str | None, *, own: bool) -> dict[str, dict[str, Stated]]:
    """Return source → situation → (kind, its roles, what the source says of it)."""
    given = {} if source is None else {"edition": ox.NamedNode(source)}
    roles: dict[tuple[str, str], dict[str, set[str]]] = {}
    told: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {}
    kind: dict[str, str] = {}
    for row in query.find("statements").run(graph, **given).values():
        said = {name: "" if value is None else str(value) for name, value in row.items()}
        at = (curie(said["source"]), said["situation"])
        kind[at[1]] = term_name(said["kind"])
        roles.setdefault(at, {}).setdefault(term_name(said["role"]), set()).add(curie(said["value"]))
        modality, voice = local_name(said["modality"]), curie(said["voice"])
        for bound, name in zip(BOUNDS, ("lower", "upper"), strict=True):
            if said[name]:
                roles[at].setdefault(bound, set()).add(said[name])
        elsewhere = "" if said["heldBy"] == said["source"] else curie(said["heldBy"])
        standing = (modality, voice, elsewhere) if own else (said["claim"],)
        told.setdefault(at, {})[said["claim"]] = (modality, *standing)
    found: dict[str, dict[str, Stated]] = {}
    for at, values in roles.items():
        key = key_roles(kind[at[1]])
        stated = {role: " ".join(sorted(each)) for role, each in sorted(values.items())}
        side = Side(
            at[1],
            tuple((role, value) for role, value in stated.items() if role not in key),
            tuple(sorted(told[at])),
            tuple(sorted({each[0] for each in told[at].values()})),
            frozenset(each[1:] for each in told[at].values()),
        )
        named = {role: value for role, value in stated.items() if role in key}
        found.setdefault(at[0], {})[at[1]] = (kind[at[1]], named, side)
    return found


def _compared(
    first: Mapping[str, Stated], second: Mapping[str, Stated], prefix: tuple[tuple[str, str], ...]
) -> Iterator[Change]:
    """Yield the changes between what two sides state."""
    left: dict[tuple[str, tuple[tuple[str, str], ...]], tuple[list[Side], list[Side]]] = {}
    for number, (stated, other) in enumerate(((first, second), (second, first))):
        for situation, (kind, roles, side) in stated.items():
            key = (*prefix, *sorted(roles.items()))
            if situation not in other:
                left.setdefault((kind, key), ([], []))[number].append(side)
            elif number == 0:
                same = other[situation][2]
                yield Change("kept" if side.values == same.values else "changed", kind, key, side, same)
    for (kind, key), (old, new) in left.items():
        for before, after in _paired(old, new):
            both = before and after and ("kept" if before.values == after.values else "changed")
            yield Change(both or ("removed" if before else "added"), kind, key, before, after)


def _paired(old: list[Side], new: list[Side]) -> Iterator[tuple[Side | None, Side | None]]:
    """Yield pairs: one on each side of the same year, then the one left on each side; the rest stand alone."""
    years = Counter(dict(side.values).get(YEAR) for side in old), Counter(dict(side.values).get(YEAR) for side in new)
    by_year = {dict(side.values).get(YEAR): side for side in new}
    rest, taken = [], set()
    for side in old:
        year = dict(side.values).get(YEAR)
        if year is not None and years[0][year] == years[1][year] == 1:
            yield side, by_year[year]
            taken.add(by_year[year].situation)
        else:
            rest.append(side)
    others = [side for side in new if side.situation not in taken]
    if len(rest) == len(others) == 1:
        yield rest[0], others[0]
        return
    yield from ((side, None) for side in rest)
    yield from ((None, side) for side in others)


def _claims(changes: Iterable[Change], side: str) -> Iterator[str]:
    """Yield the claims of one side of the changes that are listed."""
    for change in changes:
        stated: Side | None = getattr(change, side)
        if change.listed and stated:
            yield from stated.claims


def _order(change: Change) -> tuple[object, ...]:
    sides = tuple(side.situation if side else "" for side in (change.before, change.after))
    return (change.kind, change.key, STATUSES.index(change.status), sides)
