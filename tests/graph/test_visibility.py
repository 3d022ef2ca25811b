"""What is internal is shared with nobody: nothing of it is in published bytes, and nothing that rests on it alone."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.errors import SourceError, StoreError
from kg.evidence import source, statement
from kg.evidence.claim import Claim
from kg.evidence.register import released
from kg.graph import pipeline, store, visibility
from kg.namespace import iri
from kg.overlay import workspace
from kg.setting import use
from kg.site import publication
from tests.overlay.test_workspace import run

SECRET = {
    "ontology/registers/vendors.csv": "zorblatt,ais:Vendor,Zorblatt Optronics,Zorblatt Holding\n",
    "sources/leaked-memo.toml": (
        'title = "A memo of the Quillfeather desk"\ntype = "Article"\ncreator = "Ottoline Pimm"\n'
        'visibility = "internal"\nvisibility_reason = "its author could be found out"\n'
        '[[claim]]\nid = "one"\nkind = "Supply"\nsupplier = "Zorblatt Optronics"\nrecipient = "Kenya"\nsince = 1987\n'
        'entry = "page 77 of the memo"\n'
        '[[claim]]\nkind = "Use"\nuser = "Serbia"\ntechnology = "intrusion software"\nclaimedBy = "Zorblatt Holding"\n'
        'entry = "page 78 of the memo"\n'
    ),
    "queries/questions/zorblatt-customers.rq": (
        "#+ summary: Whom does it supply?\n#+ tags: [x]\nPREFIX ais: <https://w3id.org/ai-surveillance/ontology#>\n"
        "PREFIX vendor: <https://example.org/mine/vendor/>\n"
        "SELECT ?state WHERE { ?s ais:supplier vendor:zorblatt ; ais:recipient ?state }\n"
    ),
    "stories/told.md": "# A story\n\n## state=ken&panel=map\nWhat Zorblatt Optronics did.\n",
}
WORDS = re.compile(rb"zorblatt|quillfeather|leaked-memo|pimm|\b1987\b|page 7[78]|found out|undisclosed|1234567", re.I)


def add(place: Path, file: str, text: str) -> None:
    path = place / file
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text("utf-8") if path.suffix == ".csv" and path.exists() else ""
    path.write_text(before + text, "utf-8")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    made = workspace.new(tmp_path / "mine", "Mine", alone=True, base="https://example.org/mine/")
    kg.workspace(made)
    yield made
    use(None)


@pytest.fixture
def secret(place: Path) -> Path:
    for file, text in SECRET.items():
        add(place, file, text)
    report = place / "sources" / "example-report.toml"
    hidden = (
        '\n[[claim]]\nkind = "Supply"\nsupplier = "Example Forensics"\nrecipient = "Kenya"\n'
        'modality = "reported"\nstance = "denies"\nentry = "undisclosed note 1234567"\n'
        'visibility = "internal"\nvisibilityReason = "told in confidence"\ndisputes = ["leaked-memo#one"]\n'
    )
    report.write_text(report.read_text("utf-8") + hidden, "utf-8")
    return place


def site(place: Path, target: Path) -> dict[str, bytes]:
    built, _ = pipeline.build()
    publication.publish(built, target)
    del place
    files = {path.relative_to(target).as_posix(): path.read_bytes() for path in target.rglob("*") if path.is_file()}
    return {name: gzip.decompress(content) if name.endswith(".gz") else content for name, content in files.items()}


def derived(graph: ox.Store) -> int:
    return sum(1 for _ in graph.quads_for_pattern(None, None, None, ox.NamedNode(iri("graph:derived"))))


def test_nothing_of_it_is_in_the_published_bytes_which_are_those_of_a_graph_without_it(
    place: Path, tmp_path: Path
) -> None:
    before = site(place, tmp_path / "before")
    for file, text in SECRET.items():
        add(place, file, text)
    kg.workspace(None)
    kg.workspace(place)
    built, report = pipeline.build()
    assert report.claims == 7
    claims = [name for name in visibility.internal(built) if name.startswith(iri("source:"))]
    assert claims == [iri("source:leaked-memo")]
    after = site(place, tmp_path / "after")
    other = {name: content for name, content in after.items() if content != before.get(name)}
    assert not [name for name, content in other.items() if WORDS.search(content) or WORDS.search(name.encode())]
    assert before.keys() == after.keys()
    assert [name for name in before if before[name] != after[name]] in ([], ["kg.json"])
    hidden = {str(quad.subject)[1:-1].rpartition("/")[2] for quad in built if "leaked-memo" in str(quad.graph_name)}
    for content in after.values():
        assert not [name for name in hidden if len(name) == 20 and name.encode() in content]


def test_what_is_left_out_is_counted_and_a_single_claim_can_be(secret: Path) -> None:
    built, whole = pipeline.build()
    assert not whole.findings
    found, left, names = visibility.shared(built)
    assert left == visibility.LeftOut(sources=1, claims=3, things=1, derived=derived(built) - derived(found))
    assert left.derived > 0
    assert {"Zorblatt Optronics", "Zorblatt Holding", "Ottoline Pimm"} <= names
    assert not WORDS.search(found.dump(format=ox.RdfFormat.N_QUADS) or b"")
    assert not [quad for quad in found if "internal" in str(quad.graph_name)]
    digested = {str(quad.subject)[1:-1] for quad in found if quad.predicate.value == iri("ais:fileDigest")}
    assert digested
    assert not [name for name in digested if name.startswith(iri("source:example-report#"))]
    with visibility.sharing(built) as (_, told):
        counted = f"{left.derived} {'conclusion' if left.derived == 1 else 'conclusions'}"
        assert str(told) == f"left out as internal: 1 source, 3 claims, 1 thing, {counted}, 2 queries and stories"
        assert [each.name for each in kg.questions()] == ["licenses-by-destination"]
    assert "zorblatt-customers" in {each.name for each in kg.questions()}
    _, report = pipeline.build(public=True)
    assert (report.claims, report.left.claims, report.findings) == (5, 3, [])
    del secret


def test_a_public_claim_of_what_an_internal_one_says_stays_and_so_does_what_rests_on_both(secret: Path) -> None:
    text = 'title = "Open"\n[[claim]]\nkind = "Supply"\nsupplier = "Zorblatt Optronics"\nrecipient = "Kenya"\n'
    add(
        secret,
        "sources/open-source.toml",
        text + 'since = 1987\nentry = "1"\n',
    )
    built, _ = pipeline.build()
    found, left, _ = visibility.shared(built)
    assert (left.claims, left.things, left.derived) == (3, 0, derived(built) - derived(found))
    supplier, supplies, state = (ox.NamedNode(iri(name)) for name in ("vendor:zorblatt", "ais:suppliesTo", "state:ken"))
    assert next(found.quads_for_pattern(supplier, supplies, state, None), None)


def test_a_source_that_repeats_an_internal_one_counts_as_itself_when_shared(secret: Path) -> None:
    add(
        secret,
        "sources/repeats.toml",
        'title = "Repeats"\norigin = "leaked-memo"\n[[claim]]\nkind = "Use"\nuser = "Kenya"\n'
        'technology = "intrusion software"\nentry = "1"\n',
    )
    built, _ = pipeline.build()
    found, _, _ = visibility.shared(built)
    subject = ox.NamedNode(iri("source:repeats"))
    counted = list(found.quads_for_pattern(subject, ox.NamedNode(iri("ais:countsAs")), None, None))
    assert [quad.object for quad in counted] == [subject]
    assert not list(found.quads_for_pattern(subject, ox.NamedNode(iri("ais:origin")), None, None))


def test_a_graph_without_marks_is_shared_as_it_is(place: Path) -> None:
    built, _ = pipeline.build()
    found, left, _ = visibility.shared(built)
    assert found is built
    assert not left
    del place


@settings(max_examples=20, deadline=None)
@given(st.sets(st.integers(0, 11)))
def test_of_any_claims_marked_no_more_and_no_less_is_shared_than_without_them(marked: set[int]) -> None:
    claims = list(_claims())[:12]
    hidden = [each._replace(internal="x") for number, each in enumerate(claims) if number in marked]
    shown = [each for number, each in enumerate(claims) if number not in marked]
    marks = [(each.iri, "x") for each in hidden]
    whole, without = _store(claims, marks), _store(shown, [])
    found, left, _ = visibility.shared(whole)
    assert left.claims == len(hidden)
    assert set(found) == set(without)


def _claims() -> Iterator[Claim]:
    sources = source.read_all(*_folders())
    for id_ in ("uchile-1207-180", "wraltechwire-2019-75-countries", "bri-withdrawals"):
        yield from list(statement.claims(sources[id_], sources, released()))[:4]


def _folders() -> tuple[Path, ...]:
    from kg.namespace import folders

    return folders("sources")


def _store(claims: list[Claim], marks: list[tuple[str, str]]) -> ox.Store:
    from kg.evidence import claim
    from kg.graph import dataset

    alone = (each._replace(disputes=(), confirms=()) for each in claims)
    return dataset.load([*claim.quads(alone), *visibility.quads(marks)])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('title = "x"\nvisibility = "secret"\n', "m.toml, visibility: 'secret' is none; use public or internal"),
        ('title = "x"\nvisibility = "internl"\n', "did you mean 'internal'?"),
        ('title = "x"\nvisibility = "internal"\n', "m.toml, visibility: internal without a reason; say why"),
    ],
)
def test_a_mark_without_a_reason_or_of_another_word_is_an_error(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "m.toml").write_text(text, "utf-8")
    with pytest.raises(SourceError, match=re.escape(said)):
        source.read(tmp_path / "m.toml")


def test_it_is_not_served_to_anybody_and_said_when_it_is_served_to_oneself(secret: Path, tmp_path: Path) -> None:
    pipeline.build(tmp_path / "kg")
    with pytest.raises(StoreError, match="2 internal sources and claims are in it, and anybody may ask"):
        visibility.served(tmp_path / "kg", public=False, own=False).__enter__()
    with visibility.served(tmp_path / "kg", public=False, own=True) as (folder, told):
        assert (folder, told) == (tmp_path / "kg", "2 internal sources and claims are served; --public leaves them out")
    with visibility.served(tmp_path / "kg", public=True, own=False) as (folder, told):
        content = store.open_store(folder).dump(format=ox.RdfFormat.N_QUADS) or b""
        assert not WORDS.search(content)
        assert told.startswith("left out as internal: 1 source, 3 claims")
    assert not Path(folder).exists()
    del secret


def test_the_command_publishes_without_it_and_says_so(secret: Path) -> None:
    use(None)
    assert run("build", cwd=secret).returncode == 0
    done = run("publish", "site", cwd=secret)
    assert done.returncode == 0, done.stderr
    assert re.search(
        r"kg: left out as internal: 1 source, 3 claims, 1 thing, \d conclusions?, 2 queries and", done.stderr
    )
    assert "zorblatt" not in (secret / "site" / "latest" / "claims.csv").read_text("utf-8").casefold()
    drawn = run("draw", "licensees-to-destinations", "--to", "all.svg", cwd=secret)
    assert "kg: 2 of its sources and claims are internal: 'kg build --public --to DIR' makes a graph" in drawn.stderr
    shared = run("build", "--public", "--to", "shared", cwd=secret)
    before = (secret / "shared" / "kg.json").read_bytes()
    memo = secret / "sources" / "leaked-memo.toml"
    memo.write_text(memo.read_text("utf-8").replace("1987", "1988"), "utf-8")
    assert run("build", "--public", "--to", "shared", cwd=secret).returncode == 0
    assert (secret / "shared" / "kg.json").read_bytes() == before
    drawn = run("draw", "licensees-to-destinations", "--graph", "shared", "--to", "some.svg", cwd=secret)
    assert (drawn.returncode, "internal" in drawn.stderr) == (0, False)
    assert "left out as internal" in shared.stdout
    assert run("ask", "licenses-by-destination", "--graph", "shared", cwd=secret).returncode == 0
