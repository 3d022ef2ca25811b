"""Interviews: what somebody answers to a question is their word, also where no quotation marks stand around it."""

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.prose.proposal import Proposal
from kg.prose.unread import Told

_FIRST = re.compile(r"\b(?:i|me|my|mine|i'm|i've|i'd|i'll)\b")
_ADDRESSED = re.compile(r"\b(?:did|have|had|were|was|are) you\b", re.IGNORECASE)
"""What a question asks of somebody, and not of its readers."""
_ANSWER = re.compile(r"(?:a|answer)[.:] ", re.IGNORECASE)
_SAID = {"asserted": "reported", "presupposed": "reported"}


def answers(sentences: Sequence[Told]) -> Iterator[tuple[int, int]]:
    """Yield the spans of the file that answer a question: up to the next one, or the end of the paragraph.

    Somebody says "I" in them; a list of questions that a company answers says "we", and its answers are the text's own.
    """
    held: list[Told] = []
    asked = addressed = False
    for told in (*sentences, None):
        goes_on = told is not None and held and (told.block is held[-1].block or held[-1].block.headline)
        if held and not (goes_on and not _asks(told)):
            if any(map(_first, held)) or addressed:
                yield held[0].span[0], held[-1].span[1]
            held = []
        if told is None:
            return
        if _asks(told):
            asked = True
            addressed = _ADDRESSED.search(told.sentence.text) is not None
        elif asked or held or _ANSWER.match(told.sentence.text):
            held.append(told)
            asked = False


def worded(proposals: Iterable[Proposal], sentences: Sequence[Told]) -> None:
    """Put what is claimed in an answer as the word of whoever answers, and not as the text's own."""
    spans = [*answers(sentences)]
    for proposal in proposals if spans else ():
        if any(start <= proposal.start < end for start, end in spans):
            proposal.modality = _SAID.get(proposal.modality, proposal.modality)


def _asks(told: Told | None) -> bool:
    return told is not None and told.sentence.text.rstrip("\"'”’) \n").endswith("?")


def _first(told: Told) -> bool:
    """Return whether somebody speaks of themselves in a sentence, outside quotation marks."""
    sentence = told.sentence
    text, quoted = sentence.text.lower(), sentence.quoted
    found = (sentence.start + match.start() for match in _FIRST.finditer(text))
    return any(not any(start <= at < end for start, end in quoted) for at in found)
