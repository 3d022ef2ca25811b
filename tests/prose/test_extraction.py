import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import UnknownName, installing
from kg.evidence import register
from kg.evidence.claim import kinds
from kg.graph import pipeline
from kg.prose import extraction, grammar
from kg.prose.article import Block, Document, open_article
from kg.prose.cue import TELLING, needs
from kg.prose.draft import to_json, to_toml
from kg.prose.markup import plain
from kg.prose.proposal import Proposal, gate
from tests.prose import score_extraction as scoring

TEXTS = Path(__file__).parent / "texts"
COUNTS = {
    "At least 75 of 176 countries use facial recognition.": ("states-using", "facial-recognition", 75, None),
    "More than 60 countries have been supplied by Huawei.": ("states-supplied", "huawei", 61, None),
    "Huawei sells such systems in just over fifty countries.": ("states-supplied", "huawei", 51, 55),
    "Facial recognition is in use in 78 nations.": ("states-using", "facial-recognition", 78, 78),
    "In 69 countries, smart policing is used.": ("states-using", "smart-policing", 69, 69),
    "Three dozen states rely on social media surveillance.": ("states-using", "social-media-surveillance", 36, 36),
    "Sixty-eight countries host Chinese technology.": ("states-supplied", "chinese-companies", 68, 68),
    "NEC, which is based in Japan, is present in 16 countries.": None,
    "As many as 60 countries use facial recognition.": ("states-using", "facial-recognition", None, 60),
    "Several dozen countries use facial recognition.": ("states-using", "facial-recognition", 24, None),
    "Chinese technology is used in 68 states.": ("states-supplied", "chinese-companies", 68, 68),
    "The index lists 64 countries with safe cities.": ("states-using", "safe-city", 64, 64),
    "Huawei's reach extends to 54 countries.": ("states-supplied", "huawei", 54, 54),
    "NEC sells its facial recognition systems to 16 countries.": ("states-supplied", "facial-recognition", 16, 16),
    "Of 179 countries examined, 97 deploy facial recognition.": ("states-using", "facial-recognition", 97, 97),
    "Facial recognition leads: 78 governments possess it.": ("states-using", "facial-recognition", 78, 78),
    "Chinese suppliers account for 63 of the countries.": ("states-supplied", "chinese-companies", 63, 63),
    "Chinese-made systems are at work in 68 nations.": ("states-supplied", "chinese-companies", 68, 68),
    "Chinese cameras have been exported to at least 80 states.": ("states-supplied", "chinese-companies", 80, None),
    "It equips 54 countries with phones, Huawei says.": None,
    "Hikvision comes next with 20 factories.": None,
    "More than half of the 179 countries studied use AI surveillance.": ("states-using", "ai-surveillance", 90, None),
    "Most of the 179 countries use facial recognition.": None,
    "Some 53 countries with such tools belong to the Belt and Road Initiative.": None,
}
SUPPLIES = {
    "Huawei has sold cameras to Serbia.": {("huawei", "srb")},
    "Serbia bought the system from Huawei.": {("huawei", "srb")},
    "Ecuador was equipped by CEIEC and Huawei.": {("ceiec", "ecu"), ("huawei", "ecu")},
    "NEC and Thales supply Mexico and India.": {("nec", "mex"), ("nec", "ind"), ("thales", "mex"), ("thales", "ind")},
    "Nairobi has bought a safe city system from Huawei.": {("huawei", "ken")},
    "Huawei's customers include Uganda and Zambia.": {("huawei", "uga"), ("huawei", "zmb")},
    "Brazil's surveillance cameras come from Dahua.": {("dahua", "bra")},
    "Dahua's cameras are in use in Mexico.": {("dahua", "mex")},
    "Among the suppliers of Argentina are ZTE and NEC.": {("zte", "arg"), ("nec", "arg")},
    "Huawei is one of the companies that supply Uganda.": {("huawei", "uga")},
    "The Italian police use software from Palantir.": {("palantir", "ita")},
    "Technology from IBM is used in the Philippines.": {("ibm", "phl")},
    "France-based Thales provides Mexico with surveillance technology.": {("thales", "mex")},
    "Uganda spent millions on Huawei cameras.": {("huawei", "uga")},
    "Zambia signed a $210 million deal with Huawei for a safe city.": {("huawei", "zmb")},
    "Dahua, which is based in Hangzhou, China, sold cameras to Mexico.": {("dahua", "mex")},
    "NEC's software has been adopted by police forces in Argentina.": {("nec", "arg")},
    "Myanmar's junta allegedly installed Huawei cameras.": {("huawei", "mmr")},
    "In Tashkent, a safe-city system built by Huawei went live.": {("huawei", "uzb")},
    "The Kazakh capital installed 4,000 Hikvision cameras.": {("hikvision", "kaz")},
    "In Nairobi, Huawei put up 1,800 cameras.": {("huawei", "ken")},
    "Ethiopia took delivery of ZTE equipment.": {("zte", "eth")},
    "Huawei leads: Kenya and Uganda have bought its equipment.": {("huawei", "ken"), ("huawei", "uga")},
    "Uzbekistan contracted Huawei to modernize its cameras.": {("huawei", "uzb")},
    "Among the buyers of Huawei's package are Italy and Malta.": {("huawei", "ita"), ("huawei", "mlt")},
    "Laos, which is part of the Belt and Road Initiative, got its system from Huawei.": {("huawei", "lao")},
    "Chinese firms supply 63 countries including Iran and Myanmar.": {
        ("chinese-companies", "irn"),
        ("chinese-companies", "mmr"),
    },
}
NOTHING = [
    "Huawei has not sold cameras to Serbia.",
    "Huawei denied that it had supplied Serbia.",
    "Serbia has never bought anything from Huawei.",
    "No source says that Serbia uses facial recognition.",
    "Does Serbia use facial recognition?",
    "If Serbia bought from Huawei, who would know?",
    "Serbia declined to say whether it uses facial recognition.",
    "Reports that 120 countries use facial recognition are false.",
    "Fifty US states use facial recognition.",
    "Orange juice is sold to Kenya in 14 countries.",
    "12 percent of countries use facial recognition.",
    "Fewer than half of the 97 states use social media surveillance.",
    "Dahua denied that its cameras are in use in Mexico.",
    "Dahua cameras are not in use in Mexico.",
    "Huawei phones are used in 170 countries.",
    "IBM software is used in banks in Kenya.",
    "Nokia networks are used in Finland.",
    "Kenya paid for Huawei phones.",
    "Chinese food is used in 68 states.",
    "In Kenya, Huawei and Safaricom are the largest employers.",
    "Norway signed an agreement with China on fish.",
    "Were Nigeria to buy from ZTE, it would be the tenth customer.",
    "Should Kenya choose Huawei, it would be the first.",
    "Plans for Huawei to supply Fiji were shelved.",
    "It is a rumor that Ghana uses facial recognition.",
    "Uganda contracted Huawei to lay cables.",
    "Zambia signed a deal with Huawei for mobile masts.",
    "Brazil is a customer of Huawei's cloud.",
    "In Kenya, Huawei put up 500 masts.",
    "Malta declined Huawei's offer of a safe city.",
    "France considered Huawei and chose Thales.",
]


