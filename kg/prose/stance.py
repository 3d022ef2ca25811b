"""Frames: the words around a clause that say of it that it is denied, depends on a condition, or is somebody's word.

"NSO denied that it had sold spyware to Uganda" is the clause "NSO had sold spyware to Uganda" in a denial. The clause
is read as any other, without the words of its frame; whatever it claims is denied, supposed or told by somebody.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from kg.prose.grammar import cue
from kg.prose.token import Token

DENIED, SUPPOSED, ENDED, ALLEGED, TOLD = "denied", "supposed", "ended", "alleged", "told"
OWN, GRANTED = "own", "granted"
NEITHER = "neither"
"""The words of a frame that denies of each of two: with it "nor" is left as "or"."""
OVER = "over"
"""A use has ended; nothing is said of who supplied it."""

_DENIALS = tuple(
    f"stance-{way}" for way in ("denies-that-it", "denies-that", "denies-doing", "calls-false", "claim-false", "untrue")
)

_TILL = re.compile(r" (?:until|till) [^,.;:]{1,40}$")
"""What ends a clause before its tail: "until March" in "until March and then switched it off"."""


class Stance(NamedTuple):
    """A frame of a marked sentence; places are of the sentence as it was before the frame was taken off."""

    kind: str
    """What becomes of what the clause claims: one of the constants of this module."""
    cuts: tuple[tuple[int, int], ...]
    """The spans of the marked sentence that are taken off."""
    who: tuple[int, int] | None
    """The span that names whoever denies or tells it."""
    words: str
    """The words that make the frame."""
    until: str = ""
    """The year in which it ended."""
    only: str = ""
    """The one kind of claim of which it speaks; all of them where it is empty."""


def stance(marked: str) -> Stance | None:
    """Return the frame of a marked sentence, or None where it has none, or more than is concluded from."""
    framed = ("stance", "stance-guess", "giving-up", "said-amid")
    if not any(cue(way).search(marked) for way in framed):
        return None
    if marked.rstrip().endswith("?") or (cue("verdict-label").search(marked) and not cue("corrects").match(marked)):
        return None
    return (
        _granted(marked)
        or _denied(marked)
        or _rumored(marked)
        or _conditional(marked)
        or _ended(marked)
        or _told(marked)
    )


def _granted(marked: str) -> Stance | None:
    """Return the frame of a clause that nobody disputes, or that somebody does not."""
    for kind, way in ((GRANTED, "stance-granted"), (TOLD, "stance-conceded")):
        if match := cue(way).search(marked):
            found = _made(kind, match)
            return found if _plain(marked, found) else None
    return None


def _denied(marked: str) -> Stance | None:
    for way in _DENIALS:
        match = cue(way).search(marked)
        if match:
            found = _made(DENIED, match)
            last = max(end for _, end in found.cuts) if match.end() < len(marked) else match.end("cut")
            goes_on = cue("stance-break").search(marked, last)
            if goes_on:
                found = found._replace(cuts=(*found.cuts, (goes_on.start(), len(marked.rstrip(" .")))))
            return found if _plain(marked, found) else None
    contrary = cue("stance-contrary").match(marked)
    start = contrary.end() if contrary else 0
    said = cue("stance-says-that-not").match(marked, start)
    clause = said.end() if said else start
    denied = cue("stance-not").search(marked, clause)
    if denied is None:
        return None
    if re.search(r"\band (?:[a-z]+ly )?$", marked[clause : denied.start()]):
        return None
    if cue("stance-deed").match(marked[clause : denied.start()]) and not cue("came-to-be").match(marked, denied.end()):
        return None
    only = "Use" if cue("stance-used-of").match(marked, denied.end()) else ""
    goes_on = cue("stance-break").search(marked, denied.end())
    end = goes_on.start() if goes_on else len(marked)
    if goes_on and re.search(r"[SCD].*[VTI]|[VTI].*[SCD]", marked[end:]):
        return None
    told = cue("stance-aside").search(marked, clause, denied.end())
    parts = [marked[clause : told.start()], marked[told.end() : end]] if told else [marked[clause:end]]
    if any(cue("stance-several").search(part) for part in parts):
        return None
    comma = marked.find(", ", denied.end(), end)
    if comma >= 0 and not cue("stance-tail").match(marked[comma:end]):
        return None
    pairs = ((contrary, 0), (said, "cut"), (told, 0), (denied, "cut"))
    cuts = [match.span(name) for match, name in pairs if match]
    cuts += [(end, len(marked.rstrip(" .")))] if goes_on else []
    found = Stance(DENIED, tuple(cuts), said.span("who") if said else None, _word(denied["cut"]), only=only)
    return found if _plain(marked, found) else None


def _word(cut: str) -> str:
    """Return the word that denies among those that are taken off."""
    found = cue("negation").search(cut)
    return found.group().strip() if found else cut.strip()


def _plain(marked: str, found: Stance) -> bool:
    """Return whether what is left of a sentence neither denies, supposes nor doubts anything."""
    rest = left(marked, found)
    return not any(cue(name).search(rest) for name in ("negation", "condition", "turned-round", "possible", "plan"))


def _rumored(marked: str) -> Stance | None:
    """Return the frame of a clause of which there is only talk."""
    match = cue("stance-rumor").search(marked) or cue("stance-guess").search(marked)
    found = _made(SUPPOSED, match)._replace(who=None) if match else None
    return found if found and _plain(marked, found) else None


def _conditional(marked: str) -> Stance | None:
    for way in ("stance-if", "stance-if-after"):
        match = cue(way).search(marked)
        if match and not (cue("unreal").search(marked) and not _open(match["cut"], marked)):
            found = _made(SUPPOSED, match)
            rest = left(marked, found)
            to_come = cue("to-come").search(rest) or "would" in rest
            if to_come and not cue("negation").search(rest) and not cue("condition").search(rest):
                return found
    return None


def _open(clause: str, marked: str) -> bool:
    """Return whether a condition is one that may come true, though "would" goes with it: "if the budget passes"."""
    past = re.search(r"\b(?:were|was|had|did|went|came|[a-z]+ed)\b", clause)
    return past is None and not re.search(r"^had\b|\b(?:could|might)\b|\bwould have\b", marked)


def _ended(marked: str) -> Stance | None:
    match = cue("stance-until-before").search(marked) or cue("stance-until-after").search(marked)
    match = match or cue("stance-used-to").search(marked)
    tail = cue("stance-ended-tail").search(marked) if cue("giving-up").search(marked) else None
    first = match or tail
    if first is None:
        over = cue("stance-used-before").search(marked)
        return _made(OVER, over)._replace(until=over["year"] or "") if over else None
    found = _made(ENDED, first)._replace(until=match.groupdict().get("year") or "" if match else "")
    if tail:
        year = cue("ended-year").search(tail["cut"]) or cue("ended-year").search(marked, 0, tail.start())
        led = _TILL.search(marked, 0, tail.start())
        parts = [*(one.span() for one in (led,) if one), tail.span("cut")]
        cuts = [*found.cuts, *(one for one in parts if not _within(one, found.cuts))]
        found = found._replace(cuts=tuple(sorted(cuts)), until=found.until or (year["year"] if year else ""))
    rest = left(marked, found).partition(";")[0]
    hanging = cue("negation").search(rest) or cue("condition").search(rest) or cue("to-come").search(rest)
    return None if hanging else found


def _within(span: tuple[int, int], cuts: Iterable[tuple[int, int]]) -> bool:
    """Return whether a span meets one of some spans."""
    return any(start < span[1] and span[0] < end for start, end in cuts)


def _told(marked: str) -> Stance | None:
    ways = ("stance-told-so", "stance-told-it", "stance-told-believed", "stance-told-first", "stance-told-account")
    match = next((found for way in ways if (found := cue(way).search(marked))), None)
    if match:
        return _made(ALLEGED, match)
    if counted := cue("stance-count").search(marked):
        own = re.match(r"(?:our|my|we|us)\b", counted.groupdict().get("who") or "")
        return _made(TOLD, counted) if own is None else _made(OWN, counted)._replace(who=None)
    if behind := cue("stance-count-behind").search(marked):
        who = "who" if behind["who"] else "whom"
        return Stance(TOLD, (behind.span("cut"),), behind.span(who), behind["cut"].strip(" ,"))
    amid = cue("said-amid").search(marked)
    if amid is None:
        return None
    partly = cue("partisans").search(amid["who"]) or cue("doubted").match(amid["say"])
    return Stance(ALLEGED if partly else TOLD, (amid.span(),), amid.span("who"), amid.group())


def _made(kind: str, match: re.Match[str]) -> Stance:
    groups = match.groupdict()
    cuts = tuple(match.span(name) for name in ("cut", "end") if groups.get(name) is not None)
    who = match.span("who") if groups.get("who") else None
    words = " ".join(match.group(name) for name in ("cut", "end") if groups.get(name))
    return Stance(kind, cuts, who, " ".join(words.split()).removesuffix("."))


def either(tokens: list[Token], found: Stance) -> list[Token]:
    """Return the words of a sentence with "or" for "nor" where a frame denies of each of two."""
    each = found.words == NEITHER
    return [one._replace(word="or", start=one.start + 1) if each and one.word == "nor" else one for one in tokens]


def left(marked: str, found: Stance) -> str:
    """Return what is left of a marked sentence without a frame."""
    parts, at = [], 0
    for start, end in sorted(found.cuts):
        parts.append(marked[at:start])
        at = end
    rest = "".join([*parts, marked[at:]])
    return rest.replace(" nor ", " or ") if found.words == NEITHER else rest
