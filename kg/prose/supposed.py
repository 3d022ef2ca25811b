"""What is only supposed of a state: what it weighs, asks for, is offered, may be let, or would have if something held.

A sentence that only supposes tells no fact, and what it supposes is a claim that says so. It is read where one state
and the vendors of one list, or technologies, stand in its clause, whatever the words between them.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.prose import guard
from kg.prose.gazetteer import Gazetteer, Mention
from kg.prose.grammar import cue
from kg.prose.origin import at_home
from kg.prose.pairing import WARES
from kg.prose.proposal import Proposal
from kg.prose.sentence import LONGEST, Sentence
from kg.prose.unread import Told
from kg.prose.voice import attitude

_BREAK = re.compile(r"[;:] |,? (?:but|while|whereas|although|though) |, and (?=(?:the |its |their )?[SCDV]\b)|, which ")
_LIST = re.compile(
    r"(?:,? (?:and|or)|,)? ?(?:(?:the|a|an|from|by|with|its|D|[a-z]+ (?=(?:firm|company|vendor)s?\b)) ?)*"
)
_CONDITION = re.compile(r"^(?:if|should|were|once|unless|provided|assuming)\b")
_UNSPOKEN = re.compile(r"\b(?:not|never|no|nobody|none|nothing|neither|nor)\b|n't\b")
_TOLD_NOT = re.compile(r"\bnot to (?=(?:accept|buy|use|go|take|introduce|install|sign|order|purchase|proceed)\b)")


def supposed(sentences: Sequence[Told], found: Sequence[Proposal], gazetteer: Gazetteer) -> Iterator[Proposal]:
    """Yield the supplies and uses that sentences suppose, of pairs of which ``found`` claim nothing there."""
    for told in sentences:
        sentence = told.sentence
        if guard.TAKEN_BACK in told.reasons or len(sentence.marked) > LONGEST or sentence.marked.rstrip().endswith("?"):
            continue
        way = cue("supposes").search(sentence.marked)
        if way is None or cue("made-up").search(sentence.marked) or cue("came-to-nothing").search(sentence.marked):
            continue
        yield from _clause(told, way, found, gazetteer)


def _clause(told: Told, way: re.Match[str], found: Sequence[Proposal], gazetteer: Gazetteer) -> Iterator[Proposal]:
    sentence, marked = told.sentence, told.sentence.marked
    conditional = _CONDITION.match(marked) is not None
    start = 0 if conditional else max((m.end() for m in _BREAK.finditer(marked, 0, way.start())), default=0)
    stop = next((m.start() for m in _BREAK.finditer(marked, way.end())), len(marked))
    stop = len(marked) if conditional else stop
    part = marked[start:stop]
    if _UNSPOKEN.search(_TOLD_NOT.sub("", part)) or (not conditional and cue("done-already").search(part)):
        return
    named = [(m, at) for m, at in zip(sentence.mentions, sentence.places, strict=True) if start <= at < stop]
    states = {name: m for m, at in named if (name := _state(sentence, m, at, gazetteer))}
    firms = [(m, at) for m, at in named if m.letter == "V" and m.names and not _speaks(told, at)]
    kinds = [m for m, _ in named if m.letter == "T" and m.names]
    if cue("called-upon").search(part):
        return
    if len(states) != 1 or not (kinds or WARES.search(part)) or not _one_list(marked, [at for _, at in firms]):
        return
    if guard.client(marked, start, stop):
        return
    ((state, holder),) = states.items()
    here = [p for p in found if told.span[0] <= p.start < told.span[1] and state in p.roles.values()]
    technologies = {m.names[0] for m in kinds}
    for firm, _ in firms if not any(p.kind == "Supply" for p in here) else ():
        roles = {"supplier": firm.names[0], "recipient": state}
        yield _made(told, "Supply", roles | _only(technologies), (firm, holder), (start, stop))
    if any(p.kind == "Use" for p in here) or (not firms and not cue("may-use").search(part)):
        return
    for kind in kinds:
        made = _made(told, "Use", {"technology": kind.names[0], "user": state}, (kind, holder), (start, stop))
        made.beside = bool(firms) or any(p.kind == "Supply" for p in here)
        yield made


def _only(technologies: set[str]) -> dict[str, str]:
    return {"technology": next(iter(technologies))} if len(technologies) == 1 else {}


def _state(sentence: Sentence, mention: Mention, at: int, gazetteer: Gazetteer) -> str | None:
    """Return the state that a mention is of, but where it only says where a firm is at home or a ware comes from."""
    name = next(iter(mention.names), "")
    if mention.letter not in "SCDOP" or at_home(sentence.marked, at):
        return None
    state = gazetteer.agencies.get(name) or gazetteer.lies.get(name) or (name if mention.letter in "SCD" else "")
    return state if state.startswith("state:") else None


def _speaks(told: Told, at: int) -> bool:
    return any(voice.said[0] <= at < voice.said[1] for voice in told.speakers)


def _one_list(marked: str, places: Sequence[int]) -> bool:
    """Return whether nothing but a conjunction stands between vendors that follow each other."""
    return all(_LIST.fullmatch(marked, a + 1, b) for a, b in pairwise(places))


def _made(
    told: Told, kind: str, roles: dict[str, str], ends: tuple[Mention, Mention], clause: tuple[int, int]
) -> Proposal:
    sentence = told.sentence
    first, last = sentence.span(clause[0], clause[1])
    said = attitude(told.speakers, sentence, clause, kind, "hypothetical")
    made = told.proposal(kind, dict(roles), (first, last), (said[0], "hypothetical"), ends[0])
    made.id = f"h{made.start}.{ends[0].start}.{kind}"
    return made
