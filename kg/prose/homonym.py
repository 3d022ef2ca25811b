"""Names that mean something else where they stand: "New Mexico", "Air France", "Chad … his phone", "Congo"."""

import re
from collections.abc import Container, Iterable, Iterator

from kg.naming import subdivision
from kg.prose.camera import watching
from kg.prose.gazetteer import UNSETTLED, Gazetteer, Mention
from kg.prose.grammar import leading, listed
from kg.prose.number import figures
from kg.prose.town import towns

_BEFORE = re.compile(r"(?P<word>[\w.&'-]+)(?P<gap>,? )$")
_AFTER = re.compile(r"(?P<gap>,? )(?P<word>[A-Z][\w.&-]*(?: [A-Z][\w-]*)?)|(?P<low> [a-z-]+)")
LOCAL = "from a place in it"
"""What says that a state is meant by a place in it that is not its capital."""
_REACH = 60
"""The characters before a name in which the word before it stands."""
_PERSON = re.compile(r"\b(?:his|her|hers|he|she|himself|herself)\b")
_APPOSITION = re.compile(
    r", (?:(?P<age>(?:aged )?[1-9][0-9](?: years old)?)(?=,)"
    r"|(?:an?|our|my|your|his|her|the|another|one of (?:our|my|his|her|the)) (?:[a-z'-]+ ){0,3}?(?P<noun>[a-z]+)"
    r"(?=[,.;]| (?:who|from|at|on|in|with|of|for|behind)\b))"
)
_PRODUCT = re.compile(r" [A-Z][a-z]+[A-Z]\w*")
"""The name of a product behind its vendor's, spelt as no word is: "X FaceLock"."""
_OPENS = re.compile(r"(?:^|[.!?:;\"'(\[\n] ?|[-–] )$")
_BRACKETED = re.compile(r" \((?P<word>[A-Z][\w.]*(?: [A-Z]\w*)?)\)")
_IN_BRACKETS = re.compile(r"[A-Z]\w+ \($")
_AMERICAN = re.compile(r"(?:, | \(|, in )(?:the )?(?:U\.?S\.?A?\b|United States\b)")
_SEATS = ("Mexico", "Panama", "Guatemala", "Kuwait")
"""States whose capital is called after them: "Panama City"."""
_PARTED = re.compile(r",? \(?(?P<part>[A-Z]\w+(?: [A-Z]\w+)?)")
_OFFICE = re.compile(
    r"(?: (?!Delta|River|Valley|Lake|Island|Basin|Creek|City|Airways)[A-Z][\w'-]+| and){1,3}"
    r" (?:Police|Army|Navy|Guards?|Customs|Forces?|Authority|Ministry|Agency|Services?|Gendarmerie|Constabulary"
    r"|Directorate|Bureau|Department)(?![\w'-]| [A-Z])"
)
"""What makes of a state's name and what follows it one of its bodies: "X National Police", "X Airports Authority"."""
_HONORIFIC = re.compile(r"(?:Mr|Mrs|Ms|Dr|Prof|Sir|Lady|Lord|Saint|St)\.?")


def settled(text: str, mentions: Iterable[Mention], gazetteer: Gazetteer, *, headline: bool) -> Iterator[Mention]:
    """Yield the mentions of a block; one whose name means something else or several things loses what it may mean.

    ``text`` is the normal text of the block. Such a mention has the letter :data:`UNSETTLED` and says why.
    """
    listed_ = list(mentions)
    listed_ = sorted([*listed_, *towns(text, listed_, gazetteer)], key=lambda mention: mention.start)
    if cameras := [*watching(text, listed_)]:
        listed_ = sorted([*listed_, *cameras], key=lambda mention: mention.start)
    starts = {mention.start: mention for mention in listed_}
    named = {n for m in listed_ if m.letter in "SD" for n in m.names}
    titled = headline and _titled(text)
    for mention in listed_:
        reason = None
        if mention.letter in "SCP" and mention.names:
            reason = _reason(text, mention, gazetteer, starts, named, titled)
            reason = reason or (_beside_towns(text, mention, listed_, gazetteer) if mention.letter == "S" else None)
        elif mention.letter == "V" and text[mention.start : mention.end] in listed("common"):
            reason = _thing(text, mention, starts, titled)
        if reason is None:
            ware = _PRODUCT.match(text, mention.end) if mention.letter == "V" else None
            yield mention._replace(end=ware.end()) if ware and ware.start() + 1 not in starts else mention
        elif mention.letter != "P":
            yield Mention(mention.start, mention.end, UNSETTLED, (), suggestion=reason)


