"""What a frame makes of the claims of its clause: denied, supposed, ended, or somebody's word."""

import re
from collections.abc import Iterable, Iterator

from kg.prose import guard
from kg.prose.grammar import cue
from kg.prose.homonym import LOCAL
from kg.prose.proposal import HOLDER, Proposal, denial
from kg.prose.sentence import Sentence
from kg.prose.stance import ALLEGED, DENIED, ENDED, OVER, SUPPOSED, TOLD, Stance

_EDGES = ("Supply", "Use", "Membership")
_TOLD = (*_EDGES, "CountObservation", "Financing")
FIRM = ("asserted", "headline", "presupposed", "quoted", "reported")
"""The modalities with which something is said to be so."""

_GUESS = "perhaps|maybe|possibly|conceivably|arguably|probably|presumably"
_MOST = re.compile(r"(?:up to|as many as)\b", re.IGNORECASE)
"""What leads to a number that may be reached, and is not said to be."""

_OPENS = re.compile(r"(?:but |and |yet )?[SVG] ")
_TURN = re.compile(r"[^;:]{0,40}?(?:,|\bbut\b|\byet\b|\bthough\b)")


def hedged(proposals: Iterable[Proposal]) -> None:
    """Take counts that are only guessed for what is alleged: "perhaps eleven countries", "up to forty"."""
    for one in proposals:
        if one.kind == "CountObservation" and one.phrase and one.modality in FIRM:
            guessed = rf"\b(?:{_GUESS}) (?:the |some |about |as many as )?{re.escape(one.phrase)}"
            if _MOST.match(one.phrase) or re.search(guessed, one.sentence, re.IGNORECASE):
                one.modality = "alleged"


def taken_back(sentence: Sentence, named: Iterable[str]) -> bool:
    """Return whether "It did not" or its like takes back the sentence before, in which some things are named.

    A sentence that opens with the name of another says nothing of that: "Peru did not".
    """
    if not cue("taken-back").search(sentence.marked) or " alone" in sentence.text:
        return False
    opening = _OPENS.match(sentence.marked)
    return opening is None or not {*sentence.mentions[0].names}.isdisjoint(named)


def told_beside(sentence: Sentence, last: int) -> bool:
    """Return whether a phrase that ends at a place of the block stands beside what its sentence denies.

    "S, a member of I, has never bought T".
    """
    stance, whole = sentence.stance, sentence.whole
    if stance is None or stance.kind != DENIED:
        return False
    denying = (start for start, end in stance.cuts if cue("negation").search(whole.marked[start:end]))
    at = next((whole.starts[start] for start in denying), -1)
    return last <= at and _TURN.match(whole.written(last, at)) is not None


def put(found: Stance, proposal: Proposal, who: tuple[str | None, str] | None, *, quoted: bool) -> Proposal | None:
    """Return a claim of a framed clause as its frame puts it, or None where nothing is said of its kind.

    ``who`` denies or tells it, a CURIE and the words of the text; ``quoted``: whether it stands in quotation marks.
    """
    if proposal.kind not in _TOLD:
        return proposal
    if found.only and proposal.kind != found.only:
        return None
    if found.kind == DENIED and (proposal.kind not in _EDGES or proposal.modality not in (*FIRM, "alleged")):
        return None
    if who and proposal.voice is None:
        proposal.claimed_by, proposal.voice = who
    if found.kind == DENIED:
        proposal.modality = denial("quoted" if quoted and who else "reported" if proposal.voice else "asserted")
    elif found.kind == SUPPOSED:
        proposal.modality = "hypothetical"
    elif (found.kind == ENDED and proposal.kind in _EDGES) or (found.kind == OVER and proposal.kind == "Use"):
        if not found.until:
            return None
        proposal.roles["until"] = found.until
    elif found.kind == ALLEGED and proposal.modality in FIRM:
        proposal.modality = "alleged"
    elif found.kind == TOLD and proposal.modality in ("asserted", "headline", "presupposed"):
        proposal.modality = "quoted" if quoted else "reported"
    return proposal