PATTERNS = [
    "V (?:suppl(?:y|ies|ied)|sells?|sold|sent) (?:to )?S",
    "(?:V|G) (?:has |have )?bought(?: from)? T",
    "(?:T|tools?|kit) (?:in use|used|found) (?:in|by) [SCP]",
    "(?:(?:a|the) )?(?:report|study) (?:by|from) O(?:, O){0,2}",
    "V (?:{serve}|{supply}) (?:{states}|S)(?: {trial}){0,2}",
    "(?:the )?{kit}{sep}{people} (?:(?:{buy}) T|(?:{trial}|N)[SC])",
]


def read(text: str) -> list[Proposal]:
    return extraction.read(text)


def ids(proposal: Proposal, *roles: str) -> tuple[object, ...]:
    told = proposal.plain()
    return tuple(told.get(role) for role in roles)


@pytest.mark.parametrize("text", COUNTS)
def test_a_count_has_its_bounds_and_what_it_counts(text: str) -> None:
    found = [p for p in read(text) if p.kind == "CountObservation" and p.plain()["counted"] != "states-surveyed"]
    expected = COUNTS[text]
    if expected is None:
        assert found == []
        return
    [count] = found
    counted, thing, lower, upper = expected
    assert (count.plain()["counted"], count.lower, count.upper) == (counted, lower, upper)
    assert thing in ids(count, "technology", "supplier")


