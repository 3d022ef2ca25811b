"""A row added to a workspace's register, a name added, two things merged: plain text, and what it leads to."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg
from kg.errors import KgError, RegisterError, UnknownName
from kg.evidence import entry, register, roll
from kg.graph import pipeline
from kg.namespace import iri
from kg.overlay import workspace
from kg.query import query
from kg.setting import Workspace, use
from tests.overlay.test_workspace import run


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Workspace]:
    made = workspace.new(tmp_path / "mine", "Mine", alone=True)
    kg.workspace(made)
    yield workspace.in_use("a test")
    use(None)


def again(own: Workspace) -> register.Registers:
    use(None)
    use(own)
    return register.released()


def rows(own: Workspace, stem: str) -> dict[str, dict[str, str]]:
    with (own.folder / "ontology" / "registers" / f"{stem}.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def test_a_row_has_a_unique_id_and_says_what_it_resembles(own: Workspace) -> None:
    made = entry.add(own, register.released(), "vendor", "Exámple Intrusions", also=["EI"])
    assert made.name == "vendor:example-intrusions"
    assert made.near == ("Example Intrusion",)
    found = again(own)
    assert found.resolve("EI", iri("ais:Vendor")) == made.name
    second = entry.add(own, found, "vendor", "Example... Intrusions (Cyprus)", id_="example-intrusions")
    assert second.name == "vendor:example-intrusions-2"
    assert again(own).resolve("Example Intrusion") == "vendor:example-intrusion"


@pytest.mark.parametrize(
    "name", ["Example Intrusion", "example intrusion", "Example Intrusion S.r.l.", "vendor:example-intrusion"]
)
def test_a_name_that_is_there_is_no_new_row(own: Workspace, name: str) -> None:
    with pytest.raises(RegisterError, match="is vendor:example-intrusion already; use it, or add a name to it"):
        entry.add(own, register.released(), "vendor", name)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["Evil \x1b[31mred"], "U\\+001B, which no text has"),
        (["Evil\0x"], "U\\+0000"),
        (["Evil\u202egpj"], "U\\+202E, which nobody sees"),
        (["Fine", "Fi\u2066ne"], "U\\+2066, which nobody sees"),
        (["One|Two"], "parts the names of a cell"),
        (["Index"], "the name of the page"),
    ],
)
def test_a_row_that_no_register_can_have_is_not_written(own: Workspace, given: list[str], told: str) -> None:
    place = own.folder / "ontology" / "registers" / "vendors.csv"
    before = place.read_bytes()
    name, *also = given
    with pytest.raises(RegisterError, match=told):
        entry.add(own, register.released(), "vendor", name, also=also)
    if "\0" not in name and name != "Index":
        with pytest.raises(RegisterError, match=told):
            entry.alias(own, register.released(), "vendor:example-intrusion", given)
    assert place.read_bytes() == before
    again(own)


def test_a_name_over_several_lines_is_one_line(own: Workspace) -> None:
    made = entry.add(own, register.released(), "vendor", "  Far\n\tSight ")
    assert rows(own, "vendors")[made.name.partition(":")[2]]["rdfs:label@en"] == "Far Sight"


def test_a_state_gets_its_codes_and_its_id_by_iso_3166(own: Workspace) -> None:
    made = entry.add(own, register.released(), "state", "Korea, Rep.", more={"ais:region": "region:eastern-africa"})
    row = rows(own, "states")[made.name.partition(":")[2]]
    assert (row["id"], row["ais:alpha2"], row["ais:alpha3"], row["ais:m49"]) == ("kor", "KR", "KOR", "410")
    assert again(own).resolve("South Korea", iri("ais:Jurisdiction")) == "state:kor"


def test_a_register_of_the_workspace_takes_rows_as_well_and_none_of_another_name_does(own: Workspace) -> None:
    assert entry.add(own, register.released(), "product", "Day Key").name == "product:day-key"
    assert rows(own, "products")["day-key"]["rdf:type"] == "my:Product"
    for wrong in ("produkt", "skos", "claim:x"):
        with pytest.raises(UnknownName, match="no register is called so"):
            entry.add(own, register.released(), wrong, "X")


def test_what_is_written_is_read_again_and_the_other_rows_stay_as_they_are(own: Workspace) -> None:
    path = own.folder / "ontology" / "registers" / "vendors.csv"
    before = path.read_text("utf-8")
    entry.add(own, register.released(), "vendor", 'The "Quoted", Company')
    after = path.read_text("utf-8")
    assert after.startswith(before)
    assert again(own).resolve('The "Quoted", Company') == "vendor:the-quoted-company"
    entry.alias(own, again(own), "vendor:the-quoted-company", ["TQC", "Quoted Co"])
    assert again(own).resolve("TQC") == "vendor:the-quoted-company"
    assert path.read_text("utf-8").startswith(before)


def test_a_merge_leaves_a_deprecated_iri_that_resolves(own: Workspace, tmp_path: Path) -> None:
    entry.add(own, register.released(), "vendor", "Example Intrusion Ltd", also=["Ex-In"])
    (own.folder / "sources" / "more.toml").write_text(
        'title = "More"\n[[claim]]\nkind = "Supply"\nsupplier = "Ex-In"\nrecipient = "Kenya"\n'
        'technology = "intrusion software"\nsince = 2023\nentry = "1"\n',
        "utf-8",
    )
    entry.merge(own, again(own), "vendor:example-intrusion-ltd", "vendor:example-intrusion")
    found = again(own)
    for name in ("Ex-In", "Example Intrusion Ltd", "vendor:example-intrusion-ltd"):
        assert found.resolve(name, iri("ais:Vendor")) == "vendor:example-intrusion"
    store, report = pipeline.build(tmp_path / "kg")
    assert (report.findings, report.vendors) == ([], 2)
    for name in ("example-intrusion-ltd", "Ex-In", "vendor:example-intrusion-ltd", iri("vendor:example-intrusion-ltd")):
        assert query.named(store, name, "vendor", "x") == iri("vendor:example-intrusion")
    told = query.run(
        store,
        f"SELECT ?p ?o WHERE {{ <{iri('vendor:example-intrusion-ltd')}> ?p ?o }}",
    )
    said = {(row["p"].rpartition("/")[2].rpartition("#")[2], row["o"]) for row in told.values()}
    assert ("isReplacedBy", iri("vendor:example-intrusion")) in said
    assert ("deprecated", True) in said
    supplied = query.run(store, f"SELECT DISTINCT ?s WHERE {{ ?x <{iri('ais:supplier')}> ?s }}")
    assert [row["s"] for row in supplied.values()] == [iri("vendor:example-intrusion")]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("vendor:example-forensics", "state:ken", "it is of vendors, and state:ken of states"),
        ("vendor:example-forensics", "vendor:example-forensics", "is the same; name two things"),
        ("vendor:nobody", "vendor:example-forensics", "no register has it"),
        ("vendor:example-intrusion", "vendor:exampel-forensics", "did you mean 'vendor:example-forensics'?"),
    ],
)
def test_what_cannot_be_merged_is_one_line(own: Workspace, old: str, new: str, said: str) -> None:
    with pytest.raises(KgError, match=re.escape(said)):
        entry.merge(own, register.released(), old, new)


def test_merges_in_a_circle_or_to_nothing_are_refused(own: Workspace) -> None:
    entry.merge(own, register.released(), "vendor:example-forensics", "vendor:example-intrusion")
    with pytest.raises(RegisterError, match="vendor:example-forensics is the same"):
        entry.merge(own, again(own), "vendor:example-intrusion", "vendor:example-forensics")
    path = own.folder / "ontology" / "registers" / "vendors.csv"
    path.write_text(path.read_text("utf-8").replace("vendor:example-intrusion\n", "vendor:gone\n"), "utf-8")
    with pytest.raises(RegisterError, match="'vendor:example-forensics' is replaced by 'vendor:gone', which is no row"):
        again(own)


def test_names_lists_each_unknown_and_ambiguous_name_once_with_its_count(own: Workspace) -> None:
    table = own.folder / "sources" / "example-register.csv"
    more = (
        "ExportLicense,Example Intrusions,Congo,,2022,5,Destination,Congo\n"
        "ExportLicense,Example Intrusions,Kenia,,2022,6,Destination,Kenia\n"
    )
    table.write_text(table.read_text("utf-8") + more, "utf-8")
    read, found = roll.unknown(roll.sources(own), register.released())
    assert read > len(found)
    assert [(each.name, each.times) for each in found] == [("Example Intrusions", 2), ("Congo", 1), ("Kenia", 1)] or {
        each.name for each in found
    } == {"Example Intrusions", "Congo"}
    assert found[0].kind == "ais:Agent"
    assert found[0].place == "example-register.csv, line 5, licensee"
    assert "Congo" in found[1].found
    listed = own.folder / "names.txt"
    listed.write_text("Kenya\n\nSerbia\nNarnia\nNarnia\n", "utf-8")
    assert [(each.name, each.times) for each in roll.unknown([listed], register.released())[1]] == [("Narnia", 2)]


@pytest.mark.parametrize("word", ["Hikvison", "Hik\u0432ision"])
def test_a_long_list_is_told_whole_and_near_names_are_sought_for_the_most_frequent_alone(
    word: str, tmp_path: Path
) -> None:
    listed = tmp_path / "names.txt"
    names = [f"{word}{'x' * (number % 2)}\u00e9 {number}" for number in range(roll.SOUGHT + 50)]
    listed.write_text("\n".join([*names, word, word]) + "\n", encoding="utf-8")
    read, found = roll.unknown([listed], register.released())
    assert read == len(found) == len(names) + 1
    assert found[0].times == 2
    assert "Hikvision" in found[0].todo
    assert sum("Hikvision" not in each.todo for each in found) >= 51


def test_the_commands_add_name_and_merge_and_need_a_workspace(own: Workspace, tmp_path: Path) -> None:
    place = own.folder
    use(None)
    done = run("add", "vendor", "Example Intrusion BV", "--also", "EIBV", cwd=place)
    assert "vendor:example-intrusion-bv  Example Intrusion BV" in done.stdout
    assert "resembles 'Example Intrusion'" in done.stdout
    assert run("alias", "vendor:example-intrusion-bv", "Ex BV", cwd=place).returncode == 0
    done = run("merge", "vendor:example-intrusion-bv", "vendor:example-intrusion", cwd=place)
    assert "its IRI stays, deprecated" in done.stdout
    assert run("names", cwd=place).returncode == 0
    (place / "list.txt").write_text("Ex BV\nAtlantis\n", "utf-8")
    done = run("names", "list.txt", "--format", "json", cwd=place)
    assert (done.returncode, [each["name"] for each in json.loads(done.stdout)]) == (1, ["Atlantis"])
    outside = run("add", "vendor", "X", cwd=tmp_path)
    assert outside.returncode == 2
    assert "it works in a workspace, and here is none; make one with 'kg new DIR'" in outside.stderr


def test_a_row_has_what_every_row_of_its_class_has(tmp_path: Path) -> None:
    kg.workspace(workspace.new(tmp_path / "over", "Over"))
    try:
        mine = workspace.in_use("a test")
        made = entry.add(mine, register.released(), "technology", "Spy Balloon")
        assert rows(mine, "technologies")["spy-balloon"]["skos:inScheme"] == "technology:scheme"
        assert made.name == "technology:spy-balloon"
        assert "skos:exactMatch" not in rows(mine, "technologies")["spy-balloon"]
    finally:
        use(None)


def test_names_of_rdf_and_of_tables_with_a_mapping_are_listed_as_well(own: Workspace) -> None:
    (own.folder / "sources" / "graph.toml").write_text('title = "A graph"\n', "utf-8")
    (own.folder / "sources" / "graph.ttl").write_text(
        "@prefix ais: <https://w3id.org/ai-surveillance/ontology#> .\n"
        '[] a ais:Supply ; ais:supplier [ <http://xmlns.com/foaf/0.1/name> "Nobody Inc" ] .\n',
        "utf-8",
    )
    table = own.folder.parent / "sheet.csv"
    rows_of = ("Country,Vendor", "Kenya,Example Intrusion", "Serbia,Example Forensics", "Atlantis,Example Intrusion")
    table.write_text("\n".join(rows_of) + "\n", "utf-8")
    use(None)
    assert run("import", table, "--no-questions", cwd=own.folder).returncode == 0
    use(own)
    _, found = roll.unknown(roll.sources(own), register.released())
    assert {each.name for each in found} == {"Nobody Inc", "Atlantis"}
