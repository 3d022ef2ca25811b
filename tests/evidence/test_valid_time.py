"""Valid time: as precise as the source says it, part of what a situation is, and never guessed."""

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.answering import unsettled
from kg.errors import SourceError, UnknownName
from kg.evidence.claim import Claim, digest, kinds
from kg.graph import validation
from kg.literal import moment, text_of
from kg.query import query
from tests.fixtures import invented
from tests.fixtures.invented import ARTICLE, SUPPLY

JOINED = '[[claim]]\nkind = "Membership"\nmember = "state:ada"\ninitiative = "initiative:ring"\nstart = 0\nend = 5\n'


def claims(folder: Path, claim: str, head: str = ARTICLE) -> list[Claim]:
    place = invented.write(folder / "sources", "herald", head + claim)
    return invented.claims(place, invented.registers(folder))[0]


def roles(claim: Claim) -> dict[str, str]:
    return {role: text_of(value) for role, value in claim.roles if value.startswith('"')}


@given(day=st.dates(datetime.date(1000, 1, 1), datetime.date(2999, 12, 31)), length=st.sampled_from([4, 7, 10]))
def test_a_time_keeps_the_precision_it_is_given_with(day: datetime.date, length: int) -> None:
    text, datatype = moment(day.isoformat()[:length])
    assert text == day.isoformat()[:length]
    assert datatype.rpartition("#")[2] == {4: "gYear", 7: "gYearMonth", 10: "date"}[length]


@pytest.mark.parametrize("kind", kinds())
def test_every_kind_of_situation_takes_a_start_an_end_and_a_time(kind: str) -> None:
    assert {"since", "until", "heldAt"} <= kinds()[kind].keys()


def test_a_time_is_part_of_the_name_of_a_situation_and_none_leaves_the_name_as_it_was(tmp_path: Path) -> None:
    (bare,) = claims(tmp_path, SUPPLY)
    parts = ("Supply", *(part for pair in bare.roles for part in pair))
    assert bare.situation.rpartition("/")[2] == digest(*parts)
    assert "since" not in roles(bare)
    (timed,) = claims(tmp_path, SUPPLY + 'since = "2019-05"\n')
    assert timed.situation != bare.situation
    assert roles(timed)["since"] == "2019-05"


@pytest.mark.parametrize(
    ("older", "newer"), [("startYear = 2015", "since = 2015"), ("startYear = 2015", 'since = "2015"')]
)
def test_one_fact_has_one_name_by_the_word_of_before_and_by_the_new_one(tmp_path: Path, older: str, newer: str) -> None:
    (one,) = claims(tmp_path / "a", JOINED + older + "\n")
    (other,) = claims(tmp_path / "b", JOINED + newer + "\n")
    assert one.iri == other.iri


def test_a_start_more_precise_than_the_word_of_before_can_hold_is_kept(tmp_path: Path) -> None:
    (claim,) = claims(tmp_path, JOINED + 'since = "2015-03"\nuntil = 2023-12-06\n')
    assert roles(claim) == {"since": "2015-03", "until": "2023-12-06"}


@pytest.mark.parametrize(
    ("stated", "line"),
    [
        ('since = "2019-13"', "'2019-13' is no year, month or day; write 2019, 2019-05 or 2019-05-21"),
        ('until = "May 2019"', "'May 2019' is no year, month or day; write 2019, 2019-05 or 2019-05-21"),
        ("heldAt = 2019-05-21T10:00:00", "'2019-05-21 10:00:00' is no year, month or day; write 2019-05-21"),
        ("heldAt = 19", "'19' is no year, month or day; write 2019, 2019-05 or 2019-05-21"),
    ],
)
def test_what_is_no_time_is_one_line(tmp_path: Path, stated: str, line: str) -> None:
    with pytest.raises(SourceError) as error:
        claims(tmp_path, SUPPLY + stated + "\n")
    assert str(error.value).startswith("herald.toml, claim 1")
    assert line in str(error.value)
    assert "\n" not in str(error.value)


def test_the_two_words_for_one_time_are_not_used_together(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="both 'since' and 'startYear'; leave one of them out"):
        claims(tmp_path, JOINED + "since = 2015\nstartYear = 2015\n")


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        (("since = 2018\nuntil = '2020-03'\n",), [(None, None, 0, "2018", "2020-03")]),
        (("since = '2019-05'\n", "since = 2018\n"), [(None, None, 0, "2018", None)]),
        (("until = 2019\n", "since = 2018\nstance = 'plans'\n"), [(None, None, 0, None, "2019")]),
        (("heldAt = 2019\n", ""), []),
    ],
)
def test_since_and_until_when_a_tie_is_said_to_hold(
    tmp_path: Path, stated: tuple[str, ...], found: list[tuple[object, ...]]
) -> None:
    invented.write(tmp_path / "sources", "herald", ARTICLE + "".join(SUPPLY + each for each in stated))
    store = invented.dataset(tmp_path / "sources", invented.registers(tmp_path))
    rows = query.find("years-of-edge").run(store, **{"from": "vendor:acme", "to": "state:ada"}).values()
    assert [tuple(row[name] for name in ("first", "last", "editions", "started", "ended")) for row in rows] == found


