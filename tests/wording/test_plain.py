"""Plain words: the questions that answer a text with all that it says, and the refusal where none does."""

import csv
import re
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kg.errors import QueryError, Unanswered
from kg.evidence.mention import Names, vocabulary
from kg.namespace import curie, iri
from kg.query import query
from kg.query.query import Queryable
from kg.wording import aside as asides
from kg.wording import frame, lexicon, matching, neighbor, part, plain, reading, surrounding
from kg.wording.part import Part, Plan

Mark = tuple[str, str, tuple[tuple[str, str], ...]]
"""Sign, question (or things by name) and parameters, defaults included."""
Marks = tuple[Mark, ...]


class Phrasing(NamedTuple):
    """A text and the plans that answer it; None among them: it may be refused."""

    text: str
    answers: tuple[Marks | None, ...]


_SIGNS = {"&": "+", "-": "-", "~": "&"}
"""How an annotation joins questions, and the sign of the part that follows."""


def expected(written: str) -> Marks | None:
    """Return the plan that an annotation writes: ``question a=b & question - question ~ told``; None for none."""
    parts: list[Mark] = []
    sign = "+"
    for token in re.split(r" ([&~-]) ", written):
        if token in _SIGNS:
            sign = _SIGNS[token]
            continue
        name, *given_ = token.split() or [""]
        if name.startswith("="):
            parts.append((sign, name[1:], ()))
        elif name not in ("", "refuse"):
            params = dict(pair.split("=") for pair in given_)
            parts.append((sign, name, effective(name, {key: value.split("+") for key, value in params.items()})))
        sign = "+"
    return tuple(sorted(parts)) or None


def effective(name: str, given_: dict[str, list[str]]) -> tuple[tuple[str, str], ...]:
    """Return the parameters a question is asked with: those given, and the defaults of the others."""
    found = {param.name: [param.default] for param in query.find(name).params if param.default} | given_
    return tuple(sorted((key, "+".join(sorted(map(short, values)))) for key, values in found.items()))


def short(value: str) -> str:
    return curie(value).rpartition(":")[2]


def marked(plan: Plan) -> Marks:
    def one(part: Part) -> Mark:
        if part.frame is None:
            return part.sign, "+".join(map(curie, part.things)), ()
        params = {key: value if isinstance(value, list) else [value] for key, value in part.params.items()}
        order = ({"first": [str(part.first)]} if part.first else {}) | ({"sole": [part.sole]} if part.sole else {})
        return part.sign, part.frame.question.name, effective(part.frame.question.name, params | order)

    return tuple(sorted(map(one, plan)))


def phrasings(file: str) -> list[Phrasing]:
    with (Path(__file__).parent / file).open(encoding="utf-8", newline="") as rows:
        return [
            Phrasing(row["phrasing"], tuple(expected(each) for each in row["answer"].split(" or ")))
            for row in csv.DictReader(rows)
        ]


@pytest.fixture(scope="module")
def names(released: ox.Store) -> Names:
    return Names(released)


def understood(names: Names, text: str) -> Marks | None:
    try:
        return marked(plain.understood(reading.read(names, text)).plan)
    except Unanswered:
        return None


def aside(names: Names, text: str) -> str:
    """Return what is told of a text that was put in other words."""
    return plain.understood(reading.read(names, text)).warning


class Score(NamedTuple):
    """How many of some texts are answered rightly, wrongly, refused though an answer exists, and refused rightly."""

    right: int
    wrong: list[str]
    missed: list[str]
    refused: int

    @property
    def share(self) -> float:
        """The share of the texts that can be answered which are."""
        return self.right / (self.right + len(self.missed))


def score(names: Names, asked: list[Phrasing]) -> Score:
    right, refused, wrong, missed = 0, 0, [], []
    for each in asked:
        got = understood(names, each.text)
        if got is None and None in each.answers:
            refused += 1
        elif got is None:
            missed.append(each.text)
        elif got in each.answers:
            right += 1
        else:
            wrong.append(each.text)
    found = Score(right, wrong, missed, refused)
    print(f"{right} right, {len(wrong)} wrong, {len(missed)} missed, {refused} rightly refused of {len(asked)}")
    return found


