"""The parts of states that ISO 3166-2 names, such as Scotland and Ohio, and whose they are."""

import re
from functools import cache

from kg.naming import country, form

_WITH_PARTS = ("US", "CA", "AU")
_CODE = re.compile(r"(?: [A-Z]{2}-\w+)?\]")
"""What ends a second name in brackets, its code in that language."""


@cache
def _parts() -> dict[str, tuple[str, ...]]:
    import pycountry

    found: dict[str, dict[str, None]] = {}
    for part in pycountry.subdivisions:
        name, _, other = part.name.partition(" [")
        for each in (part.name, name.partition(",")[0], _CODE.sub("", other)):
            found.setdefault(form.bare(each), {})[part.country_code] = None
    del found[""]
    return {name: tuple(sorted(codes)) for name, codes in found.items()}


def whole(text: str) -> frozenset[str]:
    """Return the alpha-3 codes of the states that have a part of this name in ISO 3166-2; empty where none has.

    >>> sorted(whole("Scotland"))
    ['GBR']
    """
    letters = country.known().letters
    return frozenset(letters[code] for code in _parts().get(form.bare(text), ()) if code in letters)


def begins(word: str) -> bool:
    """Return whether the name of a part of a state begins with a word.

    >>> begins("New"), begins("Narnia")
    (True, False)
    """
    return form.bare(word) in _firsts()


@cache
def _firsts() -> frozenset[str]:
    return frozenset(name.partition(" ")[0] for name in _parts())


def foremost(text: str) -> frozenset[str]:
    """Return the alpha-3 codes of the states that a part of this name, told alone, may lie in: those that come to mind.

    Where the United States, Canada or Australia have a part of the name it is theirs.

    >>> [sorted(foremost(name)) for name in ("Florida", "Kent", "Punjab", "Narnia")]
    [['USA'], ['GBR'], ['IND', 'PAK'], []]
    """
    letters, found = country.known().letters, whole(text)
    return found & {letters[code] for code in _WITH_PARTS} or found


def beside(text: str) -> frozenset[str]:
    """Return the alpha-3 codes of the states that have a part of this name or these letters, as towns there have it.

    They are those whose towns are written so: the United States, Canada and Australia.

    >>> sorted(beside("Ohio")), sorted(beside("IL")), sorted(beside("Georgia")), sorted(beside("Kenya"))
    (['USA'], ['USA'], ['USA'], [])
    """
    letters = country.known().letters
    coded = _lettered().get(form.unmarked(text).strip(), ())
    return (whole(text) & {letters[code] for code in _WITH_PARTS}) | {letters[code] for code in coded}


@cache
def _lettered() -> dict[str, tuple[str, ...]]:
    import pycountry

    found: dict[str, tuple[str, ...]] = {}
    for part in pycountry.subdivisions:
        if part.country_code in _WITH_PARTS:
            code = part.code.partition("-")[2]
            found[code] = (*found.get(code, ()), part.country_code)
    return found
