"""One graph, one digest and the same findings, however a build is parted, and whoever does its parts."""

import json
import shutil
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import SourceError
from kg.graph import inference, part, pipeline, placement, shard, tabulation, union, validation
from kg.graph.part import Task
from kg.graph.pipeline import How
from kg.graph.scale import runner
from kg.graph.shard import Inputs
from kg.namespace import iri
from kg.query import columns, query
from tests.fixtures import claims, invented

BROKEN = (
    {"kind": "Use", "technology": "technology:cameras", "entry": "a"},
    {"kind": "Use", "user": "state:ada", "technology": "technology:cameras", "entry": "b"}
    | {"since": "2021", "until": "2020"},
    {"kind": "Use", "user": "state:bor", "technology": "source:ledger", "entry": "c"},
    {"kind": "Classification", "jurisdiction": "state:ada", "scheme": "scheme:size", "category": "wet", "entry": "d"},
    {"kind": "Classification", "jurisdiction": "state:ada", "scheme": "scheme:size", "entry": "e"},
    {"kind": "Membership", "member": "state:bor", "initiative": "initiative:ring", "startYear": 1066, "entry": "f"},
    {"kind": "Membership", "member": "state:ada", "initiative": "initiative:ring", "startYear": 2016, "entry": "g"}
    | {"until": "2015", "disputes": ["claim:00000000000000000000"]},
    {"kind": "Supply", "supplier": "vendor:acme", "recipient": "state:cyr", "row": 3, "column": "x"}
    | {"modality": "recovered", "reason": "moved"},
    {"kind": "CountObservation", "counted": "quantity:states-supplied", "supplier": "vendor:acme", "entry": "h"}
    | {"edition": "source:ledger", "upperBound": 0},
    {"kind": "CountObservation", "counted": "quantity:cameras", "entry": "i", "id": "whole", "upperBound": 3},
    {"kind": "CountObservation", "counted": "quantity:cameras", "entry": "j", "within": "#whole", "lowerBound": 4},
    {"kind": "CountObservation", "counted": "quantity:cameras", "entry": "k", "within": "#first", "place": "port"},
    {"kind": "CountObservation", "counted": "quantity:cameras", "entry": "l", "technology": "#whole"},
    {"kind": "Listing", "agent": "vendor:acme", "list": "red-list", "entry": "m", "heldAt": "2021"} | {"since": "2020"},
)
"""A claim or two for each check that a file can break and the reader cannot see."""


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Inputs:
    """Return invented inputs with a claim for each check to reject, and a table of some hundred rows."""
    folder = tmp_path_factory.mktemp("inputs")
    given = claims.written(folder, list(BROKEN))
    of, to = ("acme", "beta"), ("ada", "bor", "cyr")
    rows = [
        f'Supply,vendor:{of[n % 2]},state:{to[n % 3]},{n},"a\n{n}, b",{"" if n % 9 else "x"}' for n in range(2, 300)
    ]
    table = "kind,supplier,recipient,row,column,cell\n" + "\n".join(rows) + "\n"
    invented.write(given.folders[0], "long", 'title = "Long"\n\n[expect]\nSupply = 298\n', table)
    return given


def canonical(store: ox.Store) -> list[str]:
    dataset = ox.Dataset(store)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(map(str, dataset))


def test_build_finds_what_all_checks_find_on_the_whole_graph(inputs: Inputs) -> None:
    store, report = pipeline.build(inputs=inputs)
    registers, sources = shard.read(inputs)
    whole = placement.placed(validation.validate(store), sources, registers)
    assert report.findings == whole
    assert len({finding.check for finding in whole}) >= 11
    assert report.derived == inference.infer(_asserted(store))


def _asserted(store: ox.Store) -> ox.Store:
    copy = ox.Store()
    copy.extend(quad for quad in store if not str(quad.graph_name).endswith("/derived>"))
    return copy


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_build_finds_what_pyshacl_finds_with_the_same_shapes(inputs: Inputs) -> None:
    store, report = pipeline.build(inputs=inputs)
    ours = {(each.check, each.resource) for each in report.findings if each.check.startswith("shapes/")}
    theirs = {(each.check, each.resource) for each in validation.reference(store)}
    assert ours == theirs != set()


