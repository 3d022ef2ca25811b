"""Memberships that have ended: "joined in 2015 and left it again", or "It walked out in 2020" in the next sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.prose.grammar import cue
from kg.prose.proposal import Proposal
from kg.prose.unread import Told


def given_up(sentences: Sequence[Told], found: list[Proposal], denied: list[Proposal]) -> list[Proposal]:
    """Return proposals without the memberships of which the same sentence, or the next, says that they ended.

    They are denied instead: what is said to have been left is added to ``denied``.
    """
    gone: list[Proposal] = []
    for told, next_ in pairwise([*sentences, None]):
        if told is None or not cue("ends-membership").search(f"{told.sentence.marked} {_marked(next_)}"):
            continue
        start, end = told.span
        here = [one for one in found if one.roles.get("initiative") and start <= one.start < end and not one.denies]
        ended = [one for one in here if one.kind == "Membership" and _again(told, one)]
        gone += ended
        denied += [replace(one, modality="asserted") for one in ended]
        rest = [one for one in here if not any(one is other for other in ended)]
        for one, made in _walked_out(next_, rest) if next_ is not None and rest else ():
            gone += [one] if one.kind == "Membership" and one.roles["member"] == made.roles["member"] else []
            denied.append(made)
    return [one for one in found if not any(one is other for other in gone)]


def _marked(told: Told | None) -> str:
    return told.sentence.marked if told else ""


def _again(told: Told, one: Proposal) -> bool:
    """Return whether a sentence says behind a membership that it was given up."""
    sentence = told.sentence
    named = [at for m, at in zip(sentence.mentions, sentence.places, strict=True) if m.letter == "I"]
    found = cue("left-again").search(sentence.marked, max(named, default=0))
    members = {name for m in sentence.mentions if m.letter in "SCD" for name in m.names[:1]}
    return found is not None and len(members) == 1 and one.roles.get("member") in members


def _walked_out(told: Told, here: Sequence[Proposal]) -> Iterator[tuple[Proposal, Proposal]]:
    """Yield the claims before it on which a sentence rests that says of states that they left, with the denials."""
    sentence = told.sentence
    match = cue("walks-out").match(sentence.marked)
    if match is None or any(m.letter == "I" for m in sentence.mentions):
        return
    named = [name for m in sentence.mentions if m.letter in "SC" for name in m.names[:1]]
    members = [one for one in here if one.kind == "Membership"]
    if not named and len(members) != 1:
        return
    for member in named or [str(members[0].roles["member"])]:
        one = next((p for p in members if p.roles["member"] == member), here[0])
        roles = {"initiative": one.roles["initiative"], "member": member}
        start, end = sentence.span(0, len(sentence.marked.rstrip(" .")))
        made = told.proposal("Membership", roles, (start, end), (None, "asserted"), proposer=one.proposer)
        made.antecedents = {role: (one.start, one.end) for role, name in roles.items() if name not in named}
        made.id = f"l{made.start}.{member}"
        yield one, made
