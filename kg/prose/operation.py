"""Who runs a ware for a state: "V operates the cameras of S's police", "V manages a system on behalf of S's police"."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from kg.prose.grammar import belongs
from kg.prose.phrase import Phrases
from kg.prose.role import Filler, objects, passive, subjects
from kg.prose.walk import is_body

if TYPE_CHECKING:
    from spacy.tokens import Token

_FOR = ("for", "of", "at")


class Operated(NamedTuple):
    """The vendors that run a ware, and the states for which they do."""

    firms: list[Filler]
    states: list[Filler]


def operated(verb: "Token", phrases: Phrases) -> Iterator[tuple["Token", Operated]]:
    """Yield the wares that vendors run for bodies of states, each with both; where no body is named, nobody's."""
    if not belongs(verb.lemma_.lower(), "operate") or passive(verb):
        return
    firms = [vendor for one in subjects(verb) for vendor in phrases.vendors(one)]
    for thing in (t.token for one in objects(verb) for t in phrases.things(one)):
        if not firms or phrases.kind(thing) != "ware":
            continue
        ends = [*_served(verb), *_owners(thing)]
        ends = [end for end in ends if is_body(end) or belongs(end.lemma_.lower(), "officers") or phrases.gaol(end)]
        states = [state for end in ends for state in phrases.states(Filler(end, (verb,)))]
        if states:
            yield thing, Operated(firms, states)


def _served(verb: "Token") -> Iterator["Token"]:
    """Yield for whom a verb is said to be done: "for S's police", "on behalf of S's police"."""
    for end in _behind(verb, "for", "on"):
        if end.head.lower_ == "for":
            yield end
        elif end.lower_ == "behalf":
            yield from _behind(end, "of")


def _owners(ware: "Token") -> Iterator["Token"]:
    """Yield whose a ware is: "the system of S's police", "the system at S's ports for the police"."""
    yield from (child for child in ware.children if child.dep_ == "poss")
    for end in _behind(ware, *_FOR):
        yield end
        yield from _behind(end, "for")


def _behind(token: "Token", *words: str) -> Iterator["Token"]:
    """Yield what stands behind some prepositions of a word."""
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in words:
            yield from (end for end in child.children if end.dep_ == "pobj")
