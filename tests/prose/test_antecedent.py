"""Supplies that a clause tells by pointing back: only where nothing else than a ware of the state may be meant."""

import pytest

from kg.prose import extraction, pipeline  # noqa: F401 (which the condition below names)
from kg.prose.extraction import OURS, PARSE

DOUBTED = [
    "Kenya's police use street cameras in a building. It was built by Huawei.",
    "Kenya's police use facial recognition on their phones. They were made by Huawei.",
    "Kenya's police use cameras and radios. They were supplied by Huawei.",
    "Kenya's police seized cameras. They were made by Hikvision.",
    "Kenya's police warned of cameras. They were made by Hikvision.",
    "Kenya's police destroyed cameras. They were made by Hikvision.",
    "Kenya's police investigate cameras. They were made by Hikvision.",
    "Street cameras were confiscated by the Kenyan police. They were made by Hikvision.",
    "Kenya's police do not use street cameras. They were sold by Hikvision.",
    "Kenya's police do not use street cameras.\n\nThey were sold by Hikvision.",
    "Kenya's police have no spyware. It was built by Candiru.",
    "Peru's police want surveillance drones for their port. They were designed by Havelsan.",
    "Turkey's army flew drones over Syria. Havelsan built them in Ankara.",
    "Mali's army flies camera drones. Havelsan designed them in Ankara.",
    "Kenya's police use spyware, and so do those of Uganda; NSO Group sold the software.",
    "Ghana's police use drones, as those of Togo do. Hikvision sold them.",
    "Hikvision sells cameras to companies: in Europe to Germany and France.",
    "ZTE sells cameras to hotels and shops: in Africa to Ghana and Togo.",
    "Peru's police looked at street cameras. They were sold by Dahua.",
    "Peru's police said no to street cameras. They were made by Dahua.",
    "Peru's police are against street cameras. They were made by Dahua.",
    "Peru's police fear spyware. It was built by Candiru.",
    "Peru's police might use street cameras. They were supplied by Dahua.",
    "Peru's police refused to use street cameras. They were made by Dahua.",
    "Peru's police stopped a plan for street cameras. They were made by Dahua.",
    "Peru's police lack street cameras. They are made by Dahua.",
    "Peru's police found spyware on phones of journalists. It was made by Candiru.",
    "Peru's police use street cameras at a new station. It was built by Huawei.",
    "Peru's police use street cameras along a highway. It was built by ZTE.",
    "Peru's police use street cameras and Chile's use drones. They were made by Hikvision.",
    "Peru's police use street cameras. The ministry bought buses. They were made by Huawei.",
    "Candiru made spyware. Kenya's police bought phones. They were sold by Huawei.",
    "Kenya's police seized cameras; they were made by Hikvision.",
    "Kenya's police, who seized cameras, said they were made by Hikvision.",
    "Kenya's police seized street cameras that were made by Hikvision.",
    "Kenya's police do not use street cameras; Hikvision sold them.",
    "Kenya's police deny using spyware. It was developed by NSO Group.",
]
KEPT_DOUBTED = [
    "Peru's police watch the port with cameras from a tower. It was erected by Huawei.",
    "Oman's police use spyware on laptops. They were supplied by Candiru.",
    "Ghana's army bought cameras and trucks. They were delivered by Hikvision.",
    "Serbia's police smashed street cameras. They were sold by Dahua.",
    "Chile's police criticized surveillance cameras. They were made by Dahua.",
    "The police of Togo complained about street cameras. Hikvision made them.",
    "Street cameras were vandalized by Peru's police. Dahua made them.",
    "Brazil's police never used facial recognition. It was developed by NEC.",
    "If Nepal's police used facial recognition, crime would fall. It was developed by NEC.",
    "Zambia's army flies drones. Havelsan assembled them in Ankara.",
    "Fiji's police use cameras, and Tonga's do too; Dahua sold the cameras.",
    "Dahua delivers cameras to supermarkets: in Asia to Nepal and Japan.",
    "Ghana's police are suspicious of street cameras. They were made by Hikvision.",
    "Spyware was discovered by the police of Togo. It was written by Candiru.",
    "Fiji's police smeared paint on street cameras. They were made by Dahua.",
    "Oman's police cannot use facial recognition. It was developed by NEC.",
    "Nepal's police keep street cameras in a warehouse. It was built by Huawei.",
    "Chile's police use drones and motorcycles. They were sold by Hikvision.",
    "Togo's police threw away street cameras. They had been made by Dahua.",
    "Zambia's army flies camera drones from trucks. They were built by Havelsan.",
]
FOUNDED = [
    ("Kenya's police use street cameras. They were sold by Hikvision.", "hikvision ken"),
    ("Kenya's police bought cameras. They were made by Hikvision.", "hikvision ken"),
    ("Kenya has a new network of surveillance cameras. It was built by Huawei.", "huawei ken"),
    (
        "Uganda's police run a network of 300 surveillance cameras. The minister praised it. It was built by Huawei.",
        "huawei uga",
    ),
    ("Vanuatu has run facial recognition at its airport since last August; it was supplied by NEC.", "nec vut"),
    ("Egypt's new capital is under the eyes of 600 surveillance cameras. Honeywell installed them.", "honeywell egy"),
    ("Malta's police tested facial recognition in 2019. The supplier was Huawei.", "huawei mlt"),
    ("The Turkish police use cameras. Havelsan built them in Ankara.", "havelsan tur"),
    ("Kenya's police use street cameras in the capital. They were made by Hikvision.", "hikvision ken"),
    ("Kenya's police chose surveillance cameras. They were supplied by Dahua.", "dahua ken"),
    ("Peru's police use street cameras in Lima. Hikvision supplied them.", "hikvision per"),
    ("Peru's police use facial recognition on buses. NEC developed it.", "nec per"),
    ("Peru's police use facial recognition in the metro. It was supplied by NEC.", "nec per"),
    ("Peru's army uses drones along the border. They were built by Havelsan.", "havelsan per"),
    ("Peru's police use surveillance cameras and facial recognition. They were supplied by NEC.", "nec per"),
    ("Peru's police use spyware against journalists. It was made by Candiru.", "candiru per"),
    ("Peru's police track suspects with street cameras. They were supplied by Dahua.", "dahua per"),
    ("Peru's police unveiled street cameras. They were supplied by Dahua.", "dahua per"),
    ("Peru's government installed 900 street cameras in two cities. They were made by Dahua.", "dahua per"),
]
KEPT_FOUNDED = [
    ("Peru's police use street cameras. They were made by Dahua.", "dahua per"),
    ("Oman's police operate a surveillance system. It was delivered by Huawei.", "huawei omn"),
    ("Ghana's army received surveillance drones. They were built by Havelsan.", "havelsan gha"),
    ("Serbia's police installed street cameras in 2019; they were supplied by Huawei.", "huawei srb"),
    ("Chile's police have used facial recognition for years. It was developed by NEC.", "nec chl"),
    ("Togo's government uses spyware. It was sold by NSO Group.", "nso-group tgo"),
    ("Fiji's police ordered surveillance cameras. Hikvision delivered them in 2020.", "hikvision fji"),
    ("Zambia's capital has 200 surveillance cameras. They were installed by ZTE.", "zte zmb"),
    ("Nepal's police put surveillance cameras in three towns. They were built by Huawei.", "huawei npl"),
    ("Ghana's police use street cameras against protesters. They were made by Dahua.", "dahua gha"),
    ("Oman's police have facial recognition. NEC developed it.", "nec omn"),
    ("Japan's border guards use facial recognition at airports. It was supplied by NEC.", "nec jpn"),
]
PARSED = pytest.mark.skipif("pipeline.pipeline() is None", reason="no spaCy pipeline with a parser is to be had")
READERS = [OURS, pytest.param(PARSE, marks=PARSED)]


