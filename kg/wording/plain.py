"""A question in plain words, understood or refused: what runs, what of the text is not used, and the rows."""

from dataclasses import dataclass, replace
from functools import partial

import pyoxigraph as ox

from kg.errors import Unanswered
from kg.evidence.mention import Names
from kg.namespace import curie
from kg.naming import country
from kg.naming.form import plural
from kg.query import query
from kg.query.query import Queryable
from kg.query.solution import Table
from kg.wording import (
    composed,
    conjoined,
    example,
    ground,
    matching,
    neighbor,
    paraphrase,
    rank,
    reading,
    refusal,
    spelling,
)
from kg.wording.addition import added, additions
from kg.wording.lexicon import lexicon
from kg.wording.part import Part, Plan, alternatives, bound, command, joined
from kg.wording.reading import Reading
from kg.wording.wrapped import put, wrappings

_SOURCED = frozenset({"source", "title", "voice"})
"""Columns that name the source of a row."""


@dataclass(frozen=True)
class Understood:
    """What a text asks: the questions whose rows answer it, and what was not used where it is run all the same."""

    reading: Reading
    plan: Plan
    warning: str
    """Empty, or what the answer leaves unused."""
    near: tuple[str, ...]
    """The names of the nearest questions, where the answer leaves something unused."""

    @property
    def claims(self) -> str | None:
        """The column that carries claims, if one does."""
        if len(self.plan) > 1 or self.plan[0].sole:
            return "claims"
        return self.plan[0].frame.question.claims if self.plan[0].frame else None

    @property
    def name(self) -> str:
        """The names of the questions, as the plan joins them."""
        return joined(self.plan)


def understand(store: Queryable, text: str, *, anyway: bool = False, names: Names | None = None) -> Understood:
    """Return which questions answer a text; with ``anyway`` the nearest one, where none uses all that it says.

    ``names`` are those of the store, where they were read already: to read them costs ten times what a question does.

    Raises:
        Unanswered: no question uses all that the text says, several that differ do, or a name of it means several
            states.
    """
    said = reading.read(Names(store) if names is None else names, text)
    if said.misnamed:
        if other := _otherwise(said):
            return other
        todo = "; ".join(dict.fromkeys(todo for _, todo in said.misnamed))
        raise Unanswered(refusal.short(text), ", and ".join(dict.fromkeys(found for found, _ in said.misnamed)), todo)
    return understood(said, anyway=anyway)


def understood(said: Reading, *, anyway: bool = False) -> Understood:
    """Return which questions answer a text as it was read, as :func:`understand` does and as the browser reads it.

    Raises:
        Unanswered: as there; of names that mean none it is told that they are not used.
    """
    place = refusal.short(said.text)
    if which := dict.fromkeys(found for found, todo in said.misnamed if todo == country.WHICH):
        raise Unanswered(place, ", and ".join(which), country.WHICH)
    plans = _plans(said)
    if answer := _answered(said, plans):
        return answer
    if plans:
        names = " or ".join(dict.fromkeys(joined(ground.whole(plan)) for plan in plans[: neighbor.NEAREST]))
        if not anyway:
            raise Unanswered(place, f"it can mean {names}", "say which, or ask by name")
        return Understood(said, ground.whole(plans[0], said.text), f"it can also mean {names}", ())
    near = neighbor.nearest(said)
    towns = paraphrase.places(said.names, said.text, said.unknown) if said.names else ()
    lies = "".join(f"{town!r} is the capital of {state}, and the question is about states; " for town, state in towns)
    found = refusal.reason(said, near)
    runs = next((each for each in near if each.part is not None), None)
    if anyway and runs is not None and runs.part is not None:
        left = ", ".join(map(repr, runs.unused)) or "the kind of thing asked for"
        return Understood(said, (runs.part,), f"not used: {left}", tuple(each.question.name for each in near))
    meant = lies + refusal.meant(said, lambda text: bool(_put(said, text)[1]))
    told = f"the nearest: {'; or '.join(map(str, near))}" if near else "'kg ask --list' lists the questions"
    more = "; --anyway runs it" if runs is not None and not anyway else ""
    raise Unanswered(place, found, meant + told + more)


