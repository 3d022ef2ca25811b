"""Two questions in one text: where it parts, and what the second says of a name of the first, by a pronoun or alone.

It is told by shape. A second half that narrows the first ("only those", "which of them", "which are") is no question
of its own, and such a text is left as it is.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.evidence.mention import Names
from kg.wording import turn
from kg.wording.item import NOUNS
from kg.wording.lexicon import Lexicon

_FLAGS = re.IGNORECASE | re.ASCII
_ASKS = r"(?:who|whom|whose|which|what|when|where|how|is|are|was|were|does|do|did|has|have|had)"
_TO = r"(?:(?:in|to|from|by|since|for|on|of|until|with|at|under) )?"
_OPENS = re.compile(rf"^{_TO}(?:{_ASKS}|list|show|give|name|tell)\b", _FLAGS)
WHETHER = re.compile(r"^(?:is|are|was|were|does|do|did|has|have|had)\b", _FLAGS)
"""How a text begins that asks whether something is so."""
_PARTS = re.compile(rf"(?<=[?;.!]) +|,? +(?:and|as well as|plus) +(?={_TO}{_ASKS}\b)", _FLAGS)
_AND = re.compile(r"^(?:(?:and|also|or|then|next|further|moreover|besides|if so|if yes),? )+", _FLAGS)
_NARROWS = re.compile(
    r"\b(?:only|just|except|but|not|no|nor|without|those|these|ones?|others?|rest|same|both|each|all|they|them|their|"
    r"theirs|former|latter|else|too|instead|rather|he|she|his|her|him|again|still|ever|never|so|such|more|less)\b|n't\b",
    _FLAGS,
)
_MARK = re.compile("\ue000([a-z])(\\d+)\ue001")
_PLACES, _FIRMS = ("there", "country", "state", "nation", "government"), ("vendor", "company", "firm", "supplier")
_OF = "|".join((*_PLACES[1:], *_FIRMS))
_IT = re.compile(rf"\b(?:its|it|(?<!is )(?<!are )(?<!was )there|(?:that|this|the) (?:{_OF}))\b", _FLAGS)
_DOES = r"(?:does|do|did|is|are|has|have|for|in|to|of|by|from)"
_ALONE = re.compile(
    rf"^(?:(?:what|how) about |the same (?:for|of) |(?:how many|which|who|what|whom)? ?{_DOES} )?"
    "(?:the )?(\ue000[a-z]\\d+\ue001)(?: (?:do|does|have|has|supply|use))?$",
    _FLAGS,
)
_HEAD = re.compile("^(?:(?:in|to|from|by|for|on|of|with) )?(?:which|what|how many)(?: of the)? (.*)$", _FLAGS)
_STATES, _VENDORS, _SIDE = "sk", "v", "irceynol"
"""The letters of states and vendors, and of what "it" is not said of beside them."""


class Halves(NamedTuple):
    """The two questions of a text, each to be read alone."""

    first: str
    second: str
    sure: bool
    """Whether a text cannot be one question: the second is a name alone, asks more where the first asks whether, or
    asks whether something is so of "it"."""

    @property
    def asked(self) -> tuple[str, str]:
        """Both questions."""
        return self.first, self.second


def halves(names: Names, known: Lexicon, text: str) -> Iterator[Halves]:
    """Yield each way in which a text is two questions."""
    said, named = turn.marked(names, known, " ".join(text.split()))
    for part in _PARTS.finditer(said):
        first, second = said[: part.start()].rstrip(" ,;"), said[part.end() :].strip()
        sentence = not part[0].strip()
        second = _AND.sub("", second).rstrip(" ?.!")
        if not first or not second or (not _OPENS.match(first) and not (sentence and first.endswith("?"))):
            continue
        if own := _alone(first, second):
            yield Halves(turn.unmarked(first, named), turn.unmarked(own, named), sentence)
        elif own := _whole(known, first, second):
            sure = WHETHER.match(first) or (WHETHER.match(second) and own != second)
            yield Halves(turn.unmarked(first, named), turn.unmarked(own, named), bool(sure))


def _alone(first: str, second: str) -> str:
    """Return the first question of another name, where the second is no more than that name; empty where it is not."""
    found = _ALONE.match(second)
    mark = _MARK.fullmatch(found[1]) if found else None
    like = [each for each in _MARK.finditer(first) if mark and _kind(each[1]) == _kind(mark[1])]
    if found is None or len(like) != 1 or like[0][0] == found[1]:
        return ""
    return f"{first[: like[0].start()]}{found[1]}{first[like[0].end() :]}"


def _whole(known: Lexicon, first: str, second: str) -> str:
    """Return the second question with a name of the first for its pronoun; empty where it is none of its own."""
    if not _OPENS.match(second) or _NARROWS.search(second) or not _headed(known, second):
        return ""
    if not _IT.search(second):
        return second if _MARK.search(second) else ""
    marks = dict.fromkeys(each[0] for each in _MARK.finditer(first) if each[1] not in _SIDE)
    if len(marks) != 1 or next(iter(marks))[1] not in _STATES + _VENDORS:
        return ""
    name = next(iter(marks))

    def put(found: re.Match[str]) -> str:
        word = found[0].casefold()
        return f"{name}'s" if word == "its" else f"in {name}" if word == "there" else name

    other = _FIRMS if name[1] in _STATES else _PLACES
    if any(found[0].casefold().endswith(other) for found in _IT.finditer(second)):
        return ""
    return _IT.sub(put, second)


def _headed(known: Lexicon, text: str) -> bool:
    """Return whether a question that asks which or how many says of what: which states, and not which are."""
    found = _HEAD.match(text)
    if found is None:
        return True
    for word in found[1].split()[:4]:
        meant = known.words.get(word.strip(",;").casefold())
        if meant is not None and meant.section in NOUNS:
            return True
        if _MARK.match(word) or (meant is not None and meant.section in ("grammar", "gives", "takes")):
            return False
    return False


def _kind(letter: str) -> str:
    return "s" if letter in _STATES else letter
