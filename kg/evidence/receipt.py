"""A receipt: where one claim stands in its source, in whose voice, and how firmly it is said."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

import pyoxigraph as ox

from kg.evidence import contest
from kg.namespace import curie, local_name, term_name
from kg.naming.firmness import firmness
from kg.query import query
from kg.query.query import Queryable

_CUT = 300
"""The characters of a comment that a receipt shows; the page of its place has them all."""


class Receipt(NamedTuple):
    """What a reader needs to check one claim; an empty text where the claim says nothing of it."""

    claim: str
    """The claim's IRI."""
    kind: str
    source: str
    """The source's id."""
    title: str
    origin: str
    """The id of the source whose facts this one repeats, or its own id."""
    place: str
    """The locator in words."""
    modality: str
    voice: str
    reason: str
    lower: int | None
    upper: int | None
    against: tuple[str, ...] = ()
    """What other claims say against it, in words: who denies, disputes or, of a denial, affirms it."""

    def __str__(self) -> str:
        voice = f", {self.voice}" if self.voice else ""
        reason = f" ({self.reason})" if self.reason else ""
        against = "".join(f"; {said}" for said in self.against)
        return f"{self.title}: {self.place}; {firmness(self.modality)}{voice}{reason}{against}; {curie(self.claim)}"


def receipts(store: Queryable, claims: Iterable[str], *, brief: bool = False) -> dict[str, Receipt]:
    """Return claim IRI → its receipt, in the order of the IRIs; an IRI that is no claim of the store is absent.

    A ``brief`` receipt has the kind, source, origin and modality only, and is there in a third of the time.
    """
    names = sorted(set(claims))
    if not names:
        return {}
    for known, notes in () if brief else _held:
        if known is store:
            return {name: notes[name] for name in names if name in notes}
    wanted = [ox.NamedNode(name) for name in names]
    found: dict[str, Receipt] = {}
    if brief:
        for row in query.find("sources-of-claims").run(store, claim=wanted).values():
            source, kind, said = _id(row["source"]), row["kind"].rpartition("#")[2], row["modality"].rpartition("#")[2]
            origin = _id(row["origin"]) if row["origin"] else source
            found[row["claim"]] = Receipt(row["claim"], kind, source, "", origin, "", said, "", "", None, None)
        return found
    against = contest.against(store, names)
    for row in query.find("receipts").run(store, claim=wanted).values():
        told = {key: "" if value is None else value for key, value in row.items()}
        source = _id(told["source"])
        found[row["claim"]] = Receipt(
            claim=row["claim"],
            kind=term_name(told["kind"]),
            source=source,
            title=told["sourceTitle"],
            origin=_id(told["origin"]) or source,
            place=_place(told, source),
            modality=local_name(told["modality"]),
            voice=told["voice"],
            reason=told["reason"],
            lower=row["lower"],
            upper=row["upper"],
            against=against.get(row["claim"], ()),
        )
    return found


@contextmanager
def held(store: Queryable, notes: Mapping[str, Receipt]) -> Iterator[None]:
    """Take the receipts of a store from those of all its claims while the block runs, and do not ask for them anew."""
    _held.append((store, notes))
    try:
        yield
    finally:
        _held.pop()


_held: list[tuple[Queryable, Mapping[str, Receipt]]] = []


def _id(source: str) -> str:
    return source.rpartition("/")[2]


def _place(told: dict[str, str], source: str) -> str:
    parts = []
    if _id(told["heldBy"]) != source:
        parts.append(f"in {told['heldByTitle'] or _id(told['heldBy'])}")
    if told["row"] != "":
        sheet = [f"sheet {told['sheet']}"] if told["sheet"] else []
        parts += [*sheet, f"row {told['row']}", f"column {told['column']}"]
        if told["cell"] != "":
            parts.append(f"cell “{told['cell']}”")
        if told["comment"]:
            said = told["comment"]
            parts.append(f"comment “{said[:_CUT]}{'…' if len(said) > _CUT else ''}”")
    if told["entry"]:
        parts.append(f"entry “{told['entry']}”")
    if told["citation"]:
        parts.append(told["citation"])
    if told["start"] != "":
        parts.append(f"characters {told['start']}–{told['end']}")
        if told["phrase"]:
            parts.append(f"“{told['phrase']}”")
    return ", ".join(parts)
