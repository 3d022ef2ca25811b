"""The reconciliation API: what it answers has the form of version 0.2, and a match is certain or it is none."""

import json
import re
from typing import Any

import httpx
import pandas as pd
import pyoxigraph as ox
import pytest
from reconciler import reconcile

from kg.namespace import BASE, iri
from kg.server import reconciliation
from kg.server.reply import Asked, Reply
from kg.site.resource import Library

PLACE = "http://example.org/reconcile"


def get(library: Library, path: str = "", posted: bool = False, **given: str) -> Reply:
    pairs = tuple(given.items())
    return reconciliation.reconciled(library, Asked(PLACE + path, "", () if posted else pairs, pairs if posted else ()))


def read(reply: Reply) -> Any:
    assert reply.status == 200, reply.body
    assert reply.media == "application/json"
    return json.loads(reply.body)


def candidates(library: Library, query: str = "", **more: Any) -> list[dict[str, Any]]:
    batch = {"q0": ({"query": query} if query else {}) | more}
    found: list[dict[str, Any]] = read(get(library, posted=True, queries=json.dumps(batch)))["q0"]["result"]
    for each in found:
        assert isinstance(each["id"], str)
        assert isinstance(each["name"], str)
        assert isinstance(each["match"], bool)
        assert 0 <= each["score"] <= 100
        assert all(set(kind) == {"id", "name"} for kind in each["type"])
        assert all(isinstance(feature["value"], bool | int | float) for feature in each["features"])
    assert [each["score"] for each in found] == sorted((each["score"] for each in found), reverse=True)
    return found


def test_the_manifest_says_what_the_service_can_do(library: Library) -> None:
    told = read(get(library))
    assert told["versions"] == ["0.2"]
    assert (told["identifierSpace"], told["schemaSpace"]) == (BASE, f"{BASE}ontology")
    assert told["view"]["url"].count("{{id}}") == 1
    assert told["preview"]["url"].count("{{id}}") == 1
    assert {type(told["preview"][side]) for side in ("width", "height")} == {int}
    assert {"id": "state", "name": "State"} in told["defaultTypes"]
    for what in ("entity", "type", "property"):
        assert told["suggest"][what]["service_url"] == PLACE
        assert "${id}" in told["suggest"][what]["flyout_service_path"]
    assert told["extend"]["propose_properties"]["service_url"] == PLACE
    assert all({"type", "label", "name"} <= set(setting) for setting in told["extend"]["property_settings"])


@pytest.mark.parametrize(
    ("text", "type_", "id_"),
    [
        ("Serbia", "state", "state/srb"),
        ("  sERBIA ", "state", "state/srb"),
        ("塞尔维亚", "state", "state/srb"),
        ("Korea, Rep.", "state", "state/kor"),
        ("COTE D’IVOIRE*", "state", "state/civ"),
        ("SRB", "state", "state/srb"),
        ("Huawei", "vendor", "vendor/huawei"),
        ("BRI", "initiative", "initiative/bri"),
        ("facial recognition", "technology", "technology/facial-recognition"),
    ],
)
def test_a_label_or_an_alias_is_a_match(library: Library, text: str, type_: str, id_: str) -> None:
    found = candidates(library, text, type=type_)
    assert (found[0]["id"], found[0]["match"], found[0]["score"]) == (id_, True, 100)
    assert [each["match"] for each in found].count(True) == 1


def test_every_state_and_vendor_matches_itself_and_nothing_else(library: Library) -> None:
    for register in ("state", "vendor"):
        names = library.names(register)
        for start in range(0, len(names), reconciliation.BATCH):
            part = names[start : start + reconciliation.BATCH]
            batch = {name: {"query": library.label(name), "type": register} for name in part}
            found = read(get(library, posted=True, queries=json.dumps(batch)))
            for name in part:
                matches = [each["id"] for each in found[name]["result"] if each["match"]]
                assert matches == [name.removeprefix(BASE)]


def test_what_is_near_is_a_candidate_but_no_match(library: Library) -> None:
    found = candidates(library, "Serbja", type="state")
    assert found[0]["id"] == "state/srb"
    assert not any(each["match"] for each in found)
    assert candidates(library, "zzzzqqq") == []


