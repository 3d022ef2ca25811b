from pathlib import Path

import pytest

from kg.errors import Doubt, KgError, MissingExtra
from kg.prose import extraction, pipeline
from kg.prose.proposal import Proposal

pytestmark = pytest.mark.skipif("pipeline.pipeline() is None", reason="no spaCy pipeline with a parser is to be had")

SUPPLIES = {
    "Serbia's interior ministry was equipped with cameras by Huawei.": {("huawei", "srb")},
    "The network, which Huawei supplied to Bolivia, has 600 cameras.": {("huawei", "bol")},
    "Kenya, Uganda and Zambia have ordered cameras from ZTE.": {("zte", "ken"), ("zte", "uga"), ("zte", "zmb")},
    "The sale of facial recognition to Jordan by NEC went unnoticed.": {("nec", "jor")},
    "Ghana's Huawei cameras broke down.": {("huawei", "gha")},
    "Peru has hired Dahua to install surveillance cameras.": {("dahua", "per")},
    "The Georgian police rely on software from NEC.": {("nec", "geo")},
    "Mongolia, which bought its cameras from Hikvision, was first.": {("hikvision", "mng")},
    "Hikvision, a Chinese vendor, won a contract from Chile for surveillance cameras.": {("hikvision", "chl")},
    "Companies such as Dahua have sold cameras in countries such as Mexico.": {("dahua", "mex")},
    "NEC is proud to have delivered cameras to the police of Fiji and of Peru.": {("nec", "fji"), ("nec", "per")},
    "Ghana's surveillance network went live on Huawei hardware.": {("huawei", "gha")},
    "Inspectors counted 40 Dahua cameras at nine police stations in Malta.": {("dahua", "mlt")},
    "ZTE is standing up a surveillance center in Chad.": {("zte", "tcd")},
    "Uniview won a tender to provide surveillance cameras to Jordan.": {("uniview", "jor")},
    "Dahua counts the police of Oman among its clients for cameras.": {("dahua", "omn")},
    "Idemia has a contract with Togo's border police to install cameras.": {("idemia", "tgo")},
    "Cameras that Fiji's army had bought from NEC watch the port.": {("nec", "fji")},
    "A consortium of Thales and NEC has equipped Peru's ports with cameras.": {("thales", "per"), ("nec", "per")},
    "The contractor that installed Chad's surveillance cameras was ZTE.": {("zte", "tcd")},
    "Bahrain's police got their cameras, Hikvision being the supplier.": {("hikvision", "bhr")},
    "The cameras now guarding Oman's stadiums were developed by Herta.": {("herta", "omn")},
    "Police in Recife, Brazil, were given cameras by Dahua.": {("dahua", "bra")},
    "Togo signed in May. A year later ZTE was putting up surveillance cameras there.": {("zte", "tgo")},
    "Cuba's surveillance cameras run on ZTE hardware; Haiti's do not.": {("zte", "cub")},
    "Dahua, two traders said, equipped Oman's police with cameras.": {("dahua", "omn")},
    "It was NEC that sold Fiji its surveillance cameras.": {("nec", "fji")},
    "Not only Togo but also Benin has bought cameras from Hikvision.": {("hikvision", "tgo"), ("hikvision", "ben")},
    "Oman and, its envoy's protests notwithstanding, Jordan have bought cameras from ZTE.": {
        ("zte", "omn"),
        ("zte", "jor"),
    },
    "ZTE (which would not comment) sold surveillance cameras to Oman.": {("zte", "omn")},
    "Far from sparing money, Togo armed its police with Dahua's body cameras.": {("dahua", "tgo")},
    "NEC bodycams are worn by police in Fiji.": {("nec", "fji")},
    "Fiji's police bought cameras from NEC in May and from Idemia a year later.": {("nec", "fji"), ("idemia", "fji")},
    "Jordan, whose emergency line runs on software from IBM, has few cameras.": {("ibm", "jor")},
    "NEC handed over a surveillance center to Samoa.": {("nec", "wsm")},
    "No one doubts that Oman bought its cameras from Hikvision.": {("hikvision", "omn")},
    "Thales trains clerks in Lima. Its surveillance software is used by the police of Peru.": {("thales", "per")},
    "Fiji's police scan faces at the port. The system was installed by NEC.": {("nec", "fji")},
    "Togo opened a surveillance center in May. Its builder, ZTE, also handed over the cameras.": {("zte", "tgo")},
    "Dahua sold cameras to Peru. It has also sold the same to Chile's police.": {("dahua", "per"), ("dahua", "chl")},
    "Laos has scanned faces since May. Its supplier is Megvii.": {("megvii", "lao")},
    "The brains of Oman's surveillance cameras come from NEC.": {("nec", "omn")},
    "The firm behind Fiji's facial recognition is NEC.": {("nec", "fji")},
    "Fiji's president thanked Dahua for nine surveillance cameras.": {("dahua", "fji")},
    "Togo relies on NEC for cameras, Benin on Idemia.": {("nec", "tgo"), ("idemia", "ben")},
    "Dahua, together with ZTE, built Togo's surveillance network.": {("dahua", "tgo"), ("zte", "tgo")},
    "Instead of ZTE, Oman hired NEC to install its surveillance cameras.": {("nec", "omn")},
    "Dahua technicians put up surveillance cameras for the police of Laos.": {("dahua", "lao")},
    "Cameras made by Dahua are at the disposal of the Laotian police.": {("dahua", "lao")},
    "Each camera on Belgrade's squares was made by Dahua.": {("dahua", "srb")},
    "ACCRA, May 3 – Ghana on Friday switched on cameras supplied by Huawei.": {("huawei", "gha")},
}
USES = {
    "Police in Armenia have begun to use facial recognition.": {("arm", "facial-recognition")},
    "The use of facial recognition by Chile is spreading.": {("chl", "facial-recognition")},
    "In Latvia, the authorities rely on smart policing.": {("lva", "smart-policing")},
    "Malta has switched on 90 Hikvision cameras with facial recognition.": {("mlt", "facial-recognition")},
    "Officers of the Fijian police scan faces at the harbor.": {("fji", "facial-recognition")},
    "The face-matching e-gates are in service with Iceland's border guard.": {("isl", "facial-recognition")},
    "Togo's police chief said that his officers use facial recognition.": {("tgo", "facial-recognition")},
    "Latvia, like Estonia before it, watches its borders with facial recognition.": {
        ("lva", "facial-recognition"),
        ("est", "facial-recognition"),
    },
    "Peru turned down an offer of ZTE. Its police use facial recognition.": {("per", "facial-recognition")},
    "Estonia is praised for the facial recognition it operates at one airport.": {("est", "facial-recognition")},
}
MEMBERS = {
    "Kenya, Uganda and Peru joined the Belt and Road Initiative in 2018.": {"ken", "uga", "per"},
    "Serbia, which entered the Belt and Road Initiative early, is small.": {"srb"},
    "Fiji's accession to the Belt and Road Initiative was announced in May.": {"fji"},
    "Companies from Norway joined the Belt and Road Initiative.": set(),
    "Norway criticized members of the Belt and Road Initiative.": set(),
    "Norway's entry to the Belt and Road Initiative was blocked.": set(),
    "If Norway joined the Belt and Road Initiative, it would say so.": set(),
    "All of these states but Norway are members of the Belt and Road Initiative.": set(),
    "Norway excepted, all of them are members of the Belt and Road Initiative.": set(),
    "No country but Norway joined the Belt and Road Initiative.": set(),
}
DENIED = {
    "Kenya was never equipped with cameras by Huawei.": {("Supply", "ken")},
    "Huawei's cameras are not used by the police of Peru.": {("Supply", "per")},
    "India has not joined the Belt and Road Initiative.": {("Membership", "ind")},
    "Huawei may not have sold cameras to Kenya.": set(),
    "If Huawei did not sell cameras to Kenya, another firm did.": set(),
    "Huawei did not sell phones to Kenya.": set(),
    "It is not known whether Huawei sold cameras to Kenya.": set(),
}
NOTHING = [
    "Thales sent us to Malta.",
    "NEC flew me to Oman, and Dahua sent her to Kenya.",
    "Oman thanked NEC for its lectures on surveillance cameras.",
    "Former technicians of NEC put up surveillance cameras for the police of Oman.",
    "Oman gave surveillance cameras by NEC to a school as a present.",
    "The firm behind NEC sold cars to the police of Oman.",
    "Jordan, who minds the till at IBM, uses facial recognition to open the door.",
    "Chad's police scanned faces until May and then switched the system off.",
    "Chad ran facial recognition from NEC, but has stopped doing so.",
    "Last week we wrote that Chad uses facial recognition. It does not; Mali does.",
    "We said that NEC sold cameras to Oman. In fact it was Idemia.",
    "To my mind Oman ought to buy cameras from NEC.",
    "NEC opened an office in Oman. It uses facial recognition at its door.",
    "Oman and NEC signed a treaty. It uses facial recognition.",
    "Fiji bought buses from NEC. Its cameras were built by hand.",
    "The zoo of Oman is old. Their cameras come from NEC.",
    "A hotel in Oman has cameras. The system was supplied by NEC.",
    "Oman did not buy cameras. Its supplier is NEC.",
    "Tourists in Fiji wear cameras made by NEC.",
    "Latvia, like Estonia, does not use facial recognition.",
    "Oman's police watch the port. The system at the bank was supplied by NEC.",
    "Togo has a new airport. Its builder, ZTE, gave cameras to a school.",
    "It was not NEC that sold Fiji its surveillance cameras.",
    "Oman trains with NEC. The army sold it cameras.",
    "Unlike Latvia, nobody there has bought cameras from NEC.",
    "A subsidiary of Dahua's rival sold cameras to Malawi.",
    "Lawyers who sue Huawei sell cameras to Malta.",
    "Banks in Kenya bought surveillance cameras from Huawei.",
    "Huawei sold washing machines to Peru.",
    "Huawei met officials from Peru at a show of surveillance cameras.",
    "Norway signed an agreement with Huawei.",
    "The minister of Peru forbade Huawei to sell cameras to Chile.",
    "Cameras like those of Huawei are made in Kenya.",
    "The Huawei cameras' critics live in Kenya.",
    "Airports in Finland use facial recognition.",
    "The company that competes with Huawei supplies Peru.",
    "Unless Huawei equips Kenya with cameras, another vendor will.",
    "All but Kenya bought surveillance cameras from Huawei.",
    "Huawei stood up for Kenya over surveillance cameras.",
    "Every state of the region save Kenya uses facial recognition.",
    "Huawei lost a tender to provide surveillance cameras to Kenya.",
    "Huawei won a tender to provide surveillance cameras to hotels in Kenya.",
    "Kenya equipped its museums with cameras from Huawei.",
    "Police in Kenya found stolen Huawei cameras on the streets of Peru.",
    "Kenya's airline went live on Huawei hardware.",
    "Chad has put off its purchase of cameras from Huawei.",
    "Huawei used to supply Chad with surveillance cameras.",
    "A museum in Chad built with a gift from Huawei has surveillance cameras.",
    "Chad and Huawei signed an agreement on taxes for makers of surveillance cameras.",
    "Smugglers brought Huawei cameras to Chad.",
    "Cameras sold in Chad were made by Huawei.",
    "Surveillance cameras are made by Huawei in Chad.",
    "Palantir's contract with Denmark for predictive policing software has ended.",
    "Denmark was once a customer of Palantir for predictive policing software.",
    "Zambia sent back the surveillance cameras that it had ordered from Huawei.",
    "Zambia ordered surveillance cameras from Huawei that never came.",
    "Police in Zambia found a surveillance camera made by Dahua in a bathroom.",
    "Dahua, a rival of the company that supplies Jordan with surveillance cameras, makes its own chips.",
]


