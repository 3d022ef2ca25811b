"""What a question answers, as its front matter says it: ``#+ answers:`` lines and the questions it is opposed to.

    #+ answers: state: supply? has? {vendor}
    #+ answers: state: member -use {initiative} {technology=ai-surveillance}

Before the colon stands what a row is; then words of ``queries/words.toml`` (``a|b`` either, ``?`` not needed, ``-``
only where it is denied) and names by the parameter they fill. CONTRIBUTING tells the whole of it.
"""

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

from kg.errors import QueryError
from kg.namespace import iri
from kg.query import query
from kg.query.parameter import LITERAL_TYPES, Param
from kg.query.query import Query
from kg.setting import kept
from kg.wording.lexicon import lexicon

_NAME = re.compile(
    r"^(?:(?P<role>[a-z|-]+):)?\{(?P<name>\w+)(?:,(?P<also>\w+))?(?:(?P<fixed>:?)=(?P<value>[^{}]+))?\}(?P<several>\*?)(?P<optional>\??)$"
)
_WORD = re.compile(r"^(?P<denied>-?)(?P<words>[a-z][a-z|-]*)(?P<optional>\??)$")
_COUNTS = ("least", "number")
"""Parameters that a number fills which is no year."""
_SELECTED = re.compile(r"\bSELECT\b(.*?)\bWHERE\b", re.DOTALL)
_BESIDES = {
    **{"modality": ("and-sure",), "source": ("and-source",), "voice": ("and-source", "and-by")},
    **dict.fromkeys(("supplier", "vendor"), ("and-from", "and-by")),
}
"""What a text may ask besides, at its end, of a question whose rows have such a column."""
_PLAIN = frozenset({"", "recipient"})


@dataclass(frozen=True)
class Words:
    """One of several words, which a question needs or allows."""

    words: frozenset[str]
    sign: str
    optional: bool


@dataclass(frozen=True)
class Slot:
    """A parameter that a name in one of several roles fills."""

    param: Param
    roles: frozenset[str]
    kinds: frozenset[str]
    """The parameter types of which a name has to be one."""
    optional: bool
    several: bool
    """Whether a row has only one such thing, so that names joined by "and" are alternatives."""
    value: str | None
    """What fills it where the text names nothing, several things parted by ``+``; None leaves the default."""
    fixed: bool = False
    """Whether the words of the line say the value, so that no name fills it: authoritarian states."""
    also: str = ""
    """A parameter that the same name fills besides: the first and the last year of "in 2019"."""

    @cached_property
    def given(self) -> list[str]:
        """What fills it where the text names nothing, as IRIs or texts."""
        written = self.value.split("+") if self.value is not None else []
        text = self.param.type in LITERAL_TYPES
        return [name if text or ":" in name else iri(f"{self.param.type}:{name}") for name in written]

    @property
    def year(self) -> bool:
        """Whether a year fills it, and no other number."""
        return self.param.type == "integer" and self.param.name not in _COUNTS

    @cached_property
    def takes(self) -> tuple[frozenset[str], frozenset[str], bool]:
        """What may fill it: the same for parameters that the same names can fill."""
        return self.roles, self.kinds, self.year