def _reason(
    text: str, mention: Mention, gazetteer: Gazetteer, starts: dict[int, Mention], named: set[str], titled: bool
) -> str | None:
    name = text[mention.start : mention.end]
    if name in listed("shared-names"):
        return f"{name!r} is the name of several states"
    if mention.letter == "C" and name in listed("shared-capitals") and mention.names[0] not in named:
        return f"{name!r} is the name of many towns"
    before = _BEFORE.search(text, max(0, mention.start - _REACH), mention.start)
    after = _AFTER.match(text, mention.end)
    full = before and re.fullmatch(r"[^.]{4,}\.", before["word"]) and not _HONORIFIC.fullmatch(before["word"])
    if before and not full:
        word, comma = before["word"], before["gap"] != " "
        capital = word[0].isupper() and not titled
        opening = bool(_OPENS.search(text, max(0, before.start() - 2), before.start()))
        within = any(start <= before.start("word") < mention.start for start in starts)
        known = before.start("word") in starts or _ends_mention(text, before, starts, gazetteer)
        part = word.lower() in listed("name-parts") or _HONORIFIC.fullmatch(word)
        if part and not comma and not known and (word != "la" or capital):
            return f"{word} {name} is another name"
        if not comma and capital and not known and not within:
            plain = word.lower() in listed("before-names") or leading(word.lower())
            number = next(figures(word.lower()), None) is not None or word.lower() == "one"
            if (
                not (opening and (number or plain or word.lower() in listed("bodies") or _ADJECTIVE.search(word)))
                and not plain
            ):
                return f"{word} {name} is another name"
        if comma and name in listed("shared-with-subdivision") and word[0].isupper():
            town = starts.get(before.start("word"))
            if not known or (town and town.letter in "CP" and not set(town.names) & set(mention.names)):
                return f"{word}, {name} may be in the United States"
    bracketed = _BRACKETED.match(text, mention.end)
    if bracketed and bracketed["word"] in listed("subdivisions"):
        return f"{name} ({bracketed['word']}) is a town"
    if name in listed("shared-with-subdivision") and _AMERICAN.match(text, mention.end):
        return f"{name} in the United States is no state"
    if name in listed("shared-with-subdivision") and _IN_BRACKETS.search(text[: mention.start]):
        town = next((m for m in starts.values() if text[m.end : mention.start] == " ("), None)
        if town is None or not set(town.names) & set(mention.names):
            return f"({name}) may be in the United States"
    if after and after["word"] and not titled:
        following, first = after["word"], after["word"].split()[0]
        if after["gap"] == ", " and (following in listed("subdivisions") or first in listed("subdivisions")):
            ended = re.match(r"[,.;)]|$| (?:uses?|has|is|was|said|police)\b", text[after.end("gap") + len(first) :])
            whole = following in listed("subdivisions") or ended
            if whole and (after.start("word") not in starts or following != "Georgia"):
                return f"{name}, {following} is a town"
        state = starts.get(after.start("word")) if after["gap"] == ", " and mention.letter == "C" else None
        other = state and state.letter == "S" and not set(state.names) & set(mention.names)
        if state and other and text[state.start : state.end] in listed("shared-with-subdivision"):
            return f"{name}, {text[state.start : state.end]} may be in the United States"
        if name in _SEATS and following.rstrip(".") == "City":
            part = _PARTED.match(text, after.end())
            return (
                f"{name} {following}, {part['part']} is a town" if part and subdivision.beside(part["part"]) else None
            )
        if after["gap"] == " " and after.start("word") not in starts and not _is_body(first):
            if name not in listed("shared-with-subdivision") and _OFFICE.match(text, mention.end):
                return None
            return f"{name} {first} is another name"
    if after and after["low"] and after["low"].strip() in listed("called-so"):
        return f"{name}{after['low']} is no state"
    who = name in listed("persons") and text.startswith(", who ", mention.end)
    if who or _called(text, mention.end, name):
        return f"{name!r} is a person"
    if name in listed("persons") and _PERSON.search(text, mention.end, _sentence_end(text, mention.end)):
        return f"{name!r} may be a person"
    return None


