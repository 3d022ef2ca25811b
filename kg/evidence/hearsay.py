"""Hearsay: claims that put something forward without asserting it, as a plan, an allegation or a headline does."""

from collections.abc import Iterable
from typing import NamedTuple

from kg.evidence import contest, modality
from kg.evidence.receipt import Receipt, receipts
from kg.namespace import curie
from kg.naming.firmness import firmness
from kg.query.query import Queryable


class Hearsay(NamedTuple):
    """A claim that no relation is derived from, with what it says."""

    receipt: Receipt
    roles: tuple[tuple[str, str], ...]
    """Role of its situation → IRI, or text, of what stands in it."""
    labels: tuple[str, ...]
    """The same in words, in the same order."""

    def __str__(self) -> str:
        note = self.receipt
        voice = f", in the voice of {note.voice}" if note.voice else ""
        said = contest.in_words(note.kind, self.roles, self.labels)
        return f"{said}: {firmness(note.modality)} in {note.title}{voice}; {curie(note.claim)}"


def hearsay(store: Queryable, claims: Iterable[str]) -> tuple[Hearsay, ...]:
    """Return those of some claims that are not accepted, in the order of their IRIs."""
    notes = {name: note for name, note in receipts(store, claims).items() if modality.short_of(note.modality)}
    said = contest.roles(store, notes)
    called = contest.labels(store, (thing for pairs in said.values() for _, thing in pairs))
    return tuple(
        Hearsay(note, said.get(name, ()), tuple(called[thing] for _, thing in said.get(name, ())))
        for name, note in sorted(notes.items())
    )


def only(found: Iterable[Hearsay]) -> str:
    """Return in words that nothing but such claims says something, such as ``only planned``."""
    return modality.only(each.receipt.modality for each in found)
