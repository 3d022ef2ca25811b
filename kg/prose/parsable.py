"""Which sentences are parsed, and what of each: all but what only says where, when or by whom it is told."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.prose import grid
from kg.prose.aside import asides
from kg.prose.belonging import belongings
from kg.prose.dependency import LONGEST
from kg.prose.excerpt import Excerpt, excerpt
from kg.prose.introduction import introductions, together
from kg.prose.pairing import WARES
from kg.prose.sentence import Sentence
from kg.prose.token import joined, made
from kg.prose.unread import Told
from kg.prose.voice import amid

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_DATELINE = re.compile(
    r"[A-Z][A-Z\u00c0-\u00dc'. -]{2,30}(?:(?:,| and|/) ?[A-Z][\w'. -]{2,30})?"
    r"(?:, (?:[0-9]{1,2} [A-Z][a-z]{2,8}\.?|[A-Z][a-z]{2,8}\.? [0-9]{1,2}))?"
    r"(?: \([A-Za-z ]{2,20}\))? ?[-\u2013\u2014]+ (?=[A-Z\"])"
)
"""The place and day with which a dispatch begins: "MAPUTO, June 4 – "."""

_AND = " and "


def excerpt_of(sentence: Sentence) -> Excerpt:
    """Return what of a sentence is parsed: all but dateline, contrasts, who speaks in its midst, who a firm is."""
    spans = [*sentence.contrasts, *amid(sentence), *asides(sentence), *introductions(sentence)]
    text = sentence.text
    swaps = [(start, end, _AND) for start, end in together(sentence)]
    for (start, end), read, deed in belongings(sentence):
        swaps.append((start, end, read))
        spans.append(deed)
    for start, end, word in swaps:
        at = start - sentence.start
        text = text[:at] + word + text[at + len(word) :]
        spans.append((start + len(word), end))
    if dateline := _DATELINE.match(sentence.text):
        spans.append((sentence.start, sentence.start + dateline.end()))
    return excerpt(text, ((start - sentence.start, end - sentence.start) for start, end in spans))


def docs(nlp: "Language", excerpts: Iterable[Excerpt]) -> Iterator["Doc"]:
    """Yield the words of excerpts for the parser, with a sentence begun behind each semicolon outside of brackets."""
    for one in excerpts:
        doc = joined(made(nlp, one.text))
        depth = 0
        for before, token in pairwise(doc):
            depth += (before.text == "(") - (before.text == ")")
            token.is_sent_start = before.text == ";" and depth == 0
        yield doc


def worth(told: Told) -> bool:
    """Return whether a sentence names, or refers back to, what a claim may be made of."""
    letters = {mention.letter for mention in told.sentence.mentions}
    marked = told.sentence.marked.rstrip()
    states = bool(letters & set("SCDNOP") or told.before or told.makers)
    ends = states and bool(letters & set("VGTDI") or WARES.search(marked))
    return ends and not marked.endswith("?") and marked.count(" ") < LONGEST and not grid.columned(told.sentence.text)