@dataclass(frozen=True)
class Frame:
    """One way to ask a question."""

    question: Query
    asked: frozenset[str]
    words: tuple[Words, ...]
    slots: tuple[Slot, ...]
    through: str
    """The kind of thing between a row and its conditions: vendors are found by *a state* that they supply."""

    @cached_property
    def row(self) -> str:
        """What a row is in one word, for rows to be intersected by: the second word of ``#+ row:``."""
        return next(iter(self.question.row.split()[1:]), "")

    @property
    def register(self) -> str:
        """Return how the ids of the register begin that a row is a thing of; empty where it is of none."""
        return iri(f"{self.row}:") if self.row in _registers() else ""

    @cached_property
    def ranked(self) -> str:
        """Return the column by which the rows are ordered, from most to least; empty where they are not."""
        return self.question.front.get("ranked", "")

    @cached_property
    def lowest(self) -> bool:
        """Whether the order can be asked for from least to most, of the rows that there are."""
        return self.question.front.get("lowest") == "yes"

    @cached_property
    def standing(self) -> bool:
        """Whether the rows are told by what they are themselves, so that the first of an order are so among them."""
        return self.question.front.get("standing") == "yes"

    @cached_property
    def measured(self) -> bool:
        """Whether the rows are in an order by what is their own, whatever else holds of them or they are."""
        return self.question.front.get("measured") in ("yes", "standing")

    @cached_property
    def whatever(self) -> bool:
        """Whether the rows are in that order whatever else holds of them, and not only among those that are so."""
        return self.question.front.get("measured") == "yes"

    @cached_property
    def condition(self) -> bool:
        """Whether the rows of the question are those that meet a condition, and others of the same kind do not."""
        return "within" in self.question.front

    @cached_property
    def deniable(self) -> bool:
        """Whether its rows can be taken out of those of another question: no word of it is denied already."""
        able = self.question.front.get("denied") != "never"
        return able and self.joins and self.condition and all(each.sign == "+" for each in self.words)

    @cached_property
    def said(self) -> frozenset[str]:
        """The words that it needs or allows and that are not denied."""
        return frozenset().union(*(each.words for each in self.words if each.sign == "+"))

    @cached_property
    def worded(self) -> frozenset[frozenset[str]]:
        """Sets of words; of each of them a text has to say one, or deny it."""
        return frozenset(each.words for each in self.words if not each.optional)

    @cached_property
    def needs(self) -> tuple[Slot, ...]:
        """The parameters without which it cannot be asked."""
        return tuple(slot for slot in self.slots if not slot.optional)

    @cached_property
    def joins(self) -> bool:
        """Whether the rows are those of one kind of thing that is asked for, and can be intersected."""
        return self.row in self.asked


@kept
def library() -> tuple[Frame, ...]:
    """Return every way to ask a question of the library, in the order of the questions' names.

    Raises:
        QueryError: a line of front matter that is not of the form above, or a question it names that does not exist.
    """
    questions = query.read_all("questions")
    known = {question.name for question in questions}
    for question in questions:
        for key in ("within", "base", "known", "inverse", "opposite"):
            for name in question.front.get(key, "").split():
                if name not in known:
                    raise QueryError(f"questions/{question.name}.rq", f"{key} names {name!r}", "name a question")
    return tuple(frame for question in questions for frame in frames(question))


@kept
def by_name() -> dict[str, Frame]:
    """Return question name → its first frame."""
    found: dict[str, Frame] = {}
    for frame in library():
        found.setdefault(frame.question.name, frame)
    for question in query.read_all("questions"):
        if "tells" in question.front:
            found.setdefault(question.name, Frame(question, frozenset(), (), (), ""))
    return found


def met(said: AbstractSet[str]) -> frozenset[frozenset[str]]:
    """Return the sets of words which ways to ask need of which a text says one."""
    return frozenset(words for words in _needed() if not words.isdisjoint(said))


@kept
def _needed() -> frozenset[frozenset[str]]:
    return frozenset().union(*(frame.worded for frame in library()))


def frames(question: Query) -> tuple[Frame, ...]:
    """Return the ways to ask a question that its front matter states, one for each of its lines.

    Raises:
        QueryError: a line is not of that form, or has a word or a parameter that does not exist.
    """
    besides = tuple(Words(frozenset({each}), "+", True) for each in _besides(question))
    return tuple(_read(question, line, besides) for line in question.answers)