def _beside_towns(text: str, mention: Mention, mentions: Iterable[Mention], gazetteer: Gazetteer) -> str | None:
    """Return why a name that a part of a state has as well may mean that part: a town of that state is named with it.

    A capital says nothing, for the other state has embassies there.
    """
    name = text[mention.start : mention.end]
    if name not in listed("shared-with-subdivision"):
        return None
    whose = {f"state:{code.lower()}" for code in subdivision.beside(name)}
    towns_ = (m for m in mentions if m.letter == "C" and whose & {*m.names})
    town = next((text[m.start : m.end] for m in towns_ if text[m.start : m.end] not in gazetteer.capitals), None)
    return f"{name} may be in the United States, as {town} is" if town else None


_TRADES = re.compile(r"\w{2,}(?:er|or|ist|man|woman)")


def _called(text: str, end: int, name: str) -> bool:
    """Return whether an apposition calls the name that ends at a place a person: "Chad, our man on the floor,"."""
    found = _APPOSITION.match(text, end)
    noun = found["noun"] or "" if found else ""
    trade = name in listed("persons") and _TRADES.fullmatch(noun) and noun not in listed("states-called")
    return found is not None and (found["age"] is not None or noun in listed("callings") or bool(trade))


_ADJECTIVE = re.compile(r"(?:ing|ed|ous|ive|rich|ern|ial)$")


def _ends_mention(text: str, before: re.Match[str], starts: Container[int], gazetteer: Gazetteer) -> bool:
    """Return whether the word before belongs to a name of the registers that was found."""
    return before["word"] in gazetteer.demonyms or before["word"].removesuffix("'s") in gazetteer.demonyms


def _is_body(word: str) -> bool:
    return word.lower() in listed("bodies") or word in ("I", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


def _thing(text: str, mention: Mention, starts: Container[int], titled: bool) -> str | None:
    """Return why the name of a vendor that is a common word is not the vendor's here."""
    name = text[mention.start : mention.end]
    before, after = text[: mention.start], _AFTER.match(text, mention.end)
    if re.search(r"\b(?:the|an?|in|of|from) $", before) and name not in ("Oracle", "Gorilla", "Gatekeeper"):
        return f"{name!r} may be something else"
    other = after and after["word"] and after["gap"] == " " and after.start("word") not in starts and not titled
    return f"{name!r} is a part of another name" if other else None


def _titled(text: str) -> bool:
    words = [word for word in re.findall(r"[A-Za-z][\w'-]*", text) if len(word) > 3]
    return len(words) >= 3 and sum(word[0].isupper() for word in words) > 0.8 * len(words)


def _sentence_end(text: str, start: int) -> int:
    found = re.compile(r"[.!?](?= [A-Z]|$)").search(text, start)
    return found.end() if found else len(text)


def meanings(mention: Mention, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Return the CURIEs that a mention may stand for: its names, and what follows from them."""
    key = (mention.letter, mention.names)
    if key not in gazetteer.meant:
        gazetteer.meant[key] = tuple(_meanings(mention, gazetteer))
    return gazetteer.meant[key]


def _meanings(mention: Mention, gazetteer: Gazetteer) -> Iterator[str]:
    for name in mention.names:
        yield name
        if mention.letter in "SCD":
            yield gazetteer.government(name)
            if group := gazetteer.group(name):
                yield group
        if mention.letter == "O" and (state := gazetteer.agencies.get(name)):
            yield state
        if mention.letter == "G" and (home := gazetteer.home(name)):
            yield home
        if mention.letter == "T" and (name in gazetteer.broader or name == "technology:artificial-intelligence"):
            yield "technology:ai-surveillance"
        if mention.letter == "P":
            label = gazetteer.labels.get(name, "")
            yield from [gazetteer.lies[name]] if name in gazetteer.lies else []
            systems = gazetteer.registers.rows.get("systems", ())
            yield from (row.name for row in systems if label in row.label.split())


def inferred(state: object, mentions: Iterable[Mention], text: str, gazetteer: Gazetteer) -> str | None:
    """Return by which name a sentence that does not name a state says it: its place's, its agency's; None by neither.

    Args:
        state: What a role of a claim holds.
        mentions: Those of the sentence.
        text: The normal text of their block.
        gazetteer: The names of the registers.
    """
    agency = None
    for mention in mentions:
        written = text[mention.start : mention.end]
        if mention.letter in "CP" and state in meanings(mention, gazetteer):
            return f"{'from its capital' if written in gazetteer.capitals else LOCAL}, {written}"
        if mention.letter == "O" and state in [gazetteer.agencies.get(name) for name in mention.names]:
            agency = agency or f"from its agency, {written}"
    return agency
