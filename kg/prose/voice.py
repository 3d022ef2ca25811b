"""Whose voice a text gives: who is said to say what, from which word to which."""

import re
from dataclasses import dataclass

from kg.prose.arrival import awaited, to_come
from kg.prose.context import Context
from kg.prose.gazetteer import Gazetteer
from kg.prose.grammar import cue, word
from kg.prose.hint import pointed
from kg.prose.sentence import Sentence

_NAMES = re.compile(r"[SCDO]\b.*\b[TV]\b|\b[TV]\b.*[SCDO]\b")


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
    if not cue("speech").search(marked):
        return _speaker_behind(marked)

    def add(match: re.Match[str], start: int, end: int) -> None:
        said = match.span("who")
        noun = match["noun"] or match["body"] or ""
        name = _name(sentence, said, noun, (start, end), context, gazetteer)
        partisan = bool(word("partisan").fullmatch(noun)) or (not noun and _letter(sentence, said) == "S")
        if word("report").fullmatch(noun):
            noun = "report"
        found.append(
            Voice(
                start, end, name, noun, said, partisan, bool(cue("doubted").match(match.groupdict().get("say") or ""))
            )
        )

    for match in cue("said-before").finditer(marked):
        stop = _stop(marked, match.end())
        if not re.search(r"\w", marked[match.end() : stop]) or _behind(marked, match):
            continue
        if re.search(r"\bwith $", marked[: match.start("who")]):
            comma = marked.find(", ", match.end())
            stop = comma if comma >= 0 else stop
        add(match, match.end(), stop)
    for match in cue("according").finditer(marked):
        add(match, *_clause(marked, match))
    for match in cue("according-other").finditer(marked):
        if not any(voice.said[0] < match.end() and match.start() < voice.said[1] for voice in found):
            found.append(Voice(*_clause(marked, match), None, "", match.span("who"), False, False))
    asides = cue("aside").finditer(marked)
    found += [Voice(*_clause(marked, m), None, "", m.span("who"), False, doubted=True) for m in asides]
    if sentence.headline and not found:
        ways = ("opening", "colon", "before", "says", "after")
        headline = next(filter(None, (cue(f"headline-{way}").search(marked) for way in ways)), None)
        if headline:
            add(headline, 0, len(marked))
    elif not found or sentence.quoted:
        ends = next((m for m in cue("said-before").finditer(marked) if _behind(marked, m)), None)
        before = ends or next(filter(None, (cue(name).search(marked) for name in ("said-after", "says-after"))), None)
        if before and (ends or not _opened(marked, before)):
            add(before, 0, before.start())
        said_it = cue("said-by-it").search(marked)
        if said_it and last:
            span = said_it.span("pronoun")
            found.append(Voice(0, said_it.start(), last.name, last.noun, span, last.partisan, last.doubted))
        for match in cue("said-within").finditer(marked):
            add(match, 0, len(marked))
    half = marked.find("; ")
    if not sentence.headline and half > 0 and found and all(half < voice.said[0] for voice in found):
        found += _anyone(marked[:half])
    if not found and not sentence.headline:
        found += _amid(marked) or _anyone(marked) or _speaker_behind(marked)
    for concern in cue("concern").finditer(marked):
        name = next(
            (n for n, label in gazetteer.labels.items() if label.startswith("people who voice a concern")), None
        )
        found.append(
            Voice(concern.end(), _stop(marked, concern.end()), name, "concern", concern.span(), False, True, True)
        )
    return sorted(found, key=lambda voice: voice.end - voice.start)


def _amid(marked: str) -> list[Voice]:
    """Return the voice of a speaker who stands between commas in the midst of what is said."""
    match = cue("said-amid").search(marked)
    if match is None:
        return []
    partisan = bool(cue("partisans").search(match["who"]))
    return [Voice(0, len(marked), None, "", match.span("who"), partisan, bool(cue("doubted").match(match["say"])))]


