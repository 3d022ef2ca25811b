"""Who is named in a sentence: mentions of the registers' things, found by label, alias, demonym and capital."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.evidence.register import LABEL, NAMING, Registers, Row
from kg.namespace import curie, iri
from kg.naming.country import written
from kg.prose.grammar import listed, within
from kg.prose.token import Token, cut, made, pipeline

if TYPE_CHECKING:
    from spacy.tokens import Doc

LETTERS = {
    "vendors": "V",
    "groups": "G",
    "states": "S",
    "places": "P",
    "regions": "R",
    "organizations": "O",
    "initiatives": "I",
    "technologies": "T",
    "communities": "B",
}
"""Register → the letter that stands for its things in a marked sentence; D, C, Y, W and N come besides."""

UNSETTLED = "X"
"""The letter of a name that may mean several things, or is a part of another name."""
_LOWER = frozenset("TBI")
TECHNICAL = listed("technical")
"""Nouns that may follow the name of a technology and belong to it."""

_COMPANIES, _COMPANY_WORDS = listed("companies"), listed("company-words")
_COMMON = listed("common")
_NO_GROUPS = listed("no-groups")


Span = tuple[int, int, str, tuple[str, ...]]
"""First token, end, letter, names."""


class Mention(NamedTuple):
    """A name in a text: where it stands (end exclusive), its letter, and the CURIEs it may mean."""

    start: int
    end: int
    letter: str
    names: tuple[str, ...]
    lower: int | None = None
    upper: int | None = None
    suggestion: str | None = None
    """The register's name nearest to a name that none answers to."""


def counted_from(start: int, mentions: Iterable[Mention]) -> list[Mention]:
    """Return mentions with their places counted from a place of the text, such as the beginning of a sentence."""
    return [one._replace(start=one.start - start, end=one.end - start) for one in mentions]


