"""A wrong use of what the model can say is one finding or one line, and the right use beside it is none."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import SourceError, SourceErrors
from kg.graph import validation
from kg.namespace import curie, iri
from kg.query import query
from tests.fixtures import invented
from tests.fixtures.invented import ARTICLE, SUPPLY

REGISTERS = {
    "effects": "id,rdf:type,rdfs:label@en\nban,ais:Effect,ban\nmoratorium,ais:Effect,stay\npermission,ais:Effect,yes\n",
    "places": (
        "id,rdf:type,rdfs:label@en,ais:inState\nport,ais:Place,Port,state:ada\nquay,ais:Place,Quay,state:bor\n"
        "sea,ais:Place,Sea,\n"
    ),
}
CAMERAS = 'technology = "technology:cameras"\n'
SUPPLIED = 'supplier = "vendor:acme"\nrecipient = "state:ada"\n'
BAN = CAMERAS + 'effect = "effect:ban"\n'
COUNT = 'counted = "quantity:cameras"\nlowerBound = 5\n'
OWNED = 'owner = "vendor:acme"\nowned = "vendor:beta"\n'
HERE = 'jurisdiction = "state:ada"\n'
MEMBER = 'member = "state:ada"\ninitiative = "initiative:ring"\n'


def claim(kind: str, roles: str) -> str:
    return f'\n[[claim]]\nkind = "{kind}"\n{roles}start = 0\nend = 3\n'


def build(folder: Path, toml: str) -> ox.Store:
    invented.write(folder / "sources", "herald", toml)
    return invented.dataset(folder / "sources", invented.registers(folder, **REGISTERS))


def found(folder: Path, *claims: str) -> list[str]:
    """Return the checks and shapes that find something in claims of one article."""
    return sorted({finding.check for finding in validation.validate(build(folder, ARTICLE + "".join(claims)))})


@pytest.mark.parametrize(
    ("kind", "wrong", "check"),
    [
        ("Ownership", 'owner = "vendor:acme"\nowned = "vendor:acme"\n', "violations/role-beside-itself"),
        ("Supply", 'supplier = "state:ada"\nrecipient = "state:ada"\n', "violations/role-beside-itself"),
        ("Location", 'located = "place:port"\nlocation = "place:port"\n', "violations/role-beside-itself"),
        ("Ownership", 'owner = "vendor:acme"\nowned = "state:ada"\n', "violations/jurisdiction-owned"),
        ("Ownership", OWNED + "share = 120\n", "shapes/OwnershipShape"),
        ("Ownership", OWNED + "share = 1.01\n", "shapes/OwnershipShape"),
        ("Ownership", OWNED + "share = -0.1\n", "shapes/OwnershipShape"),
        ("Regulation", BAN, "violations/regulation-without-area"),
        ("Regulation", BAN + HERE + 'place = "place:port"\n', "violations/regulation-of-two-areas"),
        ("CountObservation", COUNT + HERE + 'place = "place:quay"\n', "violations/place-out-of-jurisdiction"),
        ("Supply", SUPPLIED + "since = 2020\nuntil = 2019\n", "violations/end-before-start"),
        ("Supply", SUPPLIED + 'since = "2020-05-03"\nuntil = "2020-04"\n', "violations/end-before-start"),
        ("Membership", MEMBER + 'startYear = 2015\nuntil = "2014-12"\n', "violations/end-before-start"),
        ("Ownership", OWNED + 'since = "2020-02"\nuntil = 2019-12-31\n', "violations/end-before-start"),
        ("Use", 'user = "state:ada"\n' + CAMERAS + "since = 2020\nheldAt = 2021\n", "violations/time-said-twice"),
        (
            "Classification",
            'scheme = "scheme:size"\nvalue = 5\nyear = 2020\nsince = 2021\n' + HERE,
            "violations/time-said-twice",
        ),
        (
            "Inclusion",
            'narrower = "technology:cameras"\nbroader = "technology:cameras"\n',
            "violations/role-beside-itself",
        ),
        ("HomeState", 'agent = "state:ada"\nstate = "state:bor"\n', "violations/jurisdiction-with-home"),
        ("Use", CAMERAS, "violations/use-without-user-or-place"),
        ("Use", 'user = "state:ada"\nplace = "place:quay"\n' + CAMERAS, "violations/place-out-of-jurisdiction"),
        ("Supply", SUPPLIED + 'place = "place:quay"\n', "violations/place-out-of-jurisdiction"),
        ("Evaluation", 'subject = "source:herald"\njudgment = "judgment:useful"\n', "shapes/EvaluationShape"),
        (
            "Critique",
            'criticized = "source:herald"\njudgment = "judgment:useful"\n',
            "violations/source-criticizing-itself",
        ),
    ],
)  # fmt: skip
def test_a_wrong_use_is_one_finding_of_one_check(tmp_path: Path, kind: str, wrong: str, check: str) -> None:
    assert found(tmp_path, claim(kind, wrong)) == [check]


@pytest.mark.parametrize(
    ("kind", "right"),
    [
        ("Ownership", OWNED + "share = 0.513\n"),
        ("Ownership", 'owner = "state:ada"\nowned = "vendor:beta"\nshare = 1\n'),
        ("Ownership", OWNED + 'until = "2020-05"\n'),
        ("Supply", SUPPLIED + CAMERAS),
        ("Supply", SUPPLIED + 'since = "2020-05-03"\nuntil = 2020\n'),
        ("Supply", SUPPLIED + 'since = "2020-05"\nuntil = 2020-05-01\n'),
        ("Location", 'located = "place:port"\nlocation = "place:quay"\n'),
        ("Regulation", BAN + 'place = "place:port"\n'),
        ("Regulation", BAN + 'place = "place:sea"\n'),
        ("Regulation", BAN + 'jurisdiction = "state:ada"\nsince = "2019-12"\n'),
        ("CountObservation", COUNT + 'jurisdiction = "state:ada"\nplace = "place:port"\n'),
        ("CountObservation", COUNT + 'jurisdiction = "state:ada"\nplace = "place:sea"\n'),
        ("Membership", MEMBER + 'stance = "denies"\n'),
        ("Membership", MEMBER + 'since = "2015-03"\nuntil = 2023-12-06\n'),
        ("Regulation", BAN + 'jurisdiction = "state:ada"\nstance = "denies"\n'),
        ("Use", 'place = "place:port"\n' + CAMERAS),
        ("Use", 'user = "state:ada"\nplace = "place:port"\n' + CAMERAS),
        ("Use", 'user = "vendor:acme"\nplace = "place:quay"\n' + CAMERAS),
        ("Use", 'user = "state:ada"\nplace = "place:sea"\n' + CAMERAS),
        ("Critique", 'criticized = "source:herald"\njudgment = "judgment:useful"\nclaimedBy = "vendor:acme"\n'),
    ],
)
def test_a_right_use_is_no_finding(tmp_path: Path, kind: str, right: str) -> None:
    assert found(tmp_path, claim(kind, right)) == []


def test_a_source_does_not_deny_what_it_affirms_in_one_voice(tmp_path: Path) -> None:
    yes, no = claim("Supply", SUPPLIED), claim("Supply", SUPPLIED + 'stance = "denies"\n')
    voiced = claim("Supply", SUPPLIED + 'stance = "denies"\nclaimedBy = "organization:herald"\n')
    alleged = claim("Supply", SUPPLIED + 'stance = "alleges"\n')
    assert _made(tmp_path / "a")
    assert found(tmp_path / "a", yes, no) == ["violations/source-against-itself"]
    for name, pair in (("b", (yes, voiced)), ("c", (alleged, no))):
        assert _made(tmp_path / name)
        assert found(tmp_path / name, *pair) == []


def _made(folder: Path) -> bool:
    folder.mkdir()
    return True


def owner(one: str, of: str, more: str = "") -> str:
    return claim("Ownership", f'owner = "vendor:{one}"\nowned = "vendor:{of}"\n{more}')


@pytest.mark.parametrize(
    ("claims", "check"),
    [
        ((("acme", "gamma", "share = 0.7\n"), ("beta", "gamma", "share = 0.7\n")), "shares-above-one"),
        (
            (
                ("acme", "gamma", "share = 0.7\nsince = 2015\nuntil = 2022\n"),
                ("beta", "gamma", "share = 0.7\nsince = 2018\nuntil = 2020\n"),
            ),
            "shares-above-one",
        ),
        ((("acme", "gamma", "share = 0.7\nsince = 2015\n"), ("beta", "gamma", "share = 0.7\nsince = 2018\n")), ""),
        (
            (("acme", "gamma", "share = 0.7\nheldAt = 2019\n"), ("beta", "gamma", "share = 0.7\nheldAt = 2019\n")),
            "shares-above-one",
        ),
        ((("acme", "gamma", "share = 0.7\n"), ("beta", "gamma", "share = 0.3\n")), ""),
        ((("acme", "beta", "share = 0.1\n"), ("acme", "beta", "share = 0.2\n")), "shares-at-odds"),
        (
            (("acme", "beta", "share = 0.1\nsince = 2019\n"), ("acme", "beta", "share = 0.2\nsince = 2019\n")),
            "shares-at-odds",
        ),
        ((("acme", "beta", "share = 0.1\nheldAt = 2018\n"), ("acme", "beta", "share = 0.2\nheldAt = 2019\n")), ""),
        ((("acme", "beta", "share = 0.1\n"), ("acme", "beta", "share = 0.2\nsince = 2019\n")), ""),
        ((("acme", "beta", "share = 0.1\n"), ("acme", "beta", "share = 0.2\nclaimedBy = 'vendor:acme'\n")), ""),
        ((("acme", "gamma", "share = 0.7\n"), ("beta", "gamma", "share = 0.7\nstance = 'alleges'\n")), ""),
        (
            (
                ("acme", "gamma", "share = 0.7\nsince = 2015\nuntil = 2018\n"),
                ("beta", "gamma", "share = 0.7\nsince = 2018\n"),
            ),
            "",
        ),
        (
            (("acme", "gamma", "share = 0.7\nheldAt = 2018\n"), ("beta", "gamma", "share = 0.7\nheldAt = 2019\n")),
            "",
        ),
        ((("acme", "beta", ""), ("beta", "acme", "")), "pair-turned-round"),
        ((("acme", "beta", "since = 2018\n"), ("beta", "acme", "share = 0.6\n")), "pair-turned-round"),
        ((("acme", "beta", "until = 2018\n"), ("beta", "acme", "since = 2018\n")), ""),
        ((("acme", "beta", "share = 0.4\n"), ("beta", "acme", "share = 1\n")), ""),
        ((("acme", "beta", "share = 0.5\n"), ("beta", "acme", "")), ""),
        ((("acme", "beta", "heldAt = 2018\n"), ("beta", "acme", "heldAt = 2018\n")), "pair-turned-round"),
        ((("acme", "beta", "share = 0.3\n"), ("beta", "acme", "share = 0.3\n")), ""),
        ((("acme", "beta", ""), ("beta", "acme", "stance = 'denies'\n")), ""),
    ],
)
def test_owners_of_one_source_at_one_time_fit_together(
    tmp_path: Path, claims: tuple[tuple[str, str, str], ...], check: str
) -> None:
    vendors = "id,rdf:type,rdfs:label@en\nacme,ais:Vendor,Acme\nbeta,ais:Vendor,Beta\ngamma,ais:Vendor,Gamma\n"
    invented.write(tmp_path / "sources", "herald", ARTICLE + "".join(owner(*each) for each in claims))
    known = invented.registers(tmp_path, **REGISTERS, vendors=vendors)
    found = validation.validate(invented.dataset(tmp_path / "sources", known))
    assert [finding.check.removeprefix("violations/") for finding in found] == ([check] if check else [])


def test_two_sources_may_disagree_about_owners(tmp_path: Path) -> None:
    invented.write(tmp_path / "sources", "gazette", ARTICLE + owner("acme", "beta"))
    assert [each.check for each in validation.validate(build(tmp_path, ARTICLE + owner("beta", "acme")))] == []


@pytest.mark.parametrize(
    ("head", "line"),
    [
        (
            "own_collection = true\n",
            "own_collection: it says that an edition was collected anew, and no 'series' is named",
        ),
        (
            'own_collection = true\norigin = "gazette"\n',
            "own_collection: it is beside 'gazette', whose facts it repeats",
        ),
        ("issued = 2021-03-02\naccessed = 2021-03-01\n", "line 4, accessed: 2021-03-01 is before issued = 2021-03-02"),
        ("issued = 2021\nas_of = 2022-01-01\n", "line 3, issued: 2021 is before as_of = 2022-01-01"),
        (
            '[record]\nreader = "hand"\nreviewer = "I"\nmade = 2021-03-02\nreviewed = 2021-03-01\n',
            "line 7, record.reviewed: 2021-03-01 is before made = 2021-03-02",
        ),
        ('[record]\nreader = "hand"\nreviewed = 2021-03-01\n', "line 5, record.reviewed: a review without 'reviewer'"),
        ('[record]\nreader = "hand"\nsha256 = "abc"\n', "line 5, record.sha256: 'abc' is no SHA-256"),
        ('revises = "herald"\n', "revises: it names the source itself; name the other source, or leave it out"),
        ('origin = "source:herald"\n', "origin: it names the source itself; name the other source, or leave it out"),
        ('part_of = "herald"\n', "part_of: it names the source itself; name the other source, or leave it out"),
        ('series = "herald"\n', "series: it names the source itself; name the other source, or leave it out"),
    ],
)
def test_a_source_says_of_its_origin_what_fits_together(tmp_path: Path, head: str, line: str) -> None:
    with pytest.raises(SourceError) as error:
        build(tmp_path, ARTICLE + head + claim("Supply", SUPPLIED))
    assert str(error.value).startswith(f"herald.toml, {line}")


@pytest.mark.parametrize("stated", ["since = 2030\n", 'since = "2021-04"\n', "heldAt = 2022\n", "startYear = 2022\n"])
def test_what_is_to_begin_is_planned_and_a_rule_may_name_its_day(tmp_path: Path, stated: str) -> None:
    head = ARTICLE + "issued = 2021-03-02\n"
    for name, kind, roles, check in (
        ("a", "Membership", MEMBER, ["violations/start-after-source"]),
        ("b", "Membership", MEMBER + 'stance = "plans"\n', []),
        ("c", "Regulation", BAN + HERE, []),
    ):
        assert _made(tmp_path / name)
        if kind == "Membership" or "startYear" not in stated:
            store = build(tmp_path / name, head + claim(kind, roles + stated))
            assert [each.check for each in validation.validate(store)] == check


def test_a_start_as_late_as_its_source_is_told_is_none_after_it(tmp_path: Path) -> None:
    for name, issued, stated in (("a", "2021", 'since = "2021-12"\n'), ("b", '"2021-03"', "since = 2021-03-31\n")):
        assert _made(tmp_path / name)
        store = build(tmp_path / name, f"{ARTICLE}issued = {issued}\n" + claim("Membership", MEMBER + stated))
        assert validation.validate(store) == []


def test_a_source_may_be_dated_by_its_month(tmp_path: Path) -> None:
    store = build(tmp_path, ARTICLE + 'issued = "2021-03"\naccessed = 2021-03-01\n' + claim("Supply", SUPPLIED))
    assert validation.validate(store) == []
    (quad,) = store.quads_for_pattern(ox.NamedNode(iri("source:herald")), ox.NamedNode(iri("dcterms:issued")), None)
    assert str(quad.object) == '"2021-03"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'


def test_editions_that_revise_each_other_in_a_circle_are_one_line_each(tmp_path: Path) -> None:
    says = claim("Supply", SUPPLIED)
    for key, told in (("revises", "its earlier edition leads back to"), ("part_of", "its origin leads back to")):
        invented.write(tmp_path / "sources", "gazette", ARTICLE + f'{key} = "herald"\n' + says)
        with pytest.raises(SourceErrors) as error:
            build(tmp_path, ARTICLE + f'{key} = "gazette"\n' + says)
        assert [f"{name}.toml, {key}: {told} '{name}'" for name in ("gazette", "herald")] == [
            line.partition(" (")[0] for line in str(error.value).splitlines()
        ]


def test_a_source_named_without_its_prefix_is_told_how_to_write_it(tmp_path: Path) -> None:
    wrong = 'criticized = "herald"\njudgment = "judgment:useful"\nclaimedBy = "vendor:acme"\n'
    with pytest.raises(SourceError, match="write a source as source:<id>"):
        build(tmp_path, ARTICLE + claim("Critique", wrong))


def test_a_claim_does_not_dispute_and_confirm_one_other(tmp_path: Path) -> None:
    one = claim("CountObservation", 'id = "five"\n' + COUNT + 'jurisdiction = "state:ada"\n')
    more = COUNT.replace("5", "9") + 'jurisdiction = "state:ada"\n'
    both = claim("CountObservation", more + 'disputes = ["#five"]\nconfirms = ["#five"]\n')
    assert _made(tmp_path / "a")
    assert found(tmp_path / "a", one, both) == ["violations/disputed-and-confirmed"]
    assert _made(tmp_path / "b")
    assert found(tmp_path / "b", one, claim("CountObservation", more + 'disputes = ["#five"]\n')) == []


NO = 'stance = "denies"\n'
SAYS = claim("Supply", 'id = "one"\n' + SUPPLIED)
DENIES = claim("Supply", 'id = "one"\nclaimedBy = "organization:herald"\n' + SUPPLIED + NO)
AGAINST, MATTER = "violations/judgment-against-itself", "violations/judgment-of-another-matter"


@pytest.mark.parametrize(
    ("first", "second", "check"),
    [
        (SAYS, claim("Supply", SUPPLIED + NO + 'claimedBy = "organization:herald"\nconfirms = ["#one"]\n'), AGAINST),
        (SAYS, claim("Supply", SUPPLIED + 'claimedBy = "organization:herald"\ndisputes = ["#one"]\n'), AGAINST),
        (DENIES, claim("Supply", SUPPLIED + NO + 'disputes = ["#one"]\n'), AGAINST),
        (DENIES, claim("Supply", SUPPLIED + 'confirms = ["#one"]\n'), AGAINST),
        (DENIES, claim("Supply", SUPPLIED + 'disputes = ["#one"]\n'), ""),
        (DENIES, claim("Supply", SUPPLIED + NO + 'confirms = ["#one"]\n'), ""),
        (SAYS, claim("Supply", SUPPLIED + 'stance = "alleges"\ndisputes = ["#one"]\n'), ""),
        (
            SAYS,
            claim("Membership", 'member = "state:bor"\ninitiative = "initiative:ring"\ndisputes = ["#one"]\n'),
            MATTER,
        ),
        (
            SAYS,
            claim("Membership", 'member = "state:bor"\ninitiative = "initiative:ring"\nconfirms = ["#one"]\n'),
            MATTER,
        ),
        (SAYS, claim("Supply", 'supplier = "vendor:beta"\nrecipient = "state:bor"\ndisputes = ["#one"]\n'), MATTER),
        (SAYS, claim("Membership", MEMBER + 'disputes = ["#one"]\n'), ""),
        (SAYS, claim("Supply", 'supplier = "vendor:beta"\nrecipient = "state:ada"\ndisputes = ["#one"]\n'), ""),
        (SAYS, claim("Use", 'place = "place:port"\n' + CAMERAS + 'disputes = ["#one"]\n'), ""),
        (
            SAYS,
            claim(
                "Critique",
                'criticized = "source:herald"\njudgment = "judgment:useful"\nclaimedBy = "vendor:acme"\n'
                'disputes = ["#one"]\n',
            ),
            "",
        ),
    ],
)
def test_a_claim_judges_what_it_is_about_and_not_what_it_says_itself(
    tmp_path: Path, first: str, second: str, check: str
) -> None:
    assert found(tmp_path, first, second) == ([check] if check else [])


@pytest.mark.parametrize(
    ("denied", "affirmed", "check"),
    [
        (SUPPLIED, SUPPLIED + CAMERAS, True),
        (SUPPLIED, SUPPLIED + "since = 2018\n", True),
        (SUPPLIED, SUPPLIED + "until = 2018\n", False),
        (SUPPLIED, SUPPLIED + "heldAt = 2018\n", False),
        (SUPPLIED + "heldAt = 2018\n", SUPPLIED + CAMERAS + "heldAt = 2018\n", True),
        (SUPPLIED + "heldAt = 2018\n", SUPPLIED + CAMERAS + "heldAt = 2019\n", False),
        (SUPPLIED + CAMERAS, SUPPLIED, False),
        (SUPPLIED, SUPPLIED + CAMERAS + 'claimedBy = "organization:herald"\n', False),
        (SUPPLIED, SUPPLIED + CAMERAS + 'stance = "alleges"\n', False),
        (SUPPLIED, SUPPLIED.replace("acme", "beta") + CAMERAS, False),
        (SUPPLIED + 'technology = "technology:sensing"\n', SUPPLIED + CAMERAS, True),
    ],
)
def test_a_source_does_not_deny_a_whole_and_affirm_a_part(
    tmp_path: Path, denied: str, affirmed: str, check: bool
) -> None:
    told = found(tmp_path, claim("Supply", denied + NO), claim("Supply", affirmed))
    assert told == ["violations/whole-denied-part-affirmed"] * check


@pytest.mark.parametrize(
    ("ban", "permission", "check"),
    [
        (HERE, HERE, True),
        (HERE + "since = 2019\n", HERE + "since = 2019\n", True),
        (HERE + "since = 2018\nuntil = 2021\n", HERE + "since = 2020\n", True),
        (HERE + "since = 2020\n", HERE + "since = 2018\nuntil = 2021\n", True),
        (HERE + "since = 2018\nuntil = 2020\n", HERE + "since = 2020\n", False),
        (HERE + "since = 2018\n", HERE + "since = 2020\n", False),
        (HERE, 'place = "place:port"\n', False),
        ('place = "place:port"\n', 'place = "place:port"\n', True),
        (HERE, HERE + 'stance = "plans"\n', False),
        (HERE, HERE + 'claimedBy = "vendor:acme"\n', False),
    ],
)
@pytest.mark.parametrize("effect", ["ban", "moratorium"])
def test_a_source_does_not_forbid_and_permit_at_once(
    tmp_path: Path, ban: str, permission: str, check: bool, effect: str
) -> None:
    no = CAMERAS + f'effect = "effect:{effect}"\n' + ban
    yes = CAMERAS + 'effect = "effect:permission"\n' + permission
    told = found(tmp_path, claim("Regulation", no), claim("Regulation", yes))
    assert told == ["violations/banned-and-permitted"] * check


@pytest.mark.parametrize(
    ("steps", "check"),
    [
        (("ab", "bc", "ca"), True),
        (("ab", "bc", "cd", "da"), True),
        (("ab", "bc", "cd", "de", "ef", "fa"), True),
        (("ab since = 2015", "bc since = 2018", "ca since = 2017"), True),
        (("ab since = 2015", "bc", "ca until = 2020"), True),
        (("ab heldAt = 2019", "bc heldAt = 2019", "ca heldAt = 2019"), True),
        (("ab heldAt = 2018", "ab heldAt = 2019", "bc heldAt = 2019", "ca heldAt = 2019"), True),
        (("ab heldAt = 2018", "bc heldAt = 2019", "ca heldAt = 2019"), False),
        (("ab since = 2010\nuntil = 2014", "bc since = 2015", "ca since = 2017"), False),
        (("ab share = 0.4", "bc", "ca"), False),
        (("ab stance = 'denies'", "bc", "ca"), False),
        (("ab stance = 'plans'", "bc", "ca"), False),
        (("ab", "bc", "cd", "ad"), False),
        (("ab", "bc", "ca", "cd", "de"), True),
    ],
)
def test_owners_do_not_stand_in_a_circle(tmp_path: Path, steps: tuple[str, ...], check: bool) -> None:
    vendors = "id,rdf:type,rdfs:label@en\n" + "".join(f"{one}{one},ais:Vendor,{one}{one}\n" for one in "abcdef")
    told = (owner(step[0] * 2, step[1] * 2, step[2:].strip() + "\n") for step in steps)
    invented.write(tmp_path / "sources", "herald", ARTICLE + "".join(told))
    known = invented.registers(tmp_path, **REGISTERS, vendors=vendors)
    findings = validation.validate(invented.dataset(tmp_path / "sources", known))
    assert [finding.check for finding in findings] == ["violations/owners-in-circle"] * check
    assert all(curie(finding.resource).startswith("claim:") for finding in findings)


def test_owners_of_two_sources_make_no_circle(tmp_path: Path) -> None:
    vendors = "id,rdf:type,rdfs:label@en\nacme,ais:Vendor,A\nbeta,ais:Vendor,B\ngamma,ais:Vendor,C\n"
    invented.write(tmp_path / "sources", "gazette", ARTICLE + owner("acme", "beta") + owner("beta", "gamma"))
    invented.write(tmp_path / "sources", "herald", ARTICLE + owner("gamma", "acme"))
    known = invented.registers(tmp_path, **REGISTERS, vendors=vendors)
    assert validation.validate(invented.dataset(tmp_path / "sources", known)) == []


@pytest.mark.parametrize(
    ("head", "roles", "line"),
    [
        ('archived = "my shelf"\n', SUPPLIED, "herald.toml, line 3, archived: 'my shelf' is no address;"),
        ("", SUPPLIED + 'stance = "doubts"\n', "unknown stance 'doubts'; use one of alleges, asserts, denies,"),
        (
            "",
            SUPPLIED + 'since = "0099"\n',
            "since: '0099' is no year, month or day; write 2019, 2019-05 or 2019-05-21",
        ),
        ("", SUPPLIED + 'curation = "corrected"\n', "a recovered claim without a reason; say in 'reason' what was put"),
    ],
)
def test_what_cannot_be_read_is_one_line(tmp_path: Path, head: str, roles: str, line: str) -> None:
    with pytest.raises(SourceError) as error:
        build(tmp_path, ARTICLE + head + claim("Supply", roles))
    assert line in str(error.value)
    assert "\n" not in str(error.value)


def test_a_regulation_without_effect_or_technology_is_one_line(tmp_path: Path) -> None:
    for role in ("effect", "technology"):
        roles = "".join(line + "\n" for line in BAN.splitlines() if not line.startswith(role))
        with pytest.raises(SourceError, match=f"a Regulation without '{role}'; say its {role}"):
            build(tmp_path, ARTICLE + claim("Regulation", roles + 'place = "place:port"\n'))


def test_a_place_in_two_states_is_a_finding(tmp_path: Path) -> None:
    places = "id,rdf:type,rdfs:label@en,ais:inState\nport,ais:Place,Port,state:ada|state:bor\n"
    invented.write(tmp_path / "sources", "herald", ARTICLE + SUPPLY)
    store = invented.dataset(tmp_path / "sources", invented.registers(tmp_path, places=places))
    assert [finding.check for finding in validation.validate(store)] == ["shapes/PlaceShape"]


def test_a_denied_membership_ban_or_owner_is_in_no_answer_and_is_told_as_denied(tmp_path: Path) -> None:
    no = 'stance = "denies"\n'
    denied = {"Membership": MEMBER, "Regulation": BAN + 'jurisdiction = "state:ada"\n', "Ownership": OWNED}
    store = build(tmp_path, ARTICLE + "".join(claim(kind, roles + no) for kind, roles in denied.items()))
    assert validation.validate(store) == []
    asked = {"members-of-initiative": {"initiative": "initiative:ring"}, "owners": {}}
    for name, params in (asked | {"regulations": {"technology": "technology:cameras"}}).items():
        assert len(query.find(name).run(store, **params)) == 0, name
    rows = query.find("denials").run(store).values()
    assert {curie(row["kind"]) for row in rows} == {f"ais:{kind}" for kind in denied}


@pytest.mark.parametrize(
    ("kind", "roles", "name", "params"),
    [
        ("Ownership", OWNED, "owners", {}),
        ("Regulation", BAN + 'place = "place:port"\n', "regulations", {"technology": "technology:cameras"}),
        ("Membership", MEMBER, "members-of-initiative", {"initiative": "initiative:ring"}),
        ("Supply", SUPPLIED, "suppliers-of-state", {"state": "state:ada"}),
        (
            "Use",
            'user = "state:ada"\n' + CAMERAS,
            "states-using",
            {"technology": "technology:cameras", "edition": "source:herald"},
        ),
    ],
)
def test_a_span_of_years_takes_what_is_said_of_it_and_nothing_that_has_no_time(
    tmp_path: Path, kind: str, roles: str, name: str, params: dict[str, str]
) -> None:
    question = query.find(name)
    for folder, times, inside, outside in (
        ("a", 'since = "2018-05"\nuntil = 2020\n', (2020, 2022), (2021, 2022)),
        ("b", 'until = "2019-03"\n', (2010, 2019), (2010, 2011)),
        ("c", "since = 2019\n", (2015, 2026), (2025, 2026)),
        ("d", "heldAt = 2019-05-01\n", (2019, 2019), (2020, 2022)),
    ):
        assert _made(tmp_path / folder)
        store = build(tmp_path / folder, ARTICLE + claim(kind, roles + times))
        assert len(question.run(store, **params)) == 1
        assert len(question.run(store, **params, since=inside[0], until=inside[1])) == 1, (folder, "inside")
        assert len(question.run(store, **params, since=outside[0], until=outside[1])) == 0, (folder, "outside")
        unknown = question.run(store, **params, since=outside[0], until=outside[1], holding="unknown")
        assert len(unknown) == (folder != "a"), (folder, "unknown")
    assert _made(tmp_path / "e")
    store = build(tmp_path / "e", ARTICLE + claim(kind, roles))
    assert len(question.run(store, **params)) == 1
    assert len(question.run(store, **params, since=1000, until=2999)) == 0


def test_what_holds_as_of_an_edition_is_in_its_year_in_questions_and_views_of_an_edition(tmp_path: Path) -> None:
    use = claim("Use", 'user = "state:ada"\n' + CAMERAS) + claim(
        "Use", 'user = "state:bor"\n' + CAMERAS + "until = 2015\n"
    )
    edition = ARTICLE.replace("Article", "Edition") + "edition_year = 2020\n"
    store = build(tmp_path, edition + use)
    asked = {"states-using": {"technology": "technology:cameras"}, "region-to-technology": {}}
    for name, params in asked.items():
        question = query.find(name, "views" if "-to-" in name else "questions")
        given = params | {"edition": "source:herald"}

        def states(question: query.Query = question, given: dict[str, str] = given, **span: int) -> list[str]:
            return sorted(curie(row["state"]) for row in question.run(store, **given, **span).values())

        assert states() == ["state:ada", "state:bor"]
        assert states(since=2020, until=2020) == states(since=2016) == ["state:ada"]
        assert states(until=2015) == states(since=2010, until=2019) == ["state:bor"]
        assert states(until=2014) == states(since=2010, until=2014) == []
        assert states(since=2021) == []
