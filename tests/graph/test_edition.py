"""The difference of two editions: counted anew with nothing but ``csv``, and its definitions on an invented world."""

import csv
import json
import shlex
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from kg import cli, namespace
from kg.answering import difference
from kg.errors import StoreError, UnknownName
from kg.evidence.claim import kinds
from kg.graph import edition, store
from kg.graph.edition import Change, Difference
from tests.fixtures import invented

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SOURCES = invented.ROOT / "sources"
EDITIONS = ("aigs-2020", "aigs-2022")
ROLES = {
    "Use": ("user", "technology"),
    "Supply": ("recipient", "supplier", "technology"),
    "Membership": ("member", "initiative"),
    "Classification": ("jurisdiction", "scheme"),
}
"""What tells one statement of the index from another, by kind."""


@pytest.fixture(scope="module")
def between(released: ox.Store) -> Difference:
    return edition.between_sources(released, *EDITIONS)


# Counted anew


def stated(source: str, kind: str) -> dict[tuple[str, ...], list[dict[str, str]]]:
    """Return what the claim table of an edition states: key → rows."""
    found: dict[tuple[str, ...], list[dict[str, str]]] = defaultdict(list)
    with (SOURCES / f"{source}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["kind"] == kind:
                found[tuple(row[role] for role in ROLES[kind])].append(row)
    return found


def value(row: dict[str, str]) -> tuple[str, Decimal | None, str]:
    return row["category"], Decimal(row["value"]) if row["value"] else None, row["year"]


def standing(rows: list[dict[str, str]]) -> set[tuple[str, str]]:
    return {(row["modality"], row.get("locatedIn") or "") for row in rows}


def recount(kind: str) -> Counter[str]:
    """Return how many statements of a kind are new, gone, otherwise, the same, and the same on other evidence."""
    old, new = (stated(source, kind) for source in EDITIONS)
    found = Counter(added=len(new.keys() - old.keys()), removed=len(old.keys() - new.keys()))
    for key in old.keys() & new.keys():
        first, last = ({value(row) for row in side[key]} if kind == "Classification" else set() for side in (old, new))
        assert len(first) <= 1 >= len(last)
        found["kept" if first == last else "changed"] += 1
        if first != last:
            (before,), (after,) = first, last
            found["reclassified"] += bool(before[0] and after[0] and before[0] != after[0])
            found["redated"] += before[:2] == after[:2]
        else:
            found["resourced"] += standing(old[key]) != standing(new[key])
    for key, rows in new.items():
        only = {row["modality"] for row in rows} == {"recovered"}
        found["recovered"] += only and {row["modality"] for row in old.get(key, ())} != {"recovered"}
    return +found


@pytest.mark.parametrize("kind", ROLES)
def test_counts_of_the_two_editions_are_those_of_their_tables(between: Difference, kind: str) -> None:
    assert +difference.counts(between.changes)[kind] == recount(kind)


def test_editions_have_no_other_kinds(between: Difference) -> None:
    assert difference.counts(between.changes).keys() == ROLES.keys()


def test_counts_by_state_are_those_of_the_tables(between: Difference) -> None:
    by_state = difference.counts_by_state(between.changes)
    for state in ("state:srb", "state:mmr", "state:usa", "state:ago"):
        gained = {
            (kind, key) for kind in ROLES for key in stated("aigs-2022", kind).keys() - stated("aigs-2020", kind).keys()
        }
        assert by_state[state]["added"] == sum(state in key for _, key in gained)


def test_reclassified_states_are_those_whose_regime_or_status_is_another(between: Difference) -> None:
    old, new = (
        {key: rows[0]["category"] for key, rows in stated(source, "Classification").items() if rows[0]["category"]}
        for source in EDITIONS
    )
    wanted = {key for key in old.keys() & new.keys() if old[key] != new[key]}
    found = {tuple(dict(change.key).values()) for change in between.changes if change.reclassified}
    assert found == wanted
    assert ("state:srb", "scheme:freedom-on-the-net-status") not in wanted
    assert ("state:bwa", "scheme:regimes-of-the-world") in wanted


def test_every_listed_change_has_the_receipts_of_its_sides(between: Difference) -> None:
    for change in filter(lambda change: change.listed, between.changes):
        for side, source in ((change.before, "aigs-2020"), (change.after, "aigs-2022")):
            if side:
                assert side.claims
                assert {between.receipts[claim].source for claim in side.claims} == {source}


def test_recovered_vendors_point_to_the_cells_they_were_read_from(between: Difference) -> None:
    recovered = [change for change in between.changes if change.recovered and change.kind == "Supply"]
    assert len(recovered) == recount("Supply")["recovered"] > 30
    places = {between.receipts[claim].place for change in recovered for claim in change.after.claims}  # type: ignore[union-attr]
    assert all("row" in place and "column" in place for place in places)


def test_an_edition_does_not_differ_from_itself(released: ox.Store) -> None:
    found = edition.between_sources(released, "aigs-2022", "aigs-2022")
    assert {change.status for change in found.changes} == {"kept"}
    assert difference.to_lines(found) == ""


def test_the_other_way_round_added_is_removed(released: ox.Store, between: Difference) -> None:
    back = difference.counts(edition.between_sources(released, *reversed(EDITIONS)).changes)
    for kind, forth in difference.counts(between.changes).items():
        assert [back[kind][name] for name in ("removed", "added", "changed", "kept", "reclassified")] == [
            forth[name] for name in ("added", "removed", "changed", "kept", "reclassified")
        ]


# What counts as what


def test_key_roles_say_which_thing_a_situation_is_about() -> None:
    assert edition.key_roles("Classification") == {"jurisdiction", "scheme"}
    assert edition.key_roles("Membership") == {"member", "initiative"}
    assert edition.key_roles("Listing") == {"agent", "list", "listedAs"}
    assert edition.key_roles("Location") == {"located", "location"}
    assert edition.key_roles("Supply") >= {"supplier", "recipient", "technology", "system", "place"}


@pytest.mark.parametrize("kind", kinds())
def test_every_required_role_is_a_key_role(kind: str) -> None:
    required = {role.name for role in kinds()[kind].values() if role.required}
    assert required <= edition.key_roles(kind)
    assert edition.key_roles(kind) <= kinds()[kind].keys()


def world(folder: Path, **tables: list[dict[str, str]]) -> ox.Store:
    """Return a store of sources that each state a table of claims."""
    for id_, cells in tables.items():
        placed = [{"row": str(number), "column": "C"} | row for number, row in enumerate(cells, 2)]
        invented.write(folder / "sources", id_, f'title = "{id_}"\ntype = "Edition"\n', invented.rows(placed))
    return invented.dataset(folder / "sources", invented.registers(folder))


WEATHER = {"kind": "Classification", "jurisdiction": "state:ada", "scheme": "scheme:size"}
SOLD = {"kind": "Supply", "supplier": "vendor:acme", "recipient": "state:ada"}
JOINED = {"kind": "Membership", "member": "state:ada", "initiative": "initiative:ring"}


def compared(folder: Path, old: list[dict[str, str]], new: list[dict[str, str]]) -> list[Change]:
    return edition.between_sources(world(folder, old=old, new=new), "old", "new").changes


def test_another_value_of_one_key_is_a_change_and_counts_once(tmp_path: Path) -> None:
    (change,) = compared(tmp_path, [WEATHER | {"value": "1.5"}], [WEATHER | {"value": "2.5"}])
    assert (change.status, change.values) == ("changed", {"value": ("1.5", "2.5")})


def test_values_that_are_equal_numbers_are_no_change(tmp_path: Path) -> None:
    (change,) = compared(tmp_path, [WEATHER | {"value": "1.5"}], [WEATHER | {"value": "1.50"}])
    assert change.status == "kept"


def test_a_value_that_one_side_lacks_is_a_change(tmp_path: Path) -> None:
    (change,) = compared(tmp_path, [JOINED], [JOINED | {"startYear": "2015"}])
    assert (change.status, change.values) == ("changed", {"startYear": ("", "2015")})
    assert not change.reclassified


def test_values_of_one_year_are_paired_first(tmp_path: Path) -> None:
    old = [WEATHER | {"value": value, "year": year} for value, year in (("1.0", "2018"), ("2.0", "2019"))]
    new = [
        WEATHER | {"value": value, "year": year} for value, year in (("1.0", "2018"), ("3.0", "2019"), ("4.0", "2020"))
    ]
    found = compared(tmp_path, old, new)
    assert Counter(change.status for change in found) == {"kept": 1, "changed": 1, "added": 1}
    (changed,) = (change for change in found if change.status == "changed")
    assert changed.values == {"value": ("2.0", "3.0")}


def test_several_left_on_one_side_are_not_paired(tmp_path: Path) -> None:
    old = [WEATHER | {"value": "1.0"}]
    new = [WEATHER | {"value": "2.0"}, WEATHER | {"value": "3.0"}]
    assert Counter(change.status for change in compared(tmp_path, old, new)) == {"removed": 1, "added": 2}


def test_another_vendor_is_another_situation(tmp_path: Path) -> None:
    found = compared(tmp_path, [SOLD], [SOLD | {"supplier": "vendor:beta"}])
    assert Counter(change.status for change in found) == {"removed": 1, "added": 1}


def test_another_row_is_no_other_evidence_between_two_sources(tmp_path: Path) -> None:
    (change,) = compared(tmp_path, [SOLD], [SOLD | {"row": "40"}])
    assert (change.status, change.resourced, change.listed) == ("kept", False, False)


@pytest.mark.parametrize(
    ("more", "recovered"),
    [
        ({"modality": "recovered", "reason": "the cell was damaged"}, True),
        ({"modality": "alleged"}, False),
        ({"claimedBy": "organization:herald"}, False),
        ({"locatedIn": "old"}, False),
    ],
    ids=["recovered", "modality", "voice", "place"],
)
def test_kept_on_other_evidence(tmp_path: Path, more: dict[str, str], recovered: bool) -> None:
    (change,) = compared(tmp_path, [SOLD], [SOLD | more])
    assert (change.status, change.resourced, change.recovered) == ("kept", True, recovered)


def test_other_bounds_of_one_count_are_a_change(tmp_path: Path) -> None:
    count = {"kind": "CountObservation", "counted": "quantity:cameras"}
    old, new = (count | {"lowerBound": bound, "upperBound": bound} for bound in ("5", "7"))
    (change,) = compared(tmp_path, [old], [new])
    assert (change.status, change.values) == ("changed", {"lowerBound": ("5", "7"), "upperBound": ("5", "7")})


def test_unknown_source_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match=r"no source is called 'odl'; did you mean 'old'\? valid: new, old"):
        edition.between_sources(world(tmp_path, old=[SOLD], new=[SOLD]), "odl", "new")


