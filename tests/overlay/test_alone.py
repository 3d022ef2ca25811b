"""A workspace that stands alone: a graph about a subject of its own, with nothing of ours but the ontology it uses."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

import kg
from kg.answering import questionnaire
from kg.evidence.mention import Names
from kg.graph import inference, pipeline
from kg.namespace import BASE, base_in_use, curie, iri, prefixes
from kg.overlay import workspace
from kg.query import query
from kg.setting import use
from kg.site import publication
from kg.wording import turn
from kg.wording.lexicon import lexicon
from tests.overlay.test_workspace import run

OWN = "https://licenses.example.net/kg/"
OURS = re.compile(
    rb"w3id\.org/ai-surveillance/(?!ontology)|surveillance-kg|AIGS|aigs-20|Huawei|Belt and Road|AI surveillance|"
    rb"Feldstein|Hikvision|Mendeley|facial recognition|safe city",
    re.IGNORECASE,
)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    made = workspace.new(tmp_path / "spyware", "Spyware licenses", alone=True, base=OWN)
    kg.workspace(made)
    yield made
    use(None)


def test_one_that_is_new_builds_with_its_own_terms_rules_checks_and_questions(place: Path) -> None:
    store, report = pipeline.build()
    assert not report.findings
    assert (report.claims, report.sources, report.states, report.vendors) == (5, 2, 2, 2)
    (proof, *_) = inference.why(store, "vendor:example-intrusion", "my:mayExportTo", "state:ken")
    assert proof.rule == "may-export-to"
    (question,) = kg.questions()
    rows = list(question.run(store, state="KEN").values())
    assert {row["licensee"] for row in rows} == {f"{OWN}vendor/example-intrusion", f"{OWN}vendor/example-forensics"}
    told = questionnaire.describe(question, {})
    assert "It is of the workspace 'Spyware licenses': queries/questions/licenses-by-destination.rq." in told
    assert not place.joinpath("build").exists()


def test_its_check_finds_what_it_looks_for(place: Path) -> None:
    table = place / "sources" / "example-register.csv"
    table.write_text(table.read_text("utf-8").replace(",2022,", ",,"), encoding="utf-8")
    _, report = pipeline.build()
    (finding,) = report.findings
    assert finding.check == "violations/license-without-year"
    assert finding.place == "example-register.csv, line 2"


def test_its_names_are_below_its_own_base_and_the_terms_of_the_ontology_keep_theirs(place: Path) -> None:
    store, _ = pipeline.build()
    named = {node.value for quad in store for node in (*quad.triple, quad.graph_name) if isinstance(node, ox.NamedNode)}
    ours = {name for name in named if name.startswith(BASE)}
    assert ours
    assert all(name.startswith(f"{BASE}ontology") for name in ours)
    assert f"{OWN}graph/own-register-vendors" in named
    assert base_in_use() == OWN
    assert curie(iri("product:night-key")) == "product:night-key"
    use(None)
    assert base_in_use() == BASE
    assert iri("vendor:huawei") == f"{BASE}vendor/huawei"
    assert "product" not in prefixes()


def test_its_pages_and_dumps_hold_no_word_of_ours_but_the_ontology(place: Path) -> None:
    store, _ = pipeline.build()
    publication.publish(store, place / "site")
    found = {}
    for path in sorted((place / "site").rglob("*")):
        inside = path.relative_to(place / "site").as_posix()
        if path.is_dir() or re.match(r"(ontology|term/|.*graph/ontology\.|sparql-engine|LICENSES|kg\.json)", inside):
            continue
        content = path.read_bytes()
        content = gzip.decompress(content) if path.suffix == ".gz" else content
        if inside.endswith(".nq.gz"):
            content = b"\n".join(line for line in content.splitlines() if b"/graph/ontology>" not in line)
        elif inside.endswith((".trig.gz", ".jelly.gz")):
            continue
        if told := set(OURS.findall(content)):
            found[inside] = told
    assert not found
    assert not re.search(r"ai-surveillance|gatekeeper|oracle", (place / "site" / "words-table.js").read_text("utf-8"))
    page = (place / "site" / "vendor" / "example-intrusion.html").read_text("utf-8")
    assert "Spyware licenses" in page
    assert "Night Key" in page
    assert (place / "site" / "latest" / "spyware-licenses.nq.gz").exists()
    void = (place / "site" / "void.ttl").read_text("utf-8")
    assert f"<{OWN}data>" in void or OWN in void


def test_what_it_does_not_have_is_not_taken_from_what_is_released(place: Path) -> None:
    (place / "sources" / "more.toml").write_text(
        'title = "More"\n[[claim]]\nkind = "Supply"\nsupplier = "Huawei"\nrecipient = "Kenya"\nentry = "1"\n', "utf-8"
    )
    with pytest.raises(kg.KgError, match=r"'Huawei' is not in the registers"):
        pipeline.build()


def test_a_turn_of_phrase_puts_no_name_of_what_it_does_not_have(place: Path) -> None:
    names = Names(pipeline.build()[0])
    said = "which states recognize faces and monitor social media in the AIGS index?"
    assert turn.turned(names, lexicon(), said).text == said


def test_the_library_that_the_toolkit_asks_is_there_and_is_not_listed(place: Path) -> None:
    assert [each.name for each in kg.questions()] == ["licenses-by-destination"]
    assert [each.name for each in query.read_all("views")] == ["licensees-to-destinations"]
    assert query.find("receipts").name == "receipts"
    assert OWN in query.find("disagreements").text


def test_new_makes_one_that_the_command_builds_and_asks(tmp_path: Path) -> None:
    made = run("new", "mine", "--alone", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    done = run("build", cwd=tmp_path / "mine")
    assert (done.returncode, "0  findings" in done.stdout) == (0, True), done.stderr
    asked = run("ask", "licenses-by-destination", "--format", "csv", "--cite", cwd=tmp_path / "mine")
    assert "/vendor/example-intrusion," in asked.stdout
    assert run("new", "other", "--alone", "--base", "nowhere", cwd=tmp_path).returncode == 2


def test_the_hook_builds_in_memory_and_refuses_what_has_findings_or_does_not_build(place: Path) -> None:
    use(None)
    hook = (Path(__file__).parent.parent.parent / ".pre-commit-hooks.yaml").read_text("utf-8")
    (words,) = re.findall(r"^  entry: kg (.*)$", hook, re.MULTILINE)
    assert run(*words.split(), cwd=place).returncode == 0
    assert not (place / "build").exists()
    table = place / "sources" / "example-register.csv"
    whole = table.read_text("utf-8")
    table.write_text(whole.replace(",2022,", ",,"), "utf-8")
    assert run(*words.split(), cwd=place).returncode == 1
    table.write_text(whole.replace("Kenya", "Atlantis"), "utf-8")
    done = run(*words.split(), cwd=place)
    assert (done.returncode, "'Atlantis' is not in the registers" in done.stderr) == (2, True)


def test_terms_may_end_in_a_slash_and_a_register_needs_no_declared_prefix(place: Path) -> None:
    for name in ("terms.ttl", "shapes.ttl"):
        path = place / "ontology" / name
        text = path.read_text("utf-8").replace(f"{OWN}terms#", f"{OWN}terms/")
        path.write_text(re.sub(r"<[^>]*prefix-product> .*?\.\n", "", text, flags=re.DOTALL), "utf-8")
    for path in (place / "queries").rglob("*.rq"):
        path.write_text(path.read_text("utf-8").replace(f"{OWN}terms#", f"{OWN}terms/"), "utf-8")
    use(None)
    kg.workspace(place)
    store, report = pipeline.build()
    assert not report.findings
    assert prefixes()["product"] == f"{OWN}product/"
    edge = inference.why(store, "vendor:example-intrusion", "my:mayExportTo", "state:ken")
    assert edge[0].rule == "may-export-to"
    rows = kg.ask("licenses-by-destination", graph=store).values()
    assert f"{OWN}product/night-key" in {row["product"] for row in rows}


def test_a_register_that_is_misspelt_is_no_new_one(place: Path) -> None:
    (place / "ontology" / "registers" / "vendrs.csv").write_text("id,rdf:type,rdfs:label@en\nx,ais:Vendor,X\n", "utf-8")
    use(None)
    kg.workspace(place)
    with pytest.raises(kg.KgError, match=r"vendrs\.csv: the prefix 'vendr' is not declared"):
        pipeline.build()
