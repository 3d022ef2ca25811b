"""Whose text it is: the firm that announces something in its own name, and the one that "the company" means."""

from collections.abc import Sequence
from typing import Protocol

from kg.prose.gazetteer import Mention
from kg.prose.grammar import cue


class Spoken(Protocol):
    """What a document has said of vendors so far."""

    host: str | None
    vendor: str | None
    vendors: tuple[str, ...]
    firms: set[str]
    guest: bool


def note(context: Spoken, marked: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Add to a context which vendors a marked sentence names, whose text it is, and whether it is about them.

    Return the mentions of vendors.
    """
    vendors = [m for m in mentions if m.letter == "V" and m.names]
    found = cue("host").search(marked) if context.host is None and vendors else None
    if found and not {"V", "G"} & {*marked[: found.start("who")]}:
        name = vendors[0].names[0]
        context.host = name if not context.firms or name in context.firms else None
    context.vendors = tuple(dict.fromkeys(mention.names[0] for mention in vendors))
    context.firms |= {*context.vendors}
    context.guest = cue("about-vendor").match(marked) is None
    return vendors


def firm(context: Spoken, here: Sequence[str]) -> str | None:
    """Return the vendor that "the company" means: whose text it is, or the one that was spoken of; None for two.

    ``here`` are those that its own sentence names before it.
    """
    if context.host:
        return context.host if not {*here} - {context.host} else None
    return None if context.guest and len(context.firms) > 1 and not here else context.vendor
