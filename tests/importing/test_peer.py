"""Layouts of tables that others publish, each with rows of our own in that layout; none of their data is here."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import UnknownName
from kg.evidence.claim import Claim
from kg.importing import peer
from tests.importing import workbooks

ATLAS = (
    "AOSNUMBER,NEWAOSNUMBER (ORI9),City,County,State,Agency,Type of LEA,Summary,Type of Juris,Technology,TECH ABV,"
    "Vendor,Link 1,Link 1 Snapshot,Link 1 Source,Link 1 Type,Link 1 Date,Link 2,Link 3,Other Links"
)
SIMPLE = "id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,dataset,first_seen,last_seen"
STATEMENTS = (
    "canonical_id,entity_id,prop,prop_type,schema,value,dataset,origin,lang,original_value,external,first_seen,"
    "last_seen,id"
)
INDEX = (
    'Country;Region;v2x_polyarchy;v2x_regime;"""Freedom on the Net 2019"" Status";'
    '"""Freedom on the Net 2019"" Total Score";'
    "Military Expenditures (USD) 2018;Military Expenditures Ranking (2018); BRI Member?;China ODI Rank (EIU);"
    "Safe City System;Facial Recognition System;Smart Policing;Social Media Surveillance;China Tech?;US Tech?;"
    "Other Countries;Company 1;Company 2;Company 3;Company 4;Company 5;;;;;;;;;"
)
INVENTORY = "Use Case Name,Agency,Bureau,Stage of Development,Date Implemented,Date Retired,Other"
ROWS = {
    "aigs-2020": (
        "csv",
        [INDEX, 'Kenya;AF;0,5;EA;;;10,5;3;x;;x;;;;1;;"Israel, UK";Huawei;;;;;"ZTE, NEC";;;;;;;;'],
        {
            "Use state:ken technology:ai-surveillance",
            "Use state:ken technology:safe-city",
            "Membership state:ken initiative:bri",
            *(
                f"Supply {supplier} state:ken technology:ai-surveillance"
                for supplier in (
                    *("group:chinese-companies", "group:israeli-companies", "group:uk-companies"),
                    *("vendor:huawei", "vendor:zte", "vendor:nec"),
                )
            ),
            "Classification category:aigs-af state:ken scheme:aigs-region",
            "Classification 0.5 state:ken scheme:electoral-democracy-index 2019",
            "Classification category:electoral-autocracy state:ken scheme:regimes-of-the-world 2019",
            "Classification 10.5 state:ken scheme:military-expenditure-usd 2018",
            "Classification 3 state:ken scheme:military-expenditure-rank 2018",
        },
    ),
    "aigs-2019": (
        "json",
        [
            json.dumps(
                [
                    {"country": "Kenya", "description": "…", "chinese": True, "us": False, "city": "x", "facial": 1},
                    {"country": "Serbia", "description": "", "chinese": "yes", "us": "", "city": "", "policing": "Y"},
                ]
            )
        ],
        {
            *(f"Use state:{state} technology:ai-surveillance" for state in ("ken", "srb")),
            *(f"Use state:ken technology:{technology}" for technology in ("safe-city", "facial-recognition")),
            "Use state:srb technology:smart-policing",
            *(f"Supply group:chinese-companies state:{s} technology:ai-surveillance" for s in ("ken", "srb")),
        },
    ),
    "spyware-inventory": (
        "csv",
        [
            "Country of deployment,Category of technology,Period of use,Year of disclosure,Commercial Entity,"
            "Country of origin,Description,Digital Repression Index 2021,V-Dem Electoral Democracy Index 2021,"
            "V-Dem Regime Type 2021",
            "Kenya,facial recognition,2014-2016,2018,Huawei; NEC,China,invented,0.5,0.25,EA",
            "Mali,invented kind,2014,2018,Huawei,China,invented,,,",
        ],
        {
            *(f"Supply 2014 2016 state:ken technology:facial-recognition vendor:{v}" for v in ("huawei", "nec")),
            "Use 2014 2016 state:ken technology:facial-recognition",
            "Classification 0.5 state:ken scheme:digital-repression-index 2021",
            "Classification 0.25 state:ken scheme:electoral-democracy-index 2021",
            "Classification category:electoral-autocracy state:ken scheme:regimes-of-the-world 2021",
        },
    ),
    "eff-atlas": (
        "csv",
        [
            ATLAS,
            "A1,,Town,County,XX,U.S. Customs and Border Protection,Federal,,Federal,Face Recognition,FR,Palantir,"
            "https://a.example,,,,,,,",
            "A2,,Town,County,XX,Invented Police,Police,,Municipal,Face Recognition,FR,Palantir,https://b.example,,,,,,,",
        ],
        {
            "Use technology:facial-recognition organization:us-cbp",
            "Supply organization:us-cbp state:usa vendor:palantir technology:facial-recognition",
            "Supply state:usa vendor:palantir technology:facial-recognition",
        },
    ),
    "opensanctions-targets": (
        "csv",
        [
            SIMPLE,
            "N1,Company,Huawei,,,cn,,,,List,2020,2021",
            "N2,Company,Invented Ltd,,,de;fr,,,,List,2020,2021",
            "N3,Person,ZTE,,,cn,,,,List,2020,2021",
        ],
        {"HomeState vendor:huawei state:chn"},
    ),
    "opensanctions-statements": (
        "csv",
        [
            STATEMENTS,
            "N1,E1,name,name,Company,Hikvision,Entity List,,,,f,2020,2021,1",
            "N1,E1,country,country,Company,cn,Entity List,,,,f,2020,2021,2",
        ],
        {"Listing vendor:hikvision list:bis-entity-list"},
    ),
    "followthemoney": (
        "jsonl",
        [
            json.dumps({"id": "1", "schema": "Company", "properties": {"name": ["NEC", "Odd"], "country": ["jp"]}}),
            json.dumps({"id": "2", "schema": "Person", "properties": {"name": ["ZTE"], "country": ["cn"]}}),
        ],
        {"HomeState vendor:nec state:jpn"},
    ),
    "wikidata-homes": (
        "csv",
        [
            "item,itemLabel,country,countryLabel",
            "http://www.wikidata.org/entity/Q338825,Accenture,http://www.wikidata.org/entity/Q889,Afghanistan",
        ],
        {"HomeState vendor:accenture state:afg"},
    ),
    "us-ai-inventory-2024": (
        "csv",
        [
            INVENTORY,
            "Babel,Homeland,U.S. Customs and Border Protection,Implementation and Assessment,7/1/2023,,",
            "Invented helper,Homeland,U.S. Customs and Border Protection,Retired,,,",
        ],
        {"Use 2023-07-01 technology:social-media-surveillance organization:us-cbp"},
    ),
}