@pytest.mark.parametrize(("year", "joined"), [(2012, [2010]), (2017, []), (2022, [2020])])
def test_who_left_and_joined_anew_is_a_member_again(tmp_path: Path, year: int, joined: list[int]) -> None:
    told = JOINED + "startYear = 2010\nuntil = 2015\n" + JOINED + "startYear = 2020\n"
    invented.write(tmp_path / "sources", "herald", ARTICLE + "issued = 2024\n" + told)
    store = invented.dataset(tmp_path / "sources", invented.registers(tmp_path))
    rows = query.find("members-of-initiative").run(store, initiative="initiative:ring", since=year, until=year)
    assert [row["joined"] for row in rows.values()] == joined


@pytest.mark.parametrize(("asked", "found"), [("sensing", 0), ("cameras", 1), ("smart-cameras", 1)])
def test_a_rule_on_a_technology_holds_for_those_below_it(tmp_path: Path, asked: str, found: int) -> None:
    ban = '[[claim]]\nkind = "Regulation"\njurisdiction = "state:ada"\ntechnology = "technology:cameras"\n'
    invented.write(tmp_path / "sources", "herald", ARTICLE + ban + 'effect = "effect:ban"\nstart = 0\nend = 5\n')
    effects = "id,rdf:type,rdfs:label@en\nban,ais:Effect,ban\n"
    store = invented.dataset(tmp_path / "sources", invented.registers(tmp_path, effects=effects))
    assert len(query.find("regulations").run(store, technology=f"technology:{asked}")) == found


def asked(folder: Path, claim: str, since: int, until: int, head: str = ARTICLE, **more: str) -> list[str]:
    """Return the bases on which the supplier of Adania is found in a span of years."""
    invented.write(folder / "sources", "herald", head + claim)
    store = invented.dataset(folder / "sources", invented.registers(folder))
    assert validation.validate(store) == []
    rows = query.find("suppliers-in-years").run(store, state="state:ada", since=since, until=until, **more).values()
    return [row["basis"] for row in rows]


@pytest.mark.parametrize(
    ("stated", "span", "found"),
    [
        ("since = 2018\nuntil = 2020\n", (2019, 2019), ["said"]),
        ("since = 2018\nuntil = 2020\n", (2020, 2025), ["said"]),
        ("since = 2018\nuntil = 2020\n", (2021, 2025), []),
        ('since = "2018-07"\n', (2017, 2017), []),
        ('since = "2018-07"\n', (2018, 2018), ["said"]),
        ('since = "2018-07"\n', (2019, 2031), []),
        ("until = 2020\n", (1950, 2019), []),
        ("until = 2020\n", (2010, 2020), ["said"]),
        ("until = 2020\n", (2020, 2050), ["said"]),
        ("until = 2020\n", (2021, 2022), []),
        ('heldAt = "2019-05"\n', (2019, 2019), ["said"]),
        ('heldAt = "2019-05"\n', (2020, 2020), []),
        ("", (1900, 2100), []),
    ],
)
def test_a_situation_is_found_in_the_years_in_which_it_holds(
    tmp_path: Path, stated: str, span: tuple[int, int], found: list[str]
) -> None:
    assert asked(tmp_path, SUPPLY + stated, *span) == found


@pytest.mark.parametrize(
    ("stated", "span", "unknown"),
    [
        ("until = 2019\n", (1950, 1950), True),
        ("until = 2019\n", (2019, 2019), False),
        ("until = 2019\n", (2020, 2020), False),
        ("since = 2018\n", (2017, 2017), False),
        ("since = 2018\n", (2018, 2050), False),
        ("since = 2018\n", (2022, 2050), True),
        ("since = 2018\nuntil = 2020\n", (2017, 2017), False),
        ("heldAt = 2019\n", (2020, 2020), True),
        ("", (1900, 2100), True),
    ],
)
def test_what_a_source_leaves_open_is_unknown_and_asked_for_apart(
    tmp_path: Path, stated: str, span: tuple[int, int], unknown: bool
) -> None:
    assert asked(tmp_path, SUPPLY + stated, *span, holding="unknown") == (["unknown"] if unknown else [])


