"""Turns of phrase: what a text is put as before it is read, and what no rule may touch."""

import re
from collections.abc import Iterable
from importlib import import_module
from typing import Any

import pyoxigraph as ox
import pytest

from kg.evidence.mention import Names
from kg.wording import expression, turn
from kg.wording.lexicon import lexicon
from tests.wording.test_plain import phrasings

sre, sre_parse = import_module("re._constants"), import_module("re._parser")


@pytest.fixture(scope="module")
def names(released: ox.Store) -> Names:
    return Names(released)


@pytest.mark.parametrize(
    ("text", "put"),
    [
        ("Would you be so kind as to tell me who supplies Kenya?", "who supplies Kenya?"),
        ("I am writing about Uganda. Who sells to them?", "Who sells to Uganda?"),
        (
            "Take the states with ZTE. How many of them are in Asia?",
            "how many states are supplied by ZTE and are in Asia?",
        ),
        (
            "facial recognition + Africa + supplier NEC",
            "which states use facial recognition and are in Africa and are supplied by NEC?",
        ),
        ("BRI=yes, safe city=no, 2020", "which states belong to BRI and do not use safe city in 2020?"),
        ("Which states does NEC supply? Not Japan.", "which states are supplied by NEC except Japan?"),
        ("the Republic of Kenya's suppliers", "Kenya's suppliers"),
        ("Huawei supplies Ecuador. Says who?", "who says that Huawei supplies Ecuador?"),
        ("hikvision XOR dahua", "hikvision or dahua but not both"),
        (
            "Which states are listed in the 2020 edition as using safe city?",
            "which states use safe city in the 2020 edition?",
        ),
    ],
)
def test_text_is_put_plainly(names: Names, text: str, put: str) -> None:
    assert turn.turned(names, lexicon(), text).text == put


@pytest.mark.parametrize(
    "text",
    [
        *("who supplies Kenya?", "Republic of China"),
        *("states supplied by Huawei rather than ZTE", "I am writing about prisons. Who sells to them?"),
        *("facial recognition, Africa, prisons", "Kenya uses facial recognition. Who supplies it?", "\ue000s0\ue001"),
    ],
)
def test_what_says_more_than_a_rule_knows_keeps_its_words(names: Names, text: str) -> None:
    put = turn.turned(names, lexicon(), text).text
    assert {word.strip("?.,") for word in text.split()} - {"\ue000s0\ue001", "Republic", "of", "China"} <= {
        word.strip("?.,") for word in put.split()
    } | {"facial"}


def test_codes_of_states_count_in_capitals_and_not_where_all_is_in_capitals(names: Names) -> None:
    def kinds(text: str) -> list[str]:
        return [kind for mention in names.found(text) for kind in mention.meanings]

    assert kinds("suppliers of KEN") == ["state"]
    assert kinds("suppliers of ken") == kinds("WHICH STATES ARM") == kinds("Huawei AND")[1:] == []


def _is_needed(pattern: Iterable[Any], words: list[str]) -> bool:
    """Return whether whatever a pattern matches has one of some words: in a part of it that is not optional."""
    run = ""
    for code, of in [*pattern, (sre.AT, None)]:
        if code is sre.LITERAL:
            run += chr(of).lower()
            continue
        if any(word in run for word in words):
            return True
        run = ""
        if code is sre.SUBPATTERN and _is_needed(of[3], words):
            return True
        if code is sre.BRANCH and all(_is_needed(each, words) for each in of[1]):
            return True
        if code in (sre.MAX_REPEAT, sre.MIN_REPEAT) and of[0] and _is_needed(of[2], words):
            return True
        if code is sre.ASSERT and of[0] == 1 and _is_needed(of[1], words):
            return True
    return False


def test_every_rule_is_a_pattern_and_names_no_thing() -> None:
    rules = turn.written()
    for says, becomes, when, _, _ in (*rules.signs, *rules.phrases):
        assert expression.compiled(says)
        assert not when or _is_needed(sre_parse.parse(says, re.IGNORECASE | re.ASCII), when.split("|")), says
        assert not any(name in f"{says} {becomes}".lower() for name in ("huawei", "kenya", "hikvision", "serbia"))


def _swallows(pattern: Iterable[Any], kept: set[int]) -> bool:
    """Return whether a rule takes any words, as many as come, that it does not put in place again."""
    for code, of in pattern:
        if code is sre.SUBPATTERN and of[0] not in kept and _swallows(of[3], kept):
            return True
        if code is sre.BRANCH and any(_swallows(each, kept) for each in of[1]):
            return True
        if code in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            many = of[1] > 1 and len(of[2]) == 1 and _is_any(of[2][0])
            if many or _swallows(of[2], kept):
                return True
    return False


def _is_any(one: tuple[Any, Any]) -> bool:
    code, of = one
    if code is not sre.IN:
        return code in (sre.ANY, sre.NOT_LITERAL)
    letters = any(kind is sre.RANGE and value == (ord("a"), ord("z")) for kind, value in of)
    return any(kind is sre.NEGATE for kind, _ in of) or (letters and (sre.LITERAL, ord(" ")) in of)


FIGURE = "what the figure counts: the answer tells it of each"
"""Why one rule takes a whole sentence: of a figure that is asked for."""


def test_no_rule_drops_words_that_it_does_not_name() -> None:
    rules, swallowing = turn.written(), []
    for says, becomes, _, loses, _ in (*rules.signs, *rules.phrases):
        kept = {int(number) for number in re.findall(r"\\(\d)", becomes)}
        if _swallows(sre_parse.parse(says, re.IGNORECASE | re.ASCII), kept) and loses != FIGURE:
            swallowing.append(says)
    assert swallowing == []


@pytest.mark.parametrize("before", ["not ", "no, not ", "without Huawei ", "except Kenya, ", "never "])
def test_a_denial_or_a_name_before_a_text_is_never_gone(names: Names, before: str) -> None:
    lost = []
    for each in phrasings("asked.csv"):
        put, text = turn.turned(names, lexicon(), each.text).text, f"{before}{each.text}"
        if turn.turned(names, lexicon(), text).text == put != text:
            lost.append(text)
    assert lost == []


def test_a_rule_that_would_lose_a_denial_is_not_applied_and_one_that_says_why_is() -> None:
    says, becomes = r"^.*?(states|vendors)\b", r"\1"
    assert turn.Turn(says, becomes, "").applied("please give us states") == "states"
    assert turn.Turn(says, becomes, "").applied("but not states") == "but not states"
    assert turn.Turn(says, becomes, "").applied("in \ue000s0\ue001 states") == "in \ue000s0\ue001 states"
    assert turn.Turn(says, becomes, "", "it says the same").applied("but not states") == "states"
