"""The judge of proposals, whoever makes them: a rule, a parse, a model, a person. Accepted, or refused with a reason.

A claim stands only where its quote does, where each name, figure and voice in it is said, where the words between the
names are the kind's own, and where the sentence neither denies nor merely supposes what the claim asserts.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from kg.evidence.claim import kinds
from kg.namespace import iri
from kg.prose import guard
from kg.prose.article import Block, Document
from kg.prose.context import Context
from kg.prose.cue import Cue
from kg.prose.gazetteer import Gazetteer, Mention
from kg.prose.goods import bare, set_apart
from kg.prose.grammar import cue, listed, spelled, word
from kg.prose.grid import itemized
from kg.prose.ground import DATELINE, located
from kg.prose.homonym import meanings, settled
from kg.prose.implication import deeds, implied
from kg.prose.number import figures
from kg.prose.origin import others_own
from kg.prose.population import of_those_named
from kg.prose.pretense import unmeant
from kg.prose.proposal import DISPUTE, POINTED, Proposal, gate
from kg.prose.sentence import Sentence, mark, normal, sentences
from kg.prose.standing import FIRM, clause_of, held_out, kept_from, undenied, unframed
from kg.prose.tally import another, one_of_many
from kg.prose.token import lowered
from kg.prose.unread import Told
from kg.prose.unregistered import PREFIX, stands, written

STRICT = ("Supply", "Use", "Membership", "HomeState", "CountObservation", "Financing")
"""The kinds whose words, names and modality are held against the sentence."""
_UNSPOKEN = ("counted", "scope", "within", "edition", "judgment", "among", "asCapital", "work", "claim", "place")
_UNSPOKEN_CLASSES = ("ais:AgentGroup", "ais:Quantity", "ais:Scope", "ais:Source", "ais:Judgment")


_ENDS = {
    "Supply": (("supplier", "VG"), ("recipient", "SCD")),
    "Use": (("user", "SCD"), ("technology", "T")),
}
"""Kind → the two roles that lists may pair, with the letters of their names."""
_BROAD = {"technology:artificial-intelligence", "technology:smart-city"}
"""Technologies that serve other ends as well."""
_BRACKETED = re.compile(r"\([^()]*\)[^()]*\b[SC] ?\([^()]*\b[VG]\b[^()]*$")
"""A quote that goes from brackets into those behind another state: "Peru (60; from V) and Malta (9; W"."""


class Judgment(NamedTuple):
    """What became of a proposal."""

    accepted: bool
    reason: str | None = None
    """Why it was refused, in plain words; None where it was accepted."""


class Scene(NamedTuple):
    """The sentence in which a quote stands, with the names in it."""

    sentence: Sentence
    mentions: tuple[Mention, ...]


class Judge:
    """Judges proposals about one document."""

    def __init__(
        self, document: Document, gazetteer: Gazetteer, sources: Collection[str], told: Iterable[Told] = ()
    ) -> None:
        self.document = document
        self.told = {(id(one.block), one.sentence.start): one for one in told}
        """The sentences that were parsed already, by block and place."""
        self._about: bool | None = None
        self._kinds: dict[str, bool] = {}
        self._starts = sorted(self.told)
        apart = [*document.leads, *([document.site] if document.site else [])]
        self._all = [*document.blocks, *(Block(piece, headline=True) for piece in apart)]
        self._blocks = sorted((block.at(0), at) for at, block in enumerate(self._all) if block.text)
        """Where each block begins in the file, and its number."""
        self.gazetteer = gazetteer
        self.sources = sources
        self._last: tuple[Sentence | None, set[str]] = (None, set())
        self._scenes = lru_cache(maxsize=64)(self._scene)

    def judge(self, proposal: Proposal, text: str, start: int) -> Judgment:
        """Return whether a proposal is accepted; ``text`` is the file from offset ``start`` on."""
        wrong = gate(proposal, text, start, self.gazetteer.registers, self.sources)
        reason = wrong[0] if wrong else next(self._reasons(proposal), None)
        return Judgment(reason is None, reason)

    def _reasons(self, proposal: Proposal) -> Iterator[str]:
        if proposal.kind == DISPUTE:
            return
        place = self._place(proposal.start, proposal.end)
        if place is None:
            yield "the quote stands in no paragraph"
            return
        block, first, last = place
        scene = self._scenes(id(block), first)
        if scene is None:
            yield "the quote stands in no sentence"
            return
        supplier = str(proposal.roles.get("supplier", ""))
        if iri("ais:Jurisdiction") in self.gazetteer.registers.classes.get(supplier, ()):
            yield f"{self.gazetteer.labels[supplier]!r} is a state, and no supplier"
        if proposal.voice and not self._voiced(proposal.voice):
            yield f"the speaker {proposal.voice!r} does not stand in the text"
        spoken, labels, text = self._spoken(scene), self.gazetteer.labels, scene.sentence.text
        for role, value in self._names(proposal):
            meant = role in proposal.inferred and implied(value, text.lower())
            if not (meant or value in spoken or stands(value, text)) and not self._antecedent(proposal, role, value):
                yield f"{written(value) or labels.get(value, value)!r} ({role}) is not named in the sentence"
        if proposal.kind in STRICT:
            yield from self._unsaid(proposal, scene, block, first, last)

    def _spoken(self, scene: Scene) -> set[str]:
        """Return what the names of a sentence may mean; of the sentence at hand it is known already."""
        if scene.sentence is not self._last[0]:
            self._last = scene.sentence, {n for mention in scene.mentions for n in meanings(mention, self.gazetteer)}
        return self._last[1]

    def _unsaid(self, proposal: Proposal, scene: Scene, block: Block, first: int, last: int) -> Iterator[str]:
        sentence = scene.sentence
        if proposal.kind == "CountObservation" and (proposal.lower, proposal.upper) != (None, None):
            told = figures(lowered(normal(block.text[first:last])))
            if (proposal.lower, proposal.upper) not in {(one.lower, one.upper) for one in told}:
                yield "the quote holds no figure with these bounds"
            if proposal.roles.get("counted") != "quantity:states-surveyed":
                if of_those_named(scene.sentence.text, proposal.lower):
                    yield "it is how many were named, and not how many there are"
            elif " of " in (proposal.phrase or ""):
                yield "a share of those that were surveyed is meant"
        counted = str(proposal.roles.get("supplier", "")) if proposal.kind == "CountObservation" else ""
        if counted.startswith(("vendor:", PREFIX)) and one_of_many(sentence, counted):
            yield "a figure of several vendors is none of one of them"
        if proposal.kind == "CountObservation" and another(sentence, proposal.figure, proposal.roles.get("technology")):
            yield "another figure counts who uses it"
        wanted = {value for _, value in self._names(proposal)}
        spans = [(m.start, m.end) for m in scene.mentions if wanted & set(meanings(m, self.gazetteer))]
        places = (at for m, at in zip(sentence.mentions, sentence.places, strict=True) if wanted & set(m.names))
        if guard.excepted(sentence.marked, places):
            yield guard.EXCEPTED
        begin = min([first, *(start for start, _ in spans)])
        end = max([last, *(end for _, end in spans)])
        start, stop = sentence.place(begin), sentence.place(end)
        region = sentence.marked[start:stop]
        says = cue(f"says-{proposal.kind}")
        rest = sentence.marked[stop:].partition(";")[0]
        if proposal.kind == "Membership" and not proposal.denies and cue("left-again").search(rest):
            yield "it is said to have left again"
        parts = (region, sentence.marked[:start], rest)
        said = any(says.search(part) or spelled(proposal.kind, part) for part in parts)
        doing = (block.text[m.start : m.end].lower().split()[0] for m in scene.mentions if m.letter == "T")
        seen = proposal.kind in ("Use", "CountObservation") and not listed("seeing-verbs").isdisjoint(doing)
        said = said or seen or bool(proposal.inferred and deeds(sentence.text.lower()))
        said = said or bool(proposal.beside and cue("came-into-use").search(sentence.marked))
        said = said or proposal.placed
        said = said or held_out(proposal, region) or kept_from(proposal, sentence, region)
        if not said and not self._headed(proposal, says):
            yield f"nothing between the names says {proposal.kind}"
        yield from unmeant(proposal, sentence)
        if proposal.kind in ("Supply", "Use"):
            yield from others_own(proposal, sentence, region)
        if proposal.kind == "Supply" and set_apart(sentence.whole.marked):
            yield "surveillance is said to be none of it"
        if proposal.kind == "Supply" and (goods := bare(sentence.marked)) and not self._watched(scene):
            yield f"nothing in the text says that {goods!r} is surveillance"
        if not self._paired(proposal, scene):
            yield "the sentence pairs its names in their order, and not these"
        quoted = sentence.place(first), sentence.place(last)
        if proposal.kind == "Supply" and _BRACKETED.search(sentence.marked[slice(*quoted)]):
            yield "it stands in the brackets behind another state"
        denied = guard.denial(sentence.marked, *quoted)
        if held_out(proposal, region):
            denied = guard.denial(sentence.marked, quoted[0], quoted[0])
        yield from unframed(proposal, sentence, last)
        if proposal.denies and proposal.kind == "Use" and cue("of-a-vendor").search(sentence.marked):
            yield "what is denied is of one vendor"
        if proposal.denies:
            yield from undenied(sentence, denied, clause_of(proposal, sentence))
        elif denied and not proposal.row:
            yield denied
        if proposal.modality in FIRM and not proposal.row and cue("plan").search(region):
            yield f"a plan or a possibility, and not {proposal.modality}"
        if proposal.modality == "quoted" and not any(a < last and first < b for a, b in sentence.quoted):
            yield "it stands in no quotation"

    def _headed(self, proposal: Proposal, says: Cue) -> bool:
        """Return whether the heading of the list that a claim is an entry of says what its entries are."""
        place = self._place(*proposal.heading) if proposal.heading else None
        return place is not None and says.search(normal(place[0].text[place[1] : place[2]]).lower()) is not None

    def _watched(self, scene: Scene) -> bool:
        """Return whether the document speaks of surveillance anywhere, or the sentence names a technology of it."""
        named = any(m.letter == "T" and not {*m.names} & _BROAD for m in scene.mentions)
        if named or deeds(scene.sentence.text.lower()):
            return True
        if self._about is None:
            speaks = cue("about-watching").search
            self._about = any(speaks(normal(block.text).lower()) for block in self.document.blocks)
        return self._about

    def _paired(self, proposal: Proposal, scene: Scene) -> bool:
        """Return whether the names of a claim stand in the same place of two lists that go "respectively" together."""
        ends = _ENDS.get(proposal.kind)
        if ends is None or not cue("in-turn").search(scene.sentence.marked):
            return True
        places: list[list[int]] = []
        for role, letters in ends:
            listed_ = [m for m in scene.mentions if m.letter in letters]
            value = proposal.roles.get(role)
            places.append([at for at, m in enumerate(listed_) if value in meanings(m, self.gazetteer)])
            if len(listed_) < 2:
                return True
        return bool(set(places[0]) & set(places[1]))

    def _names(self, proposal: Proposal) -> Iterator[tuple[str, str]]:
        """Yield the roles that a name in the text must fill, with their values."""
        roles = kinds()[proposal.kind]
        for role, given in proposal.roles.items():
            for value in given if isinstance(given, list) else [given]:
                if not isinstance(value, str) or not roles[role].class_iri:
                    continue
                if value.startswith("group:") or (role not in _UNSPOKEN and not self._quiet(value)):
                    yield role, value

    def _quiet(self, value: str) -> bool:
        """Return whether a thing is one that a text need not name, such as a quantity."""
        if value not in self._kinds:
            above = self.gazetteer.registers.classes.get(value, ())
            self._kinds[value] = any(iri(one) in above for one in _UNSPOKEN_CLASSES)
        return self._kinds[value]

    def _antecedent(self, proposal: Proposal, role: str, value: str) -> bool:
        """Return whether the span that a proposal states for a role names its value."""
        span = proposal.antecedents.get(role)
        place = self._place(*span) if span else None
        if place is None:
            return False
        block, first, last = place
        text = normal(block.text[first:last])
        meant = role in proposal.inferred and implied(value, text.lower())
        _, mentions = self.gazetteer.parse(text)
        known = meant or stands(value, text) or any(value in meanings(mention, self.gazetteer) for mention in mentions)
        dated = proposal.inferred.get(role) == DATELINE or any(block.piece is lead for lead in self.document.leads)
        known = known or (dated and located(text, self.gazetteer) == value)
        pointed = proposal.inferred.get(role, "").startswith(POINTED)
        return known or (pointed and value in self._settled(block, first))

    def _settled(self, block: Block, first: int) -> tuple[str, ...]:
        """Return what a name means that begins at a place of a block, as its sentence was read."""
        at = bisect_right(self._starts, (id(block), first)) - 1
        told = self.told[self._starts[at]] if at >= 0 and self._starts[at][0] == id(block) else None
        return next((m.names for m in (told.here if told else ()) if m.start == first), ())

    def _voiced(self, voice: str) -> bool:
        words = normal(voice).casefold().split()
        if word("report").fullmatch(voice) or voice == "concern":
            pattern = word("report") if voice != "concern" else cue("concern")
            return any(pattern.search(normal(block.text).lower()) for block in self.document.blocks)
        return any(all(one in normal(b.text).casefold() for one in words) for b in self.document.blocks)

    def _place(self, start: int, end: int) -> tuple[Block, int, int] | None:
        """Return the block that holds a span of the file, and the span in its clean text."""
        at = bisect_right(self._blocks, (start, len(self._all))) - 1
        if at < 0:
            return None
        block = self._all[self._blocks[at][1]]
        if not start < end <= block.at(len(block.text) - 1) + 1:
            return None
        if block.piece.offsets is None:
            return block, start - block.piece.start, end - block.piece.start
        return block, bisect_left(block.piece.offsets, start), bisect_left(block.piece.offsets, end)

    def _scene(self, block_id: int, first: int) -> Scene | None:
        at = bisect_right(self._starts, (block_id, first)) - 1
        if at >= 0 and self._starts[at][0] == block_id:
            told = self.told[self._starts[at]]
            return Scene(told.sentence, tuple(told.here)) if first < told.sentence.end else None
        block = next(one for one in self._all if id(one) == block_id)
        text = normal(block.text)
        words, found = self.gazetteer.parse(text)
        mentions = list(settled(text, found, self.gazetteer, headline=block.headline))
        marks = 0
        for tokens in sentences(words, lined=itemized(text)):
            if tokens[0].start <= first < tokens[-1].end:
                here = [m for m in mentions if tokens[0].start <= m.start < tokens[-1].end]
                marked, _ = mark(
                    text, tokens, here, Context(), self.gazetteer, headline=block.headline, inside=marks % 2 == 1
                )
                return Scene(marked, tuple(marked.mentions))
            marks += sum(token.text in ('"', "''", "``") for token in tokens)
        return None
