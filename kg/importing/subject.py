"""The subject of a heading: the thing that it names, in full or in short, where its column tells of that one alone."""

import re
from collections.abc import Iterator, Sequence

from kg.naming.form import bare, seen
from kg.tables.resolution import Resolver, Value

_AROUND = re.compile(
    r"\b(?:systems?|technology|tech|use[sd]?|in use|present|deployed|members?|member of|membership|state|joined|of|the"
    r"|\d{4})\b",
    re.IGNORECASE,
)
"""What stands in a heading around the name of a thing."""
_AROUND_OF = ("technology", "initiative", "scheme")
_SHORTEST = 3
"""The letters with which each word of a name is shortened at least."""


def lowest(text: str) -> str:
    """Return the lowest of the headings of which the name of a column is made.

    >>> lowest("Vendor / Huawei"), lowest("Kenya")
    ('Huawei', 'Kenya')
    """
    return text.rpartition(" / ")[2]


def over(text: str) -> str:
    """Return the heading over the lowest one, or nothing.

    >>> over("2019 / Huawei / Safe city"), over("Kenya")
    ('Huawei', '')
    """
    return lowest(text.rpartition(" / ")[0])


def thing(text: str, resolver: Resolver) -> str:
    """Return the technology, initiative, scheme, state or vendor that a heading names, or nothing.

    What stands around the name, such as "systems" and "(x = yes)", does not matter.
    """
    name, bare_name, shorter = _forms(text)
    for kind in ("technology", "initiative", "scheme", "state", "vendor"):
        for each in dict.fromkeys((name, bare_name, *((shorter,) if kind in _AROUND_OF else ()))):
            if each.strip():
                found = resolver.one(kind, seen(each))
                if isinstance(found, Value):
                    return found.text
    return ""


def _forms(text: str) -> tuple[str, str, str]:
    """Return a heading, it without what stands in brackets, and it without the words around a name."""
    name = lowest(text)
    bare_name = re.sub(r"\([^)]*\)|\[[^]]*\]|\bcolumn [A-Z]+\b|[?:*]", " ", name)
    return name, bare_name, _AROUND.sub(" ", bare_name)


def shortened(text: str, resolver: Resolver) -> tuple[str, ...]:
    """Return the technologies of which each word is cut short in a heading, as "Facial rec." and "socmedsurv" do.

    A word that is cut has three letters at least; a heading that leaves a word out shortens nothing.
    """
    letters = bare(_forms(text)[2]).replace(" ", "")
    return tuple(dict.fromkeys(each for each, words in _technologies(resolver) if _fits(letters, words)))


def initials(text: str, resolver: Resolver) -> tuple[str, ...]:
    """Return the technologies whose words begin with the capitals of which a heading is made, as "FR" is."""
    letters = re.sub(r"[\s.]", "", _forms(text)[1])
    if not re.fullmatch(r"[A-Z]{2,5}", letters):
        return ()
    found = (each for each, words in _technologies(resolver) if "".join(word[0] for word in words) == letters.lower())
    return tuple(dict.fromkeys(found))


def _technologies(resolver: Resolver) -> Iterator[tuple[str, list[str]]]:
    """Yield each technology with the words of each of its names that has several."""
    for each, name in resolver.known.names.called(resolver.takes("technology")):
        if len(words := bare(name).split()) > 1:
            yield each, words


def _fits(letters: str, words: Sequence[str]) -> bool:
    """Return whether letters are the beginnings of all words, one after the other."""
    if not words or not letters:
        return not words and not letters
    word = words[0]
    sizes = range(min(len(letters), len(word)), min(_SHORTEST, len(word)) - 1, -1)
    return any(word.startswith(letters[:size]) and _fits(letters[size:], words[1:]) for size in sizes)