def clause_of(proposal: Proposal, sentence: Sentence) -> str:
    """Return the clause of a sentence about the member that a claim denies; all of it where it denies another kind."""
    member = proposal.roles.get("member") if proposal.kind == "Membership" else None
    named = zip(sentence.mentions, sentence.places, strict=True)
    at = next((at for m, at in named if member and m.names[:1] == (member,)), None)
    alone = len({name for m in sentence.mentions if m.letter in "SCD" for name in m.names[:1]}) == 1
    return sentence.marked if at is None or alone else guard.clause(sentence.marked, at, at + 1)


def anybodys(proposal: Proposal, sentence: Sentence) -> bool:
    """Return whether a state is meant by a place in it or as a market alone: it does nothing, nor has a body there."""
    if _anothers_force(sentence, proposal.roles.get(HOLDER.get(proposal.kind, ""))):
        return True
    local = [by.partition(", ")[2] for by in proposal.inferred.values() if by.startswith(LOCAL)]
    acts = any(sentence.text.startswith(name) for name in local)
    market = proposal.kind == "Supply" and cue("on-a-market").search(sentence.marked) is not None
    return (market or (bool(local) and not acts)) and cue("of-the-state").search(sentence.text.lower()) is None


def _anothers_force(sentence: Sentence, state: object) -> bool:
    """Return whether a state is only where the force of another is: "D police in S used T"."""
    for force in cue("force-abroad").finditer(sentence.marked):
        whose, where = (sentence.within(force.start(name), force.start(name) + 1) for name in ("whose", "where"))
        there, theirs = ({n for m in of for n in m.names} for of in (where, whose))
        if isinstance(state, str) and state in there - theirs:
            return True
    return False


def held_out(proposal: Proposal, region: str) -> bool:
    """Return whether the words between the names say that something is held out or thought of, and not done."""
    ways = ("held-out", "supposes")
    told = proposal.modality == "hypothetical" and any(cue(way).search(region) for way in ways)
    return told and cue("negation").search(region) is None


def kept_from(proposal: Proposal, sentence: Sentence, region: str) -> bool:
    """Return whether words between the names, or of a sentence, deny a thing of the kind that a claim denies."""
    if not proposal.denies:
        return False
    way = cue(f"denies-{proposal.kind}") if proposal.kind in _EDGES else None
    return bool(cue("held-out").search(region) or (way and way.search(sentence.whole.marked)))


def unframed(proposal: Proposal, sentence: Sentence, last: int) -> Iterator[str]:
    """Yield why a claim says more than the frame of its sentence lets it."""
    stance = sentence.stance
    if stance is None or proposal.kind == "HomeState" or proposal.row:
        return
    beside = proposal.kind == "Membership" and told_beside(sentence, last)
    if stance.kind == DENIED and not proposal.denies and not beside:
        yield f"negated ({stance.words!r})"
    if stance.kind == SUPPOSED and proposal.modality in FIRM:
        yield f"supposed, asked or demanded ({stance.words!r})"
    ended = stance.kind == ENDED or (stance.kind == OVER and proposal.kind == "Use")
    if ended and not proposal.denies and not proposal.roles.get("until"):
        yield f"it ended ({stance.words!r})"


def undenied(sentence: Sentence, denied: str | None, clause: str) -> Iterator[str]:
    """Yield why a sentence does not deny what a claim says that it does; ``clause`` is the one that would."""
    framed = sentence.stance is not None and sentence.stance.kind == DENIED
    told = cue("negation").search(sentence.marked) or cue("leaves").search(clause)
    if denied is None and not framed and not told:
        yield "nothing in the sentence denies it"
    if guard.doubled(clause):
        yield "it is denied more than once, and may be meant"
    if cue("condition").search(sentence.marked):
        yield "supposed, asked or demanded, and not denied"
