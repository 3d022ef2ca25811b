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
        (
            *("use {}", "have {}", "deploy {}", "make use of {}", "have {} in place", "have introduced {}"),
            *("are marked for {}", "are reported to use {}", "are said to use {}", "are known to use {}"),
            *("are users of {}", "rely on {}", "have put {} into use"),
        ),
        (
            *("do not use {}", "don't use {}", "use no {}", "lack {}", "have no {}", "are not marked for {}"),
            *("are not reported to use {}", "do without {}", "have never adopted {}", "make no use of {}"),
        ),
        ("using {}", "with {}", "marked for {}", "reported to use {}", "with {} in use", "that are equipped with {}"),
        ("without {}", "not using {}", "lacking {}", "with no {}", "not marked for {}", "without any {}"),
        (
            *("where {} is in use", "in which {} is used", "where {} has been deployed", "where {} is reported"),
            *("for which {} is marked", "where the index reports {}", "whose governments use {}"),
            "where the authorities use {}",
        ),
        (
            *("where {} is not in use", "where {} is not used", "where {} is not reported", "where there is no {}"),
            *("for which {} is not marked", "where no {} is reported"),
        ),
        excepted=("that use {}", "with {}", "using {}", "that have {}", "where {} is used", "marked for {}"),
        neither=("use {}", "have {}", "are marked for {}"),
        noun=("users of {}", "adopters of {}"),
        front=("in which {rows} is {} used", "where is {} in use", "in which {rows} is {} deployed"),
        no_front=("in which {rows} is {} not used",),
    ),
    "supplied": Places(
        (
            *("are supplied by {}", "buy from {}", "have {} as a supplier", "are customers of {}", "are served by {}"),
            *("have {} among their suppliers", "get technology from {}", "list {} as a vendor", "procure from {}"),
            *("count {} among their vendors", "get their technology from {}", "are said to be supplied by {}"),
        ),
        (
            *("are not supplied by {}", "do not buy from {}", "are no customers of {}", "do not have {} as a supplier"),
            *("are not served by {}", "are not customers of {}", "do not get technology from {}"),
        ),
        (
            *(
                "supplied by {}",
                "with {} as a supplier",
                "buying from {}",
                "served by {}",
                "with {} among their vendors",
            ),
            "reported as supplied by {}",
        ),
        ("not supplied by {}", "not buying from {}", "with {} as no supplier", "that are not customers of {}"),
        (
            "that {} supplies",
            "which {} supplies",
            "where {} is a supplier",
            "to which {} sells",
            *("whose suppliers include {}", "{} supplies", "that {} serves", "where {} is named", "where {} is active"),
            *("for which {} is named", "that {} is said to supply", "that {} sells to", "{} sells to"),
        ),
        (
            *("that {} does not supply", "which {} doesn't supply", "where {} is not a supplier"),
            *("where {} is no supplier", "where {} is not named", "{} does not supply", "for which {} is not named"),
        ),
        before=("{}-supplied", "{}-equipped"),
        excepted=("that {} supplies", "supplied by {}", "that are supplied by {}", "that buy from {}"),
        neither=("are supplied by {}", "buy from {}"),
        noun=("customers of {}", "{}'s customers", "clients of {}"),
        front=("which {rows} does {} supply", "to which {rows} does {} sell", "in which {rows} is {} a supplier"),
        no_front=("which {rows} does {} not supply", "to which {rows} does {} not sell"),
    ),
    "from": Places(
        (
            *("are supplied from {}", "buy from {}", "use {0.other} technology", "have {0.other} technology"),
            *("are marked for {0.other} technology", "import from {}"),
            *("are supplied by {0.other} companies", "run on {0.other} technology", "have suppliers from {}"),
        ),
        (
            *("are not supplied from {}", "do not buy from {}", "use no {0.other} technology"),
            *("do not use {0.other} technology", "are not marked for {0.other} technology"),
            *("are not supplied by {0.other} companies", "have no {0.other} suppliers"),
        ),
        (
            *("supplied from {}", "with technology from {}", "with {0.other} technology", "using {0.other} technology"),
            *("supplied by {0.other} companies", "with {0.other} suppliers", "marked for {0.other} technology"),
        ),
        (
            *("not supplied from {}", "without technology from {}", "without {0.other} technology"),
            *("not supplied by {0.other} companies", "with no {0.other} suppliers"),
        ),
        clause=(
            "where {0.other} technology is used",
            "where {0.other} companies are active",
            "that {0.other} firms supply",
        ),
        no_clause=("where no {0.other} technology is used", "that no {0.other} firm supplies"),
        excepted=("that are supplied from {}", "supplied from {}", "with {0.other} technology"),
        noun=("buyers of {0.other} technology", "users of {0.other} technology"),
        front=("to which {rows} is {0.other} technology supplied", "which {rows} is {0.other} technology supplied to"),
    ),
    "in": Places(
        ("are in {}", "are located in {}", "lie in {}", "are {0.other}"),
        ("are not in {}", "are outside {}", "do not lie in {}", "are not {0.other}"),
        ("in {}", "from {}", "of {}", "across {}", "located in {}", "anywhere in {}"),
        ("outside {}", "not in {}", "outside of {}"),
        before=("{0.other}",),
        no_before=("non-{0.other}",),
        excepted=("in {}", "that are in {}"),
    ),
    "member": Places(
        (
            *("belong to {}", "are members of {}", "are in {}", "have joined {}", "are part of {}", "take part in {}"),
            *("participate in {}", "have signed up to {}", "are {0.other} members"),
        ),
        (
            *("do not belong to {}", "are not members of {}", "are not in {}", "have not joined {}"),
            *("are not part of {}", "never joined {}", "are outside {}", "are no members of {}"),
        ),
        ("in {}", "belonging to {}", "that joined {}", "participating in {}"),
        ("outside {}", "not belonging to {}", "not in {}", "outside of {}"),
        before=("{0.other}",),
        no_before=("non-{0.other}",),
        excepted=("that belong to {}", "in {}", "that are members of {}"),
        noun=("members of {}", "{0.other} members", "{0.other} member states"),
    ),
    "regime": Places(
        ("are {}", "are classified as {}", "are classed as {}", "count as {}", "are rated {}"),
        ("are not {}", "are not classified as {}", "are no {}"),
        ("classified as {}", "that are {}"),
        ("that are not {}", "not classified as {}"),
        excepted=("that are {}",),
        noun=("{}",),
    ),
    "by-listed": Places(
        ("are supplied by vendors on {}", "buy from vendors on {}", "have suppliers on {}"),
        ("are not supplied by vendors on {}", "do not buy from vendors on {}"),
        ("supplied by companies on {}", "with suppliers on {}", "buying from companies on {}"),
        ("not supplied by companies on {}", "with no supplier on {}"),
        clause=("whose suppliers are on {}", "that a company on {} supplies"),
    ),
    "on": Places(
        ("are on {}", "appear on {}", "stand on {}", "are listed on {}", "have been put on {}", "figure on {}"),
        ("are not on {}", "do not appear on {}", "are not listed on {}", "have not been put on {}"),
        ("on {}", "listed on {}", "named on {}", "that were added to {}"),
        ("not on {}", "absent from {}", "not listed on {}"),
        excepted=("on {}", "that are on {}", "which are also on {}"),
    ),
    "home": Places(
        ("are based in {}", "come from {}", "are headquartered in {}", "have their seat in {}", "are from {}"),
        ("are not based in {}", "do not come from {}", "are not from {}"),
        ("from {}", "based in {}", "headquartered in {}", "with headquarters in {}"),
        ("not from {}", "not based in {}"),
        before=("{0.other}",),
        no_before=("non-{0.other}",),
        excepted=("from {}", "based in {}"),
    ),
    "sell": Places(
        ("supply {}", "sell to {}", "are suppliers of {}", "are active in {}", "serve {}", "are named for {}"),
        ("do not supply {}", "do not sell to {}", "are not active in {}", "are not named for {}"),
        ("supplying {}", "selling to {}", "active in {}", "that {} buys from", "serving {}", "named for {}"),
        ("not supplying {}", "not active in {}"),
        excepted=("that supply {}", "supplying {}"),
        neither=("supply {}",),
    ),
    "sell-in": Places(
        ("supply {}", "are active in {}", "have customers in {}", "sell to states in {}", "supply states of {}"),
        ("do not supply {}", "have no customers in {}"),
        ("active in {}", "with customers in {}", "supplying states in {}"),
        ("with no customers in {}",),
        excepted=("that supply {}", "with customers in {}"),
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
    ("verb", "", "tell me which {rows} {0}"),
    ("verb", "", "are there {rows} that {0}?"),
    ("verb", "", "do any {rows} {0}?"),
    ("verb", "", "what {rows} {0}?"),
    ("verb", "", "{rows} that {0}: which are they?"),
    ("verb", "", "how many {rows} are there that {0}?"),
    ("verb", "", "what is the number of {rows} that {0}?"),
    ("beside", "", "what are the {rows} {0}?"),
    ("beside", "", "a list of all {rows} {0}"),
    ("clause", "", "which are the {rows} {0}?"),
    ("clause", "", "every {row} {0}"),
    ("verb", "verb", "which {rows} {0} and at the same time {1}?"),
    ("verb", "verb", "which {rows} {0} and also {1}?"),
    ("verb", "verb", "{rows} that {0} although they {1}"),
    ("verb", "verb", "{rows} that {0} even though they {1}"),
    ("verb", "verb", "I am looking for {rows} that {0} and that {1}"),
    ("verb", "verb", "of the {rows} that {0}, which {1}?"),
    ("verb", "verb", "of all {rows} that {0}, how many {1}?"),
    ("verb", "verb", "do any {rows} that {0} {1}?"),
    ("verb", "verb", "which {rows} {0}? I only want those that {1}."),
    ("verb", "verb", "take the {rows} that {0}. Which of these {1}?"),
    ("beside", "verb", "which of the {rows} {0} {1}?"),
    ("beside", "verb", "do any {rows} {0} {1}?"),
    ("beside", "verb", "among {rows} {0}, which {1}?"),
    ("beside", "verb", "{rows} {0} which nevertheless {1}"),
    ("beside", "verb", "list every {row} {0}; they must also {1}"),
    ("verb", "excepted", "give me the {rows} that {0}. Leave out those {1}."),
    ("verb", "excepted", "which {rows} {0}? Not those {1}."),
    ("verb", "excepted", "{rows} that {0}, minus those {1}"),
    ("beside", "excepted", "{rows} {0}, leaving aside those {1}"),
    ("noun", "verb", "which of the {0} {1}?"),
    ("noun", "verb", "how many of the {0} {1}?"),
    ("noun", "verb", "do any {0} {1}?"),
    ("noun", "verb", "of the {0}, which {1}?"),
    ("noun", "clause", "{0} {1}"),
    ("clause", "excepted", "list {rows} {0}, but not those {1}"),
    ("dated", "", "which {rows} {0} according to the index of 2020?"),
    ("dated", "", "2020 edition: which {rows} {0}?"),
    ("dated", "", "which {rows} {0} as of 2020?"),
    ("dated", "", "how many {rows} {0} by the 2020 index?"),
    ("dated", "changed", "{rows} that {0} in 2022 and did not yet in 2020"),
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
    if how:
        ways = tuple(way for way in ways if "{0.other}" not in way and "{}'s" not in way)
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


_KNOWN: dict[str, tuple[str, str, list[Name]]] = {
    "known": ("homes-of-vendors", "", []),
    "coded": ("regimes-of-states", "", []),
}
"""The questions of all things of which is known what can be denied of them."""


def _single(store: ox.Store) -> Callable[[str, str, str], Rows]:
    """Return what gives the rows of a question of one name, by the edition that is told."""

    @cache
    def rows(on: str, thing: str, edition: str) -> Rows:
        whole = "vendors-by-reach" if on == "vendors" else "states-of-edition"
        question, param, _ = _KNOWN.get(on) or _ASKED.get(on, (whole, "", []))
        params: dict[str, str] = {param: iri(thing)} if param else {}
        if edition and (on in _DATED or not param):
            params["edition"] = iri(edition)
        elif on in ("regime", "coded"):
            params["among"] = "surveyed"
        found = query.find(question).run(store, **params)
        of = iri("vendor:") if on in (*_KINDS["vendors"], "vendors", "known") else iri("state:")
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
        coded = not edition and any(each.on == "regime" for each in said)
        found = rows("coded" if coded else "states" if kind == "states" else "vendors", "", edition)
    for each in said:
        if each.denied:
            if each.on == "home":
                found &= rows("known", "", "")
            found -= frozenset().union(*(rows(each.on, name.thing, each.edition or edition) for name in each.names))
    return found


def _met(rows: Callable[[str, str, str], Rows], each: Condition, edition: str) -> Rows:
    sets = [rows(each.on, name.thing, edition) for name in each.names]
    if each.how == "all":
        return frozenset.intersection(*sets)
    union = frozenset().union(*sets)
    return union - frozenset.intersection(*sets) if each.how == "one" else union
