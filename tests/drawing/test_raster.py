"""Pictures made point by point: a letter has the color that it is asked for in, whatever it was drawn in before."""

import pytest

from kg.drawing import raster


@pytest.mark.parametrize("inks", [(4, 1), (1, 4, 1)], ids=str)
def test_a_letter_is_of_one_shape_in_every_ink(inks: tuple[int, ...]) -> None:
    drawn: dict[int, bytes] = {}
    for ink in inks:
        made = raster.Raster(60, 30)
        made.text(4, 20, "Kg ß", raster.face(16), ink)
        drawn[ink] = b"".join(made.rows)
        assert set(drawn[ink]) == {0, *range(ink, ink + raster.LEVELS)}
    assert [each and each - 1 + 4 for each in drawn[1]] == list(drawn[4])
