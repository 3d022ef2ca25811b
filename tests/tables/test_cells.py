"""Figures, times and marks as people write them: bounds, moments and intervals by stated rules, or a reason."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.tables.figure import Bounds, Unread, bounds, number
from kg.tables.interval import Interval, interval
from kg.tables.mark import stance, yes
from kg.tables.sheet import Typed, letters, text


@pytest.mark.parametrize(
    ("cell", "lower", "upper"),
    [
        ("50", 50, 50),
        ("50+", 50, None),
        ("at least 50", 50, None),
        ("≥ 50", 50, None),
        ("approx. 60", 54, 66),
        ("~1,000", 900, 1100),
        ("ca. 300", 270, 330),
        ("between 60 and 80", 60, 80),
        ("60–80", 60, 80),
        ("60 to 80", 60, 80),
        ("1 000", 1000, 1000),
        ("1\u202f000", 1000, 1000),
        ("1’000", 1000, 1000),
        ("1,234,567", 1234567, 1234567),
        ("1.234.567", 1234567, 1234567),
        ("more than 60", 61, None),
        (">60", 61, None),
        ("fewer than 10", None, 9),
        ("up to 40", None, 40),
        ("dozens", 24, None),
        ("2k", 2000, 2000),
        ("1.5 million", 1500000, 1500000),
        ("1.2k", 1200, 1200),
        ("1.2 K cameras", 1200, 1200),
        ("approx. 1,5k", 1350, 1650),
        ("10k–20k", 10000, 20000),
        ("3 Mio.", 3000000, 3000000),
        ("2,5 Tsd.", 2500, 2500),
        ("über 2 Tsd. Kameras", 2001, None),
        ("3 млн", 3000000, 3000000),
        ("5万", 50000, 50000),
        ("50 cameras", 50, 50),
        ("60*", 60, 60),
        ("mehr als 60", 61, None),
        (Typed("1.0"), 1, 1),
        (Typed("1800"), 1800, 1800),
    ],
)
def test_a_figure_becomes_bounds_by_stated_rules(cell: str, lower: int | None, upper: int | None) -> None:
    assert bounds(cell) == Bounds(lower, upper)


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("n/a", "nothing is known"),
        ("-", "nothing is known"),
        ("?", "nothing is known"),
        ("hundreds", "no bounds"),
        ("many", "no bounds"),
        ("1.000", "1000 or 1"),
        ("12.5", "no whole number"),
        ("-3", "no figure"),
        ("80–60", "ends below"),
        ("50–60k", "multiplies one of two"),
        ("1,234k", "a number with a fraction"),
        ("1.500 Tsd.", "a number with a fraction"),
        ("3 mil", "no figure"),
        ("1.2345k", "no whole number"),
        ("Huawei", "no figure"),
        ("2019-05-01", "no figure"),
        (Typed("12.5"), "no whole number"),
    ],
)
def test_what_is_no_figure_says_why(cell: str, why: str) -> None:
    told = bounds(cell)
    assert isinstance(told, Unread)
    assert why in told.why


def test_the_sign_before_a_fraction_decides_what_is_two_by_custom() -> None:
    assert bounds("1.000", ",") == Bounds(1000, 1000)
    assert isinstance(bounds("1,000", ","), Unread), "no count is written with three zeros of a fraction"
    assert isinstance(bounds("1.000", "."), Unread)
    assert str(number("0,305", ",")) == "0.305"
    assert isinstance(number("1,305"), Unread)


@settings(max_examples=50)
@given(st.integers(0, 10**12))
def test_a_whole_number_is_read_as_itself_in_every_custom_that_is_told_apart(value: int) -> None:
    assert bounds(str(value)) == bounds(f"{value:,}") == Bounds(value, value)
    assert bounds(f"{value:,}".replace(",", " ")) == bounds(Typed(str(float(value)))) == Bounds(value, value)
    assert bounds(f"{value:,}".replace(",", "."), ",") == Bounds(value, value)
    for form in (f"{value}+", f"at least {value:,}", f"≥{value}"):
        assert bounds(form) == Bounds(value, None)


@pytest.mark.parametrize(
    ("cell", "at", "since", "until"),
    [
        ("2021", "2021", "", ""),
        ("2021.0", "2021", "", ""),
        ("03/2021", "2021-03", "", ""),
        ("2021-03", "2021-03", "", ""),
        ("March 2021", "2021-03", "", ""),
        ("5 May 2021", "2021-05-05", "", ""),
        ("May 5, 2021", "2021-05-05", "", ""),
        ("13/05/2020", "2020-05-13", "", ""),
        ("05/13/2020", "2020-05-13", "", ""),
        ("05/05/2021", "2021-05-05", "", ""),
        ("20210506", "2021-05-06", "", ""),
        ("2019–", "", "2019", ""),
        ("since 2018", "", "2018", ""),
        ("2019 to present", "", "2019", ""),
        ("until 2020", "", "", "2020"),
        ("2017-2019", "", "2017", "2019"),
        ("from 2018 to 2020", "", "2018", "2020"),
        ("Jan 2019 – Mar 2020", "", "2019-01", "2020-03"),
        ("2019*", "2019", "", ""),
    ],
)
def test_a_time_is_as_precise_as_it_is_written(cell: str, at: str, since: str, until: str) -> None:
    assert interval(cell) == Interval(at, since, until)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Q3 2020", ("2020", "", "")),
        ("mid-2020", ("2020", "", "")),
        ("FY2021/22", ("", "2021", "2022")),
        ("2016-17", ("", "2016", "2017")),
        ("Mar-21", ("2021-03", "", "")),
        ("43831", ("2020-01-01", "", "")),
        (Typed("43831"), ("2020-01-01", "", "")),
    ],
)
def test_what_a_time_cannot_be_is_read_as_the_nearest_with_its_reason(
    cell: str, expected: tuple[str, str, str]
) -> None:
    told = interval(cell)
    assert isinstance(told, Interval)
    assert told[:3] == expected
    assert str(cell) in told.reason


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("05/06/2021", "2021-06-05 or 2021-05-06"),
        ("5.6.2021", "say order"),
        ("03/21", "no year of four digits"),
        ("c. 2019", "no certain time"),
        ("FY2021", "financial year"),
        ("2020-2018", "ends before it begins"),
        ("31/02/2020", "no year, month or day"),
        ("n/a", "nothing is known"),
        ("soon", "no year, month or day"),
    ],
)
def test_what_is_no_certain_time_says_why(cell: str, why: str) -> None:
    told = interval(cell)
    assert isinstance(told, Unread)
    assert why in told.why


@settings(max_examples=50)
@given(st.dates(datetime.date(1950, 1, 1), datetime.date(2049, 12, 31)))
def test_a_day_is_itself_or_is_said_to_be_two(day: datetime.date) -> None:
    for form, order in (("%d/%m/%Y", "day-month"), ("%m/%d/%Y", "month-day")):
        written = day.strftime(form)
        assert interval(written, order) == Interval(day.isoformat())
        alone = interval(written)
        assert alone == Interval(day.isoformat()) if day.day > 12 or day.day == day.month else isinstance(alone, Unread)
    assert interval(day.isoformat()) == Interval(day.isoformat())


@pytest.mark.parametrize("cell", ["x", "X", "✓", "✔️", "1", "yes", "Y", "TRUE", "ja", "да", "●", "x*"])
def test_a_mark_says_yes(cell: str) -> None:
    assert yes(cell) is True


@pytest.mark.parametrize("cell", ["no", "N", "0", "✗", "false", "нет"])
def test_a_mark_says_no(cell: str) -> None:
    assert yes(cell) is False


@pytest.mark.parametrize("cell", ["?", "–", "partly", "(x)", "2", "planned", "2019", "x?"])
def test_a_mark_that_says_neither_is_neither(cell: str) -> None:
    assert isinstance(yes(cell), Unread)


def test_a_word_of_a_status_gives_its_stance_or_says_that_it_is_over() -> None:
    assert [stance(word) for word in ("In use", "PLANNED", "alleged")] == ["asserts", "plans", "alleges"]
    assert isinstance(stance("retired"), Unread)
    assert isinstance(stance("green"), Unread)


def test_a_date_that_a_file_types_is_as_precise_as_its_format_shows_it() -> None:
    day = datetime.datetime(2021, 3, 1)
    shown = [text(day, form) for form in ("yyyy-mm-dd", "mmm-yy", "yyyy", "General", "[$-409]mmm\\-yy;@")]
    assert shown == ["2021-03-01", "2021-03", "2021", "2021-03-01", "2021-03"]


@settings(max_examples=50)
@given(st.integers(1, 16384))
def test_the_letters_of_a_column_are_those_of_a_spreadsheet(column: int) -> None:
    from openpyxl.utils import get_column_letter

    assert letters(column) == get_column_letter(column)
