"""The claim tables, recounted with nothing but ``csv``: what was published is what the claims say."""

import csv
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
REGISTERS = ROOT / "ontology" / "registers"
SOURCES = ROOT / "sources"
TABLES = sorted(path.stem for path in SOURCES.glob("*.csv"))

Claims = list[dict[str, str]]


def rows(path: Path) -> Claims:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def claims(source: str, **wanted: str) -> Claims:
    found = rows(SOURCES / f"{source}.csv")
    return [claim for claim in found if all(claim.get(key) == value for key, value in wanted.items())]


def users(source: str, technology: str) -> set[str]:
    return {claim["user"] for claim in claims(source, kind="Use", technology=f"technology:{technology}")}


def supplied(source: str, supplier: str, *modalities: str) -> set[str]:
    found = claims(source, kind="Supply", supplier=supplier)
    return {claim["recipient"] for claim in found if not modalities or claim["modality"] in modalities}


def members(source: str) -> set[str]:
    return {claim["member"] for claim in claims(source, kind="Membership", initiative="initiative:bri")}


def names(row: dict[str, str]) -> Iterator[str]:
    for column, cell in row.items():
        if column.partition("@")[0] in ("rdfs:label", "skos:altLabel") and cell:
            yield from cell.split("|")


# The editions


@pytest.mark.parametrize(
    ("source", "technology", "number"),
    [
        ("aigs-2022", "ai-surveillance", 97),
        ("aigs-2022", "safe-city", 64),
        ("aigs-2022", "facial-recognition", 78),
        ("aigs-2022", "smart-policing", 69),
        ("aigs-2022", "social-media-surveillance", 38),
        ("aigs-2020", "ai-surveillance", 77),
        ("aigs-2020", "safe-city", 55),
        ("aigs-2020", "facial-recognition", 68),
        ("aigs-2020", "smart-policing", 61),
        ("aigs-2020", "social-media-surveillance", 36),
        ("aigs-2019-map", "ai-surveillance", 75),
    ],
)
def test_as_many_use_it_as_the_edition_marks(source: str, technology: str, number: int) -> None:
    assert len(users(source, technology)) == number


@pytest.mark.parametrize(
    ("source", "chinese", "us", "bri", "both"),
    [("aigs-2022", 68, 31, 68, 53), ("aigs-2020", 57, 29, 58, 45)],
)
def test_as_many_are_supplied_as_the_edition_marks(source: str, chinese: int, us: int, bri: int, both: int) -> None:
    from_china = supplied(source, "group:chinese-companies")
    assert len(from_china) == chinese
    assert len(supplied(source, "group:us-companies")) == us
    assert len(members(source)) == bri
    assert len(from_china & members(source)) == both


@pytest.mark.parametrize(
    ("vendor", "published", "with_recovered", "in_2020"),
    [
        ("huawei", 51, 54, 45),
        ("nec", 14, 16, 16),
        ("hikvision", 12, 13, 13),
        ("zte", 8, 9, 9),
        ("palantir", 9, 9, 9),
        ("dahua", 4, 6, 6),
        ("ibm", 4, 4, 4),
        ("cisco", 1, 2, 2),
    ],
)
def test_as_many_are_supplied_by_a_vendor_as_the_editions_name(
    vendor: str, published: int, with_recovered: int, in_2020: int
) -> None:
    assert len(supplied("aigs-2022", f"vendor:{vendor}", "asserted")) == published
    assert len(supplied("aigs-2022", f"vendor:{vendor}")) == with_recovered
    assert len(supplied("aigs-2020", f"vendor:{vendor}")) == in_2020


def test_nothing_in_the_2020_edition_is_recovered() -> None:
    assert {claim["modality"] for claim in claims("aigs-2020")} == {"asserted"}


# What was put right


def vendors_of(source: str, state: str) -> set[str]:
    found = claims(source, kind="Supply", recipient=f"state:{state}")
    return {claim["supplier"] for claim in found if claim["supplier"].startswith("vendor:")}


def test_tajikistan_is_supplied_by_huawei_only() -> None:
    assert vendors_of("aigs-2022", "tjk") == {"vendor:huawei"}


@pytest.mark.parametrize("state", ["aus", "chn", "ind", "isr", "kor", "phl", "rus", "sau", "sgp", "are", "usa"])
def test_a_row_whose_vendors_were_put_right_has_those_of_2020(state: str) -> None:
    assert vendors_of("aigs-2022", state) == vendors_of("aigs-2020", state)


