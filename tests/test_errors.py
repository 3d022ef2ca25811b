"""Errors are one line each: place: what was found; what to do."""

import inspect
import pickle

import pytest

from kg import errors
from kg.errors import KgError, suggestion

CLASSES = [each for _, each in inspect.getmembers(errors, inspect.isclass) if issubclass(each, KgError)]


def test_error_reads_place_found_todo() -> None:
    assert str(KgError("a.toml, claim 3", "unknown key 'x'", "leave it out")) == (
        "a.toml, claim 3: unknown key 'x'; leave it out"
    )


def test_error_is_one_line_whatever_it_is_made_of() -> None:
    assert "\n" not in str(KgError("a.ttl", "not valid\n  Turtle\r\n", "correct\nit"))


@pytest.mark.parametrize("each", CLASSES, ids=lambda each: each.__name__)
def test_every_error_is_in_the_tree_of_the_module(each: type[KgError]) -> None:
    assert each.__name__ in (errors.__doc__ or "").split()


@pytest.mark.parametrize(
    ("name", "known", "hint"),
    [
        pytest.param("suplier", ["supplier", "recipient"], "did you mean 'supplier'?", id="one letter missing"),
        pytest.param("SUPPLIER", ["supplier"], "did you mean 'supplier'?", id="capitals"),
        pytest.param("zebra", ["supplier", "recipient"], "ask again", id="nothing near"),
        pytest.param("zebra", [], "ask again", id="nothing known"),
        pytest.param("", ["supplier"], "ask again", id="an empty name"),
    ],
)
def test_suggestion_is_the_nearest_name_or_the_other_advice(name: str, known: list[str], hint: str) -> None:
    assert suggestion(name, known, "ask again") == hint


def test_suggestion_does_not_depend_on_the_order_of_the_known_names() -> None:
    known = ["state:bra", "state:brb", "state:brn"]
    assert suggestion("state:brx", known, "") == suggestion("state:brx", known[::-1], "")


@pytest.mark.parametrize("sign", ["x", "字", "a b "])
def test_a_huge_value_is_cut_in_a_message_and_a_long_list_is_not(sign: str) -> None:
    line = str(errors.KgError("here", f"{sign * 100_000!r} is no name", "write a name"))
    assert len(line) < 250
    assert line.startswith(f"here: '{(sign * 100)[:70]}")
    assert line.endswith("' is no name; write a name")
    known = ", ".join(f"'name-{n}'" for n in range(400))
    assert str(errors.KgError("here", "no name", f"write one of {known}")).endswith(known)


MADE: list[KgError] = [
    KgError("here", "found", "do"),
    errors.MissingExtra("kg serve", "granian", "serve"),
    errors.SourceErrors([errors.SourceError(f"a.toml, claim {n}", "found", "do") for n in range(30)]),
]


@pytest.mark.parametrize("error", MADE, ids=lambda error: type(error).__name__)
def test_error_of_another_process_says_what_it_said_there(error: KgError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), again.place) == (type(error), str(error), error.place)
