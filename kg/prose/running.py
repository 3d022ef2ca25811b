"""Uses that a body tells of by pointing back: "S is full of V cameras. The police run them".

The clause before has to name one state and one ware, and what the body does with it has to be to use it.
"""

import re
from collections.abc import Iterator, Sequence

from kg.prose.clause import Clause, affirmed, clauses
from kg.prose.gazetteer import Gazetteer
from kg.prose.holding import only
from kg.prose.implication import VIDEO, cameras
from kg.prose.making import POINTER, homes
from kg.prose.proposal import Proposal
from kg.prose.unread import Told
from kg.prose.voice import attitude

_BODY = (
    r"(?:police|gendarmes|gendarmerie|constabulary|army|military|interior ministry|ministry of the interior|authorities"
    r"|municipality|city council|town council|city hall|officers|soldiers|border guards?|police force|customs)"
)
_RUNS = re.compile(
    rf"(?:and |where )?(?:(?:the|its|their) (?:D )?|[SC]'s |S\b)(?:[a-z-]+ ){{0,2}}?(?:{_BODY}(?: of (?:the )?[SC])?)?"
    r" ?(?:(?:has|have|now|who|all|since) )*"
    r"(?:runs?|ran|operates?|operated|steers?|steered|look(?:s|ed)? through|mans?|manned|monitors?|monitored"
    rf"|controls?|manages?|managed|uses?|used) (?P<ware>{POINTER})\b"
)


def running(sentences: Sequence[Told], gazetteer: Gazetteer) -> Iterator[Proposal]:
    """Yield the uses of what the clause before says to be in a state, by a body that is said to run it."""
    before: Clause | None = None
    for told in sentences:
        for clause in clauses(told) if not told.sentence.headline else ():
            if before is not None and before.told.block is told.block:
                yield from _used(before, clause, gazetteer)
            before = clause


def _used(before: Clause, clause: Clause, gazetteer: Gazetteer) -> Iterator[Proposal]:
    found = _RUNS.match(clause.marked)
    if found is None or found["ware"].startswith("T"):
        return
    states = {name: m for name, m in before.states(gazetteer).items() if name not in homes(before)}
    named = {m.names[0]: m for m in before.mentions("T") if m in before.told.here}
    if len(states) != 1 or not {*clause.states(gazetteer)} <= {*states} or len(named) > 1:
        return
    first, last = (clause.start + at for at in found.span("ware"))
    sentence = clause.told.sentence
    ware = sentence.written(*sentence.span(first, last)).lower()
    seen = cameras(before.told.sentence.text.lower())
    if before.unsaid() or clause.unsaid() or not (named or seen) or not only(clause, ware, before, ()):
        return
    ((state, mention),) = states.items()
    roles: dict[str, str | list[str] | bool | None] = {"user": state, "technology": next(iter(named), VIDEO)}
    antecedents = {"user": before.stands(mention)}
    antecedents["technology"] = next(map(before.stands, named.values()), before.told.span)
    span = sentence.span(clause.start, clause.start + found.end())
    said = attitude(clause.told.speakers, sentence, (clause.start, clause.start + found.end()), "Use")
    one = clause.told.proposal("Use", roles, span, said, antecedents=antecedents)
    one.inferred["user"] = f"from what {ware!r} points back to"
    if not named:
        one.inferred["technology"] = "from the cameras that were spoken of before"
    one.joined = True
    one.id = f"r{one.start}.{state}"
    if affirmed(clause.told, one):
        yield one
