"""One parsed sentence: its tree, what its words stand for, and what of the sentence before it goes on in it."""

from bisect import bisect_left
from typing import TYPE_CHECKING

from kg.prose.dependency import Path, Tree
from kg.prose.excerpt import Excerpt
from kg.prose.focus import nameless
from kg.prose.gap import gaps
from kg.prose.gazetteer import Gazetteer, Mention
from kg.prose.grammar import cue, listed
from kg.prose.phrase import Phrases
from kg.prose.proposal import Proposal
from kg.prose.recall import Before, aside, grounds, opening, parties, recalled, spoken_for, topics, where
from kg.prose.refusal import Refusal
from kg.prose.scene import Scene
from kg.prose.sentence import Sentence
from kg.prose.unread import Told

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


class Parsed:
    """The tree of a sentence, in which words that refer back stand for what they mean."""

    def __init__(
        self,
        told: Told,
        text: Excerpt,
        doc: "Doc",
        gazetteer: Gazetteer,
        *,
        counted: bool,
        last: "Parsed | Told | None" = None,
    ) -> None:
        self.gazetteer = gazetteer
        self.told = told = _pared(told, last)
        self.sentence = told.sentence
        self.text = text
        self.tree = Tree(doc, text, told.sentence, counted=counted, agencies=gazetteer.agencies)
        grounds(self.tree, gazetteer)
        for token, letter, names in [*spoken_for(self.tree, told)]:
            self.mean(token, letter, *names)
        self._recall(last)
        last = last if isinstance(last, Parsed) else None
        self.scene = Scene(self.tree)
        self.refusal = Refusal(self.tree, told.sentence)
        self.gaps = gaps(told.sentence)
        self.holds = False
        """Whether it says of a state that it has surveillance."""
        self.having = told.having or (last is not None and last.holds and len(self.told.before) == 1)
        spoken = (m for m in (last.told.here if last else ()) if m.letter == "T" and m.names)
        self.spoken = {m.names[0]: told.block.span(m.start, m.end) for m in spoken}
        """The technologies that the sentence before names, each with the span of the file that does."""
        self.again = bool(last and last.tree.wares() and not cue("negation").search(last.sentence.marked))
        """Whether the sentence before speaks of surveillance."""
        self.ways: dict[int, tuple[Path, Token]] = {}
        """Proposal (by its identity) → the way between its names, and the state."""
        self.denied: list[Proposal] = []
        """What the sentence says outright is not so."""

    def _recall(self, last: "Parsed | Told | None") -> None:
        """Let words stand for the one state or vendor that the sentence before is about."""
        told = self.told
        if last is None or not (told.before or told.makers) or cue("negation").search(last.sentence.marked):
            return
        about, beside, met = opening(last.sentence), frozenset[str](), frozenset[str]()
        if isinstance(last, Parsed):
            about, met = topics(last.tree, last.scene.phrases), parties(last.tree, last.scene.phrases)
            if not told.before and len(met) == 1:
                self.told = told = told._replace(before=where(last.tree, last.told, *met))
            beside = aside(last.tree) - about
        named = (told.before, () if nameless(last.sentence.marked) else told.makers)
        states, makers = (tuple(n for n in one if n not in beside) for one in named)
        before = Before(told.guest, states, makers, about, met)
        for token, letter, name in [*recalled(self.tree, Phrases(self.tree), before)]:
            self.mean(token, letter, name)

    def mean(self, token: "Token", letter: str = "S", *names: str) -> None:
        """Let a word stand for what has some names, or for the states that the sentence before tells of."""
        start = self.text.outer(token.idx) + self.sentence.start
        self.tree.mentions[token.i] = Mention(start, start + len(token), letter, names or tuple(self.told.before))

    def span(self, path: Path) -> tuple[int, int]:
        """Return the span of the marked sentence that the words of a path cover."""
        words = path.nodes
        first = self.text.outer(min(token.idx for token in words)) + self.sentence.start
        last = self.text.outer(max(token.idx + len(token) - 1 for token in words)) + 1 + self.sentence.start
        ends = [figure.start for token in words if (figure := self.tree.figure(token))]
        first = min([first, *ends])
        return bisect_left(self.sentence.starts, first), max(bisect_left(self.sentence.ends, last) + 1, 1)


def _pared(told: Told, last: "Parsed | Told | None") -> Told:
    """Return a sentence without the states that the one before names only to say where something is from."""
    if last is None or len(told.before) < 2:
        return told
    origins = _origins(last.sentence)
    return told._replace(before={name: span for name, span in told.before.items() if name not in origins})


def _origins(sentence: Sentence) -> frozenset[str]:
    """Return the states that a sentence names only to say where something is from: "in S with Chinese help"."""
    marked, plain, named = sentence.marked, set[str](), set[str]()
    for mention, at in zip(sentence.mentions, sentence.places, strict=True):
        body = mention.letter == "D" and listed("state-bodies") & {*marked[at + 1 : at + 40].split()[:3]}
        (named if mention.letter == "D" and not body else plain).update(mention.names[:1])
    return frozenset(named - plain)


def pair(supply: Proposal) -> tuple[object, object]:
    """Return the supplier and the recipient of a supply."""
    return supply.roles.get("supplier"), supply.roles.get("recipient")
