"""Who answers to a name: the things of the registers by label, alias, id and code, and what to say where none does.

This is the one resolver: tables and documents of sources, parameters of questions, articles, search and reconciliation
ask it, each with the names that it knows and with the things that it takes.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from kg.errors import UnknownThing
from kg.naming import country, form, script, subdivision

Takes = Callable[[str], bool]
"""Whether a thing is of the kind that is asked for."""

_NEAR = 3
"""How many names are offered at most."""
_COMPANIES = ("vendor:", "organization:")
"""How those begin that answer to their name without the legal form, or with another."""
_STATE = "state:"
"""How states begin, whose ids are codes and no names."""
_SHORTEST = 3
"""The letters of a name that another is near to, or begins with."""
_STEM = 4
"""The letters of a beginning that two words of technologies share."""
_COMMON = frozenset(
    ("surveillance", "system", "systems", "technology", "technologies", "monitoring", "platform", "software", "camera")
)
"""Words of technologies that say nothing of which one it is."""
_LISTED = 6
_ONE_SCRIPT = "write the word in one script"


class Meaning(NamedTuple):
    """What a name means: the things, or what to say where it means none."""

    things: tuple[str, ...]
    found: str = ""
    todo: str = ""


class Names:
    """The names of things, ready to be asked."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Take (CURIE, name) for each label and alias of each thing; a state's id is its alpha-3 code."""
        self._said: dict[str, dict[str, None]] = {}
        self._bare: dict[str, dict[str, None]] = {}
        self._cores: dict[str, dict[str, None]] = {}
        """What companies are called without their legal forms."""
        self._ids: dict[str, dict[str, None]] = {}
        self._names: dict[str, dict[str, None]] = {}
        """Thing → its names as written."""
        for thing, name in pairs:
            self._names.setdefault(thing, {})[name] = None
            self._said.setdefault(form.said(name), {})[thing] = None
            self._bare.setdefault(form.bare(name), {})[thing] = None
            if thing.startswith(_COMPANIES):
                self._cores.setdefault(form.core(name), {})[thing] = None
        for thing in self._names:
            for id_ in (thing, thing.partition(":")[2]):
                self._ids.setdefault(id_.casefold(), {})[thing] = None
        self._said.pop("", None)
        self._bare.pop("", None)

    def meaning(
        self,
        text: str,
        takes: Takes = lambda thing: True,
        states: bool = False,
        ids: bool = False,
        legal: bool = True,
        near: bool = True,
    ) -> Meaning:
        """Return the things that a text may mean, of those that ``takes`` lets pass; nearer forms of it come first.

        With ``states`` a state answers to its codes and to all its names, with ``ids`` each thing to its id without
        the prefix, with ``legal`` a company to its name without its legal form. Where nothing answers, ``found`` and
        ``todo`` are empty, or say what the name is instead. Without ``near`` no name like it is sought.
        """
        if several := country.several(text):
            things = tuple(f"state:{code.lower()}" for code in sorted(several))
            if here := tuple(thing for thing in self._named(things) if takes(thing)):
                which = f"{text!r} is {country.either(several)}"
                return Meaning(here) if len(here) > 1 else Meaning((), which, country.WHICH)
        seen, plain = form.said(text), form.said(form.unmarked(text))
        id_ = seen if ids or ":" in text else ""
        nearer = (self._said.get(seen, {}) | self._ids.get(id_, {}), self._said.get(plain, {}))
        for answering in (*nearer, self._bare.get(form.bare(text), {})):
            if things := tuple(thing for thing in answering if takes(thing)):
                return Meaning(things)
        told = self._state(text, takes) if states else Meaning(())
        if told.things or told.found:
            return told
        cores = self._cores.get(form.core(text), {}) if legal else {}
        things = tuple(thing for thing in cores if takes(thing))
        return Meaning(things) if things else self._looking(text, takes, ids, near)

    def _looking(self, text: str, takes: Takes, ids: bool, seek: bool) -> Meaning:
        """Return what to say of a text with letters that only look like those of a name."""
        if text.isascii():
            return Meaning(())
        if stray := script.stray(text):
            return Meaning((), str(stray), asked(self.near(text, takes, ids) if seek else []) or _ONE_SCRIPT)
        latin = script.latin(text) if seek else ""
        near = self.near(latin, takes, ids) if latin else []
        if not any(form.bare(name) == form.bare(latin) for name in near):
            return Meaning(())
        return Meaning((), f"{text!r} is written in {script.name(text)} letters", asked(near))

    def called(self, takes: Takes) -> Iterator[tuple[str, str]]:
        """Yield each thing that ``takes`` lets pass with each of its names, as written."""
        return ((thing, name) for thing, names in self._names.items() if takes(thing) for name in names)

    def _named(self, things: Iterable[str]) -> tuple[str, ...]:
        return tuple(thing for thing in things if thing in self._names)

    def _state(self, text: str, takes: Takes) -> Meaning:
        found = country.named(text) or country.coded(text)
        things = {code: f"state:{code.lower()}" for code in sorted(found)}
        here = tuple(thing for thing in self._named(things.values()) if takes(thing))
        if here and len(here) == len(things):
            return Meaning(here)
        if len(found) > 1:
            lacking = "" if here else ", which have no row in ontology/registers/states.csv"
            return Meaning((), f"{text!r} is {country.either(found)}{lacking}", country.WHICH)
        if found:
            said = ", ".join(f"{country.label(code)} ({code})" for code in things)
            return Meaning((), f"{text!r} is {said}, which has no row", "add the row to ontology/registers/states.csv")
        if whole := subdivision.whole(text):
            known = [country.label(code) for code in sorted(whole)]
            return Meaning((), f"{text!r} is a part of {_listed(known)}", "name the whole where it is meant")
        if country.is_past(text):
            return Meaning((), f"{text!r} is a state of the past", "name the state of today that is meant")
        return Meaning(())

    def near(self, text: str, takes: Takes = lambda thing: True, ids: bool = False) -> list[str]:
        """Return the names that a misspelt one may have been meant as, nearest first; at most three.

        A name is near that begins alike and differs by one letter in four, but of states with a second one as near as
        the first both are returned, so that none misleads. Of a thing's names that are as near the first is returned.
        A code is near to the state whose it is, and to no other; two letters are near to nothing.
        """
        from rapidfuzz.distance import OSA

        if coded := self._coded(text, takes):
            return [coded]
        wanted = form.bare(script.twin(text))
        scored = []
        for thing, names in self._names.items():
            if takes(thing) and len(wanted) >= _SHORTEST:
                told = (ids or ":" in text) and (":" in text or not thing.startswith(_STATE))
                own = (*names, *((thing.partition(":")[2], thing) if told else ()))
                for place, name in enumerate(own):
                    other = _bare(name)
                    most = max(1, min(len(wanted), len(other)) // 4)
                    if not other or abs(len(wanted) - len(other)) > most or not _alike(wanted, other):
                        continue
                    if (distance := OSA.distance(wanted, other, score_cutoff=most)) <= most:
                        scored.append((distance, place, name, thing))
        scored.sort()
        if not scored:
            return self._within(wanted, takes) or self._sharing(wanted, takes)
        close = {thing: name for *_, name, thing in reversed(scored)}
        least = {thing: distance for distance, *_, thing in reversed(scored)}
        order = sorted((least[thing], name) for thing, name in close.items() if least[thing] <= scored[0][0] + 1)
        return [name for _, name in order[:_NEAR]]

    def _coded(self, text: str, takes: Takes) -> str:
        """Return the name of the state whose code a text is, however its letters are written; or nothing."""
        code = form.unmarked(text).upper()
        for found in country.coded(code) or ({"NAM"} if code == "NA" else ()):
            thing = f"{_STATE}{found.lower()}"
            if thing in self._names and takes(thing):
                return next(iter(self._names[thing]))
        return ""

    def _within(self, wanted: str, takes: Takes) -> list[str]:
        """Return the names, but of states, with which a longer one begins, or a shorter, as "NSO" does."""
        given = f" {wanted} "
        inside = {
            name
            for thing, names in self._names.items()
            if takes(thing) and not thing.startswith(_STATE)
            for name in names
            if len(_bare(name)) > 2 and given.startswith(f" {_bare(name)} ")
        }
        if inside or len(wanted) < _SHORTEST:
            return sorted(inside, key=lambda name: (-len(name), name))[:1]
        longer = {
            name
            for thing, names in self._names.items()
            if takes(thing) and not thing.startswith(_STATE)
            for name in names
            if _bare(name).startswith(f"{wanted} ")
        }
        return sorted(longer, key=lambda name: (len(name), name))[:_NEAR]

    def _sharing(self, wanted: str, takes: Takes) -> list[str]:
        """Return the names of technologies that have a word of a text, or its beginning; at most three."""
        given = [word for word in wanted.split() if len(word) >= _STEM and word not in _COMMON]
        found: dict[str, tuple[int, str]] = {}
        for thing, names in self._names.items():
            for name in names if thing.startswith("technology:") and takes(thing) else ():
                shared = sum(_begins(word, other) for word in given for other in _bare(name).split())
                if shared:
                    found[thing] = min(found.get(thing, (0, name)), (-shared, name))
        return [name for _, name in sorted(found.values())[:_NEAR]]


@lru_cache(100_000)
def _bare(name: str) -> str:
    """Return a name of a register without accents and signs, kept for the next that is compared with it."""
    return form.bare(name)


def _begins(one: str, other: str) -> bool:
    """Return whether two words are alike in their beginning, which is most of the shorter one."""
    shared = next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    return other not in _COMMON and shared >= _STEM and shared * 5 >= min(len(one), len(other)) * 3


def _alike(one: str, other: str) -> bool:
    return one[:1] == other[:1] or one[:2] == other[1::-1] or one[1:2] == other[:1] or one[:1] == other[1:2]


def _listed(names: list[str]) -> str:
    more = len(names) - _LISTED
    return ", ".join(names[:_LISTED]) + (f" and {more} more" if more > 0 else "")


def asked(names: list[str]) -> str:
    """Return ``did you mean 'x'?`` for near names, or the empty text where there are none.

    >>> asked(["Iran", "Iraq"])
    "did you mean 'Iran' or 'Iraq'?"
    """
    return f"did you mean {' or '.join(map(repr, names))}?" if names else ""


def one(meaning: Meaning, text: str, place: str) -> str | None:
    """Return the one thing of a meaning; None where it has none and nothing is known of the name.

    Raises:
        UnknownThing: it means several things, or something that is none of them.
    """
    if len(meaning.things) > 1:
        several = f"{text!r} names {', '.join(sorted(meaning.things))}"
        raise UnknownThing(place, several, country.WHICH)
    if meaning.found:
        raise UnknownThing(place, meaning.found, meaning.todo)
    return meaning.things[0] if meaning.things else None


def nothing(text: str) -> Iterator[str]:
    """Yield what to say of a cell that holds no name, such as "n/a"; nothing where it may hold one."""
    if form.is_nothing(text):
        yield "leave the cell empty, or the row out, where it is not known"
    elif form.seen(text) == "NA":
        yield "write Namibia, or leave the cell empty where it is not available"
