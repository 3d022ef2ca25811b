"""Names that may be a supplier's, though no register has them and nothing beside them says that they are a firm's.

Whoever a sentence makes the supplier of surveillance to a state need not be proven a firm: the claim says what the text
calls it, and waits for a reviewer. So each name in a sentence of a state and of surveillance is tried as a vendor's,
but one that is positively something else: a person's, a body's, a place's, a program's, a paper's, a product's.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from kg.naming import subdivision, town
from kg.prose.article import Document
from kg.prose.gazetteer import Mention, counted_from
from kg.prose.grammar import cue, listed
from kg.prose.pairing import WARES
from kg.prose.parsable import worth
from kg.prose.pipeline import heard
from kg.prose.product import product, ware
from kg.prose.proposal import Proposal
from kg.prose.sentence import normal
from kg.prose.unread import Told
from kg.prose.unregistered import MORE, Name, capitalized, completed, merged, name, stands, unnamed, written
from kg.prose.walk import SEVERAL

Sorts = Callable[[str], list[tuple[int, int, str]]]
"""Text → the names in it: where each stands, and its sort as spaCy calls it."""
_NEAR = 3
"""The sentences behind one of surveillance in which it is still spoken of."""
_KEPT = ("Supply", "CountObservation")
_FAR = 60
"""The characters beside a name that may say what it is the name of."""
_UNUSUAL = re.compile(r"\w*[a-z][A-Z]|\w+-[A-Z]|\w*\d")
_OPENS = re.compile(r"(?:^|[.!?:;\"'(\n]\s?)$")
_CODE = re.compile(r"AI|CCTV|GPS|ICT|IoT|ANPR|LPR|DNA|[A-Z]+(?:-|(?<=..))[0-9]+|\w|\S+ \w*[a-z][A-Z]\w*|.*-[a-z]+")
"""The name of a system, "ECU-911", a letter, a product behind a name, "X FaceLock", what tells of one, "Lima-made"."""
_ANOTHERS = re.compile(r"\band (?P<goods>(?:[a-z-]+ ){0,2}(?!buys|gets|orders|imports|receives)[a-z-]+s )(?:from|by) $")
"""What gives a name a part of its own in what is told: "cameras from X and uniforms from"."""
_TO = re.compile(r" to (?:the )?(?P<to>[A-Z])")
"""What makes of a name behind "from" the one end of a way, where no register has the other: "from X to Y"."""
_WAY = re.compile(r"\bfrom (?:the )?[A-Z][\w-]*(?: [A-Z][\w-]*)* to (?:the )?$")
_ACRONYM = re.compile(r"[A-Z]{2,6}s?")
_FIRST = re.compile(r"(?<!\w)[A-Z\u00c0-\u00de]\w*")
_LAST = re.compile(r"(?!(?<=its )partner|(?<=their )partner)\b([\w-]+)\.? $")
_NEXT = re.compile(r"(?: [a-z][\w-]*){1,3}")
_DETERMINED = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Oo]ur|[Mm]y|[Yy]our) $")
_OF_ONE = re.compile(r"(?:'s |\(|\b[Tt]he (?:[A-Z][a-z]+ )?)$")
_PART = re.compile(r"([A-Z]\w+) (?:of|for|on|and) (?:the )?$")
"""What makes of a name a part of one that is longer: "Ministry of"."""
_BUILT = re.compile(r"-(?:made|built|supplied|run|branded|installed|designed|developed|operated|provided)$")
_COUNTED = re.compile(r"\bN (?:[a-z]+ ){0,2}(?:countries|states|governments|nations)\b")
_PERSONAL = re.compile(r"\b(?:he|she|him|his|her|hers|himself|herself)\b")
_ITS = re.compile(r"\b(?:it|its|itself)\b")
_SORTS = ("GPE", "LOC", "FAC", "NORP", "DATE", "TIME", "LAW", "EVENT", "LANGUAGE", "WORK_OF_ART")


class Presumed:
    """The names of a document that may be a supplier's, and what of a reading with them as vendors' is to be kept.

    What ``nearest`` takes for a misspelt name is left out; ``sorts`` tells names apart, where a pipeline is used.
    """

    def __init__(
        self,
        document: Document,
        sentences: Sequence[Told],
        nearest: Callable[[str], str | None],
        sorts: Sorts | None = None,
    ) -> None:
        mentions = _presumed(sentences, nearest, sorts)
        around = (document.blocks[max(0, at - 1) : at + 2] for at in range(len(document.blocks)))
        near = [any(id(block) in mentions for block in blocks) for blocks in around]
        blocks = [block for at, block in enumerate(document.blocks) if near[at] or at == 0]
        self.document = replace(document, blocks=blocks)
        """The document with the paragraphs alone that hold such a name or stand beside one that does."""
        self.mentions = [mentions.get(id(block), []) for block in blocks]
        self.firms = {mention.names[0] for one in self.mentions for mention in one}

    def completed(
        self, blocks: Sequence[tuple[str, Sequence[Mention]]], nearest: Callable[[str], str | None]
    ) -> Iterator[list[Mention]]:
        """Yield for each block its mentions with those of firms that no register has, these among them."""
        for (text, _), mentions, more in zip(blocks, completed(blocks, nearest), self.mentions, strict=True):
            yield merged(text, mentions, more)

    def choice(self, sentences: Sequence[Told]) -> Callable[[Told], bool]:
        """Return what tells of each of some sentences whether it, or the one behind it, speaks of such a firm."""
        named = [bool(self.firms & ({n for m in told.here for n in m.names} | {*told.makers})) for told in sentences]
        beside = zip(sentences, named, [*named[1:], False], strict=True)
        near = {told.span for told, here, next_ in beside if here or next_}
        return lambda told: told.span in near and worth(told)

    def supplies(self, proposals: Iterable[Proposal]) -> list[Proposal]:
        """Return what is claimed of such a firm as a supplier that some sentence names as one."""
        ours = [
            p for p in proposals if p.roles.get("supplier") in self.firms and p.kind in ("Supply", "CountObservation")
        ]
        shown = {p.roles["supplier"] for p in ours if stands(p.roles["supplier"], p.sentence)}
        again = cue("refers-to-a-firm")
        return [p for p in ours if p.roles["supplier"] in shown or again.search(p.sentence.lower())]


def uses(proposals: Iterable[Proposal], supplies: Sequence[Proposal], known: Iterable[Proposal]) -> list[Proposal]:
    """Return the uses by a state that are told in the sentence of a supply to it, and not known."""
    told = {(p.sentence, p.roles.get("recipient")) for p in supplies}
    said = {(p.sentence, p.roles.get("user"), p.roles.get("technology")) for p in known if p.kind == "Use"}
    users = (p for p in proposals if p.kind == "Use" and (p.sentence, p.roles.get("user")) in told)
    return [p for p in users if (p.sentence, p.roles["user"], p.roles.get("technology")) not in said]


def settled(sentences: Iterable[Told], supplies: Iterable[Proposal]) -> None:
    """Let sentences no longer call a stranger whom a supply now names as its supplier."""
    by_place = {told.span: told for told in sentences if told.strangers}
    for supply in supplies:
        for (start, end), told in by_place.items():
            firm = written(supply.roles.get("supplier")) or ""
            met = [one for one in told.strangers if one[0] in firm or firm in one[0]]
            if start <= supply.start < end and met:
                told.strangers[:] = [one for one in told.strangers if one not in met]
                told.reasons[:] = [r for r in told.reasons if not any(repr(one) in r for one, _ in met)]


class Place(NamedTuple):
    """A name of a block that may be a firm's, and the sentence in which it stands."""

    block: int
    told: Told
    one: Name


