"""Whose voice a text gives: who is said to say what, from which word to which."""

import re
from dataclasses import dataclass

from kg.gazetteer import Gazetteer
from kg.sentence import Context, Sentence

_REPORTS = (
    "report|study|index|survey|paper|research|analysis|briefing|dataset|data set|review|assessment|findings|think tank|"
    "institute|institution|researchers?|authors?|data|table|tables|edition|figures"
)
_PARTISANS = (
    "critics|activists|opponents|campaigners|advocates|dissidents|detractors|sceptics|skeptics|rights groups|"
    "officials?|authorities|government|ministry|ministers?|police|spokesman|spokeswoman|spokesperson|mayor|"
    "administration|regulators?|lawmakers|supporters|proponents"
)
_OTHERS = "company|firm|vendor|maintainers|experts?|analysts?|residents|observers|release|statement|sources|witnesses"
_NOUN = rf"(?P<noun>{_REPORTS}|{_PARTISANS}|{_OTHERS})"
_SAY = (
    r"(?:says?|said|finds?|found|reports?|reported|shows?|showed|notes?|noted|states?|stated|estimates?|estimated|"
    r"concludes?|concluded|warns?|warned|claims?|claimed|claiming|alleges?|alleged|alleging|contends?|contended|asserts?|"
    r"asserted|insists?|insisted|argues?|argued|maintains?|maintained|believes?|believed|suggests?|suggested|reveals?|"
    r"revealed|tells?|told|announced|announces|calls?|called|describes?|described|counts?|counted|saying|wrote|writes?|"
    r"accuses?|accused|acknowledged|confirmed|confirms|added|adds)"
)
_DOUBTED = re.compile(r"claim|alleg|contend|assert|insist|argu|accus|maintain")
_TAIL = r"(?:'s [a-z]+(?: [a-z]+)?)?(?: (?:by|from|of|at|behind|for) (?:the |a |an )?(?:[A-Z](?:'s)? ?|[a-z-]+ ?){0,5}?)?"
_WHO = (
    rf"(?P<who>(?:(?:the|a|an|one|some|many|its|their|this|that|[a-z]+day's|local|latest edition of the|[DS](?:'s)?) )*"
    rf"(?:(?:[a-z0-9-]+ ){{0,2}}?{_NOUN}{_TAIL}|(?P<name>[OVS])|(?:the )?D (?P<body>government|officials|authorities|police)))"
)
_AFTER = re.compile(rf"(?:^|[,;:–-] ?|\b(?:and|but|with|while|as|because|that) ){_WHO},? (?:has |have |had )?(?P<say>{_SAY})\b(?: that\b|:|,)? ?")
_ACCORDING = re.compile(rf"\b(?:according to|in the words of) {_WHO}")
_BEFORE = (
    re.compile(rf"(?:, |\. ?|\? ?){_WHO} (?P<say>{_SAY})[^;]{{0,30}}?\.?$"),
    re.compile(rf"(?:, |\. ?|\? ?)(?P<say>{_SAY}) {_WHO}[^;]{{0,30}}?\.?$"),
)
_WITHIN = re.compile(rf", {_WHO} (?P<say>{_SAY}), ?")
_SAID_IT = re.compile(rf", ?(?P<pronoun>it|they|he|she) (?:said|says|added|adds|wrote)\b")
_HEADLINE = (
    re.compile(rf": (?:(?:the|a|an|new) )*{_WHO}$"),
    re.compile(rf"^(?:(?:the|a|an|new) )*{_WHO} (?P<say>{_SAY})"),
    re.compile(rf", (?P<say>{_SAY}) {_WHO}"),
    re.compile(rf", {_WHO} (?P<say>{_SAY})$"),
)
_CONCERN = re.compile(r"\b(?:concerns?|fears?|worries|worry|alarm|suspicions?) that ")


@dataclass(frozen=True)
class Voice:
    """One who is given voice, and the part of the marked sentence that is theirs."""

    start: int
    end: int
    name: str | None
    """The CURIE, or None where no register has the speaker."""
    noun: str
    """What the text calls a speaker without a name, as ``report`` or ``critics``; empty for a name."""
    said: tuple[int, int]
    """The span of the marked sentence that names the speaker."""
    partisan: bool
    doubted: bool
    """Whether the verb keeps its distance, as "claims" does."""
    hypothetical: bool = False


