"""Questions made of conditions: each condition in each place of a sentence, affirmed and denied, of one name or two.

What a question is to give is told by sets: the rows of the single questions, united, intersected and taken away. The
sentences are written here and know nothing of the grammar by which they are read.
"""

import random
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple
from zlib import crc32

import pyoxigraph as ox

from kg.namespace import iri
from kg.query import query

Rows = frozenset[str]


class Made(NamedTuple):
    """A question, the form it has whatever its names are, and the rows it is to give."""

    form: str
    text: str
    rows: Rows

    @property
    def kept(self) -> bool:
        """Whether the form is one of the half that is for the test alone."""
        return crc32(self.form.encode()) % 2 == 1


class Name(NamedTuple):
    """A name as a text has it, the thing, and its adjective or noun where it has one."""

    text: str
    thing: str
    other: str = ""


VENDORS = [
    *(Name("Huawei", "vendor:huawei"), Name("ZTE", "vendor:zte"), Name("Hikvision", "vendor:hikvision")),
    *(Name("NEC", "vendor:nec"), Name("Dahua", "vendor:dahua"), Name("IBM", "vendor:ibm")),
    *(Name("Palantir", "vendor:palantir"), Name("Cisco", "vendor:cisco"), Name("SenseTime", "vendor:sensetime")),
]
TECHNOLOGIES = [
    *(Name("facial recognition", "technology:facial-recognition"), Name("safe city", "technology:safe-city")),
    Name("smart policing", "technology:smart-policing"),
    Name("social media surveillance", "technology:social-media-surveillance"),
]
REGIONS = [
    *(Name("Africa", "region:africa", "African"), Name("Asia", "region:asia", "Asian")),
    Name("Europe", "region:europe", "European"),
    Name("Latin America", "region:latin-america-and-the-caribbean", "Latin American"),
]
REGIMES = [
    *(
        Name("closed autocracies", "category:closed-autocracy"),
        Name("liberal democracies", "category:liberal-democracy"),
    ),
    Name("electoral autocracies", "category:electoral-autocracy"),
    Name("electoral democracies", "category:electoral-democracy"),
]
INITIATIVES = [Name("the BRI", "initiative:bri", "BRI"), Name("the Belt and Road", "initiative:bri", "Belt and Road")]
HOMES = [
    *(Name("China", "state:chn", "Chinese"), Name("Israel", "state:isr", "Israeli")),
    *(Name("the United States", "state:usa", "American"), Name("Japan", "state:jpn", "Japanese")),
]
LISTS = [
    *(Name("the Entity List", "list:bis-entity-list"), Name("the FCC Covered List", "list:fcc-covered-list")),
    Name("the 1260H list", "list:section-1260h"),
]
STATES = [
    *(Name("Kenya", "state:ken"), Name("Saudi Arabia", "state:sau"), Name("France", "state:fra")),
    *(Name("Brazil", "state:bra"), Name("China", "state:chn"), Name("Singapore", "state:sgp")),
]
_ASKED = {
    "use": ("states-using", "technology", TECHNOLOGIES),
    "supplied": ("states-of-vendor", "vendor", VENDORS),
    "from": ("states-supplied-from", "home", HOMES),
    "in": ("states-in-region", "region", REGIONS),
    "member": ("members-of-initiative", "initiative", INITIATIVES),
    "regime": ("states-of-regime", "regime", REGIMES),
    "by-listed": ("customers-of-listed-vendors", "list", LISTS),
    "on": ("listed-vendors", "list", LISTS),
    "home": ("vendors-based-in", "home", HOMES),
    "sell": ("suppliers-of-state", "state", STATES),
    "sell-in": ("vendors-in-region", "region", REGIONS),
}
_DATED = {"use": "edition", "supplied": "edition", "from": "edition", "regime": "edition", "sell": "edition"}
"""The conditions that an edition of the index tells, and by which parameter."""
QUANTIFIERS: dict[str, tuple[str, ...]] = {
    "all": ("both {} and {}", "{} and {}", "{} as well as {}", "both {} and also {}"),
    "any": ("{} or {}", "either {} or {}", "at least one of {} and {}", "at least one of {} or {}", "any of {} and {}"),
    "one": ("{} or {} but not both", "either {} or {}, but not both", "exactly one of {} and {}"),
    "neither": ("neither {} nor {}",),
}


