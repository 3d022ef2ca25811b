"""A page sums up what its sections hold: every number in a sentence is a question's answer."""

import re
from pathlib import Path

import pytest

from kg.explorer import facts
from kg.namespace import BASE
from kg.naming.article import spoken
from kg.query import query
from kg.site import page
from kg.site.profile import Profile, profile
from kg.site.resource import Library
from tests.fixtures import invented
from tests.fixtures.invented import ARTICLE


def of(library: Library, name: str) -> Profile:
    found = profile(library, library.resource(f"{BASE}{name}"))
    assert found is not None
    return found


def told(library: Library, name: str) -> list[str]:
    return [str(each) for each in of(library, name).sentences]


@pytest.mark.parametrize(
    "technology", ["facial-recognition", "safe-city", "smart-policing", "social-media-surveillance"]
)
@pytest.mark.parametrize("edition", ["aigs-2020", "aigs-2022"])
def test_a_technology_counts_its_users_as_the_question_does(library: Library, technology: str, edition: str) -> None:
    said = " ".join(told(library, f"technology/{technology}"))
    title = library.label(f"{BASE}source/{edition}")
    asked = query.find("states-using").run(library.store, technology=technology, edition=edition)
    wanted = len({row["state"] for row in asked.values()})
    assert f"{wanted} in the {title}" in said


@pytest.mark.parametrize("vendor", ["huawei", "hikvision", "zte", "nec"])
def test_a_vendor_counts_its_customers_as_the_question_does(library: Library, vendor: str) -> None:
    said = " ".join(told(library, f"vendor/{vendor}"))
    for edition in ("aigs-2020", "aigs-2022"):
        asked = query.find("states-of-vendor").run(library.store, vendor=vendor, edition=edition)
        wanted = len({row["state"] for row in asked.values()})
        assert f"{wanted} in the {library.label(f'{BASE}source/{edition}')}" in said


def test_a_state_that_was_surveyed_without_evidence_says_so(library: Library) -> None:
    asked = query.find("surveyed-states-without-use").run(library.store)
    without = {str(row["state"]).rpartition("/")[2] for row in asked.values()}
    assert "alb" in without
    for state in sorted(without)[:20]:
        assert any("no evidence of use was found" in said for said in told(library, f"state/{state}")), state
    assert not any("no evidence" in said for said in told(library, "state/srb"))


def test_a_state_that_left_an_initiative_is_told_to_have_been_a_member(library: Library) -> None:
    for question, when, how in (
        ("ended-memberships", "left", "was one until"),
        ("planned-ends", "ending", "is only planned"),
    ):
        rows = list(query.find(question).run(library.store).values())
        assert rows
        for row in rows:
            sentences = told(library, f"state/{str(row['state']).rpartition('/')[2]}")
            assert any(how in each and str(row[when]) in each for each in sentences), (question, sentences)
    (lasting, left) = [each for each in told(library, "state/ita") if "Belt" in each or "was one" in each]
    assert lasting.startswith("Between them, 3 sources of 2020 to 2022")
    assert left == "One source says that it was one until 2023-12."


def test_a_sentence_begins_with_the_name_of_its_thing_and_its_article(library: Library) -> None:
    for state in ("state/cok", "state/usa", "state/west-bank", "state/nor", "state/nru"):
        found = of(library, state)
        assert spoken(library.label(f"{BASE}{state}")) in str(found.sentences[0]).replace("The ", "the ", 1), state
    assert of(library, "state/usa").name == "The United States"


def test_what_a_sentence_names_leads_to_its_page(library: Library) -> None:
    text = page.html(library, f"{BASE}state/srb").partition('aria-label="Summary">')[2].partition("</section>")[0]
    sentences = "".join(re.findall(r'<p class="lead">.*?</p>', text))
    for place in ("vendor/huawei", "group/chinese-companies", "technology/safe-city", "initiative/bri"):
        assert f'href="../{place}.html"' in sentences, place
    assert 'href="../source/aigs-2022.html"' in page.html(library, f"{BASE}vendor/huawei").partition("<h2")[0]


def test_a_page_offers_questions_filled_in_with_its_thing_that_have_an_answer_page(library: Library) -> None:
    wanted = {
        "state/usa": ("Who supplies the United States?", "suppliers-of-state.html?state=usa"),
        "vendor/huawei": ("Which states does Huawei supply?", "states-of-vendor.html?vendor=huawei"),
        "region/africa": ("Which states are in Africa?", "states-in-region.html?region=africa"),
        "initiative/bri": ("", "members-of-initiative.html?initiative=bri"),
    }
    for name, (text, place) in wanted.items():
        prompts = of(library, name).prompts
        assert (text, place) in prompts or (not text and place in {each.place for each in prompts}), (name, prompts)
        html = page.html(library, f"{BASE}{name}")
        assert all(f'href="../question/{each.place.replace("&", "&amp;")}"' in html for each in prompts), name
        for each in prompts:
            question, _, given = each.place.partition(".html?")
            query.find(question).run(library.store, **dict([given.split("=")]))


