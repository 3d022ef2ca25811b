"""A text that no question answers as it stands, put in other words: a capital for its state, a word of stress left out.

What is put in other words is told, so that a reader sees it; nothing is tried where a question uses all of the text.
"""

import re
from collections.abc import Iterator

from kg.evidence.exonym import LONGEST, Exonym
from kg.evidence.mention import Names, vocabulary
from kg.wording import surrounding, turn
from kg.wording.item import NUMBERS
from kg.wording.lexicon import Lexicon

_PLACED = re.compile(
    r"(?:\b(?:in|within|inside|across|around|near|at|outside|throughout|city of|streets of|capital|mayor of|used by|"
    r"use of|uses of|users of)|-) $",
    re.IGNORECASE,
)
"""What stands before a city that is meant as a place: what is said of a state is not said of a city in it."""
_CODED = re.compile(r" ?[/(] ?$")
"""What stands before the code of a state that repeats its name: Israel / IL."""
_TOWN = re.compile(
    r"^(?:['’]s)? (?:city|town|police|airport|airports|metro|streets?|mayor|municipality|district)\b",
    re.IGNORECASE,
)
"""What stands after a city that is meant as a place."""
_WORD = re.compile(r"[^\W_]+(?:[.&'’+-][^\W_]+)*", re.UNICODE)
_OWNING = re.compile(r"['’]s?$")
_ROUNDS = 4
"""How often one kind of stress is looked for."""
_MARKS = re.compile("\ue000([a-z])\\d+\ue001")


def ways(names: Names, known: Lexicon, text: str, unknown: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield a text in other words, with what is told of them: its names first, then its words of stress left out."""
    named, told = called(names, text, unknown)
    if told:
        yield named, f"read {', '.join(told)}"
    plain, left = set_aside(names, known, named)
    read = f"read {', '.join(told)}; " if told else ""
    if left:
        yield plain, f"{read}set aside {', '.join(map(repr, left))}"
    from kg.wording import remark

    for rest, said in remark.rests(names, known, plain):
        yield rest, f"{read}set aside {', '.join(map(repr, (*left, said)))}"


def places(names: Names, text: str, unknown: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield each capital in a text that is meant as a place, with the label of its state."""
    for start, end, found in _exonyms(names, text, unknown):
        if found.capital and _is_place(text, start, end):
            yield text[start:end], found.label


def called(names: Names, text: str, unknown: tuple[str, ...]) -> tuple[str, list[str]]:
    """Return a text with the labels of states for what they are called besides, and what is told of each."""
    text, told = _one_mark(names, text)
    made, at = "", 0
    for start, end, found in _exonyms(names, text, unknown):
        if found.code:
            made, at = made + text[at:start].rstrip(" /("), end + text[end:].startswith(")")
            told.append(f"{text[start:end]!r} as {found.label} again")
        elif not (found.capital and _is_place(text, start, end)):
            made += text[at:start] + found.label
            told.append(f"{text[start:end]!r} as {found.label}{found.how}")
            at = end
    return made + text[at:], list(dict.fromkeys(told))


def marks(names: Names) -> list[tuple[str, str, str]]:
    """Return how each technology that shares its mark is said, what is read for it, and what tells the two apart."""
    written = (tuple(each[key] for key in ("says", "means", "apart")) for each in vocabulary()["one_mark"])
    return [(says, means, apart) for says, means, apart in written if "technology" in names.meanings(means)]


def _one_mark(names: Names, text: str) -> tuple[str, list[str]]:
    """Return a text with each technology as the one whose mark it has, where it does not tell them apart, and that."""
    told = []
    for says, means, apart in marks(names):
        said = re.compile(rf"\b{says}\b", re.IGNORECASE | re.ASCII)
        found = list(dict.fromkeys(said.findall(text)))
        if found and not re.search(rf"\b{apart}\b", text, re.IGNORECASE | re.ASCII):
            text = said.sub(means, text)
            told += [f"{each!r} as {means}, one mark for both" for each in found]
    return text, told


def _is_place(text: str, start: int, end: int) -> bool:
    return _PLACED.search(text[:start]) is not None or _TOWN.search(text[end:]) is not None


def _exonyms(names: Names, text: str, unknown: tuple[str, ...]) -> Iterator[tuple[int, int, Exonym]]:
    """Yield the places of what states are called besides, where one of its words is unknown, the longest first."""
    if not unknown:
        return
    strange, at = set(unknown), 0
    words = [(found.start(), found.start() + len(_OWNING.sub("", found[0]))) for found in _WORD.finditer(text)]
    while at < len(words):
        for length in range(min(LONGEST, len(words) - at), 0, -1):
            start, end = words[at][0], words[at + length - 1][1]
            own = strange.intersection(text[one:two] for one, two in words[at : at + length])
            if (
                own
                and (found := names.exonyms.of(text[start:end]))
                and (not found.code or _again(names, text[:start], found))
            ):
                yield start, end, found
                at += length - 1
                break
        at += 1


def _again(names: Names, before: str, found: Exonym) -> bool:
    """Return whether a code says again which state is named before it, behind a stroke: Israel / IL."""
    if not (stroke := _CODED.search(before)):
        return False
    words, state = _WORD.findall(before[: stroke.start()]), names.meanings(found.label).get("state")
    tails = (" ".join(words[-length:]) for length in range(1, min(LONGEST, len(words)) + 1))
    return state is not None and any(names.meanings(tail).get("state") == state for tail in tails)


def set_aside(names: Names, known: Lexicon, text: str) -> tuple[str, list[str]]:
    """Return a text without its words of stress, and those words."""
    said, named = turn.marked(names, known, text)
    left: list[str] = []
    for rule in surrounding.asides():
        for _ in range(_ROUNDS):
            found = rule.applies(said)
            if found is None or not _is_empty(said, found):
                break
            left.append(turn.unmarked(found[1].strip(" ,();:-"), named))
            said = f"{said[: found.start(1)]} {said[found.end(1) :]}".rstrip()
    said = re.sub(r" +(?=[,.;:?!])", "", " ".join(said.split()))
    return turn.unmarked(said, named), left


def _is_empty(text: str, found: re.Match[str]) -> bool:
    """Return whether a number that an aside has is that of the things named: all four, of four technologies."""
    number = found[2] if found.re.groups > 1 else None
    if number is None:
        return True
    letters = _MARKS.findall(text)
    wanted = NUMBERS.get(number.casefold(), 0)
    return wanted > 1 and any(letters.count(letter) == wanted for letter in set(letters))
