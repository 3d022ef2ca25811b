"""Names: one resolver for every way in which a name is written."""

import csv
import importlib.util
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pycountry
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.errors import UnknownName
from kg.evidence import register
from kg.namespace import folder, iri, terms
from kg.naming import country, form, script, subdivision
from kg.naming.names import Names

KNOWN = register.released()
JURISDICTION = iri("ais:Jurisdiction")
STATES = {row.name.partition(":")[2]: row.label for row in KNOWN.rows["states"] if len(row.name) == len("state:abc")}
LABELS = sorted({row.label for rows in KNOWN.rows.values() for row in rows})


def meant(text: str, class_name: str = "ais:Jurisdiction") -> str:
    return KNOWN.resolve(text, iri(class_name))


def refusal(text: str, class_name: str = "ais:Jurisdiction") -> str:
    with pytest.raises(UnknownName) as error:
        KNOWN.resolve(text, iri(class_name), "here")
    return str(error.value)


# How a name is written

MARKS = st.sampled_from(["", "*", "**", "†", "¹", "²³", " [1]", "[a]", " (a)", " (2)", "*†"])
INVISIBLE = st.sampled_from(["", " ", "\u00a0", "\u200b", "\ufeff", "\u00ad", "\t", "\u2009", "\u200e"])


@settings(deadline=None)
@given(
    st.sampled_from(LABELS),
    INVISIBLE,
    INVISIBLE,
    MARKS,
    st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]),
    st.sampled_from([str, str.upper, str.lower, str.swapcase]),
    st.integers(0, 5),
)
@example("Côte d'Ivoire", "\ufeff", "\u200b", "¹", "NFD", str.upper, 3)
def test_a_name_is_found_however_it_is_composed_marked_spaced_and_capitalized(
    name: str, before: str, after: str, mark: str, composed: str, cased: type[str], at: int
) -> None:
    cut = min(at, len(name))
    written = cased(unicodedata.normalize(composed, name[:cut] + "\u00ad" + name[cut:]))  # type: ignore[arg-type]
    names = Names([("vendor:it", name), ("vendor:other", "Quite Another")])
    for text in (f"{before}{written}{mark}{after}", written.replace("'", "’").replace(" ", "\u00a0")):
        assert names.meaning(text).things == ("vendor:it",)


@settings(deadline=None)
@given(st.text(max_size=12))
def test_any_text_whatever_is_answered_or_refused(text: str) -> None:
    try:
        found = meant(text)
    except UnknownName as error:
        found = str(error)
    assert found in KNOWN.classes or ("; " in found and "\n" not in found)


@settings(deadline=None)
@given(st.text(max_size=20))
def test_what_is_seen_of_a_text_stays_what_it_is(text: str) -> None:
    assert form.seen(form.seen(text)) == form.seen(text)
    assert form.bare(form.bare(text)) == form.bare(text)


# Letters that look like others

LATIN_LETTERS, LOOK_ALIKES = "aceopxyABCEHIKMOPTX", "асеорхуАВСЕНІКМОРТХ"
PLAIN = sorted(
    label for label in STATES.values() if re.fullmatch("[A-Z][a-z]{3,}", label) and set(label) & set(LATIN_LETTERS)
)


@settings(deadline=None, max_examples=50)
@given(st.sampled_from(PLAIN), st.integers(0, 20))
@example("China", 0)
def test_name_with_a_look_alike_letter_is_refused_with_the_letter_and_the_name(name: str, at: int) -> None:
    places = [n for n, letter in enumerate(name) if letter in LATIN_LETTERS]
    place = places[at % len(places)]
    letter = LOOK_ALIKES[LATIN_LETTERS.index(name[place])]
    told = refusal(f"{name[:place]}{letter}{name[place + 1 :]}")
    assert f"mixes scripts: {letter!r} (U+{ord(letter):04X}) is Cyrillic among Latin letters" in told
    assert f"{name!r}" in told.partition("did you mean ")[2]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ηuawei", "'Η' (U+0397) is Greek among Latin letters; did you mean 'Huawei'?"),
        ("Huawei Тechnologies", "'Тechnologies' mixes scripts: 'Т' (U+0422) is Cyrillic"),
        ("ZТЕ", "'Т' (U+0422) is Cyrillic among Latin letters"),
        ("ІВМ", "'ІВМ' is written in Cyrillic letters; did you mean 'IBM'?"),
        ("Ωqqq", "'Ω' (U+03A9) is Greek among Latin letters; write the word in one script"),
    ],
)
def test_word_of_two_scripts_is_no_vendor(text: str, said: str) -> None:
    assert said in refusal(text, "ais:Vendor")