def test_a_thing_of_which_nothing_is_counted_says_so(library: Library) -> None:
    nothing = "No source here says that Nauru uses a technology, and none that it was surveyed."
    assert told(library, "state/nru") == [nothing]
    assert told(library, "vendor/nso-group") == ["No source here names a state that is supplied by NSO Group."]
    assert profile(library, library.resource(f"{BASE}technology/scheme")) is None


def test_a_state_shows_the_deployment_in_its_city_with_its_dispute(library: Library) -> None:
    text = page.html(library, f"{BASE}state/srb")
    place = re.search(r"In <a href=\"[^\"]*place/belgrade.html\">Belgrade</a>.*?</section>", text, flags=re.S)
    assert place
    assert "Belgrade video surveillance project" in place[0]
    assert "Huawei" in place[0]


def test_a_profile_leads_into_the_explorer(library: Library) -> None:
    assert 'href="../explorer.html#supplier=huawei"' in page.html(library, f"{BASE}vendor/huawei")
    assert of(library, "group/chinese-companies").explore == "supplier=group:chinese-companies"


@pytest.mark.parametrize("register", ["technology", "vendor", "initiative"])
def test_a_page_leads_to_what_the_explorer_knows_and_to_nothing_else(library: Library, register: str) -> None:
    known = {row["thing"] for row in facts.rows(library.store)}
    found = {name: profile(library, library.resource(name)) for name in library.names(register)}
    shown = {name for name, each in found.items() if each and each.explore}
    assert shown
    assert shown <= known
    assert {name for name, each in found.items() if each} & known == shown
    for bare in [name for name in found if name not in shown][:2]:
        assert "in the explorer</a>" not in page.html(library, bare)


SCHEMES = (
    "id,rdf:type,rdfs:label@en,skos:definition@en,ais:lowest,ais:highest,skos:scopeNote@en,dcterms:source\n"
    "weather,ais:Scheme,weather,Two kinds of it.,,,,\n"
    "size,ais:Scheme,size,,,,More is more.,\n"
    "calm,ais:Scheme,calm,,-2.0,8.0,8 is the calmest.,https://example.org/calm\n"
)


def rated(folder: Path, *said: str) -> list[tuple[str, str, str, float | None]]:
    """Return scheme, value, scale and place of the scores of a state that an article classifies."""
    claims = "".join(
        f'[[claim]]\nkind = "Classification"\njurisdiction = "state:ada"\n{each}start = {at}\nend = {at + 9}\n'
        for at, each in enumerate(said)
    )
    invented.write(folder / "sources", "herald", ARTICLE + claims)
    library = Library(invented.dataset(folder / "sources", invented.registers(folder, schemes=SCHEMES)))
    found = profile(library, library.resource(f"{BASE}state/ada"))
    assert found is not None
    return [(each.scheme.label, each.value.label, each.scale, each.at) for each in found.scores]


@pytest.mark.parametrize(("value", "at"), [("-2.0", 0.0), ("8.0", 1.0), ("3.0", 0.5), ("8.1", None), ("-2.1", None)])
def test_a_score_lies_between_the_ends_that_the_register_names(tmp_path: Path, value: str, at: float | None) -> None:
    ((scheme, _, scale, found),) = rated(tmp_path, f'scheme = "scheme:calm"\nvalue = {value}\nyear = 2020\n')
    assert (scheme, scale, found) == ("calm", "-2 to 8; 8 is the calmest.", at)


def test_a_score_without_ends_stands_alone_and_a_category_says_what_it_is_of(tmp_path: Path) -> None:
    size, wet = 'scheme = "scheme:size"\nvalue = 3.0\n', 'scheme = "scheme:weather"\ncategory = "category:wet"\n'
    assert rated(tmp_path, size, wet) == [("size", "3", "", None), ("weather", "wet", "Two kinds of it.", None)]


def test_the_newest_scores_of_a_scheme_are_shown_all_that_differ_and_no_plan(tmp_path: Path) -> None:
    years = ((1.0, 2019), (2.0, 2021), (4.0, 2021))
    said = [f'scheme = "scheme:calm"\nvalue = {value}\nyear = {year}\n' for value, year in years]
    found = rated(tmp_path, *said, 'scheme = "scheme:calm"\nvalue = 5.0\nyear = 2022\nstance = "plans"\n')
    assert sorted(value for _, value, _, _ in found) == ["2", "4"]


def test_the_page_of_a_state_draws_a_score_and_says_which_scale_is_not_known(library: Library) -> None:
    text = page.html(library, f"{BASE}state/srb")
    rows = re.search(r'<h2 id="scores">.*?</section>', text, flags=re.S)
    assert rows
    (net,) = [row for row in rows[0].split("<tr>") if "Freedom on the Net score" in row]
    assert "71 % of the way from the lowest to the highest" in net
    assert "0 to 100; 100 is the most free" in net
    assert "freedomonthenet.org" in net
    (rest,) = re.findall(r"not known here: .*?</p>", rows[0], flags=re.S)
    assert "arrests of online users" in rest
    assert rows[0].count("<svg") == 3