def test_a_name_of_two_things_is_no_match_until_the_type_says_which() -> None:
    store = ox.Store()
    label = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    for name in ("state:geo", "place:geo"):
        subject = ox.NamedNode(iri(name))
        store.add(ox.Quad(subject, label, ox.Literal("Georgia", language="en"), ox.NamedNode(iri("graph:register"))))
    library = Library(store)
    assert [each["match"] for each in candidates(library, "Georgia")] == [False, False]
    assert [each["match"] for each in candidates(library, "Georgia", type="state")] == [True]
    should = candidates(library, "Georgia", type="state", type_strict="should")
    assert [(each["id"], each["match"]) for each in should] == [("state/geo", True), ("place/geo", False)]
    assert candidates(library, "Georgia", type=["state", "place"], type_strict="all") == []


def test_properties_speak_for_or_against_a_candidate(library: Library) -> None:
    region = library.one(iri("state:srb"), iri("ais:region"))
    for value in (region, {"id": region.removeprefix(BASE)}, library.label(region), ["nothing", library.label(region)]):
        first = candidates(library, "Serbia", properties=[{"pid": "ais:region", "v": value}])[0]
        assert (first["match"], first["score"]) == (True, 100)
        assert {"id": "ais:region", "value": True} in first["features"]
    against = candidates(library, "Serbia", properties=[{"pid": "ais:region", "v": "Melanesia"}])[0]
    assert (against["match"], against["score"]) == (False, 70)
    alone = candidates(library, properties=[{"pid": "ais:alpha3", "v": "SRB"}])
    assert [each["id"] for each in alone] == ["state/srb"]


def test_limit_bounds_the_candidates(library: Library) -> None:
    assert len(candidates(library, "republic", limit=2)) <= 2


def test_a_query_by_get_and_by_post_answers_alike_and_as_jsonp(library: Library) -> None:
    queries = json.dumps({"q": {"query": "Serbia"}})
    assert get(library, queries=queries).body == get(library, posted=True, queries=queries).body
    called = get(library, queries=queries, callback="jQuery.done_1")
    assert called.media == "text/javascript"
    match = re.fullmatch(r"/\*\*/jQuery\.done_1\((.*)\);", called.body.decode(), re.DOTALL)
    assert match
    assert json.loads(match[1]) == read(get(library, queries=queries))


@pytest.mark.parametrize("callback", ["alert(1)//", "a;b", "<script>", "a b", "1a", "x" * 500, "a..b"])
def test_a_callback_that_is_no_name_is_refused(library: Library, callback: str) -> None:
    assert get(library, callback=callback).status == 400


def test_suggestions_begin_with_the_text_before_those_that_hold_it(library: Library) -> None:
    found = read(get(library, "/suggest/entity", prefix="serb"))["result"]
    assert found[0]["id"] == "state/srb"
    assert found[0]["notable"] == [{"id": "state", "name": "State"}]
    assert read(get(library, "/suggest/entity", prefix=""))["result"] == []
    every = read(get(library, "/suggest/entity", prefix="a"))["result"]
    assert read(get(library, "/suggest/entity", prefix="a", cursor="5"))["result"][:5] == every[5:10]
    assert {"id": "vendor", "name": "Vendor"} in read(get(library, "/suggest/type", prefix="ven"))["result"]
    assert "ais:region" in [each["id"] for each in read(get(library, "/suggest/property", prefix="region"))["result"]]


def test_proposed_properties_are_those_that_entities_of_the_type_have(library: Library) -> None:
    told = read(get(library, "/properties", type="state"))
    ids = [each["id"] for each in told["properties"]]
    assert told["type"] == "state"
    assert {"ais:region", "ais:alpha3", "skos:exactMatch"} <= set(ids)
    assert "ais:basedIn" in [each["id"] for each in read(get(library, "/properties", type="vendor"))["properties"]]
    assert len(read(get(library, "/properties", type="state", limit="2"))["properties"]) == 2


def extend(library: Library, ids: list[str], *properties: dict[str, Any]) -> Any:
    return read(get(library, posted=True, extend=json.dumps({"ids": ids, "properties": properties})))


