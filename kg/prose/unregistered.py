"""Firms that no register has: the names that a text shows to be a firm's by what stands beside them.

While a text is read such a name counts as a vendor's, under a name of its own; a claim of it says what the text calls
the firm, and that no register has it. Nothing is taken for a firm because it is written with a capital letter alone.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from kg.prose.gazetteer import Mention
from kg.prose.grammar import leading, listed
from kg.prose.number import figures

PREFIX = "unregistered:"
"""What the name of such a firm begins with where a CURIE would stand."""

_WORD = r"[A-Z\u00c0-\u00de](?:[\w&]|[-'](?!s\b)(?=\w))*"
_RUN = re.compile(rf"(?<!\w){_WORD}(?: (?:{_WORD}|&(?= [A-Z])))*")
_LONG = rf"(?<![\w-]){_WORD}(?: {_WORD}){{1,7}}?(?: (?:and|&) {_WORD}(?: {_WORD}){{0,3}}?)?"
_NATIONAL = re.compile(rf"{_LONG} (?:Corporation|Company|Limited|Holdings|Group(?: Limited| Company)?)(?![\w-])")
"""The name of a firm that begins with its state's: "China National Electronics Import and Export Corporation"."""
_DOTTED = ("Ltd", "Inc", "Corp", "Co")
"""The legal forms of which a full stop is a part, as spaCy tells words apart."""
_FORMS = "|".join(
    re.escape(form) + (r"\.?" if form.endswith(_DOTTED) else "")
    for form in sorted(listed("legal-forms"), key=len, reverse=True)
)
_FORM = re.compile(rf",? (?:{_FORMS})(?![\w-])")
_NOUN = "|".join(sorted(listed("firm-nouns"), key=len, reverse=True))
SUBJECT = re.compile(
    rf"(?:(?:(?:the|an?) |(?=D ))(?:(?:(?:[a-z-]+|D) ){{0,3}}(?:{_NOUN}) (?:(?:called|named) )?)?)?[A-Z]"
)
"""What a match begins with that begins with its subject, alone or with what calls it a firm: "a company called V"."""
_PLAIN = r"(?:(?!(?:of|for|at|in|with|from|by|to|on|who|that|which|whose|and)\b)[\w'.-]+,? )"
_CALLED = re.compile(
    rf"\b(?:{_NOUN})(?:,? (?:called|named|such as|including|like|namely))? (?:the )?$"
    r"|(?:^|[\n.;|] ?)(?:suppliers?|vendors?|contractors?|awarded to|winner|winning bidder|manufacturer|seller)"
    r"(?: name)?: $",
    re.I,
)
"""What leads to a firm's name: "the camera maker", "Supplier: "."""
_CALLS = re.compile(
    rf"(?:,| \(| -| –) ?(?:formerly [^,()]+, |now [^,()]+, )?"
    rf"(?:an?|the|another|one of (?:the )?{_PLAIN}{{0,3}}) ?{_PLAIN}{{0,7}}?(?:{_NOUN})"
    r"(?=[,.;:)]|$| (?:in|from|of|based|that|which|with|whose|founded|owned|headquartered|and|known|backed|near|for)\b)"
    r"|,? (?:which|that) (?:makes?|sells?|develops?|produces?|manufactures?|supplies|markets?)\b"
    r"|, formerly (?:known as |called )?[A-Z]|, a (?:spin-off|subsidiary|unit) of\b"
)
"""What says of the name before it that it is a firm's: ", an Israeli company", ", which makes"."""
_BASED = re.compile(r",? ?\(?(?:based|headquartered) (?:in|near)\b")
_LISTED = re.compile(r"[VF](?:, (?:the )?[VF]){0,40},? (?:and|or|&) (?:of |by |from )?(?:the )?[VF]")
_HALF = re.compile(r"[A-Z]\w+ (?:and|&) $")
_TRADED = ("Export", "Import", "Trade", "Trading", "Engineering", "Construction", "Development", "Technology")
"""What with "and" and a word before it ends a longer name: "Electronics Import and Export Corporation"."""
_FROM = re.compile(r"-(?:based|born|headquartered|registered|listed|educated|raised|trained|area)$")
"""What ends a word that only says where a name is from: "Lyon-based"."""
_SEATED = re.compile(r"\b(?:based|headquartered|located|registered|office|offices|seat|headquarters) (?:in|near) $")
_STARTS = re.compile(r"(?:^|[.!?:;\"(\n]\s?)$")
_GOES_ON = re.compile(rf" (?P<word>{_WORD})(?![\w-])")
MORE = listed("firm-tails") | {
    "security",
    "group",
    "international",
    "europe",
    "digital",
    "corporation",
    "company",
    "industries",
    "holdings",
}
"""What may follow the name of a vendor, with a capital letter, and leaves it what it is."""


