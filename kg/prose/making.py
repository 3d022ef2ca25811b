"""The maker's half of a supply: a clause that says whose make, or whose work, a ware is that was spoken of before."""

import re
from typing import NamedTuple

from kg.prose.clause import THINGS, Clause
from kg.prose.contrast import RIVAL, STRANGER
from kg.prose.gazetteer import Mention
from kg.prose.grammar import cue, listed

_ADJECTIVE = r"(?:whole|entire|same|very|N|surveillance|interception|street|underlying)"
PRONOUNS = ("it", "them", "they", "these", "those", "both", "most", "all")
POINTER = (
    rf"(?:(?:all|both|most) of )?(?:{'|'.join(PRONOUNS)}"
    rf"|(?:all |both )?(?:the|this|that|these|those) (?:{_ADJECTIVE} ){{0,2}}(?:{THINGS}|T(?: (?:{THINGS}))?)"
    rf"|T(?: (?:{THINGS}))?)"
)
"""What points back to a ware."""
_ASIDE = (
    r"(?: (?:behind|in|inside|beneath|on) (?:it|them)| that feeds? (?:it|them)"
    r"|,(?! (?:and|but|or)\b) [^,;:STV]{3,40},)?"
)
"""What may stand between a ware and what is said of its make."""
FIRST = r"the (?:first|original|older|earlier|previous|old)(?: one| ones)?"
_HELP = (
    r"(?:(?:has|have|had|is|are|was|were|been|being|be|all|also|both|once|first|then|since|later|already|originally"
    r"|again|itself|reportedly|initially|partly|mostly|N) )*"
)
_GIVE = (
    r"(?:suppli(?:ed|es)|supply|provide[sd]?|deliver(?:ed|s)|install(?:ed|s)|sold|sells?|shipped|ships|built|builds"
    r"|made|makes|manufactur(?:ed|es)|develop(?:ed|s)|design(?:ed|s)|wrote|written|writes|programmed|created|engineered"
    r"|donated|gave|given|lent|mount(?:ed|s)|erected|put up|set up|put in|fitted|hung|imported|exported"
    r"|licen[sc]ed|assembled|produce[sd])"
)
_GAVE = rf"{_GIVE}(?:,? and {_GIVE})?"
_MAKER = (
    r"(?:maker|vendor|supplier|manufacturer|seller|developer|builder|contractor|provider|installer|producer|author"
    r"|creator|importer|distributor|integrator)"
)
_FIRM = (
    r"(?:(?:the|a|an) )?(?:(?:D|[a-z-]+) ){0,4}?(?:(?:developer|maker|firm|company|start-up|vendor|integrator), )?"
    r"V(?:, (?:a|an|the) [^,;:VST]{3,60},|, (?:based in|from|of) (?:the )?[SCD],)?"
)
_LEAD = r"^(?:and |but |while )?(?:(?![^,;:]{0,40}\b(?:if|when|like|unlike|as|than)\b)[a-z0-9' ]{2,40}, ){0,2}"
_BY = r"(?:,? (?:[a-z0-9]+ ){0,6}?)by"
_GOT = r"(?:by|from|(?:came|comes?|(?:bought|ordered|acquired|purchased|imported|got)) from)"
_WORK = r"(?:the|a) (?:work|handiwork|product|doing|creation|brainchild) of"
_WON = r"(?:won|came first|prevailed|was chosen|got the (?:job|contract|order)|landed the (?:job|contract|order))"
_STANDS = r"(?:is|are|stands?|runs?|works?|hums?)"
_END = r"(?=$|[ .,;:)])"
DEALS = (
    "contract",
    "order",
    "tender",
    "bid",
    "job",
    "deal",
    "work",
    "project",
    "delivery",
    "installation",
    "assignment",
)
"""What a ware is got by, where it is spoken of again: "the contract went to V"."""
_DEAL = rf"(?:the|this|that) (?:N |whole |entire )?(?:{'|'.join(DEALS)})(?: and (?:the )?(?:{'|'.join(DEALS)}))?"
_DONE = r"(?:carried out|executed|implemented|completed|undertaken|done|fulfilled|handled|filled|realized|realised)"
_PRIZE = r"(?:won|got|landed|secured|received|took|obtained|carried out|executed|completed|implemented|fulfilled)"
_HIRED = r"(?:hired|paid|commissioned|chosen|selected|picked|responsible|contracted|engaged)"
_WAYS = tuple(
    re.compile(_LEAD + way)
    for way in (
        rf"(?P<firm>{_FIRM}) {_HELP}{_GAVE} (?P<ware>{POINTER})(?: up| in)?{_END}",
        rf"(?P<firm>V) {_HELP}put (?P<ware>{POINTER}) (?:up|in){_END}",
        rf"(?P<ware>{POINTER}|{FIRST}){_ASIDE},? {_HELP}{_GAVE}{_BY} (?P<firm>{_FIRM})",
        rf"(?P<ware>{POINTER}|{FIRST}){_ASIDE},? {_HELP}(?:{_GOT}|{_WORK}) (?P<firm>{_FIRM})(?! to\b)",
        rf"(?P<ware>{POINTER}) (?:is|are|was|were) (?:an? )?(?P<firm>V) (?:products?|programs?|systems?|makes?){_END}",
        rf"(?P<ware>{POINTER}) (?:is|are|was|were) (?P<firm>V)'s{_END}",
        rf"(?P<firm>V) {_WON}(?: [^,;:STV]{{1,30}})? and {_GAVE} (?P<ware>{POINTER}){_END}",
        rf"(?P<ware>the {_MAKER})(?: of {POINTER})?: (?P<firm>{_FIRM})",
        rf"(?P<ware>(?:its|their|the) {_MAKER})(?: of {POINTER})? (?:is|are|was|were|ha[sd] been) (?P<firm>{_FIRM})",
        rf"(?P<firm>{_FIRM}) (?:is|was) (?P<ware>(?:its|their|the) {_MAKER})(?: of {POINTER})?{_END}",
        rf"it was (?P<firm>{_FIRM}),? (?:that|who|which) {_HELP}{_GAVE} (?P<ware>{POINTER})",
        rf"[^;:TV]{{3,80}}?\b(?P<firm>V),? (?:which|that|who) {_HELP}{_GAVE} (?P<ware>{POINTER})",
        rf"(?P<ware>the {_MAKER}), (?P<firm>{_FIRM}), ",
        rf"(?P<ware>{_DEAL}) {_HELP}(?:went|awarded|given|fell) to (?P<firm>{_FIRM})",
        rf"(?P<ware>{_DEAL}|{POINTER}) {_HELP}(?:won|{_DONE}){_BY} (?P<firm>{_FIRM})",
        rf"(?P<firm>{_FIRM}) {_HELP}{_PRIZE} (?P<ware>{_DEAL}){_END}(?! (?:for|of|to)\b)",
        rf"(?P<firm>{_FIRM}) (?:was|were) {_HIRED} (?:[$0-9N][^,;:STV]{{0,20}} )?for"
        rf" (?P<ware>{POINTER}|(?:the )?(?:{'|'.join(DEALS)})(?: and (?:{'|'.join(DEALS)}))?){_END}",
        rf"(?:behind|inside|in|on) (?P<ware>{POINTER}) {_STANDS} (?:a |an |the )?(?:{THINGS}|T)"
        rf" (?:of|by|from|made by|built by) (?P<firm>{_FIRM})",
    )
)
_LINK = (
    rf",? (?:and (?:{_HELP}{_GAVE}{_BY}|(?:its|the|a) (?:local )?partner,?)|and|with its (?:local )?partner,?"
    rf"|(?:together |jointly )?with(?: (?:the )?(?:{THINGS}|T|equipment|gear|help|parts|kit)"
    r"(?: made| supplied)? (?:from|by|of))?)"
)
_SEVERAL = re.compile(
    rf"{_LEAD}(?P<ware>{POINTER}|{FIRST}){_ASIDE},? {_HELP}{_GAVE}{_BY} (?P<firm>{_FIRM}){_LINK} (?P<other>{_FIRM})"
)
"""Two firms of which one made a ware and the other took part: "made by V and installed by V", "by V with gear of V"."""
MADE = re.compile(r"\b(?:built|builds|made|makes|manufactur|develop|design|created|wr(?:ote|itten)|by V|from|work of)")
"""How one speaks of roads and computers as well."""
ANOTHER = re.compile(
    r"\b(?:another|other(?! (?:towns|cities|places|provinces|districts|regions|streets|parts))|others|similar|such"
    r"|rivals?|competing|different|next|comparable|alternative|else|elsewhere|abroad|anybody|anyone|everybody"
    r"|everyone|somebody|private)\b"
)
"""What makes of a ware one that was not spoken of before."""
_AWAY = re.compile(
    r"\b(?:(?<!used )to|for|at|on behalf of) (?P<whom>(?!N\b|it\b|them\b|night\b|once\b|least\b)[^,;:.]+)"
)
"""Whom, or for what, a vendor gave a ware: where that is no body of a state, the ware is not its."""
_HOME = re.compile(rf"[SD](?:'s|-based)? (?:[a-z-]+ ){{0,3}}?(?:V|{'|'.join(sorted(listed('firm-nouns')))})\b")
_APPOSED = re.compile(
    rf"V, (?:an?|the|one of) [^,;:]{{0,50}}\b(?:{'|'.join(sorted(listed('firm-nouns')))})\b[^,;:]*,?[^,;:]*"
)
"""What an apposition says of a firm, with where it is at home."""
_PLACE = re.compile(r"\b(?:in|at|near|to|for|across|throughout) (?:the )?(?P<name>[A-Z][\w'-]+)")
_POINTED = re.compile(r"(?:the|this|that|these|those)\b", re.IGNORECASE)
_POINTS = re.compile(r"\b(?:the|these|this|those)\s$", re.IGNORECASE)


