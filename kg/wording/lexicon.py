"""The words of readers: every form of every entry of ``queries/words.toml``, and what each stands for."""

import re
from functools import lru_cache
from typing import NamedTuple

from kg.evidence.mention import vocabulary

INFLECTED = ("types", "gives", "takes", "customers", "persons", "words")


class Word(NamedTuple):
    """What a form stands for: the section it stands in, the concept, and whether it is a past or a present form."""

    section: str
    concept: str
    form: str
    """``past`` (sold), ``going`` (selling), or empty."""


class Lexicon(NamedTuple):
    """The forms of words, folded and parted by blanks, and the words in the longest of them."""

    words: dict[str, Word]
    longest: int
    about: tuple[str, ...]
    """CURIEs of what the whole graph is about; the first is the one that they stand for."""
    silent: frozenset[str]
    """Registers whose labels are descriptions and no names."""
    conditions: frozenset[str]
    """The words that say to what a thing is related, without a name."""


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return every form of the vocabulary; where two sections have one form, the earlier section keeps it."""
    written = vocabulary()
    words: dict[str, Word] = {}
    for form in entries(written["little"]):
        words.setdefault(form, Word("little", "", ""))
    for form in entries(written["about_words"]):
        words[form.casefold()] = Word("about", "", "")
    for concept, text in written["grammar"].items():
        for form in entries(text):
            words[form] = Word("grammar", concept, "")
    for section in INFLECTED:
        for concept, text in written[section].items():
            for entry in entries(text):
                for form, kind in inflected(entry):
                    if kind and section in ("types", "customers", "persons"):
                        continue
                    words.setdefault(form, Word(section, concept, kind))
    longest = max(form.count(" ") + 1 for form in words)
    about, silent, conditions = (written[key].split() for key in ("about", "silent", "conditions"))
    return Lexicon(words, longest, tuple(about), frozenset(silent), frozenset(conditions))


def entries(text: str) -> list[str]:
    """Return the entries of a list of the vocabulary, which commas part."""
    return [" ".join(each.split()) for each in text.split(",") if each.strip()]


def inflected(entry: str) -> list[tuple[str, str]]:
    """Return the forms of an entry and what each is; irregular forms follow the entry, parted by a slash.

    >>> [form for form, _ in inflected("sell/sold")]
    ['sell', 'sells', 'selling', 'sold']
    """
    base, *irregular = entry.split("/")
    head, _, word = base.rpartition(" ")
    found = [(base, "")]
    if re.search(r"[^aeiou]y$", word):
        forms = [(f"{word[:-1]}ies", ""), (f"{word}ing", "going"), (f"{word[:-1]}ied", "past")]
    elif word.endswith("e"):
        forms = [(f"{word}s", ""), (f"{word[:-1]}ing", "going"), (f"{word}d", "past")]
    else:
        plural = f"{word}es" if re.search(r"(s|x|z|ch|sh)$", word) else f"{word}s"
        forms = [(plural, ""), (f"{word}ing", "going"), (f"{word}ed", "past")]
        if re.search(r"(^|[^aeiou]|qu)[aeiou][^aeiouwxy]$", word):
            forms += [(f"{word}{word[-1]}ing", "going"), (f"{word}{word[-1]}ed", "past")]
    if irregular:
        forms = [each for each in forms if each[1] != "past"]
    found += [(f"{head} {form}".strip(), kind) for form, kind in forms]
    return [*found, *((form, "past") for form in irregular)]
