"""What is told and taken away again: memberships that ended, and what was bought or built and never went into use.

"Joined in 2015 and left it again", or "It walked out in 2020" and "It was never switched on" in the next sentence.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.prose.grammar import cue
from kg.prose.proposal import Proposal
from kg.prose.standing import FIRM
from kg.prose.unread import Told


def given_up(sentences: Sequence[Told], found: list[Proposal], denied: list[Proposal]) -> list[Proposal]:
    """Return proposals without the memberships of which the same sentence, or the next, says that they ended.

    They are denied instead: what is said to have been left is added to ``denied``. So are uses of what never worked.
    """
    gone = [*_idle(sentences, found, denied)]
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


def _idle(sentences: Sequence[Told], found: Sequence[Proposal], denied: list[Proposal]) -> Iterator[Proposal]:
    """Yield the uses of what the same sentence, or the next, says never went into use, and deny them there."""
    for told, next_ in pairwise([*sentences, None]):
        if told is None or "never" not in f"{told.sentence.marked} {_marked(next_)}":
            continue
        start, end = told.span
        here = [p for p in found if p.kind == "Use" and start <= p.start < end and p.modality in FIRM and not p.denies]
        said = told if here and _never(told, "never-used") else next_ if here and next_ else None
        if said is None or (said is next_ and not _never(said, "it-never-used")):
            continue
        yield from here
        if len(here) == 1:
            span = said.sentence.span(0, len(said.sentence.marked.rstrip(" .")))
            made = said.proposal("Use", dict(here[0].roles), span, (None, "asserted"), proposer=here[0].proposer)
            made.claimed_by, made.voice = here[0].claimed_by, here[0].voice
            if said is next_:
                made.antecedents = dict.fromkeys(made.roles, (here[0].start, here[0].end))
            made.id = f"i{made.start}.Use"
            denied.append(made)


def _never(told: Told, way: str) -> bool:
    """Return whether a sentence ends in words that say of a ware that it never went into use."""
    sentence = told.sentence
    found = cue(way).search(sentence.marked)
    named = zip(sentence.mentions, sentence.places, strict=True)
    return found is not None and not any(m.letter in "VT" and at >= found.end() for m, at in named)


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
