"""The other members of a list of which one was read: states and bodies, and the vendors that did a thing together.

"runs at S's police, S's army and the navy of S" tells of three states, "was built by V, with V as its partner" of two
vendors. What a reader found of one of them is so of the others, for nothing between them says otherwise.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.prose.gazetteer import Gazetteer, Mention
from kg.prose.grammar import belongs, cue, listed, plain
from kg.prose.proposal import HOLDER, Proposal
from kg.prose.sentence import LONGEST
from kg.prose.unread import Told

_WORDS = r"(?:(?!the )[a-z-]+ ){0,4}?"
_UNIT = (
    rf"(?:both )?(?:the )?(?:{_WORDS}[a-z-]+ (?:of|in) (?:the )?[SC]\b(?!'s)"
    rf"|(?:D|[SC]'s) {_WORDS}[a-z-]+|[SCO]\b(?!'s))"
)
_LIST = re.compile(
    rf"{_UNIT}(?:, (?:(?:at|by|to|for|in) )?{_UNIT})*(?:,? (?:and|as well as) (?:(?:at|by|to|for|in) )?{_UNIT})"
)
_PART = re.compile(r",? (?:and|as well as) |, ")
_GOES_ON = re.compile(
    r"$|[.,;:)]"
    r"| (?:in|on|at|since|for|by|with|under|from|last|this|during|after|before|as|where|which|that|who|through)\b"
)
_FIRM = r"(?:(?:the|a|an) )?(?:(?:D|C|[a-z-]+) ){0,4}?"
_SHARED = re.compile(
    rf"V (?:(?:and|or), (?:as )?[a-z ]{{0,20}}partner, |(?:along|jointly) with |alongside ){_FIRM}(?P<also>V)\b"
    rf"|V,? (?:[a-z]+ ){{0,5}}?with (?:the )?(?:help|aid|support|assistance) (?:of|from) {_FIRM}(?P<aid>V)\b"
    rf"|(?<=by )V with {_FIRM}(?P<by>V)\b"
    rf"|V, with {_FIRM}(?P<as>V)\b as (?:(?:its|their|a|the|local) ){{0,2}}partners?\b"
)


def conjuncts(sentences: Sequence[Told], found: Iterable[Proposal], gazetteer: Gazetteer) -> Iterator[Proposal]:
    """Yield what was read of one member of a list, of the others."""
    known = [one for one in found if one.kind in ("Supply", "Use") and not one.denies and one.heading is None]
    for told in sentences if known else ():
        start, end = told.span
        marked = told.sentence.marked
        here = [one for one in known if start <= one.start < end]
        if not here or len(marked) > LONGEST or cue("in-turn").search(marked):
            continue
        for one in here:
            yield from _states(told, one, here, gazetteer)
            yield from _vendors(told, one) if one.kind == "Supply" else ()


def _states(told: Told, one: Proposal, here: Sequence[Proposal], gazetteer: Gazetteer) -> Iterator[Proposal]:
    role = HOLDER[one.kind]
    state, marked = one.roles.get(role), told.sentence.marked
    if len({name for m in told.sentence.mentions if m.letter in "SCDO" for name in m.names}) < 2:
        return
    if sum(state in _meant(m, gazetteer) for m in told.sentence.mentions) != 1:
        return
    for match in _LIST.finditer(marked):
        members = [*_members(told, match, gazetteer)]
        if state not in {name for name, _ in members}:
            continue
        if match.start() and not _GOES_ON.match(marked, match.end()):
            continue
        for name, mention in members:
            if not any(other.kind == one.kind and other.roles.get(role) == name for other in here):
                yield _copied(told, one, {role: name}, mention)


def _members(told: Told, match: re.Match[str], gazetteer: Gazetteer) -> Iterator[tuple[str, Mention]]:
    """Yield the state of each member of a list; none where one of them is neither a state nor a body of one."""
    at, members = match.start(), []
    for part in _PART.split(match.group()):
        words = re.findall(r"[a-z-]+", part)
        inner = [w for w in words if w not in ("the", "of", "in", "at", "by", "to", "for", "both", "s")]
        first = told.sentence.marked.index(part, at)
        at = first + len(part)
        named = [m for m in told.sentence.within(first, at) if m.letter in "SCDO" and m.names]
        if len(named) != 1 or any(w in listed("function") for w in inner):
            return
        if inner and cue("of-the-state").search(" ".join(inner)) is None and not any(map(_body, inner)):
            return
        (name,) = _meant(named[0], gazetteer)
        if not name.startswith("state:"):
            return
        members.append((name, named[0]))
    if len({name for name, _ in members}) == len(members):
        yield from members


def _meant(mention: Mention, gazetteer: Gazetteer) -> list[str]:
    """Return the state that a mention names, or whose agency or capital it does."""
    return [gazetteer.agencies.get(one) or gazetteer.lies.get(one, one) for one in mention.names[:1]]


def _body(word: str) -> bool:
    return any(belongs(form, name) for form in plain(word) for name in ("body", "office", "gaol"))


def _vendors(told: Told, one: Proposal) -> Iterator[Proposal]:
    several = sum(m.letter == "V" for m in told.sentence.mentions) > 1
    for match in _SHARED.finditer(told.sentence.marked) if several else ():
        group = next(name for name, found in match.groupdict().items() if found)
        (first,) = told.sentence.within(match.start(), match.start() + 1)
        (other,) = told.sentence.within(*match.span(group))
        if one.roles.get("supplier") in first.names[:1] and other.names:
            yield _copied(told, one, {"supplier": other.names[0]}, other)


def _copied(told: Told, one: Proposal, roles: dict[str, str], mention: Mention) -> Proposal:
    """Return a claim as it is said of another member, quoted as far as that."""
    sentence = told.sentence
    first, last = sentence.span(0, len(sentence.marked))
    start, end = told.block.span(first, last)
    kept = {name: value for name, value in one.roles.items() if name in ("supplier", "technology", "recipient", "user")}
    other = next(iter(roles))
    inferred = {name: value for name, value in one.inferred.items() if name != other}
    inferred[other] = "from the list in which it stands"
    made = replace(one, roles={**kept, **roles}, start=start, end=end, quote=told.block.written(first, last))
    made.inferred, made.antecedents, made.unresolved = inferred, dict(one.antecedents), {}
    made.id = f"j{start}.{mention.start}.{one.kind}"
    return made
