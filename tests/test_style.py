"""The rules of the house that no linter knows."""

import ast
import importlib
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import cli
from tests.conftest import LONG

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "kg").glob("**/*.py"))
QUERIES = sorted((ROOT / "queries").glob("**/*.rq"))
PAGES = ("README.md", "CONTRIBUTING.md")
JUNK = re.compile(
    r"(^|_)(base|common|core|handlers?|helpers?|managers?|misc|processors?|services?|utils?|wrappers?)(_|$)"
)
SH = "http://www.w3.org/ns/shacl#"

by_path = pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
by_query = pytest.mark.parametrize("path", QUERIES, ids=lambda path: f"{path.parent.name}/{path.stem}")


def files() -> list[Path]:
    """Return the text files of the checkout, without what `.gitignore` leaves out."""
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    made = {line.strip("/") for line in lines if line.endswith("/")} | {".git"}
    found = []
    for folder, folders, names in os.walk(ROOT):
        here = Path(folder)
        folders[:] = [name for name in folders if not {name, (here / name).relative_to(ROOT).as_posix()} & made]
        found += [here / name for name in names if name != ".git"]
    return sorted(path for path in found if b"\0" not in path.read_bytes())


def declared() -> dict[str, str]:
    """Return prefix → namespace, as `sh:declare` states them in the ontology."""
    names, spaces = {}, {}
    for quad in ox.parse(path=str(ROOT / "ontology" / "core.ttl"), format=ox.RdfFormat.TURTLE):
        if isinstance(quad.object, ox.Literal) and quad.predicate.value == SH + "prefix":
            names[quad.subject] = quad.object.value
        if isinstance(quad.object, ox.Literal) and quad.predicate.value == SH + "namespace":
            spaces[quad.subject] = quad.object.value
    return {name: spaces[subject] for subject, name in names.items()}


def shell_lines() -> list[str]:
    """Return the `$` lines of the pages, each once."""
    text = "\n".join((ROOT / page).read_text(encoding="utf-8") for page in PAGES)
    return sorted(set(re.findall(r"^\$ (.+)$", text, flags=re.M)))


def makefile_targets() -> set[str]:
    """Return the targets that `make help` lists."""
    return set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.M))


@by_path
def test_a_module_has_at_most_300_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


@by_path
def test_a_module_is_named_by_a_noun_of_the_domain(path: Path) -> None:
    assert not JUNK.search(path.stem)


@by_path
def test_every_public_thing_is_documented(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    things = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and node in tree.body
    ]
    assert ast.get_docstring(tree)
    assert [thing.name for thing in things if not thing.name.startswith("_") and not ast.get_docstring(thing)] == []


@by_path
def test_only_the_namespace_module_spells_an_iri_of_ours(path: Path) -> None:
    assert path.stem == "namespace" or "https://w3id.org/ai-surveillance" not in path.read_text(encoding="utf-8")


@by_query
def test_a_query_says_in_one_line_what_it_is(path: Path) -> None:
    summaries = re.findall(r"^#\+ summary:\s*(\S.*)$", path.read_text(encoding="utf-8"), flags=re.M)
    assert len(summaries) == 1
    assert summaries[0].endswith("?") or path.parent.name != "questions"