@pytest.mark.parametrize("text", SUPPLIES)
def test_who_supplies_whom(text: str) -> None:
    assert {ids(p, "supplier", "recipient") for p in read(text) if p.kind == "Supply"} == SUPPLIES[text]


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_denied_asked_or_something_else_is_no_claim(text: str) -> None:
    kinds_ = ("Supply", "Use", "Membership", "CountObservation")
    assert [p.quote for p in read(text) if p.kind in kinds_] == []


def test_a_deal_with_a_vendor_does_not_make_its_home() -> None:
    assert [p for p in read("Critics of Serbia's Huawei deal gathered.") if p.kind == "HomeState"] == []
    [home] = [p for p in read("Dahua, based in Hangzhou, China, sells cameras.") if p.kind == "HomeState"]
    assert ids(home, "agent", "state") == ("dahua", "chn")


def test_a_sentence_that_ranks_goes_on_counting() -> None:
    text = (
        "Facial recognition is used by 78 states. Smart policing comes second with 69, and safe cities third with 64."
    )
    counts = [(*ids(p, "technology"), p.lower) for p in read(text)]
    assert counts == [("facial-recognition", 78), ("smart-policing", 69), ("safe-city", 64)]


def test_a_speaker_without_a_register_is_given_voice() -> None:
    [supply] = read("According to Privacy International, Myanmar's authorities acquired Huawei's safe-city system.")
    assert (supply.modality, supply.claimed_by, supply.voice) == ("reported", None, "Privacy International")
    [alleged] = read("Mongolia bought cameras from Dahua, it is claimed.")
    assert alleged.modality == "alleged"


@pytest.mark.parametrize(
    ("said", "modality", "voice"),
    [
        ("Amnesty International said on Monday", "reported", "Amnesty International"),
        ("Freedom House wrote in its annual report", "reported", "Freedom House"),
        ("the company said in a statement to the BBC", "reported", "the company"),
        ("the minister told Parliament", "alleged", "minister"),
        ("officials told Reuters last week", "alleged", "officials"),
        ("a spokesman for the ministry said in a statement on Friday", "alleged", "spokesman"),
        ("John Kamau, a police spokesman, said at a press conference", "alleged", "spokesman"),
        ("the Daily Nation reported", "reported", "the Daily Nation"),
        ("said the Daily Nation", "reported", "the Daily Nation"),
    ],
)
def test_a_speaker_behind_what_is_said_has_its_voice(said: str, modality: str, voice: str) -> None:
    [supply] = read(f"Huawei supplied Kenya with cameras, {said}.")
    assert (supply.modality, supply.voice) == (modality, voice)


@pytest.mark.parametrize(
    ("written", "state"),
    [
        ("the Emirates", "are"),
        ("the Hellenic Republic", "grc"),
        ("the Slovak Republic", "svk"),
        ("the Democratic People's Republic of Korea", "prk"),
        ("the Palestinian Territories", "pse"),
    ],
)
def test_a_state_is_found_by_its_formal_and_usual_names(written: str, state: str) -> None:
    [supply] = read(f"Huawei supplied {written} with cameras.")
    assert supply.roles["recipient"] == f"state:{state}"


def test_a_speaker_before_what_is_said_does_not_have_what_stands_before_it() -> None:
    kenya, serbia = read("Huawei supplied Kenya with cameras, and the report said Dahua supplied Serbia with cameras.")
    assert (kenya.modality, kenya.voice) == ("asserted", None)
    assert (serbia.modality, serbia.voice) == ("reported", "report")
    [supply] = read("In a statement, Amnesty International said Huawei supplied Kenya with cameras.")
    assert (supply.modality, supply.voice) == ("reported", "Amnesty International")


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.data())
def test_what_a_rule_needs_stands_in_all_that_it_matches(data: st.DataObject) -> None:
    written = data.draw(st.sampled_from(PATTERNS))
    letters, words = grammar._needed(written)
    assert words
    pattern = grammar.expanded("", written, grammar._words())
    matched = data.draw(st.from_regex(re.compile(pattern), fullmatch=True))
    assert all(any(word in matched for word in one) for one in words)
    assert all(any(letter in matched for letter in one) for one in letters)


