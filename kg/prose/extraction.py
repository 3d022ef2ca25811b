"""From prose to claims: rules of grammar over marked sentences propose; the quote gate decides.

Deterministic and offline. Other extractors may stand beside ours: an entry point of the group ``kg.extractors`` is a
callable that takes a text and returns proposals; each passes the same gate.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from kg.errors import UnknownName, suggestion
from kg.evidence import register
from kg.evidence.register import Registers
from kg.prose import pipeline
from kg.prose.across import across
from kg.prose.antecedent import founded, grounded
from kg.prose.apart import apart
from kg.prose.article import Article, Document
from kg.prose.bracket import bracketed
from kg.prose.conjunct import conjuncts
from kg.prose.denying import denying
from kg.prose.financing import financings
from kg.prose.gazetteer import Gazetteer
from kg.prose.glimpse import glimpsed
from kg.prose.interview import worded
from kg.prose.judgment import Judge
from kg.prose.language import RULES, SAMPLE, language, spelt
from kg.prose.leaving import given_up
from kg.prose.likewise import likewise
from kg.prose.listing import itemized
from kg.prose.notice import noticed
from kg.prose.parcel import parceled
from kg.prose.parsable import worth
from kg.prose.presumed import Presumed, settled, uses
from kg.prose.pretense import extended, halved, rumored
from kg.prose.proposal import Proposal, moved, named
from kg.prose.publication import published
from kg.prose.reading import Reading
from kg.prose.recount import recounted
from kg.prose.relation import left_alone, relate
from kg.prose.running import running
from kg.prose.series import serial
from kg.prose.standing import hedged
from kg.prose.subset import stately
from kg.prose.supposed import supposed
from kg.prose.table import tabled
from kg.prose.union import both, new
from kg.prose.unread import Coverage, Told, Unread, unread

ENTRY_POINTS = "kg.extractors"
OURS, PARSE = "rules", "parse"
MOST_PARSED = 2_000_000
"""An article of more characters is read by the rules alone."""
MOST_WORDS = 200_000
"""A gazetteer that has met more words than this is made anew."""

Extractor = Callable[[str], Iterable[Proposal]]
"""Text → proposals; offsets count the code points of that text."""


_gazetteers: dict[int, Gazetteer] = {}


def gazetteer(registers: Registers | None = None) -> Gazetteer:
    """Return the compiled names of registers (the toolkit's own by default); made anew when it has seen too many words.

    The pipeline remembers every word it has met, so that a new one now and then keeps memory constant.
    """
    registers = registers or register.released()
    known = _gazetteers.get(id(registers))
    if known is None or known.registers is not registers or len(known.nlp.vocab) > MOST_WORDS:
        known = _gazetteers[id(registers)] = Gazetteer(registers)
    return known


def read(text: str, registers: Registers | None = None, extractor: str | None = None) -> list[Proposal]:
    """Return the proposals of a plain text that the judge accepts, in the order of the text."""
    return [proposal for read_ in readings_of(text, registers, extractor) for proposal in read_.proposals]


def readings_of(text: str, registers: Registers | None = None, extractor: str | None = None) -> Iterator["Read"]:
    """Yield what an extractor reads in each document of a plain text."""
    from kg.prose import article

    number = 0
    for document in article.documents(article.paragraphs(text.splitlines(keepends=True))):
        read_ = reading(document, registers, extractor, number)
        number += len(read_.claims)
        yield read_


class Read(NamedTuple):
    """One document, the claims that were accepted, those that were refused, and the sentences that were not read."""

    document: Document
    proposals: list[Proposal]
    refused: list[tuple[Proposal, str]]
    denied: list[Proposal]
    """What the document says is not so: claims that deny."""
    unread: list[Unread]
    coverage: Coverage

    @property
    def claims(self) -> list[Proposal]:
        """What the document says is so, and what it says is not, in the order of the text."""
        return sorted([*self.proposals, *self.denied], key=_place)


def judge(document: Document, registers: Registers | None = None, told: Iterable[Told] = ()) -> Judge:
    """Return the judge of proposals about a document; ``told`` are its sentences where they are parsed already."""
    works = frozenset(work for ids in published().values() for work in ids)
    return Judge(document, gazetteer(registers), works, told)


def reading(
    document: Document, registers: Registers | None = None, extractor: str | None = None, number: int = 0
) -> Read:
    """Return what an extractor (:func:`default` where none is named) reads in a document, as the judge lets it pass.

    ``number`` is how many claims stand before it.
    """
    extractor = chosen(extractor)
    spoken = language(" ".join(block.text[:SAMPLE] for block in document.blocks[:5]))
    if spoken != RULES:
        return Read(document, [], [], [], [], Coverage(languages={spelt(spoken): 1}))
    text, start = original(document)
    rules = Reading(document, gazetteer(registers), published())
    found = rules.proposals()
    if extractor in (OURS, PARSE):
        found = _proposed(rules, found, extractor)
    else:
        found = [moved(proposal, start, document.number, extractor) for proposal in find(extractor)(text)]
        worded(found, rules.told)
        hedged(found)
    judges = judge(document, registers, rules.told)
    kept, denied, refused = list[Proposal](), list[Proposal](), list[tuple[Proposal, str]]()

    def judged(proposals: Iterable[Proposal], passed: list[Proposal]) -> None:
        for proposal in proposals:
            judgment = judges.judge(proposal, text, start)
            proposal.document = document.number
            if judgment.accepted:
                passed.append(proposal)
            else:
                refused.append((proposal, judgment.reason or ""))

    judged(found, kept)
    refused += left_alone(kept)
    extended(rules.told, kept)
    judged(financings(rules.told, kept, rules.gazetteer), kept)
    judged(grounded(rules.told, rules.denials()), denied)
    ours = rules.told if extractor in (OURS, PARSE) else []
    firms = Presumed(document, ours, rules.gazetteer.nearest, pipeline.sorts if extractor == PARSE else None)
    if firms.firms:
        again = Reading(firms.document, rules.gazetteer, published(), firms.completed, rules.grounds)
        more = _proposed(again, again.proposals(), extractor, firms.choice(again.told))
        judges, before = judge(document, registers, again.told), len(kept)
        judged(firms.supplies(more), kept)
        judged(uses(more, kept[before:], kept), kept)
        judged(firms.supplies(grounded(again.told, again.denials())), denied)
        settled(rules.told, kept[before:])
    glimpsed(document, ours, [*kept, *denied], rules.gazetteer, parsed=extractor == PARSE)
    left, coverage = unread(rules.told, [*kept, *denied], refused, rules.gazetteer)
    apart(document, ours, [*kept, *denied], left, rules.gazetteer, parsed=extractor == PARSE)
    for one in left:
        one.document = document.number
    kept.sort(key=_place)
    for proposal in (*kept, *denied, *(one for one, _ in refused)):
        named(proposal)
    made = Read(document, kept, refused, denied, left, coverage)
    _numbered(made.claims, number)
    return made


def _proposed(
    rules: Reading, found: list[Proposal], extractor: str, chosen_by: Callable[[Told], bool] = worth
) -> list[Proposal]:
    """Return what the rules found in sentences, with what the parse and the readers of lists and tables add."""
    found = both(rules, found, chosen_by) if extractor == PARSE else found
    found += new(tabled(rules.told, rules.gazetteer), found, rules)
    for reader in (itemized, noticed, bracketed, recounted):
        found += new(reader(rules.told), found, rules)
    found = founded(rules.told, found, rules.gazetteer)
    for more in (serial(rules.told, found), likewise(rules.told, found), across(rules.told, found, rules.gazetteer)):
        found += new(more, found, rules)
    found += new(running(rules.told, rules.gazetteer), found, rules)
    found += new(conjuncts(rules.told, found, rules.gazetteer), found, rules)
    found = given_up(rules.told, parceled(rules.told, stately(rules.told, found)), rules.denied)
    halved(rules.told, found)
    rumored(rules.told, found)
    rules.denied += denying(rules.told, found, rules.gazetteer)
    found += new(supposed(rules.told, found, rules.gazetteer), found, rules)
    relate([one for one in found if one.part_of == -1 and one.within is None], sorted(found, key=_place))
    found = grounded(rules.told, found)
    worded(found, rules.told)
    hedged(found)
    return found


def _place(proposal: Proposal) -> tuple[int, int, str]:
    return proposal.start, proposal.end, proposal.kind


def default() -> str:
    """Return the extractor that is used where none is named: the parse beside the rules where a parser is installed."""
    pipeline.doubted()
    return PARSE if pipeline.pipeline() is not None else OURS


def readings(article: Article, registers: Registers | None = None, extractor: str | None = None) -> Iterator[Read]:
    """Yield what an extractor reads in each document of an article; memory does not grow with the article.

    Raises:
        MissingExtra: the parse is named, and no pipeline with a parser is installed.
        UnknownName: no extractor has the name.
    """
    extractor = chosen(extractor)
    if extractor == PARSE and article.characters > MOST_PARSED:
        extractor = OURS
    number = 0
    spoken = RULES if article.format == "html" else language(article.head(SAMPLE))
    if spoken != RULES:
        yield Read(Document(1), [], [], [], [], Coverage(languages={spelt(spoken): 1}))
        return
    for document in article.documents():
        read_ = reading(document, registers, extractor, number)
        yield read_
        number += len(read_.claims)


def told(extractor: str) -> str:
    """Return what an extractor is, in words: the rules, the pipeline that parses, or the name of another."""
    return f"rules and parse ({pipeline.name()})" if extractor == PARSE else extractor


def chosen(extractor: str | None) -> str:
    """Return the name of the extractor to use.

    Raises:
        MissingExtra: the parse is named, and no pipeline with a parser is installed.
        KgError: one is, and cannot be loaded.
        UnknownName: no extractor has the name.
    """
    if extractor is None:
        return default()
    if extractor == PARSE and pipeline.pipeline() is None:
        raise pipeline.lacking("kg read --extractor parse")
    if extractor not in (OURS, PARSE):
        find(extractor)
    return extractor


def documents(
    article: Article, registers: Registers | None = None, extractor: str | None = None
) -> Iterator[tuple[Document, list[Proposal]]]:
    """Yield the documents of an article with the proposals that pass the gate; memory does not grow with the article.

    Raises:
        UnknownName: no extractor has the name.
    """
    for read_ in readings(article, registers, extractor):
        yield read_.document, read_.proposals


def original(document: Document) -> tuple[str, int]:
    """Return the stretch of the file that a document covers, and its offset; what belongs to no paragraph is blank."""
    first = document.blocks[0].piece.start
    parts, at = [], first
    for block in document.blocks:
        parts += [" " * (block.piece.start - at), block.piece.raw]
        at = block.piece.start + len(block.piece.raw)
    return "".join(parts), first


def _numbered(proposals: list[Proposal], before: int) -> None:
    """Give the proposals their ids, in the order of the text, and turn references into ids."""
    new = {proposal.id: f"c{number}" for number, proposal in enumerate(proposals, before + 1)}
    for proposal in proposals:
        proposal.id = new[proposal.id]
        proposal.within = new.get(proposal.within or "")
        proposal.finances = new.get(proposal.finances or "")
        proposal.disputes = new.get(proposal.disputes or "")
        if "claim" in proposal.roles:
            proposal.roles["claim"] = new.get(str(proposal.roles["claim"]))


def find(name: str) -> Extractor:
    """Return the extractor registered under a name.

    Raises:
        UnknownName: no installed package registers it.
    """
    from importlib.metadata import entry_points

    known = {point.name: point for point in entry_points(group=ENTRY_POINTS)}
    if name not in known:
        way = f"use {OURS!r}, or install a package with the entry point {ENTRY_POINTS}"
        hint = suggestion(name, [OURS, PARSE, *known], way)
        raise UnknownName(f"--extractor {name}", "no extractor has this name", hint)
    extractor: Extractor = known[name].load()
    return extractor