class Condition(NamedTuple):
    """A condition of one name or two, affirmed or denied; ``how`` is a key of QUANTIFIERS, or empty for one name."""

    on: str
    names: tuple[Name, ...]
    how: str
    denied: bool
    group: str
    """The names as the text has them."""
    edition: str = ""


class Places(NamedTuple):
    """How a condition is written in each place, affirmed and denied; a place that it cannot stand in is empty."""

    verb: tuple[str, ...]
    no_verb: tuple[str, ...]
    beside: tuple[str, ...]
    """After the noun: a participle or a preposition."""
    no_beside: tuple[str, ...]
    clause: tuple[str, ...] = ()
    """A relative clause with a subject of its own, its pronoun included."""
    no_clause: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    no_before: tuple[str, ...] = ()
    excepted: tuple[str, ...] = ()
    """What is said of those that are excepted."""
    neither: tuple[str, ...] = ()
    noun: tuple[str, ...] = ()
    """A noun of its own for the rows that meet it: customers of."""
    front: tuple[str, ...] = ()
    """A whole question that has the name before its verb."""
    no_front: tuple[str, ...] = ()


PLACES = {
    "use": Places(
        ("use {}", "have {}", "deploy {}"),
        ("do not use {}", "don't use {}", "use no {}"),
        ("using {}", "with {}"),
        ("without {}", "not using {}"),
        ("where {} is in use", "in which {} is used"),
        ("where {} is not in use", "where {} is not used"),
        excepted=("that use {}", "with {}", "using {}"),
        neither=("use {}", "have {}"),
        noun=("users of {}",),
        front=("in which {rows} is {} used", "where is {} in use", "in which {rows} is {} deployed"),
        no_front=("in which {rows} is {} not used",),
    ),
    "supplied": Places(
        ("are supplied by {}", "buy from {}", "have {} as a supplier"),
        ("are not supplied by {}", "do not buy from {}"),
        ("supplied by {}", "with {} as a supplier", "buying from {}"),
        ("not supplied by {}", "not buying from {}", "with {} as no supplier"),
        (
            "that {} supplies",
            "which {} supplies",
            "where {} is a supplier",
            "to which {} sells",
            "whose suppliers include {}",
        ),
        ("that {} does not supply", "which {} doesn't supply", "where {} is not a supplier", "where {} is no supplier"),
        before=("{}-supplied",),
        excepted=("that {} supplies", "supplied by {}", "that are supplied by {}", "that buy from {}"),
        neither=("are supplied by {}", "buy from {}"),
        noun=("customers of {}", "{}'s customers", "clients of {}"),
        front=("which {rows} does {} supply", "to which {rows} does {} sell", "in which {rows} is {} a supplier"),
        no_front=("which {rows} does {} not supply", "to which {rows} does {} not sell"),
    ),
    "from": Places(
        ("are supplied from {}", "buy from {}"),
        ("are not supplied from {}", "do not buy from {}"),
        ("supplied from {}", "with technology from {}"),
        ("not supplied from {}", "without technology from {}"),
        excepted=("that are supplied from {}", "supplied from {}"),
        noun=("buyers of {0.other} technology", "users of {0.other} technology"),
        front=("to which {rows} is {0.other} technology supplied", "which {rows} is {0.other} technology supplied to"),
    ),
    "in": Places(
        ("are in {}", "are located in {}"),
        ("are not in {}", "are outside {}"),
        ("in {}",),
        ("outside {}", "not in {}"),
        before=("{0.other}",),
        no_before=("non-{0.other}",),
        excepted=("in {}", "that are in {}"),
    ),
    "member": Places(
        ("belong to {}", "are members of {}", "are in {}"),
        ("do not belong to {}", "are not members of {}", "are not in {}"),
        ("in {}", "belonging to {}"),
        ("outside {}", "not belonging to {}"),
        before=("{0.other}",),
        no_before=("non-{0.other}",),
        excepted=("that belong to {}", "in {}", "that are members of {}"),
        noun=("members of {}", "{0.other} members", "{0.other} member states"),
    ),
    "regime": Places(("are {}",), ("are not {}",), (), (), excepted=("that are {}",), noun=("{}",)),
    "by-listed": Places(
        ("are supplied by vendors on {}",),
        ("are not supplied by vendors on {}",),
        ("supplied by companies on {}",),
        ("not supplied by companies on {}",),
    ),
    "on": Places(
        ("are on {}", "appear on {}"),
        ("are not on {}", "do not appear on {}"),
        ("on {}", "listed on {}"),
        ("not on {}",),
        excepted=("on {}", "that are on {}", "which are also on {}"),
    ),
    "home": Places(
        ("are based in {}",),
        ("are not based in {}",),
        ("from {}", "based in {}"),
        ("not from {}", "not based in {}"),
        before=("{0.other}",),
        no_before=("non-{0.other}",),
        excepted=("from {}", "based in {}"),
    ),
    "sell": Places(
        ("supply {}", "sell to {}"),
        ("do not supply {}", "do not sell to {}"),
        ("supplying {}", "selling to {}"),
        ("not supplying {}",),
        excepted=("that supply {}", "supplying {}"),
        neither=("supply {}",),
    ),
    "sell-in": Places(
        ("supply {}", "are active in {}"), ("do not supply {}",), ("active in {}",), (), excepted=("that supply {}",)
    ),
}
_SENTENCES: tuple[tuple[str, str, str], ...] = (
    ("verb", "", "which {rows} {0}?"),
    ("verb", "", "how many {rows} {0}?"),
    ("beside", "", "list all {rows} {0}"),
    ("clause", "", "{rows} {0}"),
    ("clause", "", "is there any {row} {0}?"),
    ("who", "", "are there {rows} that {0}?"),
    ("verb", "verb", "which {rows} {0} and {1}?"),
    ("verb", "verb", "which {rows} {0} but {1}?"),
    ("verb", "verb", "{rows} that {0} and which {1}"),
    ("verb", "verb", "{rows} which {0} and that {1}"),
    ("beside", "verb", "which {rows} {0} {1}?"),
    ("beside", "verb", "{rows} {0} that {1}"),
    ("beside", "verb", "of the {rows} {0}, which {1}?"),
    ("beside", "verb", "take the {rows} {0}. Which of them {1}?"),
    ("beside", "verb", "how many of the {rows} {0} {1}?"),
    ("beside", "beside", "{rows} {0} and {1}"),
    ("beside", "beside", "{rows} {0} but {1}"),
    ("beside", "clause", "{rows} {0}, {1}"),
    ("beside", "clause", "list the {rows} {0} and {1}"),
    ("before", "verb", "which {0} {rows} {1}?"),
    ("before", "beside", "{0} {rows} {1}"),
    ("before", "clause", "all {0} {rows} {1}"),
    ("before", "clause", "is there any {0} {row} {1}?"),
    ("clause", "verb", "which {rows} {0} and which {1}?"),
    ("clause", "clause", "{rows} {0} and {1}"),
    ("clause", "clause", "I need the {rows} {0} but {1}"),
    ("verb", "excepted", "which {rows} {0}, except those {1}?"),
    ("beside", "excepted", "{rows} {0} other than those {1}"),
    ("beside", "excepted", "all {rows} {0} apart from those {1}"),
    ("clause", "excepted", "{rows} {0} except the ones {1}"),
    ("before", "excepted", "{0} {rows} except those {1}"),
    ("verb", "verb", "which {rows} {0}? Of those, which {1}?"),
    ("verb", "beside", "which {rows} {0}? Only those {1}."),
    ("topic", "verb", "{0}: which {rows} {1}?"),
    ("topic", "verb", "in {0}, which {rows} {1}?"),
    ("noun", "verb", "which {0} {1}?"),
    ("noun", "beside", "{0} {1}"),
    ("noun", "clause", "list all {0} {1}"),
    ("noun", "verb", "how many {0} {1}?"),
    ("noun", "excepted", "all {0} except those {1}"),
    ("noun", "verb", "{0} that {1}"),
    ("front", "", "{0}?"),
    ("front", "excepted", "{0}, except those {1}?"),
    ("dated", "changed", "which {rows} {0} in 2022 but not in 2020?"),
    ("dated", "", "in 2020, which {rows} {0}?"),
    ("dated", "", "which {rows} {0} in the 2020 edition?"),
    ("dated", "dated", "according to the 2020 edition, which {rows} {0} and {1}?"),
)
"""The places that the first and the second condition stand in, and the sentence around them."""
_THREE: tuple[tuple[str, str, str, str], ...] = (
    ("before", "beside", "verb", "which {0} {rows} {1} {2}?"),
    ("before", "clause", "verb", "I need the {0} {rows} {1} and which {2}."),
    ("beside", "verb", "verb", "{rows} {0} that {1} and {2}"),
    ("verb", "beside", "excepted", "which {rows} {1} {0}, except those {2}?"),
    ("topic", "verb", "verb", "{0}: which {rows} {1} but {2}?"),
)
_KINDS = {
    "states": ("use", "supplied", "from", "in", "member", "regime", "by-listed"),
    "vendors": ("on", "home", "sell", "sell-in"),
}


