"""What keeps a figure from being a number of states: a share, those on top, parts of a federation, a mere presence."""

import re

from kg.prose.grammar import listed
from kg.prose.sentence import Sentence

_REACHES = re.compile(
    r"\b(?:present|active|operating|running|sells?|selling|sold|customers?|clients?|users?|offices?|business(?:es)?|sales"
    r"|stores?|partners?|dealers?|staff|employees) in (?:[a-z]+ )?N\b"
)
_SHARE = re.compile(
    r"\b(?:half|thirds?|quarters?|fifths?|tenths?|most|majority|share|percent|cent|rest|few|some|many|N)(?: out)? of"
    r"(?: the| those| these| all)? $|\bhalf(?: the)? $"
)
_PART = re.compile(r"\bN(?: out)? of(?: the| those| these| all)? $")
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
_APART = re.compile(r"N [^,]{0,60}\b(?:that|which|who|using|with) ")
_GOES_ON = re.compile(
    r" (?:was|were|are|is|have|has|had|will|would|may|can|could|must|should|do|did|said|say|met|told|chose|got|took"
    r"|gave|went|came|use|deploy|run|operate|employ|plan|want|include|also|[a-z]+ed|[a-z]+es)\b"
)
_EXTRA = re.compile(r"\b(?:another|additional|extra|a further) $")
_PARTS = re.compile(r"N (?:out )?(?:of|in) (?:every )?(?P<whole>N)\b(?! (?:day|week|month|year|decade)s?\b)")
_FEDERAL = re.compile(r"N(?: of the)?(?: [a-z]+)?(?: [DSX](?:'s)?)? states\b(?P<of> of (?:the )?S)?")
_ONE_VENDOR = re.compile(
    r"(?: (?:systems?|tools?|platforms?|equipment|software|products?|technology|cameras|that|it|they|was|were|made"
    r"|built|developed|produced|sold|supplied|bought|purchased|acquired))* (?:by|from) (?:the )?(?:[DS](?:'s)? )?[VG]\b"
)
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
    base = match.groupdict().get("base") or match.groupdict().get("whole")
    if base is not None and not re.search(
        r"\b(?:the|these|those) $", marked[: match.start("base" if match.groupdict().get("base") else "whole")]
    ):
        span = match.span("base") if match.groupdict().get("base") else match.span("whole")
        whole = sentence.within(*span)
        if whole and whole[0].upper is not None and whole[0].upper <= 10:
            return "a share, not a number"
    reach = _REACHES.search(marked[match.start() : end])
    if reach and not counted and not re.search(r"\bT\b|'s [a-z]+ ", match.group()):
        return PRESENT
    return None


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
    if _PRESENT.search(marked[:start]) and not re.search(r"\bT\b|\bcameras\b", marked[:start]):
        return PRESENT
    if _MORE.match(told) or _EXTRA.search(marked[:start]):
        return "the figure counts those that came on top"
    parts = _PARTS.match(told)
    all_ = sentence.within(start + parts.start("whole"), start + parts.end("whole")) if parts else []
    the = re.search(r"\b(?:the|these|those) $", marked[: start + parts.start("whole")]) if parts else None
    if all_ and not the and all_[0].upper is not None and all_[0].upper <= 10:
        return "a share, not a number"
    if _ALL_BUT.search(marked[:start]):
        return "all but some of them are meant"
    if _SHARE.search(marked[:start]) and not (whole and _PART.search(marked[:start])):
        return "a share of the figure is meant"
    parts = _FEDERAL.match(told)
    if parts and any(m.letter == "D" and m.names[:1] and m.names[0].startswith("region:") for m in sentence.mentions):
        return None
    if parts and (parts["of"] or re.search(r"[DSX](?:'s)? states", parts.group())):
        return "parts of a federation are called states as well"
    if parts and {n.partition(":")[2] for m in sentence.mentions if m.letter in "SD" for n in m.names} & listed(
        "federations"
    ):
        return "parts of a federation are called states as well"
    return None
