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
CODE = "code"
"""The form of the alpha-3 code of a state."""
YEAR = 4
"""How many digits a year has."""
NEWEST = "newest"
"""The meaning that the newest edition has besides: before a word of change, it is the later of two."""
_NAMED = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100}
NUMBERS = {name: number for number, name in enumerate(_NAMED)} | _TENS
_SIGNED = re.compile(
    r"[.,;!?]\s*(?:[Mm]any thanks|[Tt]hanks|[Tt]hank you|(?:[Bb]est|[Kk]ind) (?:regards|wishes)|[Rr]egards|[Cc]heers)"
    r"(?: in advance)?[,.!]?\s+[A-Z][a-z]+(?: [A-Z][a-z]+)?\.?\s*$"
)
"""How a letter ends: many thanks, Ruth."""
_HEADED = re.compile(
    r"^\s*(?:(?:as for|regarding|concerning|about|on|take|consider|re)[:\s]\s*)?"
    r"([^:;?!,]{2,60}?)\s*(?:[:,.]|\s[-–—])\s+(?=\S)",
    re.IGNORECASE,
)
"""A name, and a colon or a dash, before what is asked of it: Kenya: suppliers."""
_PAIR = re.compile(r"^(.+?)\s(?:and|or)\s(.+)$", re.IGNORECASE)
"""Two names before such a colon."""
_STAND = (
    (re.compile(r"\b(?:at least one of|either of|one or both of) (?:the two|them|these|those)\b", re.I), "", "or"),
    (re.compile(r"\bboth(?: of (?:the two|them|these|those))?\b", re.I), "both ", "and"),
    (re.compile(r"\bneither of (?:the two|them|these|those)\b", re.I), "neither ", "nor"),
)
"""What stands for the two in the rest, and how it is said with their names."""
_STANDING = {"it": "", "they": "", "them": "", "its": "'s", "their": "'s", "there": "in "}
"""What stands for such a name in the rest of the text, and what is put beside the name in its place."""
_BOUND = {"based": "", "headquartered": "", "made": "", "built": "", "supplied": "supply", "equipped": "supply"}
"""What a name is joined to by a hyphen, and the word that it says: US-based, Huawei-supplied."""
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
    """Yield the items of a text, in its order; a name of the registers wins over words of the lexicon inside it.

    A name that is said twice, one after the other, is one: Burma/Myanmar, Kenya (KEN).
    """
    last: Item | None = None
    for item in _stretches(names, known, text):
        again = last is not None and item.section == "name" and item.meanings == last.meanings
        if last is None or not again or last.owner:
            yield item
            last = item
        else:
            last.owner = item.owner


def _stretches(names: Names, known: Lexicon, text: str) -> Iterator[Item]:
    words, owners, joined = _words(names, known, text)
    found = {mention.start: mention for mention in names.found(" ".join(words), known.words.keys())}
    newest = names.editions[max(names.editions)] if names.editions else ""
    at, before = 0, None
    while at < len(words):
        mention = found.get(at)
        if mention and not set(mention.meanings) <= {*known.silent, HOME}:
            meanings = {kind: thing for kind, thing in mention.meanings.items() if kind not in known.silent}
            section = "about" if {curie(thing) for thing in meanings.values()} & set(known.about) else "name"
            number = section == "name" and not meanings.keys() - {"integer", "source"} and mention.text.isdigit()
            if meanings.get("source") == newest:
                meanings[NEWEST] = newest
            form = PEOPLE if _is_people(names, mention) else CODE if mention.text.casefold() in names.codes else ""
            before = Item(mention.text, "number" if number else section, "", form, meanings, owners[mention.end - 1])
            yield before
            at = mention.end
            continue
        if at in joined and before is not None and {"state", "region", "vendor"} & before.meanings.keys():
            yield _attribute(before, words[at].casefold())
            at, before = at + 1, None
            continue
        before = None
        for length in range(min(known.longest, len(words) - at), 0, -1):
            form = " ".join(words[at : at + length]).casefold()
            word = known.words.get(form)
            if word and not any(start in found for start in range(at + 1, at + length)):
                yield Item(form, *word, owner=owners[at + length - 1])
                break
        else:
            length, form = 1, words[at].casefold()
            if form in NUMBERS:
                yield Item(form, "number", meanings={"integer": str(NUMBERS[form])})
            else:
                yield Item(words[at], "unknown")
        at += length