@pytest.mark.parametrize("state", ["fra", "ind", "rus", "svn", "tjk"])
def test_a_row_that_others_vendors_stood_on_keeps_its_own(state: str) -> None:
    here = {claim["column"] for claim in claims("aigs-2022", recipient=f"state:{state}", modality="asserted")}
    assert not any("(column " in column for column in here)


def test_a_moved_vendor_keeps_the_cell_it_stands_in() -> None:
    moved = claims("aigs-2022", row="40", column="Company 11 (column AC)")
    assert [(claim["recipient"], claim["supplier"], claim["cell"]) for claim in moved] == [
        ("state:usa", "vendor:nec", "NEC")
    ]
    assert moved[0]["modality"] == "recovered"
    assert not moved[0]["locatedIn"]


def test_a_restored_vendor_stands_where_its_locator_says() -> None:
    restored = [claim for claim in claims("aigs-2022") if claim["locatedIn"]]
    there = {(c["row"], c["column"], c["cell"], c["supplier"], c["recipient"]) for c in claims("aigs-2020")}
    assert len(restored) == 13
    for claim in restored:
        assert claim["locatedIn"] == "source:aigs-2020"
        assert (claim["row"], claim["column"], claim["cell"], claim["supplier"], claim["recipient"]) in there


def test_the_wrecked_name_of_the_united_states_leaves_its_row_asserted() -> None:
    found = claims("aigs-2022", row="97")
    recovered = [claim for claim in found if claim["modality"] == "recovered"]
    assert [(claim["user"], claim["column"]) for claim in recovered] == [("state:usa", "Country")]
    assert recovered[0]["cell"].startswith("UnitElectoral Democracy")


def test_the_wrecked_supplier_states_are_recovered_and_the_third_is_asserted() -> None:
    found = claims("aigs-2022", row="91", column="Other Countries")
    assert {claim["supplier"]: claim["modality"] for claim in found} == {
        "group:south-korean-companies": "recovered",
        "group:swedish-companies": "recovered",
        "group:russian-companies": "asserted",
    }


def test_a_cell_that_lists_nine_firms_makes_nine_claims() -> None:
    assert len(claims("aigs-2022", row="23", column="Company 7 (column Y)")) == 9


def test_many_is_no_vendor() -> None:
    assert not any(claim["cell"] == "Mult" for table in ("aigs-2020", "aigs-2022") for claim in claims(table))


# The other tables


def test_the_digital_repression_sheet_covers_179_jurisdictions() -> None:
    found = claims("aigs-2022-digital-repression", scheme="scheme:digital-repression-index")
    assert len({claim["jurisdiction"] for claim in found}) == 179 == len(found)


def test_regime_types_have_the_year_they_are_of() -> None:
    for source, year in (("aigs-2020", "2019"), ("aigs-2022", "2021"), ("aigs-2022-digital-repression", "2021")):
        found = claims(source, scheme="scheme:regimes-of-the-world")
        assert {claim["year"] for claim in found} == {year}
    years = Counter(claim["year"] for claim in claims("regimes-of-the-world"))
    assert years == {"2018": 174, "2019": 174, "2021": 174, "2022": 174}


def test_each_state_joined_once_and_the_two_of_one_name_are_told_apart() -> None:
    assert len(members("bri-joining")) == 152 == len(claims("bri-joining"))
    recovered = {claim["member"]: claim["entry"] for claim in claims("bri-joining", modality="recovered")}
    assert recovered == {"state:dom": "dominica 多米尼加", "state:cod": "Congo 刚果（金）"}
    assert {"state:dma", "state:cog"} <= members("bri-joining")


def test_five_states_that_had_joined_are_not_flagged_in_2022() -> None:
    joined = {claim["member"] for claim in claims("bri-joining") if claim["startYear"] <= "2021"}
    for state in ("mmr", "blr", "aut", "bwa", "grc"):
        assert f"state:{state}" in joined & users("aigs-2022", "ai-surveillance")
    assert {"state:blr", "state:aut", "state:bwa", "state:grc", "state:mmr"} & members("aigs-2022") == set()