class Maker(NamedTuple):
    """A clause that says whose make is what was spoken of before."""

    clause: Clause
    vendor: Mention
    ware: str
    """What the clause calls the ware, in small letters."""
    end: int
    """Where in the marked sentence the words end that say so."""


def makers(clause: Clause) -> list[Maker]:
    """Return whose make, or whose work, a clause says that a ware is to which it points back: one firm's, or two's."""
    if one := maker(clause):
        return [one]
    found = _SEVERAL.match(clause.marked) if len({m.names for m in clause.mentions("VG")}) == 2 else None
    if found is None or (found["ware"].startswith("T") and not _pointed(clause, found.start("ware"))):
        return []
    return [_made(clause, found, name) for name in ("firm", "other") if _firm(clause, found, name)]


def maker(clause: Clause) -> Maker | None:
    """Return whose make a clause says that a ware is to which it points back, or None."""
    marked = clause.marked
    if "V" not in marked or len({m.names for m in clause.mentions("VG")}) != 1:
        return None
    for found in (way.match(marked) for way in _WAYS):
        if found is None or (found["ware"].startswith("T") and not _pointed(clause, found.start("ware"))):
            continue
        if _firm(clause, found, "firm"):
            return _made(clause, found, "firm")
    return None


def _firm(clause: Clause, found: re.Match[str], name: str) -> Mention | None:
    """Return the vendor in a part of what was found in a clause."""
    start, end = (clause.start + at for at in found.span(name))
    return next((m for m in clause.told.sentence.within(start, end) if m.letter == "V" and m.names), None)