def test_words_of_one_script_each_are_not_strange() -> None:
    assert [script.stray(text) for text in ("China Китай", "µTorrent", "AI技术", "Côte d’Ivoire", "Huawei-ја")] == [
        None
    ] * 5
    assert script.twin("Китaй") == "Китай"


# States and territories


def _standard() -> Iterator[tuple[str, str]]:
    for each in pycountry.countries:
        for key in ("name", "official_name", "common_name", "alpha_2", "alpha_3", "numeric"):
            if written := getattr(each, key, None):
                yield written, each.alpha_3


def _converter() -> Iterator[tuple[str, str]]:
    """The short and official names and the codes of country_converter, which its own table holds beside ISO's."""
    found = importlib.util.find_spec("country_converter")
    assert found
    assert found.origin
    iso = {each.alpha_3 for each in pycountry.countries} | {"XKX"}
    with (Path(found.origin).parent / "country_data.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            if row["ISO3"] in iso:
                yield row["name_short"], row["ISO3"]
                yield row["name_official"], row["ISO3"]
                yield row["ISO3"], row["ISO3"]


def answered(pairs: Iterator[tuple[str, str]]) -> tuple[int, list[str], int]:
    """Return how many are right, those that are wrong, and how many there are."""
    right, wrong, asked = 0, [], 0
    for name, code in pairs:
        got = country.named(name) or country.coded(name)
        asked += 1
        right += got == {code}
        wrong += [name] if got and code not in got else []
    return right, wrong, asked


def test_every_name_and_code_of_iso_3166_means_its_state() -> None:
    right, wrong, asked = answered(_standard())
    assert not wrong
    assert asked - right == 2, "Congo is two states, and NA what tables write for 'not available'"


def test_names_of_an_independent_list_mean_the_same_states() -> None:
    right, wrong, asked = answered(_converter())
    assert not wrong
    assert right / asked > 0.98, f"{right} of {asked}"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Korea, Rep.", "kor"),
        ("Korea (South)", "kor"),
        ("Korea, Dem. People's Rep.", "prk"),
        ("Slovak Republic", "svk"),
        ("Iran (Islamic Republic of)", "irn"),
        ("Congo, Dem. Rep.", "cod"),
        ("Dem. Rep. Congo", "cod"),
        ("Congo (Brazzaville)", "cog"),
        ("Republic of Moldova", "mda"),
        ("Viet Nam", "vnm"),
        ("Holland", "nld"),
        ("Zaire", "cod"),
        ("Hong Kong SAR, China", "hkg"),
        ("Taiwan*", "twn"),
        ("Kosovo¹", "xkx"),
        ("Utd. Arab Emirates", "are"),
        ("Bosnia & Herz.", "bih"),
        ("Eq. Guinea", "gnq"),
        ("St. Vincent", ""),
        ("Serbie", "srb"),
        ("Сербия", "srb"),
        ("Alemania", "deu"),
        ("SRB", "srb"),
        ("RS", "srb"),
        ("688", "srb"),
        ("srb", "srb"),
        ("TÜRKİYE", "tur"),
    ],
)
def test_what_tables_call_a_state_means_it(text: str, code: str) -> None:
    if code:
        assert meant(text) == f"state:{code}"
    else:
        assert "did you mean" not in refusal(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Congo", "names state:cod, state:cog; write the one that is meant"),
        ("Korea", "names state:kor, state:prk; write the one that is meant"),
        ("Democratic Republic of Korea", "names state:kor, state:prk; write the one that is meant"),
        ("Republic of China", "names state:chn, state:twn; write the one that is meant"),
        ("America", "'America' is United States (USA) or the region of the Americas; write the one that is meant"),
        ("the Congo", "names state:cod, state:cog; write the one that is meant"),
        ("Kongo", "names state:cod, state:cog; write the one that is meant"),
        ("Конго", "names state:cod, state:cog; write the one that is meant"),
        ("Corée", "names state:kor, state:prk; write the one that is meant"),
        ("China, Rep. of", "names state:chn, state:twn; write the one that is meant"),
        ("Virgin Is.", "'Virgin Is.' is British Virgin Islands (VGB) or U.S. Virgin Islands (VIR), which have no row"),
        ("St. Martin", "is Saint Martin (French part) (MAF) or Sint Maarten (Dutch part) (SXM), which have no row"),
        ("Hispaniola", "names state:dom, state:hti; write the one that is meant"),
        ("BVI", "'BVI' is Virgin Islands, British (VGB), which has no row"),
        ("cn", "did you mean 'China'?"),
        ("kr", "did you mean 'South Korea'?"),
        ("na", "did you mean 'Namibia'?"),
        ("zz", "is not in the registers"),
        ("England", "'England' is a part of United Kingdom; name the whole where it is meant"),
        ("Bavaria", "'Bavaria' is not in the registers for Jurisdiction; add a row"),
        ("Texas", "'Texas' is a part of United States; name the whole where it is meant"),
        ("Yugoslavia", "'Yugoslavia' is a state of the past; name the state of today that is meant"),
        ("Greenland", "'Greenland' is Greenland (GRL), which has no row; add the row to ontology/registers/states.csv"),
        ("NA", "write Namibia, or leave the cell empty where it is not available"),
        ("n/a", "leave the cell empty"),
        ("–", "leave the cell empty"),
        ("Korea Telecom", "is not in the registers"),
        ("Islamic Republic", "is not in the registers"),
        ("United Republic", "is not in the registers"),
    ],
)
def test_what_means_more_than_one_or_none_is_refused_with_what_it_is(text: str, said: str) -> None:
    assert said in refusal(text)


