"""A page sums up what its sections hold: every number in a sentence is a question's answer."""

import re

import pytest

from kg.namespace import BASE
from kg.query import query
from kg.site import page
from kg.site.profile import Profile, profile
from kg.site.resource import Library


def of(library: Library, name: str) -> Profile:
    found = profile(library, library.resource(f"{BASE}{name}"))
    assert found is not None
    return found


@pytest.mark.parametrize(
    "technology", ["facial-recognition", "safe-city", "smart-policing", "social-media-surveillance"]
)
@pytest.mark.parametrize("edition", ["aigs-2020", "aigs-2022"])
def test_a_technology_counts_its_users_as_the_question_does(library: Library, technology: str, edition: str) -> None:
    said = " ".join(of(library, f"technology/{technology}").sentences)
    title = library.label(f"{BASE}source/{edition}")
    asked = query.find("states-using").run(library.store, technology=technology, edition=edition)
    wanted = len({row["state"] for row in asked.values()})
    assert f"{wanted} in the {title}" in said


@pytest.mark.parametrize("vendor", ["huawei", "hikvision", "zte", "nec"])
def test_a_vendor_counts_its_customers_as_the_question_does(library: Library, vendor: str) -> None:
    said = " ".join(of(library, f"vendor/{vendor}").sentences)
    for edition in ("aigs-2020", "aigs-2022"):
        asked = query.find("states-of-vendor").run(library.store, vendor=vendor, edition=edition)
        wanted = len({row["state"] for row in asked.values()})
        assert f"{wanted} in the {library.label(f'{BASE}source/{edition}')}" in said


def test_a_state_that_was_surveyed_without_evidence_says_so(library: Library) -> None:
    asked = query.find("surveyed-states-without-use").run(library.store)
    without = {str(row["state"]).rpartition("/")[2] for row in asked.values()}
    assert "alb" in without
    for state in sorted(without)[:20]:
        assert any("no evidence of use was found" in said for said in of(library, f"state/{state}").sentences), state
    assert not any("no evidence" in said for said in of(library, "state/srb").sentences)


def test_a_state_shows_the_deployment_in_its_city_with_its_dispute(library: Library) -> None:
    text = page.html(library, f"{BASE}state/srb")
    place = re.search(r"In <a href=\"[^\"]*place/belgrade.html\">Belgrade</a>.*?</section>", text, flags=re.S)
    assert place
    assert "Belgrade video surveillance project" in place[0]
    assert "Huawei" in place[0]


def test_a_profile_leads_into_the_explorer(library: Library) -> None:
    assert 'href="../explorer.html#supplier=huawei"' in page.html(library, f"{BASE}vendor/huawei")
    assert of(library, "group/chinese-companies").explore == "supplier=group:chinese-companies"
