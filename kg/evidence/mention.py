"""Which things of the registers a text of plain words names: the longest name first, each with the types it can fill.

Names are the labels and aliases of every register, the words for the people of a state, and the years of editions.
"""

import re
import tomllib
from collections.abc import Container, Iterable, Iterator
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from kg.evidence.calling import called
from kg.evidence.exonym import Exonyms
from kg.evidence.untold import longest_first, untold
from kg.namespace import base_in_use, curie, folder, iri
from kg.naming import country, script
from kg.naming.form import folded, plural, tokens
from kg.query import query
from kg.query.query import Queryable

_NEAR = 88
_LIKE = 83
_MOST = 6
"""The most words of a name of a state."""
_LITTLE = ("the", "of", "and")
_CODE = 3
"""The letters of an alpha-3 code."""
_SHORTEST = 5
"""The least letters of a word that may be a misspelled name."""


HOME = "home"
"""The meaning of a state as the home of companies: "Chinese" and "Chinese companies" have it."""


class Mention(NamedTuple):
    """A stretch of words that names something: its text and, by parameter type, the IRI it stands for there."""

    text: str
    meanings: dict[str, str]
    start: int
    """The number of the first word; ``end`` is one past the last."""
    end: int

    def __str__(self) -> str:
        return f"{self.text} = {', '.join(sorted({curie(meaning) for meaning in self.meanings.values()}))}"