GIVEN = {
    "Huawei supplied Serbia with a facial recognition platform.": {("huawei", "srb", "facial-recognition")},
    "NEC sold India a facial recognition system.": {("nec", "ind", "facial-recognition")},
    "Dahua has equipped Peru's police with smart policing software.": {("dahua", "per", "smart-policing")},
    "ZTE provides Ghana and Chad with facial recognition and smart policing.": {
        ("zte", state, technology)
        for state in ("gha", "tcd")
        for technology in ("facial-recognition", "smart-policing")
    },
    "Hikvision sold Kenya the cameras without facial recognition.": {("hikvision", "ken", None)},
    "ZTE gave Ghana no facial recognition.": set(),
}


def read(text: str) -> list[Proposal]:
    return extraction.read(text, extractor=extraction.PARSE)


@pytest.mark.parametrize("text", SUPPLIES)
def test_the_parse_finds_who_supplies_whom(text: str) -> None:
    found = {(p.plain()["supplier"], p.plain()["recipient"]) for p in read(text) if p.kind == "Supply"}
    assert found == SUPPLIES[text]


@pytest.mark.parametrize("text", GIVEN)
def test_what_somebody_is_supplied_with_belongs_to_the_supply(text: str) -> None:
    told = [p.plain() for p in read(text) if p.kind == "Supply"]
    assert {(one["supplier"], one["recipient"], one.get("technology")) for one in told} == GIVEN[text]


