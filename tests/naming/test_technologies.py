"""What technologies are called in other languages: each name means one of them, and what is only near is listed."""

import csv
from pathlib import Path

import pytest

from kg.evidence import register
from kg.tables.resolution import Open, Resolver, Value
from kg.tables.separator import SEPARATORS
from tests.importing import workbooks

KNOWN = {
    "technology:facial-recognition": (
        *("Gesichtserkennung", "GESICHTSERKENNUNG", "biometrische Gesichtserkennung", "reconnaissance faciale"),
        *("riconoscimento facciale", "reconhecimento facial", "gezichtsherkenning", "rozpoznawanie twarzy", "顔認識"),
        *(
            "распознавание лиц",
            "yüz tanıma",
            "YÜZ TANIMA",
            "التعرف على الوجه",
            "얼굴 인식",
            "人臉辨識",
            "arcfelismerés",
        ),
    ),
    "technology:video-surveillance": (
        *("Videoüberwachung", "Videou\u0308berwachung", "Überwachungskameras", "videosorveglianza", "cameratoezicht"),
        *("vidéosurveillance", "vidéoprotection", "видеонаблюдение", "video-nadzor", "videovigilância"),
    ),
    "technology:social-media-surveillance": ("Überwachung sozialer Medien", "surveillance des réseaux sociaux"),
    "technology:safe-city": ("безопасный город", "ciudad segura"),
}
NEAR = {
    "Gesichtserfassung": "technology:facial-recognition",
    "vorausschauende Polizeiarbeit": "",
    "predictive policing": "technology:smart-policing",
    "safe cities": "technology:safe-city",
    "live facial recognition": "technology:facial-recognition",
}
UNKNOWN = (
    "Fingerabdruck",
    "Kennzeichenerfassung",
    "sichere Stadt",
    "smart city",
    "Überwachung",
    "surveillance",
    "nadzor",
)


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    return Resolver(register.released(), {})


@pytest.mark.parametrize(("thing", "text"), [(thing, text) for thing, texts in KNOWN.items() for text in texts])
def test_a_word_of_another_language_means_its_technology(thing: str, text: str, resolver: Resolver) -> None:
    (found,) = resolver.several("technology", text, list(SEPARATORS))
    assert isinstance(found, Value)
    assert found.text == thing


@pytest.mark.parametrize("text", [*NEAR, *UNKNOWN])
def test_what_is_only_near_a_technology_is_open_and_no_guess(text: str, resolver: Resolver) -> None:
    found = resolver.one("technology", text)
    assert isinstance(found, Open)
    if NEAR.get(text):
        assert resolver.near(found)[0] == NEAR[text]


def test_each_name_of_a_technology_in_any_language_means_it_alone(checkout: Path, resolver: Resolver) -> None:
    with (checkout / "ontology" / "registers" / "technologies.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["id"] != "scheme"]
    named = [
        (f"technology:{row['id']}", column, name)
        for row in rows
        for column, cell in row.items()
        if column.startswith(("rdfs:label@", "skos:altLabel@"))
        for name in filter(None, cell.split("|"))
    ]
    assert len(named) > 120
    for thing, column, name in named:
        found = resolver.one("technology", name)
        assert isinstance(found, Value), (column, name)
        assert found.text == thing, (column, name)


def test_cells_of_other_languages_make_claims_and_the_unknown_ones_are_listed_with_candidates(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Land", "Technologie", "Jahr"],
        ["Kenia", "Gesichtserkennung, Videoüberwachung", 2019],
        ["Mali", "Videoüberwachung", 2020],
        ["Serbien", "Gesichtserfassung", 2021],
        ["Peru", "Fingerabdruck", 2021],
    ]
    taken = workbooks.imported(workbooks.as_xlsx(tmp_path / "desk.xlsx", rows), tmp_path / "sources")
    assert taken.account.claims == {"Use": 3}
    assert '"Gesichtserfassung" = ""  # 1 cell, first Sheet1!B4; it may be technology:facial-recognition' in taken.text
    assert '"Fingerabdruck" = ""' in taken.text
