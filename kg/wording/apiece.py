"""A text that names several states or vendors and asks of each: what do Kenya and Ghana use; Peru, Chile: suppliers.

Each is asked by itself. A text that speaks of what they have together, or of one beside the other, is none of these.
"""

import re

from kg.evidence.mention import Names
from kg.wording import turn
from kg.wording.lexicon import Lexicon

_FLAGS = re.IGNORECASE | re.ASCII
_STATE, _FIRM = "(?:the )?\ue000[skh]\\d+\ue001", "\ue000v\\d+\ue001"
_LINK = "(?:,? and |, (?:and )?| & | ?/ ?)"
_LISTS = [f"(?P<list>{one}(?:{_LINK}{one})+)" for one in (_STATE, _FIRM)]
_WH = "(?:what|which|who|whom|where|when|since when|how many|(?:in|on|to|from|by|for|with|of) (?:which|what|whom))"
_JOINT = re.compile(
    r"\b(?:both|common|share|shared|shares|together|same|compare|compared|comparing|comparison|differ|differs|difference|"
    r"between|versus|vs|against|more|most|less|least|fewer|only|alone|not|no|never|none|without|or|alike|either|neither|"
    r"joint|jointly|all|every|besides|except|than|but|mutual|any|also|too)\b|n['’]t\b",
    _FLAGS,
)
_ASKED = [
    re.compile(
        f"(?P<before>{_WH}\\b[^:;.?]*? )(?P<does>do|did|are|were|have|is|has|does|was) {each}(?P<after> [^:;.?]+)?",
        _FLAGS,
    )
    for each in _LISTS
]
_HEADED = [
    re.compile(f"{each}(?: ?[:–-] | ?: ?|, (?={_WH}\\b|do |are |have ))(?P<rest>[^:;.?]+)", _FLAGS) for each in _LISTS
]
_BOUGHT = re.compile(
    f"(?P<before>(?:who|which (?:vendors|companies|firms|suppliers)) (?:suppl(?:y|ies|ied)|sells? to|sold to|serves?|"
    f"equips?|provides?|exports? to|delivers? to)) {_LISTS[0]}",
    _FLAGS,
)
_PLACE = "\ue000r"
"""How the mark of a region begins, in which a state does nothing of its own."""
_VERB = (
    "(?P<verb>use|have|run|deploy|buy|sell|supply|serve|"
    "uses|has|runs|deploys|buys|sells|supplies|serves|are|is|were|was)"
)
_KIND = "(?:(?:the|these|those) )?(?:(?:states|countries|vendors|companies|firms) )?"
_OF_WHICH = [
    re.compile(of, _FLAGS)
    for each in _LISTS
    for of in (
        f"(?:which|who) (?:of|among|amongst) {_KIND}{each},? {_VERB}(?P<after> [^:;.?]+)",
        f"which (?:of|among|amongst) (?:these|those|the following)(?: [a-z]+)? {_VERB}(?P<after> [^:;.?]+): ?{each}",
    )
]
_TO = "(?:(?:from|by|of|to|in|for|with|the|either) )*"
_TOOL = "\ue000t\\d+\ue001"
_WHETHER = [
    re.compile(
        f"(?P<does>do|does|did|are|is|were|was|have|has) (?P<before>[^:;.?]*?)(?P<list>{one}(?:{_LINK}{_TO}{one})+)"
        ",?(?P<after> [^:;.?]+)?",
        _FLAGS,
    )
    for one in (*(_STATE, _FIRM), _TOOL)
]
"""Whether it is so of each: do Huawei and ZTE supply Kenya."""
_WHOLE = re.compile(
    r",? ?\b(?:both|each|all)(?: (?:of them|of these|the))?(?: (two|three|four|five))?\b(?:,| of(?= ))?|,? \bor both\b",
    _FLAGS,
)
_SOME = re.compile(
    r"\b(?:an?|any|some|anyone|anybody|someone|somebody|which|what|who|how|many|states|countries|governments|vendors|"
    r"companies|firms|users|members|customers|democracies|autocracies|there|it|they|that)\b",
    _FLAGS,
)
"""Words of a text that asks whether there is something that is so of all."""
_NUMBERS = ("two", "three", "four", "five")
_NAMED = re.compile("\ue000[skvti]\\d+\ue001")
_IS_OF = re.compile(r"\b(?:an? |the )?(?:customer|client|member|user|supplier|vendor)s? of\b", _FLAGS)
"""What one is said to be, behind the list of those that are or behind "is"."""
_TICKED = re.compile(f"(?P<one>{_STATE})(?: ?[:–-] | ?: ?)(?:using )?(?P<list>{_TOOL}(?:{_LINK}{_TOOL})+)", _FLAGS)
"""A state and technologies of which it is asked whether it has them."""
_WHERE = re.compile(
    r"(?P<what>(?:what|which) (?:surveillance )?(?:technologies|tools|systems|kinds of surveillance)|what) (?:are|is) "
    rf"(?:used|in use|deployed|found|installed|marked|present|at work|named) (?:in|by|for) (?P<list>{_STATE}"
    rf"(?:{_LINK}{_TO}{_STATE})+)",
    _FLAGS,
)
_EITHER = re.compile("(?<=\ue001),? or (?=(?:(?:from|by|of|to|in|for|with|the) )*\ue000)", _FLAGS)
"""What links two of which it is asked whether it is so of either, which is told of each."""
_STEM = {"has": "have", "supplies": "supply"}
_ONE = {"do": "does", "are": "is", "were": "was", "have": "has"}
_MOST = 5
"""The most names of which each is asked."""