def test_what_the_map_of_2019_does_not_show_is_not_supplied() -> None:
    illegible = {claim["user"] for claim in claims("aigs-2019-map", kind="Use") if "illegible" in claim["entry"]}
    assert len(illegible) == 8
    assert not any(claim["recipient"] in illegible for claim in claims("aigs-2019-map", kind="Supply"))
    assert {claim["modality"] for claim in claims("aigs-2019-map")} == {"recovered"}
    assert len(supplied("aigs-2019-map", "group:chinese-companies")) == 58
    assert len(supplied("aigs-2019-map", "group:us-companies")) == 27


def test_a_home_is_stated_by_the_address_of_the_vendor_itself() -> None:
    homes = claims("us-lists", kind="HomeState")
    assert len(homes) == len({claim["agent"] for claim in homes})
    code = {f"state:{row['id']}": row["ais:alpha2"] for row in rows(REGISTERS / "states.csv")}
    for claim in homes:
        assert claim["entry"].endswith(f", {code[claim['state']]}")
    assert "vendor:cetc" not in {claim["agent"] for claim in homes}


def test_dates_are_iso_dates_in_order() -> None:
    for claim in claims("us-lists", kind="Listing"):
        assert not claim["startDate"] or (len(claim["startDate"]) == 10 and claim["startDate"][:2] in ("20", "19"))
        assert not claim["endDate"] or claim["startDate"] < claim["endDate"]


# Every table


@pytest.mark.parametrize("table", TABLES)
def test_every_claim_has_a_locator_and_a_reason_where_it_was_put_right(table: str) -> None:
    for claim in claims(table):
        assert claim.get("entry") or (claim["row"] and claim["column"] and claim["cell"]), claim
        assert claim["modality"] in ("asserted", "recovered") or (not claim["modality"] and claim["stance"])
        assert bool(claim.get("reason")) == (claim["modality"] == "recovered"), claim


@pytest.mark.parametrize("table", TABLES)
def test_every_thing_named_is_in_a_register(table: str) -> None:
    known = {
        f"{path.stem[:-3] + 'y' if path.stem.endswith('ies') else path.stem.removesuffix('s')}:{row['id']}"
        for path in REGISTERS.glob("*.csv")
        for row in rows(path)
    } | {f"source:{path.stem}" for path in SOURCES.glob("*.toml")}
    literals = {"row", "column", "cell", "sheet", "entry", "citation", "reason", "listedAs"}
    named = {value for claim in claims(table) for key, value in claim.items() if key not in literals and ":" in value}
    assert named
    assert named - known == set()


@pytest.mark.parametrize("table", TABLES)
def test_a_table_has_as_many_claims_as_its_source_expects(table: str) -> None:
    stated = tomllib.loads((SOURCES / f"{table}.toml").read_text(encoding="utf-8"))
    assert Counter(claim["kind"] for claim in claims(table)) == stated["expect"]


@pytest.mark.parametrize("table", TABLES)
def test_no_claim_is_made_twice(table: str) -> None:
    found = claims(table)
    assert len({tuple(claim.items()) for claim in found}) == len(found)


@pytest.mark.parametrize("register", sorted(path.stem for path in REGISTERS.glob("*.csv")))
def test_a_name_belongs_to_one_row_of_a_register(register: str) -> None:
    owners: dict[str, str] = {}
    for row in rows(REGISTERS / f"{register}.csv"):
        for name in names(row):
            assert name == name.strip()
            assert owners.setdefault(name.casefold(), row["id"]) == row["id"], name


def test_rows_refer_to_rows_that_exist() -> None:
    regions = {f"region:{row['id']}" for row in rows(REGISTERS / "regions.csv")}
    states = rows(REGISTERS / "states.csv")
    assert {row["ais:region"] for row in states} - {""} <= regions
    assert {row["ais:region"] for row in rows(REGISTERS / "regions.csv")} - {""} <= regions
    schemes = {f"scheme:{row['id']}" for row in rows(REGISTERS / "schemes.csv")}
    assert {row["skos:inScheme"] for row in rows(REGISTERS / "categories.csv")} <= schemes
    assert {row["ais:membersBasedIn"] for row in rows(REGISTERS / "groups.csv")} <= {f"state:{r['id']}" for r in states}


@pytest.mark.parametrize(("initiative", "number"), [("asean", 10), ("african-union", 54), ("eu", 27), ("gcc", 6)])
def test_unions_have_the_members_that_the_list_names(initiative: str, number: int) -> None:
    found = claims("worldcountrygroups", kind="Membership", initiative=f"initiative:{initiative}")
    assert len({claim["member"] for claim in found}) == len(found) == number
    assert not {"since", "until", "heldAt", "startYear"} & set(found[0])
