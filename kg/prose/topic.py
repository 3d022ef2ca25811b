"""What a marked sentence adds to the context of its document, for words of the sentences behind it."""

import re

from kg.prose import focus
from kg.prose.context import Context, Said
from kg.prose.contrast import RIVAL, STRANGER
from kg.prose.gazetteer import Mention
from kg.prose.grammar import cue
from kg.prose.host import note
from kg.prose.reference import somebody
from kg.prose.sentence import Sentence

_FIRST = re.compile(r"(?:in [^,]{1,20}, )?(?:(?:the )?D )?(?:[a-z]+ )?V(?= |,)(?! ?(?:,|and|or) (?:and |or )?V)")
_LEADS = re.compile(r"^[^VGSCD]{0,40}\b([VGSCD])\b(?! and [VGSCD])")  # the first name, which it is most likely about


def told(context: Context, sentence: Sentence) -> None:
    """Add to the context what a sentence speaks of, what it denies included."""
    sentence = sentence.whole
    technologies = tuple(dict.fromkeys(m.names[0] for m in sentence.mentions if m.letter == "T" and m.names))
    if technologies:
        context.others = () if {*technologies} >= {*context.technologies} else context.technologies
        context.technologies = technologies
    for mention, at in zip(sentence.mentions, sentence.places, strict=True):
        if not mention.names:
            continue
        name = mention.names[0]
        if mention.letter == "T" and name == "technology:video-surveillance":
            context.camera = name
        elif mention.letter == "S":
            context.state = None if cue("whence").search(sentence.marked[:at]) else name
        elif mention.letter == "G":
            context.group = name
        elif mention.letter == "I":
            context.initiative = name
        elif mention.letter == "P" and name not in context.places:
            context.places.append(name)
    named = {m.names[0] for m in sentence.mentions if m.letter in "SCD" and m.names}
    context.every |= named
    context.silent = 0 if named else context.silent + 1
    _tell_recipient(context, sentence)
    _tell_joining(context, sentence)
    vendors = note(context, sentence.marked, sentence.mentions)
    said = Said(sentence.text, sentence.start, sentence.mentions, context.vendors, context.states)
    focus.note(context, said, sentence.marked)
    context.leads = {"C": "S", "D": "S"}.get(first := "".join(_LEADS.findall(sentence.marked)), first)
    if vendors and RIVAL.match(sentence.marked):
        context.vendors, context.vendor = vendors[0].names[:1], vendors[0].names[0]
    elif vendors and STRANGER.search(sentence.marked):
        context.vendor, context.vendors = None, ()
    elif vendors:
        subject = vendors[0] if len({m.names for m in vendors}) == 1 else _subject(sentence)
        context.vendor = subject.names[0] if subject and subject.names else None


def _tell_recipient(context: Context, sentence: Sentence) -> None:
    """Add which state has surveillance, or buys it, where a sentence says so of one state alone."""
    marked = sentence.marked
    states = tuple(dict.fromkeys(m.names[0] for m in sentence.mentions if m.letter in "SCD" and m.names))
    context.states = states
    context.recipient = None
    watching = cue("watching").search(marked) is not None
    if len(states) == 1:
        if cue("buyer").search(marked):
            context.buyer, context.ordered = states[0], watching
        told = watching and not somebody(marked) and not marked.rstrip().endswith("?") and cue("has-it").search(marked)
        if told and not any(cue(name).search(marked) for name in ("negation", "condition", "plan", "possible")):
            context.recipient = states[0]
    elif cue("buyer").search(marked):
        context.buyer, context.ordered = None, False
    elif not states and cue("lot").search(marked):
        context.ordered = watching
    elif not states:
        context.ordered |= watching


def _tell_joining(context: Context, sentence: Sentence) -> None:
    """Add of which initiative a sentence tells the members; what goes on with them tells of the same."""
    named = {m.names[0] for m in sentence.mentions if m.letter == "I" and m.names}
    others = any(m.letter in "OVT" for m in sentence.mentions)
    if cue("tells-members").search(sentence.marked) is None or (others and not named) or len(named) > 1:
        context.joining = None
    elif named:
        context.joining = named.pop()


def _subject(sentence: Sentence) -> Mention | None:
    """Return the one vendor a sentence with several is about: the first word of it, but for what leads to it."""
    first = _FIRST.match(sentence.marked)
    return sentence.within(first.end() - 1, first.end())[0] if first else None