def _read(question: Query, line: str, besides: tuple[Words, ...]) -> Frame:
    place = f"questions/{question.name}.rq, answers {line!r}"
    asked, colon, rest = line.partition(": ")
    if not colon and not line.endswith(":"):
        raise QueryError(place, "nothing says what a row is", "write '#+ answers: state: words and {parameters}'")
    params = {param.name: param for param in question.params}
    words: list[Words] = []
    slots: list[Slot] = []
    through = ""
    for token in rest.split():
        if token.startswith("through:"):
            through = token.removeprefix("through:")
        elif match := _NAME.match(token):
            if strange := [name for name in (match["name"], match["also"]) if name and name not in params]:
                raise QueryError(place, f"no parameter {strange[0]!r}", f"its parameters are {', '.join(params)}")
            slots.append(_slot(params[match["name"]], match))
        elif match := _WORD.match(token):
            found = frozenset(match["words"].split("|"))
            if strange := sorted(each for each in found if each not in _concepts() and not each.startswith("by-")):
                raise QueryError(place, f"{strange[0]!r} is no word", "write a key of queries/words.toml")
            words.append(Words(found, "-" if match["denied"] else "+", bool(match["optional"])))
        else:
            raise QueryError(place, f"{token!r} is neither a word nor a parameter", "write word, -word or {parameter}")
    words += besides
    told = {name for slot in slots for name in (slot.param.name, slot.also)}
    slots += [_ambient(param, question.params) for param in question.params if param.name not in told]
    return Frame(question, frozenset(asked.rstrip(":").split("|")), tuple(words), tuple(slots), through)


def _besides(question: Query) -> list[str]:
    """Return what may be asked besides: how sure, who says so, from whom, in which order; never what a row is."""
    selected = _SELECTED.search(question.text)
    columns = re.findall(r"\?(\w+)", re.sub(r"\(.*?\)(?=\s*(?:\?|\(|$))", "", selected[1])) if selected else []
    ordered = {"and-order"} if question.front.get("ranked") else set()
    ordered |= {"and-source"} if question.claims else set()
    return sorted(ordered | {each for column in columns[1:] for each in _BESIDES.get(column, ())})


def _slot(param: Param, match: re.Match[str]) -> Slot:
    written = frozenset((match["role"] or "").split("|")) - {""}
    kinds = written & {"vendor"} or {"state"} if "state" in written else written & {"vendor"}
    roles = {"" if role == "plain" else role for role in written} - {"vendor", "state"}
    if match["fixed"]:
        return Slot(param, frozenset(), frozenset(), True, False, match["value"], True)
    kind = frozenset({param.type}) if param.type != "thing" else frozenset(kinds or _things())
    if param.type == "thing" and (register := written & set(_registers()) - {"vendor", "state"}):
        kind, roles = register, roles - register
    optional = bool(match["optional"]) or match["value"] is not None
    also = match["also"] or ""
    return Slot(param, frozenset(roles) or _PLAIN, kind, optional, bool(match["several"]), match["value"], False, also)


def _ambient(param: Param, params: tuple[Param, ...]) -> Slot:
    """Return the slot of a parameter that a line does not mention: an edition, or the least number."""
    sources = [each.name for each in params if each.type == "source" and each.name in ("earlier", "later")]
    if len(sources) == 2:
        roles = {"since", "between", ""} if param.name == sources[0] else {"between", ""}
    else:
        roles = {"over"} if param.type == "integer" else {""}
    kinds = {param.type} if param.type in ("source", "integer") and param.name != "survey" else set()
    return Slot(param, frozenset(roles), frozenset(kinds), True, False, None)


@kept
def _concepts() -> frozenset[str]:
    known = {word.concept for word in lexicon().words.values() if word.section not in ("little", "grammar")}
    return frozenset(known | {"yesno", "about", "count", "where"})


@kept
def _registers() -> tuple[str, ...]:
    from kg.query import parameter

    return tuple(kind for kind in parameter.types() if kind not in (*parameter.LITERAL_TYPES, *parameter.OPEN_TYPES))


def _things() -> tuple[str, ...]:
    return tuple(kind for kind in _registers() if kind not in ("source",))