Firms = Callable[[Sequence[tuple[str, Sequence[Mention]]], Callable[[str], str | None]], Iterator[list[Mention]]]
"""What adds to the mentions of blocks those of firms that no register has, as :func:`completed` does."""


class Name(NamedTuple):
    """Words with capital letters that no register has a name among."""

    start: int
    end: int
    """Where its legal form ends, if it has one."""
    core: str
    """The name without it."""
    firm: bool
    """Whether the name itself says that it is a firm's."""


def name(written: str) -> str:
    """Return what stands for a firm that a text calls so and no register has."""
    return f"{PREFIX}{written}"


def written(value: object) -> str | None:
    """Return what a text calls the firm that a value stands for, or None where a register has it."""
    return value.removeprefix(PREFIX) if isinstance(value, str) and value.startswith(PREFIX) else None


def stands(value: object, text: str) -> bool:
    """Return whether a value stands for such a firm, and a text names it, by the first word of its name at least."""
    firm = written(value)
    return firm is not None and firm.split()[0] in text


def unnamed(name: str) -> bool:
    """Return whether words with capital letters are no firm's name by what they say: a body's, a paper's, a day's."""
    words = [word.lower() for word in re.findall(r"[\w&]+", name)]
    return any(word in listed("no-firms") or word in listed("times") for word in words)


def completed(
    blocks: Sequence[tuple[str, Sequence[Mention]]], nearest: Callable[[str], str | None]
) -> Iterator[list[Mention]]:
    """Yield for each block of a document its mentions with those of firms that no register has, in their order.

    A block is its text and the mentions of what registers have. A firm that the document shows to be one in some place
    is one in each, by the first word of its name as well; not what ``nearest`` takes for a misspelt name.
    """
    for (text, mentions), more in zip(blocks, _firms(blocks, nearest), strict=True):
        yield merged(text, mentions, more)


def _firms(
    blocks: Sequence[tuple[str, Sequence[Mention]]], nearest: Callable[[str], str | None]
) -> list[list[Mention]]:
    names = [[*capitalized(text, mentions)] for text, mentions in blocks]
    lower = {word for text, _ in blocks for word in re.findall(r"(?<![\w'-])[a-z][\w-]+", text)}
    shown: set[str] = set()
    for _ in range(2):
        for (text, mentions), candidates in zip(blocks, names, strict=True):
            shown |= {one.core for one in candidates if one.firm or _shown(text, one)}
            shown |= set(_beside(text, mentions, candidates, shown, lower))
    known = {core: core for core in shown if not any(map(nearest, core.split()))}
    for core in [*known]:
        first = core.split()[0]
        if len(first) >= 5 and first.lower() not in lower and not unnamed(first):
            known.setdefault(first, core)
    if not known:
        return [[] for _ in blocks]
    return [[*_mentions(text, candidates, known)] for (text, _), candidates in zip(blocks, names, strict=True)]


def _mentions(text: str, candidates: Iterable[Name], known: dict[str, str]) -> Iterator[Mention]:
    for one in candidates:
        core = known.get(one.core)
        if core is not None:
            yield Mention(one.start, one.end, "V", (name(core),))


def capitalized(text: str, mentions: Sequence[Mention]) -> tuple[Name, ...]:
    """Return the words with capital letters that no register has a name among, as names, in the order of the text.

    Several readers ask for those of each sentence of a document, one after the other: the last are remembered.
    """
    return _capitalized(text, tuple(mentions))


@lru_cache(maxsize=1_000)
def _capitalized(text: str, mentions: tuple[Mention, ...]) -> tuple[Name, ...]:
    return (*_names(text, mentions),)


