"""A store on disk: replaced as a whole or not at all, and open to several readers."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import Doubt, StoreError, TargetError
from kg.graph import mark, store
from kg.namespace import OWL, iri, version
from tests.fixtures import invented

HOLD = """
import sys
from pathlib import Path
import pyoxigraph as ox
from kg.graph import store
with store.replacing(Path(sys.argv[1])) as new:
    disk = ox.Store(str(new))
    disk.add(ox.Quad(ox.NamedNode("x:a"), ox.NamedNode("x:b"), ox.Literal("new"), ox.NamedNode("x:g")))
    disk.flush()
    print("writing", flush=True)
    sys.stdin.read()
"""
"""A build that stops in the middle of writing, until its standard input ends."""

NOT_OURS = f"it exists and is not a built store: it has no {mark.FILE} of ours"

LOOK = """
import sys
from pathlib import Path
from kg.graph import store
built = store.open_store(Path(sys.argv[1]))
print(len(built), flush=True)
sys.stdin.read()
print(len(list(built)), flush=True)
"""


REPLACE = """
import sys
from pathlib import Path
from kg.graph import store
from tests.graph.test_store import of
for number in range(40):
    store.save(of(str(number)), Path(sys.argv[1]))
"""


def of(value: str) -> ox.Store:
    """Return a store in memory that holds one quad."""
    made = ox.Store()
    made.add(ox.Quad(ox.NamedNode("x:a"), ox.NamedNode("x:b"), ox.Literal(value), ox.NamedNode("x:g")))
    return made


def held(path: Path) -> list[str]:
    return [quad.object.value for quad in store.open_store(path) if isinstance(quad.object, ox.Literal)]


def canonical(store: ox.Store) -> list[str]:
    """Return the quads of a store in order, blank nodes named by their place in the graph."""
    dataset = ox.Dataset(store)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(map(str, dataset))


def start(code: str, path: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=invented.ROOT,
    )


def test_saved_store_holds_what_the_store_in_memory_holds(tmp_path: Path) -> None:
    tiny = invented.tiny(tmp_path)
    store.save(tiny, tmp_path / "kg")
    assert canonical(store.open_store(tmp_path / "kg")) == canonical(tiny)


def test_store_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    store.save(of("old"), tmp_path / "kg")
    store.save(of("new"), tmp_path / "kg")
    assert held(tmp_path / "kg") == ["new"]


def test_nothing_but_the_store_is_left_beside_it(tmp_path: Path) -> None:
    store.save(of("old"), tmp_path / "kg")
    store.save(of("new"), tmp_path / "kg")
    assert [path.name for path in tmp_path.iterdir()] == ["kg"]


def test_folders_above_the_target_are_made(tmp_path: Path) -> None:
    store.save(of("new"), tmp_path / "a" / "b" / "kg")
    assert held(tmp_path / "a" / "b" / "kg") == ["new"]


def test_empty_folder_may_be_the_target(tmp_path: Path) -> None:
    (tmp_path / "kg").mkdir()
    store.save(of("new"), tmp_path / "kg")
    assert held(tmp_path / "kg") == ["new"]


def test_store_that_fails_while_it_is_written_leaves_the_one_before(tmp_path: Path) -> None:
    store.save(of("old"), tmp_path / "kg")
    with pytest.raises(KeyboardInterrupt), store.replacing(tmp_path / "kg"):
        raise KeyboardInterrupt
    assert held(tmp_path / "kg") == ["old"]
    assert [path.name for path in tmp_path.iterdir()] == ["kg"]


def _file(place: Path) -> Path:
    (place / "notes").write_text("mine", encoding="utf-8")
    return place / "notes"


def _full(place: Path) -> Path:
    (place / "notes").mkdir()
    (place / "notes" / "diary.txt").write_text("mine", encoding="utf-8")
    return place / "notes"


@pytest.mark.parametrize("make", [_file, _full], ids=["a file", "a folder of other things"])
def test_what_is_no_store_is_never_replaced(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    target = make(tmp_path)
    with pytest.raises(TargetError) as error:
        store.save(of("new"), target)
    assert str(error.value) == f"{target}: {NOT_OURS}; name another folder"
    kept = target if target.is_file() else target / "diary.txt"
    assert kept.read_text(encoding="utf-8") == "mine"


def test_target_below_a_file_cannot_be_written(tmp_path: Path) -> None:
    target = _file(tmp_path) / "kg"
    with pytest.raises(TargetError) as error:
        store.save(of("new"), target)
    assert str(error.value).startswith(f"{target}: cannot be written (")
    assert str(error.value).endswith("); name a writable folder")


def test_root_folder_is_refused() -> None:
    with pytest.raises(TargetError) as error:
        store.save(of("new"), Path("/"))
    assert str(error.value) == "/: it is the root folder; name another folder"


def test_link_to_a_store_leads_to_the_new_store(tmp_path: Path) -> None:
    store.save(of("old"), tmp_path / "real" / "kg")
    (tmp_path / "kg").symlink_to(tmp_path / "real" / "kg")
    store.save(of("new"), tmp_path / "kg")
    assert held(tmp_path / "kg") == held(tmp_path / "real" / "kg") == ["new"]


def test_folder_named_previous_that_is_no_store_is_never_deleted(tmp_path: Path) -> None:
    store.save(of("old"), tmp_path / "kg")
    diary = tmp_path / "kg.previous" / "diary.txt"
    diary.parent.mkdir()
    diary.write_text("mine", encoding="utf-8")
    with pytest.raises(TargetError) as error:
        store.save(of("new"), tmp_path / "kg")
    assert str(error.value) == f"{diary.parent}: {NOT_OURS}; name another folder"
    assert (held(tmp_path / "kg"), diary.read_text(encoding="utf-8")) == (["old"], "mine")


def test_build_that_is_killed_leaves_the_store_before_and_the_next_build_works(tmp_path: Path) -> None:
    store.save(of("old"), tmp_path / "kg")
    with start(HOLD, tmp_path / "kg") as killed:
        assert killed.stdout is not None
        assert killed.stdout.readline() == "writing\n"
        killed.kill()
    assert held(tmp_path / "kg") == ["old"]
    store.save(of("new"), tmp_path / "kg")
    assert held(tmp_path / "kg") == ["new"]
    assert [path.name for path in tmp_path.iterdir()] == ["kg"]


def test_build_killed_between_its_two_renames_leaves_the_store_before_readable(tmp_path: Path) -> None:
    store.save(of("old"), tmp_path / "kg")
    (tmp_path / "kg").rename(tmp_path / "kg.previous")
    assert held(tmp_path / "kg") == ["old"]
    assert [path.name for path in tmp_path.iterdir()] == ["kg.previous"]


def test_build_after_one_killed_between_its_two_renames_works(tmp_path: Path) -> None:
    store.save(of("old"), tmp_path / "kg")
    (tmp_path / "kg").rename(tmp_path / "kg.previous")
    store.save(of("new"), tmp_path / "kg")
    assert held(tmp_path / "kg") == ["new"]
    assert [path.name for path in tmp_path.iterdir()] == ["kg"]


def test_build_killed_before_it_removed_the_store_before_leaves_the_new_one(tmp_path: Path) -> None:
    store.save(of("new"), tmp_path / "kg")
    store.save(of("old"), tmp_path / "kg.previous")
    assert held(tmp_path / "kg") == ["new"]
    store.save(of("newer"), tmp_path / "kg")
    assert held(tmp_path / "kg") == ["newer"]
    assert [path.name for path in tmp_path.iterdir()] == ["kg"]


def test_two_processes_read_one_store_and_keep_it_while_it_is_replaced(tmp_path: Path) -> None:
    store.save(of("old"), tmp_path / "kg")
    with start(LOOK, tmp_path / "kg") as first, start(LOOK, tmp_path / "kg") as second:
        for reader in (first, second):
            assert reader.stdout is not None
            assert reader.stdout.readline() == "1\n"
        store.save(of("new"), tmp_path / "kg")
        assert [reader.communicate()[0] for reader in (first, second)] == ["1\n", "1\n"]
    assert held(tmp_path / "kg") == ["new"]


def test_opened_store_is_read_only(tmp_path: Path) -> None:
    store.save(of("old"), tmp_path / "kg")
    opened = store.open_store(tmp_path / "kg")
    with pytest.raises(RuntimeError, match="read-write"):
        opened.clear()


def test_store_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as error:
        store.open_store(tmp_path / "kg")
    assert str(error.value) == f"{tmp_path / 'kg'}: no graph is built here; run 'kg build --to {tmp_path / 'kg'}'"


@pytest.mark.parametrize("make", [_file, _full], ids=["a file", "a folder of other things"])
def test_what_is_no_store_is_not_opened(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    target = make(tmp_path)
    with pytest.raises(StoreError) as error:
        store.open_store(target)
    assert str(error.value) == f"{target}: this is not a built graph; name the folder that 'kg build --to' wrote"


@pytest.mark.parametrize(
    ("pattern", "content", "said"),
    [
        ("CURRENT", "nothing\n", "its file CURRENT is damaged"),
        ("CURRENT", "nothing", "its file CURRENT is damaged"),
        ("MANIFEST-*", None, "its file MANIFEST-[0-9]+ is missing"),
        ("MANIFEST-*", "x", "its file MANIFEST-[0-9]+ is damaged"),
        ("*.sst", None, "its file [0-9]+.sst is missing"),
        ("*.sst", "x", "its file [0-9]+.sst is damaged"),
    ],
)
def test_damaged_store_is_told_by_the_file_in_words_of_ours(
    tmp_path: Path, pattern: str, content: str | None, said: str
) -> None:
    store.save(of("old"), tmp_path / "kg")
    file = sorted((tmp_path / "kg").glob(pattern))[0]
    file.unlink() if content is None else file.write_text(content, encoding="utf-8")
    with pytest.raises(StoreError, match=rf"kg: cannot be opened \({said}\); build it again with 'kg build'$"):
        store.open_store(tmp_path / "kg")


def test_a_store_of_anybody_elses_is_never_replaced_but_one_of_a_version_without_marks_is(tmp_path: Path) -> None:
    for name, graph in (("theirs", "https://example.org/g"), ("ours", iri("graph:ontology"))):
        disk = ox.Store(str(tmp_path / name))
        disk.add(ox.Quad(ox.NamedNode("x:a"), ox.NamedNode("x:b"), ox.Literal("old"), ox.NamedNode(graph)))
        disk.flush()
        del disk
    with pytest.raises(TargetError, match="not a built store"):
        store.save(of("new"), tmp_path / "theirs")
    with pytest.warns(Doubt, match="name the folder that 'kg build --to' wrote"):
        assert held(tmp_path / "theirs") == ["old"]
    store.save(of("new"), tmp_path / "ours")
    assert held(tmp_path / "ours") == ["new"]


def test_a_store_is_opened_whole_while_builds_replace_it(tmp_path: Path) -> None:
    store.save(of("0"), tmp_path / "kg")
    with start(REPLACE, tmp_path / "kg") as builds:
        while builds.poll() is None:
            assert len(held(tmp_path / "kg")) == 1
        assert builds.returncode == 0
    assert held(tmp_path / "kg") == ["39"]


def test_store_of_takes_a_dataset_a_store_or_a_folder(tmp_path: Path) -> None:
    made = of("old")
    store.save(made, tmp_path / "kg")
    assert store.store_of(made) is made
    assert store.store_of(store.dataset(made)) is made
    assert len(store.store_of(tmp_path / "kg")) == len(store.store_of(str(tmp_path / "kg"))) == 1


def test_dataset_of_another_engine_is_an_error() -> None:
    import rdflib

    with pytest.raises(StoreError) as error:
        store.store_of(rdflib.Dataset())
    assert str(error.value) == "'Memory': not an Oxigraph store; open the graph with kg.open"


def marked(place: Path, **changed: str) -> None:
    """Write the mark of a folder anew, with other values."""
    file = place / mark.FILE
    file.write_text(json.dumps(json.loads(file.read_text(encoding="utf-8")) | changed), encoding="utf-8")


def test_store_says_which_version_built_it_and_of_what(tmp_path: Path) -> None:
    store.save(of("new"), tmp_path / "kg")
    assert mark.read(tmp_path / "kg") == mark.Mark("graph", version(), mark.inputs())


def test_the_digest_of_the_inputs_is_another_when_a_file_is_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = invented.checkout(tmp_path)
    monkeypatch.setattr(mark, "folders", lambda name: (at / name,))
    found = {mark.inputs()}
    for path in (
        at / "sources" / "another.toml",
        at / "ontology" / "core.ttl",
        at / "queries" / "rules" / "another.rq",
    ):
        with path.open("a", encoding="utf-8") as file:
            file.write("# another line\n")
        found.add(mark.inputs())
    assert len(found) == 4


def test_store_of_another_version_is_not_opened(tmp_path: Path) -> None:
    place = tmp_path / "kg"
    store.save(of("old"), place)
    marked(place, version="0.0.9")
    with pytest.raises(StoreError) as error:
        store.open_store(place)
    told = f"{place}: version 0.0.9 built this graph, and this is {version()}; run 'kg build --to {place}'"
    assert str(error.value) == told


def test_store_without_a_mark_is_known_by_its_ontology(tmp_path: Path) -> None:
    made, place = invented.tiny(tmp_path), tmp_path / "kg"
    store.save(made, place)
    (place / mark.FILE).unlink()
    with pytest.warns(Doubt, match="nobody can tell which version made it"):
        assert len(store.open_store(place)) == len(made)
    (stated,) = made.quads_for_pattern(None, ox.NamedNode(OWL + "versionInfo"), None)
    made.remove(stated)
    made.add(ox.Quad(stated.subject, stated.predicate, ox.Literal("0.0.9"), stated.graph_name))
    store.save(made, place)
    (place / mark.FILE).unlink()
    with pytest.raises(StoreError, match=r"kg: version 0\.0\.9 built this graph"):
        store.open_store(place)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"writtenBy": "another"}', "\xff\xfe"])
def test_mark_that_is_none_is_told_in_one_line(text: str, tmp_path: Path) -> None:
    place = tmp_path / "kg"
    store.save(of("old"), place)
    (place / mark.FILE).write_text(text, encoding="latin-1")
    with pytest.raises(StoreError, match=r"kg\.json: not the mark of a folder of kg \(.*\); build it again$"):
        store.open_store(place)