def test_what_analysts_ask_is_answered_or_refused_and_never_answered_wrongly(names: Names) -> None:
    asked = phrasings("asked.csv")
    assert sum(each.answers == (None,) for each in asked) >= 40
    found = score(names, asked)
    assert found.wrong == []
    assert found.share >= 0.95


def test_texts_of_the_second_file_are_answered_or_refused_and_never_answered_wrongly(names: Names) -> None:
    asked = phrasings("asked_held_out.csv")
    assert sum(each.answers == (None,) for each in asked) >= 40
    assert not {each.text for each in asked} & {each.text for each in phrasings("asked.csv")}
    found = score(names, asked)
    assert found.wrong == []
    assert found.share >= 0.9


@pytest.mark.parametrize("file", ["phrasings.csv", "phrasings_held_out.csv"])
def test_texts_of_earlier_versions_are_still_understood(names: Names, file: str) -> None:
    found = score(names, phrasings(file))
    assert found.wrong == []
    assert found.share >= 0.84


def test_example_of_a_question_is_never_read_as_another(names: Names) -> None:
    read, found = 0, 0
    for question in query.read_all("questions"):
        for example in question.examples if question.answers else ():
            got = understood(names, example)
            read += 1
            found += got is not None
            assert got is None or len(got) > 1 or got[0][1] == question.name, example
    assert found / read > 0.5


def test_title_or_example_typed_as_it_stands_runs_its_question(names: Names) -> None:
    for question in query.read_all("questions"):
        for text in (question.summary, *question.examples):
            plan = plain.understood(reading.read(names, text)).plan
            assert len(plan) > 1 or marked(plan)[0][1] == question.name, text


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("who says that ZTE supplies Kenya and who denies it", "both-sides from=zte to=ken"),
        ("which companies do Kenya and Uganda share", "suppliers-of-two-states first=ken second=uga"),
        ("overlap of Chinese technology and Belt and Road members", "chinese-technology-and-bri"),
        ("overlap of Japanese technology and Belt and Road members", ""),
        ("overlap of Chinese technology and European Union members", ""),
        ("Which states does the vendor supply?", ""),
        ("Which states does a company supply?", ""),
    ],
)
def test_example_is_asked_of_other_names_and_never_in_other_words(names: Names, text: str, answer: str) -> None:
    assert understood(names, text) == expected(answer)


def test_text_by_which_a_question_describes_itself_is_read_as_it_or_refused_with_it_as_the_nearest(
    names: Names,
) -> None:
    for question in query.read_all("questions"):
        for text in neighbor.texts(question):
            if text in question.examples and not question.answers:
                continue
            said = reading.read(names, text)
            try:
                plan = plain.understood(said).plan
            except Unanswered:
                assert matching.plans(said) or neighbor.nearest(said)[0].question.name == question.name, text
            else:
                assert len(plan) > 1 or marked(plan)[0][1] == question.name, text


@pytest.mark.parametrize(
    ("text", "right"),
    [
        *(("hikvison customers", "Hikvision customers"), ("suppliers of zimbabwae", "suppliers of Zimbabwe")),
        *(("who supplies sebria", "who supplies Serbia"), ("huwaei customers", "Huawei customers")),
        *(("countries supplied by palantr", "countries supplied by Palantir"), ("Huawei custmers", "Huawei customers")),
        ("facial recogntion bans in the U.S.", "facial recognition bans in the U.S."),
        ("states with smart polcing", "states with smart policing"),
        ("U.S. cities that baned face recognition", "U.S. cities that banned face recognition"),
        ("which tecnologies does Thailand use", "which technologies does Thailand use"),
    ],
)
def test_misspelled_text_is_read_as_the_one_that_it_can_be_and_says_so(names: Names, text: str, right: str) -> None:
    found = plain.understood(reading.read(names, text))
    assert marked(found.plan) == understood(names, right)
    assert found.warning.startswith("read '")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "which vendors were lifted from the Entity List",
            "facial recognition banking in Europe",
            "who founded Huawei",
        ),
        *("which states adapted facial recognition", "which states misuse facial recognition", "states like Mal"),
        *("who supplies Malia", "which states trust Huawei", "states that resell Huawei"),
    ],
)
def test_word_that_is_near_to_another_and_may_be_meant_is_not_put_right(names: Names, text: str) -> None:
    assert understood(names, text) is None


