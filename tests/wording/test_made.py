"""Questions made of conditions: what is answered is answered by the rows that sets of single questions give."""

import pyoxigraph as ox
import pytest

from kg.errors import KgError, Unanswered
from kg.evidence.mention import Names
from kg.namespace import iri
from kg.wording import clause, plain, syntax
from tests.wording.made import Made, made

REGISTERED = (iri("state:"), iri("vendor:"))


@pytest.fixture(scope="module")
def names(released: ox.Store) -> Names:
    return Names(released)


@pytest.fixture(scope="module")
def questions(released: ox.Store) -> list[Made]:
    return list(made(released, 400))


def given(store: ox.Store, names: Names, text: str) -> frozenset[str] | None:
    """Return the states or vendors that a text is answered with; None where it is refused."""
    try:
        found = plain.understand(store, text, names=names)
    except Unanswered:
        return None
    keys = [str(getattr(row[0], "value", "")) for row in plain.run(store, found).rows]
    return frozenset(key for key in keys if key.startswith(REGISTERED))


@pytest.mark.parametrize("kept", [False, True], ids=["open", "kept"])
def test_conditions_in_any_place_are_answered_by_their_sets_or_refused(
    released: ox.Store, names: Names, questions: list[Made], kept: bool
) -> None:
    asked = [each for each in questions if each.kept == kept]
    got = {each.text: given(released, names, each.text) for each in asked}
    wrong = [each.text for each in asked if got[each.text] not in (None, each.rows)]
    right = sum(got[each.text] == each.rows for each in asked)
    print(f"{right} right, {len(wrong)} wrong, of {len(asked)}")
    assert wrong == []
    assert right / len(asked) >= 0.95


@pytest.mark.parametrize(
    "text",
    [
        *("which states use \ue000t0\ue001 and prisons?", "which states use \ue000t0\ue001 that \ue000v1\ue001 made"),
        *("states that do not use \ue000t0\ue001 and \ue000t1\ue001", "états with \ue000t0\ue001"),
        *("which states that use no \ue000t0\ue001 do not not use \ue000t1\ue001?", "not \ue000t0\ue001"),
        *("how many of those states use \ue000t0\ue001?", "which vendors use \ue000t0\ue001?"),
        *("which vendors supply \ue000s0\ue001, and which supply \ue000s1\ue001?", "\ue000t0\ue001"),
        *(
            "states with \ue000v0\ue001 in \ue000y1\ue001 and \ue000t2\ue001 in \ue000r3\ue001 in \ue000y4\ue001",
            "states",
        ),
        *(
            "vendors on \ue000l0\ue001 in \ue000y1\ue001",
            "states using \ue000t0\ue001 but no \ue000t1\ue001 or prisons",
        ),
    ],
)
def test_text_that_is_no_set_of_conditions_or_can_be_meant_in_two_ways_is_left(text: str) -> None:
    assert clause.put(text) is None


def test_each_condition_is_told_by_itself_with_its_sign_and_its_edition() -> None:
    v, w, t, r, y = (f"\ue000{mark}\ue001" for mark in ("v0", "v1", "t2", "r3", "y4"))
    found = clause.put(f"in {y}, which {r} states that {v} supplies but not {w} have neither {t} nor {t}?")
    assert found is None
    found = clause.put(
        f"{r} states that {v} does not supply and where {w} is a supplier, except those with {t}, in {y}"
    )
    assert found is not None
    assert found.parts == (
        ("+", f"which states are in {r}?"),
        ("+", f"which states are supplied by {w} in the {y} edition?"),
        ("-", f"which states are supplied by {v} in the {y} edition?"),
        ("-", f"which states use {t} in the {y} edition?"),
    )


@pytest.mark.parametrize(("says", "found"), [("(a | b", "not closed"), ("a MISSING", "MISSING")])
def test_rule_that_is_not_closed_or_names_none_is_told(says: str, found: str) -> None:
    with pytest.raises(KgError, match=found):
        syntax.compiled({}, {"START": says})


def test_rule_is_found_wherever_it_may_end_and_a_word_of_no_rule_ends_the_reading() -> None:
    grammar = syntax.compiled({"V": "{v}"}, {"START": "ROW V?", "ROW": "a (b | c)* d?", "OF@": "of @"})
    assert syntax.tree(grammar, ["a", "b", "c", "b", "\ue000v1\ue001"], "START") is not None
    assert syntax.tree(grammar, ["a", "b", "\ue000s1\ue001"], "START") is None
    assert syntax.tree(grammar, ["a", "e"], "START") is None
    assert "OFV" in grammar.rules