def said(claim: Claim) -> frozenset[str]:
    return frozenset((claim.kind, *(workbooks.short(value) for _, value in claim.roles)))


@pytest.mark.parametrize("name", ROWS)
def test_a_layout_of_a_peer_makes_these_claims_of_a_table_in_it(name: str, tmp_path: Path) -> None:
    suffix, lines, expected = ROWS[name]
    path = tmp_path / f"My {name}.{suffix}"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    taken = workbooks.imported(path, tmp_path / "sources", layout=peer.layout(name))
    assert taken.files[0].name == f"my-{name}.{suffix}"
    assert {said(claim) for claim in workbooks.claims(taken)} == {frozenset(each.split()) for each in expected}


def test_each_layout_is_tried_but_for_the_workbook_whose_two_sheets_are_those_of_the_index() -> None:
    assert set(peer.names()) == {*ROWS, "aigs-2022"}


def test_a_layout_that_is_none_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match="did you mean 'eff-atlas'"):
        peer.layout("eff-atlass")


def test_a_person_at_a_terminal_is_asked_once_for_each_name_and_the_answers_stand_in_the_mapping(
    tmp_path: Path,
) -> None:
    (tmp_path / "kg.toml").write_text('title = "Mine"\n', encoding="utf-8")
    rows: list[list[object]] = [["Country", "Vendor"], ["Kenya", "Huwaei"], ["Mali", "Acme"], ["Peru", "Acme"]]
    path = workbooks.as_csv(tmp_path / "desk.csv", [*rows, ["Chad", "Hikvisoin"]])
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "kg", "import", str(path)]
    os.write(ours, b"1\n-\nDahua\n")
    done = subprocess.run(command, cwd=tmp_path, stdin=theirs, stdout=subprocess.PIPE, stderr=theirs, check=False)
    os.close(theirs)
    os.close(ours)
    text = (tmp_path / "sources" / "desk.map.toml").read_text("utf-8")
    assert done.returncode == 0
    assert '"Huwaei" = { as = "vendor:huawei", reason = ' in text
    assert '"Acme" = { leave = "no vendor" }' in text
    assert '"Hikvisoin" = { as = "vendor:dahua", reason = ' in text
    assert "        2  claims of kind Supply" in done.stdout.decode()