class Names:
    """The names of a graph, ready to be found in texts."""

    def __init__(self, store: Queryable) -> None:
        self._store = store
        self._known: dict[tuple[str, ...], dict[str, dict[str, str]]] = {}
        """Words of a name, folded → the name as written → parameter type → IRI."""
        self._things: set[str] = set()
        self._longest: dict[str, int] = {}
        """First word of names, folded → the words of the longest of them."""
        self._words: set[str] = set()
        self._single: dict[str, None] = {}
        """Names of one word, folded, as they are written and not in the plural."""
        self._spelled: dict[str, str] = {}
        """Word of names, folded → as the first of those names has it."""
        self.editions = {row["name"]: row["edition"] for row in query.find("editions").run(store).values()}
        """Year → the edition of it that has claims."""
        self.codes: set[str] = set()
        """The alpha-3 codes of states that are no word besides, folded; they count in capitals alone."""
        towns: dict[str, set[str]] = {}
        scales: dict[str, str] = {}
        named = list(query.names(store, "thing"))
        silent = untold(store, named)
        self.untold = longest_first(form for forms in silent.values() for form in forms)
        """Names of technologies of which no source says anything, folded, the longest first; they mean nothing."""
        for thing, name in named:
            if not thing.startswith(iri("source:")) and thing not in silent:
                self._add(name, _type(thing), thing)
            if thing.startswith(iri("scheme:")) and name.casefold().endswith(" index"):
                scales[name.rpartition(" ")[0]] = thing
            town, comma, _ = name.partition(", ")
            if comma and thing.startswith(iri("place:")):
                towns.setdefault(town, set()).add(thing)
        for name, thing in scales.items():
            if not any("scheme" in meanings for meanings in self._known.get(folded(name), {}).values()):
                self._add(f"{name} score", "scheme", thing)
        for town, places in towns.items():
            if len(places) == 1 and folded(town) not in self._known:
                self._add(town, "place", places.pop())
        for row in query.find("demonyms").run(store).values():
            own = {"state": row["state"]} in self._known.get(folded(row["name"]), {}).values()
            self._add(row["name"], _type(row["state"]), row["state"])
            if _type(row["state"]) == "state" and not own:
                self._add(row["name"], HOME, row["state"])
                self._named_as_its_people(row["name"], row["state"])
        for name, code in country.spelled():
            state = iri(f"state:{code.lower()}")
            if state in self._things and folded(name) not in self._known:
                self._add(name, "state", state)
        for wording, source in called(self.editions):
            self._add(wording, "source", source)
        self._code()

    @cached_property
    def exonyms(self) -> Exonyms:
        """What its states are called besides, read when first asked for."""
        return Exonyms(self._store, vocabulary().get("peoples", ""))

    def _named_as_its_people(self, demonym: str, state: str) -> None:
        """Leave a state that is called as its people are in the plural its name alone: the Philippines."""
        words = folded(demonym)
        written = self._known[*words[:-1], plural(words[-1])]
        if {"state": state} in written.values():
            written[demonym].pop(HOME, None)

    def _code(self) -> None:
        """Have the states answer to their alpha-3 codes, but for those that are a name or a word."""
        common = set(re.findall(r"[a-z]+", f"{vocabulary()['little']} {vocabulary()['grammar']}"))
        for thing in sorted(self._things):
            code = curie(thing).removeprefix("state:")
            if (
                len(code) == _CODE
                and thing.startswith(iri("state:"))
                and (code,) not in self._known
                and code not in common
            ):
                self._known[(code,)] = {code.upper(): {"state": thing}}
                self._longest.setdefault(code, 1)
                self.codes.add(code)

    def _add(self, name: str, type_: str, thing: str) -> None:
        self._things.add(thing)
        if type_ in ("state", HOME) and country.several(name):
            return
        words = folded(name)
        if len(words) == 1 and len(words[0]) >= _SHORTEST:
            self._single[words[0]] = None
        for form in dict.fromkeys((words, (*words[:-1], plural(words[-1])))) if words else ():
            self._known.setdefault(form, {}).setdefault(name, {}).setdefault(type_, thing)
            self._words.update(form)
            self._longest[form[0]] = max(len(form), self._longest.get(form[0], 0))

    def forms(self) -> Iterator[tuple[str, Iterator[tuple[str, str, str]]]]:
        """Yield each form of names, folded, with (name as written, parameter type, IRI) for each of its meanings."""
        for form, written in self._known.items():
            meant = ((name, type_, thing) for name, meanings in written.items() for type_, thing in meanings.items())
            yield " ".join(form), meant

    def has(self, thing: str) -> bool:
        """Return whether a thing, by its IRI, has a name."""
        return thing in self._things

    def has_word(self, word: str) -> bool:
        """Return whether a word, whatever the case of its letters, stands in a name."""
        return word.casefold() in self._words

    def parts(self) -> Iterator[str]:
        """Yield the words of all names, folded, but numbers and short ones."""
        yield from self._parts()

    def written(self, word: str) -> str:
        """Return a folded word of a name as the first name that has it writes it; any other word as it stands."""
        return self._parts().get(word, word)

    def meanings(self, name: str) -> dict[str, str]:
        """Return parameter type → IRI of what a text is the name of, exactly and as a whole; empty where of nothing."""
        return self._meanings(tokens(name))

    def whole(self, text: str) -> bool:
        """Return whether a text is one name of a state, vendor, list or initiative, or several names of one of them."""
        found = [self._meanings(tokens(part)) for part in re.split(r"[/()]", text) if part.strip()]
        named = found and found[0].keys() & {"state", "vendor", "list", "initiative"} and HOME not in found[0]
        return bool(named) and all(each == found[0] for each in found)

    def found(self, text: str, common: Container[str] = ()) -> list[Mention]:
        """Return the mentions in a text, in its order, none overlapping; a longer name wins over one inside it.

        A word that is ``common`` is never read as a misspelt name.
        """
        words = tokens(text)
        found: list[Mention] = []
        loud = text.isupper() and len(words) > 1
        at = 0
        while at < len(words):
            mention = next(self._at(words, at, common), None)
            if mention is None or (loud and mention.text.casefold() in self.codes):
                at += 1
            else:
                found.append(mention)
                at = mention.end
        return found

    def _at(self, words: list[str], start: int, common: Container[str]) -> Iterator[Mention]:
        given = words[start] == "us" and start and words[start - 1].casefold() in vocabulary()["giving"].split()
        longest = 0 if given else self._longest.get(words[start].casefold(), 0)
        for length in range(min(longest, len(words) - start), 0, -1):
            part = words[start : start + length]
            meanings = self._meanings(part)
            if meanings:
                yield Mention(" ".join(part), meanings, start, start + length)
        word = words[start]
        if word in self.editions:
            yield Mention(word, {"source": self.editions[word], "integer": word}, start, start + 1)
        elif re.fullmatch(r"\d+", word):
            yield Mention(word, {"integer": word}, start, start + 1)
        elif len(word) > 4 and word.casefold() not in common and word[0].isupper():
            yield from self._near(word, start)

    def like(self, word: str, common: Iterable[str] = ()) -> str:
        """Return the word of a name, as the name has it, that a misspelled word is nearest to; empty for none.

        Where it is near to none, a ``common`` word that is nearer yet is returned. It is a suggestion: nothing is read
        for it. What is left of a word without its beginning may be its opposite and is none: undemocratic.
        """
        from rapidfuzz import fuzz, process

        if len(word) < _SHORTEST:
            return ""
        parts = self._parts()
        own = word.casefold()
        near = [each for each in parts if not own.endswith(each) and not each.endswith(own)]
        best = process.extractOne(own, near, scorer=fuzz.ratio, score_cutoff=_LIKE)
        if best:
            return parts[best[0]]
        alike = [each for each in common if len(each) >= _SHORTEST and " " not in each and each[0] == own[0]]
        best = process.extractOne(own, alike, scorer=fuzz.ratio, score_cutoff=_NEAR)
        return best[0] if best else ""

    def _parts(self) -> dict[str, str]:
        """Return each word of a name, folded → as the first name that has it writes it."""
        if not self._spelled:
            for written in self._known.values():
                for name in written:
                    for part in tokens(name):
                        if len(part) >= _SHORTEST and not part.isdigit():
                            self._spelled.setdefault(part.casefold(), part)
        return self._spelled

    def misnamed(self, text: str, strange: Container[str]) -> Iterator[tuple[str, str]]:
        """Yield, for the names in a text that mean no one state of the graph, what they are and what to do.

        A name is looked at that has a word of ``strange``; a word in two scripts is no name, whatever it looks like.
        """
        words = [part for word in tokens(text) for part in word.split("-")]
        at = 0
        while at < len(words):
            for length in range(min(_MOST, len(words) - at), 0, -1):
                part = words[at : at + length]
                little = part[0].casefold() in _LITTLE or part[-1].casefold() in _LITTLE
                if (
                    not little
                    and any(word in strange for word in part)
                    and (told := self._misnamed(" ".join(part), length))
                ):
                    yield told
                    at += length - 1
                    break
            at += 1

    def _misnamed(self, name: str, words: int) -> tuple[str, str] | None:
        if words == 1 and (stray := script.stray(name)):
            twin = script.twin(name)
            return str(stray), f"did you mean {twin!r}?" if folded(twin) in self._known else "write it in one script"
        codes = country.named(name) or country.several(name.removesuffix("s"))
        if len(codes) > 1:
            return f"{name!r} is {country.either(codes)}", country.WHICH
        for code in codes if name[0].isupper() else ():
            if iri(f"state:{code.lower()}") in self._things:
                return f"{name!r} is {country.either([code])}", "write it so"
            return f"{name!r} is {country.either([code])}, which the graph lacks", "ask about a state that it has"
        return None

    def _meanings(self, words: list[str]) -> dict[str, str]:
        folded = tuple(word.casefold() for word in words)
        written = self._known.get(folded, {})
        if len(words) == 1 and (folded[0] in self.codes or folded[0] in vocabulary()["names"].split()):
            written = {name: meanings for name, meanings in written.items() if name == words[0]}
        return {type_: thing for meanings in written.values() for type_, thing in meanings.items()}

    def _near(self, word: str, start: int) -> Iterator[Mention]:
        """Yield the mention that a misspelt word of one name stands for, where one name is near and no other.

        It begins as that name does: Prussia is not Russia.
        """
        from rapidfuzz import fuzz, process

        own = word.casefold()
        begun = [name for name in self._single if name[0] == own[0]]
        best = process.extractOne(own, begun, scorer=fuzz.ratio, score_cutoff=_NEAR)
        if best and not script.stray(word) and not country.several(word):
            meanings = {t: thing for of in self._known[(best[0],)].values() for t, thing in of.items()}
            yield Mention(word, meanings, start, start + 1)


@lru_cache(maxsize=1)
def vocabulary() -> dict[str, Any]:
    """Return ``queries/words.toml``: little, names and giving (words), same (the library's word → words of readers)."""
    return tomllib.loads((folder("queries") / "words.toml").read_text(encoding="utf-8"))


def _type(thing: str) -> str:
    return thing.removeprefix(base_in_use()).partition("/")[0]