@pytest.mark.parametrize("how", [How(memory=shard.FACTOR * 400), How(7), How(2, shard.FACTOR * 1500)])
def test_graph_and_findings_do_not_depend_on_the_shards_or_the_processes(
    inputs: Inputs, how: How, tmp_path: Path
) -> None:
    store, report = pipeline.build(inputs=inputs)
    other, parted = pipeline.build(tmp_path / "kg", how=how, inputs=inputs)
    assert canonical(other) == canonical(store)
    assert (parted.findings, parted.derived, parted.claims) == (report.findings, report.derived, report.claims)


def test_graph_in_memory_that_is_loaded_while_others_read_is_the_same(inputs: Inputs) -> None:
    store, report = pipeline.build(inputs=inputs)
    other, parted = pipeline.build(how=How(2, shard.FACTOR * 1500), inputs=inputs)
    assert parted.shards > 5
    assert canonical(other) == canonical(store)
    assert (parted.quads, parted.findings) == (report.quads, report.findings)


def test_columns_that_another_process_makes_are_those_of_one(
    inputs: Inputs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tabulation, "LEAST", 0)
    held = []
    for name, how in (("one", How()), ("two", How(2, shard.FACTOR * 1500))):
        store, _ = pipeline.build(tmp_path / name, how=how, inputs=inputs)
        found = columns.of(store)
        assert found is not None
        told = json.loads((tmp_path / name / columns.INDEX).read_text(encoding="utf-8"))
        files = [(tmp_path / name / each).read_bytes() for each in (columns.ROWS, columns.TERMS, columns.LABELS)]
        held.append((told["rows"], told["named"], files))
    assert held[0] == held[1]
    assert sum(rows for _, rows in held[0][0].values()) > 1000


def test_table_is_parted_between_rows_and_none_is_lost(inputs: Inputs) -> None:
    _, sources = shard.read(inputs)
    parted = shard.plan(sources, memory=shard.FACTOR * 400)
    pieces = [piece for each in parted for piece in each.pieces if piece.source == "long"]
    assert len(pieces) > 5
    assert [piece.first for piece in pieces] == [True] + [False] * (len(pieces) - 1)
    spans = [piece.span for piece in pieces if piece.span]
    assert all(one.end == other.start for one, other in pairwise(spans))


def test_digest_of_the_claims_does_not_depend_on_the_shards_nor_on_a_shard_that_ran_twice(
    inputs: Inputs, tmp_path: Path
) -> None:
    _, sources = shard.read(inputs)
    one, many = (shard.plan(sources, memory=memory) for memory in (shard.MEMORY, shard.FACTOR * 400))
    tasks = [Task(each, inputs, str(tmp_path)) for each in many]
    with runner.runner() as run:
        whole = runner.ordered(run(part.make, [Task(each, inputs, str(tmp_path)) for each in one]))
        parts = runner.ordered(run(part.make, [*tasks, *tasks[::-1]]))
    assert (len(one), len(parts)) == (1, len(many))
    assert union.digest(whole) == union.digest(parts)
    assert {name.name for name in tmp_path.iterdir()} == {each.file for each in parts} | {whole[0].file}
    (changed,) = runner.ordered([part.make(Task(one[0]._replace(pieces=one[0].pieces[1:]), inputs, str(tmp_path)))])
    assert union.digest([changed]) != union.digest(whole)


def broken(inputs: Inputs, folder: Path, line: str, rows: int) -> Inputs:
    """Return a copy of inputs to whose long table a line is added."""
    shutil.copytree(inputs.folders[0].parent, folder / "copy")
    place = folder / "copy" / "sources"
    with (place / "long.csv").open("a", encoding="utf-8") as file:
        file.write(line)
    header = (place / "long.toml").read_text(encoding="utf-8").replace("298", str(rows))
    (place / "long.toml").write_text(header, encoding="utf-8")
    return Inputs((place,), None, folder / "copy" / "registers")


