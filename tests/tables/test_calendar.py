"""Times in words of many languages, and figures as people of them write: read as they say, or not at all."""

import pytest

from kg.tables.figure import Bounds, bounds
from kg.tables.interval import Interval, interval


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("mart 2021.", "2021-03"),
        ("март 2019 г.", "2019-03"),
        ("5 марта 2019 года", "2019-03-05"),
        ("15.02.2020 r.", "2020-02-15"),
        ("фебруар 2020", "2020-02"),
        ("marzec 2020", "2020-03"),
        ("Şubat 2019", "2019-02"),
        ("فبراير 2020", "2020-02"),
        ("15 كانون الثاني 2020", "2020-01-15"),
        ("1er mars 2019", "2019-03-01"),
        ("enero de 2020", "2020-01"),
        ("março/2019", "2019-03"),
        ("tháng 3 năm 2020", "2020-03"),
        ("2019年3月", "2019-03"),
        ("im Jahr 2019", "2019"),
    ],
)
def test_a_month_is_read_in_the_language_it_is_written_in(text: str, time: str) -> None:
    assert interval(text) == Interval(time)


@pytest.mark.parametrize(
    "text",
    [
        *("1er trimestre 2020", "T3 2020", "II квартал 2020", "2. Quartal 2020", "первая половина 2020", "Ende 2020"),
        *("primer semestre de 2020", "2020年上半年", "2020年第三季度", "2020년 상반기", "kraj 2020", "I kwartał 2020"),
        *("początek 2020", "в конце 2020 года", "début 2020", "1. čtvrtletí 2020"),
    ],
)
def test_of_a_part_of_a_year_the_year_is_taken_with_the_reason(text: str) -> None:
    told = interval(text)
    assert isinstance(told, Interval)
    assert told.at == "2020"
    assert "names a part of 2020" in told.reason


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("с 2019 г. по 2021 г.", ("2019", "2021")),
        ("de 2019 à 2021", ("2019", "2021")),
        ("zwischen 2019 und 2021", ("2019", "2021")),
        ("od 2019 do 2021", ("2019", "2021")),
        ("с марта 2019", ("2019-03", "")),
        ("seit Anfang 2019", ("2019", "")),
        ("février 2019 - mars 2020", ("2019-02", "2020-03")),
    ],
)
def test_both_ends_are_read_in_the_language_they_are_written_in(text: str, ends: tuple[str, str]) -> None:
    told = interval(text)
    assert isinstance(told, Interval)
    assert (told.since, told.until) == ends


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("listopad 2020", "is 2020-10 or 2020-11"),
        ("Q3", "names a part of a year, and not of which"),
        ("winter 2019", ""),
        ("około 2019", ""),
        ("przed 2018", ""),
        ("2018 and 2020", ""),
        ("March 2020?", ""),
        ("2563", ""),
        ("31 février 2019", ""),
        ("Huawei 2019", ""),
    ],
)
def test_a_time_that_is_not_certain_is_none(text: str, why: str) -> None:
    told = interval(text)
    assert not isinstance(told, Interval)
    assert why in told.why


@pytest.mark.parametrize(
    ("text", "lower", "upper"),
    [
        ("约2千", 1800, 2200),
        ("3万", 30_000, 30_000),
        ("1亿", 100_000_000, 100_000_000),
        ("300多", 301, None),
        ("逾300台", 301, None),
        ("ca. zwei Dutzend", 22, 26),
        ("two dozen cameras", 24, 24),
        ("более 500", 501, None),
        ("менее 50", None, 49),
        ("от 100 до 200", 100, 200),
        ("unas 200", 180, 220),
    ],
)
def test_a_figure_is_read_in_the_language_it_is_written_in(text: str, lower: int | None, upper: int | None) -> None:
    assert bounds(text) == Bounds(lower, upper)


@pytest.mark.parametrize("text", ["数百", "近千", "1千2百", "пара десятков", "plusieurs dizaines", "dozen", "до 20"])
def test_a_figure_of_unclear_size_is_none(text: str) -> None:
    assert not isinstance(bounds(text), Bounds)