def made(store: ox.Store, number: int, seed: int = 0) -> Iterator[Made]:
    """Yield so many questions of all forms, drawn by a seed."""
    drawn = random.Random(seed)
    rows = _single(store)
    seen: set[str] = set()
    while len(seen) < number:
        kind = drawn.choice(("states", "states", "states", "vendors"))
        places, sentence = _sentence(drawn)
        found = [_written(drawn, place, kind) for place in places]
        if "changed" in places and found[0] is not None:
            found[1] = _changed(found[0][0])
        if any(each is None for each in found):
            continue
        said = [each for each in found if each is not None]
        kinds = {each.on for each, _ in said if not each.denied}
        again = len({each.on for each, _ in said}) < len(said) and "changed" not in places
        if again or {"use", "member"} <= kinds:
            continue
        edition = "source:aigs-2020" if "2020" in sentence and "changed" not in places else ""
        text = sentence.format(*(written for _, written in said), rows=kind, row=kind[:-1])
        if text in seen:
            continue
        seen.add(text)
        pattern = " / ".join(f"{each.on}{'-' if each.denied else '+'}{each.how}" for each, _ in said)
        form = f"{sentence} | {pattern}"
        yield Made(form, text, _meant(rows, kind, [each for each, _ in said], edition))


def _sentence(drawn: random.Random) -> tuple[tuple[str, ...], str]:
    if drawn.random() < 0.2:
        *places, sentence = drawn.choice(_THREE)
    else:
        one, two, sentence = drawn.choice(_SENTENCES)
        places = [one, two] if two else [one]
    return tuple(places), sentence