# Two builds


@pytest.fixture
def builds(tmp_path: Path) -> tuple[Path, Path]:
    """Return the folders of two builds: a row moved and changed in one source, a source gone, another new."""
    first = world(tmp_path / "1", ledger=[SOLD, JOINED | {"startYear": "2014"}], gone=[WEATHER | {"value": "1.0"}])
    second = world(tmp_path / "2", ledger=[JOINED | {"startYear": "2015"}, SOLD], come=[WEATHER | {"value": "1.0"}])
    for number, built in enumerate((first, second), 1):
        store.save(built, tmp_path / f"{number}" / "kg")
    return tmp_path / "1" / "kg", tmp_path / "2" / "kg"


def test_builds_are_compared_source_by_source(builds: tuple[Path, Path]) -> None:
    first, second = map(store.open_store, builds)
    found = edition.between_builds(first, second, ("1", "2"))
    assert [(change.status, change.resourced, change.kind, change.key[0]) for change in found.changes] == [
        ("added", False, "Classification", ("reportedIn", "source:come")),
        ("removed", False, "Classification", ("reportedIn", "source:gone")),
        ("changed", False, "Membership", ("reportedIn", "source:ledger")),
        ("kept", True, "Supply", ("reportedIn", "source:ledger")),
    ]
    assert all(
        found.receipts[claim] for change in found.changes for side in change[3:] if side for claim in side.claims
    )


