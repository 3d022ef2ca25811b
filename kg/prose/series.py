"""Counts in a row: figures of other technologies behind one that was read, and those in brackets behind each.

"T is used by governments in 64 states, T in 56", "T was found in 52 states, against 64 for T", "T (N states), T (N)".
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from kg.prose import guard, tally
from kg.prose.gazetteer import Mention
from kg.prose.proposal import Proposal
from kg.prose.sentence import LONGEST
from kg.prose.unread import Told
from kg.prose.voice import Voice, attitude

Roles = dict[str, str | list[str] | bool | None]

_STATES = r"(?: (?:countries|nations|states|governments))?"
_END = r"(?=[.,;:)]|$| (?:and|while|but|against|versus)\b)"
_JOINED = r"(?:[,;] ?(?:and |while |but )?| and | while )(?:the )?"
_BY = r"(?: (?:in|by|with|to|at|among|across))?(?: (?:just|only|some|about|over))?"
_NEXT = re.compile(rf"{_STATES}{_JOINED}(?:of )?(?P<topic>T)(?: with [a-z-]+)?{_BY} (?P<figure>N){_STATES}{_END}")
"""What follows a figure and goes on in the same way."""
_AGAINST = re.compile(
    rf"{_STATES},? (?:against|compared (?:with|to)|versus|but|and) (?P<figure>N){_STATES}"
    rf" (?:for|with|in the case of) (?P<topic>T){_END}"
)
_BRACKETS = re.compile(
    r"(?P<topic>T)(?: [a-z]+)? \((?:in |used in )?(?P<figure>N)(?P<noun> (?:countries|nations|states))?\)"
)
_ROW = re.compile(
    rf"\)?{_STATES}(?:[,;] ?(?:(?:next|then) (?:are|is|come|comes|came|follow) |followed by |and |then |next )?| and )"
    rf"(?:the )?(?P<topic>T) \((?:in |used in )?(?P<figure>N){_STATES}(?=\))"
)
"""What follows a figure of states and goes on with figures in brackets: "; next are T (N) and T (N)"."""
_USING = re.compile(
    r"\b(?:use[sd]?|using|deploy(?:s|ed|ing)?|adopt(?:s|ed|ing)?|employ(?:s|ed|ing)?|in use|appl(?:y|ies|ied))\b"
)


def serial(sentences: Sequence[Told], counts: Iterable[Proposal]) -> Iterator[Proposal]:
    """Yield the counts that go on with one of ``counts`` in its sentence, and those of a row in brackets.

    A row in brackets is read where one of its figures says that it counts states, and the sentence or the one before
    speaks of use.
    """
    known = [one for one in counts if one.kind == "CountObservation" and one.figure is not None]
    for before, told in pairwise([None, *sentences]):
        if told is None or len(told.sentence.marked) > LONGEST or told.sentence.marked.rstrip().endswith("?"):
            continue
        start, end = told.span
        here = [one for one in known if start <= one.start < end]
        taken = {one.figure for one in here}
        for made in (more for one in here for more in _following(told, one)):
            if made.figure not in taken:
                taken.add(made.figure)
                yield made
        yield from _bracketed(told, before, here)


def _following(told: Told, first: Proposal) -> Iterator[Proposal]:
    """Yield what goes on behind the figure of a count of users, one after the other."""
    sentence, figure = told.sentence, next((m for m in told.sentence.mentions if m.start == first.figure), None)
    if figure is None or first.roles.get("counted") != "quantity:states-using" or not first.roles.get("technology"):
        return
    at = sentence.places[sentence.mentions.index(figure)] + 1
    while (
        match := _NEXT.match(sentence.marked, at)
        or _ROW.match(sentence.marked, at)
        or _AGAINST.match(sentence.marked, at)
    ):
        topic, figure = _ends(told, match)
        if not topic.names or tally.figure(sentence, match.start("figure")) is not None:
            return
        roles: Roles = {name: first.roles[name] for name in ("counted", "scope") if name in first.roles}
        made = _counted(told, roles | {"technology": topic.names[0]}, topic, figure, (None, first.modality))
        made.voice, made.claimed_by = first.voice, first.claimed_by
        yield made
        at = match.end("figure")


def _bracketed(told: Told, before: Told | None, here: Sequence[Proposal]) -> Iterator[Proposal]:
    """Yield the counts of a row in which a figure of states stands in brackets behind each technology."""
    marked = told.sentence.marked
    row = [*_BRACKETS.finditer(marked)]
    about = _USING.search(marked) or (before and before.block is told.block and _USING.search(before.sentence.marked))
    if len(row) < 2 or not any(match["noun"] for match in row) or not about or guard.denial(marked, 0, len(marked)):
        return
    taken = {one.figure for one in here}
    for match in row:
        topic, figure = _ends(told, match)
        if topic.names and figure.start not in taken:
            roles: Roles = {"counted": "quantity:states-using", "technology": topic.names[0]}
            said = attitude(told.speakers, told.sentence, match.span(), "CountObservation")
            made = _counted(told, roles, topic, figure, said)
            made.heading = told.span if _USING.search(marked) or before is None else before.span
            yield made


def _ends(told: Told, match: re.Match[str]) -> tuple[Mention, Mention]:
    (topic,), (figure,) = (told.sentence.within(*match.span(group)) for group in ("topic", "figure"))
    return topic, figure


def _counted(told: Told, roles: Roles, topic: Mention, figure: Mention, attitude: tuple[Voice | None, str]) -> Proposal:
    span = min(topic.start, figure.start), max(topic.end, figure.end)
    made = told.proposal("CountObservation", roles, span, attitude, figure, figure)
    made.id = f"s{made.start}"
    return made