def _answered(said: Reading, plans: list[Plan]) -> Understood | None:
    """Return what a text asks, as its plans have it or else in another way; None where nothing or too much does."""
    if besides := _added(said, ahead=True):
        return besides
    if len(plans) == 1:
        return _seated(said, plans[0]) or Understood(said, ground.whole(plans[0], said.text), "", ())
    if own := _exemplary(said, plans):
        return Understood(said, own, "", ())
    return None if plans else _added(said) or _otherwise(said) or _spelled(said) or _unwrapped(said)


def _plans(said: Reading) -> list[Plan]:
    """Return the plans that use all that a text says: of one question, or of its conditions each by itself."""
    if not said.apart and (plans := matching.plans(said)):
        return plans
    return [plan] if (plan := conjoined.plan(said)) else []


def _exemplary(said: Reading, plans: list[Plan]) -> Plan:
    """Return what else answers a text that no plan uses: the question of an example, or its conditions in any order."""
    if said.names is None or plans or said.misnamed:
        return ()
    for shape in said.shapes:
        if len(own := example.asked(said.names, shape)) == 1:
            return (own[0],)
    free = conjoined.plan(replace(said, parts=reading.freely(said.names, said.text)))
    return ground.whole(free, said.text) if free else ()


def _added(said: Reading, *, ahead: bool = False) -> Understood | None:
    """Return what a text asks that asks something of each row besides, or for an order of the rows."""
    if said.names is None:
        return None
    for each in additions(said.names, lexicon(), said.text, ahead=ahead):
        rest = asked(said.names, each.rest)
        if rest and (plan := added(rest.plan, each)):
            return replace(rest, plan=tuple(ground.widened(part, said.text) for part in plan))
    return None


def _unwrapped(said: Reading) -> Understood | None:
    """Return what a text asks that wraps a question in another: whether a thing is among its rows, all but some."""
    if said.names is None:
        return None
    for each in wrappings(said.names, lexicon(), said.text):
        rest, also = (asked(said.names, text) for text in (each.rest, each.also))
        if rest is None or (also is None and each.also):
            continue
        if made := put(said.names, rest.plan, each, also.plan if also else ()):
            return replace(rest, plan=made.plan, warning="; ".join(filter(None, (rest.warning, made.told))))
    return None


def asked(names: Names, text: str) -> Understood | None:
    """Return what a text asks that another is put as; None where it asks nothing that is answered."""
    said = reading.read(names, text) if text else None
    return _answered(said, _plans(said)) if said and not said.misnamed else None


def _seated(said: Reading, plan: Plan) -> Understood | None:
    """Return the question of the state whose capital a text names, where that is a place of the graph as well.

    It is the state wherever one fits the question: who supplies Belgrade. Only deployments are told of the place.
    """
    towns = [word for each in said.features if each.named and "place" in each.values[0] for word in each.text.split()]
    params = [(param, part) for part in plan if part.frame for param in part.frame.question.params]
    placed = any(param.type == "place" and param.name in part.params for param, part in params)
    if said.names is None or not towns or not placed or "deployment" in said.asked:
        return None
    text, told = paraphrase.called(said.names, said.text, tuple(towns))
    read, own = _put(said, text) if text != said.text else (said, ())
    return Understood(read, own, f"read {', '.join(told)}", ()) if own else None


def _otherwise(said: Reading) -> Understood | None:
    """Return what a text asks when its states are called by their names and its words of stress are left out."""
    if said.names is None:
        return None
    for text, told in paraphrase.ways(said.names, lexicon(), said.text, said.unknown):
        if (other := _put(said, text))[1]:
            return Understood(*other, told, ())
    return None


def _put(said: Reading, text: str) -> tuple[Reading, Plan]:
    """Return how a text is read that is put in the place of another, and its plan; empty where it has no one."""
    read = reading.read(said.names, text) if said.names else said
    plans = [] if read.misnamed else _plans(read)
    return read, ground.whole(plans[0], said.text) if len(plans) == 1 else _exemplary(read, plans)


def _spelled(said: Reading) -> Understood | None:
    """Return what a text with misspelled words asks where it can be put right in one way that a question answers."""
    if said.names is None or not said.strange or said.misnamed:
        return None
    found: dict[str, Understood] = {}
    for text, told in spelling.readings(said.names, lexicon(), said.text, said.strange):
        read = reading.read(said.names, text)
        plans = [ground.whole(plan, said.text) for plan in _plans(read)]
        for whole in plans or filter(None, [_exemplary(read, plans)]):
            found[" ".join(part.mark for part in whole)] = Understood(read, whole, f"read {told}", ())
    return next(iter(found.values())) if len(found) == 1 else None


