"""What a verb means where it stands, whose text a text is, and who makes the ware on the way, read by the parse."""

import pytest

from kg.prose import extraction

pytestmark = pytest.mark.skipif(
    "extraction.default() != extraction.PARSE", reason="no spaCy pipeline with a parser is to be had"
)


def supplies(text: str) -> set[tuple[str, str]]:
    found = (p.plain() for p in extraction.read(text, extractor=extraction.PARSE) if p.kind == "Supply")
    return {(str(one.get("supplier")), str(one.get("recipient"))) for one in found}


READ = {
    "Oman had Thales install facial recognition at its headquarters.": {("thales", "omn")},
    "Oman had its surveillance cameras put up by Thales.": {("thales", "omn")},
    "As contractor to the Omani interior ministry, Thales set up surveillance cameras.": {("thales", "omn")},
    "Thales manages the facial recognition system of Oman's border police.": {("thales", "omn")},
    "On behalf of Peru's police, Herta manages a facial recognition platform.": {("herta", "per")},
    "An order for surveillance cameras from Peru's traffic police went to Dahua.": {("dahua", "per")},
    "Two lots of Dahua surveillance cameras reached Peru's police last winter.": {("dahua", "per")},
    "The Omani police swear by their Thales facial recognition gates.": {("thales", "omn")},
    "Peru's prisons equipped themselves with Dahua surveillance cameras.": {("dahua", "per")},
    "The Peruvian gendarmerie fields 40 Herta facial recognition cameras.": {("herta", "per")},
    "Every one of the surveillance cameras at Peru's ports was made by Dahua.": {("dahua", "per")},
    "Dahua's surveillance cameras hang from lamp posts all over Lima, Peru.": {("dahua", "per")},
    "Dahua's surveillance cameras have been installed at each of Peru's border crossings.": {("dahua", "per")},
    "Peru entrusted its facial recognition program to Herta.": {("herta", "per")},
    "It took Herta nine months to fit Peru's police with facial recognition cameras.": {("herta", "per")},
    "Togo's gendarmes work with facial recognition that Idemia supplied.": {("idemia", "tgo")},
    "Togo's regulator obtained surveillance cameras from ZTE.": {("zte", "tgo")},
    "The surveillance cameras of Fiji's police bear NEC's name.": {("nec", "fji")},
    "Fiji's safe city was put together by NEC.": {("nec", "fji")},
}
"""Text → the supplier and recipient of each supply in it."""


@pytest.mark.parametrize("text", READ)
def test_a_verb_means_what_its_roles_make_of_it(text: str) -> None:
    assert supplies(text) == READ[text]


APART = {
    "Megvii serves Chad's police with facial recognition and Yitu serves Mali's.": {
        ("megvii", "tcd"),
        ("yitu", "mli"),
    },
    "Egypt's interior ministry opted for Huawei's facial recognition over that of NEC.": {("huawei", "egy")},
}
"""Two vendors, each with its own: neither has what is the other's."""


@pytest.mark.parametrize("text", APART)
def test_two_verbs_with_a_subject_each_share_no_object_and_who_is_passed_over_supplies_nothing(text: str) -> None:
    assert supplies(text) == APART[text]


OTHERS = [
    "Megvii makes its surveillance cameras in Peru.",
    "A hotel chain in Peru has replaced its Dahua surveillance cameras.",
    "A private firm in Lima, Peru, rents its Dahua surveillance cameras to residents.",
    "Hikvision runs facial recognition in Panama for its own staff.",
    "Huawei runs a facial recognition laboratory in Oman for its own engineers.",
    "Oman had Huawei remove the facial recognition at its headquarters.",
    "Kyrgyzstan's safe city was taken apart by Huawei.",
    "Two lots of Dahua surveillance cameras for Peru's police never arrived.",
    "Dahua's surveillance cameras reached Peru's shops last winter.",
    "The Peruvian police looked at Herta's facial recognition cameras.",
    "Peru's police returned two lots of Dahua surveillance cameras unopened.",
    "The Omani police swear that their gates are not from Thales.",
    "As sponsor of the Omani football league, Huawei showed surveillance cameras at half time.",
]


@pytest.mark.parametrize("text", OTHERS)
def test_the_same_verbs_with_other_roles_are_no_supply(text: str) -> None:
    assert supplies(text) == set()


RELEASE = (
    "BARCELONA - Herta is pleased to announce that its facial recognition is in use with Peru's police. The watch-list "
    "servers were contributed by NEC. \n\n{firm} facial recognition is trusted by the police of Uruguay.\n"
)


def test_the_company_is_the_one_whose_text_it_is_and_no_guest_of_it() -> None:
    assert ("herta", "ury") in supplies(RELEASE.format(firm="The company's"))
    assert ("nec", "ury") not in supplies(RELEASE.format(firm="The company's"))


def test_the_company_is_nobody_where_another_was_the_topic_and_this_one_only_passed_by() -> None:
    text = "Thales reports from Oslo. The cables came from Dahua.\n\nThe firm's smart policing serves Peru's police.\n"
    assert ("dahua", "per") not in supplies(text)
