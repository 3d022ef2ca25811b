"""What a document has spoken of so far: its state, vendor and technologies, and whose text it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.prose.gazetteer import Gazetteer, Mention


class Said(NamedTuple):
    """A sentence, and the vendors and states that it names."""

    text: str
    start: int
    """Where it begins in its block."""
    mentions: Sequence[Mention]
    """Its names, by their places in the block."""
    vendors: tuple[str, ...]
    states: tuple[str, ...] = ()
    """The states that it names, those of its demonyms and capitals included."""


@dataclass
class Context:
    """What a document has spoken of so far, for words such as "the system", "these technologies" or "its"."""

    organization: str | None = None
    technologies: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    """The technologies that were spoken of before those, where they are others."""
    camera: str | None = None
    system: str | None = None
    state: str | None = None
    vendor: str | None = None
    group: str | None = None
    initiative: str | None = None
    joining: str | None = None
    """The initiative of which the sentence before this one told the members, or who joined and left."""
    places: list[str] = field(default_factory=list)
    host: str | None = None
    """The vendor whose text it is, as its first sentences say: "V is proud to announce"."""
    firms: set[str] = field(default_factory=set)
    """The vendors that were named so far."""
    guest: bool = False
    """Whether the sentence before this one is about something else than the vendors that it names."""
    vendors: tuple[str, ...] = ()
    """The vendors of the sentence before this one."""
    spoken: tuple[Said, ...] = ()
    """The last sentences, with the vendors of each."""
    nameless: int = 9
    """The sentences since one that speaks of a firm without its name."""
    states: tuple[str, ...] = ()
    """The states of the sentence before this one, those of its demonyms included."""
    leads: str = ""
    """The letter of the first name of the sentence before this one, if it is one alone: V, S, G or nothing."""
    recipient: str | None = None
    """The one state of the sentence before this one, which says that it has surveillance."""
    silent: int = 0
    """The sentences since one that named a state."""
    every: set[str] = field(default_factory=set)
    """The states that were named so far, those of capitals and demonyms included."""
    ground: str | None = None
    """The state that the sentence at hand is told of, where it names none: that of the dateline, or of a heading."""
    inside: bool = False
    """Whether the sentence names that state itself, by a place alone."""
    seller: str | None = None
    """The firm whose page the text is, which says "we" in it."""
    buyer: str | None = None
    """The state that a notice of procurement names as the buyer."""
    ordered: bool = False
    """Whether such a notice says that surveillance is bought."""


def foresee(
    context: Context,
    mentions: Sequence[Mention],
    gazetteer: Gazetteer,
    publisher: str | None,
    works: Mapping[str, Sequence[str]],
) -> None:
    """Add to the context of a document who made the report it speaks of, and which system it is about.

    ``mentions`` are all of the document, ``works`` those of each publisher.
    """
    labels, own = gazetteer.labels, (publisher or "").casefold()
    for mention in mentions:
        if mention.letter == "O" and works.get(labels[mention.names[0]]):
            context.organization = context.organization or mention.names[0]
        if mention.letter == "P" and context.system is None:
            place = labels[mention.names[0]]
            systems = gazetteer.registers.rows.get("systems", ())
            context.system = next((row.name for row in systems if place in row.label.split()), None)
    if context.organization is None:
        named = {m.names[0] for m in mentions if m.letter == "O"}
        named = {n for n in named if labels[n].casefold() != own and "government" not in n and "party" not in n}
        context.organization = named.pop() if len(named) == 1 else None