def supplies(text: str, extractor: str) -> list[str]:
    """Return the vendor and state of each supply that is read in a text and not denied."""
    found = [one for one in extraction.read(text, extractor=extractor) if one.kind == "Supply" and not one.denies]
    ends = ((str(one.roles[role]).partition(":")[2] for role in ("supplier", "recipient")) for one in found)
    return sorted(set(map(" ".join, ends)))


@pytest.mark.parametrize("extractor", READERS)
@pytest.mark.parametrize("text", [*DOUBTED, *KEPT_DOUBTED])
def test_what_may_point_back_to_something_else_is_no_supply_and_is_listed(text: str, extractor: str) -> None:
    assert supplies(text, extractor) == []
    assert [one for read in extraction.readings_of(text, extractor=extractor) for one in read.unread] != []


@pytest.mark.parametrize(("text", "pair"), [*FOUNDED, *KEPT_FOUNDED])
def test_what_points_back_to_the_one_ware_of_a_state_is_its_supply(text: str, pair: str) -> None:
    assert supplies(text, OURS) == [pair]


@PARSED
@pytest.mark.parametrize(
    "text",
    ["Serbian police guarded a shop with Huawei cameras.", "The Kenyan police raided a bank with Dahua cameras."],
)
def test_cameras_of_a_place_that_is_guarded_are_its_own(text: str) -> None:
    assert extraction.read(text, extractor=PARSE) == []


@PARSED
@pytest.mark.parametrize("done", ["polished", "cleaned", "painted", "repaired"])
def test_who_never_did_something_to_a_ware_may_have_it(done: str) -> None:
    [read] = extraction.readings_of(f"Kenya's police have never {done} cameras by Dahua.", extractor=PARSE)
    assert read.claims == []
