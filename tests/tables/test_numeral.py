"""Numbers as their formats show them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.tables.figure import Bounds, bounds
from kg.tables.sheet import Rounded, text

OTHERWISE = "{}, which its format shows otherwise"


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (2000, '0,"k"', "2k"),
        (1400, '0.0,"K"', "1.4K"),
        (2500000, '0.0,,"M"', "2.5M"),
        (2500000, r"0.0,,\M", "2.5M"),
        (5000, '[>=1000]0.0,"K";0', "5.0K"),
        (50, '[>=1000]0.0,"K";0', "50"),
        (2000000, '[>=1000000]0.0,,"M";[>=1000]0,"K";0', "2.0M"),
        (2000, '[>=1000000]0.0,,"M";[>=1000]0,"K";0', "2K"),
        (12, '0"%"', "12%"),
        (12, r"0\%", "12%"),
        (0.125, "0.0%", "12.5%"),
        (1200, '0" (approx.)"', "1200 (approx.)"),
        (5, '"<"0', "<5"),
        (12, '0" mn"', "12 mn"),
        (1234, "#,##0", "1234"),
        (7, "#,##0_);(#,##0)", "7"),
        (8, "[$-409]#,##0;[Red]-#,##0", "8"),
        (8, '_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-', "8"),
        (12.5, "0.00E+00", "12.5"),
        (1500, "#,##0,", OTHERWISE.format(1500)),
        (1500, '0,"M"', OTHERWISE.format(1500)),
        (3, 'General" bn"', OTHERWISE.format(3)),
        (0.5, "0%%", OTHERWISE.format(0.5)),
        (1500, ";;;", OTHERWISE.format(1500)),
        (5, "[>10]0;[>7]0", OTHERWISE.format(5)),
    ],
)
def test_a_number_is_read_as_its_format_shows_it_or_said_to_be_shown_otherwise(
    value: float, form: str, shown: str
) -> None:
    assert text(value, form) == shown


@pytest.mark.parametrize(
    ("value", "form", "number", "shown"),
    [
        (1500, '0,"k"', "1500", "2k"),
        (1449, '0.0,"K"', "1449", "1.4K"),
        (2549000, '0.0,,"M"', "2549000", "2.5M"),
        (0.255, "0%", "25.5%", "26%"),
        (999, '[>=500]0," Tsd."', "999", "1 Tsd."),
    ],
)
def test_a_number_that_is_shown_rounded_is_kept_with_what_is_shown(
    value: float, form: str, number: str, shown: str
) -> None:
    read = text(value, form)
    assert isinstance(read, Rounded)
    assert (read, read.shown) == (number, shown)


@settings(max_examples=50)
@given(st.integers(0, 10**7), st.integers(1, 4), st.sampled_from(["", "k", "K", "M", " mn", "%", " units"]))
def test_a_format_that_cuts_thousands_off_never_makes_a_number_another(value: int, cut: int, word: str) -> None:
    read = bounds(text(value, f'0.000{"," * cut}"{word}"'))
    assert not isinstance(read, Bounds) or read.lower == value
