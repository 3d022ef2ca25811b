"""A supply told by whom an order went to, behind what a state got: "The contract went to V"."""

import pytest

from kg.prose import extraction


def _supplies(text: str) -> set[tuple[object, object]]:
    found = extraction.read(text, extractor="rules")
    return {(one.roles.get("supplier"), one.roles.get("recipient")) for one in found if one.kind == "Supply"}


@pytest.mark.parametrize(
    "text",
    [
        "Nepal's police ordered street cameras. The contract went to Bosch.",
        "Nepal's police uses street cameras. Bosch won the tender.",
        "Nepal's police introduced street cameras. The work was done by Bosch.",
        "Nepal's police bought street cameras in May. Bosch was paid $9 million for them.",
        "Nepal's police awarded a contract for street cameras in March. The order was won by Bosch.",
        "Nepal's police ordered street cameras. Bosch was responsible for delivery and installation.",
    ],
)
def test_an_order_is_for_the_ware_that_was_spoken_of(text: str) -> None:
    assert _supplies(text) == {("vendor:bosch", "state:npl")}


@pytest.mark.parametrize(
    "text",
    [
        "Nepal's police uses street cameras. The contract for the uniforms went to Bosch.",
        "Nepal's police uses street cameras. It put a new barracks out to tender. Bosch won the tender.",
        "Nepal's police ordered street cameras and radios. The contract went to Bosch.",
        "Nepal's police ordered cameras removed. Bosch was hired for the job.",
        "Nepal's police uses street cameras. Bosch was hired for the cleaning.",
        "Peru and Nepal introduced street cameras. Bosch won the contract.",
        "Nepal's police ordered street cameras. Bosch lost the tender.",
    ],
)
def test_an_order_that_may_be_another_gives_nothing(text: str) -> None:
    assert not _supplies(text)