def test_values_are_those_of_the_graph(library: Library) -> None:
    wanted = ({"id": "ais:region"}, {"id": "ais:alpha3"}, {"id": "skos:exactMatch"})
    told = extend(library, ["state/srb", "state/nowhere"], *wanted)
    region = library.one(iri("state:srb"), iri("ais:region"))
    assert told["meta"][0]["type"] == {"id": "region", "name": "Region"}
    assert told["rows"]["state/srb"] == {
        "ais:region": [{"id": region.removeprefix(BASE), "name": library.label(region)}],
        "ais:alpha3": [{"str": "SRB"}],
        "skos:exactMatch": [{"str": library.one(iri("state:srb"), iri("skos:exactMatch"))}],
    }
    assert told["rows"]["state/nowhere"] == {"ais:region": [], "ais:alpha3": [], "skos:exactMatch": []}


def test_a_home_comes_with_the_claims_it_rests_on(library: Library) -> None:
    told = extend(
        library,
        ["vendor/huawei"],
        {"id": "ais:basedIn"},
        {"id": "ais:basedIn", "settings": {"content": "claims"}},
    )
    cited = told["rows"]["vendor/huawei"]["ais:basedIn"]
    assert cited
    assert all(set(cell) == {"id", "name"} for cell in cited)
    assert "HomeState" in {library.receipts[BASE + cell["id"]].kind for cell in cited}
    values = extend(library, ["vendor/huawei"], {"id": "ais:basedIn"})["rows"]["vendor/huawei"]["ais:basedIn"]
    assert {"id": "state/chn", "name": "China"} in values


def test_a_preview_is_a_page_for_a_frame_with_every_literal_escaped() -> None:
    store = ox.Store()
    label = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    store.add(
        ox.Quad(
            ox.NamedNode(iri("vendor:x")), label, ox.Literal("<script>alert(1)</script>"), ox.NamedNode(iri("graph:x"))
        )
    )
    library = Library(store)
    reply = get(library, "/preview", id="vendor/x")
    assert reply.media == "text/html"
    assert b"<script>" not in reply.body
    assert b"&lt;script&gt;" in reply.body
    assert "frame-ancestors *" in dict(reply.headers)["Content-Security-Policy"]
    assert "<script>" not in read(get(library, "/flyout/entity", id="vendor/x"))["html"]


def test_a_view_leads_to_the_page_and_a_flyout_tells_of_each_kind(library: Library) -> None:
    for id_ in ("state/srb", "state:srb", iri("state:srb")):
        reply = get(library, "/view", id=id_)
        assert (reply.status, dict(reply.headers)["location"]) == (303, "/state/srb")
    assert "Serbia" in read(get(library, "/flyout/entity", id="state/srb"))["html"]
    assert read(get(library, "/flyout/type", id="vendor"))["id"] == "vendor"
    assert "region" in read(get(library, "/flyout/property", id="ais:region"))["html"]


def test_a_query_of_a_batch_that_is_wrong_fails_alone(library: Library) -> None:
    batch = {"a": {"query": "Serbia", "type": "state"}, "b": {"query": 5}, "c": {"query": "a", "type": "stat"}}
    found = read(get(library, "", queries=json.dumps(batch)))
    assert found["a"] == read(get(library, "", queries=json.dumps({"a": batch["a"]})))["a"]
    assert found["b"]["result"] == found["c"]["result"] == []
    assert "no text" in found["b"]["error"]
    assert "did you mean 'state'?" in found["c"]["error"]


