"""Whether a sentence vouches for what it seems to say: in jest, of a forgery, of one of two, as talk."""

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.prose.grammar import cue
from kg.prose.proposal import HOLDER, Proposal
from kg.prose.sentence import Sentence
from kg.prose.stance import SUPPOSED
from kg.prose.standing import FIRM
from kg.prose.unread import Told

_OR = r"(?:,? or (?:else )?)(?:(?:from|by|to|with|in|at|the|its|their|that|those|of|for) )*"
_BESIDE = r"(?:'s?(?: [a-z]+)?)?"
_EITHER = {
    "supplier": re.compile(rf"[VG]{_BESIDE}(?:, (?:from |by )?[VG]{_BESIDE})*{_OR}[VG]\b"),
    "recipient": re.compile(
        rf"(?:[SC]{_BESIDE}|D [a-z]+)(?:, (?:to |in |the )*(?:[SC]{_BESIDE}|D [a-z]+))*{_OR}[SCD]\b"
    ),
}
"""Role → a list of names of which one alone is meant: "V or V", "S's police or S's"."""
_SAYS = (
    ("irony", "it is said in jest"),
    ("doctored", "what shows it is said to be no true picture"),
    ("withdrawn", "who said it has taken it back"),
)
"""What of a sentence says that what it tells is not meant, and how that is said; the first that fits is."""


def unmeant(proposal: Proposal, sentence: Sentence) -> Iterator[str]:
    """Yield why a sentence does not vouch for what a claim reads in it; a denial may be what it says."""
    if proposal.denies:
        return
    marked = sentence.whole.marked
    for name, reason in _SAYS:
        if cue(name).search(marked):
            yield reason
    if proposal.kind == "CountObservation" and " or " in marked and _one_of(proposal, sentence):
        yield "one of several is meant, and it is not said which"


def halved(sentences: Iterable[Told], found: Sequence[Proposal]) -> None:
    """Take for supposed what is said of one of several, and not of which: "V or V sold it", "sold it to S or S"."""
    for told in sentences:
        if " or " not in told.sentence.marked:
            continue
        for one in found:
            here = told.span[0] <= one.start < told.span[1] and one.kind in ("Supply", "Use")
            if here and one.modality in FIRM and _one_of(one, told.sentence):
                one.modality = "hypothetical"


def extended(sentences: Iterable[Told], found: Sequence[Proposal]) -> None:
    """Take for presupposed the use of what is only to grow: "wants to extend its T" tells that it has T."""
    for told in sentences:
        sentence = told.sentence
        match = cue("extends-its").search(sentence.marked)
        if match is None or (sentence.stance and sentence.stance.kind == SUPPOSED):
            continue
        named = {name for m in sentence.within(*match.span()) if m.letter == "T" for name in m.names}
        for one in found:
            here = told.span[0] <= one.start < told.span[1] and one.kind == "Use" and one.modality == "hypothetical"
            if here and one.roles.get("technology") in named:
                one.modality = "presupposed"


def rumored(sentences: Iterable[Told], found: Sequence[Proposal]) -> None:
    """Take for supposed what is said only to be going about: "word spread that", "gossip has the army buying"."""
    for told in sentences:
        marked = told.sentence.marked
        for match in cue("going-about").finditer(marked):
            stop = marked.find("; ", match.end())
            first, last = (told.sentence.starts[at] for at in (match.end() - 1, stop if stop >= 0 else -1))
            for one in found:
                begins, ends = told.block.at(first), told.block.at(last)
                if begins < one.end and one.start <= ends and told.span[0] <= one.start < told.span[1]:
                    supposed = one.kind in HOLDER and one.modality in (*FIRM, "alleged") and not one.denies
                    one.modality = "hypothetical" if supposed else one.modality


def _one_of(proposal: Proposal, sentence: Sentence) -> bool:
    """Return whether a name of a claim stands in a list that is joined by "or"."""
    for role, names in _EITHER.items():
        value = proposal.roles.get("user" if role == "recipient" and proposal.kind == "Use" else role)
        for match in names.finditer(sentence.marked) if value else ():
            if any(value in m.names for m in sentence.within(*match.span())):
                return True
    return False
