"""Verbs that people say in place of one that the readers know, by ``queries/synonyms.toml``: rules for turns of phrase.

Each entry becomes what the relation ``means`` in every form of its verb, where the object is of the kind that the
relation has. A form behind another denial than the ones named here stays as it is.
"""

import re
import tomllib
from collections.abc import Iterator
from typing import NamedTuple

from kg.namespace import folder
from kg.wording.lexicon import entries, inflected

_MARK = "\ue000[{}]\\d+\ue001"
_FIRMS = "(?:vendors?|companies|company|firms?|suppliers?|technology|tech|equipment)"
_OBJECTS = {
    "initiative": f"(?:the )?{_MARK.format('i')}",
    "vendor": f"(?:(?:either |both |any of )?{_MARK.format('v')}|(?:any |an? )?{_MARK.format('h')} {_FIRMS}\\b)",
    "technology": f"(?:the |any |either |both |an? )?{_MARK.format('ta')}",
    "list": f"(?:the |any |an? )?{_MARK.format('l')}",
    "state": f"(?:the )?{_MARK.format('sk')}",
    "place": f"(?:(?:the |either |both |any |any of )?{_MARK.format('skric')}|(?:any )?(?:autocracies|democracies)\\b)",
}
_NO_FRONT = {
    "technology": r"(?!.*\b(?:states|countries|governments|nations|vendors?|companies|firms|suppliers|lists?|whom?)\b)",
    "vendor": r"(?!.*\b(?:states|countries|governments|nations|technolog[a-z]+|tools|systems)\b)",
}
"""What is not asked for in front of a verb, by the kind of its object: the countries that Japan favors."""
_SUBJECTS = {"states": f"(?:the )?{_MARK.format('sk')}", "vendors": _MARK.format("v")}
_BE = "(?:are|is|were|was|have been|has been|had been)"
_NOT = " ?(?:not|never|n['’]t) "
_HAVE = "(?:(?:have|has|had) )?"
_OPEN = (
    r"(?<!\bnot )(?<!n't )(?<!n’t )(?<!\bnever )(?<!\bto )(?<!\blonger )(?<!\bno )(?<!\bonly )(?<!\bhardly )"
    r"(?<!\bbarely )(?<!\balmost )(?<!\bnearly )(?<!\bwill )(?<!\bwould )(?<!\bcould )(?<!\bshould )(?<!\bmight )"
    r"(?<!\bmay )(?<!\bmust )(?<!\bcan )(?<!\bshall )(?<!\byet )"
)
"""What may not stand before a verb: what denies it, or says that it is to be so."""
_TIMED = (
    r"(?!.*\b(?:when|since|after|before|between|until|till|from \ue000y|as of|newly|new|first|last|years?|dates?|"
    r"during|ago|already|yet)\b)"
)
"""A text that asks for a time, or for what began or ended, is left: what took up in 2020 says is no more than a use."""
_ASKED = "(?!(?:do|does|did|has|have|had|is|are|was|were|can|could|will|would|should|may|might|must)\\b)"
_NOUN = re.compile(r"\b(?:[a-z-]+s|[a-z]*er|part|party|member|client|native|vendor|supplier) (?:of|to|from)$")
"""An entry that is a noun, which behind another says nothing: the users of."""

_COMMON = frozenset(
    {
        *("member", "members", "user", "users", "customer", "customers", "client", "clients", "supplier", "suppliers"),
        *("vendor", "vendors", "among", "supplied", "countries", "technology", "companies", "based", "using", "with"),
    }
)
"""Words that many a text has: an entry of which the longest is one of them is looked for as a whole."""

Rule = tuple[str, str, str, str, str]
"""As :class:`kg.wording.turn.Written` has a rule: what is said, what it becomes, when, what it loses, and of what."""


class Entry(NamedTuple):
    """One thing that people say: its forms in the present and past, with "-ing", and behind "do"; or what "be" has."""

    finite: tuple[str, ...]
    going: tuple[str, ...]
    base: str
    being: str


class Relation(NamedTuple):
    """One relation, and how it is stated, denied and asked for."""

    rows: str
    of: str
    means: str
    denied: str
    asks: str
    fronts: str
    entries: tuple[Entry, ...]


