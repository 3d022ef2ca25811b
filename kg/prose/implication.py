"""Technologies that words imply and do not name: cameras that a body of a state has, and what is done with a tool."""

import re
from functools import cache

from kg.prose.grammar import listed

VIDEO = "technology:video-surveillance"
_FEW = r"(?:[\w',-]+ ){0,4}?"
_DONE = {
    "technology:facial-recognition": (
        rf"\b(?:search|match|look|compar|scan|check|read|recogni[sz]|identif|find|pick)\w* (?:for |up )?{_FEW}faces?\b",
        rf"\b(?:search|look|match|compar|identif|recogni[sz])\w* {_FEW}by (?:the |their )?faces?\b",
        rf"\b(?:ran|r[ua]n\w*|put\w*|fe(?:ed\w*|d)) {_FEW}(?:faces?|portraits?|mugshots?) (?:through|into)\b",
        rf"\b(?:match|compar|check)\w* {_FEW}(?:mug ?shots?|(?:booking|passport|visa) (?:photo|photograph|picture)s?)"
        r" (?:with|to|against)\b",
    ),
    "technology:mobile-device-forensics": (
        rf"\b(?:unlock|crack|break into|breaks into|broke into|broken into|breaking into|get into|got into|gets into"
        rf"|getting into|extract|cop(?:y|ies)|copied|empt(?:y|ies)|emptied|read out|open)\w* (?:open )?{_FEW}"
        r"(?:(?:tele|smart|mobile |cell)?phones?|handsets?)\b",
        r"\b(?:(?:tele|smart|cell)?phones?|handsets?)\b[^.;:]{0,60}? and"
        r" (?:unlock|crack|open|empt|copie|extract)\w* (?:it|them)\b",
    ),
    "technology:social-media-surveillance": (
        rf"\b(?:read|search|monitor|watch|follow|scan|comb|track|min|trawl|sift)\w* (?:through )?{_FEW}"
        r"(?:telegram|facebook|twitter|instagram|tiktok|vkontakte|weibo|social (?:media|networks?)|posts|tweets)\b",
    ),
    "technology:smart-policing": (
        rf"\b(?:forecast|predict|foretell)\w* {_FEW}(?:crimes?|burglar(?:y|ies)|thefts?|offen[cs]es|robber(?:y|ies)"
        r"|offenders|violence)\b",
    ),
    "technology:number-plate-recognition": (
        rf"\b(?:read|scan|check|recogni[sz]|match|log|record)\w* {_FEW}(?:number[ -]?|licen[cs]e[ -]?)plates?\b",
    ),
    "technology:video-analytics": (
        rf"\b(?:search|comb|sift|analy[sz])\w* (?:through )?{_FEW}(?:footage|recordings|recorded video)\b",
    ),
}
_CAMERA = re.compile(
    r"(?P<before>(?:[\w'-]+ ){0,3}?)\b(?:cameras?|video wall|video walls|camera (?:network|system)s?)\b"
)


@cache
def _deeds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile("|".join(ways))) for name, ways in _DONE.items())


def deeds(text: str) -> dict[str, re.Match[str]]:
    """Return the technologies that what is done in a lower-case text implies, each with the words that do."""
    return {name: found for name, pattern in _deeds() if (found := pattern.search(text))}


def cameras(text: str) -> bool:
    """Return whether a lower-case text speaks of cameras that may watch places, and of no other sort."""
    return any(not {*re.split(r"[ -]", m["before"])} & listed("other-cameras") for m in _CAMERA.finditer(text))


def implied(name: str, text: str) -> bool:
    """Return whether the words of a lower-case text imply a technology that they do not name."""
    return cameras(text) if name == VIDEO else name in deeds(text)
