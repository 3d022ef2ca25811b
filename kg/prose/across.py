"""Supplies told in two places: a clause says that a state has a ware, and another whose make it is.

The two join where the ware is one: the later clause points back to it, and nothing else that was named before can be
meant. What is joined says so, with the place of the name that the quoted sentence lacks.
"""

from collections.abc import Iterator, Sequence

from kg.prose.article import Block
from kg.prose.clause import Clause, affirmed, clauses, technology
from kg.prose.clientele import clientele
from kg.prose.gazetteer import Gazetteer
from kg.prose.holding import Holder, holder, only
from kg.prose.making import DEALS, Maker, homes, makers, strays
from kg.prose.pairing import STATE_BEFORE
from kg.prose.proposal import POINTED, Proposal
from kg.prose.unread import Told
from kg.prose.voice import attitude

NEAR = 2
"""The sentences back in which the other half of a supply may be told."""
SEVERAL = "told in two places, and what the second points back to is not one thing of one state"


def across(sentences: Sequence[Told], known: Sequence[Proposal], gazetteer: Gazetteer) -> Iterator[Proposal]:
    """Yield the supplies that two clauses tell of together, and those to listed customers.

    ``known`` are the claims that were read. Why none was read is added to the reasons of its sentence.
    """
    before: list[Clause] = []
    block: Block | None = None
    for told in sentences:
        inside = [one for one in before if one.told.block is told.block]
        before = [] if told.sentence.headline else inside if told.block is block else before
        block = told.block
        here = [*clauses(told)] if not told.sentence.headline else []
        for clause in here:
            near = [one for one in before if one.told.block is told.block] or before
            for one in makers(clause) if near else ():
                yield from _joined(one, near, known, gazetteer)
            before.append(clause)
        spans = sorted({one.told.span for one in before})[-NEAR:]
        before = [one for one in before if one.told.span in spans]
    yield from clientele(sentences, known, gazetteer)


def _joined(
    made: Maker, before: Sequence[Clause], known: Sequence[Proposal], gazetteer: Gazetteer
) -> Iterator[Proposal]:
    told = made.clause.told
    held, between = _held(before, known, gazetteer)
    if held is None:
        return
    here = {m.names[0] for m in made.clause.mentions("VG")}
    firms = {m.names[0] for one in before for m in one.mentions("VG")} - here
    own = {*made.clause.states(gazetteer)} - homes(made.clause)
    lone = len(held.states) == 1 or made.ware.split()[-1] not in DEALS
    if (
        not lone
        or strays(made)
        or firms
        or not own <= {*held.states}
        or not only(made.clause, made.ware, held.clause, between)
    ):
        apart = held.clause.told.block is not told.block
        told.reasons.extend([] if apart else [SEVERAL])
        told.strangers.extend([(made.vendor.names[0], STATE_BEFORE)] if not own and not apart else [])
        return
    if reason := made.clause.unsaid() or held.clause.unsaid():
        told.reasons.append(reason)
        return
    for state, mention in held.states.items():
        if any(
            p.kind == "Supply" and (p.roles.get("supplier"), p.roles.get("recipient")) == (made.vendor.names[0], state)
            for p in known
        ):
            continue
        span = min(made.vendor.start, told.sentence.starts[made.clause.start]), _end(made)
        speakers = [voice for voice in told.speakers if voice.name != made.vendor.names[0]]
        said = attitude(speakers, told.sentence, (made.clause.start, made.end), "Supply")
        roles: dict[str, str | list[str] | bool | None] = {"supplier": made.vendor.names[0], "recipient": state}
        antecedents = {"recipient": held.clause.stands(mention)}
        if kind := technology(held.clause.told, held.technologies, gazetteer):
            roles["technology"] = kind[0]
            antecedents["technology"] = held.clause.stands(kind[1])
        one = told.proposal("Supply", roles, span, said, made.vendor, antecedents=antecedents)
        one.joined = True
        one.inferred["recipient"] = f"{POINTED} {made.ware!r} points back to"
        one.id = f"a{one.start}.{state}"
        if affirmed(told, one):
            yield one


def _end(made: Maker) -> int:
    sentence = made.clause.told.sentence
    return sentence.span(made.clause.start, made.end)[1]


def _held(
    before: Sequence[Clause], known: Sequence[Proposal], gazetteer: Gazetteer
) -> tuple[Holder | None, Sequence[Clause]]:
    """Return the nearest clause that names states, where it says that they have a ware, and the clauses behind it."""
    for at in range(len(before) - 1, -1, -1):
        if before[at].states(gazetteer):
            return holder(before[at], known, gazetteer), before[at + 1 :]
    return None, ()