def run(store: Queryable, found: Understood) -> Table:
    """Return the rows: of the one question, or those that all parts have and no part takes out.

    A row of several parts has the thing, its label, what each part tells of it, and the claims of every part that it is
    a row of.
    """
    if len(found.plan) == 1 and (frame := found.plan[0].frame) is not None and not found.plan[0].sole:
        one = frame.question.run(store, **found.plan[0].params)
        return rank.first(one, frame.ranked, found.plan[0].first) if found.plan[0].first else one
    return composed.table([(part, _answer(store, part)) for part in found.plan])


def things(found: Understood, table: Table) -> set[str]:
    """Return the things that the rows are about: those of the first column, each once.

    Where a row is a thing of a register, others do not count: a group of companies is no vendor.
    """
    frame = next((part.frame for part in found.plan if part.frame is not None), None)
    of = frame.register if frame else ""
    return {str(row[0]) for row in table.rows if not of or getattr(row[0], "value", "").startswith(of)}


def told(found: Understood, table: Table) -> str:
    """Return what was understood, for a reader to check: the names, the parts with their parameters, and the count."""
    said = found.reading
    used = {one for part in found.plan for of in part.params.values() for one in ([of] if isinstance(of, str) else of)}

    def meant(value: dict[str, str]) -> str:
        return curie(next((one for one in value.values() if one in used), next(iter(value.values()))))

    names = "; ".join(
        f"{each.text} = {', '.join(dict.fromkeys(map(meant, each.values)))}" for each in said.features if each.named
    )
    lines = [f"understood: {names or 'no names'}"]
    for part in found.plan:
        frame = part.frame
        head = "question:   " if len(found.plan) == 1 else f"          {part.sign} "
        if frame is None:
            lines.append(f"{head}{' '.join(map(curie, part.things))} {'taken out' if part.sign == '-' else 'alone'}")
            continue
        lines.append(f"{head}{frame.question.summary} ({frame.question.name})")
        lines.append(f"            {frame.question.description}")
        lines.append(f"            as typed: {command(part)}")
    if len(found.plan) > 1:
        told = ", with what each & tells" if any(part.sign == "&" for part in found.plan) else ""
        rows = f"the rows that every + has, without those of any -{told}"
        lines.insert(1, f"question:   {rows}; that one led to the other nothing says")
    about = len(things(found, table))
    several = f", about {about} {_kind(found, about)}" if about not in (0, len(table)) else ""
    none = "(no source here says so; that is no denial)" if found.plan and found.claims and not len(table) else ""
    lines.append(f"rows:       {len(table)}{several} {bound(found.plan) or none}".rstrip())
    if any(part.sign == "+" and part.params.get("groups") == "yes" for part in found.plan):
        lines.append("left out:   what has no known home, of which nothing says that it is none of those denied")
    if found.plan and "and-source" in said.words and found.claims and not _SOURCED & set(table.columns):
        lines.append("sources:    every row has its claims; --cite tells which source makes each, and where it stands")
    if found.warning:
        lines.append(f"warning:    {found.warning}")
    return "\n".join(lines)


def _kind(found: Understood, count: int) -> str:
    frame = next((part.frame for part in found.plan if part.frame is not None), None)
    one = frame.row if frame is not None and frame.register else "thing"
    return one if count == 1 else plural(one)


def sparql(store: Queryable, found: Understood) -> str:
    """Return the SPARQL of each part with its parameters bound, in the order of the plan."""
    frames = [(part.frame, part.params) for part in found.plan if part.frame is not None]
    texts = [frame.question.bind(partial(query.named, store), params) for frame, params in frames]
    return "\n\n".join("\n".join(line for line in text.splitlines() if not line.startswith("#+")) for text in texts)


def _answer(store: Queryable, part: Part) -> Table:
    """Return the rows of a part: of things by name their labels, of alternatives the rows of one alone."""
    if part.frame is None:
        return query.find("things").run(store, thing=[ox.NamedNode(thing) for thing in part.things])
    if part.sole:
        return composed.alone([_answer(store, one) for one in alternatives(part)])
    return part.frame.question.run(store, **part.params)
