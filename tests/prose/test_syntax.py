"""What a parse reads by the arcs between predicate and role, in words that no rule has, and what it must not read."""

import pytest

from kg.prose import extraction, pipeline

PARSED = pytest.mark.skipif(pipeline.pipeline() is None, reason="no pipeline with a parser is installed")
FACES, POLICING = "facial-recognition", "smart-policing"


def read(text: str) -> set[tuple[str, ...]]:
    """Return the kind, the ids in the roles and the modality of each supply, use and count, the technology last.

    A use that a supply tells of beside itself is left out.
    """
    roles = ("supplier", "recipient", "user", "technology")
    return {
        (one.kind, *(str(one.roles[r]).partition(":")[2] for r in roles if one.roles.get(r)), one.modality)
        for found in extraction.readings_of(text)
        for one in found.claims
        if one.kind in ("Supply", "Use", "CountObservation") and not one.beside
    }


def listed(text: str) -> set[tuple[str, str]]:
    return {pair for found in extraction.readings_of(text) for one in found.unread for pair in one.pairs}


@PARSED
@pytest.mark.parametrize(
    ("text", "vendors", "states"),
    [
        ("Thales, NEC and Megvii each contributed modules to the face-matching platform that Peru runs.", 3, "per"),
        ("Uganda, Kenya and Zambia all owe their safe cities to Huawei.", 1, "uga ken zmb"),
        ("The true origin of Malta's face recognition, two readers wrote, is NtechLab.", 1, "mlt"),
        ("It fell to Idemia to provide the gendarmerie of Gabon with mobile face readers.", 1, "gab"),
        (
            "Since 2020 the Jamaican constabulary has been searching files with the face matcher it bought off NEC.",
            1,
            "jam",
        ),
        (
            "Palantir's largest client abroad, Norway, took its first licences for predictive policing in 2019.",
            1,
            "nor",
        ),
        ("Make no mistake: Togo's gendarmes do read faces in Lomé, and the readers came from Idemia.", 1, "tgo"),
        ("Each Baltic state has smart policing, and Latvia's comes from Palantir.", 1, "lva"),
        ("In 2014 Bolivia ordered a safe city from Huawei; two years later Peru did the same.", 1, "bol per"),
        ("The face-matching database, searched daily by its clerks, was sold to Qatar by Idemia.", 1, "qat"),
        ("Iran last year received Tiandy recorders and face-recognition cameras.", 1, "irn"),
        (
            "Yitu first met the Kenyan police in April. By autumn it had provided them with face-reading drones.",
            1,
            "ken",
        ),
        (
            "Huawei wired Lusaka's stations for the Zambian police: eleven hundred cameras that pick faces out.",
            1,
            "zmb",
        ),
        ("A complaint says that NSO sold Pegasus to Rwanda.", 1, "rwa"),
    ],
)
def test_a_supply_is_read_whatever_stands_between_predicate_and_role(text: str, vendors: int, states: str) -> None:
    supplies = [one for one in read(text) if one[0] == "Supply"]
    assert (len({one[1] for one in supplies}), {one[2] for one in supplies}) == (vendors, {*states.split()})


@PARSED
@pytest.mark.parametrize(
    ("text", "users"),
    [
        ("Facial recognition has become second nature to the Hungarian police.", "hun"),
        ("Face recognition is part and parcel of police work in Poland, Greece and Portugal.", "pol grc prt"),
        ("At Chilean prisons, face recognition is standard at the gate.", "chl"),
        ("For six years now Bahrain's prisons have kept watch on inmates with face recognition.", "bhr"),
        ("The Senegalese gendarmerie bought face scanners from Idemia and uses them at every roadblock.", "sen"),
        ("Police in Mongolia scan the faces of everyone who enters.", "mng"),
        ("Singapore has watched its estates through cameras that pick out faces.", "sgp"),
        ("The Sri Lankan navy feeds its patrol footage into face-recognition software.", "lka"),
        ("Facial recognition is in daily service with the Nepalese immigration department.", "npl"),
        ("Estonia's coast guard has taken to facial recognition with zeal.", "est"),
    ],
)
def test_a_use_is_read_where_a_body_of_the_state_has_a_ware_at_work(text: str, users: str) -> None:
    assert {(one[1], one[2]) for one in read(text) if one[0] == "Use"} == {(user, FACES) for user in users.split()}