def test_what_a_rule_needs_is_what_its_pattern_written_out_needs() -> None:
    for rule in grammar.rules():
        held = needs(grammar._ROLE.sub("(", grammar.expanded("", rule.written, grammar._words())))
        assert set(rule.letters) == {one for one in held if all(len(text) == 1 and text.isupper() for text in one)}
        assert set(rule.words) == {one for one in held if all(len(text) >= TELLING for text in one)}
        assert rule.pattern.groupindex.keys() >= set(grammar._ROLE.findall(rule.written))


def test_a_part_of_a_number_is_not_the_number() -> None:
    counts = [
        (p.plain()["counted"], p.lower) for p in read("53 of the 68 are members of the Belt and Road Initiative.")
    ]
    assert counts == [("states-in-initiative", 53)]


def test_a_possibility_is_hypothetical() -> None:
    [supply] = [p for p in read("Huawei may sell facial recognition to Ghana.") if p.kind == "Supply"]
    assert supply.modality == "hypothetical"


def test_a_part_lies_within_the_whole() -> None:
    text = "Chinese companies supply 63 countries, 36 of which have joined the Belt and Road Initiative."
    whole, part = (p for p in read(text) if p.kind == "CountObservation")
    assert (whole.lower, part.lower, part.within) == (63, 36, whole.id)


def test_a_figure_for_several_vendors_is_no_vendors_figure() -> None:
    found = [p for p in read("Huawei, ZTE and Dahua supply 63 countries.") if p.kind == "CountObservation"]
    assert [p.roles.get("supplier") for p in found] == []


def test_voices_are_kept_apart_and_their_quarrel_is_a_dispute() -> None:
    text = (
        "The surveillance project in Belgrade was built by Huawei. Officials say the system cuts crime. "
        "Critics say it erodes privacy. Reports say nothing."
    )
    found = read(text)
    favor, against = (p for p in found if p.kind == "Evaluation")
    assert (favor.modality, against.modality) == ("alleged", "alleged")
    assert favor.voice == "officials"
    assert against.claimed_by == "community:critics-of-belgrade-project"
    [dispute] = [p for p in found if p.kind == "Dispute"]
    assert dispute.disputes == favor.id


def test_the_capital_of_a_people_is_a_place_in_its_state() -> None:
    [location] = [p for p in read("Belgrade is busy. The Serbian capital has cameras.") if p.kind == "Location"]
    assert ids(location, "located", "location") == ("belgrade", "srb")


def test_home_states() -> None:
    text = "Japan's NEC, U.S.-based IBM and Cisco, the Chinese firm Huawei and NTechLab (Russia) were there."
    homes = {ids(p, "agent", "state") for p in read(text) if p.kind == "HomeState"}
    assert homes == {("nec", "jpn"), ("ibm", "usa"), ("cisco", "usa"), ("huawei", "chn"), ("ntechlab", "rus")}


def test_a_misspelt_vendor_is_reported_and_not_guessed() -> None:
    [supply] = [p for p in read("Hikvison supplies the United Kingdom.") if p.kind == "Supply"]
    assert "supplier" not in supply.roles
    assert "did you mean 'Hikvision'?" in supply.unresolved["supplier"]


def test_every_quote_stands_at_its_offsets() -> None:
    for path in [*TEXTS.glob("*.txt"), *TEXTS.glob("*.md")]:
        article = open_article(path)
        text = article.text()
        for _, found in extraction.documents(article):
            for proposal in found:
                assert not gate(proposal, text, 0, register.released(), ()) or proposal.kind == "Publication"
                assert text[proposal.start : proposal.end] == proposal.quote


