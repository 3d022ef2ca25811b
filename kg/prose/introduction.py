"""How a text introduces a firm: "a company called V", "a consortium led by V", "V, a D maker of cameras,", "V of S".

All of it but the firm's name is left out of what is parsed: who is called a firm is no step on the way from a firm to
its customer. Two firms that act together are made a list: "V, with its partner V,".
"""

import re
from collections.abc import Iterator

from kg.prose.grammar import cue, listed
from kg.prose.pairing import WARES
from kg.prose.sentence import Sentence

_KINDS = "|".join(
    sorted({*listed("firm-nouns"), *listed("firm-kinds")} - {*listed("many-firms")}, key=len, reverse=True)
)
_OF_FIRMS = "|".join(listed("firm-parts"))
_JOINT = r"consortium|joint venture|venture|alliance|partnership|tie-up|group|pair|duo|trio|team"
_NO_EPITHETS = "|".join(sorted(listed("state-bodies") | listed("function") | listed("verbs")))
_EPITHET = (
    rf"(?:(?!(?:a|an|the|of|to|over|who|than|rival|no|navy|customs|border|coast|agency|{_NO_EPITHETS})\b|[a-z]+ed\b)"
    r"[a-z][a-z-]*|D) "
)
"""A word between an article and the noun that calls somebody a firm: no verb, and no body of a state."""
_DETERMINED = r"(?:the|an?|another) "
_NAMED = r"(?: called| named| known as| by the name of)?,? "
_END = r"(?![a-z'-])"
_OF = rf"(?:of|between)(?: the)?(?: {_EPITHET.strip()})?(?: firms| companies)?"
_BEFORE = re.compile(
    rf"(?<![a-zA-Z'-])(?:{_DETERMINED}(?:{_EPITHET}){{0,3}}(?:{_KINDS}){_NAMED}"
    rf"|(?:the )?D (?:{_EPITHET}){{0,2}}(?:{_KINDS}) "
    rf"|[a-z]+(?: [a-z]+)?-based (?:(?:{_EPITHET}){{0,2}}(?:{_KINDS}) )?"
    rf"|{_DETERMINED}(?:{_EPITHET}){{0,3}}(?:{_JOINT}) (?:{_OF}"
    r"|led by|headed by|made up of|consisting of|comprising|formed by|that includes|including) "
    rf"|(?<!, ){_DETERMINED}(?:{_EPITHET}){{0,3}}(?:{_OF_FIRMS}) of )(?=V{_END})"
)
"""What leads to a firm's name and says only that it is one."""
_DOES = r"(?:is|are|was|were|has|have|had|sold|supplied|delivered|provided|installed|built|won|signed)\b"
_BEHIND = re.compile(
    rf"(?<=V)(?:, (?:an?|the|another) (?:{_EPITHET}){{0,4}}(?:{_KINDS}|group)"
    r"(?: (?:of|in|from|based in|founded in|for) [^,;:.()\"VGT]{2,40}?)?(?=[,.;]|$),?"
    rf"| \((?:S|D|C|C, S|[a-z]+)\)|,? (?:of|from|in) S(?= {_DOES})"
    rf"|'s (?:{_EPITHET}){{0,2}}(?:{_OF_FIRMS}){_END})"
)
"""What follows it, says who it is, and nothing else."""
_KIN = r"(?: (?:its|the) (?:[a-z]+ ){0,2}(?:partner|subsidiary|affiliate))"
_WITH = re.compile(
    r"(?<=V)(?:,? (?:(?:together|along|jointly|in (?:partnership|consortium|cooperation|collaboration|tandem)"
    rf"|in a (?:consortium|joint venture|partnership)) with{_KIN}?|alongside|as well as)|, with{_KIN})"
    r" (?=V(?!'s| [a-z]+s? from))"
)
"""Two firms that act together."""
_CLOSED = re.compile(r"V,(?= (?!(?:and|or|but|which|who|whose)\b)[a-z])")


def introductions(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield the spans of a sentence in its block that only say of a name that it is a firm's."""
    marked = sentence.marked
    for found in (m for pattern in (_BEFORE, _BEHIND) for m in pattern.finditer(marked)):
        words = found.group()
        if (
            cue("negation").search(words)
            or cue("condition").search(words)
            or WARES.search(words.replace("cameras", ""))
        ):
            continue
        start, end = found.span()
        if "-based" in words and words[0].islower() and not words.startswith(("the ", "a ", "an ", "another ")):
            start = _capital(sentence, start, end)
        if words.endswith(",") and (
            " " not in marked[end : end + 1] or re.match(r" (?:and|or|but|nor)\b", marked[end:])
        ):
            end -= 1
        yield sentence.starts[start], _end(sentence, end)
    for found in _WITH.finditer(marked):
        if found.group().startswith(",") and (comma := _CLOSED.match(marked, found.end())):
            yield sentence.starts[comma.end() - 1], sentence.ends[comma.end() - 1]


def _capital(sentence: Sentence, start: int, end: int) -> int:
    """Return where in a span of the marked sentence the first word with a capital letter begins: "of Turku-based"."""
    text, first = sentence.text, sentence.start
    words = (at for at in range(start, end) if at == start or sentence.marked[at - 1] == " ")
    return next((at for at in words if text[sentence.starts[at] - first].isupper()), start)


def together(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield the spans of what joins two firms that act together, to be read as "and"."""
    for found in _WITH.finditer(sentence.marked):
        yield sentence.starts[found.start()], _end(sentence, found.end())


def _end(sentence: Sentence, end: int) -> int:
    """Return where in the block the next character of the marked sentence begins, or the last one ends."""
    return sentence.starts[end] if end < len(sentence.starts) else sentence.ends[end - 1]
