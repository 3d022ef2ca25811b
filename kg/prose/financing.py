"""Financings: who lent or gave the money for a supply that a text speaks of, in the same sentence or the one before.

A financing pays for one supply. Where the sentence before names several, which of them was paid for is not said, and
none is. Where no supplier was read, the state that borrows is told, and the supply is left for the reviewer.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kg.prose import guard
from kg.prose.gazetteer import Gazetteer, Mention
from kg.prose.grammar import cue, listed
from kg.prose.proposal import Proposal
from kg.prose.sentence import LONGEST
from kg.prose.standing import put
from kg.prose.unread import Told
from kg.prose.voice import attitude

_WAYS: tuple[str, ...] = (
    "financed-by",
    "financed-with",
    "finances-it",
    "lends-for",
    "borrowed-for",
    "loan-paid",
    "with-loan",
)
_WAYS += ("bill-met", "and-financed", "through-loan", "loan-behind", "borrowed-thing", "money-field", "money-of")
_WAYS += ("owes-for", "for-it-borrowed", "part-borrowed")
"""The cues of ``grammar.toml`` that tell of a financing; a group ``who`` names the financier, ``what`` what is paid."""
_HOME = re.compile(r"[SD](?=(?:'s)? (?:[a-z]+ ){0,2}[VG]\b)")
"""A state that only says where a vendor is at home: "China's CEIEC"."""
_OF = r"(?: (?:of|for) (?:the )?[A-Z]\w+(?: [A-Z]\w+)*)"
_PROPER = re.compile(rf"\b(?:[A-Z][\w&'-]+ )+(?:Bank|Fund)\b{_OF}?|\b(?:Bank|Fund){_OF}")
_BORROWS = re.compile(r"[SC](?:'s [a-z]+)?,?(?: [a-z]+){0,2} \Z")
SEVERAL = "which of the supplies is financed is not said"
UNSUPPLIED = "the supply that is financed was not read"
NEAR = 8
"""The sentences back in which the state is sought that pays for what is spoken of: the only one that they name."""
NOBODY = "who finances it is not named"
OWN = "who pays for it has it itself"
ANOTHER = "another state borrows than the one that is supplied"


def financings(sentences: Sequence[Told], supplies: Iterable[Proposal], gazetteer: Gazetteer) -> Iterator[Proposal]:
    """Yield the financings that sentences tell of, each of one of the supplies that were read.

    Why none was read is added to the reasons of its sentence.
    """
    known = [p for p in supplies if p.kind == "Supply" and p.roles.get("recipient")]
    watched = any(cue("about-watching").search(told.sentence.text.lower()) for told in sentences)
    for at, told in enumerate(sentences):
        marked = told.sentence.marked
        if len(marked) > LONGEST or not cue("money").search(marked) or marked.endswith("?"):
            continue
        own = [p for p in known if told.span[0] <= p.start < told.span[1]]
        back = at > 0 and bool(cue("financed-before").search(marked) or _taken_up(told))
        above = [*reversed(sentences[max(at - NEAR, 0) : at])] if back else []
        again = bool(above) and _refers(above[0])
        above = above[: 1 + again] if cue("pronoun").match(marked) else above
        if above and not own:
            own = [p for p in known if above[0].span[0] <= p.start < above[0].span[1]]
        if found := _financing(told, own, gazetteer, above, watched=watched):
            yield found


def _refers(told: Told) -> bool:
    """Return whether a sentence begins with what the one before it is about: "the system was supplied by V"."""
    marked = told.sentence.marked
    return cue("financed-before").match(marked) is not None or marked.startswith("T ")


def _taken_up(told: Told) -> bool:
    """Return whether money goes to something that was named before, as "for the project"."""
    text = told.block.text
    things = (m for m in told.sentence.mentions if m.letter == "T" and text[m.start : m.end].lower().startswith("the "))
    return any(text[: m.start].endswith(" for ") for m in things)


def _financing(
    told: Told, supplies: Sequence[Proposal], gazetteer: Gazetteer, above: Sequence[Told], *, watched: bool
) -> Proposal | None:
    sentence = told.sentence
    for way in _WAYS:
        for match in cue(way).finditer(sentence.marked):
            groups = match.groupdict()
            what = groups.get("what")
            priced = watched and (way == "bill-met" or (what is not None and cue("price").search(what)))
            if what is not None and not (_surveils(what) or priced):
                continue
            if what is not None and cue("own-use").search(what):
                told.reasons.append(OWN)
                return None
            if reason := guard.denial(sentence.marked, *match.span()):
                told.reasons.append(reason)
                return None
            lender = _financier(told, match, gazetteer)
            if groups.get("who") and lender is None:
                told.reasons.append(NOBODY)
                return None
            pairs = {(p.roles["supplier"], p.roles["recipient"]) for p in supplies if "supplier" in p.roles}
            here = _borrower(told, lender) or _subject(told, match)
            if above and pairs and here and here.names[0] not in {state for _, state in pairs}:
                told.reasons.append(ANOTHER)
                return None
            if len(pairs) == 1 and not (lender and lender.name in supplies[0].roles.values()):
                return _proposal(told, match, lender, supply=supplies[0])
            if len(pairs) > 1 and above:
                told.reasons.append(SEVERAL)
                return None
            borrower = here
            named = [(one, state) for one in above if (state := _borrower(one, lender))]
            alone = len({state.names for _, state in named}) == 1 and not any(map(_several, above))
            earlier = named[0] if named and alone and borrower is None else None
            state = borrower or (earlier and earlier[1])
            if state is None or lender is None or not (watched and (what or _watches(told, above))):
                told.reasons.append(UNSUPPLIED)
                return None
            made = _proposal(told, match, lender, borrower=state.names[0])
            if earlier:
                made.antecedents["borrower"] = earlier[0].block.span(earlier[1].start, earlier[1].end)
            return made
    return None


class _Lender(NamedTuple):
    """Who lends: by CURIE, or by the words of the text alone where no register has it."""

    name: str | None
    words: str


def _borrower(told: Told, lender: _Lender | None) -> Mention | None:
    """Return the one state that a sentence names besides the homes of vendors and lenders, or None."""
    sentence, text = told.sentence, told.block.text
    homes = {m.start() for m in _HOME.finditer(sentence.marked)}
    named = {
        m.names[0]: m
        for m, at in zip(sentence.mentions, sentence.places, strict=True)
        if m.letter in "SCD" and m.names and at not in homes and not (lender and text[m.start : m.end] in lender.words)
    }
    return next(iter(named.values())) if len(named) == 1 else None


def _subject(told: Told, match: re.Match[str]) -> Mention | None:
    """Return the state that stands right before the words of a financing, as who owes or borrows, or None."""
    before = _BORROWS.search(told.sentence.marked, 0, match.start())
    return told.sentence.within(before.start(), before.start() + 1)[0] if before else None


def _several(told: Told) -> bool:
    """Return whether a sentence names several states."""
    return len({m.names[0] for m in told.sentence.mentions if m.letter in "SCD" and m.names}) > 1


def _watches(told: Told, above: Sequence[Told]) -> bool:
    """Return whether a sentence, or one that it refers back to, speaks of surveillance and of no other goods."""
    marked = told.sentence.marked
    speaks = cue("about-watching").search
    said = any(speaks(one.sentence.text.lower()) for one in (told, *above))
    means = listed("means") | {"loans", "credits", "grants"}
    words = set(re.findall(r"[a-z]+", marked)) - means
    return said and not words & (listed("other-goods") | listed("other-works"))


def _surveils(words: str) -> bool:
    """Return whether what is paid for is what is supplied, and not a railway beside it."""
    watches = cue("paid-for").search(words) or cue("about-watching").search(words)
    return bool(watches) and guard.goods(words, 0, len(words)) is None


def _financier(told: Told, match: re.Match[str], gazetteer: Gazetteer) -> _Lender | None:
    if not match.groupdict().get("who"):
        return None
    inside = told.sentence.within(*match.span("who"))
    start, end = told.sentence.span(*match.span("who"))
    words = re.sub(
        r"^(?:(?:and|but|while|as|because|that|which) )?(?:(?:the|an?) )?",
        "",
        told.block.text[start:end],
        flags=re.IGNORECASE,
    )
    proper = [m.group() for m in _PROPER.finditer(words)]
    words = proper[-1].removeprefix("the ") if proper else words
    named = next((m.names[0] for m in inside if m.letter == "O" and m.names), None)
    state = next((m.names[0] for m in inside if m.letter in "SD" and m.names), None)
    if named is None and state and "government" in match["who"]:
        named = gazetteer.government(state)
    return _Lender(named, words) if named or proper else None


def _proposal(
    told: Told,
    match: re.Match[str],
    lender: _Lender | None,
    *,
    supply: Proposal | None = None,
    borrower: str | None = None,
) -> Proposal:
    """Return the financing of a supply, or of one whose supplier is not told: that is left for the reviewer."""
    span = told.sentence.span(*match.span())
    instrument = (match.groupdict().get("instrument") or "").strip()
    roles = {"financier": lender and lender.name, "borrower": borrower, "instrument": instrument}
    made = told.proposal(
        "Financing",
        {name: one for name, one in roles.items() if one},
        span,
        attitude(told.speakers, told.sentence, match.span(), "Financing"),
        proposer=supply.proposer if supply else "rules",
        finances=supply.id if supply else None,
        id=f"f{told.block.span(*span)[0]}.{supply.id if supply else borrower}",
    )
    if lender and lender.name is None:
        made.unresolved["financier"] = repr(lender.words)
    if supply is None:
        made.unresolved["finances"] = "the supply that it pays for, of which no supplier was read"
    stance = told.sentence.stance
    return made if stance is None else put(stance, made, told.who, quoted=told.quoted(made)) or made
