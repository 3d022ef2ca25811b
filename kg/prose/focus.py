"""The firm that a sentence points back to: the only one that was named shortly before and can be meant.

"Shares in V rose. Kenya's police are a customer of the company": whatever V was named for, no other firm was spoken of.
Where two were named since, or another without its name ("a rival firm"), nothing is pointed to.
"""

import re
from collections.abc import Mapping, Sequence

from kg.prose.context import Context, Said
from kg.prose.gazetteer import Mention, counted_from
from kg.prose.grammar import known, listed
from kg.prose.token import Token
from kg.prose.unregistered import capitalized

FAR = 3
"""The sentences back in which a firm may have been named."""
_HEADS = listed("firm-again")
_NAMELESS = re.compile(
    r"^(?:it|they|its|their|he|she) [^;:]{0,60}\bV\b|(?<!V, )(?<!V is )(?<!V was )"
    r"\b(?:an?|another|one|some|two|three|several|other|many|each|rival|competing|its) (?:[a-zDN-]+ ){0,3}"
    rf"(?:{'|'.join(sorted(_HEADS | listed('firm-nouns')))}|rivals?|competitors?|subsidiary|group|partner|bank|insurer"
    r"|importer|reseller)\b"
)
"""A firm that is spoken of without its name, or by a pronoun beside one that is named."""
_GOES_ON = ("of", "that", "which", "who", "whose", "behind", "called", "named", "for", "in", "from", ",", "based")
"""What behind "the company" may say which one it is."""
_BARE = ("of", "in", "for", "from")
_POINTED = ("the", "this", "that")
_ADJECTIVES = 2
_FROM = ("from", "by")
_CHOSE, _THEIRS = listed("given-an-order"), listed("of-a-seller")


def note(context: Context, said: Said, marked: str) -> None:
    """Add to a context a sentence, and whether it speaks of a firm without a name."""
    context.spoken = (*context.spoken[1 - FAR :], said)
    context.nameless = 0 if nameless(marked) else context.nameless + 1


def nameless(marked: str) -> bool:
    """Return whether a marked sentence speaks of a firm without its name."""
    return _NAMELESS.search(marked) is not None


def focus(context: Context) -> str | None:
    """Return the one firm that was named in the last sentences, where no other can be meant; or None."""
    named = {name for one in context.spoken for name in one.vendors}
    if len(named) != 1:
        return None
    since = next(back for back, one in enumerate(reversed(context.spoken)) if one.vendors)
    strange = any(_stranger(one) for one in context.spoken[-1 - since :])
    return next(iter(named)) if context.nameless > since and not strange else None


def country(context: Context) -> str | None:
    """Return the one state that was named in the last sentence that names any; None where it names several."""
    named = next((one.states for one in reversed(context.spoken) if one.states), ())
    return named[0] if len(named) == 1 else None


def _stranger(said: Said) -> bool:
    """Return whether a sentence has a name that no register has and that may be a firm's."""
    names = capitalized(said.text, counted_from(said.start, said.mentions))
    words = (one.core.split()[0].lower() for one in names if one.start or _coined(one.core))
    return any(word not in listed("first-names") for word in words)


def _coined(core: str) -> bool:
    """Return whether words that open a sentence are a name, and have their capital letter not from there alone."""
    low = core.lower()
    return " " in core or not (low in known() or low.endswith(("s", "ing", "ed", "ly")))


def again(
    tokens: Sequence[Token], words: Sequence[str], at: int, by_start: Mapping[int, Mention], context: Context
) -> tuple[int, str] | None:
    """Return where the words end that point back to a firm from a place, and the firm; or None.

    The sentence names no firm itself.
    """
    word = words[at]
    if word not in (*_POINTED, "it", "its") or any(m.letter in "VG" for m in by_start.values()):
        return None
    name = focus(context)
    if name is None:
        return None
    if word in _POINTED:
        stop = _phrase(tokens, words, at, by_start)
    elif word == "it":
        stop = tokens[at].end if _meant(words, at) else 0
    else:
        stop = tokens[at].end if (words[at + 1 : at + 2] or [""])[0] in _THEIRS else 0
    return (stop, name) if stop else None


def _phrase(tokens: Sequence[Token], words: Sequence[str], at: int, by_start: Mapping[int, Mention]) -> int:
    """Return where "the Chinese company" ends that has nothing behind it that says which one it is; else 0."""
    head = at + 1
    while head < len(words) and words[head] not in _HEADS:
        named = by_start.get(tokens[head].start)
        if head - at > _ADJECTIVES or (named and named.letter != "D") or not words[head][:1].isalpha():
            return 0
        if not named and words[head] not in ("same", "new") and words[head] not in listed("company-words"):
            return 0
        head += 1
    if head >= len(words):
        return 0
    after = words[head + 1] if head + 1 < len(words) else ""
    follows = tokens[head + 1] if head + 1 < len(tokens) else None
    if after in _BARE and follows is not None:
        return 0
    capital = follows is not None and follows.text[:1].isupper()
    return 0 if after in _GOES_ON or capital else tokens[head].end


def _meant(words: Sequence[str], at: int) -> bool:
    """Return whether "it" is who is given an order, or from whom something comes."""
    before, after = words[at - 1] if at else "", (words[at + 1 : at + 2] or ["."])[0]
    if before in _CHOSE:
        return after in ("a", "an", "the", "to", "for", "with", "as") or after[:1] in "$€£0123456789" or after == "N"
    return before in _FROM and after in (".", ",", ";", "in", "since", "for", "last", "under", "to", "a", "and", "ha")