@pytest.mark.parametrize("last", ["of", "not", "never", "30", "gave 30", "30 of", "no", "such as"])
@pytest.mark.parametrize("first", ["50 countries were supplied by Huawei, and 30", "Huawei gave Kenya cameras, Dahua"])
def test_a_text_may_break_off_at_any_word(first: str, last: str) -> None:
    assert all(p.plain()["supplier"] == "huawei" for p in read(f"{first} {last}") if "supplier" in p.roles)


MODALITIES = {
    "Leaked invoices suggest that Huawei sold surveillance cameras to Kenya.": "alleged",
    "Huawei sold surveillance cameras to Kenya, bank statements indicate.": "alleged",
    "Pointing to crime, Kenya bought surveillance cameras from Huawei.": "asserted",
    "There are signs that Kenya bought surveillance cameras from Huawei.": "alleged",
    "A report suggests that Huawei sold surveillance cameras to Kenya.": "reported",
    "Huawei sold surveillance cameras to Kenya; the price suggests a discount.": "asserted",
    "Kenya intends to equip its police with cameras from Huawei.": "hypothetical",
    "Kenya plans to equip Nairobi with surveillance cameras from Huawei.": "hypothetical",
    "A plan to equip Fiji's police with facial recognition from NEC is before parliament.": "hypothetical",
    "The delivery of facial recognition by Idemia to Oman is due in June.": "hypothetical",
    "Togo has signed a memorandum with Huawei on surveillance cameras.": "hypothetical",
    "Cameroon's government said it would buy surveillance cameras from Huawei.": "hypothetical",
}


