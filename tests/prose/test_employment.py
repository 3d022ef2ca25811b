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