def amid(sentence: Sentence) -> list[tuple[int, int]]:
    """Return the spans of the block that only say who speaks, between commas in the midst of what is said."""
    found = cue("said-amid").finditer(sentence.marked)
    return [(sentence.starts[match.start()], sentence.starts[match.end() - 1]) for match in found]


def speaker(sentence: Sentence, context: Context, gazetteer: Gazetteer) -> tuple[str | None, str] | None:
    """Return who denies or tells what a sentence with a frame says, by CURIE and by words, or None for nobody."""
    stance, whole = sentence.stance, sentence.whole
    if stance is None or stance.who is None:
        return None
    told = word("partisan").search(whole.marked, *stance.who) or word("report").search(whole.marked, *stance.who)
    noun = told.group() if told else ""
    start, end = whole.span(*stance.who)
    name = _name(whole, stance.who, noun, (0, 0), context, gazetteer)
    return name, "report" if word("report").fullmatch(noun) else whole.text[start - whole.start : end - whole.start]


def _anyone(marked: str) -> list[Voice]:
    """Return the voice of a speaker whom no pattern above knows, before or after what is said."""
    after = cue("said-after-anyone").search(marked)
    if after and not cue("when-said").match(marked, after.end("say")):
        after = None
    after = after or cue("says-after-anyone").search(marked)
    if (
        after
        and not _opened(marked, after)
        and not (set(after["who"].split()) & {"that", "which", "who", "what", "as", "and"})
    ):
        return [_behind_all(after)]
    if described := cue("said-after-described").search(marked):
        return [_behind_all(described)]
    before = cue("said-before-anyone").match(marked)
    if before and " that " not in before["who"] and not before["who"].endswith("T"):
        partisan = bool(cue("partisans").search(before["who"]))
        doubted = bool(cue("doubted").match(before["say"]))
        return [Voice(before.end(), _stop(marked, before.end()), None, "", before.span("who"), partisan, doubted)]
    for way in ("that", "quoted", "what", "informed", "as"):
        if match := cue(f"said-{way}-anyone").search(marked):
            partisan = bool(cue("partisans").search(match["who"]))
            doubted = bool(cue("doubted").match(match["say"]))
            return [Voice(match.end(), _stop(marked, match.end()), None, "", match.span("who"), partisan, doubted)]
    return []


def _opened(marked: str, match: re.Match[str]) -> bool:
    """Return whether a match stands in what says at the head of a sentence who speaks: "X, a rival of V, said that"."""
    opening = cue("said-before-anyone").match(marked)
    return opening is not None and match.start() < opening.end()


def _speaker_behind(marked: str) -> list[Voice]:
    """Return the voice of one who is known to speak by what they are, behind what is said, whatever the verb."""
    match = cue("said-after-speaker").search(marked)
    if match is None or set(match["who"].split()) & {"that", "which", "who", "whose"}:
        return []
    return [_behind_all(match)]


def _behind_all(match: re.Match[str]) -> Voice:
    """Return the voice of a speaker who stands behind all that is said."""
    partisan, doubted = (bool(cue("partisans").search(match["who"])), bool(cue("doubted").match(match["say"])))
    return Voice(0, match.start(), None, "", match.span("who"), partisan, doubted)


def _behind(marked: str, match: re.Match[str]) -> bool:
    """Return whether a speaker ends a sentence, behind what is said; only when, where or to whom may follow."""
    lead = marked[: match.start() + 1]
    return lead.endswith(",") and len(lead.split()) > 2 and bool(cue("when-said").match(marked, match.end("say")))


def _clause(marked: str, match: re.Match[str]) -> tuple[int, int]:
    """Return the clause that "according to …" governs, before it and after it."""
    return max(marked.rfind(";", 0, match.start()) + 1, 0), _stop(marked, match.end())


def _stop(marked: str, start: int) -> int:
    places = (marked.find(stop, start) for stop in ("; ", ", but ", ", while critics"))
    return min((at for at in places if at >= 0), default=len(marked))


