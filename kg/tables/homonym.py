"""A name of a state that is also that of a part of one: which of the two is meant may be said by nothing."""

import re

from kg.naming import subdivision
from kg.naming.form import seen

_PART = re.compile(r"(?:(?:the )?state of (.+)|(.+) state)", re.IGNORECASE)


def part(text: str) -> str:
    """Return why a name may be that of a part of a state, such as "Niger State" in Nigeria; nothing where it is not.

    >>> part("Niger State"), part("State of Qatar"), part("Niger")
    ('may be a part of a state, which has a part of that name', '', '')
    """
    match = _PART.fullmatch(seen(text))
    if not match or not subdivision.whole(match[1] or match[2]):
        return ""
    return "may be a part of a state, which has a part of that name"


def town(first: str, second: str, states: tuple[str, str]) -> str:
    """Return why of two names, written one after the other with a comma, no two states are told; or nothing.

    ``states`` are what the two name, an empty text where one names none. It may be a town in a part of another state,
    "Lebanon, Ohio" or "Chicago, IL", or such a part and its state, "Georgia, USA".

    >>> town("Lebanon", "Ohio", ("state:lbn", "")), town("Georgia", "USA", ("state:geo", "state:usa"))
    ('may be a town in a part of another state', 'may be a part of the state after it')
    >>> town("Kenya", "Uganda", ("state:ken", "state:uga"))
    ''
    """
    held = _states(subdivision.beside(second))
    named = [each for each in states if each]
    if held and (states[0] or not re.fullmatch("[A-Z]{2,3}", first)) and len(named) == 1 and named[0] not in held:
        return "may be a town in a part of another state"
    if len(set(named)) == 2 and states[1] in _states(subdivision.whole(first)):
        return "may be a part of the state after it"
    return ""


def _states(codes: frozenset[str]) -> set[str]:
    return {f"state:{code.lower()}" for code in codes}