def test_builds_of_one_source(builds: tuple[Path, Path]) -> None:
    first, second = map(store.open_store, builds)
    assert len(edition.between_builds(first, second, ("1", "2"), "ledger").changes) == 2
    assert [change.status for change in edition.between_builds(first, second, ("1", "2"), "gone").changes] == [
        "removed"
    ]


@pytest.mark.parametrize("form", ["options", "sides"])
def test_command_compares_two_builds(builds: tuple[Path, Path], form: str, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = map(str, builds)
    given = ["--graph", first, "--graph", second] if form == "options" else [first, second]
    assert cli.main(["diff", *given, "--format", "lines"]) == 0
    assert [line.split(" ", 1)[0] for line in capsys.readouterr().out.splitlines()] == ["ADD", "DEL", "MOD", "MOD"]


# How it is written


def test_lines_are_sorted_stable_and_read_back(between: Difference) -> None:
    lines = difference.to_lines(between).splitlines()
    assert lines == sorted(lines, key=lambda line: (line.split(" ", 1)[1], line))
    assert len(lines) == len(set(lines)) == sum(change.listed for change in between.changes)
    operations = Counter(line.split(" ", 1)[0] for line in lines)
    tags = Counter(tag for change in between.changes for tag in (change.status, "resourced" * change.resourced))
    assert operations == {"ADD": tags["added"], "DEL": tags["removed"], "MOD": tags["changed"] + tags["resourced"]}
    for line in lines:
        _, kind, *parts = shlex.split(line)
        roles = dict(part.split("=", 1) for part in parts)
        assert edition.key_roles(kind) & roles.keys()
        assert roles.keys() <= kinds()[kind].keys() | {"modality", "claim"}


def test_a_line_is_written_as_it_is_documented(tmp_path: Path) -> None:
    listed = {"kind": "Listing", "agent": "vendor:acme", "list": "list:red-list"}
    old = [SOLD, JOINED | {"startYear": "2014"}]
    new = [
        SOLD | {"modality": "recovered", "reason": "damaged"},
        JOINED | {"startYear": "2015"},
        listed | {"listedAs": 'Acme "A" Ltd', "startDate": "2020-01-02"},
    ]
    found = edition.between_sources(world(tmp_path, old=old, new=new), "old", "new")
    assert difference.to_lines(found).splitlines() == [
        'ADD Listing agent=vendor:acme list=list:red-list listedAs="Acme \\"A\\" Ltd" startDate=2020-01-02',
        "MOD Membership initiative=initiative:ring member=state:ada startYear=2014->2015",
        "MOD Supply recipient=state:ada supplier=vendor:acme modality=asserted->recovered",
    ]


def test_json_has_the_counts_and_every_listed_change(between: Difference) -> None:
    told = json.loads(difference.to_json(between))
    assert Counter(change["status"] for change in told["changes"]) == {
        "added": told["countsByKind"]["Use"]["added"] + 14 + 33 + 177,
        "removed": 4,
        "changed": 314,
        "kept": 41,
    }
    assert all(side["claims"] for change in told["changes"] for side in (change["before"], change["after"]) if side)


def test_table_shows_counts_and_with_one_kind_each_change(
    released: ox.Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store.save(released, tmp_path / "kg")
    assert cli.main(["diff", *EDITIONS, "--graph", str(tmp_path / "kg")]) == 0
    assert "removed: state" not in capsys.readouterr().out
    assert cli.main(["diff", *EDITIONS, "--graph", str(tmp_path / "kg"), "--kind", "membership"]) == 0
    table = capsys.readouterr().out
    assert table.splitlines()[3].split() == ["Membership", "14", "4", "0", "54", "0", "0", "0", "0"]
    assert "removed: initiative Belt and Road Initiative; member Myanmar" in table
    assert table.count("asserted; claim:") == 18


def test_markdown_escapes_what_a_source_wrote(tmp_path: Path) -> None:
    listed = {"kind": "Listing", "agent": "vendor:acme", "list": "list:red-list", "listedAs": "*Acme* [x](y) <b>|"}
    found = edition.between_sources(world(tmp_path, old=[SOLD], new=[SOLD, listed]), "old", "new")
    assert r"\*Acme\* \[x\](y) \<b\>\|" in difference.to_markdown(found)
    assert "&lt;b&gt;" in difference.to_html(found)
    assert "<b>|" not in difference.to_html(found)


def test_page_filters_its_changes_and_asks_no_other_host(
    between: Difference, tmp_path: Path, chromium: "Browser"
) -> None:
    path = tmp_path / "difference.html"
    path.write_text(difference.to_html(between), encoding="utf-8")
    page = chromium.new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(path.as_uri())
    assert page.inner_text("#shown") == str(sum(change.listed for change in between.changes))
    page.check("input[value=reclassified]")
    assert page.inner_text("#shown") == str(sum(change.reclassified for change in between.changes))
    page.fill("#find", "botswana")
    assert page.inner_text("#shown") == "1"
    page.click("#changes > li:not([hidden]) summary")
    assert page.locator("#changes > li:not([hidden]) section").count() == 2
    assert page.locator("#changes > li:not([hidden]) section").first.is_visible()
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert asked == [path.as_uri()]
    assert said == []
    page.close()


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["aigs-2020"], "kg: kg diff: 1 sides and 0 graphs given; write kg diff SOURCE SOURCE, or"),
        (["a", "b", "--kind", "Suply"], "no source is called 'a'"),
        (["old", "new", "--kind", "Suply"], "kg: 'Suply': no kind of situation has this name; did you mean 'Supply'?"),
        (["old", "new", "--graph", "nowhere"], "kg: nowhere: no graph is built here; run 'kg build --to nowhere'"),
    ],
    ids=["one side", "unknown source", "unknown kind", "no graph"],
)
def test_what_cannot_be_compared_is_one_line(
    tmp_path: Path,
    arguments: list[str],
    line: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    store.save(world(tmp_path, old=[SOLD], new=[SOLD]), tmp_path / "build" / "kg")
    assert cli.main(["diff", *arguments]) == 2
    (told,) = capsys.readouterr().err.splitlines()
    assert line in told


def older(folder: Path, target: Path) -> Path:
    """Write the build of a folder as version 0.1.0 of the toolkit would have marked it."""
    made = ox.Store()
    for quad in store.open_store(folder):
        if quad.predicate.value.endswith("#versionInfo"):
            quad = ox.Quad(quad.subject, quad.predicate, ox.Literal("0.1.0"), quad.graph_name)
        made.add(quad)
    store.save(made, target)
    mark = json.loads((target / "kg.json").read_text(encoding="utf-8"))
    (target / "kg.json").write_text(json.dumps(mark | {"version": "0.1.0"}), encoding="utf-8")
    return target


def test_builds_of_two_versions_are_compared_and_said_to_be(
    builds: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = older(builds[0], tmp_path / "older")
    with pytest.raises(StoreError, match=r"version 0\.1\.0 built this graph"):
        store.open_store(before)
    found = difference.between([before, builds[1]], [])
    same = difference.between([*builds], [])
    assert found.changes == same.changes
    assert "version 0.1.0" in difference.warning(found)
    assert difference.warning(same) == ""
    assert json.loads(difference.to_json(found))["versions"] == ["0.1.0", namespace.version()]
    assert cli.main(["diff", str(before), str(builds[1])]) == 0
    assert "two versions of the toolkit made these builds" in capsys.readouterr().err