def proposal(**changed: object) -> Proposal:
    values: dict[str, object] = {
        "kind": "Supply",
        "roles": {"supplier": "vendor:huawei", "recipient": "state:srb"},
        "quote": "Huawei supplies Serbia",
        "start": 0,
        "end": 22,
    }
    return Proposal(**(values | changed))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({}, None),
        ({"start": 1, "end": 23}, "does not stand at"),
        ({"quote": "Huawei supplied Serbia"}, "does not stand at"),
        ({"start": 5, "end": 5, "quote": ""}, "does not stand at"),
        ({"roles": {"supplier": "vendor:acme", "recipient": "state:srb"}}, "'vendor:acme' in 'supplier'"),
        ({"roles": {"supplier": "technology:safe-city"}}, "in 'supplier' is in no register"),
        ({"roles": {"recipient": "state:srb"}}, "without 'supplier'"),
        ({"roles": {"supplier": "vendor:huawei", "color": "red"}}, "has no role 'color'"),
        ({"kind": "Gift"}, "is not a kind"),
        ({"claimed_by": "nobody"}, "the speaker 'nobody'"),
    ],
)
def test_the_gate_keeps_out_what_the_text_or_the_registers_do_not_hold(
    changed: dict[str, object], wrong: str | None
) -> None:
    found = gate(proposal(**changed), "Huawei supplies Serbia and others.", 0, register.released(), ())
    assert found == [] if wrong is None else any(wrong in line for line in found)


def test_the_gate_takes_quotes_dashes_and_spaces_of_another_sort_for_equal() -> None:
    text = "“Huawei—supplies\n Serbia”"
    found = gate(proposal(quote='"Huawei-supplies Serbia"', end=len(text)), text, 0, register.released(), ())
    assert found == []


def test_an_extractor_of_another_package_passes_the_same_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    def theirs(text: str) -> Iterable[Proposal]:
        yield proposal(start=text.index("Huawei"), end=text.index("Huawei") + 22)
        yield proposal(quote="Dahua supplies Serbia", roles={"supplier": "vendor:dahua", "recipient": "state:srb"})

    monkeypatch.setattr(extraction, "find", lambda name: theirs)
    path = TEXTS / "invented.txt"
    article = open_article(TEXTS / "denial.txt")
    text = "Huawei supplies Serbia, they wrote. Nothing else was said of it in the whole long text."
    monkeypatch.setattr(type(article), "documents", lambda self: iter(documents_of(text)))
    [(_, found)] = extraction.documents(article, extractor="theirs")
    assert [p.roles["supplier"] for p in found] == ["vendor:huawei"]
    assert not path.exists()


def documents_of(text: str) -> list[Document]:

    return [Document(1, [Block(plain(text, 0), False)])]


def test_an_unknown_extractor_is_an_error() -> None:
    with pytest.raises(UnknownName, match="no extractor has this name"):
        extraction.find("nobody")


