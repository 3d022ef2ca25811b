"""Signs in names, and names that a state shares with a part of another."""

import pytest

from kg.evidence import register
from kg.tables import homonym, sign
from kg.tables.figure import Unread
from kg.tables.resolution import Open, Resolver, Value


def struck(text: str) -> str:
    """Return a text with a stroke over each letter, as programs write it that have no letters struck through."""
    return "".join(f"{each}\u0336" for each in text)


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    return Resolver(register.released(), {})


@pytest.mark.parametrize("mark", ["❌", "✗", "✘", "✖", "🚫", "⛔", "👎", "≠", "¬", "↓", "→", "⚠️", "☒", "∅", "☠"])
@pytest.mark.parametrize(("kind", "name"), [("vendor", "Huawei"), ("state", "Kenya"), ("technology", "Safe city")])
def test_a_sign_that_may_take_a_name_back_leaves_it_to_be_asked(
    mark: str, kind: str, name: str, resolver: Resolver
) -> None:
    for text in (f"{mark} {name}", f"{name} {mark}", f"{mark}{name}"):
        told = resolver.one(kind, text)
        assert isinstance(told, Open)
        assert "has the sign" in told.why


@pytest.mark.parametrize("mark", ["✓", "✔️", "☑", "✅", "•", "■", "®", "★", "+"])
def test_ticks_and_bullets_leave_a_name_as_it_is(mark: str, resolver: Resolver) -> None:
    told = resolver.one("vendor", f"{mark} Huawei")
    assert isinstance(told, Value)
    assert told.text == "vendor:huawei"


@pytest.mark.parametrize("name", ["Huawei™", "㈱NEC", "Société №1", "Huawei + ZTE", "Côte d’Ivoire", "<Huawei>"])
def test_letters_written_as_one_sign_and_what_stands_between_names_are_no_odd_signs(name: str) -> None:
    assert not sign.odd(name)


def test_a_flag_says_nothing_of_a_state(resolver: Resolver) -> None:
    assert isinstance(resolver.one("state", "🇰🇪 Kenya"), Value)


def test_letters_with_strokes_over_them_are_struck_through(resolver: Resolver) -> None:
    for kind, name in (("vendor", "Huawei"), ("state", "Côte d'Ivoire"), ("technology", "Safe city")):
        told = resolver.one(kind, struck(name))
        assert isinstance(told, Unread)
        assert "struck through" in told.why


def test_of_two_names_of_which_one_has_such_a_sign_the_other_is_read(resolver: Resolver) -> None:
    told = list(resolver.several("vendor", "❌ Huawei; ZTE", [";"]))
    assert [type(each) for each in told] == [Open, Value]


@pytest.mark.parametrize("text", ["Georgia, USA", "Luxembourg, Belgium", "Niger, Nigeria", "Georgia, United States"])
def test_a_part_of_a_state_beside_that_state_is_no_state_of_its_name(text: str, resolver: Resolver) -> None:
    (told,) = resolver.several("state", text, [","])
    assert isinstance(told, Open)
    assert told.name == text


@pytest.mark.parametrize("text", ["Kenya, Uganda", "Germany, France", "Georgia, Armenia", "USA, Georgia"])
def test_states_in_a_row_are_states(text: str, resolver: Resolver) -> None:
    assert all(isinstance(each, Value) for each in resolver.several("state", text, [","]))


@pytest.mark.parametrize("text", ["Niger State", "State of Georgia", "Mexico State"])
def test_what_is_called_a_state_and_is_a_part_of_one_is_asked(text: str, resolver: Resolver) -> None:
    assert isinstance(resolver.one("state", text), Open)
    assert homonym.part(text)


@pytest.mark.parametrize("text", ["State of Qatar", "State of Israel", "State of Kuwait", "State of Palestine"])
def test_a_state_whose_full_name_says_state_is_one(text: str, resolver: Resolver) -> None:
    assert isinstance(resolver.one("state", text), Value)
