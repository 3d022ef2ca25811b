import pytest

from kg.prose.number import figures

BOUNDS = {
    "at least 75 countries": (75, None),
    "no fewer than fifty states": (50, None),
    "more than 60 countries": (61, None),
    "over 60 countries": (61, None),
    "just over fifty countries": (51, 55),
    "nearly 100 countries": (90, 99),
    "almost a hundred countries": (90, 99),
    "about 80 countries": (72, 88),
    "some 80 countries": (72, 88),
    "up to 40 countries": (None, 40),
    "fewer than 20 countries": (None, 19),
    "dozens of countries": (24, None),
    "three dozen countries": (36, 36),
    "half a dozen countries": (6, 6),
    "hundreds of cameras": (None, None),
    "ninety-seven countries": (97, 97),
    "one hundred and seventy-nine countries": (179, 179),
    "between 50 and 60 countries": (50, 60),
    "50 to 60 countries": (50, 60),
    "50–60 countries": (50, 60),
    "from 68 to 78": (78, 78),
    "ninety-odd governments": (90, 99),
    "60 or more countries": (60, None),
    "60+ countries": (60, None),
    "more than half of the 54 countries": (28, None),
    "two thirds of the 60 states": (40, 40),
    "half of the 65 surveyed nations": (32, 33),
    "a quarter of all 80 governments": (20, 20),
    "forty percent of the 180 countries": (72, 72),
    "over 30 per cent of the 176 countries": (53, None),
    "at most 12.5% of the 80 states": (None, 10),
    "about a third of the 90 countries": (27, 33),
    "1,200 cameras": (1200, 1200),
    "2 million people": (2_000_000, None),
    "2.5 million people": (2_500_000, None),
}
NONE = [
    "in 2019",
    "12 percent",
    "12%",
    "$60 million",
    "60 million dollars",
    "the 60th time",
    "covid-19",
    "one of them",
    "no figure",
    "half of the people",
]


@pytest.mark.parametrize("text", BOUNDS)
def test_a_figure_is_read_with_its_bounds(text: str) -> None:
    [figure] = figures(text)
    assert (figure.lower, figure.upper) == BOUNDS[text]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_count_is_no_figure(text: str) -> None:
    assert list(figures(text)) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("half of the 54 countries that use it", ["54"]),
        ("most of the 54 countries", ["54"]),
        ("half of the 54 cameras", ["54"]),
        ("fewer than half of the 54 states", ["54"]),
        ("120 percent of the 50 states", ["50"]),
        ("one in three of the 180 countries", ["one in three of the 180"]),
        ("every third of the 60 states", ["every third of the 60"]),
        ("one in three of the 180 cameras", ["three", "180"]),
        ("half of the 54 countries which were surveyed", ["half of the 54"]),
    ],
)
def test_a_share_counts_states_only_where_all_of_them_are_meant(text: str, told: list[str]) -> None:
    assert [text[f.start : f.end] for f in figures(text)] == told


def test_several_figures_stand_at_their_places() -> None:
    text = "at least 75 out of 176 nations, 36 of which"
    assert [text[f.start : f.end] for f in figures(text)] == ["at least 75", "176", "36"]


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("one in three of the 180 countries", (60, 60)),
        ("two out of five of the 50 states", (20, 20)),
        ("anywhere from 30 to 35 countries", (30, 35)),
        ("from 30 to 35 countries", (35, 35)),
    ],
)
def test_a_fraction_and_a_range_of_states_are_read_as_numbers(text: str, bounds: tuple[int, int]) -> None:
    [figure] = figures(text)
    assert (figure.lower, figure.upper) == bounds