@pytest.mark.parametrize(
    ("path", "given", "status", "said"),
    [
        ("", {"queries": "{"}, 400, "not JSON"),
        ("", {"queries": "[]"}, 400, "not a JSON object"),
        ("", {"queries": "[" * 5000}, 400, "not JSON"),
        ("", {"queries": '{"\\ud800": {"query": "Ada"}}'}, 400, "not JSON"),
        ("", {"extend": '{"ids": ["\\udfff"], "properties": [{"id": "ais:region"}]}'}, 400, "not JSON"),
        ("", {"queries": ""}, 400, "nothing given"),
        ("", {"queries": '{"q": "Serbia"}'}, 400, "not an object"),
        ("", {"queries": '{"q": {}}'}, 400, "no text"),
        ("", {"queries": '{"q": {"query": 5}}'}, 400, "no text"),
        ("", {"queries": '{"q": {"query": "a", "limit": 0}}'}, 400, "limit"),
        ("", {"queries": '{"q": {"query": "a", "limit": NaN}}'}, 400, "limit nan is not valid"),
        ("", {"queries": '{"q": {"query": "a", "limit": Infinity}}'}, 400, "limit inf is not valid"),
        ("", {"queries": '{"q": {"query": "a", "limit": 1e999}}'}, 400, "limit inf is not valid"),
        ("", {"queries": '{"q": {"query": "a", "type": "stat"}}'}, 400, "did you mean 'state'?"),
        ("", {"queries": '{"q": {"query": "a", "type": 5}}'}, 400, "is no type"),
        ("", {"queries": '{"q": {"query": "a", "properties": [{"v": 1}]}}'}, 400, "no list of properties"),
        ("", {"queries": '{"q": {"query": "a", "properties": [{"pid": "x:y", "v": 1}]}}'}, 400, "not declared"),
        ("", {"queries": '{"q": {"query": "a", "type_strict": "maybe"}}'}, 400, "type_strict"),
        ("", {"queries": json.dumps({str(n): {"query": "a"} for n in range(201)})}, 413, "at most 200"),
        ("", {"extend": '{"ids": "state/srb", "properties": []}'}, 400, "no list of 'ids'"),
        ("", {"extend": '{"ids": [], "properties": [5]}'}, 400, "no list of 'properties'"),
        ("", {"extend": '{"ids": [], "properties": [{"id": "<x>"}]}'}, 400, "no property"),
        (
            "",
            {"extend": '{"ids": [], "properties": [{"id": "ais:region", "settings": {"limit": "x"}}]}'},
            400,
            "settings",
        ),
        ("/preview", {"id": "state/nowhere"}, 404, "no entity"),
        ("/preview", {"id": "../../etc/passwd"}, 404, "no entity"),
        ("/view", {}, 404, "no entity"),
        ("/suggest/color", {"prefix": "a"}, 404, "nothing suggests"),
        ("/suggest/entity", {"prefix": "a", "cursor": "-1"}, 400, "cursor"),
        ("/properties", {"type": "colour"}, 400, "no type"),
        ("/properties", {"type": "state", "limit": "x"}, 400, "limit"),
    ],
    ids=lambda case: str(case)[:40],
)
def test_what_cannot_be_answered_is_a_problem(
    library: Library, path: str, given: dict[str, str], status: int, said: str
) -> None:
    reply = get(library, path, posted=True, **given)
    assert reply.status == status
    assert reply.media == "application/problem+json"
    told = json.loads(reply.body)
    assert said in f"{told['title']}; {told['detail']}"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the client's own use of pandas
def test_a_client_reconciles_a_column(released_server: str) -> None:
    column = pd.Series(["Serbia", "Huawei", "Dahua"])
    found = reconcile(column, reconciliation_endpoint=f"{released_server}/reconcile")
    assert list(found["id"]) == ["state/srb", "vendor/huawei", "vendor/dahua"]
    assert found["match"].all()


def test_over_http_another_site_may_ask_and_frame(released_server: str) -> None:
    with httpx.Client(base_url=released_server, timeout=60, headers={"Origin": "https://example.org"}) as client:
        told = client.get("/reconcile")
        assert told.headers["access-control-allow-origin"] == "*"
        assert told.json()["view"]["url"].startswith(f"{released_server}/reconcile/view?id=")
        view = client.get(told.json()["view"]["url"].replace("{{id}}", "state%2Fsrb"))
        assert (view.status_code, view.headers["location"]) == (303, "/state/srb")
        preview = client.get(told.json()["preview"]["url"].replace("{{id}}", "state%2Fsrb"))
        assert preview.headers["content-security-policy"].count("frame-ancestors") == 1
        assert "frame-ancestors *" in preview.headers["content-security-policy"]
        assert preview.headers["content-type"].startswith("text/html")
        posted = client.post("/reconcile", data={"queries": json.dumps({"q": {"query": "Serbia", "type": "state"}})})
        assert posted.json()["q"]["result"][0]["match"] is True
