"""What a supply rests on that a clause tells by pointing back: "They were made by V", "V built the system".

Readers of several kinds take the state that was spoken of before. Here it is asked, whoever read it, whether what the
clause points back to can only be a ware that this state has; where something else may be meant, nothing is claimed.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from kg.prose.clause import Clause, clauses
from kg.prose.clientele import to_private
from kg.prose.gazetteer import Gazetteer
from kg.prose.ground import BEFORE, INNER
from kg.prose.holding import only, taken
from kg.prose.making import PRONOUNS, Maker, maker
from kg.prose.pairing import STATE_BEFORE
from kg.prose.proposal import Proposal
from kg.prose.unread import Told

FAR = 3
"""The sentences back in which the state may have been named."""
_MADE_IN = re.compile(
    r"\b(?:buil(?:t|ds)|ma(?:de|kes)|manufactur(?:ed|es)|develop(?:ed|s)|design(?:ed|s)|assembl(?:ed|es)|produce[sd]"
    r"|wr(?:ote|ites)|written) (?:(?:it|them|these|those|both) )?(?:by V )?(?:[a-z]+ )?in (?:[a-z]+ ){0,2}?[CP]\b"
)
"""Where the maker of a ware is at work."""
SEVERAL = "what it points back to may be something else than a ware of that state"
LACKING = "the state before is not said to have what it points back to"
AT_HOME = "where a firm makes what it points back to is no recipient"
PRIVATE = "those who are listed are no states, but customers in them"


def founded(sentences: Sequence[Told], found: list[Proposal], gazetteer: Gazetteer) -> list[Proposal]:
    """Return proposals without the supplies that rest on what a clause does not surely point back to.

    Why is added to the reasons of their sentences.
    """
    supplies = [one for one in found if one.kind == "Supply" and not one.denies]
    left: list[Proposal] = []
    for at, told in enumerate(sentences if supplies else ()):
        start, end = told.span
        here = [one for one in supplies if start <= one.start < end]
        for one, reason in _doubted(here, sentences[max(0, at - FAR) : at + 1], gazetteer) if here else ():
            told.reasons.append(reason)
            left.append(one)
            if reason in (SEVERAL, LACKING) and not any(one.roles["recipient"] in m.names for m in told.here):
                told.strangers.append((str(one.roles["supplier"]), STATE_BEFORE))
    return [one for one in found if not any(one is other for other in left)] if left else found


def grounded(sentences: Sequence[Told], proposals: Iterable[Proposal]) -> list[Proposal]:
    """Return proposals, each with what says whose the body is that its sentence names without a state."""
    proposals = [*proposals]
    begun = [told.span[0] for told in sentences]
    for one in proposals if any(told.ground for told in sentences) else ():
        told = sentences[bisect_right(begun, one.start) - 1]
        ground = told.ground
        if ground is None or ground.told == INNER or not told.span[0] <= one.start < told.span[1]:
            continue
        for role in (role for role, value in one.roles.items() if value == ground.state):
            if ground.told != BEFORE or one.antecedents.get(role, (one.start, 0))[0] >= one.start:
                one.antecedents[role] = ground.span
            one.inferred.setdefault(role, ground.told)
    return proposals


def _doubted(
    supplies: Sequence[Proposal], sentences: Sequence[Told], gazetteer: Gazetteer
) -> Iterator[tuple[Proposal, str]]:
    """Yield the supplies of the last of some sentences that are not well founded, each with the reason."""
    told = sentences[-1]
    if to_private(told):
        yield from ((one, PRIVATE) for one in supplies)
        return
    before: list[Clause] = []
    for one in sentences[:-1]:
        before += clauses(one)
    for clause in clauses(told):
        made = maker(clause)
        if made is not None:
            mine = [one for one in supplies if one.roles.get("supplier") == made.vendor.names[0]]
            mine = [one for one in mine if _tells(made, one)]
            yield from ((one, why) for one in mine if (why := _why(made, one, mine, before, gazetteer)))
        before.append(clause)


def _tells(made: Maker, one: Proposal) -> bool:
    start, end = made.clause.span
    return one.start < end and start < one.end


def _why(
    made: Maker, one: Proposal, beside: Sequence[Proposal], before: Sequence[Clause], gazetteer: Gazetteer
) -> str | None:
    """Return why a supply that a maker's clause tells of is not well founded, or None."""
    state = str(one.roles.get("recipient"))
    named = made.clause.states(gazetteer).get(state)
    if named is not None:
        return AT_HOME if named.letter in "CP" and _MADE_IN.search(made.clause.marked) else None
    at = next((at for at in range(len(before) - 1, -1, -1) if state in before[at].states(gazetteer)), None)
    if at is None:
        return None
    held = before[at]
    if held.unsaid() or taken(held):
        return LACKING
    given = {str(other.roles.get("recipient")) for other in beside}
    if not {*held.states(gazetteer)} <= given or (
        made.ware in PRONOUNS and not only(made.clause, made.ware, held, before[at + 1 :])
    ):
        return SEVERAL
    return None