def test_the_json_holds_plain_ids_and_offsets(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text("Huawei sold facial recognition to at least 50 countries.", encoding="utf-8")
    article = open_article(path)
    told = json.loads("".join(to_json(article, extraction.readings(article))))
    listed = told["claims"]
    assert told["sha256"] == article.sha256
    assert (told["unread"], told["coverage"]["read"]) == ([], 1)
    [count] = [one for one in listed if one["kind"] == "CountObservation"]
    assert count["supplier"] == "huawei"
    assert count["technology"] == "facial-recognition"
    assert (count["lower"], count["upper"], count["start"]) == (50, None, 0)
    assert {"modality", "claimed_by", "quote", "end"} <= count.keys()


def test_the_toml_is_a_source_file_that_builds(tmp_path: Path) -> None:
    for name in ("wire-report", "misspelt-vendor", "quoting-report"):
        article = open_article(TEXTS / f"{name}.txt")
        text = "".join(to_toml(article, extraction.readings(article)))
        data = tomllib.loads(text)
        assert data["text"] == {"sha256": article.sha256, "characters": article.characters}
        assert all(claim["kind"] in kinds() for claim in data["claim"])
        (tmp_path / f"our-{name}.toml").write_text(text, encoding="utf-8")
        (tmp_path / f"our-{name}.txt").write_text(article.text(), encoding="utf-8")
    _, report = pipeline.build(None, [tmp_path])
    assert report.findings == []


@pytest.mark.parametrize("half", ["development", "held-out"])
def test_the_score_on_our_own_articles(half: str) -> None:
    total = scoring.Score()
    for path in scoring.own(half):
        total.add(scoring.score(path))
    assert total.f1("CountObservation") >= 0.9
    assert total.f1("Supply", "Use") >= 0.85
    assert total.invented == []
    assert total.offsets == 0


def test_the_same_text_gives_the_same_proposals() -> None:
    text = (TEXTS / "ngo-report.txt").read_text(encoding="utf-8")
    assert [p.plain() for p in read(text)] == [p.plain() for p in read(text)]


def test_without_the_extra_one_line_says_what_to_install() -> None:
    code = (
        "import sys; sys.modules['spacy'] = None\n"
        "from kg.cli import main\n"
        f"sys.exit(main(['read', {str(TEXTS / 'denial.txt')!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == f"kg: reading prose: spaCy is not installed; run: {installing('text')}\n"


def test_reading_prose_is_not_imported_with_the_package() -> None:
    code = "import sys, kg, kg.cli; print('spacy' in sys.modules, 'kg.prose.grammar' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_memory_does_not_grow_with_the_text(tmp_path: Path) -> None:
    one = "\n\n".join(path.read_text(encoding="utf-8") for path in sorted(TEXTS.glob("*.txt")))
    found = []
    for times in (2, 21):
        (tmp_path / "article.txt").write_text(f"{one}\n\n" * times, encoding="utf-8")
        code = (
            "import resource; from pathlib import Path; from kg.prose import extraction\n"
            "from kg.prose.article import open_article\n"
            f"article = open_article(Path({str(tmp_path / 'article.txt')!r}))\n"
            "read = sum(len(new) for _, new in extraction.documents(article))\n"
            "print(read, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        found.append([int(number) for number in done.stdout.split()])
    (few, small), (many, large) = found
    assert many > 10 * few > 0
    assert large < 1.06 * small


def test_the_words_that_refer_back_are_those_last_named() -> None:
    text = "Chinese firms sell cameras. They supply 68 countries. Uganda joined the Belt and Road Initiative in 2018."
    found = {(p.kind, str(p.roles.get("supplier"))) for p in read(text)}
    assert ("CountObservation", "group:chinese-companies") in found
    (joined,) = read("The Belt and Road Initiative grew. Kenya joined the initiative.")
    assert joined.roles == {"member": "state:ken", "initiative": "initiative:bri"}
    assert not list(read("They supply 68 countries. Kenya joined the initiative."))


def test_a_system_has_the_place_it_stands_in() -> None:
    (supplied,) = read("Huawei has supplied a surveillance system in Belgrade.")
    assert supplied.roles["place"] == "place:belgrade"
    assert "recipient" not in supplied.roles


@pytest.mark.parametrize(
    "text", ["The Ugandan police and Huawei met.", "A contract went to Huawei from the police of Uganda."]
)
def test_an_agency_that_the_registers_know_stands_for_its_state_among_what_was_not_read(
    text: str, tmp_path: Path
) -> None:
    path = tmp_path / "agency.txt"
    path.write_text(text, encoding="utf-8")
    (told,) = extraction.readings(open_article(path))
    assert [(each.pairs, each.reasons) for each in told.unread] == [((("vendor:huawei", "state:uga"),), ())]


def test_an_agency_buys_for_its_state_and_uses_by_itself() -> None:
    (bought,) = read("The Ugandan police bought facial recognition from Huawei.")
    assert bought.roles["recipient"] == "state:uga"
    assert bought.roles["buyer"] == "organization:uganda-police"
    assert bought.inferred == {"recipient": "from its agency, Ugandan police"}
    (used,) = read("The Ugandan police use facial recognition.")
    assert used.roles["user"] == "organization:uganda-police"
    assert not list(read("With a loan from the Export-Import Bank of China, the ministry built a road and met Huawei."))


def test_a_list_of_suppliers_with_their_states_names_no_homes() -> None:
    assert not list(read("Surveillance cameras: Hikvision (Vietnam), Dahua (Laos), Huawei (Cambodia)"))
    homes = read("Hikvision (China) and NEC (Japan) make cameras.")
    assert [p.roles["state"] for p in homes] == ["state:chn", "state:jpn"]