def test_bans_of_any_technology_are_asked_of_every_technology_that_has_none_below_it(released: ox.Store) -> None:
    rows = released.query(
        "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\nSELECT ?one ?whole WHERE { ?one skos:broader ?whole }",
        use_default_graph_as_union=True,
    )
    assert isinstance(rows, ox.QuerySolutions)
    broader = [
        (row["one"].value, row["whole"].value) for row in rows if row["one"].value.startswith(iri("technology:"))
    ]
    lowest = {one for one, _ in broader} - {whole for _, whole in broader}
    rules = [each for each in frame.library() if each.question.name.startswith("regulations")]
    written = [slot.value for each in rules for slot in each.slots if slot.fixed and slot.param.type == "technology"]
    assert written
    assert all({iri(f"technology:{name}") for name in (value or "").split("+")} == lowest for value in written)


VENDORS = ("Huawei", "ZTE", "NEC", "Hikvision", "IBM")
TECHNOLOGIES = ("facial recognition", "smart policing", "safe city", "social media surveillance")
STATES = ("Kenya", "Serbia", "the United States", "Saudi Arabia", "China")
DENIED = (
    ("countries that buy from {vendor}", "countries that do not buy from {vendor}"),
    ("countries supplied by {vendor}", "countries not supplied by {vendor}"),
    ("states with {vendor}", "states without {vendor}"),
    ("states that use {technology}", "states that don't use {technology}"),
    ("African countries with {technology}", "African countries without {technology}"),
    ("which vendors supply {state}?", "which vendors do not supply {state}?"),
    ("who supplies {state}?", "whom does {state} supply?"),
    ("vendors based in {state}", "vendors not based in {state}"),
    ("new customers of {vendor}", "customers that {vendor} lost"),
    ("who started using {technology}?", "who stopped using {technology}?"),
    ("BRI members supplied by {vendor}", "non-members of the BRI supplied by {vendor}"),
    ("customers of {vendor}", "all but the customers of {vendor}"),
    ("countries supplied by {vendor} and by Dahua", "countries supplied by {vendor} but not by Dahua"),
    ("countries supplied by {vendor} and by Dahua", "countries that {vendor} supplies but Dahua does not"),
    ("vendors that {state} buys from", "vendors that {state} buys from but Kenya does not"),
    ("who supplies {state}?", "who supplies {state} other than {vendor}?"),
    ("claims about {vendor}", "claims by {vendor}"),
    ("sources on {state}", "sources from {state}"),
    ("vendors of {state}", "vendors of {state} except those from Israel"),
    ("does {vendor} supply {state}?", "does {vendor} not supply {state}?"),
    ("countries that {state} supplies", "countries that supply {state}"),
    ("countries that buy from {state}", "countries that do not buy from {state}"),
    ("countries supplied by Israel and by {state}", "countries supplied by Israel but not by {state}"),
)


@settings(max_examples=50, deadline=None)
@given(st.sampled_from(DENIED), st.sampled_from(VENDORS), st.sampled_from(TECHNOLOGIES), st.sampled_from(STATES))
def test_a_text_and_its_opposite_never_get_one_answer(
    released: ox.Store, pair: tuple[str, str], vendor: str, technology: str, state: str
) -> None:
    names = _names(released)
    one, other = (understood(names, each.format(vendor=vendor, technology=technology, state=state)) for each in pair)
    assert one is not None
    assert one != other


_KEPT: dict[int, Names] = {}


def _names(store: ox.Store) -> Names:
    if id(store) not in _KEPT:
        _KEPT[id(store)] = Names(store)
    return _KEPT[id(store)]


@settings(max_examples=50, deadline=None)
@given(st.sampled_from(phrasings("asked.csv")), st.sampled_from(("Ruritania", "purple", "zorbing", "NATO")))
def test_a_word_that_nothing_uses_is_always_told(released: ox.Store, each: Phrasing, word: str) -> None:
    names, known = _names(released), lexicon.lexicon()
    # thanks may be signed with any name, and what the asker does be any thing
    assume("thanks" not in each.text and surrounding.without(names, known, each.text) == each.text)
    assume(asides.without(names, known, each.text) == each.text)
    with pytest.raises(Unanswered):
        plain.understood(reading.read(names, f"{each.text.rstrip('?')} {word}"))


