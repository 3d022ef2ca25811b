"""The package finds its ontology, sources, queries, notebooks and browser code, whichever way it is installed."""

import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from kg import cli
from kg.graph import store
from kg.namespace import browser_code
from tests.fixtures import invented

ROOT = Path(__file__).parent.parent
FOLDERS = ("notebooks", "ontology", "queries", "sources", "stories")
LOOK = f"from kg.namespace import folder; print(*(folder(name) for name in {FOLDERS}), sep='\\n')"


def run(*command: str | Path, cwd: Path) -> str:
    """Return what a command prints; fail with its whole output when it fails."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.fail(f"{' '.join(map(str, command))}\n{done.stdout}\n{done.stderr}", pytrace=False)
    return done.stdout


def contents(folder: Path) -> set[str]:
    """Return the files of a folder, as paths inside it, without what Python compiles there."""
    return {
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"
    }


@pytest.fixture(scope="module")
def copy(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of what the package is made of, so that building it leaves the checkout alone."""
    copy = tmp_path_factory.mktemp("copy")
    for name in ("kg", *FOLDERS):
        shutil.copytree(
            checkout / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
        )
    shutil.copytree(checkout / "web", copy / "web", ignore=shutil.ignore_patterns("node_modules"))
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "LICENSE-DATA"):
        shutil.copy(checkout / name, copy)
    return copy


@pytest.fixture(scope="module")
def wheel(copy: Path) -> Path:
    """Return a wheel of the package."""
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", cwd=copy)
    (wheel,) = (copy / "dist").glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def sdist(copy: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an sdist of the package, unpacked."""
    run(sys.executable, "-m", "build", "--sdist", "--no-isolation", cwd=copy)
    (sdist,) = (copy / "dist").glob("*.tar.gz")
    folder = tmp_path_factory.mktemp("sdist")
    with tarfile.open(sdist) as archive:
        archive.extraction_filter = getattr(tarfile, "data_filter", None)  # Python 3.11.0 to 3.11.3 have none
        archive.extractall(folder)
    (unpacked,) = folder.iterdir()
    return unpacked


@pytest.fixture
def environment(tmp_path: Path) -> Path:
    """Return the Python of a fresh environment that borrows this one's dependencies, but not its `kg`."""
    folder = tmp_path / "environment"
    venv.create(folder)
    python = folder / "bin" / "python"
    packages = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=tmp_path).strip())
    borrowed = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (packages / "borrowed.pth").write_text("\n".join(sorted(borrowed)) + "\n")
    return python