def _presumed(
    sentences: Sequence[Told], nearest: Callable[[str], str | None], sorts: Sorts | None
) -> dict[int, list[Mention]]:
    """Return for each block of a document, by its identity, the names in it that may be a supplier's, as vendors'."""
    found = [place for place in _candidates(sentences) if not any(map(nearest, place.one.core.split()))]
    if not found:
        return {}
    texts = {id(told.block): normal(told.block.text) for told in sentences}
    apart = _elsewhere(texts.values(), {place.one.core for place in found})
    people: set[str] = set()
    kept: list[Place] = []
    told: Told | None = None
    labels: list[tuple[int, int, str]] = []
    for place in found:
        if place.told is not told:
            told = place.told
            start = told.sentence.start
            labels = (
                [(start + first, start + last, label) for first, last, label in sorts(told.sentence.text)]
                if sorts
                else []
            )
        label = next((label for first, last, label in labels if first < place.one.end and place.one.start < last), "")
        if person(texts[place.block], place.one, label):
            people |= {place.one.core, place.one.core.split()[-1]}
        elif may_be(texts[place.block], place, label, parsed=sorts is not None):
            kept.append(place)
    mentions: dict[int, list[Mention]] = {}
    for block, _, one in kept:
        if one.core not in apart and one.core not in people:
            mentions.setdefault(block, []).append(Mention(one.start, one.end, "V", (name(one.core),)))
    return mentions