def _made(clause: Clause, found: re.Match[str], name: str) -> Maker:
    sentence, vendor = clause.told.sentence, _firm(clause, found, name)
    first, last = (clause.start + at for at in found.span("ware"))
    ware = sentence.written(*sentence.span(first, last)).lower()
    return Maker(clause, vendor or clause.mentions("V")[0], ware, clause.start + found.end())


def _pointed(clause: Clause, at: int) -> bool:
    """Return whether a technology is named as one that was spoken of: "the cameras"."""
    first, text = clause.told.sentence.starts[clause.start + at], clause.told.block.text
    return bool(_POINTED.match(text[first : first + 6]) or _POINTS.search(text[max(0, first - 6) : first]))


def homes(clause: Clause) -> set[str]:
    """Return the states that a clause names only to say where a firm is at home: "a Chinese firm"."""
    sentence = clause.told.sentence
    named = zip(sentence.mentions, sentence.places, strict=True)
    spans = [found.span() for found in _APPOSED.finditer(sentence.marked)]
    return {
        m.names[0]
        for m, at in named
        if m.names and ((m.letter in "SD" and _HOME.match(sentence.marked, at)) or any(a < at < b for a, b in spans))
    }


def strays(one: Maker) -> bool:
    """Return whether what a maker's clause points to may be a ware of another time, place or owner."""
    clause, sentence = one.clause, one.clause.told.sentence
    marked, rest = clause.marked, sentence.marked[one.end : clause.end]
    if ANOTHER.search(marked) or any(not _official(found["whom"]) for found in _AWAY.finditer(rest)):
        return True
    if RIVAL.match(marked) or STRANGER.search(marked):
        return True
    named = {m.start for m in sentence.mentions}
    first, last = sentence.span(clause.start, clause.end)
    places = _PLACE.finditer(sentence.written(first, last))
    return any(first + one.start("name") not in named and one["name"].lower() not in listed("times") for one in places)


def _official(whom: str) -> bool:
    """Return whether words name a state or a body of one."""
    return whom[0] in "SD" or cue("of-the-state").search(whom) is not None
