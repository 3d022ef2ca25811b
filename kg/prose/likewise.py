"""Supplies and uses of one sentence that the next says of another state as well: "So did S", "S did the same"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from kg.prose import guard
from kg.prose.proposal import Proposal
from kg.prose.sentence import LONGEST
from kg.prose.standing import FIRM
from kg.prose.unread import Told
from kg.prose.voice import attitude

_BODY = r"(?:the )?(?:(?:police|army|government|authorities|interior ministry|border guard) of )?"
_OWN = r"(?:'s (?:[a-z]+ ){0,2}(?:police|army|government|authorities|ministry|guard|service|agency))?"
_END = r"(?=[.,;]| in | under | a year| last )"
_AGAIN = re.compile(
    rf"^(?:and |but )?(?:so (?:did|has|have|does|do) {_BODY}(?P<so>S)\b{_OWN}{_END}"
    rf"|{_BODY}(?P<same>S){_OWN} (?:later |soon |then |also |has |have )*"
    rf"(?:did (?:the same|so too|likewise|too)|done the same|followed suit|followed){_END})"
)
_ROLE = {"Supply": "recipient", "Use": "user"}


def likewise(sentences: Sequence[Told], found: Iterable[Proposal]) -> Iterator[Proposal]:
    """Yield what a sentence says of its state by pointing to what the one before says of another, in one paragraph."""
    firm = [one for one in found if one.kind in _ROLE and one.modality in FIRM and not one.denies]
    for before, told in pairwise(sentences):
        marked = told.sentence.marked
        match = _AGAIN.match(marked) if len(marked) <= LONGEST and before.block is told.block else None
        if match is None or guard.denial(marked, 0, len(marked)):
            continue
        group = "so" if match["so"] else "same"
        (state,) = told.sentence.within(*match.span(group))
        start, end = before.span
        said = [one for one in firm if start <= one.start < end and one.roles.get(_ROLE[one.kind])]
        leads = [m.letter for m in before.sentence.mentions if m.letter in "VGSCDT"][:1]
        if (
            len({one.roles[_ROLE[one.kind]] for one in said}) != 1
            or not state.names
            or leads not in (["S"], ["D"], ["C"])
        ):
            continue
        for one in said:
            yield _of(told, before, one, state.names[0], match.end())


def _of(told: Told, before: Told, one: Proposal, state: str, end: int) -> Proposal:
    """Return a claim of the sentence before as it is said of another state; its other names stand there."""
    role = _ROLE[one.kind]
    roles = {name: value for name, value in one.roles.items() if name in ("supplier", "technology")}
    said = attitude(told.speakers, told.sentence, (0, end), one.kind)
    made = told.proposal(one.kind, {**roles, role: state}, told.sentence.span(0, end), said, heading=before.span)
    made.antecedents = {name: one.antecedents.get(name, before.span) for name in roles}
    made.modality = one.modality if made.modality in FIRM else made.modality
    made.voice, made.claimed_by = made.voice or one.voice, made.claimed_by or one.claimed_by
    made.id = f"w{made.start}.{one.kind}"
    return made
