"""Interviews: what somebody answers to a question is their word, also where no quotation marks stand around it."""

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.prose.proposal import Proposal
from kg.prose.unread import Told

_FEW = 4
"""The sentences of a paragraph from which on it is none that only asks."""
_FIRST = re.compile(r"\b(?:i|me|my|mine|i'm|i've|i'd|i'll)\b")
_ADDRESSED = re.compile(r"\b(?:did|have|had|were|was|are) you\b", re.IGNORECASE)
"""What a question asks of somebody, and not of its readers."""
_DIALOG = re.compile(
    r"(?:a: )?(?:yes|no|well|exactly|correct|right|indeed|certainly|absolutely|partly"
    r"|not (?:quite|really|at all|only|any ?more)|of course|hardly|perhaps|maybe|both|neither|never|oh)\b[.,:;!]",
    re.IGNORECASE,
)
"""With what somebody answers who is asked."""
_TALK = re.compile(
    r"\b(?:interview(?:s|ed)?|(?:a|in) conversation|a talk with|talks? to us"
    r"|(?:spoke|talked|met) (?:to|with|her|him|them)|we (?:asked|met|spoke|talked|called)|q ?(?:&|and) ?a)\b",
    re.IGNORECASE,
)
"""What says of a text that somebody is asked in it."""
_OURS = re.compile(r"\b(?:we|our|ours|us)\b", re.IGNORECASE)
_ANSWER = re.compile(r"(?:a|answer)[.:] ", re.IGNORECASE)
_TURN = re.compile(r"(?P<who>[A-Z][\w'\u2019-]+(?: [A-Z][\w'\u2019.-]+){0,2}): ")
_ARTICLES = ("The", "A", "An", "This", "That", "Our", "Your")
_LABELS = ("Answer", "Question", "Note", "Correction", "Update", "Editor", "Source", "Example")
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


def paragraphs(sentences: Sequence[Told]) -> Iterator[tuple[int, int]]:
    """Yield the spans of the file that answer questions which are paragraphs of their own, though nobody is named.

    Somebody answers where a question is put to "you", an answer begins as speech does or says "I", or the text calls
    itself a talk; what "we" and nobody else answer is the list of questions of whoever wrote it.
    """
    blocks: list[list[Told]] = []
    for told in sentences if any(map(_asks, sentences)) else ():
        if blocks and blocks[-1][-1].block is told.block:
            blocks[-1].append(told)
        else:
            blocks.append([told])
    asked = [at for at, block in enumerate(blocks) if _asks(block[-1]) and len(block) < _FEW]
    ends = [*asked[1:], len(blocks)] if asked else []
    cut = [[*_before_heading(blocks[at + 1 : end])] for at, end in zip(asked, ends, strict=True)]
    said = [told for answer in cut for block in answer for told in block]
    spoken = any(map(_first, said)) or any(_ADDRESSED.search(t.sentence.text) for at in asked for t in blocks[at])
    spoken = spoken or (len(asked) > 1 and any(_TALK.search(told.sentence.text) for told in sentences))
    spoken = spoken or any(_DIALOG.match(answer[0][0].sentence.text) for answer in cut if answer)
    ours = any(_OURS.search(told.sentence.text) for told in said) and not any(map(_first, said))
    if spoken and (len(asked) > 1 or not ours):
        for answer in cut:
            held = [one for block in (answer if len(asked) > 1 else answer[:1]) for one in block]
            if held:
                yield held[0].span[0], held[-1].span[1]


def _before_heading(blocks: Sequence[list[Told]]) -> Iterator[list[Told]]:
    """Yield the paragraphs up to a heading of more than one word; a short answer looks like a heading of one."""
    for number, block in enumerate(blocks):
        if number and block[0].block.headline and " " in block[0].sentence.text.strip():
            return
        yield block


def turns(sentences: Sequence[Told]) -> Iterator[tuple[int, int]]:
    """Yield the spans of the file that a name with a colon gives to somebody: "Doe: …", up to whoever speaks next.

    It is a person's where it answers a question, or where it ends a longer name elsewhere: "a talk with Jane Doe".
    """
    found = [_turn(told) for told in sentences]
    labels = {name for name in found if name}
    text = " ".join(told.sentence.text for told in sentences) if labels else ""
    people = {name for name in labels if _person(name, text)}
    people |= {name for told, name in zip(sentences, found[1:], strict=False) if name and _asks(told)}
    begun: Told | None = None
    last: Told | None = None
    for told, name in zip((*sentences, None), (*found, ""), strict=True):
        if begun and last and (told is None or name or _asks(told) or told.block.headline):
            yield begun.span[0], last.span[1]
            begun = None
        if told is not None and name in people:
            begun = told
        last = told


def _turn(told: Told | None) -> str:
    """Return the name with a colon with which a paragraph begins, where no register has it, or nothing."""
    found = _TURN.match(told.sentence.text) if told else None
    if told is None or found is None or told.sentence.start > 0:
        return ""
    named = any(m.letter in "VGSDCTN" and m.start < found.end() for m in told.here)
    return "" if named or found["who"] in _LABELS else found["who"]


def _person(label: str, text: str) -> bool:
    """Return whether a text has a longer name that ends as a label does: "Jane Doe" for "Doe"."""
    before = re.findall(rf"\b([A-Z][\w'\u2019-]+) {re.escape(label)}\b(?!:)", text)
    return text.count(f"{label}: ") > 1 and any(word not in _ARTICLES for word in before)


def worded(proposals: Iterable[Proposal], sentences: Sequence[Told]) -> None:
    """Put what is claimed in an answer as the word of whoever answers, and not as the text's own."""
    spans = [*answers(sentences), *turns(sentences), *paragraphs(sentences)]
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
