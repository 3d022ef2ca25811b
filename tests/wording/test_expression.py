"""Expressions of the rules: what each needs of a text, so that none is compiled or tried in vain."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.wording import addition, contrast, surrounding, turn
from kg.wording.expression import OPEN, Expression, compiled, needed


def every() -> list[str]:
    """Return the expressions of all rules."""
    turns, around, of_two = turn.written(), surrounding.written(), contrast.written()
    return [
        *(each[0] for each in (*turns.signs, *turns.phrases)),
        *(each[0] for some in around for each in some),
        *(each[0] for some in of_two for each in some),
        *(each[0] for each in addition.written()),
    ]


EVERY = every()


@pytest.mark.parametrize(
    ("says", "strings"),
    [
        (r"^which (?:state|country)s? of \ue000v\d+\ue001 and \ue000v\d+\ue001", ["which ", "\ue000v", "\ue001 and "]),
        (r"\bor not(?: at all)?(?=\??$)", ["or not"]),
        (r"colou?r [a-z(|]+ by\?", ["colo", "r ", " by"]),
        (r"(?:by|from) (?:an?|(?:the (?:old|new) )?x)+ end", [" ", " end"]),
        (r"(?!no )(?<=a )b (?:c d)+e{2}f", ["b ", "c d", "f"]),
        (r"one|another", []),
        (r"((?:a|b)c)?d", ["d"]),
    ],
)
def test_what_a_text_needs_is_outside_alternatives_and_what_may_be_missing(says: str, strings: list[str]) -> None:
    found = needed(says)
    assert all(any(string in each for each in found) for string in strings), found
    for optional in ("state", "at all", "u", "old", "no ", "a ", "one", "another", "|"):
        assert optional not in found
    assert not (found and not strings)


def test_as_many_names_are_needed_as_stand_in_the_expression() -> None:
    two = Expression(r"\ue000v\d+\ue001 (?:or|and) \ue000[sv]\d+\ue001")
    assert needed(r"\ue000v\d+\ue001 (?:or|and) \ue000[sv]\d+\ue001")[OPEN] == 2
    assert two.may_be_in("\ue000v1\ue001 or \ue000s2\ue001")
    assert not two.may_be_in("\ue000v1\ue001 or something")


@settings(max_examples=150)
@given(st.data())
def test_whatever_an_expression_is_found_in_has_what_it_needs(data: st.DataObject) -> None:
    says = data.draw(st.sampled_from(EVERY))
    text = data.draw(st.from_regex(compiled(says)))
    if compiled(says).search(text):
        assert Expression(says).may_be_in(text.lower())
