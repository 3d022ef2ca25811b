"""Maps and charts: their figures against counts of the tables with csv alone, their receipts, and how they look."""

import csv
import dataclasses
import json
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest

from kg import namespace, picture
from kg.answering.answer import Thing
from kg.charts import chart, sheet
from kg.cli import main
from kg.errors import QueryError, TargetError, UnknownName
from kg.namespace import BASE, RDF, curie, folder, prefixes
from kg.query import library, query
from tests.fixtures import words
from tests.fixtures.browsers import Windows, watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[2]
CHARTS = [path.stem for path in sorted((folder("queries") / "charts").glob("*.rq"))]
SVG = "{http://www.w3.org/2000/svg}"
AI = "technology:ai-surveillance"

every_chart = pytest.mark.parametrize("name", CHARTS)


def rows(source: str) -> list[dict[str, str]]:
    with (ROOT / "sources" / f"{source}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def register(stem: str) -> dict[str, dict[str, str]]:
    """Return CURIE → row of a register."""
    with (ROOT / "ontology" / "registers" / f"{stem}.csv").open(encoding="utf-8", newline="") as file:
        return {f"{stem.removesuffix('s')}:{row['id']}": row for row in csv.DictReader(file)}


def users(edition: str, technology: str) -> set[str]:
    return {row["user"] for row in rows(edition) if row["kind"] == "Use" and row["technology"] == technology}


def surveyed() -> set[str]:
    told = rows("aigs-2022-digital-repression")
    return {row["jurisdiction"] for row in told if row["scheme"] == "scheme:regimes-of-the-world"}


def customers(edition: str) -> dict[str, set[str]]:
    """Return vendor → the states that the edition names it for."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows(edition):
        if row["kind"] == "Supply" and row["supplier"].startswith("vendor:"):
            found[row["supplier"]].add(row["recipient"])
    return found


def drawn(store: ox.Store, name: str, **params: Any) -> dict[str, str]:
    """Return the CURIE of what each mark stands for → what is said of it."""
    laid = sheet.plot(chart.read(store, name, **params))
    return {curie(mark.iri): mark.text for mark in laid.marks}


def keys(store: ox.Store, name: str, **params: Any) -> dict[str, int | None]:
    return {key.label: key.held for key in sheet.plot(chart.read(store, name, **params)).keys}


# Figures


@pytest.mark.parametrize("edition", ["aigs-2020", "aigs-2022"])
@pytest.mark.parametrize("technology", [AI, "technology:safe-city", "technology:social-media-surveillance"])
def test_the_map_of_use_shows_the_states_the_table_marks(released: ox.Store, edition: str, technology: str) -> None:
    found = drawn(released, "map-use", technology=technology, edition=edition)
    assert {state for state, said in found.items() if said == "in use"} == users(edition, technology)
    nothing = surveyed() - users(edition, technology) if edition == "aigs-2022" else set()
    assert {state for state, said in found.items() if said == "surveyed, no evidence found"} == nothing


def test_the_map_of_use_shows_an_edition_read_off_an_image(released: ox.Store) -> None:
    assert set(drawn(released, "map-use", edition="aigs-2019-map")) == users("aigs-2019-map", AI)


def test_the_map_of_technologies_counts_kinds(released: ox.Store) -> None:
    kinds = Counter(row["user"] for row in rows("aigs-2022") if row["kind"] == "Use" and row["technology"] != AI)
    found = drawn(released, "map-technologies")
    assert found == {
        state: f"{kinds[state]} kind of technology" if kinds[state] == 1 else f"{kinds[state]} kinds of technology"
        for state in surveyed() | set(kinds)
    }
    sums = Counter(kinds.values())
    assert list(keys(released, "map-technologies").values()) == [
        len(surveyed() - set(kinds)), sums[1], sums[2], sums[3], sums[4], None,
    ]  # fmt: skip


def test_the_map_of_vendors_counts_names(released: ox.Store) -> None:
    named = Counter(state for states in customers("aigs-2022").values() for state in states)
    assert drawn(released, "map-vendors") == {
        state: f"{count} vendor" if count == 1 else f"{count} vendors" for state, count in named.items()
    }
    assert set(drawn(released, "map-vendors", vendor="NEC")) == customers("aigs-2022")["vendor:nec"]
    assert sum(held for held in keys(released, "map-vendors").values() if held) == len(named)


def test_the_map_of_companies_of_a_state_tells_named_vendors_from_the_mark(released: ox.Store) -> None:
    homes = {str(row["vendor"]) for row in query.find("vendors-based-in").run(released, home="chn").values()}
    told = rows("aigs-2022")
    marked = {row["recipient"] for row in told if row["supplier"] == "group:chinese-companies"}
    named = set().union(*(customers("aigs-2022")[curie(vendor)] for vendor in homes))
    found = drawn(released, "map-supplied-from")
    assert {state for state, said in found.items() if said == "a vendor is named"} == named
    assert set(found) == named | marked


def test_the_years_of_joining_are_those_of_the_list(released: ox.Store) -> None:
    years = {row["member"]: row["startYear"] for row in rows("bri-joining")}
    assert (
        drawn(released, "map-joining") == years
        or {state: said.replace(",", "") for state, said in drawn(released, "map-joining").items()} == years
    )
    sums = Counter(years.values())
    laid = sheet.plot(chart.read(released, "timeline-joining"))
    assert Counter(mark.label.rpartition(", ")[2] for mark in laid.marks) == sums
    marked = users("aigs-2022", AI)
    assert keys(released, "timeline-joining") == {
        "marked for the technology": len(marked & set(years)),
        "not marked": len(set(years) - marked),
    }


@pytest.mark.parametrize(("edition", "least"), [("aigs-2022", 3), ("aigs-2020", 1)])
def test_a_bar_is_as_long_as_a_vendor_has_states(released: ox.Store, edition: str, least: int) -> None:
    labels = {key: row["rdfs:label@en"] for key, row in register("vendors").items()}
    published = defaultdict(set)
    for row in rows(edition):
        if row["kind"] == "Supply" and row["modality"] != "recovered":
            published[row["supplier"]].add(row["recipient"])
    wanted = {
        labels[vendor]: (len(states), len(published[vendor]))
        for vendor, states in customers(edition).items()
        if len(states) >= least
    }
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for bar in chart.read(released, "bar-vendors", edition=edition, least=least).answer.rows:
        label, states = chart.name(bar["vendor"]), bar["states"]
        assert isinstance(states, int)
        found[label][0] += states
        found[label][1] += states if bar["evidence"] == "as published" else 0
    assert {label: tuple(pair) for label, pair in found.items()} == wanted


def test_the_bars_of_technologies_add_up_over_the_regions(released: ox.Store) -> None:
    found: Counter[str] = Counter()
    for row in chart.read(released, "bar-technologies").answer.rows:
        assert isinstance(row["states"], int)
        found[curie(getattr(row["technology"], "iri", ""))] += row["states"]
    assert found == Counter(row["technology"] for row in rows("aigs-2022") if row["kind"] == "Use")


@pytest.mark.parametrize("least", [1, 4, 100])
def test_the_flow_keeps_every_supply_from_end_to_end(released: ox.Store, least: int) -> None:
    supplied = customers("aigs-2022")
    states = register("states")
    pairs = [(vendor, state) for vendor, held in supplied.items() for state in held]
    found = chart.read(released, "sankey-supply", least=least)
    weights: Counter[str] = Counter()
    vendors: Counter[str] = Counter()
    for row in found.answer.rows:
        assert isinstance(row["states"], int)
        weights[curie(getattr(row["region"], "iri", ""))] += row["states"]
        vendors[curie(getattr(row["vendor"], "iri", ""))] += row["states"]
    assert weights == Counter(states[state]["ais:region"] for _, state in pairs)
    wanted = Counter({vendor: len(held) for vendor, held in supplied.items() if len(held) >= least})
    rest = len(pairs) - wanted.total()
    assert vendors == wanted + Counter({"": rest})
    laid = sheet.plot(found)
    assert sum(key.held or 0 for key in laid.keys) == len(pairs)
    first = [mark for mark in laid.marks if "(" not in mark.label]
    assert sum(int(mark.text.split()[0]) for mark in first) == len(pairs)


def test_the_heat_map_says_which_edition_marks_what(released: ox.Store) -> None:
    sets = {
        edition: {(r["user"], r["technology"]) for r in rows(edition) if r["kind"] == "Use" and r["technology"] != AI}
        for edition in ("aigs-2020", "aigs-2022")
    }
    before, after = sets.values()
    states = {state for state, _ in before | after}
    assert keys(released, "heatmap-technologies") == {
        "both editions": len(before & after),
        "the later edition only": len(after - before),
        "the earlier edition only": len(before - after),
        "no evidence found": len(states) * 4 - len(before | after),
    }
    turned = keys(released, "heatmap-technologies", earlier="aigs-2022", later="aigs-2020")
    assert turned["the earlier edition only"] == len(after - before)


# Pictures


@every_chart
def test_every_mark_opens_claims_of_the_graph(released: ox.Store, name: str) -> None:
    found = chart.read(released, name)
    laid = sheet.plot(found)
    assert laid.marks
    about = ox.NamedNode(namespace.iri("ais:about"))
    claims = {claim for mark in laid.marks for claim in mark.claims}
    assert all(next(released.quads_for_pattern(ox.NamedNode(claim), about, None, None), None) for claim in claims)
    assert claims == set(found.answer.notes)
    root = ElementTree.fromstring(sheet.to_svg(found))
    shown = {each.get("id"): each for each in root.iter() if each.get("class") == "mark"}
    assert set(shown) == {mark.id for mark in laid.marks}
    for mark in laid.marks:
        assert shown[mark.id].findtext(f"{SVG}title") == mark.title
        assert mark.title.endswith(f"{len(mark.claims):,} claim{'s' if len(mark.claims) > 1 else ''}")
        assert shown[mark.id].get("href", mark.iri) == mark.iri


@every_chart
def test_a_chart_is_drawn_the_same_twice(released: ox.Store, pages: Path, name: str) -> None:
    for write, suffix in ((sheet.to_html, "html"), (sheet.to_svg, "svg")):
        assert write(chart.read(released, name)) == (pages / f"{name}.{suffix}").read_bytes()


@every_chart
def test_a_picture_says_what_it_rests_on_and_what_it_does_not_say(released: ox.Store, name: str) -> None:
    found = chart.read(released, name)
    root = ElementTree.fromstring(sheet.to_svg(found))
    said = " ".join(each.text or "" for each in root.iter(f"{SVG}text"))
    assert found.answer.terms is not None
    assert found.answer.terms.credit in said
    assert ("Data under CC BY" in said) == (name != "map-joining") or found.answer.terms.unstated
    rights = root.find(f"{SVG}metadata/{{{RDF}}}RDF/{{{RDF}}}Description/{{{prefixes()['dcterms']}}}rights")
    assert rights is not None
    assert rights.text == found.answer.terms.credit
    assert found.query.summary in said
    assert found.query.front["limits"] in said
    assert f"Rests on {len(found.answer.notes):,} claims of:" in said
    assert "AI Global Surveillance (AIGS) Index" in said or name in ("map-joining", "heatmap-regulations")
    assert len(sheet.to_svg(found)) < 700_000


@every_chart
def test_no_chart_leads_from_a_vendor_to_a_technology(released: ox.Store, name: str) -> None:
    found = chart.read(released, name)
    types = {getattr(cell, "type", "") for row, _ in found.rows() for cell in row.values()}
    assert not {"ais:Vendor", "ais:Technology"} <= types


def test_the_table_and_the_specification_hold_what_is_drawn(released: ox.Store, tmp_path: Path) -> None:
    table = sheet.draw(released, "bar-vendors", tmp_path / "bars.csv").read_text("utf-8")
    lines = list(csv.DictReader(table.splitlines()))
    assert [line["states"] for line in lines if line["vendor"] == f"{BASE}vendor/huawei"] == ["51", "3"]
    assert all(claim.startswith(f"{BASE}claim/") for line in lines for claim in line["claims"].split())
    assert b'"$schema": "https://vega.github.io/schema/vega/v6.json"' in sheet.to_json(
        chart.read(released, "bar-vendors")
    )
    assert sheet.to_png(chart.read(released, "bar-vendors")).startswith(b"\x89PNG")


def test_the_command_draws_views_and_charts_by_name(
    released: ox.Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["draw", "--list"]) == 0
    listed = capsys.readouterr().out
    assert all(f"\n{name}: " in listed for name in (*CHARTS, "vendor-to-state"))
    target = picture.draw(released, "map-vendors", tmp_path / "map.svg", vendor="Huawei")
    assert "Vendor: Huawei" in target.read_text("utf-8")
    assert picture.draw(released, "vendor-to-state", tmp_path / "view.json").is_file()


# What cannot be drawn


@pytest.mark.parametrize(
    ("name", "suffix", "error", "said"),
    [
        ("map-usage", ".svg", UnknownName, "did you mean 'map-use'"),
        ("zzz", ".svg", UnknownName, "'zzz': no view and no chart has this name; 'kg draw --list' lists them"),
        ("../views/vendor-to-state", ".svg", UnknownName, "no view and no chart"),
        ("map-use", ".bmp", TargetError, "end the name with .html, .svg, .png, .csv, .json"),
        ("map-use", "", TargetError, "no suffix"),
    ],
)
def test_a_name_or_format_that_does_not_exist(
    released: ox.Store, tmp_path: Path, name: str, suffix: str, error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=re.escape(said)):
        picture.draw(released, name, tmp_path / f"chart{suffix}")
    assert not list(tmp_path.iterdir())


def test_a_parameter_that_does_not_exist(released: ox.Store) -> None:
    with pytest.raises(UnknownName, match="no parameter 'country'"):
        chart.read(released, "map-use", country="Serbia")


SELECT = "SELECT ?from ?via ?to (1 AS ?n) (STR(?c) AS ?claims) WHERE {{ {} }}"
PAIRS = """?s <{0}supplier> ?from ; <{0}recipient> ?to . ?c <{0}about> ?s .
  ?u <{0}user> ?to ; <{0}technology> ?via""".format(namespace.iri("ais:"))
MAP = "#+ chart: map\n#+ place: from\n#+ code: via\n#+ value: n\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("#+ chart: pie\n" + SELECT.format(PAIRS), "chart is 'pie'"),
        (SELECT.format(PAIRS), "chart is None"),
        ("#+ chart: map\n#+ place: where\n" + SELECT.format(PAIRS), "place is 'where', no column"),
        ("#+ chart: map\n#+ place: from\n" + SELECT.format(PAIRS), "no '#+ code:' line"),
        (
            MAP + "#+ claims: claims\n" + SELECT.format("VALUES (?from ?via ?c) { ('a' '004' <http://ex.org/x>) }"),
            "a row without claims of the graph",
        ),
        (
            MAP + "#+ claims: claims\n#+ classes: 2 | 3\n"
            + SELECT.format(PAIRS.replace("?via", "?x") + " VALUES ?via { '004' }") + " LIMIT 1",
            "the value '1' is in no class",
        ),
        (
            MAP + "#+ claims: claims\n#+ classes: 1\n"
            + SELECT.format(PAIRS.replace("?via", "?x") + " VALUES ?via { '999' }") + " LIMIT 1",
            "has no shape",
        ),
        (
            MAP + "#+ claims: claims\n#+ classes: 1\n"
            + SELECT.format(PAIRS.replace("?via", "?x") + " VALUES ?via { '004' }") + " LIMIT 2",
            "comes twice",
        ),
        (
            "#+ chart: sankey\n#+ from: from\n#+ via: via\n#+ to: to\n#+ weight: n\n#+ claims: claims\n"
            + SELECT.format(PAIRS + f" . ?from a <{namespace.iri('ais:Vendor')}>") + " LIMIT 5",
            "vendors and technologies are in one flow",
        ),
        (
            "#+ chart: timeline\n#+ time: to\n#+ mark: from\n#+ code: via\n#+ color: n\n#+ classes: 1\n"
            "#+ claims: claims\n"
            + SELECT.format(PAIRS) + " LIMIT 5",
            "is no year",
        ),
        (
            "#+ chart: bar\n#+ bar: from\n#+ length: to\n#+ color: n\n#+ classes: 1\n#+ claims: claims\n"
            + SELECT.format(PAIRS) + " LIMIT 5",
            "is no count",
        ),
        (
            "#+ chart: sankey\n#+ from: from\n#+ via: from\n#+ to: to\n#+ weight: to\n#+ claims: claims\n"
            + SELECT.format(PAIRS) + " LIMIT 5",
            "is no count",
        ),
    ],
)  # fmt: skip
def test_a_chart_that_cannot_be_drawn_says_why(
    released: ox.Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, said: str
) -> None:
    (tmp_path / "charts").mkdir()
    (tmp_path / "questions").symlink_to(folder("queries") / "questions")
    (tmp_path / "charts" / "odd.rq").write_text(f"#+ summary: Odd\n{text}", "utf-8")
    monkeypatch.setattr(library, "folders", lambda name: (tmp_path if name == "queries" else folder(name),))
    with pytest.raises(QueryError, match=re.escape(said)) as raised:
        sheet.plot(chart.read(released, "odd"))
    assert str(raised.value).startswith("charts/odd.rq: ")


# In a browser


@pytest.fixture(scope="module")
def pages(pictures: Path) -> Path:
    """Return a folder with the page and the SVG of every chart."""
    return pictures


@every_chart
def test_a_page_opens_the_receipts_of_a_mark_and_asks_no_one(
    released: ox.Store, windows: Windows, pages: Path, name: str
) -> None:
    laid = sheet.plot(chart.read(released, name))
    with windows.page(1400) as opened, watched(opened) as page, windows.page(1400) as again:
        page.goto((pages / f"{name}.html").as_uri())
        assert page.locator(".mark").count() == page.locator("tbody tr").count() == len(laid.marks)
        mark = laid.marks[-1]
        page.locator(f"#{mark.id}").focus()
        page.keyboard.press("Enter")
        panel = page.locator("#panel")
        assert panel.locator("h2").inner_text() == mark.label
        assert sorted(
            panel.get_by_text("the claim", exact=True).evaluate_all("(all) => all.map((each) => each.href)")
        ) == sorted(mark.claims)
        again.goto(page.url)
        assert again.locator("#panel h2").inner_text() == mark.label
        page.locator("#find").fill(mark.label)
        assert page.locator(f"#row-{mark.id}").is_visible()
        assert page.locator("#shown").inner_text().endswith(f"of {len(laid.marks)} marks")


def test_a_mark_leads_to_its_row_without_scripts(chromium: "Browser", pages: Path) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((pages / "bar-vendors.html").as_uri())
    page.locator("#m1").click()
    assert page.url.endswith("#row-m1")
    page.locator("#row-m1 summary").click()
    assert page.locator("#row-m1 .receipt").first.is_visible()
    context.close()


@every_chart
def test_no_word_of_a_picture_is_over_another_or_outside(windows: Windows, pages: Path, name: str) -> None:
    with windows.page(1400) as opened, watched(opened) as page:
        page.goto((pages / f"{name}.svg").as_uri())
        assert words.outside(page) == []
        assert words.overlapping(page) == []


@pytest.mark.parametrize("name", ["map-vendors", "bar-vendors", "sankey-supply"])
@pytest.mark.parametrize("sign", ["\x1b[31m\x07", "\ud800", "\ufffe\uffff", "]]>\x00\x85"])
def test_a_chart_is_drawn_whatever_its_labels_hold(released: ox.Store, name: str, sign: str) -> None:
    found = chart.read(released, name)
    told = [
        {key: cell._replace(label=cell.label + sign) if isinstance(cell, Thing) else cell for key, cell in row.items()}
        for row in found.answer.rows
    ]
    notes = {claim: note._replace(title=note.title + sign) for claim, note in found.answer.notes.items()}
    hostile = dataclasses.replace(
        found, said=(("state", sign),), answer=dataclasses.replace(found.answer, rows=told, notes=notes)
    )
    ElementTree.fromstring(sheet.to_svg(hostile))
    json.loads(sheet.to_json(hostile))
    assert not re.search(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]", sheet.to_html(hostile).decode())
    sheet.to_csv(hostile).decode()


def test_outline_told_step_by_step_is_the_same_outline() -> None:
    assert sheet._told("M813.0,393.9L820.6,388.1L820.6,382.1L-0.5,382.1ZM1.0,2.0L0.5,2.5Z") == (
        "M813 393.9l7.6-5.8 0-6-821.1 0zM1 2l-.5 .5z"
    )
    assert sheet._told("M1,2C3,4,5,6,7,8") == "M1,2C3,4,5,6,7,8"
