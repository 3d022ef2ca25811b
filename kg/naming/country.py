"""What ISO 3166 and the usual spellings call a state or territory: names and codes → alpha-3 codes.

The names and codes are pycountry's, in English and in the languages of :data:`LANGUAGES`; what a language calls a state
day by day, as Russian says no "Federation", is Babel's, of the CLDR; ``ontology/spellings.csv`` holds what they lack,
and what means more than one. Nothing is read before a name is asked for that no register knows.
"""

import csv
import gettext
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple, TypeVar

from kg.errors import OntologyError
from kg.file import why
from kg.namespace import folder
from kg.naming import form

LANGUAGES = ("ar", "de", "es", "fr", "pt", "ru", "sr", "zh_CN", "zh_TW")
"""The languages, besides English, in which the names of ISO 3166-1 are known."""

USUAL = "ar bg cs da de el es fa fi fr hr hu id it ja ko nl nb pl pt ro ru sr sr_Latn sv tr uk zh zh_Hant"
"""The languages whose usual names of states are known."""
_SHORTEST = 4
"""The Latin letters of such a name at least: a shorter one, as Turkish has "Fas", may be something else in a table."""

KOSOVO = {"XK": "XKX", "XKX": "XKX", "XKK": "XKX"}
"""Codes in use beside the standard."""

_GENERIC = form.words(
    "republic democratic people peoples islamic kingdom federal federated federation arab socialist bolivarian "
    "plurinational union commonwealth principality grand duchy sultanate hashemite independent co operative "
    "cooperative special administrative region state"
)
"""What many states are called besides their names."""
REGION = "region:"
"""How the regions begin that share a name with a state."""
WHICH = "write the one that is meant"
_MISSING_OR_NAMIBIA = "NA"
_Key = TypeVar("_Key", str, frozenset[str])


class Known(NamedTuple):
    """The names of all states and territories: each form of a name → the alpha-3 codes of those it means."""

    spelled: dict[str, frozenset[str]]
    """What ``ontology/spellings.csv`` says, bare."""
    bags: dict[frozenset[str], frozenset[str]]
    """The words of each English name."""
    cores: dict[frozenset[str], frozenset[str]]
    """Those words without what many states are called, such as "republic"."""
    translated: dict[str, frozenset[str]]
    """The names in other languages, bare."""
    labels: dict[str, str]
    """Alpha-3 code → the English name."""
    letters: dict[str, str]
    """Alpha-2, alpha-3 and numeric code → alpha-3 code."""


@cache
def known() -> Known:
    """Return the names of all states and territories, read once in a process.

    Raises:
        OntologyError: ``ontology/spellings.csv`` cannot be read.
    """
    import pycountry

    codes, labels, english, other = dict(KOSOVO), {"XKX": "Kosovo"}, [("Kosovo", "XKX")], []
    foreign = [gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[each]) for each in LANGUAGES]
    for country in pycountry.countries:
        code = country.alpha_3
        codes |= dict.fromkeys((country.alpha_2, code, country.numeric), code)
        official = [getattr(country, key, None) for key in ("common_name", "name", "official_name")]
        written = [name for name in official if name]
        written += [name.partition(" (")[0] for name in written if name.endswith(")")]
        labels[code] = written[0]
        english += [(name, code) for name in written]
        other += [(language.gettext(name), code) for language in foreign for name in written]
    spelled = list(_spellings())
    plain = [(form.words(name), code) for name, code in english]
    plain += [(form.words(name), code) for name, means in spelled if len(means) == 1 for code in means]
    return Known(
        {form.bare(name): frozenset(means) for name, means in spelled},
        _united(plain),
        _united((bag - _GENERIC, code) for bag, code in plain if bag - _GENERIC - {"united"}),
        _united((form.bare(name), code) for name, code in other),
        labels,
        codes,
    )


def _spellings() -> Iterator[tuple[str, tuple[str, ...]]]:
    path = folder("ontology") / "spellings.csv"
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file, strict=True):
                yield row["name"], tuple(row["means"].split("|"))
    except (OSError, UnicodeDecodeError, csv.Error, KeyError) as error:
        raise OntologyError(path.name, f"cannot be read ({why(error)})", "restore the file") from error


def _united(pairs: Iterable[tuple[_Key, str]]) -> dict[_Key, frozenset[str]]:
    found: dict[_Key, set[str]] = {}
    for key, code in pairs:
        found.setdefault(key, set()).add(code)
    return {key: frozenset(codes) for key, codes in found.items()}


def spelled() -> Iterator[tuple[str, str]]:
    """Yield the usual spellings that mean one state or territory each, with its alpha-3 code; abbreviations left out.

    >>> ("Emirates", "ARE") in spelled(), "Congo" in dict(spelled())
    (True, False)

    Raises:
        OntologyError: ``ontology/spellings.csv`` cannot be read.
    """
    return ((name, means[0]) for name, means in _spellings() if len(means) == 1 and not name.isupper())


def named(text: str) -> frozenset[str]:
    """Return the alpha-3 codes of the states and territories that a name may mean; empty where none is called so.

    Signs, accents, the order of words, articles, abbreviations and marks of footnotes do not matter.

    >>> [sorted(named(name)) for name in ("Korea, Rep.", "Congo", "Narnia")]
    [['KOR'], ['COD', 'COG'], []]
    """
    bare, bag = form.bare(text), form.words(text)
    names = known()
    core = bag - _GENERIC
    return (
        several(text)
        or names.spelled.get(bare)
        or names.bags.get(bag)
        or (names.cores.get(core) if core != bag else None)
        or names.translated.get(bare)
        or _usual().get(bare)
        or frozenset()
    )


