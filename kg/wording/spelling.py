"""A text with misspelled words, put right where one reading alone is possible."""

import re
from collections.abc import Iterator
from itertools import product

from kg.evidence.mention import Names
from kg.wording.lexicon import Lexicon

_NAME = 6
"""The least letters of a misspelled word of a name."""
_LONG = 10
"""From how many letters on two may be off."""
_WORD = 7
"""The least letters of a misspelled word of the lexicon."""
_DOUBLED = 5
"""The least letters of one in which a letter is doubled that should not be, or the other way round."""
_MOST = 4
"""How many words one may have been meant as, at most."""


def readings(names: Names, known: Lexicon, text: str, strange: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield each way to put the strange words of a text right, with what is told of it; none where a word has none.

    A word may have been meant as each known one that a letter, or of a long word two, make of it.
    """
    meant = [(word, each) for word in strange if (each := near(names, known, word))]
    if not meant or any(len(each) > _MOST for _, each in meant):
        return
    for chosen in product(*(each for _, each in meant)):
        made = text
        for (word, _), right in zip(meant, chosen, strict=True):
            made = made.replace(word, right)
        told = ", ".join(f"{word!r} as {right!r}" for (word, _), right in zip(meant, chosen, strict=True))
        yield made, told


def near(names: Names, known: Lexicon, word: str) -> list[str]:
    """Return the words of names and of the lexicon that a misspelled one may have been meant as, the nearest alone.

    A word of the lexicon has a letter more or less, or two changed over: with one letter for another most words are
    others, as lifted and listed are.
    """
    from rapidfuzz.distance import OSA

    wanted = word.casefold()
    most = 2 if len(wanted) >= _LONG else 1
    begun = [form for form in names.parts() if form[0] == wanted[0]] if len(wanted) >= _NAME else []
    scored = [(far, names.written(form)) for form in begun if (far := OSA.distance(wanted, form)) <= most]
    scored += [(1, form) for form in known.words if form[0] == wanted[0] and " " not in form and is_slip(wanted, form)]
    scored = [(far, form) for far, form in scored if not _twin(known, form)]
    least = min((far for far, _ in scored), default=0)
    return sorted({form for far, form in scored if far == least})


def _twin(known: Lexicon, form: str) -> bool:
    """Return whether a form is one that nobody writes beside another with its letter doubled: baning, banning."""
    doubled = re.sub(r"(.)(ing|ed)$", r"\1\1\2", form)
    return doubled != form and doubled in known.words


def is_slip(one: str, other: str) -> bool:
    """Return whether a word is another but for a letter more or less or two changed over; a short one for a doubled.

    One letter for another is a slip where the wrong one of two neighbors is doubled.

    >>> is_slip("baned", "banned"), is_slip("tecnology", "technology"), is_slip("lifted", "listed")
    (True, True, False)
    >>> is_slip("supllies", "supplies")
    True
    """
    if abs(len(one) - len(other)) > 1 or len(one) < _DOUBLED:
        return False
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    if len(one) == len(other):
        turned = one[:at] + one[at + 1 : at + 2] + one[at : at + 1] + one[at + 2 :]
        doubled = at > 0 and one[at : at + 1] == one[at + 1 : at + 2] and other[at : at + 1] == other[at - 1]
        moved = doubled and one[at + 1 :] == other[at + 1 :]
        return one != other and len(one) >= _WORD and (turned == other or moved)
    longer, shorter = sorted((one, other), key=len, reverse=True)
    if longer[:at] + longer[at + 1 :] != shorter:
        return False
    return len(one) >= _WORD or longer[at] in longer[at - 1 : at] + longer[at + 1 : at + 2]