def _letter(sentence: Sentence, span: tuple[int, int]) -> str:
    return next((found.letter for found in reversed(sentence.within(*span))), "")


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
    if word("report").fullmatch(noun):
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


def _passed(speakers: list[Voice], marked: str, start: int, end: int) -> Voice | None:
    """Return the speaker whose words a quote runs over, in front of what is said or behind it, in one clause."""
    for voice in speakers if speakers and not cue("negation").search(marked, start, end) else ():
        first, last = voice.said
        behind = voice.start <= start < voice.end <= first and last <= end
        ahead = last <= voice.start and start < voice.start < end <= voice.end
        over = marked[start : voice.start] if ahead else marked[last:end]
        if (ahead or behind) and not re.search(r"[;,]", over) and _NAMES.search(marked, voice.start, voice.end):
            return voice
    return None


def attitude(
    speakers: list[Voice],
    sentence: Sentence,
    span: tuple[int, int],
    kind: str,
    given: str = "asserted",
    matched: tuple[int, int] | None = None,
) -> tuple[Voice | None, str]:
    """Return who says what stands in a span of a marked sentence, and how firmly.

    What a party to a dispute takes for granted is the text's own, and so is what the words for the speaker say.
    ``given`` is the modality where nothing changes it, ``matched`` the words whose cues count (the span).
    """
    start, end = span
    speaker = next((v for v in speakers if v.start <= start + 1 and end <= v.end + 1), None)
    if speaker is None:
        speaker = next((v for v in speakers if v.start < end <= v.end and v.said[1] > start), None)
    speaker = speaker or _passed(speakers, sentence.marked, start, end)
    if speaker and given == "presupposed":
        inside = speaker.said[0] < end and start < speaker.said[1]
        speaker = None if speaker.partisan or inside else speaker
    begin, stop = matched or span
    words = sentence.marked[begin:stop]
    first, last = sentence.span(begin, stop)
    if (
        given == "hypothetical"
        or (speaker and speaker.hypothetical)
        or (kind != "Evaluation" and to_come(sentence.marked, begin, stop, kind))
    ):
        return speaker, "hypothetical"
    ordered = cue("ordered").search(words) and cue("still-to-come").search(sentence.marked, stop)
    if kind in ("Supply", "Use") and ((ordered and kind == "Supply") or awaited(sentence.marked, begin, stop)):
        return speaker, "hypothetical"
    ahead = cue("distance-ahead").match(sentence.marked, 0, begin)
    if ahead or cue("alleged").search(words) or cue("distance").search(words):
        return speaker, "alleged"
    if kind == "Evaluation" and cue("hoped-for").search(sentence.marked[:begin].rstrip()):
        return speaker, "hypothetical"
    if kind != "Evaluation" and cue("alleged-that").search(sentence.marked, 0, begin):
        return speaker, "alleged"
    if pointed(kind, sentence.marked, speaker.start if speaker else None, begin, stop):
        return speaker, "alleged"
    if sentence.headline:
        return speaker, "headline"
    if speaker and any(a < last and first < b for a, b in sentence.quoted):
        return speaker, "quoted"
    if given == "presupposed":
        return speaker, given
    if speaker:
        pleads = cue("pleading").search(spoken_of(speaker, sentence).lower())
        takes_part = speaker.partisan and not cue("granting").match(sentence.marked, speaker.said[0])
        return speaker, "alleged" if takes_part or speaker.doubted or pleads else "reported"
    heard = cue("hearsay").search(words) or cue("heard").search(sentence.marked, 0, stop)
    heard = heard or cue("hearsay-ahead").match(sentence.marked, 0, begin)
    return None, "reported" if heard else given


def spoken_of(speaker: Voice, sentence: Sentence) -> str:
    """Return what the text calls a speaker."""
    start, end = sentence.span(*speaker.said)
    return speaker.noun or sentence.written(start, end)