@PARSED
@pytest.mark.parametrize(
    "text",
    [
        "Facial recognition has become a threat to the Hungarian police.",
        "Face recognition is part of a debate in Poland.",
        "Facial recognition is commonplace in Portugal's supermarkets.",
        "Thales makes the radar on which Greece relies, and face recognition for shops.",
        "In 2014 Bolivia ordered buses from Huawei; two years later Peru did the same.",
        "A Uganda firm resells ZTE surveillance cameras in Ivory Coast.",
        "The technology behind Huawei's surveillance cameras is Fiji's.",
        "Norway opened facial recognition to debate.",
        "Eight states have put smart policing out of use.",
        "Eight states have facial recognition on trial before their courts.",
        "Norway signed an agreement with Dahua to discuss smart policing.",
        "Norway signed an agreement with Dahua on smart policing; nothing was bought.",
        "On Monday we reported that Megvii sells Croatia face recognition; it does not.",
        "Last week's issue had it that Huawei supplies Malta's police with surveillance cameras; they never did.",
        "The paper wrote that NEC had sold Chile smart policing; that never happened.",
        "Our piece said that Thales supplies Oman with face recognition; we were wrong.",
        "Norway debated a facial recognition law with NEC.",
        "Award notice – face recognition – Buyer: University of Accra, Ghana – Supplier: Idemia",
    ],
)
def test_what_only_looks_like_a_supply_or_a_use_is_none(text: str) -> None:
    assert read(text) == set()


@PARSED
@pytest.mark.parametrize(
    "text",
    [
        "Iceland never switched on the face scanners it leased from Idemia.",
        "Iceland no longer uses the face scanners which Idemia built for it.",
        "Iceland does not run the face scanners it got from Idemia.",
    ],
)
def test_a_use_that_is_denied_is_denied_and_its_supply_is_listed(text: str) -> None:
    assert read(text) == {("Use", "isl", FACES, "denialInStatement")}
    assert ("vendor:idemia", "state:isl") in listed(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "AWARD NOTICE – Face recognition – Contracting authority: Ministry of Interior of Ghana – Supplier: Idemia",
            "gha",
        ),
        ("PROCUREMENT RESULT / Buyer: Interior Ministry of Oman / Supplier: Idemia / Goods: face recognition", "omn"),
        ("Ecuador (supplier: Idemia) operates sixteen rooms with face recognition.", "ecu"),
    ],
)
def test_a_notice_on_one_line_tells_who_sells_to_whom(text: str, expected: str) -> None:
    assert ("Supply", "idemia", expected, FACES, "asserted") in read(text)


@PARSED
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Peru's army gets its smart policing from NEC and, for two years now, its voice recognition from Thales.",
            {
                ("Supply", "nec", "per", POLICING, "asserted"),
                ("Supply", "thales", "per", "voice-recognition", "asserted"),
            },
        ),
        (
            "Dahua and Thales split up; the former works chiefly in the north, where it sold Peru smart policing.",
            {("Supply", "dahua", "per", POLICING, "asserted")},
        ),
    ],
)
def test_each_firm_has_its_own_goods(text: str, expected: set[tuple[str, ...]]) -> None:
    assert read(text) == expected


@PARSED
@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Thales, auditors in Oslo suspect, equipped the Norwegian police with facial recognition.", "reported"),
        ("If the budget passes, Thales would equip Norway with facial recognition.", "hypothetical"),
        ("Q: What did you see there?\n\nA: A control room. Thales had sold Norway facial recognition.", "reported"),
        ("Apart from lorries, Thales delivered facial recognition to Norway.", "asserted"),
    ],
)
def test_who_speaks_and_on_what_it_depends_is_heard(text: str, modality: str) -> None:
    assert read(text) == {("Supply", "thales", "nor", FACES, modality)}


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        (
            "Counted as a member by the Belt and Road, Norway ordered smart policing from Palantir.",
            ("initiative:bri", "state:nor"),
        ),
        (
            "Norway's customs officers chose Palantir for smart policing and work with it.",
            (f"technology:{POLICING}", "state:nor"),
        ),
        ("Scotland Yard employs facial recognition.", (f"technology:{FACES}", "Scotland Yard")),
        ("Q: To whom did the bank lend?\nA: Peru, for cameras. Malta as well.", ("state:mlt", "a lender")),
    ],
)
def test_what_is_left_beside_a_claim_or_in_an_answer_is_listed(text: str, pair: tuple[str, str]) -> None:
    assert pair in listed(text)


@PARSED
@pytest.mark.parametrize(
    "after",
    [
        "nothing has been paid for so far",
        "no contract was ever published",
        "nothing was said of the price",
        "no order followed",
    ],
)
def test_what_was_not_done_besides_leaves_a_supply_as_it_is(after: str) -> None:
    found = read(f"NEC delivered face recognition to Peru; {after}.")
    assert found == {("Supply", "nec", "per", FACES, "asserted")}