def _changed(said: Condition) -> tuple[Condition, str] | None:
    """Return a condition denied of the edition before."""
    if said.denied or said.how in ("one", "all"):
        return None
    return said._replace(denied=True, edition="source:aigs-2020"), ""


def _written(drawn: random.Random, place: str, rows: str) -> tuple[Condition, str] | None:
    """Return a condition of such rows, and how it is written in a place; None where it cannot stand there."""
    on = drawn.choice(_KINDS[rows])
    _, _, pool = _ASKED[on]
    places = PLACES[on]
    denied = drawn.random() < 0.4
    if place == "topic":
        one = drawn.choice(pool)
        return (Condition(on, (one,), "", False, one.text), one.text) if on in ("in",) else None
    if place == "dated":
        if on not in _DATED:
            return None
        place = "verb"
    if place == "changed":
        return None
    if place == "who":
        place = "verb"
    if place == "excepted":
        how, ways, denied = "", places.excepted, True
    else:
        how = drawn.choice(("", "", "all", "any", "one", "neither"))
        if on in ("member", "regime", "by-listed", "from", "sell-in") or place == "before":
            how = ""
        if on in ("in", "home") and how in ("all", "one"):
            how = "any"
        if how == "neither":
            denied, ways = False, places.neither if place == "verb" else ()
            if place == "clause" and on == "supplied":
                ways = ("that {} supplies", "where {} is a supplier", "where {} supplies")
            if place == "beside":
                ways = {"use": ("with {}",), "supplied": ("supplied by {}",)}.get(on, ())
        elif how in ("all", "one") and denied:
            return None
        else:
            ways = {
                ("verb", False): places.verb,
                ("verb", True): places.no_verb,
                ("beside", False): places.beside,
                ("beside", True): places.no_beside,
                ("clause", False): places.clause,
                ("clause", True): places.no_clause,
                ("before", False): places.before,
                ("before", True): places.no_before,
                ("noun", False): places.noun,
                ("noun", True): (),
                ("front", False): places.front,
                ("front", True): places.no_front,
            }[place, denied]
            if how and (place == "front" or (place == "noun" and how != "any")):
                ways = ()
            if how and place == "clause":
                ways = tuple(way for way in ways if way in _PLURAL or not denied) if not denied else ()
    if not ways:
        return None
    names = tuple(drawn.sample(pool, 2 if how else 1))
    if len({name.thing for name in names}) < len(names):
        return None
    quantifiers = QUANTIFIERS[how] if how else ("{}",)
    if denied and how == "any":
        quantifiers = ("{} or {}", "either {} or {}")
    group = drawn.choice(quantifiers).format(*(name.text for name in names))
    way = drawn.choice(ways)
    if how == "all" and place == "clause":
        way = _PLURAL.get(way, way)
    written = way.replace("{rows}", rows).format(names[0] if "{0.other}" in way else group)
    return Condition(on, names, how, denied or how == "neither", group), written


