"""Cameras that are said to watch a place: video surveillance, though nothing before them says so."""

import re
from collections.abc import Collection, Iterator

from kg.prose.gazetteer import Mention
from kg.prose.grammar import listed

TECHNOLOGY = "technology:video-surveillance"
_WATCH = (
    r"(?:watch|monitor|film|overlook|guard|scan|follow|record|survey|observe)(?:e?s|ed|ing)?|cover(?:s|ed|ing)?"
    r"|lin(?:e|es|ed|ing)|ke(?:ep|eps|pt|eping) (?:watch|an eye)|look(?:s|ed|ing)? down"
)
_GROUND = (
    r"streets?|squares?|roads?|highways?|avenues?|crossings|intersections|borders?|bridges|junctions|railway stations"
    r"|airports?|prisons?|checkpoints"
)
_FEW = r"(?:[\w',-]+ )"
_WAYS = (
    r"\b(?P<cameras>cameras)(?: (?:that|which|have|has|had|are|is|now|been|already|also|of the police))*"
    rf" (?:{_WATCH})\b",
    rf"\b(?:{_WATCH}) (?:over )?{_FEW}{{0,9}}?(?:by|with|through|via|using|on) {_FEW}{{0,4}}?(?P<cameras>cameras)\b",
    rf"\b(?:put up|puts up|install(?:s|ed)?|mount(?:s|ed)?|hung|erect(?:s|ed)?|set up) {_FEW}{{0,3}}?"
    rf"(?P<cameras>cameras) (?:on|in|at|along|over|above|across) (?:the |its |their |all |every )*(?:{_GROUND})\b",
)
_SEEN = tuple(re.compile(way, re.IGNORECASE) for way in _WAYS)
_BEFORE = re.compile(r"(?P<word>[\w-]+) $")
_END = re.compile(r"[.!?;](?= |$)")


def watching(text: str, mentions: Collection[Mention]) -> Iterator[Mention]:
    """Yield the cameras of a normal text that are said to watch, in sentences that name no vendor and no technology."""
    if "amera" not in text:
        return
    found = {match.start("cameras"): match for way in _SEEN for match in way.finditer(text)}
    for start, match in sorted(found.items()):
        first = max((m.end() for m in _END.finditer(text, 0, start)), default=0)
        ends = _END.search(text, start)
        last = ends.start() if ends else len(text)
        others = {m.letter for m in mentions if first <= m.start < last}
        before = _BEFORE.search(text, 0, start)
        strange = before is not None and before["word"].lower() in listed("other-cameras")
        if not others & set("VGT") and others & set("SCD") and not strange:
            yield Mention(start, match.end("cameras"), "T", (TECHNOLOGY,))