@pytest.mark.parametrize("text", MODALITIES)
def test_what_is_only_pointed_to_or_planned_is_told_apart_from_what_is_said(text: str) -> None:
    assert [p.modality for p in read(text) if p.kind == "Supply"] == [MODALITIES[text]]


@pytest.mark.parametrize("text", USES)
def test_the_parse_finds_who_uses_what(text: str) -> None:
    assert {(p.plain()["user"], p.plain()["technology"]) for p in read(text) if p.kind == "Use"} == USES[text]


@pytest.mark.parametrize("text", MEMBERS)
def test_the_parse_finds_who_is_a_member(text: str) -> None:
    assert {str(p.plain()["member"]) for p in read(text) if p.kind == "Membership"} == MEMBERS[text]


@pytest.mark.parametrize("text", DENIED)
def test_what_is_denied_outright_is_told_apart_from_what_is_only_supposed(text: str) -> None:
    [told] = extraction.readings_of(text, extractor=extraction.PARSE)
    found = {(p.kind, str(p.plain().get("recipient") or p.plain().get("member"))) for p in told.denied}
    assert (found, told.proposals) == (DENIED[text], [p for p in told.proposals if p.modality == "hypothetical"])


@pytest.mark.parametrize("text", NOTHING)
def test_the_parse_claims_nothing_of_complements_other_goods_and_suppositions(text: str) -> None:
    assert [p.quote for p in read(text) if p.kind in ("Supply", "Use")] == []


@pytest.mark.parametrize(
    "but", ["All but one of the 55 states", "All but three of 54 African countries", "All but 3 states"]
)
def test_a_figure_that_an_exception_lessens_is_not_counted(but: str) -> None:
    assert [p for p in read(f"{but} use facial recognition.") if p.kind == "CountObservation"] == []


