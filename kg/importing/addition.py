"""Additions: the rows that would add unknown names to registers, and why none is proposed of what is hardly a name."""

import csv
import io
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kg.importing import heading, subject
from kg.literal import text_of
from kg.namespace import iri
from kg.naming import country
from kg.naming.form import bare, core, is_legal, seen
from kg.tables.leftover import Account
from kg.tables.resolution import Open, Resolver

_SAYS_MORE = re.compile(
    r"\b(?:no|not|never|none|without|denied|denies|alleged(?:ly)?|former(?:ly)?|previously|possibl[ey]|probabl[ey]|maybe"
    r"|perhaps|reported(?:ly)?|unconfirmed|unknown|unclear|suspected|planned|proposed|cancel[l]?ed|via|through|evidence|ex"
    r"|among|others?|etc|et al|and more|various|several|multiple|many|different|numerous|unnamed|unspecified"
    r"|see also|see (?:above|below|notes?)|which|until|lost to|replaced|jv|joint venture|consortium"
    r"|undisclosed|misc|inter alia|ua|andere|weitere|usw|diverse|autres|otros|outros|altri|inni|другие|прочие"
    r"|и др|и другие|等)\b"
)
"""What a name does not hold: such a cell says more than whose name it is, and is no row of a register."""
_CLASSES = {
    "vendor": ("vendors", "ais:Vendor"),
    "organization": ("organizations", "ais:Organization"),
    "place": ("places", "ais:Place"),
    "system": ("systems", "ais:System"),
    "technology": ("technologies", "ais:Technology"),
    "initiative": ("initiatives", "ais:Initiative"),
}
"""Kind of name → the register of its things, and their class."""
_SHORTEST = 4
"""The letters of the shortest name that is proposed."""
_ABBREVIATION = 5
"""The letters of the longest text in capitals that is taken for an abbreviation."""
_LITTLE = re.compile(r"\b(?:of|from|by|the|for|with|in|to|at|on|is|was|were|are|has|had|been)\b")
"""What stands in a phrase; in a text without a capital it says that it is one."""


class Additions(NamedTuple):
    """What is proposed of the names that are open, and near no known one."""

    rows: dict[str, list[str]]
    """File of a register → the rows that would add the unknown names to it, the header first."""
    withheld: list[tuple[Open, str]]
    """Each name of which no row is proposed, with the reason."""


def of(account: Account, resolver: Resolver) -> Additions:
    """Return the rows that would add the unknown names to registers, and the names of which there is none, and why."""
    found = Additions({}, [])
    ids: set[str] = set()
    demonyms = _demonyms(resolver)
    for open_, _, _ in ordered(account.open.values()):
        if open_.kind not in _CLASSES or open_.things or resolver.near(open_):
            continue
        if why := _why_not(open_, resolver, demonyms):
            found.withheld.append((open_, why))
            continue
        stem, class_ = _CLASSES[open_.kind]
        id_ = next(each for each in _ids(open_.name) if f"{stem}:{each}" not in ids)
        ids.add(f"{stem}:{id_}")
        scheme = ("technology:scheme",) if open_.kind == "technology" else ()
        row = io.StringIO()
        csv.writer(row, lineterminator="").writerow((id_, class_, open_.name, *scheme))
        header = "id,rdf:type,rdfs:label@en" + (",skos:inScheme" if scheme else "")
        found.rows.setdefault(f"{stem}.csv", [header]).append(row.getvalue())
    return found


def ordered(found: Iterable[tuple[Open, int, str]]) -> list[tuple[Open, int, str]]:
    """Return open names with their cells in the order in which they are told: by kind, the most frequent first."""
    return sorted(found, key=lambda each: (each[0].kind, -each[1], each[0].name))


def _why_not(open_: Open, resolver: Resolver, demonyms: frozenset[str]) -> str:
    """Return why an open name is proposed as no row of a register, or nothing where it may well be a name."""
    text, plain = seen(open_.name), bare(open_.name)
    letters = re.sub(r"[\W\d_]", "", text)
    words = plain.split()
    if open_.other:
        return f"it is {open_.other}"
    if country.named(text) or country.coded(text) or country.several(text) or plain in demonyms:
        return "it is, or may be, the name of a state"
    if _SAYS_MORE.search(plain) or re.search(r"[?;|\n]", text):
        return "it says more than a name"
    if is_legal(text) or not words:
        return "it is the legal form of a company alone"
    if letters.isascii() and len(letters) < _SHORTEST:
        return "it is too short to be told from an abbreviation: write the name in full"
    if letters.isupper() and len(letters) <= _ABBREVIATION and len(core(text).split()) == 1:
        return "it may be an abbreviation: write the name in full, or decide what it means"
    if found := subject.thing(text, resolver):
        return f"it says {found}"
    if all(word in _generic() or word in demonyms or word.isdigit() or country.named(word) for word in words):
        return "its words name a kind of thing, and not which one"
    if text[0].islower() and _LITTLE.search(plain):
        return "it is a phrase, and no name"
    if heading.is_word(text):
        return "it is the heading of a column"
    for place in range(1, len(words)):
        rest = " ".join(words[place:])
        if len(rest) >= _SHORTEST and (known := resolver.known.names.meaning(rest, resolver.takes(open_.kind)).things):
            return f"it ends with the name of {' and of '.join(known)}"
    return ""


@cache
def _generic() -> frozenset[str]:
    told = tomllib.loads((Path(__file__).parent / "generic.toml").read_text(encoding="utf-8"))
    return frozenset(told["words"].split())


def _demonyms(resolver: Resolver) -> frozenset[str]:
    """Return the words for what is of a state, as the register of states has them."""
    about = iri("ais:demonym")
    told = (term for row in resolver.known.rows.get("states", ()) for p, term in row.statements if p == about)
    return frozenset(word for term in told for word in bare(text_of(term)).split())


def _ids(name: str) -> Iterator[str]:
    plain = "".join(each for each in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(each))
    id_ = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "name"
    yield id_
    number = 2
    while True:
        yield f"{id_}-{number}"
        number += 1
