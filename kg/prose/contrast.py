"""Contrasts: words of a sentence that only say who or where it is not, beside who it is."""

import re

from kg.prose.gazetteer import Mention
from kg.prose.grammar import listed
from kg.prose.token import Token

_ASIDES, _LEADING = listed("asides"), listed("contrast")
_UNHESITATING = {
    ("not", "hesitate"),
    ("not", "hesitated"),
    ("never", "hesitate"),
    ("never", "hesitated"),
    ("n't", "hesitate"),
}
"""How a denied delay begins, which says that what follows was done: "did not hesitate to"."""
_BESIDE = "|".join(sorted(listed("beside")))
_OF_TWO = ("former", "latter")

STRANGER = re.compile(rf"\b(?:{_BESIDE}) (?:of|to) (?:the )?V\b")
"""A sentence that names a vendor to say who somebody else is: "a rival of V"."""
RIVAL = re.compile(rf"(?:the )?V, (?:a|an|the|its|once an?|long an?) (?:[a-z]+ )?(?:{_BESIDE}) (?:of|to) (?:the )?V,")
"""A sentence about a vendor of whom it says beside which other one it stands: "V, a rival of V, won"."""


def contrasts(tokens: list[Token], by_start: dict[int, Mention]) -> list[tuple[int, int]]:
    """Return the spans that only say who or where it is not, beside who it is: "not V but", ", not V,".

    So are the words that say of a name which of two it is ("the former, V,"), and asides such as ", by contrast,".
    """
    words = [token.word for token in tokens]
    names = [mention for mention in by_start.values() if mention.letter in "VGS"]
    found: list[tuple[int, int]] = []
    if not names:
        return found
    for i, word in enumerate(words):
        if word == "not" and words[i + 1 : i + 2] == ["only"]:
            found.append((tokens[i].start, tokens[i + 2].start if i + 2 < len(tokens) else tokens[i + 1].end))
            found += [
                (tokens[j].start, tokens[j + 1].start)
                for j in range(i + 3, len(words) - 1)
                if words[j - 1 : j + 1] == ["but", "also"]
            ][:1]
        elif i == 0 and words[:2] == ["far", "from"] and "," in words[2:16]:
            found.append((tokens[0].start, tokens[words.index(",")].end))
        elif i == 0 and word in ("unlike", "to"):
            found += _unlike(tokens, words, by_start) if word == "unlike" else _surprising(tokens, words)
        elif tuple(words[i : i + 2]) in _UNHESITATING and words[i + 2 : i + 3] == ["to"] and i + 3 < len(words):
            found.append((tokens[i].start, tokens[i + 3].start))
        elif word == "," and (behind := _against(words, i)):
            found.append((tokens[i].start, tokens[behind].end))
        elif word == "not":
            found += _contrast(tokens, words, i, by_start)
        elif word in ("instead", "rather") and words[i + 1 : i + 2] == ["of" if word == "instead" else "than"]:
            found += _instead(tokens, words, i, by_start)
        elif word == "notwithstanding" and words[i + 1 : i + 2] == [","] and "," in words[max(i - 8, 0) : i]:
            comma = max(at for at in range(max(i - 8, 0), i) if words[at] == ",")
            found.append((tokens[comma].start, tokens[i + 1].end))
        elif word == "," and i and (length := _aside(words, i + 1)) and any(m.end == tokens[i - 1].end for m in names):
            found.append((tokens[i].start, tokens[i + 1 + length].end))
        elif word == "the" and words[i + 1 : i + 2] and words[i + 1] in _OF_TWO and words[i + 2 : i + 3] == [","]:
            named = by_start.get(tokens[i + 3].start) if i + 3 < len(tokens) else None
            if named and named.letter in "VS":
                found.append((tokens[i].start, named.start))
                after = next((t for t in tokens[i + 4 :] if t.start >= named.end), None)
                found += [(after.start, after.end)] if after and after.word == "," else []
    return found


def _against(words: list[str], at: int) -> int:
    """Return where ", in contrast to …," or ", not a member of …," ends that begins at a place, or 0."""
    lead = " ".join(words[at + 1 : at + 4])
    if lead not in ("in contrast to", "as opposed to", "not a member", "not a signatory", "not a party"):
        return 0
    return next((i for i in range(at + 4, min(at + 14, len(words))) if words[i] == ","), 0)


