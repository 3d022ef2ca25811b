"""What keeps a figure from being a number of states: a share, those on top, parts of a federation, a mere presence."""

import re

from kg.prose.grammar import cue, listed
from kg.prose.sentence import Sentence

Bounds = tuple[int | None, int | None]

_REACHES = re.compile(
    r"\b(?:present|active|operating|running|sells?|selling|sold|customers?|clients?|users?|offices?|business(?:es)?|sales"
    r"|stores?|partners?|dealers?|staff|employees) in (?:[a-z]+ )?N\b"
)
_SHARE = re.compile(
    r"\b(?:half|thirds?|quarters?|fifths?|tenths?|most|majority|share|percent|cent|rest|few|some|many|N)(?: out)? of"
    r"(?: the| those| these| all)? $|\bhalf(?: the)? $"
)
_PART = re.compile(r"\bN(?: out)? of(?: the| those| these| all)? $")
_ASKED = re.compile(
    r"N (?:out )?of (?:the |those |these |all )?N(?: [a-z]+)?"
    r" (?:countries|nations|states|governments|capitals|ministries)"
    r"(?: (?:that|which|who|whom|we|they|it|she|he|I|had|have|has|were|was|been|the authors?|our [a-z]+))*"
    r" (?:polled|asked|contacted|questioned|interviewed|visited|canvassed|approached|quizzed|called|written to|answered"
    r"|replied|responded)\b"
)
"""A share of those that were asked, who are no sample of all."""
_ALL_BUT = re.compile(
    r"\b(?:all|any|none|every[a-z]*)(?: [a-z]+)? (?:but|except)(?: for)? (?:(?:N|one) (?:out )?of (?:the |all )?)?$"
)
_ORIGIN = re.compile(r"\b([a-z-]+) from (?:the |some |about |at least )?$")
_PRESENT = re.compile(r"\b(?:present|active|represented) in (?:some |about |over )?$")
_MORE = re.compile(r"N (?:more|other|further|additional|new|extra)\b")
_SOLD_BY = re.compile(
    r"\b(?:through|via|by|at) (?:[a-z]+ ){0,3}?(?:dealers|resellers|distributors|retailers|shops|stores|outlets"
    r"|partners|agents|websites|subsidiaries|branches|offices|fairs)(?: (?:in|across|from|of))? (?:some )?$"
)
_MARKET = re.compile(
    r"\b(?:sells?|sold|selling|markets?|marketed|marketing|retails?|retailed|on sale|available|stocked|to be had"
    r"|for sale|distributed?s?)(?: (?:(?!T\b|to\b|and\b|which\b|that\b|while\b|but\b)[A-Za-z'-]+)){0,5}?"
    r" (?:in|across|throughout)(?: [a-z]+){0,3} $"
)
"""What leads to the countries in which anybody may buy: no technology, and nobody who gets it, stands before them."""
_BUYERS = re.compile(
    r"N(?: [a-z]+){1,4}[,(\u2013\u2014-]+ ?(?:chiefly|mostly|mainly|largely|primarily|principally|above all|often"
    r"|almost (?:only|exclusively|entirely)|(?:most|the bulk|the majority|many|all|some) of (?:them|it|those|these)"
    r"|in (?:the main|most cases)|the buyers being|not least)[^;.]{0,40}?\b(?:to|by|with|for|from|in) "
    r"(?:the |its |their )?(?P<who>(?:[a-z-]+ ){0,2}?[a-z-]+)\b"
)
_STATELY = re.compile(
    r"\b(?:governments?|police|ministr(?:y|ies)|authorities|states?|army|armies|public|agenc(?:y|ies))\b"
)
_APART = re.compile(r"N [^,]{0,60}\b(?:that|which|who|using|with) ")
_GOES_ON = re.compile(
    r" (?:was|were|are|is|have|has|had|will|would|may|can|could|must|should|do|did|said|say|met|told|chose|got|took"
    r"|gave|went|came|use|deploy|run|operate|employ|plan|want|include|also|[a-z]+ed|[a-z]+es)\b"
)
_RATIO = re.compile(r"\b(?:one|N) in(?: every)? $|\bone (?:out )?of (?:every )?$")
_PLACES = re.compile(r"N(?: [a-z]+)? states\b[^,;.]{0,30}, ?\(?(?:from|among them|including|such as|like|notably) ")
_EXTRA = re.compile(r"\b(?:another|additional|extra|a further) $")
_PARTS = re.compile(r"N (?:out )?(?:of|in) (?:every )?(?P<whole>N)\b(?! (?:day|week|month|year|decade)s?\b)")
_FEDERAL = re.compile(
    r"N(?: of the)?(?: (?!member\b)[a-z]+)?(?: [DSX](?:'s)?)? states\b"
    r"(?P<of> of (?:the )?(?:S|union|federation|republic)\b)?"
)
_ONE_VENDOR = re.compile(
    r"(?: (?:systems?|tools?|platforms?|equipment|software|products?|technology|cameras|that|it|they|was|were|made"
    r"|built|developed|produced|sold|supplied|bought|purchased|acquired))* (?:by|from) (?:the )?(?:[DS](?:'s)? )?[VG]\b"
)
_RUNS_ON = re.compile(
    r"(?:in |only |another |a further |of (?:these|those|them),? )?N\b"
    r"|[TGV](?:, [^,]{0,40},)? (?:comes?|came|ranks?|ranked|leads?|led|follows?|followed|appears?|is|are)"
    r"(?: (?:in )?first| top| ahead| next| second| third| fourth| last| (?:close |far )?behind)?"
    r",? (?:with|at|on|in) N\b"
    r"|(?:the )?[VG](?:, [^,]{0,45},)? (?:sells? to|suppl(?:y|ies)|serves?|equips?|reach(?:es)?) N"
    r"(?=[.,;]| of (?:them|those|these))"
    r"|[VG](?:, [^,]{0,45},)? (?:gets?|got|makes? it|manages?|managed|comes?|came)(?: to| only| just)* N(?=[.,;])"
    r"|[VG](?: alone)? (?:has|have|had|counts?|counted) (?:by far )?the most (?:clients|customers|buyers),? "
    r"(?:with )?N\b"
    r"|(?:[a-z]+ [A-Z]?,? ?)?the (?:largest|biggest|leading|nearest|closest|next) (?:[a-z-]+ )?[a-z-]+ (?:is|was) V\b"
)
"""A sentence that goes on counting what the one before it counts."""
_OTHERS = re.compile(r"[,;] (?:and |while |but )?N (?:(?:have|use|own|run|with|in|for|the) )?(?:[a-z-]+ )?$")
"""What gives the technology behind it a figure of its own."""
_LEAST_BASE = 10
"""What a ratio is of up to this number, without an article before it, is no number of states."""
PARTS = "parts of a federation are called states as well"
PRESENT = "to be present in states is no supply of surveillance"


