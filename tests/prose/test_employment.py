"""What a body of a state does with a technology, whatever the verb, and one at work on a state's own ground."""

import pytest

from kg.prose import extraction, pipeline  # noqa: F401 (which the condition below names)

pytestmark = pytest.mark.skipif("pipeline.pipeline() is None", reason="no spaCy pipeline with a parser is to be had")
FACES, PLATES = "facial-recognition", "number-plate-recognition"


def uses(text: str) -> set[tuple[str, str, str]]:
    """Return the user, the technology and the modality of each use."""
    (found,) = extraction.readings_of(text)
    return {
        (str(one.roles["user"]).partition(":")[2], str(one.roles["technology"]).partition(":")[2], one.modality)
        for one in found.claims
        if one.kind == "Use" and "user" in one.roles
    }


@pytest.mark.parametrize(
    ("text", "user", "technology"),
    [
        ("Kenya's police identify people by their faces.", "ken", FACES),
        ("Cameras in Peru's stations match faces against a list of wanted persons.", "per", FACES),
        ("Software in Peru's police cars recognizes faces.", "per", FACES),
        ("In Uganda, cameras recognize faces of passers-by for the police.", "uga", FACES),
        ("Facial recognition guards the gates of Norway's airports.", "nor", FACES),
        ("Facial recognition identified 300 suspects for Peru's police.", "per", FACES),
        ("Travelers entering Norway are checked with facial recognition.", "nor", FACES),
        ("Passengers at Kenya's airports are screened by facial recognition.", "ken", FACES),
        ("Kenya's streets are watched by facial recognition cameras.", "ken", FACES),
        ("Drivers in Egypt are tracked by license plate readers.", "egy", PLATES),
        ("The Egyptian police read license plates on all highways.", "egy", PLATES),
        ("With facial recognition, the police of Peru caught 40 fugitives.", "per", FACES),
        ("Fugitives in Peru are caught with facial recognition.", "per", FACES),
        ("Norway's customs officers have face recognition on their phones.", "nor", FACES),
        ("Face recognition has replaced passport checks at the airports of Singapore.", "sgp", FACES),
        ("Facial recognition arrived in the prisons of Chile in 2020.", "chl", FACES),
        ("Chile's prisons check visitors' faces against a database.", "chl", FACES),
        ("Predictive policing tells officers in Denmark where to patrol.", "dnk", "smart-policing"),
        ("The secret service of Egypt monitors social media with software.", "egy", "social-media-surveillance"),
        ("Iris scanners stand at the borders of Jordan.", "jor", "iris-recognition"),
        ("The Peruvian police unlock the phones of suspects.", "per", "mobile-device-forensics"),
    ],
)
def test_a_use_is_read_whatever_the_verb(text: str, user: str, technology: str) -> None:
    assert uses(text) == {(user, technology, "asserted")}


@pytest.mark.parametrize(
    "text",
    [
        "A supermarket in Norway scans faces of shoppers.",
        "Banks in Kenya identify customers by their faces.",
        "Researchers in Norway match faces of seals.",
        "Facial recognition helps tourists in Peru find hotels.",
        "Visitors at a museum in Peru are identified by facial recognition.",
        "Students in Kenya are identified by facial recognition.",
        "Fans from Peru were identified by facial recognition in Kenya.",
        "The police of Peru were asked about facial recognition.",
        "The police of Peru met with experts on facial recognition.",
        "Kenya's police will check drivers with license plate readers.",
        "Peru's police are not identified by facial recognition.",
        "Peru is investigating NEC over facial recognition.",
        "Huawei's new phone, with facial recognition, is used by Serbia's president.",
        "Facial recognition would guard the gates of Norway's airports.",
        "Facial recognition may one day replace passport checks at the airports of Singapore.",
        "Facial recognition is taught at the police academy of a university in Norway.",
        "Protesters in Peru fear facial recognition.",
        "The airports of Norway debated facial recognition.",
    ],
)
def test_no_use_is_read_where_somebody_else_has_it_or_nobody_does(text: str) -> None:
    assert not {modality for *_, modality in uses(text)} - {"hypothetical"}


