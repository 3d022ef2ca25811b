"""What is said of those named, of those who left, or by whoever ends a sentence is not said of all, or by the text."""

import pytest

from kg.prose import extraction

pytestmark = pytest.mark.skipif("extraction.pipeline.pipeline() is None", reason="no parser is to be had")

BOTH = pytest.mark.parametrize("extractor", ["rules", "parse"])


def _kinds(text: str, extractor: str) -> list[str]:
    return [one.kind for one in extraction.read(text, None, extractor)]


@BOTH
@pytest.mark.parametrize(
    "text",
    [
        "Kenya, Uganda and Zambia trade with China. All three states use spyware.",
        "Kenya, Uganda and Zambia trade with China. The three states use facial recognition as well.",
        "Kenya, Uganda and Zambia signed; all three countries use facial recognition.",
        "These three states use facial recognition.",
        "Those four countries belong to the Belt and Road Initiative.",
        "Nine states run spyware. All nine nations are members of the Belt and Road Initiative.",
    ],
)
def test_how_many_were_named_is_no_count_of_how_many_there_are(text: str, extractor: str) -> None:
    assert not [
        one
        for one in extraction.read(text, None, extractor)
        if one.kind == "CountObservation" and "Nine states" not in one.quote
    ]


@BOTH
@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("Three states use spyware.", (3, 3)),
        ("All 75 states use AI surveillance.", (75, 75)),
        ("The nine states that use facial recognition buy it from Huawei.", (9, 9)),
    ],
)
def test_a_count_is_one_where_nobody_was_named(text: str, bounds: tuple[int, int], extractor: str) -> None:
    counts = [one for one in extraction.read(text, None, extractor) if one.kind == "CountObservation"]
    assert bounds in {(one.lower, one.upper) for one in counts}


@BOTH
@pytest.mark.parametrize(
    "rest",
    [
        " in 2019 and withdrew in 2023.",
        ", then left it.",
        " but pulled out in 2023.",
        " only to leave it again.",
        " before it withdrew.",
        ", but has since quit.",
    ],
)
def test_who_joined_and_left_is_no_member(rest: str, extractor: str) -> None:
    assert "Membership" not in _kinds(f"Italy joined the Belt and Road Initiative{rest}", extractor)


@BOTH
@pytest.mark.parametrize(
    "rest",
    [
        " and left the door open to others.",
        " and left it to Huawei to build the network.",
        ", and Panama has left it.",
        ", leaving Brussels angry.",
    ],
)
def test_who_joined_and_left_something_else_is_a_member(rest: str, extractor: str) -> None:
    assert "Membership" in _kinds(f"Italy joined the Belt and Road Initiative{rest}", extractor)


@BOTH
@pytest.mark.parametrize("end", ["the newspaper found", "Amnesty found", "a court ruled", "the magazine Lens found"])
def test_who_found_it_is_told_at_the_end(end: str, extractor: str) -> None:
    claims = extraction.read(f"Iran's police use facial recognition, {end}.", None, extractor)
    assert {(one.kind, one.modality) for one in claims} == {("Use", "reported")}


@BOTH
def test_who_found_it_is_no_vendor(extractor: str) -> None:
    claims = extraction.read("Iran's police bought cameras from Tiandy, IPVM found.", None, extractor)
    assert [one.plain().get("supplier") for one in claims if one.kind == "Supply"] == ["tiandy"]