def _unlike(tokens: list[Token], words: list[str], by_start: dict[int, Mention]) -> list[tuple[int, int]]:
    """Return the span of "Unlike V, whose offer came late," at the head of a sentence, where another one is named."""
    set_aside, after = _named(tokens, words, 1, by_start)
    if set_aside is None or words[after : after + 1] != [","]:
        return _others(tokens, words, by_start)
    if words[after + 1 : after + 2] and words[after + 1] in ("which", "who", "whose", "a", "an", "the", "its"):
        after = next((at for at in range(after + 1, len(words)) if words[at] == ","), len(words))
    others = [m for m in by_start.values() if m.letter == set_aside.letter and m.names != set_aside.names]
    if after + 1 >= len(words) or not any(m.start > tokens[after].start for m in others):
        return []
    return [(tokens[0].start, tokens[after].end)]


def _others(tokens: list[Token], words: list[str], by_start: dict[int, Mention]) -> list[tuple[int, int]]:
    """Return the span of "Unlike its neighbor S," or "Unlike most of them," where a name begins what follows."""
    comma = next((at for at, word in enumerate(words[:12]) if word == ","), 0)
    inside = [m for m in by_start.values() if comma and m.start < tokens[comma].start]
    first = by_start.get(tokens[comma + 1].start) if comma and comma + 1 < len(tokens) else None
    verbs = {"which", "who", "whose", "that", "where", "when"} & {*words[:comma]}
    if first is None or verbs or any(m.letter in "TIO" or set(m.names) & set(first.names) for m in inside):
        return []
    return [(tokens[0].start, tokens[comma].end)]


def _surprising(tokens: list[Token], words: list[str]) -> list[tuple[int, int]]:
    """Return the span of "to nobody's surprise" at the head of a sentence."""
    lead = words[1] if len(words) > 1 else ""
    surprise = next((at for at, word in enumerate(words[:6]) if word in ("surprise", "astonishment", "secret")), 0)
    if lead not in ("nobody", "nobody's", "no", "none") or not surprise or surprise + 1 >= len(words):
        return []
    return [(tokens[0].start, tokens[surprise + (words[surprise + 1] == ",")].end)]


def _aside(words: list[str], at: int) -> int:
    """Return of how many words an aside is that begins at a place and ends with a comma; 0 where none does."""
    for length in (1, 2, 3):
        if words[at + length : at + length + 1] == [","] and " ".join(words[at : at + length]) in _ASIDES:
            return length
    return 0


def _contrast(tokens: list[Token], words: list[str], at: int, by_start: dict[int, Mention]) -> list[tuple[int, int]]:
    set_aside, after = _named(tokens, words, at + 1, by_start)
    if set_aside is None:
        return []
    comma = words[after : after + 1] == [","]
    if words[after + comma : after + comma + 1] == ["but"]:
        other, _ = _named(tokens, words, after + comma + 1, by_start)
        if other and other.letter == set_aside.letter:
            return [(tokens[at].start, tokens[after + comma].end)]
        return []
    first = at - 1 if words[at - 1 : at] == ["and"] else at
    first -= words[first - 1 : first] == [","]
    before = tokens[first - 1] if 0 < first < at else None
    other = next(
        (m for m in by_start.values() if before and m.end == before.end and m.letter == set_aside.letter), None
    )
    if words[after : after + 1] == ["'s"] and other is None and 0 < first < at and words[first] == ",":
        owned = [m for m in by_start.values() if m.letter == set_aside.letter and m.end < tokens[first].start]
        whose = any(token.word == "'s" and any(m.end == token.start for m in owned) for token in tokens[:first])
        return [(tokens[first].start, tokens[after + 1].end)] if whose and words[after + 1 : after + 2] == [","] else []
    ends = after >= len(words) or words[after] in (",", ".", ";", "that", "which", "who", "to", "for", "with", "in")
    if other is None or not ends:
        return []
    return [(tokens[first].start, tokens[after].end if comma else set_aside.end)]


def _instead(tokens: list[Token], words: list[str], at: int, by_start: dict[int, Mention]) -> list[tuple[int, int]]:
    """Return the span of "instead of V," at the head of a sentence, where another one is named that V is not."""
    set_aside, after = _named(tokens, words, at + 2, by_start)
    others = [m for m in by_start.values() if set_aside and m.letter == set_aside.letter and m != set_aside]
    if at or set_aside is None or not others or words[after : after + 1] != [","]:
        return []
    return [(tokens[at].start, tokens[after].end)]


def _named(tokens: list[Token], words: list[str], at: int, by_start: dict[int, Mention]) -> tuple[Mention | None, int]:
    """Return the vendor or state named at a place, prepositions left out, and the place after it."""
    while at < len(words) and words[at] in _LEADING:
        at += 1
    mention = by_start.get(tokens[at].start) if at < len(tokens) else None
    if mention is None or mention.letter not in "VGS" or not mention.names:
        return None, at
    while at < len(tokens) and tokens[at].start < mention.end:
        at += 1
    return mention, at