_PLURAL = {
    "where {} is in use": "where {} are in use",
    "in which {} is used": "in which {} are used",
    "that {} supplies": "that {} supply",
    "which {} supplies": "which {} supply",
    "where {} is a supplier": "where {} are suppliers",
    "to which {} sells": "to which {} sell",
}


def _single(store: ox.Store) -> Callable[[str, str, str], Rows]:
    """Return what gives the rows of a question of one name, by the edition that is told."""

    @cache
    def rows(on: str, thing: str, edition: str) -> Rows:
        whole = "vendors-by-reach" if on == "vendors" else "states-of-edition"
        question, param, _ = _ASKED.get(on, (whole, "", []))
        params: dict[str, str] = {param: iri(thing)} if param else {}
        if edition and (on in _DATED or not param):
            params["edition"] = iri(edition)
        found = query.find(question).run(store, **params)
        of = iri("vendor:") if on in (*_KINDS["vendors"], "vendors") else iri("state:")
        return frozenset(key for row in found.rows if (key := str(getattr(row[0], "value", ""))).startswith(of))

    return rows


def _meant(rows: Callable[[str, str, str], Rows], kind: str, said: list[Condition], edition: str) -> Rows:
    """Return the rows that meet all conditions, of those that an edition lists where none of them is affirmed."""
    found: Rows | None = None
    for each in said:
        if not each.denied:
            met = _met(rows, each, edition)
            found = met if found is None else found & met
    if found is None:
        found = rows("states" if kind == "states" else "vendors", "", edition)
    for each in said:
        if each.denied:
            found -= frozenset().union(*(rows(each.on, name.thing, each.edition or edition) for name in each.names))
    return found


def _met(rows: Callable[[str, str, str], Rows], each: Condition, edition: str) -> Rows:
    sets = [rows(each.on, name.thing, edition) for name in each.names]
    if each.how == "all":
        return frozenset.intersection(*sets)
    union = frozenset().union(*sets)
    return union - frozenset.intersection(*sets) if each.how == "one" else union
