"""Sentences and clauses of the first person that say who asks and for what: my editor asks for it, I need it tonight.

They are told by their shape and not by their words. In each the answer is "it" as a whole, or is not spoken of, so
that no row can be told from another by it. Whatever else stands there is read: a name, a number, a denial, a word of
the library, rows in the plural ("ones", "them"), a noun without an article ("I care about islands"), or one that the
asker looks for ("I look for an island").
"""

import re
from collections.abc import Sequence

from kg.evidence.mention import Names
from kg.wording.item import NUMBERS
from kg.wording.lexicon import Lexicon

_MARKS = re.compile(r"[.!?;:]+(?=\s|$)|,(?=\s)|\s[-–—]+\s|[()]")
_WORD = re.compile(r"[^\W_]+(?:[-.][^\W_]+)*", re.UNICODE)
_LINKS = ("and", "but", "so", "because", "since", "as", "if")
_REASONS = ("so", "because", "since", "as")
_SELF = ("i", "we")
_OWN = ("my", "our")
_ARTICLES = ("a", "an")
_WHOLE = ("it", "this", "that")
_BE = ("am", "are", "is", "was", "were", "m", "re", "s")
_HELP = ("will", "would", "can", "could", "may", "must", "should", "have", "has", "had", "do", "ll", "d", "ve", "just")
_WISH = ("need", "want")
_TOWARD = ("for", "in", "on", "at", "by", "with", "to", "from", "before", "until", "about", "of")
_SOON = ("today", "tonight", "tomorrow", "now", "soon", "urgently", "quickly", "again", "here", "too", "badly")
_OFTEN = ("once", "twice", "again", "still")
_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "noon", "midnight")
_NEVER = (*_TOWARD, *_WHOLE, *_ARTICLES, *_OWN, *_SELF, "the", "ones", "one", "them", "these", "those", "they", "their")
_WORK = ("article", "agency", "source", "report", "deployment")
"""Words of the library for what an asker works on or for: an article, a ministry, a report."""
_OWNED = (*_WORK, "vendor", "state", "group")
"""Those for what he has of his own besides: my company, our government."""


def without(names: Names, known: Lexicon, text: str) -> str:
    """Return a text without the sentences and clauses that tell of the asker alone; as it is where none does."""
    kept, start = "", 0
    for stop, after in [*(mark.span() for mark in _MARKS.finditer(text)), (len(text), len(text))]:
        if is_aside(names, known, _WORD.findall(text[start:stop])):
            kept = f"{kept.rstrip(' ,(–—-')} " if kept else ""
        else:
            kept += text[start:after]
        start = after
    return kept if _WORD.search(kept) else text


def is_aside(names: Names, known: Lexicon, words: Sequence[str]) -> bool:
    """Return whether the words of a clause have the shape of one that tells of the asker alone."""
    rest = [word.casefold() for word in words]
    reason = bool(rest) and rest[0] in _REASONS
    rest = rest[1:] if rest and rest[0] in _LINKS else rest
    if not rest or rest[0] not in (*_SELF, *_OWN, *_WISH):
        return False
    if any(names.meanings(word) or re.fullmatch(r"\d+", word) or (n and _named(word)) for n, word in enumerate(words)):
        return False
    if len(rest) > 1 and rest[0] in _WISH and rest[1] in _WHOLE:
        return _adjuncts(known, rest[2:], whole=True)
    if rest[0] in _SELF:
        return _told(known, rest[1:], own=False) or (reason and _purpose(known, rest[1:]))
    if len(rest) > 2 and rest[0] in _OWN and _is_noun(known, rest[1], _OWNED):
        two = _is_noun(known, rest[2]) and any(word in _WHOLE for word in rest) and _told(known, rest[3:], own=True)
        return two or _told(known, rest[2:], own=True)
    return False


def _told(known: Lexicon, rest: Sequence[str], *, own: bool) -> bool:
    """Return whether what follows a first person says nothing that tells one row from another.

    Of what is the asker's own ``own`` holds: that my focus is shipping would tell, that my editor is asking for it not.
    """
    at, being = 0, False
    while at < len(rest) and (rest[at] in _HELP or rest[at] in _BE):
        being, at = rest[at] in _BE, at + 1
    if at and at == len(rest):
        return not being
    rest = rest[at:]
    if being and not own and rest[0] in _ARTICLES:
        return _adjuncts(known, ["for", *rest], whole=True)
    if not rest or not _is_verb(known, rest[0]) or (being and not rest[0].endswith("ing")):
        return False
    rest = rest[1:]
    rest = rest[1:] if len(rest) > 1 and rest[0] in _TOWARD and rest[1] in _WHOLE else rest
    whole = bool(rest) and rest[0] in _WHOLE
    return (whole or not (own and being)) and _adjuncts(known, rest[1:] if whole else rest, whole=whole)


def _purpose(known: Lexicon, rest: Sequence[str]) -> bool:
    """Return whether the asker has to do something with one thing that the library does not know: to draw a map."""
    if len(rest) < 4 or rest[0] not in ("have", "need", "want", "must", "had") or rest[1] != "to":
        return False
    thing = rest[3:]
    article = thing[0] in (*_ARTICLES, *_OWN, "the") and len(thing) in (2, 3)
    return _is_verb(known, rest[2]) and article and all(_is_noun(known, word, _WORK) for word in thing[1:])


def _adjuncts(known: Lexicon, rest: Sequence[str], *, whole: bool) -> bool:
    """Return whether only times and purposes follow: for tonight, by Friday, for my thesis; of "it", for a report."""
    at = 0
    while at < len(rest):
        toward = rest[at] in _TOWARD
        follows = rest[at + 1 : at + 4] if toward else rest[at : at + 1]
        if follows and (follows[0] in _SOON or (toward and follows[0] in _WEEK)):
            at += 1 + toward
            continue
        purpose = whole and rest[at] == "for" and bool(follows) and follows[0] in _ARTICLES
        own = toward and bool(follows) and follows[0] in _OWN
        if not (own or purpose) or len(follows) < 2 or not _is_noun(known, follows[1], _OWNED if own else _WORK):
            return False
        at += 4 if len(follows) > 2 and follows[2] not in _SOON and _is_noun(known, follows[2]) else 3
    return True


def _is_noun(known: Lexicon, word: str, kinds: Sequence[str] = ()) -> bool:
    """Return whether a word can be a noun that the library does not know, or is one of such kinds."""
    meant = known.words.get(word)
    if word in _NEVER or (meant is not None and meant.section == "grammar"):
        return False
    return meant is None or meant.section == "little" or meant.concept in kinds


def _is_verb(known: Lexicon, word: str) -> bool:
    """Return whether a word can be a verb that the library does not know: no number, and no adverb."""
    meant = known.words.get(word)
    other = word in _NEVER or word in NUMBERS or word in _OFTEN or word.endswith("ly")
    return not other and (meant is None or meant.section == "little")


def _named(word: str) -> bool:
    """Return whether a word within a clause is written as a name is; days of the week are, and the first person."""
    return word[0].isupper() and word != "I" and word.casefold() not in _WEEK
