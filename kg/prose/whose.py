"""Bodies that a sentence names without their state, where the text around says whose they are: "the interior ministry".

Asked only where a dateline, a heading or what was told before gives the state; see :mod:`kg.prose.ground`.
"""

import re
from collections.abc import Container, Sequence

from kg.prose.grammar import listed
from kg.prose.grammar import word as pattern
from kg.prose.token import Token

_ALONE = listed("sole-bodies")
"""What a state or a town has one of, so that "the" names it."""
_NAMED = listed("named-bodies")
"""What is one of a state where words before it say what it is for: "the border guard"."""
_FOR = listed("body-words") | listed("body-kinds")
_OF = _FOR | listed("body-realms")
"""The words behind "of" in a body's name: "the Ministry of the Interior"."""
_PLURAL = listed("body-people")
"""Who opens a sentence without "the"."""
_PAST = re.compile(
    r"[a-z]{2,}ed|had|has|have|bought|took|got|put|ran|paid|chose|began|built|kept|won|made|saw|found|went|sent|spent"
    r"|met|let|caught|held|sought|drew|gave|came|set|told|tracked|now|in|at"
)
_DOES = re.compile(
    r"[a-z]{2,}ed|[a-z]{3,}s|bought|took|got|put|ran|paid|chose|began|built|kept|won|made|saw|found|went|sent|spent|met"
    r"|let|caught|held|sought|drew|gave|came|told|track|search|scan|check|look|unlock|watch|rely|work|tap|read|compare"
)
_NO_VERBS = listed("no-verbs")
_POSSESSED = listed("owning-places")
"""What is often named by whose it is: "the city's police"."""
_MOST = 5


def whose(tokens: Sequence[Token], words: Sequence[str], at: int, taken: Container[int]) -> int:
    """Return where a body ends that begins at a word and is named without whose it is, or 0."""
    if words[at] != "the":
        opens = at == 0 or all(not token.word[:1].isalnum() for token in tokens[:at])
        past = at + 1 < len(words) and _PAST.fullmatch(words[at + 1])
        return tokens[at].end if opens and words[at] in _PLURAL and past else 0
    head, kind = 0, False
    for place in range(at + 1, min(at + 1 + _MOST, len(words))):
        word, token = words[place], tokens[place]
        if token.start in taken:
            break
        owning = word == "state" and words[place + 1 : place + 2] == ["'s"]
        if word in _ALONE or (word in _NAMED and kind) or owning:
            head = place
        elif not (word in _FOR or word in _NAMED):
            break
        kind = kind or word in _FOR or (word in _ALONE and word not in _POSSESSED)
    if not head:
        return 0
    end = _named_on(tokens, words, head, taken)
    after = words[end + 1] if end + 1 < len(words) else ""
    if after in ("'s", "'"):
        return tokens[end].end if words[head] in _POSSESSED else 0
    return tokens[end].end if not after or _ended(after, tokens[end + 1], taken) else 0


def _named_on(tokens: Sequence[Token], words: Sequence[str], head: int, taken: Container[int]) -> int:
    """Return the last word of a body's name, which may go on behind "of" or "for"."""
    if words[head + 1 : head + 2] not in (["of"], ["for"]):
        return head
    end = head
    for place in range(head + 2, min(head + 8, len(words))):
        if tokens[place].start in taken or words[place] not in _OF:
            break
        end = place if words[place] not in ("the", "and") else end
    return end


def _ended(after: str, token: Token, taken: Container[int]) -> bool:
    """Return whether a noun phrase has ended where a word stands."""
    if token.start in taken:
        return True
    if after == "of" or after in _NO_VERBS:
        return False
    if after in listed("function") or after in listed("verbs") or not after[0].isalnum():
        return True
    return _DOES.fullmatch(after) is not None or any(pattern(one).fullmatch(after) for one in ("use", "buy", "say"))