def voices(sentence: Sentence, context: Context, gazetteer: Gazetteer, last: Voice | None) -> list[Voice]:
    """Return the voices of a sentence, those that govern less of it first."""
    marked = sentence.marked
    found: list[Voice] = []

    def add(match: re.Match[str], start: int, end: int) -> None:
        said = match.span("who")
        noun = match["noun"] or match["body"] or ""
        name = _name(sentence, said, noun, (start, end), context, gazetteer)
        partisan = bool(re.fullmatch(_PARTISANS, noun)) or (not noun and _letter(sentence, said) == "S")
        if re.fullmatch(_REPORTS, noun):
            noun = "report"
        found.append(Voice(start, end, name, noun, said, partisan, bool(_DOUBTED.match(match.groupdict().get("say") or ""))))

    for match in _AFTER.finditer(marked):
        stop = _stop(marked, match.end())
        if not re.search(r"\w", marked[match.end() : stop]):
            continue
        if re.search(r"\bwith $", marked[: match.start("who")]):
            comma = marked.find(", ", match.end())
            stop = comma if comma >= 0 else stop
        add(match, match.end(), stop)
    for match in _ACCORDING.finditer(marked):
        start = max(marked.rfind(";", 0, match.start()) + 1, 0)
        add(match, start, _stop(marked, match.end()))
    if sentence.headline and not found:
        headline = next(filter(None, (pattern.search(marked) for pattern in _HEADLINE)), None)
        if headline:
            add(headline, 0, len(marked))
    elif not found or sentence.quoted:
        before = next(filter(None, (pattern.search(marked) for pattern in _BEFORE)), None)
        if before:
            add(before, 0, before.start())
        said_it = _SAID_IT.search(marked)
        if said_it and last:
            span = said_it.span("pronoun")
            found.append(Voice(0, said_it.start(), last.name, last.noun, span, last.partisan, last.doubted))
        for match in _WITHIN.finditer(marked):
            add(match, 0, len(marked))
    for concern in _CONCERN.finditer(marked):
        name = next((n for n, label in gazetteer.labels.items() if label.startswith("people who voice a concern")), None)
        found.append(
            Voice(concern.end(), _stop(marked, concern.end()), name, "concern", concern.span(), False, True, True)
        )
    return sorted(found, key=lambda voice: voice.end - voice.start)


def _stop(marked: str, start: int) -> int:
    stops = [at for at in (marked.find("; ", start), marked.find(", but ", start), marked.find(", while critics", start)) if at >= 0]
    return min(stops, default=len(marked))


def _letter(sentence: Sentence, span: tuple[int, int]) -> str:
    found = sentence.within(*span)
    return found[-1].letter if found else ""


def _name(
    sentence: Sentence,
    said: tuple[int, int],
    noun: str,
    governed: tuple[int, int],
    context: Context,
    gazetteer: Gazetteer,
) -> str | None:
    """Return the CURIE of a speaker: a named one, the body that made the report, or the critics of what it is about."""
    mentions = [m for m in sentence.within(*said) if m.names]
    named = next((m for m in mentions if m.letter in "OV"), None)
    if named:
        return named.names[0]
    state = next((m.names[0] for m in mentions if m.letter in "DS"), None)
    if state and (not noun or noun in ("government", "officials", "authorities")):
        return gazetteer.government(state)
    if re.fullmatch(_REPORTS, noun):
        return context.organization
    topics = [m.names[0] for m in sentence.within(*governed) if m.letter == "I" and m.names]
    topics += [context.system] if context.system else []
    topics += context.places
    for topic in topics:
        for name, label in gazetteer.labels.items():
            lead = re.match(rf"{re.escape(noun)} (?:of|in) (?:the )?(.+)", label)
            if noun and lead and _about(lead[1], gazetteer.labels[topic]):
                return name
    return None


def _about(words: str, label: str) -> bool:
    return label in words or words.split()[0] == label.split()[0]
