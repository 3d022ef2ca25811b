"""A remark before a question, which says nothing of what is asked: a headline, what somebody said, how it came about.

It is told by its shape: a clause with a subject and a finite verb, without a name, a number, a denial or a word of the
library. Of the one name that a headline has "it" in the question speaks. What goes is told to the reader.
"""

import re
from collections.abc import Iterator

from kg.evidence.mention import Names
from kg.wording import turn
from kg.wording.item import NUMBERS
from kg.wording.lexicon import Lexicon

_FLAGS = re.IGNORECASE | re.ASCII
_BREAKS = re.compile(
    r"[.!?;:] +| [-–—] |, +(?:(?:so|but|and|yet|and so|hence|and yet|therefore)(?: please| then)?,? +)?"
)
_ASKS = re.compile(
    r"(?:(?:in|to|from|by|since|for|on|of|until|with|at|under|about) )?(?:who|whom|whose|which|what|when|where|how|why|"
    r"is|are|was|were|does|do|did|has|have|list|show|give|name|compare|rank|count|find)\b",
    _FLAGS,
)
_SUBJECTS = re.compile(
    r"(?:(?:and|but|so|well|now|ok|okay|look|listen|yes|no doubt|of course|apparently|supposedly|reportedly),? )*"
    r"(?:i|we|he|she|they|it|there|this|that|these|those|the|an?|my|our|your|his|her|its|their|some|many|most|several|"
    r"people|somebody|someone|everybody|everyone|quite|opinions|things|times|rumou?rs|critics|experts|politicians|"
    r"officials|journalists|activists|campaigners|diplomats|scholars|researchers|readers)\b",
    _FLAGS,
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|am|has|have|had|does|do|did|will|would|can|could|may|might|must|should|says?|said|claims?|"
    r"told|tells?|went|goes|came|comes|got|gets?|makes?|made|keeps?|kept|wrote|writes?|thinks?|thought|believes?|seems?|"
    r"remains?|heard|hears?|argues?|fears?|hopes?|wonders?|insists?|swears?|asks?|knows?|sees?|saw|grows?|grew|rises?|"
    r"rose|spreads?|talks?|speaks?|spoke|[a-z]{3,}ed)\b|'(?:s|re|ve|m|d|ll)\b",
    _FLAGS,
)
_SAYS = re.compile(
    r"\b(?:says?|said|saying|claim(?:s|ed)?|tells?|told|argu(?:es?|ed)|insist(?:s|ed)?|swears?|swore|thinks?|thought|"
    r"believ(?:es?|ed)|writes?|wrote|complain(?:s|ed|ing)?|fear(?:s|ed)?|wonder(?:s|ed|ing)?|heard|"
    r"hear|read|spoke|saw|met)\b",
    _FLAGS,
)
_PERSON = re.compile(
    r"(?:.* )?(?:i|we|he|she|they|it|there|this|that|these|those|some|many|most|several|quite|its|their|his|her)$",
    _FLAGS,
)
"""A subject that can be the rows, or the asker: only what it says or hears is a remark."""
_STATE = re.compile(
    r"\b(?:is|are|was|were|am|'s|'re) (?!(?:(?:so|very|now|still|all|already|always|getting|really|quite|too) )*"
    r"(?:[a-z]+ed|[a-z]+ing|over|clear|true|false|back|here|out|known|said|told|worse|better|harmless|urgent|busy|angry|"
    r"late|public|quiet|silent|new|old|up|on|off)\b)|\b(?:has|have|had|'ve) (?!(?:[a-z]+ed|been|gone|come|become|got|"
    r"grown|made|begun|risen|fallen|to|just|never|long|now|all|already|said|told|spoken|written)\b)",
    _FLAGS,
)
"""What a subject is or has, which can be a condition: the north is poor, we have a coast."""
_TELLS = re.compile(
    r"focus|focuses|focused|topic|topics|subject|scope|interest|interested|interests|care|"
    r"cares|caring|mean|means|meant|consider|considering|considers|limit|limits|limited|"
    r"restrict|restricted|exclude|excluded|excluding|include|included|including|prefer|prefers|"
    r"preferred|want|wants|wanted|need|needs|needed|look|looking|looks|about|concern|concerns|"
    r"concerned|special|kind|kinds|sort|sorts|type|types|such|ones|one|other|others|small|"
    r"large|big|poor|rich|only|just|not|no|never|none|nobody|nothing|nor|neither|without|"
    r"except|but|hardly|barely|scarcely|few|little|less|least|more|if|unless|whether|where|"
    r"when|while|whose|for|among|per|by|with|study|studies|studying|cover|covers|covering|"
    r"deal|deals|compare|comparing|table|list|map"
)
"""Words by which a clause can tell one row from another, or say what the question is limited to."""
_BACK = re.compile(
    r"\b(?:it|its|they|them|their|theirs|these|those|there|he|she|his|her|this|that one|former|latter)\b", _FLAGS
)
_IT = re.compile(r"\b(its|it|there)\b", _FLAGS)
_MARK = re.compile("(?:the )?\ue000([a-z])\\d+\ue001(?:['’]s)?", re.IGNORECASE)
_HEADLINE = re.compile(
    r"(?:(?:is|was|has|are|now|again|still|back|gone|been|being|really|slowly|fast|further|its|the|a|in|on|at|under|of|to|"
    r"up|off|down|out|into|way|all|over) )*"
    r"(?:(?:los(?:es?|ing)|lost|gain(?:s|ing|ed)?|mak(?:es?|ing)|made|gives?|holds?|tak(?:es?|ing)|took|keeps?|wins?|"
    r"winning|won) )?(?:(?:more|new|some|its|the|a) )*"
    r"(?:ground|inroads|retreat(?:s|ing|ed)?|advanc(?:es?|ing|ed)|ris(?:es?|ing)|rose|fall(?:s|ing)?|fell|"
    r"declin(?:es?|ing|ed)|expan(?:ds?|ding|ded|sion)|spread(?:s|ing)?|shr(?:inks?|inking|ank)|grow(?:s|ing|th)?|grew|"
    r"march(?:es)?|trouble|pressure|fire|leads?|moves?|boom(?:s|ing)?|comeback|back|withdraw(?:s|al)?|conque(?:rs?|st)|"
    r"triumphs?|stumbles?|struggles?|collapses?|surg(?:es?|ing)|thrives?|finished|defeat|success|losses|gains)"
    r"(?: (?:fast|again|everywhere|further|on|too|slowly|now|abroad|worldwide|at last))*",
    _FLAGS,
)


