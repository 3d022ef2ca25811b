"""Of which states a figure counts some: of a region, of all, or of a part that no scope stands for.

"Nine African states use it" says nothing of the number of states that do, nor do "nine of the rich countries" and
"in the Gulf, nine states": held against the figure of all states each would look like a mistake.
"""

import re

from kg.prose.grammar import cue
from kg.prose.number import figures
from kg.prose.sentence import Sentence, normal
from kg.prose.token import lowered

_SOME = re.compile(r", (?:N|most|many|some|several|half|nearly all) of (?:them|which|these|those|whom)\b[^,]*,")
"""What is told of some of those counted, between commas."""
_FEW = 20
"""The most states that are named in a row and then spoken of by their number."""
_OF_UNION = re.compile(r" of (?:the )?I\b")


def of_some(sentence: Sentence, span: tuple[int, int], at: int, *, initiative: bool) -> tuple[str | None, str]:
    """Return the region whose states a figure counts, or the words for a part of the states that no scope stands for.

    None and no words where it counts among all, or among those that a source looked at. ``span`` is what counts in the
    marked sentence, ``at`` where its figure stands. ``initiative`` says that the count is itself of the members of an
    initiative, which is no part then.
    """
    if region := _region(sentence, *span):
        return region, ""
    found = cue("figure-of").match(sentence.marked, at)
    if found:
        region, words = _kind(sentence, found, initiative=initiative)
        if region or words:
            return region, words
    return _before(sentence, span[0])


def of_those_named(text: str, figure: int | None) -> bool:
    """Return whether a figure is that of states that were named: "all three states", "the two countries use it too".

    It says how many are spoken of, and nothing of how many there are.
    """
    those = cue("those-named").finditer(lowered(normal(text)))
    return figure is not None and any(one.lower == figure <= _FEW for each in those for one in figures(each["few"]))


def unscoped(words: str) -> dict[str, str]:
    """Return what is told, by role, of the words for a part of the states; nothing where there are none."""
    return {"scope": f"{words!r}: a part of the states, which no scope stands for"} if words else {}


def _kind(sentence: Sentence, found: re.Match[str], *, initiative: bool) -> tuple[str | None, str]:
    """Return what the words around the noun tell apart: African states, rich countries, members of the EU."""
    inside = sentence.within(*found.span("kind"))
    if region := next((name for m in inside for name in m.names if name.startswith("region:")), None):
        return region, ""
    kept = [word for word in found["kind"].split() if not cue("none-apart").fullmatch(word) and word not in ("N", "I")]
    union = _OF_UNION.match(found["rest"]) or (found["noun"].startswith("member") and "I" in found["kind"].split())
    if union and not initiative:
        return None, "members"
    if kept and not any(m.letter in "SGV" for m in inside):
        return None, _words(sentence, *found.span("kind"))
    within = sentence.within(*found.span("rest")) if cue("in-region").match(found["rest"]) else ()
    if region := next((m.names[0] for m in within if m.letter == "R"), None):
        return region, ""
    there = cue("that-region").match(found["rest"])
    return None, f"of the {there['where']}" if there else ""


def _before(sentence: Sentence, start: int) -> tuple[str | None, str]:
    """Return what stands before a figure as where it was counted: in Africa, in the Gulf, among democracies."""
    found = cue("counted-in").search(sentence.marked, 0, start)
    if found is None or found.end() != start:
        return None, ""
    inside = sentence.within(*found.span("which"))
    names = [name for m in inside for name in m.names]
    if len(names) == 1 and names[0].startswith("region:"):
        narrow = found["else"] or re.sub(r"\b(?:the|all|R|D)\b", "", found["which"]).strip()
        return (None, _words(sentence, *found.span("which"))) if narrow else (names[0], "")
    other = any(m.letter in "SCPN" for m in inside) or cue("no-place").search(found["which"])
    if other and not any(m.letter == "I" for m in inside):
        return None, ""
    return None, _words(sentence, *found.span("which"))


def _region(sentence: Sentence, start: int, end: int) -> str | None:
    """Return the region in which those counted are, and not some of them alone."""
    regions = [m for m in sentence.within(start, end) if m.letter == "R"]
    if not regions:
        return None
    asides = [sentence.span(*m.span()) for m in _SOME.finditer(sentence.marked, start, end)]
    return next((m.names[0] for m in regions if not any(a < m.start < b for a, b in asides)), None)


def _words(sentence: Sentence, start: int, end: int) -> str:
    """Return the words that a span of the marked sentence stands for."""
    return sentence.written(*sentence.span(start, end))