def count(sentence: Sentence, match: re.Match[str], counted: bool, *, surveyed: bool = False) -> str | None:
    """Return why a figure does not count states, or None; ``counted``: whether such a count stands before it.

    ``surveyed``: whether all that were looked at are counted, of which other figures are a share.
    """
    marked, end = sentence.marked, match.end()
    if match.groupdict().get("number") is None:
        return None
    if reason := figure(sentence, match.start("number"), whole=surveyed):
        return reason
    if _APART.search(match.group()) and _GOES_ON.match(marked, end):
        return "the clause tells some of the states apart, and does not count them"
    if "supplier" not in match.groupdict() and marked[end - 1] == "T" and _ONE_VENDOR.match(marked, end):
        return "it is one vendor's of which the states are counted"
    group = next((one for one in ("base", "whole") if match.groupdict().get(one)), None)
    if group is not None:
        span = match.span(group)
        if _parts(sentence, span[0]):
            return PARTS
        whole = sentence.within(*span)
        the = re.search(r"\b(?:the|these|those) $", marked[: span[0]])
        if not the and whole and whole[0].upper is not None and whole[0].upper <= 10:
            return "a share, not a number"
    reach = _REACHES.search(marked[match.start() : end])
    if reach and not counted and not re.search(r"\bT\b|'s [a-z]+ ", match.group()):
        return PRESENT
    return None


def goes_on(marked: str) -> bool:
    """Return whether a sentence goes on counting what the one before it counts, or says how many of them answered."""
    return _RUNS_ON.match(marked) is not None or cue("answered").match(marked) is not None


def alone(sentence: Sentence, *, about: bool) -> bool:
    """Return whether a sentence holds figures and nothing else that is named, and is not read for them.

    It is where it tells of a survey and its paragraph is ``about`` a technology: "The index covers 150 states".
    """
    named = {mention.letter for mention in sentence.mentions} - {"N", "W"}
    return not named and not (about and cue("surveying").search(sentence.marked))


def counts(sentence: Sentence) -> bool:
    """Return whether a sentence tells a number of states."""
    found = cue("states-told").finditer(sentence.marked)
    return any(figure(sentence, match.start(), whole=True) is None for match in found)


def told(sentence: Sentence, counted: str, bases: set[Bounds]) -> str:
    """Return what is counted from a sentence on, where it tells a number of states; such numbers are added to others.

    ``counted`` is what was counted by then.
    """
    starts = [match.start() for match in cue("states-told").finditer(sentence.marked)]
    answered = counted and cue("answered").match(sentence.marked)
    told_here = [at for at in starts if not _parts(sentence, at)] + ([0] if answered else [])
    for at in told_here:
        bases |= {(mention.lower, mention.upper) for mention in sentence.within(at, at + 1)}
    plain = any(figure(sentence, at, whole=True) is None for at in told_here)
    return counted or ("states-surveyed" if plain else "")


def based(sentence: Sentence, match: re.Match[str], bases: set[Bounds]) -> bool:
    """Return whether the base that a match names is a number of states that was told before: "19 of the 61"."""
    return any((mention.lower, mention.upper) in bases for mention in sentence.within(*match.span("base")))