def asked(names: Names, known: Lexicon, text: str) -> list[str]:
    """Return the question of each thing that a text names; empty where it does not ask of each."""
    said, named = turn.marked(names, known, " ".join(text.split()).rstrip(" ?.!"))
    if _JOINT.search(said) or _PLACE in said:
        return []
    said = re.sub(r",? \b(?:each|respectively|apiece)\b", "", said)
    found = next((match for each in _ASKED if (match := each.fullmatch(said))), None)
    if found:
        after = found["after"] or ""
        made = [f"{found['before']}{_does(found['does'], one)} {one}{after}?" for one in _split(found["list"])]
    elif found := next((match for each in _OF_WHICH if (match := each.fullmatch(said))), None):
        made = [f"{_doing(found['verb'].lower(), one)}{found['after']}?" for one in _split(found["list"])]
    elif found := _BOUGHT.fullmatch(said):
        made = [f"{found['before']} {one}?" for one in _split(found["list"])]
    else:
        made = _headed(said) or _located(said)
    return [turn.unmarked(each, named) for each in made] if len(set(made)) == len(made) <= _MOST else []


def headed(names: Names, known: Lexicon, text: str) -> list[str]:
    """Return the question of each thing in the heading of a text, or of each where something is; else nothing."""
    said, named = turn.marked(names, known, " ".join(text.split()).rstrip(" ?.!"))
    made = [] if _JOINT.search(said) else _headed(said) or _located(said)
    return [turn.unmarked(each, named) for each in made] if len(made) <= _MOST else []


def whether(names: Names, known: Lexicon, text: str) -> list[str]:
    """Return a question of each thing of which a text asks whether something is so; empty where it does not."""
    said, named = turn.marked(names, known, " ".join(text.split()).rstrip(" ?.!"))
    numbers = [found[1] for found in _WHOLE.finditer(said) if found[1]]
    said = _EITHER.sub(" and ", " ".join(_WHOLE.sub(" ", said).split()))
    if _JOINT.search(said) or _PLACE in said:
        return []
    made: list[str] = []
    if found := _TICKED.fullmatch(said):
        made = [f"does {found['one']} use {one}?" for one in _split(found["list"])]
    elif found := next((match for each in _WHETHER if (match := each.fullmatch(said))), None):
        rest = f"{found['before']}{found['after'] or ''}"
        be = not found["before"].strip() or found["does"].lower() in ("is", "are", "was", "were")
        if _NAMED.search(rest) and not _SOME.search(_IS_OF.sub(" ", rest) if be else rest):
            ones = _split(found["list"])
            made = [f"{_does(found['does'], one)} {found['before']}{one}{found['after'] or ''}?" for one in ones]
    if any(number.lower() not in _NUMBERS or _NUMBERS.index(number.lower()) + 2 != len(made) for number in numbers):
        return []
    return [turn.unmarked(each, named) for each in made] if len(set(made)) == len(made) <= _MOST else []


def _headed(said: str) -> list[str]:
    found = next((match for each in _HEADED if (match := each.fullmatch(said))), None)
    return [_of(found["rest"], one) for one in _split(found["list"])] if found else []


def _located(said: str) -> list[str]:
    found = _WHERE.fullmatch(said)
    return [f"{found['what']} does {one} use?" for one in _split(found["list"])] if found else []


def _split(listed: str) -> list[str]:
    return [re.sub(f"^{_TO}", "", each, flags=_FLAGS) for each in re.split(_LINK, listed) if each]


def _does(verb: str, name: str) -> str:
    """Return an auxiliary of several as that of one; of a people it stays."""
    return verb if "\ue000h" in name else _ONE.get(verb.lower(), verb)


def _doing(verb: str, name: str) -> str:
    """Return how one is asked whether it does what a verb of one or several says, up to what stands behind that."""
    be = verb in ("are", "is", "were", "was")
    return f"{_does(verb, name)} {name}" if be else f"does {name} {_STEM.get(verb, verb.removesuffix('s'))}"


def _of(rest: str, name: str) -> str:
    """Return what a heading is followed by as a question of one thing of it."""
    made = re.sub(r"\b(do|are|were|have) they\b", lambda found: f"{_does(found[1], name)} {name}", rest, flags=_FLAGS)
    made = re.sub(r"\bthem\b|\bthey\b", name, made, flags=_FLAGS)
    made = re.sub(r"\btheir\b", f"{name}'s", made, flags=_FLAGS)
    return f"{made}?" if made != rest else f"{name}: {rest}?"