def relations() -> Iterator[Relation]:
    """Yield the relations of ``queries/synonyms.toml``."""
    read = tomllib.loads((folder("queries") / "synonyms.toml").read_text(encoding="utf-8"))
    for each in read["relation"]:
        denied, asks, fronts = (each.get(key, "") for key in ("denied", "asks", "fronts"))
        own = tuple(map(_entry, entries(each["says"])))
        yield Relation(each["rows"], each["of"], each["means"], denied, asks, fronts, own)


def _entry(text: str) -> Entry:
    verb, _, rest = text.partition(" ")
    if verb == "be":
        return Entry((), (), "", rest)
    forms = inflected(verb)
    finite = tuple(f"{form} {rest}".strip() for form, kind in forms if kind != "going")
    going = tuple(f"{form} {rest}".strip() for form, kind in forms if kind == "going")
    if verb.startswith("have"):
        finite, going = (f"have {rest}", f"has {rest}", f"had {rest}"), (f"having {rest}", f"with {rest}")
    return Entry(finite, going, f"{verb.partition('/')[0]} {rest}".strip(), "")


def rules() -> Iterator[Rule]:
    """Yield the rules by which each entry, in each of its forms, becomes what its relation means."""
    for relation in relations():
        yield from _rules(relation)


class _Forms(NamedTuple):
    """Forms as a pattern has them, and what of them a text has one of: its longest word, or the whole of one."""

    said: str
    when: str


def _forms(forms: list[str]) -> _Forms:
    longest = {form: max(form.split(), key=len) for form in forms}
    when = {form if word in _COMMON else word for form, word in longest.items()}
    return _Forms("|".join(forms), "|".join(sorted(when)))


def _rules(of: Relation) -> Iterator[Rule]:
    follows, subject = f" (?={_OBJECTS[of.of]})", _SUBJECTS[of.rows]
    finite = _forms([form for each in of.entries for form in each.finite])
    base = _forms([each.base for each in of.entries if each.base])
    going = [form for each in of.entries for form in each.going]
    being = [each.being for each in of.entries if each.being]
    stands, alone = _forms(being), _forms([*going, *(each for each in being if not _NOUN.search(each))])
    behind = rf"^{_TIMED}(.*?[a-z,\ue001] )"
    if of.asks:
        asked = of.asks.replace("{}", r"\1")
        yield _rule(rf"^{_TIMED}(?:do|does|did) ({subject}) ", base, follows, f"{asked} ")
        yield _rule(rf"^{_TIMED}(?:is|are|was|were|has|have) ({subject}) (?:been )?", stands, follows, f"{asked} ")
    if of.fronts:
        ends = r"(?= ?[.?!,;]|$| in | and | but )"
        front = rf"^{_NO_FRONT.get(of.of, '')}{behind[1:]}"
        yield _rule(rf"{front}(do|does|did) ({subject}) ", base, ends, rf"\1\2 \3 {of.fronts}")
    if of.denied:
        yield _rule(rf"{behind}(?:do|does|did){_NOT}", base, follows, rf"\1{of.denied} ")
        yield _rule(rf"{behind}(?:have|has|had){_NOT}", finite, follows, rf"\1{of.denied} ")
        yield _rule(rf"{behind}(?:are|is|were|was){_NOT}", stands, follows, rf"\1{of.denied} ")
    stated = rf"\1{of.means} "
    yield _rule(rf"^{_ASKED}{behind[1:]}{_OPEN}{_HAVE}", finite, follows, stated)
    yield _rule(rf"{behind}{_OPEN}{_BE} ", _forms([*being, *going]), follows, stated)
    yield _rule(rf"{behind}{_OPEN}(?<!\bare )(?<!\bis )(?<!\bwere )(?<!\bwas )", alone, follows, rf"\1that {of.means} ")


def _rule(before: str, forms: _Forms, after: str, becomes: str) -> Rule:
    """Return a rule; it is tried where a text may have one of the forms."""
    return f"{before}(?:{forms.said}){after}", becomes, forms.when, "", ""