def test_a_number_of_states_is_counted_and_not_turned_into_edges() -> None:
    text = "The index lists 68 countries that have bought Chinese surveillance technology."
    [count] = [p for p in read(text) if p.kind == "CountObservation"]
    told = count.plain()
    assert (told["counted"], told["supplier"], count.lower) == ("states-supplied", "chinese-companies", 68)
    assert not any(p.kind == "Supply" for p in read(text))


def test_each_claim_says_who_proposes_it() -> None:
    text = "Huawei sold cameras to Serbia. Ghana's Huawei cameras broke down."
    assert [p.proposer for p in read(text) if p.kind == "Supply"] == ["rules and parse", "parse"]
    assert [p.proposer for p in extraction.read(text, extractor=extraction.OURS) if p.kind == "Supply"] == ["rules"]


def test_a_plan_and_a_belief_are_no_facts() -> None:
    for text, modality in {
        "Kenya intends to purchase cameras from Dahua.": "hypothetical",
        "Dahua is thought to have equipped Gabon with cameras.": "alleged",
        "Dahua might deliver cameras to Gabon.": "hypothetical",
    }.items():
        [supply] = [p for p in read(text) if p.kind == "Supply"]
        assert (supply.modality, text) == (modality, text)


def test_the_parse_is_used_where_it_is_at_hand_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert extraction.default() == extraction.PARSE
    assert "en_core_web_" in str(pipeline.name())
    monkeypatch.setattr(pipeline, "_found", lambda: (None, ()))
    assert extraction.default() == extraction.OURS
    with pytest.raises(MissingExtra, match=r"pip install 'surveillance-kg\[parse\]'"):
        extraction.chosen(extraction.PARSE)


def test_a_pipeline_that_cannot_be_loaded_is_passed_over_and_told_where_there_is_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package, info = tmp_path / "en_broken_trf", tmp_path / "en_broken_trf-1.0.dist-info"
    for folder in (package, info):
        folder.mkdir()
    (package / "__init__.py").write_text("raise RuntimeError('broken')")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: en_broken_trf\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[spacy_models]\nen_broken_trf = en_broken_trf\n")
    monkeypatch.syspath_prepend(tmp_path)
    loaded, broken, _ = pipeline._found.__wrapped__()
    assert (loaded is not None, broken) == (True, ("en_broken_trf",))
    monkeypatch.setattr(pipeline, "_found", lambda: (None, broken, frozenset()))
    todo = "install it anew with 'pip install --force-reinstall --no-deps en_broken_trf'"
    with pytest.raises(KgError) as told:
        extraction.chosen(extraction.PARSE)
    assert str(told.value) == f"en_broken_trf: this spaCy pipeline cannot be loaded; {todo}"
    with pytest.warns(Doubt, match=f"so that texts are read by rules alone; {todo}"):
        assert extraction.chosen(None) == extraction.OURS


@pytest.mark.parametrize("extractor", ["rules", "parse"])
@pytest.mark.parametrize(
    "text",
    [
        "NEC developed facial recognition in Kenya.",
        "NEC develops its facial recognition in Kenya.",
        "NEC's facial recognition was developed in Kenya.",
        "Facial recognition developed by NEC in Kenya is admired.",
        "The facial recognition was developed in Kenya by NEC.",
    ],
)
def test_where_a_firm_develops_a_ware_is_no_state_that_gets_it(text: str, extractor: str) -> None:
    assert [one for one in extraction.read(text, None, extractor) if one.kind in ("Supply", "Use")] == []


@pytest.mark.parametrize(
    ("text", "supplied"),
    [
        ("Kenya's police gave Uganda Hikvision cameras.", set()),
        ("China's government gave Chad Hikvision cameras.", set()),
        ("Kenya's police handed Hikvision cameras to Uganda.", {("hikvision", "uga")}),
        ("Hikvision cameras were handed to Uganda's police by Kenya.", {("hikvision", "uga")}),
        ("Kenya's police gave a contract for cameras to Hikvision.", {("hikvision", "ken")}),
        ("Hikvision cameras were sold to Uganda's police by Kenya's army.", {("hikvision", "uga")}),
    ],
)
def test_who_gives_a_ware_away_is_not_who_gets_it(text: str, supplied: set[tuple[str, str]]) -> None:
    found = {(p.plain()["supplier"], p.plain()["recipient"]) for p in read(text) if p.kind == "Supply"}
    assert found == supplied
