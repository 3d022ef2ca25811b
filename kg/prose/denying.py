"""What a sentence denies of a state in one of several ways at once: "has no T and no deal with V", "neither … nor".

The words of each way stand in ``guards.toml``. A sentence that names one state, or a vendor in front of "they" or "it",
denies of them what its negation leads to, whoever is given the word.
"""

from collections.abc import Iterator, Sequence

from kg.prose import guard
from kg.prose.gazetteer import Gazetteer, Mention
from kg.prose.grammar import cue
from kg.prose.origin import at_home
from kg.prose.proposal import HOLDER, Proposal
from kg.prose.sentence import LONGEST
from kg.prose.unread import Told
from kg.prose.voice import attitude

_SIGNS = (
    " no ",
    "not ",
    "n't ",
    "never ",
    "either ",
    " nor ",
    "nothing ",
    "without ",
    "dismissed ",
    "refuted ",
    "rejected ",
    "denie",
    "deny",
    "refus",
    "declin",
)
"""One of which every such way has."""
_KINDS = {"Use": ("technology", "T"), "Supply": ("supplier", "V"), "Membership": ("initiative", "I")}
"""Kind → the role of what is denied of the state, with the letter of its name."""


def denying(sentences: Sequence[Told], found: Sequence[Proposal], gazetteer: Gazetteer) -> Iterator[Proposal]:
    """Yield what sentences deny, put as if they said it, of pairs of which ``found`` claim nothing there."""
    for told in sentences:
        marked = told.sentence.whole.marked
        letters = {mention.letter for mention in told.sentence.whole.mentions}
        if letters.isdisjoint("TVI") or letters.isdisjoint("SCDO"):
            continue
        if len(marked) > LONGEST or marked.rstrip().endswith("?") or guard.TAKEN_BACK in told.reasons:
            continue
        if (
            not any(sign in marked for sign in _SIGNS)
            or cue("condition").search(marked)
            or cue("made-up").search(marked)
        ):
            continue
        for kind, (role, letter) in _KINDS.items():
            for match in cue(f"denies-{kind}").finditer(marked):
                states = _states(told, gazetteer, match.span())
                whats = [m for m in told.sentence.whole.within(*match.span()) if m.letter == letter and m.names]
                if len(states) == 1 and whats:
                    yield from _denied(told, kind, role, whats, next(iter(states)), found)


def _states(told: Told, gazetteer: Gazetteer, span: tuple[int, int]) -> dict[str, Mention]:
    """Return the states of a sentence by name: of what is denied, and else of all that it says."""
    whole = told.sentence.whole
    states: dict[str, Mention] = {}
    for mention, at in zip(whole.mentions, whole.places, strict=True):
        name = next(iter(mention.names), "")
        known = gazetteer.agencies.get(name) or gazetteer.lies.get(name) or (name if mention.letter in "SCD" else "")
        if known.startswith("state:") and not at_home(whole.marked, at):
            states.setdefault(known, mention)
    inner = {name: m for name, m in states.items() if m in whole.within(*span)}
    return inner if len(inner) == 1 and len(states) > 1 else states


def _denied(
    told: Told,
    kind: str,
    role: str,
    whats: Sequence[Mention],
    state: str,
    found: Sequence[Proposal],
) -> Iterator[Proposal]:
    whole = told.sentence.whole
    here = [p for p in found if p.kind == kind and told.span[0] <= p.start < told.span[1]]
    for what in whats:
        if any(p.roles.get(HOLDER[kind]) == state and p.roles.get(role) == what.names[0] for p in here):
            continue
        speaker, _ = attitude(told.speakers, told.sentence, (0, len(told.sentence.marked.rstrip(" ."))), kind)
        said = "reported" if speaker or told.who else "asserted"
        first, last = whole.span(0, len(whole.marked.rstrip(" .")))
        roles = {role: what.names[0], HOLDER[kind]: state}
        made = told.proposal(kind, dict(roles), (first, last), (speaker, said), what)
        if told.who and not speaker:
            made.claimed_by, made.voice = told.who
        made.id = f"d{made.start}.{what.start}.{kind}"
        yield made