@pytest.mark.parametrize("memory", [shard.MEMORY, shard.FACTOR * 400])
@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Supply,vendor:acme,state:xxx,300,c,\n", "long.csv, line 598, recipient: 'state:xxx' is not in states.csv; "),
        (
            'Supply,vendor:beta,state:ada,3,"a\n3, b",\n',
            "long.csv, line 599: the claim of long.csv, line 5 once more; ",
        ),
        ("Supply,vendor:acme\n", "long.csv, line 598: 2 cells under 6 headers; "),
    ],
)
def test_a_bad_row_in_one_shard_is_one_line_with_its_place(
    inputs: Inputs, tmp_path: Path, memory: int, line: str, said: str
) -> None:
    with pytest.raises(SourceError) as error:
        pipeline.build(tmp_path / "kg", how=How(memory=memory), inputs=broken(inputs, tmp_path, line, 299))
    assert str(error.value).startswith(said)
    assert not (tmp_path / "kg").exists()


@pytest.mark.parametrize("memory", [shard.MEMORY, shard.FACTOR * 400])
def test_rows_are_counted_over_all_shards(inputs: Inputs, tmp_path: Path, memory: int) -> None:
    line = "Supply,vendor:acme,state:bor,300,c,\n"
    with pytest.raises(SourceError, match=r"^long.toml: 299 claims of kind Supply, 298 expected; restore the"):
        pipeline.build(how=How(memory=memory), inputs=broken(inputs, tmp_path, line, 298))


RULES = {
    "joined-by-home": (
        "#+ summary: Who is supplied by an agent is a member of what its home is a member of.\n#+ across: roles\n"
        "CONSTRUCT { ?recipient ais:memberOf ?initiative } WHERE { ?claim ais:about ?supply . "
        "?supply ais:supplier ?supplier ; ais:recipient ?recipient . "
        "?supplier ais:basedIn ?home . ?home ais:memberOf ?initiative . }"
    ),
    "passed-on": (
        "#+ summary: Who uses technology from a member is a member.\n#+ across: terms\n"
        "CONSTRUCT { ?user ais:memberOf ?initiative } WHERE { "
        "?user ais:usesTechnologyFrom ?home . ?home ais:memberOf ?initiative . }"
    ),
    "met": (
        "#+ summary: Two that are named as recipients are members of one.\n"
        "CONSTRUCT { ?one ais:memberOf ?initiative } WHERE { "
        "?supply ais:recipient ?one . ?other ais:recipient ?two . ?two ais:memberOf ?initiative . }"
    ),
}


@pytest.mark.parametrize("names", [("joined-by-home",), ("joined-by-home", "passed-on"), ("met",), tuple(RULES)])
def test_rules_of_every_reach_come_to_one_fixpoint_however_the_claims_are_parted(
    inputs: Inputs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: tuple[str, ...]
) -> None:
    """What is concluded in one shard is a premise in another."""
    (tmp_path / "rules").mkdir()
    for name in names:
        front, _, body = RULES[name].rpartition("\n")
        text = f"{front}\nPREFIX ais: <{iri('ais:')}>\n{body}\n"
        (tmp_path / "rules" / f"{name}.rq").write_text(text, encoding="utf-8")
    more = tuple(inference.rule(query.read(path)) for path in sorted((tmp_path / "rules").iterdir()))
    every = (*inference.rules(), *more)
    monkeypatch.setattr(inference, "rules", lambda: every)
    store, report = pipeline.build(inputs=inputs)
    parted, other = pipeline.build(how=How(memory=shard.FACTOR * 400), inputs=inputs)
    whole = _asserted(store)
    assert other.derived == report.derived == inference.infer(whole)
    assert canonical(parted) == canonical(store) == canonical(whole)