def _is_people(names: Names, mention: Mention) -> bool:
    """Return whether a mention is a demonym in the plural: Germans, where German names the same state."""
    state = mention.meanings.get(HOME)
    return bool(state) and mention.text.endswith("s") and names.meanings(mention.text[:-1]).get(HOME) == state


def _headed(names: Names, text: str) -> tuple[str, int]:
    """Return a text with the name that heads it where a pronoun stands for it, and else how many words that name has.

    As for Huawei, where does it sell: where does Huawei sell. Kenya: suppliers are the suppliers of Kenya.
    """
    headed = _HEADED.match(text)
    if headed is None:
        return text, 0
    rest = text[headed.end() :]
    if not names.whole(headed[1]):
        return _paired(names, headed[1], rest) or text, 0
    found = re.search(rf"(?i)\b({'|'.join(_STANDING)})\b", rest)
    if found and not re.search(r"(?i)\b(?:is|are|was|were|has|have) there\b", rest):
        added = _STANDING[found[1].casefold()]
        name = f"{headed[1]}{added}" if added.startswith("'") else f"{added}{headed[1]}"
        return f"{rest[: found.start()]}{name}{rest[found.end() :]}", 0
    named = headed[0].rstrip().endswith((":", "-", "–", "—"))
    return text, len(_RAW.findall(headed[0])) if named else 0


def _paired(names: Names, head: str, rest: str) -> str:
    """Return what follows two names that head a text, with both in the place of what stands for them; empty for none.

    NEC and IBM: which states does at least one of the two supply; which states do both supply.
    """
    pair = _PAIR.match(head)
    if pair is None or not (names.whole(pair[1]) and names.whole(pair[2])):
        return ""
    found = [(each, before, link) for stands, before, link in _STAND if (each := stands.search(rest))]
    if len(found) != 1:
        return ""
    said, before, link = found[0]
    return f"{rest[: said.start()]}{before}{pair[1]} {link} {pair[2]}{rest[said.end() :]}"


def _attribute(name: Item, word: str) -> Item:
    """Return what a word is that a hyphen joins to a name, and give the name its role: US-based, Huawei-supplied."""
    concept = _BOUND[word]
    if "vendor" not in name.meanings:
        name.role = "home"
        return Item(word, "words" if concept else "done", concept)
    return Item(word, "words" if concept else "unknown", concept)


def _words(names: Names, known: Lexicon, text: str) -> tuple[list[str], list[bool], set[int]]:
    """Return the words of a text, whether each has the sign of the possessive, and which a hyphen joins to a name.

    "Don't" and "non-" are two words. What a name and a colon begin belongs to the name.
    """
    signed = _SIGNED.search(text)
    text = text[: signed.start()] if signed else text
    text = re.sub(r"(?i)\b(ca|wo)n['’]t\b", r"can not", text)
    text = re.sub(r"(?i)\b(\w+)n['’]t\b", r"\1 not", text)
    text = re.sub(r"(?i)\bnon-(?=\w)", "non ", text)
    text = re.sub(r"(?i)\b(do|does|did|is|are|was|were|has|have|had)nt\b", r"\1 not", text)
    text = re.sub(r"(?i)\b(who|what|where)s\b", r"\1 is", text)
    text, head = _headed(names, text)
    words: list[str] = []
    owners: list[bool] = []
    joined: set[int] = set()
    for n, raw in enumerate(_RAW.findall(text), 1):
        word = re.sub(r"['’]s?$", "", raw)
        lone = word.casefold() not in known.words and not names.has_word(word)
        for part in re.split(r"[-/]", word) if lone else [word]:
            words.append(part)
            owners.append(False)
        if lone and len(words) > 1 and raw.endswith(f"-{words[-1]}") and words[-1].casefold() in _BOUND:
            joined.add(len(words) - 1)
        owners[-1] = raw != word or n == head
    return words, owners, joined