@cache
def _usual() -> dict[str, frozenset[str]]:
    """Return what the CLDR calls states and territories in other languages, bare → their alpha-3 codes."""
    pairs = ((form.bare(name), code) for name, code in _day_by_day())
    return _united((name, code) for name, code in pairs if len(name) >= _SHORTEST or not name.isascii())


def _day_by_day() -> Iterator[tuple[str, str]]:
    """Yield each name of a state or territory in the CLDR's languages of :data:`USUAL`, with its alpha-3 code."""
    from babel import localedata

    letters = known().letters
    for language in USUAL.split():
        names = localedata.load(language, merge_inherited=False)["territories"]
        yield from ((name, letters[code]) for code, name in names.items() if len(code) == 2 and code in letters)


@cache
def foreign() -> dict[str, str]:
    """Return each Latin name that other languages have for one state or territory, bare → its alpha-3 code.

    >>> foreign()["osterreich"], "kongo" in foreign()
    ('AUT', False)
    """
    names = known()
    found: dict[str, frozenset[str]] = {}
    for some in (names.translated, _usual()):
        for name, codes in some.items():
            found[name] = found.get(name, frozenset()) | codes
    return {
        name: min(codes)
        for name, codes in found.items()
        if len(codes) == 1 and name.isascii() and len(name) >= _SHORTEST and not several(name)
    }


def unlatin() -> dict[str, list[str]]:
    """Return alpha-3 code → the usual names in other scripts, sorted.

    >>> "독일" in unlatin()["DEU"], "Deutschland" in unlatin()["DEU"]
    (True, False)
    """
    found: dict[str, set[str]] = {}
    for name, code in _day_by_day():
        if not any("LATIN" in unicodedata.name(letter, "") for letter in name):
            found.setdefault(code, set()).add(name)
    return {code: sorted(names) for code, names in found.items()}


@cache
def written() -> dict[str, set[str]]:
    """Return alpha-3 code → the English names a text may write: formal ones, and usual ones of one meaning.

    Abbreviations are left out, and what is no name without its article has it: "the Emirates".

    >>> "Hellenic Republic" in written()["GRC"], "the Emirates" in written()["ARE"]
    (True, True)
    """
    import pycountry

    found: dict[str, set[str]] = {}
    for country in pycountry.countries:
        official = getattr(country, "official_name", country.name)
        if "," not in official:
            found.setdefault(country.alpha_3, set()).add(official.removeprefix("the "))
    for name, means in _spellings():
        if len(means) == 1 and not name.isupper():
            found.setdefault(means[0], set()).add(f"the {name}" if name == "Emirates" else name)
    return found


def coded(text: str) -> frozenset[str]:
    """Return the alpha-3 code that an ISO 3166-1 code of capitals or of three digits stands for, as a set of one.

    ``NA`` is Namibia's, and what many tables write for "not available": it stands for none.

    >>> [sorted(coded(code)) for code in ("RS", "SRB", "688", "Srb", "NA")]
    [['SRB'], ['SRB'], ['SRB'], [], []]
    """
    code = form.unmarked(text)
    if code == _MISSING_OR_NAMIBIA or not re.fullmatch(r"[A-Z]{2,3}|[0-9]{3}", code):
        return frozenset()
    found = known().letters.get(code)
    return frozenset((found,)) if found else frozenset()


def label(code: str) -> str:
    """Return the English name of the state or territory with an alpha-3 code."""
    return known().labels[code]


@cache
def _past() -> frozenset[frozenset[str]]:
    import pycountry

    names = [form.words(name) for state in pycountry.historic_countries for name in re.split(r",|\(", state.name)[:1]]
    return frozenset((*names, *(form.words(state.name) for state in pycountry.historic_countries)))


def is_past(text: str) -> bool:
    """Return whether a name is that of a state that ISO 3166-3 has withdrawn, as Yugoslavia is."""
    return form.words(text) in _past()


@cache
def _several() -> dict[frozenset[str], frozenset[str]]:
    return {form.words(name): frozenset(means) for name, means in _spellings() if len(means) > 1}


def several(text: str) -> frozenset[str]:
    """Return the alpha-3 codes that a name is known to mean more than one of; empty where it is not.

    >>> sorted(several("The Congo")), sorted(several("China, Rep. of"))
    (['COD', 'COG'], ['CHN', 'TWN'])
    """
    return _several().get(form.words(text), frozenset())


def shared() -> Iterator[str]:
    """Yield the names that are known to mean more than one thing, as ``ontology/spellings.csv`` has them."""
    yield from (name for name, means in _spellings() if len(means) > 1)


def either(codes: Iterable[str]) -> str:
    """Return the states, territories and regions that a name may mean, each with its code, for a reader to choose from.

    >>> either({"COD", "COG"})
    'Democratic Republic of the Congo (COD) or Republic of the Congo (COG)'
    >>> either(several("America"))
    'United States (USA) or the region of the Americas'
    """
    return " or ".join(map(_told, sorted(codes)))


def _told(code: str) -> str:
    if code.startswith(REGION):
        return f"the region of the {code.removeprefix(REGION).title()}"
    return f"{_apart(code)} ({code})"


def _apart(code: str) -> str:
    """Return the name of a state or territory that no other shares: a part of it after a comma comes first."""
    import pycountry

    name, country = label(code), pycountry.countries.get(alpha_3=code)
    if country is not None and several(name):
        return str(country.official_name)
    head, comma, first = name.partition(", ")
    return f"{first.removeprefix('The ')} {head}" if comma else name
