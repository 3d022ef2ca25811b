"""What keeps a rule from claiming: names that are no heads, other goods, and clauses that deny or suppose.

Each guard is a closed class of ``guards.toml``; it answers with a reason in plain words, or with None.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from kg.prose.gazetteer import TECHNICAL
from kg.prose.grammar import cue, listed, surveils, word
from kg.prose.sentence import Sentence

_WORD_BEFORE = re.compile(r"(?P<word>[\w'-]+)(?P<gap>[^\w]*)$")
_WORD_AFTER = re.compile(r"(?P<gap>[^\w']*)(?P<word>'s|'|[\w-]+)?")
_REACH = 60  # the characters before a place in which the word before it stands
_GOODS = re.compile(
    r"(?P<before>(?:[a-z0-9'-]+ ){0,4})(?P<head>technolog(?:y|ies)|tech|systems?|tools?|equipment|products?|kit|gear"
    r"|hardware|software|platforms?|solutions?|packages?|networks?|devices?|database|cameras?)\b"
)
TAKEN_BACK = "denied by the sentence after it"
_RELATIVE = re.compile(
    r"\b(?<!, )(?:that|which|who) (?!its\b)(?:(?:is|are|was|were|has|have|had|been|will|can|could|to) )*"
    r"(?P<verb>[a-z]+)(?= [^;]*\b[SC]\b)"
)
_ASIDE = re.compile(
    r", (?:(?:which|who|whose|where)\b[^,;:VGTSCDY]{0,80}|(?:unlike|as opposed to)\b[^,;:VG]{0,80}),"
    r"|\((?:which|who|whose|where)\b[^();:VGTYI]{0,80}\)"
    r"|\((?:[a-zSCD ]{1,30}, )?(?:not|unlike)"
    r" (?:(?:in |to |of |from )?[SCD]\b|(?:the|an?) (?!(?:least|slightest|bit|whit)\b)[a-z])"
    r"[^();:VGT]{0,60}\)"
)
"""What is told of a name between commas or brackets: a negation in it denies nothing else."""
_TOLD_BESIDE = re.compile(
    r"(?:[A-Z]|[a-z]+(?: of)? (?:the )?[A-Z])[^,;:]{0,60}, (?:(?:to|from|in|by|with) )?(?:which|whom|whose)\b[^,;:]+"
)
"""A name with a clause of its own beside it, which holds whatever becomes of the clause around it."""
_BY_STATE = re.compile(
    r"(?:T|cameras|systems?|equipment|suppliers?|vendors?|contracts?|deliver(?:y|ies)|orders?|customers?): "
)
_PAID = re.compile(r", (?:paid for|financed|funded|bankrolled) [^,;:]{1,60},")
_BREAKS = re.compile(r"; |, which |,? (?:and|but|while|whereas) (?=(?:[a-z]+ ){0,2}[SCDVGO]\b)")
_WORDS, _PHRASE = re.compile(r"[a-z-]+"), re.compile(r"(?P<phrase>[^,.;:]{1,60})")
_OWNED, _OF_NAME = re.compile(r"(?:'s|') (?:[a-z]+ )?([a-z]+)"), re.compile(r"\bof (?:the |a )?(?:D )?[VS]\b")
_PITCHED = re.compile(
    r"\b(?:(?:offers?|bids?|quotes?|proposals?) (?:of|for|to)|been (?:offered|shown|promised|refused|denied)"
    r"|(?:brochures?|catalog(?:ue)?s?|leaflets?|presentations?|demonstrations?|advice|warnings?)"
    r" (?:on|of|about))\b"
)
"""What is said about wares, or held out, and is none of them."""
_GIVEN = re.compile(r"(?:\)|'s [a-z]+)?(?:,? in (?:the )?[SC],?)? ?with (?:the |a |an )?(?P<phrase>[^,.;:]{1,60})")
_INSIDE = re.compile(r"\b(?:to|for) ((?:[a-z'-]+ ){1,4})(?:in|of|from|across) (?:the )?(?=[SC]\b)")
_BEYOND = re.compile(r" to (?:an?|one|two|several|some|private|local) ((?:[a-z'-]+ ?){1,3})")
_SEAT = re.compile(r"\b(?:based|headquartered|registered|incorporated|founded) in (?:the )?[SC]$")
_BY = re.compile(r",? (?:[a-z]+ )?by (?:the |its |a |an |local |private |several |some |many )*([a-z-]+)")
_WON = re.compile(
    r"\bV (?:has |have )?(?:w[io]ns?|secures?d?|land(?:s|ed)|bag(?:s|ged)|clinch(?:es|ed)) [^,;:]{0,60}?tender\b"
)
"""A tender that is won, and open no more."""
_NEITHER = re.compile(r"\bneither\b([^;:]*?)\bnor\b")
_AGAIN = re.compile(
    r"(?<=[TSVCD]),? (?:nor(?= (?:(?:the|is|are|has|have|was|were|a|an|client|customer|of|with) )*[TSVCD]\b)"
    r"|(?:(?:and|or) )?no(?= (?:[a-z]+ ){0,3}?[TSV]\b))"
)
"""What denies of a second thing what is denied of the first."""
EXCEPTED = "named as the exception"
_VERBS = ("supply", "serve", "supplied", "buy", "use", "say")


@lru_cache(maxsize=256)
def denial(marked: str, start: int, end: int, *, after: bool = True) -> str | None:
    """Return why the words from ``start`` to ``end`` of a marked sentence are not said to be so, or None."""
    if cue("verdict-label").search(marked):
        return "the sentence is labeled as a claim that is judged, not made"
    denying = cue("denying-before-colon").search
    turns = (m for m in cue("turn").finditer(marked, 0, start) if not denying(marked, 0, m.start() + 1))
    turn = max((m.end() for m in turns), default=0)
    lead = marked[start if _TOLD_BESIDE.fullmatch(marked, start, end) else turn : end]
    for aside in reversed([*_ASIDE.finditer(lead)]):
        if not any(aside.start() < at - turn < aside.end() for at in (start, end)):
            lead = f"{lead[: aside.start()]}{_kept(aside)}{lead[aside.end() :]}"
    lead = _WON.sub(lambda won: won.group().replace("tender", "contract"), lead)
    denied = cue("negation").search(lead)
    if denied:
        return f"negated ({denied.group().strip()!r})"
    supposed = cue("condition").search(lead)
    if supposed:
        return f"supposed, asked or demanded ({supposed.group().strip(' ,')!r})"
    later = cue("denied-after").search(marked[end:]) if after else None
    if later is None and after and cue("claimed").search(marked, turn, start):
        later = cue("negation").search(marked[end:].partition(";")[0])
    return f"denied afterwards ({later.group().strip(' ,')!r})" if later else None


def excepted(marked: str, places: Iterable[int]) -> bool:
    """Return whether a name at one of some places is an exception: "all of them but S", "save for S", "S excepted"."""
    spans = [m.span("who") for m in cue("exception").finditer(marked)]
    spans += [m.span("who") for m in cue("excepted").finditer(marked)]
    return any(start <= at < end for at in places for start, end in spans)


def clause(marked: str, start: int, end: int) -> str:
    """Return the clause of a marked sentence that holds a span: up to what is told beside it with "which" or "and"."""
    first = max((m.end() for m in _BREAKS.finditer(marked, 0, start + 1)), default=0)
    after = _BREAKS.search(marked, end - 1)
    return marked[first : after.start() if after else len(marked)]


def doubled(marked: str) -> bool:
    """Return whether a sentence has more than one negation, or turns one round: nothing is concluded from it."""
    return (
        len([*cue("negation").finditer(_AGAIN.sub(" or", _NEITHER.sub(r"neither\1or", marked)))]) > 1
        or cue("turned-round").search(marked) is not None
    )


def _kept(aside: re.Match[str]) -> str:
    """Return what is told between commas where it denies what the sentence says, and else a comma."""
    return aside.group() if re.search(r"\b(?:den|reject|refut|dismiss|disput|disclaim)", aside.group()) else ","


def left(marked: str, start: int) -> str | None:
    """Return why the phrase that begins at ``start`` is no subject of its own, or None.

    "Critics of V", "firms that distrust V": the phrase is a complement. Before a subject stand only a mark, a
    conjunction, a verb of saying, or an adverb.
    """
    while before := _WORD_BEFORE.search(marked, max(0, start - _REACH), start):
        text, gap = before["word"], before["gap"]
        if gap.strip() or not text[0].isalnum():
            return None
        tied = text == "to" and re.search(r"\b(?:linked|tied|connected) to $", marked[:start])
        if tied or (text == "among" and before.start() == 0):
            return None
        kin = text in listed("firm-nouns") or (text == "D" and marked[start].islower())
        if kin or text in ("the", "a", "an", "both", "all", "called", "named"):
            start = before.start("word")
            continue
        if (
            text in listed("opening")
            or text in listed("times")
            or text.isdigit()
            or text.endswith("ly")
            or text in "NWROITYSCD"
            or _verb(text, "say")
        ):
            return None
        return f"{text!r} stands before the name, which is no subject then"
    return None


def right(marked: str, end: int) -> str | None:
    """Return why the phrase that ends at ``end`` goes on in a noun, or None.

    "facial recognition ban", "V software competition", "S airways": what follows is the head.
    """
    after = _WORD_AFTER.match(marked, end)
    if after is None or after["word"] is None or after["gap"].strip():
        return None
    text = after["word"]
    if text in listed("function") or text.endswith(("ly", "ed")) or text.isdigit() or text in "VGSCDPRWOITYN":
        return None
    if text in ("'s", "'"):
        owned = _OWNED.match(marked, end)
        known = listed("bodies") | listed("owned-places")
        return None if owned and owned[1] in known else "what it owns is meant, not it"
    if text in listed("devices") and marked[end - 1] == "T":
        return None
    if text in listed("wares") or text in TECHNICAL or text in listed("watching") or _verb(text, *_VERBS):
        return None
    if text in listed("verbs"):
        return None
    return f"{text!r} follows the name and is what is meant"


def goods(marked: str, start: int, end: int) -> str | None:
    """Return why what is sold between two places is no surveillance, or None.

    A noun such as "system" stands for surveillance only where nothing before it says that it is something else.
    """
    words = _WORDS.findall(_PAID.sub(",", marked[start:end]))
    if other := next((w for before, w in pairwise(["", *words]) if _other(before, w)), None):
        return f"other goods ({other!r})"
    relative = _RELATIVE.search(marked, start, end)
    if relative and relative["verb"] not in listed("watching-verbs") and not _verb(relative["verb"], *_VERBS[:-1]):
        return f"a clause of its own ({relative.group()!r})"
    if pitched := _PITCHED.search(marked, start, end):
        return f"other goods ({pitched.group()!r})"
    for at in _OF_NAME.finditer(marked[start:end]):
        if not _partitive(marked[: start + at.start()]):
            return "the name only belongs to what is meant"
    for found in _GOODS.finditer(marked, start, end):
        words = _phrase(found["before"].split())
        if found["head"].startswith("camera"):
            strange = [one for one in words if one in listed("other-cameras")]
        elif any(one in listed("watching") for one in words) or surveils([*words, found["head"]]):
            continue
        else:
            strange = [one for one in words if one not in listed("ware-words") and not one.isdigit()]
        purpose = re.match(r" for (?:the |a |its )?([a-z-]+)", marked[found.end() :])
        if purpose and purpose[1] in listed("other-uses"):
            strange = strange or [purpose[1]]
        if strange:
            return f"other goods ({' '.join([*words, found['head']])!r})"
    given = _GIVEN.match(marked[end:].lstrip())
    if marked[start:end].endswith(" with "):
        given = _PHRASE.match(marked, end)
    if given:
        told = _opened(given["phrase"].split())
        means = any(one == "T" or any(one in listed(name) for name in ("watching", "wares", "means")) for one in told)
        if not means or goods(given["phrase"], 0, len(given["phrase"])):
            return f"other goods ({' '.join(told)!r})"
    return None


def _other(before: str, one: str) -> bool:
    """Return whether a noun means other goods; a vehicle that is fitted out to watch does not."""
    watching = before in listed("watching") and one in listed("vehicles")
    return one in listed("other-goods") and not watching


def client(marked: str, start: int, end: int) -> str | None:
    """Return why what is sold between two places goes to somebody in the state, and not to the state, or None."""
    if _SEAT.search(marked, start, end):
        return "where a company is at home is told"
    for found in _INSIDE.finditer(marked[start:end]):
        words = [one for one in found[1].split() if one not in listed("function")]
        known = listed("bodies") | listed("public-places") | listed("wares") | listed("watching") | listed("times")
        if words and not known & set(words):
            return f"{words[-1]!r} in the state get it"
    beyond = _BEYOND.match(marked, end)
    if beyond and re.search(r"\b(?:in|across) (?:the )?[SC]$", marked[start:end]):
        words = [one for one in beyond[1].split() if one not in listed("function")]
        if not (listed("bodies") | listed("public-places")) & set(words):
            return f"{words[-1]!r} in the state get it" if words else None
    return None


def user(marked: str, end: int) -> str | None:
    """Return why what is used in a state is not used by the state, or None: "used in S only by airlines"."""
    by = _BY.match(marked, end)
    plain = by is None or by[1] in listed("bodies") or by[1] in listed("function") or by[1] in listed("times")
    return None if by is None or plain or by[1] in ("means", "default", "law", "way") else f"{by[1]!r} use it there"


def home(sentence: Sentence, start: int, end: int) -> str | None:
    """Return why the words between two places do not say where a company is at home, or None."""
    marked = sentence.marked
    if re.match(r"S V", marked[start:end]):
        named = sentence.within(start, start + 1)[0]
        short = sentence.written(named.start, named.end).replace(".", "").isupper()
        if not short or left(marked, start):
            return "a state beside a vendor is not said to be its home"
    if "(" in marked[start:end] and _BY_STATE.search(marked, 0, start):
        return "suppliers by state are listed, and not their homes"
    if re.match(r" ?\)? (?:ltd|limited|inc|plc|llc|gmbh|co|s\.?a|pty|pvt|branch|office|subsidiary)\b", marked[end:]):
        return "a subsidiary is named, not a home"
    if marked[end - 1] in "SC" and marked.startswith(("'s ", "' "), end):
        return "what it owns is meant, not it"
    return right(marked, end) if marked[end - 1] == "V" else None


def membership(matched: str) -> str | None:
    """Return why matched words do not say that a state is a member, or None."""
    bare = re.search(r" in (?:the )?(?:S's )?I$", matched) and not re.search(
        r"\b(?:is|are|was|were|been|part|takes?|taking|participat[a-z]*|members?)\b", matched
    )
    return "to be spoken of in an initiative is no membership" if bare else None


def _partitive(before: str) -> bool:
    """Return whether the noun before "of" leaves the name after it what is meant."""
    text = before.rstrip().rpartition(" ")[2]
    known = ("partitive", "wares", "watching", "bodies", "owned-places")
    return not text or not text[0].islower() or any(text in listed(one) for one in known) or _verb(text, *_VERBS)


def _phrase(words: list[str]) -> list[str]:
    """Return the last of some words that may belong to the noun after them."""
    kept: list[str] = []
    for one in reversed(words):
        if one in listed("function") or one.endswith("ly") or not one[0].isalnum() or _verb(one, *_VERBS):
            break
        kept.insert(0, one)
    return kept


def _opened(words: list[str]) -> list[str]:
    """Return the first noun phrase of some words."""
    kept: list[str] = []
    for one in words:
        if one in ("to", "in", "for", "at", "on", "by", "that", "which", "and", "from", "after", "under"):
            break
        kept.append(one)
    return kept


def _verb(text: str, *names: str) -> bool:
    return any(word(name).fullmatch(text) for name in names)
