"""Names that a text shows to be a product's, and so no firm's: "V's X", "X, spyware sold by the Y group"."""

import re
from collections.abc import Iterable

from kg.prose.gazetteer import Mention
from kg.prose.grammar import listed

_APPOSED = re.compile(
    r",? (?:the |an? |its )?(?P<what>(?:[\w'-]+ ){0,6}?[\w'-]+),? (?:(?:that|which) (?:is|was) )?"
    r"(?:sold|made|built|developed|written|marketed|produced|licensed|supplied|of|by|from)\b"
)
"""What stands behind a name that says what it is, and whose make: ", a face recognition program from"."""
_OF_OTHERS = re.compile(
    r" (?:network|platform|system|programm?e?|project|scheme|app|application|database|software|suite|tool|engine)"
    r"(?: (?:of|in) [^,.;]{1,40})?,?(?: (?:that|which))? ?(?:(?:is|was|were|has been|have been) )?(?:[a-z]+ly )?"
    r"(?:built|delivered|erected|made|supplied|developed|installed|provided|designed|written|sold|licensed)"
    r"\b[^,.;]{0,30}? ?\b(?:by|from)\b"
)
"""A ware that is called by a name, and that another made: " network, built by"."""
_DEALS = (
    r"(?:s(?:ells?|old|elling)|suppl|provid|deliver|shipp?|export|install|offer|leas|licens|rent|len[dt]|donat|g[ai]v|hand"
    r"|market|advertis|pitch|unveil|launch|sen[dt]|roll|upgrad|exten|deploy)[a-z]*"
)
_SELLERS = re.compile(
    rf"(?<!was )(?<!were )(?<!been )(?<!is )(?<!are )\b{_DEALS}\b[^.;:]{{0,60}}?\b(?:[Ii]ts|[Tt]heir|[Oo]ur) (?:own )?"
    r"(?:(?!(?:and|or|partner|subsidiary|affiliate|supplier)\b)[a-z-]+ )?(?:[A-Z][\w-]*(?: [A-Z][\w-]*)? (?:and|or) )?$"
)
"""What leads to the name of a ware of whoever sells it: "sold its", and not "was sold its"."""
_OWN = re.compile(
    r"(?<![\w'-])(?P<who>[A-Z][\w&'-]*) (?:has |had |also )*(?:said|says|confirm|stat|announc|claim|boast|den(?:y|i)"
    r"|add|insist|disclos|reveal|not|admit|report|declar)[a-z]* (?:that )?(?:its|their) $"
)
"""Who says something of a ware that it calls its own: "X said its"."""
_SYSTEM = re.compile(r"(?:[^\n]* )?System\n|[^\n]*\n and (?:[A-Z][\w-]* ){1,3}(?:System|Network|Scheme|Platform)\b")
"""A name, then what stands behind it: a system's, or the first half of one with "and" in it."""
_SOLD = re.compile(
    rf"(?<![\w'-])(?P<who>[A-Z][\w&'-]*)(?: (?:has|had|have|also|later|then|once))* {_DEALS} [^.;:]{{0,60}}?\bthe $"
)
_BOUGHT = re.compile(
    r"(?: [\w-]+){1,5}? (?:(?:made|sold|built|developed|supplied|delivered|written) by|from|by|of) (?:the )?"
    r"(?:(?:firm|company|vendor|maker|[a-z-]+ firm|[a-z-]+ company) )?(?P<who>[A-Z][\w&-]*)"
)
"""What stands behind the name of a ware and tells whose it is: " spyware from V"."""

_BEFORE = re.compile(r"\b[Tt]he (?:[a-z-]+ ){0,2}(?P<what>[a-z]+) $")
_BEHIND = re.compile(r"(?: [a-z-]+){1,4}")
_THE = re.compile(r"\b[Tt]he $")
_STOP = re.compile(r"[.!?;](?= |$)")
_LED = re.compile(r"(?:\b(?:from|by|with|to|firm|company|vendor|maker) |^|(?<=[.!?] ))(?P<who>[A-Z][\w&-]+)")
"""A name that may be a firm's, by what leads to it."""


def ware(words: str) -> bool:
    """Return whether one of some words means a ware or a device."""
    return any(word in listed(one) for word in re.findall(r"[\w-]+", words) for one in ("wares", "devices", "watching"))


def product(text: str, start: int, end: int, mentions: Iterable[Mention]) -> bool:
    """Return whether a text shows that the name in a span of it is a ware's: by its owner, or by what it is."""
    if any(m.letter == "V" and text[m.end : start] in ("'s ", "' ") for m in mentions):
        return True
    before, behind = text[max(0, start - 100) : start], text[end:][:120]
    if _SYSTEM.match(f"{text[start:end]}\n{behind}"):
        return True
    if _SELLERS.search(before) or _own(before, behind, start, mentions) or _sold(before, behind, start, end, mentions):
        return True
    if _OF_OTHERS.match(behind) or _called(text, start, end, mentions):
        return True
    called = _APPOSED.match(behind) if behind.startswith(",") else None
    if called is None:
        return False
    last = called["what"].split()[-1].lower()
    named = any(m.letter == "T" and m.end == end + called.end("what") for m in mentions)
    return named or ware(last)


def _called(text: str, start: int, end: int, mentions: Iterable[Mention]) -> bool:
    """Return whether a name stands behind "the" or the word for a ware, and another in its sentence is a firm's."""
    before, behind = _BEFORE.search(text, max(0, start - 40), start), _BEHIND.match(text, end)
    if not (
        (before and ware(before["what"]))
        or (_THE.search(text, max(0, start - 5), start) and behind and ware(behind[0]))
    ):
        return False
    first = max((m.end() for m in _STOP.finditer(text, 0, start)), default=0)
    last = stop.start() if (stop := _STOP.search(text, end)) else len(text)
    firms = [m for m in mentions if m.letter == "V" and first <= m.start < last and not start <= m.start < end]
    taken = [(m.start, m.end) for m in mentions] + [(start, end)]
    names = (m for m in _LED.finditer(text, first, last))
    return bool(firms) or any(not any(a <= m.start("who") < b for a, b in taken) for m in names)


def _own(before: str, behind: str, start: int, mentions: Iterable[Mention]) -> bool:
    """Return whether a ware of a name is called "our", or "its" by a firm that speaks of it."""
    found = _BEHIND.match(behind)
    if found is None or not ware(found[0]):
        return False
    said = _OWN.search(before)
    at = start - len(before) + said.start("who") if said else 0
    firm = said is not None and not any(m.start <= at < m.end and m.letter not in "VG" for m in mentions)
    return firm or re.search(r"\b[Oo]ur $", before) is not None


def _sold(before: str, behind: str, start: int, end: int, mentions: Iterable[Mention]) -> bool:
    """Return whether a name behind "the" is a ware's because another is named as who sells it."""
    if not before.endswith(("the ", "The ")):
        return False
    sold, bought = _SOLD.search(before), _BOUGHT.match(behind)
    places = [start - len(before) + sold.start("who")] if sold else []
    places += [end + bought.start("who")] if bought else []
    return any(not any(m.start <= at < m.end and m.letter not in "VG" for m in mentions) for at in places)
