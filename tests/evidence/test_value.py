"""Values as people write them: what is to be written instead."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.evidence.value import instead
from kg.literal import lexical
from kg.namespace import XSD


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("50+", "write 50 in lowerBound, and nothing in upperBound"),
        ("at least 50", "write 50 in lowerBound, and nothing in upperBound"),
        ("≥ 1,200", "write 1200 in lowerBound, and nothing in upperBound"),
        ("> 60", "write 61 in lowerBound, and nothing in upperBound"),
        ("over 60", "write 61 in lowerBound, and nothing in upperBound"),
        ("fewer than 10", "write 9 in upperBound, and nothing in lowerBound"),
        ("up to 10", "write 10 in upperBound, and nothing in lowerBound"),
        ("60–80", "write 60 in lowerBound and 80 in upperBound"),
        ("between 60 and 80", "write 60 in lowerBound and 80 in upperBound"),
        ("60.0", "write 60"),
        ("1,200", "write 1200"),
        ("1\u202f200", "write 1200"),
        ("1.200", "write a whole number in lowerBound"),
        ("~60", "write the bounds that the source gives; 60 in both says exactly so many"),
        ("n/a", "leave the cell empty where it is not known"),
        ("dozens", "write a whole number in lowerBound"),
    ],
)
def test_figure_is_told_in_bounds(value: str, said: str) -> None:
    assert instead(value, XSD + "integer", "lowerBound") == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2016.0", "write 2016"),
        ("03/2021", "write 2021"),
        ("2019–", "write 2019"),
        ("2019/20", "write one year in four digits, as 2021"),
        ("2018-2020", "write one year in four digits, as 2021"),
        ("since 2018", "write one year in four digits, as 2021"),
        ("Q3 2020", "write one year in four digits, as 2021"),
        ("unknown", "leave the cell empty where it is not known"),
        ("-", "leave the cell empty where it is not known"),
    ],
)
def test_year_is_told_where_the_text_holds_one_and_no_word(value: str, said: str) -> None:
    assert instead(value, XSD + "integer", "startYear") == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("21/05/2019", "write 2019-05-21"),
        ("05/06/2019", "write 2019-06-05 or 2019-05-06, whichever is meant"),
        ("43606", "write 2019-05-21"),
        ("2019-05-21 00:00:00", "write 2019-05-21"),
        ("20190521", "write 2019-05-21"),
        ("May 2019", "write the date as 2021-12-31"),
        ("2019-02-30", "write the date as 2021-12-31"),
    ],
)
def test_date_is_told_day_and_month_both_where_either_may_be(value: str, said: str) -> None:
    assert instead(value, XSD + "date", "startDate") == said


@settings(deadline=None)
@given(st.dates(datetime.date(1900, 3, 1), datetime.date(2100, 1, 1)), st.sampled_from(["/", ".", "-"]))
def test_any_day_as_people_write_it_is_among_those_told(day: datetime.date, sign: str) -> None:
    for form in (f"%d{sign}%m{sign}%Y", f"%m{sign}%d{sign}%Y", "%Y/%m/%d", "%Y-%m-%dT00:00:00"):
        assert day.isoformat() in instead(day.strftime(form), XSD + "date", "endDate")


@settings(deadline=None)
@given(st.text(max_size=30), st.sampled_from(["lowerBound", "startYear", "endDate", "value", "asCapital"]))
def test_any_text_whatever_has_a_remedy_and_a_number_that_is_told_can_be_read(text: str, name: str) -> None:
    datatype = XSD + {"endDate": "date", "value": "decimal", "asCapital": "boolean"}.get(name, "integer")
    told = instead(text, datatype, name)
    assert told
    words = told.split()
    if len(words) == 2 and words[0] == "write":
        assert lexical(words[1], datatype) == words[1]


def test_a_percentage_is_told_as_the_part_of_one_that_it_is() -> None:
    assert instead("25%", XSD + "decimal", "share") == "write 0.25"


@pytest.mark.parametrize(
    ("value", "said"),
    [("0,513", "write 0.513"), ("0,5", "write 0.5"), ("51,3 %", "write 0.513"), ("1,513", "write 1513")],
)
def test_a_comma_after_a_nought_is_that_of_a_fraction(value: str, said: str) -> None:
    assert instead(value, XSD + "decimal", "share") == said
