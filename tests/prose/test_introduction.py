"""How a text introduces a firm changes nothing in what it sold to whom, and makes no seller of somebody else."""

import pytest

from kg.prose import extraction, pipeline

pytestmark = pytest.mark.skipif(pipeline.pipeline() is None, reason="no parser is installed")

SELLERS = {
    "a company called Norlens": ("Norlens",),
    "a Finnish start-up named Norlens": ("Norlens",),
    "the security firm Norlens": ("Norlens",),
    "Turku-based Norlens": ("Norlens",),
    "Norlens, a Finnish maker of cameras,": ("Norlens",),
    "Norlens, a firm in Turku,": ("Norlens",),
    "Norlens (Finland)": ("Norlens",),
    "a local subsidiary of Norlens": ("Norlens",),
    "Norlens's local branch": ("Norlens",),
    "a consortium led by Norlens": ("Norlens",),
    "a joint venture of Norlens and Vardex": ("Norlens", "Vardex"),
    "Norlens, with its partner Vardex,": ("Norlens", "Vardex"),
    "Norlens in partnership with Vardex": ("Norlens", "Vardex"),
}
TOLD = (
    "{S} sold spyware to Kenya's army.",
    "{S} supplied the police of Kenya with spyware.",
    "Kenya bought facial recognition from {S}.",
    "Kenya's police use facial recognition supplied by {S}.",
    "Spyware was delivered to the Kenyan navy by {S}.",
    "A contract for spyware was awarded to {S} by Kenya.",
)
MISLEADING = (
    "A rival of {S} sold spyware to Kenya's army.",
    "A former employee of {S} sold spyware to Kenya's army.",
    "Kenya's army chose another bidder over {S} for spyware.",
    "Kenya's army went to {S} for a lecture on spyware.",
    "Kenya was not sold spyware by {S}.",
    "Kenya's police sued {S}.",
    "{S} equipped the port of Mombasa, in Kenya, with cranes.",
    "{S} offered spyware to Kenya's army.",
)


def _sellers(text: str) -> set[str]:
    read = extraction.read(text.replace(",,", ",").replace(",.", "."), None, "parse")
    sold = [p for p in read if p.kind == "Supply" and p.modality != "hypothetical"]
    return {str(p.unresolved.get("supplier", p.roles.get("supplier"))).strip("'") for p in sold}


def _spoken(pattern: str, seller: str) -> str:
    text = pattern.format(S=seller)
    return text[0].upper() + text[1:] if not seller.startswith("Norlens") else text


@pytest.mark.parametrize("seller", SELLERS)
def test_a_firm_that_is_introduced_is_read_as_one_that_is_named_alone(seller: str) -> None:
    missed = [one for one in TOLD if _sellers(_spoken(one, seller)) != set(SELLERS[seller])]
    assert missed == []


@pytest.mark.parametrize("seller", SELLERS)
def test_an_introduction_makes_no_seller_of_one_who_sold_nothing(seller: str) -> None:
    assert [one for one in MISLEADING if _sellers(_spoken(one, seller))] == []


def test_what_looks_like_an_introduction_and_tells_of_another_firm_is_none() -> None:
    assert _sellers("Bosch sold cameras to Kenya, and its partner Vardex handed Peru a camera system.") >= {
        "vendor:bosch"
    }
    assert _sellers("Kenya's police bought the spyware from Norlens, a subsidiary of Vardex.") == {"Norlens"}
    assert _sellers("Bosch sold the army of Kenya an AI camera network.") == {"vendor:bosch"}
    assert _sellers("Bosch, based in Turku, the supplier of spyware to Kenya's police, opened an office.") <= {
        "vendor:bosch"
    }


@pytest.mark.parametrize(
    ("body", "state"),
    [
        ("the Kenya National Police", "state:ken"),
        ("the Zambia Airports Authority", "state:zmb"),
        ("the Uganda Prisons Service", "state:uga"),
        ("Kenya Commercial Bank", None),
        ("the Niger Delta Development Agency", None),
    ],
)
def test_a_body_that_begins_with_its_states_name_is_that_states(body: str, state: str | None) -> None:
    read = extraction.read(f"Thales sold facial recognition to {body}.", None, "parse")
    assert {p.roles.get("recipient") for p in read if p.kind == "Supply"} - {None} == ({state} if state else set())


@pytest.mark.parametrize(
    "text",
    [
        "The cameras with which Kenya's police watch the streets were supplied by Norlens.",
        "The spyware on which the army of Kenya relies was made by Norlens.",
        "The facial recognition with which Kenyan police search crowds comes from Norlens.",
        "The cameras that Kenya's police use to watch Mombasa were bought from a firm called Norlens.",
    ],
)
def test_a_clause_about_whose_tool_a_ware_is_hides_not_who_made_it(text: str) -> None:
    assert _sellers(text) == {"Norlens"}


@pytest.mark.parametrize(
    "text",
    [
        "The cameras with which criminals in Kenya watch the streets were supplied by Norlens.",
        "The cameras that Kenya's police never used to watch Mombasa were supplied by Norlens.",
        "The cameras with which Kenya's police would watch the streets are to be supplied by Norlens.",
    ],
)
def test_a_clause_about_another_or_a_denied_use_gives_nothing(text: str) -> None:
    assert _sellers(text) == set()


def test_a_wares_name_is_no_supplier_beside_a_firm_and_a_firm_that_is_called_so_says_nothing() -> None:
    assert _sellers("Kenya's army bought the spyware Quill from Norlens.") == {"Norlens"}
    assert _sellers("Norlens sold the Quill facial recognition system to Kenya's army.") == {"Norlens"}
    (supply,) = extraction.read("A company called Norlens sold spyware to Kenya.", None, "parse")
    assert (supply.modality, supply.voice) == ("asserted", None)