def install(python: Path, *what: str | Path, cwd: Path) -> None:
    """Install the package alone, with nothing fetched from a registry."""
    options = ("--no-deps", "--no-index", "--no-build-isolation", "--ignore-installed", "--disable-pip-version-check")
    run(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", *options, *what, cwd=cwd)


def test_a_wheel_carries_every_file_of_the_package_and_of_its_folders(wheel: Path, copy: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for folder in FOLDERS:
        assert {f"kg/_data/{folder}/{name}" for name in contents(copy / folder)} <= names
    assert {f"kg/{name}" for name in contents(copy / "kg")} <= names


def test_a_wheel_holds_the_package_and_nothing_beside_it(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"kg"}


def test_a_wheel_carries_the_browser_code(wheel: Path, copy: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name.removeprefix("kg/_data/web/") for name in archive.namelist() if name.startswith("kg/_data/web/")}
    assert names == contents(copy / "web" / "dist")
    assert {"sparql.js", "sparql-engine.js", "LICENSES.txt"} <= names


def test_a_wheel_made_from_the_sdist_is_the_same_and_needs_no_node(wheel: Path, sdist: Path, tmp_path: Path) -> None:
    build = (sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path))
    run("env", f"PATH={tmp_path}", *build, cwd=sdist)
    (second,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive, zipfile.ZipFile(second) as other:
        assert archive.namelist() == other.namelist()
        for name in archive.namelist():
            assert archive.read(name) == other.read(name), name


def test_the_browser_code_of_a_checkout_is_bundled_anew_when_a_source_changed(checkout: Path, tmp_path: Path) -> None:
    for name in ("web", "hatch_build.py"):
        target = tmp_path / name
        if (checkout / name).is_dir():
            shutil.copytree(checkout / name, target, ignore=shutil.ignore_patterns("node_modules"))
        else:
            shutil.copy(checkout / name, target)
    look = f"from hatch_build import BrowserCode; print(BrowserCode({str(tmp_path)!r}, {{}}, *[None] * 5)._made())"
    assert run(sys.executable, "-c", look, cwd=tmp_path) == "True\n"
    with (tmp_path / "web" / "src" / "sparql" / "main.ts").open("a") as file:
        file.write("// another line\n")
    assert run(sys.executable, "-c", look, cwd=tmp_path) == "False\n"


def test_an_installed_wheel_finds_its_own_folders(wheel: Path, copy: Path, environment: Path, tmp_path: Path) -> None:
    install(environment, wheel, cwd=tmp_path)
    for name, found in zip(FOLDERS, run(environment, "-c", LOOK, cwd=tmp_path).split(), strict=True):
        assert Path(found).is_relative_to(environment.parent.parent)
        assert contents(Path(found)) == contents(copy / name)


def test_an_editable_install_finds_the_folders_of_the_checkout(copy: Path, environment: Path, tmp_path: Path) -> None:
    install(environment, "--editable", copy, cwd=tmp_path)
    assert run(environment, "-c", LOOK, cwd=tmp_path).split() == [str(copy / name) for name in FOLDERS]


@pytest.fixture(scope="module")
def bare(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the Python of an environment that has the wheel and what it requires, and no extra.

    The packages are those of this environment, by links; a graph is built beside it, in the folder of the tests' work.
    """
    folder = tmp_path_factory.mktemp("an environment (bare)")
    venv.create(folder / "env", symlinks=True)
    python = folder / "env" / "bin" / "python"
    packages = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip())
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(packages)
    (info,) = packages.glob("*.dist-info")
    for name in required(metadata.PathDistribution(info).requires or []):
        found = metadata.distribution(name)
        for top in {file.parts[0] for file in found.files or [] if file.parts[0] not in ("..", "__pycache__")}:
            if not (packages / top).exists():
                (packages / top).symlink_to(Path(str(found.locate_file(top))))
    run(python, "-m", "kg", "build", cwd=folder)
    store.save(invented.tiny(folder), folder / "small")
    (folder / "article.txt").write_text("Huawei supplies 50 states.\n", encoding="utf-8")
    return python


def required(texts: list[str]) -> set[str]:
    """Return the names of what is required, and of what that requires in turn, without extras."""
    names: set[str] = set()
    left = [Requirement(text) for text in texts]
    while left:
        need = left.pop()
        if need.name in names or (need.marker and not need.marker.evaluate({"extra": ""})):
            continue
        names.add(need.name)
        left += map(Requirement, metadata.requires(need.name) or [])
    return names


DONE = [
    ("add", "--help"),
    ("alias", "--help"),
    ("ask", "vendors-by-reach"),
    ("ask", "which states are supplied by Huawei?"),
    ("diff", "aigs-2020", "aigs-2022"),
    ("doctor",),
    ("export", "rdf12", "--to", "edges.nq"),
    ("watch", "vendors-by-reach"),
    ("document", "--to", "ontology.html"),
    ("draw", "vendor-to-state", "--to", "network.html"),
    ("draw", "vendor-to-state", "--to", "network.svg"),
    ("draw", "vendor-to-state", "--to", "network.png"),
    ("draw", "map-use", "--to", "map.html"),
    ("draw", "sankey-supply", "--to", "chart.svg"),
    ("explore", "--to", "explorer.html"),
    ("format", "--help"),
    ("import", "--help"),
    ("infer",),
    ("load", "--help"),
    ("merge", "--help"),
    ("names", "--help"),
    ("new", "mine"),
    ("network", "vendor-to-state", "--measures", "degree,betweenness"),
    ("validate",),
    ("why", "vendor:dahua", "ais:suppliesTo", "state:mng"),
]
"""What works in an environment without extras."""

PLAIN = ("publish", "plain", "--graph", "small")
"""What works there as well, and says what it left out."""

NAMED = {
    ("associate", "membership-and-supply"): "statistics",
    ("build", "--on", "dask://127.0.0.1:1", "--parts", "parts"): "dask",
    ("build", "--on", "spark://127.0.0.1:1", "--parts", "parts"): "spark",
    ("check", "article.txt"): "text",
    ("infer", "--owl"): "owl",
    ("mcp",): "mcp",
    ("publish", "site", "--notebooks"): "notebook",
    ("read", "article.txt"): "text",
    ("review", "article.txt"): "text",
    ("serve", "--port", "0"): "serve",
}
"""What needs an extra → its name."""


@pytest.mark.parametrize("words", DONE, ids=" ".join)
def test_a_verb_does_its_job_where_no_extra_is_installed(words: tuple[str, ...], bare: Path) -> None:
    run(bare, "-m", "kg", *words, cwd=bare.parents[2])
    if "--to" in words:
        assert (bare.parents[2] / words[-1]).stat().st_size > 1000


@pytest.mark.parametrize(("words", "extra"), NAMED.items(), ids=map(" ".join, NAMED))
def test_a_verb_that_needs_an_extra_names_it_in_one_line(words: tuple[str, ...], extra: str, bare: Path) -> None:
    at = bare.parents[2]
    done = subprocess.run(
        [bare, "-m", "kg", *words], cwd=at, env={"PATH": ""}, capture_output=True, text=True, check=False
    )
    lines = [line for line in done.stderr.splitlines() if not line.endswith("…")]
    assert (done.returncode, done.stdout, len(lines)) == (2, "", 1), done.stderr
    assert lines[0].endswith(f" is not installed; run: env/bin/python -m pip install 'surveillance-kg[{extra}]'")


def test_every_verb_is_run_where_no_extra_is_installed() -> None:
    assert {words[0] for words in (*DONE, *NAMED, PLAIN)} == set(cli.VERBS)


def test_a_site_without_parquet_is_published_says_so_and_names_no_such_file(bare: Path) -> None:
    at = bare.parents[2]
    done = subprocess.run([bare, "-m", "kg", *PLAIN], cwd=at, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = "kg: left out: the tables as Parquet; env/bin/python -m pip install 'surveillance-kg[parquet]'"
    assert told in done.stderr.splitlines()
    assert "claims.csv" in (at / "plain" / "data.html").read_text(encoding="utf-8")
    pages = [path for kind in ("html", "jsonld", "json", "ttl") for path in (at / "plain").rglob(f"*.{kind}")]
    assert [path for path in pages if ".parquet" in path.read_text(encoding="utf-8")] == []


def test_the_frame_of_an_answer_names_the_extra_that_brings_pandas(bare: Path) -> None:
    code = "import kg; kg.ask('vendors-by-reach').to_frame()"
    done = subprocess.run([bare, "-c", code], cwd=bare.parents[2], capture_output=True, text=True, check=False)
    assert "MissingExtra: to_frame(): pandas is not installed; run: " in done.stderr.splitlines()[-1]


def test_the_python_example_of_readme_runs_where_no_extra_is_installed(bare: Path) -> None:
    (code,) = re.findall(r"^```python\n(.*?)^```", (ROOT / "README.md").read_text(encoding="utf-8"), flags=re.M | re.S)
    run(bare, "-c", code, cwd=bare.parents[2])
    assert (bare.parents[2] / "vendor-to-state.html").is_file()


def test_an_extra_that_is_named_exists() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert set(NAMED.values()) <= declared.keys()


def test_the_version_of_the_package_is_the_version_of_the_ontology(wheel: Path, copy: Path) -> None:
    version = wheel.name.split("-")[1]
    assert f'owl:versionInfo "{version}"' in " ".join((copy / "ontology" / "core.ttl").read_text().split())


@pytest.mark.parametrize(("lock", "extra"), [("run", None), ("dev", "dev")])
def test_what_a_set_up_installs_is_locked_in_a_version_that_fits_with_digests_for_each_python(
    lock: str, extra: str | None
) -> None:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8").replace("\\\n", " ")
    pinned: dict[str, list[tuple[str, Marker | None]]] = {}
    for line in text.splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            need, *digests = line.split("--hash=")
            held = Requirement(need.strip())
            assert digests, need
            assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", digest.strip()) for digest in digests)
            (version,) = held.specifier
            assert version.operator == "=="
            pinned.setdefault(canonicalize_name(held.name), []).append((version.version, held.marker))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    building = (ROOT / "requirements" / "build.in").read_text(encoding="utf-8").splitlines()
    asked = [*project["dependencies"], *(line for line in building if line and line[0] != "#")]
    extras = [extra] if extra else []
    while extras:
        for each in project["optional-dependencies"][extras.pop()]:
            found = Requirement(each)
            extras += found.extras if found.name == project["name"] else []
            asked += [each] if found.name != project["name"] else []
    for python in ("3.11", "3.12", "3.13", "3.14"):
        here = {"python_version": python, "python_full_version": f"{python}.9"}
        for wanted in map(Requirement, asked):
            if wanted.marker is None or wanted.marker.evaluate(here):
                held_ = [
                    v for v, marker in pinned[canonicalize_name(wanted.name)] if not marker or marker.evaluate(here)
                ]
                assert len(held_) == 1, f"{wanted} for Python {python}: 'make lock' writes the lock anew"
                assert wanted.specifier.contains(held_[0], prereleases=True)


def test_each_script_for_browsers_begins_with_the_licenses_of_what_is_in_it() -> None:
    for name, package in (("network", "sigma"), ("sparql", "codemirror"), ("explorer", "d3-force")):
        text = browser_code(f"{name}.js").read_text(encoding="utf-8")
        assert text.startswith("/*!\nSoftware in this script, with its licenses:")
        notices = text.partition("*/")[0]
        assert re.search(rf"^{package} [0-9.]+: ", notices, flags=re.MULTILINE)
        assert re.search(r"^copyright", notices, flags=re.MULTILINE | re.IGNORECASE)
        assert "</script" not in notices