AFTER = (
    *(
        " not",
        " without ZTE",
        " except Kenya",
        " in 2016",
        " seven",
        " outside Europe",
        " in Kenya",
        " of NEC",
        " neither",
    ),
    *(
        " never",
        " nobody",
        " by IBM",
        " and Japan",
        " or Japan",
        " but not Peru",
        " from Israel",
        " at least 4",
    ),
    *(" since 2018", " again", " other than Hikvision", " both of Peru and Togo", " 12", " 1999", " twice"),
    *(" no longer", " by its own account"),
)
BEFORE = (
    *("not ", "no ", "without Huawei ", "outside Africa, ", "five ", "never ", "except Kenya, ", "all but "),
    *("half of the ", "hardly any ", "neither ", "top five ", "three or more of "),
)


@pytest.mark.parametrize(
    "text",
    [
        "states supplied by Huawei in 2020 1999",
        "states supplied by Huawei 2020 2022",
        "states supplied by Huawei in 2020, 1999",
        "which countries were supplied by Hikvision in 2020 but not in 2022 1999",
        "European states supplied by Huawei in 2022, 2020",
    ],
)
def test_a_second_year_behind_a_condition_is_used_or_told(released: ox.Store, text: str) -> None:
    with pytest.raises(Unanswered):
        plain.understand(released, text)


@settings(max_examples=50, deadline=None)
@given(st.sampled_from(phrasings("asked.csv")), st.sampled_from(AFTER), st.sampled_from(BEFORE), st.booleans())
def test_name_number_or_denial_beside_a_text_is_used_or_told(
    released: ox.Store, each: Phrasing, after: str, before: str, first: bool
) -> None:
    names = _names(released)
    base, text = understood(names, each.text), each.text.rstrip("?. ")
    longer = f"{before}{text}" if first else f"{text}{after}"
    more = understood(names, longer)
    assert more is None or more != base or (not first and after.strip() in aside(names, longer))


