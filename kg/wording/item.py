"""The stretches of a text in plain words: names of the registers, numbers, words of the lexicon, and the unknown."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.evidence.mention import HOME, Mention, Names
from kg.namespace import curie
from kg.wording.lexicon import Lexicon

VERBS = ("gives", "takes")
NOUNS = ("types", "customers", "persons")
PEOPLE = "people"
"""The form of a demonym in the plural: Germans."""
NEWEST = "newest"
"""The meaning that the newest edition has besides: before a word of change, it is the later of two."""
_NAMED = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100}
_NUMBERS = {name: number for number, name in enumerate(_NAMED)} | _TENS
_SIGNED = re.compile(
    r"[.,;!?]\s*(?:[Mm]any thanks|[Tt]hanks|[Tt]hank you|(?:[Bb]est|[Kk]ind) (?:regards|wishes)|[Rr]egards|[Cc]heers)"
    r"(?: in advance)?[,.!]?\s+[A-Z][a-z]+(?: [A-Z][a-z]+)?\.?\s*$"
)
"""How a letter ends: many thanks, Ruth."""
_RAW = re.compile(r"[^\W_]+(?:[.&'’+/-][^\W_]+)*(?:['’](?!\w))?", re.UNICODE)


@dataclass
class Item:
    """A stretch of words: a name, a number, a word of the lexicon, or unknown."""

    text: str
    section: str
    concept: str = ""
    form: str = ""
    meanings: dict[str, str] = field(default_factory=dict)
    owner: bool = False
    """Whether it has the sign of the possessive."""
    role: str = ""
    sign: str = "+"
    scope: int = 0
    """The number of the denial it stands in; 0 for none."""

    def is_word(self, *concepts: str) -> bool:
        """Return whether it is a word of grammar, of one of the concepts."""
        return self.section == "grammar" and self.concept in concepts

    @property
    def is_state(self) -> bool:
        """Whether it names a state."""
        return self.section == "name" and "state" in self.meanings

    @property
    def is_head(self) -> bool:
        """Whether it can be the subject or the object of a supply."""
        of_names = self.section == "name" and bool({"state", "vendor"} & self.meanings.keys())
        return of_names or self.section in ("types", "customers", "persons") or self.concept == "who"


def items(names: Names, known: Lexicon, text: str) -> Iterator[Item]:
    """Yield the items of a text, in its order; a name of the registers wins over words of the lexicon inside it."""
    words, owners = _words(names, known, text)
    found = {mention.start: mention for mention in names.found(" ".join(words), known.words.keys())}
    newest = names.editions[max(names.editions)] if names.editions else ""
    at = 0
    while at < len(words):
        mention = found.get(at)
        if mention and not set(mention.meanings) <= {*known.silent, HOME}:
            meanings = {kind: thing for kind, thing in mention.meanings.items() if kind not in known.silent}
            section = "about" if {curie(thing) for thing in meanings.values()} & set(known.about) else "name"
            number = section == "name" and not meanings.keys() - {"integer", "source"} and mention.text.isdigit()
            if meanings.get("source") == newest:
                meanings[NEWEST] = newest
            form = PEOPLE if _is_people(names, mention) else ""
            yield Item(mention.text, "number" if number else section, "", form, meanings, owners[mention.end - 1])
            at = mention.end
            continue
        for length in range(min(known.longest, len(words) - at), 0, -1):
            form = " ".join(words[at : at + length]).casefold()
            word = known.words.get(form)
            if word and not any(start in found for start in range(at + 1, at + length)):
                yield Item(form, *word, owner=owners[at + length - 1])
                break
        else:
            length, form = 1, words[at].casefold()
            if form in _NUMBERS:
                yield Item(form, "number", meanings={"integer": str(_NUMBERS[form])})
            else:
                yield Item(words[at], "unknown")
        at += length


def _is_people(names: Names, mention: Mention) -> bool:
    """Return whether a mention is a demonym in the plural: Germans, where German names the same state."""
    state = mention.meanings.get(HOME)
    return bool(state) and mention.text.endswith("s") and names.meanings(mention.text[:-1]).get(HOME) == state


def _words(names: Names, known: Lexicon, text: str) -> tuple[list[str], list[bool]]:
    """Return the words of a text and whether each has the sign of the possessive; "don't" and "non-" are two words."""
    signed = _SIGNED.search(text)
    text = text[: signed.start()] if signed else text
    text = re.sub(r"(?i)\b(ca|wo)n['’]t\b", r"can not", text)
    text = re.sub(r"(?i)\b(\w+)n['’]t\b", r"\1 not", text)
    text = re.sub(r"(?i)\bnon-(?=\w)", "non ", text)
    text = re.sub(r"(?i)\b(do|does|did|is|are|was|were|has|have|had)nt\b", r"\1 not", text)
    text = re.sub(r"(?i)\b(who|what|where)s\b", r"\1 is", text)
    words: list[str] = []
    owners: list[bool] = []
    for raw in _RAW.findall(text):
        word = re.sub(r"['’]s?$", "", raw)
        lone = word.casefold() not in known.words and not names.has_word(word)
        for part in re.split(r"[-/]", word) if lone else [word]:
            words.append(part)
            owners.append(False)
        owners[-1] = raw != word
    return words, owners