def figure(sentence: Sentence, start: int, *, whole: bool = False) -> str | None:
    """Return why the figure at a place of the marked sentence is no number of states, or None.

    ``whole``: whether it may be a number of which others are a share.
    """
    marked = sentence.marked
    told = marked[start : start + 60]
    origin = _ORIGIN.search(marked[:start])
    if origin and origin[1] not in listed("bodies") and origin[1] not in listed("changes"):
        return f"{origin[1]!r} from the states are meant, not the states"
    if _SOLD_BY.search(marked[:start]):
        return PRESENT
    if private(marked, start):
        return PRESENT
    if _PRESENT.search(marked[:start]) and not re.search(r"\bT\b|\bcameras\b", marked[:start]):
        return PRESENT
    if _MORE.match(told) or _EXTRA.search(marked[:start]):
        return "the figure counts those that came on top"
    parts = _PARTS.match(told)
    if _RATIO.search(marked, 0, start):
        return "a share, not a number"
    if _asked(marked, start):
        return "a share of those that were asked is meant"
    all_ = sentence.within(start + parts.start("whole"), start + parts.end("whole")) if parts else []
    the = re.search(r"\b(?:the|these|those) $", marked[: start + parts.start("whole")]) if parts else None
    if all_ and not the and all_[0].upper is not None and all_[0].upper <= _LEAST_BASE:
        return "a share, not a number"
    if whole and _small(sentence, start):
        return "a share, not a number"
    if _ALL_BUT.search(marked[:start]):
        return "all but some of them are meant"
    if _SHARE.search(marked[:start]) and not (whole and _PART.search(marked[:start])):
        return "a share of the figure is meant"
    named = _PLACES.match(marked, start)
    if named and not marked.startswith(("S", "D", "the S"), named.end()):
        first = sentence.text[sentence.starts[named.end()] - sentence.start :] if named.end() < len(marked) else ""
        if any(re.match(rf"(?:the )?{re.escape(place)}\b", first) for place in listed("subdivisions")):
            return PARTS
    before = (found.start() for found in _FEDERAL.finditer(marked, 0, start) if found["of"])
    return PARTS if any(_parts(sentence, at) for at in (start, *before)) else None


def private(marked: str, start: int) -> bool:
    """Return whether the figure at a place tells where a ware is on the market, or to whom but states it goes there."""
    market = _MARKET.search(marked[:start])
    if market and not _STATELY.search(market.group()) and not _STATELY.search(marked, start):
        return not re.search(
            r"\bT\b|\bsuch\b|\bthese\b|surveil|\bspy|monitor|recogni|intercept|forensic|policing", marked[:start]
        )
    buyers = _BUYERS.match(marked, start)
    return bool(buyers and not _STATELY.search(buyers.group()) and not re.search(r"[SCDO]", buyers["who"]))


def _asked(marked: str, start: int) -> bool:
    """Return whether the figure at a place is a part of those that were asked, or how many those are."""
    return any(found.start() <= start < found.end() for found in _ASKED.finditer(marked))


def _small(sentence: Sentence, start: int) -> bool:
    """Return whether the figure at a place is the whole of a ratio: "three out of five countries"."""
    whole = sentence.within(start, start + 1)
    ratio = re.search(r"\bN(?: out)? of $", sentence.marked[:start])
    return bool(ratio and whole and whole[0].upper is not None and whole[0].upper <= _LEAST_BASE)


def _parts(sentence: Sentence, start: int) -> bool:
    """Return whether the figure at a place of the marked sentence counts the parts of a federation."""
    parts = _FEDERAL.match(sentence.marked, start)
    if parts is None:
        return False
    named = {
        name
        for place, mention in zip(sentence.places, sentence.mentions, strict=True)
        if mention.letter in "SD" and not cue("origin").search(sentence.marked, max(place - 9, 0), place + 20)
        for name in mention.names
    }
    if not parts["of"] and any(n.startswith("region:") for n in named):
        return False
    federal = {n.partition(":")[2] for n in named} & listed("federations")
    return bool(parts["of"] or re.search(r"[DSX](?:'s)? states", parts.group()) or federal)


def one_of_many(sentence: Sentence, vendor: str) -> bool:
    """Return whether a vendor is only named as one of several whose figure a sentence tells: "led by V"."""
    marked = sentence.marked
    places = [at for m, at in zip(sentence.mentions, sentence.places, strict=True) if vendor in m.names]
    return bool(places) and all(cue("one-of-many").search(marked[:at]) is not None for at in places)


def another(sentence: Sentence, figure: int | None, technology: object) -> bool:
    """Return whether another figure than the one at a place counts who uses a technology: "N have T, N T"."""
    named = [*zip(sentence.mentions, sentence.places, strict=True)]
    first = next((at for m, at in named if m.start == figure and m.letter == "N"), None)
    ends = (at for m, at in named if first is not None and at > first and technology in m.names)
    return any(_OTHERS.search(sentence.marked, first + 1, at) for at in ends) if first is not None else False