@pytest.mark.parametrize(
    ("head", "span", "found"),
    [
        ('issued = "2021-03-02"\n', (2021, 2021), ["said"]),
        ('issued = "2021-03-02"\n', (2022, 2022), []),
        ("issued = 2018\n", (2018, 2018), ["said"]),
        ("issued = 2018\n", (2019, 2019), []),
        ("edition_year = 2020\n", (2020, 2020), ["said"]),
        ("edition_year = 2020\n", (2021, 2021), []),
    ],
)
def test_what_began_holds_until_the_time_of_its_source(
    tmp_path: Path, head: str, span: tuple[int, int], found: list[str]
) -> None:
    head = head.replace('"', "")
    assert asked(tmp_path, SUPPLY + "since = 2018\n", *span, head='title = "L"\ntype = "Edition"\n' + head) == found


def test_a_holding_that_is_no_word_for_it_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="holding: 'open' is none of its values; give one of said, unknown"):
        asked(tmp_path, SUPPLY, 2019, 2019, holding="open")


@pytest.mark.parametrize(
    ("head", "stated", "late"),
    [
        ("issued = 2019-03-05\n", "until = 2030\n", True),
        ("issued = 2019-03-05\n", 'until = "2019-03"\n', False),
        ("issued = 2019-03-05\n", 'until = "2019-03-06"\n', True),
        ("issued = 2019\n", "until = 2019-12-31\n", False),
        ("edition_year = 2019\n", "until = 2020\n", True),
        ("", "until = 2998\n", True),
        ("", "until = 2015\n", False),
        ("issued = 2019\n", 'until = 2030\nstance = "plans"\n', False),
        ("issued = 2019\n", 'until = 2030\nstance = "denies"\n', False),
    ],
)
def test_an_end_asserted_after_its_source_is_a_finding_and_no_membership_that_ended(
    tmp_path: Path, head: str, stated: str, late: bool
) -> None:
    edition = 'title = "L"\ntype = "Edition"\n' + head
    invented.write(tmp_path / "sources", "herald", edition + JOINED + stated)
    store = invented.dataset(tmp_path / "sources", invented.registers(tmp_path))
    assert [each.check for each in validation.validate(store)] == ["violations/end-after-source"] * late
    ended = query.find("ended-memberships").run(store).rows
    planned = query.find("planned-ends").run(store, initiative="initiative:ring").rows
    members = query.find("members-of-initiative").run(store, initiative="initiative:ring").values()
    past = not late and "stance" not in stated
    assert (len(ended), len(planned)) == (int(past), int("denies" not in stated and not past))
    assert [row["left"] for row in members if row["left"]] == ([row_text(stated)] if past else [])
    ends = query.find("ends-of-edge").run(store, **{"from": "state:ada", "to": "initiative:ring"}).values()
    assert [row["accepted"] for row in ends] == ([] if "denies" in stated else [past])


def row_text(stated: str) -> str:
    return stated.partition(" = ")[2].strip().strip('"')


@pytest.mark.parametrize(
    ("head", "span", "found"),
    [
        ("edition_year = 2020\n", (2020, 2020), ["as of edition"]),
        ("edition_year = 2020\n", (2019, 2019), []),
        ('edition_year = 2020\nas_of = "2019-06"\n', (2019, 2019), ["as of edition"]),
        ('edition_year = 2020\nas_of = "2019-06"\n', (2020, 2020), []),
    ],
)
def test_a_claim_without_a_time_holds_as_of_its_edition(
    tmp_path: Path, head: str, span: tuple[int, int], found: list[str]
) -> None:
    assert asked(tmp_path, SUPPLY, *span, head='title = "L"\ntype = "Edition"\n' + head) == found


def test_an_edition_as_of_no_time_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(
        SourceError, match=r"herald\.toml, line [0-9]+, as_of: '2019/06' is no year, month or day; write 2019,"
    ):
        claims(tmp_path, SUPPLY, 'title = "L"\nas_of = "2019/06"\n')


def test_what_an_answer_of_a_span_leaves_open_is_counted(tmp_path: Path) -> None:
    later = SUPPLY.replace("vendor:acme", "vendor:beta") + "since = 2018\n"
    invented.write(tmp_path / "sources", "herald", ARTICLE + SUPPLY + "until = 2020\n" + later)
    store = invented.dataset(tmp_path / "sources", invented.registers(tmp_path))
    question, state = query.find("suppliers-of-state"), {"state": "state:ada"}
    told = unsettled.open_rows(store, question, state | {"since": 2019, "until": 2019})
    assert told.startswith("2 rows more are neither said to hold in this span nor said not to")
    assert unsettled.open_rows(store, question, state | {"since": 2021}).startswith("1 row more is")
    assert unsettled.open_rows(store, question, state | {"since": 2017, "until": 2017, "holding": "said"}) == ""
    assert unsettled.open_rows(store, question, state) == unsettled.open_rows(store, query.find("denials"), {}) == ""