def _names(text: str, mentions: tuple[Mention, ...]) -> Iterator[Name]:
    taken = bytearray(len(text) + 1)
    letters: dict[int, str] = {}
    for mention in mentions:
        if mention.letter == "T" and text[mention.start : mention.end].lower() in listed("firm-tails"):
            continue
        taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
        if not text[: mention.start].endswith(("in ", "In ")):
            letters[mention.end] = mention.letter
    begins = {mention.start for mention in mentions if mention.letter != "T"}
    nations = {m.start for m in mentions if m.letter in "SX"}
    firms = [m.start for m in mentions if m.letter in "VG"]
    national = [
        found
        for found in _NATIONAL.finditer(text)
        if found.start() in nations
        and not unnamed(found[0])
        and not any(found.start() <= at < found.end() for at in firms)
    ]
    yield from (Name(found.start(), found.end(), found[0], firm=True) for found in national)
    for run in _RUN.finditer(text):
        if any(one.start() <= run.start() < one.end() for one in national):
            continue
        words = [(run.start() + m.start(), run.start() + m.end()) for m in re.finditer(r"\S+", run[0])]
        while words and (_leads(text, words[0]) or letters.get(words[0][1]) == "D" or _whence(text, words[0], taken)):
            words = words[1:]
        if not words or any(any(taken[a:b]) for a, b in words):
            continue
        start, end = words[0][0], words[-1][1]
        if letters.get(start - 1, "D") != "D" or end + 1 in begins:
            continue
        forms = ((last, _FORM.match(text, last)) for _, last in words)
        last, form = next(((last, form) for last, form in forms if form), (end, None))
        core = text[start:last]
        if core.split()[0] in _TRADED and _HALF.search(text, max(0, start - 30), start):
            continue
        if form is not None:
            yield Name(start, max(form.end(), end), core, firm=True)
        elif not unnamed(core):
            tail = core.split()[-1].lower() in listed("firm-tails") and len(words) > 1
            determined = re.search(r"\b(?:the|an?|its|their) $", text[max(0, start - 6) : start])
            yield Name(start, end, core, firm=tail and determined is None)


def _whence(text: str, word: tuple[int, int], taken: bytearray) -> bool:
    """Return whether a word only says where the name behind it is from, by a place that no register has."""
    return _FROM.search(text[slice(*word)]) is not None and not any(taken[slice(*word)])


def _leads(text: str, word: tuple[int, int]) -> bool:
    """Return whether a word only has its capital letter from the beginning of a sentence."""
    low = text[slice(*word)].lower()
    number = low.isalpha() and next(figures(low), None) is not None
    return (number or leading(low) or low.endswith("ly")) and _STARTS.search(
        text, max(0, word[0] - 2), word[0]
    ) is not None


def _shown(text: str, one: Name) -> bool:
    """Return whether what stands beside a name says that it is a firm's."""
    if _SEATED.search(text[max(0, one.start - 20) : one.start]):
        return False
    if _CALLED.search(text[max(0, one.start - 60) : one.start]) or _CALLS.match(text, one.end):
        return True
    return " " not in one.core and _BASED.match(text, one.end) is not None


def _beside(
    text: str, mentions: Sequence[Mention], candidates: Sequence[Name], shown: set[str], lower: set[str]
) -> Iterator[str]:
    """Yield the names that stand in one list with a vendor: "V, W and X"."""
    placed = {m.start: ("V", m.end, "") for m in mentions if m.letter == "V"}
    for one in candidates:
        placed[one.start] = ("V" if one.core in shown else "F", one.end, one.core)
    inside = sorted(placed.items())
    if len(inside) < 2 or not any(letter == "V" for _, (letter, *_) in inside):
        return
    marked, where = "", []
    last = 0
    for start, (letter, end, core) in inside:
        marked += re.sub("[VF]", "v", text[last:start])
        where.append((len(marked), letter, core))
        marked, last = marked + letter, end
    marked += re.sub("[VF]", "v", text[last:])
    for match in _LISTED.finditer(marked):
        parts = [(letter, core) for at, letter, core in where if match.start() <= at < match.end()]
        if any(letter == "V" for letter, _ in parts):
            yield from (core for letter, core in parts if letter == "F" and core.split()[0].lower() not in lower)


def merged(text: str, mentions: Iterable[Mention], more: Iterable[Mention]) -> list[Mention]:
    """Return the mentions of a block with those of firms among them, in the order of the text.

    What follows the name of a vendor and belongs to it, such as its legal form, is a part of it. A name of a register
    that is a part of a firm's is left out: the "AI" of "Example AI".
    """
    whole = [m._replace(end=_end(text, m.end)) if m.letter == "V" and m.names else m for m in mentions]
    firms = {*more, *(m for m, before in zip(whole, mentions, strict=True) if m.end > before.end)}
    ends = sorted((one.end, one.start) for one in firms)
    kept = [m for m in whole if m in firms or not _covered(m, ends)]
    return sorted({*kept, *firms}, key=lambda mention: mention.start)


def _covered(mention: Mention, ends: Sequence[tuple[int, int]]) -> bool:
    """Return whether one of some spans, none of which overlaps another, shares a character with a mention."""
    at = bisect_right(ends, (mention.start, mention.start))
    return at < len(ends) and ends[at][1] < mention.end


def _end(text: str, end: int) -> int:
    """Return where the name of a vendor ends that goes on behind a place: "V Technologies Ltd"."""
    while (following := _GOES_ON.match(text, end)) and following["word"].lower() in MORE:
        end = following.end()
    form = _FORM.match(text, end)
    return form.end() if form else end