def _candidates(sentences: Iterable[Told]) -> Iterator[Place]:
    """Yield the names in sentences that speak of wares and of a state, and in those before them that they refer to."""
    near = 0
    before: list[Told] = []
    for told in sentences:
        marked = told.sentence.whole.marked
        near = _NEAR if WARES.search(marked) else near - 1
        states = told.before or told.ground or any(m.letter in "SCDOP" for m in told.here) or _COUNTED.search(marked)
        plain = told.sentence.headline and _titled(told.sentence.text)
        if not states or plain or marked.rstrip().endswith("?") or not (near > 0 or ware(marked)):
            before = before if plain else [*before[1 - _NEAR :], told]
            continue
        if before and cue("refers-to-a-firm").search(marked):
            yield from next((found for one in reversed(before) if (found := [*written_names(one)])), ())
        yield from written_names(told)
        before = []


def written_names(told: Told) -> Iterator[Place]:
    """Yield the names of a sentence that is not all in capital letters, but for who says it, at its end."""
    start, end = told.sentence.start, told.sentence.end
    taken = counted_from(start, told.here)
    text = normal(told.block.text[start:end])
    said = cue("said-after-anyone").search(text)
    for one in capitalized(text, taken) if not text.isupper() else ():
        if said and one.end == said.end("who") and text.count(one.core) == 1:
            continue
        cut = len(built[0]) if (built := _BUILT.search(one.core)) else 0
        core = one.core[: len(one.core) - cut]
        yield Place(id(told.block), told, Name(one.start + start, one.end + start - cut, core, firm=one.firm))


def _titled(text: str) -> bool:
    """Return whether nearly all words of a headline have a capital letter."""
    words = [word for word in re.findall(r"[A-Za-z][\w'-]*", text) if len(word) > 3]
    capitals = [word for word in words if word[0].isupper()]
    return len(capitals) > 0.7 * len(words)


def _elsewhere(texts: Iterable[str], cores: Iterable[str]) -> set[str]:
    """Return the names that a document says to be places': "in X", "X's mayor", "the police of X"."""
    first: dict[str, list[str]] = {}
    for core in cores:
        first.setdefault(re.split(r"\W", core, maxsplit=1)[0], []).append(core)
    found = set()
    for text in texts:
        for word in _FIRST.finditer(text):
            for core in first.get(word[0], ()):
                start, end = word.start(), word.start() + len(core)
                if not text.startswith(core, start) or text[end : end + 1].isalnum():
                    continue
                before, after = text[max(0, start - _FAR) : start], text[end : end + _FAR]
                if cue("place-before").search(before) or cue("place-after").match(after):
                    found.add(core)
    return found