def rests(names: Names, known: Lexicon, text: str) -> Iterator[tuple[str, str]]:
    """Yield a text without the remark before its question, and the remark; the longest question first."""
    said, named = turn.marked(names, known, " ".join(text.split()))
    for found in _BREAKS.finditer(said):
        before, rest = said[: found.start()].strip(), said[found.end() :].strip()
        if not before or not _ASKS.match(rest):
            continue
        mark = _MARK.match(before)
        if not _MARK.search(before):
            put = rest if is_remark(known, before) and not _BACK.search(rest) else ""
        else:
            put = _of(mark[0], mark[1], before[mark.end() :], rest) if mark else ""
        if put:
            yield turn.unmarked(put, named), turn.unmarked(before, named)


def is_remark(known: Lexicon, before: str) -> bool:
    """Return whether a clause without names has a subject and a finite verb, and nothing that could be a condition."""
    subject = _SUBJECTS.match(before)
    if subject is None or not _FINITE.search(before):
        return False
    said = _SAYS.search(before, subject.end())
    if said is None and (_PERSON.fullmatch(subject[0]) or _STATE.search(before)):
        return False
    words = re.findall(r"[a-z0-9]+", before[subject.end() :].lower().replace("n't", " not"))
    return not any(_tells(known, word) for word in words)


def _tells(known: Lexicon, word: str) -> bool:
    meant = known.words.get(word)
    library = meant is not None and meant.section not in ("little", "grammar")
    library = library and word != "getting" and not _FINITE.fullmatch(word)
    return bool(_TELLS.fullmatch(word)) or word in NUMBERS or word.isdigit() or library


def _of(name: str, letter: str, after: str, rest: str) -> str:
    """Return a question with the name of a headline for "it"; empty where the headline says more, or of nothing."""
    if letter not in "vsk" or not _HEADLINE.fullmatch(after.strip(" ,")) or _MARK.search(rest.split(" in \ue000y")[0]):
        return ""
    name = re.sub(r"['’]s$", "", name)
    if not _IT.search(rest) or len(_BACK.findall(rest)) != len(_IT.findall(rest)):
        return ""

    def put(found: re.Match[str]) -> str:
        word = found[0].lower()
        return f"{name}'s" if word == "its" else f"in {name}" if word == "there" else name

    return _IT.sub(put, rest)