@pytest.mark.parametrize(
    ("text", "class_name", "said"),
    [
        ("BEL", "ais:Vendor", "is not in the registers for Vendor"),
        ("Serbie", "ais:Vendor", "is not in the registers for Vendor"),
        ("Huavei", "ais:Vendor", "did you mean 'Huawei'?"),
        ("Huawei Marine Ltd.", "ais:Vendor", "did you mean 'Huawei'?"),
        ("Nigera", "ais:Jurisdiction", "did you mean 'Niger' or 'Nigeria'?"),
        ("Irab", "ais:Jurisdiction", "did you mean 'Iran' or 'Iraq'?"),
    ],
)
def test_codes_are_states_only_where_a_state_is_asked_for_and_near_names_come_together(
    text: str, class_name: str, said: str
) -> None:
    assert said in refusal(text, class_name)


@settings(deadline=None)
@given(st.sampled_from(sorted(STATES.values())), st.sampled_from(sorted(STATES.values())))
@example("Poland", "Holland")
@example("Finland", "England")
@example("Republic of the Congo", "Republic of Moldova")
def test_a_state_without_a_row_is_never_offered_another_by_likeness(kept: str, name: str) -> None:
    one = next(iter(country.named(kept)), "")
    other = next(iter(country.named(name) or subdivision.whole(name)), "")
    names = Names([(f"state:{one.lower()}", kept)])
    if one and other and one != other and not country.several(name):
        meaning = names.meaning(name, states=True)
        assert not meaning.things
        assert country.label(other) in meaning.found


@pytest.mark.parametrize(
    ("name", "code"),
    [
        *(("Россия", "RUS"), ("США", "USA"), ("ОАЭ", "ARE"), ("Srbija", "SRB"), ("EE. UU.", "USA"), ("RDC", "COD")),
        *(("Hrvatska", "HRV"), ("Tschechien", "CZE"), ("Fransa", "FRA"), ("Киргизия", "KGZ"), ("英国", "GBR")),
    ],
)
def test_the_usual_name_of_a_state_in_another_language_is_known(name: str, code: str) -> None:
    assert country.named(name) == {code}


@pytest.mark.parametrize("word", ["Fas", "Y", "no", "EU", "E.U.", "sad", "Narnia"])
def test_a_short_word_is_no_name_of_a_state_in_another_language(word: str) -> None:
    assert not country.named(word)


def test_the_file_of_spellings_says_codes_and_no_name_twice() -> None:
    path = folder("ontology") / "spellings.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    written = [row["name"] for row in rows]
    assert len(set(written)) == len(written)
    known = set(country.known().labels) | {row.name for row in register.released().rows["regions"]}
    assert {code for row in rows for code in row["means"].split("|")} <= known
    assert JURISDICTION in terms().superclasses


@given(st.from_regex(r"[A-Za-z0-9]{1,9}([ -][A-Za-z0-9]{1,9}){0,3}", fullmatch=True))
def test_plain_name_has_the_form_that_it_has_with_an_invisible_character(name: str) -> None:
    assert form.bare(name) == form.bare(f"{name}\u200b")