def person(text: str, one: Name, label: str) -> bool:
    """Return whether a name is a person's: by its first name, a title, a trade, an age, or as the pipeline sees it."""
    words = one.core.split()
    before, after = text[max(0, one.start - _FAR) : one.start], text[one.end :][:_FAR]
    led = _LAST.search(before)
    called = cue("called-after").match(after)
    trades = [words[0], led[1] if led else "", called["noun"] if called else ""]
    if any(word.lower() in listed("trades") for word in trades) or cue("person-after").match(after):
        return True
    if len(words) == 1 or words[-1].lower() in MORE:
        return len(words) == 1 and label == "PERSON" and heard(words[0])
    return label == "PERSON" or words[0].lower() in listed("first-names")


def may_be(text: str, place: Place, label: str, *, parsed: bool) -> bool:
    """Return whether nothing says of a name that it is something else than a firm's."""
    one, sentence = place.one, place.told.sentence.text
    words = one.core.split()
    before, after = text[max(0, one.start - _FAR) : one.start], text[one.end :][:_FAR]
    if town.states(one.core) or subdivision.foremost(one.core):
        return False
    if product(text, one.start, one.end, place.told.here):
        return False
    if unnamed(one.core) or any(word.lower().rstrip(".") in listed("no-suppliers") for word in words):
        return False
    another = _ANOTHERS.search(before)
    if _CODE.fullmatch(one.core) or (another and not ware(another["goods"])):
        return False
    way = _TO.match(text, one.end) if before.endswith("from ") else None
    if way and not any(m.start == way.start("to") and m.letter in "SDO" for m in place.told.here):
        return False
    if _WAY.search(before):
        return False
    called = cue("called-after").match(after)
    if cue("named-after").match(after) or (called and called["noun"].lower() in listed("no-firms-called")):
        return False
    if cue("named-before").search(before.lower()) or (_called(before) and not cue("gives-after").match(after)):
        return False
    if _DETERMINED.search(before) and not _made(after):
        return False
    if (whole := _PART.search(before)) and unnamed(whole[1]):
        return False
    if _ACRONYM.fullmatch(one.core) and (_OF_ONE.search(before) or after.startswith(")")):
        return False
    if _PERSONAL.search(sentence) and not _ITS.search(sentence) and label != "ORG":
        return False
    if (label in _SORTS and heard(words[0])) or cue("gift-after").match(after):
        return False
    return len(words) > 1 or not _OPENS.search(before[-2:]) or _coined(one.core, after, parsed=parsed)


def _called(before: str) -> bool:
    """Return whether a name stands behind the word for a ware that is called so: "the spyware X"."""
    word = _LAST.search(before)
    return word is not None and ware(word[1].lower())


def _made(after: str) -> bool:
    """Return whether a name stands before a firm or a ware that is called after it: "the X company", "a X device"."""
    found = _NEXT.match(after) if not cue("gives-after").match(after) else None
    words = found[0].split() if found else []
    firm = any(word in listed("firm-nouns") for word in words) or words[:1] in (["group"], ["alliance"])
    return firm or ware(" ".join(words))


def _coined(word: str, after: str, *, parsed: bool) -> bool:
    """Return whether the first word of a sentence is a name, and has its capital letter not from there alone.

    No word is spelled so; or it is one for a single thing, which would not stand without an article.
    """
    low = word.lower()
    if _UNUSUAL.match(word):
        return True
    if low in listed("bare-nouns") or SEVERAL.search(low):
        return False
    strange = parsed and not any(map(heard, (low, low.removesuffix("s"), low.removesuffix("es"))))
    single = not low.endswith("s") or low.endswith(("ss", "is", "us", "ics"))
    return strange or (single and cue("gives-after").match(after) is not None)