def supplies(text: str) -> set[tuple[str, str]]:
    """Return the supplier and the recipient of each supply that is told for a fact."""
    (found,) = extraction.readings_of(text)
    return {
        (str(one.roles["supplier"]).partition(":")[2], str(one.roles["recipient"]).partition(":")[2])
        for one in found.claims
        if one.kind == "Supply" and "recipient" in one.roles and one.modality != "hypothetical" and not one.denies
    }


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("The Omani police keep the souk under watch over Bosch cameras.", {("bosch", "omn")}),
        ("Peru's police forecast burglaries with software from Palantir.", {("palantir", "per")}),
        ("Through software by Palantir the Danish police decide where to patrol.", {("palantir", "dnk")}),
        ("Thanks to cameras from Uniview, Nepal's police caught forty thieves.", {("uniview", "npl")}),
        ("Thai immigration officers check visitors' faces with NEC's algorithm.", {("nec", "tha")}),
        ("Nine hundred surveillance cameras were what ZTE sent to the Peruvian police.", {("zte", "per")}),
        ("Peru's interior minister defended the purchase of 900 surveillance cameras from ZTE.", {("zte", "per")}),
        ("Thales had finished delivering 900 surveillance cameras to Morocco's police.", {("thales", "mar")}),
        ("The police of Fiji met with Huawei over its cameras.", set()),
        ("A bank in Kenya checks its customers with software from NEC.", set()),
        ("The police of Kenya investigate thefts of Huawei cameras.", set()),
        ("Reporters in Peru follow the police with cameras from Dahua.", set()),
    ],
)
def test_whose_ware_it_is_by_which_a_body_does_something_supplied_it(text: str, pairs: set[tuple[str, str]]) -> None:
    assert supplies(text) == pairs


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Peru's police use facial recognition from NEC, Chile's from Idemia.", {("nec", "per"), ("idemia", "chl")}),
        (
            "Huawei equipped Kenya's police with surveillance cameras, Hikvision Uganda's.",
            {("huawei", "ken"), ("hikvision", "uga")},
        ),
        (
            "The police of Peru bought surveillance cameras from Dahua and those of Chile from Hikvision.",
            {("dahua", "per"), ("hikvision", "chl")},
        ),
        (
            "Peru got facial recognition from NEC in 2018, Chile smart policing from Palantir in 2020.",
            {("nec", "per"), ("palantir", "chl")},
        ),
        ("Peru's police use facial recognition from NEC, and Chile's from nobody.", {("nec", "per")}),
    ],
)
def test_pairs_behind_one_verb_keep_apart(text: str, pairs: set[tuple[str, str]]) -> None:
    assert supplies(text) == pairs


@pytest.mark.parametrize(
    ("text", "user"),
    [
        ("Cameras watch the streets of Nairobi, Kenya, day and night.", "ken"),
        ("Cameras of the police watch the ring road in Serbia's capital.", "srb"),
        ("Uganda's police put up cameras on the streets of Kampala.", "uga"),
        ("Kenya's highways are watched by 2,000 cameras.", "ken"),
        ("The police of Fiji watch the port with cameras.", "fji"),
    ],
)
def test_cameras_that_watch_a_place_of_a_state_are_video_surveillance(text: str, user: str) -> None:
    assert uses(text) == {(user, "video-surveillance", "asserted")}


@pytest.mark.parametrize(
    "text",
    [
        "Cameras watch a hotel in Kenya.",
        "Tourists with cameras watch lions in Kenya.",
        "TV cameras watched the streets of Lima, Peru, during the festival.",
        "The crew put up cameras on the streets of Nairobi, Kenya, to film a commercial.",
    ],
)
def test_other_cameras_are_no_surveillance(text: str) -> None:
    assert not uses(text)