@by_query
def test_a_query_declares_the_prefixes_it_uses_as_the_ontology_does(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    prefixes = dict(re.findall(r"^PREFIX\s+([\w-]*):\s*<([^>]*)>", text, flags=re.M | re.I))
    body = re.sub(r"^PREFIX.*$|^\s*#.*$", "", text, flags=re.M | re.I)
    body = re.sub(r'"(?:\\.|[^"\\])*"|<[^<>\s]*>|\s#\s.*$', " ", body, flags=re.M)
    used = set(re.findall(r"(?<![\w?$:-])([a-z][\w-]*):(?=\w)", body))
    assert prefixes.items() <= declared().items()
    assert set(prefixes) == used


def test_no_file_names_a_place_on_one_machine_or_puts_work_off() -> None:
    places = [f"/{name}/" for name in ("home", "root", "work")]
    words = re.compile("|".join([r"\bTO" + r"DO\b", r"\bFIX" + r"ME\b", *places]))
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in files()
        for match in words.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize("line", [line for line in shell_lines() if line.startswith("make ")])
def test_a_documented_target_exists(line: str) -> None:
    assert line.split()[1] in makefile_targets()


@pytest.mark.parametrize("line", [line for line in shell_lines() if line.startswith("kg ")])
def test_a_documented_command_exists(line: str) -> None:
    verb, *words = line.split()[1:]
    command = [str(Path(sys.executable).parent / "kg"), verb, "--help"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert [word for word in words if word.startswith("--") and word not in done.stdout] == []


@pytest.mark.parametrize("line", [line for line in shell_lines() if re.match(r"kg (ask|draw) [a-z]", line)])
def test_a_documented_query_exists_with_its_parameters(line: str) -> None:
    verb, name = line.split()[1:3]
    folders = {"ask": ["questions"], "draw": ["views", "charts"]}[verb]
    found = [path for folder in folders if (path := ROOT / "queries" / folder / f"{name}.rq").is_file()]
    assert len(found) == 1
    params = set(re.findall(r"^#\+ param (\w+):", found[0].read_text(encoding="utf-8"), flags=re.M))
    assert set(re.findall(r"--param (\w+)=", line)) <= params


def test_the_map_in_the_readme_names_the_rooms_there_are() -> None:
    text = (ROOT / "README.md").read_text("utf-8").partition("| room | what it holds |")[2].partition("\n\n")[0]
    named = [
        name
        for cell in re.findall(r"^\| ((?:`[a-z]+/?` ?)+)\|", text, flags=re.M)
        for name in re.findall(r"[a-z]+/?", cell)
    ]
    found = {
        f"{path.relative_to(ROOT / 'kg').parts[0]}/" if path.parent.name != "kg" else path.stem for path in MODULES
    }
    assert sorted(named) == sorted(name for name in found if "__" not in name)


def test_the_map_in_the_readme_points_to_modules_of_their_room() -> None:
    text = (ROOT / "README.md").read_text("utf-8").partition("| room | what it holds |")[2].partition("\n\n")[0]
    rows = re.findall(r"^\|.*?`([a-z]+)/`[^|]*\|[^|]*\|([^|]*)\|$", text, flags=re.M)
    pointed = [(room, name) for room, cell in rows for name in re.findall(r"`([a-z]+)`", cell)]
    assert len(pointed) > len(rows)
    assert [(room, name) for room, name in pointed if not (ROOT / "kg" / room / f"{name}.py").is_file()] == []


@pytest.mark.parametrize("room", sorted({path.parent for path in MODULES} - {ROOT / "kg"}), ids=lambda room: room.name)
def test_a_room_says_which_function_to_read_first(room: Path) -> None:
    text = ast.get_docstring(ast.parse((room / "__init__.py").read_text(encoding="utf-8"))) or ""
    named = re.search(r"Read :func:`(kg\.[\w.]+)\.(\w+)` first", text)
    assert named
    assert hasattr(importlib.import_module(named[1]), named[2])


def test_the_tests_mirror_the_rooms() -> None:
    tested = {path.parent.name for path in (ROOT / "tests").glob("*/test_*.py")}
    rooms = {path.parent.name for path in MODULES} - {"kg"}
    assert rooms - tested <= {"drawing", "verbs"}
    assert tested - rooms == {"benchmarks", "ontology", "queries", "sources", "suites"}


def test_the_files_with_which_a_run_of_the_tests_begins_exist() -> None:
    assert [name for name in LONG if not (ROOT / "tests" / name).is_file()] == []
    assert len(set(LONG)) == len(LONG)


def test_every_verb_of_the_command_is_a_module() -> None:
    verbs = [path for path in MODULES if path.parent.name == "verbs" and "def run(" in path.read_text(encoding="utf-8")]
    assert sorted(cli.VERBS) == sorted(path.stem.rstrip("_") for path in verbs)


def test_every_statement_of_the_version_is_the_same() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    pattern = project["tool"]["hatch"]["version"]["pattern"]
    stated = re.search(pattern, (ROOT / "ontology" / "core.ttl").read_text(encoding="utf-8"))
    cited = re.search(r"^version: (\S+)$", (ROOT / "CITATION.cff").read_text(encoding="utf-8"), flags=re.M)
    assert stated
    assert cited
    assert stated["version"] == cited[1]