class Gazetteer:
    """The names of the registers, compiled for finding them in text."""

    def __init__(self, registers: Registers) -> None:
        self.registers = registers
        self.labels = {row.name: row.label for rows in registers.rows.values() for row in rows}
        self.places = {row.label: row.name for row in registers.rows.get("places", ())}
        self.governments = {
            row.label.removeprefix("Government of "): row.name for row in registers.rows.get("organizations", ())
        }
        self.demonyms: dict[str, str] = {}
        self.capitals: dict[str, str] = {}
        self.capital_of: dict[str, str] = {}
        self.lies: dict[str, str] = {}
        """Place, as a CURIE → the state that it lies in."""
        self.homes: dict[str, str] = {}
        self.agencies: dict[str, str] = {}
        """Organization → the state it is an agency of, as CURIEs."""
        self.groups: dict[str, str] = {}
        self.broader: dict[str, str] = {}
        self.short: dict[str, str] = {}
        """The head of a name such as "Party of X", which means it where X is spoken of, → the whole name."""
        self.meant: dict[tuple[str, tuple[str, ...]], tuple[str, ...]] = {}
        self._home_of: dict[str, str] = {}
        self.nlp = pipeline()
        self._by_id: dict[tuple[str, str], str] = {}
        self._keys: dict[int, list[tuple[str, str]]] = {}
        self._exact, self._lower = self._matchers()
        self._vendors = [n for n in (row.label for row in registers.rows.get("vendors", ())) if len(n) >= 5]
        self.nearest = lru_cache(maxsize=20_000)(self._nearest)

    def _matchers(self) -> tuple[Any, Any]:
        from spacy.matcher import PhraseMatcher

        exact, lower = PhraseMatcher(self.nlp.vocab, attr="ORTH"), PhraseMatcher(self.nlp.vocab, attr="LOWER")
        names: dict[tuple[bool, str], list[tuple[str, str]]] = {}
        for name, letter, thing in self._names():
            exactly = letter not in _LOWER
            meant = names.setdefault((exactly, name if exactly else name.lower()), [])
            if (letter, thing) not in meant:
                meant.append((letter, thing))
        for (exactly, name), meant in names.items():
            key = f"{'x' if exactly else 'l'}|{name}"
            (exact if exactly else lower).add(key, [self.nlp.make_doc(name)])
            self._keys[int(self.nlp.vocab.strings[key])] = meant
        return exact, lower

    def _names(self) -> Iterator[tuple[str, str, str]]:
        for stem, letter in LETTERS.items():
            for row in self.registers.rows.get(stem, ()):
                if row.type != iri("skos:ConceptScheme"):
                    for name in self._row_names(row, letter):
                        yield name, letter, row.name
        for technology, phrases in within().items():
            for phrase in phrases:
                yield from ((form, "T", f"technology:{technology}") for form in {phrase, phrase.replace(" ", "-", 1)})
        for name, thing in self.demonyms.items():
            yield name, "D", thing
        for name, thing in self.capitals.items():
            yield name, "C", thing
        for phrase in listed("worldwide"):
            for form in (phrase, phrase.capitalize()):
                yield form, "W", "scope:worldwide"

    def _row_names(self, row: Row, letter: str) -> Iterator[str]:
        english: set[str] = set()
        naming = {iri(property_) for property_ in NAMING}
        for property_, term in row.statements:
            value, language = _literal(term)
            if property_ in naming and (language == "en" or (property_ == iri(LABEL) and letter not in _LOWER)):
                english.add(value)
            elif property_ == iri("ais:demonym"):
                self.demonyms[value] = row.name
            elif property_ == iri("ais:capitalName"):
                self.capitals[value] = row.name
                self.capital_of.setdefault(row.name, value)
            elif property_ == iri("ais:inState"):
                self.lies[row.name] = curie(term[1:-1])
            elif property_ == iri("ais:alpha3"):
                english |= written().get(value, set())
            elif property_ == iri("ais:agencyOf"):
                self.agencies[row.name] = curie(term[1:-1])
            elif property_ == iri("ais:membersBasedIn"):
                self.homes[row.name] = term[1:-1]
            elif property_ == iri("skos:broader") and letter == "T":
                self.broader[row.name] = term[1:-1]
        if letter == "O":
            self.short |= {
                head: label for label in english if (head := _head(label)) != label and " " in head and "(" not in label
            }
            english |= {head for head in self.short if self.short[head] in english}
        if letter == "B":
            english = {head for head in map(_head, english) if head.split()[0].lower() not in _NO_GROUPS}
        for name in english:
            yield from _variants(name, letter)

    def parse(self, text: str) -> tuple[list[Token], list[Mention]]:
        """Return the words of a text and the names in it, the longest where they overlap, in the order of the text."""
        parsed = made(self.nlp, text)
        words = cut(parsed, text)
        return words, self._mentions(parsed, words) if words else []

    def _mentions(self, parsed: "Doc", words: list[Token]) -> list[Mention]:
        found: dict[tuple[int, int], dict[str, list[str]]] = {}
        for matcher in (self._exact, self._lower):
            for key, start, end in matcher(parsed):
                for letter, thing in self._keys[key]:
                    found.setdefault((start, end), {}).setdefault(letter, []).append(thing)
        taken = [False] * len(words)
        spans = []
        for (start, end), letters in sorted(found.items(), key=lambda item: (item[0][0] - item[0][1], item[0][0])):
            if any(taken[start:end]) or (end - start == 1 and words[start].text in _COMMON and _opens(words, start)):
                continue
            letter = min(letters, key="PVTOIRSGDCBW".index)
            taken[start:end] = [True] * (end - start)
            spans.append((start, end, letter, tuple(letters[letter])))
        spoken = {self.labels[n] for *_, letter, names in spans if letter in "SDC" for n in names}
        spans = [s for s in spans if s[2] != "O" or self._meant(parsed[s[0] : s[1]].text, spoken)]
        spans = sorted(self._composed(words, sorted(spans), taken))
        return [Mention(words[s].start, words[e - 1].end, letter, names) for s, e, letter, names in spans]

    def _meant(self, name: str, spoken: set[str]) -> bool:
        return name not in self.short or any(self.short[name].endswith(f" of {state}") for state in spoken)

    def _composed(self, words: list[Token], spans: list[Span], taken: list[bool]) -> Iterator[Span]:
        """Join "Chinese" and "tech companies" to one group, and a technology and the nouns that belong to it."""
        size, covered = len(words), -1
        spans = list(self._led(words, spans))
        for start, end, letter, names in spans:
            if start < covered:
                continue
            covered = end
            if letter in "DS":
                stop = end + 1 if end < size and words[end].word == "'s" else end
                while stop < size and words[stop].word in _COMPANY_WORDS and stop - end < 5:
                    stop += 1
                if stop < size and words[stop].word in _COMPANIES and (group := self.group(names[0])):
                    covered = stop + 1
                    yield start, stop + 1, "G", (group,)
                    continue
            if letter == "T":
                while covered < size and not taken[covered] and words[covered].word in TECHNICAL:
                    covered += 1
            yield start, covered, letter, names

    def _led(self, words: list[Token], spans: list[Span]) -> Iterator[Span]:
        """Yield the spans, with "companies from" and a state as one: the group of its companies."""
        for start, end, letter, names in spans:
            first = start - 1 if start and words[start - 1].word == "the" else start
            for lead in (2, 3):
                lead_in = [words[i].word for i in range(max(first - lead, 0), first)]
                group = self.group(names[0]) if letter == "S" and len(lead_in) == lead else None
                if group and lead_in[0] in _COMPANIES and lead_in[1:] in (["from"], ["of"], ["based", "in"]):
                    yield first - lead, end, "G", (group,)
                    break
            else:
                yield start, end, letter, names

    def group(self, state: str) -> str | None:
        """Return the group of the companies based in a state, or None where no register has one."""
        if not self.groups:
            self.groups = {home: name for name, home in self.homes.items()}
        return self.groups.get(iri(state))

    def home(self, group: str) -> str | None:
        """Return the state in which the members of a group are based."""
        if group in self.homes and group not in self._home_of:
            self._home_of[group] = curie(self.homes[group])
        return self._home_of.get(group)

    def by_id(self, id_: str, class_iri: str) -> str:
        """Return the CURIE of the thing of a class with this id."""
        if (id_, class_iri) not in self._by_id:
            known = self.registers.classes.items()
            found = next(name for name, above in known if name.endswith(f":{id_}") and class_iri in above)
            self._by_id[id_, class_iri] = found
        return self._by_id[id_, class_iri]

    def government(self, state: str) -> str:
        """Return the organization "Government of …" of a state, or the state itself where there is none."""
        name = self.labels[state]
        return self.governments.get(name) or self.governments.get(f"the {name}") or state

    def governs(self, organization: str) -> bool:
        """Return whether an organization is the government of a state, which counts as the state."""
        return organization in self.agencies and self.labels[organization].startswith("Government of ")

    def acting(self, kind: str, role: str, agency: str, state: str) -> dict[str, str]:
        """Return the roles of an agency and of its state: it buys for the state, and uses by itself."""
        if kind == "Supply":
            return {role: state} | ({} if self.governs(agency) else {"buyer": agency})
        return {role: agency if kind == "Use" and not self.governs(agency) else state}

    def _nearest(self, word: str) -> str | None:
        """Return the vendor's name one slip away from a word, or None."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        near = [name for name in self._vendors if name[0] == word[0] and abs(len(name) - len(word)) <= 2]
        best = process.extractOne(word, near, scorer=OSA.distance, score_cutoff=1 if len(word) < 10 else 2)
        return best[0] if best and best[0] != word else None


def _literal(term: str) -> tuple[str, str]:
    if not term.startswith('"'):
        return term, ""
    value, _, rest = term[1:].rpartition('"')
    return value.replace('\\"', '"'), rest.removeprefix("@")


def _head(label: str) -> str:
    return re.split(r" (?:in|of|that|who|with|\()\b ?|\(", label)[0].strip()


def _variants(name: str, letter: str) -> Iterator[str]:
    yield name
    if letter == "V":
        short = re.sub(r",? (?:Co\.?,? Ltd\.?|Inc\.?|Ltd\.?|LLC|Corporation|Technologies|Technology)$", "", name)
        yield from {short, f"{short} Corporation", f"{short} Corp", f"{short} Corp.", f"{short} Inc"}
    if letter in "SO" and "’" not in name and "'" in name:
        yield name.replace("'", "’")
    if letter == "T":
        plurals = {name, re.sub(r"y$", "ies", name), name if name.endswith(("s", "CCTV", "AI")) else f"{name}s"}
        for plural in plurals:
            yield from {plural, plural.replace(" ", "-", plural.count(" ") and 1), plural.replace("-", " ")}
    if letter == "V" and name.isupper() and len(name) > 4:
        yield name.capitalize()
    if letter in "VSI" and len(name) > 4:
        yield name.upper()
    if letter == "R" and name.startswith("Sub-"):
        yield f"sub-{name[4:]}"
    if letter == "B" and "igh" in name:
        yield name.replace("igh", "ygh")


def _opens(words: list[Token], index: int) -> bool:
    return index == 0 or words[index - 1].text in ".!?\"'"