ODD = (
    *(
        "",
        "?",
        "  ",
        "what is it?",
        "¿…?",
        "a" * 10_000,
        "who supplies Kenya? " * 500,
        '"} DELETE WHERE #',
        "{} <x> ?y",
    ),
    *(
        "من يزود كينيا؟",
        "כל המדינות",
        "\u202ewho supplies Kenya\u202c",
        "who\x00supplies\x1bKenya",
        "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    ),
    *("哪些国家使用人脸识别", "Welche Staaten kaufen bei Huawei?", "who supplies Kenya\n\n; DROP ALL", "\u2066" * 40),
)


@pytest.mark.parametrize("text", ODD)
def test_odd_text_is_refused_in_one_line(names: Names, text: str) -> None:
    with pytest.raises(Unanswered) as refused:
        plain.understood(reading.read(names, text))
    told = str(refused.value)
    assert "\n" not in told
    assert len(told) < 1000
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", told)


@pytest.mark.parametrize(
    "text",
    [
        *("qui fournit le Kenya ?", "Quels pays utilisent facial recognition", "welche Länder use facial recognition"),
        *("من يزود كينيا؟", "who supplies Kenya? quién", "чьи поставщики", "Quali paesi usano Huawei"),
    ],
)
def test_text_with_words_of_another_language_is_refused_with_the_language_that_is_read(names: Names, text: str) -> None:
    with pytest.raises(Unanswered, match="questions are read in English only"):
        plain.understood(reading.read(names, text))


@pytest.mark.parametrize(
    "text",
    ["who supplies Narnia", "which ministers took bribes from Hikvision?", "how many cameras does London have"],
)
def test_unknown_words_of_english_are_no_other_language(names: Names, text: str) -> None:
    with pytest.raises(Unanswered) as refused:
        plain.understood(reading.read(names, text))
    assert "English" not in str(refused.value)


def test_technology_of_which_no_source_says_anything_is_refused_by_its_name(names: Names) -> None:
    assert {"spyware", "iris recognition", "licence plate recognition"} <= set(names.untold)
    assert not {"facial recognition", "video surveillance"} & set(names.untold)
    shapes = ("which states use {}", "who supplies {} to Serbia?", "states that do not use {}", "{}")
    for shape, name in zip(shapes, names.untold[::7], strict=False):
        with pytest.raises(Unanswered, match=f"no source here says anything of {name};"):
            plain.understood(reading.read(names, shape.format(name)))


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_answered_or_refused(released: ox.Store, text: str) -> None:
    understood(_names(released), text)


def test_refusal_says_what_was_not_used_and_how_the_nearest_questions_differ(names: Names) -> None:
    with pytest.raises(
        Unanswered,
        match=r"not used: 'Narnia'; no register has 'Narnia'; the nearest: .*leaves 'Narnia' unused.*--anyway runs it",
    ):
        plain.understood(reading.read(names, "who supplies Narnia?"))
    with pytest.raises(Unanswered, match=r"Huawei .as the one suppl"):
        plain.understood(reading.read(names, "who supplies Huawei?"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("who supplies Congo?", "'Congo' is Democratic Republic of the Congo (COD) or Republic of the Congo (COG)"),
        ("who supplies the Congo's police?", "'Congo' is Democratic Republic of the Congo (COD) or"),
        ("Does Huawei supply korea", "'korea' is South Korea (KOR) or North Korea (PRK); write the one that is meant"),
        ("which vendors supply the Koreas", "'Koreas' is South Korea (KOR) or North Korea (PRK)"),
        ("Korean vendors", "'Korean' is South Korea (KOR) or North Korea (PRK)"),
        ("who supplies the Virgin Islands?", "is British Virgin Islands (VGB) or U.S. Virgin Islands (VIR)"),
        ("who supplies US Virgin Islands?", "'US Virgin Islands' is U.S. Virgin Islands (VIR), which the graph lacks"),
        ("who supplies Cayman Islands?", "'Cayman Islands' is Cayman Islands (CYM), which the graph lacks"),
        ("who supplies America?", "'America' is United States (USA) or the region of the Americas"),
        ("who supplies Congo and Korea?", "(COG), and 'Korea' is South Korea"),
        ("who supplies Сhina?", "'С' (U+0421) is Cyrillic among Latin letters; did you mean 'China'?"),
        ("who supplies Kazakhstаn?", "'а' (U+0430) is Cyrillic among Latin letters; did you mean 'Kazakhstan'?"),
    ],
)
def test_name_of_several_states_or_of_none_is_refused_with_what_it_is(released: ox.Store, text: str, said: str) -> None:
    for anyway in (False, True):
        with pytest.raises(Unanswered, match=re.escape(said)):
            plain.understand(released, text, anyway=anyway)


@pytest.mark.parametrize(
    "text", ["who supplies DR Congo?", "who supplies the Republic of the Congo?", "South Korean vendors"]
)
def test_whole_name_of_one_of_several_states_is_understood(names: Names, text: str) -> None:
    assert len(plain.understood(reading.read(names, text)).plan) == 1


@pytest.mark.parametrize("text", ["Zimbabwe suppliers", "Egypt vendor list", "Kenya suppliers on the Entity List"])
def test_state_beside_vendors_is_asked_back_with_both_that_it_can_mean(names: Names, text: str) -> None:
    with pytest.raises(Unanswered, match=r"it can mean .*suppliers-of-state.* or .*vendors-based-in.*; say which"):
        plain.understood(reading.read(names, text))


def test_signature_of_a_letter_is_no_part_of_its_question(names: Names) -> None:
    asked = understood(names, "Who supplies Kenya?")
    assert understood(names, "Who supplies Kenya? Many thanks, Ruth") == asked
    assert understood(names, "Who supplies Kenya? Thanks, Chad") == asked
    assert understood(names, "Who supplies Kenya and Chad? Thanks") != asked


def test_nearest_question_is_run_anyway_and_the_warning_is_kept(released: ox.Store) -> None:
    found = plain.understand(released, "which countries does Huawei supply secretly?", anyway=True)
    assert found.name == "states-of-vendor"
    assert found.warning == "not used: 'secretly'"
    assert "warning:    not used: 'secretly'" in plain.told(found, plain.run(released, found))


def things(store: Queryable, name: str, **params: str) -> set[str]:
    table = query.find(name).run(store, **params)
    return {str(row[0].value) for row in table.rows if isinstance(row[0], ox.NamedNode)}


def test_rows_of_several_questions_are_those_of_all_with_the_claims_of_all(released: ox.Store) -> None:
    found = plain.understand(released, "BRI members in Africa that use facial recognition and are supplied by Huawei")
    table = plain.run(released, found)
    members = things(released, "members-of-initiative")
    users = things(released, "states-using", technology="facial-recognition")
    supplied = things(released, "states-of-vendor", vendor="huawei")
    africa = things(released, "states-in-region", region="africa")
    assert {str(row[0].value) for row in table.rows} == members & users & supplied & africa != set()  # type: ignore[union-attr]
    for row in table.values():
        kinds = {
            kind
            for claim in row["claims"].split()
            for kind in ("member", "technology", "supplier")
            if query.answered(released, f"ASK {{ <{claim}> <{iri('ais:about')}> ?s . ?s <{iri(f'ais:{kind}')}> ?x }}")
        }
        assert kinds == {"member", "technology", "supplier"}


def test_rows_that_a_part_takes_out_are_the_others_of_the_edition(released: ox.Store) -> None:
    found = plain.understand(released, "countries that do not buy from Huawei")
    rest = {str(row[0].value) for row in plain.run(released, found).rows}  # type: ignore[union-attr]
    every, supplied = things(released, "states-of-edition"), things(released, "states-of-vendor", vendor="huawei")
    assert rest == every - supplied
    assert "no bound" in part.bound(found.plan)


def test_edition_that_a_text_names_holds_for_every_part(released: ox.Store) -> None:
    found = plain.understand(released, "African countries supplied by Huawei but not by ZTE in the 2020 edition")
    asked = [part for part in found.plan if part.frame and "edition" in {p.name for p in part.frame.question.params}]
    assert {part.params["edition"] for part in asked} == {iri("source:aigs-2020")}
    assert len(asked) == 2


def test_two_conditions_on_a_thing_in_between_are_not_put_together(names: Names) -> None:
    assert understood(names, "vendors that supply closed autocracies in Africa") is None
    assert understood(names, "which vendors supply more than 10 African countries?") is None
    assert understood(names, "states supplied by vendors that are not Chinese") is None
    assert understood(names, "who sells facial recognition to governments?") is None
    assert understood(names, "what does China supply to Serbia?") is None


def test_text_of_sparql_does_not_enter_the_query(released: ox.Store) -> None:
    with pytest.raises(Unanswered, match="not used"):
        plain.understand(released, 'which vendors supply the most states"} DROP ALL #')


def test_same_text_is_understood_the_same_in_any_case_of_letters(names: Names) -> None:
    text = "which states of Western Asia use facial recognition"
    assert understood(names, text) == understood(names, text.upper()) is not None


def test_what_was_understood_can_be_typed_again_and_checked(released: ox.Store) -> None:
    found = plain.understand(released, "which BRI members buy facial recognition from Huawei?")
    told = plain.told(found, plain.run(released, found))
    assert "Huawei = vendor:huawei" in told
    typed = "kg ask users-and-customers --param technology=facial-recognition --param vendor=huawei"
    assert f"{typed} --param initiative=bri  (edition=aigs-2022)" in told
    assert "VALUES ?vendor { <https://w3id.org/ai-surveillance/vendor/huawei> }" in plain.sparql(released, found)


def test_names_joined_by_or_are_asked_of_one_question(released: ox.Store) -> None:
    found = plain.understand(released, "countries supplied by Huawei or ZTE")
    rows = {str(row[0].value) for row in plain.run(released, found).rows}  # type: ignore[union-attr]
    assert rows == things(released, "states-of-vendor", vendor="huawei") | things(
        released, "states-of-vendor", vendor="zte"
    )


def test_count_is_told_as_a_lower_bound_where_blanks_are_unknown(released: ox.Store) -> None:
    found = plain.understand(released, "how many countries does Huawei supply?")
    table = plain.run(released, found)
    assert f"rows:       {len(plain.things(found, table))} (a lower bound" in plain.told(found, table)
    assert frame.by_name()["size"].question.front.get("bound") is None


def test_no_row_is_told_to_be_no_denial(released: ox.Store) -> None:
    found = plain.understand(released, "does Hikvision supply Iceland?")
    table = plain.run(released, found)
    assert not table.rows
    assert "rows:       0 (no source here says so; that is no denial)" in plain.told(found, table)


def test_rows_about_one_thing_are_told_in_the_singular(released: ox.Store) -> None:
    found = plain.understand(released, "who owns Hikvision")
    assert re.search(r"about 1 thing\b", plain.told(found, plain.run(released, found)))


def test_group_of_companies_is_no_vendor_in_a_count_or_beside_another_condition(released: ox.Store) -> None:
    found = plain.understand(released, "how many vendors supply Kenya")
    table = plain.run(released, found)
    named = {str(row[0].value) for row in table.rows if isinstance(row[0], ox.NamedNode)}
    vendors = {each for each in named if each.startswith(iri("vendor:"))}
    assert len(plain.things(found, table)) == len(vendors) < len(named)
    assert f"about {len(vendors)} vendors" in plain.told(found, table)
    others = plain.run(released, plain.understand(released, "vendors that supply Kenya and are on the Entity List"))
    assert {str(row[0].value) for row in others.rows} < vendors  # type: ignore[union-attr]


def test_groups_of_other_homes_stand_beside_vendors_of_other_homes(released: ox.Store) -> None:
    found = plain.understand(released, "Which non-Chinese suppliers are named for China itself?")
    table = plain.run(released, found)
    assert {str(row[0].value) for row in table.rows} == {  # type: ignore[union-attr]
        iri(f"group:{home}-companies") for home in ("german", "israeli", "japanese", "swedish", "uk", "us")
    }
    assert len(plain.things(found, table)) == 0


def test_year_before_which_something_holds_is_told_as_a_year_and_not_as_an_edition(released: ox.Store) -> None:
    found = plain.understand(released, "US cities that banned facial recognition before 2020")
    table = plain.run(released, found)
    assert "2020 = 2020" in plain.told(found, table)
    assert {str(row[2].value) for row in table.rows} == {"The city.", "The town."}  # type: ignore[union-attr]


@pytest.mark.parametrize("key", ["inverse", "opposite"])
def test_inverses_and_opposites_are_named_by_both_and_read_apart(key: str) -> None:
    named = {each.name: each.front[key] for each in query.read_all("questions") if key in each.front}
    assert named
    assert {other: name for name, other in named.items()} == named
    assert all(query.find(name).answers for name in named)


def test_every_question_says_what_it_answers_or_is_built_on_by_others() -> None:
    silent = {each.name for each in query.read_all("questions") if not each.answers}
    tagged = {each.name for each in query.read_all("questions") if {"register", "everything"} & set(each.tags)}
    assert len(silent - tagged) <= len(query.read_all("questions")) / 5


def test_form_of_a_word_stands_for_one_thing() -> None:
    written = vocabulary()
    bases: dict[str, str] = {}
    for section in ("types", "gives", "takes", "customers", "persons", "words"):
        for concept, text in written[section].items():
            for entry in lexicon.entries(text):
                base = entry.partition("/")[0]
                assert bases.setdefault(base, f"{section} {concept}") == f"{section} {concept}", base


def test_question_of_a_reader_is_found_by_its_front_matter(tmp_path: Path, names: Names) -> None:
    file = tmp_path / "vendors-of-nowhere.rq"
    file.write_text(
        "#+ summary: Which vendors are remote?\n#+ param state: state. A state.\n#+ row: one vendor\n"
        "#+ answers: vendor: unknown home:{state}\n"
        "SELECT ?vendor WHERE { VALUES ?state { UNDEF } ?vendor ?of ?state }\n"
    )
    question = query.read(file)
    found, *_ = frame.frames(question)
    said = reading.read(names, "unnamed vendors from China")
    assert [part.params for part in matching.parts(found, said)] == [{"state": iri("state:chn")}]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("state supply", "nothing says what a row is"),
        ("state: suply", "'suply' is no word"),
        ("state: {nowhere}", "no parameter 'nowhere'"),
        ("state: supply!", "neither a word nor a parameter"),
    ],
)
def test_line_of_front_matter_that_cannot_be_read_is_an_error(line: str, told: str) -> None:
    with pytest.raises(QueryError, match=told):
        frame.frames(replace(query.find("states-of-vendor"), answers=(line,)))


@pytest.mark.parametrize("text", ["compare " + "Huawei and " * 50, "is " + "Kenya and " * 55])
def test_text_of_many_names_is_refused_at_once(names: Names, text: str) -> None:
    assert understood(names, text[:600]) is None
