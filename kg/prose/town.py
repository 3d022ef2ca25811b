"""Towns and the parts of states that a text names, each as the state it lies in: "the police of Guayaquil", "in Ohio".

A name is one where it stands as a place does: behind "in", before "police" or a possessive, in a list with another
place, or at the head of a sentence. Where several towns have it, the state that the text names decides.
"""

import re
from collections.abc import Collection, Iterator

from kg.naming import subdivision, town
from kg.prose.gazetteer import UNSETTLED, Gazetteer, Mention
from kg.prose.grammar import leading, listed

_WORD = r"[A-Z\u00c0-\u00de\u0130\u015a-\u0160][\w'\u2019.-]*"
_RUN = re.compile(rf"{_WORD}(?: (?:(?:de|del|da|do|dos|la|las|los|le|el|al|upon|on|am|au|aux|sur) ){{0,2}}{_WORD})*")
_PART = re.compile(r"\S+")
_AT = re.compile(
    r"(?:^|[\s(\"'])(?:in|of|at|across|around|throughout|near|for|to|from|over|between|within|outside|into)"
    r"(?: (?:the|both|downtown|central|nearby|greater|city|cities|town|towns|port|ports|capital|streets|metropolis"
    r"|of))* $",
    re.IGNORECASE,
)
_INSTITUTE = re.compile(r"(?P<word>[A-Z][\w-]+) (?:of|at|for|in) (?:the )?$")
"""Whose name goes on with a place's: "University of"."""
_BEHIND = re.compile(r"(?P<owns>['\u2019]s?(?!\w))|-based\b| (?P<word>[A-Za-z-]+)|(?=[^\w-]|$)")
_LISTED = re.compile(r"(?:, (?:and )?| and | or |/)$")
_SENTENCE = re.compile(r"(?:^|[.!?] |\n|\" ?)$")
_STATE = re.compile(r",? \(?")
_PARTED = re.compile(rf", ({_WORD}(?: {_WORD}){{0,2}})")
_TOWN = re.compile(rf"{_WORD}, $")
HOME = re.compile(
    rf"\b(?:{'|'.join(sorted(listed('firm-nouns')))}|offices?|headquarters|headquartered|based|seat|plant|factory|"
    r"branch|subsidiary|unit|fair|expo|conference|summit|trade show|exhibition)"
    r" (?:(?:based|headquartered|located) )?(?:in|of|from|near|at) $"
)
"""What leads to where a firm is or shows its goods, and not to whom it supplies."""
_REACH = 60
"""The characters before a name that tell what it is."""
_SHORTEST, _MOST_WORDS = 3, 8


def towns(text: str, mentions: Collection[Mention], gazetteer: Gazetteer) -> Iterator[Mention]:
    """Yield the towns and parts of states of a normal text, beside its other mentions, each with the letter C.

    One that may lie in several states has the letter :data:`UNSETTLED`.
    """
    taken = bytearray(len(text) + 1)
    for mention in mentions:
        taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    named = {n for m in mentions if m.letter in "SD" for n in m.names}
    named_at = {m.start: m for m in mentions if m.letter == "S"}
    ends = {m.end for m in mentions if m.letter in "SCP"}
    for start, end, codes in candidates(text, taken):
        if not (start == 0 and end == len(text)) and not _placed(text, start, end, ends):
            continue
        states = {f"state:{code.lower()}" for code in codes}
        follows = next((named_at[at] for at in range(end + 1, end + 4) if at in named_at), None)
        follows = follows if follows and _STATE.fullmatch(text, end, follows.start) else None
        if follows and not {*follows.names} & states:
            continue
        if not follows and _divided(text, end):
            continue
        meant = states & ({*follows.names} if follows else named) if len(states) > 1 else states
        if len(meant) != 1:
            reason = f"{text[start:end]!r} is the name of several towns"
            yield Mention(start, end, UNSETTLED, (), suggestion=reason)
        elif (state := meant.pop()) in gazetteer.labels:
            ends.add(end)
            yield Mention(start, end, "C", (state,))


def candidates(text: str, taken: bytearray) -> Iterator[tuple[int, int, frozenset[str]]]:
    """Yield where a name stands that a town or a part of a state has, the longest, and the codes of the states."""
    for run in _RUN.finditer(text):
        words = [(run.start() + part.start(), run.start() + part.end()) for part in _PART.finditer(run[0])]
        at = 0
        while at < len(words):
            found = _longest(text, words[at : at + _MOST_WORDS], taken)
            if found:
                yield words[at][0], *found[:2]
            at += found[2] if found else 1


def _longest(text: str, words: list[tuple[int, int]], taken: bytearray) -> tuple[int, frozenset[str], int] | None:
    """Return where the longest name ends that begins with some words, the codes of its states, and its words."""
    start = words[0][0]
    first = _plain(text[slice(*words[0])])
    sizes = {*town.sizes(first), *((1, 2) if subdivision.begins(first) else ())}
    for size in sorted((size for size in sizes if size <= len(words)), reverse=True):
        end = start + len(_plain(text[start : words[size - 1][1]]))
        name = text[start:end]
        if len(name) < _SHORTEST or any(taken[start:end]) or name in listed("no-places"):
            continue
        codes, parts = town.states(name), subdivision.foremost(name)
        if codes and town.is_large(name):
            return end, codes, size
        if codes or len(parts) == 1:
            return end, codes | parts, size
    return None


def _plain(word: str) -> str:
    """Return a word without a possessive and signs behind it."""
    return re.sub(r"(?:['\u2019]s?|[.-])+$", "", word)


def _placed(text: str, start: int, end: int, ends: Collection[int]) -> bool:
    """Return whether a name stands as that of a place does."""
    before, behind = text[max(0, start - _REACH) : start], _BEHIND.match(text, end)
    if behind is None:
        return False
    word = behind["word"] or ""
    body = _governs(word.lower())
    if word[:1].isupper() and not body:
        return False
    prior = re.search(r"(?P<word>[\w'.-]+) $", before)
    if prior and prior["word"][0].isupper() and not _precedes(prior["word"].lower()):
        return False
    if institute := _INSTITUTE.search(before):
        return _governs(institute["word"].lower())
    if HOME.search(before):
        return False
    if _TOWN.search(before) and subdivision.beside(text[start:end]):
        return True
    opens = _SENTENCE.search(before) is not None
    if opens and text[start:end] in listed("place-words"):
        return False
    if _AT.search(before) or body or behind["owns"]:
        return True
    if (joined := _LISTED.search(before)) and start - len(joined[0]) in ends:
        return True
    return opens and word.islower() and not (word in listed("opening") or word in listed("function"))


def _divided(text: str, end: int) -> bool:
    """Return whether what ends at a place is a town of a part of a state that is named behind it: "Athens, Ohio"."""
    found = _PARTED.match(text, end)
    return found is not None and any(subdivision.beside(found[1][:size]) for size in _ends(found[1]))


def _ends(name: str) -> Iterator[int]:
    """Yield where each word of a name ends, from the last."""
    yield from (part.end() for part in reversed([*_PART.finditer(name)]))


def _precedes(word: str) -> bool:
    """Return whether a word in small letters may stand before a place and is no part of its name."""
    return leading(word) or word in listed("before-names") or _governs(word)


def _governs(word: str) -> bool:
    """Return whether a word means a body that governs a place, or a part of one."""
    return word in listed("local-bodies") or word in listed("bodies")
